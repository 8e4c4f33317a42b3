"""What is known of a runner under way?

Given in millimetres and nanoseconds, kept in metres and seconds as floats, in the order of the
marks whatever order they came in.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from app.analysis.pacing.kernel import Stretch
from app.domain.course import Distance, to_metres
from app.domain.times import NS_PER_S, Duration

TIMING_SD_S = 0.1
"""Of one mark, when nothing is said of the timing: hand and published times are about that good."""


class Run(NamedTuple):
    """Marks passed, each with its time after the start; `race_class` is "" when not known.

    `best_s` is the athlete's best time over the distance, `timing_sd_s` the standard deviation of
    the error of a mark's time.
    """

    distance_m: float
    marks_m: tuple[float, ...]
    times_s: tuple[float, ...]
    race_class: str
    best_s: float | None
    timing_sd_s: float

    @property
    def last_m(self) -> float:
        """The last mark, 0 before the first."""
        return self.marks_m[-1] if self.marks_m else 0.0

    @property
    def last_s(self) -> float:
        """The time at the last mark, 0 before the first."""
        return self.times_s[-1] if self.times_s else 0.0

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The parts that were run."""
        return tuple(pairwise((0.0, *self.marks_m)))

    @property
    def log_slownesses(self) -> tuple[float, ...]:
        """The log of the seconds per metre on each of them."""
        times = pairwise((0.0, *self.times_s))
        parts = zip(self.stretches, times, strict=True)
        return tuple(math.log((tb - ta) / (b - a)) for (a, b), (ta, tb) in parts)

    @property
    def first_slowness(self) -> float:
        """Seconds per metre up to the first mark, 0 before it."""
        return self.times_s[0] / self.marks_m[0] if self.marks_m else 0.0


def run_of(
    distance: Distance,
    marks: Sequence[Distance],
    times: Sequence[Duration],
    race_class: str = "",
    best: Duration | None = None,
    timing_sd_s: float = TIMING_SD_S,
) -> Run | None:
    """Return the run, or None for what no runner can have done.

    That is: marks that are not between start and finish or come twice, times that do not rise with
    them, a distance or a best time that is not above zero.
    """
    if distance <= 0 or len(marks) != len(times) or (best is not None and best <= 0):
        return None
    passed = sorted(zip(marks, times, strict=True))
    rising = all(b[0] > a[0] and b[1] > a[1] for a, b in pairwise([(0, 0), *passed]))
    if not rising or (passed and passed[-1][0] > distance):
        return None
    return Run(
        distance_m=to_metres(distance),
        marks_m=tuple(to_metres(mark) for mark, _ in passed),
        times_s=tuple(time / NS_PER_S for _, time in passed),
        race_class=race_class,
        best_s=None if best is None else best / NS_PER_S,
        timing_sd_s=min(max(timing_sd_s, 0.0), 1.0) if math.isfinite(timing_sd_s) else TIMING_SD_S,
    )
