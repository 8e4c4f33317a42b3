"""The dialog of settings: what it finds, and what is used and stored at once."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip
from pytestqt.qtbot import QtBot

from app.language import language, speak
from app.storage.preferences import preferences_path
from app.usecases.preferences import Preferences, load
from tests.ui.conftest import Opened
from ui import own_keys, theme
from ui.key_map import Act, SplitLane
from ui.own_keys import keys_of
from ui.theme import CONTRAST, DAY, NIGHT
from ui.widgets.buttons import Button
from ui.windows import system_theme
from ui.windows.choices import Choices, choices_of
from ui.windows.power import PowerHost
from ui.windows.settings import open_settings
from ui.windows.settings_window import SettingsWindow
from ui.windows.text_size import set_text_size

Open = Callable[..., Opened]
Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(autouse=True)
def _as_usual_again() -> Iterator[None]:
    yield
    own_keys.use({})
    set_text_size(100)
    speak("en")


def opened_settings(opened: Opened, qtbot: QtBot) -> SettingsWindow:
    window = open_settings(opened.race)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def shown(window: SettingsWindow) -> list[str]:
    found = [each.label.text() for each in window.rows.values() if not each.isHidden()]
    keys = [each.label.text() for each in window.key_rows.values() if not each.isHidden()]
    return found + keys


def stored(opened: Opened) -> Preferences:
    opened.race.draw()
    choices_of(opened.race).close()
    return load(preferences_path()).preferences


def press(window: SettingsWindow, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    handle = window.windowHandle()
    QTest.keyClick(handle, key, held)


def test_that_ctrl_comma_and_the_menu_open_one_dialog(open_replay: Open, qtbot: QtBot) -> None:
    opened = open_replay()
    opened.press(Key.Key_Comma, Held.ControlModifier)
    window = opened.race.window.findChild(SettingsWindow)
    assert window is not None
    assert window.isVisible()
    opened.race.extras.settings()
    assert opened.race.window.findChildren(SettingsWindow) == [window]


def test_that_a_search_finds_by_name_meaning_option_and_key(
    open_replay: Open, qtbot: QtBot
) -> None:
    window = opened_settings(open_replay(), qtbot)
    everything = len(shown(window))
    assert everything > 60
    for search, found in (
        ("theme", "Theme"),
        ("glare", "Theme"),
        ("pdf print", "Form"),
        ("ctrl+z", "Undo"),
        ("UNDO", "Undo"),
        ("lane 12", "Split of lane 12"),
    ):
        window.search.setText(search)
        assert found in shown(window), search
        assert len(shown(window)) < 12
    window.search.setText("no such thing")
    assert shown(window) == []
    assert window.nothing.text() == "Nothing is called like that."
    press(window, Key.Key_Escape)
    assert window.isVisible()
    assert len(shown(window)) == everything
    with qtbot.waitSignal(window.rejected):
        press(window, Key.Key_Escape)


def test_that_a_theme_is_used_and_stored_at_once(open_replay: Open, qtbot: QtBot) -> None:
    opened = open_replay()
    window = opened_settings(opened, qtbot)
    window.rows["theme"].changed.emit("theme", DAY)
    assert opened.race.theme == DAY
    assert window.theme.name == DAY
    assert stored(opened).theme == DAY


def test_that_the_dialog_follows_what_is_chosen_by_a_key(open_replay: Open, qtbot: QtBot) -> None:
    opened = open_replay()
    window = opened_settings(opened, qtbot)
    opened.race.next_theme()
    opened.race.desk.sounds_on = False
    opened.race.draw()
    assert window.rows["theme"].setting.chosen == opened.race.theme
    assert window.rows["beep"].setting.chosen == "off"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("beep", "off", {"beep": False}),
        ("reduced_motion", "on", {"reduced_motion": True}),
        ("awake", "off", {"awake": False}),
        ("text_size", "150", {"text_size": 150}),
        ("language", "fr", {"language": "fr"}),
    ],
)
def test_that_every_choice_is_stored(
    open_replay: Open, qtbot: QtBot, name: str, value: str, expected: dict[str, object]
) -> None:
    opened = open_replay()
    window = opened_settings(opened, qtbot)
    window.rows[name].changed.emit(name, value)
    assert window.rows[name].setting.chosen == value
    assert stored(opened) == Preferences(**expected)  # type: ignore[arg-type]


def test_that_another_language_is_spoken_at_once(open_replay: Open, qtbot: QtBot) -> None:
    window = opened_settings(open_replay(), qtbot)
    window.rows["language"].changed.emit("language", "fr")
    assert language() == "fr"
    window.rows["language"].changed.emit("language", "en")
    assert language() == "en"


def test_that_the_defaults_of_the_export_are_whole(open_replay: Open, qtbot: QtBot) -> None:
    opened = open_replay()
    window = opened_settings(opened, qtbot)
    folder = window.rows["folder"].field
    assert isinstance(folder, QLineEdit)
    folder.setText("somewhere/else")
    folder.editingFinished.emit()
    assert window.said.text() == 'Folder: found "somewhere/else", expected a whole path.'
    assert folder.text() == ""
    window.rows["form"].changed.emit("form", "csv")
    window.rows["paper"].changed.emit("paper", "letter")
    export = stored(opened).export
    assert (export.form, export.paper) == ("csv", "letter")
    assert export.folder.startswith("/")


def test_that_the_machine_may_sleep_at_once(open_live: Open, qtbot: QtBot) -> None:
    class Bed:
        def __init__(self) -> None:
            self.held = False

        def hold(self) -> None:
            self.held = True

        def release(self) -> None:
            self.held = False

    opened, bed = open_live(), Bed()
    host = PowerHost(opened.race, bed, lambda _: None, lambda: None)
    opened.press(Key.Key_Return)
    assert bed.held
    window = opened_settings(opened, qtbot)
    window.rows["awake"].changed.emit("awake", "off")
    assert not bed.held
    window.rows["awake"].changed.emit("awake", "on")
    assert bed.held
    host.close()


def test_that_a_pressed_key_becomes_the_key(open_live: Open, qtbot: QtBot) -> None:
    opened = open_live()
    window = opened_settings(opened, qtbot)
    window.ask_key(Act.SPLIT_SELECTED, "Space")
    assert "in the place of Space" in window.capture.words.text()
    press(window, Key.Key_F13)
    assert keys_of(Act.SPLIT_SELECTED) == ("F13", "PageDown")
    assert window.capture.isHidden()
    caps = [cap.text() for cap in window.key_rows[Act.SPLIT_SELECTED].caps]
    assert caps == ["F13", "PageDown"]
    assert stored(opened).keys == {"split-selected": ("F13", "PageDown")}


@pytest.mark.parametrize("key", ["MediaNext", "PageUp", "Space", "F24", "VolumeUp", "Tab"])
def test_that_remotes_and_pedals_can_be_anything(open_live: Open, qtbot: QtBot, key: str) -> None:
    window = opened_settings(open_live(), qtbot)
    window.ask_key(Act.TAP, "U")
    press(window, getattr(Key, f"Key_{key}"))
    if window.capture.action is not None:
        window.capture.over_button.click()
    assert keys_of(Act.TAP) == (key,)


def test_that_the_keys_of_lanes_go_on_splitting_and_are_refused(
    open_live: Open, qtbot: QtBot
) -> None:
    opened = open_live(athletes=("Anna", "Ben"))
    opened.press(Key.Key_Return)
    opened.at(60)
    window = opened_settings(opened, qtbot)
    window.ask_key(Act.TAP, "U")
    press(window, Key.Key_F2)
    assert "F2 stays what it is: split of lane 2." in window.capture.words.text()
    assert window.capture.waiting
    entry = opened.race.desk.in_lane(2)
    assert entry is not None
    assert len(opened.live.state.entries[entry].splits) == 1
    press(window, Key.Key_Escape)
    assert window.capture.isHidden()
    assert window.isVisible()
    assert keys_of(Act.TAP) == ("U",)


def test_that_a_conflict_is_said_and_swapped(open_replay: Open, qtbot: QtBot) -> None:
    opened = open_replay()
    window = opened_settings(opened, qtbot)
    window.ask_key(Act.NEXT_GRAPH, "G")
    press(window, Key.Key_T)
    assert window.capture.words.text() == "T is the key for: next target."
    assert window.capture.swap_button.hasFocus()
    window.capture.swap_button.click()
    assert keys_of(Act.NEXT_GRAPH) == ("T",)
    assert keys_of(Act.NEXT_TARGET) == ("G",)
    window.key_rows[Act.NEXT_GRAPH].reset.emit()
    assert keys_of(Act.NEXT_GRAPH) == ("G",)
    assert keys_of(Act.NEXT_TARGET) == ()


def test_that_a_key_can_go_over_or_go_away(open_replay: Open, qtbot: QtBot) -> None:
    window = opened_settings(open_replay(), qtbot)
    window.ask_key(SplitLane(2), "")
    press(window, Key.Key_T)
    assert not window.capture.swap_button.isVisible()
    window.capture.over_button.click()
    assert keys_of(SplitLane(2)) == ("T",)
    assert keys_of(Act.NEXT_TARGET) == ()
    window.ask_key(SplitLane(2), "T")
    window.capture.remove_button.click()
    assert own_keys.layer() == {"next-target": ()}


def test_that_everything_can_be_as_usual_again(open_replay: Open, qtbot: QtBot) -> None:
    opened = open_replay()
    window = opened_settings(opened, qtbot)
    window.rows["theme"].changed.emit("theme", CONTRAST)
    window.rows["text_size"].changed.emit("text_size", "200")
    window.ask_key(Act.UNDO, "PageUp")
    press(window, Key.Key_F14)
    window.usual_button.click()
    assert stored(opened) == Preferences()
    assert own_keys.layer() == {}
    assert theme.text_size() == 100


def test_that_changed_keys_act_and_are_told_in_overlay_and_tooltips(
    open_live: Open, qtbot: QtBot
) -> None:
    opened = open_live()
    choices = choices_of(opened.race)
    choices.put(choices.now._replace(keys={"start": ("F15",)}))
    opened.press(Key.Key_Return)
    assert opened.live.state.zero is None
    button = opened.find(Button, "Start")
    tip = QHelpEvent(QEvent.Type.ToolTip, QPoint(4, 4), button.mapToGlobal(QPoint(4, 4)))
    QApplication.sendEvent(button, tip)
    assert QToolTip.text() == "Start (F15)"
    QToolTip.hideText()
    opened.race.show_keys()
    overlay = opened.race.extras._overlay
    assert overlay is not None
    assert ("F15", "Start the clock") in overlay.keys
    opened.race.close_keys()
    opened.press(Key.Key_F15)
    assert opened.live.state.zero is not None


def test_that_what_is_said_on_the_window_names_the_changed_keys(open_live: Open) -> None:
    opened = open_live(event="mile")
    choices = choices_of(opened.race)
    assert opened.view.cards.elapsed.detail == "press Return at the gun"
    changed = {"start": ("F15",), "remedy": ("F16",), "keep": ("F17",), "tap": ("F18",)}
    choices.put(choices.now._replace(keys=changed | {"name-taps": ("F19",)}))
    assert opened.view.cards.elapsed.detail == "press F15 at the gun"
    opened.press(Key.Key_F15)
    opened.at(30)
    opened.press(Key.Key_F18)
    opened.at(33)
    hints = [each.key for strip in opened.view.strips.values() for each in strip.keys]
    assert "F19" in hints
    assert {"N", "E", "K"}.isdisjoint(hints)


def test_that_keys_that_cannot_be_used_are_one_sentence(open_live: Open) -> None:
    path = preferences_path()
    path.parent.mkdir(parents=True)
    path.write_text('{"keys": {"undo": ["T"]}}', "utf-8")
    opened = open_live()
    choices_of(opened.race)
    opened.race.draw()
    assert opened.notice() == "keys.undo: T is the key of another one: next target."


def test_that_the_theme_follows_the_system_until_one_is_chosen(
    open_replay: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_replay()
    asked = [DAY]
    monkeypatch.setattr("ui.windows.choices.system_theme", lambda: asked[0])
    choices = choices_of(opened.race)
    assert opened.race.theme == DAY
    for each in (NIGHT, CONTRAST, DAY):
        asked[0] = each
        choices._follow()
        assert opened.race.theme == each
    assert stored(opened).theme == ""
    assert stored(opened).seen_theme == DAY
    opened.race.next_theme(NIGHT)
    asked[0] = CONTRAST
    choices._follow()
    assert opened.race.theme == NIGHT
    assert stored(opened).theme == NIGHT


def test_that_the_system_is_heard_when_it_changes(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, open_replay: Open
) -> None:
    opened = open_replay()
    hints = qapp.styleHints()
    choices = choices_of(opened.race)
    monkeypatch.setattr("ui.windows.choices.system_theme", lambda: CONTRAST)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert opened.race.theme == CONTRAST
    assert isinstance(choices, Choices)


def test_that_a_system_that_does_not_tell_leaves_the_theme(qapp: QApplication) -> None:
    assert system_theme.system_theme() == ""


def test_that_a_held_key_is_taken_once(open_live: Open, qtbot: QtBot) -> None:
    window = opened_settings(open_live(), qtbot)
    window.ask_key(Act.TAP, "U")
    again = QKeyEvent(QEvent.Type.KeyPress, Key.Key_F13, Held.NoModifier, "", True)
    QApplication.sendEvent(window, again)
    press(window, Key.Key_F16)
    assert keys_of(Act.TAP) == ("F16",)
