"""Where does a newcomer find help? In the menu of races, and on the sheet of keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.language import tr
from ui.own_keys import told
from ui.viewstate.snapshot import REPLAY

if TYPE_CHECKING:
    from ui.windows.keys_overlay import KeysOverlay
    from ui.windows.race_menu import RaceMenu
    from ui.windows.race_window import RaceWindow


def connect_menu(owner: "RaceWindow", menu: "RaceMenu") -> None:
    """Let the menu of races offer help: it is filled anew whenever it opens."""
    menu.aboutToShow.connect(lambda: _fill(owner, menu))


def _fill(owner: "RaceWindow", menu: QMenu) -> None:
    before = next((each for each in menu.actions() if each.isSeparator()), None)
    if before is not None:
        menu.insertMenu(before, help_menu(owner, menu))


def help_menu(owner: "RaceWindow", parent: QMenu) -> QMenu:
    """Return the menu of guide, keys, tap school and welcome."""
    menu = QMenu(tr("&Help"), parent)
    menu.setFont(parent.font())
    menu.setStyleSheet(parent.styleSheet())
    _row(menu, tr("&Guide\u2026"), "Ctrl+H", lambda: show_guide(owner))
    _row(menu, tr("All &keys"), "?", owner.show_keys)
    _row(menu, tr("&Tap school\u2026"), "Ctrl+U", lambda: show_school(owner))
    _row(menu, tr("&Welcome"), "", lambda: show_welcome(owner))
    return menu


def _row(menu: QMenu, words: str, keys: str, chosen: Callable[[], None]) -> None:
    action = QAction(f"{words}\t{told(keys)}" if keys else words, menu)
    action.triggered.connect(lambda _checked: chosen())
    menu.addAction(action)


def connect_overlay(owner: "RaceWindow", overlay: "KeysOverlay") -> None:
    """Let the sheet of keys lead to the guide."""
    overlay.offer_guide()
    overlay.guide_wanted.connect(lambda: show_guide(owner))


def show_guide(owner: "RaceWindow") -> None:
    """Open the guide."""
    from ui.windows.guide import open_guide

    open_guide(owner)


def show_school(owner: "RaceWindow") -> None:
    """Open the tap school."""
    from ui.windows.tap_school import open_tap_school

    open_tap_school(owner)


def answered_welcome(owner: "RaceWindow", lane: int) -> bool:
    """Let the keys of the first lanes answer a welcome: a replay has no other use for them."""
    if owner.desk.stage.mode != REPLAY:
        return False
    from ui.widgets.welcome import WelcomePanel

    panel = owner.window.panel
    if not isinstance(panel, WelcomePanel) or lane > len(panel.answers):
        return False
    panel.chosen.emit(lane)
    return True


def show_welcome(owner: "RaceWindow") -> None:
    """Show the welcome again."""
    from ui.windows.welcome import welcome

    welcome(owner)
