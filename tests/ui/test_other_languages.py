"""Is every text on the screen looked up, and does it fit in a longer language?"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.language import speak
from app.resource_files import resource
from app.storage.place import library_path
from tests.ui.conftest import Opened, Written
from tests.ui.every_window import WINDOWS, opened_beside
from tests.ui.pseudo_language import Pseudo, outside_brackets, pseudo
from tests.ui.test_text_size import cut_labels
from tests.ui.training import TrainingOpened, open_training
from tests.unit.usecases.trained import weeks
from ui import windows
from ui.windows import text_size
from ui.windows.athlete_window import show_athlete
from ui.windows.board_control import board_of
from ui.windows.session_planning import plan_training
from ui.windows.training_review import review_training

Open = Callable[..., Opened]
__all__ = ["open_training"]


def shipped_texts() -> list[str]:
    """Return what the files of races and targets say, the longest first: no text of ours."""
    files = [each for name in ("races", "targets") for each in resource(name).glob("*.toml")]
    found = {text for each in files for text in _texts(tomllib.loads(each.read_text("utf-8")))}
    return sorted((each.casefold() for each in found if len(each) > 2), key=len, reverse=True)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield value.partition(",")[0]
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


SHIPPED = ["before the mile", "six times 300", *shipped_texts()]
MEANT_SO = {
    *("anna", "ben", "okoro", "cleo", "martin", "athlete", "splitline"),
    *(
        "ann",
        "eve",
        "flo",
        "gil",
        "bea",
        "cia",
        "dot",
        "eva",
        "fay",
        "gus",
        "hal",
        "ida",
        "jon",
        "kim",
        "lou",
    ),
    *("tuesday", "charlety"),
    *("hoogkamer", "kipp", "kram", "silva", "and", "english"),
    *("sixty", "one", "half"),
}
"""Names of athletes, places and races, which no language translates."""
TYPED = {
    "pace",
    "jog",
    "like",
    "neg",
    "rest",
    "sub",
    "goal",
    "every",
    "pacer",
    "watch",
    "mile",
    "miles",
    "steeplechase",
}
"""Words of what is typed, which the fields read in this one spelling."""
KEYS = {
    *(
        "Alt",
        "Backspace",
        "Comma",
        "Ctrl",
        "Delete",
        "Down",
        "End",
        "Enter",
        "Equal",
        "Esc",
        "Home",
        "Insert",
    ),
    *("Left", "Minus", "PageDown", "PageUp", "Plus", "Return", "Right", "Shift", "Space", "Tab"),
}
"""Keys by what is engraved on them."""
WORD = re.compile(r"[^\W\d_]{3,}")
KNOWN = {*MEANT_SO, *TYPED}
PLAIN = re.compile("[aeiouAEIOU]")


def texts_of(window: QWidget) -> Iterator[str]:
    """Yield what the widgets of a window show, and what they say when they are asked."""
    yield window.windowTitle()
    for each in (window, *window.findChildren(QWidget)):
        if not each.isVisible():
            continue
        yield from (each.toolTip(), each.accessibleName())
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        elif isinstance(each, QLineEdit | QPlainTextEdit):
            yield each.placeholderText()
        elif isinstance(each, QComboBox):
            yield from (each.itemText(row) for row in range(each.count()))


def without_shipped(text: str) -> str:
    """Return a text without what a file of a race says in it, such as its title."""
    plain = text.casefold()
    for each in SHIPPED:
        if each in plain:
            plain = plain.replace(each, "")
    plain = re.sub(r"\{\w+\}", "", plain)
    return text if plain == text.casefold() else plain


def is_plain(word: str) -> bool:
    """Whether a word was never looked up; of a text that goes over several lines each is accented."""
    known = word in KEYS or word.casefold() in KNOWN
    return word.isascii() and PLAIN.search(word) is not None and not known


def not_looked_up(texts: Iterable[str]) -> set[str]:
    """Return the texts that have a word outside of brackets which is no name."""
    return {
        text
        for text in texts
        if any(is_plain(word) for word in WORD.findall(without_shipped(outside_brackets(text))))
    }


def is_cut(text: Written) -> bool:
    """Whether a part of a text was left out; three dots of its own are none, but in a graph."""
    if not text.room:
        return text.words.endswith("\u2026")
    return bool(text.words) and text.wide > text.room + 0.5


@pytest.mark.parametrize("name", WINDOWS)
def test_that_every_text_of_a_window_is_looked_up(
    open_live: Open, open_replay: Open, qtbot: QtBot, written: list[Written], name: str
) -> None:
    speak("xx", Pseudo())
    opened, window = opened_beside(name, open_live, open_replay, qtbot)
    opened.race.window.resize(1366, 768)
    opened.race.draw()
    QApplication.processEvents()
    written.clear()
    window.grab()
    assert not_looked_up([*(each.words for each in written), *texts_of(window)]) == set()


@pytest.mark.parametrize(("wide", "high"), [(1366, 768), (1024, 600)])
@pytest.mark.parametrize("name", WINDOWS)
def test_that_french_fits_into_every_window(
    open_live: Open,
    open_replay: Open,
    qtbot: QtBot,
    written: list[Written],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    wide: int,
    high: int,
) -> None:
    speak("fr")
    monkeypatch.setattr(text_size, "room_of", lambda _: QRect(0, 0, wide, high))
    opened, window = opened_beside(name, open_live, open_replay, qtbot)
    opened.race.window.resize(wide, high)
    opened.race.draw()
    QApplication.processEvents()
    written.clear()
    window.grab()
    assert {each.words for each in written if is_cut(each)} == set()
    qtbot.waitUntil(lambda: cut_labels(window) == [], timeout=1500)


def _planner(opened: Opened) -> QWidget:
    window = plan_training(opened.race)
    window.show_offers({"4x300": "4x300 in 43, 90 s"}, ())
    window.plan.setPlainText("4x300 in 43, 90 s")
    return window


def _scoreboard(opened: Opened) -> QWidget:
    opened.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    window = board_of(opened.race).window
    assert window is not None
    return window


def _review(opened: Opened) -> QWidget:
    window = review_training(opened.race, "dozen")
    opened.qtbot.waitUntil(lambda: window.overview.rowCount() == 12, timeout=10_000)
    return window


def _athlete(opened: Opened) -> QWidget:
    window = show_athlete(opened.race, "Ann")
    opened.qtbot.waitUntil(lambda: window.view is not None, timeout=10_000)
    return window


OTHERS: dict[str, Callable[[Opened], QWidget]] = {
    "planner": _planner,
    "scoreboard": _scoreboard,
    "training review": _review,
    "athlete": _athlete,
}
"""Windows of training and of the crowd, beside a replay."""


@pytest.mark.parametrize("name", OTHERS)
def test_that_every_text_of_training_and_of_the_scoreboard_is_looked_up(
    open_replay: Open, written: list[Written], name: str
) -> None:
    speak("xx", Pseudo())
    weeks(library_path())
    opened = open_replay()
    window = OTHERS[name](opened)
    QApplication.processEvents()
    written.clear()
    window.grab()
    assert not_looked_up([*(each.words for each in written), *texts_of(window)]) == set()


@pytest.mark.parametrize("keys", [False, True])
def test_that_every_text_of_a_running_session_is_looked_up(
    open_training: Callable[..., TrainingOpened], written: list[Written], keys: bool
) -> None:
    speak("xx", Pseudo())
    opened = open_training()
    opened.press(Qt.Key.Key_Space)
    opened.at(43.1)
    opened.press(Qt.Key.Key_1)
    opened.press(Qt.Key.Key_U)
    if keys:
        opened.control.window.activateWindow()
        opened.press(Qt.Key.Key_Question)
    written.clear()
    window = opened.control.window
    window.grab()
    assert not_looked_up([*(each.words for each in written), *texts_of(window)]) == set()


FORMS_OF_TARGETS = (
    *("a time, at even pace", "just under a round time", "a pace, seconds per metres"),
    *(
        "second half 2 s faster",
        "a best, sb: this season's",
        "parts, each at even pace",
        "the splits of another race",
    ),
)
TIGHT = {
    *(
        "runner estimated",
        "pacing model",
        "usual pacing",
        "plan from here",
        "last lap's pace",
        "lap",
        "PROJECTED FINISH \u00b7 {rule}",
    ),
    *("drafting", "temp. \u00b0C", "wind m/s", "mass kg", "height m", "humidity %", "pressure hPa"),
    *("handler", "time", "as run", "what if"),
    "A mile against four minutes, as a timer saw it. Nothing can go wrong.",
    "Type repetitions and rests as you would on paper, and run them.",
    *FORMS_OF_TARGETS,
}
"""Texts with less room than two fifths more: they are held to fit in each language by itself."""


@pytest.mark.parametrize("name", [each for each in WINDOWS if each != "all keys"])
def test_that_texts_two_fifths_longer_fit_but_where_room_is_tight(
    open_live: Open, open_replay: Open, qtbot: QtBot, written: list[Written], name: str
) -> None:
    speak("xx", Pseudo())
    opened, window = opened_beside(name, open_live, open_replay, qtbot)
    opened.race.window.resize(1366, 768)
    opened.race.draw()
    QApplication.processEvents()
    written.clear()
    window.grab()
    tight = [re.escape(pseudo(each)).replace(r"\{rule\}", ".*") for each in TIGHT]
    cut = {each.words for each in written if is_cut(each)}
    assert {each for each in cut if not re.search("|".join(tight), each)} == set()


COVERED = {
    *("athlete_window", "call_editor", "comparison_window", "export_window", "guide"),
    *("import_window", "library_window", "main_window", "new_race", "scoreboard"),
    *("session_planner", "settings_window", "tap_school", "training_review", "training_window"),
}
BOXES = {"closing", "print_dialog"}
"""Boxes of the system with a sentence of ours."""


def test_that_every_window_there_is_was_opened_in_another_language() -> None:
    folder = Path(windows.__file__).parent
    titled = {each.stem for each in folder.glob("*.py") if "setWindowTitle(" in each.read_text()}
    assert titled - BOXES == COVERED
