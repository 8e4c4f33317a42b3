"""In which language is the user spoken to?

A text stands in the code in English and is looked up where it is shown, so a language can be
changed while the window is open. English costs no look-up and no import. Files that other
programs read (JSON, CSV, the journal) hold no translated text.
"""

from typing import Final, Protocol

from app.resource_files import resource

ENGLISH: Final = "en"
CATALOGUES: Final = "translations"


class Catalogue(Protocol):
    """What `gettext.GNUTranslations` offers of itself."""

    def gettext(self, message: str, /) -> str:
        """Return the translation of a text."""
        ...

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """Return the translation of a text for this number of things."""
        ...

    def pgettext(self, context: str, message: str, /) -> str:
        """Return the translation of a text that means several things, by its context."""
        ...


class _Spoken:
    """The one language of this process: what is on the screen has one reader."""

    def __init__(self) -> None:
        self.name = ENGLISH
        self.catalogue: Catalogue | None = None


_spoken = _Spoken()


def tr(text: str, /, **parts: object) -> str:
    """Return `text` in the user's language, with its `{named}` places filled from `parts`."""
    said = text if _spoken.catalogue is None else _spoken.catalogue.gettext(text)
    return said.format(**parts) if parts else said


def tr_count(one: str, many: str, count: int, /, **parts: object) -> str:
    """Return the one of two texts that fits `count`, which fills its place `{count}`."""
    if _spoken.catalogue is None:
        said = one if count == 1 else many
    else:
        said = _spoken.catalogue.ngettext(one, many, count)
    return said.format(count=count, **parts)


def tr_as(context: str, text: str, /, **parts: object) -> str:
    """Return `text` as it is said in `context`: English has words that others have two for."""
    catalogue = _spoken.catalogue
    said = text if catalogue is None else catalogue.pgettext(context, text)
    return said.format(**parts) if parts else said


def marked(text: str, /) -> str:
    """Return `text` as it is: it stands in a table, and is translated where it is shown."""
    return text


def language() -> str:
    """Return the code of the language that is spoken, `en` or `fr`."""
    return _spoken.name


def speak(name: str, catalogue: Catalogue | None = None) -> None:
    """Speak the language of code `name` from now on, by `catalogue` or the one that is shipped.

    Raises `FileNotFoundError` where none is shipped.
    """
    if name != ENGLISH and catalogue is None:
        catalogue = _shipped(name)
    _spoken.name, _spoken.catalogue = name, catalogue


def _shipped(name: str) -> Catalogue:
    from gettext import GNUTranslations

    with resource(f"{CATALOGUES}/{name}.mo").open("rb") as file:
        return GNUTranslations(file)
