"""What is called when? One template for each situation of a race, and how numbers are written."""

from collections.abc import Mapping
from typing import NamedTuple

from app.analysis.calls.template import BadTemplate, parse

READY = "ready"
FIRST = "first"
SPLIT = "split"
BELL = "bell"
AHEAD = "ahead"
LAST = "last"
FINISH = "finish"
PACING = "pacing"
DROPPED = "dropped"
LAPPED = "lapped"
OUT = "out"
DOUBT = "doubt"
AGE = "age"

UP = "up"
DOWN = "down"
ON_PACE = "on pace"
JUST = "just"
LONGEST_WORD = 24


class Situation(NamedTuple):
    """A moment that has a call of its own: what it is, and the call that comes with Splitline."""

    what: str
    default: str


SITUATIONS: Mapping[str, Situation] = {
    READY: Situation("Before the start", "READY. RETURN AT THE GUN."),
    FIRST: Situation("Before the first mark", "{next} IN {hit}."),
    SPLIT: Situation("After a split", "{lap}. {gap}. NEED LAPS OF {ask}."),
    BELL: Situation("At the bell", "{lap}. {gap}. LAST LAP {ask}."),
    AHEAD: Situation("For a bell that is not where you stand", "{gap}. LAST LAP {ask}."),
    AGE: Situation("How old that call is", "FROM {mark}, {age} AGO"),
    LAST: Situation("In the last lap", "{lap}. {gap}. LAST {left} IN {ask}."),
    FINISH: Situation("At the finish", "{split}. {gap}."),
    LAPPED: Situation("When lapped", "{lap}. {gap}. LAPPED."),
    PACING: Situation("A pacer", "{lap}. {gap}."),
    DROPPED: Situation("A pacer who has dropped off", "PACER OFF. {mark} IN {split}. {gap}."),
    DOUBT: Situation("When a press was doubled or missed", "CHECK {mark}."),
    OUT: Situation("Out of the race", "{out}. LAST TIMED AT {mark}."),
}
"""Every situation by its name on disk, in the order of a race."""

WORDS: Mapping[str, str] = {DOWN: "DOWN", UP: "UP", ON_PACE: "ON PACE", JUST: "JUST"}
"""The words of a gap; `just` is a gap too small for the steps in which gaps are called."""


class CallBook(NamedTuple):
    """What a coach made of the calls.

    `templates` and `words` hold only what was changed; `figures` writes laps and gaps in figures,
    `whole` calls gaps in whole seconds instead of halves.
    """

    templates: Mapping[str, str] = {}
    words: Mapping[str, str] = {}
    figures: bool = False
    whole: bool = False

    def template(self, situation: str) -> str:
        """Return the template of a situation."""
        return self.templates.get(situation) or SITUATIONS[situation].default

    def word(self, name: str) -> str:
        """Return a word of a gap."""
        return self.words.get(name) or WORDS[name]

    def with_template(self, situation: str, text: str) -> "CallBook":
        """Return the book with another call, or raise `BadTemplate`; the default is not kept."""
        parse(text)
        rest = {key: value for key, value in self.templates.items() if key != situation}
        changed = {} if text == SITUATIONS[situation].default else {situation: text}
        return self._replace(templates=rest | changed)

    def with_word(self, name: str, text: str) -> "CallBook":
        """Return the book with another word for a gap, or raise `BadTemplate`."""
        check_word(text)
        rest = {key: value for key, value in self.words.items() if key != name}
        changed = {} if text == WORDS[name] else {name: text}
        return self._replace(words=rest | changed)


def check_word(text: str) -> None:
    """Raise `BadTemplate` for what is no word of a gap: it has no fields and ends no sentence."""
    if not text.strip() or len(text) > LONGEST_WORD or not text.isprintable():
        raise BadTemplate(f"Expected a word or two, at most {LONGEST_WORD} characters.")
    for place, character in enumerate(text, start=1):
        if character in "{}":
            raise BadTemplate(
                f'"{character}" at character {place} is for fields; expected words alone.'
            )


PLAIN = CallBook()
"""The calls as they come with Splitline."""
