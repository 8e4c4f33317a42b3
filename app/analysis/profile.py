"""How do races of a class spend their time over the distance?

A profile is the mean share of the finish time that has gone by at a fraction of the distance,
fitted on published races (resources/model/profiles.toml says which and when).
"""

from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from app.domain.course import Distance

PACED = "paced"
CHAMPIONSHIP = "championship"
_FIELD_SPLIT = Distance(1_200_000)
_LONG_SPLIT = Distance(2_000_000)


class Profile(NamedTuple):
    """Shares of the finish time at equally spaced fractions of the distance, from 0 to 1.

    `arrival_sd` is the standard deviation of the logarithm of a segment's time about what the
    profile foretells from the marks before it, whatever the length of the segment. `validated` is
    whether it was checked on races left out of the fit.
    """

    shares: tuple[float, ...]
    arrival_sd: float
    validated: bool

    def share(self, fraction: float) -> float:
        """Return the share of the finish time at `fraction` of the distance, 0 to 1 both."""
        steps = len(self.shares) - 1
        place = min(max(fraction, 0.0), 1.0) * steps
        i = min(int(place), steps - 1)
        return self.shares[i] + (place - i) * (self.shares[i + 1] - self.shares[i])

    def fraction(self, share: float) -> float:
        """Return the fraction of the distance at which `share` of the finish time has gone by."""
        steps = len(self.shares) - 1
        i = min(max(bisect_right(self.shares, share) - 1, 0), steps - 1)
        low, high = self.shares[i], self.shares[i + 1]
        return min(max((i + (share - low) / (high - low)) / steps, 0.0), 1.0)


EVEN_PROFILE = Profile((0.0, 1.0), 0.05, validated=False)
"""What is left when nothing is known of a class: even pace, with a wide spread."""

Profiles = Mapping[str, Profile]
"""Profiles by name: `800-championship`, `mile-paced`, ... as in the shipped file."""


def profile_for(profiles: Profiles, distance: Distance, race_class: str) -> Profile:
    """Return the profile of the nearest class: an unknown class of race counts as paced."""
    band = "800" if distance < _FIELD_SPLIT else "mile" if distance <= _LONG_SPLIT else "long"
    for kind in (race_class or PACED, PACED, CHAMPIONSHIP):
        found = profiles.get(f"{band}-{kind}")
        if found is not None:
            return found
    return EVEN_PROFILE
