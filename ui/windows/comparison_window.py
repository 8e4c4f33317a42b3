"""How do two or more races lie beside each other? A window with their graph and their table."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.formats.sheets.comparison_chart import TARGET
from app.language import tr
from app.usecases.comparing import Beside, runs_beside
from app.usecases.comparison_export import ComparisonWish
from app.usecases.page_export import PageWish
from app.usecases.race_out import RaceOut
from ui.keys import mark_side_window
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate import comparison as views
from ui.viewstate.export import trouble_words
from ui.viewstate.tones import ALERT, MUTED
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.form_fields import Choice, words_of
from ui.windows.background import Background
from ui.windows.comparison_graph import ComparisonGraph, Graph
from ui.windows.comparison_saving import SENTENCES, paged_now, write
from ui.windows.in_sight import keep_in_sight
from ui.windows.places import documents
from ui.windows.race_picker import RacePicker

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.windows.race_window import RaceWindow

_WIDTH, _HEIGHT = 1240, 680
_LEAST_HEIGHT = 400
_HEAD = 44


class Laid(NamedTuple):
    """The runs beside each other, or the sentence why they are not."""

    beside: Beside | None
    trouble: str = ""


class ComparisonWindow(QDialog):
    """The races that are compared, as buttons that take them out; the graph; the table.

    It is not modal: the race goes on behind it, and F1 to F12 split it.
    """

    def __init__(self, parent: QWidget | None, library: Path) -> None:
        """Compare nothing yet."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self._library = library
        self._background = Background(self)
        self._on: RaceOut | None = None
        self.names: tuple[str, ...] = ()
        self.beside: Beside | None = None
        self.paged: Callable[[], PageWish] = PageWish
        self._graph, self._tone = TARGET, MUTED
        self.runs = QHBoxLayout()
        self.add_button = Button(
            tr("Compare with\u2026"), "plus", tip=tr("Put another race beside (Ctrl+O)")
        )
        self.graphs = Choice()
        self.graph, self.table = ComparisonGraph(), QTableWidget()
        self.said = words_of()
        self.export_button = Button(
            tr("Export\u2026"), "file-down", tip=tr("Write a file (Ctrl+S)")
        )
        self.close_button = Button(tr("Close"), tip=tr("Close (Esc)"))
        self.picker = RacePicker(lambda: self._library, self)
        self._lay_out()
        self._connect()
        self.set_theme(self.theme)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Compare races"))
        self.runs.setSpacing(8)
        head = QHBoxLayout()
        head.addLayout(self.runs)
        head.addWidget(self.add_button)
        head.addStretch(1)
        head.addWidget(self.graphs)
        self.graphs.setFixedHeight(30)
        self.graphs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.graphs.show_choice(views.graph_switch(self._graph))
        self._set_up_table()
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.graph, 5)
        body.addWidget(self.table, 4)
        foot = QHBoxLayout()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        foot.addWidget(self.said, 1)
        for button in (self.export_button, self.close_button):
            foot.addWidget(button)
        for button in (self.add_button, self.export_button, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setFixedHeight(38)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 12, 18, 12)
        whole.setSpacing(10)
        whole.addLayout(head)
        whole.addLayout(body, 1)
        whole.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 16), min(_HEIGHT, room.height() - 48))

    def say_again(self) -> None:
        """Name the graphs in the language of the moment."""
        self.graphs.show_choice(views.graph_switch(self._graph))

    def _set_up_table(self) -> None:
        table = self.table
        table.setAccessibleName(tr("runs, mark by mark"))
        table.setFont(font(13, paint.SEMIBOLD))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(28)
        table.horizontalHeader().setFont(font(12, paint.SEMIBOLD))
        table.horizontalHeader().setMinimumHeight(_HEAD)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.pick)
        self.graphs.chosen.connect(lambda _, value: self.show_graph(value))
        self.export_button.clicked.connect(self.ask_for_file)
        self.close_button.clicked.connect(self.reject)
        self.picker.picked.connect(self.add)
        for keys, act in (("Ctrl+S", self.ask_for_file), ("Ctrl+O", self.pick)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def pick(self) -> None:
        """Offer the races that can be put beside."""
        button = self.add_button
        self.picker.popup(button.mapToGlobal(QPoint(0, button.height())))

    def compare(self, names: tuple[str, ...], on: RaceOut | None = None) -> None:
        """Lay the races of these names beside each other; `on` is the one on the window."""
        self._on = on
        self._ask(names)

    def add(self, name: str) -> None:
        """Put one more race beside."""
        if name not in self.names:
            self._ask((*self.names, name))

    def remove(self, name: str) -> None:
        """Take a race away; the last one stays."""
        left = tuple(each for each in self.names if each != name)
        if left:
            self._ask(left)

    def _ask(self, names: tuple[str, ...]) -> None:
        on = self._on if self._on is not None and self._on.document.id in names else None
        self.say(tr("Reading\u2026"))
        work = partial(_lay, names, self._library, on)
        self._background.ask(work, self._show, self.complain, kind="lay")

    def _show(self, laid: Laid) -> None:
        if laid.beside is None:
            self.complain(laid.trouble)
            return
        self.beside, self.names = laid.beside, laid.beside.names
        table = views.table_of(laid.beside)
        self.graph.render_view(Graph(laid.beside, self._graph))
        self._fill(table)
        self._show_runs(laid.beside)
        alone = len(laid.beside.comparison.columns) < 2
        self.say(tr("Choose a race to compare with.") if alone else table.notes)

    def _show_runs(self, beside: Beside) -> None:
        while (item := self.runs.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        labels = _called(beside)
        for name in beside.names:
            button = Button(
                labels[name],
                "x",
                tip=tr("Take {label} out of the comparison", label=labels[name]),
            )
            button.pixels = 13
            button.set_theme(self.theme)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setFixedHeight(38)
            button.setEnabled(len(beside.names) > 1)
            button.clicked.connect(partial(self.remove, name))
            self.runs.addWidget(button)

    def _fill(self, view: views.ComparisonTable) -> None:
        table = self.table
        table.clear()
        table.setColumnCount(len(view.heads))
        table.setRowCount(len(view.rows))
        for i, head in enumerate(view.heads):
            item = QTableWidgetItem(head)
            item.setTextAlignment(_align(i))
            table.setHorizontalHeaderItem(i, item)
        for row, cells in enumerate(view.rows):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(cell.text)
                item.setTextAlignment(_align(column))
                item.setData(Qt.ItemDataRole.UserRole, cell.tone)
                table.setItem(row, column, item)
        self._colour_table()
        table.resizeColumnsToContents()

    def show_graph(self, view: str) -> None:
        """Show another graph of the same runs."""
        self._graph = view
        self.graphs.show_choice(views.graph_switch(view))
        if self.beside is not None:
            self.graph.render_view(Graph(self.beside, view))

    def ask_for_file(self) -> None:
        """Ask where the comparison goes; the ending of the name says as what."""
        if self.beside is None:
            return
        stem = Path(documents()) / file_stem(self.beside)
        dialog = QFileDialog(self, tr("Export the comparison"), str(stem.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(views.filters()))
        dialog.selectFile(f"{stem.name}{views.ENDINGS[0]}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.save_as(file, dialog.selectedNameFilter()))
        mark_side_window(dialog)
        dialog.show()

    def save_as(self, file: str, chosen: str) -> None:
        """Write the file as the filter says that was chosen."""
        self.save(views.with_ending(file, chosen), graph_alone=views.graph_alone(file, chosen))

    def save(self, file: Path, *, graph_alone: bool = False) -> None:
        """Write the comparison, or the graph that is shown without its table, in a thread."""
        if self.beside is None:
            return
        self.say(tr("Writing\u2026"))
        wish = ComparisonWish(self.paged()._replace(chart=graph_alone), self._graph)
        work = partial(write, self.beside, wish, file)
        self._background.ask(
            work,
            lambda trouble: (
                self.complain(trouble) if trouble else self.say(tr("Saved: {file}", file=file))
            ),
            self.complain,
        )

    def say(self, words: str, tone: str = MUTED) -> None:
        """Say something."""
        self._tone = tone
        self.said.setText(words)
        self._colour()

    def complain(self, words: str) -> None:
        """Say what is wrong."""
        self.say(words, ALERT)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.setPalette(palette(theme))
        for button in self.findChildren(Button):
            button.set_theme(theme)
        self.graphs.set_theme(theme)
        self.graph.set_theme(theme)
        self.picker.set_theme(theme)
        self.table.setStyleSheet(f"""
            QTableView {{ background: {theme.panel}; border: 1px solid {theme.line}; }}
            QTableView::item {{ padding: 0 3px; }}
            QHeaderView, QHeaderView::section {{
                background: {theme.panel}; color: {theme.muted}; border: none; padding: 4px 4px;
            }}
        """)
        self._colour_table()
        self._colour()

    def _colour_table(self) -> None:
        for row in range(self.table.rowCount()):
            for column in range(self.table.columnCount()):
                item = self.table.item(row, column)
                if item is not None:
                    item.setForeground(self.theme.digits(item.data(Qt.ItemDataRole.UserRole)))

    def _colour(self) -> None:
        colours = palette(self.theme)
        colours.setColor(colours.ColorRole.WindowText, QColor(self.theme.tone(self._tone)))
        self.said.setPalette(colours)

    def follow(self, snapshot: object) -> None:
        """Use the theme of the window; it belongs to a frame of it."""
        del snapshot
        theme = getattr(self.parentWidget(), "theme", self.theme)
        if theme is not self.theme:
            self.set_theme(theme)


def file_stem(beside: Beside) -> str:
    """Return what the comparison is called as a file."""
    return views.file_stem(beside.comparison)


def _align(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _called(beside: Beside) -> dict[str, str]:
    """Several runs of one race have one button, under the name of the race."""
    races = dict.fromkeys(each.race for each in beside.comparison.columns)
    names = [*races, *beside.names[len(races) :]]
    return dict(zip(beside.names, names, strict=False))


def _lay(names: tuple[str, ...], library: Path, on: RaceOut | None) -> Laid:
    try:
        return Laid(runs_beside(names, library, on))
    except SENTENCES as error:
        return Laid(None, trouble_words(str(error)))


def compare_with(owner: "RaceWindow", names: tuple[str, ...] = ()) -> ComparisonWindow:
    """Open the comparison of `names`, or of the race on the window with one to be chosen."""
    from ui.windows.exports import race_on

    window = owner.window.findChild(ComparisonWindow)
    if window is None:
        window = ComparisonWindow(owner.window, owner.extras.library)
        window.paged = partial(paged_now, owner)
        mark_side_window(window)
        owner.drawn.connect(window.follow)
    window.set_theme(THEMES[owner.theme])
    on = None if names else race_on(owner.desk)
    if not window.isVisible():
        keep_in_sight(owner, window, _LEAST_HEIGHT)
    window.compare(names if on is None else (on.document.id,), on)
    window.show()
    window.raise_()
    window.activateWindow()
    return window
