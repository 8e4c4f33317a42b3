import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.pacing.forecast import NAMES, Forecast, arrival, chance, forecast
from app.analysis.pacing.kernel import stretch_laws, timing_errors
from app.analysis.pacing.model import Level, groups_for
from app.analysis.pacing.run import TIMING_SD_S
from app.domain.course import Distance, metres
from app.domain.times import NS_PER_S, Duration, seconds
from app.formats.pacing_file import shipped_pacing
from tests.unit.pacing.law_cases import MILE, SHAPE, marks_of, model, times_of

paces = st.floats(0.12, 0.3)
classes = st.sampled_from(["paced", "championship", ""])
layouts = st.sampled_from(
    [
        (MILE, (409.344, 809.344, 1209.344)),
        (metres(1500), (400.0, 800.0, 1200.0)),
        (metres(1500), tuple(range(100, 1500, 100))),
        (metres(800), (200.0, 400.0, 600.0)),
        (metres(5000), (1000.0, 3000.0, 4600.0)),
    ]
)


def _at(distance: Distance, marks: tuple[float, ...], pace: float, race_class: str) -> Forecast:
    times = times_of(*(mark * pace for mark in marks))
    found = forecast(shipped_pacing(), distance, marks_of(*marks), times, race_class)
    assert found is not None
    return found


@given(layouts, paces, classes)
@settings(max_examples=60, deadline=None)
def test_that_quantiles_rise_and_lie_after_the_clock(
    layout: tuple[Distance, tuple[float, ...]], pace: float, race_class: str
) -> None:
    distance, marks = layout
    found = _at(distance, marks, pace, race_class)
    values = [found.quantiles[name] for name in NAMES]
    assert all(b > a for a, b in pairwise(values))
    assert values[0] > seconds(marks[-1] * pace)
    assert found.finish == found.quantiles["0.5"]
    assert math.isclose(sum(found.classes.values()), 1.0)


@given(st.permutations([0, 1, 2]), classes)
@settings(max_examples=20, deadline=None)
def test_that_the_order_of_the_marks_says_nothing(order: list[int], race_class: str) -> None:
    marks, times = marks_of(400, 800, 1200), times_of(62.6, 124.6, 186.66)
    straight = forecast(model(), MILE, marks, times, race_class)
    mixed = forecast(
        model(), MILE, [marks[i] for i in order], [times[i] for i in order], race_class
    )
    assert straight is not None
    assert mixed is not None
    assert mixed.quantiles == straight.quantiles


def test_that_a_mark_at_the_finish_is_the_finish() -> None:
    times = times_of(60.0, 240.5)
    found = forecast(model(), MILE, [metres(400), MILE], times)
    assert found is not None
    assert set(found.quantiles.values()) == {seconds(240.5)}
    assert found.sd == 0
    assert chance(found, seconds(240.5)) == 1.0
    assert chance(found, seconds(240.49)) == 0.0


BAD = [
    (MILE, marks_of(400, 800), times_of(62.0, 61.0)),
    (MILE, marks_of(400, 400), times_of(62.0, 63.0)),
    (MILE, marks_of(400, 1700), times_of(62.0, 263.0)),
    (MILE, marks_of(400), times_of(62.0, 124.0)),
    (MILE, marks_of(0), times_of(1.0)),
    (MILE, marks_of(400), times_of(0)),
    (Distance(0), [], []),
    (Distance(-5), marks_of(400), times_of(60)),
]


@pytest.mark.parametrize(("distance", "marks", "times"), BAD)
def test_that_what_no_runner_can_have_done_has_no_forecast(
    distance: Distance, marks: list[Distance], times: list[Duration]
) -> None:
    assert forecast(model(), distance, marks, times) is None


@pytest.mark.parametrize("mark", [9.344, 0.001, 1609.343])
@pytest.mark.parametrize("time", [0.000_001, 1.5, 100_000.0])
def test_that_the_strangest_split_still_gives_times_after_it(mark: float, time: float) -> None:
    found = forecast(shipped_pacing(), MILE, marks_of(mark), times_of(time))
    assert found is not None
    assert min(found.quantiles.values()) >= seconds(time)


@pytest.mark.parametrize("race_class", ["paced", "championship"])
@pytest.mark.parametrize("pace", np.linspace(0.125, 0.28, 12))
@pytest.mark.parametrize("best_pace", [None, 0.15, 0.2])
@pytest.mark.parametrize(
    ("distance", "marks"),
    [(MILE, (400, 800, 1200)), (1_500_000, (300, 700, 1100)), (800_000, (200, 400, 600))],
)
def test_that_a_mark_at_its_predicted_time_never_widens_the_band(
    race_class: str,
    pace: float,
    distance: int,
    marks: tuple[float, ...],
    best_pace: float | None,
) -> None:
    shipped, length = shipped_pacing(), Distance(distance)
    best = None if best_pace is None else seconds(distance / 1000 * best_pace)
    known, times = marks_of(marks[0]), times_of(marks[0] * pace)
    width = math.inf
    for mark in (*marks_of(*marks[1:]), None):
        found = forecast(shipped, length, known, times, race_class, best)
        assert found is not None
        wide = found.quantiles["0.9"] - found.quantiles["0.1"]
        assert wide <= width
        width = wide
        if mark is not None:
            due = arrival(shipped, length, known, times, mark, race_class, best)
            assert due is not None
            known, times = [*known, mark], [*times, due.finish]


def test_that_draws_from_the_model_are_covered_as_often_as_the_bands_say() -> None:
    level = Level("women", -1.82, 0.02, 1.0)
    one, random, draws = model((level,), nu=8), np.random.default_rng(5), 1500
    edges = (0.0, 400.0, 800.0, 1200.0, 1500.0)
    stretches = tuple(pairwise(edges))
    mean, cov = stretch_laws(SHAPE, stretches, 1500.0)
    noise = timing_errors(stretches, 1500.0) * (0.05 / math.exp(-1.82)) ** 2
    root = np.linalg.cholesky(cov + level.sd**2 + noise)
    heavy = np.sqrt(8 / random.chisquare(8, draws))[:, None]
    logs = -1.82 + mean + (random.standard_normal((draws, 4)) @ root.T) * heavy
    times = np.cumsum(np.exp(logs) * np.diff(edges), axis=1)
    inside = np.zeros(3)
    for row in times:
        found = forecast(one, metres(1500), marks_of(400, 800, 1200), times_of(*row[:3]), "paced")
        assert found is not None
        at = {name: q / NS_PER_S for name, q in found.quantiles.items()}
        bands = (("0.25", "0.75"), ("0.1", "0.9"), ("0.025", "0.975"))
        inside += [at[low] <= row[3] <= at[high] for low, high in bands]
    for share, nominal in zip(inside / draws, (0.5, 0.8, 0.95), strict=True):
        assert share == pytest.approx(nominal, abs=4 * math.sqrt(nominal * (1 - nominal) / draws))


@pytest.mark.parametrize("best", [None, 250.0])
@pytest.mark.parametrize("race_class", ["paced", "championship"])
def test_that_draws_from_the_shipped_model_are_covered_at_the_bell(
    race_class: str, best: float | None
) -> None:
    """Draws of whole races: a level, a runner of it, a race of theirs."""
    shipped, random, draws = shipped_pacing(), np.random.default_rng(7), 600
    (group,) = groups_for(shipped, 1609.344, race_class)
    edges = (0.0, 409.344, 809.344, 1209.344, 1609.344)
    stretches = tuple(pairwise(edges))
    longer = shipped.growth * math.log(1609.344 / group.reference_m)
    levels = [(each.log_slowness + longer, each.sd, each.weight) for each in group.levels]
    if best is not None:
        levels = [(math.log(best / 1609.344) + group.best.shift, group.best.sd, 1.0)]
    mean, cov = stretch_laws(group.shape, stretches, 1609.344)
    inside = np.zeros(3)
    for level in random.choice(len(levels), draws, p=[weight for _, _, weight in levels]):
        theta, sd, _ = levels[level]
        noise = timing_errors(stretches, 1609.344) * (TIMING_SD_S / math.exp(theta)) ** 2
        root = np.linalg.cholesky(cov + sd**2 + noise)
        heavy = math.sqrt(shipped.nu / random.chisquare(shipped.nu))
        logs = theta + mean + root @ random.standard_normal(4) * heavy
        times = np.cumsum(np.exp(logs) * np.diff(edges))
        found = forecast(
            shipped,
            MILE,
            marks_of(*edges[1:4]),
            times_of(*times[:3]),
            race_class,
            None if best is None else seconds(best),
        )
        assert found is not None
        at = {name: q / NS_PER_S for name, q in found.quantiles.items()}
        bands = (("0.25", "0.75"), ("0.1", "0.9"), ("0.025", "0.975"))
        inside += [at[low] <= times[3] <= at[high] for low, high in bands]
    for share, nominal in zip(inside / draws, (0.5, 0.8, 0.95), strict=True):
        assert share == pytest.approx(nominal, abs=4 * math.sqrt(nominal * (1 - nominal) / draws))


def test_that_a_best_time_narrows_the_band_and_draws_the_finish_to_it() -> None:
    marks, times = marks_of(400), times_of(60.0)
    alone = forecast(model(), MILE, marks, times, "paced")
    known = forecast(model(), MILE, marks, times, "paced", seconds(252.0))
    assert alone is not None
    assert known is not None
    assert known.sd < alone.sd
    assert abs(known.finish - seconds(252.0)) < abs(alone.finish - seconds(252.0))


def test_that_before_the_first_mark_the_best_time_is_the_forecast() -> None:
    found = forecast(model(), MILE, [], [], "paced", seconds(250.0))
    assert found is not None
    assert found.finish / NS_PER_S == pytest.approx(250.0 * math.exp(0.01), rel=0.01)


def test_that_slow_first_laps_speak_for_a_championship() -> None:
    quick = forecast(model(), MILE, marks_of(400, 800, 1200), times_of(58.0, 120.0, 184.0))
    slow = forecast(model(), MILE, marks_of(400, 800, 1200), times_of(70.0, 136.0, 196.0))
    assert quick is not None
    assert slow is not None
    assert quick.classes["paced"] > 0.5 > slow.classes["paced"]


@pytest.mark.parametrize(
    ("distance", "pace", "validated"),
    [(1609.344, 0.15, True), (800, 0.13, True), (5000, 0.17, False), (1609.344, 0.3, False)],
)
def test_that_only_races_like_those_of_the_fit_are_called_validated(
    distance: float, pace: float, validated: bool
) -> None:
    found = _at(metres(distance), (400.0,), pace, "paced")
    assert found.validated is validated


def test_that_a_mark_behind_has_no_arrival() -> None:
    marks, times = marks_of(400, 800), times_of(60.0, 121.0)
    assert arrival(model(), MILE, marks, times, metres(800)) is None
    assert arrival(model(), MILE, marks, times, metres(1700)) is None
