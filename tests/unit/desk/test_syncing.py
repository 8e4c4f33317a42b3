import pytest

from app.domain.events import EVENT_STAMP
from app.domain.state import ARMED, RUNNING
from app.domain.times import Duration, parse_time, seconds
from tests.unit.desk.desks import Seat, at
from tests.unit.domain.races import PARIS, TWO, times_of
from ui.key_map import KeyPress
from ui.repairs.syncing import Syncing, press
from ui.stamps import Stamp
from ui.viewstate.tones import ALERT, INK


def sync(seat: Seat, when: str) -> None:
    """Press the key of a sync press, as the window does: the prompt sees it first."""
    stamp = Stamp(at(when), EVENT_STAMP)
    if not seat.desk.take_key(KeyPress("Y"), stamp):
        press(seat.desk, stamp)


def keys(seat: Seat, when: str, *names: str) -> list[bool]:
    """Press keys at the prompt; say of each whether it was taken."""
    return [seat.desk.take_key(KeyPress(each), Stamp(at(when), EVENT_STAMP)) for each in names]


def words(seat: Seat) -> str:
    assert seat.desk.prompt is not None
    shown = seat.desk.prompt.view(at("3:00"))
    assert shown is not None
    return shown.words


def test_that_the_instant_of_the_press_counts_and_not_that_of_the_answer(seat: Seat) -> None:
    seat.start()
    sync(seat, "1:58.70")
    assert words(seat) == "At your press the clock in sight showed 2:00.0? (ours: 1:58.7)"
    keys(seat, "2:09", "Return")
    assert seat.desk.prompt is None
    assert seat.desk.frame(at("2:10")).analysis.elapsed == seconds(131.3)
    said = "Clock moved by +1.3 s; synced \u00b10.1. Y takes a second press."
    assert seat.said("2:10") == (said, "muted")


@pytest.mark.parametrize(
    ("ours", "asked"), [("4.9", "0.0"), ("5.1", "10.0"), ("54", "50.0"), ("1:55.1", "2:00.0")]
)
def test_that_the_nearest_ten_seconds_are_proposed(seat: Seat, ours: str, asked: str) -> None:
    seat.start()
    sync(seat, ours)
    assert f" showed {asked}? " in words(seat)


def test_that_arrows_change_the_proposal_by_seconds_and_tenths(seat: Seat) -> None:
    seat.start()
    sync(seat, "2:01.5")
    assert keys(seat, "2:02", "Up", "Up", "Down", "Right", "Right", "Left") == [True] * 6
    assert " showed 2:01.1? " in words(seat)
    keys(seat, "2:03", *["Down"] * 200)
    assert " showed 0.0? " in words(seat)


def test_that_what_the_clock_showed_can_be_typed(seat: Seat) -> None:
    seat.start()
    sync(seat, "2:01.5")
    keys(seat, "2:02", "2", "Semicolon", "0", "3", "Comma", "7", "Backspace", "4")
    assert " showed 2:03.4? " in words(seat)
    keys(seat, "2:03", "Enter")
    assert seat.desk.frame(at("2:01.5")).analysis.elapsed == seconds(123.4)


def test_that_digits_go_by_their_place_where_the_layout_has_others(seat: Seat) -> None:
    seat.start()
    sync(seat, "50")
    for position in (6, 3):
        assert seat.desk.take_key(KeyPress("", position), Stamp(at("51"), EVENT_STAMP))
    assert " showed 52? " in words(seat)


def test_that_a_text_that_is_no_time_is_refused_and_still_asked_about(seat: Seat) -> None:
    seat.start()
    sync(seat, "2:01.5")
    keys(seat, "2:02", "1", "Colon", "7", "5")
    assert seat.desk.prompt is not None
    shown = seat.desk.prompt.view(at("2:03"))
    assert shown is not None
    assert shown.tone == ALERT
    keys(seat, "2:03", "Up", "Return")
    said = 'The time "1:75" has 75 seconds; expected under 60.'
    assert seat.said("2:03") == (said, "alert")
    keys(seat, "2:04", "Backspace", "Backspace", "Backspace", "Backspace")
    assert " showed ...? " in words(seat)
    keys(seat, "2:04", "9", "0")
    shown = seat.desk.prompt.view(at("2:05"))
    assert shown is not None
    assert shown.tone == INK


def test_that_a_second_press_says_how_well_the_two_agree(seat: Seat) -> None:
    seat.start()
    sync(seat, "1:58.70")
    sync(seat, "2:08.76")
    assert len(seat.live.state.syncs) == 1
    assert " showed 2:10.0? " in words(seat)
    keys(seat, "2:12", "Return")
    said = "Synced \u00b10.1 \u00b7 two presses agree to 0.06 s."
    assert seat.said("2:12") == (said, "muted")
    assert seat.live.state.zero is not None
    assert seat.live.state.zero.at == at("-1.27")


def test_that_two_presses_that_cannot_both_be_right_are_told(seat: Seat) -> None:
    seat.start()
    sync(seat, "1:58.70")
    keys(seat, "2:00", "Return")
    sync(seat, "2:08.70")
    keys(seat, "2:10", "Up", "Return")
    said = "Synced \u00b10.5: two presses differ by 1.00 s; Ctrl+Z takes the last one back."
    assert seat.said("2:10") == (said, "alert")
    seat.desk.undo(at("2:11"))
    assert len(seat.live.state.syncs) == 1
    assert seat.live.state.zero is not None
    assert seat.live.state.zero.at == at("-1.3")


def test_that_a_finger_that_bounces_confirms_nothing(seat: Seat) -> None:
    seat.start()
    sync(seat, "1:58.70")
    sync(seat, "1:58.90")
    assert not seat.live.state.syncs
    keys(seat, "2:00", "Return")
    assert [each.at for each in seat.live.state.syncs] == [at("1:58.70")]


def test_that_esc_drops_the_press(seat: Seat) -> None:
    seat.start()
    before = seat.live.session.engine.records
    sync(seat, "1:58.70")
    assert keys(seat, "2:00", "Escape") == [True]
    assert seat.desk.prompt is None
    assert seat.live.session.engine.records == before


def test_that_a_press_joins_a_race_that_was_started_without_us(seat: Seat) -> None:
    sync(seat, "10")
    assert words(seat) == "At your press the clock in sight showed 0.0?"
    keys(seat, "12", "1", "Colon", "2", "0", "Return")
    assert seat.live.state.phase == RUNNING
    assert seat.said("12")[0] == "The clock runs; synced \u00b10.1. Y takes a second press."
    assert seat.desk.frame(at("15")).analysis.elapsed == seconds(85)
    seat.press("30")
    assert [time for _, time in times_of(seat.live.state)] == [seconds(100)]


def test_that_undo_of_the_press_that_started_the_clock_asks_twice(seat: Seat) -> None:
    sync(seat, "10")
    keys(seat, "12", "Return")
    seat.desk.undo(at("20"))
    assert seat.live.state.phase == RUNNING
    seat.desk.undo(at("21"))
    assert seat.live.state.phase == ARMED


@pytest.mark.parametrize("name", ["F1", "F12", "Space", "PageDown", "PageUp", "U", "T", "F"])
def test_that_what_splits_goes_on_to_the_race(seat: Seat, name: str) -> None:
    seat.start()
    sync(seat, "1:58.70")
    assert keys(seat, "2:00", name) == [False]
    assert isinstance(seat.desk.prompt, Syncing)


def test_that_keys_with_control_are_not_the_prompts(seat: Seat) -> None:
    seat.start()
    sync(seat, "1:58.70")
    for name in ("Z", "Up", "Y"):
        key = KeyPress(name, control=True)
        assert not seat.desk.take_key(key, Stamp(at("2:00"), EVENT_STAMP))


def test_that_a_press_that_would_put_a_split_before_the_start_is_asked_again(pair: Seat) -> None:
    pair.start()
    pair.press("1.0", lane=1)
    sync(pair, "12")
    keys(pair, "13", "5", "Return")
    said = "Lane 1: 409 m would be 6.00 s before the start."
    assert pair.said("13") == (said, "alert")
    assert pair.desk.prompt is not None
    assert times_of(pair.live.state, TWO) == []


def test_that_splits_pressed_while_it_is_asked_follow_the_new_zero(seat: Seat) -> None:
    seat.start()
    sync(seat, "58.70")
    seat.press(PARIS[0])
    keys(seat, "1:02", "Return")
    moved = Duration(parse_time(PARIS[0]) + seconds(1.3))
    assert [time for _, time in times_of(seat.live.state)] == [moved]


def test_that_a_question_left_alone_gives_the_number_keys_back(seat: Seat) -> None:
    seat.start()
    sync(seat, "1:58.70")
    assert keys(seat, "2:06", "2") == [True]
    assert keys(seat, "2:17", "1") == [False]
    assert keys(seat, "2:18", "Backspace", "Return") == [True, True]
