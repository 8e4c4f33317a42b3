"""What can be made of the records of one session when some are missing or unreadable?

Whatever comes before the first gap is the race as it was. Behind a gap a record counts where it
still makes sense; a press that makes no sense any more becomes an unassigned tap: no press is
thrown away.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple, cast

from app.domain import events as ev
from app.domain.course import LAP_400, MILE, Course, crossings
from app.domain.plan import Entrant, EntryId, Plan, Setup
from app.domain.refusals import Refusal
from app.domain.state import SessionState
from app.domain.target import even
from app.domain.times import NS_PER_S, Duration, Instant
from app.domain.training.session_events import RepetitionTimed
from app.engine.engine import Rules
from app.engine.kinds import TRAINING_KIND, kind_of, rules_of
from app.engine.undo import History, remember

_FAULTS = (Refusal, ValueError, LookupError, AssertionError, TypeError)
"""What folding raises for an event that does not fit."""
_STAND_IN_TIME = Duration(240 * NS_PER_S)
_REFERENCES = ("split", "start", "tap")


class Salvaged(NamedTuple):
    """A journal that can be folded, and how many of the records that were found are not in it.

    `gaps` is how many records were not found at all; unless they are `counted`, there may have been
    more behind the last one. Without `planned` even the plan is lost.
    """

    records: tuple[ev.Record, ...]
    unfit: int
    gaps: int
    planned: bool
    counted: bool

    @property
    def whole(self) -> bool:
        """Whether it is known to be the session as it was written."""
        return self.planned and self.counted and not (self.unfit or self.gaps)


def salvage(found: Sequence[ev.Record], length: int = 0) -> Salvaged:
    """Return a journal made of records that are in order of their numbers, each once.

    `length` is how many there were, where that is known.
    """
    training = kind_of(found) == TRAINING_KIND
    planned = training or any(isinstance(each.event, ev.Planned) for each in found)
    journal = _Journal(rules_of(found), planned=planned)
    if not planned:
        journal.add(_stand_in(found))
    for record in found:
        journal.add(record)
    newest = max(length, found[-1].seq) if found else length
    return Salvaged(tuple(journal.records), journal.unfit, newest - len(found), planned, length > 0)


class _Journal:
    """Takes records one by one, numbers them anew and keeps what can be folded."""

    def __init__(self, rules: Rules[Any, Any], *, planned: bool) -> None:
        self._rules = rules
        self._planned = planned
        self.records: list[ev.Record] = []
        self.unfit = 0
        self._state: Any = None
        self._history = History()
        self._seq: dict[int, int] = {}
        self._command: dict[int, int] = {}

    def add(self, record: ev.Record) -> None:
        event = self._renamed(record.event) if self._keeps(record.event) else None
        if event is not None and self._fits(record, event):
            return
        tap = _as_tap(record.event)
        if tap is None or not self._fits(record, tap):
            self.unfit += 1

    def _keeps(self, event: ev.Event) -> bool:
        """Without the plan nobody knows the marks: presses are kept, but at none of them."""
        return self._planned or not isinstance(event, ev.SplitTaken | ev.SplitTyped)

    def _renamed(self, event: ev.Event) -> ev.Event | None:
        """Let an event name the records it speaks of by their new numbers; None where one is lost."""
        if isinstance(event, ev.Voided | ev.Restored):
            command = self._command.get(event.command)
            return None if command is None else type(event)(command)
        named = [each.name for each in fields(event) if each.name in _REFERENCES]
        numbers = {name: self._seq.get(cast("int", getattr(event, name))) for name in named}
        if None in numbers.values():
            return None
        return cast("ev.Event", replace(cast("Any", event), **numbers)) if numbers else event

    def _state_with(self, new: ev.Record, *, undone: bool) -> Any:
        if undone:
            return self._rules.fold([*self.records, new])
        return self._rules.evolve(self._state, new)

    def _fits(self, record: ev.Record, event: ev.Event) -> bool:
        seq = len(self.records) + 1
        command = self._command.get(record.command, seq)
        new = ev.Record(seq, command, record.at, event)
        try:
            history = remember(self._history, [new])
            undone = isinstance(event, ev.Voided | ev.Restored)
            state = self._state_with(new, undone=undone)
        except _FAULTS:
            return False
        if state is None or not _timed(state):
            return False
        self._state, self._history = state, history
        self.records.append(new)
        self._seq[record.seq], self._command[record.command] = seq, command
        return True


def _timed(state: object) -> bool:
    """Whether every split has a time: a press has none where the start is lost."""
    if not isinstance(state, SessionState):
        return True
    splits = (split for entry in state.entries.values() for split in entry.splits)
    return state.zero is not None or all(each.elapsed is not None for each in splits)


def _as_tap(event: ev.Event) -> ev.TapTaken | None:
    if isinstance(event, ev.SplitTaken | RepetitionTimed):
        return ev.TapTaken(event.stamp, event.entry)
    return None


def _stand_in(found: Sequence[ev.Record]) -> ev.Record:
    """Return a plan in the place of one that was lost: a mile, for everybody who was pressed for."""
    ids = {str(getattr(each.event, "entry", None) or "1") for each in found} or {"1"}
    entrants = tuple(
        Entrant(id=EntryId(name), athlete=f"Athlete {name}", lane=lane)
        for lane, name in enumerate(sorted(ids), start=1)
    )
    course = Course(event="mile", distance=MILE, lap=LAP_400, marks=crossings(MILE, LAP_400))
    plan = Plan(title="Recovered: its plan was lost", course=course)
    target = even(MILE, _STAND_IN_TIME)
    event = ev.Planned(Setup(plan=plan, entrants=entrants, targets=(target,)))
    return ev.Record(0, 0, found[0].at if found else Instant(0), event)
