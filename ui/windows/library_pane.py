"""What is known of the chosen race, and what is to be done with it? The panel beside the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.language import marked, tr
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate.library import SET_UP, Chosen, Sheet
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.form_fields import put_text, text_field, words_of
from ui.widgets.library_sheet import SheetPanel
from ui.windows.library_shelf import Written
from ui.windows.target_editor import field_style

_LEAST_NOTES, _MOST_NOTES = 60, 96
_COPY = marked("Use as template")


class Notes(QPlainTextEdit):
    """The notes; `finished` says that the keyboard has left them."""

    finished = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setAccessibleName("notes")
        self.setPlaceholderText(tr("weather, pacing, how it felt \u2026"))
        self.setTabChangesFocus(True)
        self.setFont(font(14, paint.SEMIBOLD))
        self.setMinimumHeight(_LEAST_NOTES)
        self.setMaximumHeight(_MOST_NOTES)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that what was typed can be kept."""
        super().focusOutEvent(event)
        self.finished.emit()


class RacePane(QWidget):
    """Name, splits, notes and buttons of one race; `written` says that a text was changed."""

    written = Signal(str, object)
    taken = Signal()
    copied = Signal()
    thrown = Signal()

    def __init__(self) -> None:
        """Begin with no race."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.view: Chosen | None = None
        self._known = Written("", "")
        self.name = text_field(tr("name of the race"), tr("name of the race"))
        self.name.setToolTip(tr("The name of the race: type another one over it"))
        self.facts = words_of()
        self.sheet = SheetPanel()
        self.trouble = words_of()
        self.notes = Notes()
        self.take_button = Button(tr("Open"), "play", strong=True, also=tr("Go on timing"))
        self.copy_button = Button(tr(_COPY), "timer", tip=tr("Arm a new race with the same set-up"))
        self.throw_button = Button("", "trash-2", tip=tr("Delete: into the bin (Delete)"))
        self._lay_out()
        self._connect()
        self.show_nothing()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.name.setFont(font(17, paint.BOLD))
        self.sheet.setMinimumHeight(60)
        column.addWidget(self.name)
        column.addWidget(self.facts)
        column.addWidget(self.trouble)
        column.addWidget(self.sheet, 6)
        column.addWidget(words_of(tr("N&otes"), self.notes))
        column.addWidget(self.notes, 1)
        column.addSpacing(6)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.throw_button.setFixedWidth(48)
        for button, share in (
            (self.take_button, 3),
            (self.copy_button, 3),
            (self.throw_button, 0),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setFixedHeight(40)
            foot.addWidget(button, share)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.name.editingFinished.connect(self.keep)
        self.notes.finished.connect(self.keep)
        self.take_button.clicked.connect(self.taken)
        self.copy_button.clicked.connect(self.copied)
        self.throw_button.clicked.connect(self.thrown)

    def show_race(self, view: Chosen, written: Written | None = None) -> None:
        """Show a race, with what was written on it and is not stored yet where there is any."""
        self.keep()
        if self.view is None or view.id != self.view.id:
            self.sheet.render_view(Sheet())
            self.trouble.setVisible(False)
        self.view = view
        self._known = Written(view.name, view.notes)
        shown = written or self._known
        put_text(self.name, shown.name)
        if self.notes.toPlainText() != shown.notes:
            self.notes.setPlainText(shown.notes)
        self.facts.setText(view.facts)
        self._show_offer(view)
        self.show()

    def _show_offer(self, view: Chosen) -> None:
        offer = view.offer
        self.take_button.show_as(
            offer.words, offer.icon, offer.why or tr("{action} (Return)", action=offer.words)
        )
        self.take_button.setEnabled(not offer.why)
        self.copy_button.setVisible(not view.binned and offer.what != SET_UP)
        self.throw_button.setVisible(not view.binned)
        self.throw_button.setEnabled(view.may_bin)
        self.throw_button.setToolTip(view.why_kept or tr("Delete: into the bin (Delete)"))

    def show_nothing(self) -> None:
        """Show that no race is chosen."""
        self.keep()
        self.view = None
        self._known = Written("", "")
        put_text(self.name, "")
        self.notes.setPlainText("")
        self.facts.setText("")
        self.trouble.setVisible(False)
        self.sheet.render_view(Sheet())
        self.hide()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what is in the race, or the sentence why nobody can say."""
        self.sheet.render_view(sheet)
        self.trouble.setText(sheet.trouble)
        self.trouble.setVisible(bool(sheet.trouble))

    def show_stored(self, written: Written) -> None:
        """Show the texts as they were stored, unless others have been typed since."""
        if self._known.notes == self.notes.toPlainText() and self._known.name == self.name.text():
            self._known = written
            put_text(self.name, written.name)

    def keep(self) -> None:
        """Hand on what was written, if it is not what was there."""
        now = Written(self.name.text(), self.notes.toPlainText())
        if self.view is not None and now != self._known:
            self._known = now
            self.written.emit(self.view.id, now)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        for label in self.findChildren(QLabel):
            label.setPalette(palette(theme))
        colours = palette(theme)
        colours.setColor(colours.ColorRole.WindowText, QColor(theme.muted))
        self.facts.setPalette(colours)
        colours.setColor(colours.ColorRole.WindowText, QColor(theme.alert))
        self.trouble.setPalette(colours)
        for field in (self.name, self.notes):
            field.setStyleSheet(field_style(theme))
        for part in (self.sheet, self.take_button, self.copy_button, self.throw_button):
            part.set_theme(theme)
