"""How are laps drawn? A column each, the target's pace as a step, what lies between in its tone."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.charts import lettering
from ui.charts.labels import Box
from ui.charts.lettering import FACT, SEMIBOLD
from ui.charts.scene import Scene
from ui.theme import Theme
from ui.viewstate.graph import Bar

_BETWEEN = 3.0
_LABEL_HEIGHT = 14.0


def paint_bars(painter: QPainter, scene: Scene) -> None:
    """Paint every lap, then the target's steps over them, then the times."""
    for bar in scene.still.bars:
        _paint_bar(painter, scene, bar)
    painter.setPen(QPen(QColor(scene.theme.ink), 1.5))
    for bar in scene.still.bars:
        y = scene.frame.y(bar.target)
        painter.drawLine(QLineF(scene.frame.x(bar.begin), y, scene.frame.x(bar.end), y))
    _paint_times(painter, scene)


def _paint_bar(painter: QPainter, scene: Scene, bar: Bar) -> None:
    """What a lap took too much is solid on top of its column, what it saved is hollow."""
    column, between = _column(scene, bar), _between(scene, bar)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_quiet(scene.theme))
    painter.drawRect(column)
    tone = scene.theme.tone(bar.tone)
    if bar.height > bar.target:
        painter.setBrush(tone)
        painter.drawRect(between)
        return
    painter.setPen(QPen(tone, 1.5))
    painter.setBrush(QColor(scene.theme.ahead_tint))
    painter.drawRect(between.adjusted(0.75, 0, -0.75, 0))


def _quiet(theme: Theme) -> QColor:
    """The colour of lines, except where lines are as black as text."""
    colour = QColor(theme.line)
    colour.setAlphaF(0.15 if theme.line == theme.ink else 1.0)
    return colour


def _column(scene: Scene, bar: Bar) -> QRectF:
    frame = scene.frame
    left, right = frame.x(bar.begin) + _BETWEEN, frame.x(bar.end) - _BETWEEN
    top = frame.y(bar.height)
    return QRectF(left, top, right - left, frame.bottom - top)


def _between(scene: Scene, bar: Bar) -> QRectF:
    area = _column(scene, bar)
    top, target = area.top(), scene.frame.y(bar.target)
    return QRectF(area.left(), min(top, target), area.width(), abs(top - target))


def _paint_times(painter: QPainter, scene: Scene) -> None:
    """The last lap first: where the columns are narrow, others give their time up."""
    used: list[Box] = []
    for bar in reversed(scene.still.bars):
        if not _in_sight(scene, bar):
            continue
        own, clear = _tops(scene, bar)
        box = _time_box(scene, bar, clear)
        if any(box.overlaps(other, 6.0) for other in used) or (used and clear < own - 1):
            continue
        used.append(box)
        middle = box.top + box.height / 2
        colour = scene.theme.digits(bar.tone)
        lettering.write(painter, box.left, middle, bar.label, colour, FACT, SEMIBOLD)


def _in_sight(scene: Scene, bar: Bar) -> bool:
    """Whether a lap is seen: in a graph that is zoomed it may lie beside the plot."""
    frame = scene.frame
    return frame.x(bar.begin) < frame.right - 1 and frame.x(bar.end) > frame.left + 1


def _time_box(scene: Scene, bar: Bar, foot: float) -> Box:
    frame = scene.frame
    width = lettering.width(bar.label, FACT, SEMIBOLD)
    begin, end = max(frame.x(bar.begin), frame.left), min(frame.x(bar.end), frame.right)
    left = (begin + end) / 2 - width / 2
    left = min(max(left, frame.left + 1), frame.right - width - 1)
    return Box(
        left, foot - lettering.grown(_LABEL_HEIGHT) - 4, width, lettering.grown(_LABEL_HEIGHT)
    )


def _tops(scene: Scene, bar: Bar) -> tuple[float, float]:
    """How high the column with its step is, and the highest of all that its time reaches over."""
    frame, box = scene.frame, _time_box(scene, bar, 0.0)
    tops = [
        min(frame.y(each.height), frame.y(each.target))
        for each in scene.still.bars
        if frame.x(each.begin) < box.right and box.left < frame.x(each.end)
    ]
    return min(frame.y(bar.height), frame.y(bar.target)), min(tops)
