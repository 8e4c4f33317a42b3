"""How does the welcome look? A panel beside the race with three large answers."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QStylePainter, QWidget

from app.language import tr
from ui.theme import ALIGN_CENTRE, NIGHT, THEMES, Theme, scaled
from ui.viewstate.welcome import Offer, Welcome
from ui.widgets import paint
from ui.widgets.buttons import Button, draw_focus
from ui.widgets.words import Words

_PAD = 14
_TITLE, _FOOT = 34, 22
_GAP = 6
_HIGHEST = 96
_WITH_WORDS = 50
"""From this height on an answer has room for its sentence."""


class OfferButton(QAbstractButton):
    """One answer: its key, an icon, its name and a sentence."""

    def __init__(self) -> None:
        """Begin with nothing to offer."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.offer: Offer | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_offer(self, offer: Offer) -> None:
        """Show an answer."""
        self.offer = offer
        self.setText(offer.title)
        self.setAccessibleName(f"{offer.title} ({offer.key})")
        self.setAccessibleDescription(offer.explained)
        self.setToolTip(f"{offer.title} ({offer.key})")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a readable size."""
        return QSize(440, _HIGHEST)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the answer."""
        del event
        if self.offer is None:
            return
        painter, theme, area = QStylePainter(self), self.theme, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.fill_rounded(painter, area, theme.ground)
        paint.frame(painter, area, theme.ink if self.underMouse() else theme.muted)
        if self.hasFocus():
            draw_focus(painter, area, theme)
        size = min(area.height() - 10, 40.0)
        cap = QRectF(area.left() + 14, area.center().y() - size / 2, size, size)
        paint.fill_rounded(painter, cap, theme.selected, 6)
        figure = min(20, round(size * 0.7))
        paint.text(
            painter, cap, str(self.offer.key), figure, theme.selected_ink, paint.BOLD, ALIGN_CENTRE
        )
        mark = round(min(size - 8, 26.0))
        picture = paint.icon(self.offer.icon, theme.ink, mark, self.devicePixelRatioF())
        left = cap.right() + 14
        painter.drawPixmap(round(left), round(area.center().y() - mark / 2), picture)
        room = area.adjusted(left + mark + 14 - area.left(), 0, -12, 0)
        self._write(painter, room, self.offer)
        painter.end()

    def _write(self, painter: QPainter, room: QRectF, offer: Offer) -> None:
        if room.height() < _WITH_WORDS:
            paint.text(painter, room, offer.title, 18, self.theme.ink, paint.BOLD)
            return
        high = room.height()
        size = paint.fitting(offer.title, 20, paint.BOLD, room.width())
        top = QRectF(room.left(), room.top() + high * 0.12, room.width(), high * 0.42)
        paint.text(painter, top, offer.title, size, self.theme.ink, paint.BOLD)
        below = QRectF(room.left(), room.top() + high * 0.54, room.width(), high * 0.32)
        size = paint.fitting(offer.explained, 14, paint.SEMIBOLD, room.width())
        paint.text(painter, below, offer.explained, size, self.theme.muted, paint.SEMIBOLD)


class WelcomePanel(QWidget):
    """The welcome. `chosen` carries the key of an answer; `left` puts it away."""

    chosen = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        """Make everything once."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self._title, self._foot = Words(20, paint.BOLD), Words(13, paint.SEMIBOLD, quiet=True)
        self._close = Button("", "x", tip=tr("Close (Esc)"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.answers = tuple(OfferButton() for _ in range(3))
        for each in (self._title, self._foot, *self.answers, self._close):
            each.setParent(self)
        self._close.clicked.connect(self.left)
        for key, answer in enumerate(self.answers, start=1):
            answer.clicked.connect(lambda _checked, key=key: self.chosen.emit(key))

    def render_view(self, view: Welcome) -> None:
        """Show `view`."""
        self._title.render_view(view.title)
        self._foot.render_view(view.foot)
        for answer, offer in zip(self.answers, view.offers, strict=True):
            answer.show_offer(offer)
        self.setAccessibleName(view.spoken)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        for answer in self.answers:
            answer.theme = theme
        for each in (self._title, self._foot, self._close):
            each.set_theme(theme)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the least that shows everything once."""
        return QSize(480, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the heading, the answers as high as there is room, and the foot."""
        del event
        width, title = self.width() - 2 * _PAD, min(scaled(_TITLE), self.height() // 6)
        foot = min(scaled(_FOOT), self.height() // 9)
        self._title.setGeometry(_PAD, 6, width - 40, title)
        self._close.setGeometry(self.width() - 38, 8, 28, 28)
        self._foot.setGeometry(_PAD, self.height() - foot - 6, width, foot)
        top = title + 8
        room = self.height() - foot - 12 - top
        high = min((room - 2 * _GAP) // 3, scaled(_HIGHEST))
        for place, answer in enumerate(self.answers):
            answer.setGeometry(QRect(_PAD, top + place * (high + _GAP), width, high))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel's ground and frame."""
        del event
        painter = QPainter(self)
        paint.panel(painter, QRectF(self.rect()), self.theme)
        painter.end()
