"""What is in the bar of a training session? Start, Tap, Name, Undo, Redo, a field for what is typed."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.language import tr
from ui.theme import Theme
from ui.viewstate.training import TrainingBar
from ui.viewstate.training_snapshot import FieldAsked
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.live_bar import Field
from ui.widgets.rows import lay_row
from ui.widgets.words import Words


class TrainingBarWidget(QWidget):
    """The bar; Start and Tap act when they go down, as a key does.

    `typed` has what was typed into the field. Asked for nothing, it takes a note.
    """

    start = Signal()
    tap = Signal()
    name = Signal()
    undo = Signal()
    redo = Signal()
    typed = Signal(str)

    def __init__(self) -> None:
        """Make everything once."""
        super().__init__()
        self._start = Button(tr("Start"), "timer", tip=tr("Start (Space)"), strong=True)
        self._tap = Button(tr("Tap"), "flag", tip=tr("A press without a name (U)"))
        self._name = Button(tr("Name"), "users", tip=tr("Name the presses (N)"))
        self._undo = Button("", "undo-2", tip=tr("Undo (Ctrl+Z, PageUp, Backspace)"))
        self._redo = Button("", "redo-2", tip=tr("Redo (Ctrl+Y)"))
        self._label = Words(15, paint.BOLD)
        self._typing = Words(14, paint.BOLD)
        self.field = Field()
        self._asked: FieldAsked | None = None
        self._view: TrainingBar | None = None
        self._start.pixels = self._tap.pixels = 19
        self._buttons = (self._start, self._tap, self._name, self._undo, self._redo)
        self._order = (*self._buttons, self._label, self.field, self._typing)
        for each in self._order:
            each.setParent(self)
        self._typing.hide()
        self._label.hide()
        self._connect()
        self._show_note()

    def _connect(self) -> None:
        self._start.pressed.connect(self.start)
        self._tap.pressed.connect(self.tap)
        self._name.clicked.connect(self.name)
        self._undo.clicked.connect(self.undo)
        self._redo.clicked.connect(self.redo)
        self.field.returnPressed.connect(lambda: self.typed.emit(self.field.text()))

    def render_view(self, view: TrainingBar) -> None:
        """Show what the buttons say; a replay has none of them."""
        if view == self._view:
            return
        self._view = view
        self._start.show_as(view.start, "timer", tr("{start} (Space)", start=view.start))
        self._start.setEnabled(view.can_start)
        self._start.show_strong(view.can_start)
        self._name.show_as(view.taps, "users", tr("Name the presses (N)"))
        self._name.setEnabled(view.can_name)
        self._name.show_strong(view.can_name)
        undo, redo = view.undo or tr("Undo"), view.redo or tr("Redo")
        self._undo.show_as("", "undo-2", tr("Undo: {what} (Ctrl+Z, PageUp)", what=undo))
        self._undo.setEnabled(bool(view.undo))
        self._redo.show_as("", "redo-2", tr("Redo: {what} (Ctrl+Y)", what=redo))
        self._redo.setEnabled(bool(view.redo))
        self._place()

    def ask(self, asked: FieldAsked | None) -> None:
        """Let something be typed: the field takes the keys; None gives them back."""
        if asked == self._asked:
            return
        self._asked = asked
        if asked is None:
            self.leave_field()
            return
        self._label.render_view(asked.label)
        self._label.show()
        self.field.setPlaceholderText(asked.hint)
        self.field.setAccessibleName(asked.label)
        self.field.setToolTip(asked.label)
        self.field.setText(asked.text)
        self.field.selectAll()
        self.field.setFocus()
        self._place()

    def leave_field(self) -> None:
        """Empty the field and give the keys back."""
        self._asked = None
        self.field.clear()
        self._label.hide()
        self._show_note()
        self.field.clearFocus()
        self._place()

    def _show_note(self) -> None:
        self.field.setPlaceholderText(tr("a note on the session (W)"))
        self.field.setAccessibleName(tr("note"))
        self.field.setToolTip(tr("A note on the session, kept with its time; Esc leaves"))

    def show_typing(self, typing: bool) -> None:
        """Say that printing keys go into a field."""
        self._typing.render_view(tr("TYPING") if typing else "")
        self._typing.setVisible(typing)
        self._place()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        for each in (*self._buttons, self._label, self._typing):
            each.set_theme(theme)
        self.field.set_theme(theme)

    def sizeHint(self) -> QSize:
        """Return the height of the buttons."""
        return QSize(600, self._start.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the field what the rest leaves."""
        del event
        self._place()

    def _place(self) -> None:
        lay_row(self._order, self.rect(), self.field)
