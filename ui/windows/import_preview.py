"""How is it shown what one race would be stored as, and how is it put right?"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate import importing as views
from ui.viewstate.new_race import EVENTS, LAPS
from ui.viewstate.tones import ALERT, INK
from ui.widgets import paint
from ui.widgets.form_fields import Picker, Tick, put_text, text_field, words_of
from ui.widgets.import_tables import ColumnBoxes, TimesTable
from ui.widgets.tips import plain_tip
from ui.windows.target_editor import field_style

_NOTES = 3


def ink_label(theme: Theme, label: QLabel, tone: str) -> None:
    """Write a label in the colour of a tone."""
    colours = palette(theme)
    colours.setColor(colours.ColorRole.WindowText, QColor(theme.tone(tone)))
    label.setPalette(colours)
    label.setProperty("tone", tone)


class Preview(QWidget):
    """Event, lap and marks in fields, the columns of a table, the times, and what is doubtful.

    `answered` carries what was typed into a field by its name, `dated` a day, `names_refused`
    whether the names stay as they are written, `corrected` a column and its words.
    """

    answered = Signal(str, str)
    dated = Signal(str)
    names_refused = Signal(bool)
    corrected = Signal(int, str)

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.view: views.ImportView | None = None
        self.event_field = Picker(tr("event"), EVENTS, "")
        self.day_field = text_field(tr("day"), tr("like 2026-11-21"))
        self.lap_field = Picker(tr("lap length"), LAPS, "")
        self.marks_field = Picker(tr("marks"), (), "")
        self.asked, self.why, self.notes = QWidget(), QLabel(), QLabel()
        self.names = Tick()
        self.columns, self.table = ColumnBoxes(), TimesTable()
        self._lay_out()
        self.columns.corrected.connect(self.corrected)
        self.day_field.editingFinished.connect(self._say_day)
        self.names.clicked.connect(self.names_refused)
        fields = {"event": self.event_field, "lap": self.lap_field, "marks": self.marks_field}
        for name, field in fields.items():
            answer = partial(self._answer, name, field)
            field.activated.connect(lambda _, answer=answer: answer())
            line = field.lineEdit()
            if line is not None:
                line.editingFinished.connect(answer)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        named = (
            (tr("&Event"), self.event_field, 3),
            (tr("&Day"), self.day_field, 2),
            (tr("&Lap"), self.lap_field, 2),
            (tr("&Marks"), self.marks_field, 5),
        )
        for column, (name, field, share) in enumerate(named):
            grid.addWidget(words_of(name, field), 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, share)
            if isinstance(field, Picker):
                field.setMinimumContentsLength(6)
        for label, pixels in ((self.why, 15), (self.notes, 13)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFont(font(pixels, paint.SEMIBOLD))
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        asked = QVBoxLayout(self.asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(4)
        asked.addLayout(grid)
        middle = QVBoxLayout(self)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(8)
        middle.addWidget(self.asked)
        middle.addWidget(self.why)
        middle.addWidget(self.names)
        middle.addWidget(self.columns)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.notes)
        middle.addStretch(0)

    def _say_day(self) -> None:
        asked = self.view.asked if self.view else None
        text = self.day_field.text().strip()
        if asked is not None and text != asked.date:
            self.dated.emit(text)

    def _answer(self, name: str, field: Picker) -> None:
        """Understand the race anew by what stands in a field, where that is another text."""
        asked = self.view.asked if self.view else None
        text = field.currentText().strip()
        if asked is not None and text != getattr(asked, name):
            self.answered.emit(name, text)

    def render_view(self, view: views.ImportView) -> None:
        """Show what was understood of the race that is looked at."""
        self.view = view
        self.columns.setVisible(bool(view.columns))
        self.columns.show_columns(view.columns, view.meanings)
        self.table.setVisible(bool(view.races))
        self.table.show_table(view.table)
        self._show_asked(view)
        self._show_names(view)
        self._show_notes(view)

    def _show_asked(self, view: views.ImportView) -> None:
        asked = view.asked
        self.asked.setVisible(asked is not None)
        self.why.setVisible(bool(view.trouble or (asked and asked.why)))
        words = view.trouble
        tone = ALERT
        if asked is not None:
            self._fill(self.event_field, asked.event)
            self._fill(self.day_field, asked.date)
            self._fill(self.lap_field, asked.lap)
            self._offer(self.marks_field, asked.fits)
            self._fill(self.marks_field, asked.marks)
            words = asked.why
            wrong = asked.proposed or (view.act.kind == views.IMPORT and not view.act.can)
            tone = ALERT if wrong else INK
        self.why.setText(words)
        ink_label(self.theme, self.why, tone)

    def _show_names(self, view: views.ImportView) -> None:
        names = view.names
        self.names.setVisible(names is not None)
        if names is not None:
            name = tr("Names as they are written")
            self.names.show_row(name, names.words, ticked=names.as_written, faulty=False)
            self.names.setToolTip(plain_tip(names.all_of_them))

    def _fill(self, field: Picker | QLineEdit, text: str) -> None:
        line = field if isinstance(field, QLineEdit) else field.lineEdit()
        if line is not None and not (line.hasFocus() and line.isModified()):
            put_text(line, text)

    def _offer(self, field: Picker, texts: tuple[str, ...]) -> None:
        if texts != tuple(field.itemText(i) for i in range(field.count())):
            told = field.blockSignals(True)
            field.clear()
            field.addItems(texts)
            field.blockSignals(told)

    def _show_notes(self, view: views.ImportView) -> None:
        notes = view.notes[:_NOTES]
        if len(view.notes) > _NOTES:
            notes = (
                *notes[:-1],
                tr("And {total} more: point here.", total=len(view.notes) - _NOTES + 1),
            )
        self.notes.setText("\n".join(notes))
        self.notes.setToolTip(plain_tip("\n".join(view.notes)))
        self.notes.setVisible(bool(notes))
        ink_label(self.theme, self.notes, ALERT)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        for label in self.findChildren(QLabel):
            ink_label(theme, label, label.property("tone") or INK)
        self.day_field.setStyleSheet(field_style(theme))
        self.names.theme = theme
        for picker in (self.event_field, self.lap_field, self.marks_field):
            picker.setStyleSheet(field_style(theme))
            picker.ink = theme.ink
        self.columns.set_theme(theme)
        self.table.set_theme(theme)
