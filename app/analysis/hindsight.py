"""How did what was projected come out? At each mark by the pacing model, at the last by every rule."""

from collections.abc import Sequence
from typing import NamedTuple

from app.analysis.live import Passage
from app.domain.course import Distance
from app.domain.times import Duration

LOW, HIGH = "0.1", "0.9"
"""The quantiles at the edges of the 80 % band."""


class Hindsight(NamedTuple):
    """What one rule had projected at `mark`; `error` is projected minus run, ns."""

    rule: str
    mark: Distance
    projected: Duration
    error: Duration


class Foretold(NamedTuple):
    """What was projected at `mark`, with the 80 % band from `low` to `high`, and how it came out.

    `error` is projected minus run, ns.
    """

    mark: Distance
    projected: Duration
    low: Duration
    high: Duration
    error: Duration

    @property
    def inside(self) -> bool:
        """Whether the result lies inside the band."""
        return self.low <= self.projected - self.error <= self.high


def hindsight(passages: Sequence[Passage], distance: Distance) -> tuple[Hindsight, ...]:
    """Return the rules' errors at the last mark, empty before the finish and without a mark."""
    if not _over(passages, distance):
        return ()
    before, finish = passages[-2], passages[-1].run.time
    if before.projection is None:
        return ()
    return tuple(
        Hindsight(rule, before.run.mark, projected, Duration(projected - finish))
        for rule, projected in before.projection.by_rule.items()
    )


def foretold(passages: Sequence[Passage], distance: Distance) -> tuple[Foretold, ...]:
    """Return what was projected at each mark, where it had a band; empty before the finish."""
    if not _over(passages, distance):
        return ()
    finish = passages[-1].run.time
    found: list[Foretold] = []
    for passage in passages[:-1]:
        band = passage.projection.band if passage.projection is not None else None
        if band is not None:
            low, high = band.quantiles[LOW], band.quantiles[HIGH]
            error = Duration(band.finish - finish)
            found.append(Foretold(passage.run.mark, band.finish, low, high, error))
    return tuple(found)


def _over(passages: Sequence[Passage], distance: Distance) -> bool:
    """Whether the finish was timed, and a mark before it."""
    return len(passages) > 1 and passages[-1].run.mark == distance
