"""How does a graph leave the window as a picture? Painted anew, larger, with its title over it."""

from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from app.formats.sheets.svg_drawing import font_faces
from ui.charts import lettering
from ui.charts.axes import left_room
from ui.charts.ends import gutter
from ui.charts.lettering import SEMIBOLD
from ui.charts.overlay import LiveItem
from ui.charts.scale import Frame
from ui.charts.scene import BOTTOM, TOP, Scene
from ui.charts.still_picture import paint_still
from ui.theme import Theme
from ui.viewstate.graph import Graph, Point

WIDTH, HEIGHT = 1200, 630
_HEAD, _EDGE = 52.0, 16.0
_TITLE, _CAPTION = 19, 13
_RATIO = 2


class Picture(NamedTuple):
    """What is in the picture: a graph as it is seen, its colours, and whose race it is."""

    graph: Graph
    theme: Theme
    x_span: Point
    y_span: Point
    flipped: bool
    caption: str


def image_of(picture: Picture) -> QImage:
    """Return the picture in dots, fine enough to be printed."""
    image = QImage(WIDTH * _RATIO, HEIGHT * _RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_RATIO)
    painter = QPainter(image)
    paint_picture(painter, picture)
    painter.end()
    return image


def png_of(picture: Picture) -> bytes:
    """Return the picture as PNG."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image_of(picture))
    return bytes(content.data())


def svg_of(picture: Picture) -> bytes:
    """Return the picture as SVG with its fonts in it."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(WIDTH, HEIGHT))
    generator.setViewBox(QRectF(0, 0, WIDTH, HEIGHT))
    generator.setTitle(f"{picture.caption}: {picture.graph.still.title}")
    painter = QPainter(generator)
    paint_picture(painter, picture)
    painter.end()
    style = f"<style>{font_faces()}</style>\n</svg>".encode()
    return style.join(bytes(content.data()).rsplit(b"</svg>", 1))


def paint_picture(painter: QPainter, picture: Picture) -> None:
    """Paint title, caption and graph."""
    graph, theme = picture.graph, picture.theme
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor(theme.panel))
    _paint_head(painter, picture)
    painter.translate(_EDGE, _HEAD)
    width, height = WIDTH - 2 * _EDGE, HEIGHT - _HEAD - _EDGE
    left, right = left_room(graph.still), gutter(graph.still, width)
    frame = Frame(
        left,
        TOP,
        width - left - right,
        height - TOP - BOTTOM,
        picture.x_span,
        picture.y_span,
        picture.flipped,
    )
    paint_still(painter, Scene(graph.still, frame, theme, width, height))
    live = LiveItem(theme)
    live.show_live(graph, frame, theme, (width, height))
    live.paint(painter, QStyleOptionGraphicsItem())


def _paint_head(painter: QPainter, picture: Picture) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    still, theme, middle = picture.graph.still, picture.theme, _HEAD / 2 + 6
    lettering.write(painter, _EDGE, middle, still.title, QColor(theme.ink), _TITLE, SEMIBOLD)
    used = _EDGE + lettering.width(still.title, _TITLE, SEMIBOLD) + 10
    lettering.write(painter, used, middle + 2, still.unit, QColor(theme.muted), _CAPTION)
    room = WIDTH - used - lettering.width(still.unit, _CAPTION) - 2 * _EDGE
    caption = lettering.cut(picture.caption, _CAPTION, SEMIBOLD, max(room, 0.0))
    left = WIDTH - _EDGE - lettering.width(caption, _CAPTION, SEMIBOLD)
    lettering.write(painter, left, middle + 2, caption, QColor(theme.muted), _CAPTION, SEMIBOLD)
