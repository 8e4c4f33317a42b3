"""Where do rows and lanes lie? Rows over the whole width, lanes below them in the best grid."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import NIGHT, THEMES, Theme
from ui.viewstate.lanes import Field, Lane
from ui.viewstate.snapshot import LANES
from ui.widgets.lanes import LaneSurface, room_for_figures
from ui.widgets.lanes_parts import AthleteSurface
from ui.widgets.rows_of_athletes import RowSurface

Kind = TypeVar("Kind", bound=AthleteSurface)
GAP = 8
_MOST_COLUMNS = 6
_MOST_TALL_STARS = 2
_LEAST_WIDE = 800
_TALL_SHARE, _FLAT_SHARE = 0.2, 0.115
_WORTH = 1.25
"""By how much larger figures have to be for another number of columns than the usual."""


def grid(count: int, width: int, height: int) -> int:
    """Return in how many columns lanes stand: two up to eight, else three, unless it fits badly."""
    usual = 2 if count <= 8 else 3

    def size(columns: int) -> float:
        lines = -(-count // columns)
        wide = (width - GAP * (columns - 1)) // columns
        high = (height - GAP * (lines - 1)) // lines
        return room_for_figures(wide, high)

    best = max(range(1, _MOST_COLUMNS + 1), key=lambda each: (size(each), -each))
    return best if size(best) >= _WORTH * size(usual) else usual


def row_height(rows: int, width: int, height: int) -> int:
    """Return how high the row of a starred athlete is.

    With three and more, and beside a panel, it has one line.
    """
    tall = rows <= _MOST_TALL_STARS and width >= _LEAST_WIDE
    share = _TALL_SHARE if tall else _FLAT_SHARE
    return round(height * share)


class FieldWidget(QWidget):
    """All athletes; each surface is painted only when its own view changes."""

    chosen = Signal(str)

    def __init__(self) -> None:
        """Begin with nobody."""
        super().__init__()
        self._theme = THEMES[NIGHT]
        self._layout = LANES
        self._rows: list[RowSurface] = []
        self._lanes: list[LaneSurface] = []

    def render_view(self, view: Field) -> None:
        """Show `view`; places change only with the number of rows and lanes."""
        changed = self._shape() != (view.layout, len(view.rows), len(view.lanes))
        self._layout = view.layout
        self._fit(self._rows, RowSurface, len(view.rows))
        self._fit(self._lanes, LaneSurface, len(view.lanes))
        if changed:
            self._place()
        for surfaces, views in ((self._rows, view.rows), (self._lanes, view.lanes)):
            _render(surfaces, views)

    def _shape(self) -> tuple[str, int, int]:
        return self._layout, len(self._rows), len(self._lanes)

    def _fit(self, surfaces: list[Kind], make: Callable[[], Kind], count: int) -> None:
        while len(surfaces) > count:
            gone = surfaces.pop()
            gone.hide()
            gone.deleteLater()
        while len(surfaces) < count:
            surface = make()
            surface.setParent(self)
            surface.set_theme(self._theme)
            surface.chosen.connect(self.chosen)
            surfaces.append(surface)
            surface.show()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._theme = theme
        for each in (*self._rows, *self._lanes):
            each.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        del event
        self._place()

    def _place(self) -> None:
        top, width, height = 0, self.width(), self.height()
        if self._rows:
            count = len(self._rows)
            high = (height - GAP * (count - 1)) // count
            if self._lanes:
                high = row_height(count, width, height)
            for each in self._rows:
                each.setGeometry(0, top, width, high)
                top += high + GAP
        if self._lanes:
            self._place_lanes(QRect(0, top, width, height - top))

    def _place_lanes(self, area: QRect) -> None:
        columns = grid(len(self._lanes), area.width(), area.height())
        lines = -(-len(self._lanes) // columns)
        for index, each in enumerate(self._lanes):
            line, column = divmod(index, columns)
            left, right = (_edge(i, columns, area.width()) for i in (column, column + 1))
            top, bottom = (_edge(i, lines, area.height()) for i in (line, line + 1))
            place = QRect(left, area.top() + top, right - left - GAP, bottom - top - GAP)
            each.setGeometry(place)


def _edge(index: int, count: int, length: int) -> int:
    """Return where cell `index` begins when `count` cells share a length, a gap after each."""
    return index * (length + GAP) // count


def _render(surfaces: Sequence[AthleteSurface], views: Sequence[Lane]) -> None:
    for surface, view in zip(surfaces, views, strict=True):
        surface.render_view(view)
