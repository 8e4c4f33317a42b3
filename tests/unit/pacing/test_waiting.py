import math
from itertools import pairwise

import pytest

from app.analysis.pacing.forecast import chance, forecast
from app.analysis.pacing.run import Run, run_of
from app.analysis.pacing.waiting import Wait, forecast_given_no_press, wait
from app.domain.course import Distance, metres
from app.domain.times import NS_PER_S, Duration, seconds
from app.formats.pacing_file import shipped_pacing
from tests.unit.pacing.law_cases import MILE, marks_of, model, times_of


def _run(marks: list[Distance], times: list[Duration], race_class: str = "paced") -> Run:
    found = run_of(MILE, marks, times, race_class)
    assert found is not None
    return found


@pytest.fixture
def after_800() -> Wait:
    return wait(model(), _run(marks_of(400, 800), times_of(60.2, 121.0)), metres(1200))


def test_that_early_on_nothing_has_been_learned(after_800: Wait) -> None:
    told = forecast(model(), MILE, marks_of(400, 800), times_of(60.2, 121.0), "paced")
    live = forecast_given_no_press(after_800, seconds(121.0))
    assert told is not None
    for name, value in told.quantiles.items():
        assert live.finish.quantiles[name] == pytest.approx(value, abs=0.1 * NS_PER_S)
    assert live.due.log_survival == pytest.approx(0.0, abs=1e-6)
    assert not live.due.overdue


def test_that_waiting_moves_everything_later(after_800: Wait) -> None:
    times = [seconds(t) for t in (175.0, 180.0, 182.0, 184.0, 187.0, 195.0)]
    live = [forecast_given_no_press(after_800, now) for now in times]
    assert all(b.finish.finish > a.finish.finish for a, b in pairwise(live))
    assert all(b.due.expected > a.due.expected for a, b in pairwise(live))
    assert all(b.due.log_survival < a.due.log_survival for a, b in pairwise(live))
    assert [each.due.overdue for each in live][-1]


@pytest.mark.parametrize("now", [121.0, 150.0, 182.0, 190.0, 260.0, 600.0])
def test_that_nothing_is_foretold_before_the_clock(after_800: Wait, now: float) -> None:
    live = forecast_given_no_press(after_800, seconds(now))
    assert live.due.expected >= seconds(now)
    assert min(live.finish.quantiles.values()) > seconds(now)


def test_that_the_silence_averages_the_forecasts_of_the_presses_to_come(after_800: Wait) -> None:
    """The law of total probability, by drawing the press at small steps of its own law."""
    now, target = 183.0, seconds(250.0)
    run = after_800.run
    marks, times = marks_of(400, 800), times_of(60.2, 121.0)
    one = forecast_given_no_press(after_800, seconds(now))
    grid = [now + 0.02 * i for i in range(600)]
    tails = [forecast_given_no_press(after_800, seconds(t)).due.log_survival for t in grid]
    total = 0.0
    for (a, b), (la, lb) in zip(pairwise(grid), pairwise(tails), strict=True):
        press = forecast(
            model(),
            MILE,
            [*marks, metres(1200)],
            [*times, seconds((a + b) / 2)],
            "paced",
            timing_sd_s=run.timing_sd_s,
        )
        assert press is not None
        total += (math.exp(la - tails[0]) - math.exp(lb - tails[0])) * chance(press, target)
    assert chance(one.finish, target) == pytest.approx(total, abs=2e-3)


def test_that_the_wait_for_the_finish_rules_out_what_has_gone_by() -> None:
    run = _run(marks_of(400, 800, 1200), times_of(60.2, 121.0, 182.0))
    last = wait(model(), run, MILE)
    told = forecast(model(), MILE, marks_of(400, 800, 1200), times_of(60.2, 121.0, 182.0), "paced")
    assert told is not None
    first = forecast_given_no_press(last, seconds(182.0))
    assert first.finish.quantiles == told.quantiles
    late = forecast_given_no_press(last, told.finish)
    assert chance(late.finish, told.finish) == 0.0
    assert late.finish.finish == pytest.approx(told.quantiles["0.75"], abs=2000)
    far = forecast_given_no_press(last, seconds(400.0))
    assert far.finish.quantiles["0.025"] > seconds(400.0)
    assert far.due.overdue


def test_that_before_the_first_mark_a_best_time_tells_when_it_is_due() -> None:
    run = run_of(MILE, [], [], "paced", seconds(250.0))
    assert run is not None
    live = forecast_given_no_press(wait(model(), run, metres(409.344)), Duration(0))
    assert 55 * NS_PER_S < live.due.expected < 75 * NS_PER_S


@pytest.mark.parametrize("race_class", ["paced", "championship", ""])
def test_that_the_shipped_model_stays_finite_through_a_long_wait(race_class: str) -> None:
    run = run_of(MILE, marks_of(400), times_of(60.2), race_class)
    assert run is not None
    waited = wait(shipped_pacing(), run, metres(800))
    for now in range(60, 400, 5):
        live = forecast_given_no_press(waited, seconds(now))
        assert seconds(now) <= live.due.expected < seconds(4000)
        assert live.finish.quantiles["0.975"] < seconds(40_000)
