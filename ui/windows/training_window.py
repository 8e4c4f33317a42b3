"""What is where on the window of a training session? Head, strips, rows, questions, bar."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.language import tr
from ui.theme import NIGHT, THEMES, Theme
from ui.viewstate.care import BannerView
from ui.viewstate.training import TrainingView
from ui.widgets import paint
from ui.widgets.banner import Banner
from ui.widgets.notice_line import Notice, NoticeLine
from ui.widgets.prompt_strip import PromptStrip
from ui.widgets.training_bar import TrainingBarWidget
from ui.widgets.training_head import TrainingHeadWidget
from ui.widgets.training_row import TALL, Heads, RowHeads, TrainingRowSurface
from ui.widgets.training_strip import GroupStripSurface

if TYPE_CHECKING:
    from ui.widgets.surface import Surface

_MARGIN = 12
_GAP = 8
_ROW_GAP = 4
_NOTICE_HIGH = 20
_HEADS_HIGH = 18
_BAR_HIGH = 44
_STRIP_SHARE = 0.165
_STRIP_LEAST, _STRIP_MOST = 64, 150
_ROW_MOST = 108
_ROW_LEAST = 20
_ACROSS = 4


class TrainingWindow(QWidget):
    """Places the widgets and hands on what they say; everything is seen without scrolling."""

    closing = Signal(QCloseEvent)
    runner_chosen = Signal(str)
    group_chosen = Signal(str)
    retyped = Signal(str, object)
    put_away = Signal()

    def __init__(self) -> None:
        """Make everything but strips and rows, which come with the view."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.head = TrainingHeadWidget()
        self.heads = RowHeads()
        self.notice = NoticeLine()
        self.bar = TrainingBarWidget()
        self.strips: list[GroupStripSurface] = []
        self.rows: list[TrainingRowSurface] = []
        self._prompt = PromptStrip(self)
        self._banner = Banner(self)
        self._banner.put_away.connect(self.put_away)
        self._below: QWidget | None = None
        for each in (self.head, self.heads, self.notice, self.bar):
            each.setParent(self)
        self._prompt.hide()
        self._banner.hide()
        self.setWindowTitle(tr("Splitline: training"))
        self.setMinimumSize(900, 540)
        self.setFocus()

    def sizeHint(self) -> QSize:
        """Return the size that the window opens with where the screen has room for it."""
        return QSize(1366, 768)

    def render_view(self, view: TrainingView, told: BannerView | None = None) -> None:
        """Show `view`, and `told` unless it has something worse; places follow what is there."""
        banner = view.unsaved or told
        grouped = len(view.strips) > 1
        placed = (len(self.strips), len(self.rows), *self._shown())
        self._fit_strips(len(view.strips))
        self._fit_rows(len(view.rows))
        self._show(self._prompt, shown=view.prompt is not None)
        self._show(self._banner, shown=banner is not None)
        if view.prompt is not None:
            self._prompt.render_view(view.prompt)
        if banner is not None:
            self._banner.render_view(banner)
        if placed != (len(self.strips), len(self.rows), *self._shown()):
            self._place()
        self.head.render_view(view.head)
        tall = bool(self.rows) and self.rows[0].height() >= TALL
        self.heads.render_view(Heads(grouped, tall))
        for strip, of_group in zip(self.strips, view.strips, strict=True):
            strip.render_view(of_group)
        for row, of_runner in zip(self.rows, view.rows, strict=True):
            row.grouped = grouped
            row.render_view(of_runner)
        self.bar.render_view(view.bar)
        self.bar.setVisible(self._below is None and view.bar.live)
        self.bar.ask(view.asked)
        self.notice.render_view(Notice(view.notice, view.notice_tone, view.saved))

    def _shown(self) -> tuple[bool, bool]:
        return not self._prompt.isHidden(), not self._banner.isHidden()

    def _show(self, widget: QWidget, *, shown: bool) -> None:
        if widget.isHidden() is shown:
            widget.setVisible(shown)

    def _fit_strips(self, count: int) -> None:
        while len(self.strips) < count:
            strip = GroupStripSurface()
            strip.chosen.connect(self.group_chosen)
            self.strips.append(strip)
            self._adopt(strip)

    def _fit_rows(self, count: int) -> None:
        while len(self.rows) > count:
            gone = self.rows.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < count:
            row = TrainingRowSurface()
            row.chosen.connect(self.runner_chosen)
            row.retyped.connect(self.retyped)
            self.rows.append(row)
            self._adopt(row)

    def _adopt(self, surface: GroupStripSurface | TrainingRowSurface) -> None:
        surface.setParent(self)
        surface.set_theme(self.theme)
        surface.lower()
        surface.show()

    def put_below(self, bar: QWidget | None) -> None:
        """Put another bar into the place of the own one, that of a replay say."""
        if self._below is not None and self._below is not bar:
            self._below.hide()
        self._below = bar
        self.bar.setVisible(bar is None)
        if bar is not None:
            bar.setParent(self)
            bar.show()
        self._place()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme` everywhere."""
        self.theme = theme
        for part in (self.head, self.bar):
            part.set_theme(theme)
        painted: tuple[Surface[Any], ...] = (
            *(self.heads, self.notice, self._prompt, self._banner),
            *self.strips,
            *self.rows,
        )
        for each in painted:
            each.set_theme(theme)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        del event
        self._place()

    def _place(self) -> None:
        left, width = _MARGIN, self.width() - 2 * _MARGIN
        top = _GAP
        head = self.head.sizeHint().height()
        self.head.setGeometry(left, top, width, head)
        top += head + _GAP
        bottom = self.height() - _GAP - _BAR_HIGH
        for bar in (self.bar, self._below):
            if bar is not None:
                bar.setGeometry(left, bottom, width, _BAR_HIGH)
        bottom -= _NOTICE_HIGH + 4
        self.notice.setGeometry(left, bottom, width, _NOTICE_HIGH)
        for strip in (self._prompt, self._banner):
            if not strip.isHidden():
                high = strip.sizeHint().height()
                bottom -= high + 4
                strip.setGeometry(left, bottom, width, high)
        top = self._place_strips(QRect(left, top, width, bottom - top))
        self._place_rows(QRect(left, top, width, bottom - 4 - top))

    def _place_strips(self, area: QRect) -> int:
        """Place the groups side by side; return where the rows begin."""
        if not self.strips:
            return area.top()
        across = min(_ACROSS, len(self.strips))
        lines = -(-len(self.strips) // across)
        high = min(max(round(self.height() * _STRIP_SHARE), _STRIP_LEAST), _STRIP_MOST) // lines
        wide = (area.width() - _GAP * (across - 1)) // across
        for index, each in enumerate(self.strips):
            line, column = divmod(index, across)
            x = area.left() + column * (wide + _GAP)
            each.setGeometry(x, area.top() + line * (high + _GAP), wide, high)
        return area.top() + lines * (high + _GAP)

    def _place_rows(self, area: QRect) -> None:
        """One below the other; in several columns where they would be too low to be read."""
        self.heads.setGeometry(area.left(), area.top(), area.width(), _HEADS_HIGH)
        room = area.adjusted(0, _HEADS_HIGH + 2, 0, 0)
        count = max(1, len(self.rows))
        most = max(1, room.height() // (_ROW_LEAST + _ROW_GAP))
        across = -(-count // most)
        lines = -(-count // across)
        wide = (room.width() - _GAP * (across - 1)) // across
        high = min(_ROW_MOST, (room.height() - _ROW_GAP * (lines - 1)) // lines)
        self.heads.setVisible(across == 1)
        for index, each in enumerate(self.rows):
            column, line = divmod(index, lines)
            x, y = room.left() + column * (wide + _GAP), room.top() + line * (high + _ROW_GAP)
            each.setGeometry(x, y, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        paint.fill(painter, QRectF(event.rect()), self.theme.ground)
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the owner of the session decide whether the window may close."""
        self.closing.emit(event)

    def toggle_full_screen(self) -> None:
        """Go to the full screen, or back."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
