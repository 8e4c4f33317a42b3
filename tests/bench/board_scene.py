"""How does the scoreboard come into a picture? In a window of the size that the picture has."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from ui.windows.board_control import board_of
from ui.windows.corner import corner_of, toggle_corner
from ui.windows.race_window import RaceWindow

HD, SMALLEST, LARGEST = QSize(1920, 1080), QSize(640, 360), QSize(3840, 2160)
MAGENTA = "#ff00ff"


def show(window: RaceWindow, size: QSize, *, key: str = "", confirmed: bool = False) -> QWidget:
    """Open the scoreboard beside the race, over a key colour where one is given."""
    control = board_of(window)
    control.key = key
    control.show_in_window()
    board = control.window
    assert board is not None, "it has been opened"
    board.resize(size)
    if confirmed:
        control.confirm()
    for _ in range(2):
        window.draw()
        QApplication.processEvents()
    return board


def giant_call(window: RaceWindow) -> None:
    """Cover the window with the call of who passed last."""
    toggle_corner(window)
    assert corner_of(window) is not None, "it has been opened"
