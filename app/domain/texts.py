"""How does the core speak without knowing the language?

A message is a frozen template and its arguments; it is translated where it is
shown, and so reaches files and logs as a template.
"""

from collections.abc import Callable
from typing import NamedTuple

from app.language import tr


class Message(NamedTuple):
    """A sentence with `{named}` places and what goes into them."""

    template: str
    args: tuple[tuple[str, str], ...] = ()

    def render(self, translate: Callable[[str], str] = str) -> str:
        """Return the sentence, its template passed through `translate` first."""
        return translate(self.template).format(**dict(self.args))

    def __str__(self) -> str:
        """Return the sentence in the language that is spoken."""
        return tr(self.template, **dict(self.args))


def place_text(place: int) -> str:
    """Write a place in figures: `1st`, `12th`, `22nd`."""
    teen = 10 < place % 100 < 20
    return f"{place}{'th' if teen else _ENDINGS.get(place % 10, 'th')}"


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
