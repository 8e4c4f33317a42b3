import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.course import LAP_400, MILE, every
from app.domain.evolve import fold
from app.domain.plan import EntryId
from app.domain.refusals import NothingToRedo, NothingToUndo, Refusal
from app.domain.state import SessionState
from app.domain.target import even
from app.domain.times import Instant
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.engine.undo import History, describe
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    RECORD,
    SUB_4,
    TWO,
    at,
    mile,
    setup,
    time,
    times_of,
)
from tests.unit.engine.live import finished, planned, press, started, tap, type_in
from tests.unit.strategies import sessions, wishes

LATE = at("7:00")
PACE = even(MILE, time("4:12.33"))
MOVED = setup(course=mile(marks=every(MILE, LAP_400)))


def content(state: SessionState) -> tuple[object, ...]:
    """Return everything of a state but the number of its newest record."""
    return (state.plan, state.entries, state.targets, state.primary_id, state.zero, state.taps)


def test_that_undo_goes_back_to_the_plan_also_after_the_finish() -> None:
    engine = finished()
    counts = []
    for _ in range(5):
        engine.undo(LATE)
        counts.append(len(times_of(engine.state)))
    assert counts == [3, 2, 1, 0, 0]
    assert content(engine.state) == content(planned().state)
    with pytest.raises(NothingToUndo, match="There is nothing to undo"):
        engine.undo(LATE)


def test_that_redo_goes_forward_to_the_finish_again() -> None:
    engine = finished()
    whole = content(engine.state)
    for _ in range(5):
        engine.undo(LATE)
    for _ in range(5):
        engine.redo(LATE)
    assert content(engine.state) == whole
    with pytest.raises(NothingToRedo, match="There is nothing to redo"):
        engine.redo(LATE)


def test_that_a_refused_undo_leaves_no_record() -> None:
    engine = planned()
    with pytest.raises(NothingToUndo):
        engine.undo(LATE)
    with pytest.raises(NothingToRedo):
        engine.redo(LATE)
    assert len(engine.records) == 1


def test_that_an_undone_split_keeps_its_number_for_redo() -> None:
    engine = started()
    press(engine, "1:00.20")
    engine.undo(LATE)
    engine.redo(LATE)
    (split,) = engine.state.entries[ONE].splits
    assert (split.seq, split.pressed_at) == (3, at("1:00.20"))


def test_that_a_new_command_clears_redo() -> None:
    engine = started()
    press(engine, "1:00.20")
    engine.undo(LATE)
    press(engine, "1:00.50")
    with pytest.raises(NothingToRedo):
        engine.redo(LATE)
    assert times_of(engine.state) == [(MARKS[0], time("1:00.50"))]


def test_that_a_press_kept_as_a_tap_is_taken_back_like_a_split() -> None:
    engine = finished()
    press(engine, "4:09")
    engine.undo(LATE)
    assert engine.state.taps == ()
    assert len(times_of(engine.state)) == 4


def test_that_choosing_the_primary_is_no_step_of_undo() -> None:
    engine = started()
    press(engine, "1:00.20")
    engine.undo(LATE)
    engine.handle(cm.ChoosePrimary(at=LATE, target=RECORD.id))
    engine.redo(LATE)
    assert len(times_of(engine.state)) == 1
    engine.undo(LATE)
    assert times_of(engine.state) == []
    assert engine.state.primary is RECORD


def test_that_a_choice_waits_for_its_target_to_come_back() -> None:
    engine = planned()
    engine.handle(cm.AddTarget(at=LATE, target=PACE))
    engine.handle(cm.ChoosePrimary(at=LATE, target=PACE.id))
    engine.undo(LATE)
    assert (engine.state.targets, engine.state.primary) == ((SUB_4, RECORD), SUB_4)
    engine.redo(LATE)
    assert engine.state.primary is PACE


def test_that_a_correction_is_taken_back_to_the_press() -> None:
    engine = started()
    press(engine, "1:00.20")
    type_in(engine, "1:00.5", MARKS[0])
    engine.undo(LATE)
    assert times_of(engine.state) == [(MARKS[0], time("1:00.20"))]
    assert not engine.state.entries[ONE].splits[0].edited


def test_that_splits_move_back_when_a_new_plan_is_taken_back() -> None:
    engine = started()
    press(engine, "1:00.20")
    engine.handle(cm.PlanSession(at=LATE, setup=MOVED))
    press(engine, "2:00.75")
    assert [mark for mark, _ in times_of(engine.state)] == [400_000, 800_000]
    engine.undo(LATE)
    engine.undo(LATE)
    assert times_of(engine.state) == [(MARKS[0], time("1:00.20"))]


def test_that_undo_and_redo_go_on_after_a_restart() -> None:
    engine = finished()
    engine.undo(LATE)
    engine.undo(LATE)
    again = Engine(MemoryJournal(), engine.records)
    assert again.history == engine.history
    again.redo(LATE)
    assert [each for _, each in times_of(again.state)] == [time(each) for each in PARIS[:3]]
    for _ in range(4):
        again.undo(LATE)
    with pytest.raises(NothingToUndo):
        again.undo(LATE)


def test_that_only_the_start_stops_the_clock_when_taken_back() -> None:
    engine = started()
    assert engine.undo_stops_the_clock()
    press(engine, "1:00.20")
    assert not engine.undo_stops_the_clock()
    engine.undo(LATE)
    assert engine.undo_stops_the_clock()
    engine.undo(LATE)
    assert not engine.undo_stops_the_clock()


LABELS: list[tuple[cm.Command, str]] = [
    (cm.Start(at=at("0"), stamp=ev.EVENT_STAMP), "start"),
    (cm.AddTarget(at=LATE, target=PACE), "new target"),
    (cm.ChangeTarget(at=LATE, old=SUB_4.id, target=PACE), "change of a target"),
    (cm.RemoveTarget(at=LATE, target=RECORD.id), "removed target"),
    (cm.TakeTap(at=LATE, stamp=ev.EVENT_STAMP), "unassigned tap"),
    (cm.TakeSplit(at=LATE, entry=ONE, stamp=ev.EVENT_STAMP), "unassigned tap"),
    (cm.PlanSession(at=LATE, setup=MOVED), "change of the set-up"),
    (cm.TypeSplit(at=LATE, entry=ONE, elapsed=time("59.996")), "split 409 m (1:00.00)"),
    (
        cm.TypeSplit(at=LATE, entry=ONE, elapsed=time("4:06.42"), mark=MILE),
        "split finish (4:06.42)",
    ),
]


@pytest.mark.parametrize(("command", "label"), LABELS)
def test_that_a_step_has_the_same_label_before_undo_and_before_redo(
    command: cm.Command, label: str
) -> None:
    engine = planned()
    assert engine.undo_label() is None
    engine.handle(command)
    assert str(engine.undo_label()) == label
    assert engine.redo_label() is None
    engine.undo(LATE)
    assert engine.undo_label() is None
    assert str(engine.redo_label()) == label


def test_that_a_label_names_the_split_and_among_several_the_athlete() -> None:
    engine = started(setup(entries=(ONE, TWO)))
    press(engine, "1:00.2049")
    press(engine, "1:01.30", TWO)
    assert str(engine.undo_label()) == "split 409 m of Lane 2 (1:01.30)"
    engine.undo(LATE)
    assert str(engine.undo_label()) == "split 409 m of Lane 1 (1:00.20)"
    assert str(engine.redo_label()) == "split 409 m of Lane 2 (1:01.30)"


def test_that_a_correction_is_labelled_with_its_split() -> None:
    engine = started()
    press(engine, "1:00.20")
    type_in(engine, "1:00.5", MARKS[0])
    assert str(engine.undo_label()) == "correction of 409 m (1:00.50)"
    engine.undo(LATE)
    assert str(engine.undo_label()) == "split 409 m (1:00.20)"
    assert str(engine.redo_label()) == "correction of 409 m (1:00.50)"


def test_that_what_has_no_label_of_its_own_has_a_plain_one() -> None:
    engine = planned()
    engine.handle(cm.ChoosePrimary(at=LATE, target=RECORD.id))
    assert str(describe(engine.records, 2, engine.state)) == "change"
    press(engine, "-1")
    split = ev.Record(9, 9, LATE, ev.SplitTaken(ONE, ev.EVENT_STAMP))
    assert str(describe([split], 9, engine.state)) == "split"


def test_that_a_tap_is_no_start_to_be_taken_back() -> None:
    engine = planned()
    tap(engine, "-3")
    assert not engine.undo_stops_the_clock()
    assert engine.history == History(done=(2,))


def test_that_the_last_split_of_one_athlete_is_taken_back_past_those_of_others() -> None:
    engine = started(setup(entries=(ONE, TWO)))
    press(engine, "1:00.20")
    press(engine, "1:01.30", TWO)
    press(engine, "2:01.90", TWO)
    engine.undo_last_of(ONE, LATE)
    assert times_of(engine.state, ONE) == []
    assert [each for _, each in times_of(engine.state, TWO)] == [time("1:01.30"), time("2:01.90")]
    assert str(engine.redo_label()) == "split 409 m of Lane 1 (1:00.20)"
    engine.redo(LATE)
    assert times_of(engine.state, ONE) == [(MARKS[0], time("1:00.20"))]


def test_that_a_correction_goes_before_the_split_it_corrected() -> None:
    engine = started(setup(entries=(ONE, TWO)))
    press(engine, "1:00.20")
    type_in(engine, "1:00.5", MARKS[0])
    press(engine, "1:01.30", TWO)
    engine.undo_last_of(ONE, LATE)
    assert times_of(engine.state, ONE) == [(MARKS[0], time("1:00.20"))]
    engine.undo_last_of(ONE, LATE)
    assert times_of(engine.state, ONE) == []
    with pytest.raises(NothingToUndo):
        engine.undo_last_of(ONE, LATE)
    assert len(times_of(engine.state, TWO)) == 1


@pytest.mark.parametrize("entry", [TWO, EntryId("nobody")])
def test_that_an_athlete_without_a_split_has_nothing_to_undo(entry: EntryId) -> None:
    engine = started(setup(entries=(ONE, TWO)))
    press(engine, "1:00.20")
    type_in(engine, "1:00.5", MARKS[0])
    before = engine.records
    with pytest.raises(NothingToUndo):
        engine.undo_last_of(entry, LATE)
    assert engine.records == before


@given(sessions(), st.integers(1, 30))
def test_that_redo_after_undo_is_the_identity(engine: Engine, steps: int) -> None:
    steps = min(steps, len(engine.history.done))
    state, history = engine.state, engine.history
    for _ in range(steps):
        engine.undo(LATE)
    for _ in range(steps):
        engine.redo(LATE)
    assert content(engine.state) == content(state)
    assert engine.history == history


@given(sessions(), st.data())
def test_that_undo_gives_the_state_from_before_the_command(
    engine: Engine, data: st.DataObject
) -> None:
    """Choices of the primary aside, which are no step of undo."""
    now = Instant(engine.records[-1].at + 1)
    before, log = engine.state, engine.records
    command = data.draw(wishes(now, before))
    try:
        change = engine.handle(command)
    except Refusal:
        return
    if change.records and not isinstance(change.records[0].event, ev.PrimaryChosen):
        engine.undo(now)
        assert content(engine.state) == content(before)
        assert fold(log) == before


@given(sessions())
def test_that_undo_always_reaches_the_beginning(engine: Engine) -> None:
    steps = len(engine.history.done)
    for _ in range(steps):
        assert engine.undo_label() is not None
        engine.undo(LATE)
    assert engine.undo_label() is None
    assert engine.state.zero is None
    assert engine.state.taps == ()
    assert all(entry.splits == () for entry in engine.state.entries.values())
