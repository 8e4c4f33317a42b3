"""What does the split table look like? Figures right-aligned under their heads."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.domain.course import Distance
from app.language import marked, tr
from ui.theme import ALIGN_RIGHT, text_size
from ui.viewstate.table import OFF_BY, PROJECTED, RANK, Cell, Row, Table
from ui.widgets import paint
from ui.widgets.surface import Surface

_PAD = 10.0
_HEAD = 34.0
_ROW = 30.0
_BETWEEN = 5.0
_LEAST_CELL = 40.0
_BADGE = 4.0
"""How far a badge stands out above its row."""
_FIRST_TO_GO = (marked("per 400"), OFF_BY, PROJECTED, RANK)
"""Columns left out where there is no room, in this order."""


Columns = dict[int, tuple[float, float]]
"""Left edge and room of the columns that are shown, by their place in the view."""


class SplitTable(Surface[Table]):
    """Rows of marks; the newest stays in sight, the wheel scrolls, a double click edits."""

    edit_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin at the top, following the newest row."""
        super().__init__(parent)
        self._scrolled: int | None = None
        self._asked = QRectF()
        self._known: tuple[Table, tuple[int, int], tuple[Columns, int]] | None = None

    def render_view(self, view: Table) -> None:
        """Show `view`; where only the words of some rows are others, those rows are painted."""
        before = self.view
        if before is None or before == view or self._arranged(before) != self._arranged(view):
            super().render_view(view)
            return
        self.view = view
        rows = zip(self._shown(before), self._shown(view), strict=True)
        for number, (old, new) in enumerate(rows):
            if old != new:
                top = self._top(number) - _BADGE
                place = QRectF(0, top, self.width(), self._row_height + _BADGE)
                self.update(place.toAlignedRect())

    def _arranged(self, view: Table) -> tuple[object, ...]:
        """Return what places the whole table: columns, their heads, size and rows in sight."""
        return view.heads, *self._laid(view), len(view.rows), self._first(view)

    def _laid(self, view: Table) -> tuple[Columns, int]:
        """Return columns and size of the cells, worked out once for a view, width and text size."""
        looks = self.width(), text_size()
        if self._known is None or self._known[0] is not view or self._known[1] != looks:
            columns = self._columns(view)
            self._known = view, looks, (columns, self._cell_size(view, columns))
        return self._known[2]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Keep what is asked for: rows beside it are not painted."""
        self._asked = QRectF(event.rect())
        super().paintEvent(event)

    def spoken(self, view: Table) -> str:
        """Return how many splits there are and the last of them."""
        taken = [row for row in view.rows if row.cells[1].text and not row.cells[1].estimate]
        last = ", ".join(cell.text for cell in taken[-1].cells if cell.text) if taken else ""
        return tr("split table, {total} splits. {last}", total=len(taken), last=last).strip()

    def draw(self, painter: QPainter, view: Table) -> None:
        """Paint heads and the rows that there is room for."""
        paint.panel(painter, self.area, self.theme)
        columns, cell_size = self._laid(view)
        heads = {index: view.heads[index] for index in columns}
        size = min(paint.fitting(heads[i], 13, paint.SEMIBOLD, columns[i][1]) for i in columns)
        for index, (left, room) in columns.items():
            place = QRectF(left, 8, room, 22)
            ink = self.theme.muted
            paint.text(painter, place, heads[index], size, ink, paint.SEMIBOLD, ALIGN_RIGHT)
        rule = QRectF(_PAD, _HEAD, self.width() - 2 * _PAD, 1)
        paint.fill(painter, rule, self.theme.line)
        for number, row in enumerate(self._shown(view)):
            top, high = self._top(number), self._row_height
            if self._asked.intersects(QRectF(0, top - _BADGE, self.width(), high + _BADGE)):
                self._draw_row(painter, row, columns, top, cell_size)

    def _top(self, number: int) -> float:
        return _HEAD + 4 + number * self._row_height

    def _cell_size(self, view: Table, columns: Columns) -> int:
        """Return the one size at which every fact fits its column; an estimate gives way to them."""
        longest = [
            (max((_fact(row.cells[i]) for row in view.rows), key=len, default=""), room)
            for i, (_, room) in columns.items()
        ]
        weights = (paint.NORMAL, paint.SEMIBOLD)
        return min(
            paint.fitting(words, 17, weight, room) for words, room in longest for weight in weights
        )

    def _draw_row(
        self, painter: QPainter, row: Row, columns: Columns, top: float, size: int
    ) -> None:
        for index, (left, room) in columns.items():
            place = QRectF(left, top, room, self._row_height)
            light = row.cells[index].estimate or index in (0, 3)
            self._draw_cell(painter, row.cells[index], place, size, light=light)
        if row.badge:
            left, room = columns[0]
            self._draw_badge(painter, row.badge, QRectF(left, top - _BADGE, room, 14))

    def _draw_cell(
        self, painter: QPainter, cell: Cell, place: QRectF, size: int, *, light: bool
    ) -> None:
        weight = paint.NORMAL if light else paint.SEMIBOLD
        size = paint.fitting(cell.text, size, weight, place.width())
        ink = self.theme.digits(cell.tone)
        paint.text(painter, place, cell.text, size, ink, weight, ALIGN_RIGHT)
        if cell.tone in ("ahead", "behind") and not self.theme.coloured_digits:
            block = QRectF(place.right() + 2, place.top() + 7, 4, place.height() - 14)
            paint.fill(painter, block, self.theme.tone(cell.tone))

    def _draw_badge(self, painter: QPainter, words: str, place: QRectF) -> None:
        paint.text(
            painter, place.adjusted(0, 0, 60, 0), words, 11, self.theme.alert, paint.SEMIBOLD
        )

    def _columns(self, view: Table) -> Columns:
        """Return the left edge and the room of each column that there is room for.

        Columns share the width as their longest texts ask for it.
        """
        wanted = dict(enumerate(self._wanted(view)))
        for head in map(tr, _FIRST_TO_GO):
            if head in view.heads and sum(wanted.values()) > self.width() - 2 * _PAD:
                del wanted[view.heads.index(head)]
        scale = (self.width() - 2 * _PAD) / sum(wanted.values())
        columns, left = {}, _PAD
        for index, room in wanted.items():
            columns[index] = (left + _BETWEEN, room * scale - 2 * _BETWEEN)
            left += room * scale
        return columns

    def _wanted(self, view: Table) -> list[float]:
        """Return the rooms that the columns ask for at a size that is easy to read.

        An estimate may be smaller than the facts over it.
        """
        heads = tuple(paint.width(head, 13, paint.SEMIBOLD) for head in view.heads)
        rows = [_widths(row, text_size()) for row in view.rows]
        return [max(_LEAST_CELL, *each) + 2 * _BETWEEN for each in zip(heads, *rows, strict=False)]

    @property
    def _row_height(self) -> float:
        rows = len(self.view.rows) if self.view else 1
        return min(max((self.height() - _HEAD - 10) / max(rows, 1), 24.0), _ROW + 6)

    def _room(self) -> int:
        return max(1, int((self.height() - _HEAD - 8) / self._row_height))

    def _shown(self, view: Table) -> tuple[Row, ...]:
        first = self._first(view)
        return view.rows[first : first + self._room()]

    def _first(self, view: Table) -> int:
        """Return the first row in sight: the next mark is kept on the last line but one."""
        most = max(0, len(view.rows) - self._room())
        if self._scrolled is not None:
            return min(self._scrolled, most)
        taken = sum(1 for row in view.rows if row.cells[1].text)
        return min(max(0, taken - self._room() + 1), most)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by rows; scrolled to the end, the newest is followed again."""
        if self.view is None:
            return
        most = max(0, len(self.view.rows) - self._room())
        step = -1 if event.angleDelta().y() > 0 else 1
        first = min(max(0, self._first(self.view) + step), most)
        self._scrolled = None if first == most else first
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask to edit the split of the row under the pointer."""
        if event.button() != Qt.MouseButton.LeftButton or self.view is None:
            return
        index = int((event.position().y() - _HEAD - 4) // self._row_height)
        rows = self._shown(self.view)
        if 0 <= index < len(rows):
            self.edit_wanted.emit(int(rows[index].mark))

    def row_area(self, mark: Distance) -> QRectF:
        """Return where the row of `mark` is painted, empty when it is out of sight."""
        rows = self._shown(self.view) if self.view else ()
        for index, row in enumerate(rows):
            if row.mark == mark:
                return QRectF(0, self._top(index), self.width(), self._row_height)
        return QRectF()


@lru_cache(maxsize=2048)
def _widths(row: Row, size: int) -> tuple[float, ...]:
    """Return how wide the cells of a row are while texts have that size: most rows stay."""
    del size
    return tuple(
        paint.width(cell.text, 12 if cell.estimate else 13, paint.SEMIBOLD) for cell in row.cells
    )


def _fact(cell: Cell) -> str:
    return "" if cell.estimate else cell.text
