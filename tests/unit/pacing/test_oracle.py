"""The model again, the plain way: dense matrices, SciPy's t and a root finder."""

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from scipy import optimize, stats

from app.analysis.pacing.forecast import NAMES, PROBABILITIES, arrival, chance, forecast
from app.analysis.pacing.model import Group, PacingModel, Shape, groups_for
from app.domain.course import metres
from app.domain.times import NS_PER_S, seconds
from app.formats.pacing_file import shipped_pacing
from tests.unit.pacing.law_cases import marks_of, model, times_of

FINE = 200


def _cell_law(shape: Shape, distance: float) -> tuple[Any, Any]:
    x = (np.arange(FINE) + 0.5) / FINE
    rows = [x - 0.5, np.exp(-x * distance / 60), np.maximum(x - 0.72, 0) / 0.28]
    rows += [6 * (x - 0.5) ** 2 - 0.5, *(np.cos(k * math.pi * x) for k in range(3, 13))]
    phi = np.array([row - row.mean() for row in rows]).T
    spread = np.array(shape.mean_cov)
    spread[:4, :4] += np.diag(np.square([shape.fade, shape.start, shape.kick, shape.bow]))
    low, high = np.minimum.outer(x, x), np.maximum.outer(x, x)
    cov = phi @ spread @ phi.T + shape.theta**2 + shape.walk**2 * low**shape.walk_power
    cov += shape.drift**2 * (low**2 * high / 2 - low**3 / 6) * 3
    for sd, length in shape.ripples:
        far = math.sqrt(3) * np.abs(np.subtract.outer(x, x)) / length
        cov += sd**2 * (1 + far) * np.exp(-far)
    return phi @ np.array(shape.mean), cov


def _part(begin: float, end: float, distance: float) -> Any:
    cells = np.linspace(0, distance, FINE + 1)
    held = [max(min(b, end) - max(a, begin), 0.0) for a, b in pairwise(cells)]
    return np.array(held) / sum(held)


def _opinions(
    found: PacingModel,
    group: Group,
    distance: float,
    marks: Any,
    times: Any,
    to: float,
    sd: float,
    best: float | None,
) -> list[tuple[float, float, float]]:
    """Return (log weight, centre, scale) of each level of one group, or of the athlete's own."""
    edges = [0.0, *marks]
    rows = [*(_part(a, b, distance) for a, b in pairwise(edges)), _part(marks[-1], to, distance)]
    weights = np.array(rows)
    mean, cov = _cell_law(group.shape, distance)
    stretches = [*pairwise(edges), (marks[-1], to)]
    pace = times[0] / marks[0]
    spots = sorted({e for s in stretches for e in s} - {0.0, distance})
    error = np.array(
        [[((b == m) - (a == m)) * sd / ((b - a) * pace) for m in spots] for a, b in stretches]
    )
    logs = np.log(np.diff([0.0, *times]) / np.diff(edges))
    k, out = len(marks), []
    longer = found.growth * math.log(distance / group.reference_m)
    levels = [(each.log_slowness + longer, each.sd, each.weight) for each in group.levels]
    if best is not None:
        levels = [(math.log(best / distance) + group.best.shift, group.best.sd, 1.0)]
    for theta, level_sd, weight in levels:
        total = weights @ cov @ weights.T + level_sd**2 + error @ error.T
        mu = weights @ mean + theta
        law = stats.multivariate_t(mu[:k], total[:k, :k], df=found.nu)
        gain = np.linalg.inv(total[:k, :k]) @ total[:k, k]
        misfit = (logs - mu[:k]) @ np.linalg.inv(total[:k, :k]) @ (logs - mu[:k])
        variance = (total[k, k] - gain @ total[:k, k]) * (found.nu + misfit) / (found.nu + k)
        centre = mu[k] + gain @ (logs - mu[:k]) + math.log(to - marks[-1])
        out.append((math.log(weight) + law.logpdf(logs), centre, math.sqrt(variance)))
    return out


def _cdf(
    found: PacingModel,
    distance: float,
    marks: Any,
    times: Any,
    race_class: str,
    to: float,
    best: float | None = None,
) -> Any:
    parts = [
        opinion
        for group in groups_for(found, distance, race_class)
        for opinion in _opinions(found, group, distance, marks, times, to, 0.07, best)
    ]
    log_weights, centres, scales = np.array(parts).T
    weights = np.exp(log_weights - log_weights.max())
    df = found.nu + len(marks)

    def cdf(time: float) -> float:
        z = (math.log(time - times[-1]) - centres) / scales
        return float(weights @ stats.t.cdf(z, df) / weights.sum())

    return cdf


CASES = [
    (1609.344, (400.0, 800.0, 1200.0), (62.6, 124.6, 186.66), "paced", None),
    (1609.344, (409.344, 809.344), (60.2, 120.75), "", None),
    (1609.344, (409.344, 809.344), (60.2, 120.75), "", 247.64),
    (1609.344, (409.344,), (75.0,), "paced", 247.64),
    (1500.0, (300.0, 700.0, 1100.0), (46.9, 115.2, 181.0), "championship", None),
    (800.0, (200.0,), (26.1,), "championship", 105.0),
    (800.0, (200.0,), (26.1,), "championship", None),
    (3000.0, (1000.0, 2000.0), (175.0, 352.0), "", None),
]


@pytest.mark.parametrize("which", ["small", "shipped"])
@pytest.mark.parametrize(("distance", "marks", "times", "race_class", "best"), CASES)
def test_that_every_quantile_is_that_of_the_oracle(
    which: str, distance: float, marks: Any, times: Any, race_class: str, best: float | None
) -> None:
    found = model() if which == "small" else shipped_pacing()
    cdf = _cdf(found, distance, marks, times, race_class, distance, best)
    known = None if best is None else seconds(best)
    passed = (metres(distance), marks_of(*marks), times_of(*times))
    got = forecast(found, *passed, race_class, known, timing_sd_s=0.07)
    assert got is not None
    for name, p in zip(NAMES, PROBABILITIES, strict=True):
        low, high = times[-1] + 1e-3, times[-1] * 40

        def off(time: float, wanted: float = p) -> float:
            return cdf(time) - wanted

        root = optimize.brentq(off, low, high, xtol=1e-10, rtol=1e-14)
        assert got.quantiles[name] / NS_PER_S == pytest.approx(root, abs=1e-6)
    assert chance(got, seconds(times[-1] * 1.4)) == pytest.approx(cdf(times[-1] * 1.4), abs=1e-9)


def test_that_the_arrival_at_a_later_mark_is_that_of_the_oracle() -> None:
    cdf = _cdf(model(), 1500.0, (400.0,), (62.0,), "paced", 800.0)
    got = arrival(
        model(),
        metres(1500),
        marks_of(400),
        times_of(62.0),
        metres(800),
        "paced",
        timing_sd_s=0.07,
    )
    assert got is not None
    assert cdf(got.quantiles["0.9"] / NS_PER_S) == pytest.approx(0.9, abs=1e-8)
