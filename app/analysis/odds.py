"""How do people say a probability? `about 1 in 14`, `about 3 in 4`, `almost certain`."""

import math

NO_CHANCE = "no chance to speak of"
CERTAIN = "almost certain"
EVEN_CHANCE = "about even"
_LEAST = 0.01
_ONE_IN = (*range(3, 21), 25, 30, 40, 50, 60, 80, 100)
_ALL_BUT_ONE_IN = (3, 4, 5, 6, 8, 10, 20, 50, 100)
"""Coaches say `about 1 in 14`, but hardly `about 13 in 14`."""


def _log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


def _fractions() -> dict[float, str]:
    """Return the fractions that are said, by their log odds."""
    found = {1 / n: f"about 1 in {n}" for n in _ONE_IN} | {2 / 5: "about 2 in 5"}
    found |= {1 - 1 / n: f"about {n - 1} in {n}" for n in _ALL_BUT_ONE_IN}
    found |= {3 / 5: "about 3 in 5", 1 / 2: EVEN_CHANCE}
    return {_log_odds(value): words for value, words in sorted(found.items())}


_SAID = _fractions()


def chance_words(chance: float) -> str:
    """Return a probability as the fraction nearest to it by its odds.

    Below one in a hundred there is nothing to speak of, above 99 the same of the opposite.
    """
    if chance < _LEAST:
        return NO_CHANCE
    if chance > 1 - _LEAST:
        return CERTAIN
    odds = _log_odds(chance)
    return _SAID[min(_SAID, key=lambda each: abs(each - odds))]
