"""How long from a key to the painted card that shows the split, and to the stored record?

The key enters at the window, as the system would hand it over. The reference is a bare window
that writes another number when a key comes.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.cli.context import Refused
from app.domain.times import NS_PER_MS
from app.engine.clocks import BootClock
from app.usecases.live_session import start_session
from app.usecases.new_race import RaceRequest, setup_for
from ui.bench.figures import Budget, Figure, Pair, of_pairs, of_values
from ui.bench.frames import timed
from ui.bench.stand import PaintWatch, race_window, settle
from ui.bench.start import in_turn
from ui.stages.timing import LiveStage
from ui.windows.race_window import RaceWindow

_PATIENCE_S = 10.0
_BETWEEN = 40 * NS_PER_MS
_PRESSES_OF_RACE = 24
_MOST_ROUNDS = 1000
_PAINTED = Budget(most=None, of_ratio=False, tail=16.7)
_STORED = Budget(most=None, of_ratio=False, tail=30.0)


class _Counter(QLabel):
    """A window that counts keys."""

    count = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show one more."""
        del event
        self.count += 1
        self.setText(str(self.count))


def presses(folder: Path, count: int) -> list[Figure]:
    """Measure about `count` presses, in races of 25 splits."""
    pairs: list[Pair] = []
    stored: list[float] = []
    bare = _Counter("0")
    bare.resize(1366, 768)
    bare.show()
    settle()
    while len(pairs) < count:
        pairs += _race(folder, min(_PRESSES_OF_RACE, count - len(pairs)), bare, stored)
    bare.close()
    return [
        of_pairs("press until painted", pairs, budget=_PAINTED),
        of_values("press until painted and stored", stored, budget=_STORED),
    ]


def _race(folder: Path, count: int, bare: _Counter, stored: list[float]) -> list[Pair]:
    """Return the pairs of one race; how long each press took to be stored goes to `stored`."""
    setup = setup_for(RaceRequest("5000", marks="every 200", athletes=("Athlete",)))
    clock = BootClock()
    session = start_session(folder / "presses.splitline", setup, clock)
    with race_window(LiveStage(session), clock) as race:
        QTest.keyClick(race.window.windowHandle(), Qt.Key.Key_Return)
        _wait()
        watches = PaintWatch(race.window.lap), PaintWatch(bare)
        both = in_turn(count, lambda: _press(race, watches[0]), lambda: _key(bare, watches[1]))
        pairs = [(painted, its) for (painted, _), its in both]
        stored += [both_done for (_, both_done), _ in both]
        for watch in watches:
            watch.close()
    session.journal.close(_PATIENCE_S)
    return pairs


def _wait() -> None:
    """Let a moment pass, as between any two presses: a key that is down again at once repeats."""
    clock = BootClock()
    began = clock.now()
    while clock.now() - began < _BETWEEN:
        QApplication.processEvents()


def _press(race: RaceWindow, watch: PaintWatch) -> tuple[float, float]:
    """Press Space, and handle events until the card of the last lap, now another, is painted.

    Return how long that took, and how long until the journal had acknowledged the split too.
    """
    _wait()
    before = race.window.lap.view

    def split() -> None:
        watch.seen.clear()
        QTest.keyPress(race.window.windowHandle(), Qt.Key.Key_Space)
        for _ in range(_MOST_ROUNDS):
            if any(view != before for view in watch.seen):
                return
            QApplication.processEvents()
        raise Refused("a press: found no change on the screen, expected the split")

    painted = timed(split)
    stored = painted + timed(lambda: _stored(race))
    QTest.keyRelease(race.window.windowHandle(), Qt.Key.Key_Space)
    return painted, stored


def _stored(race: RaceWindow) -> None:
    stage = race.desk.stage
    assert isinstance(stage, LiveStage), "presses are of a live race"
    journal = stage.session.journal
    if not journal.flush(_PATIENCE_S):
        raise Refused(f"a press: found {journal.trouble}, expected it to be stored")


def _key(bare: _Counter, watch: PaintWatch) -> float:
    _wait()

    def count() -> None:
        watch.seen.clear()
        QTest.keyPress(bare, Qt.Key.Key_Space)
        for _ in range(_MOST_ROUNDS):
            QApplication.processEvents()
            if watch.seen:
                return
        raise Refused("a key: found no change on the screen, expected another number")

    took = timed(count)
    QTest.keyRelease(bare, Qt.Key.Key_Space)
    return took
