"""How does a graph come onto the screen? A cached picture, two items over it, a view that zooms.

pyqtgraph's ViewBox owns the ranges and the mouse; everything that is seen is painted here.
"""

from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from ui.charts.axes import flag_posts, left_room
from ui.charts.ends import gutter
from ui.charts.hover import Reading, read, stops
from ui.charts.overlay import LiveItem, ReadingItem
from ui.charts.scale import Frame, home_spans
from ui.charts.scene import BOTTOM, TOP, Scene
from ui.charts.still_picture import paint_moving, paint_still
from ui.charts.transition import Transition, can_follow
from ui.motion import motion_allowed
from ui.theme import Theme
from ui.viewstate.graph import LAPS, Graph, Point
from ui.viewstate.graph_words import spoken

if TYPE_CHECKING:
    from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent

_CLOSEST = 0.05
"""The least share of a graph that zooming in may leave."""
_ALL = 0.999
"""The share of a graph from which on all of it is in sight."""
_FLAG_REACH = 10.0


class GraphPlot(pg.GraphicsView):
    """The plot of one graph at a time, without its title."""

    zoomed = Signal(bool)
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make every item once; nothing is shown before the first `show_graph`."""
        super().__init__(parent, background=theme.panel)
        self._graph: Graph | None = None
        self._theme = theme
        self._flipped = False
        self._is_zoomed = False
        self._picture: QPixmap | None = None
        self._pointer: tuple[float, float] | None = None
        self._stop: Point | None = None
        self._view = pg.ViewBox(enableMenu=False, defaultPadding=0.0)
        self._live, self._reading = LiveItem(theme), ReadingItem(theme)
        self.transition = Transition(self)
        self.transition.moved.connect(self.viewport().update)
        self.transition.ended.connect(self._arrived)
        self._make_scene()

    def _make_scene(self) -> None:
        self.setCentralItem(None)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        for item in (self._view, self._live, self._reading):
            self.scene().addItem(item)
        self.scene().sigMouseClicked.connect(self._clicked)
        self.sigDeviceRangeChanged.connect(self._arrange)
        self._view.sigRangeChanged.connect(self._redraw)
        self._view.sigRangeChangedManually.connect(self._on_zoom)

    def show_graph(self, graph: Graph) -> None:
        """Show `graph`: a new still part is painted once, the moving part every time."""
        before, self._graph = self._graph, graph
        if before is None or graph.still is not before.still:
            origin = self._origin(before, graph)
            self.transition.stop()
            self._picture = None
            self.setAccessibleDescription(spoken(graph.still))
            if before is None or graph.still.view != before.still.view:
                self._stop = None
                self._set_zoomed(False)
            self._arrange()
            if origin is not None:
                self._live.setVisible(False)
                self.transition.begin(origin, self._scene_of(graph))
            self.viewport().update()
        elif not self._is_zoomed:
            self._go_home()
        self._refresh()

    def _origin(self, before: Graph | None, graph: Graph) -> Scene | None:
        """Return from where the lines move to those of `graph`; None where they are just shown."""
        if before is None or self._is_zoomed or not self.isVisible():
            return None
        if not (can_follow(before.still, graph.still) and motion_allowed()):
            return None
        return self._scene_of(before)

    def _scene_of(self, graph: Graph) -> Scene:
        size = self.width(), self.height()
        return Scene(graph.still, self.frame_of_values, self._theme, *size)

    def _arrived(self) -> None:
        self._live.setVisible(True)
        self._redraw()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._theme = theme
        self.setBackground(theme.panel)
        self._redraw()

    def set_flipped(self, flipped: bool) -> None:
        """Turn the y axis over: what is ahead comes on top."""
        self._flipped = flipped
        self._view.invertY(self._turned)
        self._redraw()

    def reset(self) -> None:
        """Show all of the graph again, and read nothing."""
        self._stop = None
        self._set_zoomed(False)
        self._go_home()
        self._refresh()

    def zoom_by(self, factor: float) -> None:
        """Show `factor` times as much of the graph, around what is read or else the middle."""
        if self._graph is not None:
            x, y = self._view.viewRange()
            self._view.scaleBy((factor, factor), self._stop or ((x[0] + x[1]) / 2, sum(y) / 2))
            self._on_zoom()

    def pan_by(self, share: float) -> None:
        """Move along the graph by a share of what is seen; it ends where the graph ends."""
        if self._graph is None:
            return
        (low, high), (x0, x1) = self._view.viewRange()[0], self._home()[0]
        way = min(max(share * (high - low), x0 - low), x1 - high)
        self._view.setXRange(low + way, high + way, padding=0)

    def read_next(self, way: int) -> str:
        """Read the next value to the right (1) or to the left (-1), and return it in words."""
        known = stops(self._graph) if self._graph is not None else []
        known = [each for each in known if self.frame_of_values.holds_x(each[0])]
        if not known:
            return ""
        beyond = known
        if self._stop is not None:
            at = self._stop[0]
            beyond = [each for each in known if (each[0] - at) * way > 0]
        if beyond:
            self._stop = beyond[0] if way > 0 else beyond[-1]
        self._refresh()
        return self.reading.text if self.reading is not None else ""

    @property
    def frame_of_values(self) -> Frame:
        """Where which values lie, in pixels of this widget."""
        area = self._view.geometry()
        x_span, y_span = self._view.viewRange()
        return Frame(
            area.left(),
            area.top(),
            area.width(),
            area.height(),
            (x_span[0], x_span[1]),
            (y_span[0], y_span[1]),
            self._turned,
        )

    @property
    def reading(self) -> Reading | None:
        """What is read off at the pointer."""
        return self._reading.reading

    @property
    def _turned(self) -> bool:
        """Columns stand on the ground, whichever way gaps are drawn."""
        return self._flipped and self._graph is not None and self._graph.still.view != LAPS

    def _arrange(self, *_: object) -> None:
        """Give the plot its room; the margins depend on the labels, not on the values."""
        if self._graph is None:
            return
        left, right = left_room(self._graph.still), gutter(self._graph.still, self.width())
        width, height = self.width() - left - right, self.height() - TOP - BOTTOM
        self._view.setGeometry(QRectF(left, TOP, max(width, 20.0), max(height, 20.0)))
        self._view.invertY(self._turned)
        self._limit()
        if not self._is_zoomed:
            self._go_home()
        self._redraw()

    def _home(self) -> tuple[tuple[float, float], tuple[float, float]]:
        assert self._graph is not None, "there is no home before there is a graph"
        area = self._view.geometry()
        return home_spans(self._graph, area.width(), area.height())

    def _go_home(self) -> None:
        x_span, y_span = self._home()
        if [list(x_span), list(y_span)] != self._view.viewRange():
            self._limit()
            self._view.setRange(xRange=x_span, yRange=y_span, padding=0)

    def _limit(self) -> None:
        """No farther out than everything, no closer in than a twentieth of it."""
        (x0, x1), (y0, y1) = self._home()
        self._view.setLimits(
            xMin=x0,
            xMax=x1,
            yMin=y0,
            yMax=y1,
            minXRange=(x1 - x0) * _CLOSEST,
            minYRange=(y1 - y0) * _CLOSEST,
        )

    def _on_zoom(self, *_: object) -> None:
        shown = self._view.viewRange()
        shares = [
            (seen[1] - seen[0]) / (span[1] - span[0])
            for seen, span in zip(shown, self._home(), strict=True)
        ]
        self._set_zoomed(min(shares) < _ALL)

    def _set_zoomed(self, zoomed: bool) -> None:
        if zoomed != self._is_zoomed:
            self._is_zoomed = zoomed
            self.zoomed.emit(zoomed)

    def _redraw(self, *_: object) -> None:
        self._picture = None
        self.viewport().update()
        self._refresh()

    def _refresh(self) -> None:
        if self._graph is None:
            return
        frame = self.frame_of_values
        self._live.show_live(self._graph, frame, self._theme, (self.width(), self.height()))
        at = frame.at(self._stop) if self._stop is not None else self._pointer
        reading = read(self._graph, frame, at) if at is not None else None
        self._reading.show_reading(reading, frame, self._theme)

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        """Lay the picture of the still part under everything, painting it if it is out of date."""
        if self._graph is None:
            super().drawBackground(painter, rect)
            return
        moving = self.transition.scene
        if moving is not None:
            paint_moving(painter, moving)
            return
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = self._painted(self._graph, ratio)
        source = QRectF(rect.topLeft() * ratio, rect.size() * ratio)
        painter.drawPixmap(rect, self._picture, source)

    def _painted(self, graph: Graph, ratio: float) -> QPixmap:
        picture = QPixmap(self.viewport().size() * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        paint_still(painter, self._scene_of(graph))
        painter.end()
        return picture

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the value at the pointer."""
        super().mouseMoveEvent(event)
        self._stop = None
        self._pointer = (event.position().x(), event.position().y())
        self._refresh()

    def _clicked(self, event: "MouseClickEvent") -> None:
        """A right click asks for the menu; drawn with the right button, the graph is zoomed."""
        if event.button() == Qt.MouseButton.RightButton:
            event.accept()
            self.menu_wanted.emit(event.screenPos().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key asks for the menu; the right button does when it is let go."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self.mapToGlobal(self.rect().center()))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all of the graph again."""
        super().mouseDoubleClickEvent(event)
        self.reset()

    def leaveEvent(self, event: QEvent) -> None:
        """Read nothing any more."""
        super().leaveEvent(event)
        self._pointer = None
        self._refresh()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a flag stands for when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._flag_text(event.pos().x(), event.pos().y()))
            return True
        return bool(super().viewportEvent(event))

    def _flag_text(self, x: float, y: float) -> str:
        if self._graph is None or y > TOP:
            return ""
        posts = flag_posts(self._graph.still.flags, self.frame_of_values)
        near = [post for post in posts if abs(post.x + 3 - x) <= _FLAG_REACH]
        return near[0].text if near else ""
