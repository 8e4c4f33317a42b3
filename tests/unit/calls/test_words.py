import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.calls.words import (
    cardinal,
    halves,
    halves_in_figures,
    ordinal,
    spoken_time,
)
from app.domain.texts import place_text
from app.domain.times import parse_time

TENS = {
    5: "fifty",
    6: "sixty",
    7: "seventy",
}
ONES = ("", "-one", "-two", "-three", "-four", "-five", "-six", "-seven", "-eight", "-nine")
LAPS = [(10 * tens + ones, name + ONES[ones]) for tens, name in TENS.items() for ones in range(10)]


@pytest.mark.parametrize(("number", "said"), LAPS)
def test_that_a_lap_of_50_to_79_seconds_is_said_in_words(number: int, said: str) -> None:
    assert cardinal(number) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "nought"),
        (1, "one"),
        (12, "twelve"),
        (13, "thirteen"),
        (20, "twenty"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (119, "one hundred and nineteen"),
        (400, "four hundred"),
        (1009, "one thousand and nine"),
        (1209, "one thousand two hundred and nine"),
        (10_000, "ten thousand"),
        (1_000_000, "one million"),
    ],
)
def test_that_other_numbers_are_said_as_they_are_written_out(number: int, said: str) -> None:
    assert cardinal(number) == said


@pytest.mark.parametrize(
    ("number", "said", "figures"),
    [
        (1, "first", "1st"),
        (2, "second", "2nd"),
        (3, "third", "3rd"),
        (4, "fourth", "4th"),
        (5, "fifth", "5th"),
        (8, "eighth", "8th"),
        (9, "ninth", "9th"),
        (11, "eleventh", "11th"),
        (12, "twelfth", "12th"),
        (13, "thirteenth", "13th"),
        (20, "twentieth", "20th"),
        (21, "twenty-first", "21st"),
        (100, "one hundredth", "100th"),
        (111, "one hundred and eleventh", "111th"),
    ],
)
def test_that_a_place_is_said_and_written(number: int, said: str, figures: str) -> None:
    assert (ordinal(number), place_text(number)) == (said, figures)


@pytest.mark.parametrize(
    ("count", "said", "figures"),
    [
        (1, "half", "\u00bd"),
        (2, "one", "1"),
        (3, "one and a half", "1\u00bd"),
        (4, "two", "2"),
        (25, "twelve and a half", "12\u00bd"),
        (0, "nought", "0"),
    ],
)
def test_that_half_seconds_are_said_and_written(count: int, said: str, figures: str) -> None:
    assert (halves(count), halves_in_figures(count)) == (said, figures)


@pytest.mark.parametrize(
    ("time", "decimals", "said"),
    [
        ("4:06.42", 2, "four oh six point four two"),
        ("3:59.99", 2, "three fifty-nine point nine nine"),
        ("4:00.00", 2, "four minutes"),
        ("1:00.2", 1, "one minute point two"),
        ("1:01.0", 1, "one oh one"),
        ("59.90", 2, "fifty-nine point nine"),
        ("59.999", 2, "one minute"),
        ("0", 2, "nought"),
        ("10:15.04", 2, "ten fifteen point nought four"),
        ("1:02:03.4", 1, "one hour two oh three point four"),
        ("2:00:05", 1, "two hours oh five"),
        ("1:00:00", 1, "one hour"),
    ],
)
def test_that_a_time_is_said_as_a_coach_says_it(time: str, decimals: int, said: str) -> None:
    assert spoken_time(parse_time(time), decimals) == said


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_that_no_two_numbers_sound_the_same(one: int, other: int) -> None:
    assert (cardinal(one) == cardinal(other)) is (one == other)


@given(st.integers(1, 10**6))
def test_that_places_are_words_and_hyphens(number: int) -> None:
    assert set(ordinal(number)) <= set("abcdefghijklmnopqrstuvwxyz -")
