"""How does a command become part of a session? Two doors, one corridor.

`handle` decides and commits; `admit` commits facts that were decided before. Both evolve the
state, hand the records to the journal in order and tell the listeners. What a kind of session
allows and means comes in as one value, its `Rules`: a race and a training session go the same way.
"""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

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


class _Timed(Protocol):
    """A command, whatever the kind of session: it carries the instant it was given at."""

    @property
    def at(self) -> Instant: ...


StateT = TypeVar("StateT")
CommandT = TypeVar("CommandT", bound=_Timed)


class Rules(NamedTuple, Generic[StateT, CommandT]):
    """What one kind of session allows and means.

    `decide` returns what a command makes happen, or raises its `Refusal`; `evolve` and `fold` say
    where the session stands after that; `describe` names a command for undo and redo, given all
    records and a state that contains it.
    """

    decide: Callable[[StateT | None, CommandT], tuple[Event, ...]]
    evolve: Callable[[StateT | None, Record], StateT | None]
    fold: Callable[[Sequence[Record]], StateT | None]
    describe: Callable[[Sequence[Record], int, StateT], Message]


class Step(NamedTuple, Generic[StateT]):
    """What one command did: its records (none when it changed nothing) and the state after."""

    records: tuple[Record, ...]
    state: StateT | None


Change = Step[SessionState]
RACE = Rules(decide=decide, evolve=evolve, fold=fold, describe=describe)


class Corridor(Generic[StateT, CommandT]):
    """Owns the records and the state of one session of any kind; used from one thread."""

    def __init__(
        self,
        rules: Rules[StateT, CommandT],
        journal: Journal,
        records: Sequence[Record] = (),
    ) -> None:
        """Go on by `rules` from `records` that the journal holds already."""
        self._rules = rules
        self._journal = journal
        self._records = list(records)
        self._state = rules.fold(records)
        self._history = remember(History(), records)
        self._listeners: list[Callable[[Step[StateT]], None]] = []

    @property
    def planned(self) -> bool:
        """Whether the session has been set up."""
        return self._state is not None

    @property
    def state(self) -> StateT:
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

    def listen(self, listener: Callable[[Step[StateT]], None]) -> None:
        """Call `listener` after every change."""
        self._listeners.append(listener)

    def handle(self, command: CommandT) -> Step[StateT]:
        """Carry out `command`, or raise its `Refusal` with nothing changed."""
        return self._commit(command.at, self._rules.decide(self._state, command))

    def handle_together(self, commands: Sequence[CommandT]) -> Step[StateT]:
        """Carry out several commands as one step of undo, each on the state that the last left.

        All or none: raise the first `Refusal` with nothing changed.
        """
        state, records = self._state, list[Record]()
        first = len(self._records) + 1
        for command in commands:
            for event in self._rules.decide(state, command):
                records.append(Record(first + len(records), first, command.at, event))
                state = self._rules.evolve(state, records[-1])
        return self.admit(records) if records else Step((), self._state)

    def undo(self, at: Instant) -> Step[StateT]:
        """Take back the last command that still holds; raise `NothingToUndo`."""
        if not self._history.done:
            raise NothingToUndo
        return self._commit(at, (Voided(self._history.done[-1]),))

    def redo(self, at: Instant) -> Step[StateT]:
        """Do the last command taken back again; raise `NothingToRedo`."""
        if not self._history.undone:
            raise NothingToRedo
        return self._commit(at, (Restored(self._history.undone[-1]),))

    def undo_label(self) -> Message | None:
        """Return what undo would take back, None when nothing."""
        if not self._history.done:
            return None
        return self._rules.describe(self._records, self._history.done[-1], self.state)

    def redo_label(self) -> Message | None:
        """Return what redo would do again, None when nothing."""
        if not self._history.undone:
            return None
        command = self._history.undone[-1]
        again = Record(len(self._records) + 1, 0, Instant(0), Restored(command))
        state = self._rules.fold((*self._records, again))
        return self._rules.describe(self._records, command, state) if state else None

    def admit(self, records: Sequence[Record]) -> Step[StateT]:
        """Commit records that were decided elsewhere; their numbers go on from the last."""
        self._state = self._after(records)
        self._records.extend(records)
        self._history = remember(self._history, records)
        self._journal.append(records)
        change = Step(tuple(records), self._state)
        for listener in self._listeners:
            listener(change)
        return change

    def _after(self, records: Sequence[Record]) -> StateT | None:
        if any(isinstance(each.event, Voided | Restored) for each in records):
            return self._rules.fold((*self._records, *records))
        state = self._state
        for record in records:
            state = self._rules.evolve(state, record)
        return state

    def _commit(self, at: Instant, events: Sequence[Event]) -> Step[StateT]:
        if not events:
            return Step((), self._state)
        seq = len(self._records)
        command = seq + 1
        return self.admit(
            [Record(seq + i, command, at, event) for i, event in enumerate(events, start=1)]
        )


class Engine(Corridor[SessionState, Command]):
    """The engine of a race: beyond the corridor it takes back the last change of one athlete."""

    def __init__(self, journal: Journal, records: Sequence[Record] = ()) -> None:
        """Go on from `records` that the journal holds already."""
        super().__init__(RACE, journal, records)

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
