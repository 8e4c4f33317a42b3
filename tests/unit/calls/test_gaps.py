"""A call never lies about a gap: neither which side it is on, nor how large it is."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.analysis.calls.book import PLAIN, CallBook
from app.analysis.calls.moment import BY_HAND, TYPED, steps
from app.analysis.calls.values import gap_words
from app.analysis.calls.words import cardinal
from app.domain.times import NS_PER_S, Duration

GAPS = st.integers(-300 * NS_PER_S, 300 * NS_PER_S).map(Duration)
TOLERANCES = st.sampled_from([BY_HAND, TYPED])
WHOLE = CallBook(whole=True)
_NUMBERS = {cardinal(number): number for number in range(301)}
_QUARTER, _HALF = Fraction(1, 4), Fraction(1, 2)


def heard(words: str) -> Fraction | None:
    """Return the gap in seconds that words or figures say, positive behind; None without one.

    `JUST` says nothing of the size but that it is there.
    """
    size, _, side = words.rpartition(" ")
    if words == "ON PACE":
        return None
    sign = {"DOWN": 1, "UP": -1}[side]
    if size == "JUST":
        return Fraction(0)
    if size.endswith("\u00bd"):
        return sign * (Fraction(int(size[:-1] or 0)) + _HALF)
    if size.isdigit():
        return sign * Fraction(int(size))
    if size == "half":
        return sign * _HALF
    whole = size.removesuffix(" and a half")
    return sign * (_NUMBERS[whole] + (_HALF if whole != size else Fraction(0)))


@given(GAPS, TOLERANCES, st.booleans())
def test_that_a_call_is_within_a_quarter_second_of_the_gap(
    gap: Duration, tolerance: Duration, in_words: bool
) -> None:
    said = heard(gap_words(gap, tolerance, PLAIN, in_words=in_words))
    assert abs(Fraction(gap, NS_PER_S) - (said or 0)) <= _QUARTER


@given(GAPS, TOLERANCES, st.booleans())
def test_that_in_whole_seconds_it_is_within_half_a_second(
    gap: Duration, tolerance: Duration, in_words: bool
) -> None:
    said = heard(gap_words(gap, tolerance, WHOLE, in_words=in_words))
    assert abs(Fraction(gap, NS_PER_S) - (said or 0)) <= _HALF


@given(GAPS, TOLERANCES, st.sampled_from([PLAIN, WHOLE]))
def test_that_a_call_names_the_side_beyond_the_error_of_a_press_and_only_there(
    gap: Duration, tolerance: Duration, book: CallBook
) -> None:
    words = gap_words(gap, tolerance, book, in_words=True)
    if abs(gap) < tolerance:
        assert words == "ON PACE"
    else:
        assert words.endswith("DOWN" if gap > 0 else "UP")


@given(GAPS, TOLERANCES, st.booleans())
def test_that_behind_and_ahead_are_called_alike(
    gap: Duration, tolerance: Duration, whole: bool
) -> None:
    assert steps(gap, tolerance, whole=whole) == steps(Duration(-gap), tolerance, whole=whole)


@given(GAPS, GAPS, st.booleans())
def test_that_a_larger_gap_is_never_called_a_smaller_one(
    one: Duration, other: Duration, whole: bool
) -> None:
    small, large = sorted((abs(one), abs(other)))
    calls = [steps(Duration(each), TYPED, whole=whole) or 0 for each in (small, large)]
    assert calls == sorted(calls)
