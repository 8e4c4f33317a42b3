"""How does the window of the export look with a race in it? Opened and settled, for its pictures."""

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.usecases.export_choice import ExportChoice
from ui.windows.choices import choices_of
from ui.windows.export_window import ExportWindow
from ui.windows.exports import exports_of
from ui.windows.race_window import RaceWindow

FOLDER = "/sheets"
_WIDTH, _HEIGHT = 1120, 720
_PATIENCE_MS = 20_000


def show(owner: RaceWindow, form: str, *, blank: bool = False) -> QWidget:
    """Open the export of `owner` with a form chosen, when its preview is there."""
    choices_of(owner).export = ExportChoice(form, blank=blank, folder=FOLDER)
    exports = exports_of(owner)
    exports.open_window()
    window = exports.window
    assert window is not None, "it has been opened"
    whole = owner.window.size()
    window.resize(min(_WIDTH, whole.width() - 16), min(_HEIGHT, whole.height() - 48))
    patience = QDeadlineTimer(_PATIENCE_MS)
    while not (patience.hasExpired() or _stands(window)):
        QTest.qWait(5)
    return window


def _stands(window: ExportWindow) -> bool:
    return bool(window.preview.sheet.pages or window.text.toPlainText())
