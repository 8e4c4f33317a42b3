"""How does a sheet become a PDF? Its pages as vectors, with their fonts in the file.

The same pages printed at the same minute give the same bytes: Qt's own date and its random
identifier are replaced, figure for figure.
"""

import re
from collections.abc import Sequence
from hashlib import md5

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from app import __version__
from app.formats.sheets.drawing import Drawing
from ui.sheets.painting import SCALE, paint, point_scale

_DPI = 72.0
_NEVER = "1970-01-01T00:00:00"
_HEAD = 8_192
_MOMENT = re.compile(
    rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[+-][0-9]{2}:[0-9]{2})?"
)
_UUID = re.compile(rb"(?<=uuid:)[0-9a-f-]{36}")
_ID = re.compile(rb"<[0-9a-f]{72}>")


def pdf_of(pages: Sequence[Drawing], printed_utc: str = "") -> bytes:
    """Return `pages` as one PDF file; needs a QGuiApplication with the fonts loaded.

    `printed_utc` goes into it as its date, `2026-11-21T20:45:03.120Z`; 1970 where it is empty.
    """
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
    return _dated(bytes(content.data()), printed_utc or _NEVER)


def _describe(writer: QPdfWriter, page: Drawing) -> None:
    size = QSizeF(page.width, page.height)
    matching = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", matching))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(round(_DPI * SCALE))
    writer.setTitle(page.title)
    writer.setCreator(f"Splitline {__version__}")


def _dated(content: bytes, printed_utc: str) -> bytes:
    """Put a date and a checksum in the place of Qt's date and random identifier.

    All of them lie in the first two objects and in the trailer, uncompressed; no length changes.
    """
    start = content.rfind(b"trailer")
    head, body, tail = content[:_HEAD], content[_HEAD:start], content[start:]
    digits = re.sub(r"[^0-9]", "", printed_utc)[:14].encode()
    head = re.sub(rb"\(D:[0-9]{14}[^)]*\)", lambda m: _padded(b"(D:" + digits, m[0]), head)
    moment = printed_utc[:19].encode()
    head = _MOMENT.sub(lambda m: moment + (b"+00:00" if len(m[0]) > len(moment) else b""), head)
    plain = _UUID.sub(b"0" * 36, head), _ID.sub(b"<" + b"0" * 72 + b">", tail)
    found = md5(plain[0] + body + plain[1], usedforsecurity=False).hexdigest()
    uuid = "-".join((found[:8], found[8:12], found[12:16], found[16:20], found[20:]))
    tail = _ID.sub(f"<{uuid.encode().hex()}>".encode(), tail)
    return _UUID.sub(uuid.encode(), head) + body + tail


def _padded(date: bytes, found: bytes) -> bytes:
    """Write a date in UTC with as many characters as the one that was found."""
    zone = b"Z" if found.endswith(b"Z)") else b"+00'00'"
    return (date + zone + b")").ljust(len(found))[: len(found)]
