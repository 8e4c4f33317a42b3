"""Could these records have happened? The check of a journal that comes from outside.

Every event that still holds is decided again: what the rules of the race would have refused, or
decided otherwise, is named with its place.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.decide import decide
from app.domain.decide_repair import check_rising
from app.domain.evolve import evolve, voided
from app.domain.refusals import Refusal
from app.domain.repair_events import RepairEvent
from app.domain.state import SessionState
from app.engine.kinds import RACE_KIND, kind_of
from app.engine.undo import History, remember


class Unsound(NamedTuple):
    """The place of a record (from 0) that cannot have happened, and why."""

    place: int
    why: str


def unsound(records: Sequence[ev.Record]) -> Unsound | None:
    """Return the first record that does not fit those before it, None when all do."""
    wrong = _misnumbered(records)
    if wrong is not None or kind_of(records) == RACE_KIND:
        return wrong or _misfolded(records)
    from app.formats.sound_training import misfit

    found = misfit(records)
    return None if found is None else Unsound(*found)


def _misnumbered(records: Sequence[ev.Record]) -> Unsound | None:
    """Check the numbers, and that undo and redo name a command that stood in that place."""
    history = History()
    for i, record in enumerate(records):
        if record.seq != i + 1:
            return Unsound(i, f"found the number {record.seq}, expected {i + 1}")
        if record.command not in (record.seq, records[i - 1].command if i else record.seq):
            return Unsound(i, f"found the command {record.command}, expected {record.seq}")
        event = record.event
        if isinstance(event, ev.Voided) and event.command not in history.done:
            return Unsound(i, f"found an undo of {event.command}, which is no command to undo")
        if isinstance(event, ev.Restored) and event.command not in history.undone:
            return Unsound(i, f"found a redo of {event.command}, which is no command to redo")
        history = remember(history, [record])
    return None


def _misfolded(records: Sequence[ev.Record]) -> Unsound | None:
    gone = voided(records)
    state: SessionState | None = None
    for i, record in enumerate(records):
        if record.command in gone:
            continue
        try:
            fits = _fits(state, record)
        except Refusal as refusal:
            return Unsound(i, str(refusal))
        if not fits:
            return Unsound(i, "found an event that cannot follow those before it")
        state = evolve(state, record)
    return None


def _fits(state: SessionState | None, record: ev.Record) -> bool:
    event = record.event
    if state is None:
        return isinstance(event, ev.Planned) and _again(None, record) == (event,)
    if isinstance(event, ev.SplitRetimed):
        return any(s.seq == event.split for e in state.entries.values() for s in e.splits) and (
            _again(state, record) == (event,)
        )
    if isinstance(event, ev.PrimaryChosen | ev.TapTaken | ev.Voided | ev.Restored):
        return True
    if isinstance(event, RepairEvent):
        return _repair_fits(state, record)
    decided = _again(state, record)
    return len(decided) == 1 and type(decided[0]) is type(event)


def _repair_fits(state: SessionState, record: ev.Record) -> bool:
    """A repair may name only who and what is there, and leaves everybody's times rising."""
    try:
        after = evolve(state, record)
    except (KeyError, ValueError):
        return False
    assert after is not None, "a planned session stays planned"
    check_rising(after)
    return True


def _again(state: SessionState | None, record: ev.Record) -> tuple[ev.Event, ...]:
    """Decide the command that `record` came from once more."""
    return decide(state, _command(state, record))


def _command(state: SessionState | None, record: ev.Record) -> cm.Command:
    at, event = record.at, record.event
    match event:
        case ev.Planned(setup):
            return cm.PlanSession(at=at, setup=setup)
        case ev.TargetAdded(target):
            return cm.AddTarget(at=at, target=target)
        case ev.TargetChanged(old, target):
            return cm.ChangeTarget(at=at, old=old, target=target)
        case ev.TargetRemoved(target_id):
            return cm.RemoveTarget(at=at, target=target_id)
        case ev.Started(stamp):
            return cm.Start(at=at, stamp=stamp)
        case ev.SplitTaken(entry, stamp):
            return cm.TakeSplit(at=at, entry=entry, stamp=stamp)
        case ev.SplitTyped(entry, mark, elapsed):
            return cm.TypeSplit(at=at, entry=entry, elapsed=elapsed, mark=mark)
        case _:
            return _retyping(state, record)


def _retyping(state: SessionState | None, record: ev.Record) -> cm.Command:
    assert state is not None
    assert isinstance(record.event, ev.SplitRetimed)
    entry, split = next(
        (entry, split)
        for entry in state.entries.values()
        for split in entry.splits
        if split.seq == record.event.split
    )
    elapsed = record.event.elapsed
    return cm.TypeSplit(at=record.at, entry=entry.entrant.id, elapsed=elapsed, mark=split.mark)
