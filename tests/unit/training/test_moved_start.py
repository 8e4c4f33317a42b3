"""What becomes of times and recoveries when a start was at another instant than it was pressed at?"""

import json

import pytest

from app.analysis.training.board import board
from app.analysis.training.next_start import next_start
from app.domain import events as ev
from app.domain.plan import EntryId
from app.domain.refusals import Refusal
from app.domain.training import session_commands as tc
from app.domain.training import session_events as te
from app.domain.training import session_refusals as no
from app.domain.training.session_evolve import fold
from app.formats.session_json import SessionDocument, session_in, write_session
from tests.unit.training.coaches import Coach, at, time

A = EntryId("a")
PLAN = "3 x 300 in 43 with splits at 200, 1:30"


def run(coach: Coach, seconds: float, group: str = "") -> None:
    """Everybody has 29 s at 200 m and 43 s at the end."""
    coach.start(seconds, group)
    names = [each.runner.id for each in coach.state.members(group)]
    coach.press(seconds + 29, *names)
    coach.press(seconds + 43, *names)


def test_that_times_and_the_recovery_before_re_base_and_no_press_moves() -> None:
    coach = Coach(PLAN, "a")
    run(coach, 0)
    run(coach, 133)
    presses = [each for each in coach.engine.records if isinstance(each.event, te.RepetitionTimed)]
    coach.do(tc.MoveStart(at(200), "", at(132.2)))
    assert coach.times("a") == [43.0, 43.8]
    (now,) = board(coach.state).runners
    assert now.repetitions[0].recovery_taken == time(89.2)
    assert [each for _, each in now.repetitions[1].splits] == [time(29.8), time(43.8)]
    assert next_start(coach.state, "").due == at(133 + 43 + 90)
    after = [each for each in coach.engine.records if isinstance(each.event, te.RepetitionTimed)]
    assert after == presses
    (_, start) = coach.state.groups[""].starts
    assert (start.at, start.moved, start.pressed_at) == (at(132.2), time(-0.8), at(133))


def test_that_an_earlier_start_is_moved_by_its_record_and_moved_again() -> None:
    coach = Coach(PLAN, "a")
    run(coach, 0)
    run(coach, 133)
    first = coach.state.groups[""].starts[0].seq
    coach.do(tc.MoveStart(at(200), "", at(-1), first), tc.MoveStart(at(201), "", at(0.5), first))
    assert coach.times("a") == [42.5, 43.0]
    assert coach.state.groups[""].starts[0].moved == time(0.5)
    assert (coach.state.first_start, coach.state.first_press) == (at(0.5), at(0))


def test_that_a_start_to_start_interval_counts_from_where_the_start_was() -> None:
    coach = Coach("4 x 400 in 64, every 3:00", "a")
    coach.start(0)
    coach.do(tc.MoveStart(at(5), "", at(-1.5)))
    assert next_start(coach.state, "").due == at(178.5)


def test_that_a_typed_time_stays_as_it_was_typed() -> None:
    coach = Coach(PLAN, "a")
    coach.start(0)
    coach.do(tc.TypeTime(at(60), A, time(44)), tc.MoveStart(at(61), "", at(-2)))
    assert coach.times("a") == [44.0]
    assert coach.runner("a").attempts[0].stopped_at == at(42)


def test_that_a_moved_start_is_taken_back_and_done_again() -> None:
    coach = Coach(PLAN, "ab cd")
    run(coach, 0, "A")
    before = coach.state
    coach.do(tc.MoveStart(at(60), "A", at(-1)))
    label = coach.engine.undo_label()
    assert label is not None
    assert str(label) == "moved start 1 of A"
    moved = coach.state
    coach.engine.undo(at(61))
    assert coach.state._replace(version=0) == before._replace(version=0)
    assert coach.engine.redo_label() == label
    coach.engine.redo(at(62))
    assert coach.state._replace(version=0) == moved._replace(version=0)


def test_that_a_start_moved_to_where_it_is_changes_nothing() -> None:
    coach = Coach(PLAN, "a")
    coach.start(0)
    assert coach.engine.handle(tc.MoveStart(at(5), "", at(0))).records == ()


@pytest.mark.parametrize(
    ("group", "to", "start", "sentence"),
    [
        (
            "",
            162,
            None,
            r"The group, repetition 2: with its start moved by \+29.00 s, the times of",
        ),
        ("", 42, None, "repetition 2: with its start moved by −1:31.00 s, the times of Athlete a"),
        ("", 0, None, "repetition 2: moved by −2:13.00 s, it would not be in its turn any more"),
        ("", 133, 2, "repetition 1: moved by .2:13.00 s, it would not be in its turn any more"),
        ("", -5, 99, "There is no such start in this session"),
        ("X", 5, None, 'There is no group "X"'),
    ],
)
def test_that_a_start_is_not_moved_to_where_times_would_not_rise(
    group: str, to: float, start: int | None, sentence: str
) -> None:
    coach = Coach(PLAN, "a")
    run(coach, 0)
    run(coach, 133)
    before = coach.engine.records
    with pytest.raises(Refusal, match=sentence):
        coach.do(tc.MoveStart(at(300), group, at(to), start))
    assert coach.engine.records == before


def test_that_a_start_is_not_moved_past_the_clock_and_not_where_there_is_none() -> None:
    coach = Coach(PLAN, "a")
    with pytest.raises(no.NothingStarted, match="has no start yet"):
        coach.do(tc.MoveStart(at(1), "", at(0)))
    coach.start(2)
    with pytest.raises(no.StartToCome, match=r"moved by \+3\.00 s, it would be still to come"):
        coach.do(tc.MoveStart(at(4), "", at(5)))


def test_that_who_changed_group_has_run_in_the_order_in_which_it_was() -> None:
    coach = Coach(PLAN, "ab cd")
    run(coach, 0, "A")
    coach.do(tc.ChangeGroup(at(60), A, "B"))
    coach.start(100, "B")
    with pytest.raises(no.StartsOutOfOrder, match="A, repetition 1: moved by"):
        coach.do(tc.MoveStart(at(120), "A", at(101)))
    with pytest.raises(no.TimesWouldNotRise, match="the times of Athlete a would not rise"):
        coach.do(tc.MoveStart(at(120), "B", at(42)))
    coach.do(tc.MoveStart(at(120), "B", at(43)))
    assert coach.runner("a").attempts[-1].started_at == at(43)


def test_that_a_stop_of_who_does_not_run_any_more_holds_no_start_up() -> None:
    coach = Coach(PLAN, "ab")
    coach.start(0)
    coach.press(43, "a")
    coach.press(50, "b")
    coach.do(tc.StopRunner(at(60), EntryId("b"), "pain"))
    coach.start(133)
    coach.do(tc.MoveStart(at(140), "", at(45)))
    assert coach.state.groups[""].starts[-1].at == at(45)


def test_that_the_json_says_how_far_a_start_was_moved_and_no_press_has_another_time() -> None:
    coach = Coach(PLAN, "a")
    run(coach, 0)
    coach.do(tc.MoveStart(at(60), "", at(-0.8)))
    written = write_session(SessionDocument("t", coach.engine.records))
    shown = json.loads(written)
    (first, second, _) = shown["plan"]["groups"][0]["repetitions"]
    assert (first["at_s"], first["moved_s"], second["moved_s"]) == (-0.8, -0.8, None)
    assert [each["at_s"] for each in shown["presses"]] == [0.0, 29.0, 43.0]
    assert shown["entries"][0]["repetitions"][0]["time_s"] == 43.8
    assert session_in(written.decode(), "t").records == coach.engine.records


def test_that_a_start_which_never_was_cannot_have_been_moved() -> None:
    coach = Coach(PLAN, "a")
    run(coach, 0)
    for event in (te.RepetitionStartMoved(9, at(0)), te.RepetitionStartMoved(2, at(43))):
        record = ev.Record(99, 99, at(901), event)
        with pytest.raises((KeyError, ValueError)):
            fold((*coach.engine.records, record))
