"""How does the window offer something without asking for the keyboard? In a strip with buttons."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.language import tr
from ui.theme import NIGHT, THEMES, Theme
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.rows import lay_row
from ui.widgets.words import Words

_HEIGHT = 48


class Strip(QWidget):
    """A sentence with an answer; it takes neither the focus nor a key of its own."""

    accepted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget, words: str, answer: str, icon: str) -> None:
        """Stand on `parent` with one answer and a cross."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self._words = Words(16, paint.SEMIBOLD)
        self._words.render_view(words)
        self._accept = Button(answer, icon, strong=True)
        self._dismiss = Button("", "x", tip=tr("Not now"))
        for each in (self._words, self._accept, self._dismiss):
            each.setParent(self)
        self._accept.clicked.connect(self.accepted)
        self._dismiss.clicked.connect(self.dismissed)
        self.setAccessibleName(words)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self._words.set_theme(theme)
        self._accept.set_theme(theme)
        self._dismiss.set_theme(theme)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the strip."""
        return QSize(600, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what the buttons leave."""
        del event
        inner = self.rect().adjusted(14, 4, -6, -4)
        lay_row([self._words, self._accept, self._dismiss], inner, self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a panel with a frame in ink, so that it is seen."""
        del event
        painter = QPainter(self)
        area = QRectF(self.rect())
        paint.panel(painter, area, self.theme)
        paint.frame(painter, area, self.theme.ink, 2)
        painter.end()
