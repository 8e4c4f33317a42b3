"""Where do several athletes stand on the main window? Their clock, and rows or lanes."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.viewstate.lanes import Field
from ui.widgets.lanes_clock import ClockSurface
from ui.widgets.lanes_grid import GAP, FieldWidget

_CLOCK_WIDTH = 250
_NARROW_CLOCK = 206
_WIDE = 1200
"""From this width on the clock stands beside the head, else beside the call."""
_ROWS_SHARE = 0.225
_LEAST_BODY = 170
_SQUEEZED_BODY = 120
_LEAST_ALONE = 90
"""Under this height there is no graph to be read, under strips on a small window say."""


class FieldPlace:
    """The clock and the athletes of a field on one window; made when a field is first shown.

    `shown` is false while one athlete is alone on the window.
    """

    def __init__(self, window: QWidget, theme: Theme, chosen: Callable[[str], object]) -> None:
        """Belong to `window`; `chosen` hears which athlete was clicked."""
        self.shown = False
        self._window = window
        self._rows = 0
        self._athletes, self._clock = FieldWidget(), ClockSurface()
        self._athletes.chosen.connect(chosen)
        for each in (self._athletes, self._clock):
            each.hide()
            each.setParent(window)
            each.set_theme(theme)

    def render_view(self, view: Field | None) -> bool:
        """Show `view`, or nothing; whether everything on the window has to be placed anew."""
        if view is not None:
            self._athletes.render_view(view)
            self._clock.render_view(view.clock)
        rows = len(view.rows) if view is not None and not view.lanes else 0
        before, after = (self.shown, self._rows), (view is not None, rows)
        self.shown, self._rows = after
        if before[0] is not self.shown:
            self._athletes.setVisible(self.shown)
            self._clock.setVisible(self.shown)
        return before != after

    def beside_head(self, area: QRect) -> QRect:
        """Take the clock's place from the head's in a wide window, and return the rest."""
        if not self.shown or self._window.width() < _WIDE:
            return area
        return self._clock_in(area, _CLOCK_WIDTH)

    def beside_call(self, area: QRect) -> QRect:
        """Take the clock's place from the call's in a narrow window, and return the rest."""
        if not self.shown or self._window.width() >= _WIDE:
            return area
        return self._clock_in(area, _NARROW_CLOCK)

    def _clock_in(self, area: QRect, width: int) -> QRect:
        self._clock.setGeometry(area.left(), area.top(), width, area.height())
        return area.adjusted(width + GAP, 0, 0, 0)

    def above_body(self, area: QRect, whole: int) -> QRect | None:
        """Give the athletes their place; return what is left for graph and table, if that is enough.

        `whole` is the height that there is without strips: a strip takes its room from the graph,
        so that rows stay as they are.
        """
        if not self.shown:
            return area if area.height() >= _LEAST_ALONE else None
        rows = (round(whole * _ROWS_SHARE) + GAP) * self._rows
        left = area.adjusted(0, rows, 0, 0)
        room = self._rows and whole - rows >= _LEAST_BODY and left.height() >= _SQUEEZED_BODY
        above = area.adjusted(0, 0, 0, -left.height() - GAP) if room else area
        self._athletes.setGeometry(above)
        return left if room else None

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._athletes.set_theme(theme)
        self._clock.set_theme(theme)
