"""When was an athlete at a place where nobody timed them?

Exact at the marks around it and never backwards: along the mean profile of races of the class, or
along the way that others in the same race went, which is twice as near. Times are ns after the
athlete's own start, distances mm.
"""

import math
from collections.abc import Sequence

from app.analysis.profile import Profile
from app.domain.course import Distance
from app.domain.times import NS_PER_S, Duration

_NEAR = Duration(3 * NS_PER_S // 2)
_LEAST_WEIGHT = 1e-12

Known = tuple[Distance, Duration]
"""A place and the time there."""


def time_between(
    start: Known, end: Known, place: Distance, profile: Profile, distance: Distance
) -> Duration:
    """Return the time at `place` between two places that were timed, of a race over `distance`.

    t(d) = t0 + (t1 - t0) (phi(d) - phi(d0)) / (phi(d1) - phi(d0)), phi being the profile.
    """
    (near, early), (far, late) = start, end
    first, last = profile.share(near / distance), profile.share(far / distance)
    part = (profile.share(place / distance) - first) / (last - first)
    return Duration(early + round((late - early) * min(max(part, 0.0), 1.0)))


def time_along(
    start: Duration, end: Duration, others: Sequence[tuple[Duration, Duration, Duration]]
) -> Duration | None:
    """Return the time at a place by when others were in front of it, at it and behind it.

    Each has divided the stretch in some way; who was near the athlete at both ends counts most.
    None when there are no others.
    """
    weights, parts = 0.0, 0.0
    for early, there, late in others:
        weight = math.exp(-(abs(early - start) + abs(late - end)) / _NEAR) + _LEAST_WEIGHT
        weights += weight
        parts += weight * (there - early) / (late - early)
    return Duration(start + round((end - start) * parts / weights)) if weights else None
