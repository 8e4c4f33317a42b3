"""What does a coach see while a session runs? Rests, next starts, targets, means and beeps."""

import random
from itertools import pairwise

import pytest

from app.analysis.training.board import RunnerNow, board
from app.analysis.training.countdown import beeps, next_beep
from app.analysis.training.next_start import NextStart, next_start
from app.analysis.training.tally import Tally, drop_off
from app.domain.plan import EntryId
from app.domain.refusals import Refusal
from app.domain.times import Duration, Instant
from app.domain.training import session_commands as tc
from app.domain.training.rep_target import Aimed, Missing
from app.domain.training.session_setup import Runner, TrainingSetup
from tests.unit.training.coaches import KEY, Coach, at, metres, time

A, B = EntryId("a"), EntryId("b")
PLAN = "2 x (2 x 300 in 43, 1:30) / 5:00"


def coming(coach: Coach, group: str = "") -> NextStart:
    return next_start(coach.state, group)


def now(coach: Coach, name: str) -> RunnerNow:
    found = {each.runner.runner.id: each for each in board(coach.state).runners}
    return found[EntryId(name)]


def test_that_a_recovery_counts_from_the_last_stop_of_the_group() -> None:
    coach = Coach(PLAN, "ab")
    assert coming(coach).due is None
    coach.start(0)
    coach.press(43, "a")
    assert (coming(coach).due, coming(coach).running) == (None, (B,))
    coach.press(46, "b")
    assert (coming(coach).since, coming(coach).due) == (at(46), at(46 + 90))


def test_that_an_athletes_own_recovery_counts_from_the_own_stop() -> None:
    coach = Coach(PLAN, "ab")
    coach.start(0)
    coach.press(43, "a")
    a, b = now(coach, "a"), now(coach, "b")
    assert (a.doing, a.since, a.due) == ("rests", at(43), at(133))
    assert (b.doing, b.since, b.due) == ("runs", at(0), None)


def test_that_a_break_between_sets_follows_the_last_of_a_set() -> None:
    coach = Coach(PLAN, "a")
    for start in (0, 133):
        coach.start(start)
        coach.press(start + 43, "a")
    assert coming(coach).due == at(133 + 43 + 300)


def test_that_an_interval_counts_from_the_start_whoever_still_runs() -> None:
    coach = Coach("4 x 600, every 3:00", "ab")
    coach.start(0)
    assert coming(coach).due == at(180)
    coach.press(100, "a")
    assert coming(coach).due == now(coach, "a").due == at(180)
    coach.start(182)
    assert coming(coach).due == at(182 + 180)


def test_that_an_interval_between_sets_counts_from_the_start_of_the_set() -> None:
    coach = Coach("2 x (2 x 300, every 2:00) / every 10:00", "a")
    coach.start(0)
    coach.press(43, "a")
    coach.start(121)
    assert coming(coach).due == at(600)


def test_that_an_interval_counts_from_the_first_that_was_run_where_the_sets_first_was_dropped() -> (
    None
):
    coach = Coach("2 x (2 x 300, every 2:00) / every 10:00", "a")
    coach.do(tc.DropRepetition(at(-1), "", 1))
    coach.start(7)
    assert coming(coach).due == at(607)


@pytest.mark.parametrize(
    ("plan", "since"), [("2 x 300, walk back", 43), ("2 x 300, 100 jog", 43), ("2 x 300", 43)]
)
def test_that_a_recovery_without_a_time_counts_up_only(plan: str, since: float) -> None:
    coach = Coach(plan, "a")
    coach.start(0)
    coach.press(43, "a")
    assert (coming(coach).since, coming(coach).due) == (at(since), None)
    assert now(coach, "a").due is None


def test_that_a_group_is_due_so_long_after_the_first_as_the_plan_says() -> None:
    coach = Coach(PLAN + "; groups 1:00 apart", "a b c")
    coach.start(2, "A")
    assert [coming(coach, each).due for each in "BC"] == [at(62), at(122)]
    coach.start(60, "B")
    assert coming(coach, "C").due == at(122)


def test_that_who_has_stopped_or_is_missed_holds_up_nobody() -> None:
    coach = Coach(PLAN, "abc")
    coach.start(0)
    coach.press(43, "a")
    coach.do(tc.StopRunner(at(44), B, "pain"), tc.MissStop(at(50), EntryId("c")))
    assert coming(coach).due == at(133)


def test_that_nothing_is_due_when_nothing_is_left() -> None:
    coach = Coach("300, 1:30 + 300", "a")
    coach.start(0)
    coach.press(43, "a")
    coach.do(tc.DropRepetition(at(50), ""))
    assert (coming(coach).rep, coming(coach).due) == (None, None)
    assert now(coach, "a").doing == "through"


@pytest.mark.parametrize(
    ("command", "doing"),
    [
        (tc.MarkAway(at(50), A), "away"),
        (tc.StopRunner(at(50), A, "tired"), "stopped"),
        (tc.ChangeGroup(at(50), A, "B"), "rests"),
        (tc.EndTraining(at(50)), "through"),
    ],
)
def test_that_the_board_says_what_an_athlete_does(command: tc.TrainingCommand, doing: str) -> None:
    coach = Coach(PLAN, "a b")
    assert now(coach, "a").doing == "waits"
    coach.start(0, "A")
    coach.press(43, "a")
    coach.do(command)
    assert now(coach, "a").doing == doing


def test_that_whoever_skips_one_rests_on_from_the_last_stop() -> None:
    coach = Coach(PLAN, "ab")
    coach.start(0)
    coach.press(43, "a")
    coach.press(44, "b")
    coach.do(tc.SkipRepetition(at(60), A))
    coach.start(134)
    assert (now(coach, "a").doing, now(coach, "a").since) == ("rests", at(43))
    coach.press(180, "b")
    coach.start(500)
    first, *_ = now(coach, "a").repetitions
    assert (first.recovery_planned, first.recovery_taken) == (time(90), time(500 - 43))


def test_that_times_are_held_against_the_targets_of_each_athlete() -> None:
    """A pace of 68 s for 400 m asks for 300 m in 51.0; 43 to 44 is kept by 43.5."""
    runners = (
        Runner(id=A, name="Ann", lane=1, brings=("300 in 45",)),
        Runner(id=B, name="Bea", lane=2),
        Runner(id=EntryId("c"), name="Cia", lane=3),
    )
    coach = Coach(PLAN, "a")
    plan = "300 (Bea 43-44, others 68/400) + 300 in pb"
    coach.do(tc.PlanTraining(at(0), TrainingSetup(title="", plan=plan, runners=runners)))
    coach.start(0)
    coach.do(
        tc.PressRunner(at(43.5), B, KEY),
        tc.PressRunner(at(44.5), A, KEY),
        tc.PressRunner(at(52), EntryId("c"), KEY),
    )
    firsts = [now(coach, each).repetitions[0] for each in "abc"]
    assert [each.deficit for each in firsts] == [time(-0.5), time(0), time(1)]
    assert firsts[2].target == Aimed(time(51), time(51))
    assert now(coach, "b").last == firsts[1]
    assert isinstance(now(coach, "b").repetitions[1].target, Missing)


def test_that_absent_skipped_and_missed_repetitions_are_in_no_mean() -> None:
    """(44 + 46) / 2 = 45; what was not run is no zero."""
    coach = Coach("5 x 300", "ab")
    coach.do(tc.MarkAway(at(-1), A))
    coach.start(0)
    coach.press(43, "b")
    coach.do(tc.Arrive(at(60), A))
    for start, seconds in ((100, 44), (200, 46)):
        coach.start(start)
        coach.press(start + seconds, "a", "b")
    coach.do(tc.SkipRepetition(at(290), A))
    coach.start(300)
    coach.press(343, "b")
    coach.start(400)
    coach.do(tc.MissStop(at(450), A))
    shown = now(coach, "a")
    assert [each.status for each in shown.repetitions] == [
        "absent",
        "done",
        "done",
        "skipped",
        "missed",
    ]
    (tally,) = shown.tallies
    assert tally == Tally(
        distance=metres(300),
        runs=2,
        mean=time(45),
        best=time(44),
        worst=time(46),
        spread=time(2),
        drop_off=None,
        deficit=None,
    )


def test_that_each_distance_has_its_own_tally() -> None:
    coach = Coach("400-200 (28)-400", "a")
    for start, seconds in ((0, 60), (200, 29), (400, 62)):
        coach.start(start)
        coach.press(start + seconds, "a")
    long, short = now(coach, "a").tallies
    assert (long.distance, long.runs, long.mean) == (metres(400), 2, time(61))
    assert (short.distance, short.deficit) == (metres(200), time(1))


@pytest.mark.parametrize(
    ("times", "ratio"),
    [
        ((40, 41), None),
        ((40, 41, 42), 42 / 40),
        ((40, 50, 50, 50, 44), 44 / 40),
        ((40, 42, 50, 50, 43, 47), 90 / 82),
    ],
)
def test_that_drop_off_holds_the_last_third_against_the_first(
    times: tuple[int, ...], ratio: float | None
) -> None:
    found = drop_off([Duration(each) for each in times])
    assert found == (None if ratio is None else pytest.approx(ratio))


def test_that_a_dropped_repetition_stands_where_it_was_planned() -> None:
    coach = Coach("3 x 300", "a")
    coach.start(0)
    coach.press(43, "a")
    coach.do(tc.DropRepetition(at(50), ""))
    coach.start(100)
    found = now(coach, "a").repetitions
    assert [(each.status, each.rep) for each in found] == [
        ("done", 1),
        ("dropped", 2),
        ("running", 3),
    ]


def test_that_a_start_is_announced_five_times() -> None:
    coach = Coach(PLAN, "a b")
    coach.start(0, "B")
    coach.press(43, "b")
    found = beeps(coach.state, at(43), at(1000))
    assert [(each.at, str(each.words)) for each in found] == [
        (at(123), "B, ten seconds"),
        (at(130), "B, three"),
        (at(131), "B, two"),
        (at(132), "B, one"),
        (at(133), "B, go"),
    ]
    assert next_beep(coach.state, at(130)) == found[2]
    assert next_beep(coach.state, at(133)) is None
    coach.start(131.5, "B")
    assert beeps(coach.state, at(131.5), at(1000)) == ()


def test_that_a_group_alone_is_not_named() -> None:
    coach = Coach(PLAN, "a")
    coach.start(0)
    coach.press(43, "a")
    first = next_beep(coach.state, at(43))
    assert first is not None
    assert str(first.words) == "ten seconds"


@pytest.mark.parametrize("step", [0.02, 0.7, 3, 60])
def test_that_looks_one_after_another_find_every_beep_once(step: float) -> None:
    coach = Coach(PLAN, "a b")
    coach.start(0, "A")
    coach.start(2, "B")
    coach.press(43, "a")
    coach.press(44, "b")
    looks = [at(115 + i * step) for i in range(round(25 / step) + 2)]
    found = [
        each for behind, until in pairwise(looks) for each in beeps(coach.state, behind, until)
    ]
    assert found == list(beeps(coach.state, looks[0], looks[-1]))
    assert len(found) == 10


def test_that_the_board_can_be_drawn_at_any_moment_of_any_session() -> None:
    """Commands at random, those that are refused among them."""
    chance = random.Random(7)
    coach = Coach("2 x (2 x 400 with splits at 200, 1:30) / every 8:00", "ab cd")
    for i in range(300):
        when = Instant(at(i * 20))
        who, group = EntryId(chance.choice("abcd")), chance.choice("AB")
        command = chance.choice(
            (
                tc.StartRepetition(when, group, KEY),
                tc.PressRunner(when, who, KEY),
                tc.SkipRepetition(when, who),
                tc.MarkAway(when, who),
                tc.Arrive(when, who),
                tc.ChangeGroup(when, who, group),
                tc.RepeatRepetition(when, group),
                tc.DropRepetition(when, group),
            )
        )
        try:
            coach.do(command)
        except Refusal:
            continue
        shown = board(coach.state)
        for each in shown.runners:
            counted = sum(tally.runs for tally in each.tallies)
            assert counted == sum(r.status == "done" for r in each.repetitions)
            assert all(tally.best > 0 for tally in each.tallies)
