"""How much air meets a runner on a lap of a track with a wind along its straights? In m/s.

A wind that blows along the straights is against the runner on one and behind on the other; as drag
grows with the square of the speed of the air, the two do not cancel.
"""

import math
from functools import cache

STRAIGHTS = 2 * 84.39 / 400.0
"""The share of a 400 m lap that is straight (World Athletics, 400 m standard track)."""

_HEADINGS = 24


@cache
def _bends() -> tuple[tuple[float, float], ...]:
    angles = (2 * math.pi * (each + 0.5) / _HEADINGS for each in range(_HEADINGS))
    return tuple((math.cos(angle), math.sin(angle)) for angle in angles)


def mean_square_airspeed(speed: float, wind: float, crosswind: float) -> float:
    """Return the mean over a lap of the square of the air's speed against the runner (m²/s²).

    What pushes along the way is the air's speed along it times its whole speed, where all of a
    side wind is felt (`crosswind` 1), or times itself alone, where none of it is (0). On a
    straight a wind along it has no side.
    """
    if wind == 0:
        return speed * speed
    straight = (_push(speed + wind, 0.0, 0.0) + _push(speed - wind, 0.0, 0.0)) / 2
    pushes = (_push(speed + wind * x, wind * y, crosswind) for x, y in _bends())
    return STRAIGHTS * straight + (1 - STRAIGHTS) * math.fsum(pushes) / _HEADINGS


def _push(along: float, across: float, crosswind: float) -> float:
    whole = math.hypot(along, across)
    return along * (abs(along) + crosswind * (whole - abs(along)))
