"""What lies under the lines of a graph? The half-planes, the grid, the values and the flags."""

from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.charts import lettering
from ui.charts.scale import Frame, x_labels, y_text, y_ticks
from ui.charts.scene import Scene
from ui.viewstate.graph import Flag, Still

_FLAGS_TOGETHER = 12.0
_TICK = 4.0
_LEAST_LEFT, _LEFT_GAP = 44.0, 8.0


class FlagPost(NamedTuple):
    """One flag on the picture, and what the notes that stand there say."""

    x: float
    text: str


def left_room(still: Still) -> float:
    """Return the room for the values of y; it does not change while a graph is zoomed."""
    texts = [y_text(still.view, value, 0.5) for value in still.y_span]
    return max(_LEAST_LEFT, max(_tick_width(text) for text in texts) + _LEFT_GAP + 4)


def paint_ground(painter: QPainter, scene: Scene) -> None:
    """Paint the half-planes, the grid and the values at its lines."""
    painter.fillRect(QRectF(0, 0, scene.width, scene.height), QColor(scene.theme.panel))
    for ground, tint in scene.grounds:
        painter.fillRect(ground, QColor(tint))
    _paint_levels(painter, scene)
    _paint_marks(painter, scene)


def _grid(scene: Scene) -> QPen:
    colour = QColor(scene.theme.line)
    colour.setAlphaF(0.25 if scene.theme.line == scene.theme.ink else 1.0)
    pen = QPen(colour, 1)
    pen.setCosmetic(True)
    return pen


def _paint_levels(painter: QPainter, scene: Scene) -> None:
    frame, view = scene.frame, scene.still.view
    values, step = y_ticks(frame)
    for value in values:
        y = round(frame.y(value)) + 0.5
        painter.setPen(_grid(scene))
        painter.drawLine(QLineF(frame.left, y, frame.right, y))
        text = y_text(view, value, step)
        left = frame.left - _LEFT_GAP - lettering.width(text, lettering.TICK)
        lettering.write(painter, left, y, text, QColor(scene.theme.muted), lettering.TICK)


def _paint_marks(painter: QPainter, scene: Scene) -> None:
    frame = scene.frame
    dotted, solid = _grid(scene), _grid(scene)
    dotted.setDashPattern([1, 3])
    solid.setColor(QColor(scene.theme.muted))
    for value, _ in scene.still.x_ticks:
        if frame.holds_x(value):
            x = round(frame.x(value)) + 0.5
            painter.setPen(dotted)
            painter.drawLine(QLineF(x, frame.top, x, frame.bottom))
            painter.setPen(solid)
            painter.drawLine(QLineF(x, frame.bottom, x, frame.bottom + _TICK))
    for place, text in x_labels(scene.still, frame, _tick_width):
        left = place - _tick_width(text) / 2
        colour = QColor(scene.theme.muted)
        lettering.write(painter, left, frame.bottom + 14, text, colour, lettering.TICK)


def _tick_width(text: str) -> float:
    return lettering.width(text, lettering.TICK)


def flag_posts(flags: tuple[Flag, ...], frame: Frame) -> tuple[FlagPost, ...]:
    """Return the flags to be drawn: notes that would stand on each other share one."""
    posts: list[FlagPost] = []
    for flag in sorted(flags, key=lambda each: each.x):
        if not frame.holds_x(flag.x):
            continue
        x = frame.x(flag.x)
        text = f"{int(flag.x)} m: {flag.text} ({flag.source})"
        if posts and x - posts[-1].x < _FLAGS_TOGETHER:
            posts[-1] = FlagPost(posts[-1].x, f"{posts[-1].text}\n{text}")
        else:
            posts.append(FlagPost(x, text))
    return tuple(posts)


def paint_flags(painter: QPainter, scene: Scene) -> None:
    """Paint a small pennant above the plot wherever a source says something of the place."""
    for post in flag_posts(scene.still.flags, scene.frame):
        x, foot = round(post.x) + 0.5, scene.frame.top
        painter.setPen(QPen(QColor(scene.theme.muted), 1))
        painter.drawLine(QLineF(x, foot - 13, x, foot))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(scene.theme.muted))
        corners = [(0.0, -13.0), (8.0, -10.0), (0.0, -7.0)]
        painter.drawPolygon(QPolygonF([QPointF(x + dx, foot + dy) for dx, dy in corners]))
