"""When will the athlete pass the next mark, given that the press has not come yet?

The arrival is taken as normal about what the projection foretells; that it has not happened by now
is information, and moves the expectation with the clock, early as well as late.
"""

import math
from typing import NamedTuple

from app.domain.times import Duration

_MISSED = 0.003
_FAR_TAIL = 30.0
"""Beyond it the survival function underflows; the series of its Mills ratio is exact to 1e-7."""


class Arrival(NamedTuple):
    """The expected time at the next mark and its standard deviation, ns after the start.

    `overdue` says that a press this late is improbable: it may have been missed.
    """

    expected: Duration
    sd: Duration
    overdue: bool


def not_yet(mean: Duration, sd: Duration, now: Duration) -> Arrival:
    """Return the arrival of a normal (`mean`, `sd` > 0) that has not come by `now` (all ns).

    E[A | A > now] = mean + sd h and Var = sd^2 (1 + a h - h^2), with a = (now - mean) / sd and the
    hazard h = pdf(a) / sf(a) (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions
    1, section 13.10).
    """
    a = (now - mean) / sd
    survival = 0.5 * math.erfc(a / math.sqrt(2))
    hazard = _hazard(a, survival)
    variance = max(1 + a * hazard - hazard * hazard, 0.0)
    expected = max(Duration(round(mean + sd * hazard)), now)
    return Arrival(expected, Duration(round(sd * math.sqrt(variance))), survival < _MISSED)


def _hazard(a: float, survival: float) -> float:
    if a > _FAR_TAIL:
        return a + 1 / a - 2 / a**3 + 10 / a**5
    return math.exp(-0.5 * a * a) / math.sqrt(2 * math.pi) / survival
