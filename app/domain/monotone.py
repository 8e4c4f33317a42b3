"""Which smooth curve runs through splits without ever running backwards?

Piecewise cubic Hermite interpolation with the slopes of Fritsch and Carlson (SIAM Journal on
Numerical Analysis 17, 1980, in the weighted harmonic form of Fritsch and Butland, 1984).
"""

import itertools
from bisect import bisect_right
from collections.abc import Sequence

Knot = tuple[float, float]


def slopes(knots: Sequence[Knot]) -> list[float]:
    """Return dy/dx at each knot; at least two knots, x strictly and y not decreasing."""
    steps = [b[0] - a[0] for a, b in itertools.pairwise(knots)]
    secants = [(b[1] - a[1]) / step for a, b, step in zip(knots, knots[1:], steps, strict=False)]
    inner = [
        _inner_slope(steps[i], steps[i + 1], secants[i], secants[i + 1])
        for i in range(len(secants) - 1)
    ]
    return [_end_slope(steps, secants), *inner, _end_slope(steps[::-1], secants[::-1])]


def _inner_slope(left: float, right: float, before: float, behind: float) -> float:
    if before <= 0 or behind <= 0:
        return 0.0
    first, second = 2 * right + left, right + 2 * left
    return (first + second) / (first / before + second / behind)


def _end_slope(steps: Sequence[float], secants: Sequence[float]) -> float:
    if len(secants) == 1:
        return secants[0]
    slope = ((2 * steps[0] + steps[1]) * secants[0] - steps[0] * secants[1]) / (steps[0] + steps[1])
    return min(max(slope, 0.0), 3 * secants[0])


def interpolate(knots: Sequence[Knot], tangents: Sequence[float], x: float) -> float:
    """Return y at `x`, exact at every knot; outside the knots the nearest end's value."""
    if x <= knots[0][0]:
        return knots[0][1]
    if x >= knots[-1][0]:
        return knots[-1][1]
    i = bisect_right(knots, x, key=lambda knot: knot[0]) - 1
    (x0, y0), (x1, y1) = knots[i], knots[i + 1]
    step = x1 - x0
    t = (x - x0) / step
    rise = y1 - y0
    bend = tangents[i] * step * t * (1 - t) ** 2 - tangents[i + 1] * step * t**2 * (1 - t)
    return y0 + rise * t**2 * (3 - 2 * t) + bend
