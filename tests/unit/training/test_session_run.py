"""What becomes of a training session as a coach runs it?"""

import pytest

from app.domain import commands as cm
from app.domain import repair_commands as rc
from app.domain.plan import EntryId
from app.domain.refusals import BadPlan, BadSession, Refusal
from app.domain.training import session_commands as tc
from app.domain.training import session_refusals as no
from app.domain.training.session_decide import newcomer
from tests.unit.training.coaches import KEY, Coach, at, metres, setup_of, time

A, B, C = EntryId("a"), EntryId("b"), EntryId("c")
PLAN = "2 x (2 x 300 in 43, 1:30) / 5:00"


def test_that_a_press_stops_the_repetition_of_its_athlete() -> None:
    coach = Coach(PLAN, "ab")
    coach.start(0)
    coach.press(43.2, "a")
    assert coach.times("a") == [43.2]
    assert coach.statuses("a") == ["done"]
    assert coach.statuses("b") == ["running"]
    assert coach.state.phase == "running"


def test_that_presses_inside_a_repetition_are_taken_at_the_marks_of_the_plan() -> None:
    coach = Coach("600 in 96 with splits every 200", "a")
    coach.start(0)
    for seconds in (32, 64.5):
        coach.press(seconds, "a")
        assert coach.statuses("a") == ["running"]
    coach.press(96.4, "a")
    (attempt,) = coach.runner("a").attempts
    assert [(s.mark, s.time(attempt.started_at)) for s in attempt.splits] == [
        (metres(200), time(32)),
        (metres(400), time(64.5)),
        (metres(600), time(96.4)),
    ]
    assert coach.state.phase == "finished"


def test_that_a_group_starts_while_another_still_runs() -> None:
    coach = Coach(PLAN, "ab cd")
    coach.start(0, "A")
    coach.start(20, "B")
    coach.press(43, "a")
    coach.press(64, "c")
    assert coach.times("a") == [43.0]
    assert coach.times("c") == [44.0]
    assert coach.statuses("b") == coach.statuses("d") == ["running"]


@pytest.mark.parametrize("seconds", [-5, 0, 44])
def test_that_a_press_which_cannot_be_a_time_is_kept_with_whom_it_was_for(seconds: float) -> None:
    coach = Coach(PLAN, "ab")
    if seconds:
        coach.start(0)
        coach.press(43, "a")
    coach.press(seconds, "a")
    (tap,) = coach.state.taps
    assert (tap.at, tap.meant) == (at(seconds), A)


def test_that_a_bunch_is_tapped_first_and_named_in_order() -> None:
    coach = Coach(PLAN, "abc")
    coach.start(0)
    for seconds in (43.0, 43.4, 43.9):
        coach.do(cm.TakeTap(at(seconds), KEY))
    coach.do(tc.NameTap(at(50), C), tc.NameTap(at(51), A), tc.NameTap(at(52), B))
    assert [coach.times(each) for each in "cab"] == [[43.0], [43.4], [43.9]]
    assert coach.state.taps == ()


def test_that_a_press_can_be_named_after_the_next_start() -> None:
    """A stray press before the start stands in nobody's way."""
    coach = Coach(PLAN, "ab")
    coach.do(cm.TakeTap(at(-3), KEY))
    coach.start(0)
    coach.press(42, "a")
    coach.do(cm.TakeTap(at(43.5), KEY))
    coach.start(133)
    coach.do(tc.NameTap(at(140), B))
    assert coach.times("b") == [43.5, None]
    assert coach.statuses("b") == ["done", "running"]
    assert [each.at for each in coach.state.taps] == [at(-3)]
    with pytest.raises(no.NoPressFits):
        coach.do(tc.NameTap(at(141), A))


def test_that_a_certain_press_can_be_named_or_let_go() -> None:
    coach = Coach(PLAN, "ab")
    coach.start(0)
    for seconds in (42, 43):
        coach.do(cm.TakeTap(at(seconds), KEY))
    first, second = coach.state.taps
    coach.do(tc.NameTap(at(50), A, second.seq), rc.DropTap(at(51), first.seq))
    assert coach.times("a") == [43.0]
    assert coach.state.taps == ()
    with pytest.raises(no.UnknownTime):
        coach.do(rc.DropTap(at(52), first.seq))


def test_that_a_cancelled_start_leaves_its_presses_to_be_named() -> None:
    coach = Coach(PLAN, "ab")
    coach.start(0)
    coach.press(1, "a")
    coach.do(tc.CancelStart(at(2), ""))
    assert coach.runner("a").attempts == ()
    assert [(each.at, each.meant) for each in coach.state.taps] == [(at(1), A)]
    assert coach.state.phase == "armed"
    coach.start(10)
    assert coach.state.groups[""].starts[0].rep == 1


def test_that_a_start_with_a_typed_time_is_not_cancelled() -> None:
    coach = Coach(PLAN, "ab")
    with pytest.raises(no.NothingStarted):
        coach.do(tc.CancelStart(at(0), ""))
    coach.start(0)
    coach.do(tc.TypeTime(at(50), A, time(43)))
    with pytest.raises(no.StartHasTyped, match="Athlete a has a typed time"):
        coach.do(tc.CancelStart(at(51), ""))


def test_that_whoever_is_away_reads_absent_until_arriving() -> None:
    coach = Coach(PLAN, "ab")
    coach.do(tc.MarkAway(at(-60), B))
    coach.start(0)
    coach.press(43, "a")
    coach.do(tc.Arrive(at(60), B))
    coach.start(133)
    coach.press(176, "b")
    assert coach.statuses("b") == ["absent", "done"]
    assert coach.times("b") == [None, 43.0]


def test_that_whoever_arrives_unannounced_was_absent_so_far() -> None:
    coach = Coach(PLAN, "ab")
    coach.start(0)
    coach.press(43, "a")
    coach.do(tc.Arrive(at(60), B))
    coach.do(tc.AddRunner(at(61), newcomer(coach.state, "Zoe", "")))
    assert coach.statuses("b") == ["absent"]
    assert coach.statuses("3") == ["absent"]
    coach.start(133)
    assert coach.statuses("b") == coach.statuses("3") == ["absent", "running"]


def test_that_whoever_leaves_before_a_time_was_absent_from_that_repetition() -> None:
    coach = Coach(PLAN, "ab")
    coach.start(0)
    coach.do(tc.MarkAway(at(2), B))
    assert coach.statuses("b") == ["absent"]
    coach.press(43, "b")
    assert coach.state.taps[0].meant == B


def test_that_a_repetition_is_skipped_before_or_after_its_start() -> None:
    coach = Coach(PLAN, "abc")
    coach.do(tc.SkipRepetition(at(-1), B))
    coach.start(0)
    coach.do(tc.SkipRepetition(at(1), C))
    coach.press(43, "a")
    coach.start(133)
    assert coach.statuses("b") == coach.statuses("c") == ["skipped", "running"]
    assert coach.statuses("a") == ["done", "running"]


def test_that_a_repetition_with_a_time_inside_is_not_skipped() -> None:
    coach = Coach("600 with splits at 200", "a")
    coach.start(0)
    coach.press(31, "a")
    with pytest.raises(no.HasTimes, match="has a time in repetition 1"):
        coach.do(tc.SkipRepetition(at(33), A))


def test_that_whoever_stops_keeps_the_reason_the_note_and_the_time() -> None:
    coach = Coach(PLAN, "ab")
    coach.start(0)
    coach.do(tc.StopRunner(at(20), B, "pain", "left calf, 200 m in"))
    coach.press(43, "a")
    coach.start(133)
    assert coach.statuses("b") == ["unfinished", "stopped"]
    stopping = coach.runner("b").stopping
    assert stopping is not None
    assert tuple(stopping) == (at(20), "pain", "left calf, 200 m in")
    coach.press(176, "a")
    coach.do(tc.GoOn(at(200), B))
    coach.start(480)
    assert coach.statuses("b") == ["unfinished", "stopped", "running"]


def test_that_a_session_whose_athletes_have_all_stopped_is_finished() -> None:
    coach = Coach(PLAN, "ab")
    coach.start(0)
    coach.press(43, "a", "b")
    coach.do(tc.StopRunner(at(60), A, "tired"))
    assert coach.state.phase == "running"
    coach.do(tc.StopRunner(at(61), B, "tired"))
    assert coach.state.phase == "finished"
    with pytest.raises(no.NobodyToStart):
        coach.start(133)


def test_that_whoever_changes_group_finishes_with_the_old_one() -> None:
    coach = Coach(PLAN, "ab cd")
    coach.start(0, "A")
    coach.do(tc.ChangeGroup(at(10), B, "b"))
    coach.press(44, "b")
    coach.start(50, "B")
    coach.press(95, "b")
    assert [each.group for each in coach.runner("b").attempts] == ["A", "B"]
    assert coach.times("b") == [44.0, 45.0]


def test_that_a_start_before_anybody_can_be_in_is_taken_for_a_second_press() -> None:
    """300 m at 12.5 m/s are 24 s."""
    coach = Coach(PLAN, "ab")
    coach.start(0)
    with pytest.raises(no.JustStarted, match=r"nobody runs 300 m in 23.9 s"):
        coach.start(23.9)
    coach.start(24)
    assert coach.statuses("a") == ["missed", "running"]


def test_that_a_start_follows_at_once_when_nobody_is_on_the_track() -> None:
    coach = Coach(PLAN, "a")
    coach.start(0)
    coach.do(tc.MissStop(at(5), A))
    coach.start(6)
    assert coach.statuses("a") == ["missed", "running"]
    with pytest.raises(no.NotLater):
        coach.start(6)


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (tc.StartRepetition(at(200), "C", KEY), no.UnknownGroup),
        (tc.MarkAway(at(200), EntryId("z")), no.UnknownRunner),
        (tc.NameTap(at(200), EntryId("z")), no.UnknownRunner),
        (tc.NameTap(at(200), A, 99), no.UnknownTime),
        (tc.RetimeSplit(at(200), 99, time(40)), no.UnknownTime),
        (tc.MissStop(at(200), A), no.NotOnTrack),
        (tc.TypeTime(at(200), B, time(43)), no.NothingStarted),
        (tc.TypeTime(at(200), A, time(43), start=99), no.NotThere),
        (tc.TypeTime(at(200), A, time(43), mark=metres(150)), no.NotAMarkOfIt),
        (tc.TypeTime(at(200), A, time(-1)), no.NotInOrder),
        (tc.RepeatRepetition(at(200), "A", 99), no.UnknownRepetition),
        (tc.RepeatRepetition(at(200), "B"), no.NothingStarted),
        (tc.DropRepetition(at(200), "A", 1), no.AlreadyStarted),
        (tc.AddRepetitions(at(200), "A", "4 x"), BadSession),
        (tc.StopRunner(at(200), A, " "), BadPlan),
        (tc.WriteNote(at(200), ""), BadPlan),
        (tc.PlanTraining(at(200), setup_of(PLAN, "ab")), no.AlreadyBegun),
        (tc.AddRunner(at(200), setup_of(PLAN, "a").runners[0]), BadPlan),
    ],
)
def test_that_what_cannot_be_is_refused_and_changes_nothing(
    command: tc.TrainingCommand, refusal: type[Refusal]
) -> None:
    coach = Coach(PLAN, "a b")
    coach.start(0, "A")
    coach.press(43, "a")
    before = coach.state
    with pytest.raises(refusal):
        coach.do(command)
    assert coach.state == before


def test_that_nothing_starts_after_the_end_and_a_press_is_kept_all_the_same() -> None:
    coach = Coach(PLAN, "a")
    coach.start(0)
    coach.do(tc.EndTraining(at(30)))
    assert (coach.state.phase, coach.statuses("a")) == ("finished", ["missed"])
    with pytest.raises(no.SessionOver):
        coach.start(31)
    coach.press(43, "a")
    coach.engine.undo(at(50))
    coach.engine.undo(at(51))
    assert (coach.state.phase, coach.statuses("a")) == ("running", ["running"])


def test_that_notes_have_their_time() -> None:
    coach = Coach(PLAN, "ab")
    coach.do(tc.WriteNote(at(1), "headwind"), tc.WriteNote(at(2), "new spikes", B))
    assert [each[1:] for each in coach.state.notes] == [
        (at(1), None, "headwind"),
        (at(2), B, "new spikes"),
    ]


def test_that_a_session_can_be_planned_again_before_its_first_start() -> None:
    coach = Coach(PLAN, "ab")
    coach.do(tc.MarkAway(at(1), B), cm.TakeTap(at(2), KEY))
    coach.do(tc.PlanTraining(at(3), setup_of("2 x 1000", "ab cd")))
    assert [len(each.reps) for each in coach.state.groups.values()] == [2, 2]
    assert not coach.runner("b").here
    assert len(coach.state.taps) == 1
