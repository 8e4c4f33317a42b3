"""Why was a command refused? A closed set, one sentence each.

A refusal is an answer to the operator, not a fault: nothing has changed when it is raised.
"""

from typing import ClassVar

from app.domain.texts import Message


class Refusal(Exception):
    """A command that cannot be carried out now; `message` says why in one sentence."""

    template: ClassVar[str]

    def __init__(self, **args: str) -> None:
        """Fill the sentence of this refusal with `args`."""
        self.message = Message(self.template, tuple(args.items()))
        super().__init__(str(self.message))


class BadPlan(Refusal):
    """A course, entry or plan that no race could be run on."""

    template = "{what}: found {found}, expected {expected}"


class BadSession(Refusal):
    """A text that makes no training plan; `place` counts its characters from 1."""

    template = "plan, character {place} ({words}): found {found}, expected {expected}"


class UnknownEvent(Refusal):
    """An event name that names no distance."""

    template = 'event: found "{found}", expected one like 800, 1500, mile, 3000sc or 1200 m'


class BadTarget(Refusal):
    """A text or a time that makes no target line for the distance."""

    template = 'target: found "{found}", expected {expected}'


class UnknownTarget(Refusal):
    """A target id that the race does not have."""

    template = 'There is no target "{found}" in this race.'


class LastTarget(Refusal):
    """The last target cannot go: the deficit needs a line."""

    template = "The last target cannot be removed; add another one first."


class UnknownEntry(Refusal):
    """An athlete or lane that the race does not have."""

    template = 'There is no athlete "{found}" in this race.'


class AlreadyStarted(Refusal):
    """The race is running or has splits already."""

    template = "The race has already started; take the start back with Undo."


class NegativeTime(Refusal):
    """A split at or before the start."""

    template = "{mark}: found {found}, expected a time after the start."


class BeforeTheStart(NegativeTime):
    """A repair after which a press would be no later than the start of its athlete."""

    template = "{athlete}: {mark} would be {early} s before the start."


class BeforePreviousSplit(Refusal):
    """A split that is not later than the one before it."""

    template = "{mark}: found {found}, expected later than {previous} at {previous_mark}."


class AfterNextSplit(Refusal):
    """A corrected split, the finish among them, that is not earlier than the one after it."""

    template = "{mark}: found {found}, expected earlier than {next} at {next_mark}."


class MarkBeyondDistance(Refusal):
    """A mark past the finish."""

    template = "Mark {found} lies beyond the finish at {distance}."


class NotAMark(Refusal):
    """A distance that is not timed in this race."""

    template = "{found} is not a mark of this race, expected one of {expected}."


class RaceFinished(Refusal):
    """A typed split with every mark already timed."""

    template = "{athlete} has finished: every mark has its split."


class OutOfRace(Refusal):
    """A next mark of an athlete who has withdrawn."""

    template = "{athlete} is out of the race ({status}); take that back first."


class MarksInUse(Refusal):
    """A new plan without a mark for a split already taken."""

    template = "{athlete} has a split at mark number {needed}; found {marks} marks in the new plan."


class NoMarkLeft(Refusal):
    """No room among the marks for one more split."""

    template = "{athlete}: no mark is left for the splits that would follow."


class WouldDisorder(Refusal):
    """A repair after which the times of an athlete would not rise from mark to mark."""

    template = (
        "{athlete}: {mark} would be at {found}, not later than {previous} at {previous_mark}."
    )


class NotStarted(Refusal):
    """A change of time zero before there is one."""

    template = "The race has not started."


class SplitsAfterStart(Refusal):
    """A false start that has splits already."""

    template = "The race has splits; take them back before the start is cancelled."


class UnknownSplit(Refusal):
    """A split or a tap that is not there, or not there any more."""

    template = "There is no such {what} in this race."


class LaterChange(Refusal):
    """The last change of an athlete, with others since that rest on it."""

    template = "Other changes since then rest on the last one of {athlete}; take those back first."


class NotInReplay(Refusal):
    """A press or a plan in a race that is over."""

    template = "A replay shows the race as it was; it takes no splits."


class NothingToUndo(Refusal):
    """No command is left to take back."""

    template = "There is nothing to undo."


class NothingToRedo(Refusal):
    """No command has been taken back."""

    template = "There is nothing to redo."
