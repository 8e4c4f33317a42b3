"""Which key shall it be? A line that waits for a key, and says whose it is already."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.language import tr
from ui.chords import Chord
from ui.key_map import Action
from ui.theme import Theme, font, palette
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.form_fields import words_of


class KeyCapture(QWidget):
    """Hidden until a key is wanted; where it is another one's, it offers to swap the two.

    The signals carry the action, the key that it had, and the new one.
    """

    role = "AlertMessage"

    swapped = Signal(object, str, object)
    taken_over = Signal(object, str, object)
    removed = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        """Wait for nothing."""
        super().__init__(parent)
        self.action: Action | None = None
        self.old = ""
        self._chord: Chord | None = None
        self._asks = ""
        self.words = words_of()
        self.words.setFont(font(15, paint.SEMIBOLD))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.swap_button = Button(tr("Swap"), tip=tr("Swap the two keys (Return)"), strong=True)
        self.over_button = Button(tr("Take it over"), tip=tr("The other one goes without"))
        self.remove_button = Button(tr("No key"), "x", tip=tr("Take this key away"))
        self.leave_button = Button(tr("Leave it"), tip=tr("Leave it as it is (Esc)"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.words, 1)
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            line.addWidget(button)
        self.swap_button.clicked.connect(self._swap)
        self.over_button.clicked.connect(self._take_over)
        self.remove_button.clicked.connect(self._remove)
        self.leave_button.clicked.connect(self.leave)
        self.hide()

    @property
    def _buttons(self) -> tuple[Button, ...]:
        return self.swap_button, self.over_button, self.remove_button, self.leave_button

    @property
    def waiting(self) -> bool:
        """Whether the next key is to be taken."""
        return self.action is not None and self._chord is None

    def ask(self, action: Action, words: str, old: str) -> None:
        """Wait for the key of an action, in the place of `old` where it has one."""
        self.action, self.old, self._chord = action, old, None
        if old:
            asks = tr("Press the key for {what} now, in the place of {key}.", what=words, key=old)
        else:
            asks = tr("Press the key for {what} now: a pedal or remote, too.", what=words)
        self._asks = asks
        self._show(asks)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, why: str) -> None:
        """Say why a key cannot be it, and go on waiting."""
        self._show(f"{why} {self._asks}")

    def conflict(self, chord: Chord, words: str) -> None:
        """Say whose key it is, and wait for an answer."""
        self._chord = chord
        self._show(tr("{key} is the key for: {what}.", key=str(chord), what=words))
        first = self.swap_button if self.old else self.over_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Change nothing and wait for nothing."""
        self.action, self._chord, self.old = None, None, ""
        self.hide()

    def _show(self, words: str) -> None:
        self.words.setText(words)
        self.setAccessibleName(words)
        clash = self._chord is not None
        self.swap_button.setVisible(clash and bool(self.old))
        self.over_button.setVisible(clash)
        self.remove_button.setVisible(not clash and bool(self.old))
        self.show()

    def _swap(self) -> None:
        action, old, chord = self.action, self.old, self._chord
        self.leave()
        self.swapped.emit(action, old, chord)

    def _take_over(self) -> None:
        action, old, chord = self.action, self.old, self._chord
        self.leave()
        self.taken_over.emit(action, old, chord)

    def _remove(self) -> None:
        action, old = self.action, self.old
        self.leave()
        self.removed.emit(action, old)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.words.setPalette(palette(theme))
        for button in self._buttons:
            button.set_theme(theme)
