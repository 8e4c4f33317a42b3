"""What has happened? Facts in the past tense, the only thing that is ever stored.

A record is one event with its place in the journal. Instants are those of the session's clock;
times that were typed or published are durations after time zero.
"""

from typing import TYPE_CHECKING, NamedTuple

from app.domain.course import Distance
from app.domain.plan import EntryId, Setup
from app.domain.target import Target
from app.domain.times import Duration, Instant
from app.frozen import dataclass

EVENT_STAMP = "event"
HANDLER_STAMP = "handler"
TYPED_STAMP = "typed"
IMPORTED_STAMP = "imported"
IMPORTED_BY_HAND_STAMP = "imported-hand"


@dataclass(frozen=True, slots=True)
class Planned:
    """The session was set up, or set up again: the newest set-up holds."""

    setup: Setup


@dataclass(frozen=True, slots=True)
class TargetAdded:
    """A target line was added behind the others."""

    target: Target


@dataclass(frozen=True, slots=True)
class TargetChanged:
    """The target line `old` was replaced where it stood."""

    old: str
    target: Target


@dataclass(frozen=True, slots=True)
class TargetRemoved:
    """A target line was removed."""

    target: str


@dataclass(frozen=True, slots=True)
class PrimaryChosen:
    """A target line became the one that the gap is shown to."""

    target: str


@dataclass(frozen=True, slots=True)
class Started:
    """The start was pressed: the record's instant is time zero until it is moved."""

    stamp: str


@dataclass(frozen=True, slots=True)
class SplitTaken:
    """A press for an athlete, at the record's instant, at the mark after the last one."""

    entry: EntryId
    stamp: str


@dataclass(frozen=True, slots=True)
class TapTaken:
    """A press that belongs to nobody yet; `meant` is the athlete whose key it was, if any."""

    stamp: str
    meant: EntryId | None = None


@dataclass(frozen=True, slots=True)
class SplitTyped:
    """A time read off a clock and typed for a mark."""

    entry: EntryId
    mark: Distance
    elapsed: Duration
    stamp: str = TYPED_STAMP


@dataclass(frozen=True, slots=True)
class SplitRetimed:
    """The time of a split was corrected; `split` is the number of the record that made it."""

    split: int
    elapsed: Duration


@dataclass(frozen=True, slots=True)
class Voided:
    """A command was taken back; its events stay in the journal and count no more."""

    command: int


@dataclass(frozen=True, slots=True)
class Restored:
    """A command that had been taken back holds again."""

    command: int


RaceEvent = (
    Planned
    | TargetAdded
    | TargetChanged
    | TargetRemoved
    | PrimaryChosen
    | Started
    | SplitTaken
    | TapTaken
    | SplitTyped
    | SplitRetimed
    | Voided
    | Restored
)

if TYPE_CHECKING:
    from app.domain.repair_events import RepairEvent
    from app.domain.training.session_events import TrainingEvent

    Event = RaceEvent | RepairEvent | TrainingEvent
else:
    # Repairs are loaded with the first of them (app.domain.evolve), training sessions with the
    # first of those (app.engine.kinds): the start is budgeted.
    Event = RaceEvent


class Record(NamedTuple):
    """An event in its journal: `seq` counts from 1, `command` is what undo takes back."""

    seq: int
    command: int
    at: Instant
    event: Event
