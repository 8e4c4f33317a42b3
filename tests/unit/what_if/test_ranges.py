"""Which figures are refused, and in which words."""

import pytest
from hypothesis import given

from app.analysis.what_if.equivalent import Conditions, Question, Runner, Span, Weather
from app.analysis.what_if.ranges import (
    DRAFTING,
    HEIGHT,
    MASS,
    RANGES,
    TEMPERATURE,
    NotPlausible,
    checked,
    number,
)
from app.analysis.what_if.words import changed_shortly, changed_words, span_text
from tests.unit.what_if.questions import SOLO, question, questions


@given(questions())
def test_that_what_is_in_every_range_is_taken(asked: Question) -> None:
    assert checked(asked) is asked


@pytest.mark.parametrize("name", RANGES)
def test_that_the_ends_of_a_range_and_its_usual_value_are_taken(name: str) -> None:
    kind = RANGES[name]
    for each in (kind.low, kind.high, kind.usual):
        assert kind.read(number(each)) == each
    for beyond in (kind.low - 0.01, kind.high + 0.01):
        with pytest.raises(NotPlausible, match=f"^{name}: found .*, expected "):
            kind.checked(beyond)


@pytest.mark.parametrize(
    ("text", "value"), [("0.7", 0.7), ("0,7", 0.7), (" .5 ", 0.5), ("1", 1.0), ("1.", 1.0)]
)
def test_that_a_number_is_read_with_a_point_or_a_comma(text: str, value: float) -> None:
    assert DRAFTING.read(text) == value
    assert TEMPERATURE.read("\u22125") == TEMPERATURE.read("-5") == -5.0


@pytest.mark.parametrize("text", ["", "x", "nan", "inf", "1e3", "0.7.1", "70 %", "\u0661", "--1"])
def test_that_what_is_no_number_is_quoted(text: str) -> None:
    with pytest.raises(NotPlausible) as refused:
        DRAFTING.read(text)
    assert str(refused.value) == f'drafting: found "{text}", expected 0 to 1'


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (question(60.0), "time: found 1:00.00 over 1609.344 m, expected 3:09.33 to 10:43.74"),
        (question(0.0), "time: found 0.00 over 1609.344 m, expected 3:09.33 to 10:43.74"),
        (question(50.0, distance_m=400.0), "distance: found 400 m, expected 800 to 10000 m"),
        (question(runner=Runner(420.0, 1.57)), "mass: found 420 kg, expected 30 to 110 kg"),
        (question(runner=Runner(42.0, 157.0)), "height: found 157 m, expected 1.3 to 2.2 m"),
        (
            question(weather=Weather(1013.0, 1.5)),
            "humidity: found 150 %, expected 0 to 100 %",
        ),
        (
            question(what_if=Conditions(0.5, 60.0, 0.0)),
            "temperature: found 60 \u00b0C, expected -10 to 45 \u00b0C",
        ),
        (
            question(240.0, Conditions(0.0, 20.0, 30.0)),
            "wind: found 30 m/s, expected 0 to 8 m/s",
        ),
    ],
)
def test_that_what_cannot_be_meant_is_one_sentence(asked: Question, sentence: str) -> None:
    with pytest.raises(NotPlausible) as refused:
        checked(asked)
    assert str(refused.value) == sentence


def test_that_ends_are_rounded_outwards() -> None:
    assert span_text(Span(239.19, 240.0, 241.01)) == "3:59.1 to 4:01.1"
    assert span_text(Span(246.42, 246.42, 246.42)) == "4:06.42"


def test_that_what_is_other_is_said_and_nothing_else() -> None:
    assert changed_words(question()) == changed_shortly(question()) == ()
    other = question(as_run=SOLO, what_if=Conditions(0.7, 5.0, 2.5))
    assert changed_words(other) == (
        "drafting is 0.7 instead of 0",
        "temperature is 5 \u00b0C instead of 20",
        "wind is 2.5 m/s instead of 0",
    )
    assert changed_shortly(question(as_run=SOLO, what_if=SOLO._replace(wind=2.0))) == (
        "wind 2 m/s",
    )


def test_that_the_usual_runner_is_the_published_one() -> None:
    assert (MASS.usual, HEIGHT.usual) == (42.0, 1.57)
