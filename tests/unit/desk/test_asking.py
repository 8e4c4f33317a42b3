from tests.unit.desk.desks import Seat, at
from tests.unit.desk.hands import said
from tests.unit.domain.races import MARKS, PARIS, TWO, times_of
from ui.repairs.asking import answer, keep
from ui.viewstate.asked import asked, open_questions
from ui.viewstate.prompts import PromptView


def question(seat: Seat, now: str) -> PromptView:
    shown = asked(seat.desk.frame(at(now)))
    assert shown is not None, "something is doubtful"
    return shown


def silent(seat: Seat, now: str) -> bool:
    return asked(seat.desk.frame(at(now))) is None


def test_that_nothing_is_asked_of_a_race_that_is_as_it_should_be(seat: Seat) -> None:
    assert silent(seat, "-5")
    seat.start()
    seat.press(*PARIS)
    assert silent(seat, "4:10")


def test_that_a_double_press_is_asked_about_and_removed_by_one_key(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20", "1:00.70")
    shown = question(seat, "1:01")
    assert "double press?" in shown.words
    assert shown.keys[0].key == "E"
    assert shown.keys[-1] == ("K", "keep it")
    answer(seat.desk, 0, at("1:02"))
    assert len(times_of(seat.live.state)) == 1
    assert said(seat, "1:02").startswith("Removed: ")
    assert said(seat, "1:02").endswith("Ctrl+Z takes it back.")
    assert silent(seat, "1:03")
    seat.desk.undo(at("1:04"))
    assert not silent(seat, "1:05")


def test_that_a_press_on_the_wrong_lane_is_given_to_who_was_due(pair: Seat) -> None:
    pair.start()
    pair.press("1:00.20", lane=1)
    pair.press("1:02.00", lane=1)
    shown = question(pair, "1:03")
    choice = next(i for i, each in enumerate(shown.keys) if "Lane 2" in each.does)
    answer(pair.desk, choice, at("1:03"))
    assert [mark for mark, _ in times_of(pair.live.state, TWO)] == [MARKS[0]]
    assert len(times_of(pair.live.state)) == 1


def test_that_a_missed_press_is_put_in_as_one_step_of_undo(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20", "3:01.84")
    assert "missed" in question(seat, "3:02").words
    answer(seat.desk, 0, at("3:02"))
    state = seat.live.state
    assert [each.mark for each in state.entries[seat.desk.selected].splits][-1] == MARKS[2]
    seat.desk.undo(at("3:03"))
    assert [mark for mark, _ in times_of(seat.live.state)] == list(MARKS[:2])


def test_that_a_split_that_is_kept_is_not_asked_about_again(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20", "1:10")
    keep(seat.desk, at("1:11"))
    assert silent(seat, "1:12")
    assert said(seat, "1:12").startswith("Kept: ")
    seat.desk.undo(at("1:13"))
    assert not silent(seat, "1:14")


def test_that_a_late_mark_is_asked_about_once_and_kept_quiet_by_a_key(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20")
    late = question(seat, "2:40")
    assert late.words.startswith("Overdue at ")
    assert late.keys[-1] == ("K", "ask later")
    before = seat.live.state
    keep(seat.desk, at("2:41"))
    assert silent(seat, "2:45")
    assert seat.live.state is before
    seat.press("2:46")
    seat.desk.silenced = frozenset()
    assert open_questions(seat.desk.frame(at("2:47")))[0].split is not None


def test_that_the_newest_question_is_asked_and_the_others_are_counted(pair: Seat) -> None:
    pair.start()
    pair.press("1:00.20", "1:00.60", lane=1)
    pair.press("1:01.00", "1:01.50", lane=2)
    shown = question(pair, "1:02")
    waiting = open_questions(pair.desk.frame(at("1:02")))
    assert len(waiting) == 2
    assert shown.words == f"{waiting[0].what}  (+1 more)"


def test_that_without_a_question_its_keys_say_so(seat: Seat) -> None:
    seat.start()
    before = seat.live.state
    answer(seat.desk, 0, at("10"))
    assert said(seat, "10") == "Nothing is doubtful."
    keep(seat.desk, at("20"))
    assert said(seat, "20") == "Nothing is doubtful."
    assert seat.live.state is before


def test_that_a_remedy_that_is_not_there_is_not_done(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20", "1:00.70")
    before = seat.live.state
    answer(seat.desk, 7, at("1:02"))
    assert seat.live.state is before
    assert said(seat, "1:02") == "There is no second remedy: E, or K keeps it."
