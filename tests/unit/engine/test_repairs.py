"""Are repairs taken back, done again, named and replayed like everything else?"""

import pytest

from app.domain import commands as cm
from app.domain import events as ev
from app.domain import repair_commands as rc
from app.domain import repair_events as rp
from app.domain.course import LAP_400, MILE, every
from app.domain.evolve import fold
from app.domain.plan import EntryId
from app.domain.refusals import LaterChange, NothingToUndo
from app.domain.state import DNF, DNS, SYNCED, SessionState, TimeZero
from app.domain.target import even
from app.domain.times import Duration, Instant, seconds
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.engine.replay import Replay, run_of
from app.engine.undo import describe
from app.formats.sound_records import unsound
from tests.unit.domain.races import MARKS, ONE, PARIS, TWO, ZERO, at, mile, setup, time, times_of
from tests.unit.engine.live import finished, planned, press, started, tap, type_in
from tests.unit.strategies import content, outcome

LATE = at("7:00")
THREE = EntryId("three")
FIELD = setup(entries=(ONE, TWO))
TENTH = Duration(100_000_000)


def alone() -> Engine:
    """Return the mile without its 809, with a tap at that time."""
    engine = started()
    for text in (PARIS[0], PARIS[2], PARIS[3]):
        press(engine, text)
    tap(engine, PARIS[1])
    return engine


def two() -> Engine:
    """Return two athletes at 809, the second of them twice on the key, and a tap."""
    engine = started(FIELD)
    press(engine, PARIS[0])
    press(engine, "1:01", TWO)
    press(engine, PARIS[1])
    press(engine, "2:02", TWO)
    tap(engine, PARIS[2])
    return engine


LABELS: list[tuple[rc.RepairCommand, str, str]] = [
    (rc.NudgeZero(LATE, TENTH), "clock +0.1 s", "clock +0.1 s"),
    (rc.NudgeZero(LATE, Duration(-5 * TENTH // 2)), "clock \u22120.25 s", "clock \u22120.25 s"),
    (rc.SetZero(LATE, at("-1"), TENTH), "clock +1.0 s", "clock +1.0 s"),
    (rc.SetZero(LATE, at("0"), TENTH), "time zero", "time zero"),
    (rc.SyncClock(LATE, time("7:00.3")), "sync press", "sync press"),
    (
        rc.InsertSplit(LATE, ONE, MARKS[2], time("3:30.75")),
        "inserted split 1209 m (3:30.75)",
        "inserted split 1209 m of Lane 1 (3:30.75)",
    ),
    (rc.DeleteSplit(LATE, 3), "deleted split", "deleted split"),
    (rc.MissMark(LATE, ONE, MARKS[2]), "missed mark 1209 m", "missed mark 1209 m of Lane 1"),
    (rc.DropTap(LATE, 7), "dropped tap", "dropped tap"),
    (
        rc.AssignTap(LATE, 7, ONE),
        "assigned tap 809 m (2:00.75)",
        "assigned tap 1209 m of Lane 1 (3:01.84)",
    ),
    (rc.Withdraw(LATE, ONE, DNF), "DNF", "DNF of Lane 1"),
    (rc.Withdraw(LATE, ONE, DNS), "DNS", "DNS of Lane 1"),
]


def check_label(engine: Engine, command: rc.RepairCommand, label: str) -> None:
    before = content(engine.state)
    engine.handle(command)
    after = content(engine.state)
    assert str(engine.undo_label()) == label
    assert unsound(engine.records) is None
    engine.undo(LATE)
    assert content(engine.state) == before
    assert str(engine.redo_label()) == label
    engine.redo(LATE)
    assert content(engine.state) == after


@pytest.mark.parametrize(("command", "of_one", "of_two"), LABELS)
def test_that_a_repair_is_taken_back_and_done_again_by_its_name(
    command: rc.RepairCommand, of_one: str, of_two: str
) -> None:
    check_label(alone(), of_tap(command, 6), of_one)
    check_label(two(), of_tap(command, 7), of_two)


def of_tap(command: rc.RepairCommand, tap: int) -> rc.RepairCommand:
    if isinstance(command, rc.AssignTap | rc.DropTap):
        return command._replace(tap=tap)
    return command


@pytest.mark.parametrize(
    ("command", "label"),
    [
        (rc.MoveSplit(LATE, 6, ONE), "moved split 1209 m of Lane 1 (2:02.00)"),
        (rc.ChangeMark(LATE, 6, MARKS[2]), "change of mark to 1209 m of Lane 2 (2:02.00)"),
        (rc.SwapEntries(LATE, ONE, TWO, MARKS[1]), "swap of Lane 1 and Lane 2 from 809 m"),
    ],
)
def test_that_what_concerns_two_is_named_with_both_in_the_race(
    command: rc.RepairCommand, label: str
) -> None:
    check_label(two(), command, label)


def test_that_official_times_starts_and_returns_have_their_names() -> None:
    check_label(finished(), rc.GiveOfficial(LATE, ONE, time("4:06.91")), "official time")
    check_label(started(), rc.CancelStart(LATE), "cancelled start")
    late = planned()
    tap(late, "-2.3")
    late.handle(cm.Start(at=ZERO, stamp=ev.EVENT_STAMP))
    check_label(late, rc.StartAtTap(LATE, 2), "start at a tap")
    out = finished()
    out.handle(rc.Withdraw(LATE, ONE, DNF))
    check_label(out, rc.Withdraw(LATE, ONE, ""), "return")


def test_that_an_athlete_who_left_the_race_is_named_by_the_entry() -> None:
    engine = planned(FIELD)
    engine.handle(rc.Withdraw(LATE, TWO, DNS))
    engine.handle(cm.PlanSession(at=LATE, setup=setup(entries=(ONE, THREE))))
    assert str(describe(engine.records, 2, engine.state)) == "DNS of two"


def repaired() -> Engine:
    """Return a race with every kind of repair in it, done after the finish."""
    engine = two()
    for text in (PARIS[2], PARIS[3]):
        press(engine, text)
    tap(engine, "3:04")
    commands = (
        rc.SyncClock(LATE, time("7:00.5")),
        rc.SyncClock(LATE, time("7:00.6")),
        rc.GiveOfficial(LATE, ONE, time("4:06.91")),
        rc.NudgeZero(LATE, TENTH),
        rc.MissMark(LATE, TWO),
        rc.DropTap(LATE, 7),
        rc.DeleteSplit(LATE, 4),
        rc.InsertSplit(LATE, TWO, MARKS[0], time("1:01.5"), estimated=True),
        cm.TypeSplit(LATE, ONE, time("1:00.8"), MARKS[0]),
        rc.SwapEntries(LATE, ONE, TWO, MILE),
        rc.SwapEntries(LATE, ONE, TWO, MILE),
        rc.Withdraw(LATE, TWO, DNF),
    )
    for command in commands:
        engine.handle(command)
    return engine


def test_that_repairs_are_taken_back_to_the_very_beginning_after_a_restart() -> None:
    engine = repaired()
    whole, history = content(engine.state), engine.history
    again = Engine(MemoryJournal(), engine.records)
    assert (content(again.state), again.history) == (whole, history)
    states = [whole]
    while again.history.done:
        again.undo(LATE)
        states.append(content(again.state))
    assert states[-1] == content(planned(FIELD).state)
    with pytest.raises(NothingToUndo):
        again.undo(LATE)
    restarted = Engine(MemoryJournal(), again.records)
    for state in reversed(states[:-1]):
        restarted.redo(LATE)
        assert content(restarted.state) == state
    assert restarted.history == history
    assert fold(restarted.records) == restarted.state
    assert unsound(restarted.records) is None


def ended(engine: Engine) -> SessionState:
    replay = Replay(run_of(engine.state), Instant(0))
    replay.handle(cm.AddTarget(at=LATE, target=even(MILE, time("4:12.33"))))
    replay.seek(replay.run.length, Instant(0))
    return replay.state


def test_that_a_replay_ends_as_the_race_was_put_right() -> None:
    engine = repaired()
    assert outcome(ended(engine)) == outcome(engine.state)
    one, other = engine.state.entries[ONE], engine.state.entries[TWO]
    assert one.splits[0].edited
    assert other.splits[0].estimated
    assert (other.missed, other.withdrawn) == ((MARKS[2],), DNF)


def test_that_a_replay_knows_nothing_before_its_time() -> None:
    engine = repaired()
    engine.undo(LATE)
    press(engine, "4:20", TWO)
    replay = Replay(run_of(engine.state), Instant(0))
    assert replay.state.zero == engine.state.zero
    replay.seek(time("3:30"), Instant(0))
    assert replay.state.entries[TWO].missed == ()
    assert replay.state.official == {}
    replay.seek(replay.run.length, Instant(0))
    assert replay.state.entries[TWO].missed == (MARKS[2],)
    assert replay.state.official == {ONE: time("4:06.91")}


def test_that_a_gap_and_a_start_nobody_made_survive_a_replay() -> None:
    engine = started(FIELD)
    press(engine, PARIS[0])
    engine.handle(rc.ChangeMark(LATE, 3, MARKS[1]))
    engine.handle(rc.Withdraw(LATE, TWO, DNS))
    engine.handle(rc.SetZero(LATE, at("-1"), TENTH))
    replay = Replay(run_of(engine.state), Instant(0))
    assert replay.state.zero == TimeZero(at("-1"), SYNCED, TENTH)
    assert replay.state.entries[TWO].withdrawn == DNS
    assert outcome(ended(engine)) == outcome(engine.state)
    engine.handle(rc.Withdraw(LATE, ONE, DNS))
    assert outcome(ended(engine)) == outcome(engine.state)


def test_that_an_official_time_of_one_who_left_is_no_part_of_the_replay() -> None:
    engine = started(FIELD)
    for text in PARIS:
        press(engine, text, TWO)
    engine.handle(rc.GiveOfficial(LATE, TWO, time("4:06.91")))
    for seq in (3, 4, 5, 6):
        engine.handle(rc.DeleteSplit(LATE, seq))
    engine.handle(cm.PlanSession(at=LATE, setup=setup(entries=(ONE, THREE))))
    assert ended(engine).official == {}


def test_that_a_press_that_a_repair_rests_on_goes_after_the_repair() -> None:
    engine = two()
    engine.handle(rc.InsertSplit(LATE, ONE, MARKS[1], time("1:30")))
    press(engine, "3:05", TWO)
    labels = []
    for _ in range(3):
        labels.append(str(engine.undo_label_of(ONE)))
        engine.undo_last_of(ONE, LATE)
    assert labels == [
        "inserted split 809 m of Lane 1 (1:30.00)",
        "split 809 m of Lane 1 (2:00.75)",
        "split 409 m of Lane 1 (1:00.20)",
    ]
    assert [each for _, each in times_of(engine.state, TWO)] == [
        time(each) for each in ("1:01", "2:02", "3:05")
    ]
    for _ in range(3):
        engine.redo(LATE)
    assert len(times_of(engine.state, ONE)) == 3


def test_that_an_official_time_goes_before_the_finish_it_rests_on() -> None:
    engine = finished()
    engine.handle(rc.GiveOfficial(LATE, ONE, time("4:06.91")))
    assert str(engine.undo_label_of(ONE)) == "official time"
    engine.undo_last_of(ONE, LATE)
    assert (engine.state.official, engine.state.zero) == ({}, finished().state.zero)
    assert str(engine.undo_label_of(ONE)) == "split finish (4:06.42)"


@pytest.mark.parametrize("lane", [ONE, TWO])
def test_that_a_press_given_to_another_lane_comes_back_from_either(lane: EntryId) -> None:
    engine = two()
    before = content(engine.state).entries
    engine.handle(rc.MoveSplit(LATE, 6, ONE))
    engine.undo_last_of(lane, LATE)
    assert engine.state.entries == before


def test_that_a_move_stays_when_the_other_lane_has_gone_on() -> None:
    engine = two()
    engine.handle(rc.MoveSplit(LATE, 6, ONE))
    press(engine, "3:05")
    before = engine.records
    with pytest.raises(LaterChange) as refused:
        engine.undo_last_of(TWO, LATE)
    assert str(refused.value) == (
        "Other changes since then rest on the last one of Lane 2; take those back first."
    )
    assert engine.records == before
    engine.undo_last_of(ONE, LATE)
    engine.undo_last_of(TWO, LATE)
    assert [each for _, each in times_of(engine.state, TWO)] == [time("1:01"), time("2:02")]


def test_that_a_press_goes_alone_past_a_move_of_time_zero() -> None:
    engine = two()
    engine.handle(rc.SyncClock(LATE, time("7:00.5")))
    zero = engine.state.zero
    engine.undo_last_of(TWO, LATE)
    assert (engine.state.zero, len(times_of(engine.state, TWO))) == (zero, 1)


# A correction hid a press that would now lie before the start; a deleted one would have no mark.
@pytest.mark.parametrize(
    ("hiding", "later"),
    [
        (cm.TypeSplit(LATE, ONE, time("59"), MARKS[0]), rc.NudgeZero(LATE, Duration(-seconds(58)))),
        (rc.DeleteSplit(LATE, 3), rc.SetZero(LATE, at("55"), TENTH)),
        (rc.DeleteSplit(LATE, 3), cm.PlanSession(LATE, setup(course=mile(marks=(MILE,))))),
        (rc.DeleteSplit(LATE, 3), rc.CancelStart(LATE)),
    ],
)
def test_that_what_a_repair_took_out_stays_out_while_later_changes_rest_on_that(
    hiding: cm.Command, later: cm.Command
) -> None:
    engine = started()
    press(engine, "50")
    engine.handle(hiding)
    engine.handle(later)
    with pytest.raises(LaterChange):
        engine.undo_last_of(ONE, LATE)
    engine.undo(LATE)
    engine.undo_last_of(ONE, LATE)
    assert times_of(engine.state) == [(MARKS[0], time("50"))]


def test_that_an_official_time_stays_while_another_rests_on_its_zero() -> None:
    engine = started(FIELD)
    for text in PARIS:
        press(engine, text)
        press(engine, text, TWO)
    engine.handle(rc.GiveOfficial(LATE, ONE, time("4:06.91")))
    engine.handle(rc.GiveOfficial(LATE, TWO, time("4:06.71")))
    with pytest.raises(LaterChange):
        engine.undo_last_of(ONE, LATE)
    engine.undo_last_of(TWO, LATE)
    engine.undo_last_of(ONE, LATE)
    assert engine.state.official == {}


def test_that_a_target_since_then_keeps_no_repair_from_going() -> None:
    engine = finished()
    engine.handle(rc.GiveOfficial(LATE, ONE, time("4:06.91")))
    engine.handle(cm.AddTarget(at=LATE, target=even(MILE, time("4:12.33"))))
    engine.undo_last_of(ONE, LATE)
    assert engine.state.official == {}
    assert len(engine.state.targets) == 3


@pytest.mark.parametrize(
    "start", [rc.SyncClock(LATE, seconds(5)), rc.SetZero(LATE, ZERO, TENTH), rc.StartAtTap(LATE, 2)]
)
def test_that_a_start_made_up_later_stops_the_clock_when_taken_back(
    start: rc.RepairCommand,
) -> None:
    engine = planned()
    tap(engine, "-1")
    engine.handle(start)
    assert engine.undo_stops_the_clock()
    engine.handle(rc.NudgeZero(LATE, TENTH))
    assert not engine.undo_stops_the_clock()
    engine.handle(rc.CancelStart(LATE))
    assert not engine.undo_stops_the_clock()


def test_that_moved_marks_move_the_missed_ones_and_come_back() -> None:
    engine = started()
    engine.handle(rc.MissMark(at("1:05"), ONE))
    press(engine, PARIS[1])
    again = setup(course=mile(marks=every(MILE, LAP_400)))
    engine.handle(cm.PlanSession(at=LATE, setup=again))
    assert engine.state.entries[ONE].missed == (again.plan.course.marks[0],)
    engine.undo(LATE)
    assert engine.state.entries[ONE].missed == (MARKS[0],)
    type_in(engine, PARIS[0], MARKS[0])
    assert engine.state.entries[ONE].missed == ()


def test_that_a_start_at_a_tap_is_one_command_of_two_events() -> None:
    engine = planned()
    tap(engine, "-1")
    change = engine.handle(rc.StartAtTap(LATE, 2))
    assert [type(each.event) for each in change.records] == [rp.ZeroMoved, rp.TapDropped]
    assert {each.command for each in change.records} == {3}
