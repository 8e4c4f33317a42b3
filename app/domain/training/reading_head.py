"""Where in the plan is the reader, what stands there, and how is it refused?"""

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from app.domain.refusals import BadPlan, BadSession
from app.domain.training.session_plan import DOUBLE_QUOTES, MOST_RUNGS
from app.domain.training.tokens import (
    CLOCK,
    END,
    MOST_CHARACTERS,
    NUMBER,
    SIGN,
    WORD,
    StrangeCharacter,
    Token,
    tokens_of,
)
from app.language import tr

_WORDS_SHOWN = 20
_LOOKED_AT = 80


class ReadingHead:
    """Goes over the pieces of a plan from left to right; owned by one reading of one text."""

    def __init__(self, text: str) -> None:
        """Cut `text` into pieces; raise `BadSession` where it has a character of no plan."""
        self._text = text
        self._at = 0
        self._distances = 0
        if len(text) > MOST_CHARACTERS:
            end = Token(END, "", MOST_CHARACTERS, MOST_CHARACTERS)
            self.refuse(
                tr("at most {most} characters", most=MOST_CHARACTERS),
                tr("{total} characters", total=len(text)),
                end,
            )
        try:
            self._tokens = tokens_of(text)
        except StrangeCharacter as strange:
            token = Token(SIGN, text[strange.at], strange.at, strange.at + 1)
            self.refuse(_expected_instead(token.text), place=token)

    @property
    def here(self) -> Token:
        """The piece that is read next."""
        return self.ahead(0)

    def ahead(self, count: int) -> Token:
        """Return the piece `count` after the next one, or the end."""
        return self._tokens[max(0, min(self._at + count, len(self._tokens) - 1))]

    def take(self) -> Token:
        """Return the piece that is read next and go past it."""
        token = self.here
        self._at += 1
        return token

    def took(self, *words: str) -> bool:
        """Go past one of these words or signs where it is next, and say whether it was."""
        if not self.here.says(*words):
            return False
        self._at += 1
        return True

    def says(self, *words: str) -> bool:
        """Say whether these words or signs are next, one after the other."""
        return all(self.ahead(index).says(word) for index, word in enumerate(words))

    def took_all(self, *words: str) -> bool:
        """Go past these words one after the other where they are next."""
        if not self.says(*words):
            return False
        self._at += len(words)
        return True

    def joined(self) -> bool:
        """Say whether the next piece stands right behind the one before it."""
        return self._at > 0 and self._tokens[self._at - 1].end == self.here.start

    def mark(self) -> int:
        """Return the place, to come back to."""
        return self._at

    def mark_of(self, token: Token) -> int:
        """Return the place of a piece."""
        return bisect_left(self._tokens, token.start, key=lambda each: each.start)

    def back(self, mark: int) -> None:
        """Go back to a place."""
        self._at = mark

    def count_distance(self) -> None:
        """Count one repetition more as written; refuse those that no session has."""
        self._distances += 1
        if self._distances > MOST_RUNGS:
            self.refuse(tr("at most {most} different repetitions in a plan", most=MOST_RUNGS))

    def at_end(self) -> bool:
        """Say whether nothing is left."""
        return self.here.kind == END

    def refuse(
        self, expected: str, found: str | None = None, place: Token | None = None
    ) -> NoReturn:
        """Raise `BadSession` at the next piece or at `place`."""
        token = place or self.here
        words = f'"{_seen(self._text[token.start : token.start + _LOOKED_AT])}"'
        if token.kind == END:
            words = tr("at the end") if self._text.strip() else tr("empty")
        raise BadSession(
            place=str(token.start + 1),
            words=words,
            found=found or self._said(token),
            expected=tr(expected),
        )

    @contextmanager
    def checking(self, place: Token, *, quoted: bool = False) -> Iterator[None]:
        """Say at `place` what a value of the plan refuses; `quoted` finds there what is typed."""
        try:
            yield
        except BadPlan as refusal:
            said = dict(refusal.message.args)
            self.refuse(said["expected"], None if quoted else said["found"], place)

    def _said(self, token: Token) -> str:
        """Return the piece as typed, a number with the word that belongs to it."""
        if token.kind == END:
            return tr("nothing")
        if self._text[token.start] in "\r\n":
            return tr("a new line")
        if token.kind not in (NUMBER, CLOCK):
            return f'"{_seen(self._text[token.start : token.end])}"'
        behind = self._tokens[min(self.mark_of(token) + 1, len(self._tokens) - 1)]
        unit = behind.start == token.end and (behind.kind == WORD or behind.says("'", '"'))
        return f'"{_seen(self._text[token.start : behind.end if unit else token.end])}"'


def _seen(text: str) -> str:
    """Return the beginning of `text` on one line, without what has no form."""
    plain = " ".join(text[:_LOOKED_AT].split())
    shown = "".join(each if each.isprintable() else "\ufffd" for each in plain)
    return shown if len(shown) <= _WORDS_SHOWN else shown[: _WORDS_SHOWN - 1].rstrip() + "\u2026"


def _expected_instead(character: str) -> str:
    if character in DOUBLE_QUOTES:
        return tr("a second quotation mark behind the name")
    return tr("figures, words, and the signs x ( ) , / + - @ % ' \" : ;")
