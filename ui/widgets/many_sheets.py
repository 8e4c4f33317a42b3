"""How are the sheets of many races asked for, and how far are they? One strip, three faces."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from app.language import tr
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate import many_sheets as views
from ui.viewstate.tones import ALERT, MUTED
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.form_fields import text_field

IDLE, ASKING, WRITING = "idle", "asking", "writing"
_HEIGHT = 38


class ManySheetsStrip(QWidget):
    """Words and buttons while nothing is asked for; form and folder; then progress and Cancel."""

    asked = Signal()
    compared = Signal()
    browsed = Signal()
    started = Signal(str, str)
    cancelled = Signal()

    def __init__(self) -> None:
        """Begin with nothing selected."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.face, self.count, self._tone = IDLE, 0, MUTED
        self.words = QLabel()
        self.ask_button = Button(
            tr("Export selected\u2026"),
            "file-down",
            tip=tr("Write the sheets of the selected races"),
        )
        self.compare_button = Button(
            tr("Compare with\u2026"),
            "chart-line",
            tip=tr("Lay the selected races beside each other"),
        )
        self.form = QComboBox()
        self.folder = text_field(tr("folder for the sheets"), tr("folder"))
        self.browse_button = Button("\u2026", tip=tr("Choose the folder"))
        self.start_button = Button(
            tr("Write"), "check", tip=tr("Write the sheets (Return)"), strong=True
        )
        self.cancel_button = Button(tr("Cancel"), "x", tip=tr("Write nothing (Esc)"))
        self.bar = QProgressBar()
        self._lay_out()
        self.ask_button.clicked.connect(self.asked)
        self.compare_button.clicked.connect(self.compared)
        self.browse_button.clicked.connect(self.browsed)
        self.start_button.clicked.connect(self.start)
        self.cancel_button.clicked.connect(self.cancelled)
        self.show_face(IDLE)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.setFixedHeight(_HEIGHT)
        self.words.setFont(font(14, paint.SEMIBOLD))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.form.setAccessibleName(tr("form of the sheets"))
        self.form.addItems([each.words for each in views.FORMS_OF_MANY])
        self.form.setFont(font(14, paint.SEMIBOLD))
        self.bar.setAccessibleName(tr("sheets written"))
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(12)
        row.addWidget(self.words, 3)
        row.addWidget(self.bar, 3)
        row.addWidget(self.form)
        row.addWidget(self.folder, 4)
        for button in self._buttons():
            button.pixels = 14
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        for each in (*self._buttons(), self.form, self.folder):
            each.setFixedHeight(_HEIGHT)

    def _buttons(self) -> tuple[Button, ...]:
        return (
            self.browse_button,
            self.ask_button,
            self.compare_button,
            self.start_button,
            self.cancel_button,
        )

    def show_face(self, face: str) -> None:
        """Show what is selected, what is asked for, or how far it is."""
        self.face = face
        idle, asking = face == IDLE, face == ASKING
        self.ask_button.setVisible(idle)
        self.compare_button.setVisible(idle)
        for each in (self.form, self.folder, self.browse_button, self.start_button):
            each.setVisible(asking)
        self.bar.setVisible(face == WRITING)
        self.cancel_button.setVisible(not idle)
        tip = tr("Write nothing (Esc)") if asking else tr("Stop after the sheet in hand (Esc)")
        self.cancel_button.show_as(tr("Cancel"), "x", tip)
        self.cancel_button.setEnabled(True)

    def show_count(self, count: int) -> None:
        """Say how many races are selected."""
        self.count = count
        self.ask_button.setEnabled(count > 0)
        self.compare_button.setEnabled(count > 0)
        if self.face == IDLE:
            self.say(views.chosen_words(count))

    def ask(self, form: str, folder: str) -> None:
        """Ask for form and folder, beginning with these."""
        names = [each.name for each in views.FORMS_OF_MANY]
        self.form.setCurrentIndex(names.index(form) if form in names else 0)
        self.folder.setText(folder)
        self.say(views.races(self.count))
        self.show_face(ASKING)
        self.start_button.show_as(
            tr("Write"), "check", tr("Write {sheets} (Return)", sheets=views.sheets(self.count))
        )
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Hand on what is asked for."""
        form = views.FORMS_OF_MANY[self.form.currentIndex()]
        self.started.emit(form.name, self.folder.text().strip())

    def show_progress(self, done: int, count: int, last: str) -> None:
        """Show how many of how many sheets are done."""
        self.bar.setRange(0, max(count, 1))
        self.bar.setValue(done)
        self.say(views.progress_words(done, count, last))

    def say(self, words: str, tone: str = MUTED) -> None:
        """Say something."""
        self._tone = tone
        self.words.setText(words)
        self.words.setToolTip(words)
        self._colour()

    def complain(self, words: str) -> None:
        """Say what is wrong."""
        self.say(words, ALERT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return writes while it is asked for, Esc cancels."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.face == ASKING:
            (self.cancelled.emit if self.cancel_button.hasFocus() else self.start)()
        elif key == Qt.Key.Key_Escape and self.face != IDLE:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        for button in self._buttons():
            button.set_theme(theme)
        edge = f"border: 1px solid {theme.line}; border-radius: 6px;"
        self.bar.setStyleSheet(f"""
            QProgressBar {{ background: {theme.panel}; {edge} }}
            QProgressBar::chunk {{ background: {theme.targets[0]}; border-radius: 5px; }}
        """)
        self._colour()

    def _colour(self) -> None:
        colours = palette(self.theme)
        self.form.setPalette(colours)
        colours.setColor(colours.ColorRole.WindowText, QColor(self.theme.tone(self._tone)))
        self.words.setPalette(colours)
