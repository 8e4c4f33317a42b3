import pytest

from app.domain.state import DNF, DNS, FINISHED, RUNNING
from tests.unit.desk.desks import Seat, at
from tests.unit.desk.hands import key, keys, prompt, said
from tests.unit.domain.races import MARKS, ONE, PARIS, TWO, times_of
from ui.repairs.missing import ask_who_is_out, ask_who_was_missed


def test_that_a_single_athlete_is_missed_at_once(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20")
    ask_who_was_missed(seat.desk, at("2:05"))
    assert seat.desk.prompt is None
    assert seat.live.state.entries[ONE].missed == (MARKS[1],)
    assert said(seat, "2:05") == "Missed: 809 m. Ctrl+Z takes it back."
    seat.press("3:01.84")
    assert [mark for mark, _ in times_of(seat.live.state)] == [MARKS[0], MARKS[2]]


def test_that_of_several_the_lane_says_who_was_missed(pair: Seat) -> None:
    pair.start()
    ask_who_was_missed(pair.desk, at("1:05"))
    assert prompt(pair, "1:05").badge == "MISSED"
    keys(pair, "2", "1:06")
    assert pair.live.state.entries[TWO].missed == (MARKS[0],)
    assert pair.desk.prompt is None


def test_that_the_key_once_more_means_the_selected_athlete(pair: Seat) -> None:
    pair.start()
    pair.desk.select_next()
    ask_who_was_missed(pair.desk, at("1:05"))
    keys(pair, "M", "1:06")
    assert pair.live.state.entries[TWO].missed == (MARKS[0],)


def test_that_before_the_start_nothing_is_missed(pair: Seat) -> None:
    ask_who_was_missed(pair.desk, at("-5"))
    keys(pair, "1", "-4")
    assert pair.live.state.entries[ONE].missed == ()
    assert said(pair, "-4") == "The race has not started: no passage can be missed."


def test_that_an_athlete_who_has_finished_has_missed_nothing(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20", "2:00.75", "3:01.84", "4:06.42")
    ask_who_was_missed(seat.desk, at("4:10"))
    assert said(seat, "4:10") == "Lane 1 has finished: every mark has its split."


def test_that_nobody_answering_for_a_while_ends_it_without_taking_a_press(pair: Seat) -> None:
    pair.start()
    ask_who_was_missed(pair.desk, at("1:00"))
    assert pair.desk.frame(at("1:06")).prompt is not None
    assert not key(pair, "1", "1:06.01")
    assert pair.desk.prompt is None
    ask_who_was_missed(pair.desk, at("2:00"))
    assert pair.desk.frame(at("2:06.01")).prompt is None
    assert pair.desk.prompt is None


@pytest.mark.parametrize("name", ["F2", "Space", "U", "Backspace"])
def test_that_what_splits_goes_on_while_a_lane_is_asked_for(pair: Seat, name: str) -> None:
    ask_who_was_missed(pair.desk, at("1:00"))
    assert not key(pair, name, "1:01")
    assert pair.desk.prompt is not None


def test_that_esc_takes_the_question_away(pair: Seat) -> None:
    pair.start()
    ask_who_was_missed(pair.desk, at("1:00"))
    keys(pair, "Escape", "1:01")
    assert pair.desk.prompt is None
    assert pair.live.state.entries[ONE].missed == ()


def test_that_a_lane_without_an_athlete_is_said(pair: Seat) -> None:
    pair.start()
    ask_who_was_missed(pair.desk, at("1:00"))
    keys(pair, "9", "1:01")
    assert said(pair, "1:01") == "Nobody runs in lane 9."


@pytest.mark.parametrize(("started", "out"), [(False, DNS), (True, DNF)])
def test_that_an_athlete_is_taken_out_and_comes_back(pair: Seat, started: bool, out: str) -> None:
    if started:
        pair.start()
    ask_who_is_out(pair.desk, at("1:00"))
    assert prompt(pair, "1:00").badge == out.upper()
    keys(pair, "2", "1:01")
    assert pair.live.state.status(pair.live.state.entries[TWO]) == out
    ask_who_is_out(pair.desk, at("1:02"))
    keys(pair, "2", "1:03")
    assert pair.live.state.entries[TWO].withdrawn == ""
    assert said(pair, "1:03") == "Lane 2 is in the race again. Ctrl+Z takes it back."


def test_that_a_single_athlete_goes_out_by_the_key_pressed_twice(seat: Seat) -> None:
    seat.start()
    ask_who_is_out(seat.desk, at("1:00"))
    assert seat.live.state.status(seat.live.state.entries[ONE]) == RUNNING
    keys(seat, "X", "1:01")
    assert seat.live.state.status(seat.live.state.entries[ONE]) == DNF
    seat.desk.undo(at("1:02"))
    assert seat.live.state.status(seat.live.state.entries[ONE]) == RUNNING


def test_that_nobody_who_finished_is_said_not_to_have_finished(seat: Seat) -> None:
    seat.start()
    seat.press(*PARIS)
    ask_who_is_out(seat.desk, at("4:10"))
    keys(seat, "X", "4:11")
    runner = seat.live.state.entries[ONE]
    assert (runner.withdrawn, seat.live.state.status(runner)) == ("", FINISHED)
    words = "Lane 1 has finished. If not: W, Del on the last press, then X again."
    assert seat.said("4:11") == (words, "alert")
    seat.desk.undo(at("4:12"))
    ask_who_is_out(seat.desk, at("4:13"))
    keys(seat, "X", "4:14")
    assert seat.live.state.entries[ONE].withdrawn == DNF
