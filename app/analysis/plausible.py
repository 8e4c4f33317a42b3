"""Is a lap believable, or was a key pressed twice or not at all?

Rules of thumb for hand timing: a flag keeps the press and asks, it never drops it. A shift is the
logarithm of how much longer a stretch took the whole field than each expected; log_sd is the
standard deviation of a lap's logarithm.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from app.analysis.laps import Lap
from app.domain.course import Distance
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration
from app.language import marked

DOUBLE = marked("double press?")
MISSED = marked("missed press?")
UNUSUAL = marked("unusual lap")
HAND_SD_S = 0.10
"""Of a lap that one person pressed at both ends."""
LOG_SD = 0.05
MISSED_TOLERANCE = 0.13
START_SD_S = 2.5
"""Of a start by hand: whoever was talking when the gun went is seconds late."""
_FASTEST_MM_PER_S = 9_600
_DOUBLE_RATIO = 0.60
_FAR = 4.0
_LOOK_BACK = 8


class Reading(NamedTuple):
    """What is odd about a lap, and the logarithm of how much longer it took than expected.

    `log_sd` is how well that was known.
    """

    flag: str
    log_ratio: float
    expected: Duration
    log_sd: float


def flag(run: Sequence[Lap], target: Target) -> str:
    """Return what is odd about the last of `run`, empty when nothing is or it was kept."""
    return readings(run[-_LOOK_BACK:], target)[-1].flag


def readings(run: Sequence[Lap], target: Target, known: Sequence[Reading] = ()) -> list[Reading]:
    """Return what is odd about each lap of an athlete, held against those before it.

    A lap that is odd is nothing to hold the next one against, save where an unusual pace goes on
    or where there is no other lap; without any lap the target is what is known. An unusual lap
    made good by the next one was a press at the wrong moment: the next one is not asked about.
    `known` are the readings of the first laps where they are known already.
    """
    found = list(known)
    for i in range(len(found), len(run)):
        lap = run[i]
        reading = _best(lap, _bases(run, found, i), target)
        if lap.split.kept or (reading.flag and _made_good(run, found, i)):
            reading = reading._replace(flag="")
        found.append(reading)
    return found


def judge(lap: Lap, expected: Duration, log_sd: float = LOG_SD) -> str:
    """Return what is odd about a lap that was expected to take `expected` (ns), or nothing.

    Faster than 9.6 m/s or under 0.60 of the expected time reads as a double press, a whole
    multiple within 13 % as missed ones, beyond four standard deviations as unusual.
    """
    ratio = lap.lap / expected
    if lap.length * NS_PER_S > lap.lap * _FASTEST_MM_PER_S or ratio < _DOUBLE_RATIO:
        return DOUBLE
    whole = round(ratio)
    if whole > 1 and abs(ratio / whole - 1) < MISSED_TOLERANCE:
        return MISSED
    z = math.log(ratio) / math.hypot(log_sd, HAND_SD_S * NS_PER_S / expected)
    return UNUSUAL if abs(z) > _FAR else ""


def stretch_at(begin: Distance, mark: Distance, base: Lap | None, target: Target) -> Duration:
    """Return the time from `begin` to `mark` at the pace of `base`, else of the target; over 0."""
    if base is None:
        return Duration(max(1, target.time_at(mark) - target.time_at(begin)))
    return Duration(max(1, base.lap * (mark - begin) // base.length))


def base_of(run: Sequence[Lap], found: Sequence[Reading], before: int) -> Lap | None:
    """Return the last lap in front of the place `before` with nothing odd about it, or None.

    The first of a part of a run is taken as it is: what is odd about it was asked before.
    """
    for i in range(before - 1, -1, -1):
        if not found[i].flag:
            return run[i]
    return None


def _bases(run: Sequence[Lap], found: Sequence[Reading], i: int) -> list[Lap | None]:
    if i == 0:
        return [run[0] if run[0].begin else None]
    base = base_of(run, found, i)
    again = found[-1].flag == UNUSUAL or (base is None and found[-1].flag == MISSED)
    return [base, run[i - 1]] if again else [base]


def _best(lap: Lap, bases: Sequence[Lap | None], target: Target) -> Reading:
    """Return the reading by the first of the laps it is held against, or by one that it fits."""
    found: list[Reading] = []
    for base in bases:
        due = stretch_at(lap.begin, lap.mark, base, target)
        log_sd = math.hypot(LOG_SD, start_log_sd(base or lap))
        ratio = math.log(max(lap.lap, 1) / due)
        found.append(Reading(judge(lap, due, log_sd), ratio, due, log_sd))
    return next((each for each in found if not each.flag), found[0])


def start_log_sd(lap: Lap) -> float:
    """Return what a start by hand adds to the log sd of a pressed first lap, and of what rests on it."""
    by_hand = lap.begin == 0 and lap.split.by_hand
    return START_SD_S * NS_PER_S / max(lap.lap, 1) if by_hand else 0.0


def _made_good(run: Sequence[Lap], found: Sequence[Reading], i: int) -> bool:
    """Return whether the lap before was unusual, and both together are not."""
    if i == 0 or found[-1].flag != UNUSUAL:
        return False
    first, length = run[i - 1], run[i].mark - run[i - 1].begin
    both = run[i]._replace(begin=first.begin, lap=Duration(first.lap + run[i].lap))
    return not judge(both, Duration(found[-1].expected * length // first.length))
