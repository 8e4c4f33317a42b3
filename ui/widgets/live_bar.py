"""What is in the bar of a live race? Start, Split, Undo, Redo, a field for typed times."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.language import marked, tr
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate.bar import Action, LiveBar
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.rows import lay_row
from ui.widgets.sheet_button import SheetButton
from ui.widgets.words import Words

_TYPE_HERE = marked("3:01.84, or #3 for place")
_FIELD_WIDTH = 224
_FIELD_PAD = 12


class LiveBarWidget(QWidget):
    """The bar of a live race; Start and Split act when they go down, as a key does."""

    start = Signal()
    split = Signal()
    undo = Signal()
    redo = Signal()
    typed = Signal(str)
    export = Signal()

    def __init__(self) -> None:
        """Make everything once."""
        super().__init__()
        self._start = Button(tr("Start"), "timer", tip=tr("Start (Return)"), strong=True)
        self._split = Button(tr("Split"), "flag", tip=tr("Split (Space or PageDown)"))
        self._undo = Button(tr("Undo"), "undo-2", tip=tr("Undo (Ctrl+Z, PageUp, Backspace)"))
        self._redo = Button(tr("Redo"), "redo-2", tip=tr("Redo (Ctrl+Y)"))
        self.field = Field()
        self._typing = Words(14, paint.BOLD)
        self._state = Words(18, paint.BOLD)
        self._export = SheetButton()
        for button in (self._start, self._split):
            button.pixels = 19
        self._buttons = (self._start, self._split, self._undo, self._redo, self._export)
        self._order = (*self._buttons[:4], self.field, self._typing, self._state, self._export)
        for each in self._order:
            each.setParent(self)
        self._typing.hide()
        self._connect()

    def _connect(self) -> None:
        self._start.pressed.connect(self.start)
        self._split.pressed.connect(self.split)
        self._undo.clicked.connect(self.undo)
        self._redo.clicked.connect(self.redo)
        self.field.returnPressed.connect(lambda: self.typed.emit(self.field.text()))
        self._export.asked.connect(self.export)
        self._export.resized.connect(self._place)

    def render_view(self, view: LiveBar) -> None:
        """Show `view`."""
        _apply(self._start, view.start, tr("Start (Return)"))
        _apply(self._split, view.split, tr("Split (Space or PageDown)"))
        self._start.show_strong(view.start.enabled)
        self._split.show_strong(view.split.enabled and not view.start.enabled)
        _apply(
            self._undo,
            view.undo,
            tr("{undo} (Ctrl+Z, PageUp, Backspace)", undo=view.undo_text),
        )
        _apply(self._redo, view.redo, tr("{redo} (Ctrl+Y)", redo=view.redo_text))
        self._state.render_view(view.state)

    def edit(self, mark: str, time: str) -> None:
        """Offer the split at `mark` for correction."""
        self.field.setPlaceholderText(tr("{mark}: its time", mark=mark))
        self.field.setText(time)
        self.field.selectAll()
        self.field.setFocus()

    def leave_field(self) -> None:
        """Empty the field and give the keys back to the race."""
        self.field.clear()
        self.field.setPlaceholderText(tr(_TYPE_HERE))
        self.field.clearFocus()

    def show_typing(self, typing: bool) -> None:
        """Say that printing keys go into a field."""
        self._typing.render_view(tr("TYPING") if typing else "")
        self._typing.setVisible(typing)
        self._place()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        for button in self._buttons:
            button.set_theme(theme)
        self._typing.set_theme(theme)
        self._state.set_theme(theme)
        self.field.set_theme(theme)

    def sizeHint(self) -> QSize:
        """Return the height of the buttons."""
        return QSize(600, self._start.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the state of the race what the rest leaves."""
        del event
        self._place()

    def _place(self) -> None:
        lay_row(self._order, self.rect(), self._state)


class Field(QLineEdit):
    """The field for typed times."""

    def __init__(self) -> None:
        """Say what to type."""
        super().__init__()
        self.setPlaceholderText(tr(_TYPE_HERE))
        self.setToolTip(
            tr(
                "Type the time of the next mark, or the place in the field at the last one (#3), "
                "and press Return; Esc leaves"
            )
        )
        self.setAccessibleName(tr("time of the next mark"))
        self.setFont(font(17, paint.SEMIBOLD))
        self.setFrame(False)
        self.setTextMargins(_FIELD_PAD, 0, _FIELD_PAD, 0)
        self.theme = THEMES[NIGHT]

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        colours = palette(theme)
        colours.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(colours)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a panel like a button's, in ink while it is typed in, and Qt's text on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        typing, area = self.hasFocus(), QRectF(self.rect())
        paint.fill_rounded(painter, area, self.theme.panel)
        paint.frame(painter, area, self.theme.ink if typing else self.theme.line, 1 + typing)
        painter.end()
        super().paintEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for a time and the words that ask for it."""
        return QSize(_FIELD_WIDTH, super().sizeHint().height())


def _apply(button: Button, action: Action, tip: str) -> None:
    if button.isEnabled() != action.enabled:
        button.setEnabled(action.enabled)
    words = tip if action.enabled else f"{tip}: {action.why_not}"
    if button.toolTip() != words:
        button.setToolTip(words)
