"""How is the course of a new race said in words? Its laps, its marks, and where one stands."""

from app.domain.course import Course, Distance, crossings, start_line
from app.domain.said import format_metres, mark_name
from app.language import tr, tr_count
from app.usecases.new_race import CROSSINGS, FINISH, START, RaceRequest, event_of, lap_of, line_of

_MANY = 14


def laps_in_words(request: RaceRequest) -> str:
    """Return what the distance is in laps, the first part before them."""
    distance, lap = event_of(request.event).distance, lap_of(request)
    laps, first = divmod(distance, lap)
    if laps == 0:
        return tr("less than a lap of {lap}", lap=format_metres(lap))
    whole = tr_count("{count} lap of {lap}", "{count} laps of {lap}", laps, lap=format_metres(lap))
    if not first:
        return whole
    part = format_metres(Distance(first))
    return tr("a first part of {part}, then {whole}", part=part, whole=whole)


def place_in_words(request: RaceRequest) -> str:
    """Return where the operator stands, as the race is run."""
    line = line_of(request)
    if request.marks != CROSSINGS:
        return tr("These marks are counted from the start, wherever you stand.")
    if request.stand not in (FINISH, START):
        return tr("A line {line} before the finish.", line=format_metres(line))
    start = start_line(event_of(request.event).distance, lap_of(request))
    if start == 0:
        return tr("The race starts at the finish line.")
    return tr("The race starts {start} before the finish line.", start=format_metres(start))


def marks_in_words(course: Course) -> str:
    """Return the marks as a coach says them: `409 m, 809 m, 1209 m, finish`."""
    names = [mark_name(course, mark) for mark in course.marks]
    if len(names) > _MANY:
        return tr(
            "{first} … {last}: {total} marks",
            first=", ".join(names[:3]),
            last=", ".join(names[-3:]),
            total=len(names),
        )
    return ", ".join(names)


def short_in_words(request: RaceRequest) -> str:
    """Name the crossings that are too near an end to be timed unless somebody asks for them."""
    if request.marks != CROSSINGS:
        return ""
    distance, lap, line = event_of(request.event).distance, lap_of(request), line_of(request)
    some = crossings(distance, lap, before_finish=line)
    more = crossings(distance, lap, before_finish=line, keep_short=True)
    dropped = [mark for mark in more if mark not in some]
    return (
        tr("also at {names}", names=tr(" and ").join(f"{mark // 1000} m" for mark in dropped))
        if dropped
        else ""
    )
