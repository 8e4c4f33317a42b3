"""How large are the texts of a graph, how wide do they come out, and how are they written?

Sizes are pixels; the figures of facts are the largest.
"""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ui.theme import font_of, text_size

NORMAL = QFont.Weight.Normal
SEMIBOLD = QFont.Weight.DemiBold
TICK = 12
FACT = 15
NAME = 11
WORD = 12
CAPITAL = 0.727
"""Height of a capital as a share of the size (Splitline Sans, from its metrics)."""
_MOST = 130
"""Per cent of its usual size that the text of a graph grows to: the lines need the rest."""


def grown(pixels: float) -> float:
    """Return a length that grows with the texts of a graph: they must leave room for its lines."""
    return pixels * min(text_size(), _MOST) / 100


def font_at(pixels: int, weight: QFont.Weight = NORMAL) -> QFont:
    """Return the font of a graph at a usual size."""
    return font_of(grown(pixels), weight)


def _metrics(pixels: int, weight: QFont.Weight) -> QFontMetricsF:
    return _metrics_at(round(grown(pixels)), weight)


@lru_cache(maxsize=64)
def _metrics_at(pixels: int, weight: QFont.Weight) -> QFontMetricsF:
    return QFontMetricsF(font_of(pixels, weight))


def width(text: str, pixels: int, weight: QFont.Weight = NORMAL) -> float:
    """Return how wide `text` is."""
    return _wide(text, round(grown(pixels)), weight)


@lru_cache(maxsize=2048)
def _wide(text: str, pixels: int, weight: QFont.Weight) -> float:
    return _metrics_at(pixels, weight).horizontalAdvance(text)


def cut(text: str, pixels: int, weight: QFont.Weight, room: float) -> str:
    """Return `text`, shortened with an ellipsis where it is wider than `room`."""
    return _metrics(pixels, weight).elidedText(text, Qt.TextElideMode.ElideRight, room)


def write(
    painter: QPainter,
    left: float,
    middle: float,
    text: str,
    colour: QColor,
    pixels: int,
    weight: QFont.Weight = NORMAL,
) -> None:
    """Write `text` with its capitals and figures centred on the height `middle`."""
    painter.setFont(font_at(pixels, weight))
    painter.setPen(colour)
    painter.drawText(QPointF(left, middle + grown(pixels) * CAPITAL / 2), text)
