"""What is a repair called where undo and redo name it? Loaded with the first repair to name."""

from collections.abc import Sequence
from itertools import pairwise

from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.course import Distance
from app.domain.evolve import fold
from app.domain.plan import EntryId
from app.domain.said import format_difference, mark_name
from app.domain.state import DNF, DNS, SessionState
from app.domain.texts import Message
from app.domain.times import NS_PER_S, between
from app.language import marked, tr

_WITHDRAWN = {DNF: marked("DNF"), DNS: marked("DNS"), "": marked("return")}
_TIME_ZERO = marked("time zero")
_TENTH = NS_PER_S // 10
_PLAIN: dict[type, str] = {
    rp.ZeroMoved: _TIME_ZERO,
    rp.ClockSynced: marked("sync press"),
    rp.StartCancelled: marked("cancelled start"),
    rp.SplitDeleted: marked("deleted split"),
    rp.TapDropped: marked("dropped tap"),
}


def commands_in(records: Sequence[ev.Record]) -> int:
    """Return how many commands `records` of one step of undo are of, one or more."""
    follows = ((rp.OfficialGiven, rp.ZeroMoved), (rp.ZeroMoved, rp.TapDropped))
    joined = sum(
        (type(one.event), type(other.event)) in follows for one, other in pairwise(records)
    )
    return len(records) - joined


def split_named_by(record: ev.Record) -> tuple[int, str] | None:
    """Return the number of the split that a repair left, and what it did to it."""
    match record.event:
        case rp.SplitInserted():
            return record.seq, tr("inserted split")
        case rp.MarkChanged(split, _):
            return split, tr("change of mark to")
        case rp.SplitMoved(split, _):
            return split, tr("moved split")
        case rp.TapAssigned(tap, _):
            return tap, tr("assigned tap")
        case rp.SplitKept(split):
            return split, tr("kept split")
        case _:
            return None


def label(records: Sequence[ev.Record], state: SessionState, log: Sequence[ev.Record]) -> Message:
    """Return the name of the command that `records` are of, where it left no split to name.

    `log` are all records: what they are without those says from where time zero was moved.
    """
    match records[0].event:
        case rp.ZeroMoved() if len(records) == 1:
            return _moved_zero(records[0].command, state, log)
        case rp.OfficialGiven(entry):
            return _of(marked("official time"), state, entry)
        case rp.MarkMissed(entry, mark):
            return _of(marked("missed mark {mark}"), state, entry, mark)
        case rp.EntryWithdrawn(entry, status):
            return _of(_WITHDRAWN[status], state, entry)
        case rp.RankTyped(entry, mark):
            return _of(marked("place at {mark}"), state, entry, mark)
        case rp.EntriesSwapped(one, other, mark):
            args = (("one", _athlete(state, one)), ("other", _athlete(state, other)))
            at = ("mark", mark_name(state.plan.course, mark))
            return Message("swap of {one} and {other} from {mark}", (*args, at))
        case _:
            return Message(_plain(records))


def _moved_zero(command: int, state: SessionState, log: Sequence[ev.Record]) -> Message:
    """Say how much more the clock shows since; where it did not run before, or shows as much, less."""
    before = fold(each for each in log if each.command != command)
    if before is None or before.zero is None or state.zero is None:
        return Message(_TIME_ZERO)
    by = between(state.zero.at, before.zero.at)
    figure = format_difference(by, 2 if by % _TENTH else 1)
    return Message("clock {by} s", (("by", figure),)) if by else Message(_TIME_ZERO)


def _plain(records: Sequence[ev.Record]) -> str:
    """The start at a tap is a zero that was moved and a tap that is used up."""
    if len(records) > 1 and isinstance(records[1].event, rp.TapDropped):
        return marked("start at a tap")
    return _PLAIN.get(type(records[0].event), marked("change"))


def _of(what: str, state: SessionState, entry: EntryId, mark: Distance | None = None) -> Message:
    args = [("mark", mark_name(state.plan.course, mark))] if mark is not None else []
    if len(state.entries) == 1:
        return Message(what, tuple(args))
    said = str(Message(what, tuple(args)))
    return Message("{what} of {athlete}", (("what", said), ("athlete", _athlete(state, entry))))


def _athlete(state: SessionState, entry: EntryId) -> str:
    """An athlete may have left the race since, who had no split in it."""
    known = state.entries.get(entry)
    return known.entrant.athlete if known else entry
