"""How does a sheet become a PDF? Its pages as vectors, with their fonts in the file."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from app import __version__
from app.formats.sheets.drawing import Drawing
from ui.sheets.painting import SCALE, paint, point_scale

_DPI = 72.0


def pdf_of(pages: Sequence[Drawing]) -> bytes:
    """Return `pages` as one PDF file; needs a QGuiApplication with the fonts loaded."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    _describe(writer, pages[0])
    painter = QPainter(writer)
    point_scale(painter, SCALE)
    for i, page in enumerate(pages):
        if i:
            writer.newPage()
        paint(painter, page.items)
    painter.end()
    buffer.close()
    return bytes(content.data())


def _describe(writer: QPdfWriter, page: Drawing) -> None:
    size = QSizeF(page.width, page.height)
    matching = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", matching))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(round(_DPI * SCALE))
    writer.setTitle(page.title)
    writer.setCreator(f"Splitline {__version__}")
