"""What does somebody bring in, for the pictures? Results that nobody ran, pasted and from files."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.times import NS_PER_S, Instant
from app.usecases.importing import PASTED
from app.usecases.reviewing import Source
from ui.windows.folder_watch import watch_of
from ui.windows.import_window import ImportWindow
from ui.windows.importing import import_of
from ui.windows.race_window import RaceWindow

if TYPE_CHECKING:
    from app.engine.clocks import ManualClock

_WIDTH, _HEIGHT = 1180, 690
_PATIENCE_MS = 10_000
_A_LOOK_MS = 100
HEATS = """Event 12  Women 1500 Meter Run
===============================================================
    Name                    Year School                  Finals
===============================================================
Heat 1 of 2
  1 Athlete, A                SR Club A                 4:12.42
     50.44 (50.44)  1:57.90 (1:07.46)  3:06.31 (1:08.41)  4:12.42 (1:06.11)
  2 Athlete, B                JR Club B                 4:13.10
     50.61 (50.61)  1:58.12 (1:07.51)  3:06.60 (1:08.48)  4:13.10 (1:06.50)
  3 Athlete, C                FR Club A                 4:16.85
     50.90 (50.90)  1:58.80 (1:07.90)  3:08.35 (1:09.55)  4:16.85 (1:08.50)
 -- Athlete, D                FR Club C                     DNF
Heat 2 of 2
  1 Athlete, E                SR Club C                 4:09.77
     49.98 (49.98)  1:56.90 (1:06.92)  3:04.12 (1:07.22)  4:09.77 (1:05.65)
  2 Athlete, F                JR Club B                 4:15.04
     50.20 (50.20)  1:57.55 (1:07.35)  3:06.91 (1:09.36)  4:15.04 (1:08.13)
"""
TABLE = """pos;name;team;1500 m;400;800;1200
1;Athlete A;Club A;4:06,42;65,20;2:11,75;3:18,90
2;Athlete B;Club B;4:07,10;65,31;2:11,80;3:19,02
3;Athlete C;Club A;4:09,55;65,80;2:12,60;3:20,71
"""
LIF = """7,1,2,Women 1500 Metres,,,,,,1500,18:02:11.1012
1,1251,2,Athlete,A,Club,4:06.42,,4:06.42,,"49.80 (49.80),1:55.75 (1:05.95),3:01.90 (1:06.15)"
2,1252,3,Athlete,B,Club,4:07.10,,0.68,,"49.91,1:55.80,3:02.02"
"""


def show(owner: RaceWindow, text: str, *, at: int = 0) -> ImportWindow:
    """Open the window of imports on pasted text, when all of it has been read."""
    window = import_of(owner).show((Source(PASTED, None, text.encode()),))
    whole = owner.window.size()
    window.resize(min(_WIDTH, whole.width() - 16), min(_HEIGHT, whole.height() - 48))
    wait(window)
    if at:
        window.races.setCurrentRow(at)
        wait(window)
    return window


def wait(window: ImportWindow) -> None:
    """Wait until everything that was asked has been answered."""
    patience = QDeadlineTimer(_PATIENCE_MS)
    while window.reader.busy and not patience.hasExpired():
        QTest.qWait(5)
    QApplication.processEvents()


def pasted(owner: RaceWindow) -> QWidget:
    """Two heats as a timer prints them, whose marks are proposed."""
    return show(owner, HEATS)


def table(owner: RaceWindow) -> QWidget:
    """A table, with what each column was taken for."""
    return show(owner, TABLE)


def watched(owner: RaceWindow) -> None:
    """A folder is watched; one result has come and waits to be looked at."""
    folder = Path(mkdtemp()) / "Evening meet"
    folder.mkdir()
    control, clock = watch_of(owner), cast("ManualClock", owner.clock)
    control.watch(folder)
    control.timer.stop()
    QTest.qWait(_A_LOOK_MS)
    (folder / "007-1-02.lif").write_text(LIF)
    patience = QDeadlineTimer(_PATIENCE_MS)
    while not (patience.hasExpired() or (control.view and control.view.look)):
        clock.instant = Instant(clock.instant + NS_PER_S)
        control.look()
        QTest.qWait(_A_LOOK_MS)


SCENES: dict[str, Callable[[RaceWindow], QWidget | None]] = {
    "pasted": pasted,
    "table": table,
    "watched": watched,
}
"""What the pictures are of, by name."""
