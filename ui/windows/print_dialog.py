"""On which printer? A dialog that lets the race go on, and then the pages."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from app.formats.sheets.drawing import Drawing
from app.formats.sheets.paper import PAPERS
from app.language import tr
from ui.keys import mark_side_window
from ui.sheets.printing import prepare, print_sheet
from ui.viewstate.export import page_words, trouble_words
from ui.windows.export_window import ExportWindow


def ask_for_printer(
    window: ExportWindow, pages: Sequence[Drawing], file: Path, paper: str
) -> QPrintDialog | None:
    """Ask on which printer `pages` go, then print them; None where there is nothing to print.

    Where there is no printer they are printed into a PDF, for which `file` is proposed.

    The dialog is not modal: a press on a key of the race is still a split.
    """
    if not pages:
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, file.stem, PAPERS[paper])
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        printer.setOutputFileName(str(file))
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(tr("Print {pages}", pages=page_words(len(pages))))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _print(window, printer, pages))
    mark_side_window(dialog)
    dialog.show()
    return dialog


def _print(window: ExportWindow, printer: QPrinter, pages: Sequence[Drawing]) -> None:
    trouble = _why_not(printer)
    if trouble:
        window.complain(trouble)
        return
    print_sheet(lambda _: pages, printer)
    to = printer.outputFileName() or printer.printerName() or tr("the printer")
    window.say(tr("Printed: {pages} to {to}", pages=page_words(len(pages)), to=to))


def _why_not(printer: QPrinter) -> str:
    """A file that cannot be written would be found out only after the printing had begun."""
    name = printer.outputFileName()
    if not name:
        return "" if printer.isValid() else tr("There is no printer; export a PDF instead.")
    try:
        with Path(name).open("ab"):
            return ""
    except OSError as error:
        words = error.strerror or str(error)
        return trouble_words(
            tr(
                "{name}: cannot be written: {reason}",
                name=name,
                reason=words[:1].lower() + words[1:],
            )
        )
