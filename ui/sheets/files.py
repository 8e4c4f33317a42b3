"""How does a command draw pages where there is no window? With a Qt application out of sight."""

import os
from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from app.formats.sheets.drawing import Drawing
from app.usecases.page_export import PageWish
from ui.theme import load_fonts

_kept: list[QGuiApplication] = []


def pdf_file(pages: Sequence[Drawing], wish: PageWish) -> bytes:
    """Return pages as a PDF."""
    from ui.sheets.pdf import pdf_of

    start_out_of_sight()
    return pdf_of(pages, wish.printed_utc)


def png_file(pages: Sequence[Drawing], wish: PageWish) -> bytes:
    """Return pages as one picture."""
    from ui.sheets.picture import png_of

    start_out_of_sight()
    return png_of(pages, wish.scale)


def start_out_of_sight() -> None:
    """Start the application that fonts need, unless there is one."""
    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _kept.append(QGuiApplication(["splitline"]))
        load_fonts(first=True)
        load_fonts(first=False)
