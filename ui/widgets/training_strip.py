"""What does a group's strip look like? Its next start in figures that are read from two metres."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter

from app.language import tr
from ui.theme import ALIGN_RIGHT
from ui.viewstate.tones import ALERT
from ui.viewstate.training_strips import GroupStrip
from ui.widgets import paint
from ui.widgets.surface import Surface

_PAD = 16.0
_CHOSEN = 3.0
_WIDEST = "00:00.0"
_LEFT_SHARE = 0.47


class GroupStripSurface(Surface[GroupStrip]):
    """One group; a click lets the start key start it."""

    chosen = Signal(str)

    def spoken(self, view: GroupStrip) -> str:
        """Return everything but the clock, which would chatter."""
        words = (view.name, view.number, view.detail, view.target, view.label, view.keys)
        return ", ".join(filter(None, (*words, tr("starts next") if view.chosen else "")))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask to be the group that is started next."""
        from PySide6.QtCore import Qt

        if self.view is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.view.group)

    def draw(self, painter: QPainter, view: GroupStrip) -> None:
        """Paint the panel: inverted when a start is near, framed where the start key starts it."""
        theme, area = self.theme, self.area
        paint.panel(painter, area, theme)
        ink, quiet = theme.ink, theme.muted
        if view.filled:
            ground = theme.alert if view.tone == ALERT else theme.selected
            paint.fill_rounded(painter, area, ground)
            ink = quiet = theme.selected_ink if view.tone != ALERT else theme.panel
        if view.chosen:
            edge = ink if view.filled else theme.ink
            inset = _CHOSEN + 1 if view.filled else 0.0
            framed = area.adjusted(inset, inset, -inset, -inset)
            paint.frame(painter, framed, edge, _CHOSEN)
        inner = area.adjusted(_PAD, 10, -_PAD, -9)
        left = QRectF(inner.left(), inner.top(), inner.width() * _LEFT_SHARE, inner.height())
        right = inner.adjusted(left.width() + 8, 0, 0, 0)
        self._draw_words(painter, left, view, ink, quiet)
        self._draw_clock(painter, right, view, ink, quiet)

    def _draw_words(
        self, painter: QPainter, room: QRectF, view: GroupStrip, ink: str, quiet: str
    ) -> None:
        """Name and key above, the repetition and what it asks for below."""
        high = room.height()
        first = QRectF(room.left(), room.top(), room.width(), high * 0.42)
        name = view.name or view.number
        size = min(round(high * 0.34), 34)
        used = paint.text(
            painter, first, name, _fit(name, size, first.width() * 0.6), ink, paint.BOLD
        )
        self._draw_key(painter, first.adjusted(used + 10 if used else 0, 0, 0, 0), view.keys, ink)
        number = f"{view.number}   {view.target}" if view.name else view.target
        second = QRectF(room.left(), first.bottom(), room.width(), high * 0.32)
        size = _fit(number, min(round(high * 0.24), 24), second.width())
        paint.text(painter, second, number.strip(), size, ink, paint.BOLD)
        third = QRectF(room.left(), second.bottom(), room.width(), high * 0.26)
        size = _fit(view.detail, min(max(round(high * 0.17), 12), 16), third.width())
        paint.text(painter, third, view.detail, size, quiet, paint.SEMIBOLD)

    def _draw_key(self, painter: QPainter, room: QRectF, keys: str, ink: str) -> None:
        if not keys:
            return
        size = _fit(keys, 14, room.width() - 14)
        wide = paint.width(keys, size, paint.BOLD) + 14
        cap = QRectF(room.left(), room.center().y() - 12, wide, 24)
        paint.frame(painter, cap, ink, 1.5, 5)
        paint.text(painter, cap.adjusted(7, 0, 0, 0), keys, size, ink, paint.BOLD)

    def _draw_clock(
        self, painter: QPainter, room: QRectF, view: GroupStrip, ink: str, quiet: str
    ) -> None:
        high = room.height()
        label = QRectF(room.left(), room.top(), room.width(), high * 0.2)
        size = _fit(view.label, min(max(round(high * 0.17), 12), 16), label.width())
        paint.text(painter, label, view.label, size, quiet, paint.BOLD, ALIGN_RIGHT)
        aside = high * 0.2 if view.aside else 0.0
        clock = room.adjusted(0, high * 0.18, 0, -aside)
        most = round(clock.height() * 0.92)
        size = paint.fitting(max(_WIDEST, view.clock, key=len), most, paint.BOLD, clock.width())
        paint.text(painter, clock, view.clock, size, ink, paint.BOLD, ALIGN_RIGHT)
        below = QRectF(room.left(), room.bottom() - aside, room.width(), aside)
        size = _fit(view.aside, min(max(round(high * 0.17), 12), 16), below.width())
        paint.text(painter, below, view.aside, size, quiet, paint.SEMIBOLD, ALIGN_RIGHT)


def _fit(words: str, size: int, room: float) -> int:
    return paint.fitting(words, size, paint.BOLD, max(room, 1.0))
