"""What is where on the main window? It places the widgets and hands on what they say."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import NIGHT, THEMES, Theme
from ui.viewstate.bar import LiveBar
from ui.viewstate.window import Front
from ui.widgets import paint
from ui.widgets.call_line import CallLine
from ui.widgets.cards import CardWidget, GapCardWidget, ProjectionCardWidget
from ui.widgets.head import HeadWidget
from ui.widgets.notice_line import Notice, NoticeLine

if TYPE_CHECKING:
    from ui.viewstate.body import Body
    from ui.widgets.live_bar import LiveBarWidget
    from ui.widgets.replay_bar import ReplayBarWidget
    from ui.windows.body import BodyWidget

_MARGIN = 12
_GAP = 8
_NOTICE_HEIGHT = 20
_GAP_CARD_SHARE = 0.38
_CARDS_SHARE = 0.375
_CALL_SHARE = 0.105


class MainWindow(QWidget):
    """The main window: head, cards, call, body, notice, bar from top to bottom.

    The body (graph, table, track) comes after the first paint; its place is kept free. Of the two
    bars the one that is needed is made when it is.
    """

    closing = Signal(QCloseEvent)
    painted = Signal()
    early_key = Signal(QKeyEvent)
    live_bar_made = Signal()
    replay_bar_made = Signal()

    def __init__(self) -> None:
        """Make everything that is there with the first paint."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.body: BodyWidget | None = None
        self._strip: QWidget | None = None
        self._live_bar: LiveBarWidget | None = None
        self._replay_bar: ReplayBarWidget | None = None
        self.head = HeadWidget()
        self.gap = GapCardWidget()
        self.elapsed, self.lap, self.next = CardWidget(), CardWidget(), CardWidget()
        self.projection = ProjectionCardWidget()
        self.needed = CardWidget()
        self.call = CallLine()
        self.notice = NoticeLine()
        for each in (self.head, *self._cards(), self.call, self.notice):
            each.setParent(self)
        self.setWindowTitle("Splitline")
        self.setMinimumSize(900, 540)
        # Else Qt gives the focus to the first button, and a key pressed at once is its.
        self.setFocus()

    def _cards(self) -> tuple[QWidget, ...]:
        return (self.gap, self.elapsed, self.lap, self.next, self.projection, self.needed)

    @property
    def live_bar(self) -> "LiveBarWidget":
        """The bar of a live race."""
        if self._live_bar is None:
            from ui.widgets.live_bar import LiveBarWidget

            self._live_bar = LiveBarWidget()
            self._adopt(self._live_bar)
            self.live_bar_made.emit()
        return self._live_bar

    @property
    def replay_bar(self) -> "ReplayBarWidget":
        """The bar of a replay."""
        if self._replay_bar is None:
            from ui.widgets.replay_bar import ReplayBarWidget

            self._replay_bar = ReplayBarWidget()
            self._adopt(self._replay_bar)
            self.replay_bar_made.emit()
        return self._replay_bar

    def _adopt(self, widget: "LiveBarWidget | ReplayBarWidget | BodyWidget") -> None:
        widget.setParent(self)
        widget.set_theme(self.theme)
        self._place()
        widget.show()

    def add_body(self, body: "BodyWidget") -> None:
        """Put graph, table and track into the place that was kept for them."""
        self.body = body
        self._adopt(body)

    def show_strip(self, strip: QWidget | None) -> None:
        """Make room for a strip under the body, or take it away."""
        if self._strip is not None:
            self._strip.hide()
        self._strip = strip
        self._place()
        if strip is not None:
            strip.show()

    def sizeHint(self) -> QSize:
        """Return the size that the window opens with where the screen has room for it."""
        return QSize(1366, 768)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        del event
        self._place()

    def _place(self) -> None:
        """Give head, notice and bar their heights, cards and call their shares, the body the rest."""
        left, width = _MARGIN, self.width() - 2 * _MARGIN
        top = _GAP
        head, bar = self.head.sizeHint().height(), 44
        bottom = self.height() - _GAP - 2 - bar
        room = bottom - top - head - _NOTICE_HEIGHT - 5 * _GAP
        cards = min(max(round(room * _CARDS_SHARE), 168), 320)
        call = min(max(round(room * _CALL_SHARE), 42), 84)
        self.head.setGeometry(left, top, width, head)
        top += head + _GAP
        self._place_cards(QRect(left, top, width, cards))
        top += cards + _GAP
        self.call.setGeometry(left, top, width, call)
        top += call + _GAP
        notice = bottom - _GAP - _NOTICE_HEIGHT
        self.notice.setGeometry(left, notice, width, _NOTICE_HEIGHT)
        end = notice - _GAP
        if self._strip is not None:
            strip = self._strip.sizeHint().height()
            self._strip.setGeometry(left, end - strip, width, strip)
            end -= strip + _GAP
        if self.body is not None:
            self.body.setGeometry(left, top, width, end - top)
        for each in (self._live_bar, self._replay_bar):
            if each is not None:
                each.setGeometry(left, bottom, width, bar)

    def _place_cards(self, area: QRect) -> None:
        gap = round(area.width() * _GAP_CARD_SHARE)
        self.gap.setGeometry(area.left(), area.top(), gap, area.height())
        room = area.width() - gap - 3 * _GAP
        height = (area.height() - _GAP) // 2
        lefts = [area.left() + gap + _GAP + i * (room // 3 + _GAP) for i in range(3)]
        low = area.top() + height + _GAP
        for card, left in zip((self.elapsed, self.lap, self.next), lefts, strict=True):
            card.setGeometry(left, area.top(), room // 3, height)
        self.projection.setGeometry(lefts[0], low, 2 * (room // 3) + _GAP, height)
        self.needed.setGeometry(lefts[2], low, room // 3, height)

    def render_front(self, view: Front) -> None:
        """Show everything but the body."""
        cards = view.cards
        self.head.render_view(view.head)
        self.gap.render_view(cards.gap)
        self.elapsed.render_view(cards.elapsed)
        self.lap.render_view(cards.lap)
        self.next.render_view(cards.next)
        self.projection.render_view(cards.projection)
        self.needed.render_view(cards.needed)
        self.call.render_view(view.call)
        self._render_bar(view)

    def _render_bar(self, view: Front) -> None:
        live = isinstance(view.bar, LiveBar)
        for bar, wanted in ((self._live_bar, live), (self._replay_bar, not live)):
            if bar is not None and bar.isHidden() == wanted:
                bar.setVisible(wanted)
        if isinstance(view.bar, LiveBar):
            self.live_bar.render_view(view.bar)
            words = view.bar.trouble or view.notice
            tone = "alert" if view.bar.trouble else view.notice_tone
            self.notice.render_view(Notice(words, tone, view.bar.saved))
        else:
            self.replay_bar.render_view(view.bar)
            self.notice.render_view(Notice(view.notice, view.notice_tone))

    def render_body(self, view: "Body") -> None:
        """Show the body, once it is there."""
        if self.body is not None:
            self.body.render_view(view)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme` everywhere."""
        self.theme = theme
        self.head.set_theme(theme)
        self.gap.set_theme(theme)
        for card in (self.elapsed, self.lap, self.next, self.needed):
            card.set_theme(theme)
        self.projection.set_theme(theme)
        self.call.set_theme(theme)
        self.notice.set_theme(theme)
        for later in (self._live_bar, self._replay_bar, self.body):
            if later is not None:
                later.set_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and say that the window is being painted."""
        painter = QPainter(self)
        paint.fill(painter, QRectF(event.rect()), self.theme.ground)
        painter.end()
        self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on a key that came before the keyboard's filter was there; no press is lost."""
        self.early_key.emit(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the owner of the race decide whether the window may close."""
        self.closing.emit(event)

    def toggle_full_screen(self) -> None:
        """Go to the full screen, or back."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
