import math
import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.times import (
    Duration,
    Rounding,
    canonical,
    format_difference,
    format_time,
    rounded,
    to_seconds,
)
from tests.unit.strategies import differences

DECIMAL_RULES = {
    Rounding.HALF_AWAY: ROUND_HALF_UP,
    Rounding.UP: ROUND_UP,
    Rounding.DOWN: ROUND_DOWN,
}
# Hours, or minutes that stand first, may be long; what follows a colon is two digits under sixty.
WRITTEN = re.compile(r"-?(?:\d+:[0-5]\d:[0-5]\d|[1-5]?\d:[0-5]\d|[1-5]?\d)(?:\.\d{1,9})?")


@pytest.mark.parametrize(
    ("ns", "decimals", "expected"),
    [
        (59_990_000_000, 2, "59.99"),
        (59_994_999_999, 2, "59.99"),
        (59_995_000_000, 2, "1:00.00"),
        (60_000_000_000, 2, "1:00.00"),
        (246_420_000_000, 2, "4:06.42"),
        (119_999_999_999, 2, "2:00.00"),
        (3_599_995_000_000, 2, "1:00:00.00"),
        (3_723_400_000_000, 2, "1:02:03.40"),
        (36_000_000_000_000_000, 0, "10000:00:00"),
        (59_500_000_000, 0, "1:00"),
        (499_999_999, 0, "0"),
        (59_950_000_000, 1, "1:00.0"),
        (1, 9, "0.000000001"),
        (-1, 9, "\u22120.000000001"),
        (0, 2, "0.00"),
        (-1, 2, "0.00"),
        (-4_999_999, 2, "0.00"),
        (-5_000_000, 2, "\u22120.01"),
        (-59_995_000_000, 2, "\u22121:00.00"),
    ],
)
def test_that_a_time_rolls_over_and_zero_has_no_sign(ns: int, decimals: int, expected: str) -> None:
    assert format_time(Duration(ns), decimals) == expected


@given(differences, st.integers(0, 9), st.sampled_from(Rounding))
def test_that_no_shown_time_has_sixty_seconds_or_a_negative_zero(
    value: Duration, decimals: int, rule: Rounding
) -> None:
    text = format_time(value, decimals, rule, minus="-")
    assert WRITTEN.fullmatch(text)
    assert text[0] != "-" or any(digit in text for digit in "123456789")
    assert len(text.partition(".")[2]) == decimals


@pytest.mark.parametrize(
    ("ns", "decimals", "rule", "expected"),
    [
        # In floats 64.01 * 100 is a little over 6401, and its ceiling a hundredth too slow.
        (64_010_000_000, 2, Rounding.UP, 64_010_000_000),
        (64_010_000_001, 2, Rounding.UP, 64_020_000_000),
        (64_010_000_000, 1, Rounding.UP, 64_100_000_000),
        (64_000_000_000, 1, Rounding.UP, 64_000_000_000),
        (-64_010_000_001, 2, Rounding.UP, -64_020_000_000),
        (64_019_999_999, 2, Rounding.DOWN, 64_010_000_000),
        (-64_019_999_999, 2, Rounding.DOWN, -64_010_000_000),
        (5_000_000, 2, Rounding.HALF_AWAY, 10_000_000),
        (4_999_999, 2, Rounding.HALF_AWAY, 0),
        (15_000_000, 2, Rounding.HALF_AWAY, 20_000_000),
        (25_000_000, 2, Rounding.HALF_AWAY, 30_000_000),
        (-5_000_000, 2, Rounding.HALF_AWAY, -10_000_000),
        (-4_999_999, 2, Rounding.HALF_AWAY, 0),
        (123_456_789, 9, Rounding.UP, 123_456_789),
        (1, 0, Rounding.UP, 1_000_000_000),
    ],
)
def test_that_times_are_rounded_on_integers(
    ns: int, decimals: int, rule: Rounding, expected: int
) -> None:
    assert rounded(Duration(ns), decimals, rule) == expected


@given(differences, st.integers(0, 9), st.sampled_from(Rounding))
def test_that_the_rules_of_rounding_are_those_of_decimal_arithmetic(
    value: Duration, decimals: int, rule: Rounding
) -> None:
    step = 10 ** (9 - decimals)
    steps = (Decimal(value) / step).quantize(Decimal(1), DECIMAL_RULES[rule])
    assert rounded(value, decimals, rule) == int(steps) * step


@pytest.mark.parametrize(
    ("ns", "decimals", "expected"),
    [
        (1_500_000_000, 2, "+1.50"),
        (-350_000_000, 2, "\u22120.35"),
        (4_999_999, 2, "0.00"),
        (-4_999_999, 2, "0.00"),
        (0, 1, "0.0"),
        (5_000_000, 2, "+0.01"),
        (60_000_000_000, 1, "+1:00.0"),
        (-59_960_000_000, 1, "\u22121:00.0"),
    ],
)
def test_that_a_difference_has_its_sign_and_zero_none(
    ns: int, decimals: int, expected: str
) -> None:
    assert format_difference(Duration(ns), decimals) == expected


def test_that_a_file_gets_an_ascii_minus() -> None:
    assert format_difference(Duration(-350_000_000), minus="-") == "-0.35"


@pytest.mark.parametrize(
    ("ns", "expected"),
    [
        (246_420_000_000, "4:06.42"),
        (239_400_000_000, "3:59.40"),
        (60_000_000_000, "1:00.00"),
        (61_041_500_000, "1:01.0415"),
        (1, "0.000000001"),
        (0, "0.00"),
        (-1, "-0.000000001"),
        (-350_000_000, "-0.35"),
    ],
)
def test_that_a_canonical_time_has_two_decimals_or_what_it_needs(ns: int, expected: str) -> None:
    assert canonical(Duration(ns)) == expected


@pytest.mark.parametrize(
    ("ns", "expected"),
    [
        (246_420_000_000, 246.42),
        (500_000, 0.001),
        (499_999, 0.0),
        (-500_000, -0.001),
        (-842_500_000, -0.843),
        (842_499_999, 0.842),
        (1_499_500_000, 1.5),
    ],
)
def test_that_seconds_for_a_file_are_rounded_half_away_from_zero(ns: int, expected: float) -> None:
    assert to_seconds(Duration(ns)) == expected


def test_that_seconds_for_a_file_have_no_negative_zero() -> None:
    assert math.copysign(1, to_seconds(Duration(-1))) == 1


@given(differences)
def test_that_seconds_for_a_file_are_the_nearest_float_to_the_millisecond(value: Duration) -> None:
    kept = (Decimal(value) / 10**9).quantize(Decimal("0.001"), ROUND_HALF_UP)
    assert to_seconds(value) == float(kept)
