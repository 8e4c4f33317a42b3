"""Does a session stay whole, whatever an operator does, undoes and does again?"""

from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.evolve import fold
from app.domain.plan import Setup
from app.domain.refusals import NothingToRedo, NothingToUndo, Refusal
from app.domain.times import Instant
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.engine.replay import Replay, run_of
from tests.unit.strategies import presses, setups, target_edits, typings


class Session(RuleBasedStateMachine):
    """A live session, entered by an operator who presses and types anything."""

    def __init__(self) -> None:
        super().__init__()
        self.journal = MemoryJournal()
        self.engine = Engine(self.journal)
        self.now = Instant(1_000_000_000_000)
        self.presses = 0

    def carry_out(self, command: cm.Command) -> None:
        before = (self.engine.state, self.engine.records, self.engine.history)
        try:
            self.engine.handle(command)
        except Refusal:
            assert (self.engine.state, self.engine.records, self.engine.history) == before

    @initialize(setup=setups())
    def plan(self, setup: Setup) -> None:
        self.engine.handle(cm.PlanSession(at=self.now, setup=setup))

    @rule(elapsed=st.integers(0, 100_000_000_000))
    def wait(self, elapsed: int) -> None:
        self.now = Instant(self.now + elapsed)

    @rule()
    def start(self) -> None:
        self.carry_out(cm.Start(at=self.now, stamp=ev.EVENT_STAMP))

    @rule(data=st.data(), elapsed=st.integers(0, 100_000_000_000))
    def press(self, data: st.DataObject, elapsed: int) -> None:
        self.now = Instant(self.now + elapsed)
        self.engine.handle(data.draw(presses(self.now, self.engine.state)))
        self.presses += 1

    @rule(data=st.data())
    def type_a_split(self, data: st.DataObject) -> None:
        self.carry_out(data.draw(typings(self.now, self.engine.state)))

    @rule(data=st.data())
    def edit_the_targets(self, data: st.DataObject) -> None:
        self.carry_out(data.draw(target_edits(self.now, self.engine.state)))

    @rule(setup=setups(), everybody_stays=st.booleans())
    def plan_again(self, setup: Setup, everybody_stays: bool) -> None:
        entrants = tuple(each.entrant for each in self.engine.state.entries.values())
        again = Setup(
            plan=setup.plan,
            entrants=entrants if everybody_stays else setup.entrants,
            targets=setup.targets,
        )
        self.carry_out(cm.PlanSession(at=self.now, setup=again))

    @rule()
    def undo(self) -> None:
        try:
            self.engine.undo(self.now)
        except NothingToUndo:
            assert self.engine.history.done == ()

    @rule(data=st.data())
    def undo_the_last_of_one(self, data: st.DataObject) -> None:
        before = self.engine.state.entries
        entry = data.draw(st.sampled_from(list(before)))
        try:
            self.engine.undo_last_of(entry, self.now)
        except NothingToUndo:
            assert before[entry].splits == ()
        after = self.engine.state.entries
        assert all(after[each] == before[each] for each in before if each != entry)

    @precondition(lambda self: self.engine.history.undone)
    @rule()
    def redo(self) -> None:
        self.engine.redo(self.now)

    @precondition(lambda self: not self.engine.history.undone)
    @rule()
    def redo_nothing(self) -> None:
        records = self.engine.records
        try:
            self.engine.redo(self.now)
        except NothingToRedo:
            assert self.engine.records == records
        else:
            raise AssertionError("there was nothing to redo")

    @invariant()
    def the_state_is_the_fold_of_the_records(self) -> None:
        assert fold(self.engine.records) == self.engine.state
        assert tuple(self.journal.records) == self.engine.records

    @invariant()
    def the_splits_of_everybody_increase(self) -> None:
        state = self.engine.state
        for entry in state.entries.values():
            marks = [0, *(each.mark for each in entry.splits)]
            times = [0, *(each.time(state.zero) for each in entry.splits)]
            assert all(a < b for a, b in pairwise(marks))
            assert all(a < b for a, b in pairwise(times))
            assert set(marks[1:]) <= set(state.plan.course.marks)

    @invariant()
    def there_is_a_primary_target_over_the_distance(self) -> None:
        state = self.engine.state
        assert state.primary in state.targets
        assert len({each.id for each in state.targets}) == len(state.targets)
        assert {each.distance for each in state.targets} == {state.plan.course.distance}

    @invariant()
    def no_press_is_lost(self) -> None:
        state, engine = self.engine.state, self.engine
        pressed = [each for entry in state.entries.values() for each in entry.splits]
        splits = sum(each.pressed_at is not None for each in pressed)
        events = {each.command: each.event for each in engine.records}
        gone = set(events) & set(_not_holding(engine))
        taken_back = sum(isinstance(events[each], ev.SplitTaken | ev.TapTaken) for each in gone)
        assert splits + len(state.taps) + taken_back == self.presses

    @invariant()
    def undo_and_redo_say_what_they_would_do(self) -> None:
        history = self.engine.history
        assert (self.engine.undo_label() is None) == (history.done == ())
        assert (self.engine.redo_label() is None) == (history.undone == ())

    def teardown(self) -> None:
        if not self.engine.planned:
            return
        again = Engine(MemoryJournal(), self.engine.records)
        assert (again.state, again.history) == (self.engine.state, self.engine.history)
        run = run_of(self.engine.state)
        replay = Replay(run, self.now)
        replay.seek(run.length, self.now)
        assert replay.at_end


def _not_holding(engine: Engine) -> list[int]:
    """Return the commands taken back, those that redo has forgotten among them."""
    voided: dict[int, bool] = {}
    for record in engine.records:
        if isinstance(record.event, ev.Voided | ev.Restored):
            voided[record.event.command] = isinstance(record.event, ev.Voided)
    return [command for command, gone in voided.items() if gone]


TestSession = Session.TestCase
TestSession.settings = settings(stateful_step_count=40)
