"""What is where on the main window? It places the widgets and hands on what they say."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import NIGHT, THEMES, Theme, scaled, text_size
from ui.viewstate.bar import LiveBar
from ui.viewstate.window import Front
from ui.widgets import paint
from ui.widgets.call_line import CallLine
from ui.widgets.cards import CardWidget, GapCardWidget, ProjectionCardWidget
from ui.widgets.head import HeadWidget
from ui.widgets.notice_line import Notice, NoticeLine

if TYPE_CHECKING:
    from ui.viewstate.body import Body
    from ui.viewstate.lanes import Field
    from ui.widgets.live_bar import LiveBarWidget
    from ui.widgets.replay_bar import ReplayBarWidget
    from ui.windows.body import BodyWidget
    from ui.windows.field import FieldPlace

_MARGIN = 12
_GAP = 8
_NOTICE_HEIGHT = 20
_GAP_CARD_SHARE = 0.38
_CARDS_SHARE = 0.375
_CALL_SHARE = 0.105
_PANEL_SHARE = 0.5
_LEAST_PANEL = 480


class MainWindow(QWidget):
    """The main window: head, cards, call, body, notice, bar from top to bottom.

    The body (graph, table, track) comes after the first paint; its place is kept free. Of the two
    bars the one that is needed is made when it is. Several athletes have a field in the place of
    the cards and, but for graph and table under two rows, of the body.
    """

    closing = Signal(QCloseEvent)
    painted = Signal()
    early_key = Signal(QKeyEvent)
    athlete_chosen = Signal(str)
    live_bar_made = Signal()
    replay_bar_made = Signal()

    def __init__(self) -> None:
        """Make everything that is there with the first paint."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.body: BodyWidget | None = None
        self._strips: list[QWidget] = []
        self._panel: QWidget | None = None
        self._field: FieldPlace | None = None
        self.shows_body = True
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
        body.setVisible(self.shows_body)

    def show_strip(self, strip: QWidget, *, shown: bool = True) -> None:
        """Make room for a strip under the body, the newest lowest, or take it away.

        It never lies over the sheet of keys.
        """
        if (strip in self._strips) is shown:
            return
        if shown:
            strip.setParent(self)
            strip.lower()
            self._strips.append(strip)
        else:
            self._strips.remove(strip)
        self._place()
        strip.setVisible(shown)

    @property
    def panel(self) -> QWidget | None:
        """The panel that has the right part of the body, None without one."""
        return self._panel

    def show_panel(self, panel: QWidget | None) -> None:
        """Give the right part of the body to a panel, or take it back; one panel at a time."""
        if self._panel is not None and self._panel is not panel:
            self._panel.hide()
        self._panel = panel
        if panel is not None:
            panel.setParent(self)
            panel.lower()
        self._place()
        if panel is not None:
            panel.show()

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
        head, bar = self.head.sizeHint().height(), max(44, scaled(30))
        said = scaled(_NOTICE_HEIGHT)
        bottom = self.height() - _GAP - 2 - bar
        room = bottom - top - head - said - 5 * _GAP
        share = _CARDS_SHARE * (1 + (text_size() - 100) / 800)
        cards = min(max(round(room * share), 168), 320)
        call = min(max(round(room * _CALL_SHARE), 42), 84)
        field = self._field
        first = QRect(left, top, width, head)
        self.head.setGeometry(field.beside_head(first) if field else first)
        top += head + _GAP
        if not self._in_field:
            self._place_cards(QRect(left, top, width, cards))
            top += cards + _GAP
        called = QRect(left, top, width, call)
        self.call.setGeometry(field.beside_call(called) if field else called)
        top += call + _GAP
        notice = bottom - _GAP - said
        self.notice.setGeometry(left, notice, width, said)
        end = notice - _GAP
        whole = end - top
        for strip in reversed(self._strips):
            height = strip.sizeHint().height()
            strip.setGeometry(left, end - height, width, height)
            end -= height + _GAP
        self._place_body(QRect(left, top, width, end - top), whole)
        for each in (self._live_bar, self._replay_bar):
            if each is not None:
                each.setGeometry(left, bottom, width, bar)

    def _place_body(self, area: QRect, whole: int) -> None:
        """Graph, table and track; beside an open panel the graph alone; of a field what is left.

        `whole` is the height that there would be without strips.
        """
        beside = self._panel is not None
        if self._panel is not None:
            width = min(max(round(area.width() * _PANEL_SHARE), _LEAST_PANEL), area.width())
            self._panel.setGeometry(area.right() + 1 - width, area.top(), width, area.height())
            area = area.adjusted(0, 0, -width - _GAP, 0)
        room = area if self._field is None else self._field.above_body(area, whole)
        self.shows_body = room is not None
        if self.body is not None:
            self.body.show_parts(table=not beside, track=not (beside or self._in_field))
            self.body.setVisible(self.shows_body)
            self.body.setGeometry(room or area)

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
        self._render_field(view.field)
        self.head.render_view(view.head)
        if not self._in_field:
            self._render_cards(view)
        self.call.render_view(view.call)
        self._render_bar(view)

    def _render_cards(self, view: Front) -> None:
        cards = view.cards
        self.gap.render_view(cards.gap)
        self.elapsed.render_view(cards.elapsed)
        self.lap.render_view(cards.lap)
        self.next.render_view(cards.next)
        self.projection.render_view(cards.projection)
        self.needed.render_view(cards.needed)

    @property
    def _in_field(self) -> bool:
        """Whether several athletes are shown."""
        return self._field is not None and self._field.shown

    def _render_field(self, view: "Field | None") -> None:
        if self._field is None and view is not None:
            from ui.windows.field import FieldPlace

            self._field = FieldPlace(self, self.theme, self.athlete_chosen.emit)
        if self._field is not None and self._field.render_view(view):
            for each in self._cards():
                each.setVisible(view is None)
            self._place()

    def _render_bar(self, view: Front) -> None:
        live = isinstance(view.bar, LiveBar)
        for bar, wanted in ((self._live_bar, live), (self._replay_bar, not live)):
            if bar is not None and bar.isHidden() == wanted:
                bar.setVisible(wanted)
        if isinstance(view.bar, LiveBar):
            self.live_bar.render_view(view.bar)
            self.notice.render_view(Notice(view.notice, view.notice_tone, view.bar.saved))
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
        for later in (self._live_bar, self._replay_bar, self.body, self._field):
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
