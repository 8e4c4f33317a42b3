"""Which times does a statistician take from a run besides its splits?

The last 200 and 400 m, the 1500 m on the way in a mile, the fastest lap. Times are ns; what is not
between two times of the run itself is marked as not timed.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.analysis.between_marks import Known, time_between
from app.analysis.laps import Lap
from app.analysis.live import Facts
from app.analysis.profile import Profile
from app.domain.course import LAP_200, LAP_400, MILE, Course, Distance
from app.domain.times import Duration
from app.language import marked

LAST_200 = marked("last 200 m")
LAST_400 = marked("last 400 m")
AT_1500 = marked("1500 m on the way")
FASTEST_LAP = marked("fastest lap")
_METRIC_MILE = Distance(1_500_000)
_SHORT = Distance(200_000)
_NEAR = Distance(10_000)
_ABOUT_A_LAP = Distance(420_000)


class OnTheWay(NamedTuple):
    """A time by its name, up to the place `mark`; `timed` where both its ends were timed.

    One that was not is interpolated, or rests on an estimate.
    """

    name: str
    time: Duration
    timed: bool
    mark: Distance


def on_the_way(facts: Facts, course: Course) -> tuple[OnTheWay, ...]:
    """Return the times that the marks of a run allow, none that they do not."""
    run = [each.run for each in facts.passages]
    found = [
        _last(LAST_400, LAP_400, run, course, facts.profile),
        _last(LAST_200, LAP_200, run, course, facts.profile),
        _at_1500(run, course, facts.profile),
        _fastest_lap(run, course),
    ]
    return tuple(each for each in found if each is not None)


def _last(
    name: str, length: Distance, run: Sequence[Lap], course: Course, profile: Profile
) -> OnTheWay | None:
    """Between marks only where they are close: nobody runs the last lap at the mean profile."""
    if not run or run[-1].mark != course.distance or length >= course.distance:
        return None
    place, finish = Distance(course.distance - length), run[-1]
    if place in _marks(run):
        begun = _marks(run)[place]
        timed = not (begun.split.estimated or finish.split.estimated)
        return OnTheWay(name, Duration(finish.time - begun.time), timed, course.distance)
    start, end = _around(run, place)
    close = end[0] - start[0] <= _SHORT or min(place - start[0], end[0] - place) <= _NEAR
    if not close or end[0] - start[0] > _ABOUT_A_LAP:
        return None
    begins = time_between(start, end, place, profile, course.distance)
    return OnTheWay(name, Duration(finish.time - begins), False, course.distance)


def _at_1500(run: Sequence[Lap], course: Course, profile: Profile) -> OnTheWay | None:
    """Return the time of the metric mile in a mile, by the mean profile where no mark is there.

    t(d) = t0 + (t1 - t0) (phi(d) - phi(d0)) / (phi(d1) - phi(d0)) (projection: after the fact).
    """
    if course.distance != MILE or not run or run[-1].mark < _METRIC_MILE:
        return None
    there = _marks(run).get(_METRIC_MILE)
    if there is not None:
        return OnTheWay(AT_1500, there.time, not there.split.estimated, _METRIC_MILE)
    start, end = _around(run, _METRIC_MILE)
    if end[0] - start[0] > _ABOUT_A_LAP:
        return None
    time = time_between(start, end, _METRIC_MILE, profile, course.distance)
    return OnTheWay(AT_1500, time, False, _METRIC_MILE)


def _fastest_lap(run: Sequence[Lap], course: Course) -> OnTheWay | None:
    """Return the fastest of two or more laps that marks a lap apart have timed; ties go to the first."""
    timed = {Distance(0): Duration(0)}
    timed |= {each.mark: each.time for each in run if not each.split.estimated}
    found = [
        OnTheWay(FASTEST_LAP, Duration(time - timed[begin]), True, mark)
        for mark, time in timed.items()
        if (begin := Distance(mark - course.lap)) in timed
    ]
    return min(found, key=lambda each: each.time) if len(found) > 1 else None


def _marks(run: Sequence[Lap]) -> Mapping[Distance, Lap]:
    return {each.mark: each for each in run}


def _around(run: Sequence[Lap], place: Distance) -> tuple[Known, Known]:
    """Return the two times around a place that lies in front of the last mark."""
    known: list[Known] = [(Distance(0), Duration(0)), *((each.mark, each.time) for each in run)]
    return next((start, end) for start, end in pairwise(known) if start[0] < place < end[0])
