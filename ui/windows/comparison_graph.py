"""How does the graph of a comparison look in a window? The printed one, in the window's colours."""

from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter

from app.formats.sheets import paper as ink
from app.formats.sheets.comparison_chart import comparison_chart, title_of
from app.formats.sheets.drawing import in_colours
from app.language import tr
from app.usecases.comparing import Beside
from ui.sheets import painting
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.surface import Surface

_PIXELS_PER_POINT = 1.78
"""The smallest letters of a sheet, 6.2 points, are 11 pixels then."""


class Graph(NamedTuple):
    """What is shown: the runs, and which of the graphs."""

    beside: Beside
    view: str


class ComparisonGraph(Surface[Graph]):
    """The graph, laid out anew for every size."""

    role = "Chart"

    def spoken(self, view: Graph) -> str:
        """Return the title and whose lines there are."""
        comparison = view.beside.comparison
        runs = ", ".join(each.label for each in comparison.columns)
        return tr(
            "graph: {title}: {runs}",
            title=title_of(view.view, view.beside.target, comparison),
            runs=runs,
        )

    def sizeHint(self) -> QSize:
        """Return a readable size."""
        return QSize(640, 400)

    def draw(self, painter: QPainter, view: Graph) -> None:
        """Paint the graph in the colours of the theme."""
        scale = _PIXELS_PER_POINT
        size = self.width() / scale, self.height() / scale
        drawing = comparison_chart(view.beside.comparison, view.view, view.beside.target, size)
        painter.save()
        painting.point_scale(painter, scale)
        painting.paint(painter, in_colours(drawing.items, colours_of(self.theme)))
        painter.restore()
        paint.frame(painter, self.area, self.theme.line)


def colours_of(theme: Theme) -> dict[str, str]:
    """Return the theme's colour for every ink of a sheet."""
    return {
        ink.INK: theme.ink,
        ink.MUTED: theme.muted,
        ink.RULE: theme.line,
        ink.WHITE: theme.panel,
        ink.BEHIND: theme.behind,
        ink.AHEAD: theme.ahead,
        ink.BEHIND_TINT: theme.behind_tint,
        ink.AHEAD_TINT: theme.ahead_tint,
        **dict(zip(ink.TARGETS, theme.targets, strict=True)),
    }
