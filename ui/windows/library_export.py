"""How do the selected races of the library become sheets? Another process writes them."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from app.language import tr
from app.usecases.export_choice import ExportChoice, wish_of
from ui.keys import mark_side_window
from ui.sheets.many import SheetWriter
from ui.viewstate import many_sheets as views
from ui.widgets.library_list import RaceList
from ui.widgets.many_sheets import ASKING, IDLE, WRITING, ManySheetsStrip
from ui.windows.library_shelf import Shelf
from ui.windows.places import documents
from ui.windows.target_editor import field_style


class LibraryExport(QObject):
    """Owns the strip under the list and the process that writes.

    `compare_wanted` has the ids of the races that are to be laid beside each other.
    """

    compare_wanted = Signal(list)

    def __init__(self, parent: QObject, shelf: Shelf, races: RaceList) -> None:
        """Follow what is selected in `races`."""
        super().__init__(parent)
        self._shelf, self._list = shelf, races
        self.choice = ExportChoice()
        self.strip = ManySheetsStrip()
        self.writer = SheetWriter(self)
        self._folder, self._wanted = "", 0
        races.selectionModel().selectionChanged.connect(lambda *_: self.look())
        shelf.listed.connect(lambda _: self.look())
        self.strip.asked.connect(self._ask)
        self.strip.compared.connect(lambda: self.compare_wanted.emit(self.selected()))
        self.strip.browsed.connect(self._browse)
        self.strip.started.connect(self._start)
        self.strip.cancelled.connect(self.cancel)
        self.writer.progressed.connect(self.strip.show_progress)
        self.writer.finished.connect(self._end)
        application = QApplication.instance()
        assert application is not None, "a window needs its application"
        application.aboutToQuit.connect(self.writer.close)

    def selected(self) -> list[str]:
        """Return the ids of the selected races, from the top down."""
        rows = sorted(each.row() for each in self._list.selectionModel().selectedRows())
        rows = rows or [self._list.currentIndex().row()]
        found = (self._shelf.lines.race(row) for row in rows)
        return [each.id for each in found if each is not None]

    @property
    def _all(self) -> bool:
        """Whether all that was found is meant: all lines are selected, and there are more."""
        lines = self._shelf.lines
        return lines.more and len(self.selected()) == lines.rowCount()

    def look(self) -> None:
        """Say how many races are selected."""
        count = self._shelf.total if self._all else len(self.selected())
        self.strip.show_count(count)

    def _ask(self) -> None:
        self.strip.ask(self.choice.form, self.choice.folder or documents())

    def _browse(self) -> None:
        parent = self.strip.window()
        dialog = QFileDialog(parent, tr("Folder for the sheets"), self.strip.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.strip.folder.setText)
        mark_side_window(dialog)
        dialog.show()

    def _start(self, form: str, folder: str) -> None:
        ids = self.selected()
        trouble = views.why_not(folder)
        if trouble:
            self.strip.complain(trouble)
            return
        self.choice = self.choice._replace(form=form, folder=folder)
        if self._all:
            self._shelf.find_all(self._write)
        else:
            self._write(ids)

    def _write(self, ids: list[str]) -> None:
        kind = self.choice.kind
        self._folder, self._wanted = self.choice.folder, len(ids)
        self.strip.show_face(WRITING)
        self.strip.show_progress(0, len(ids), "")
        self.strip.cancel_button.setFocus()
        wish = wish_of(self.choice)
        self.writer.start(ids, Path(self._folder), kind.ending[1:], wish)

    def cancel(self) -> None:
        """Leave the form, or stop writing after the sheet in hand."""
        if self.strip.face == ASKING:
            self._rest()
        elif self.writer.running:
            self.strip.cancel_button.setEnabled(False)
            self.writer.cancel()

    def _end(self, written: int, troubles: list[str]) -> None:
        self._rest()
        words = views.done_words(written, self._wanted, self._folder, troubles)
        (self.strip.complain if troubles else self.strip.say)(words)

    def _rest(self) -> None:
        self.strip.show_face(IDLE)
        self.look()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def style_field(self) -> None:
        """Use the colours of the strip's theme in its field."""
        self.strip.folder.setStyleSheet(field_style(self.strip.theme))
