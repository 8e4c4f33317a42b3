import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.odds import CERTAIN, EVEN_CHANCE, NO_CHANCE, chance_words

chances = st.floats(0, 1)


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, NO_CHANCE),
        (0.009, NO_CHANCE),
        (0.01, "about 1 in 100"),
        (0.07, "about 1 in 14"),
        (0.1, "about 1 in 10"),
        (0.26, "about 1 in 4"),
        (0.33, "about 1 in 3"),
        (0.39, "about 2 in 5"),
        (0.5, EVEN_CHANCE),
        (0.6, "about 3 in 5"),
        (0.68, "about 2 in 3"),
        (0.75, "about 3 in 4"),
        (0.93, "about 19 in 20"),
        (0.99, "about 99 in 100"),
        (0.9901, CERTAIN),
        (1.0, CERTAIN),
    ],
)
def test_that_a_chance_is_said_as_coaches_say_it(chance: float, words: str) -> None:
    assert chance_words(chance) == words


def _value(words: str) -> float:
    fixed = {NO_CHANCE: 0.0, CERTAIN: 1.0, EVEN_CHANCE: 0.5}
    if words in fixed:
        return fixed[words]
    found = re.fullmatch(r"about (\d+) in (\d+)", words)
    assert found is not None
    return int(found[1]) / int(found[2])


@given(chances, chances)
def test_that_what_is_likelier_is_never_said_to_be_less_so(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert _value(chance_words(low)) <= _value(chance_words(high))


@given(chances)
def test_that_the_words_are_near_the_chance(chance: float) -> None:
    said = _value(chance_words(chance))
    assert abs(said - chance) <= 0.055
    if 0.01 <= chance <= 0.5:
        assert 0.8 < said / chance < 1.25
