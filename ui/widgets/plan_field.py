"""Where is a plan or a roster typed, and which of its characters are wrong?"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from ui.theme import NIGHT, THEMES, Theme, font
from ui.viewstate.session_plan import Place
from ui.widgets import paint

_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlanField(QPlainTextEdit):
    """A field of several lines that underlines a place.

    Where `arms`, Return belongs to the window and Shift+Return begins a new line. What is put in
    can be taken back with Ctrl+Z like what is typed.
    """

    def __init__(self, name: str, hint: str, pixels: int, *, arms: bool) -> None:
        """Begin empty; a screen reader calls the field `name`."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.fault: Place | None = None
        self._arms = arms
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(font(pixels, paint.SEMIBOLD))

    def put(self, text: str) -> None:
        """Show another text; the one before comes back with Ctrl+Z."""
        if text == self.toPlainText():
            return
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def show_fault(self, fault: Place | None) -> None:
        """Underline the characters at a place, or none."""
        if fault != self.fault:
            self.fault = fault
            self._underline()

    def _underline(self) -> None:
        self.setExtraSelections([] if self.fault is None else [self._marked(self.fault)])

    def _marked(self, fault: Place) -> QTextEdit.ExtraSelection:
        """Qt counts UTF-16 units, a place counts characters."""
        text = self.toPlainText()
        wavy = QTextCharFormat()
        wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wavy.setUnderlineColor(QColor(self.theme.alert))
        wavy.setForeground(QColor(self.theme.alert))
        cursor = self.textCursor()
        cursor.setPosition(_units(text[: fault.start]))
        cursor.setPosition(_units(text[: fault.end]), QTextCursor.MoveMode.KeepAnchor)
        marked = QTextEdit.ExtraSelection()
        marked.cursor = cursor
        marked.format = wavy
        return marked

    def underlined(self) -> str:
        """Return the characters that are underlined."""
        return "".join(each.cursor.selectedText() for each in self.extraSelections())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Return to the window where it arms, and Ctrl+Return everywhere."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        plain = self._arms and held == Qt.KeyboardModifier.NoModifier
        if event.key() in _RETURNS and (plain or control):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme` for the place that is wrong."""
        self.theme = theme
        self._underline()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
