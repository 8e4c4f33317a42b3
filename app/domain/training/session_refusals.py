"""Why was a command of a training session refused? A closed set, one sentence each."""

from app.domain.refusals import Refusal


class UnknownGroup(Refusal):
    """A group that nobody is in."""

    template = 'There is no group "{found}" in this session.'


class UnknownRunner(Refusal):
    """An athlete whom the session does not have."""

    template = 'There is no athlete "{found}" in this session.'


class UnknownTime(Refusal):
    """A time or an unassigned press that is not there, or not there any more."""

    template = "There is no such {what} in this session."


class AlreadyBegun(Refusal):
    """A new set-up after the first start."""

    template = "The session has begun; change its groups and repetitions one by one."


class SessionOver(Refusal):
    """A start after the end."""

    template = "The session is over; take its end back with Undo."


class NothingToStart(Refusal):
    """A start with nothing left."""

    template = "{group}: every repetition has been started; add one first."


class NobodyToStart(Refusal):
    """A start of a group of which nobody is going to run."""

    template = "{group}: nobody is here to run repetition {number}."


class JustStarted(Refusal):
    """A second press on the start before anybody can be in."""

    template = "{group} has just started: nobody runs {distance} in {elapsed} s."


class NotLater(Refusal):
    """A start that is not later than the one before it."""

    template = "{group}: the start would be no later than the one before it."


class NothingStarted(Refusal):
    """A start to be cancelled that never was, or a time without one."""

    template = "{who} has no start yet."


class StartHasTyped(Refusal):
    """A start to be cancelled that a typed time rests on."""

    template = "{group}: {athlete} has a typed time in it; delete that first."


class StartsOutOfOrder(Refusal):
    """A start to be moved past another one."""

    template = (
        "{group}, repetition {number}: moved by {by} s, it would not be in its turn any more."
    )


class StartToCome(Refusal):
    """A start to be moved to where nobody has been yet."""

    template = "{group}, repetition {number}: moved by {by} s, it would be still to come."


class TimesWouldNotRise(Refusal):
    """A start to be moved behind a time of its own, or before one of the repetition before it."""

    template = (
        "{group}, repetition {number}: with its start moved by {by} s, "
        "the times of {athlete} would not rise."
    )


class UnknownRepetition(Refusal):
    """A repetition that a group does not have."""

    template = "{group} has no such repetition."


class AlreadyStarted(Refusal):
    """A repetition to be left out that was run."""

    template = "{group} has started repetition {number} already."


class NothingToDrop(Refusal):
    """A group with nothing left to leave out."""

    template = "{group}: there is no repetition left to leave out."


class NotOnTrack(Refusal):
    """A word about the repetition that somebody runs, of somebody who runs none."""

    template = "{athlete} is not running."


class HasTimes(Refusal):
    """A repetition to be skipped that has times."""

    template = "{athlete} has a time in repetition {number}; delete that first."


class NoPressFits(Refusal):
    """A name for a press, where none lies in an open repetition of the athlete."""

    template = "{athlete}: no unassigned press lies in a repetition that waits for a time."


class NotInOrder(Refusal):
    """Times of a repetition that would not rise from mark to mark."""

    template = "{athlete}, {mark}: found {found}, expected {expected}."


class NotAMarkOfIt(Refusal):
    """A distance at which the repetition is not timed."""

    template = "{found} is not a mark of this repetition, expected one of {expected}."


class MarkTaken(Refusal):
    """A mark that has a time already."""

    template = "{athlete} has a time at {mark} already."


class NotThere(Refusal):
    """A time for an athlete who was not at that start."""

    template = "{athlete} was not at that start."


class StoppedBefore(Refusal):
    """A repetition to be skipped by somebody who has stopped or has nothing to run."""

    template = "{athlete} has nothing left to skip."
