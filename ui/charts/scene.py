"""What does a painter of the graph need to know: what is shown, where, and in which colours?"""

import itertools
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPolygonF

from ui.charts.labels import Place, Stroke
from ui.charts.scale import Frame
from ui.theme import Theme
from ui.viewstate.graph import Line, Point, Still

TOP, BOTTOM, RIGHT = 24.0, 24.0, 12.0
"""Margins around the plot: flags and readings, values of x, and where nothing is written."""


class Scene(NamedTuple):
    """The unmoving part of a graph, laid out on a widget of `width` by `height` pixels."""

    still: Still
    frame: Frame
    theme: Theme
    width: float
    height: float

    @property
    def plot(self) -> QRectF:
        """The rectangle that lines are drawn in."""
        frame = self.frame
        return QRectF(frame.left, frame.top, frame.width, frame.height)

    @property
    def grounds(self) -> tuple[tuple[QRectF, str], ...]:
        """The half-planes with their colours, or the whole plot where nothing parts it."""
        plot = self.plot
        if self.still.level is None:
            return ((plot, self.theme.panel),)
        level = min(max(self.frame.y(self.still.level), plot.top()), plot.bottom())
        upper, lower = QRectF(plot), QRectF(plot)
        upper.setBottom(level)
        lower.setTop(level)
        tints = self.theme.behind_tint, self.theme.ahead_tint
        above, below = reversed(tints) if self.frame.flipped else tints
        return (upper, above), (lower, below)

    def line_colour(self, line: Line) -> QColor:
        """Return the colour of a target: the primary one is ink."""
        return QColor(self.theme.ink) if line.primary else self.theme.target(line.slot)


def polygon(frame: Frame, points: tuple[Point, ...]) -> QPolygonF:
    """Return points in pixels, to be drawn as a line."""
    return QPolygonF([QPointF(*frame.at(point)) for point in points])


def strokes_of(frame: Frame, points: tuple[Point, ...]) -> list[Stroke]:
    """Return the pieces of a line in pixels."""
    places: list[Place] = [frame.at(point) for point in points]
    return list(itertools.pairwise(places))
