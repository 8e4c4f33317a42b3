"""Do these records make a race? Asked of every journal that comes from outside or from the disk."""

from collections.abc import Sequence

from app.domain.events import Record, Restored, Voided
from app.domain.evolve import evolve, voided
from app.domain.state import EntryState, SessionState
from app.engine.undo import History, remember
from app.storage.failures import LibraryError


def race_of(records: Sequence[Record]) -> SessionState:
    """Return the state that `records` lead to; raise `LibraryError` that names the first bad one.

    Meant for what comes from outside: beyond `state_of`, splits have to follow each other.
    """
    state = state_of(records)
    for entry in state.entries.values():
        _check_order(state, entry, records)
    return state


def state_of(records: Sequence[Record]) -> SessionState:
    """Return the state of a journal that can be folded and undone; raise `LibraryError`."""
    history, state = History(), None
    gone = voided(records)
    for place, record in enumerate(records, start=1):
        _check_number(place, record)
        try:
            history = remember(history, (record,))
            if record.command not in gone:
                state = evolve(state, record)
        except (AssertionError, AttributeError, IndexError, KeyError, ValueError):
            raise _unfit(record) from None
    if state is None:
        raise LibraryError("events[0]: found no set-up, expected one before everything else.")
    return state


def _check_number(place: int, record: Record) -> None:
    if record.seq != place:
        raise LibraryError(
            f"events[{place - 1}].seq: found {record.seq}, expected {place}: events count from 1."
        )
    if not 1 <= record.command <= record.seq:
        raise LibraryError(
            f"events[{place - 1}].command: found {record.command}, expected the number of an "
            f"event up to {record.seq}."
        )


def _check_order(state: SessionState, entry: EntryState, records: Sequence[Record]) -> None:
    """A split lies at a mark, after the start and after the split before it."""
    mark = time = 0
    for split in entry.splits:
        if state.zero is None and split.elapsed is None:
            raise _unfit(records[split.seq - 1])
        late = split.time(state.zero_of(entry))
        if split.mark <= mark or late <= time or split.mark not in state.plan.course.marks:
            raise _unfit(records[split.seq - 1])
        mark, time = split.mark, late


def _unfit(record: Record) -> LibraryError:
    undo = isinstance(record.event, Voided | Restored)
    expected = "a command to take back or do again" if undo else "one that fits the race so far"
    return LibraryError(f"events[{record.seq - 1}]: found one that cannot be, expected {expected}.")
