"""What the window remembers and when it speaks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.analysis.calls.book import CallBook
from app.storage.place import home
from app.storage.preferences import preferences_path
from app.usecases.preferences import Preferences, load, store
from tests.ui.conftest import Opened
from ui.launch import first_theme
from ui.theme import CONTRAST, DAY, NIGHT
from ui.voice import Voice
from ui.windows.choices import Choices, choices_of

Open = Callable[..., Opened]
Key = Qt.Key


@dataclass(slots=True)
class Mouth(Voice):
    """A voice that keeps what it was to say."""

    missing: str = ""
    heard: list[str] = field(default_factory=list)
    on: bool = False
    failed: str = ""

    @property
    def trouble(self) -> str:
        return self.failed

    @trouble.setter
    def trouble(self, words: str) -> None:
        self.failed = words

    def switch(self, *, on: bool) -> str:
        self.on = on and not self.missing
        return self.missing if on else ""

    def say(self, text: str) -> None:
        self.heard.append(text)

    def close(self) -> None:
        self.on = False


@pytest.fixture
def speak() -> Iterator[Callable[..., tuple[Choices, Mouth]]]:
    """Give a window its choices and a voice that is on."""
    made: list[Choices] = []

    def give(opened: Opened, *, on: bool = True, missing: str = "") -> tuple[Choices, Mouth]:
        mouth = Mouth(missing=missing)
        choices = Choices(opened.race, preferences_path(), mouth)
        mouth.on = on
        made.append(choices)
        return choices, mouth

    yield give
    for each in made:
        each.close()


def test_that_each_press_is_spoken_once(
    open_live: Open, speak: Callable[..., tuple[Choices, Mouth]]
) -> None:
    opened = open_live(event="mile")
    _, mouth = speak(opened)
    opened.press(Key.Key_Return)
    opened.at(61.04)
    opened.press(Key.Key_Space)
    opened.at(61.5)
    opened.at(63)
    assert mouth.heard == ["sixty. on pace. need laps of sixty."]


def test_that_undo_and_repairs_of_what_is_past_are_silent(
    open_live: Open, speak: Callable[..., tuple[Choices, Mouth]]
) -> None:
    opened = open_live(event="mile")
    _, mouth = speak(opened)
    opened.press(Key.Key_Return)
    for second in (61, 121):
        opened.at(second)
        opened.press(Key.Key_Space)
    assert len(mouth.heard) == 2
    opened.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.press(Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    opened.at(150)
    assert len(mouth.heard) == 2


def test_that_a_replay_speaks_of_what_it_passes_also_a_second_time(
    open_replay: Open, speak: Callable[..., tuple[Choices, Mouth]]
) -> None:
    opened = open_replay()
    _, mouth = speak(opened)
    for second in (50, 61, 50, 61, 80, 110):
        opened.seek(second)
    assert mouth.heard == ["fifty-nine. one up. need laps of sixty."] * 2


def test_that_what_was_passed_long_ago_is_not_spoken(
    open_replay: Open, speak: Callable[..., tuple[Choices, Mouth]]
) -> None:
    opened = open_replay()
    _, mouth = speak(opened)
    opened.seek(30)
    opened.seek(100)
    assert mouth.heard == []


def test_that_a_key_turns_the_voice_on_and_off(open_live: Open) -> None:
    opened = open_live(event="mile")
    mouth = Mouth()
    Choices(opened.race, preferences_path(), mouth)
    opened.press(Key.Key_Q)
    assert (mouth.on, opened.notice()) == (True, "Calls are spoken.")
    opened.press(Key.Key_Q)
    assert (mouth.on, opened.notice()) == (False, "Calls are not spoken.")


def test_that_a_voice_that_is_not_there_is_said(open_live: Open) -> None:
    opened = open_live(event="mile")
    choices = Choices(opened.race, preferences_path(), Mouth(missing="There is no voice."))
    opened.press(Key.Key_Q)
    assert opened.notice() == "There is no voice."
    assert opened.sounds.heard == ["refused"]
    choices.voice.trouble = "The voice failed."
    opened.at(1)
    opened.at(2)
    assert opened.notice() == "The voice failed."
    assert choices.voice.trouble == ""


def test_that_what_was_chosen_last_is_there_again(open_live: Open) -> None:
    calls = CallBook(figures=True).with_template("ready", "go")
    store(preferences_path(), Preferences(theme=DAY, beep=False, voice=True, calls=calls))
    opened = open_live(event="mile")
    mouth = Mouth()
    Choices(opened.race, preferences_path(), mouth)
    opened.at(1)
    desk = opened.race.desk
    assert (opened.race.theme, desk.sounds_on, mouth.on) == (DAY, False, True)
    assert opened.view.call.words == "GO"


def test_that_a_choice_is_stored_when_it_is_made(open_live: Open, qtbot: QtBot) -> None:
    opened = open_live(event="mile")
    choices = Choices(opened.race, preferences_path(), Mouth())
    opened.at(1)
    assert not preferences_path().exists()
    opened.press(Key.Key_B)
    opened.press(Key.Key_D)
    opened.press(Key.Key_Q)
    choices.close()
    chosen = load(preferences_path()).preferences
    assert chosen == Preferences(theme=opened.race.theme, beep=False, voice=True)


def test_that_a_damaged_file_is_said_and_changes_nothing(open_live: Open) -> None:
    home().mkdir(parents=True, exist_ok=True)
    preferences_path().write_text("{", "utf-8")
    opened = open_live(event="mile")
    choices_of(opened.race)
    opened.at(1)
    assert "is damaged" in opened.notice()
    assert opened.race.theme == NIGHT


def test_that_a_window_has_its_choices_once(open_live: Open) -> None:
    opened = open_live(event="mile")
    assert choices_of(opened.race) is choices_of(opened.race)


@pytest.mark.parametrize("theme", [DAY, NIGHT, CONTRAST])
def test_that_the_first_paint_has_the_theme_that_was_stored(theme: str) -> None:
    store(preferences_path(), Preferences(theme=theme))
    assert first_theme() == theme


@pytest.mark.parametrize("found", ["", "{", '{"theme": "pink"}', '{"theme":"day"}', "\udcff"])
def test_that_without_a_theme_that_is_found_at_once_it_is_night(found: str) -> None:
    home().mkdir(parents=True, exist_ok=True)
    preferences_path().write_bytes(found.encode("utf-8", "surrogateescape"))
    assert first_theme() == NIGHT
