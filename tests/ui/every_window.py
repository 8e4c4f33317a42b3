"""Every window there is, each opened beside a race on a window of a size of its own."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.storage.place import library_path
from tests.ui.conftest import Opened
from tests.unit.training.coaches import setup_of
from tests.unit.usecases.trained import weeks
from ui.windows import clock_panel, repair_panels
from ui.windows.athlete_window import show_athlete
from ui.windows.board_control import board_of
from ui.windows.call_editor import edit_calls
from ui.windows.choices import choices_of
from ui.windows.comparison_window import compare_with
from ui.windows.exports import exports_of
from ui.windows.guide import open_guide
from ui.windows.importing import import_of
from ui.windows.library_window import show_library
from ui.windows.session_planning import plan_training
from ui.windows.settings import open_settings
from ui.windows.tap_school import open_tap_school
from ui.windows.training import open_training
from ui.windows.training_review import review_training
from ui.windows.welcome import welcome

Open = Callable[..., Opened]
Races = dict[str, Open]
Key = Qt.Key
THREE = ("Anna Li", "Ben Okoro", "Cleo Martin")
LONG_MS = 20_000
TWELVE = tuple(f"Athlete {letter}" for letter in "ABCDEFGHIJKL")


def _race(open_live: Open, *athletes: str) -> Opened:
    opened = open_live(event="mile", athletes=athletes or ("Anna Li",))
    opened.press(Key.Key_Return)
    for lane in range(1, len(athletes) + 1):
        opened.at(61 + lane / 5)
        opened.press(Qt.Key[f"Key_F{lane}"])
    opened.at(65)
    return opened


def _on_window(show: Callable[[Opened], object]) -> Callable[[Opened], QWidget]:
    def opened(race: Opened) -> QWidget:
        show(race)
        return race.race.window

    return opened


def _new_race(opened: Opened) -> QWidget:
    opened.race.extras.new_race()
    dialog = opened.race.extras._dialog
    assert dialog is not None
    return dialog


def _target_editor(opened: Opened) -> QWidget:
    opened.race.extras.edit_target(None)
    editor = opened.race.extras._editor
    assert editor is not None
    return editor


def _export(opened: Opened) -> QWidget:
    opened.race.extras.export()
    window = exports_of(opened.race).window
    assert window is not None
    return window


def _import(opened: Opened) -> QWidget:
    import_of(opened.race).window.show()
    return import_of(opened.race).window


def _review(opened: Opened) -> QWidget:
    weeks(library_path())
    window = review_training(opened.race, "dozen")
    opened.qtbot.waitUntil(lambda: window.view is not None, timeout=LONG_MS)
    window.overview.selectRow(3)
    return window


def _athlete(opened: Opened) -> QWidget:
    weeks(library_path())
    window = show_athlete(opened.race, "Ann")
    opened.qtbot.waitUntil(lambda: window.view is not None, timeout=LONG_MS)
    return window


def _school(opened: Opened) -> QWidget:
    window = open_tap_school(opened.race)
    assert window is not None
    return window


def _planner(opened: Opened) -> QWidget:
    window = plan_training(opened.race)
    window.show_offers({"4x300": "4x300 in 43, 90 s"}, ())
    window.plan.setPlainText("4x300 in 43, 90 s")
    window.resize(1000, 560)
    return window


def _training(opened: Opened) -> QWidget:
    control = open_training(opened.race, setup_of("4x300 in 43, 90 s", "ab cd"))
    control.draw()
    return control.window


def _scoreboard(opened: Opened) -> QWidget:
    board = board_of(opened.race)
    board.show_in_window()
    assert board.window is not None
    return board.window


WINDOWS: dict[str, tuple[str, Callable[[Opened], QWidget]]] = {
    "race": ("one", _on_window(lambda _: None)),
    "rows": ("three", _on_window(lambda _: None)),
    "lanes": ("twelve", _on_window(lambda _: None)),
    "replay": ("replay", _on_window(lambda opened: opened.seek(200))),
    "what-if": ("replay", _on_window(lambda opened: opened.race.extras.show_what_if())),
    "clock": ("one", _on_window(lambda opened: clock_panel.toggle(opened.race))),
    "pressed": ("three", _on_window(lambda opened: repair_panels.toggle(opened.race))),
    "all keys": ("one", _on_window(lambda opened: opened.race.show_keys())),
    "new race": ("one", _new_race),
    "target editor": ("one", _target_editor),
    "library": ("replay", lambda opened: show_library(opened.race)),
    "export": ("replay", _export),
    "import": ("replay", _import),
    "comparison": ("replay", lambda opened: compare_with(opened.race)),
    "call editor": ("one", lambda opened: edit_calls(opened.race)),
    "training review": ("replay", _review),
    "athlete": ("replay", _athlete),
    "planner": ("replay", _planner),
    "training": ("replay", _training),
    "scoreboard": ("three", _scoreboard),
    "settings": ("replay", lambda opened: open_settings(opened.race)),
    "guide": ("one", lambda opened: open_guide(opened.race)),
    "tap school": ("replay", _school),
    "welcome": ("replay", _on_window(lambda opened: welcome(opened.race))),
}
"""By name: which race it is opened beside, and how."""


def opened_beside(
    name: str, open_live: Open, open_replay: Open, qtbot: QtBot, percent: int = 100
) -> tuple[Opened, QWidget]:
    """Open a window beside its race, its texts of `percent` of their size; return both."""
    kind, show = WINDOWS[name]
    races: dict[str, Callable[[], Opened]] = {
        "one": lambda: _race(open_live),
        "three": lambda: _race(open_live, *THREE),
        "twelve": lambda: _race(open_live, *TWELVE),
        "replay": open_replay,
    }
    opened = races[kind]()
    choices = choices_of(opened.race)
    choices.put(choices.now._replace(text_size=percent))
    window = show(opened)
    opened.race.draw()
    qtbot.waitUntil(window.isVisible)
    return opened, window
