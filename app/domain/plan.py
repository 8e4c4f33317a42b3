"""What is going to be timed? The event, where and when, on which line and clock."""

from collections.abc import Mapping
from typing import NamedTuple, NewType

from app.domain.course import Course, Distance
from app.domain.target import Target
from app.domain.times import Duration
from app.frozen import dataclass, field

EntryId = NewType("EntryId", str)
"""Names an athlete's entry within one session; opaque, never reused."""

ATHLETE = "athlete"
PACER = "pacer"
WATCH = "watch"

PB = "pb"
SB = "sb"
"""The two kinds of best time over a distance: of a life, and of a season."""

FINISH_LINE = "finish-line"
FROM_START = "from-start"


class Note(NamedTuple):
    """What a source says about a place of the race, shown as a quiet flag."""

    at: Distance
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything about a session that is not an athlete, a target or a press.

    `line` and `clock` name the reading of the times: at which line, on which clock they were
    taken.
    """

    title: str
    course: Course
    kind: str = "race"
    date: str = ""
    venue: str = ""
    status: str = ""
    conditions: str = ""
    race_class: str = ""
    line: str = FINISH_LINE
    clock: str = "hand"
    notes: tuple[Note, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """One athlete as planned: the lane is a key on the keyboard.

    The role is `athlete`, `pacer` or `watch`. A pacer is outside rank and projection and runs to
    `drop_off`, by default to the finish. A watch is one more key for the athlete `of`: of several
    watches the middle one counts. `target` is the id of the athlete's own target. `offset` is how
    long after time zero the athlete's own start was (waves); all times count from there.
    `reference` is a best time over the distance: it says how good the athlete is before the first
    mark does. `reference_kind` says whether of a life (`pb`) or a season (`sb`), "" if nobody did.
    """

    id: EntryId
    athlete: str
    lane: int
    role: str = ATHLETE
    target: str | None = None
    offset: Duration = Duration(0)
    drop_off: Distance | None = None
    of: EntryId | None = None
    reference: Duration | None = None
    reference_kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """A whole session before its first press: the plan, who runs, the lines they are held to."""

    plan: Plan
    entrants: tuple[Entrant, ...]
    targets: tuple[Target, ...]
