"""How do the times that were read look, and the columns of a table they come from?"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.language import tr
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate.import_columns import ColumnBox
from ui.viewstate.import_table import TimeTable
from ui.widgets import paint
from ui.widgets.form_fields import Picker
from ui.widgets.tips import plain_tip

_ROW, _HEAD, _BOX, _CELL = 26, 28, 36, 22
_LEAST, _MOST = 44, 260
_SAMPLE = 40
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class TimesModel(QAbstractTableModel):
    """The cells of a table of times."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.table = TimeTable((), ())

    def show_table(self, table: TimeTable) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Return how many athletes there are."""
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.table.heads)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Return the words of a cell, and at which side they stand."""
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            words = self.table.rows[index.row()][index.column()]
            return words if role == _Role.DisplayRole else plain_tip(words)
        return _side(self.table.heads[index.column()]) if role == _Role.TextAlignmentRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        head = self.table.heads[section]
        if role == _Role.DisplayRole:
            return head
        return _side(head) if role == _Role.TextAlignmentRole else None


def _side(head: str) -> Qt.AlignmentFlag:
    left = head in (tr("athlete"), tr("club"))
    side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


class TimesTable(QTableView):
    """The athletes with their times; nothing is changed in it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.times = TimesModel()
        self.setModel(self.times)
        self.setAccessibleName(tr("times as they would be stored"))
        _plain(self)
        self.setFont(font(14, paint.SEMIBOLD))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        heads = self.horizontalHeader()
        heads.setFixedHeight(_HEAD)
        heads.setFont(font(13, paint.BOLD))
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)

    def show_table(self, table: TimeTable) -> None:
        """Show a table, each column as wide as its first cells want to be."""
        if table == self.times.table:
            return
        self.times.show_table(table)
        for column, head in enumerate(table.heads):
            cells = [row[column] for row in table.rows[:_SAMPLE]]
            self.setColumnWidth(column, _wide(head, cells))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Esc belong to the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.setPalette(palette(theme))
        self.setStyleSheet(_style(theme))


def _wide(head: str, cells: Sequence[str]) -> int:
    wanted = max((paint.width(each, 14, paint.SEMIBOLD) for each in cells), default=0)
    wanted = max(wanted, paint.width(head, 13, paint.BOLD))
    return min(max(_LEAST, round(wanted) + 34), _MOST)


def _plain(table: QTableView) -> None:
    table.setShowGrid(False)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.setWordWrap(False)


def _style(theme: Theme) -> str:
    return f"""
        QTableView {{
            background: {theme.panel}; color: {theme.ink}; border: 1px solid {theme.line};
            border-radius: {paint.RADIUS:g}px; padding: 2px;
        }}
        QTableView:focus {{ border: 2px solid {theme.targets[0]}; padding: 1px; }}
        QHeaderView {{ background: transparent; }}
        QHeaderView::section {{
            background: {theme.panel}; color: {theme.muted}; border: none;
            border-bottom: 1px solid {theme.muted}; padding: 0 10px 0 11px;
        }}
        QTableView::item {{ padding: 0 8px; }}
    """


class ColumnsModel(QAbstractTableModel):
    """Each column of somebody's table: its meaning in the first row, its head, its first cells."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.boxes: tuple[ColumnBox, ...] = ()
        self.meanings: tuple[str, ...] = ()

    def show_columns(self, boxes: tuple[ColumnBox, ...], meanings: tuple[str, ...]) -> None:
        """Show columns; `meanings` are what a column can be taken for."""
        same = len(boxes) == len(self.boxes)
        if not same:
            self.beginResetModel()
        self.boxes, self.meanings = boxes, meanings
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(4, max(0, len(boxes) - 1)))
        else:
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Return the meaning, the head and three cells."""
        return 0 if parent.isValid() else 5

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Return how many columns the table has."""
        return 0 if parent.isValid() else len(self.boxes)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only the meanings can be chosen and changed."""
        if index.row():
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Return the words of a cell."""
        box = self.boxes[index.column()]
        words = (box.meaning, box.head, *box.cells, "", "", "")[index.row()]
        if role in (_Role.DisplayRole, _Role.EditRole):
            return words
        if role == _Role.ToolTipRole:
            return plain_tip(words)
        if role == _Role.AccessibleTextRole and not index.row():
            return tr("column {head}: {meaning}", head=box.head, meaning=box.meaning)
        return None


class _BoxPainter(QStyledItemDelegate):
    """Paints a meaning as a box to choose from, and opens it."""

    chosen = Signal(int, str)
    theme: Theme = THEMES[NIGHT]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell; what is not read is quiet."""
        model = index.model()
        assert isinstance(model, ColumnsModel), "it paints columns"
        box, words = model.boxes[index.column()], str(index.data() or "")
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == 0:
            self._box(painter, area.adjusted(3, 2, -3, -2), words, box, option)
        else:
            ink = self.theme.ink if box.read else self.theme.muted
            weight, pixels = (paint.BOLD, 13) if index.row() == 1 else (paint.SEMIBOLD, 13)
            paint.text(painter, area.adjusted(12, 0, -8, 0), words, pixels, ink, weight)
        painter.restore()

    def _box(
        self,
        painter: QPainter,
        area: QRectF,
        words: str,
        box: ColumnBox,
        option: QStyleOptionViewItem,
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        paint.fill_rounded(painter, area, self.theme.ground, 6)
        edge = self.theme.targets[0] if focused else self.theme.muted
        paint.frame(painter, area, edge, 2 if focused else 1, 6)
        ink = self.theme.ink if box.read else self.theme.muted
        weight = paint.BOLD if box.read else paint.SEMIBOLD
        paint.text(painter, area.adjusted(9, 0, -24, 0), words, 13, ink, weight)
        arrow = paint.icon("chevron-down", ink, 16, 1.0)
        painter.drawPixmap(round(area.right()) - 21, round(area.center().y()) - 8, arrow)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Return a box with everything that a column can be taken for; another can be typed."""
        del option
        model = index.model()
        assert isinstance(model, ColumnsModel), "it edits columns"
        box = model.boxes[index.column()]
        known = box.meaning in model.meanings
        meanings = model.meanings if known else (box.meaning, *model.meanings)
        picker = Picker(tr("what column {head} holds", head=box.head), meanings, box.meaning)
        # Else Qt takes the text for one that was just chosen when its own list takes the focus.
        picker.setCurrentIndex(meanings.index(box.meaning))
        picker.setParent(parent)
        picker.setFont(font(13, paint.BOLD))
        picker.setMaxVisibleItems(16)
        picker.ink = self.theme.ink
        picker.setStyleSheet(_editor_style(self.theme))
        picker.view().setMinimumWidth(230)
        picker.activated.connect(lambda _: self._taken(picker))
        line = picker.lineEdit()
        if line is not None:
            line.selectAll()
        QTimer.singleShot(0, picker, picker.showPopup)
        return picker

    def _taken(self, picker: Picker) -> None:
        self.commitData.emit(picker)
        self.closeEditor.emit(picker)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """The box begins with the meaning that it was made with."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Hand on what was chosen or typed, where it is another meaning."""
        del model
        if isinstance(editor, Picker) and editor.currentText() != index.data():
            self.chosen.emit(index.column(), editor.currentText())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """The box lies where its meaning was."""
        del index
        area: QRect = option.rect
        editor.setFixedHeight(area.height() - 2)
        editor.setGeometry(area.adjusted(2, 1, -2, -1))


def _editor_style(theme: Theme) -> str:
    return f"""
        QComboBox {{
            background: {theme.panel}; color: {theme.ink}; padding: 0 6px;
            border: 2px solid {theme.targets[0]}; border-radius: 6px;
            selection-background-color: {theme.selected};
            selection-color: {theme.selected_ink};
        }}
        QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
        QComboBox::drop-down {{ border: none; width: 24px; }}
        QComboBox::down-arrow {{ image: none; }}
        QComboBox QAbstractItemView {{
            background: {theme.panel}; color: {theme.ink}; border: 1px solid {theme.muted};
            selection-background-color: {theme.selected};
            selection-color: {theme.selected_ink};
        }}
    """


class ColumnBoxes(QTableView):
    """The columns beside each other; `corrected` carries a column and what it was said to hold."""

    corrected = Signal(int, str)

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.columns, self._painter = ColumnsModel(), _BoxPainter(self)
        self.setModel(self.columns)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(tr("columns of the table, and what each holds"))
        _plain(self)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setToolTip(tr("Click a box, or press Return on it, to say what a column holds"))
        self._painter.chosen.connect(self.corrected)
        self.clicked.connect(self._clicked)
        self.setFixedHeight(_BOX + 4 * _CELL + 22)

    def _clicked(self, index: QModelIndex) -> None:
        if index.row() == 0:
            self.edit(index)

    def show_columns(self, boxes: tuple[ColumnBox, ...], meanings: tuple[str, ...]) -> None:
        """Show columns as they are understood now."""
        if (boxes, meanings) == (self.columns.boxes, self.columns.meanings):
            return
        self.columns.show_columns(boxes, meanings)
        for row in range(5):
            self.setRowHeight(row, _CELL if row else _BOX)
        for column, box in enumerate(boxes):
            words = max(paint.width(each, 13, paint.BOLD) for each in (box.head, *box.cells))
            meaning = paint.width(box.meaning, 13, paint.BOLD) + 44
            self.setColumnWidth(column, round(min(max(words + 26, meaning, 120), _MOST)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the box; Esc belongs to the window."""
        key, index = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.edit(index)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._painter.theme = theme
        colours = palette(theme)
        colours.setColor(colours.ColorRole.Highlight, QColor(theme.panel))
        self.setPalette(colours)
        self.setStyleSheet(_style(theme))
