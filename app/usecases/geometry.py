"""At which marks were times without a distance taken? What the course allows, the likeliest first.

Distances are millimetres, times nanoseconds. Nothing here is believed before somebody says so.
"""

import math
import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.domain.course import (
    LAP_200,
    Distance,
    crossings,
    every,
    format_metres,
    metres,
    start_line,
)
from app.domain.plan import FINISH_LINE, FROM_START
from app.domain.refusals import Refusal
from app.domain.times import Duration
from app.language import tr
from app.usecases.new_race import LISTED

_STEPS = (metres(100), metres(200), metres(400), metres(500), metres(1000))
_LOOKED_AT = 100
_SAME_PACE = 0.08
"""Two readings whose laps are as even as that are told apart by nobody."""


class Choice(NamedTuple):
    """One way to place times: the reading's name, its marks, and where they come from in words."""

    line: str
    marks: tuple[Distance, ...]
    why: str


def choices(
    distance: Distance, lap: Distance, runs: Sequence[Sequence[Duration]]
) -> tuple[Choice, ...]:
    """Return what fits most of `runs`, the times of each who came home, the likeliest first.

    A reading fits a run with as many times as it has marks. Of two that fit, the one with the more
    even pace comes first; where that says nothing, the finish line.
    """
    if not runs:
        return tuple(_all(distance, lap))[:2]
    wanted = statistics.mode(len(run) for run in runs)
    fitting = [each for each in _all(distance, lap) if len(each.marks) == wanted]
    timed = [run for run in runs if len(run) == wanted]
    spread = {each.marks: _spread(each.marks, timed) for each in fitting}
    best = min(spread.values(), default=0.0)
    return tuple(sorted(fitting, key=lambda each: int((spread[each.marks] - best) / _SAME_PACE)))


def in_words(marks: Sequence[Distance]) -> str:
    """Write marks as a coach reads them: `409.344, 809.344, 1209.344 m and the finish`."""
    inner = [format_metres(mark).removesuffix(" m") for mark in marks[:-1]]
    if not inner:
        return tr("the finish alone")
    if len(inner) > 5:
        inner = [*inner[:3], "...", inner[-1]]
    return tr("{names} m and the finish", names=", ".join(inner))


def _all(distance: Distance, lap: Distance) -> Iterator[Choice]:
    seen: set[tuple[Distance, ...]] = set()
    for each in _candidates(distance, lap):
        if each.marks not in seen:
            seen.add(each.marks)
            yield each


def _candidates(distance: Distance, lap: Distance) -> Iterator[Choice]:
    for length in dict.fromkeys((lap, LAP_200)):
        of = tr("a {length} lap", length=format_metres(length))
        before = start_line(distance, length)
        yield from _marks(FINISH_LINE, tr("the finish line of {of}", of=of), distance, length)
        yield from _marks(
            FROM_START,
            tr("laps of {length} from the start", length=format_metres(length)),
            distance,
            length,
            before,
        )
    for step in _STEPS:
        if step < distance <= step * 1000:
            yield Choice(
                FROM_START, every(distance, step), tr("every {step}", step=format_metres(step))
            )
    yield from _marks(
        FINISH_LINE, tr("the finish line, the short first part too"), distance, lap, short=True
    )
    yield Choice(LISTED, (distance,), tr("the finish alone"))


def _marks(
    line: str,
    why: str,
    distance: Distance,
    lap: Distance,
    before: Distance = Distance(0),
    *,
    short: bool = False,
) -> Iterator[Choice]:
    try:
        yield Choice(line, crossings(distance, lap, before_finish=before, keep_short=short), why)
    except Refusal:
        return


def _spread(marks: Sequence[Distance], runs: Sequence[Sequence[Duration]]) -> float:
    """Return how uneven the pace would be: the median over the runs of the log speeds' spread."""
    found = []
    for run in runs[:_LOOKED_AT]:
        legs = pairwise((0, *marks))
        laps = pairwise((0, *run))
        paces = [
            math.log((late - early) / (end - begin))
            for (begin, end), (early, late) in zip(legs, laps, strict=True)
            if late > early
        ]
        found.append(_deviation(paces))
    return statistics.median(found) if found else 0.0


def _deviation(values: Sequence[float]) -> float:
    """Return the standard deviation; the library's is exact, and slow over thousands of runs."""
    if not values:
        return 0.0
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((each - mean) ** 2 for each in values) / len(values))
