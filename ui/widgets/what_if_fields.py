"""Where do the fields of the what-if stand, and what is typed into them? As run beside what if."""

from typing import NamedTuple

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.language import marked, tr
from ui.theme import NIGHT, THEMES, Theme
from ui.viewstate.what_if import TIME, WhatIfFields, range_of, stepped
from ui.widgets import paint
from ui.widgets.number_field import NumberField
from ui.widgets.words import Words

_HEAD = 15
_BETWEEN = 5
_APART = 9
_LABELS = (60, 58, 86)
_SHARES = (1.0, 1.0, 1.35, 1.0)
"""The widths of the labels in pixels, and of the columns of fields as shares of what is left."""
_ROWS = 3


class Cell(NamedTuple):
    """A field's row and column, and what is said of it beside its range."""

    name: str
    row: int
    column: int
    spoken: str


_CELLS = (
    Cell(
        "drafting", 0, 1, marked("drafting, what if: the share of the drag that others take away")
    ),
    Cell("temperature", 1, 1, marked("temperature, what if: only how dense the air is")),
    Cell("wind", 2, 1, marked("wind, what if: along the straights")),
    Cell(
        "run_drafting",
        0,
        0,
        marked("drafting as run: 0 alone, 0.328 behind the pacers of a record"),
    ),
    Cell("run_temperature", 1, 0, marked("temperature as run")),
    Cell("run_wind", 2, 0, marked("wind as run: along the straights")),
    Cell(TIME, 0, 2, marked("time as run: 4:06.42, or empty for the race's own")),
    Cell("mass", 1, 2, marked("mass of the athlete")),
    Cell("height", 2, 2, marked("height of the athlete")),
    Cell("humidity", 0, 3, marked("relative humidity")),
    Cell("pressure", 1, 3, marked("pressure of the air at the track")),
)
_NAMES = (
    (0, (marked("drafting"), marked("temp. \u00b0C"), marked("wind m/s"))),
    (1, (marked("time"), marked("mass kg"), marked("height m"))),
    (2, (marked("humidity %"), marked("pressure hPa"))),
)
_HEADS = (marked("as run"), marked("what if"))


class FieldGrid(QWidget):
    """The fields and their names; says that something was typed."""

    changed = Signal()
    left = Signal()
    closed = Signal()

    def __init__(self) -> None:
        """Make every field with its usual value, in the order in which Tab goes through them."""
        super().__init__()
        usual = WhatIfFields()._asdict()
        self.fields: dict[str, NumberField] = {}
        for cell in _CELLS:
            field = NumberField(tr(cell.spoken), _tip(cell))
            field.setParent(self)
            field.setText(usual[cell.name])
            field.textChanged.connect(self.changed)
            field.returnPressed.connect(self.left)
            field.lettered.connect(self._lettered)
            field.stepped.connect(lambda step, name=cell.name: self._step(name, step))
            self.fields[cell.name] = field
        self._heads = [self._label(words) for words in _HEADS]
        self._names = [(column, [self._label(each) for each in names]) for column, names in _NAMES]
        self.set_theme(THEMES[NIGHT])

    def say_again(self) -> None:
        """Say of each field what can be typed, in the language of the moment."""
        for cell in _CELLS:
            self.fields[cell.name].setToolTip(_tip(cell))

    def _label(self, words: str) -> Words:
        label = Words(13, paint.SEMIBOLD, quiet=True)
        label.setParent(self)
        label.render_view(tr(words))
        return label

    @property
    def typed(self) -> WhatIfFields:
        """What is in the fields."""
        return WhatIfFields(**{name: field.text() for name, field in self.fields.items()})

    def offer_time(self, words: str) -> None:
        """Show in the empty field which time is taken."""
        self.fields[TIME].setPlaceholderText(words)

    def forget_time(self) -> None:
        """Empty the field of the time: it was that of another race."""
        self.fields[TIME].clear()

    def show_wrong(self, name: str) -> None:
        """Mark the field that cannot be meant, none for an empty name."""
        for each, field in self.fields.items():
            field.show_faulty(each == name)

    def leave(self) -> None:
        """Give the keys back to the race."""
        for field in self.fields.values():
            field.clearFocus()

    def _lettered(self, letter: str) -> None:
        if letter.upper() == "I":
            self.closed.emit()

    def _step(self, name: str, step: int) -> None:
        field = self.fields[name]
        field.setText(stepped(name, field.text(), step))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        for field in self.fields.values():
            field.set_theme(theme)
        for label in (*self._heads, *(each for _, names in self._names for each in names)):
            label.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place names and fields."""
        del event
        height = (self.height() - _HEAD) // _ROWS
        names, fields = self._columns()
        for head, (left, width) in zip(self._heads, fields, strict=False):
            head.setGeometry(left, 0, width, _HEAD)
        for column, labels in self._names:
            left, width = names[column]
            for row, label in enumerate(labels):
                label.setGeometry(left, _HEAD + row * height, width, height)
        for cell in _CELLS:
            left, width = fields[cell.column]
            top = _HEAD + cell.row * height
            self.fields[cell.name].setGeometry(QRect(left, top + 1, width, height - 2))

    def _columns(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return left and width of the columns of names and of fields."""
        room = self.width() - sum(_LABELS) - 2 * _APART - 4 * _BETWEEN
        names, fields, left = [], [], 0
        for column, share in enumerate(_SHARES):
            if column != 1:
                label = _LABELS[max(0, column - 1)]
                names.append((left, label))
                left += label + _BETWEEN
            width = int(room * share / sum(_SHARES))
            fields.append((left, width))
            left += width + (_BETWEEN if column == 0 else _APART)
        return names, fields


def _tip(cell: Cell) -> str:
    kind = range_of(cell.name)
    allowed = f"; {kind.words}" if kind is not None else ""
    spoken = tr(cell.spoken)
    return tr(
        "{what}{allowed}. Return or Esc leaves",
        what=spoken[:1].upper() + spoken[1:],
        allowed=allowed,
    )
