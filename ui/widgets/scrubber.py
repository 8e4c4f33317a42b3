"""How is a place in a replay shown and chosen? A track with a tick at every split."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from app.language import tr
from ui.widgets import paint
from ui.widgets.buttons import draw_focus
from ui.widgets.surface import Surface

_STEP = 0.01


class Place(NamedTuple):
    """Where a replay stands, and its splits, as shares of the whole."""

    at: float
    stops: tuple[float, ...]


class Scrubber(Surface[Place]):
    """Click or drag to seek; arrow keys move by a hundredth while it has the focus."""

    role = "Slider"

    sought = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin at the start."""
        super().__init__(parent)
        self.setMinimumHeight(36)

    def spoken(self, view: Place) -> str:
        """Return the place in per cent."""
        return tr("position {at} per cent", at=round(view.at * 100))

    def draw(self, painter: QPainter, view: Place) -> None:
        """Paint the way gone, the way to go, the ticks and the handle."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = self._groove()
        same = self.theme.line == self.theme.ink
        paint.fill_rounded(painter, groove, self.theme.panel if same else self.theme.line, 3)
        paint.frame(painter, groove, self.theme.line, 1, 3)
        gone = QRectF(groove.left(), groove.top(), groove.width() * view.at, groove.height())
        paint.fill_rounded(painter, gone, self.theme.ink, 3)
        for stop in view.stops:
            x = groove.left() + groove.width() * stop
            tick = QRectF(x - 1, groove.bottom() + 4, 2, 6)
            paint.fill(painter, tick, self.theme.muted)
        handle = QPointF(gone.right(), groove.center().y())
        paint.dot(painter, handle, 10, self.theme.panel)
        paint.dot(painter, handle, 8, self.theme.ink)
        if self.hasFocus():
            draw_focus(painter, self.area.adjusted(1, 1, -1, -1), self.theme)

    def _groove(self) -> QRectF:
        return QRectF(12, self.height() / 2 - 4, max(1, self.width() - 24), 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Seek to the pointer."""
        self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Seek with the pointer while it is held down."""
        from PySide6.QtCore import Qt

        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys."""
        from PySide6.QtCore import Qt

        step = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}.get(Qt.Key(event.key()))
        if step is None or self.view is None:
            super().keyPressEvent(event)
        else:
            self.sought.emit(min(max(self.view.at + step, 0.0), 1.0))

    def _seek(self, event: QMouseEvent) -> None:
        groove = self._groove()
        share = (event.position().x() - groove.left()) / groove.width()
        self.sought.emit(min(max(share, 0.0), 1.0))
