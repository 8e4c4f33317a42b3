"""When does something happen whose time is known only as a mixture of opinions?

Every opinion is that the logarithm of the seconds still to come is a shifted and scaled Student's
t. Times are seconds after the start.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.analysis.pacing import student
from app.analysis.pacing.kernel import Floats

_STEPS = 60
_REACH = 15.0
_MOST = 25.0
_NEAR_S = 1e-5
"""A step of Newton's method this small leaves an error of about its square."""
_APART = np.array([0.25, 0.5, 0.75, 1.0, 1.3, 1.6, 2.0, 2.5, 3.2, 4.5, 7.0])
_AROUND = np.array([*-_APART[::-1], 0.0, *_APART])
_LEAST_S = 1e-9
_TINY = 1e-300


class Mixture(NamedTuple):
    """The law of a time: by each opinion, log(time - since) is t with `df` about its centre.

    It is known to be later than `past`; the weights are those without that knowledge.
    """

    df: int
    since: Floats
    centres: Floats
    scales: Floats
    weights: Floats
    past: float = 0.0


def lightened(law: Mixture, least: float = 1e-9) -> Mixture:
    """Return the law without the opinions that weigh less than `least`."""
    held = law.weights > least
    weights = law.weights[held]
    return law._replace(
        since=law.since[held],
        centres=law.centres[held],
        scales=law.scales[held],
        weights=weights / weights.sum(),
    )


def probability_by(law: Mixture, time_s: float) -> float:
    """Return the probability that it happens no later than `time_s`."""
    if time_s <= law.past:
        return 0.0
    before, by = _cdf(law, np.array([law.past, time_s]))
    return float((by - before) / (1 - before))


def _scores(law: Mixture, times: Floats) -> tuple[Floats, Floats]:
    """Return the seconds since each opinion's beginning, and their t scores."""
    gone = np.maximum(times[:, None] - law.since, _LEAST_S)
    return gone, (np.log(gone) - law.centres) / law.scales


def _cdf(law: Mixture, times: Floats) -> Floats:
    gone, z = _scores(law, times)
    by = np.where(gone > _LEAST_S, student.cdf(z, law.df), 0.0)
    return np.asarray(by @ law.weights, dtype=np.float64)


def _cdf_and_density(law: Mixture, times: Floats) -> tuple[Floats, Floats]:
    gone, z = _scores(law, times)
    cdf, pdf = student.cdf_and_pdf(z, law.df)
    begun = gone > _LEAST_S
    return np.where(begun, cdf, 0.0) @ law.weights, np.where(
        begun, pdf / (law.scales * gone), 0.0
    ) @ law.weights


def log_survival(law: Mixture, time_s: float) -> float:
    """Return the log of the probability that it happens later than `time_s`, whatever is past."""
    gone, z = _scores(law, np.array([time_s]))
    tails = np.where(gone[0] > _LEAST_S, student.tail_nodes(z[0], law.df)[2], 0.0)
    logs = tails + np.log(np.maximum(law.weights, _TINY))
    peak = float(logs.max())
    return min(peak + math.log(float(np.exp(logs - peak).sum())), 0.0)


def quantiles(law: Mixture, probabilities: Sequence[float]) -> tuple[float, ...]:
    """Return the times by which it happens with each of the probabilities, which rise.

    Newton's method, kept inside a bracket that halves when a step would leave it.
    """
    light = lightened(law)
    before = _cdf(light, np.array([light.past]))
    wanted = before + np.asarray(probabilities) * (1 - before)
    low, high, time = _brackets(light, wanted)
    for _ in range(_STEPS):
        by, density = _cdf_and_density(light, time)
        off = by - wanted
        low, high = np.where(off < 0, time, low), np.where(off < 0, high, time)
        step = time - off / np.maximum(density, _TINY)
        inside = (step >= low) & (step <= high)
        time, before = np.where(inside, step, (low + high) / 2), time
        if np.abs(time - before).max() < _NEAR_S:
            break
    return tuple(float(each) for each in time)


def _brackets(law: Mixture, wanted: Floats) -> tuple[Floats, Floats, Floats]:
    """Bracket each quantile by neighbours of a grid, and begin on the straight line between.

    The grid is close where the law has its weight, and goes far enough for one in a million, but
    no further than any float can hold.
    """
    reach = _REACH * law.scales
    least = float((law.since + np.exp(np.minimum(law.centres - reach, _MOST))).min())
    most = float((law.since + np.exp(np.minimum(law.centres + reach, _MOST))).max())
    ahead = np.exp(np.minimum(law.centres, _MOST))
    middle = float((law.since + ahead) @ law.weights)
    spread = (law.since + ahead - middle) ** 2 + (ahead * law.scales) ** 2
    near = middle + math.sqrt(float(spread @ law.weights)) * _AROUND
    grid = np.array([least, *np.clip(near, least, most), most])
    known = _cdf(law, grid)
    place = np.clip(np.searchsorted(known, wanted), 1, len(grid) - 1)
    low, high = grid[place - 1], grid[place]
    rise = np.maximum(known[place] - known[place - 1], _TINY)
    part = np.clip((wanted - known[place - 1]) / rise, 0.0, 1.0)
    return low, high, low + part * (high - low)
