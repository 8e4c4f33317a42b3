from app.domain.state import ARMED, FINISHED, RUNNING
from app.domain.times import seconds
from tests.unit.desk.desks import GUN, Seat, at
from tests.unit.domain.races import MARKS, ONE, PARIS, TWO, times_of
from ui.repairs.typed import take_typed

AGAIN = "Press Undo again within 3 s to take back the start."


def test_that_a_split_is_taken_back_and_done_again_in_words(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20")
    seat.desk.undo(at("1:02"))
    assert times_of(seat.live.state) == []
    assert seat.said("1:02") == ("Taken back: split 409 m (1:00.20).", "muted")
    seat.desk.redo(at("1:03"))
    assert times_of(seat.live.state) == [(MARKS[0], seconds(60.20))]
    assert seat.said("1:03") == ("Done again: split 409 m (1:00.20).", "muted")


def test_that_the_finish_can_be_taken_back(seat: Seat) -> None:
    seat.start()
    seat.press(*PARIS)
    seat.desk.undo(at("5:00"))
    assert seat.live.state.phase == RUNNING
    assert seat.said("5:00")[0] == "Taken back: split finish (4:06.42)."
    seat.desk.redo(at("5:05"))
    assert seat.live.state.phase == FINISHED


def test_that_the_start_is_taken_back_by_a_second_press_only(seat: Seat) -> None:
    seat.start()
    seat.desk.undo(at("10"))
    assert seat.live.state.phase == RUNNING
    assert seat.said("10") == (AGAIN, "alert")
    seat.desk.undo(at("13"))
    assert seat.live.state.phase == ARMED
    assert seat.said("13") == ("Taken back: start.", "muted")


def test_that_a_second_press_that_comes_too_late_asks_again(seat: Seat) -> None:
    seat.start()
    seat.desk.undo(at("10"))
    seat.desk.undo(at("13.001"))
    assert seat.live.state.phase == RUNNING
    assert seat.said("13.001")[0] == AGAIN
    seat.desk.undo(at("14"))
    assert seat.live.state.phase == ARMED


def test_that_a_press_between_the_two_is_not_the_start(seat: Seat) -> None:
    seat.start()
    seat.desk.undo(at("10"))
    seat.press("11")
    seat.desk.undo(at("12"))
    assert seat.live.state.phase == RUNNING
    assert times_of(seat.live.state) == []
    # The question has been answered otherwise: it is asked anew.
    seat.desk.undo(at("12.5"))
    assert seat.live.state.phase == RUNNING
    assert seat.said("12.5")[0] == AGAIN


def test_that_a_start_that_was_done_again_asks_again_too(seat: Seat) -> None:
    seat.start()
    seat.desk.undo(at("10"))
    seat.desk.undo(at("11"))
    seat.desk.redo(at("11.5"))
    assert seat.live.state.zero is not None
    assert seat.live.state.zero.at == GUN
    assert seat.said("11.5")[0] == "Done again: start."
    seat.desk.undo(at("12"))
    assert seat.live.state.phase == RUNNING


def test_that_nothing_to_take_back_is_said(seat: Seat) -> None:
    seat.desk.undo(at("1"))
    assert seat.said("1") == ("There is nothing to undo.", "alert")
    seat.desk.redo(at("2"))
    assert seat.said("2") == ("There is nothing to redo.", "alert")
    assert seat.ear.heard == ["refused", "refused"]


def test_that_a_tap_can_be_taken_back(seat: Seat) -> None:
    seat.press("-5")
    seat.desk.undo(at("-4"))
    assert seat.live.state.taps == ()
    assert seat.said("-4")[0] == "Taken back: unassigned tap."


def test_that_the_last_press_of_one_athlete_is_taken_back_alone(pair: Seat) -> None:
    pair.start()
    pair.press("1:01", lane=1)
    pair.press("1:02", lane=2)
    pair.desk.undo_lane(1, at("1:03"))
    assert times_of(pair.live.state, ONE) == []
    assert times_of(pair.live.state, TWO) == [(MARKS[0], seconds(62))]
    assert pair.said("1:03") == ("Taken back: split 409 m of Lane 1 (1:01.00).", "muted")


def test_that_an_athlete_without_a_split_has_nothing_to_take_back(pair: Seat) -> None:
    pair.start()
    pair.press("1:01", lane=1)
    pair.desk.undo_lane(2, at("1:03"))
    assert pair.said("1:03") == ("There is nothing to undo.", "alert")
    assert len(times_of(pair.live.state, ONE)) == 1


def test_that_nobody_is_undone_in_an_empty_lane(pair: Seat) -> None:
    pair.start()
    pair.press("1:01", lane=1)
    pair.desk.undo_lane(5, at("1:03"))
    assert len(times_of(pair.live.state, ONE)) == 1


def test_that_a_correction_that_is_taken_back_is_not_called_the_split(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20")
    assert take_typed(seat.desk, "1:00.40", at("1:10"), (ONE, MARKS[0]))
    seat.desk.undo_lane(1, at("1:12"))
    assert times_of(seat.live.state) == [(MARKS[0], seconds(60.20))]
    assert seat.said("1:12")[0] == "Taken back: correction of 409 m (1:00.40)."


def test_that_undo_in_two_lanes_names_the_athlete(pair: Seat) -> None:
    pair.start()
    pair.press("1:02.50", lane=2)
    pair.desk.undo(at("1:03"))
    assert pair.said("1:03")[0] == "Taken back: split 409 m of Lane 2 (1:02.50)."
