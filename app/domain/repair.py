"""How does a repair change the state? Loaded only when something is put right."""

from collections.abc import Callable
from typing import Any

from app.domain import repair_events as rp
from app.domain.course import Distance
from app.domain.events import TYPED_STAMP, Record
from app.domain.plan import EntryId
from app.domain.refusals import BadPlan, NotAMark, NotStarted, SplitsAfterStart, UnknownSplit
from app.domain.said import format_metres
from app.domain.slots import closed, opened, place_of, with_split, without
from app.domain.state import (
    DNF,
    DNS,
    HAND,
    IMPORTED,
    OFFICIAL,
    SYNCED,
    EntryState,
    SessionState,
    Split,
    Sync,
    Tap,
    TimeZero,
)
from app.domain.times import NS_PER_MS, Duration, after
from app.domain.zero_fit import mean
from app.language import tr

_BASES = (HAND, IMPORTED, SYNCED, OFFICIAL)
_ONE_SYNC = Duration(100 * NS_PER_MS)
_MORE_SYNCS = Duration(70 * NS_PER_MS)
_LAST_PLACE = 9999


def put_right(state: SessionState, record: Record, event: rp.RepairEvent) -> SessionState:
    """Return the state after a repair; raise a `Refusal` where there is no room or place for it.

    Whether times still rise from mark to mark is left to `check_rising`.
    """
    return _STEPS[type(event)](state, record, event)


def the_split(state: SessionState, seq: int) -> tuple[EntryState, Split]:
    """Return the split that the record `seq` created, with its athlete; raise `UnknownSplit`."""
    found = state.find_split(seq)
    if found is None:
        raise UnknownSplit(what="split")
    return found


def the_tap(state: SessionState, seq: int) -> Tap:
    """Return the tap that the record `seq` created; raise `UnknownSplit`."""
    for tap in state.taps:
        if tap.seq == seq:
            return tap
    raise UnknownSplit(what="tap")


def _zero_moved(state: SessionState, _: Record, event: rp.ZeroMoved) -> SessionState:
    """Where nobody pressed the start, a zero by hand is the press that is the start now."""
    if event.basis not in _BASES:
        raise BadPlan(
            what=tr("time zero"),
            found=event.basis,
            expected=tr("one of {names}", names=", ".join(_BASES)),
        )
    by_press = state.started is None and event.basis == HAND
    return state._replace(
        zero=TimeZero(event.at, event.basis, event.tolerance),
        started=event.at if by_press else state.started,
        syncs=(),
    )


def _clock_synced(state: SessionState, record: Record, event: rp.ClockSynced) -> SessionState:
    """Several presses agree on their mean: each is good to a tenth (domain: hand timing)."""
    syncs = (*state.syncs, Sync(record.seq, record.at, event.shows))
    at = mean([each.zero for each in syncs])
    tolerance = _ONE_SYNC if len(syncs) == 1 else _MORE_SYNCS
    return state._replace(zero=TimeZero(at, SYNCED, tolerance), syncs=syncs)


def _official_given(state: SessionState, _: Record, event: rp.OfficialGiven) -> SessionState:
    entry = state.entries[event.entry].entrant.id
    return state._replace(official={**state.official, entry: event.elapsed})


def _start_cancelled(state: SessionState, _: Record, event: rp.StartCancelled) -> SessionState:
    """Marks that were missed and places that were typed belong to the start that was none."""
    del event
    if any(each.splits for each in state.entries.values()):
        raise SplitsAfterStart
    entries = {key: each._replace(missed=(), ranks=()) for key, each in state.entries.items()}
    return state._replace(zero=None, started=None, syncs=(), official={}, entries=entries)


def _split_inserted(state: SessionState, record: Record, event: rp.SplitInserted) -> SessionState:
    entry = opened(state.entries[event.entry], state.plan.course, event.mark)
    zero = state.zero_of(entry)
    guessed = after(zero.at, event.elapsed) if event.estimated and zero is not None else None
    split = Split(
        seq=record.seq,
        mark=event.mark,
        stamp=TYPED_STAMP,
        elapsed=event.elapsed if guessed is None else None,
        estimated=event.estimated,
        guessed_at=guessed,
    )
    return _with_entry(state, with_split(entry, split))


def _split_deleted(state: SessionState, _: Record, event: rp.SplitDeleted) -> SessionState:
    entry, split = the_split(state, event.split)
    return _with_entry(state, closed(without(entry, split.seq), state.plan.course, split.mark))


def _mark_missed(state: SessionState, _: Record, event: rp.MarkMissed) -> SessionState:
    entry = opened(state.entries[event.entry], state.plan.course, event.mark)
    missed = tuple(sorted({*entry.missed, event.mark}))
    return _with_entry(state, entry._replace(missed=missed))


def _mark_changed(state: SessionState, _: Record, event: rp.MarkChanged) -> SessionState:
    entry, split = the_split(state, event.split)
    rest = without(entry, split.seq)
    taken = {each.mark for each in rest.splits}
    if event.mark in taken or event.mark not in state.plan.course.marks:
        free = [format_metres(mark) for mark in state.plan.course.marks if mark not in taken]
        raise NotAMark(found=format_metres(event.mark), expected=", ".join(free))
    return _with_entry(state, with_split(rest, split._replace(mark=event.mark)))


def _split_moved(state: SessionState, record: Record, event: rp.SplitMoved) -> SessionState:
    _, split = the_split(state, event.split)
    taken = _split_deleted(state, record, rp.SplitDeleted(event.split))
    # What is believable for one athlete need not be so for another.
    return _placed(taken, event.entry, split._replace(kept=False))


def _placed(state: SessionState, entry_id: EntryId, split: Split) -> SessionState:
    """Put a press among the splits of an athlete where its time says, a typed one at its mark."""
    entry, course = state.entries[entry_id], state.plan.course
    pressed, zero = split.pressed_at is not None, state.zero_of(entry)
    mark = place_of(entry, course, split.time(zero), zero) if pressed else split.mark
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
    if state.zero is None:
        raise NotStarted
    tap = the_tap(state, event.tap)
    split = Split(seq=tap.seq, mark=Distance(0), stamp=tap.stamp, pressed_at=tap.at)
    return _placed(_without_tap(state, tap.seq), event.entry, split)


def _tap_dropped(state: SessionState, _: Record, event: rp.TapDropped) -> SessionState:
    return _without_tap(state, the_tap(state, event.tap).seq)


def _without_tap(state: SessionState, seq: int) -> SessionState:
    return state._replace(taps=tuple(each for each in state.taps if each.seq != seq))


def _entry_withdrawn(state: SessionState, _: Record, event: rp.EntryWithdrawn) -> SessionState:
    if event.status not in ("", DNF, DNS):
        raise BadPlan(what=tr("the status"), found=event.status, expected=tr("dnf, dns or nothing"))
    return _with_entry(state, state.entries[event.entry]._replace(withdrawn=event.status))


def _split_kept(state: SessionState, _: Record, event: rp.SplitKept) -> SessionState:
    entry, split = the_split(state, event.split)
    rest = without(entry, split.seq)
    return _with_entry(state, with_split(rest, split._replace(kept=True)))


def _rank_typed(state: SessionState, _: Record, event: rp.RankTyped) -> SessionState:
    entry = state.entries[event.entry]
    if event.mark not in state.plan.course.marks:
        marks = ", ".join(format_metres(each) for each in state.plan.course.marks)
        raise NotAMark(found=format_metres(event.mark), expected=marks)
    if event.rank is not None and not 1 <= event.rank <= _LAST_PLACE:
        expected = tr("a number from 1 to {last_place}", last_place=_LAST_PLACE)
        raise BadPlan(what=tr("the place"), found=str(event.rank), expected=expected)
    ranks = {mark: rank for mark, rank in entry.ranks if mark != event.mark}
    if event.rank is not None:
        ranks[event.mark] = event.rank
    return _with_entry(state, entry._replace(ranks=tuple(sorted(ranks.items()))))


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
    rp.SplitKept: _split_kept,
    rp.RankTyped: _rank_typed,
}
