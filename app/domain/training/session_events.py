"""What has happened in a training session? Facts in the past tense, stored like those of a race.

A press that belongs to nobody (`TapTaken`), one that never will (`TapDropped`), undo and redo are
the events of a race. `rep` names a repetition of a group for good, `start` the record of a start,
`split` the record that made a time.
"""

from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.times import Duration, Instant
from app.domain.training.session_setup import (
    LONGEST_TEXT,
    Runner,
    TrainingSetup,
    check_line,
    plan_of,
)
from app.frozen import dataclass
from app.language import tr


@dataclass(frozen=True, slots=True)
class TrainingPlanned:
    """The session was set up; the newest set-up holds."""

    setup: TrainingSetup


@dataclass(frozen=True, slots=True)
class RunnerAdded:
    """Somebody came who was not on the roster: what the group has run so far was without them."""

    runner: Runner


@dataclass(frozen=True, slots=True)
class RepetitionStarted:
    """A group was sent off, at the record's instant."""

    group: str
    rep: int
    stamp: str


@dataclass(frozen=True, slots=True)
class RepetitionStartCancelled:
    """The last start of a group was none: its presses belong to nobody."""

    start: int


@dataclass(frozen=True, slots=True)
class RepetitionStartMoved:
    """A group was sent off at `to`, whenever the start was pressed."""

    start: int
    to: Instant


@dataclass(frozen=True, slots=True)
class RepetitionTimed:
    """An athlete was pressed for, at the record's instant; the last mark is the stop."""

    entry: EntryId
    start: int
    mark: Distance
    stamp: str


@dataclass(frozen=True, slots=True)
class RepetitionTyped:
    """A time was typed for an athlete."""

    entry: EntryId
    start: int
    mark: Distance
    elapsed: Duration
    stamp: str = "typed"


@dataclass(frozen=True, slots=True)
class PressNamed:
    """An unassigned press was an athlete's."""

    tap: int
    entry: EntryId
    start: int
    mark: Distance


@dataclass(frozen=True, slots=True)
class RepetitionRetimed:
    """A time was corrected."""

    split: int
    elapsed: Duration


@dataclass(frozen=True, slots=True)
class RepetitionTimeDeleted:
    """A time was taken away."""

    split: int


@dataclass(frozen=True, slots=True)
class RepetitionTimeGiven:
    """A time was another athlete's, in the repetition that began with `start`."""

    split: int
    entry: EntryId
    start: int


@dataclass(frozen=True, slots=True)
class RepetitionTimePlaced:
    """A time was taken at another mark of the repetition."""

    split: int
    mark: Distance


@dataclass(frozen=True, slots=True)
class StopMissed:
    """An athlete came in and nobody took the time."""

    entry: EntryId
    start: int


@dataclass(frozen=True, slots=True)
class RepetitionSkipped:
    """An athlete leaves a repetition out."""

    entry: EntryId
    group: str
    rep: int


@dataclass(frozen=True, slots=True)
class RunnerAway:
    """An athlete is not here."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class RunnerArrived:
    """An athlete is here now."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class RunnerStopped:
    """An athlete stopped for today."""

    entry: EntryId
    reason: str
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a stop without a word of why."""
        check_line(tr("the reason"), self.reason)
        if self.note:
            check_line(tr("the note"), self.note, LONGEST_TEXT)


@dataclass(frozen=True, slots=True)
class RunnerWentOn:
    """An athlete who had stopped goes on."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class GroupChanged:
    """An athlete runs with another group from its next start on."""

    entry: EntryId
    group: str


@dataclass(frozen=True, slots=True)
class RepetitionsAdded:
    """A group runs more than was planned: at the end, or at once."""

    group: str
    plan: str
    at_once: bool

    def __post_init__(self) -> None:
        """Refuse words that are no plan."""
        plan_of(self.plan)


@dataclass(frozen=True, slots=True)
class RepetitionRepeated:
    """A group runs a repetition once more, as its next."""

    group: str
    rep: int


@dataclass(frozen=True, slots=True)
class RepetitionDropped:
    """A group leaves a repetition out."""

    group: str
    rep: int


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """Something was noted down, about an athlete or about the session."""

    text: str
    entry: EntryId | None = None

    def __post_init__(self) -> None:
        """Refuse a note that says nothing."""
        check_line(tr("the note"), self.text, LONGEST_TEXT)


@dataclass(frozen=True, slots=True)
class TrainingEnded:
    """The session was said to be over."""


TrainingEvent = (
    TrainingPlanned
    | RunnerAdded
    | RepetitionStarted
    | RepetitionStartCancelled
    | RepetitionStartMoved
    | RepetitionTimed
    | RepetitionTyped
    | PressNamed
    | RepetitionRetimed
    | RepetitionTimeDeleted
    | RepetitionTimeGiven
    | RepetitionTimePlaced
    | StopMissed
    | RepetitionSkipped
    | RunnerAway
    | RunnerArrived
    | RunnerStopped
    | RunnerWentOn
    | GroupChanged
    | RepetitionsAdded
    | RepetitionRepeated
    | RepetitionDropped
    | NoteWritten
    | TrainingEnded
)
