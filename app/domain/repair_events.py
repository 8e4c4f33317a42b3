"""What was put right? Facts about time zero, splits on the wrong mark or athlete, and the field.

None of them touches a press: what was pressed stays in the journal as it is.
"""

from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.times import Duration, Instant
from app.frozen import dataclass


@dataclass(frozen=True, slots=True)
class ZeroMoved:
    """Time zero was put at an instant, known to within `tolerance`; `basis` says what it rests on."""

    at: Instant
    basis: str
    tolerance: Duration


@dataclass(frozen=True, slots=True)
class ClockSynced:
    """A press, at the record's instant, when a clock that is in sight showed `shows`."""

    shows: Duration


@dataclass(frozen=True, slots=True)
class OfficialGiven:
    """The official finish time of an athlete became known."""

    entry: EntryId
    elapsed: Duration


@dataclass(frozen=True, slots=True)
class StartCancelled:
    """A false start: the race is armed again, the start stays in the journal."""


@dataclass(frozen=True, slots=True)
class SplitInserted:
    """A split that nobody pressed; the pressed ones from `mark` on move to the next mark."""

    entry: EntryId
    mark: Distance
    elapsed: Duration
    estimated: bool


@dataclass(frozen=True, slots=True)
class SplitDeleted:
    """A press that was no passage; the pressed ones after it move back by a mark."""

    split: int


@dataclass(frozen=True, slots=True)
class MarkMissed:
    """A passage without a time; the pressed splits from `mark` on move to the next mark."""

    entry: EntryId
    mark: Distance


@dataclass(frozen=True, slots=True)
class MarkChanged:
    """A split belongs to another mark; the others stay where they are."""

    split: int
    mark: Distance


@dataclass(frozen=True, slots=True)
class SplitMoved:
    """A split belongs to another athlete, at the place that its time has among theirs."""

    split: int
    entry: EntryId


@dataclass(frozen=True, slots=True)
class EntriesSwapped:
    """Two athletes were taken for each other from `mark` on."""

    one: EntryId
    other: EntryId
    mark: Distance


@dataclass(frozen=True, slots=True)
class TapAssigned:
    """An unassigned tap is a split of an athlete, at the place that its time has."""

    tap: int
    entry: EntryId


@dataclass(frozen=True, slots=True)
class TapDropped:
    """An unassigned tap is nobody's."""

    tap: int


@dataclass(frozen=True, slots=True)
class EntryWithdrawn:
    """An athlete is out of the race: `dnf` or `dns`."""

    entry: EntryId
    status: str


@dataclass(frozen=True, slots=True)
class SplitKept:
    """A split that looked doubtful was looked at and is right."""

    split: int


@dataclass(frozen=True, slots=True)
class RankTyped:
    """The place of an athlete in the whole field at a mark; None is no place any more."""

    entry: EntryId
    mark: Distance
    rank: int | None


RepairEvent = (
    ZeroMoved
    | ClockSynced
    | OfficialGiven
    | StartCancelled
    | SplitInserted
    | SplitDeleted
    | MarkMissed
    | MarkChanged
    | SplitMoved
    | EntriesSwapped
    | TapAssigned
    | TapDropped
    | EntryWithdrawn
    | SplitKept
    | RankTyped
)
