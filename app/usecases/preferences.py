"""What did the user choose for good? Theme, what is to be heard and called, the last export."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from app.analysis.calls.book import PLAIN, SITUATIONS, WORDS, CallBook
from app.analysis.calls.template import BadTemplate
from app.analysis.tap_school import GUN, LINE, Hand, Touch, plausible
from app.domain.times import Duration
from app.language import languages, tr
from app.storage import preferences as file
from app.usecases.care import KEEP_AWAKE
from app.usecases.export_choice import FORM_NAMES, PAPER_NAMES, ExportChoice
from app.usecases.keeping import NewestKeeper

THEMES = ("night", "day", "contrast")
TEXT_SIZES = (100, 200)
"""The smallest and the largest size of texts, in per cent of the usual one."""
AS_THEY_COME: Mapping[str, tuple[str, ...]] = {}
"""The keys that come with Splitline: none is another one."""
_SHOWN = 40


class Preferences(NamedTuple):
    """What was chosen. `theme` and `language` are empty where the system's is followed.

    `seen_theme` is what the system asked for when it was last followed: the next start begins with
    it. `text_size` is in per cent. `keys` has the keys of an action by its name, where they are
    others than those that come with Splitline. `hand` is how the user presses, by the tap school;
    `welcomed` says that the welcome of the first start has been seen.
    """

    theme: str = ""
    beep: bool = True
    voice: bool = False
    calls: CallBook = PLAIN
    export: ExportChoice = ExportChoice()
    seen_theme: str = ""
    text_size: int = TEXT_SIZES[0]
    language: str = ""
    reduced_motion: bool = False
    awake: bool = True
    keys: Mapping[str, tuple[str, ...]] = AS_THEY_COME
    hand: Hand | None = None
    welcomed: bool = False


class Loaded(NamedTuple):
    """The preferences, and one sentence when something in their file could not be used."""

    preferences: Preferences
    trouble: str


def load(path: Path) -> Loaded:
    """Return what was chosen; what cannot be used is as it comes with Splitline."""
    found = file.read(path)
    reader = _Reader(found.chosen, path, found.trouble)
    calls = _Reader(reader.mapping("calls"), path, "", "calls.")
    export = _Reader(reader.mapping("export"), path, "", "export.")
    hand = _Reader(reader.mapping("hand"), path, "", "hand.")
    preferences = Preferences(
        theme=reader.one_of("theme", THEMES),
        beep=reader.switch("beep", usual=True),
        voice=reader.switch("voice", usual=False),
        calls=_calls(calls),
        export=_export(export),
        seen_theme=reader.one_of("seen_theme", THEMES),
        text_size=reader.within("text_size", *TEXT_SIZES, usual=TEXT_SIZES[0]),
        language=reader.one_of("language", languages()),
        reduced_motion=reader.switch("reduced_motion", usual=False),
        awake=reader.switch(KEEP_AWAKE, usual=True),
        keys=dict(reader.lists("keys")),
        hand=hand.hand(),
        welcomed=reader.switch("welcomed", usual=False),
    )
    trouble = reader.trouble or calls.trouble or export.trouble or hand.trouble
    return Loaded(preferences, trouble)


def _export(reader: "_Reader") -> ExportChoice:
    return ExportChoice(
        form=reader.one_of("form", FORM_NAMES),
        paper=reader.one_of("paper", PAPER_NAMES) or PAPER_NAMES[0],
        blank=reader.switch("blank", usual=False),
        folder=reader.text("folder"),
    )


def _calls(reader: "_Reader") -> CallBook:
    book = CallBook(
        figures=reader.switch("figures", usual=False), whole=reader.switch("whole", usual=False)
    )
    for name, text in reader.texts("templates", SITUATIONS):
        book = reader.accepted(book, book.with_template, f"templates.{name}", name, text)
    for name, text in reader.texts("words", WORDS):
        book = reader.accepted(book, book.with_word, f"words.{name}", name, text)
    return book


class _Reader:
    """Reads one table of the file; keeps the first thing that is wrong as a sentence."""

    def __init__(self, chosen: file.Chosen, path: Path, trouble: str, before: str = "") -> None:
        self.trouble = trouble
        self._chosen = chosen
        self._path = path
        self._before = before

    def _wrong(self, name: str, found: object, expected: str) -> None:
        shown = repr(found)
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}\u2026"
        words = tr(
            "{path}: {before}{name} is {shown}; expected {expected}.",
            path=self._path,
            before=self._before,
            name=name,
            shown=shown,
            expected=expected,
        )
        self.trouble = self.trouble or words

    def switch(self, name: str, *, usual: bool) -> bool:
        value = self._chosen.get(name, usual)
        if isinstance(value, bool):
            return value
        self._wrong(name, value, tr("true or false"))
        return usual

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        value = self._chosen.get(name, "")
        if value == "" or value in known:
            return value
        self._wrong(name, value, tr("one of {names}", names=", ".join(known)))
        return ""

    def within(self, name: str, least: int, most: int, *, usual: int) -> int:
        value = self._chosen.get(name, usual)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self._wrong(name, value, f"a whole number from {least} to {most}")
        return usual

    def lists(self, name: str) -> list[tuple[str, tuple[str, ...]]]:
        found = []
        for key, value in self.mapping(name).items():
            if isinstance(value, list) and all(isinstance(each, str) for each in value):
                found.append((key, tuple(value)))
            else:
                self._wrong(f"{name}.{key}", value, "a list of texts")
        return found

    def mapping(self, name: str) -> Mapping[str, object]:
        value = self._chosen.get(name, {})
        if isinstance(value, dict):
            return value
        self._wrong(name, value, tr("a table of names and values"))
        return {}

    def text(self, name: str) -> str:
        value = self._chosen.get(name, "")
        if isinstance(value, str):
            return value
        self._wrong(name, value, tr("a text"))
        return ""

    def texts(self, name: str, known: Mapping[str, object]) -> list[tuple[str, str]]:
        found = []
        for key, value in self.mapping(name).items():
            if key in known and isinstance(value, str):
                found.append((key, value))
            elif key in known:
                self._wrong(f"{name}.{key}", value, tr("a text"))
        return found

    def hand(self) -> Hand | None:
        touches = [self.touch(name) for name in (GUN, LINE) if name in self._chosen]
        known = [each for each in touches if each is not None]
        return Hand(*known) if len(known) == len((GUN, LINE)) else None

    def touch(self, name: str) -> Touch | None:
        found = self._chosen.get(name)
        values = list(found) if isinstance(found, list) else []
        if len(values) == len(Touch._fields) and all(type(each) is int for each in values):
            bias, scatter, taps, slipped = values
            touch = Touch(Duration(bias), Duration(scatter), taps, slipped)
            if plausible(touch):
                return touch
        self._wrong(name, found, tr("bias, scatter (ns), taps and slipped taps"))
        return None

    def accepted(
        self,
        book: CallBook,
        change: Callable[[str, str], CallBook],
        place: str,
        name: str,
        text: str,
    ) -> CallBook:
        try:
            return change(name, text)
        except BadTemplate as error:
            words = f"{self._path}: {self._before}{place}: {error}"
            self.trouble = self.trouble or words
            return book


def store(path: Path, preferences: Preferences) -> None:
    """Store `preferences`, or raise `PreferencesError`; waits for the disk."""
    calls, export = preferences.calls, preferences.export
    there = file.read(path).chosen.get("keys")
    gone = dict.fromkeys(there) if isinstance(there, Mapping) else {}
    file.write(
        path,
        {
            "theme": preferences.theme or None,
            "beep": preferences.beep,
            "voice": preferences.voice,
            "calls": {
                "figures": calls.figures,
                "whole": calls.whole,
                "templates": {name: calls.templates.get(name) for name in SITUATIONS},
                "words": {name: calls.words.get(name) for name in WORDS},
            },
            "export": {
                "form": export.form or None,
                "paper": export.paper,
                "blank": export.blank,
                "folder": export.folder or None,
            },
            "seen_theme": preferences.seen_theme or None,
            "text_size": preferences.text_size,
            "language": preferences.language or None,
            "reduced_motion": preferences.reduced_motion,
            KEEP_AWAKE: preferences.awake,
            "hand": _stored(preferences.hand),
            "welcomed": preferences.welcomed,
            "keys": {**gone, **{name: list(keys) for name, keys in preferences.keys.items()}},
        },
    )


def _stored(hand: Hand | None) -> Mapping[str, list[int]] | None:
    return None if hand is None else {GUN: list(hand.gun), LINE: list(hand.line)}


class Keeper(NewestKeeper[Preferences]):
    """Stores preferences in a thread of its own, the newest of several."""

    def __init__(self, path: Path) -> None:
        """Keep what is chosen in the file at `path`."""
        super().__init__(lambda wanted: store(path, wanted), "preferences")
