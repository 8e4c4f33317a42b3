"""Do windows that are open follow when another language is chosen?"""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.language import ENGLISH, speak
from app.resource_files import resource
from tests.ui.conftest import Opened, Written
from tests.ui.every_window import WINDOWS, opened_beside
from tests.ui.pseudo_language import Pseudo
from tests.ui.test_other_languages import not_looked_up, texts_of
from ui.widgets.buttons import Button
from ui.widgets.prompt_strip import PromptStrip
from ui.windows import applying
from ui.windows.choices import choices_of
from ui.windows.said_anew import say_anew

Open = Callable[..., Opened]


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(ENGLISH)


@cache
def texts_of_the_code() -> frozenset[str]:
    """Every text that can be looked up, read from the catalogue that is shipped."""
    data = resource("translations/fr.mo").read_bytes()
    count, table = (int.from_bytes(data[at : at + 4], "little") for at in (8, 12))
    found = set()
    for at in range(table, table + 8 * count, 8):
        size, place = (int.from_bytes(data[each : each + 4], "little") for each in (at, at + 4))
        words = data[place : place + size].decode("utf-8").rpartition("\x04")[2]
        found |= set(words.split("\x00"))
    return frozenset(found)


class Strict(Pseudo):
    """The language that nobody speaks, which knows only the texts that stand in the code."""

    def gettext(self, message: str, /) -> str:
        """Return a text in it; one that was put together elsewhere stays."""
        return super().gettext(message) if message in texts_of_the_code() else message


WORKED_OUT_BEFORE = {"call editor", "target editor", "training review"}
"""Windows with sentences that were worked out when they opened; another place or key renews them."""


@pytest.mark.parametrize("name", [each for each in WINDOWS if each not in WORKED_OUT_BEFORE])
def test_that_every_text_of_an_open_window_follows_another_language(
    open_live: Open,
    open_replay: Open,
    qtbot: QtBot,
    written: list[Written],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened, window = opened_beside(name, open_live, open_replay, qtbot)
    opened.race.window.resize(1366, 768)
    monkeypatch.setattr(applying, "speak", lambda _: speak("xx", Strict()))
    choices = choices_of(opened.race)
    choices.put(choices.now._replace(language="fr"))
    QApplication.processEvents()
    written.clear()
    window.grab()
    assert not_looked_up([*(each.words for each in written), *texts_of(window)]) == set()


def test_that_a_window_is_as_before_when_its_first_language_is_chosen_again(
    open_replay: Open,
) -> None:
    opened = open_replay()
    choices = choices_of(opened.race)
    before = sorted(texts_of(opened.race.window))
    choices.put(choices.now._replace(language="fr"))
    assert "Lecture" in [each.text() for each in opened.race.window.findChildren(Button)]
    assert sorted(texts_of(opened.race.window)) != before
    choices.put(choices.now._replace(language=ENGLISH))
    assert sorted(texts_of(opened.race.window)) == before


def test_that_what_is_asked_follows_too(open_live: Open) -> None:
    opened = open_live(event="mile")
    opened.press(Qt.Key.Key_Return)
    for at in (3, 3.6):
        opened.at(at)
        opened.press(Qt.Key.Key_Space)

    def asked() -> str:
        views = [each.view for each in opened.race.window.findChildren(PromptStrip)]
        return " ".join(
            f"{view.words} {[key.does for key in view.keys]}" for view in views if view is not None
        )

    assert "remove it" in asked()
    choices = choices_of(opened.race)
    choices.put(choices.now._replace(language="fr"))
    assert "remove it" not in asked()
    assert "double appui" in asked()


def test_that_words_of_nobodys_are_left_as_they_are(qtbot: QtBot) -> None:
    speak("fr")
    label = QLabel("Undo")
    qtbot.addWidget(label)
    say_anew(lambda: speak(ENGLISH))
    say_anew(lambda: speak("fr"))
    assert label.text() == "Annuler"
    label.setText("Gap Cancel")
    say_anew(lambda: speak(ENGLISH))
    assert label.text() == "Gap Cancel"
