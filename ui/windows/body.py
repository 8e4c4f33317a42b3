"""What is in the middle of the window? The graph, the split table and the track, side by side."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.charts.panel import GraphPanel
from ui.theme import Theme
from ui.viewstate.body import Body
from ui.widgets.split_table import SplitTable
from ui.widgets.track import TrackWidget


class BodyWidget(QWidget):
    """Graph, table and track; imports pyqtgraph, so it is made after the first paint."""

    view_chosen = Signal(str)
    edit_wanted = Signal(int)
    graph_menu = Signal(QPoint)

    def __init__(self) -> None:
        """Lay the three out."""
        super().__init__()
        self.graph = GraphPanel()
        self.table = SplitTable()
        self.track = TrackWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.graph, 42)
        row.addWidget(self.table, 35)
        row.addWidget(self.track, 23)
        self.graph.view_chosen.connect(self.view_chosen)
        self.table.edit_wanted.connect(self.edit_wanted)
        self.graph.menu_wanted.connect(self.graph_menu)

    def render_view(self, view: Body) -> None:
        """Show `view`."""
        self.graph.render_view(view.graph)
        self.table.render_view(view.table)
        self.track.render_view(view.oval)

    def show_parts(self, *, table: bool, track: bool) -> None:
        """Give the table or the track up to what needs their room, or have them back."""
        for part, shown in ((self.table, table), (self.track, track)):
            if part.isHidden() is shown:
                part.setVisible(shown)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.graph.set_theme(theme)
        self.table.set_theme(theme)
        self.track.set_theme(theme)
