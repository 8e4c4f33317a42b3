"""What can be put right in a training session, in its times and in what a group runs?"""

import pytest

from app.domain.plan import EntryId
from app.domain.training import session_commands as tc
from app.domain.training import session_refusals as no
from app.domain.training.recovery import Rest, StartEvery
from app.domain.training.session_state import Rep
from tests.unit.training.coaches import Coach, at, metres, time

A, B = EntryId("a"), EntryId("b")
PLAN = "2 x (2 x 300 in 43, 1:30) / 5:00"


def run(coach: Coach, seconds: float, group: str = "") -> None:
    coach.start(seconds, group)
    coach.press(seconds + 43, *(r.runner.id for r in coach.state.members(group)))


def laid(coach: Coach, group: str = "") -> list[tuple[int, int, int, float | None]]:
    """Return id, set, place in the set and recovery (s) of what a group still runs or has run."""
    left = [each for each in coach.state.groups[group].reps if not each.dropped]
    return [(each.id, each.of_set, each.in_set, _seconds(each)) for each in left]


def _seconds(rep: Rep) -> float | None:
    assert rep.recovery is None or isinstance(rep.recovery, Rest)
    return None if rep.recovery is None else rep.recovery.time / 1e9


def test_that_a_typed_time_takes_the_place_of_a_press_and_keeps_it() -> None:
    coach = Coach(PLAN, "a")
    run(coach, 0)
    coach.do(tc.TypeTime(at(50), A, time(42.7)))
    (attempt,) = coach.runner("a").attempts
    assert attempt.stop is not None
    assert (attempt.stop.edited, attempt.stop.pressed_at) == (True, at(43))
    assert coach.times("a") == [42.7]


def test_that_a_missed_time_is_typed_later() -> None:
    coach = Coach(PLAN, "a")
    coach.start(0)
    coach.start(133)
    first = coach.runner("a").attempts[0].start
    coach.do(tc.TypeTime(at(140), A, time(44), start=first))
    assert coach.times("a") == [44.0, None]
    assert coach.statuses("a") == ["done", "running"]


def test_that_a_time_that_is_deleted_leaves_the_repetition_open() -> None:
    coach = Coach(PLAN, "a")
    run(coach, 0)
    (attempt,) = coach.runner("a").attempts
    assert attempt.stop is not None
    coach.do(tc.DeleteSplit(at(44), attempt.stop.seq))
    assert coach.statuses("a") == ["running"]
    coach.press(45, "a")
    assert coach.times("a") == [45.0]


def test_that_two_athletes_exchange_their_times() -> None:
    coach = Coach(PLAN, "ab")
    coach.start(0)
    coach.press(43, "a")
    coach.press(45, "b")
    stop = coach.runner("a").attempts[0].stop
    assert stop is not None
    coach.do(tc.GiveSplit(at(50), stop.seq, B))
    assert (coach.times("a"), coach.times("b")) == ([45.0], [43.0])


def test_that_a_press_given_to_somebody_of_another_group_counts_from_that_start() -> None:
    coach = Coach(PLAN, "a b")
    coach.start(0, "A")
    coach.start(5, "B")
    coach.press(43, "a")
    stop = coach.runner("a").attempts[0].stop
    assert stop is not None
    coach.do(tc.RetimeSplit(at(49), stop.seq, time(42)))
    coach.do(tc.GiveSplit(at(50), stop.seq, B))
    assert (coach.times("a"), coach.times("b")) == ([None], [38.0])
    coach.do(tc.TypeTime(at(51), A, time(41)))
    typed = coach.runner("a").attempts[0].stop
    assert typed is not None
    with pytest.raises(no.NotThere):
        coach.do(tc.GiveSplit(at(52), typed.seq, B))


def test_that_a_press_taken_for_a_split_is_put_at_the_stop() -> None:
    coach = Coach("600 with splits at 200 and 400", "a")
    coach.start(0)
    coach.press(32, "a")
    coach.press(97, "a")
    split = coach.runner("a").attempts[0].splits[-1]
    coach.do(tc.PlaceSplit(at(98), split.seq, metres(600)))
    assert coach.times("a") == [97.0]
    first = coach.runner("a").attempts[0].splits[0]
    with pytest.raises(no.MarkTaken):
        coach.do(tc.PlaceSplit(at(99), first.seq, metres(600)))
    with pytest.raises(no.NotInOrder, match=r"expected earlier than 1:37.00 at finish"):
        coach.do(tc.RetimeSplit(at(99), first.seq, time(97)))
    with pytest.raises(no.NotInOrder, match=r"expected later than 32.00 at 200 m"):
        coach.do(tc.TypeTime(at(99), A, time(31)))


def test_that_a_set_goes_on_with_one_more_as_the_next() -> None:
    """Behind the second of two comes the break; behind the one that is added, when it is run."""
    coach = Coach(PLAN, "a")
    assert laid(coach) == [(1, 1, 1, 90), (2, 1, 2, 300), (3, 2, 1, 90), (4, 2, 2, None)]
    run(coach, 0)
    run(coach, 133)
    coach.do(tc.RepeatRepetition(at(200), ""))
    assert laid(coach) == [
        (1, 1, 1, 90),
        (2, 1, 2, 90),
        (5, 1, 3, 300),
        (3, 2, 1, 90),
        (4, 2, 2, None),
    ]
    run(coach, 270)
    group = coach.state.groups[""]
    assert [group.number(each.rep) for each in group.starts] == [1, 2, 3]


def test_that_repetitions_are_added_at_the_end_or_at_once() -> None:
    coach = Coach(PLAN, "a")
    run(coach, 0)
    coach.do(
        tc.AddRepetitions(at(60), "", "2 x 200 in 28, 60 s"),
        tc.AddRepetitions(at(61), "", "150", at_once=True),
    )
    assert laid(coach) == [
        (1, 1, 1, 90),
        (7, 1, 2, 90),
        (2, 1, 3, 300),
        (3, 2, 1, 90),
        (4, 2, 2, 90),
        (5, 3, 1, 60),
        (6, 3, 2, None),
    ]
    coach.start(133)
    assert coach.runner("a").attempts[-1].distance == metres(150)


def test_that_the_break_stays_behind_a_set_whose_last_repetition_is_dropped() -> None:
    coach = Coach(PLAN, "a")
    run(coach, 0)
    coach.do(tc.DropRepetition(at(60), ""))
    assert laid(coach) == [(1, 1, 1, 300), (3, 2, 1, 90), (4, 2, 2, None)]
    coach.do(tc.DropRepetition(at(61), "", 4), tc.DropRepetition(at(62), ""))
    assert coach.state.phase == "finished"
    with pytest.raises(no.NothingToDrop):
        coach.do(tc.DropRepetition(at(63), ""))
    with pytest.raises(no.NothingToStart):
        coach.start(133)


def test_that_a_group_alone_is_changed_on_the_go() -> None:
    coach = Coach(PLAN, "a b")
    coach.do(tc.DropRepetition(at(0), "A"), tc.AddRepetitions(at(1), "B", "200"))
    left = {
        name: sum(not each.dropped for each in g.reps) for name, g in coach.state.groups.items()
    }
    assert left == {"A": 3, "B": 5}


def test_that_an_interval_from_start_to_start_counts_from_the_repetition_itself_when_repeated() -> (
    None
):
    coach = Coach("2 x (2 x 600, every 4:00) / every 12:00", "a")
    for seconds in (0, 240):
        coach.start(seconds)
        coach.press(seconds + 100, "a")
    coach.do(tc.RepeatRepetition(at(350), ""))
    reps = coach.state.groups[""].reps
    every = [(r.id, r.counts_from, r.recovery) for r in reps[:3]]
    four, twelve = StartEvery(interval=time(240)), StartEvery(interval=time(720))
    assert every == [(1, 1, four), (2, 2, four), (5, 1, twelve)]


@pytest.mark.parametrize(
    ("command", "label"),
    [
        (tc.StartRepetition(at(133), "", "event"), "start 2"),
        (tc.TypeTime(at(60), A, time(42)), "correction of 1 of Athlete a (42.00)"),
        (tc.WriteNote(at(60), "wind"), "note"),
        (tc.Arrive(at(60), B), "arrival: Athlete b"),
        (tc.StopRunner(at(60), A, "tired"), "stop for today: Athlete a"),
        (tc.RepeatRepetition(at(60), ""), "repeated repetition"),
    ],
)
def test_that_undo_says_what_it_takes_back(command: tc.TrainingCommand, label: str) -> None:
    coach = Coach(PLAN, "ab")
    coach.start(0)
    coach.press(43.12, "a")
    assert str(coach.engine.undo_label()) == "time 1 of Athlete a (43.12)"
    coach.do(command)
    assert str(coach.engine.undo_label()) == label
    coach.engine.undo(at(200))
    assert str(coach.engine.redo_label()) == label


def test_that_starts_of_several_groups_are_one_step_of_undo() -> None:
    coach = Coach(PLAN, "a b")
    starts = [tc.StartRepetition(at(0), group, "event") for group in "AB"]
    coach.engine.handle_together(starts)
    assert str(coach.engine.undo_label()) == "start 1 of A and 1 more"
    coach.engine.undo(at(1))
    assert coach.state.phase == "armed"
