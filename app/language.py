"""In which language is the user spoken to?

A text stands in the code in English and is looked up where it is shown, so a language can be
changed while the window is open. English costs no look-up and no import. Files that other
programs read (JSON, CSV, the journal) hold no translated text, and their figures have a point.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, NamedTuple, Protocol

from app.resource_files import resource, resource_names

ENGLISH: Final = "en"
CATALOGUES: Final = "translations"
_ASKED_IN_ORDER: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_AS_TYPED: Final = "found"
"""The part of a sentence that quotes what somebody typed: it is shown as it was typed."""


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


class Source(NamedTuple):
    """A text as it stands in the code, and the context in which it is said there."""

    text: str
    context: str = ""


class _Spoken:
    """The one language of this process: what is on the screen has one reader."""

    def __init__(self) -> None:
        self.name = ENGLISH
        self.catalogue: Catalogue | None = None
        self.decimal_mark = "."
        self.between_thousands = ","
        self.looked_up: dict[str, Source] = {}


_spoken = _Spoken()
_in_english: ContextVar[bool] = ContextVar("in_english", default=False)
"""Of one thread alone: a file may be written while the window speaks."""


def _catalogue() -> Catalogue | None:
    """Return what translates here and now; English costs no look at the thread."""
    if _spoken.catalogue is None or _in_english.get():
        return None
    return _spoken.catalogue


def tr(text: str, /, **parts: object) -> str:
    """Return `text` in the user's language, with its `{named}` places filled from `parts`."""
    catalogue = _catalogue()
    if catalogue is None or not text:
        return text.format(**parts) if parts else text
    said = catalogue.gettext(text)
    if parts:
        return _filled(said, parts)
    _spoken.looked_up[said] = Source(text)
    return said


def tr_count(one: str, many: str, count: int, /, **parts: object) -> str:
    """Return the one of two texts that fits `count`, which fills its place `{count}`."""
    catalogue = _catalogue()
    if catalogue is None:
        return (one if count == 1 else many).format(count=count, **parts)
    return _filled(catalogue.ngettext(one, many, count), {"count": count, **parts})


def tr_as(context: str, text: str, /, **parts: object) -> str:
    """Return `text` as it is said in `context`: English has words that others have two for."""
    catalogue = _catalogue()
    if catalogue is None:
        return text.format(**parts) if parts else text
    said = catalogue.pgettext(context, text)
    if parts:
        return _filled(said, parts)
    _spoken.looked_up[said] = Source(text, context)
    return said


def source_of(said: str, /) -> Source | None:
    """Return what a text on the screen is in the code; None for one that was never looked up.

    In English a text is its own source, whatever it is.
    """
    return Source(said) if _spoken.catalogue is None else _spoken.looked_up.get(said)


def say(source: Source, /) -> str:
    """Return a text in the language that is spoken now."""
    return tr_as(source.context, source.text) if source.context else tr(source.text)


def marked(text: str, /) -> str:
    """Return `text` as it is: it stands in a table, and is translated where it is shown."""
    return text


def figure(text: str, /) -> str:
    """Return a figure as the language writes it: `4:06,42` where the decimals follow a comma."""
    mark = _spoken.decimal_mark
    return text if mark == "." or _in_english.get() else text.replace(".", mark)


def thousands(value: int, /) -> str:
    """Return a whole number with its thousands set apart as the language does: `3,600`."""
    return (
        f"{value:,}" if _in_english.get() else f"{value:,}".replace(",", _spoken.between_thousands)
    )


def language() -> str:
    """Return the code of the language that is spoken here and now, `en` or `fr`."""
    return ENGLISH if _spoken.name == ENGLISH or _in_english.get() else _spoken.name


@contextmanager
def in_english() -> Iterator[None]:
    """Speak English within, in this thread: for files that other programs read."""
    before = _in_english.set(True)
    try:
        yield
    finally:
        _in_english.reset(before)


def speak(name: str, catalogue: Catalogue | None = None) -> None:
    """Speak the language of code `name` from now on, by `catalogue` or the one that is shipped.

    Raises `FileNotFoundError` where none is shipped.
    """
    if name != ENGLISH and catalogue is None:
        catalogue = _shipped(name)
    _spoken.name, _spoken.catalogue, _spoken.looked_up = name, catalogue, {}
    _spoken.decimal_mark = tr_as("a figure", "1.5")[1:-1]
    _spoken.between_thousands = tr_as("a figure", "1,000")[1:-3]


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that can be spoken, English first."""
    return ENGLISH, *resource_names(CATALOGUES, ".mo")


def system_language(environ: Mapping[str, str]) -> str:
    """Return the first language that the system asks for and that can be spoken, else English."""
    asked = next(filter(None, map(environ.get, _ASKED_IN_ORDER)), "")
    codes = [each.partition(".")[0].partition("_")[0].lower() for each in asked.split(":")]
    known = () if codes[:1] in ([ENGLISH], ["c"], [""], ["posix"]) else languages()
    return next((code for code in codes if code in known), ENGLISH)


def _filled(said: str, parts: Mapping[str, object]) -> str:
    """Fill the places of a translation, figures written as its language writes them.

    What somebody typed, the part `found`, is quoted as it was typed.
    """
    if _spoken.decimal_mark == ".":
        return said.format(**parts)
    return said.format(**{name: _part(name, value) for name, value in parts.items()})


def _part(name: str, value: object) -> object:
    if isinstance(value, float):
        return _Number(value)
    if isinstance(value, int):
        return _Whole(value)
    if name == _AS_TYPED or not isinstance(value, str) or not _is_figure(value):
        return value
    return figure(value)


def _is_figure(text: str) -> bool:
    """Whether a text is one number or one time, with a sign before it or a unit behind it."""
    import re

    return re.fullmatch(r"[-+\u2212\u00b1~ ]*[\d:]+\.\d+( ?[a-z%]{1,3})?", text) is not None


class _Whole(int):
    """A whole number that sets its thousands apart as the language does."""

    def __format__(self, form: str) -> str:
        return super().__format__(form).replace(",", _spoken.between_thousands)


class _Number(float):
    """A number that is written, in whatever form is asked for, with the language's own mark."""

    def __format__(self, form: str) -> str:
        return figure(super().__format__(form))


def _shipped(name: str) -> Catalogue:
    from gettext import GNUTranslations

    with resource(f"{CATALOGUES}/{name}.mo").open("rb") as file:
        return GNUTranslations(file)
