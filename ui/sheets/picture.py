"""How does a sheet become a picture? Its pages under each other, in pixels."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from app.formats.file_text import FormatError
from app.formats.sheets.drawing import Drawing
from app.formats.sheets.page import stacked
from app.formats.sheets.paper import WHITE
from app.language import tr
from ui.sheets.painting import paint, point_scale

PIXELS_PER_POINT = 96 / 72
"""At scale 1."""
_MOST = 32_000
"""How many pixels high a picture can be painted (QImage)."""
_DOTS_PER_METRE = 96 / 0.0254


def image_of(page: Drawing, pixels_per_point: float) -> QImage:
    """Return a page as an image, on white; needs a QGuiApplication with the fonts loaded."""
    width, height = (round(each * pixels_per_point) for each in (page.width, page.height))
    if max(width, height) > _MOST:
        raise FormatError(
            tr(
                "the picture: found {height} pixels of height, expected at most {most}; take a "
                "smaller scale, or a .pdf",
                height=height,
                most=_MOST,
            )
        )
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(WHITE))
    painter = QPainter(image)
    point_scale(painter, pixels_per_point)
    paint(painter, page.items)
    painter.end()
    return image


def png_of(pages: Sequence[Drawing], scale: int = 1) -> bytes:
    """Return pages as one PNG, `scale` times 96 pixels an inch."""
    page = pages[0] if len(pages) == 1 else stacked(pages)
    image = image_of(page, PIXELS_PER_POINT * scale)
    density = round(_DOTS_PER_METRE * scale)
    image.setDotsPerMeterX(density)
    image.setDotsPerMeterY(density)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())
