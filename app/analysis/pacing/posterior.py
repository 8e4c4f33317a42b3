"""What do the stretches that were run say about those still to come?

Every opinion (a class of race and a level of runner) is conditioned on the marks by itself, and
weighed by how well it foretold them.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from app.analysis.pacing.kernel import Floats, Stretch, stretch_laws, timing_errors
from app.analysis.pacing.model import Group, Level, PacingModel, groups_for
from app.analysis.pacing.run import Run


class Opinions(NamedTuple):
    """The law of the log slowness of some stretches ahead, one row an opinion.

    `means` and `covariances` are those of the Gaussian process, `misfit` is how far the marks lay
    from its mean (a squared Mahalanobis distance), `weights` sum to 1. With t tails a stretch is
    about its mean with the scale of `scales`, on `df` degrees of freedom.
    """

    classes: tuple[str, ...]
    weights: Floats
    means: Floats
    covariances: Floats
    misfit: Floats
    nu: int
    known: int

    @property
    def df(self) -> int:
        """Degrees of freedom: every stretch that is known adds one."""
        return self.nu + self.known

    @property
    def stretch(self) -> Floats:
        """The factor of the covariances: above 1 where the marks were far from foretold."""
        return np.asarray((self.nu + self.misfit) / self.df, dtype=np.float64)

    @property
    def scales(self) -> Floats:
        """Scale of each stretch of each opinion."""
        variances = np.diagonal(self.covariances, axis1=1, axis2=2)
        return np.asarray(np.sqrt(variances * self.stretch[:, None]), dtype=np.float64)

    def class_weights(self) -> Mapping[str, float]:
        """How probable each class of race is."""
        found: dict[str, float] = {}
        for name, weight in zip(self.classes, self.weights, strict=True):
            found[name] = found.get(name, 0.0) + float(weight)
        return found


def opinions(model: PacingModel, run: Run, ahead: tuple[Stretch, ...]) -> Opinions:
    """Return what is thought of the stretches `ahead` after `run`.

    Student's t: the covariance grows with the misfit (Shah, Wilson and Ghahramani, Student-t
    processes as alternatives to Gaussian processes, 2014, section 3).
    """
    groups = groups_for(model, run.distance_m, run.race_class)
    parts = [_of_group(model, group, run, ahead) for group in groups]
    evidence = np.concatenate([part[0] for part in parts])
    weights = np.exp(evidence - evidence.max())
    return Opinions(
        classes=tuple(g.race_class for g, p in zip(groups, parts, strict=True) for _ in p[0]),
        weights=weights / weights.sum(),
        means=np.concatenate([part[1] for part in parts]),
        covariances=np.concatenate([part[2] for part in parts]),
        misfit=np.concatenate([part[3] for part in parts]),
        nu=model.nu,
        known=len(run.marks_m),
    )


def _levels(model: PacingModel, group: Group, run: Run) -> tuple[Level, ...]:
    """With a best time the runner's own level, else the levels of the group at this distance."""
    if run.best_s is not None:
        own = math.log(run.best_s / run.distance_m) + group.best.shift
        return (Level("own", own, group.best.sd, 1.0),)
    longer = model.growth * math.log(run.distance_m / group.reference_m)
    return tuple(each._replace(log_slowness=each.log_slowness + longer) for each in group.levels)


def _of_group(
    model: PacingModel, group: Group, run: Run, ahead: tuple[Stretch, ...]
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return log evidence with the prior weight, means, covariances and misfit, one row a level."""
    levels = _levels(model, group, run)
    stretches = run.stretches + ahead
    shape_mean, shape_cov = stretch_laws(group.shape, stretches, run.distance_m)
    slowness = run.first_slowness or math.exp(levels[0].log_slowness)
    noise = timing_errors(stretches, run.distance_m) * (run.timing_sd_s / slowness) ** 2
    level_var = np.array([each.sd**2 for each in levels])
    mean = np.array([each.log_slowness for each in levels])[:, None] + shape_mean
    cov = (shape_cov + noise) + level_var[:, None, None]
    weight = np.log([each.weight for each in levels])
    k = len(run.marks_m)
    if k == 0:
        return weight, mean, cov, np.zeros(len(levels))
    inner, cross = cov[:, :k, :k], cov[:, :k, k:]
    off = np.array(run.log_slownesses) - mean[:, :k]
    solved = np.linalg.solve(inner, np.concatenate([off[:, :, None], cross], axis=2))
    misfit = np.einsum("lk,lk->l", off, solved[:, :, 0])
    means = mean[:, k:] + np.einsum("lka,lk->la", cross, solved[:, :, 0])
    covariances = cov[:, k:, k:] - np.einsum("lka,lkb->lab", cross, solved[:, :, 1:])
    evidence = _log_density(model.nu, k, misfit, np.linalg.slogdet(inner)[1])
    return weight + evidence, means, covariances, misfit


def _log_density(nu: int, k: int, misfit: Floats, log_det: Floats) -> Floats:
    """Return the log density of a multivariate t with scale matrix the covariance."""
    constant = math.lgamma((nu + k) / 2) - math.lgamma(nu / 2) - k / 2 * math.log(nu * math.pi)
    found: Floats = constant - log_det / 2 - (nu + k) / 2 * np.log1p(misfit / nu)
    return found
