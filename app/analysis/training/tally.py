"""What do an athlete's repetitions come to? Mean, best, worst, spread and drop-off.

Only what was run and timed counts: absent, skipped and missed are not there, and never zero. Each
distance has its own tally, because a mean over 400 m and 200 m says nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.analysis.training.repetitions import Repetition, done
from app.domain.course import Distance
from app.domain.times import Duration

_THIRDS = 3


class Tally(NamedTuple):
    """What the repetitions over one distance come to, times in ns.

    `spread` is the worst less the best. `drop_off` is the mean of the last third over the mean of
    the first third: 1.02 is 2 % slower at the end; None with fewer than three. A third of four or
    five is one. `deficit` is the mean of the deficits of those with a target, None without.
    """

    distance: Distance
    runs: int
    mean: Duration
    best: Duration
    worst: Duration
    spread: Duration
    drop_off: float | None
    deficit: Duration | None


def tallies(found: tuple[Repetition, ...]) -> tuple[Tally, ...]:
    """Return a tally for each distance that has a time, in the order in which they were run."""
    timed = done(found)
    distances = dict.fromkeys(each.distance for each, _ in timed)
    return tuple(_tally(d, [one for one in timed if one[0].distance == d]) for d in distances)


def _tally(distance: Distance, timed: Sequence[tuple[Repetition, Duration]]) -> Tally:
    times = [time for _, time in timed]
    deficits = [each.deficit for each, _ in timed if each.deficit is not None]
    return Tally(
        distance=distance,
        runs=len(times),
        mean=mean(times),
        best=min(times),
        worst=max(times),
        spread=Duration(max(times) - min(times)),
        drop_off=drop_off(times),
        deficit=mean(deficits) if deficits else None,
    )


def mean(times: Sequence[Duration]) -> Duration:
    """Return the mean, rounded half up to the nanosecond."""
    return Duration((2 * sum(times) + len(times)) // (2 * len(times)))


def drop_off(times: Sequence[Duration]) -> float | None:
    """Return the mean of the last third over that of the first, None with fewer than three."""
    third = len(times) // _THIRDS
    return sum(times[-third:]) / sum(times[:third]) if third else None
