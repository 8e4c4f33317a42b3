"""How does one race look in short? Who came home how, and the splits of the first."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.language import tr
from ui.theme import ALIGN_LEFT, ALIGN_RIGHT, scaled
from ui.viewstate.library import Sheet
from ui.widgets import paint
from ui.widgets.surface import Surface

_ROW = 20.0
_HEAD = 20.0
_PAD = 12.0
_MORE = "\u2026"
Row = tuple[str, str, str]


class SheetPanel(Surface[Sheet]):
    """Results over splits; where there is no room for all, the first results and the last split."""

    def spoken(self, view: Sheet) -> str:
        """Return the results and the splits in words."""
        rows = [" ".join(row) for row in (*view.results, *view.splits)]
        return ". ".join(each for each in (view.trouble, view.heading, *rows) if each)

    def draw(self, painter: QPainter, view: Sheet) -> None:
        """Paint the rows there is room for."""
        paint.panel(painter, self.area, self.theme)
        room = self.area.adjusted(_PAD, 5, -_PAD, -5)
        heads = _HEAD if view.heading else 0.0
        rows = int((room.height() - heads) / scaled(_ROW))
        results = min(len(view.results), max(rows - len(view.splits), rows // 2))
        top = self._rows(painter, room, _first(view.results, results), (0.1, 0.6, 0.3))
        head = QRectF(room.left(), top, room.width(), heads)
        paint.text(painter, head, view.heading, 13, self.theme.muted, paint.SEMIBOLD)
        below = room.adjusted(0, top + heads - room.top(), 0, 0)
        left = int(below.height() / scaled(_ROW))
        self._rows(painter, below, _fitted(view.splits, left), (0.3, 0.38, 0.32), figures=True)

    def _rows(
        self,
        painter: QPainter,
        room: QRectF,
        rows: tuple[Row, ...],
        shares: tuple[float, ...],
        *,
        figures: bool = False,
    ) -> float:
        """Paint rows from the top of `room`; return where they end."""
        top = room.top()
        for row in rows:
            left = room.left()
            for place, (words, share) in enumerate(zip(row, shares, strict=True)):
                cell = QRectF(left, top, room.width() * share, scaled(_ROW))
                right = figures or place == 2
                ink = self.theme.muted if place == 0 else self.theme.ink
                align = ALIGN_RIGHT if right else ALIGN_LEFT
                paint.text(painter, cell, words, 15, ink, paint.SEMIBOLD, align)
                left += cell.width()
            top += scaled(_ROW)
        return top


def _first(rows: tuple[Row, ...], room: int) -> tuple[Row, ...]:
    """Return as many rows as there is room for, with a sign in the last where some are left out."""
    if len(rows) <= room or room < 2:
        return rows[: max(room, 0)]
    return (*rows[: room - 1], (_MORE, tr("{total} more", total=len(rows) - room + 1), ""))


def _fitted(rows: tuple[Row, ...], room: int) -> tuple[Row, ...]:
    """Return as many rows as there is room for, the last among them, with a sign for the rest."""
    if len(rows) <= room:
        return rows
    if room < 3:
        return rows[-room:] if room > 0 else ()
    return (*rows[: room - 2], (_MORE, _MORE, ""), rows[-1])
