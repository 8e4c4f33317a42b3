"""Does a training session stay whole, whatever a coach presses, says, undoes and does again?"""

from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.analysis.training.board import board
from app.domain import events as ev
from app.domain.evolve import voided
from app.domain.refusals import NothingToRedo, NothingToUndo, Refusal
from app.domain.repair_events import TapDropped
from app.domain.times import Instant
from app.domain.training import session_commands as tc
from app.domain.training import session_events as te
from app.domain.training.session_evolve import fold
from app.domain.training.session_setup import TrainingSetup
from app.domain.training.session_state import TrainingState
from app.engine.ports import MemoryJournal
from app.engine.training import training_engine
from app.formats.session_json import SessionDocument, session_in, write_session
from app.storage.soundness import sound_state_of
from tests.unit.training.coaches import (
    KEY,
    on_groups,
    on_runners,
    on_times,
    presses,
    setups,
)


def content(state: TrainingState) -> TrainingState:
    """Return the state without the number of its newest record."""
    return state._replace(version=0)


class TrainingSession(RuleBasedStateMachine):
    """A live session, run by a coach who presses and says anything."""

    def __init__(self) -> None:
        super().__init__()
        self.journal = MemoryJournal()
        self.engine = training_engine(self.journal)
        self.now = Instant(1_000_000_000_000)

    def carry_out(self, command: tc.TrainingCommand) -> None:
        before = (self.engine.state, self.engine.records, self.engine.history)
        try:
            self.engine.handle(command)
        except Refusal:
            assert (self.engine.state, self.engine.records, self.engine.history) == before

    @initialize(setup=setups())
    def plan(self, setup: TrainingSetup) -> None:
        self.engine.handle(tc.PlanTraining(self.now, setup))

    @rule(elapsed=st.integers(0, 100_000_000_000))
    def wait(self, elapsed: int) -> None:
        self.now = Instant(self.now + elapsed)

    @rule(data=st.data(), elapsed=st.integers(0, 60_000_000_000))
    def start(self, data: st.DataObject, elapsed: int) -> None:
        self.now = Instant(self.now + elapsed)
        group = data.draw(st.sampled_from(list(self.engine.state.groups)))
        self.carry_out(tc.StartRepetition(self.now, group, KEY))

    @rule(data=st.data(), elapsed=st.integers(0, 60_000_000_000))
    def press(self, data: st.DataObject, elapsed: int) -> None:
        """A press is never refused."""
        self.now = Instant(self.now + elapsed)
        change = self.engine.handle(data.draw(presses(self.now, self.engine.state)))
        assert len(change.records) == 1

    @rule(data=st.data())
    def say_of_an_athlete(self, data: st.DataObject) -> None:
        self.carry_out(data.draw(on_runners(self.now, self.engine.state)))

    @rule(data=st.data())
    def say_of_a_group(self, data: st.DataObject) -> None:
        self.carry_out(data.draw(on_groups(self.now, self.engine.state)))

    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        self.carry_out(data.draw(on_times(self.now, self.engine.state)))

    @rule()
    def undo(self) -> None:
        try:
            self.engine.undo(self.now)
        except NothingToUndo:
            assert self.engine.history.done == ()

    @rule()
    def undo_and_redo(self) -> None:
        before, history = content(self.engine.state), self.engine.history
        label = self.engine.undo_label()
        if history.done:
            self.engine.undo(self.now)
            assert self.engine.redo_label() == label
            self.engine.redo(self.now)
        assert (content(self.engine.state), self.engine.history) == (before, history)

    @rule()
    def restart(self) -> None:
        records = self.journal.records
        self.journal = MemoryJournal()
        self.journal.append(records)
        self.engine = training_engine(self.journal, records)

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

    @invariant()
    def memory_is_the_fold_and_the_replay(self) -> None:
        """A replay admits the records one by one."""
        if not self.engine.planned:
            return
        again = training_engine(MemoryJournal())
        for record in self.engine.records:
            again.admit([record])
        assert self.engine.state == fold(self.journal.records) == again.state

    @invariant()
    def no_press_is_lost(self) -> None:
        if not self.engine.planned:
            return
        gone, state = voided(self.engine.records), self.engine.state
        live = [each for each in self.engine.records if each.command not in gone]
        pressed = {r.seq for r in live if isinstance(r.event, te.RepetitionTimed | ev.TapTaken)}
        let_go = {r.event.tap for r in live if isinstance(r.event, TapDropped)}
        let_go |= {r.event.split for r in live if isinstance(r.event, te.RepetitionTimeDeleted)}
        splits = [s for r in state.runners.values() for a in r.attempts for s in a.splits]
        kept = [s.seq for s in splits if s.pressed_at is not None]
        kept += [each.seq for each in state.taps]
        assert len(kept) == len(set(kept))
        assert pressed - let_go == set(kept) - let_go

    @invariant()
    def times_rise_and_who_did_not_run_has_none(self) -> None:
        if not self.engine.planned:
            return
        for runner in self.engine.state.runners.values():
            for each in runner.attempts:
                times = [0, *(split.time(each.started_at) for split in each.splits)]
                assert all(early < late for early, late in pairwise(times))
                assert not (each.outcome and each.time is not None)
                assert [s.mark for s in each.splits] == sorted({s.mark for s in each.splits})

    @invariant()
    def only_what_was_timed_is_counted(self) -> None:
        if not self.engine.planned:
            return
        for shown in board(self.engine.state).runners:
            times = [each.time for each in shown.repetitions if each.time is not None]
            assert sum(each.runs for each in shown.tallies) == len(times)
            assert all(each.status == "done" for each in shown.repetitions if each.time)
            assert {each.best for each in shown.tallies} <= set(times)

    def teardown(self) -> None:
        """What came of it is taken for a session wherever it is read, and is the same again."""
        if self.engine.planned:
            document = SessionDocument("generated", self.engine.records)
            assert session_in(write_session(document).decode(), "generated") == document
            assert sound_state_of(self.engine.records) == self.engine.state


TestTrainingSession = TrainingSession.TestCase
TestTrainingSession.settings = settings(stateful_step_count=40)
