"""Which distances are timed, and in what order?

Distances are integer millimetres, so that laps of 400 m, 440 yards or 396.08 m divide exactly.
"""

from typing import NewType

from app.domain.refusals import BadPlan
from app.frozen import dataclass
from app.language import tr

Distance = NewType("Distance", int)
"""Millimetres from the start line, or between two marks."""

MM_PER_M = 1000
MILE = Distance(1_609_344)
QUARTER_MILE = Distance(402_336)
LAP_400 = Distance(400_000)
LAP_200 = Distance(200_000)
_SHORT_PART = 8
_MAX_MARKS = 1000
_MAX_DISTANCE = Distance(1_000_000_000)


def metres(value: float) -> Distance:
    """Return `value` metres as a distance, rounded to the millimetre."""
    return Distance(round(value * MM_PER_M))


def to_metres(value: Distance) -> float:
    """Return the distance in metres, for JSON and charts."""
    return value / MM_PER_M


def format_metres(value: Distance) -> str:
    """Write metres with the decimals they need and no more: `400 m`, `1209.344 m`."""
    return f"{value / MM_PER_M:.3f}".rstrip("0").rstrip(".") + " m"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What is run and where it is timed.

    `marks` are strictly increasing and end with `distance`; each split belongs to one of them.
    `line_before_finish` is where the operator stands: how far before the finish line, 0 at it.
    """

    event: str
    distance: Distance
    lap: Distance
    marks: tuple[Distance, ...]
    line_before_finish: Distance = Distance(0)

    def __post_init__(self) -> None:
        """Refuse a course that no race could be run on."""
        _check_length(tr("the distance"), self.distance)
        _check_length(tr("the lap length"), self.lap)
        if self.marks[-1:] != (self.distance,):
            raise BadPlan(
                what=tr("the marks"), found=_list(self.marks), expected=tr("the finish as last")
            )
        if self.marks[0] <= 0 or any(
            b <= a for a, b in zip(self.marks, self.marks[1:], strict=False)
        ):
            raise BadPlan(
                what=tr("the marks"), found=_list(self.marks), expected=tr("increasing distances")
            )


def _check_length(name: str, value: Distance) -> None:
    if not 0 < value <= _MAX_DISTANCE:
        raise BadPlan(
            what=name,
            found=format_metres(value),
            expected=tr("1 mm to 1000 km"),
        )


def _list(marks: tuple[Distance, ...]) -> str:
    return ", ".join(format_metres(mark) for mark in marks) or tr("none")


def crossings(
    distance: Distance,
    lap: Distance,
    *,
    before_finish: Distance = Distance(0),
    keep_short: bool = False,
) -> tuple[Distance, ...]:
    """Return the marks at which a runner passes a line `before_finish` the finish, and the finish.

    A part shorter than an eighth of a lap at either end is dropped unless `keep_short`: nobody
    times the first 9.344 m of a mile, nor 1600 m and the finish 9 m later.
    """
    _check_length(tr("the lap length"), lap)
    least = 1 if keep_short else lap // _SHORT_PART
    first = (distance - before_finish) % lap or lap
    if (distance - first) // lap > _MAX_MARKS:
        raise BadPlan(
            what=tr("the lap length"),
            found=format_metres(lap),
            expected=tr("at most 1000 laps in a race"),
        )
    inner = range(first, distance, lap)
    kept = [Distance(mark) for mark in inner if mark >= least and distance - mark >= least]
    return (*kept, distance)


def every(distance: Distance, step: Distance) -> tuple[Distance, ...]:
    """Return marks every `step` from the start line, and the finish (1500 m then 1609.344 m)."""
    _check_length(tr("the step between marks"), step)
    return crossings(distance, step, before_finish=Distance(distance % step))


def start_line(distance: Distance, lap: Distance) -> Distance:
    """Return how far before the finish line the start line of the race lies on the lap."""
    return Distance(distance % lap)


def next_mark(course: Course, last: Distance) -> Distance | None:
    """Return the first mark beyond `last` (0 at the start), or None at the finish."""
    return next((mark for mark in course.marks if mark > last), None)


def laps_to_go(course: Course, mark: Distance) -> float:
    """Return the laps left after `mark`; 1.0 at a bell that is rung at the finish line."""
    return (course.distance - mark) / course.lap


def mark_name(course: Course, mark: Distance) -> str:
    """Return `finish`, or the mark in whole metres as a coach says it: `1209 m`."""
    return "finish" if mark == course.distance else f"{mark // MM_PER_M} m"
