"""What is drawn anew on every frame? The way from the last fact to the live point, and a reading.

Two items over a picture that stays: only what they cover is painted again.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.charts import lettering
from ui.charts.ends import paint_ends
from ui.charts.hover import Reading
from ui.charts.lettering import SEMIBOLD
from ui.charts.scale import Frame
from ui.charts.scene import Scene, polygon
from ui.charts.still_picture import estimate_pen, fan_areas, paint_fan
from ui.theme import Theme
from ui.viewstate.graph import DEFICIT, Graph, Still

if TYPE_CHECKING:
    from ui.viewstate.fan import Fan

_REACH = 11.0
_PATH_WIDTH, _REST_WIDTH = 3.0, 1.75
_POINT_RADIUS, _POINT_EDGE = 6.5, 3.0
_READING = 13


class LiveItem(QGraphicsItem):
    """The dotted way to the hollow live point, and from there on to the projected finish.

    Where the band moves, it and what stands at the ends of the lines are painted here, too.
    """

    def __init__(self, theme: Theme) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self._theme = theme
        self._plot = QRectF()
        self._bounds = QRectF()
        self._path = QPolygonF()
        self._rest = QPolygonF()
        self._moved: Scene | None = None
        self._fan: Fan = ()
        self._frame: Frame | None = None
        self._point: QPointF | None = None
        self._tone = ""

    def show_live(
        self, graph: Graph, frame: Frame, theme: Theme, size: tuple[float, float]
    ) -> None:
        """Show the moving part of `graph` on a widget of `size`."""
        moving = graph.moving
        self._theme, self._tone = theme, moving.tone
        self._plot = QRectF(frame.left, frame.top, frame.width, frame.height)
        self._path = polygon(frame, moving.path)
        self._point = QPointF(*frame.at(moving.point)) if moving.point else None
        self._rest = self._rest_of(graph, frame)
        self._fan, self._frame = moving.fan, frame
        self._moved = Scene(_with_end(graph), frame, theme, *size) if graph.still.moves else None
        self.prepareGeometryChange()
        self._bounds = self._bounds_of(frame, size)
        self.update()

    def _bounds_of(self, frame: Frame, size: tuple[float, float]) -> QRectF:
        bounds = self._path.boundingRect().united(self._rest.boundingRect())
        for area in fan_areas(frame, self._fan):
            bounds = bounds.united(area.boundingRect())
        bounds = bounds.adjusted(-_REACH, -_REACH, _REACH, _REACH) & self._plot
        if self._moved is None:
            return bounds
        return bounds.united(QRectF(frame.right, 0, size[0] - frame.right, size[1]))

    def _rest_of(self, graph: Graph, frame: Frame) -> QPolygonF:
        """The projected way begins at the live point, so that no dots fall between dots."""
        still, moving = graph.still, graph.moving
        if still.view != DEFICIT or not still.projected:
            return QPolygonF()
        begin, end = moving.point or still.projected[0], moving.end or still.projected[-1]
        if frame.x(end[0]) - frame.x(begin[0]) < _REACH:
            return QPolygonF()
        return polygon(frame, (begin, end))

    def boundingRect(self) -> QRectF:
        """Return what is painted over."""
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint band, way and point, and the ends where they move."""
        del option, widget
        painter.setClipRect(self._plot)
        if self._frame is not None and self._fan:
            # Smooth edges of large areas cost most of a frame, and are hardly seen on a light tint.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            paint_fan(painter, self._frame, self._fan, self._theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(estimate_pen(QColor(self._theme.estimate), _REST_WIDTH))
        painter.drawPolyline(self._rest)
        painter.setPen(estimate_pen(QColor(self._theme.ink), _PATH_WIDTH))
        painter.drawPolyline(self._path)
        if self._point is not None:
            painter.setPen(QPen(self._theme.tone(self._tone), _POINT_EDGE))
            painter.setBrush(QColor(self._theme.panel))
            painter.drawEllipse(self._point, _POINT_RADIUS, _POINT_RADIUS)
        if self._moved is not None:
            painter.setClipping(False)
            paint_ends(painter, self._moved)


def _with_end(graph: Graph) -> Still:
    """Return what stands still with the projected way as it ends now."""
    still, moving = graph.still, graph.moving
    if moving.end is None or not still.projected:
        return still
    return still._replace(
        projected=(still.projected[0], moving.end), projected_label=moving.end_label
    )


class ReadingItem(QGraphicsItem):
    """A thin line at the pointer's place, a ring around what is read, the value above the plot."""

    def __init__(self, theme: Theme) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self._theme = theme
        self._plot = QRectF()
        self.reading: Reading | None = None

    def show_reading(self, reading: Reading | None, frame: Frame, theme: Theme) -> None:
        """Show `reading`; returns at once when it is the one that is shown."""
        plot = QRectF(frame.left, frame.top, frame.width, frame.height)
        if (reading, theme, plot) != (self.reading, self._theme, self._plot):
            self.prepareGeometryChange()
            self.reading, self._theme, self._plot = reading, theme, plot
            self.update()

    def boundingRect(self) -> QRectF:
        """Return the plot and the strip above it, or nothing when nothing is read."""
        return self._plot.adjusted(0, -22, 0, 0) if self.reading else QRectF()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint line, ring and value."""
        del option, widget
        if self.reading is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = self.reading.at
        painter.setPen(QPen(QColor(self._theme.muted), 1))
        painter.drawLine(QLineF(x, self._plot.top(), x, self._plot.bottom()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.ink), 2))
        painter.drawEllipse(QPointF(x, y), 8.0, 8.0)
        self._write(painter, self.reading)

    def _write(self, painter: QPainter, reading: Reading) -> None:
        """At the right above the plot, where no curve is; flags behind it are covered."""
        room = self._plot.width() - 8
        text = lettering.cut(reading.text, _READING, SEMIBOLD, room)
        width = lettering.width(text, _READING, SEMIBOLD)
        left, middle = self._plot.right() - width, self._plot.top() - 11
        painter.fillRect(QRectF(left - 8, middle - 10, width + 8, 20), QColor(self._theme.panel))
        colour = self._theme.digits(reading.tone)
        lettering.write(painter, left, middle, text, colour, _READING, SEMIBOLD)
