import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm, truncnorm

from app.analysis.arrival import not_yet
from app.domain.times import NS_PER_S, Duration, seconds

MEAN, SD = seconds(182.2), seconds(1.4)
"""The third mark of Paris as it is foreseen from the second."""


def _normal_beyond(mean: float, sd: float, now: float) -> tuple[float, float]:
    """Return mean and standard deviation of a normal that is known to lie beyond `now`.

    By integrating the survival function: E[A - now] and E[(A - now)^2] / 2 are the areas under
    sf(now + u) / sf(now) and under u times that.
    """
    a = (now - mean) / sd

    def beyond(u: float) -> float:
        return math.exp(norm.logsf(a + u) - norm.logsf(a))

    # Twelve standard deviations beyond the later of mean and now nothing is left.
    end = 12 + max(0.0, -a)
    bends = [max(0.0, -a) + step for step in (0.1, 0.5, 1.0, 2.0)]
    exact = {"epsabs": 1e-13, "epsrel": 1e-11, "limit": 400, "points": bends}
    first = quad(beyond, 0, end, **exact)[0]
    second = quad(lambda u: u * beyond(u), 0, end, **exact)[0]
    return now + sd * first, sd * math.sqrt(max(2 * second - first * first, 0.0))


@pytest.mark.parametrize("a", [-6.0, -3.0, -1.5, -0.3, 0.0, 0.4, 1.0, 2.0, 2.75, 4.0, 6.0, 7.9])
def test_that_the_arrival_is_that_of_a_normal_which_has_not_come_yet(a: float) -> None:
    now = seconds((MEAN + a * SD) / NS_PER_S)
    found = not_yet(MEAN, SD, now)
    mean, sd = _normal_beyond(MEAN / NS_PER_S, SD / NS_PER_S, now / NS_PER_S)
    assert found.expected / NS_PER_S == pytest.approx(mean, abs=1e-6)
    assert found.sd / NS_PER_S == pytest.approx(sd, abs=1e-6)


@pytest.mark.parametrize("a", [8.1, 9.0, 12.0, 20.0, 40.0])
def test_that_a_press_that_is_very_late_is_foreseen_as_exactly(a: float) -> None:
    now = seconds((MEAN + a * SD) / NS_PER_S)
    found = not_yet(MEAN, SD, now)
    mean, sd = _normal_beyond(MEAN / NS_PER_S, SD / NS_PER_S, now / NS_PER_S)
    assert found.expected / NS_PER_S == pytest.approx(mean, abs=1e-6)
    assert found.sd / NS_PER_S == pytest.approx(sd, abs=1e-3)


@pytest.mark.parametrize("a", [-2.0, 0.0, 1.0, 3.0])
def test_that_two_ways_to_a_truncated_normal_agree(a: float) -> None:
    beyond = truncnorm(a, math.inf, loc=182.2, scale=1.4)
    mean, sd = _normal_beyond(182.2, 1.4, 182.2 + 1.4 * a)
    assert mean == pytest.approx(beyond.mean(), abs=1e-8)
    assert sd == pytest.approx(beyond.std(), abs=1e-6)


def test_that_at_the_forecast_itself_the_arrival_is_foreseen_later() -> None:
    # a = 0: the hazard is pdf(0) / 0.5 = 0.797885, the variance 1 - 0.797885^2 = 0.363380.
    found = not_yet(seconds(60), seconds(2), seconds(60))
    assert found.expected == pytest.approx(seconds(61.595769), abs=1000)
    assert found.sd == pytest.approx(seconds(2 * 0.602810), abs=2000)
    assert not found.overdue


@pytest.mark.parametrize(("now_s", "behind"), [(178.95, 3.3), (182.00, 4.25), (185.00, 6.6)])
def test_that_the_gap_at_the_next_mark_grows_while_the_press_is_awaited(
    now_s: float, behind: float
) -> None:
    # Paris read from the start: sub-4 passes 1200 m after 239.99 x 1200 / 1609.344 = 178.948.
    found = not_yet(MEAN, SD, seconds(now_s))
    assert found.expected / NS_PER_S - 178.948 == pytest.approx(behind, abs=0.05)


def test_that_early_on_the_forecast_stands_as_it_was() -> None:
    found = not_yet(MEAN, SD, seconds(120.75))
    assert (found.expected, found.sd) == (MEAN, SD)


def test_that_late_on_the_arrival_is_foreseen_at_any_moment() -> None:
    for late, room in ((20, 0.11), (60, 0.04), (600, 0.004)):
        now = Duration(MEAN + seconds(late))
        found = not_yet(MEAN, SD, now)
        assert 0 <= found.expected - now < seconds(room)
        assert found.overdue


def test_that_a_press_is_overdue_once_it_is_as_rare_as_three_in_a_thousand() -> None:
    edge = float(norm.isf(0.003))
    assert not not_yet(MEAN, SD, Duration(round(MEAN + (edge - 1e-6) * SD))).overdue
    assert not_yet(MEAN, SD, Duration(round(MEAN + (edge + 1e-6) * SD))).overdue


means = st.integers(NS_PER_S, 1000 * NS_PER_S).map(Duration)
spreads = st.integers(NS_PER_S // 100, 60 * NS_PER_S).map(Duration)
instants = st.integers(0, 4000 * NS_PER_S).map(Duration)


@given(means, spreads, instants)
def test_that_nobody_is_foreseen_to_arrive_before_now_nor_before_the_forecast(
    mean: Duration, sd: Duration, now: Duration
) -> None:
    found = not_yet(mean, sd, now)
    assert found.expected >= max(now, mean)
    assert 0 <= found.sd <= sd


@given(means, spreads, instants, instants)
@example(MEAN, SD, Duration(MEAN + 8 * SD), Duration(MEAN + 8 * SD + 1000))
def test_that_waiting_never_brings_the_arrival_nearer(
    mean: Duration, sd: Duration, one: Duration, other: Duration
) -> None:
    early, late = sorted((one, other))
    assert not_yet(mean, sd, early).expected <= not_yet(mean, sd, late).expected


@given(means, spreads, instants, st.integers(0, 10**12))
def test_that_only_the_distance_to_the_forecast_counts(
    mean: Duration, sd: Duration, now: Duration, later: int
) -> None:
    here = not_yet(mean, sd, now)
    there = not_yet(Duration(mean + later), sd, Duration(now + later))
    assert there.expected - later == pytest.approx(here.expected, abs=2)
    assert (there.sd, there.overdue) == (here.sd, here.overdue)
