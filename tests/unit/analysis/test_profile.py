import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.profile import CHAMPIONSHIP, EVEN_PROFILE, PACED, Profile, profile_for
from app.domain.course import MILE, Distance, metres

STEPS = Profile((0.0, 0.2, 0.5, 0.75, 1.0), 0.04, validated=True)


@pytest.mark.parametrize(
    ("fraction", "share"),
    [
        (0.0, 0.0),
        (0.25, 0.2),
        (0.5, 0.5),
        (1.0, 1.0),
        # Half way between 0.2 and 0.5, and four fifths of the way from 0.75 to 1.
        (0.375, 0.35),
        (0.95, 0.95),
        (-0.1, 0.0),
        (1.5, 1.0),
    ],
)
def test_that_the_share_is_straight_between_its_steps(fraction: float, share: float) -> None:
    assert STEPS.share(fraction) == pytest.approx(share, abs=1e-12)


@pytest.mark.parametrize(
    ("share", "fraction"),
    [(0.0, 0.0), (0.2, 0.25), (0.35, 0.375), (0.95, 0.95), (1.0, 1.0), (-0.2, 0.0), (1.2, 1.0)],
)
def test_that_the_fraction_is_where_the_share_has_gone_by(share: float, fraction: float) -> None:
    assert STEPS.fraction(share) == pytest.approx(fraction, abs=1e-12)


def test_that_even_pace_spends_its_time_as_it_spends_its_distance() -> None:
    for part in (0.0, 0.3, 0.77, 1.0):
        assert EVEN_PROFILE.share(part) == part
        assert EVEN_PROFILE.fraction(part) == part
    assert not EVEN_PROFILE.validated


@st.composite
def _profiles(draw: st.DrawFn) -> Profile:
    steps = draw(st.lists(st.floats(0.01, 1.0), min_size=1, max_size=20))
    total, shares = sum(steps), [0.0]
    for step in steps[:-1]:
        shares.append(shares[-1] + step / total)
    return Profile((*shares, 1.0), 0.04, validated=False)


@given(_profiles(), st.floats(0.0, 1.0))
def test_that_share_and_fraction_undo_each_other(profile: Profile, part: float) -> None:
    assert profile.fraction(profile.share(part)) == pytest.approx(part, abs=1e-9)
    assert profile.share(profile.fraction(part)) == pytest.approx(part, abs=1e-9)


@given(_profiles(), st.floats(-1.0, 2.0), st.floats(-1.0, 2.0))
def test_that_time_never_runs_backwards(profile: Profile, one: float, other: float) -> None:
    early, late = sorted((one, other))
    assert 0 <= profile.share(early) <= profile.share(late) <= 1
    assert 0 <= profile.fraction(early) <= profile.fraction(late) <= 1


def _named(*names: str) -> dict[str, Profile]:
    """Return profiles that can be told apart by their spread."""
    return {name: EVEN_PROFILE._replace(arrival_sd=float(i)) for i, name in enumerate(names)}


@pytest.mark.parametrize(
    ("distance_m", "race_class", "found"),
    [
        (800, CHAMPIONSHIP, "800-championship"),
        (1199.999, CHAMPIONSHIP, "800-championship"),
        (1200, CHAMPIONSHIP, "mile-championship"),
        (1609.344, PACED, "mile-paced"),
        (1609.344, "", "mile-paced"),
        (1609.344, "club", "mile-paced"),
        (2000, PACED, "mile-paced"),
        (2000.001, PACED, "long-paced"),
        # What was not fitted is taken from the other class of the same distances.
        (800, PACED, "800-championship"),
        (5000, CHAMPIONSHIP, "long-paced"),
    ],
)
def test_that_a_race_is_paced_like_the_nearest_class(
    distance_m: float, race_class: str, found: str
) -> None:
    known = _named("800-championship", "mile-paced", "mile-championship", "long-paced")
    assert profile_for(known, metres(distance_m), race_class) == known[found]


@given(st.integers(1, 10**8).map(Distance), st.text(max_size=9))
def test_that_nothing_known_leaves_even_pace(distance: Distance, race_class: str) -> None:
    assert profile_for({}, distance, race_class) is EVEN_PROFILE


def test_that_a_profile_of_other_distances_is_not_borrowed() -> None:
    assert profile_for(_named("long-paced"), MILE, PACED) is EVEN_PROFILE
