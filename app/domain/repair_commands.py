"""What does the operator want put right? Imperatives that carry the instant they were given at."""

from typing import NamedTuple

from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.times import Duration, Instant


class NudgeZero(NamedTuple):
    """Let the clock show `by` more from now on, or less; it goes on resting on what it did."""

    at: Instant
    by: Duration


class SetZero(NamedTuple):
    """Put time zero at an instant that is known to within `tolerance`, from a time of day say."""

    at: Instant
    zero: Instant
    tolerance: Duration


class SyncClock(NamedTuple):
    """A clock in sight shows `shows` at the instant of this press."""

    at: Instant
    shows: Duration


class StartAtTap(NamedTuple):
    """The start was at the press that was kept as `tap`."""

    at: Instant
    tap: int


class GiveOfficial(NamedTuple):
    """The official finish time of `entry` is `elapsed`."""

    at: Instant
    entry: EntryId
    elapsed: Duration


class CancelStart(NamedTuple):
    """It was a false start: be armed again."""

    at: Instant


class InsertSplit(NamedTuple):
    """Put in a split that nobody pressed; pressed ones follow to the next marks."""

    at: Instant
    entry: EntryId
    mark: Distance
    elapsed: Duration
    estimated: bool = False


class DeleteSplit(NamedTuple):
    """Take a press out that was no passage; pressed ones follow back by a mark."""

    at: Instant
    split: int


class MissMark(NamedTuple):
    """Nobody timed `entry` at `mark`, by default the next one."""

    at: Instant
    entry: EntryId
    mark: Distance | None = None


class ChangeMark(NamedTuple):
    """Put one split at another mark that is free."""

    at: Instant
    split: int
    mark: Distance


class MoveSplit(NamedTuple):
    """Give a split to another athlete."""

    at: Instant
    split: int
    entry: EntryId


class SwapEntries(NamedTuple):
    """Exchange the splits of two athletes from `mark` on."""

    at: Instant
    one: EntryId
    other: EntryId
    mark: Distance


class AssignTap(NamedTuple):
    """Give an unassigned tap to an athlete."""

    at: Instant
    tap: int
    entry: EntryId


class DropTap(NamedTuple):
    """Let an unassigned tap go; the press stays in the journal."""

    at: Instant
    tap: int


class Withdraw(NamedTuple):
    """Take an athlete out of the race: `dnf` or `dns`, or empty to take that back."""

    at: Instant
    entry: EntryId
    status: str


class KeepSplit(NamedTuple):
    """A split that looked doubtful is right as it is."""

    at: Instant
    split: int


class TypeRank(NamedTuple):
    """The place of an athlete in the whole field at `mark` was `rank`; None takes it away."""

    at: Instant
    entry: EntryId
    mark: Distance
    rank: int | None


RepairCommand = (
    NudgeZero
    | SetZero
    | SyncClock
    | StartAtTap
    | GiveOfficial
    | CancelStart
    | InsertSplit
    | DeleteSplit
    | MissMark
    | ChangeMark
    | MoveSplit
    | SwapEntries
    | AssignTap
    | DropTap
    | Withdraw
    | KeepSplit
    | TypeRank
)
