"""Which words, numbers and signs is a typed plan made of?

Signs that look alike become one: `×` and `*` are `x`, every dash is `-`, every prime and curly
quotation mark is `'` or `\"`. Positions are indices into the text, from 0.
"""

import re
from typing import NamedTuple

from app.domain.training.session_plan import DOUBLE_QUOTES

NUMBER, CLOCK, WORD, NAME, SIGN, END = "number", "clock", "word", "name", "sign", "end"
MOST_CHARACTERS = 100_000

TIMES, MINUTES, SECONDS = "x", "'", '"'
_PRIMES = "'\u2019\u2018\u2032\u02b9\u02bc\u00b4`"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_FRACTIONS = {"\u00bd": "0.5", "\u00bc": "0.25", "\u00be": "0.75"}
_SIGNS = {**dict.fromkeys(_PRIMES, MINUTES), **dict.fromkeys(DOUBLE_QUOTES, SECONDS)} | {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys("×*", TIMES),
    **{each: each for each in "(),;+/@%&:=~"},
    "[": "(",
    "]": ")",
    "{": "(",
    "}": ")",
    "\n": ";",
    "\r": ";",
}
_CLOCK = re.compile(r"[0-9]+(?::[0-9]+)+(?:\.[0-9]+)?")
# A comma stands between thousands in 1,000 and 10,000 alone: 4x300,100 jog has one that parts.
_NUMBER = re.compile(r"(?:[1-9]|10),[0-9]{3}(?![0-9])|[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_PRIMES}](?=[^\W\d_])|[\u0300-\u036f])*")
_TIMES = re.compile(r"[xX](?=[^\w]|[0-9]|$|mile|half|quarter|marathon)")
_TWO_PRIMES = re.compile(rf"[{_PRIMES}]{{2}}")
_NAME = re.compile(rf"[{DOUBLE_QUOTES}]([^{DOUBLE_QUOTES}]*)[{DOUBLE_QUOTES}]")
_BLANK = re.compile(r"[^\S\r\n]+")


class Token(NamedTuple):
    """One piece of the text: its kind, what it says, and where it stands."""

    kind: str
    text: str
    start: int
    end: int

    def says(self, *words: str) -> bool:
        """Say whether this is one of these signs, or of these words in any case."""
        return self.kind in (SIGN, WORD) and self.text.lower() in words


class StrangeCharacter(ValueError):
    """A character that belongs to no plan; `at` is where it stands."""

    def __init__(self, at: int) -> None:
        """Remember the place."""
        super().__init__(at)
        self.at = at


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the pieces of `text`, the last one its end; raise `StrangeCharacter`."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        blank = _BLANK.match(text, at)
        if blank is not None:
            at = blank.end()
            continue
        token = _token(text, at, found[-1] if found else None)
        found.append(token)
        at = token.end
    return (*found, Token(END, "", len(text), len(text)))


def _token(text: str, at: int, before: Token | None) -> Token:
    after_number = before is not None and before.kind == NUMBER
    if text[at] in DOUBLE_QUOTES and not after_number:
        return _name(text, at)
    if after_number or (before is not None and before.says(")")):
        times = _TIMES.match(text, at)
        if times is not None:
            return Token(SIGN, TIMES, at, times.end())
    two = _TWO_PRIMES.match(text, at)
    if two is not None:
        return Token(SIGN, SECONDS, at, two.end())
    if text[at] in _FRACTIONS:
        return Token(NUMBER, _FRACTIONS[text[at]], at, at + 1)
    for kind, pattern in ((CLOCK, _CLOCK), (NUMBER, _NUMBER), (WORD, _WORD)):
        match = pattern.match(text, at)
        if match is not None:
            return Token(kind, match[0], at, match.end())
    if text[at] not in _SIGNS:
        raise StrangeCharacter(at)
    return Token(SIGN, _SIGNS[text[at]], at, at + 1)


def _name(text: str, at: int) -> Token:
    match = _NAME.match(text, at)
    if match is None:
        raise StrangeCharacter(at)
    return Token(NAME, " ".join(match[1].split()), at, match.end())
