"""Which races are searched for? Words as they are typed, an athlete, an event, days, the bin."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QGridLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from app.language import marked, tr
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate.head import Switch
from ui.viewstate.library import BIN, RACES, SearchForm, bin_words
from ui.viewstate.new_race import EVENTS
from ui.widgets import paint
from ui.widgets.form_fields import Choice, Picker, put_text, text_field, words_of
from ui.windows.target_editor import field_style

_WHY = marked("What is deleted lies in the bin until the bin is emptied.")
_DAYS = marked("A day, a month or a year: 2026-11-21, 2026-11 or 2026")
_SHARES = (7, 6, 5, 0, 0, 0)
_DAY_WIDTH = 116


class Filters(QWidget):
    """The fields of the search; `changed` carries what stands in them, with every key."""

    changed = Signal(object)

    def __init__(self) -> None:
        """Begin with everything outside the bin."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.form = SearchForm()
        self.athletes: tuple[str, ...] = ()
        self.words = text_field(tr("search"), tr("name, place or note"))
        self.words.setClearButtonEnabled(True)
        self.athlete = text_field(tr("athlete"), tr("anybody"))
        self.event_field = Picker(tr("event"), EVENTS, "")
        self.event_field.setMinimumContentsLength(8)
        self.event_field.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.since = text_field(tr("since"), tr("any day"))
        self.until = text_field(tr("until"), tr("any day"))
        self.place = Choice()
        self._names = QStringListModel(self)
        self._lay_out()
        self._complete_names()
        self._connect()
        self.show_binned(0)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        for day in (self.since, self.until):
            day.setFixedWidth(_DAY_WIDTH)
            day.setToolTip(tr(_DAYS))
        self.place.setFixedHeight(34)
        self.place.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        named = (
            (tr("&Search"), self.words),
            (tr("&Athlete"), self.athlete),
            (tr("&Event"), self.event_field),
            (tr("S&ince"), self.since),
            (tr("&Until"), self.until),
            ("", self.place),
        )
        for column, ((name, field), share) in enumerate(zip(named, _SHARES, strict=True)):
            if name:
                grid.addWidget(words_of(name, field), 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, share)
        line = self.event_field.lineEdit()
        assert line is not None, "an editable box has a field"
        line.setPlaceholderText(tr("any event"))

    def _complete_names(self) -> None:
        names = QCompleter(self._names, self)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names.setFilterMode(Qt.MatchFlag.MatchContains)
        self.athlete.setCompleter(names)
        self._offered().setFont(font(15, paint.SEMIBOLD))

    def _offered(self) -> QAbstractItemView:
        names = self.athlete.completer()
        assert names is not None, "the field offers names"
        popup = names.popup()
        assert popup is not None, "they are offered in a list"
        return popup

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda text: self._change(words=text))
        self.athlete.textChanged.connect(lambda text: self._change(athlete=text))
        self.event_field.editTextChanged.connect(lambda text: self._change(event=text))
        self.since.textChanged.connect(lambda text: self._change(since=text))
        self.until.textChanged.connect(lambda text: self._change(until=text))
        self.place.chosen.connect(lambda _, value: self.show_place(binned=value == BIN))

    def _change(self, **fields: str | bool) -> None:
        self.form = SearchForm(**{**self.form._asdict(), **fields})
        self.changed.emit(self.form)

    def show_place(self, *, binned: bool) -> None:
        """Search the bin, or what is outside it."""
        self._change(binned=binned)

    def show_binned(self, count: int) -> None:
        """Say how many races lie in the bin, and which of the two places is searched."""
        options = ((RACES, tr("Races")), (BIN, bin_words(count)))
        on = BIN if self.form.binned else RACES
        self.place.show_choice(Switch("place", tr("place"), options, on, tr(_WHY)))

    def show_athletes(self, athletes: Sequence[str]) -> None:
        """Offer the names of those who were timed."""
        self.athletes = tuple(athletes)
        if self._names.stringList() != list(athletes):
            self._names.setStringList(athletes)

    def clear(self) -> None:
        """Ask for nothing in particular, in the same place."""
        self.form = SearchForm(binned=self.form.binned)
        for field in (*self._fields(), self.event_field.lineEdit()):
            put_text(field, "")
        self.changed.emit(self.form)

    def type_word(self, text: str) -> None:
        """Go on typing in the search."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.end(False)
        self.words.insert(text)

    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.words, self.athlete, self.since, self.until

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        for field in (*self._fields(), self.event_field):
            field.setStyleSheet(field_style(theme))
        for label in self.findChildren(QLabel):
            label.setPalette(palette(theme))
        self._offered().setPalette(palette(theme))
        frame = f"border: 1px solid {theme.muted}; padding: 4px; background: {theme.panel};"
        self._offered().setStyleSheet(f"QAbstractItemView {{ {frame} }}")
        self.event_field.ink = theme.ink
        self.place.set_theme(theme)
