"""What is called when? One template for each situation of a race, and how numbers are written."""

from collections.abc import Mapping
from typing import NamedTuple

from app.analysis.calls.template import BadTemplate, parse
from app.language import marked, tr

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
    READY: Situation(marked("Before the start"), marked("READY. RETURN AT THE GUN.")),
    FIRST: Situation(marked("Before the first mark"), marked("{next} IN {hit}.")),
    SPLIT: Situation(marked("After a split"), marked("{lap}. {gap}. NEED LAPS OF {ask}.")),
    BELL: Situation(marked("At the bell"), marked("{lap}. {gap}. LAST LAP {ask}.")),
    AHEAD: Situation(
        marked("For a bell that is not where you stand"), marked("{gap}. LAST LAP {ask}.")
    ),
    AGE: Situation(marked("How old that call is"), marked("FROM {mark}, {age} AGO")),
    LAST: Situation(marked("In the last lap"), marked("{lap}. {gap}. LAST {left} IN {ask}.")),
    FINISH: Situation(marked("At the finish"), marked("{split}. {gap}.")),
    LAPPED: Situation(marked("When lapped"), marked("{lap}. {gap}. LAPPED.")),
    PACING: Situation(marked("A pacer"), marked("{lap}. {gap}.")),
    DROPPED: Situation(
        marked("A pacer who has dropped off"), marked("PACER OFF. {mark} IN {split}. {gap}.")
    ),
    DOUBT: Situation(marked("When a press was doubled or missed"), marked("CHECK {mark}.")),
    OUT: Situation(marked("Out of the race"), marked("{out}. LAST TIMED AT {mark}.")),
}
"""Every situation by its name on disk, in the order of a race."""

WORDS: Mapping[str, str] = {
    DOWN: marked("DOWN"),
    UP: marked("UP"),
    ON_PACE: marked("ON PACE"),
    JUST: marked("JUST"),
}
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
        return self.templates.get(situation) or usual_template(situation)

    def word(self, name: str) -> str:
        """Return a word of a gap."""
        return self.words.get(name) or tr(WORDS[name])

    def with_template(self, situation: str, text: str) -> "CallBook":
        """Return the book with another call, or raise `BadTemplate`; the default is not kept."""
        parse(text)
        rest = {key: value for key, value in self.templates.items() if key != situation}
        changed = {} if text == usual_template(situation) else {situation: text}
        return self._replace(templates=rest | changed)

    def with_word(self, name: str, text: str) -> "CallBook":
        """Return the book with another word for a gap, or raise `BadTemplate`."""
        check_word(text)
        rest = {key: value for key, value in self.words.items() if key != name}
        changed = {} if text == tr(WORDS[name]) else {name: text}
        return self._replace(words=rest | changed)


def usual_template(situation: str) -> str:
    """Return the call of a situation as it comes with Splitline, in the language spoken."""
    return tr(SITUATIONS[situation].default)


def check_word(text: str) -> None:
    """Raise `BadTemplate` for what is no word of a gap: it has no fields and ends no sentence."""
    if not text.strip() or len(text) > LONGEST_WORD or not text.isprintable():
        raise BadTemplate(
            tr(
                "Expected a word or two, at most {most} characters.",
                most=LONGEST_WORD,
            )
        )
    for place, character in enumerate(text, start=1):
        if character in "{}":
            raise BadTemplate(
                tr(
                    '"{character}" at character {place} is for fields; expected words alone.',
                    character=character,
                    place=place,
                )
            )


PLAIN = CallBook()
"""The calls as they come with Splitline."""
