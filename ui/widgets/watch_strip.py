"""How does a watched folder show without being in the way? In one quiet line with two buttons."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.language import tr
from ui.theme import NIGHT, THEMES, Theme
from ui.viewstate.tones import ALERT
from ui.viewstate.watching import WatchView
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.rows import lay_row
from ui.widgets.tips import plain_tip

_HEIGHT = 36


class WatchStrip(QWidget):
    """A line of words; it takes neither the focus nor a key of its own."""

    look_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Stand on `parent`."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self.view: WatchView | None = None
        self._room = QWidget(self)
        self._room.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.look_button = Button(tr("Look"), "eye", tip=tr("Look at the files that wait"))
        self.stop_button = Button(tr("Stop"), "x", tip=tr("Watch the folder no more"))
        for each in (self.look_button, self.stop_button):
            each.setParent(self)
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.look_button.clicked.connect(self.look_wanted)
        self.stop_button.clicked.connect(self.stop_wanted)

    def render_view(self, view: WatchView) -> None:
        """Show `view`."""
        if view == self.view:
            return
        self.view = view
        self.look_button.setVisible(bool(view.look))
        self.setAccessibleName(view.words)
        self.setToolTip(plain_tip(view.tip))
        self._place()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        for each in (self.look_button, self.stop_button):
            each.set_theme(theme)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the strip."""
        return QSize(600, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what the buttons leave."""
        del event
        self._place()

    def _place(self) -> None:
        inner = self.rect().adjusted(14, 2, -3, -2)
        lay_row([self._room, self.look_button, self.stop_button], inner, self._room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a panel, a mark in the tone, and the words."""
        del event
        if self.view is None:
            return
        painter = QPainter(self)
        paint.panel(painter, QRectF(self.rect()), self.theme)
        room, tone = QRectF(self._room.geometry()), self.theme.tone(self.view.tone)
        picture = paint.icon("eye", tone.name(), 18, self.devicePixelRatioF())
        painter.drawPixmap(round(room.left()), (self.height() - 18) // 2, picture)
        room.setLeft(room.left() + 28)
        words = self.view.words
        ink = tone if self.view.tone == ALERT else self.theme.ink
        size = paint.fitting(words, 15, paint.SEMIBOLD, room.width(), 12)
        paint.text(painter, room, words, size, ink, paint.SEMIBOLD)
        painter.end()
