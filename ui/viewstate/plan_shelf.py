"""Which plans can be taken, one click away? Saved ones, the last sessions, and examples."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.language import tr
from app.usecases.last_training import PastSession
from ui.viewstate.session_plan import EXAMPLES, UNTITLED, PlannerForm
from ui.viewstate.wording import DOT

HEADING, SAVED, SESSION, EXAMPLE, ASIDE = "heading", "saved", "session", "example", "aside"
_WHO = 3


class Offer(NamedTuple):
    """A line of the list: what it is, its words, the smaller ones below, and what is taken.

    `id` is the name of a saved plan or the id of a session; `form` what was typed before.
    """

    kind: str
    words: str
    below: str = ""
    id: str = ""
    form: PlannerForm = PlannerForm()

    @property
    def spoken(self) -> str:
        """What a screen reader says of the line."""
        return f"{self.words}, {self.below}" if self.below else self.words


def offers(
    saved: Mapping[str, str], past: Sequence[PastSession], aside: PlannerForm | None
) -> tuple[Offer, ...]:
    """Return the lines of the list; without saved plans or sessions it begins with the examples."""
    found: list[Offer] = []
    if aside is not None:
        words = _on_a_line(aside.plan) or tr("only a roster")
        found.append(Offer(ASIDE, tr("What you had typed"), words, form=aside))
    if saved:
        found.append(Offer(HEADING, tr("Saved plans")))
        names = sorted(saved, key=str.casefold)
        found += [Offer(SAVED, each, _on_a_line(saved[each]), each) for each in names]
    if past:
        found.append(Offer(HEADING, tr("Last sessions, with their athletes")))
        found += [Offer(SESSION, each.plan, _who(each), each.id) for each in past]
    found.append(Offer(HEADING, tr("Examples")))
    return (*found, *(Offer(EXAMPLE, plan, tr(what), plan) for plan, what in EXAMPLES))


def _who(past: PastSession) -> str:
    names = ", ".join(past.athletes[:_WHO]) + (" \u2026" if len(past.athletes) > _WHO else "")
    title = "" if past.title == UNTITLED else past.title
    return DOT.join(each for each in (past.date, title, names) if each)


def _on_a_line(text: str) -> str:
    return " ".join(text.split())
