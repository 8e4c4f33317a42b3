"""The table of check values, and what must hold of every answer."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.analysis.what_if.air import density, drag, frontal_area
from app.analysis.what_if.equivalent import (
    LEAST_AIR,
    Conditions,
    Question,
    Runner,
    air_cost,
    equivalent,
    equivalent_time,
)
from app.analysis.what_if.oval import STRAIGHTS, mean_square_airspeed
from app.analysis.what_if.published import published_check
from app.analysis.what_if.ranges import DRAFTING, HEIGHT, MASS, TEMPERATURE, WIND
from app.domain.times import parse_time, to_seconds
from tests.unit.what_if.questions import (
    CONDITIONS,
    MILE_M,
    RUNNERS,
    SOLO,
    question,
    questions,
    within,
)

CLOSE_S = 1e-6
CHECKS = (
    (0.0, "4:13.27"),
    (0.3, "4:08.13"),
    (0.5, "4:04.45"),
    (0.6, "4:02.52"),
    (0.7, "4:00.52"),
    (0.756, "3:59.37"),
    (1.0, "3:54.05"),
)


def with_drafting(drafting: float) -> Question:
    asked = question()
    return asked._replace(what_if=asked.as_run._replace(drafting=drafting))


def run_with(
    one: float, other: float, name: str, asked: Question, part: str
) -> tuple[float, float]:
    """Return what comes out with the lower and with the higher of two figures."""
    lower, higher = (
        asked._replace(**{part: getattr(asked, part)._replace(**{name: each})})
        for each in sorted((one, other))
    )
    return equivalent_time(lower), equivalent_time(higher)


@pytest.mark.parametrize(("drafting", "expected"), CHECKS)
def test_that_drafting_gives_the_check_values(drafting: float, expected: str) -> None:
    found = equivalent_time(with_drafting(drafting))
    assert found == pytest.approx(to_seconds(parse_time(expected)), abs=0.02)


def test_that_four_minutes_need_the_known_drafting_and_each_twentieth_is_a_second() -> None:
    at, less, more = (equivalent_time(with_drafting(each)) for each in (0.726, 0.676, 0.776))
    assert at == pytest.approx(240.0, abs=0.02)
    assert less - at == pytest.approx(1.0, abs=0.05)
    assert at - more == pytest.approx(1.0, abs=0.05)


def test_that_the_published_prediction_comes_out_here() -> None:
    check = published_check()
    assert check.published_s == 239.37
    assert check.here_s == pytest.approx(check.published_s, abs=0.02)


@pytest.mark.parametrize(("drafting", "expected"), [(0.37, "4:06.91"), (0.40, "4:06.42")])
def test_that_both_times_of_paris_lie_within_the_drafting_they_stand_for(
    drafting: float, expected: str
) -> None:
    found = equivalent_time(with_drafting(drafting))
    assert found == pytest.approx(to_seconds(parse_time(expected)), abs=0.1)


def test_that_the_air_of_a_mile_in_four_minutes_costs_what_was_published() -> None:
    assert air_cost(question(), MILE_M / 240) == pytest.approx(0.135, abs=0.0002)
    found = equivalent(question(240.0, SOLO))
    assert found.least_air == pytest.approx(0.04, abs=0.0001)
    assert found.least_air == found.air * LEAST_AIR


@pytest.mark.parametrize(("wind", "cost"), [(1.0, 0.3), (2.0, 1.2), (3.0, 2.7), (4.0, 4.8)])
def test_that_a_wind_along_the_straights_costs_a_solo_miler_the_known_seconds(
    wind: float, cost: float
) -> None:
    blown = question(240.0, SOLO, SOLO._replace(wind=wind))
    assert equivalent_time(blown) - 240.0 == pytest.approx(cost, abs=0.05)


def test_that_force_and_area_are_those_of_a_calculation_by_hand() -> None:
    """42 kg and 157 cm: 0.007184 x 4.8964 x 39.087 = 1.3749 m2, of which 0.266 is 0.36573.

    Dry air at 15 C and 1013.25 hPa: 101325 / (287.05 x 288.15) = 1.2250 kg/m3. At 6 m/s the force
    is 0.5 x 1.225 x 0.92 x 0.36573 x 36 = 7.419 N.
    """
    area, dense = frontal_area(42.0, 1.57), density(15.0, 1013.25, 0.0)
    assert area == pytest.approx(0.36573, abs=1e-5)
    assert dense == pytest.approx(1.2250, abs=1e-4)
    assert drag(dense, area, 36.0) == pytest.approx(7.419, abs=1e-3)
    assert density(20.0, 1013.0, 0.4) == pytest.approx(1.2, abs=0.001)


def test_that_a_wind_slower_than_the_runner_adds_its_square_on_straights_and_half_on_bends() -> (
    None
):
    """Without side force: (v+w)^2 and (v-w)^2 on the straights, the mean of cos^2 is 1/2 on bends."""
    by_hand = 36.0 + 4.0 * (STRAIGHTS + (1 - STRAIGHTS) / 2)
    assert mean_square_airspeed(6.0, 2.0, 0.0) == pytest.approx(by_hand, rel=1e-12)
    assert mean_square_airspeed(6.0, 2.0, 1.0) > by_hand
    assert mean_square_airspeed(6.0, 0.0, 1.0) == 36.0


@given(questions())
def test_that_the_same_air_gives_the_time_itself(asked: Question) -> None:
    same = asked._replace(what_if=asked.as_run)
    assert equivalent(same).band == (same.time_s, same.time_s, same.time_s)
    assert equivalent_time(same) == pytest.approx(same.time_s, rel=1e-9)


@given(questions())
def test_that_no_drafting_in_both_gives_the_time_itself(asked: Question) -> None:
    alone = asked.as_run._replace(drafting=0.0)
    assert equivalent(asked._replace(as_run=alone, what_if=alone)).band.time == asked.time_s


@given(questions())
def test_that_bands_hold_what_is_in_their_middle_and_each_other(asked: Question) -> None:
    found = equivalent(asked)
    for span in (found.band, found.calibrated, found.least):
        assert span.low <= span.time + CLOSE_S
        assert span.time <= span.high + CLOSE_S
    for inner in (found.calibrated, found.least):
        assert found.band.low <= inner.low
        assert inner.high <= found.band.high
    assert found.band.time == found.calibrated.time


@given(questions(), st.floats(LEAST_AIR, 1.0), st.floats(0.0, 1.0))
def test_that_no_mixture_of_what_is_not_known_leaves_the_band(
    asked: Question, air: float, crosswind: float
) -> None:
    found = equivalent(asked).band
    time = equivalent_time(asked, air=air, crosswind=crosswind)
    assert found.low - CLOSE_S <= time <= found.high + CLOSE_S


@given(questions(), within(DRAFTING), within(DRAFTING))
def test_that_more_drafting_is_never_slower_and_more_as_run_never_faster(
    asked: Question, one: float, other: float
) -> None:
    less, more = run_with(one, other, "drafting", asked, "what_if")
    assert more <= less + CLOSE_S
    less, more = run_with(one, other, "drafting", asked, "as_run")
    assert more >= less - CLOSE_S


@given(questions(), within(TEMPERATURE), within(TEMPERATURE))
def test_that_warmer_air_is_never_slower(asked: Question, one: float, other: float) -> None:
    cold, warm = run_with(one, other, "temperature_c", asked, "what_if")
    assert warm <= cold + CLOSE_S
    cold, warm = run_with(one, other, "temperature_c", asked, "as_run")
    assert warm >= cold - CLOSE_S


@given(questions(), within(WIND), within(WIND))
def test_that_more_wind_is_never_faster(asked: Question, one: float, other: float) -> None:
    still, windy = run_with(one, other, "wind", asked, "what_if")
    assert windy >= still - CLOSE_S
    still, windy = run_with(one, other, "wind", asked, "as_run")
    assert windy <= still + CLOSE_S


@given(questions(), within(MASS), within(MASS), within(HEIGHT), within(HEIGHT))
def test_that_the_heavier_and_the_shorter_gain_less_by_drafting(
    asked: Question, one: float, other: float, short: float, tall: float
) -> None:
    assume(abs(asked.what_if.drafting - asked.as_run.drafting) > 0.01)
    drafted = asked._replace(as_run=SOLO, what_if=SOLO._replace(drafting=asked.what_if.drafting))
    light, heavy = run_with(one, other, "mass_kg", drafted, "runner")
    assert heavy >= light - CLOSE_S
    lower, higher = run_with(short, tall, "height_m", drafted, "runner")
    assert higher <= lower + CLOSE_S


@given(CONDITIONS, RUNNERS)
def test_that_going_there_and_back_gives_the_time_that_was_run(
    what_if: Conditions, runner: Runner
) -> None:
    there = question(what_if=what_if, runner=runner)
    back = there._replace(time_s=equivalent_time(there), as_run=there.what_if, what_if=there.as_run)
    assert equivalent_time(back) == pytest.approx(there.time_s, abs=1e-4)


def test_that_the_band_widens_with_the_change() -> None:
    spans = [equivalent(with_drafting(each)).band for each in (0.328, 0.33, 0.4, 0.6, 0.9)]
    widths = [span.high - span.low for span in spans]
    assert widths[0] == 0.0
    assert all(a < b for a, b in pairwise(widths))
