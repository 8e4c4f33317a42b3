"""Are times those of laps, or from the start? By how they grow; times ns, distances mm."""

import math
from collections.abc import Sequence
from itertools import pairwise

from app.domain.course import Distance
from app.domain.times import Duration

_LEAST_TIMES = 3


def vote_for_laps(times: Sequence[Duration], marks: Sequence[Distance] | range) -> int:
    """Return 1 where `times` are those of laps, -1 where from the start, 0 where they say neither.

    `marks` are where they were taken, or their places in the order. From the start they grow as
    the marks do; those of laps as the lengths of the laps do.
    """
    if len(times) < _LEAST_TIMES or min(times) <= 0 or marks[0] <= 0 or marks[-1] <= marks[-2]:
        return 0
    if any(late <= early for early, late in pairwise(times)):
        return 1
    grown = math.log(times[-1] / times[0])
    from_start = abs(grown - math.log(marks[-1] / marks[0]))
    of_laps = abs(grown - math.log((marks[-1] - marks[-2]) / marks[0]))
    return 1 if of_laps < from_start else -1
