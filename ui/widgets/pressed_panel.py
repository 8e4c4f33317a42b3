"""How does the panel of what was pressed look? Presses at the left, what they are now beside."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.language import marked, tr
from ui.theme import ALIGN_LEFT, ALIGN_RIGHT, scaled
from ui.viewstate.pressed import Pressed, PressedRow
from ui.widgets import paint
from ui.widgets.surface import Surface

_PAD = 12.0
_HEAD = 58.0
_ROW = 28.0
_BETWEEN = 10.0
_SIZE, _SMALL, _TITLE = 15, 12, 15
_BAR = 4.0


class Column(NamedTuple):
    """A head, its share of the room, how its texts stand, and their size."""

    head: str
    share: float
    align: int
    size: int = _SIZE


_COLUMNS = (
    Column(marked("Pressed"), 0.14, ALIGN_RIGHT),
    Column(marked("Key"), 0.22, ALIGN_LEFT),
    Column(marked("Stamp"), 0.11, ALIGN_LEFT, _SMALL),
    Column(marked("Is now"), 0.29, ALIGN_LEFT),
    Column(marked("Changed"), 0.24, ALIGN_LEFT, 13),
)


class PressedPanel(Surface[Pressed]):
    """Rows of presses, the newest in sight unless one is chosen; the wheel scrolls.

    `chosen` and `retimed` give the number of the record of a row that was clicked, or clicked
    twice.
    """

    chosen = Signal(int)
    retimed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Follow the newest row."""
        super().__init__(parent)
        self._scrolled: int | None = None

    def render_view(self, view: Pressed) -> None:
        """Show `view`; a choice that is out of sight is brought into it."""
        if self.view is not None and view.chosen != self.view.chosen:
            self._scrolled = self._with_in_sight(view)
        super().render_view(view)

    def _with_in_sight(self, view: Pressed) -> int | None:
        """Rows stay where they are under a pointer that chooses one."""
        if view.chosen is None or self.view is None:
            return None
        first = self._first(self.view)
        return first if first <= view.chosen < first + self._room else None

    def spoken(self, view: Pressed) -> str:
        """Return how many presses there are, and the chosen one."""
        row = _row(view)
        if row is None:
            return tr("what was pressed, {summary}", summary=view.summary)
        said = f"{row.time} {row.key}: {row.now} {row.now_time} {row.badge}".rstrip()
        return tr("what was pressed, {summary}. {said}", summary=view.summary, said=said)

    def draw(self, painter: QPainter, view: Pressed) -> None:
        """Paint title, heads and the rows that there is room for."""
        theme = self.theme
        paint.panel(painter, self.area, theme)
        title = QRectF(_PAD, 8, self.width() - 2 * _PAD, 22)
        used = paint.text(painter, title, tr("WHAT WAS PRESSED"), _TITLE, theme.ink, paint.BOLD)
        rest = title.adjusted(used + _BETWEEN, 0, 0, 0)
        paint.text(painter, rest, view.summary, _SMALL, theme.muted, paint.SEMIBOLD, ALIGN_RIGHT)
        for column, place in zip(_COLUMNS, self._places(32.0, 20.0), strict=True):
            paint.text(
                painter, place, tr(column.head), _SMALL, theme.muted, paint.SEMIBOLD, column.align
            )
        paint.fill(painter, QRectF(_PAD, _HEAD - 4, self.width() - 2 * _PAD, 1), theme.line)
        first = self._first(view)
        for number, row in enumerate(view.rows[first : first + self._room]):
            top = _HEAD + number * scaled(_ROW)
            self._draw_row(painter, row, top, chosen=row is _row(view))
        self._draw_bar(painter, len(view.rows), first)

    def _draw_row(self, painter: QPainter, row: PressedRow, top: float, *, chosen: bool) -> None:
        theme = self.theme
        if chosen:
            whole = QRectF(4, top + 1, self.width() - 8 - 2 * _BAR, scaled(_ROW) - 2)
            paint.frame(painter, whole, theme.ink, 2, 5)
        changed = row.now_time if row.now_time != row.time else ""
        texts = (row.time, row.key, row.source, row.now, f"{changed} {row.badge}".strip())
        for column, words, place in zip(
            _COLUMNS, texts, self._places(top, scaled(_ROW)), strict=True
        ):
            last = column is _COLUMNS[-1]
            small = column.size == _SMALL
            quiet = row.gone or (small and not last)
            ink = theme.muted if quiet else theme.alert if last else theme.ink
            weight = paint.NORMAL if row.gone else paint.SEMIBOLD
            size = paint.fitting(words, column.size, weight, place.width())
            paint.text(painter, place, words, size, ink, weight, column.align)

    def _draw_bar(self, painter: QPainter, rows: int, first: int) -> None:
        """Where there are more rows than room: which part of them is in sight."""
        if rows <= self._room:
            return
        track = self.height() - _HEAD - 8
        length = max(track * self._room / rows, 12.0)
        top = _HEAD + (track - length) * first / (rows - self._room)
        place = QRectF(self.width() - _BAR - 3, top, _BAR, length)
        paint.fill_rounded(painter, place, self.theme.muted, 2)

    def _places(self, top: float, height: float) -> list[QRectF]:
        """Return where the columns stand in a row."""
        room = self.width() - 2 * _PAD - _BETWEEN * (len(_COLUMNS) - 1)
        places, left = [], _PAD
        for column in _COLUMNS:
            places.append(QRectF(left, top, room * column.share, height))
            left += room * column.share + _BETWEEN
        return places

    @property
    def _room(self) -> int:
        return max(1, int((self.height() - _HEAD - 4) / scaled(_ROW)))

    def _first(self, view: Pressed) -> int:
        """Return the first row in sight: that one by which the chosen row is on the last line."""
        most = max(0, len(view.rows) - self._room)
        if self._scrolled is not None:
            return min(self._scrolled, most)
        if view.chosen is None:
            return most
        return min(max(0, view.chosen - self._room + 2), most)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by rows; scrolled to the end, the newest is followed again."""
        if self.view is None:
            return
        most = max(0, len(self.view.rows) - self._room)
        step = -1 if event.angleDelta().y() > 0 else 1
        first = min(max(0, self._first(self.view) + step), most)
        self._scrolled = None if first == most and self.view.chosen is None else first
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        row = self._under(event)
        if row is not None:
            self.chosen.emit(row.seq)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask to type the time of the row under the pointer."""
        row = self._under(event)
        if row is not None:
            self.retimed.emit(row.seq)

    def _under(self, event: QMouseEvent) -> PressedRow | None:
        """Return the row under the pointer of a left click, None where there is none."""
        y = event.position().y()
        if event.button() != Qt.MouseButton.LeftButton or self.view is None or y < _HEAD:
            return None
        number = int((y - _HEAD) // scaled(_ROW))
        shown = self.view.rows[self._first(self.view) :][: self._room]
        return shown[number] if number < len(shown) else None

    def row_area(self, seq: int) -> QRectF:
        """Return where the row of the record `seq` is painted, empty when it is out of sight."""
        if self.view is not None:
            first = self._first(self.view)
            for number, row in enumerate(self.view.rows[first : first + self._room]):
                if row.seq == seq:
                    return QRectF(0, _HEAD + number * scaled(_ROW), self.width(), scaled(_ROW))
        return QRectF()


def _row(view: Pressed) -> PressedRow | None:
    """The chosen row, by default the newest."""
    if view.chosen is not None:
        return view.rows[view.chosen]
    return view.rows[-1] if view.rows else None
