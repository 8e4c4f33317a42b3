"""How long does a frame take until it is painted? The Paris attempt at 3:25, while it runs.

One athlete, three targets, the whole window at 1366 x 768; the clock moves on by a frame each
time. The reference is one of three lines of a bare pyqtgraph window that moves each time.
"""

from collections.abc import Callable
from functools import partial
from math import sin

import pyqtgraph
from PySide6.QtWidgets import QApplication

from app.domain.times import NS_PER_MS, NS_PER_S, Duration, Instant
from app.engine.clocks import BootClock, ManualClock
from app.usecases.recorded_race import open_recording, run_of_recording
from ui.bench.figures import Budget, Figure, of_pairs, of_values
from ui.bench.stand import PaintWatch, race_window, refuse_unpainted, settle
from ui.bench.start import in_turn
from ui.stages.replaying import ReplayStage
from ui.theme import DAY, NIGHT
from ui.viewstate.body import Body, BodyMaker
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.window import Front, front
from ui.windows.race_window import RaceWindow

_RACE = "paris-2025"
_BEGIN = Duration(205 * NS_PER_S)
_FRAME = NS_PER_S // 30
_FRAMES_OF_RACE = 1000
_BUDGET = Budget(most=4.0, of_ratio=False, tail=8.0)


class _Frames:
    """The window on Paris at 3:25, one frame after the other; begins again before the finish."""

    def __init__(self, race: RaceWindow, stage: ReplayStage, clock: ManualClock) -> None:
        """Play from 3:25 on."""
        self._race, self._stage, self._clock = race, stage, clock
        self._drawn = 0
        self.rewind()

    def rewind(self) -> None:
        """Go back to 3:25 and paint everything."""
        self._stage.replay.seek(_BEGIN, self._clock.now())
        self._stage.replay.play(self._clock.now())
        self._race.draw()
        settle()

    def next(self) -> None:
        """Let the clock move on by a frame."""
        self._drawn += 1
        if self._drawn % _FRAMES_OF_RACE == 0:
            self.rewind()
        self._clock.instant = Instant(self._clock.instant + _FRAME)

    def paint(self) -> None:
        """Draw the frame, and handle the painting that it asks for."""
        self._race.draw()
        paint_what_waits()


class _BareChart:
    """Three lines of pyqtgraph; the last one moves."""

    def __init__(self) -> None:
        """Show the window."""
        self.window = pyqtgraph.PlotWidget()
        self.window.resize(1366, 768)
        self._places = list(range(0, 1601, 100))
        self._lines = [self.window.plot(self._places, [gap] * 17) for gap in (-1, 0, 1)]
        self._step = 0
        self.window.show()
        settle()

    def paint(self) -> None:
        """Move the line and handle the painting that it asks for."""
        self._step += 1
        self._lines[-1].setData(self._places, [sin(self._step / 20 + at) for at in range(17)])
        paint_what_waits()


def paint_what_waits() -> None:
    """Painting can ask for more painting; none of it may be left for the frame of the other."""
    for _ in range(3):
        QApplication.sendPostedEvents()


def frames(count: int) -> list[Figure]:
    """Measure `count` frames by night, by day, and their parts."""
    clock = ManualClock()
    recording = open_recording(_RACE)
    stage = ReplayStage(recording, run_of_recording(recording), clock.now())
    with race_window(stage, clock) as race:
        moving, bare = _Frames(race, stage, clock), _BareChart()
        _refuse_stills(race, moving, bare)
        figures = []
        for theme in (NIGHT, DAY):
            race.next_theme(theme)
            moving.rewind()
            figures.append(_painted(f"frame until painted, {theme}", count, moving, bare))
        figures += _parts(count, race, moving)
        bare.window.close()
    return figures


def _refuse_stills(race: RaceWindow, moving: _Frames, bare: _BareChart) -> None:
    assert race.window.body is not None, "the window is complete"
    moving.next()
    for widget, paint in ((race.window.body.graph, moving.paint), (bare.window, bare.paint)):
        watch = PaintWatch(widget)
        paint()
        refuse_unpainted(watch, "a frame")


def _painted(name: str, count: int, moving: _Frames, bare: _BareChart) -> Figure:
    def ours() -> float:
        moving.next()
        return timed(moving.paint)

    return of_pairs(name, in_turn(count, ours, lambda: timed(bare.paint)), budget=_BUDGET)


def _parts(count: int, race: RaceWindow, moving: _Frames) -> list[Figure]:
    """Time what is worked out for a frame, and the views that are made of it, each alone."""
    maker = BodyMaker()
    analysed, viewed = [], []
    for _ in range(count):
        moving.next()
        now = race.clock.now()
        analysed.append(timed(partial(race.desk.frame, now)))
        viewed.append(timed(partial(_views, race.desk.frame(now), maker, race.graph_view)))
    return [
        of_values("analysis of a frame alone", analysed),
        of_values("views of a frame alone", viewed),
    ]


def _views(snapshot: Snapshot, maker: BodyMaker, graph: str) -> tuple[Front, Body]:
    return front(snapshot), maker.body(snapshot, graph)


def timed(act: Callable[[], object]) -> float:
    """Return how long `act` takes, in milliseconds."""
    clock = BootClock()
    began = clock.now()
    act()
    return (clock.now() - began) / NS_PER_MS
