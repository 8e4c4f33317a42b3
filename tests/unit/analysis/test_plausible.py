import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.plausible import DOUBLE, MISSED, UNUSUAL, flag, readings
from app.domain.course import Distance, metres
from app.domain.target import even
from app.domain.times import seconds
from tests.unit.analysis.runs import paris, stretches
from tests.unit.domain.races import SUB_4

SLOW = even(metres(1600), seconds(360))


def _after_60(lap_s: float) -> str:
    """Return what is said of a lap that follows one in 60 s."""
    return flag(stretches((400, 60.0), (400, lap_s)), SUB_4)


def _after_90(lap_s: float) -> str:
    return flag(stretches((400, 90.0), (400, lap_s)), SLOW)


@pytest.mark.parametrize("passed", [1, 2, 3, 4])
def test_that_nothing_is_odd_about_paris(passed: int) -> None:
    assert flag(paris(passed), SUB_4) == ""


@pytest.mark.parametrize(
    ("lap_s", "said"),
    [
        # 0.60 of 90 s are 54 s; just above, 400 m in 54.1 s is no sprint, yet far from 90.
        (0.2, DOUBLE),
        (53.9, DOUBLE),
        (54.1, UNUSUAL),
    ],
)
def test_that_far_less_than_the_lap_before_is_a_second_press(lap_s: float, said: str) -> None:
    assert _after_90(lap_s) == said


@pytest.mark.parametrize(("lap_s", "said"), [(41.6, DOUBLE), (41.7, UNUSUAL)])
def test_that_nobody_runs_faster_than_9_6_metres_a_second(lap_s: float, said: str) -> None:
    # 400 m at 9.6 m/s take 41.667 s, which is 0.69 of the lap before.
    assert _after_60(lap_s) == said


@pytest.mark.parametrize(
    ("lap_s", "said"),
    [
        # Twice 60 s, 13 % less (104.4) and more (135.6).
        (120.0, MISSED),
        (104.5, MISSED),
        (104.3, UNUSUAL),
        (135.5, MISSED),
        (135.7, UNUSUAL),
        # Three times, two presses missed: 156.6 to 203.4.
        (180.0, MISSED),
        (156.7, MISSED),
        (156.5, UNUSUAL),
        (203.3, MISSED),
    ],
)
def test_that_a_multiple_of_the_lap_before_is_a_missed_press(lap_s: float, said: str) -> None:
    assert _after_60(lap_s) == said


def test_that_a_lap_is_unusual_beyond_four_standard_deviations() -> None:
    # The log of the lap has sd 0.05, the press 0.10 s of 60: hypot(0.05, 0.1 / 60) = 0.0500278.
    slow, fast = 60 * math.exp(4 * 0.050_027_8), 60 * math.exp(-4 * 0.050_027_8)
    assert _after_60(slow - 0.01) == ""
    assert _after_60(slow + 0.01) == UNUSUAL
    assert _after_60(fast + 0.01) == ""
    assert _after_60(fast - 0.01) == UNUSUAL


def test_that_a_short_stretch_is_allowed_what_a_thumb_is_late() -> None:
    # 20 m in 2.4 s, expected 3.0: 4.2 standard deviations of pace alone, 3.7 with the press.
    assert math.log(2.4 / 3.0) / 0.05 < -4
    assert flag(stretches((200, 30.0), (20, 2.4)), SUB_4) == ""


def test_that_the_first_lap_is_held_against_the_target() -> None:
    # Sub-4 asks 61.04 for 409.344 m.
    assert flag(stretches((409.344, 62.0)), SUB_4) == ""
    assert flag(stretches((409.344, 80.0)), SUB_4) == UNUSUAL
    assert flag(stretches((409.344, 122.0)), SUB_4) == MISSED
    assert flag(stretches((409.344, 1.0)), SUB_4) == DOUBLE


def test_that_the_target_is_forgotten_once_there_is_a_lap_to_compare() -> None:
    for target in (SUB_4, SLOW):
        assert flag(stretches((400, 75.0), (400, 75.0)), target) == ""


def test_that_stretches_of_other_lengths_are_compared_by_their_pace() -> None:
    # 400 m in 60 s ask 30 s for 200 m, and 120 s for 800.
    assert flag(stretches((400, 60.0), (200, 30.0)), SUB_4) == ""
    assert flag(stretches((400, 60.0), (800, 120.0)), SUB_4) == ""
    assert flag(stretches((400, 60.0), (200, 60.0)), SUB_4) == MISSED


@pytest.mark.parametrize(
    ("laps", "said"),
    [
        # Behind a missed press the next lap is a lap again, and another one may be missed.
        ((60.0, 120.0, 60.0), ""),
        ((60.0, 120.0, 120.0), MISSED),
        # The lap behind a second press runs from it: nothing is odd about that.
        ((60.0, 0.3, 59.7), ""),
        ((60.0, 0.3, 59.7, 61.0), ""),
        # Slower from now on, once asked about.
        ((60.0, 75.0, 75.0), ""),
        # 20 s late, and the next one right: asked about once.
        ((60.0, 80.0, 40.5), ""),
        ((60.0, 80.0, 60.5), ""),
        # The target is far from what is run, and the second lap says so.
        ((122.0, 122.0), ""),
    ],
)
def test_that_an_odd_lap_is_no_measure_for_the_next_one(laps: tuple[float, ...], said: str) -> None:
    assert flag(stretches(*[(400, lap) for lap in laps]), SUB_4) == said


def test_that_the_flag_of_a_lap_is_the_same_however_many_went_before() -> None:
    laps = stretches(*[(400, 60.0)] * 12, (400, 0.3), (400, 59.7), (400, 120.0))
    assert [flag(laps[: i + 1], SUB_4) for i in (11, 12, 13, 14)] == ["", DOUBLE, "", MISSED]


def test_that_what_was_kept_is_not_asked_about_and_measures_the_next_lap() -> None:
    laps = list(stretches((400, 60.0), (400, 120.0), (400, 120.0)))
    laps[1] = laps[1]._replace(split=laps[1].split._replace(kept=True))
    assert [each.flag for each in readings(laps, SUB_4)] == ["", "", ""]


@given(st.integers(1_000, 3_000_000), st.integers(420, 3000), st.integers(1, 10))
def test_that_nobody_is_asked_about_an_even_pace(
    length_mm: int, tenths_per_400: int, laps: int
) -> None:
    lap_s = tenths_per_400 / 10 * length_mm / 400_000
    run = stretches(*[(length_mm / 1000, lap_s)] * laps)
    target = even(Distance(11 * length_mm), seconds(11 * lap_s))
    assert flag(run, target) == ""
