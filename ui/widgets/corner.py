"""What does the giant call look like? Two lines that are read from ten metres, and nothing else."""

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui.theme import ALIGN_CENTRE, ALIGN_RIGHT
from ui.viewstate.corner import Corner
from ui.widgets import paint
from ui.widgets.scoreboard import draw_arrow
from ui.widgets.surface import Surface

FAR_CAPITAL = 190
"""Least height in pixels of capitals that are read from ten metres, at 1366 x 768: five times what
two metres ask for (`ui/widgets/cards.py`)."""
_HEAD, _GAP, _TITLE, _ASK = 0.09, 0.54, 0.61, 0.945
"""Where the name, the gap, the title and the time to run end, as shares of the height."""
_FILLED = 0.86
_BLOCK = 0.022


class CornerWidget(Surface[Corner]):
    """Covers the whole window; a click says that it is to go."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.hide()

    def spoken(self, view: Corner) -> str:
        """Return name, gap and what to run."""
        return f"{view.who} {view.gap}, {view.title} {view.ask}"

    def capitals(self) -> tuple[int, int]:
        """Return how high the capitals of gap and time are at most, in pixels."""
        return self._gap_size(), self._ask_size()

    def _gap_size(self) -> int:
        return int(self.height() * (_GAP - _HEAD) * _FILLED)

    def _ask_size(self) -> int:
        return int(self.height() * (_ASK - _TITLE) * _FILLED)

    def draw(self, painter: QPainter, view: Corner) -> None:
        """Paint the ground and the lines."""
        paint.fill(painter, self.area, self.theme.panel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = float(self.width()), float(self.height())
        pad = width * 0.03
        self._write(painter, QRectF(pad, 0, width - 2 * pad, height * _HEAD), view.who, 0.5)
        self._draw_gap(painter, view, QRectF(0, height * _HEAD, width, height * (_GAP - _HEAD)))
        title = QRectF(pad, height * _GAP, width - 2 * pad, height * (_TITLE - _GAP))
        self._write(painter, title, view.title, 0.62)
        self._draw_ask(
            painter, view, QRectF(pad, title.bottom(), title.width(), height * (_ASK - _TITLE))
        )
        foot = QRectF(pad, height * _ASK, width - 2 * pad, height * (1 - _ASK))
        self._draw_foot(painter, view, foot)

    def _write(self, painter: QPainter, room: QRectF, words: str, share: float) -> None:
        size = paint.fitting(words, _size(room.height() * share), paint.BOLD, room.width())
        paint.text(painter, room, words, size, self.theme.ink, paint.BOLD, ALIGN_CENTRE)

    def _draw_gap(self, painter: QPainter, view: Corner, room: QRectF) -> None:
        side = 0.0
        if view.arrow:
            tone = self.theme.tone(view.tone)
            block = room.width() * _BLOCK
            for left in (0.0, room.width() - block):
                paint.fill(painter, QRectF(left, room.top(), block, room.height()), tone)
            side = room.height() * 0.5
            middle = QPointF(room.width() * 0.05 + side / 2, room.center().y())
            draw_arrow(painter, middle, side, view.arrow, tone)
        place = room.adjusted(room.width() * 0.06 + side, 0, -room.width() * 0.05, 0)
        size = paint.fitting(view.gap, _size(self._gap_size()), paint.BOLD, place.width())
        ink = self.theme.digits(view.tone)
        paint.text(painter, place, view.gap, size, ink, paint.BOLD, ALIGN_CENTRE)

    def _draw_ask(self, painter: QPainter, view: Corner, room: QRectF) -> None:
        size = paint.fitting(view.ask, _size(self._ask_size()), paint.BOLD, room.width())
        paint.text(painter, room, view.ask, size, self.theme.ink, paint.BOLD, ALIGN_CENTRE)

    def _draw_foot(self, painter: QPainter, view: Corner, room: QRectF) -> None:
        clock, words = view.foot
        size = max(11, int(room.height() * 0.5))
        used = paint.text(painter, room, clock, size, self.theme.muted, paint.SEMIBOLD)
        rest = room.adjusted(used + 24, 0, 0, 0)
        size = paint.fitting(words, size, paint.SEMIBOLD, rest.width())
        paint.text(painter, rest, words, size, self.theme.alert, paint.SEMIBOLD, ALIGN_RIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go with a click anywhere."""
        event.accept()
        self.left.emit()


def _size(capitals: float) -> int:
    return max(11, int(capitals / paint.CAPITAL))
