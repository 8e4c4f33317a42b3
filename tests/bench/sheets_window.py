"""How long does the window stand still while sheets are written? The beats of its clock tell.

Usage: python -m tests.bench.sheets_window [COUNT] [docs/performance.md]

A timer beats every 5 ms in the window's thread. Measured are the longest time between two beats
with nothing to do, while COUNT sheets are written from the library as PDF, and while one race is
previewed and exported. The pacing model has been read before, as in a window that is open.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QTimer
from PySide6.QtTest import QTest

from app.engine.clocks import BootClock
from app.formats.profile_file import shipped_profiles
from app.storage.place import library_path
from app.usecases.export_choice import ExportChoice
from app.usecases.recorded_race import open_recording, run_of_recording
from tests.bench.recorded_section import machine, record
from tests.bench.sheets import fill
from ui.desk import Desk
from ui.launch import Silence, make_application
from ui.stages.replaying import ReplayStage
from ui.widgets.many_sheets import IDLE
from ui.windows.choices import choices_of
from ui.windows.exports import exports_of
from ui.windows.library_window import show_library
from ui.windows.race_window import RaceWindow

SECTION = "sheets in the window"
BUDGET_MS = 100.0
_BEAT_MS = 5
_IDLE_MS, _PATIENCE_MS, _COUNT = 2_000, 900_000, 60


class Beats:
    """The times between the beats of a timer in the window's thread, in ms."""

    def __init__(self) -> None:
        """Begin to beat."""
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def during(self, act: Callable[[], object], ends: Callable[[], bool]) -> list[float]:
        """Return the gaps from `act` on until it `ends`."""
        self.gaps = []
        act()
        patience = QDeadlineTimer(_PATIENCE_MS)
        while not (ends() or patience.hasExpired()):
            QTest.qWait(20)
        return self.gaps


def opened() -> RaceWindow:
    """Return a window on Paris with everything on it."""
    recording, clock = open_recording("paris-2025"), BootClock()
    stage = ReplayStage(recording, run_of_recording(recording), clock.now())
    owner = RaceWindow(Desk(stage, shipped_profiles(), Silence()), clock)
    owner.window.show()
    owner.complete()
    QTest.qWait(500)
    return owner


def measured(count: int, folder: Path) -> dict[str, list[float]]:
    """Return the gaps at rest, while `count` sheets are written, and in one export."""
    fill(library_path(), count)
    owner = opened()
    choices_of(owner).export = ExportChoice("pdf", folder=str(folder))
    library = show_library(owner)
    QTest.qWait(500)
    library.list.selectAll()
    strip, beats = library.export.strip, Beats()
    waited = QDeadlineTimer(_IDLE_MS)
    found = {"nothing to do": beats.during(lambda: None, waited.hasExpired)}
    strip.ask_button.click()
    many = beats.during(strip.start, lambda: strip.face == IDLE)
    found[f"{count} sheets from the library"] = many
    library.reject()
    exports = exports_of(owner)
    files = len([*folder.iterdir()])
    look = beats.during(exports.open_window, lambda: _previewed(owner))
    found["the export opened, to its preview"] = look
    window = exports.window
    assert window is not None, "it has been opened"
    found["the export written"] = beats.during(window.export, lambda: not window.isVisible())
    assert len([*folder.iterdir()]) >= files == count, "all are written"
    return found


def _previewed(owner: RaceWindow) -> bool:
    window = exports_of(owner).window
    return window is not None and window.preview.sheet.painted > 0


def main(count: int, document: str = "") -> int:
    """Measure, print, record where it is asked for; return 1 when the window stood still."""
    make_application()
    with tempfile.TemporaryDirectory() as place:
        os.environ["SPLITLINE_HOME"] = place
        folder = Path(place) / "sheets"
        found = measured(count, folder)
    rows = [
        f"| {name} | {len(gaps)} | {median(gaps):.0f} ms | {max(gaps):.0f} ms |"
        for name, gaps in found.items()
    ]
    text = "\n".join(
        (
            f"{machine()}\n",
            "| while | beats | median | longest |",
            "| --- | ---: | ---: | ---: |",
            *rows,
        )
    )
    print(text)
    if document:
        record(Path(document), SECTION, text)
    return int(max(max(gaps) for gaps in found.values()) > BUDGET_MS)


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else _COUNT
    sys.exit(main(wanted, *sys.argv[2:3]))
