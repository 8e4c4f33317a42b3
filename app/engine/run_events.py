"""Which events would have led to a race as it ended, had nothing been put right later?

They happen when they could be known: a split at its time, a missed mark with the split after it,
what has no time of its own at the end. An event that names a split names it by its number among
them, counted from 1, until `numbered` puts others before them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.course import Course, Distance, next_mark
from app.domain.state import DNS, HAND, IMPORTED, EntryState, SessionState, Split, TimeZero
from app.domain.times import Instant, after

Timed = tuple[Instant, ev.Event]
# Stands for "the press before this" until the presses are in order.
_THE_PRESS = 0


def timed_of(state: SessionState) -> tuple[Timed, ...]:
    """Return the start, what happened in the order of time, and what was known at the end."""
    zero = state.zero.at if state.zero else Instant(0)
    passages = [
        (after(zero, split.time(state.zero)), events)
        for entry in state.entries.values()
        for split, events in _passages(entry, state.plan.course)
    ]
    passages.sort(key=lambda each: each[0])
    end = passages[-1][0] if passages else zero
    timed = [(zero, event) for event in _start(state, zero)]
    for at, events in passages:
        press = (
            len(timed)
            + 1
            + next((i for i, each in enumerate(events) if isinstance(each, ev.SplitTaken)), 0)
        )
        timed += [(at, _shifted(each, press)) for each in events]
    return (*timed, *((end, event) for event in _known_at_the_end(state)))


def numbered(timed: Iterable[Timed], before: int) -> tuple[Timed, ...]:
    """Return `timed` as they are named when `before` other records stand before them."""
    return tuple((at, _shifted(event, before)) for at, event in timed)


def _shifted(event: ev.Event, by: int) -> ev.Event:
    if isinstance(event, ev.SplitRetimed | rp.MarkChanged):
        return replace(event, split=event.split + by)
    return event


def _start(state: SessionState, zero: Instant) -> Iterator[ev.Event]:
    """Time zero is where it was put in the end: a replay counts from there."""
    imported = state.zero is not None and state.zero.basis == IMPORTED
    yield ev.Started(ev.IMPORTED_STAMP if imported else ev.EVENT_STAMP)
    if state.zero not in (None, TimeZero(zero, IMPORTED if imported else HAND)):
        yield rp.ZeroMoved(zero, state.zero.basis, state.zero.tolerance)
    for key, entry in state.entries.items():
        if entry.withdrawn == DNS and not entry.splits:
            yield rp.EntryWithdrawn(key, DNS)


def _passages(entry: EntryState, course: Course) -> Iterator[tuple[Split, list[ev.Event]]]:
    key, reached = entry.entrant.id, Distance(0)
    for split in entry.splits:
        missed = [mark for mark in entry.missed if reached < mark < split.mark]
        reached = max([reached, *missed])
        events: list[ev.Event] = [rp.MarkMissed(key, mark) for mark in missed]
        in_turn = next_mark(course, reached) == split.mark
        yield split, [*events, *_events_of(entry, split, in_turn=in_turn)]
        reached = split.mark


def _events_of(entry: EntryState, split: Split, *, in_turn: bool) -> Iterator[ev.Event]:
    """A corrected press is one at its corrected time: the press itself lies elsewhere."""
    key = entry.entrant.id
    if split.pressed_at is not None:
        yield ev.SplitTaken(key, split.stamp)
        if not in_turn:
            yield rp.MarkChanged(_THE_PRESS, split.mark)
        if split.elapsed is not None:
            yield ev.SplitRetimed(_THE_PRESS, split.elapsed)
        return
    assert split.elapsed is not None, "a split has a press or a time"
    if split.estimated:
        yield rp.SplitInserted(key, split.mark, split.elapsed, True)
    else:
        yield ev.SplitTyped(key, split.mark, split.elapsed, split.stamp)


def _known_at_the_end(state: SessionState) -> Iterator[ev.Event]:
    for key, entry in state.entries.items():
        yield from (rp.MarkMissed(key, mark) for mark in entry.missed if mark > entry.last_mark)
        if entry.withdrawn and (entry.withdrawn != DNS or entry.splits):
            yield rp.EntryWithdrawn(key, entry.withdrawn)
    for key, elapsed in state.official.items():
        if key in state.entries:
            yield rp.OfficialGiven(key, elapsed)
