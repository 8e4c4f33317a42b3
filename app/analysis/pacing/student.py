"""How probable is a value of Student's t, far out in the tail too?

For whole degrees of freedom, in closed form; the tail by quadrature in the angle
atan(z / sqrt(df)), in which the density is a power of the cosine.
"""

import math
from functools import lru_cache

import numpy as np

from app.analysis.pacing.kernel import Floats

_NODES = 20
_SPAN = 12.0


def cdf(z: Floats, df: int) -> Floats:
    """Return P(Z <= z) (Abramowitz and Stegun, Handbook, 26.7.3 and 26.7.4)."""
    angle = np.arctan(z / math.sqrt(df))
    sine, square = np.sin(angle), np.cos(angle) ** 2
    odd = df % 2
    term = np.ones_like(sine)
    total = np.zeros_like(sine)
    for k in range((df - odd) // 2):
        total += term
        term = term * (square * ((2 * k + 1 + odd) / (2 * k + 2 + odd)))
    inner = sine * total
    if odd:
        inner = (angle + inner * np.cos(angle)) * (2 / math.pi)
    return np.asarray(0.5 + 0.5 * inner, dtype=np.float64)


def log_pdf_constant(df: float) -> float:
    """Return the logarithm of the density at 0."""
    return math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - 0.5 * math.log(df * math.pi)


def pdf(z: Floats, df: int) -> Floats:
    """Return the density at z."""
    return np.asarray(
        np.exp(log_pdf_constant(df) - (df + 1) / 2 * np.log1p(z * z / df)), dtype=np.float64
    )


@lru_cache(1)
def _legendre() -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    return (nodes + 1) / 2, weights / 2


def tail_nodes(z: Floats, df: int) -> tuple[Floats, Floats, Floats]:
    """Return nodes above each z, their weights (summing to 1), and the log of P(Z > z).

    Shapes (len(z), nodes), the same, and (len(z),). The mean of g(Z) given Z > z is the weighted
    sum of g over the nodes.
    """
    place, weight = _legendre()
    root = math.sqrt(df)
    low = np.arctan(np.maximum(z, -_SPAN) / root)[:, None]
    # Reckoned from the far end, so that nothing is lost when z is very late.
    left = np.arctan2(root, np.maximum(z, -_SPAN))[:, None] * (1 - place)
    cosine = np.sin(left)
    log_density = (df - 1) * np.log(cosine)
    peak = log_density.max(axis=1, keepdims=True)
    mass = np.exp(log_density - peak) * weight
    total = mass.sum(axis=1, keepdims=True)
    span = math.pi / 2 - low
    # The density of the angle is that of z times sqrt(df) / cos^2.
    log_tail = np.log(total * span) + peak + log_pdf_constant(df) + math.log(root)
    return root / np.tan(left), mass / total, np.minimum(log_tail[:, 0], 0.0)
