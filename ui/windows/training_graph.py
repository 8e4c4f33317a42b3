"""How does the chart of a training session look in a window? The printed one, in the window's colours."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QResizeEvent

from app.formats.sheets import paper as ink
from app.formats.sheets.drawing import in_colours
from app.formats.sheets.training_page import across, panels_of, training_chart
from app.formats.sheets.training_sheet import TrainingSheet
from ui.sheets import painting
from ui.theme import Theme
from ui.viewstate.training_review import spoken_chart
from ui.widgets import paint
from ui.widgets.surface import Surface
from ui.windows.comparison_graph import colours_of

PIXELS_PER_POINT = 1.9
"""The smallest letters of the chart, 5.8 points, are 11 pixels then."""
_MARGIN = 32.0
_ALONE, _ROW, _HEAD = 66.0, 100.0, 50.0


class TrainingGraph(Surface[TrainingSheet]):
    """The chart, laid out anew for every width, as high as its panels need."""

    def spoken(self, view: TrainingSheet) -> str:
        """Return the title and what everybody's repetitions come to."""
        return spoken_chart(view)

    def render_view(self, view: TrainingSheet) -> None:
        """Show `view`."""
        super().render_view(view)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer panels beside each other need more height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.view is not None:
            self.setMinimumHeight(round(self._points() * PIXELS_PER_POINT))

    def _points(self) -> float:
        """Return how many points the panels need to be read."""
        assert self.view is not None, "a sheet is shown"
        panels = panels_of(self.view)
        if len(panels) < 2:
            return _HEAD + _ALONE
        rows = -(-len(panels) // across(panels, self.width() / PIXELS_PER_POINT - _MARGIN))
        return _HEAD + rows * _ROW

    def sizeHint(self) -> QSize:
        """Return a readable size."""
        return QSize(640, 360)

    def draw(self, painter: QPainter, view: TrainingSheet) -> None:
        """Paint the chart in the colours of the theme."""
        size = self.width() / PIXELS_PER_POINT, self.height() / PIXELS_PER_POINT
        drawing = training_chart(view, size, titled=False)
        painter.save()
        painter.fillRect(self.rect(), self.theme.panel)
        painting.point_scale(painter, PIXELS_PER_POINT)
        painting.paint(painter, in_colours(drawing.items, chart_colours(self.theme)))
        painter.restore()
        paint.frame(painter, self.area, self.theme.line)


def chart_colours(theme: Theme) -> dict[str, str]:
    """Return the theme's colour for every ink of the chart."""
    return {
        **colours_of(theme),
        ink.COLUMN: theme.line,
        ink.BEHIND_BAR: theme.behind_tint,
    }
