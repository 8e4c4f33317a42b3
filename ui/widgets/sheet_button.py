"""How does the race leave by one click? A button for the last form, and one for all others."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.language import marked, tr
from ui.theme import Theme
from ui.viewstate.bar import Again
from ui.widgets.buttons import Button

_FIRST, _TIP = marked("Split sheet"), marked("Export the split sheet (Ctrl+S)")
_OTHERS = 34


class SheetButton(QWidget):
    """`Split sheet` asks for a form; once one was chosen, `PDF again`, and an arrow asks.

    `asked` is for the window of the export, `again` for the same as the last time; `resized` says
    that it needs another width.
    """

    asked = Signal()
    again = Signal()
    resized = Signal()

    def __init__(self) -> None:
        """Know of no export yet."""
        super().__init__()
        self.view = Again()
        self.main = Button(tr(_FIRST), "file-down", tip=tr(_TIP))
        self.others = Button("", "chevron-down", tip=tr("Export in another form (Ctrl+S)"))
        for each in (self.main, self.others):
            each.setParent(self)
        self.others.hide()
        self.main.clicked.connect(self._press)
        self.others.clicked.connect(self.asked)

    def _press(self) -> None:
        (self.again if self.view.words else self.asked).emit()

    def render_view(self, view: Again) -> None:
        """Show what is exported again; without words, that nothing was exported yet."""
        if view == self.view:
            return
        self.view = view
        self.main.show_as(view.words or tr(_FIRST), "file-down", view.tip or tr(_TIP))
        self.others.setVisible(bool(view.words))
        self._place()
        self.resized.emit()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.main.set_theme(theme)
        self.others.set_theme(theme)

    def sizeHint(self) -> QSize:
        """Return room for both."""
        found = self.main.sizeHint()
        more = _OTHERS + 2 if self.view.words else 0
        return QSize(found.width() + more, found.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place both."""
        del event
        self._place()

    def _place(self) -> None:
        room = self.width() - (_OTHERS + 2 if self.view.words else 0)
        self.main.setGeometry(0, 0, room, self.height())
        self.others.setGeometry(room + 2, 0, _OTHERS, self.height())
