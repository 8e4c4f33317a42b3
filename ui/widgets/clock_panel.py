"""How does the panel of the clock look? What the times rest on, and all that moves time zero.

Its buttons and fields take no focus until they are clicked or tabbed to.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.language import figure, marked, tr
from ui.theme import NIGHT, THEMES, Theme, scaled
from ui.viewstate.clock import ClockPanel, Line
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.live_bar import Field
from ui.widgets.surface import Surface
from ui.widgets.words import Words

_ROW = 22
_LABEL, _GAP = 74.0, 10.0
_HEIGHT = 32
_STEPS = (
    ("\u22121 s", -10, marked("Clock a second down (Ctrl+Shift+Down)")),
    ("\u22120.1", -1, marked("Clock a tenth down (Ctrl+Down)")),
    ("+0.1", 1, marked("Clock a tenth up (Ctrl+Up)")),
    ("+1 s", 10, marked("Clock a second up (Ctrl+Shift+Up)")),
)
_SYNC_TIP = marked("Press when a clock in sight shows a time that you then confirm (Y)")
_CANCEL_TIP = marked("It was a false start: be armed again (F)")


class Lines(Surface[tuple[Line, ...]]):
    """The lines under the buttons; a click on one says which."""

    clicked = Signal(int)

    def render_lines(self, view: tuple[Line, ...]) -> None:
        """Show the lines and take the height that they need."""
        self.setMinimumHeight(len(view) * scaled(_ROW))
        self.render_view(view)

    def spoken(self, view: tuple[Line, ...]) -> str:
        """Return the lines in words."""
        return ". ".join(f"{each.label} {each.words}".strip() for each in view)

    def draw(self, painter: QPainter, view: tuple[Line, ...]) -> None:
        """Write label and words of each line; what can be clicked is in bold."""
        widths = [paint.width(each.label, 13, paint.SEMIBOLD) for each in view]
        label = max(_LABEL, *widths, 0) + _GAP
        for place, each in enumerate(view):
            room = QRectF(0, place * scaled(_ROW), self.width() - 4, scaled(_ROW))
            paint.text(painter, room, each.label, 13, self.theme.muted, paint.SEMIBOLD)
            room.setLeft(label)
            weight = paint.BOLD if _answers(each) else paint.SEMIBOLD
            size = paint.fitting(each.words, 14, weight, room.width(), 11)
            paint.text(painter, room, each.words, size, self.theme.tone(each.tone), weight)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say which line lies under the pointer."""
        place = int(event.position().y()) // scaled(_ROW)
        if self.view is not None and place < len(self.view):
            self.clicked.emit(place)


def _answers(line: Line) -> bool:
    return line.tap is not None


class ClockPanelWidget(QWidget):
    """Basis, buttons, two fields and the lines; says what is asked for and does nothing itself."""

    nudged = Signal(int)
    sync_pressed = Signal()
    cancelled = Signal()
    gun_typed = Signal(str)
    official_typed = Signal(str)
    start_chosen = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        """Make everything once."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.setAccessibleName(tr("the clock"))
        self._basis = Words(19, paint.BOLD)
        self._moved = Words(14, paint.SEMIBOLD, quiet=True)
        self._close = Button("", "x", tip=tr("Close (C)"))
        self._steps = [Button(figure(words), tip=tr(tip)) for words, _, tip in _STEPS]
        self._sync = Button(tr("Sync"), "timer", tip=tr(_SYNC_TIP))
        self._cancel = Button(tr("False start"), "", tip=tr(_CANCEL_TIP))
        self.gun = _Left(
            tr("gun: 19:03:12.4"), tr("time of day of the gun"), marked("by this computer's clock")
        )
        self.official = _Left(
            tr("official: 4:06.42"), tr("official finish time"), marked("NAME TIME for several")
        )
        self._note = Words(12, paint.SEMIBOLD, quiet=True)
        self._lines = Lines()
        self._lay_out()
        self._connect()
        self.set_theme(self.theme)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 10, 6)
        column.setSpacing(5)
        self._live = [*self._steps, self._sync, self._cancel, self.gun, self.official, self._note]
        column.addLayout(_row([self._basis, self._moved, self._close], wide=self._moved))
        column.addLayout(_row([*self._steps, self._sync, self._cancel], wide=None))
        column.addLayout(_row([self.gun, self.official], wide=None))
        column.addWidget(self._note)
        column.addWidget(self._scrolled(), 1)
        self._note.setFixedHeight(15)
        self._close.setFixedSize(28, 28)
        for button in self._buttons():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        for each in (*self._steps, self._sync, self._cancel):
            each.pixels = 14
            each.setFixedHeight(_HEIGHT)
        for field in (self.gun, self.official):
            field.setFixedHeight(_HEIGHT)

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidget(self._lines)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        self._lines.setAutoFillBackground(False)
        return area

    def _buttons(self) -> Sequence[Button]:
        return (*self._steps, self._sync, self._cancel, self._close)

    def _connect(self) -> None:
        for button, (_, tenths, _tip) in zip(self._steps, _STEPS, strict=True):
            button.clicked.connect(lambda _=False, tenths=tenths: self.nudged.emit(tenths))
        self._sync.pressed.connect(self.sync_pressed)
        self._cancel.clicked.connect(self.cancelled)
        self._close.clicked.connect(self.left)
        self.gun.returnPressed.connect(lambda: self.gun_typed.emit(self.gun.text()))
        self.official.returnPressed.connect(lambda: self.official_typed.emit(self.official.text()))
        self._lines.clicked.connect(self._chosen)

    def render_view(self, view: ClockPanel) -> None:
        """Show `view`; in a replay there is nothing to press."""
        self._basis.render_view(view.basis)
        self._basis.updateGeometry()
        self._moved.render_view(view.moved)
        for each in self._live:
            each.setVisible(view.live)
        for step in self._steps:
            step.setEnabled(view.started)
        self._cancel.setEnabled(view.can_cancel)
        self._cancel.setToolTip(tr(_CANCEL_TIP) + (f": {view.why}" if view.why else ""))
        several = tr("official: name 4:06.42")
        self.official.setPlaceholderText(several if view.several else tr("official: 4:06.42"))
        self._note.render_view(
            tr("Gun: a time of day by this computer's clock, as good as its digits.")
        )
        self._lines.render_lines(view.lines)

    def _chosen(self, place: int) -> None:
        line = (self._lines.view or ())[place]
        if line.tap is not None:
            self.start_chosen.emit(line.tap)
        elif line.athlete and self.official.isVisible():
            self.official.setText(f"{line.athlete} ")
            self.official.setFocus()

    def leave_fields(self) -> None:
        """Empty the fields and give the keys back to the race."""
        for field in (self.gun, self.official):
            field.clear()
            field.clearFocus()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        for button in self._buttons():
            button.set_theme(theme)
        for field in (self.gun, self.official):
            field.set_theme(theme)
        for words in (self._basis, self._moved, self._note, self._lines):
            words.set_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel's ground and frame."""
        del event
        painter = QPainter(self)
        paint.panel(painter, QRectF(self.rect()), self.theme)
        painter.end()

    def sizeHint(self) -> QSize:
        """Return the least that shows everything once."""
        return QSize(480, 240)


class _Left(Field):
    """A field that Esc empties: what was refused is not there the next time."""

    def __init__(self, words: str, name: str, also: str) -> None:
        """Ask for `words`; `also` is what is to be known of them, in English."""
        super().__init__()
        self._also = also
        self.setPlaceholderText(words)
        self.setAccessibleName(name)
        self.setMinimumWidth(120)
        self.say_again()

    def say_again(self) -> None:
        """Say what the field is for, in the language of the moment."""
        name, tip = self.accessibleName(), tr(self._also)
        self.setToolTip(tr("The {name}, {tip}: Return takes it, Esc leaves", name=name, tip=tip))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drop the text with Esc; every other key is the field's own."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        super().keyPressEvent(event)


def _row(widgets: Sequence[QWidget], wide: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for each in widgets:
        row.addWidget(each, 1 if wide is None or each is wide else 0)
    return row
