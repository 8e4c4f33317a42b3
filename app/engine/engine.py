"""How does a command become part of the race? Two doors, one corridor.

`handle` decides and commits; `admit` commits facts that were decided before. Both evolve the
state, hand the records to the journal in order and tell the listeners.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.domain.commands import Command
from app.domain.decide import decide
from app.domain.events import (
    Event,
    Record,
    Restored,
    SplitTaken,
    TapTaken,
    Voided,
)
from app.domain.evolve import evolve, fold
from app.domain.plan import EntryId
from app.domain.refusals import NothingToRedo, NothingToUndo
from app.domain.state import SessionState
from app.domain.texts import Message
from app.domain.times import Instant
from app.engine.ports import Journal
from app.engine.undo import History, describe, remember


class Change(NamedTuple):
    """What one command did: its records (none when it changed nothing) and the state after."""

    records: tuple[Record, ...]
    state: SessionState | None


class Engine:
    """Owns the records and the state of one session; used from one thread."""

    def __init__(self, journal: Journal, records: Sequence[Record] = ()) -> None:
        """Go on from `records` that the journal holds already."""
        self._journal = journal
        self._records = list(records)
        self._state = fold(records)
        self._history = remember(History(), records)
        self._listeners: list[Callable[[Change], None]] = []

    @property
    def planned(self) -> bool:
        """Whether the session has been set up."""
        return self._state is not None

    @property
    def state(self) -> SessionState:
        """The state after all records; the session has been planned."""
        assert self._state is not None, "the session has been planned"
        return self._state

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record, those of commands taken back included."""
        return tuple(self._records)

    @property
    def history(self) -> History:
        """What undo and redo would act on."""
        return self._history

    @property
    def saved(self) -> int:
        """The number of the newest record that the journal has stored."""
        return self._journal.saved

    @property
    def trouble(self) -> str:
        """Why the journal cannot store at the moment, in one sentence; empty when it can."""
        return self._journal.trouble

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Call `listener` after every change."""
        self._listeners.append(listener)

    def handle(self, command: Command) -> Change:
        """Carry out `command`, or raise its `Refusal` with nothing changed."""
        return self._commit(command.at, decide(self._state, command))

    def handle_together(self, commands: Sequence[Command]) -> Change:
        """Carry out several commands as one step of undo, each on the state that the last left.

        All or none: raise the first `Refusal` with nothing changed.
        """
        state, records = self._state, list[Record]()
        first = len(self._records) + 1
        for command in commands:
            for event in decide(state, command):
                records.append(Record(first + len(records), first, command.at, event))
                state = evolve(state, records[-1])
        return self.admit(records) if records else Change((), self._state)

    def undo(self, at: Instant) -> Change:
        """Take back the last command that still holds; raise `NothingToUndo`."""
        if not self._history.done:
            raise NothingToUndo
        return self._commit(at, (Voided(self._history.done[-1]),))

    def undo_last_of(self, entry: EntryId, at: Instant) -> Change:
        """Take back the last command on the splits of one athlete; raise `NothingToUndo`.

        Raise `LaterChange` when a later command rests on it: those of others mostly do not.
        """
        from app.engine.lane_undo import check_free

        command = self._last_of(entry)
        if command is None:
            raise NothingToUndo
        athlete = self.state.entries[entry].entrant.athlete
        check_free(self._records, self._history.done, command, athlete)
        return self._commit(at, (Voided(command),))

    def undo_label_of(self, entry: EntryId) -> Message | None:
        """Return what `undo_last_of` would take back, None when nothing."""
        command = self._last_of(entry)
        return None if command is None else describe(self._records, command, self.state)

    def _last_of(self, entry: EntryId) -> int | None:
        from app.engine.lane_undo import last_of

        known = entry in self.state.entries
        return last_of(self._records, self._history.done, entry) if known else None

    def redo(self, at: Instant) -> Change:
        """Do the last command taken back again; raise `NothingToRedo`."""
        if not self._history.undone:
            raise NothingToRedo
        return self._commit(at, (Restored(self._history.undone[-1]),))

    def undo_label(self) -> Message | None:
        """Return what undo would take back, None when nothing."""
        if not self._history.done:
            return None
        return describe(self._records, self._history.done[-1], self.state)

    def redo_label(self) -> Message | None:
        """Return what redo would do again, None when nothing."""
        if not self._history.undone:
            return None
        command = self._history.undone[-1]
        again = Record(len(self._records) + 1, 0, Instant(0), Restored(command))
        state = fold((*self._records, again))
        return describe(self._records, command, state) if state else None

    def undo_stops_the_clock(self) -> bool:
        """Whether undo would take back the start: the one step that asks for a second one.

        The clock may also have been started by a tap, a sync press or a time of day.
        """
        done = self._history.done
        if not done or self.state.zero is None:
            return False
        last = [each for each in self._records if each.command == done[-1]]
        if all(isinstance(each.event, SplitTaken | TapTaken) for each in last):
            return False
        before = fold(
            (*self._records, Record(len(self._records) + 1, 0, Instant(0), Voided(done[-1])))
        )
        return before is None or before.zero is None

    def admit(self, records: Sequence[Record]) -> Change:
        """Commit records that were decided elsewhere; their numbers go on from the last."""
        self._state = self._after(records)
        self._records.extend(records)
        self._history = remember(self._history, records)
        self._journal.append(records)
        change = Change(tuple(records), self._state)
        for listener in self._listeners:
            listener(change)
        return change

    def _after(self, records: Sequence[Record]) -> SessionState | None:
        if any(isinstance(each.event, Voided | Restored) for each in records):
            return fold((*self._records, *records))
        state = self._state
        for record in records:
            state = evolve(state, record)
        return state

    def _commit(self, at: Instant, events: Sequence[Event]) -> Change:
        if not events:
            return Change((), self._state)
        seq = len(self._records)
        command = seq + 1
        return self.admit(
            [Record(seq + i, command, at, event) for i, event in enumerate(events, start=1)]
        )
