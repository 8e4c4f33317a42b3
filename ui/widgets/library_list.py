"""How does a list of thousands of races look? Two lines a race, fetched by the page."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.language import tr
from app.storage.sessions import SessionSummary
from ui.theme import ALIGN_RIGHT, NIGHT, THEMES, Theme, palette, scaled
from ui.viewstate.library import Line
from ui.widgets import paint

PAGE = 200
_HIGH = 50
_DATE = 92.0
_PAD = 12.0
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_Index = QModelIndex | QPersistentModelIndex


class RaceLines(QAbstractListModel):
    """The races that were found, as far as they have been fetched.

    `wanted` asks for a page from so many lines on; `begin` and `go_on` bring pages. `view_of`
    makes what is shown of a race.
    """

    wanted = Signal(int)

    def __init__(self, view_of: Callable[[SessionSummary], Line]) -> None:
        """Begin without races."""
        super().__init__()
        self.more = False
        self._view_of = view_of
        self._found: list[SessionSummary] = []
        self._waiting = False

    def begin(self, page: Sequence[SessionSummary]) -> None:
        """Show another list, of which this is the first page."""
        self.beginResetModel()
        self._found = list(page)
        self.more, self._waiting = len(page) == PAGE, False
        self.endResetModel()

    def go_on(self, page: Sequence[SessionSummary]) -> None:
        """Add a page; what was there already, for a race has come in since, is left out."""
        known = {each.id for each in self._found}
        new = [each for each in page if each.id not in known]
        self.more, self._waiting = len(page) == PAGE, False
        if new:
            self.beginInsertRows(QModelIndex(), len(self._found), len(self._found) + len(new) - 1)
            self._found.extend(new)
            self.endInsertRows()

    def race(self, row: int) -> SessionSummary | None:
        """Return the race in a row, None where there is none."""
        return self._found[row] if 0 <= row < len(self._found) else None

    def give_up(self) -> None:
        """Forget the page that was asked for: it could not be read."""
        self._waiting = False

    def row_of(self, id: str) -> int:
        """Return the row of a race, -1 where it is not in the list."""
        return next((row for row, each in enumerate(self._found) if each.id == id), -1)

    def change(self, race: SessionSummary) -> None:
        """Show a race as it is now, if it is in the list."""
        row = self.row_of(race.id)
        if row >= 0:
            self._found[row] = race
            self.dataChanged.emit(self.index(row), self.index(row))

    def take(self, row: int) -> SessionSummary:
        """Take a race out of the list."""
        self.beginRemoveRows(QModelIndex(), row, row)
        gone = self._found.pop(row)
        self.endRemoveRows()
        return gone

    def put(self, row: int, race: SessionSummary) -> None:
        """Put a race back where it was."""
        row = min(row, len(self._found))
        self.beginInsertRows(QModelIndex(), row, row)
        self._found.insert(row, race)
        self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Return how many races have been fetched."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the line of a race, or what is said of it."""
        race = self.race(index.row())
        if race is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self._view_of(race)
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self._view_of(race).spoken if role in spoken else None

    def canFetchMore(self, parent: _Index) -> bool:
        """Say whether there is another page, and it has not been asked for."""
        return not parent.isValid() and self.more and not self._waiting

    def fetchMore(self, parent: _Index) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._waiting = True
            self.wanted.emit(len(self._found))


class LinePainter(QStyledItemDelegate):
    """Paints a race: the day, the title over those who ran, and the result."""

    theme: Theme = THEMES[NIGHT]

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of two lines."""
        del option, index
        return QSize(200, scaled(_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one race; the chosen one is filled while the list has the keyboard."""
        view: Line = index.data(Qt.ItemDataRole.UserRole)
        area = QRectF(option.rect).adjusted(3, 1, -3, -1)
        state = option.state
        on = bool(state & QStyle.StateFlag.State_Selected)
        filled = on and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if filled:
            paint.fill_rounded(painter, area, self.theme.selected, 6)
        elif on:
            paint.frame(painter, area, self.theme.ink, 2, 6)
        self._write(painter, view, area.adjusted(_PAD, 3, -_PAD, -3), filled=filled)
        painter.restore()

    def _write(self, painter: QPainter, view: Line, room: QRectF, *, filled: bool) -> None:
        theme, half = self.theme, room.height() / 2
        ink = theme.selected_ink if filled else theme.ink
        quiet = theme.selected_ink if filled else theme.muted
        note = theme.selected_ink if filled else theme.tone(view.tone)
        day = QRectF(room.left(), room.top(), scaled(_DATE) - _PAD, room.height())
        paint.text(painter, day, view.date, 13, quiet, paint.SEMIBOLD)
        upper, lower = room.adjusted(0, 0, 0, -half), room.adjusted(0, half, 0, 0)
        right = (upper, lower) if view.result and view.note else (room, room)
        wide = paint.text(painter, right[0], view.result, 17, ink, paint.BOLD, ALIGN_RIGHT)
        used = paint.text(painter, right[1], view.note, 13, note, paint.SEMIBOLD, ALIGN_RIGHT)
        used = max(wide, used)
        middle = room.adjusted(scaled(_DATE), 0, -used - _PAD, -half)
        paint.text(painter, middle, view.title, 15, ink, paint.SEMIBOLD)
        paint.text(painter, middle.translated(0, half), view.below, 13, quiet, paint.SEMIBOLD)


class RaceList(QTableView):
    """The list; what is typed in it goes to the search, and Up leaves it from the first line.

    A table of one column: a QListView works out the place of every row anew with every page.
    """

    typed = Signal(str)
    opened = Signal()
    thrown = Signal()
    left = Signal()

    def __init__(self, lines: RaceLines) -> None:
        """Show `lines`."""
        super().__init__()
        self.painter = LinePainter(self)
        self.setModel(lines)
        self.setItemDelegate(self.painter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self._lay_out_rows()
        self.setAccessibleName(tr("races"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(_HIGH // 2)
        # A list that stands at its end when it becomes shorter would ask for its second page.
        lines.modelAboutToBeReset.connect(self.scrollToTop)
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def _lay_out_rows(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        for header in (rows, columns):
            header.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_HIGH)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.painter.theme = theme
        self.setPalette(palette(theme))
        self.viewport().update()

    def setCurrentIndex(self, index: _Index) -> None:
        """Choose one race alone: Qt would add to those selected while Ctrl or Shift is held."""
        super().setCurrentIndex(index)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(index, flags.ClearAndSelect | flags.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens, Delete throws away, Up from the first line leaves, letters are searched."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.thrown.emit()
        elif key in _ENDS:
            self.setCurrentIndex(self.model().index(_ENDS[key] % self.model().rowCount(), 0))
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
