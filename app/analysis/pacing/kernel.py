"""How does the pace of one stretch of a race vary with that of another?

Covariances of the mean log slowness of stretches, by quadrature on cells of equal length, so that
any marks will do. Fractions of the distance run from 0 to 1, lengths are metres.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.analysis.pacing.model import Shape

Floats = NDArray[np.float64]
Stretch = tuple[float, float]
"""Where a part of a race begins and ends."""

CELLS = 200
WAVES = range(3, 13)
_START_M = 60.0
_KICK_FROM = 0.72
_AT = (np.arange(CELLS) + 0.5) / CELLS
_APART = np.abs(_AT[:, None] - _AT[None, :])
_EARLIER = np.minimum(_AT[:, None], _AT[None, :])
_LATER = np.maximum(_AT[:, None], _AT[None, :])
_KEPT = 64
_MANY, _SMALL = 512, 32
_FEW, _LARGE = 16, 64
"""How many answers are kept for so many stretches; an answer has the square of that in numbers.

Beyond `_LARGE` none is: it would be megabytes for a race of some hours, and solving for it costs
more than making it anew.
"""


@lru_cache(_KEPT)
def basis(distance_m: float) -> Floats:
    """Return the basis functions at the cells, one a row, each of zero mean.

    Fade, start, kick and bow, by which races differ; then cosines, which only the mean needs.
    """
    rows = [
        _AT - 0.5,
        np.exp(-_AT * distance_m / _START_M),
        np.clip((_AT - _KICK_FROM) / (1 - _KICK_FROM), 0, 1),
        6 * (_AT - 0.5) ** 2 - 0.5,
        *(np.cos(k * np.pi * _AT) for k in WAVES),
    ]
    found = np.stack(rows)
    return np.asarray(found - found.mean(axis=1, keepdims=True), dtype=np.float64)


def averaging(stretches: Sequence[Stretch], distance_m: float) -> Floats:
    """Return the weights of the cells in each stretch; cells that it cuts count by their part."""
    edge = np.asarray(stretches, dtype=np.float64) / distance_m * CELLS
    cell = np.arange(CELLS)
    part = np.minimum(edge[:, 1:], cell + 1) - np.maximum(edge[:, :1], cell)
    held = np.maximum(part, 0.0)
    weights: Floats = held / held.sum(axis=1, keepdims=True)
    return weights


@lru_cache(_KEPT)
def cell_covariance(shape: Shape) -> Floats:
    """Return what does not depend on the distance, between all cells.

    Ripples have the Matérn covariance of order 3/2 (Rasmussen and Williams, Gaussian Processes for
    Machine Learning, 4.17), the drift is an integrated Wiener process (their 6.31).
    """
    total = np.full((CELLS, CELLS), shape.theta**2, dtype=np.float64)
    total += shape.walk**2 * _EARLIER**shape.walk_power
    total += shape.drift**2 * _EARLIER**2 * (3 * _LATER - _EARLIER) / 2
    for ripple in shape.ripples:
        far = np.sqrt(3) * _APART / ripple.length
        total += ripple.sd**2 * (1 + far) * np.exp(-far)
    return total


@lru_cache(_KEPT)
def coefficient_covariance(shape: Shape) -> Floats:
    """Return the covariance of the basis functions' coefficients: of races, and of the mean."""
    found = np.array(shape.mean_cov)
    four = np.arange(4)
    found[four, four] += np.array([shape.fade, shape.start, shape.kick, shape.bow]) ** 2
    return found


def stretch_laws(
    shape: Shape, stretches: tuple[Stretch, ...], distance_m: float
) -> tuple[Floats, Floats]:
    """Return mean and covariance of the log slownesses of the stretches, at a level of 0."""
    if len(stretches) > _LARGE:
        return _laws(shape, stretches, distance_m)
    kept = _small_laws if len(stretches) <= _SMALL else _large_laws
    return kept(shape, stretches, distance_m)


def _laws(shape: Shape, stretches: tuple[Stretch, ...], distance_m: float) -> tuple[Floats, Floats]:
    weights = averaging(stretches, distance_m)
    part = weights @ basis(distance_m).T
    covariance = weights @ cell_covariance(shape) @ weights.T
    covariance += part @ coefficient_covariance(shape) @ part.T
    return part @ np.array(shape.mean), covariance


_small_laws = lru_cache(_MANY)(_laws)
_large_laws = lru_cache(_FEW)(_laws)


def timing_errors(stretches: tuple[Stretch, ...], distance_m: float) -> Floats:
    """Return the covariance in 1/m^2 that an error of 1 m at each mark brings.

    An error at a mark lengthens one stretch and shortens the next; start and finish have none.
    """
    kept = _small_errors if len(stretches) <= _SMALL else _errors
    return kept(stretches, distance_m)


def _errors(stretches: tuple[Stretch, ...], distance_m: float) -> Floats:
    edges = np.array(stretches)
    marks = sorted({each for stretch in stretches for each in stretch if 0 < each < distance_m})
    if not marks:
        return np.zeros((len(stretches), len(stretches)))
    ends = np.equal(edges[:, 1:], marks).astype(np.float64) - np.equal(edges[:, :1], marks)
    share = ends / np.diff(edges, axis=1)
    found: Floats = share @ share.T
    return found


_small_errors = lru_cache(_MANY)(_errors)
