"""What is a field for one number? It takes no letters, and the arrow keys step it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from ui.theme import font
from ui.widgets import paint
from ui.widgets.live_bar import Field

_MEANT = frozenset("0123456789.,:+-\u2212")
_PAD = 3


class NumberField(Field):
    """A small field; a letter goes to whoever listens, because no number has one."""

    stepped = Signal(int)
    lettered = Signal(str)

    def __init__(self, name: str, tip: str) -> None:
        """A screen reader calls it `name`; `tip` says what may be typed."""
        super().__init__()
        self.faulty = False
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setPlaceholderText("")
        self.setFont(font(14, paint.SEMIBOLD))
        self.setTextMargins(_PAD, 0, 0, 0)

    def show_faulty(self, faulty: bool) -> None:
        """Frame the field as one that cannot be meant."""
        if faulty is not self.faulty:
            self.faulty = faulty
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by the arrow keys, hand on letters, type the rest."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        typed = event.text()
        if step:
            self.stepped.emit(step)
        elif typed.isprintable() and typed and typed not in _MEANT:
            self.lettered.emit(typed)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, a frame that says where the keyboard and what wrong is, and the text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area, here = self.theme, QRectF(self.rect()), self.hasFocus()
        paint.fill_rounded(painter, area, theme.ground, 5)
        edge = theme.alert if self.faulty else theme.ink if here else theme.line
        paint.frame(painter, area, edge, 2 if here or self.faulty else 1, 5)
        painter.end()
        QLineEdit.paintEvent(self, event)
