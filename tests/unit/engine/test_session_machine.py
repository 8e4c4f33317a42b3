"""Does a session stay whole, whatever an operator does, undoes and does again?"""

from collections.abc import Mapping
from dataclasses import replace
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
from app.domain import repair_commands as rc
from app.domain import repair_events as rp
from app.domain.evolve import fold, voided
from app.domain.plan import WATCH, EntryId, Setup
from app.domain.refusals import LaterChange, NothingToRedo, NothingToUndo, Refusal
from app.domain.state import EntryState, SessionState
from app.domain.times import Duration, Instant
from app.domain.zero_basis import tolerance_of
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.engine.replay import Replay, run_of
from app.formats.sound_records import unsound
from tests.unit.strategies import (
    content,
    outcome,
    presses,
    repairs,
    setups,
    split_repairs,
    target_edits,
    typings,
    zero_moves,
)

_PRESSES = (ev.SplitTaken, ev.TapTaken)


def clocked(state: SessionState) -> object:
    """What the presses come to, with time zero as it is shown: to within what it is known.

    Sync presses that disagree say so in the tolerance once the clock was moved by hand.
    """
    zero = (state.zero.at, state.zero.basis, tolerance_of(state)) if state.zero else None
    return state.entries, zero, state.taps


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
        there = [each.entrant for each in self.engine.state.entries.values()]
        entrants = tuple(replace(each, target=None, drop_off=None) for each in there)
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
        before, done = self.engine.state.entries, self.engine.history.done
        entry = data.draw(st.sampled_from(list(before)))
        label = self.engine.undo_label_of(entry)
        try:
            change = self.engine.undo_last_of(entry, self.now)
        except NothingToUndo:
            assert label is None
            assert before[entry].splits == ()
        except LaterChange:
            assert label is not None
            assert self.engine.history.done == done
        else:
            self.others_stay(before, entry, change.records)

    def others_stay(
        self,
        before: Mapping[EntryId, EntryState],
        entry: EntryId,
        records: tuple[ev.Record, ...],
    ) -> None:
        """What concerned two athletes changes two, and no third one; of several steps the same."""
        after = self.engine.state.entries
        changed = {each for each in before if each != entry and after[each] != before[each]}
        ((_, _, _, voided),) = records
        assert isinstance(voided, ev.Voided)
        events = [each.event for each in self.engine.records if each.command == voided.command]
        of_two = (rp.SplitMoved, rp.EntriesSwapped)
        concerned = sum(2 if isinstance(each, of_two) else 1 for each in events)
        assert len(changed) < concerned

    @rule(data=st.data())
    def move_time_zero(self, data: st.DataObject) -> None:
        self.carry_out(data.draw(zero_moves(self.now, self.engine.state)))

    @rule(data=st.data())
    def put_a_split_right(self, data: st.DataObject) -> None:
        self.carry_out(data.draw(split_repairs(self.now, self.engine.state)))

    @rule(data=st.data())
    def put_several_right_at_once(self, data: st.DataObject) -> None:
        """All of them are carried out as one step, or none."""
        state = self.engine.state
        commands = data.draw(st.lists(repairs(self.now, state), min_size=2, max_size=3))
        before = (state, self.engine.records, self.engine.history)
        try:
            change = self.engine.handle_together(commands)
        except Refusal:
            assert (self.engine.state, self.engine.records, self.engine.history) == before
            return
        if change.records:
            assert len(self.engine.history.done) == len(before[2].done) + 1
            self.engine.undo(self.now)
            assert content(self.engine.state) == content(state)
            self.engine.redo(self.now)

    @rule(by=st.integers(-3_000_000_000, 3_000_000_000).map(Duration))
    def move_time_zero_there_and_back(self, by: Duration) -> None:
        before = self.engine.state
        try:
            self.engine.handle(rc.NudgeZero(self.now, by))
        except Refusal:
            return
        self.engine.handle(rc.NudgeZero(self.now, Duration(-by)))
        assert clocked(self.engine.state) == clocked(before)

    @rule()
    def undo_and_redo(self) -> None:
        before, history = content(self.engine.state), self.engine.history
        if history.done:
            self.engine.undo(self.now)
            self.engine.redo(self.now)
        assert (content(self.engine.state), self.engine.history) == (before, history)

    @rule()
    def restart(self) -> None:
        self.journal = MemoryJournal()
        self.journal.append(self.engine.records)
        self.engine = Engine(self.journal, self.engine.records)

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
            times = [0, *(each.time(state.zero_of(entry)) for each in entry.splits)]
            assert all(a < b for a, b in pairwise(marks))
            assert all(a < b for a, b in pairwise(times))
            assert set(marks[1:]) | set(entry.missed) <= set(state.plan.course.marks)
            assert set(marks).isdisjoint(entry.missed)
            assert list(entry.missed) == sorted(set(entry.missed))

    @invariant()
    def of_several_watches_one_counts_that_lies_among_them(self) -> None:
        state = self.engine.state
        assert all(each.entrant.role != WATCH for each in state.racing)
        for entry in state.racing:
            held_by = [
                each for each in state.entries.values() if each.entrant.of == entry.entrant.id
            ]
            counted = state.counted(entry)
            assert (counted is entry) == (not held_by)
            times = [0, *(each.time(state.zero_of(entry)) for each in counted.splits)]
            assert all(a < b for a, b in pairwise(times))
            for split, time in zip(counted.splits, times[1:], strict=True):
                assert not split.watches or time in [each for _, each in split.watches]

    @invariant()
    def there_is_a_primary_target_over_the_distance(self) -> None:
        state = self.engine.state
        assert state.primary in state.targets
        assert len({each.id for each in state.targets}) == len(state.targets)
        assert {each.distance for each in state.targets} == {state.plan.course.distance}

    @invariant()
    def no_press_is_lost(self) -> None:
        """Every press is a split, a tap, or taken out by something that the journal names."""
        state, records = self.engine.state, self.engine.records
        timed = [each for entry in state.entries.values() for each in entry.splits]
        shown = [each.seq for each in timed if each.pressed_at is not None]
        shown += [each.seq for each in state.taps]
        assert len(set(shown)) == len(shown)
        made = {each.seq: each for each in records if isinstance(each.event, _PRESSES)}
        assert len(made) == self.presses
        gone = voided(records)
        out = {
            each.event.split if isinstance(each.event, rp.SplitDeleted) else each.event.tap
            for each in records
            if isinstance(each.event, rp.SplitDeleted | rp.TapDropped) and each.command not in gone
        }
        voided_presses = {seq for seq, each in made.items() if each.command in gone}
        assert set(shown) == set(made) - voided_presses - out
        instants = {each.seq: each.pressed_at for each in timed if each.seq in made}
        instants |= {each.seq: each.at for each in state.taps}
        assert all(made[seq].at == at for seq, at in instants.items())

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
        assert unsound(self.engine.records) is None
        run = run_of(self.engine.state, self.engine.records)
        replay = Replay(run, self.now)
        replay.seek(run.length, self.now)
        assert replay.at_end
        assert outcome(replay.state) == outcome(self.engine.state)


TestSession = Session.TestCase
TestSession.settings = settings(stateful_step_count=40)
