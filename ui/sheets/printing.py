"""How does a sheet come onto a printer? Its pages, laid out for the paper that is in it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.formats.sheets.drawing import Drawing
from app.formats.sheets.paper import A4, LETTER, Paper
from ui.sheets.painting import paint, point_scale

Lay = Callable[[Paper], Sequence[Drawing]]
"""Lays a sheet out on a paper."""
_POINTS_PER_INCH = 72


def prepare(printer: QPrinter, title: str, paper: Paper = A4) -> None:
    """Set a printer up: upright, to the edges of the paper, for the pages have their own room."""
    named = QPageSize.PageSizeId.A4 if paper is A4 else QPageSize.PageSizeId.Letter
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(named))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))


def paper_of(printer: QPrinter) -> Paper:
    """Return the paper whose shape is nearest to that in the printer."""
    size = printer.pageLayout().fullRectPoints().size()
    shape = size.height() / max(size.width(), 1)
    return min((A4, LETTER), key=lambda each: abs(each.height / each.width - shape))


def print_sheet(lay: Lay, printer: QPrinter) -> int:
    """Print the sheet as it is laid out for the printer's paper; return how many pages."""
    pages = lay(paper_of(printer))
    painter = QPainter(printer)
    for i, page in enumerate(pages):
        if i:
            printer.newPage()
        painter.save()
        point_scale(painter, _fitting(printer, page))
        paint(painter, page.items)
        painter.restore()
    painter.end()
    return len(pages)


def _fitting(printer: QPrinter, page: Drawing) -> float:
    """Return the printer's dots to a point, fewer where the paper is smaller than the page."""
    dots = printer.resolution() / _POINTS_PER_INCH
    paper = QSizeF(printer.paperRect(QPrinter.Unit.DevicePixel).size())
    return min(dots, paper.width() / page.width, paper.height() / page.height)
