"""What may a coach write into a call, and what comes of it? Words, and named fields in braces.

A sentence in which a field has nothing to say is left out, so one template does for an athlete
with a rank and for one without.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from app.language import marked, tr

FIELDS: Mapping[str, str] = {
    "lap": marked("the last lap, in whole seconds"),
    "gap": marked("the gap to the target: one and a half down"),
    "ask": marked("the seconds to ask for: a lap, or what is left"),
    "left": marked("metres to the finish"),
    "name": marked("the athlete"),
    "split": marked("the time at the last mark"),
    "mark": marked("the last mark"),
    "next": marked("the next mark"),
    "hit": marked("when the target is at the next mark"),
    "rank": marked("the place among those timed"),
    "projected": marked("the projected finish"),
    "target": marked("the target"),
    "age": marked("how old the last time is"),
    "out": marked("DNF or DNS"),
}
"""Every field and what it says, in the order in which an editor lists them."""

LONGEST = 120
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
_NAME = re.compile(r"[^{}]*")


class BadTemplate(ValueError):
    """A template that cannot be read; its message names the place and what was expected."""


class Part(NamedTuple):
    """Words as they stand, or the name of a field."""

    text: str
    field: bool


Sentence = tuple[Part, ...]


@lru_cache(maxsize=64)
def parse(template: str) -> tuple[Sentence, ...]:
    """Return the sentences of `template`, or raise `BadTemplate`."""
    if not template.strip():
        raise BadTemplate(tr("The call is empty; expected words or a field such as {lap}."))
    if len(template) > LONGEST:
        raise BadTemplate(
            tr(
                "The call has {total} characters; expected at most {most}.",
                total=len(template),
                most=LONGEST,
            )
        )
    for place, character in enumerate(template, start=1):
        if not character.isprintable():
            message = tr(
                "Character {place} cannot be printed; expected words and fields in braces.",
                place=place,
            )
            raise BadTemplate(message)
    return tuple(
        _parts(sentence, start) for sentence, start in _sentences(template) if sentence.strip()
    )


def _sentences(template: str) -> list[tuple[str, int]]:
    ends = [(match.start(), match.end()) for match in _SENTENCE_END.finditer(template)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(template)]
    return [(template[a:b], a) for a, b in zip(starts, stops, strict=True)]


def _parts(sentence: str, start: int) -> Sentence:
    found: list[Part] = []
    at = 0
    while at < len(sentence):
        opening, closing = sentence.find("{", at), sentence.find("}", at)
        if closing != -1 and (opening == -1 or closing < opening):
            raise BadTemplate(
                tr(
                    '"}}" at character {place} closes nothing; expected "{{" before it.',
                    place=start + closing + 1,
                )
            )
        words = sentence[at : opening if opening != -1 else len(sentence)]
        if words:
            found.append(Part(words, field=False))
        if opening == -1:
            break
        name = _field(sentence, opening, start)
        found.append(Part(name, field=True))
        at = opening + len(name) + 2
    return tuple(found)


def _field(sentence: str, opening: int, start: int) -> str:
    match = _NAME.match(sentence, opening + 1)
    name = match.group() if match else ""
    place = start + opening + 1
    if sentence[opening + 1 + len(name) :][:1] != "}":
        raise BadTemplate(
            tr('"{{" at character {place} is not closed; expected "}}" after a name.', place=place)
        )
    if name not in FIELDS:
        expected = ", ".join(FIELDS)
        raise BadTemplate(
            tr(
                "There is no field {{{name}}} (character {place}); expected one of {expected}.",
                name=name,
                place=place,
                expected=expected,
            )
        )
    return name


@lru_cache(maxsize=64)
def names_in(template: str) -> frozenset[str]:
    """Return the fields of a template that can be read."""
    return frozenset(each.text for part in parse(template) for each in part if each.field)


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return the call: fields replaced by `values`, sentences without their value left out."""
    return " ".join(
        "".join(values[part.text] if part.field else part.text for part in sentence)
        for sentence in parse(template)
        if all(not part.field or values.get(part.text) for part in sentence)
    )
