"""How does a graph come from one primary target to the next? Its lines move there, once."""

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

from ui.charts.scale import value_at
from ui.charts.scene import Scene
from ui.viewstate.graph import DEFICIT, Point, Still

LENGTH_MS = 180


def can_follow(before: Still, after: Still) -> bool:
    """Whether two graphs show the same race and targets, held to another one of them."""
    if before.view != DEFICIT or after.view != DEFICIT or before.title == after.title:
        return False
    lines = [[(each.slot, each.label) for each in still.lines] for still in (before, after)]
    places = [[dot.at[0] for dot in still.dots] for still in (before, after)]
    return lines[0] == lines[1] and places[0] == places[1] and before.x_ticks == after.x_ticks


class Transition(QObject):
    """The way from one scene to another; `moved` asks for a picture of where it is.

    It keeps nobody waiting: whatever comes ends it, and the graph is as it is then.
    """

    moved = Signal()
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        """Begin at rest."""
        super().__init__(parent)
        self._ends: tuple[Scene, Scene] | None = None
        self.clock = QVariantAnimation(self)
        self.clock.setDuration(LENGTH_MS)
        self.clock.setStartValue(0.0)
        self.clock.setEndValue(1.0)
        self.clock.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.clock.valueChanged.connect(lambda _: self.moved.emit())
        self.clock.finished.connect(self.stop)

    def begin(self, before: Scene, after: Scene) -> None:
        """Set out from one scene for another."""
        self._ends = before, after
        self.clock.start()

    def stop(self) -> None:
        """Be there at once."""
        if self._ends is not None:
            self._ends = None
            self.clock.stop()
            self.ended.emit()

    @property
    def scene(self) -> Scene | None:
        """What is to be painted on the way, None at rest."""
        if self._ends is None:
            return None
        return between(*self._ends, float(self.clock.currentValue()))


def between(before: Scene, after: Scene, share: float) -> Scene:
    """Return the scene that is so far from one to the other: each line by the way of its points."""

    def moved(old: Sequence[Point], new: Sequence[Point]) -> tuple[Point, ...]:
        return tuple((x, _height(before, after, value_at(old, x), y, share)) for x, y in new)

    still, old = after.still, before.still
    lines = zip(old.lines, still.lines, strict=True)
    dots = zip(old.dots, still.dots, strict=True)
    now = still._replace(
        lines=tuple(b._replace(points=moved(a.points, b.points)) for a, b in lines),
        dots=tuple(
            b._replace(at=(b.at[0], _height(before, after, a.at[1], b.at[1], share)))
            for a, b in dots
        ),
        known=moved(old.known, still.known),
        projected=moved(old.projected, still.projected),
        level=_height(before, after, old.level, still.level or 0.0, share),
    )
    return after._replace(still=now)


def _height(before: Scene, after: Scene, old: float | None, new: float, share: float) -> float:
    """Return the value in the later frame that lies so far between two places on the screen."""
    if old is None:
        return new
    there = after.frame.y(new)
    return after.frame.value_y(before.frame.y(old) * (1 - share) + there * share)
