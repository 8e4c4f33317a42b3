"""Do these records make a session? Asked of every journal from outside or from the disk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.events import Record, Restored, Voided
from app.domain.evolve import voided
from app.domain.refusals import Refusal
from app.domain.state import EntryState, SessionState
from app.engine.kinds import rules_of
from app.engine.undo import History, remember
from app.language import tr
from app.storage.failures import LibraryError

if TYPE_CHECKING:
    from app.engine.kinds import AnyState


def sound_state_of(records: Sequence[Record]) -> "AnyState":
    """Return the state that `records` lead to; raise `LibraryError` that names the first bad one.

    Meant for what comes from outside: beyond `any_state_of`, splits have to follow each other. The
    events of a training session see to that themselves.
    """
    state = any_state_of(records)
    if isinstance(state, SessionState):
        for entry in state.entries.values():
            _check_order(state, entry, records)
    return state


def state_of(records: Sequence[Record]) -> SessionState:
    """Return the state of the journal of a race as `any_state_of` does."""
    state = any_state_of(records)
    if not isinstance(state, SessionState):
        raise LibraryError(tr("found a training session, expected a race."))
    return state


def any_state_of(records: Sequence[Record]) -> "AnyState":
    """Return the state of a journal that can be folded and undone; raise `LibraryError`."""
    history, state = History(), None
    gone, evolve = voided(records), rules_of(records).evolve
    for place, record in enumerate(records, start=1):
        _check_number(place, record)
        try:
            history = remember(history, (record,))
            if record.command not in gone:
                state = evolve(state, record)
        except (AssertionError, AttributeError, IndexError, KeyError, ValueError, Refusal):
            raise _unfit(record) from None
    if state is None:
        raise LibraryError(tr("events[0]: found no set-up, expected one before everything else."))
    found: AnyState = state
    return found


def _check_number(place: int, record: Record) -> None:
    if record.seq != place:
        raise LibraryError(
            tr(
                "events[{place}].seq: found {seq}, expected {other_place}: events count from 1.",
                place=place - 1,
                seq=record.seq,
                other_place=place,
            )
        )
    if not 1 <= record.command <= record.seq:
        raise LibraryError(
            tr(
                "events[{place}].command: found {command}, expected the number of an event up to "
                "{seq}.",
                place=place - 1,
                command=record.command,
                seq=record.seq,
            )
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
    expected = (
        tr("a command to take back or do again") if undo else tr("one that fits the session so far")
    )
    return LibraryError(
        tr(
            "events[{seq}]: found one that cannot be, expected {expected}.",
            seq=record.seq - 1,
            expected=expected,
        )
    )
