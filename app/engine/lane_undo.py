"""Which command is the last on one athlete's splits, and may it go before those behind it?

Taking back in reverse order is always safe. Out of that order a command may go when no later one
rests on it: none that touched the same athletes, and, where times or places would come back, none
that moved time zero or the marks.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.evolve import evolve, voided
from app.domain.plan import EntryId
from app.domain.refusals import LaterChange
from app.domain.state import EntryState, SessionState

# Without one of these an athlete has fewer splits, in the same order and no farther on: whatever
# held for more of them, by whichever time zero, holds for fewer.
_ONLY_ADDS = (
    ev.SplitTaken,
    ev.SplitTyped,
    rp.SplitInserted,
    rp.MarkMissed,
    rp.TapAssigned,
    rp.EntryWithdrawn,
    rp.SplitKept,
    rp.RankTyped,
)
_FOR_ALL = (ev.Planned, ev.Started, rp.StartCancelled)


class Touch(NamedTuple):
    """Whose splits one command changed, and whether it moved what all times rest on."""

    entries: frozenset[EntryId]
    shared: bool
    only_adds: bool


def last_of(records: Sequence[ev.Record], done: Sequence[int], entry: EntryId) -> int | None:
    """Return the last command of `done` that changed the splits of `entry`, None without one."""
    touches = dict(_touches(records))
    found = (each for each in reversed(done) if each in touches and entry in touches[each].entries)
    return next(found, None)


def check_free(
    records: Sequence[ev.Record], done: Sequence[int], command: int, athlete: str
) -> None:
    """Raise `LaterChange` when a later command of `done` rests on `command`."""
    touches = dict(_touches(records))
    later = [touches[each] for each in done[done.index(command) + 1 :] if each in touches]
    if any(_rests_on(each, touches[command]) for each in later):
        raise LaterChange(athlete=athlete)


def _rests_on(later: Touch, earlier: Touch) -> bool:
    if earlier.shared:
        return later.shared or bool(later.entries)
    return bool(later.entries & earlier.entries) or (later.shared and not earlier.only_adds)


def _touches(records: Sequence[ev.Record]) -> Iterator[tuple[int, Touch]]:
    """Yield every command that holds and changed the race, in the order of the journal."""
    gone = voided(records)
    state: SessionState | None = None
    touches: dict[int, Touch] = {}
    for record in records:
        if record.command in gone:
            continue
        before, state = state, evolve(state, record)
        if before is not None and state is not None:
            new, known = _touch(before, state, record.event), touches.get(record.command)
            touches[record.command] = new if known is None else _both(known, new)
    yield from ((key, each) for key, each in touches.items() if each.entries or each.shared)


def _both(one: Touch, other: Touch) -> Touch:
    return Touch(
        one.entries | other.entries, one.shared or other.shared, one.only_adds and other.only_adds
    )


def _touch(before: SessionState, after: SessionState, event: ev.Event) -> Touch:
    shared = isinstance(event, _FOR_ALL) or (before.zero, before.syncs) != (
        after.zero,
        after.syncs,
    )
    if isinstance(event, rp.OfficialGiven):
        return Touch(frozenset([event.entry]), True, False)
    if isinstance(event, _FOR_ALL):
        return Touch(frozenset(), True, False)
    changed = [key for key, each in after.entries.items() if _differ(before.entries[key], each)]
    return Touch(frozenset(changed), shared, isinstance(event, _ONLY_ADDS))


def _differ(before: EntryState, after: EntryState) -> bool:
    """Whether there is more to it than a target that was changed for another."""
    return after is not before and after._replace(entrant=before.entrant) != before
