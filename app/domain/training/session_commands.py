"""What does a coach want while a session runs? Imperatives that carry the instant they came at.

A repetition of a group is known by its `rep`, the start of one by the number of its record
(`start`), a time by the number of the record that made it (`split`), as in a race.
"""

from typing import NamedTuple

from app.domain.commands import TakeTap
from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.repair_commands import DropTap
from app.domain.times import Duration, Instant
from app.domain.training.session_setup import Runner, TrainingSetup


class PlanTraining(NamedTuple):
    """Set the session up, or set it up again before its first start."""

    at: Instant
    setup: TrainingSetup


class AddRunner(NamedTuple):
    """Take in an athlete who was not on the roster."""

    at: Instant
    runner: Runner


class StartRepetition(NamedTuple):
    """Start the next repetition of a group."""

    at: Instant
    group: str
    stamp: str


class CancelStart(NamedTuple):
    """Take the last start of a group for none; presses since then belong to nobody."""

    at: Instant
    group: str


class MoveStart(NamedTuple):
    """Say when a start was: who pressed did so late. `start`, or the last one of the group."""

    at: Instant
    group: str
    to: Instant
    start: int | None = None


class PressRunner(NamedTuple):
    """Stop an athlete's repetition, or take a split where the plan has a mark inside it."""

    at: Instant
    entry: EntryId
    stamp: str


class NameTap(NamedTuple):
    """Say whose an unassigned press is: `tap`, or the oldest one that can be this athlete's."""

    at: Instant
    entry: EntryId
    tap: int | None = None


class TypeTime(NamedTuple):
    """Enter a time by hand: for the last start of the athlete and its end, if nothing is said."""

    at: Instant
    entry: EntryId
    elapsed: Duration
    start: int | None = None
    mark: Distance | None = None


class RetimeSplit(NamedTuple):
    """Correct a time."""

    at: Instant
    split: int
    elapsed: Duration


class DeleteSplit(NamedTuple):
    """Take a time away."""

    at: Instant
    split: int


class GiveSplit(NamedTuple):
    """Say that a time is another athlete's; who has one at that mark gets the other in exchange."""

    at: Instant
    split: int
    entry: EntryId


class PlaceSplit(NamedTuple):
    """Say at which mark of the repetition a time was taken."""

    at: Instant
    split: int
    mark: Distance


class MissStop(NamedTuple):
    """Say that an athlete has come in and nobody took the time."""

    at: Instant
    entry: EntryId


class SkipRepetition(NamedTuple):
    """Leave out the repetition that an athlete is in, or else the next one."""

    at: Instant
    entry: EntryId


class MarkAway(NamedTuple):
    """Say that an athlete is not here: until then repetitions read absent."""

    at: Instant
    entry: EntryId


class Arrive(NamedTuple):
    """Say that an athlete is here now: what has no time so far reads absent."""

    at: Instant
    entry: EntryId


class StopRunner(NamedTuple):
    """Say that an athlete has stopped for today, why, and what else there is to say."""

    at: Instant
    entry: EntryId
    reason: str
    note: str = ""


class GoOn(NamedTuple):
    """Say that an athlete who had stopped goes on."""

    at: Instant
    entry: EntryId


class ChangeGroup(NamedTuple):
    """Let an athlete run with another group from its next start on."""

    at: Instant
    entry: EntryId
    group: str


class AddRepetitions(NamedTuple):
    """Let a group run more, written as in a plan: at the end, or `at_once` as the next."""

    at: Instant
    group: str
    plan: str
    at_once: bool = False


class RepeatRepetition(NamedTuple):
    """Let a group run a repetition once more as the next: `rep`, or the last that was started."""

    at: Instant
    group: str
    rep: int | None = None


class DropRepetition(NamedTuple):
    """Let a group leave out a repetition that has not been started: `rep`, or the next."""

    at: Instant
    group: str
    rep: int | None = None


class WriteNote(NamedTuple):
    """Note something down, about an athlete or about the session."""

    at: Instant
    text: str
    entry: EntryId | None = None


class EndTraining(NamedTuple):
    """Say that the session is over, whatever is left of the plan."""

    at: Instant


TrainingCommand = (
    PlanTraining
    | AddRunner
    | StartRepetition
    | CancelStart
    | MoveStart
    | PressRunner
    | TakeTap
    | NameTap
    | DropTap
    | TypeTime
    | RetimeSplit
    | DeleteSplit
    | GiveSplit
    | PlaceSplit
    | MissStop
    | SkipRepetition
    | MarkAway
    | Arrive
    | StopRunner
    | GoOn
    | ChangeGroup
    | AddRepetitions
    | RepeatRepetition
    | DropRepetition
    | WriteNote
    | EndTraining
)
