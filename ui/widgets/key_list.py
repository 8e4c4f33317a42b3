"""Which key is whose? The field of athletes as it is understood, a row for each key."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.theme import ALIGN_CENTRE, ALIGN_RIGHT, lane_colours
from ui.viewstate.key_rows import EXAMPLES, KeyRow
from ui.widgets import paint
from ui.widgets.surface import Surface

ROWS = 6
"""As many rows as lie above each other; the others go beside them."""
_HIGH = 22
_BADGE = 24.0
_GAP = 12.0
_NAME_SHARE = 0.45
"""A name keeps this much of its row, however much is said of it."""


class KeyList(Surface[tuple[KeyRow, ...]]):
    """Rows of lane, name and what goes for that one alone; examples while nobody is named."""

    def __init__(self) -> None:
        """Begin with nobody."""
        super().__init__()
        self.setFixedHeight(ROWS * _HIGH)

    def spoken(self, view: tuple[KeyRow, ...]) -> str:
        """Return whose key is which."""
        keys = ", ".join(f"{each.lane} {each.name} {each.said}".strip() for each in view)
        return f"keys: {keys}" if keys else "keys: nobody is named"

    def draw(self, painter: QPainter, view: tuple[KeyRow, ...]) -> None:
        """Paint the rows, in two columns where they are many."""
        if not view:
            self._draw_examples(painter)
            return
        columns = -(-len(view) // ROWS)
        width = (self.area.width() - (columns - 1) * _GAP) / columns
        for place, row in enumerate(view):
            column, line = divmod(place, ROWS)
            self._draw_row(
                painter, QRectF(column * (width + _GAP), line * _HIGH, width, _HIGH), row
            )

    def _draw_row(self, painter: QPainter, area: QRectF, row: KeyRow) -> None:
        theme = self.theme
        colour, ink = lane_colours(row.lane)
        badge = QRectF(area.left(), area.top() + 2, _BADGE, area.height() - 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.fill_rounded(painter, badge, colour, 4)
        paint.frame(painter, badge, theme.muted, 1, 4)
        paint.text(painter, badge, str(row.lane), 13, ink, paint.BOLD, ALIGN_CENTRE)
        room = area.adjusted(_BADGE + 8, 0, 0, 0)
        least = min(paint.width(row.name, 14, paint.SEMIBOLD), room.width() * _NAME_SHARE)
        said = room.adjusted(least + 8, 0, 0, 0)
        colour = theme.alert if row.wrong else theme.muted
        taken = paint.text(painter, said, row.said, 13, colour, paint.SEMIBOLD, ALIGN_RIGHT)
        name = room.adjusted(0, 0, -taken - 8 if taken else 0, 0)
        paint.text(painter, name, row.name, 14, theme.ink, paint.SEMIBOLD)

    def _draw_examples(self, painter: QPainter) -> None:
        width = self.area.width()
        for line, (typed, meaning) in enumerate(EXAMPLES):
            area = QRectF(0, line * _HIGH, width, _HIGH)
            paint.text(painter, area, typed, 13, self.theme.ink, paint.SEMIBOLD)
            rest = area.adjusted(width * 0.49, 0, 0, 0)
            paint.text(painter, rest, meaning, 13, self.theme.muted, paint.SEMIBOLD)
