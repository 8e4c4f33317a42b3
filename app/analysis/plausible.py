"""Is a lap believable, or was a key pressed twice or not at all?

Rules of thumb for hand timing: a flag keeps the press and asks, it never drops it.
"""

import math
from collections.abc import Sequence

from app.analysis.laps import Lap
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration

DOUBLE = "double press?"
MISSED = "missed press?"
UNUSUAL = "unusual lap"
_FASTEST_MM_PER_S = 9_600
_DOUBLE_RATIO = 0.60
_MISSED_TOLERANCE = 0.13
_LOG_SD = 0.05
_HAND_SD_S = 0.10
_FAR = 4.0


def flag(run: Sequence[Lap], target: Target) -> str:
    """Return what is odd about the last of `run`, empty when nothing is.

    Faster than 9.6 m/s or under 0.60 of the expected time reads as a double press, a whole
    multiple within 13 % as missed ones, beyond four standard deviations as unusual.
    """
    lap = run[-1]
    expected = _expected(run, target)
    ratio = lap.lap / expected
    too_fast = lap.length * NS_PER_S > lap.lap * _FASTEST_MM_PER_S
    if too_fast or ratio < _DOUBLE_RATIO:
        return DOUBLE
    whole = round(ratio)
    if whole > 1 and abs(ratio / whole - 1) < _MISSED_TOLERANCE:
        return MISSED
    z = math.log(ratio) / math.hypot(_LOG_SD, _HAND_SD_S * NS_PER_S / expected)
    return UNUSUAL if abs(z) > _FAR else ""


def _expected(run: Sequence[Lap], target: Target) -> Duration:
    """Expect the pace of the lap before, on the first lap the target's."""
    lap = run[-1]
    if len(run) == 1:
        return target.time_at(lap.mark)
    return Duration(max(1, run[-2].lap * lap.length // run[-2].length))
