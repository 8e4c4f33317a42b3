"""Where can a file be let go? A frame over the whole window while one is dragged over it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from app.language import marked, tr
from ui.theme import ALIGN_CENTRE, NIGHT, THEMES, Theme
from ui.widgets import paint

if TYPE_CHECKING:
    from collections.abc import Sequence

_EDGE = 14.0
_VEIL = 0.86
WORDS = marked("Let go to look at it")
BELOW = marked("Nothing is stored before you say so. A race that runs goes on.")


def can_be_read(mime: QMimeData) -> bool:
    """Whether what is dragged or copied is a file of this machine, or text."""
    if mime.hasUrls():
        return any(each.isLocalFile() for each in mime.urls())
    return mime.hasText()


def draw_place(
    painter: QPainter, area: QRectF, theme: Theme, words: str, below: "Sequence[str]"
) -> None:
    """Paint a dashed frame with a line of words, and smaller lines below it."""
    dashed = QPen(QColor(theme.targets[0]), 3, Qt.PenStyle.DashLine)
    painter.setPen(dashed)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), 12, 12)
    high = 40 + 24 * len(below)
    top = area.center().y() - high / 2
    broad = min(area.width() - 40, 760)
    panel = QRectF(area.center().x() - broad / 2, top - 24, broad, high + 48)
    paint.fill_rounded(painter, panel, theme.panel, 12)
    first = QRectF(area.left() + 20, top, area.width() - 40, 34)
    size = paint.fitting(words, 26, paint.BOLD, first.width(), 14)
    paint.text(painter, first, words, size, theme.ink, paint.BOLD, ALIGN_CENTRE)
    for place, each in enumerate(below):
        line = QRectF(first.left(), top + 42 + 24 * place, first.width(), 22)
        size = paint.fitting(each, 15, paint.SEMIBOLD, line.width(), 12)
        paint.text(painter, line, each, size, theme.muted, paint.SEMIBOLD, ALIGN_CENTRE)


class DropTarget(QWidget):
    """Lies over `host` while something that can be read is dragged over it.

    `dropped` carries the QMimeData, which lives no longer than the slots.
    """

    dropped = Signal(object)

    def __init__(self, host: QWidget) -> None:
        """Watch for what is dragged over `host`."""
        super().__init__(host)
        self.theme = THEMES[NIGHT]
        self._over = False
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("place to drop files"))
        self.hide()
        host.setAcceptDrops(True)
        host.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the target when something comes over the host."""
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            return self._take_up(event)
        if kind == QEvent.Type.DragLeave and self.isVisible():
            # The host is left for the target as well: that shows in a moment.
            QTimer.singleShot(0, self, self._hide_unless_over)
        if kind == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return super().eventFilter(watched, event)

    def _take_up(self, event: QDragEnterEvent) -> bool:
        if not can_be_read(event.mimeData()):
            return False
        self._over = False
        theme = getattr(self.parentWidget(), "theme", self.theme)
        self.set_theme(theme)
        self._cover()
        self.show()
        self.raise_()
        event.acceptProposedAction()
        return True

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def _hide_unless_over(self) -> None:
        if not self._over:
            self.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what can be read."""
        if can_be_read(event.mimeData()):
            self._over = True
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Give the window back."""
        del event
        self._over = False
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was let go; it is copied, never moved away."""
        self._over = False
        self.hide()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a veil and the frame."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self.theme.ground)
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        area = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        draw_place(painter, area, self.theme, tr(WORDS), (tr(BELOW),))
        painter.end()


class RestingPlace(QWidget):
    """The same frame where nothing has been read yet: what can be done, in words."""

    def __init__(self, words: str, below: tuple[str, ...]) -> None:
        """Say `words` over the lines `below`, all in English: they are looked up when shown."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self._words, self._below = words, below
        self.say_again()

    def say_again(self) -> None:
        """Read it out in the language of the moment."""
        self.setAccessibleName(" ".join(self._said()))

    def _said(self) -> list[str]:
        return [tr(each) for each in (self._words, *self._below)]

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame and the words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        paint.fill_rounded(painter, area, self.theme.panel, 12)
        first, *below = self._said()
        draw_place(painter, area, self.theme, first, below)
        painter.end()
