"""How long does a frame of twelve athletes take until it is painted, and how do frames grow?

Live races with three targets in the whole window at 1366 x 768: all athletes beside each other, or
one of them alone with graph, table and track. Durations are milliseconds. What a running race takes
of the processor is the CPU time of the process, so whatever else the machine does is not in it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import times
from pathlib import Path
from statistics import median

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.cli.context import Refused
from app.domain.events import EVENT_STAMP
from app.domain.times import NS_PER_S, Instant
from app.engine.clocks import BootClock, Clock
from ui.bench.field import MANY, MARKS, Field, field_of, waiting_field
from ui.bench.figures import Budget, Figure, of_values
from ui.bench.frames import paint_what_waits, timed
from ui.bench.growing import Grown, Size
from ui.bench.stand import PaintWatch, race_window, refuse_unpainted, settle
from ui.theme import DAY, NIGHT
from ui.windows.race_window import RaceWindow

_FRAME = NS_PER_S // 30
_FRAME_BUDGET = Budget(most=4.0, of_ratio=False, tail=8.0)
_RUNNING = Budget(most=12.0, of_ratio=False)
_IDLE = Budget(most=0.5, of_ratio=False)
_WARM_UP = 10
_A_TENTH = 4
_MS = 1000


class _Scene:
    """A field on the window; the clock moves on by a frame each time."""

    def __init__(self, race: RaceWindow, field: Field) -> None:
        """Paint everything once."""
        self.race, self._field = race, field
        self._at = field.clock.instant
        self._pressed = 0
        race.window.resize(1366, 768)
        self.show(alone=False, theme=NIGHT)

    def show(self, *, alone: bool, theme: str) -> None:
        """Show all athletes or one of them, at the instant that it began with."""
        self._field.clock.instant = self._at
        self.race.desk.alone = alone
        self.race.next_theme(theme)
        self.race.draw()
        settle()

    def frame(self) -> None:
        """Draw the next frame, and handle the painting that it asks for."""
        self._field.clock.instant = Instant(self._field.clock.instant + _FRAME)
        self.race.draw()
        paint_what_waits()

    def press(self) -> None:
        """Take the split of the next athlete, and paint all that it changes."""
        stage, entries = self._field.stage, list(self._field.stage.state.entries)
        entry = entries[self._pressed % len(entries)]
        self._pressed += 1
        stage.split(entry, self._field.clock.now(), EVENT_STAMP)
        self.frame()


@contextmanager
def _scene(folder: Path, size: Size) -> Iterator[_Scene]:
    field = field_of(folder, *size)
    try:
        with race_window(field.stage, field.clock) as race:
            yield _Scene(race, field)
    finally:
        field.close()


def crowds(folder: Path, count: int) -> list[Figure]:
    """Measure `count` frames of each kind, by night and by day."""
    figures = []
    with _scene(folder, Size(MANY, MARKS)) as scene:
        for alone, what in ((True, "one of 12 with graph"), (False, "12 athletes")):
            for theme in (NIGHT, DAY):
                scene.show(alone=alone, theme=theme)
                _refuse_stills(scene)
                name = f"frame until painted, {what}, {theme}"
                taken = _several(scene.frame, count)
                figures.append(of_values(name, taken, budget=_FRAME_BUDGET))
    return figures


def _refuse_stills(scene: _Scene) -> None:
    """A field without estimates changes with the tenths of its clock only: every third frame."""
    watch = PaintWatch(scene.race.window)
    for _ in range(_A_TENTH):
        scene.frame()
    refuse_unpainted(watch, "a frame of twelve")


def _several(act: Callable[[], object], count: int) -> list[float]:
    for _ in range(min(count, _WARM_UP)):
        act()
    return [timed(act) for _ in range(count)]


def growth(folder: Path, sizes: tuple[Size, ...], count: int) -> tuple[Grown, ...]:
    """Measure the medians of `count` frames of each kind and of presses, by the size of the race."""
    return tuple(_grown(folder / f"grown-{index}", each, count) for index, each in enumerate(sizes))


def _grown(folder: Path, size: Size, count: int) -> Grown:
    folder.mkdir()
    with _scene(folder, size) as scene:
        field = median(_several(scene.frame, count))
        scene.show(alone=True, theme=NIGHT)
        alone = median(_several(scene.frame, count))
        press = median(
            timed(scene.press) for _ in range(min(count, size.athletes * size.marks // 4))
        )
    return Grown(size, field, alone, press)


def processor_use(folder: Path, seconds: float) -> list[Figure]:
    """Measure how much of a core a race takes at thirty frames a second, and before its start."""
    folder.mkdir()
    clock = BootClock()
    idle = waiting_field(folder, clock)
    with _running(idle, clock):
        still = _of_core("processor use, before the start", _share(seconds), _IDLE)
    field = field_of(folder, now=clock.now())
    figures = []
    with _running(field, clock) as race:
        for alone, what in ((True, "one of 12 with graph"), (False, "12 athletes")):
            race.desk.alone = alone
            race.loop.wake()
            name = f"processor use, {what}, running"
            figures.append(_of_core(name, _of_thirty(race, seconds), _RUNNING))
    for each in (idle, field):
        each.close()
    return [*figures, still]


@contextmanager
def _running(field: Field, clock: Clock) -> Iterator[RaceWindow]:
    with race_window(field.stage, clock) as race:
        race.window.resize(1366, 768)
        settle()
        yield race


def _of_core(name: str, share: float, budget: Budget) -> Figure:
    return of_values(name, [share], budget=budget)._replace(unit="%")


def _of_thirty(race: RaceWindow, seconds: float) -> float:
    """Return the share that thirty frames a second take, also where the machine has time for fewer."""
    drawn: list[object] = []
    race.drawn.connect(drawn.append)
    clock = BootClock()
    began = clock.now()
    share = _share(seconds)
    passed = (clock.now() - began) / NS_PER_S
    if not drawn:
        raise Refused("a running race: found no frame, expected thirty a second")
    return share * 30 * passed / len(drawn)


def _share(seconds: float) -> float:
    """Return the CPU time of this process per time that passes, while the event loop runs (%)."""
    _run(min(seconds, 1.0))
    clock, before = BootClock(), times()
    began = clock.now()
    _run(seconds)
    after = times()
    used = after.user + after.system - before.user - before.system
    return 100 * used * NS_PER_S / (clock.now() - began)


def _run(seconds: float) -> None:
    application = QApplication.instance()
    assert application is not None, "the benchmark has made one"
    QTimer.singleShot(round(seconds * _MS), application.quit)
    application.exec()
