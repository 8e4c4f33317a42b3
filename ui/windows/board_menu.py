"""What does the menu of races offer for the scoreboard? Where it stands, what is on it, its file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from app.language import marked, tr
from ui.own_keys import told
from ui.viewstate.scoreboard import WHO, WHO_NAMES
from ui.windows.board_control import BoardControl, board_of
from ui.windows.corner import toggle_corner

if TYPE_CHECKING:
    from app.cli.requests import BoardRequest
    from ui.windows.race_menu import RaceMenu
    from ui.windows.race_window import RaceWindow

KEY_COLOURS = {
    "green": ("#00b140", marked("Green")),
    "blue": ("#0047bb", marked("Blue")),
    "magenta": ("#ff00ff", marked("Magenta")),
}
"""The colours that keyers know, by their names on the command line."""


def open_board(owner: "RaceWindow", wanted: "BoardRequest") -> None:
    """Do what the command line asks for."""
    board = board_of(owner)
    board.key = KEY_COLOURS[wanted.key][0] if wanted.key else ""
    if wanted.state_file is not None:
        board.write_to(wanted.state_file)
    if wanted.shown:
        board.show(wanted.screen)


def connect_menu(owner: "RaceWindow", menu: "RaceMenu") -> None:
    """Let the menu of races steer the scoreboard: it is filled anew whenever it opens."""
    menu.aboutToShow.connect(lambda: _fill(owner, menu))


def _fill(owner: "RaceWindow", menu: QMenu) -> None:
    before = next((each for each in menu.actions() if each.isSeparator()), None)
    inside = board_menu(owner, menu)
    corner = QAction(tr("One &giant call") + _tab("Ctrl+G"), menu)
    corner.triggered.connect(lambda _checked: toggle_corner(owner))
    if before is not None:
        menu.insertMenu(before, inside)
        menu.insertAction(before, corner)


def board_menu(owner: "RaceWindow", parent: QMenu) -> QMenu:
    """Return the menu of the scoreboard."""
    board = board_of(owner)
    menu = QMenu(tr("Score&board"), parent)
    menu.setFont(parent.font())
    menu.setStyleSheet(parent.styleSheet())
    _row(menu, tr("Shown") + _tab("Ctrl+B"), board.toggle, on=board.shown)
    _row(menu, tr("Blank") + _tab("Ctrl+Shift+B"), board.toggle_blank, on=board.blank)
    _row(menu, tr("Frozen") + _tab("Ctrl+Shift+F"), board.toggle_frozen, on=board.frozen)
    _row(menu, tr("Confirm the result") + _tab("Ctrl+K"), board.confirm)
    _add_choices(menu, board)
    menu.addSeparator()
    if board.file.path is None:
        _row(menu, tr("Write a state file\u2026"), lambda: _ask_for_file(owner, board))
    else:
        words = tr("Stop writing {name}", name=board.file.path.name)
        _row(menu, words, lambda: board.write_to(None))
    return menu


def _add_choices(menu: QMenu, board: BoardControl) -> None:
    menu.addSeparator()
    for who in WHO:
        _row(menu, tr(WHO_NAMES[who]).capitalize(), _call(board.show_who, who), on=board.who == who)
    menu.addSeparator()
    window = board.window if board.shown else None
    for each in board.screens.all():
        words = tr("Screen {number}: {name}", number=each.number, name=each.name)
        _row(
            menu,
            words,
            _call(board.show, str(each.number)),
            on=window is not None and window.home == each.name,
        )
    _row(
        menu, tr("In a window"), board.show_in_window, on=window is not None and window.home is None
    )
    menu.addSeparator()
    _row(menu, tr("No key colour"), _call(board.set_key, ""), on=not board.key)
    for colour, name in KEY_COLOURS.values():
        words = tr("Key colour {name}", name=tr(name).lower())
        _row(menu, words, _call(board.set_key, colour), on=board.key == colour)


def _tab(usual: str) -> str:
    """Return the key of the user for what the usual one does, as a menu shows it."""
    key = told(usual)
    return f"\t{key}" if key else ""


def _call(act: Callable[[str], None], value: str) -> Callable[[], None]:
    return lambda: act(value)


def _row(menu: QMenu, words: str, chosen: Callable[[], object], *, on: bool | None = None) -> None:
    action = menu.addAction(words)
    if on is not None:
        action.setCheckable(True)
        action.setChecked(on)
    action.triggered.connect(lambda _checked: chosen())


def _ask_for_file(owner: "RaceWindow", board: BoardControl) -> None:
    dialog = QFileDialog(owner.window, tr("Write a state file"), "", "JSON (*.json)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("json")
    dialog.selectFile("splitline-scoreboard.json")
    dialog.fileSelected.connect(lambda path: board.write_to(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
