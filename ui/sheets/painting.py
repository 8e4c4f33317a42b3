"""How is a display list painted with Qt? As vectors, on whatever a painter paints on.

A point of the list is `SCALE` units of the painter, so that type may have a size between two
whole ones.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from app.formats.sheets.drawing import END, MIDDLE, Box, Dot, Group, Item, Line, Path, Pen, Text
from app.formats.sheets.font_widths import text_width
from ui.theme import FAMILY

SCALE = 16.0
_NO_PEN = QPen(Qt.PenStyle.NoPen)
_NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)


def paint(painter: QPainter, items: Iterable[Item]) -> None:
    """Paint `items`; the painter's unit has to be 1/16 point (see `point_scale`)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    Brush(painter).paint(items, 0.0, 0.0)


def point_scale(painter: QPainter, pixels_per_point: float) -> None:
    """Let the unit of a painter be 1/16 point."""
    painter.scale(pixels_per_point / SCALE, pixels_per_point / SCALE)


def _words(text: Text) -> Iterator[tuple[float, str]]:
    """Return the words of a text and where they begin: Qt names a blank in a PDF a tabulator.

    Whoever reads or searches the PDF finds blanks where there is room between words.
    """
    begin = 0
    while begin < len(text.text):
        end = text.text.find(" ", begin)
        end = len(text.text) if end < 0 else end
        if end > begin:
            before = text_width(text.text[:begin], text.size, text.weight)
            yield before, text.text[begin:end]
        begin = end + 1


class Brush:
    """A painter with the pens and fonts that it used before, which are dear to make."""

    def __init__(self, painter: QPainter) -> None:
        """Paint with `painter`."""
        self._painter = painter
        self._pens: dict[Pen, QPen] = {}
        self._fonts: dict[tuple[int, int], QFont] = {}
        self._colours: dict[str, QColor] = {}

    def paint(self, items: Iterable[Item], dx: float, dy: float) -> None:
        """Paint items moved by (`dx`, `dy`) points."""
        for each in items:
            if isinstance(each, Group):
                self.paint(each.items, dx + each.dx, dy + each.dy)
            elif isinstance(each, Text):
                self._text(each, dx, dy)
            else:
                self._shape(each, dx, dy)

    def _shape(self, item: Line | Path | Box | Dot, dx: float, dy: float) -> None:
        painter = self._painter
        painter.setPen(self._pen(item.pen))
        if isinstance(item, Line):
            painter.drawLine(
                QLineF(*self._at(item.x0 + dx, item.y0 + dy), *self._at(item.x1 + dx, item.y1 + dy))
            )
            return
        painter.setBrush(QBrush(self._colour(item.fill)) if item.fill else _NO_BRUSH)
        if isinstance(item, Box):
            width, height = self._at(item.width, item.height)
            painter.drawRect(QRectF(*self._at(item.x + dx, item.y + dy), width, height))
        elif isinstance(item, Dot):
            radius = item.radius * SCALE
            painter.drawEllipse(QPointF(*self._at(item.x + dx, item.y + dy)), radius, radius)
        else:
            corners = [QPointF(*self._at(x + dx, y + dy)) for x, y in item.points]
            draw = painter.drawPolygon if item.fill else painter.drawPolyline
            draw(QPolygonF(corners))

    def _text(self, text: Text, dx: float, dy: float) -> None:
        painter, font = self._painter, self._font(text)
        width = text_width(text.text, text.size, text.weight)
        shift = {END: width, MIDDLE: width / 2}.get(text.anchor, 0.0)
        painter.setFont(font)
        painter.setPen(self._colour(text.colour))
        if text.turned:
            painter.save()
            painter.translate(*self._at(text.x + dx, text.y + dy))
            painter.rotate(-90)
            self._line(text, -shift, 0.0)
            painter.restore()
        else:
            self._line(text, text.x + dx - shift, text.y + dy)

    def _line(self, text: Text, left: float, base: float) -> None:
        for place, word in _words(text):
            self._painter.drawText(QPointF(*self._at(left + place, base)), word)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x * SCALE, y * SCALE

    def _pen(self, pen: Pen | None) -> QPen:
        if pen is None:
            return _NO_PEN
        if pen not in self._pens:
            found = QPen(self._colour(pen.colour), pen.width * SCALE)
            found.setCapStyle(Qt.PenCapStyle.FlatCap)
            found.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if pen.dashes:
                found.setDashPattern([each / pen.width for each in pen.dashes])
            self._pens[pen] = found
        return self._pens[pen]

    def _colour(self, name: str) -> QColor:
        if name not in self._colours:
            self._colours[name] = QColor(name)
        return self._colours[name]

    def _font(self, text: Text) -> QFont:
        """A colon is not raised between figures: who copies a time from a PDF would lose it."""
        key = round(text.size * SCALE), text.weight
        if key not in self._fonts:
            font = QFont(FAMILY)
            font.setPixelSize(key[0])
            font.setWeight(QFont.Weight(text.weight))
            font.setKerning(False)
            font.setFeature(QFont.Tag("calt"), 0)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[key] = font
        return self._fonts[key]
