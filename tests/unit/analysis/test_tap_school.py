from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.tap_school import (
    AROUND,
    GUN,
    LINE,
    Cue,
    Hand,
    Touch,
    hand_of,
    is_far,
    marked_taps,
    touch_of,
    wanting,
)
from app.domain.times import NS_PER_MS, NS_PER_S, Duration, Instant

GUNS = tuple(Cue(GUN, Instant(number * 3 * NS_PER_S)) for number in range(1, 9))
LINES = tuple(Cue(LINE, Instant(each.at + 30 * NS_PER_S)) for each in (*GUNS, *GUNS))
CUES = (*GUNS, *(each._replace(at=Instant(each.at + n)) for n, each in enumerate(LINES[:8])))


def milliseconds(*values: float) -> tuple[Duration, ...]:
    return tuple(Duration(round(each * NS_PER_MS)) for each in values)


def operator(seed: int, bias_ms: float, scatter_ms: float, taps: int) -> tuple[Duration, ...]:
    """The errors of somebody who presses late by so much, spread as a normal law is."""
    chance = Random(seed)
    return milliseconds(*(chance.gauss(bias_ms, scatter_ms) for _ in range(taps)))


@given(
    seed=st.integers(0, 10_000),
    bias=st.floats(-150, 300),
    scatter=st.floats(15, 80),
)
def test_that_the_bias_of_a_generated_operator_is_found_within_its_own_error(
    seed: int, bias: float, scatter: float
) -> None:
    touch = touch_of(operator(seed, bias, scatter, 64))
    assert abs(touch.bias / NS_PER_MS - bias) < 5 * 1.2533 * scatter / 64**0.5
    assert 0.5 * scatter < touch.scatter / NS_PER_MS < 1.75 * scatter


@pytest.mark.parametrize("taps", [5, 8, 16])
def test_that_the_scatter_of_a_short_lesson_is_right_on_average(taps: int) -> None:
    found = [touch_of(operator(seed, 40, 30, taps)).scatter / NS_PER_MS for seed in range(600)]
    assert fmean(found) == pytest.approx(30, rel=0.08)


def test_that_two_slips_in_sixteen_taps_hardly_move_bias_and_scatter() -> None:
    clean = operator(3, 20, 30, 16)
    slipped = (*clean[:14], *milliseconds(700, -600))
    before, after = touch_of(clean), touch_of(slipped)
    assert after.slipped == 2
    assert abs(after.bias - before.bias) < 15 * NS_PER_MS
    assert after.scatter < 1.6 * before.scatter
    assert [is_far(each, after) for each in slipped[14:]] == [True, True]


def test_that_nobody_is_believed_to_be_finer_than_a_hundredth() -> None:
    assert touch_of(milliseconds(20, 20, 20)).scatter == 10 * NS_PER_MS


def test_that_every_tap_goes_to_its_own_cue() -> None:
    found = marked_taps(CUES, [Instant(each.at + 40 * NS_PER_MS) for each in CUES])
    assert found.errors == tuple((each, 40 * NS_PER_MS) for each in CUES)
    assert (found.missed, found.beside) == (0, 0)


def test_that_a_second_tap_at_a_cue_is_beside_and_a_cue_without_one_is_missed() -> None:
    taps = [Instant(GUNS[0].at + each * NS_PER_MS) for each in (200, 350)]
    found = marked_taps(GUNS[:2], taps)
    assert found.of(GUN) == milliseconds(200)
    assert (found.missed, found.beside) == (1, 1)


def test_that_nobody_taps_a_gun_before_its_flash() -> None:
    found = marked_taps(GUNS[:1], [Instant(GUNS[0].at - 50 * NS_PER_MS)])
    assert (found.of(GUN), found.beside) == ((), 1)


def test_that_a_line_may_be_tapped_early() -> None:
    line = Cue(LINE, Instant(5 * NS_PER_S))
    assert marked_taps([line], [Instant(line.at - 50 * NS_PER_MS)]).of(LINE) == milliseconds(-50)
    far = marked_taps([line], [Instant(line.at - AROUND - 1)])
    assert (far.missed, far.beside) == (1, 1)


def test_that_taps_without_a_lesson_are_all_beside() -> None:
    assert marked_taps((), [Instant(1)]) == ((), 0, 1)


def test_that_too_few_taps_say_nothing_of_a_hand() -> None:
    found = marked_taps(CUES, [each.at + 1 for each in GUNS[:4]])  # type: ignore[misc]
    assert hand_of(found) is None
    assert wanting(found) == {GUN: 1, LINE: 8}


def test_that_a_late_start_makes_times_fast() -> None:
    gun = Touch(Duration(200 * NS_PER_MS), Duration(30 * NS_PER_MS), 8)
    line = Touch(Duration(-20 * NS_PER_MS), Duration(40 * NS_PER_MS), 16)
    hand = Hand(gun, line)
    assert hand.bias == -220 * NS_PER_MS
    assert hand.scatter == 50 * NS_PER_MS
    assert hand.margin == 320 * NS_PER_MS


def test_that_somebody_who_taps_all_the_time_has_no_hand() -> None:
    right = [Instant(each.at + 30 * NS_PER_MS) for each in CUES]
    assert hand_of(marked_taps(CUES, right)) is not None
    again = [Instant(each + 300 * NS_PER_MS) for each in right]
    assert hand_of(marked_taps(CUES, (*right, *again[:8]))) is not None
    assert hand_of(marked_taps(CUES, (*right, *again[:9]))) is None
