"""What is a card made of? Texts and their tones, ready to be painted."""

from typing import NamedTuple

from ui.viewstate.tones import INK


class GapCard(NamedTuple):
    """The gap to the primary target: a fact at the last mark, beside it an estimate of now."""

    word: str
    target: str
    value: str
    tone: str
    arrow: str
    detail: str
    now: str
    now_tone: str


class Card(NamedTuple):
    """A title, a large value with its unit, and a line of detail."""

    title: str
    value: str
    unit: str = ""
    detail: str = ""
    tone: str = INK
    estimate: bool = False
    held: bool = False


class Rule(NamedTuple):
    """One rule of projection and what it says, or after the finish how wrong it was."""

    name: str
    says: str
    chosen: bool


class ProjectionCard(NamedTuple):
    """The projected finish by the chosen rule, and beside it every rule.

    `shorter` says the detail in fewer letters. Beside the value stand the `chance` of a target by
    its name, and what it takes the race for; after the finish where in its band it came out.
    """

    title: str
    value: str
    detail: str
    rules: tuple[Rule, ...]
    shorter: str = ""
    chance_of: str = ""
    chance: str = ""
    taken_for: str = ""


class Cards(NamedTuple):
    """All cards of the selected athlete."""

    gap: GapCard
    elapsed: Card
    lap: Card
    next: Card
    projection: ProjectionCard
    needed: Card
