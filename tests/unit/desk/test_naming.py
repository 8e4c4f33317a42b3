import pytest

from app.domain.events import EVENT_STAMP
from app.domain.state import ARMED, RUNNING
from app.domain.times import seconds
from tests.unit.desk.desks import GUN, Seat, at
from tests.unit.desk.hands import key, keys, prompt, said
from tests.unit.domain.races import MARKS, ONE, PARIS, TWO, times_of
from ui.repairs.missing import ask_who_is_out
from ui.repairs.naming import name_taps
from ui.viewstate.queue import queue


def tap(seat: Seat, *times: str) -> None:
    for each in times:
        seat.desk.tap(at(each), EVENT_STAMP)


def queued(seat: Seat, now: str) -> tuple[str, str]:
    shown = queue(seat.desk.frame(at(now)))
    return (shown.badge, shown.words) if shown else ("", "")


def left(seat: Seat) -> list[float]:
    return [(each.at - GUN) / 1e9 for each in seat.live.state.taps]


@pytest.fixture
def tapped(pair: Seat) -> Seat:
    """Two athletes with three taps at the first mark, the last of them one too many."""
    pair.start()
    tap(pair, "1:00.20", "1:01.00", "1:01.30")
    name_taps(pair.desk, at("1:05"))
    return pair


def test_that_taps_wait_in_a_queue_oldest_first_with_a_suggestion(pair: Seat) -> None:
    pair.start()
    assert queued(pair, "10") == ("", "")
    tap(pair, "1:00.20", "1:01.00", "1:01.30")
    badge, words = queued(pair, "1:05")
    assert badge == "TAPS 3"
    first, *rest = words.split(" \u00b7 ")
    assert first in {"1:00.2 Lane 1 (1)?", "1:00.2 Lane 2 (2)?"}
    assert rest == ["1:01.0", "1:01.3"]
    assert times_of(pair.live.state) == times_of(pair.live.state, TWO) == []


def test_that_one_tap_is_named_as_one(pair: Seat) -> None:
    pair.start()
    said_of = []
    for time in ("1:00.20", "1:01.00"):
        tap(pair, time)
        shown = queue(pair.desk.frame(at("1:05")))
        said_of += [each.does for each in shown.keys] if shown else []
    assert said_of == ["name it", "name them"]


def test_that_a_long_queue_says_how_many_more_there_are(seat: Seat) -> None:
    seat.start()
    tap(seat, *(f"1:0{n}" for n in range(8)))
    assert queued(seat, "1:09")[1].endswith("and 3 more")


def test_that_lane_keys_name_the_taps_in_the_order_of_their_pressing(tapped: Seat) -> None:
    assert prompt(tapped, "1:05").words.startswith("1 of 3: 1:00.2")
    keys(tapped, "2 1", "1:05")
    assert times_of(tapped.live.state, TWO) == [(MARKS[0], seconds(60.20))]
    assert times_of(tapped.live.state, ONE) == [(MARKS[0], seconds(61.00))]
    assert said(tapped, "1:05") == "Now 409 m of Lane 1 (1:01.00). Ctrl+Z takes it back."
    assert left(tapped) == [61.3]
    assert prompt(tapped, "1:05").words.startswith("1:01.3")


def test_that_naming_the_last_tap_ends_it(tapped: Seat) -> None:
    keys(tapped, "2 1 Delete", "1:05")
    assert left(tapped) == []
    assert tapped.desk.prompt is None
    assert said(tapped, "1:05") == "Dropped: a press that is nobody's. Ctrl+Z takes it back."
    tapped.desk.undo(at("1:06"))
    assert left(tapped) == [61.3]


def test_that_return_takes_the_suggestion(tapped: Seat) -> None:
    keys(tapped, "2 Return", "1:05")
    assert times_of(tapped.live.state, ONE) == [(MARKS[0], seconds(61.00))]


def test_that_another_tap_is_chosen_by_the_arrows_and_not_beyond_the_ends(tapped: Seat) -> None:
    keys(tapped, "Left Right", "1:05")
    assert prompt(tapped, "1:05").words.startswith("2 of 3: 1:01.0")
    keys(tapped, "Right Right", "1:05")
    assert prompt(tapped, "1:05").words.startswith("3 of 3: 1:01.3")
    keys(tapped, "Left 1", "1:05")
    assert left(tapped) == [60.2, 61.3]
    assert prompt(tapped, "1:05").words.startswith("2 of 2: 1:01.3")


def test_that_a_press_that_could_be_no_split_suggests_whose_it_was_meant_for(pair: Seat) -> None:
    pair.start()
    for lane, now in ((1, "10"), (2, "12")):
        ask_who_is_out(pair.desk, at(now))
        keys(pair, str(lane), now)
    pair.press("1:00.20", lane=2)
    pair.press("1:00.30", lane=1)
    for lane, now in ((1, "1:01"), (2, "1:02")):
        ask_who_is_out(pair.desk, at(now))
        keys(pair, str(lane), now)
    name_taps(pair.desk, at("1:05"))
    assert prompt(pair, "1:05").words == "1 of 2: 1:00.2 Lane 2 (2)?"
    keys(pair, "Return", "1:05")
    assert prompt(pair, "1:06").words == "1:00.3 Lane 1 (1)?"


def test_that_a_tap_that_cannot_be_a_passage_of_the_athlete_stays_and_why_is_said(
    pair: Seat,
) -> None:
    pair.start()
    pair.press("1:00.20", "1:00.20", lane=1)
    name_taps(pair.desk, at("1:05"))
    keys(pair, "1", "1:05")
    assert left(pair) == [60.2]
    assert "1:00.20" in said(pair, "1:05")
    assert pair.desk.prompt is not None


@pytest.mark.parametrize("name", ["F1", "Space", "PageDown", "U", "PageUp", "T"])
def test_that_what_splits_and_taps_goes_on_while_naming(tapped: Seat, name: str) -> None:
    assert not key(tapped, name, "1:05")
    assert tapped.desk.prompt is not None


def test_that_a_key_with_a_modifier_is_left_to_the_race(tapped: Seat) -> None:
    assert not key(tapped, "2", "1:05", shift=True)
    assert len(left(tapped)) == 3


@pytest.mark.parametrize("name", ["Escape", "N"])
def test_that_naming_is_left_with_the_taps_as_they_are(tapped: Seat, name: str) -> None:
    assert key(tapped, name, "1:05")
    assert tapped.desk.prompt is None
    assert queued(tapped, "1:05")[0] == "TAPS 3"


def test_that_a_lane_without_an_athlete_names_nobody(tapped: Seat) -> None:
    keys(tapped, "7", "1:05")
    assert said(tapped, "1:05") == "Nobody runs in lane 7: the tap is kept."
    assert len(left(tapped)) == 3


def test_that_while_naming_the_queue_is_not_shown_twice(tapped: Seat) -> None:
    assert queued(tapped, "1:05") == ("", "")


def test_that_without_taps_there_is_nothing_to_name(seat: Seat) -> None:
    name_taps(seat.desk, GUN)
    assert seat.desk.prompt is None
    assert said(seat, "0").startswith("There are no unassigned taps")


def test_that_naming_ends_when_its_last_tap_is_taken_back(seat: Seat) -> None:
    seat.start()
    tap(seat, "1:00")
    name_taps(seat.desk, at("1:01"))
    seat.desk.undo(at("1:02"))
    assert seat.desk.frame(at("1:02")).prompt is None
    assert not key(seat, "1", "1:03")
    assert seat.desk.prompt is None


def test_that_a_split_pressed_before_the_start_can_be_the_start(seat: Seat) -> None:
    seat.press("0")
    assert queued(seat, "2")[1] == "Pressed before the start."
    name_taps(seat.desk, at("2"))
    assert prompt(seat, "3.5").words == "Pressed 3.5 s ago. Was it the start?"
    assert seat.live.state.phase == ARMED
    keys(seat, "Insert", "4")
    assert seat.live.state.phase == RUNNING
    seat.press(PARIS[0])
    assert times_of(seat.live.state) == [(MARKS[0], seconds(60.20))]


def test_that_return_is_the_gun_while_a_press_before_it_is_looked_at(seat: Seat) -> None:
    seat.press("-2")
    name_taps(seat.desk, at("-1"))
    assert not key(seat, "Return", "0")


def test_that_a_start_that_was_late_is_put_where_the_tap_was(seat: Seat) -> None:
    tap(seat, "0")
    seat.desk.start(at("1.5"), EVENT_STAMP)
    seat.press(PARIS[0])
    assert times_of(seat.live.state) == [(MARKS[0], seconds(58.70))]
    name_taps(seat.desk, at("1:01"))
    keys(seat, "S", "1:01")
    assert times_of(seat.live.state) == [(MARKS[0], seconds(60.20))]
    assert "all times +1.50 s" in said(seat, "1:01")
    seat.desk.undo(at("1:02"))
    assert times_of(seat.live.state) == [(MARKS[0], seconds(58.70))]
    assert len(left(seat)) == 1
