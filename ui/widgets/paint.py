"""How are panels, texts and icons painted? The few strokes that every widget shares.

The first touch of the namespace `Qt` builds all its enums and costs a tenth of a bare window's
start. Calls that have it among their overloads (QPen and QBrush of a colour, setPen, setBrush,
fillRect) touch it; the calls used here do not. The class QStyle costs half as much, so texts are
written by a QStylePainter, which knows the style without it. A test holds the first paint to both.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStylePainter

from app.resource_files import resource
from ui.theme import ALIGN_LEFT, LEAST_TEXT, Theme, font_of, scaled_text, text_size

BOLD = QFont.Weight.Bold
SEMIBOLD = QFont.Weight.DemiBold
NORMAL = QFont.Weight.Normal
CAPITAL = 0.727
"""Height of a capital as a share of the font's size in pixels (Splitline Sans, from its metrics)."""

RADIUS = 8.0
_SINGLE_LINE = 0x0100
_USUAL = 100
_LINE = 1.15
"""Height of a line as a share of its size: below it letters are cut."""
Colour = QColor | str
_INK_ROLE = QPalette.ColorRole.Button


def brush(colour: Colour) -> QBrush:
    """Return a brush of one colour."""
    return _inks(_rgba(colour)).brush(_INK_ROLE)


def _rgba(colour: Colour) -> int:
    return (QColor(colour) if isinstance(colour, str) else colour).rgba()


@lru_cache(maxsize=256)
def _inks(rgba: int) -> QPalette:
    colour = QColor.fromRgba(rgba)
    return QPalette(colour, colour)


def pen(colour: Colour, pixels: float) -> QPen:
    """Return a solid pen."""
    found = QPen()
    found.setColor(QColor.fromRgba(_rgba(colour)))
    found.setWidthF(pixels)
    return found


def fill(painter: QPainter, area: QRectF, colour: Colour) -> None:
    """Fill a rectangle."""
    path = QPainterPath()
    path.addRect(area)
    painter.fillPath(path, brush(colour))


def line(painter: QPainter, start: QPointF, end: QPointF, colour: Colour, pixels: float) -> None:
    """Draw a straight line."""
    path = QPainterPath(start)
    path.lineTo(end)
    painter.strokePath(path, pen(colour, pixels))


def rounded(area: QRectF, radius: float = RADIUS) -> QPainterPath:
    """Return the outline of `area` with rounded corners."""
    path = QPainterPath()
    path.addRoundedRect(area, radius, radius)
    return path


def fill_rounded(painter: QPainter, area: QRectF, colour: Colour, radius: float = RADIUS) -> None:
    """Fill a rectangle with rounded corners."""
    painter.fillPath(rounded(area, radius), brush(colour))


def frame(
    painter: QPainter, area: QRectF, colour: Colour, pixels: float = 1, radius: float = RADIUS
) -> None:
    """Draw a line around a rectangle with rounded corners, inside its edge."""
    inset = pixels / 2
    inner = area.adjusted(inset, inset, -inset, -inset)
    painter.strokePath(rounded(inner, radius), pen(colour, pixels))


def dot(painter: QPainter, centre: QPointF, radius: float, colour: Colour) -> None:
    """Fill a circle."""
    path = QPainterPath()
    path.addEllipse(centre, radius, radius)
    painter.fillPath(path, brush(colour))


def ring(painter: QPainter, centre: QPointF, radius: float, colour: Colour, pixels: float) -> None:
    """Draw a circle."""
    path = QPainterPath()
    path.addEllipse(centre, radius, radius)
    painter.strokePath(path, pen(colour, pixels))


def panel(painter: QPainter, area: QRectF, theme: Theme) -> None:
    """Paint a rounded panel with its border inside `area`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill_rounded(painter, area, theme.panel)
    frame(painter, area, theme.line)


def width(text: str, pixels: int, weight: QFont.Weight) -> float:
    """Return how wide `text` is at a usual size in pixels, as large as texts are now."""
    return _wide(text, scaled_text(pixels), weight)


@lru_cache(maxsize=4096)
def _wide(text: str, pixels: int, weight: QFont.Weight) -> float:
    return _metrics(pixels, weight).horizontalAdvance(text)


@lru_cache(maxsize=128)
def _font(pixels: int, weight: QFont.Weight) -> QFont:
    return font_of(pixels, weight)


@lru_cache(maxsize=128)
def _metrics(pixels: int, weight: QFont.Weight) -> QFontMetricsF:
    return QFontMetricsF(_font(pixels, weight))


def fitting(text: str, pixels: int, weight: QFont.Weight, room: float, least: int = 11) -> int:
    """Return the largest size up to `pixels` at which `text` is no wider than `room`."""
    wanted = width(text, pixels, weight)
    if wanted <= room or wanted == 0:
        return pixels
    return max(least, int(pixels * room / wanted))


def text(
    painter: QPainter,
    area: QRectF,
    words: str,
    pixels: int,
    colour: Colour,
    weight: QFont.Weight = NORMAL,
    align: int = ALIGN_LEFT,
) -> float:
    """Write `words` in one line within `area`, cut with an ellipsis if it must be; its width.

    Larger texts than the usual ones are as large as there is room for.
    """
    if not words:
        return 0.0
    if text_size() != _USUAL:
        pixels = _grown(words, pixels, weight, area)
    used, shown = _wide(words, pixels, weight), words
    if used > area.width() + 0.5:
        from PySide6.QtCore import Qt

        metrics = _metrics(pixels, weight)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        used = metrics.horizontalAdvance(shown)
    painter.setFont(_font(pixels, weight))
    inks, place = _inks(_rgba(colour)), area.toAlignedRect()
    flags = align | _SINGLE_LINE
    if isinstance(painter, QStylePainter):
        painter.drawItemText(place, flags, inks, True, shown, _INK_ROLE)
    else:
        QApplication.style().drawItemText(painter, place, flags, inks, True, shown, _INK_ROLE)
    return used


def _grown(words: str, pixels: int, weight: QFont.Weight, area: QRectF) -> int:
    """Return the size on the screen: what was asked for, what is high enough, and what fits."""
    high = int(area.height() / _LINE)
    size = min(scaled_text(pixels), max(pixels, high))
    wanted = _wide(words, size, weight)
    if wanted <= area.width() or wanted == 0:
        return size
    return max(LEAST_TEXT, int(size * area.width() / wanted))


@lru_cache(maxsize=128)
def icon(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    """Return a shipped icon in one colour, sharp at the device's pixel ratio."""
    svg = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    drawing = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
    picture = QPixmap(round(pixels * ratio), round(pixels * ratio))
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    drawing.render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
