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
    return _cdf(z / math.sqrt(df), df)


def cdf_and_pdf(z: Floats, df: int) -> tuple[Floats, Floats]:
    """Return P(Z <= z) and the density at z, which have most of their work in common."""
    tangent = z / math.sqrt(df)
    square = 1 / (1 + tangent * tangent)
    power = square ** ((df + 1) // 2)
    density = power if df % 2 else power * np.sqrt(square)
    return _cdf(tangent, df, square), np.asarray(density * math.exp(log_pdf_constant(df)))


def _cdf(tangent: Floats, df: int, square: Floats | None = None) -> Floats:
    """Sum the terms by Horner; of the angle whose tangent is given only cosine and sine are needed."""
    square = 1 / (1 + tangent * tangent) if square is None else square
    odd, count = df % 2, df // 2
    total = np.ones_like(tangent)
    for k in range(count - 1, 0, -1):
        total = 1 + total * (square * ((2 * k - 1 + odd) / (2 * k + odd)))
    if not odd:
        return np.asarray(0.5 + 0.5 * tangent * np.sqrt(square) * total)
    inner = tangent * square * total if count else 0.0
    return np.asarray(0.5 + (np.arctan(tangent) + inner) / math.pi)


def log_pdf_constant(df: float) -> float:
    """Return the logarithm of the density at 0."""
    return math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - 0.5 * math.log(df * math.pi)


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
