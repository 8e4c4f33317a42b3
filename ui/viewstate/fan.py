"""How wide is the band of a projection, place by place? As gaps to the target, or as finish times.

x is metres in a graph of gaps and race seconds in one of finishes; the edges are seconds.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.hindsight import HIGH, LOW
from app.analysis.live import Passage
from app.analysis.outlook import Awaited
from app.domain.course import to_metres
from app.domain.times import NS_PER_S, Duration
from ui.viewstate.snapshot import Snapshot

if TYPE_CHECKING:
    from app.analysis.pacing.forecast import Forecast

_EDGES = (LOW, "0.25", "0.75", HIGH)
_PROBABILITIES = tuple(float(name) for name in _EDGES)
_ZERO = Duration(0)


class Spread(NamedTuple):
    """How wide a band is at `x`: the edges of its 80 % and of its 50 %."""

    x: float
    low_80: float
    low_50: float
    high_50: float
    high_80: float


Fan = tuple[Spread, ...]


def band_at(fan: Fan, x: float) -> tuple[float, float] | None:
    """Return between which values the middle 80 % lie at `x`, None beside the fan."""
    for a, b in pairwise(fan):
        if a.x <= x <= b.x and a.x < b.x:
            share = (x - a.x) / (b.x - a.x)
            return (
                a.low_80 + share * (b.low_80 - a.low_80),
                a.high_80 + share * (b.high_80 - a.high_80),
            )
    return None


def moves(snapshot: Snapshot) -> bool:
    """Whether the projection moves with the clock: the press is awaited so long that it says something.

    A rule without a band knows no silence; it moves once the clock has passed what it said.
    """
    press, projection = snapshot.awaited, snapshot.entry.facts.projection
    if press is None:
        return projection is not None and snapshot.entry.elapsed > projection.finish
    return not press.quiet


def moving_fan(snapshot: Snapshot) -> Fan:
    """Return the band of the gap as the silence has made it, none while it says nothing."""
    band = snapshot.band
    return _gap_fan(snapshot, band, snapshot.awaited) if moves(snapshot) and band else ()


def coming(snapshot: Snapshot) -> Fan:
    """Return the band of the gap as it was at the last mark."""
    band, press = _band_of_last(snapshot), snapshot.awaited
    if band is None:
        return ()
    return _gap_fan(snapshot, band, press and press._replace(now=press.run.since))


def _gap_fan(snapshot: Snapshot, band: "Forecast", press: Awaited | None) -> Fan:
    """From the last mark, which is known, over the next one to the finish."""
    last, primary = snapshot.entry.facts.last, snapshot.primary
    if last is None:
        return ()
    gap = last.deficits[primary.id] / NS_PER_S
    fan = [Spread(to_metres(last.run.mark), gap, gap, gap, gap)]
    if press is not None and press.mark < primary.distance:
        due = press.due_by(_PROBABILITIES)
        fan.append(_spread(to_metres(press.mark), due, primary.time_at(press.mark)))
    return (*fan, _spread(to_metres(primary.distance), _edges(band), primary.finish))


def finish_fan(snapshot: Snapshot) -> Fan:
    """Return the band of the finish from the last mark to now."""
    entry, last = snapshot.entry, snapshot.entry.facts.last
    before, band = _band_of_last(snapshot), snapshot.band
    if last is None or before is None or band is None:
        return ()
    ends = ((last.run.time, before), (entry.elapsed, band))
    return tuple(_spread(time / NS_PER_S, _edges(each), _ZERO) for time, each in ends)


def finish_edges(snapshot: Snapshot) -> list[float]:
    """Return between which finishes the band of the last mark lies."""
    band = _band_of_last(snapshot)
    return [] if band is None else list(_spread(0.0, _edges(band), _ZERO)[1:])


def past_fans(passages: Sequence[Passage]) -> tuple[Fan, ...]:
    """Return the bands of the marks before the last: each holds until the next mark."""
    found: list[Fan] = []
    for passage, following in pairwise(passages):
        band = passage.projection.band if passage.projection is not None else None
        if band is not None:
            ends = (passage.run.time / NS_PER_S, following.run.time / NS_PER_S)
            found.append(tuple(_spread(x, _edges(band), _ZERO) for x in ends))
    return tuple(found)


def _band_of_last(snapshot: Snapshot) -> "Forecast | None":
    projection = snapshot.entry.facts.projection
    return projection.band if projection is not None else None


def _edges(band: "Forecast") -> tuple[Duration, ...]:
    return tuple(band.quantiles[name] for name in _EDGES)


def _spread(x: float, times: Sequence[Duration], less: Duration) -> Spread:
    return Spread(x, *((time - less) / NS_PER_S for time in times))
