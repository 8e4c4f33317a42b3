"""What does the clock of the race look like where no card holds it? Large, with its basis below."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.viewstate.card_values import Card
from ui.widgets import paint
from ui.widgets.surface import Surface

_PAD = 12.0
_BASIS = 12
_TALL = 54.0
"""From this height on the basis stands below the time, else beside it."""
_SNUG = 1.08
"""Figures have no descenders."""


class ClockSurface(Surface[Card]):
    """The running time of the race, as large as its place allows."""

    def spoken(self, view: Card) -> str:
        """Return title, time and basis."""
        return f"{view.title} {view.value}, {view.detail}"

    def draw(self, painter: QPainter, view: Card) -> None:
        """Paint the time, and below or beside it what it rests on."""
        paint.panel(painter, self.area, self.theme)
        room = self.area.adjusted(_PAD, 0, -_PAD, 0)
        if room.height() >= _TALL:
            self._draw_above(painter, view, room)
        else:
            self._draw_beside(painter, view, room)

    def _draw_above(self, painter: QPainter, view: Card, room: QRectF) -> None:
        low = _BASIS * 1.3
        top = room.adjusted(0, 0, 0, -low)
        self._write(painter, view.value, top, int(top.height() * _SNUG))
        self._write_basis(painter, view.detail, room.adjusted(0, top.height() - 1, 0, -1))

    def _draw_beside(self, painter: QPainter, view: Card, room: QRectF) -> None:
        words = view.detail.split()
        half = -(-len(words) // 2)
        lines = [" ".join(words[:half]), " ".join(words[half:])]
        used = self._write(painter, view.value, room, int(room.height() * 0.9))
        beside = room.adjusted(used + _PAD / 2, 0, 0, 0)
        size = min(paint.fitting(each, _BASIS, paint.SEMIBOLD, beside.width()) for each in lines)
        if any(paint.width(each, size, paint.SEMIBOLD) > beside.width() for each in lines):
            return
        middle = beside.center().y()
        for index, each in enumerate(lines):
            place = QRectF(beside.left(), middle + (index - 1) * 14, beside.width(), 14)
            self._write_basis(painter, each, place)

    def _write(self, painter: QPainter, value: str, room: QRectF, largest: int) -> float:
        size = paint.fitting(value, largest, paint.BOLD, room.width())
        return paint.text(painter, room, value, size, self.theme.ink, paint.BOLD)

    def _write_basis(self, painter: QPainter, words: str, room: QRectF) -> None:
        size = paint.fitting(words, _BASIS, paint.SEMIBOLD, room.width())
        paint.text(painter, room, words, size, self.theme.muted, paint.SEMIBOLD)
