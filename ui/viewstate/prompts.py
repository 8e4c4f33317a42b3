"""What does the window ask, and which key answers? Strips of one line over the notice."""

from typing import NamedTuple

from ui.viewstate.tones import INK


class KeyHint(NamedTuple):
    """A key as it is labelled, and what it does here."""

    key: str
    does: str


class PromptView(NamedTuple):
    """A badge that names what is on (`NAMING`), a sentence, and the keys that answer."""

    badge: str
    words: str
    keys: tuple[KeyHint, ...] = ()
    tone: str = INK
