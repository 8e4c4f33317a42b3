"""Which window is measured? The race window on a clock of the benchmark's own, and the barest one.

The library of this process has to be a folder of the benchmark's own: the window looks for races
that were left running.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.cli.context import Refused
from app.engine.clocks import Clock
from app.formats.profile_file import shipped_profiles
from ui.desk import Desk
from ui.stages.stage import Stage
from ui.windows.race_window import RaceWindow

_PATIENCE_MS = 5_000


class Silence:
    """No sounds."""

    def split(self) -> None:
        """Say nothing."""

    def refused(self) -> None:
        """Say nothing."""


@contextmanager
def race_window(stage: Stage, clock: Clock) -> Iterator[RaceWindow]:
    """Show the whole race window with `stage` on it, and close it at the end."""
    race = RaceWindow(Desk(stage, shipped_profiles(), Silence()), clock)
    race.window.show()
    race.complete()
    QTest.qWaitForWindowExposed(race.window, _PATIENCE_MS)
    settle()
    try:
        yield race
    finally:
        cast("QApplication", QApplication.instance()).removeEventFilter(race.keys)
        race.window.hide()
        for each in (race.keys, race.window, race):
            each.deleteLater()
        settle()


def settle() -> None:
    """Let everything that waits happen, some of it twice: what is laid out is painted after it."""
    for _ in range(5):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class PaintWatch(QObject):
    """Sees that a widget, or one inside it, is painted, and keeps the view that it then has."""

    def __init__(self, watched: QWidget) -> None:
        """Watch from now on; every event of the widgets costs a little until `close`."""
        super().__init__()
        self._watched = [watched, *watched.findChildren(QWidget)]
        self.seen: list[object] = []
        for each in self._watched:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the painting and let it happen."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.seen.append(getattr(watched, "view", None))
        return False

    def close(self) -> None:
        """Watch no more."""
        for each in self._watched:
            each.removeEventFilter(self)


def refuse_unpainted(watch: PaintWatch, what: str) -> None:
    """Refuse to measure what is not painted."""
    watch.close()
    if not watch.seen:
        raise Refused(f"{what}: found that nothing was painted, expected a frame on the screen")
