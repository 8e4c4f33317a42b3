"""Which race does a coach ask for? Answers as they are typed, made into a set-up or refused.

Every refusal names the answer, what was found and what was expected. Distances are millimetres.
"""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from app.domain.course import Course, Distance, crossings, every, format_metres, metres, start_line
from app.domain.disciplines import DISCIPLINES, Discipline, discipline
from app.domain.plan import FINISH_LINE, FROM_START, Plan, Setup
from app.domain.refusals import BadPlan, MarkBeyondDistance
from app.domain.setup_rules import check_setup
from app.domain.target import Target
from app.language import marked, tr
from app.usecases.entrants import Entered, entered
from app.usecases.lengths import length_of
from app.usecases.targets import default_targets, shipped_for, target_of, targets_of

FINISH = "finish"
START = "start"
CROSSINGS = "crossings"
EVERY = "every "
PACED = "paced"
CHAMPIONSHIP = "championship"
LISTED = marked("as listed")

_SHORTEST_LAP = metres(50)
_LEAST_GAP = metres(1)
_MOST_MARKS = 1000


class RaceRequest(NamedTuple):
    """What somebody wants to time.

    `lap` is a length (`400`, `440 y`, `396.08`), empty for the event's usual one. `stand` is where
    the operator stands: `finish`, `start` (where the race starts), or a length before the finish.
    `marks` is `crossings` (of the line the operator stands at), `every 200` from the start, or a
    list of distances; `keep_short` keeps crossings that are dropped for being too near an end.
    `athletes` are as app.usecases.entrants reads them. Without `targets` the race has those that
    are there from the start. `date` is `2026-11-21`.
    """

    event: str = "mile"
    lap: str = ""
    stand: str = FINISH
    marks: str = CROSSINGS
    keep_short: bool = False
    athletes: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    race_class: str = ""
    venue: str = ""
    date: str = ""
    title: str = ""


def setup_for(request: RaceRequest, library: Path | None = None) -> Setup:
    """Return the set-up of the race that is asked for.

    Raise a `Refusal` for an answer that makes no race; `like RACE` among the targets may also
    raise `FormatError` for a file that cannot be taken, or `LibraryError`.
    """
    course = course_of(request)
    read = partial(target_of, library=library, event=course.event, day=request.date)
    runners = entered(request.athletes, course.distance, read)
    setup = Setup(
        plan=_plan(request, course),
        entrants=runners.entrants,
        targets=_targets(request, course, runners, library),
    )
    check_setup(setup)
    return setup


def _targets(
    request: RaceRequest, course: Course, runners: Entered, library: Path | None
) -> tuple[Target, ...]:
    """The lines of the race, then those that some athletes have for themselves.

    Even laps stand in only where nothing else is known.
    """
    distance = course.distance
    texts = [each for each in request.targets if each.strip()]
    if texts:
        lines = targets_of(texts, distance, library, event=course.event, day=request.date)
    else:
        lines = default_targets(distance) if shipped_for(distance) or not runners.targets else ()
    known = {each.id for each in lines}
    return (*lines, *(each for each in runners.targets if each.id not in known))


def course_of(request: RaceRequest) -> Course:
    """Return what is run and where it is timed; raise `BadPlan` or `UnknownEvent`."""
    event = event_of(request.event)
    return Course(
        event=event.name,
        distance=event.distance,
        lap=lap_of(request),
        marks=marks_of(request),
        line_before_finish=line_of(request),
    )


def event_of(text: str) -> Discipline:
    """Return the event that a name or a title (`3000 m steeplechase`) stands for."""
    if not text.strip():
        raise BadPlan(what="event", found="nothing", expected=tr("one like 1500 or mile"))
    plain = " ".join(text.split()).lower()
    titled = [each for each in DISCIPLINES if each.title.lower() == plain]
    return titled[0] if titled else discipline(text)


def title_of(event: Discipline) -> str:
    """Return the event as a coach reads it: a bare number is in metres."""
    return f"{event.title} m" if event.title.isdigit() else event.title


def lap_of(request: RaceRequest) -> Distance:
    """Return the length of the lap, the event's usual one when none is given."""
    if not request.lap.strip():
        return event_of(request.event).lap
    lap = length_of(tr("lap length"), request.lap, tr("one like 400, 440 y or 396.08"))
    if lap < _SHORTEST_LAP:
        raise BadPlan(
            what=tr("lap length"),
            found=format_metres(lap),
            expected=tr("{least} or more", least=format_metres(_SHORTEST_LAP)),
        )
    return lap


def line_of(request: RaceRequest) -> Distance:
    """Return how far before the finish the operator stands, 0 at the finish line.

    Marks that are counted from the start, or listed, do not ask where that is.
    """
    distance, lap = event_of(request.event).distance, lap_of(request)
    counted = _wanted(request)
    if counted.startswith(EVERY) or (counted == CROSSINGS and request.stand == START):
        return start_line(distance, lap)
    if counted != CROSSINGS or request.stand == FINISH:
        return Distance(0)
    before = length_of(tr("your place"), request.stand, tr("metres before the finish, like 200"))
    if before >= lap:
        raise BadPlan(
            what=tr("your place"),
            found=tr("{before} before the finish", before=format_metres(before)),
            expected=tr("less than a lap of {lap}", lap=format_metres(lap)),
        )
    return before


def marks_of(request: RaceRequest) -> tuple[Distance, ...]:
    """Return the distances that will be timed, the finish last."""
    distance = event_of(request.event).distance
    wanted = _wanted(request)
    if wanted == CROSSINGS:
        return _crossings(request, distance)
    if wanted.startswith(EVERY):
        return _every(distance, wanted.removeprefix(EVERY))
    return _listed(request.marks, distance)


def _wanted(request: RaceRequest) -> str:
    return " ".join(request.marks.split()).lower()


def _crossings(request: RaceRequest, distance: Distance) -> tuple[Distance, ...]:
    return crossings(
        distance, lap_of(request), before_finish=line_of(request), keep_short=request.keep_short
    )


def _every(distance: Distance, text: str) -> tuple[Distance, ...]:
    step = length_of("marks", text, tr("a step like every 200"))
    if step < _LEAST_GAP or distance // step > _MOST_MARKS:
        least = max(_LEAST_GAP, -(-distance // _MOST_MARKS))
        raise BadPlan(
            what="marks",
            found=tr("every {step}", step=format_metres(step)),
            expected=tr("every {step} or more", step=format_metres(Distance(least))),
        )
    return every(distance, step)


def _listed(text: str, distance: Distance) -> tuple[Distance, ...]:
    """Read a list with semicolons, commas or blanks between; the finish is timed unsaid too."""
    between = next((each for each in ";," if each in text), None)
    said = [part.strip() for part in text.split(between) if part.strip()]
    if not 0 < len(said) <= _MOST_MARKS:
        found = tr("{total} distances", total=len(said)) if said else "nothing"
        raise BadPlan(what="marks", found=found, expected=tr("distances like 400, 800, 1200"))
    if said[-1].lower() == FINISH:
        said.pop()
    marks = [length_of("marks", part, tr("distances like 400, 800, 1200")) for part in said]
    if marks[-1:] != [distance]:
        marks.append(distance)
    for before, mark in zip([Distance(0), *marks], marks, strict=False):
        _check_step(before, mark, distance)
    return tuple(marks)


def _check_step(before: Distance, mark: Distance, distance: Distance) -> None:
    if mark > distance:
        raise MarkBeyondDistance(found=format_metres(mark), distance=format_metres(distance))
    if mark - before < _LEAST_GAP:
        raise BadPlan(
            what="marks",
            found=tr(
                "{mark} after {before}", mark=format_metres(mark), before=format_metres(before)
            ),
            expected=tr("increasing distances, at least 1 m apart"),
        )


def _plan(request: RaceRequest, course: Course) -> Plan:
    venue = " ".join(request.venue.split())
    return Plan(
        title=" ".join(request.title.split()) or title_of(event_of(request.event)),
        course=course,
        date=_date(request.date),
        venue=venue,
        race_class=_race_class(request.race_class),
        line=_line_name(request, course),
    )


def _line_name(request: RaceRequest, course: Course) -> str:
    """Return the reading that the marks amount to, however they were asked for."""
    distance, lap, line = course.distance, course.lap, course.line_before_finish
    at_start = start_line(distance, lap)
    by_crossings = _wanted(request) == CROSSINGS
    if course.marks == crossings(distance, lap) or (by_crossings and line == 0):
        return FINISH_LINE
    if course.marks == crossings(distance, lap, before_finish=at_start):
        return FROM_START
    if _wanted(request).startswith(EVERY) or (by_crossings and line == at_start):
        return FROM_START
    return tr("{line} before the finish", line=format_metres(line)) if by_crossings else tr(LISTED)


def _date(text: str) -> str:
    from datetime import date

    if not text.strip():
        return ""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise BadPlan(what="date", found=f'"{text}"', expected=tr("one like 2026-11-21")) from None


def _race_class(text: str) -> str:
    if text not in ("", PACED, CHAMPIONSHIP):
        raise BadPlan(
            what=tr("race class"),
            found=f'"{text}"',
            expected=tr(
                "{paced}, {championship} or nothing", paced=PACED, championship=CHAMPIONSHIP
            ),
        )
    return text
