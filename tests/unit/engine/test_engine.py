import pytest
from hypothesis import given

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.evolve import fold
from app.domain.plan import EntryId
from app.domain.refusals import AlreadyStarted, BadPlan, NegativeTime, Refusal, UnknownTarget
from app.engine.engine import Change, Engine
from app.engine.ports import MemoryJournal
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    SUB_4,
    TWO_MARKS_SETUP,
    at,
    setup,
    time,
    times_of,
)
from tests.unit.engine.journals import BrokenJournal, FullDisk
from tests.unit.engine.live import finished, planned, press, started, tap, type_in
from tests.unit.strategies import sessions


def test_that_an_engine_without_records_waits_for_a_plan() -> None:
    engine = Engine(MemoryJournal())
    assert not engine.planned
    assert engine.records == ()
    assert engine.undo_label() is None
    assert engine.redo_label() is None
    assert not engine.undo_stops_the_clock()
    with pytest.raises(BadPlan):
        engine.handle(cm.Start(at=at("0"), stamp=ev.EVENT_STAMP))
    assert engine.records == ()


def test_that_a_race_entered_by_keys_has_its_splits() -> None:
    engine = finished()
    assert engine.planned
    assert times_of(engine.state) == [
        (mark, time(each)) for mark, each in zip(MARKS, PARIS, strict=True)
    ]
    assert engine.state.phase == "finished"


def test_that_records_are_numbered_and_every_command_is_one() -> None:
    records = finished().records
    assert [each.seq for each in records] == list(range(1, 7))
    assert [each.command for each in records] == list(range(1, 7))
    assert [each.at for each in records] == [at("-60"), at("0"), *(at(each) for each in PARIS)]


def test_that_a_change_says_what_the_command_did() -> None:
    engine = started()
    change = press(engine, "1:00.20")
    assert [each.event for each in change.records] == [ev.SplitTaken(ONE, ev.EVENT_STAMP)]
    assert change.state is engine.state


def test_that_a_press_after_the_finish_is_kept_as_a_tap() -> None:
    engine = finished()
    press(engine, "4:09")
    assert [each.at for each in engine.state.taps] == [at("4:09")]
    assert len(times_of(engine.state)) == 4


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (cm.Start(at=at("5:00"), stamp=ev.EVENT_STAMP), AlreadyStarted),
        (cm.RemoveTarget(at=at("5:00"), target="gone"), UnknownTarget),
        (cm.TypeSplit(at=at("5:00"), entry=ONE, elapsed=time("0"), mark=MARKS[0]), NegativeTime),
    ],
)
def test_that_a_refused_command_changes_nothing(
    command: cm.Command, refusal: type[Refusal]
) -> None:
    journal = MemoryJournal()
    engine = started(journal=journal)
    press(engine, "1:00.20")
    engine.undo(at("1:01"))
    heard: list[Change] = []
    engine.listen(heard.append)
    before = (engine.state, engine.records, engine.history, list(journal.records))
    with pytest.raises(refusal):
        engine.handle(command)
    assert (engine.state, engine.records, engine.history, journal.records) == before
    assert heard == []


def test_that_a_command_that_changes_nothing_leaves_no_record_and_tells_nobody() -> None:
    engine = planned()
    heard: list[Change] = []
    engine.listen(heard.append)
    change = engine.handle(cm.ChoosePrimary(at=at("0"), target=SUB_4.id))
    assert change == Change((), engine.state)
    assert len(engine.records) == 1
    assert heard == []


def test_that_every_listener_hears_every_change_with_the_state_after_it() -> None:
    engine = planned()
    first: list[Change] = []
    second = [engine.state]
    engine.listen(first.append)
    engine.listen(lambda _: second.append(engine.state))
    engine.handle(cm.Start(at=at("0"), stamp=ev.EVENT_STAMP))
    press(engine, "1:00.20")
    engine.undo(at("1:01"))
    assert [each.state for each in first] == second[1:]
    assert second[-1] is engine.state
    assert [type(each.records[0].event) for each in first] == [ev.Started, ev.SplitTaken, ev.Voided]


def test_that_the_journal_gets_every_record_once_and_in_order() -> None:
    journal = MemoryJournal()
    engine = started(journal=journal)
    press(engine, "1:00.20")
    engine.undo(at("1:01"))
    engine.redo(at("1:02"))
    type_in(engine, "1:00.3", MARKS[0])
    assert tuple(journal.records) == engine.records
    assert engine.saved == len(engine.records) == 6
    assert engine.trouble == ""


def test_that_an_empty_journal_has_saved_nothing() -> None:
    journal = MemoryJournal()
    assert (journal.saved, journal.trouble) == (0, "")
    assert Engine(journal).saved == 0


def test_that_a_disk_that_is_full_costs_no_split() -> None:
    journal = FullDisk()
    engine = started(journal=journal)
    for text in PARIS:
        press(engine, text)
    assert len(times_of(engine.state)) == 4
    assert (engine.saved, engine.trouble) == (0, "The disk is full.")
    assert tuple(journal.records) == engine.records


def test_that_a_journal_that_breaks_costs_no_split_either() -> None:
    journal = BrokenJournal()
    engine = started(journal=journal)
    journal.broken = True
    with pytest.raises(OSError, match="the disk is gone"):
        press(engine, "1:00.20")
    journal.broken = False
    press(engine, "2:00.75")
    assert [each for _, each in times_of(engine.state)] == [time("1:00.20"), time("2:00.75")]
    assert fold(engine.records) == engine.state


def test_that_records_decided_elsewhere_are_admitted_as_they_are() -> None:
    source = finished()
    source.undo(at("5:00"))
    journal = MemoryJournal()
    target = Engine(journal)
    for record in source.records:
        target.admit([record])
    assert (target.records, target.history) == (source.records, source.history)
    assert target.state == source.state
    assert tuple(journal.records) == source.records


def test_that_one_big_batch_is_the_same_as_single_records() -> None:
    source = finished()
    source.undo(at("5:00"))
    source.redo(at("5:01"))
    target = Engine(MemoryJournal())
    change = target.admit(source.records)
    assert change == Change(source.records, source.state)
    assert target.history == source.history


def test_that_an_engine_goes_on_from_its_records() -> None:
    source = started()
    press(source, "1:00.20")
    journal = MemoryJournal()
    again = Engine(journal, source.records)
    assert (again.state, again.records) == (source.state, source.records)
    assert journal.records == []
    press(again, "2:00.75")
    assert [each.seq for each in journal.records] == [4]
    assert [each for _, each in times_of(again.state)] == [time("1:00.20"), time("2:00.75")]


def test_that_the_engine_is_whole_after_a_record_that_cannot_be() -> None:
    """A record that no state can take stays out of the records as well as out of the state."""
    engine = started()
    press(engine, "1:00.20")
    before = (engine.state, engine.records)
    impossible = ev.Record(4, 4, at("1:01"), ev.SplitTyped(EntryId("gone"), MARKS[1], time("2")))
    with pytest.raises(KeyError):
        engine.admit([impossible])
    assert (engine.state, engine.records) == before
    press(engine, "2:00.75")
    engine.undo(at("2:01"))
    assert [each for _, each in times_of(engine.state)] == [time("1:00.20")]


def test_that_planning_again_is_never_answered_by_a_fault() -> None:
    engine = started()
    type_in(engine, "3:01.84", MARKS[2])
    try:
        engine.handle(cm.PlanSession(at=at("3:10"), setup=TWO_MARKS_SETUP))
    except Refusal:
        assert len(engine.records) == 3
    assert fold(engine.records) == engine.state


def test_that_presses_for_nobody_queue_up() -> None:
    engine = planned(setup())
    tap(engine, "-3")
    press(engine, "-2")
    assert [(each.at, each.meant) for each in engine.state.taps] == [
        (at("-3"), None),
        (at("-2"), ONE),
    ]


@given(sessions())
def test_that_a_session_reloaded_from_its_records_is_the_same(engine: Engine) -> None:
    again = Engine(MemoryJournal(), engine.records)
    assert again.state == engine.state == fold(engine.records)
    assert again.history == engine.history
    assert str(again.undo_label()) == str(engine.undo_label())
