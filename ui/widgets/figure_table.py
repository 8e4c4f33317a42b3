"""How is a table of figures shown in a window? Its columns as wide as they need, its tones as words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableWidget, QTableWidgetItem

from ui.theme import NIGHT, THEMES, Theme, font
from ui.viewstate.training_review import FigureTable
from ui.widgets import paint

_ROW, _HEAD = 28, 30
_PAD = 2
_BAR = 16


class Figures(QTableWidget):
    """A table to read; with `chooses` its rows can be chosen, with `fills` the last is stretched."""

    def __init__(self, *, chooses: bool = False, fills: bool = False) -> None:
        """Begin empty."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.shown = FigureTable("")
        self.setFont(font(13, paint.SEMIBOLD))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.SingleSelection if chooses else mode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setStretchLastSection(fills)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setFont(font(12, paint.SEMIBOLD))
        self.horizontalHeader().setMinimumHeight(_HEAD)
        self.horizontalHeader().setHighlightSections(False)

    def show_figures(self, view: FigureTable) -> None:
        """Show `view`; nothing is done where it is shown already."""
        if view == self.shown:
            return
        self.shown = view
        self.setAccessibleName(view.name)
        self.setColumnCount(len(view.heads))
        self.setRowCount(len(view.rows))
        for column, head in enumerate(view.heads):
            item = QTableWidgetItem(head)
            item.setTextAlignment(self._side(column) | Qt.AlignmentFlag.AlignBottom)
            self.setHorizontalHeaderItem(column, item)
        for row, cells in enumerate(view.rows):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(cell.text)
                item.setTextAlignment(self._side(column) | Qt.AlignmentFlag.AlignVCenter)
                item.setFont(font(13, paint.BOLD if cell.strong else paint.SEMIBOLD))
                self.setItem(row, column, item)
        self._colour()
        self.resizeColumnsToContents()
        for column in range(self.columnCount()):
            self.setColumnWidth(column, self.columnWidth(column) + _PAD)

    def _side(self, column: int) -> Qt.AlignmentFlag:
        left = self.shown.left[column]
        return Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight

    @property
    def whole_height(self) -> int:
        """How high it is with all of its rows."""
        return (
            max(_HEAD, self.horizontalHeader().sizeHint().height())
            + _ROW * self.rowCount()
            + 6
            + self._bar
        )

    @property
    def _bar(self) -> int:
        """Room for the bar that a table has which is wider than its place."""
        return _BAR if self.horizontalHeader().length() > self.viewport().width() else 0

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.setStyleSheet(f"""
            QTableView {{ background: {theme.panel}; border: 1px solid {theme.line};
                selection-background-color: {theme.selected};
                selection-color: {theme.selected_ink}; outline: none; }}
            QTableView:focus {{ border: 1px solid {theme.targets[0]}; }}
            QTableView::item {{ padding: 0 3px; }}
            QTableView::item:selected {{ background: {theme.selected};
                color: {theme.selected_ink}; }}
            QHeaderView, QHeaderView::section {{
                background: {theme.panel}; color: {theme.muted}; border: none; padding: 4px 7px;
            }}
        """)
        self._colour()

    def _colour(self) -> None:
        for row, cells in enumerate(self.shown.rows):
            for column, cell in enumerate(cells):
                item = self.item(row, column)
                if item is not None:
                    item.setForeground(self.theme.digits(cell.tone))
