"""Which races does the analysis look at? Laps and states built by hand, far from any clock."""

from collections.abc import Sequence

from app.analysis.laps import Lap
from app.analysis.profile import Profile
from app.domain import events as ev
from app.domain.course import Course, Distance, metres
from app.domain.plan import EntryId
from app.domain.state import SessionState, Split
from app.domain.target import Target
from app.domain.times import Duration, after, parse_time, seconds
from tests.unit.domain.races import ONE, SUB_4, ZERO, Moment, known, setup

# Half of the distance takes 0.49 of the time, as where people tire.
FADING = Profile((0.0, 0.24, 0.49, 0.74, 1.0), 0.04, validated=True)


def stretches(*run: tuple[float, float]) -> tuple[Lap, ...]:
    """Return a run of stretches, each so many metres in so many seconds."""
    found: list[Lap] = []
    mark, elapsed = Distance(0), Duration(0)
    for number, (length_m, lap_s) in enumerate(run, start=1):
        begin, lap = mark, seconds(lap_s)
        mark, elapsed = Distance(begin + metres(length_m)), Duration(elapsed + lap)
        split = Split(seq=number, mark=mark, stamp=ev.IMPORTED_STAMP, elapsed=elapsed)
        found.append(Lap(split, elapsed, begin, lap))
    return tuple(found)


def paris(passed: int = 3) -> tuple[Lap, ...]:
    """Return the first laps of Paris: 1:00.20, 2:00.75, 3:01.84, 4:06.42 at the finish line."""
    laps = ((409.344, 60.20), (400.0, 60.55), (400.0, 61.09), (400.0, 64.58))
    return stretches(*laps[:passed])


def taken(text: str, entry: EntryId = ONE) -> Moment:
    """Return a published split at the time `text`."""
    return after(ZERO, parse_time(text)), ev.SplitTaken(entry, ev.IMPORTED_STAMP)


def running(
    *times: str,
    course: Course | None = None,
    targets: Sequence[Target] = (SUB_4,),
    entries: tuple[EntryId, ...] = (ONE,),
) -> SessionState:
    """Return a race that has started, with published splits of its first athlete."""
    planned = setup(course=course, targets=tuple(targets), entries=entries)
    begin: list[Moment] = [(ZERO, ev.Planned(planned)), (ZERO, ev.Started(ev.IMPORTED_STAMP))]
    return known(*begin, *(taken(each) for each in times))
