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
from app.analysis.pacing.forecast import Forecast, from_law, stretch_law
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

    The three stretches of the opinions are the one to the next mark, the one from there to the
    finish, and both.
    """

    model: PacingModel
    run: Run
    next_m: float
    found: Opinions


class Waiting(NamedTuple):
    """The forecast of the finish and of the next mark when the press has not come by now."""

    finish: Forecast
    due: Due


def wait(model: PacingModel, run: Run, next_mark: Distance) -> Wait:
    """Return the wait for the press at `next_mark`, which lies ahead of `run` or is the finish."""
    mark = min(to_metres(next_mark), run.distance_m)
    first, rest = (run.last_m, mark), (mark, run.distance_m)
    ahead = (first,) if mark >= run.distance_m else (first, rest)
    return Wait(model, run, mark, opinions(model, run, ahead))


class _Arrivals(NamedTuple):
    """The arrivals that are left: by opinion, at nodes of its tail, with the mass of each."""

    nodes: Floats
    reach: Floats
    mass: Floats
    log_survival: float


def _arrivals(waited: Wait, now: Duration) -> _Arrivals:
    run, found = waited.run, waited.found
    length = math.log(waited.next_m - run.last_m)
    centre, scale = found.means[:, 0] + length, found.scales[:, 0]
    gone = now / NS_PER_S - run.last_s
    z = (math.log(gone) - centre) / scale if gone > 0 else np.full_like(centre, -math.inf)
    nodes, share, log_tail = student.tail_nodes(np.asarray(z), found.df)
    log_weight = np.log(np.maximum(found.weights, _FAINTEST)) + log_tail
    peak = float(log_weight.max())
    weight = np.exp(log_weight - peak)
    mass = (weight / weight.sum())[:, None] * share
    reach = np.exp(np.minimum(centre[:, None] + scale[:, None] * nodes, _MOST))
    return _Arrivals(nodes, reach, mass, min(peak + math.log(float(weight.sum())), 0.0))


def due_given_no_press(waited: Wait, now: Duration) -> Due:
    """Return when the next mark is due at `now` when the press has not come."""
    return _due(waited, _arrivals(waited, now))


def forecast_given_no_press(waited: Wait, now: Duration) -> Waiting:
    """Return what is foretold at `now` when the press has not come.

    Every opinion is integrated over the arrivals that are left; each of them would have given the
    forecast of a press at that moment, so nothing jumps when it comes.
    """
    left = _arrivals(waited, now)
    if waited.next_m >= waited.run.distance_m:
        law = _late(waited, now, left.log_survival)
    else:
        law = _finish_law(waited, left)
    found = from_law(waited.model, waited.run, law, _classes(waited.found, left.mass))
    return Waiting(found, _due(waited, left))


def arrivals_given_no_press(
    waited: Wait, now: Duration, probabilities: Sequence[float]
) -> tuple[Duration, ...]:
    """Return the times by which the press will have come with each of the rising probabilities."""
    law = _late(waited, now, _arrivals(waited, now).log_survival)
    return tuple(Duration(round(each * NS_PER_S)) for each in quantiles(law, probabilities))


def _due(waited: Wait, left: _Arrivals) -> Due:
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


def _finish_law(waited: Wait, left: _Arrivals) -> Mixture:
    """Return the law of the finish: one opinion for every arrival that is left.

    To be the same as the forecast after a press there, the misfit grows by that of the arrival
    and the degrees of freedom by one.
    """
    run, found, nodes = waited.run, waited.found, left.nodes
    cov, spread = found.covariances, found.scales
    gain = cov[:, 0, 1] / cov[:, 0, 0]
    rest = cov[:, 1, 1] - gain * cov[:, 0, 1]
    misfit = found.misfit[:, None] + nodes**2 * found.stretch[:, None]
    df = found.df + 1
    centres = found.means[:, 1:2] + gain[:, None] * spread[:, :1] * nodes
    centres = centres + math.log(run.distance_m - waited.next_m)
    scales = np.sqrt(rest[:, None] * (found.nu + misfit) / df)
    since = (run.last_s + left.reach).ravel()
    law = Mixture(df, since, centres.ravel(), scales.ravel(), left.mass.ravel())
    return lightened(law, _LIGHT)


def _late(waited: Wait, now: Duration, survival: float) -> Mixture:
    """Return the law of the time at the next mark, known to be later than now.

    Beyond the point where one race in a million is still under way no law was ever
    checked: from there on it goes with the clock.
    """
    run, found, now_s = waited.run, waited.found, now / NS_PER_S
    law = stretch_law(run, (run.last_m, waited.next_m), found)
    if survival < _UNHEARD_OF:
        (edge,) = quantiles(law, (1 - math.exp(_UNHEARD_OF),))
        law = law._replace(since=law.since + max(now_s - edge, 0.0))
    return law._replace(past=now_s)
