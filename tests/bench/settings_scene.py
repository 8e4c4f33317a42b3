"""What lies before the race for the picture of the settings? The dialog and a search."""

from PySide6.QtWidgets import QApplication, QWidget

from ui.windows.race_window import RaceWindow
from ui.windows.settings import open_settings


def show(window: RaceWindow, search: str) -> QWidget:
    """Open the settings with a search; the picture is of the dialog."""
    found = open_settings(window)
    found.search.setText(search)
    QApplication.processEvents()
    return found
