"""How does the panel of the what-if look? The band and its caution, the fields, what it rests on.

Its fields take no focus until they are clicked or tabbed to.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.language import tr
from ui.theme import NIGHT, THEMES, Theme
from ui.viewstate.what_if import TITLE, Line, WhatIfPanel
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.rows import lay_row
from ui.widgets.surface import Surface
from ui.widgets.what_if_fields import FieldGrid
from ui.widgets.words import Words

_PAD = 12
_TITLE = 24
_CAUTION = 16
_LINE = 17
_LABEL = 76.0
_LEAST = 12
_SNUG, _ROOMY = 84, 105
"""Heights of the grid of fields."""
_FROM = 292
"""From this height of the panel on there is room to spare."""

_BAR = """
    QScrollBar:vertical {{ width: 6px; background: transparent; }}
    QScrollBar::handle:vertical {{ background: {}; border-radius: 3px; min-height: 16px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


class RestsOn(Surface[tuple[Line, ...]]):
    """The lines below the fields."""

    def spoken(self, view: tuple[Line, ...]) -> str:
        """Return the lines in words."""
        return ". ".join(f"{each.label}: {each.words}" for each in view)

    def draw(self, painter: QPainter, view: tuple[Line, ...]) -> None:
        """Write label and words of each line."""
        for place, each in enumerate(view):
            room = QRectF(0, place * _LINE, self.width() - 4, _LINE)
            paint.text(painter, room, each.label, 12, self.theme.muted, paint.SEMIBOLD)
            room.setLeft(_LABEL)
            size = paint.fitting(each.words, 13, paint.SEMIBOLD, room.width(), 11)
            paint.text(painter, room, each.words, size, self.theme.ink, paint.SEMIBOLD)


class Outcome(Surface[WhatIfPanel]):
    """The band in large figures and what is other beside it, or why there is none."""

    def spoken(self, view: WhatIfPanel) -> str:
        """Return the answer with its condition, and that it is no projection."""
        return tr(
            "what if: {answer}. {caution}",
            answer=view.fault or f"{view.band} {view.said}",
            caution=tr(view.caution),
        )

    def draw(self, painter: QPainter, view: WhatIfPanel) -> None:
        """Write the band, or in its place the sentence about a field."""
        theme, room = self.theme, QRectF(self.rect())
        if view.fault:
            size = paint.fitting(view.fault, 15, paint.BOLD, room.width(), 11)
            paint.text(painter, room, view.fault, size, theme.alert, paint.BOLD)
            return
        large = min(26, int(room.height() * 0.9))
        used = paint.text(painter, room, view.band, large, theme.ink, paint.BOLD)
        room.setLeft(used + 10)
        said = _fitting(view, room.width())
        size = min(paint.fitting(each, 15, paint.SEMIBOLD, room.width(), 11) for each in said)
        height = room.height() / len(said)
        for number, each in enumerate(said):
            place = QRectF(room.left(), number * height, room.width(), height)
            paint.text(painter, place, each, size, theme.ink, paint.SEMIBOLD)


def _fitting(view: WhatIfPanel, room: float) -> tuple[str, ...]:
    """Return what is other in one line where it fits, else shorter, else shorter in two lines."""
    if not view.shorter or _fits(view.said, room):
        return (view.said,)
    parts = view.shorter
    one = tr("if {changes}", changes=", ".join(parts))
    if _fits(one, room) or len(parts) == 1:
        return (one,)
    return tr("if {changes},", changes=", ".join(parts[:-1])), parts[-1]


def _fits(words: str, room: float) -> bool:
    return paint.width(words, _LEAST, paint.SEMIBOLD) <= room


class Below(QWidget):
    """The fields and under them the lines: what scrolls where there is little room."""

    def __init__(self) -> None:
        """Make both."""
        super().__init__()
        self.grid, self.lines = FieldGrid(), RestsOn()
        for each in (self.grid, self.lines):
            each.setParent(self)
        self._grid_height = _SNUG

    def give(self, grid_height: int) -> None:
        """Let the fields have so much height."""
        self._grid_height = grid_height
        self._place()

    def render_lines(self, view: tuple[Line, ...]) -> None:
        """Show the lines, and ask for the height of it all."""
        self.lines.render_view(view)
        self._place()

    def _place(self) -> None:
        height = len(self.lines.view or ()) * _LINE
        self.grid.setGeometry(0, 0, self.width(), self._grid_height)
        self.lines.setGeometry(0, self._grid_height + 2, self.width(), height)
        self.setMinimumHeight(self._grid_height + 2 + height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place both."""
        del event
        self._place()


class WhatIfPanelWidget(QWidget):
    """Title and start, band, caution, fields, lines; says when it is to go."""

    left = Signal()

    def __init__(self) -> None:
        """Make everything once."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.setAccessibleName(tr("what if"))
        self._title = Words(15, paint.BOLD)
        self._base = Words(13, paint.SEMIBOLD, quiet=True)
        self._close = Button("", "x", tip=tr("Close (I)"))
        self._outcome = Outcome()
        self._caution = Words(12, paint.SEMIBOLD, quiet=True)
        self._below = Below()
        self.grid = self._below.grid
        self._scrolled = _scrolled(self._below)
        self._title.render_view(tr(TITLE))
        for each in (*self._fixed(), self._close, self._scrolled):
            each.setParent(self)
        self._close.setFixedSize(_TITLE, _TITLE)
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setCursor(Qt.CursorShape.PointingHandCursor)
        self._close.clicked.connect(self.left)
        self.grid.closed.connect(self.left)
        self.grid.left.connect(self.grid.leave)
        self.set_theme(self.theme)

    def _fixed(self) -> "tuple[Words, Words, Outcome, Words]":
        return (self._title, self._base, self._outcome, self._caution)

    def render_view(self, view: WhatIfPanel) -> None:
        """Show `view`."""
        self._base.render_view(view.base)
        self._outcome.render_view(view)
        self._caution.render_view(tr(view.caution))
        self._below.render_lines(view.lines)
        self.grid.show_wrong(view.wrong)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        for each in (*self._fixed(), self._close, self.grid, self._below.lines):
            each.set_theme(theme)
        self._scrolled.verticalScrollBar().setStyleSheet(_BAR.format(theme.muted))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything from top to bottom; fields and lines have the rest and scroll in it."""
        del event
        roomy = self.height() >= _FROM
        width, top, gap = self.width() - 2 * _PAD, 5, 6 if roomy else 1
        self._close.move(self.width() - _TITLE - 8, 6)
        head = QRect(_PAD, top, width - _TITLE, _TITLE)
        lay_row((self._title, self._base), head, self._base)
        top += _TITLE + gap
        for each, height in ((self._outcome, 32 if roomy else 26), (self._caution, _CAUTION)):
            each.setGeometry(_PAD, top, width, height)
            top += height + gap
        room = max(0, self.height() - top - 5)
        self._below.give(_ROOMY if roomy else _whole_lines(room))
        self._scrolled.setGeometry(_PAD, top, width, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel's ground and frame."""
        del event
        painter = QPainter(self)
        paint.panel(painter, QRectF(self.rect()), self.theme)
        painter.end()

    def sizeHint(self) -> QSize:
        """Return the least that shows everything once."""
        return QSize(480, 260)


def _whole_lines(room: int) -> int:
    """Return the height of the fields that leaves whole lines below them."""
    left = room - _SNUG - 2
    return _SNUG + (left % _LINE if left >= _LINE else 0)


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    area.verticalScrollBar().setSingleStep(_LINE)
    return area
