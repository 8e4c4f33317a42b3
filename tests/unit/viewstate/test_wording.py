import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import events as ev
from app.domain.course import MILE, Distance, metres
from app.domain.plan import Plan
from app.domain.state import Split
from app.domain.times import Duration, Instant, parse_time, seconds
from tests.unit.domain.races import SUB_4, mile
from tests.unit.strategies import differences, durations
from tests.unit.viewstate.paris import RESULT
from ui.viewstate.tones import AHEAD, BEHIND, INK, gap_tone, gap_word
from ui.viewstate.wording import (
    at_mark,
    clock_text,
    estimate_text,
    gap_decimals,
    gap_text,
    lap_text,
    metres_text,
    target_name,
    target_time,
)

PRESSED = Split(3, Distance(409_344), ev.EVENT_STAMP, pressed_at=Instant(60_200_000_000))
HANDLED = PRESSED._replace(stamp=ev.HANDLER_STAMP)
CORRECTED = PRESSED._replace(elapsed=seconds(60.2))
TYPED = Split(3, Distance(409_344), ev.TYPED_STAMP, elapsed=seconds(60.2))
PUBLISHED = PRESSED._replace(stamp=ev.IMPORTED_STAMP)
PLAN = Plan(title="A mile", course=mile())


@pytest.mark.parametrize(
    ("split", "decimals"), [(PRESSED, 1), (HANDLED, 1), (CORRECTED, 2), (TYPED, 2), (PUBLISHED, 2)]
)
def test_that_a_press_is_good_to_a_tenth_and_a_printed_time_to_a_hundredth(
    split: Split, decimals: int
) -> None:
    assert gap_decimals(split) == decimals
    assert gap_text(seconds(1.4991), split) == ("+1.5" if decimals == 1 else "+1.50")


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (61.09, 2, "61.09"),
        (61.094_999, 2, "61.09"),
        (61.095, 2, "61.10"),
        (9.5, 2, "9.50"),
        (0.0, 2, "0.00"),
        (99.994, 2, "99.99"),
        # From 100 s on nobody says a hundred seconds.
        (99.995, 2, "1:40.00"),
        (100.0, 2, "1:40.00"),
        (125.67, 2, "2:05.67"),
        (58.825_828, 1, "58.8"),
        (99.95, 1, "1:40.0"),
        (99.94, 1, "99.9"),
    ],
)
def test_that_a_lap_is_said_in_seconds_until_it_has_a_hundred(
    value: float, decimals: int, shown: str
) -> None:
    assert lap_text(seconds(value), decimals) == shown


@given(differences)
def test_that_no_difference_is_ever_a_negative_zero(value: Duration) -> None:
    for shown in (estimate_text(value), gap_text(value, TYPED), gap_text(value, PRESSED)):
        assert re.search("[1-9]", shown) or shown in ("0.0", "0.00")
        assert "-" not in shown


@given(st.integers(0, 10**13).map(Duration), st.sampled_from([1, 2]))
def test_that_a_lap_reads_back_to_what_it_was_rounded_to(value: Duration, decimals: int) -> None:
    shown = lap_text(value, decimals)
    assert "-" not in shown
    assert len(shown.partition(".")[2]) == decimals
    assert abs(parse_time(shown) - value) <= 10**9 // 10**decimals // 2


@pytest.mark.parametrize(
    ("value", "shown"), [(59.999, "59.9"), (60.0, "1:00.0"), (205.04, "3:25.0"), (0.0, "0.0")]
)
def test_that_the_running_clock_never_shows_a_tenth_too_early(value: float, shown: str) -> None:
    assert clock_text(seconds(value)) == shown


@given(durations)
def test_that_the_running_clock_is_less_than_a_tenth_behind(value: Duration) -> None:
    assert 0 <= value - parse_time(clock_text(value)) < 10**8


def test_that_an_estimate_is_never_finer_than_a_tenth() -> None:
    assert estimate_text(seconds(2.25)) == "+2.3"
    assert estimate_text(seconds(-0.04)) == "0.0"
    assert estimate_text(seconds(-0.06)) == "\u22120.1"


def test_that_the_races_own_result_is_how_it_ended() -> None:
    assert target_name(RESULT) == "how it ended"
    assert target_name(SUB_4) == "Sub-4"
    assert target_time(SUB_4) == "3:59.99"


def test_that_the_finish_is_no_distance() -> None:
    assert at_mark(PLAN, metres(1209.344)) == "at 1209 m"
    assert at_mark(PLAN, MILE) == "at the finish"


def test_that_metres_to_a_light_are_whole() -> None:
    assert metres_text(metres(13.6)) == "14 m"
    assert metres_text(metres(-25.6)) == "26 m"


@pytest.mark.parametrize(
    ("deficit", "decimals", "tone", "word"),
    [
        (1.5, 2, BEHIND, "BEHIND"),
        (-0.84, 2, AHEAD, "AHEAD OF"),
        (0.0, 2, INK, "LEVEL WITH"),
        # What rounds to nothing is level: a press by hand is good to a tenth.
        (0.06, 2, BEHIND, "BEHIND"),
        (0.049, 1, INK, "LEVEL WITH"),
        (-0.049, 1, INK, "LEVEL WITH"),
        (-0.05, 1, AHEAD, "AHEAD OF"),
        (0.004, 2, INK, "LEVEL WITH"),
        (0.005, 2, BEHIND, "BEHIND"),
    ],
)
def test_that_a_gap_has_the_word_of_what_is_shown_of_it(
    deficit: float, decimals: int, tone: str, word: str
) -> None:
    assert gap_tone(seconds(deficit), decimals) == tone
    assert gap_word(seconds(deficit), decimals) == word
