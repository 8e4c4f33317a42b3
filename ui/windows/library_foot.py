"""What was just done in the library, can it be taken back, and is the bin to be emptied?"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.language import tr, tr_count
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate.tones import ALERT, MUTED
from ui.widgets import paint
from ui.widgets.buttons import Button

_HEIGHT = 36


class Foot(QWidget):
    """A line of words and the buttons that belong to it.

    Emptying the bin is asked for twice, in the same place: the second button stands where the
    pointer is not, so that a double click deletes nothing.
    """

    taken_back = Signal()
    emptied = Signal()
    import_wanted = Signal()

    def __init__(self) -> None:
        """Begin with nothing to say."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self._tone = MUTED
        self._binned = 0
        self._count = ""
        self.words = QLabel()
        self.hint = QLabel(tr("Return opens, Delete puts into the bin, Esc closes"))
        self.import_button = Button(
            tr("Import\u2026"), "plus", tip=tr("Results and races from files (Ctrl+I)")
        )
        self.back_button = Button(
            tr("Put back"), "undo-2", tip=tr("Take it out of the bin (Ctrl+Z)")
        )
        self.empty_button = Button(tr("Empty the bin"), "trash-2")
        self.keep_button = Button(tr("Keep"), "x", tip=tr("Delete nothing (Esc)"))
        self.delete_button = Button(tr("Delete for good"), "trash-2", strong=True)
        self._lay_out()
        self.back_button.clicked.connect(self.taken_back)
        self.import_button.clicked.connect(self.import_wanted)
        self.empty_button.clicked.connect(self._ask)
        self.keep_button.clicked.connect(self.stop_asking)
        self.delete_button.clicked.connect(self._delete)
        self.show_place(binned=False, count=0)
        self.say("")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.setFixedHeight(_HEIGHT)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setFont(font(14, paint.SEMIBOLD))
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hint.setFont(font(13, paint.SEMIBOLD))
        row.addWidget(self.words, 1)
        for button in self._buttons():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setFixedHeight(_HEIGHT)
            row.addWidget(button)
        row.addWidget(self.hint)

    def _buttons(self) -> tuple[Button, ...]:
        return (
            self.back_button,
            self.delete_button,
            self.keep_button,
            self.empty_button,
            self.import_button,
        )

    @property
    def asking(self) -> bool:
        """Whether the second step of emptying the bin is to be answered."""
        return not self.delete_button.isHidden()

    def say(self, words: str, tone: str = MUTED, *, undo: bool = False) -> None:
        """Say something, or else how many races there are; with `undo` it can be taken back."""
        self._tone = tone if words else MUTED
        self.words.setText(words or self._count)
        self.back_button.setVisible(undo)
        self._colour()

    def show_place(self, *, binned: bool, count: int) -> None:
        """Offer to empty the bin where it is shown and holds something."""
        self._binned = count
        self.empty_button.setVisible(binned and count > 0)
        self.delete_button.setVisible(False)
        self.keep_button.setVisible(False)
        self.hint.setVisible(not binned)
        self.import_button.setVisible(not binned)

    def show_count(self, words: str) -> None:
        """Say how many races there are, where nothing else is to be said."""
        if self.words.text() == self._count:
            self.words.setText(words)
        self._count = words

    def _ask(self) -> None:
        words = tr_count(
            "Delete the race in the bin? This cannot be taken back.",
            "Delete all {count:,} races in the bin? This cannot be taken back.",
            self._binned,
        )
        self.say(words, ALERT)
        self.empty_button.setVisible(False)
        self.keep_button.setVisible(True)
        self.delete_button.setVisible(True)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_asking(self) -> None:
        """Leave the bin as it is."""
        self.say("")
        self.show_place(binned=True, count=self._binned)

    def _delete(self) -> None:
        self.stop_asking()
        self.emptied.emit()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        for button in self._buttons():
            button.set_theme(theme)
        self._colour()

    def _colour(self) -> None:
        for label, tone in ((self.words, self._tone), (self.hint, MUTED)):
            colours = palette(self.theme)
            colours.setColor(colours.ColorRole.WindowText, QColor(self.theme.tone(tone)))
            label.setPalette(colours)
