"""How does a coach change what is called? A form beside the race, each call with its line below."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.analysis.calls.book import LONGEST_WORD, PLAIN, CallBook
from app.analysis.calls.template import LONGEST
from app.language import tr
from ui.keys import mark_side_window
from ui.theme import Theme, font, palette
from ui.viewstate import call_form as views
from ui.viewstate.snapshot import Snapshot
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.form_fields import Choice, put_text, side_by_side, text_field, words_of
from ui.windows.target_editor import field_style

if TYPE_CHECKING:
    from ui.windows.main_window import MainWindow
    from ui.windows.race_window import RaceWindow

_SAYS = 16
_FIELDS_IN_ROW = 7


class TextRow:
    """The widgets of one text: what it is for, the field, its line, and the way back."""

    def __init__(self, line: views.Line, longest: int) -> None:
        """Make them for `line`."""
        self.name = line.name
        self.field = text_field(line.what)
        self.field.setMaxLength(longest)
        self.title = words_of(line.what, self.field)
        self.title.setWordWrap(True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.says = QLabel()
        self.says.setFont(font(_SAYS, paint.BOLD))
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        self.says.setWordWrap(True)
        self.reset = Button("", "rotate-ccw")
        self.reset.setFixedSize(38, 38)
        self.reset.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_line(self, line: views.Line, theme: Theme) -> None:
        """Show the text, and how it reads or what is wrong."""
        put_text(self.field, line.text)
        back = tr("{what}: back to what is usual", what=line.what)
        self.reset.setToolTip(back)
        self.reset.setAccessibleName(back)
        self.field.setAccessibleDescription(line.says)
        self.says.setText(line.says)
        self.says.setVisible(bool(line.says))
        colours = palette(theme)
        colours.setColor(colours.ColorRole.WindowText, QColor(theme.tone(line.tone)))
        self.says.setPalette(colours)
        self.reset.setEnabled(line.changed)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.field.setStyleSheet(field_style(theme))
        self.title.setPalette(palette(theme))
        self.reset.set_theme(theme)


class CallEditor(QDialog):
    """The form of the calls. A race may go on behind it; `changed` carries the new calls."""

    changed = Signal(object)

    def __init__(self, host: "MainWindow", snapshot: Snapshot) -> None:
        """Begin with the calls and the race of `snapshot`, in the theme of `host`."""
        super().__init__(host)
        self.theme = host.theme
        self._host = host
        self._snapshot = snapshot
        self._at: tuple[object, ...] = ()
        self.form = views.form_of(snapshot.calls or PLAIN)
        self.view = views.call_form_view(self.form, snapshot)
        self.rows = {line.name: TextRow(line, LONGEST) for line in self.view.lines}
        self.words = {line.name: TextRow(line, LONGEST_WORD) for line in self.view.words}
        self.numbers, self.gaps = Choice(), Choice()
        self.fields = [_field_button(name, what) for name, what in views.field_list()]
        self.reset_button = Button(
            tr("All as usual"), "rotate-ccw", tip=tr("Every call as it came")
        )
        self.cancel_button = Button(tr("Cancel"), tip=tr("Leave the calls as they are (Esc)"))
        self.use_button = Button(
            tr("Use"), "check", tip=tr("Call it like this (Return)"), strong=True
        )
        self._lay_out()
        self._connect()
        self.set_theme(self.theme)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("What is called"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.setSpacing(10)
        whole.addLayout(self._head())
        whole.addWidget(self._scrolled(), 1)
        whole.addLayout(self._foot())
        self.resize(980, 660)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(8)
        for choice in (self.numbers, self.gaps):
            choice.setFixedHeight(34)
            choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        switches = QHBoxLayout()
        switches.setSpacing(10)
        for words, choice in ((tr("Laps and gaps"), self.numbers), (tr("Gaps"), self.gaps)):
            label = words_of(words, choice)
            label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            switches.addWidget(label)
            switches.addWidget(choice)
            switches.addSpacing(20)
        switches.addStretch(1)
        head.addLayout(switches)
        self._hint = words_of(
            tr(
                "Words stay as they are typed; a field in braces says what it stands for. A sentence "
                "whose field has nothing to say is left out."
            )
        )
        head.addWidget(self._hint)
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, button in enumerate(self.fields):
            grid.addWidget(button, place // _FIELDS_IN_ROW, place % _FIELDS_IN_ROW)
        head.addLayout(grid)
        return head

    def _scrolled(self) -> QScrollArea:
        place = QWidget()
        grid = QGridLayout(place)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, 190)
        grid.setColumnStretch(1, 1)
        for number, row in enumerate((*self.rows.values(), *self.words.values())):
            grid.addWidget(row.title, 3 * number, 0)
            grid.addWidget(row.field, 3 * number, 1)
            grid.addWidget(row.reset, 3 * number, 2)
            grid.addWidget(row.says, 3 * number + 1, 1, 1, 2)
            grid.setRowMinimumHeight(3 * number + 2, 8)
        scroll = QScrollArea()
        scroll.setWidget(place)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for ground in (place, scroll.viewport()):
            ground.setAutoFillBackground(False)
        self._scroll = scroll
        return scroll

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addWidget(self.reset_button)
        foot.addStretch(1)
        foot.addLayout(side_by_side(self.cancel_button, self.use_button, 0, 0))
        for button in (self.reset_button, self.cancel_button, self.use_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.use_button.setMinimumWidth(120)
        return foot

    def _connect(self) -> None:
        for row in self.rows.values():
            row.field.textEdited.connect(lambda text, name=row.name: self._type(name, text))
        for row in self.words.values():
            row.field.textEdited.connect(lambda text, name=row.name: self._type_word(name, text))
        for row in (*self.rows.values(), *self.words.values()):
            row.reset.clicked.connect(lambda _=False, name=row.name: self.reset(name))
        for switch in (self.numbers, self.gaps):
            switch.chosen.connect(self._switch)
        for button in self.fields:
            button.clicked.connect(self._insert)
        self.reset_button.clicked.connect(lambda: self.show_form(views.form_of(PLAIN)))
        self.cancel_button.clicked.connect(self.reject)
        self.use_button.clicked.connect(self.use)

    def _type(self, name: str, text: str) -> None:
        self.show_form(self.form._replace(templates={**self.form.templates, name: text}))

    def _type_word(self, name: str, text: str) -> None:
        self.show_form(self.form._replace(words={**self.form.words, name: text}))

    def _switch(self, name: str, value: str) -> None:
        self.show_form(views.with_switch(self.form, name, value))

    def _insert(self) -> None:
        """Put a field where the cursor is, in the call that is being edited."""
        button = self.sender()
        for row in self.rows.values():
            if row.field.hasFocus() and isinstance(button, Button):
                row.field.insert(button.text())
                self._type(row.name, row.field.text())

    def reset(self, name: str) -> None:
        """Take one text back to what is usual."""
        change = self._type if name in self.rows else self._type_word
        change(name, views.usual_text(name))

    def show_form(self, form: views.CallForm) -> None:
        """Show `form` in the fields, and below each how it reads."""
        self.form = form
        view = self.view = views.call_form_view(form, self._snapshot)
        for line in view.lines:
            self.rows[line.name].show_line(line, self.theme)
        for line in view.words:
            self.words[line.name].show_line(line, self.theme)
        self.numbers.show_choice(view.numbers)
        self.gaps.show_choice(view.gaps)
        self.use_button.setEnabled(view.book is not None)
        usual = view.book is not None and view.book == PLAIN
        self.reset_button.setEnabled(not usual)

    def show_race(self, snapshot: Snapshot) -> None:
        """Let the lines follow the race that is on, each second and each press."""
        if self._host.theme is not self.theme:
            self.set_theme(self._host.theme)
        analysis = snapshot.analysis
        at = (analysis.state.version, analysis.elapsed // 1_000_000_000, snapshot.selected)
        if self.isVisible() and at != self._at:
            self._at, self._snapshot = at, snapshot
            self.show_form(self.form)

    def use(self) -> None:
        """Hand the calls on and close; stay open where something is wrong."""
        if self.view.book is not None:
            self.accept()
            self.changed.emit(self.view.book)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first call."""
        super().showEvent(event)
        next(iter(self.rows.values())).field.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return uses the calls; Esc leaves them."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.cancel_button.hasFocus():
            self.reject()
        else:
            self.use()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.setPalette(palette(theme))
        for label in self.findChildren(QLabel):
            label.setPalette(palette(theme))
        for row in (*self.rows.values(), *self.words.values()):
            row.set_theme(theme)
        for button in (self.reset_button, self.cancel_button, self.use_button, *self.fields):
            button.set_theme(theme)
        for choice in (self.numbers, self.gaps):
            choice.set_theme(theme)
        self.show_form(self.form)


def _field_button(name: str, what: str) -> Button:
    """Return a button that puts a field into a call; it leaves the focus where it is."""
    button = Button(name, tip=what)
    button.pixels = 13
    button.setFixedHeight(26)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setAccessibleDescription(what)
    return button


def edit_calls(owner: "RaceWindow") -> CallEditor:
    """Open the form on the calls as they are, or bring it to the front."""
    there = owner.window.findChild(CallEditor)
    if there is not None and there.isVisible():
        there.raise_()
        there.activateWindow()
        return there
    editor = CallEditor(owner.window, owner.desk.frame(owner.clock.now()))
    editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    mark_side_window(editor)

    def use(book: CallBook) -> None:
        owner.desk.calls = book
        owner.loop.wake()

    editor.changed.connect(use)
    owner.drawn.connect(editor.show_race)
    editor.show()
    return editor
