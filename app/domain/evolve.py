"""How does an event change the state? Pure: the same events always give the same state."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from app.domain import events as ev
from app.domain.course import Course, next_mark
from app.domain.plan import Entrant, EntryId
from app.domain.state import HAND, IMPORTED, EntryState, SessionState, Split, Tap, TimeZero
from app.frozen import replace

if TYPE_CHECKING:
    from app.domain.repair_events import RepairEvent


def fold(records: Iterable[ev.Record]) -> SessionState | None:
    """Return the state after `records`, without the commands that are taken back at their end.

    None when nothing has been planned yet.
    """
    log = tuple(records)
    gone = voided(log)
    state: SessionState | None = None
    for record in log:
        if record.command not in gone:
            state = evolve(state, record)
    return state


def voided(records: Iterable[ev.Record]) -> frozenset[int]:
    """Return the commands that are taken back when all of `records` have happened."""
    gone: set[int] = set()
    for record in records:
        if isinstance(record.event, ev.Voided):
            gone.add(record.event.command)
        elif isinstance(record.event, ev.Restored):
            gone.discard(record.event.command)
    return frozenset(gone)


def evolve(state: SessionState | None, record: ev.Record) -> SessionState | None:
    """Return the state after one record that is not itself an undo or redo."""
    event = record.event
    if isinstance(event, ev.Planned):
        state = _planned(state, event)
    elif state is not None:
        step = _STEPS.get(type(event))
        state = step(state, record, event) if step else _put_right(state, record)
    return None if state is None else state._replace(version=record.seq)


def _put_right(state: SessionState, record: ev.Record) -> SessionState:
    """Repairs are rare: their rules are loaded with the first of them, not at the start."""
    from app.domain.repair import put_right

    return put_right(state, record, cast("RepairEvent", record.event))


def _planned(state: SessionState | None, event: ev.Planned) -> SessionState:
    setup = event.setup
    watches = _watches(setup.entrants)
    if state is None:
        return SessionState(
            plan=setup.plan,
            entries={each.id: EntryState(entrant=each) for each in setup.entrants},
            targets=setup.targets,
            primary_id=setup.targets[0].id,
            watches=watches,
        )
    entries = {
        each.id: _moved(state, each, state.plan.course, setup.plan.course)
        for each in setup.entrants
    }
    ids = [target.id for target in setup.targets]
    primary = state.primary_id if state.primary_id in ids else ids[0]
    return state._replace(
        plan=setup.plan,
        entries=entries,
        targets=setup.targets,
        primary_id=primary,
        watches=watches,
    )


def _watches(entrants: Iterable[Entrant]) -> Mapping[EntryId, tuple[EntryId, ...]]:
    """Return the further keys of each athlete who has some."""
    found: dict[EntryId, tuple[EntryId, ...]] = {}
    for each in entrants:
        if each.of is not None:
            found[each.of] = (*found.get(each.of, ()), each.id)
    return found


def _moved(state: SessionState, entrant: Entrant, old: Course, new: Course) -> EntryState:
    """Give every split the mark that has its old mark's place: 409 m becomes 400 m."""
    known = state.entries.get(entrant.id)
    if known is None:
        return EntryState(entrant=entrant)
    to = dict(zip(old.marks, new.marks, strict=False))
    return known._replace(
        entrant=entrant,
        splits=tuple(each._replace(mark=to[each.mark]) for each in known.splits),
        missed=tuple(to[each] for each in known.missed),
        ranks=tuple((to[mark], rank) for mark, rank in known.ranks if mark in to),
    )


def _target_added(state: SessionState, _: ev.Record, event: ev.TargetAdded) -> SessionState:
    return state._replace(targets=(*state.targets, event.target))


def _target_changed(state: SessionState, _: ev.Record, event: ev.TargetChanged) -> SessionState:
    targets = tuple(event.target if t.id == event.old else t for t in state.targets)
    primary = event.target.id if state.primary_id == event.old else state.primary_id
    entries = _held_to(state, event.old, event.target.id)
    return state._replace(targets=targets, primary_id=primary, entries=entries)


def _target_removed(state: SessionState, _: ev.Record, event: ev.TargetRemoved) -> SessionState:
    targets = tuple(each for each in state.targets if each.id != event.target)
    primary = targets[0].id if state.primary_id == event.target else state.primary_id
    entries = _held_to(state, event.target, None)
    return state._replace(targets=targets, primary_id=primary, entries=entries)


def _held_to(state: SessionState, old: str, new: str | None) -> Mapping[EntryId, EntryState]:
    """Whose own target goes is held to the one in its place, or to the primary one."""
    if all(each.entrant.target != old for each in state.entries.values()):
        return state.entries
    return {
        key: each._replace(entrant=replace(each.entrant, target=new))
        if each.entrant.target == old
        else each
        for key, each in state.entries.items()
    }


def _primary_chosen(state: SessionState, _: ev.Record, event: ev.PrimaryChosen) -> SessionState:
    """A choice may outlive its target when the target's own command is taken back."""
    known = any(each.id == event.target for each in state.targets)
    return state._replace(primary_id=event.target) if known else state


def _started(state: SessionState, record: ev.Record, event: ev.Started) -> SessionState:
    basis = IMPORTED if event.stamp == ev.IMPORTED_STAMP else HAND
    return state._replace(zero=TimeZero(record.at, basis), started=record.at)


def _split_taken(state: SessionState, record: ev.Record, event: ev.SplitTaken) -> SessionState:
    entry = state.entries[event.entry]
    mark = next_mark(state.plan.course, entry.reached)
    assert mark is not None, "decide keeps a press after the finish as a tap"
    split = Split(seq=record.seq, mark=mark, stamp=event.stamp, pressed_at=record.at)
    return _with_splits(state, entry, (*entry.splits, split))


def _tap_taken(state: SessionState, record: ev.Record, event: ev.TapTaken) -> SessionState:
    tap = Tap(record.seq, record.at, event.stamp, event.meant)
    return state._replace(taps=(*state.taps, tap))


def _split_typed(state: SessionState, record: ev.Record, event: ev.SplitTyped) -> SessionState:
    entry = state.entries[event.entry]
    split = Split(seq=record.seq, mark=event.mark, stamp=event.stamp, elapsed=event.elapsed)
    splits = sorted((*entry.splits, split), key=lambda each: each.mark)
    return _with_splits(state, entry, tuple(splits))


def _split_retimed(state: SessionState, _: ev.Record, event: ev.SplitRetimed) -> SessionState:
    for entry in state.entries.values():
        if any(each.seq == event.split for each in entry.splits):
            splits = tuple(
                each._replace(elapsed=event.elapsed, estimated=False)
                if each.seq == event.split
                else each
                for each in entry.splits
            )
            return _with_splits(state, entry, splits)
    return state


def _with_splits(state: SessionState, entry: EntryState, splits: tuple[Split, ...]) -> SessionState:
    """A mark that was missed and has a time now is missed no more."""
    timed = {each.mark for each in splits}
    missed = tuple(mark for mark in entry.missed if mark not in timed)
    changed = entry._replace(splits=splits, missed=missed)
    return state._replace(entries={**state.entries, entry.entrant.id: changed})


def _no_step(state: SessionState, _: ev.Record, event: ev.Voided | ev.Restored) -> SessionState:
    """Undo and redo choose which records count; by themselves they change nothing."""
    del event
    return state


_STEPS: dict[type, Callable[[SessionState, ev.Record, Any], SessionState]] = {
    ev.TargetAdded: _target_added,
    ev.TargetChanged: _target_changed,
    ev.TargetRemoved: _target_removed,
    ev.PrimaryChosen: _primary_chosen,
    ev.Started: _started,
    ev.SplitTaken: _split_taken,
    ev.TapTaken: _tap_taken,
    ev.SplitTyped: _split_typed,
    ev.SplitRetimed: _split_retimed,
    ev.Voided: _no_step,
    ev.Restored: _no_step,
}
