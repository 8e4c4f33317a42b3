"""What is the graph panel made of? A title row over a plot, on a panel like every card."""

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import tr
from ui.charts.plot import GraphPlot
from ui.charts.title_row import FlipButton, Heading, QuietButton, ViewSwitch
from ui.theme import NIGHT, THEMES, Theme
from ui.viewstate.graph import LAPS, Graph

_RADIUS = 8.0


class GraphPanel(QWidget):
    """Shows one graph at a time. It asks for another one by `view_chosen` and shows what comes."""

    role = "Chart"

    view_chosen = Signal(str)
    flip_chosen = Signal(bool)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make everything once, in the night theme, with nothing to show."""
        super().__init__(parent)
        self._graph: Graph | None = None
        self._theme = THEMES[NIGHT]
        self.heading = Heading(self._theme)
        self.reset_button = QuietButton(
            tr("Reset"), tr("Show all of the graph again (Ctrl+Home)"), self._theme
        )
        self.flip_button = FlipButton(self._theme)
        self.switch = ViewSwitch(self._theme)
        self.plot = GraphPlot(self._theme)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.reset_button.hide()
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.heading, 1)
        for widget in (self.reset_button, self.flip_button, self.switch):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 6)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.plot, 1)

    def _connect(self) -> None:
        self.switch.chosen.connect(self.view_chosen)
        self.flip_button.clicked.connect(self._on_flip)
        self.reset_button.clicked.connect(self.plot.reset)
        self.plot.zoomed.connect(self.reset_button.setVisible)
        self.plot.menu_wanted.connect(self.menu_wanted)

    def render_view(self, graph: Graph) -> None:
        """Show `graph`; returns at once when it is the one that is shown."""
        if graph == self._graph:
            return
        before, self._graph = self._graph, graph
        if before is None or graph.still is not before.still:
            self.heading.show_title(graph.still.title, graph.still.unit)
            self.switch.show_view(graph.still.view)
            self.flip_button.setEnabled(graph.still.view != LAPS)
            self.plot.setAccessibleName(graph.still.title)
        self.plot.show_graph(graph)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._theme = theme
        for part in (self.heading, self.reset_button, self.flip_button, self.switch, self.plot):
            part.set_theme(theme)
        self.update()

    def set_flipped(self, flipped: bool) -> None:
        """Put what is ahead on top, or what is behind."""
        self.flip_button.setChecked(flipped)
        self.plot.set_flipped(flipped)

    def _on_flip(self, flipped: bool) -> None:
        self.plot.set_flipped(flipped)
        self.flip_chosen.emit(flipped)

    def read_next(self, way: int) -> None:
        """Read the next value on the right (1) or on the left (-1), and let a screen reader say it."""
        words = self.plot.read_next(way)
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.plot, words))

    def ask_for_menu(self) -> None:
        """Ask for the menu of the graph, in its middle."""
        self.menu_wanted.emit(self.plot.mapToGlobal(self.plot.rect().center()))

    @property
    def graph(self) -> Graph | None:
        """What is shown."""
        return self._graph

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which a graph can still be read."""
        return QSize(360, 180)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel under title and plot."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.setBrush(QColor(self._theme.panel))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        painter.end()
