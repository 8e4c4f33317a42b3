"""What does the operator want? Imperatives that carry the instant they were given at.

Named tuples, not dataclasses: they are never stored, and seven times cheaper to import.
"""

from typing import TYPE_CHECKING, NamedTuple

from app.domain.course import Distance
from app.domain.plan import EntryId, Setup
from app.domain.target import Target
from app.domain.times import Duration, Instant


class PlanSession(NamedTuple):
    """Set the session up, or set it up again."""

    at: Instant
    setup: Setup


class AddTarget(NamedTuple):
    """Add a target line."""

    at: Instant
    target: Target


class ChangeTarget(NamedTuple):
    """Put another line in the place of the target `old`."""

    at: Instant
    old: str
    target: Target


class RemoveTarget(NamedTuple):
    """Remove a target line."""

    at: Instant
    target: str


class ChoosePrimary(NamedTuple):
    """Show the gap to this target."""

    at: Instant
    target: str


class Start(NamedTuple):
    """Start the clock; `stamp` says where the instant of the press comes from."""

    at: Instant
    stamp: str


class TakeSplit(NamedTuple):
    """Take the split of an athlete at the next mark."""

    at: Instant
    entry: EntryId
    stamp: str


class TakeTap(NamedTuple):
    """Keep a press whose athlete is named later."""

    at: Instant
    stamp: str


class TypeSplit(NamedTuple):
    """Enter a time read off a clock, at `mark` or at the next one."""

    at: Instant
    entry: EntryId
    elapsed: Duration
    mark: Distance | None = None


RaceCommand = (
    PlanSession
    | AddTarget
    | ChangeTarget
    | RemoveTarget
    | ChoosePrimary
    | Start
    | TakeSplit
    | TakeTap
    | TypeSplit
)

if TYPE_CHECKING:
    from app.domain.repair_commands import RepairCommand

    Command = RaceCommand | RepairCommand
else:
    # Repairs are loaded with the first of them (app.domain.decide): the start is budgeted.
    Command = RaceCommand
