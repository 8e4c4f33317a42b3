"""How do the settings open, and where does a choice go? Into use at once, and into the file."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.language import languages, tr
from app.usecases.preferences import Preferences
from ui.keys import mark_side_window
from ui.own_keys import Layer
from ui.theme import THEMES
from ui.viewstate.settings import with_setting
from ui.windows.choices import Choices, choices_of
from ui.windows.places import documents
from ui.windows.settings_window import SettingsWindow

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow

_OF_EXPORT = ("form", "folder")


def open_settings(owner: "RaceWindow") -> SettingsWindow:
    """Open the settings beside the race, or bring them to the front."""
    there = owner.window.findChild(SettingsWindow)
    if there is not None and there.isVisible():
        there.raise_()
        there.activateWindow()
        return there
    choices = choices_of(owner)
    window = SettingsWindow(owner.window, choices.now, languages())
    window.set_theme(THEMES[owner.theme])
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    mark_side_window(window)
    _connect(owner, choices, window)
    window.show()
    return window


def _connect(owner: "RaceWindow", choices: Choices, window: SettingsWindow) -> None:
    def change(name: str, value: str) -> None:
        if name == "folder" and value and not Path(value).is_absolute():
            window.say(tr('Folder: found "{found}", expected a whole path.', found=value))
            window.show_again(name)
            return
        window.say("")
        wished = with_setting(choices.now, name, value)
        if name in _OF_EXPORT and wished.export.form and not wished.export.folder:
            wished = with_setting(wished, "folder", documents())
        choices.put(wished)
        follow()

    def change_keys(layer: Layer) -> None:
        choices.put(choices.now._replace(keys=layer))
        follow()

    def all_usual() -> None:
        now = choices.now
        usual = Preferences(calls=now.calls, seen_theme=now.seen_theme)
        choices.put(usual._replace(hand=now.hand, welcomed=now.welcomed))
        follow()

    def follow(_snapshot: object = None) -> None:
        if window.theme is not THEMES[owner.theme]:
            window.set_theme(THEMES[owner.theme])
        window.show_chosen(choices.now)

    window.changed.connect(change)
    window.keys_changed.connect(change_keys)
    window.everything_usual.connect(all_usual)
    owner.drawn.connect(follow)
    owner.keys.listener = window.take_key

    def left() -> None:
        owner.keys.listener = None

    window.destroyed.connect(left)
