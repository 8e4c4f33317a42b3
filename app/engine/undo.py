"""What would undo and redo do now, and how is it called?

Users take back commands, not events. The order of taking back is the reverse order of doing, so
nothing is ever taken back that a later live command rests on.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.domain import events as ev
from app.domain.said import mark_name
from app.domain.state import EntryState, SessionState, Split
from app.domain.texts import Message
from app.domain.times import canonical, rounded
from app.frozen import replace
from app.language import marked, tr

_NOT_UNDOABLE = (ev.PrimaryChosen, ev.Voided, ev.Restored)


class History(NamedTuple):
    """The commands that can be taken back and done again, the next one last in each."""

    done: tuple[int, ...] = ()
    undone: tuple[int, ...] = ()


def remember(history: History, records: Iterable[ev.Record]) -> History:
    """Return `history` after `records`; setting the session up first is not undoable."""
    done, undone = list(history.done), list(history.undone)
    for record in records:
        event = record.event
        if isinstance(event, ev.Voided):
            done.remove(event.command)
            undone.append(event.command)
        elif isinstance(event, ev.Restored):
            undone.remove(event.command)
            done.append(event.command)
        elif _undoable(record) and record.command not in done:
            done.append(record.command)
            undone.clear()
    return History(tuple(done), tuple(undone))


def _undoable(record: ev.Record) -> bool:
    """A session of any kind begins with its set-up."""
    return record.seq > 1 and not isinstance(record.event, _NOT_UNDOABLE)


def describe(records: Sequence[ev.Record], command: int, state: SessionState) -> Message:
    """Return what `command` did, as it stands in a `state` that contains it."""
    of_command = [each for each in records if each.command == command]
    first = _describe_first(of_command, state, records)
    return first if len(of_command) == 1 else _with_others(first, of_command)


def _with_others(first: Message, records: Sequence[ev.Record]) -> Message:
    """Several commands that are one step have the name of the first."""
    from app.engine.repair_labels import commands_in

    more = commands_in(records) - 1
    if not more:
        return first
    return Message("{first} and {more} more", (("first", str(first)), ("more", str(more))))


def _describe_first(
    records: Sequence[ev.Record], state: SessionState, log: Sequence[ev.Record]
) -> Message:
    record = records[0]
    event = record.event
    if isinstance(event, ev.SplitTaken | ev.SplitTyped):
        return _describe_split(state, record.seq, tr("split"))
    if isinstance(event, ev.SplitRetimed):
        return _describe_split(state, event.split, tr("correction of"))
    plain = _KIND if _is_kind_alone(record, log) else _PLAIN.get(type(event))
    return Message(plain) if plain else _describe_repair(records, state, log)


def _describe_repair(
    records: Sequence[ev.Record], state: SessionState, log: Sequence[ev.Record]
) -> Message:
    """Repairs are rare: their names are loaded with the first of them, not at the start."""
    from app.engine.repair_labels import label, split_named_by

    named = split_named_by(records[0])
    return _describe_split(state, *named) if named else label(records, state, log)


def _describe_split(state: SessionState, seq: int, what: str) -> Message:
    for entry in state.entries.values():
        for split in entry.splits:
            if split.seq == seq:
                return _split_message(state, entry, split, what)
    return Message(marked("split"))


def _split_message(state: SessionState, entry: EntryState, split: Split, what: str) -> Message:
    time = canonical(rounded(split.time(state.zero_of(entry)), 2))
    args = [("what", what), ("mark", mark_name(state.plan.course, split.mark)), ("time", time)]
    if len(state.entries) == 1:
        return Message("{what} {mark} ({time})", tuple(args))
    args.append(("athlete", entry.entrant.athlete))
    return Message("{what} {mark} of {athlete} ({time})", tuple(args))


def _is_kind_alone(record: ev.Record, log: Sequence[ev.Record]) -> bool:
    """Whether a plan differs from the one before it only in the kind of race."""
    plans = [each.event for each in log if each.seq <= record.seq]
    planned = [each.setup.plan for each in plans if isinstance(each, ev.Planned)]
    if not isinstance(record.event, ev.Planned) or len(planned) < 2:
        return False
    before, after = planned[-2:]
    return before != after and replace(before, race_class=after.race_class) == after


_KIND = marked("change of the kind of race")
_PLAIN: dict[type, str] = {
    ev.Planned: marked("change of the set-up"),
    ev.TargetAdded: marked("new target"),
    ev.TargetChanged: marked("change of a target"),
    ev.TargetRemoved: marked("removed target"),
    ev.Started: marked("start"),
    ev.TapTaken: marked("unassigned tap"),
}
