"""How do people say a probability? `about 1 in 14`, `about 3 in 4`, `almost certain`."""

import math

from app.language import marked, tr

NO_CHANCE = marked("no chance to speak of")
CERTAIN = marked("almost certain")
EVEN_CHANCE = marked("about even")
_LEAST = 0.01
_ONE_IN = (*range(3, 21), 25, 30, 40, 50, 60, 80, 100)
_ALL_BUT_ONE_IN = (3, 4, 5, 6, 8, 10, 20, 50, 100)
"""Coaches say `about 1 in 14`, but hardly `about 13 in 14`."""


def _log_odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


def _fractions() -> dict[float, tuple[int, int]]:
    """Return the fractions that are said, by their log odds."""
    found = {1 / n: (1, n) for n in _ONE_IN} | {2 / 5: (2, 5)}
    found |= {1 - 1 / n: (n - 1, n) for n in _ALL_BUT_ONE_IN}
    found |= {3 / 5: (3, 5), 1 / 2: (1, 2)}
    return {_log_odds(value): parts for value, parts in sorted(found.items())}


_SAID = _fractions()


def chance_words(chance: float) -> str:
    """Return a probability as the fraction nearest to it by its odds.

    Below one in a hundred there is nothing to speak of, above 99 the same of the opposite.
    """
    if chance < _LEAST:
        return tr(NO_CHANCE)
    if chance > 1 - _LEAST:
        return tr(CERTAIN)
    odds = _log_odds(chance)
    some, of = _SAID[min(_SAID, key=lambda each: abs(each - odds))]
    return tr(EVEN_CHANCE) if (some, of) == (1, 2) else tr("about {n} in {of}", n=some, of=of)
