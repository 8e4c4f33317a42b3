"""Which events would have led to a race as it ended, had nothing been put right later?

They happen when they could be known: a split at its time, a missed mark with the split after it.
What has no time of its own comes when the operator said it, but not before the athlete's last
split nor behind the end. An event that names a split names it by its number among them, counted
from 1, until `numbered` puts others before them.
"""

from collections.abc import Iterable, Iterator, Sequence

from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.course import Distance, next_mark
from app.domain.evolve import voided
from app.domain.plan import EntryId
from app.domain.state import DNS, HAND, IMPORTED, EntryState, SessionState, Split, TimeZero
from app.domain.times import Duration, Instant, after
from app.frozen import replace

Timed = tuple[Instant, ev.Event]
# Stands for "the press before this" until the presses are in order.
_THE_PRESS = 0
_MAKE_SPLITS = (ev.SplitTaken, ev.SplitTyped, rp.SplitInserted)
_SAID = (rp.MarkMissed, rp.EntryWithdrawn, rp.OfficialGiven, rp.RankTyped)


def timed_of(state: SessionState, records: Sequence[ev.Record] = ()) -> tuple[Timed, ...]:
    """Return the start, and what happened in the order of time."""
    zero = state.zero.at if state.zero else Instant(0)
    passages = [each for entry in state.entries.values() for each in _passages(state, entry)]
    passages.sort(key=lambda each: each[0])
    passages += _said_later(state, records, passages[-1][0] if passages else zero)
    passages.sort(key=lambda each: each[0])
    timed = [(zero, event) for event in _start(state, zero)]
    for at, events in passages:
        made = (i for i, each in enumerate(events) if isinstance(each, _MAKE_SPLITS))
        press = len(timed) + 1 + next(made, 0)
        timed += [(at, _shifted(each, press)) for each in events]
    return tuple(timed)


def numbered(timed: Iterable[Timed], before: int) -> tuple[Timed, ...]:
    """Return `timed` as they are named when `before` other records stand before them."""
    return tuple((at, _shifted(event, before)) for at, event in timed)


def _shifted(event: ev.Event, by: int) -> ev.Event:
    if isinstance(event, ev.SplitRetimed | rp.MarkChanged | rp.SplitKept):
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


def _passages(
    state: SessionState, entry: EntryState
) -> Iterator[tuple[Instant, Sequence[ev.Event]]]:
    """Yield each split's instant, with all that is known about it."""
    key, reached, course = entry.entrant.id, Distance(0), state.plan.course
    ranks = dict(entry.ranks)
    for split in entry.splits:
        missed = [mark for mark in entry.missed if reached < mark < split.mark]
        reached = max([reached, *missed])
        events: list[ev.Event] = [rp.MarkMissed(key, mark) for mark in missed]
        in_turn = next_mark(course, reached) == split.mark
        events += _events_of(key, split, split.time(state.zero_of(entry)), in_turn=in_turn)
        if split.mark in ranks:
            events.append(rp.RankTyped(key, split.mark, ranks[split.mark]))
        yield _instant(state, entry, split), events
        reached = split.mark


def _instant(state: SessionState, entry: EntryState, split: Split) -> Instant:
    zero = state.zero_of(entry)
    own = zero.at if zero else Instant(state.offset_of(entry))
    return after(own, split.time(zero))


def _events_of(key: EntryId, split: Split, time: Duration, *, in_turn: bool) -> Iterator[ev.Event]:
    """A corrected press is one at its corrected time: the press itself lies elsewhere."""
    if split.pressed_at is not None:
        yield ev.SplitTaken(key, split.stamp)
        if not in_turn:
            yield rp.MarkChanged(_THE_PRESS, split.mark)
        if split.elapsed is not None:
            yield ev.SplitRetimed(_THE_PRESS, split.elapsed)
    elif split.estimated:
        yield rp.SplitInserted(key, split.mark, time, True)
    else:
        yield ev.SplitTyped(key, split.mark, time, split.stamp)
    if split.kept:
        yield rp.SplitKept(_THE_PRESS)


def _said_later(
    state: SessionState, records: Sequence[ev.Record], end: Instant
) -> Iterator[tuple[Instant, Sequence[ev.Event]]]:
    said = _instants_said(records)
    for entry in state.entries.values():
        last = _instant(state, entry, entry.splits[-1]) if entry.splits else Instant(0)
        for event in _without_a_time(state, entry):
            at = max(said.get(_name(event), end), last)
            yield min(max(at, state.zero.at if state.zero else at), end), (event,)


def _instants_said(records: Sequence[ev.Record]) -> dict[object, Instant]:
    gone = voided(records)
    return {
        _name(each.event): each.at
        for each in records
        if isinstance(each.event, _SAID) and each.command not in gone
    }


def _name(event: ev.Event) -> tuple[type, EntryId, Distance]:
    """What an event is about, whatever it says of it."""
    assert isinstance(event, _SAID)
    return type(event), event.entry, getattr(event, "mark", Distance(0))


def _without_a_time(state: SessionState, entry: EntryState) -> Iterator[ev.Event]:
    key, timed = entry.entrant.id, {each.mark for each in entry.splits}
    yield from (rp.MarkMissed(key, mark) for mark in entry.missed if mark > entry.last_mark)
    yield from (rp.RankTyped(key, mark, rank) for mark, rank in entry.ranks if mark not in timed)
    if entry.withdrawn and (entry.withdrawn != DNS or entry.splits):
        yield rp.EntryWithdrawn(key, entry.withdrawn)
    if key in state.official:
        yield rp.OfficialGiven(key, state.official[key])
