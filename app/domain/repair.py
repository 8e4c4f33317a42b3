"""How does a repair change the state? Loaded only when something is put right."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from app.domain import repair_events as rp
from app.domain.course import Distance
from app.domain.events import TYPED_STAMP, Record
from app.domain.plan import EntryId
from app.domain.slots import closed, opened, place_of, with_split, without
from app.domain.state import (
    OFFICIAL,
    SYNCED,
    EntryState,
    SessionState,
    Split,
    Sync,
    Tap,
    TimeZero,
)
from app.domain.times import NS_PER_MS, Duration, Instant

_ONE_SYNC = Duration(100 * NS_PER_MS)
_MORE_SYNCS = Duration(70 * NS_PER_MS)


def put_right(state: SessionState, record: Record, event: rp.RepairEvent) -> SessionState:
    """Return the state after a repair; raise `NoMarkLeft` where there is no room for it."""
    return _STEPS[type(event)](state, record, event)


def _zero_moved(state: SessionState, _: Record, event: rp.ZeroMoved) -> SessionState:
    return state._replace(zero=TimeZero(event.at, event.basis, event.tolerance), syncs=())


def _clock_synced(state: SessionState, record: Record, event: rp.ClockSynced) -> SessionState:
    """Several presses agree on their mean: each is good to a tenth (domain: hand timing)."""
    syncs = (*state.syncs, Sync(record.seq, record.at, event.shows))
    zeros = [each.zero for each in syncs]
    at = Instant(round(sum(zeros) / len(zeros)))
    tolerance = _ONE_SYNC if len(syncs) == 1 else _MORE_SYNCS
    return state._replace(zero=TimeZero(at, SYNCED, tolerance), syncs=syncs)


def _official_given(state: SessionState, _: Record, event: rp.OfficialGiven) -> SessionState:
    """One time shifts the race; of several the middle one counts, which one slip cannot move."""
    official = {**state.official, event.entry: event.elapsed}
    zeros = official_zeros(state, official)
    changed = state._replace(official=official)
    if not zeros:
        return changed
    at = Instant(round(median(zeros.values())))
    return changed._replace(zero=TimeZero(at, OFFICIAL, Duration(0)), syncs=())


def official_zeros(
    state: SessionState, official: dict[EntryId, Duration]
) -> dict[EntryId, Instant]:
    """Return where time zero would be by each official time and the press at that finish."""
    zeros: dict[EntryId, Instant] = {}
    for entry, elapsed in official.items():
        last = state.entries[entry].splits[-1:]
        pressed = last[0].pressed_at if last else None
        if pressed is not None and last[0].mark == state.plan.course.distance:
            zeros[entry] = Instant(pressed - elapsed)
    return zeros


def _start_cancelled(state: SessionState, _: Record, event: rp.StartCancelled) -> SessionState:
    del event
    return state._replace(zero=None, started=None, syncs=())


def _split_inserted(state: SessionState, record: Record, event: rp.SplitInserted) -> SessionState:
    entry = opened(state.entries[event.entry], state.plan.course, event.mark)
    split = Split(
        seq=record.seq,
        mark=event.mark,
        stamp=TYPED_STAMP,
        elapsed=event.elapsed,
        estimated=event.estimated,
    )
    return _with_entry(state, with_split(entry, split))


def _split_deleted(state: SessionState, _: Record, event: rp.SplitDeleted) -> SessionState:
    found = state.find_split(event.split)
    if found is None:
        return state
    entry, split = found
    return _with_entry(state, closed(without(entry, split.seq), state.plan.course, split.mark))


def _mark_missed(state: SessionState, _: Record, event: rp.MarkMissed) -> SessionState:
    entry = opened(state.entries[event.entry], state.plan.course, event.mark)
    missed = tuple(sorted((*entry.missed, event.mark)))
    return _with_entry(state, entry._replace(missed=missed))


def _mark_changed(state: SessionState, _: Record, event: rp.MarkChanged) -> SessionState:
    found = state.find_split(event.split)
    if found is None:
        return state
    entry, split = found
    missed = tuple(mark for mark in entry.missed if mark != event.mark)
    moved = with_split(without(entry, split.seq), split._replace(mark=event.mark))
    return _with_entry(state, moved._replace(missed=missed))


def _split_moved(state: SessionState, record: Record, event: rp.SplitMoved) -> SessionState:
    found = state.find_split(event.split)
    if found is None:
        return state
    _, split = found
    taken = _split_deleted(state, record, rp.SplitDeleted(event.split))
    return _placed(taken, event.entry, split)


def _placed(state: SessionState, entry_id: EntryId, split: Split) -> SessionState:
    """Put a split among those of an athlete where its time says."""
    entry, course = state.entries[entry_id], state.plan.course
    mark = place_of(entry, course, split.time(state.zero), state.zero)
    room = opened(entry, course, mark)
    return _with_entry(state, with_split(room, split._replace(mark=mark)))


def _entries_swapped(state: SessionState, _: Record, event: rp.EntriesSwapped) -> SessionState:
    one, other = state.entries[event.one], state.entries[event.other]
    changed = _with_entry(state, _joined(one, other, event.mark))
    return _with_entry(changed, _joined(other, one, event.mark))


def _joined(begins: EntryState, goes_on: EntryState, mark: Distance) -> EntryState:
    splits = (
        *(each for each in begins.splits if each.mark < mark),
        *(each for each in goes_on.splits if each.mark >= mark),
    )
    missed = (
        *(each for each in begins.missed if each < mark),
        *(each for each in goes_on.missed if each >= mark),
    )
    return begins._replace(splits=splits, missed=missed)


def _tap_assigned(state: SessionState, _: Record, event: rp.TapAssigned) -> SessionState:
    tap = _tap(state.taps, event.tap)
    if tap is None:
        return state
    split = Split(seq=tap.seq, mark=Distance(0), stamp=tap.stamp, pressed_at=tap.at)
    return _placed(_without_tap(state, tap.seq), event.entry, split)


def _tap_dropped(state: SessionState, _: Record, event: rp.TapDropped) -> SessionState:
    return _without_tap(state, event.tap)


def _tap(taps: Sequence[Tap], seq: int) -> Tap | None:
    return next((each for each in taps if each.seq == seq), None)


def _without_tap(state: SessionState, seq: int) -> SessionState:
    return state._replace(taps=tuple(each for each in state.taps if each.seq != seq))


def _entry_withdrawn(state: SessionState, _: Record, event: rp.EntryWithdrawn) -> SessionState:
    return _with_entry(state, state.entries[event.entry]._replace(withdrawn=event.status))


def _with_entry(state: SessionState, entry: EntryState) -> SessionState:
    return state._replace(entries={**state.entries, entry.entrant.id: entry})


_STEPS: dict[type, Callable[[SessionState, Record, Any], SessionState]] = {
    rp.ZeroMoved: _zero_moved,
    rp.ClockSynced: _clock_synced,
    rp.OfficialGiven: _official_given,
    rp.StartCancelled: _start_cancelled,
    rp.SplitInserted: _split_inserted,
    rp.SplitDeleted: _split_deleted,
    rp.MarkMissed: _mark_missed,
    rp.MarkChanged: _mark_changed,
    rp.SplitMoved: _split_moved,
    rp.EntriesSwapped: _entries_swapped,
    rp.TapAssigned: _tap_assigned,
    rp.TapDropped: _tap_dropped,
    rp.EntryWithdrawn: _entry_withdrawn,
}
