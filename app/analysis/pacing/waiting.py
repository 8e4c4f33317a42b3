"""What does it say that the next press has not come yet?

The runner is not at the next mark by `now`: what could have brought an earlier arrival is ruled
out, and all that is foretold is weighed anew. Times are nanoseconds after the start, distances
millimetres.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.analysis.pacing import student
from app.analysis.pacing.forecast import Forecast, from_law
from app.analysis.pacing.kernel import Floats
from app.analysis.pacing.mixture import Mixture, lightened, quantiles
from app.analysis.pacing.model import PacingModel
from app.analysis.pacing.posterior import Opinions, opinions
from app.analysis.pacing.run import Run
from app.domain.course import Distance, to_metres
from app.domain.times import NS_PER_S, Duration

_MISSED = math.log(0.003)
_LIGHT = 3e-5
_MOST = 12.0
_UNHEARD_OF = math.log(1e-6)
_FAINTEST = 1e-60


class Due(NamedTuple):
    """The next mark: when the runner is expected there, given that it is later than now.

    `expected` is the mean and `sd` the standard deviation, ns. `log_survival` is the log of the
    probability that the press would come this late or later; `overdue` says that it is below
    0.003: it may have been missed.
    """

    expected: Duration
    sd: Duration
    log_survival: float
    overdue: bool


class Wait(NamedTuple):
    """All about the wait for one press that changes only with the marks: the live frame reuses it.

    The two stretches of the opinions are the one to the next mark and the one from there to the
    finish, if there is one. By an opinion the logarithm of the seconds to the next mark is about
    its centre with its scale.
    """

    model: PacingModel
    run: Run
    next_m: float
    found: Opinions
    centres: Floats
    scales: Floats
    log_weights: Floats


class Silence(NamedTuple):
    """What the silence up to `now` (s) has left: by opinion, arrivals at nodes of its tail.

    `reach` is in seconds after the last mark, `mass` the probability of each arrival,
    `log_survival` the log of the probability of such a silence.
    """

    now: float
    nodes: Floats
    reach: Floats
    mass: Floats
    log_survival: float


class Waiting(NamedTuple):
    """The forecast of the finish and of the next mark when the press has not come by now."""

    finish: Forecast
    due: Due


def wait(model: PacingModel, run: Run, next_mark: Distance) -> Wait:
    """Return the wait for the press at `next_mark`, which lies ahead of `run` or is the finish."""
    mark = min(to_metres(next_mark), run.distance_m)
    first, rest = (run.last_m, mark), (mark, run.distance_m)
    found = opinions(model, run, (first,) if mark >= run.distance_m else (first, rest))
    length = math.log(mark - run.last_m)
    log_weights = np.log(np.maximum(found.weights, _FAINTEST))
    centres, scales = found.means[:, 0] + length, found.scales[:, 0]
    return Wait(model, run, mark, found, centres, scales, log_weights)


def silence(waited: Wait, now: Duration) -> Silence:
    """Return what is left when the press has not come by `now`."""
    gone = now / NS_PER_S - waited.run.last_s
    centre, scale = waited.centres, waited.scales
    z = (math.log(gone) - centre) / scale if gone > 0 else np.full_like(centre, -math.inf)
    nodes, share, log_tail = student.tail_nodes(z, waited.found.df)
    log_weight = waited.log_weights + log_tail
    peak = float(log_weight.max())
    weight = np.exp(log_weight - peak)
    total = float(weight.sum())
    reach = np.exp(np.minimum(centre[:, None] + scale[:, None] * nodes, _MOST))
    mass = (weight / total)[:, None] * share
    return Silence(now / NS_PER_S, nodes, reach, mass, min(peak + math.log(total), 0.0))


def forecast_given_no_press(waited: Wait, now: Duration) -> Waiting:
    """Return what is foretold at `now` when the press has not come."""
    left = silence(waited, now)
    return Waiting(finish_after(waited, left), due_after(waited, left))


def finish_after(waited: Wait, left: Silence) -> Forecast:
    """Return the forecast of the finish after a silence.

    Every opinion is integrated over the arrivals that are left; each of them would have given the
    forecast of a press at that moment, so nothing jumps when it comes.
    """
    last = waited.next_m >= waited.run.distance_m
    law = _late(waited, left) if last else _finish_law(waited, left)
    return from_law(waited.model, waited.run, law, _classes(waited.found, left.mass))


def arrivals_after(
    waited: Wait, left: Silence, probabilities: Sequence[float]
) -> tuple[Duration, ...]:
    """Return the times by which the press will have come with each of the rising probabilities."""
    found = quantiles(_late(waited, left), probabilities)
    return tuple(Duration(round(each * NS_PER_S)) for each in found)


def due_after(waited: Wait, left: Silence) -> Due:
    """Return when the next mark is due after a silence."""
    arrivals, mass = waited.run.last_s + left.reach, left.mass
    mean = float((mass * arrivals).sum())
    variance = float((mass * (arrivals - mean) ** 2).sum())
    return Due(
        expected=Duration(round(mean * NS_PER_S)),
        sd=Duration(round(math.sqrt(variance) * NS_PER_S)),
        log_survival=left.log_survival,
        overdue=left.log_survival < _MISSED,
    )


def _classes(found: Opinions, mass: Floats) -> dict[str, float]:
    total: dict[str, float] = {}
    for name, each in zip(found.classes, mass.sum(axis=1), strict=True):
        total[name] = total.get(name, 0.0) + float(each)
    return total


def _finish_law(waited: Wait, left: Silence) -> Mixture:
    """Return the law of the finish: one opinion for every arrival that is left.

    To be the same as the forecast after a press there, the misfit grows by that of the arrival
    and the degrees of freedom by one.
    """
    run, found, nodes = waited.run, waited.found, left.nodes
    cov = found.covariances
    gain = cov[:, 0, 1] / cov[:, 0, 0]
    rest = cov[:, 1, 1] - gain * cov[:, 0, 1]
    misfit = found.misfit[:, None] + nodes**2 * found.stretch[:, None]
    df = found.df + 1
    centres = found.means[:, 1:2] + (gain * waited.scales)[:, None] * nodes
    centres = centres + math.log(run.distance_m - waited.next_m)
    scales = np.sqrt(rest[:, None] * (found.nu + misfit) / df)
    since = (run.last_s + left.reach).ravel()
    law = Mixture(df, since, centres.ravel(), scales.ravel(), left.mass.ravel())
    return lightened(law, _LIGHT)


def _late(waited: Wait, left: Silence) -> Mixture:
    """Return the law of the time at the next mark, known to be later than now.

    Beyond the point where one race in a million is still under way no law was ever
    checked: from there on it goes with the clock.
    """
    found = waited.found
    since = np.full(len(found.weights), waited.run.last_s)
    law = Mixture(found.df, since, waited.centres, waited.scales, found.weights)
    if left.log_survival < _UNHEARD_OF:
        (edge,) = quantiles(law, (1 - math.exp(_UNHEARD_OF),))
        law = law._replace(since=law.since + max(left.now - edge, 0.0))
    return law._replace(past=left.now)
