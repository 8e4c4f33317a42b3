"""How does the window of the comparison look? Opened on some races and settled, for its pictures."""

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.storage.library import Library
from app.storage.place import library_path
from tests.bench.library_scene import fill
from ui.windows.comparison_window import compare_with
from ui.windows.race_window import RaceWindow

_WIDTH, _HEIGHT = 1240, 680
_PATIENCE_MS = 20_000


def show(owner: RaceWindow, names: tuple[str, ...], graph: str) -> QWidget:
    """Open the comparison of `names` on one graph, when it has been read."""
    fill(Library(library_path()))
    window = compare_with(owner, names)
    whole = owner.window.size()
    window.resize(min(_WIDTH, whole.width() - 16), min(_HEIGHT, whole.height() - 48))
    patience = QDeadlineTimer(_PATIENCE_MS)
    while not (patience.hasExpired() or window.beside is not None):
        QTest.qWait(5)
    window.show_graph(graph)
    QTest.qWait(1)
    return window
