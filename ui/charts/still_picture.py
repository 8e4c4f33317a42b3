"""How does the unmoving part of a graph look? Painted once into a picture, not on every frame."""

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.charts.axes import paint_flags, paint_ground
from ui.charts.bars import paint_bars
from ui.charts.ends import paint_ends
from ui.charts.scale import Frame
from ui.charts.scene import Scene, polygon
from ui.charts.texts import DOT_RADIUS, paint_halos, paint_texts, texts_of
from ui.theme import Theme, dashes
from ui.viewstate.fan import Fan
from ui.viewstate.graph import DEFICIT, Line

KNOWN_WIDTH = 2.75
_PRIMARY_WIDTH = 1.5
_TARGET_WIDTH = 1.75
_WIDE = 24.0


def paint_still(painter: QPainter, scene: Scene) -> None:
    """Paint everything that a frame of a running clock leaves as it is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    texts = texts_of(scene)
    paint_ground(painter, scene)
    painter.save()
    painter.setClipRect(scene.plot)
    paint_halos(painter, scene, texts)
    _paint_wedge(painter, scene)
    for fan in (*scene.still.fans, () if scene.still.moves else scene.still.coming):
        paint_fan(painter, scene.frame, fan, scene.theme)
    for line in sorted(scene.still.lines, key=lambda each: each.primary):
        _paint_line(painter, scene, line)
    paint_bars(painter, scene)
    _paint_known(painter, scene)
    _paint_dots(painter, scene)
    paint_texts(painter, scene, texts)
    painter.restore()
    paint_flags(painter, scene)
    if not scene.still.moves:
        paint_ends(painter, scene)


def paint_moving(painter: QPainter, scene: Scene) -> None:
    """Paint a scene on its way to another: the lines and their ends, no values beside the dots."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_ground(painter, scene)
    painter.setClipRect(scene.plot, Qt.ClipOperation.IntersectClip)
    for line in sorted(scene.still.lines, key=lambda each: each.primary):
        _paint_line(painter, scene, line)
    _paint_known(painter, scene)
    _paint_dots(painter, scene)
    painter.restore()
    paint_ends(painter, scene)


def _paint_wedge(painter: QPainter, scene: Scene) -> None:
    """One light tint without edges: a spread between opinions, and no place in it is likelier."""
    if scene.still.wedge:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_tint(scene.theme))
        painter.drawPolygon(_area(scene.frame, scene.still.wedge))


def paint_fan(painter: QPainter, frame: Frame, fan: Fan, theme: Theme) -> None:
    """Paint the middle half of a band darker than its middle 80 %."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_tint(theme))
    for area in fan_areas(frame, fan):
        painter.drawPolygon(area)


def fan_areas(frame: Frame, fan: Fan) -> list[QPolygonF]:
    """Return the 80 % and the 50 % of a band in pixels, nothing where there is none."""
    if not fan:
        return []
    outer = [(each.x, each.low_80, each.high_80) for each in fan]
    inner = [(each.x, each.low_50, each.high_50) for each in fan]
    return [_area(frame, outer), _area(frame, inner)]


def _tint(theme: Theme) -> QColor:
    colour = QColor(theme.estimate)
    colour.setAlphaF(0.16)
    return colour


def _area(frame: Frame, edges: Sequence[tuple[float, float, float]]) -> QPolygonF:
    there = [QPointF(*frame.at((x, high))) for x, _, high in edges]
    back = [QPointF(*frame.at((x, low))) for x, low, _ in reversed(edges)]
    return QPolygonF([*there, *back])


def _paint_line(painter: QPainter, scene: Scene, line: Line) -> None:
    pen = QPen(scene.line_colour(line), _PRIMARY_WIDTH if line.primary else _TARGET_WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if not line.primary:
        pen.setDashPattern(dashes(line.slot))
    painter.setPen(pen)
    painter.drawPolyline(polygon(scene.frame, line.points))


def _paint_known(painter: QPainter, scene: Scene) -> None:
    still, frame = scene.still, scene.frame
    pen = QPen(QColor(scene.theme.ink), KNOWN_WIDTH)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPolyline(polygon(frame, still.known))
    if still.view != DEFICIT:
        painter.setPen(estimate_pen(QColor(scene.theme.estimate), 1.75))
        painter.drawPolyline(polygon(frame, still.projected))


def estimate_pen(colour: QColor, width: float) -> QPen:
    """Return the pen of everything that is no fact: round dots, the first one a step away from the begin."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2.6])
    pen.setDashOffset(0.02)
    return pen


def _paint_dots(painter: QPainter, scene: Scene) -> None:
    """Marks that lie close together have smaller dots, so that the line is seen between them."""
    places = [scene.frame.at(dot.at) for dot in scene.still.dots]
    gaps = [b[0] - a[0] for a, b in itertools.pairwise(places)]
    edge, radius = (2, DOT_RADIUS + 1) if min(gaps, default=_WIDE) >= _WIDE else (1, 3.5)
    for dot, place in zip(scene.still.dots, places, strict=True):
        painter.setPen(QPen(QColor(scene.theme.panel), edge))
        painter.setBrush(scene.theme.tone(dot.tone))
        painter.drawEllipse(QPointF(*place), radius, radius)
