"""What stands at the right end of the lines, and how is it kept apart?"""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.language import marked, tr
from ui.charts import lettering
from ui.charts.labels import spread
from ui.charts.lettering import FACT, NAME, NORMAL, SEMIBOLD
from ui.charts.scale import SIDE_ROOM, Frame, value_at
from ui.charts.scene import RIGHT, Scene
from ui.theme import Theme
from ui.viewstate.graph import Dot, Point, Still

LEADER = 14.0
"""Room between the plot and the labels, for the thin lines that lead to moved ones."""
_ONE_ROW, _TWO_ROWS = 18.0, 31.0
_LONGEST_NAME = 92.0
_NAMES_FROM = 620.0
_PROJECTED, _FINISHED = marked("projected"), marked("finish")


class End(NamedTuple):
    """A label: where its line ends, its time and its name, and how much it matters."""

    y: float
    text: str
    name: str
    colour: QColor
    estimate: bool
    rank: int


def gutter(still: Still, width: float) -> float:
    """Return the room for the labels at the right of a graph that is `width` wide."""
    texts = [lettering.width(line.label, FACT, SEMIBOLD) for line in still.lines]
    if not texts:
        return RIGHT
    texts.append(lettering.width(still.projected_label, FACT))
    texts += [lettering.width(dot.label, FACT, SEMIBOLD) for dot in still.dots[-1:]]
    if width >= _NAMES_FROM:
        names = [*(line.name for line in still.lines), still.projected_name or tr(_PROJECTED)]
        texts += [lettering.width(_short(name), NAME) for name in names]
    return LEADER + max(texts) + RIGHT


def _short(name: str) -> str:
    """The part before the first comma says who; the chips in the head have the whole of it."""
    return lettering.cut(
        name.split(",", maxsplit=1)[0], NAME, NORMAL, lettering.grown(_LONGEST_NAME)
    )


def paint_ends(painter: QPainter, scene: Scene) -> None:
    """Write the labels, and lead a thin line to those that had to move."""
    frame = scene.frame
    ends = _that_fit(list(_ends(scene)), frame.height)
    named = scene.width >= _NAMES_FROM and len(ends) * _TWO_ROWS <= frame.height
    height = _TWO_ROWS if named else _ONE_ROW
    low, high = frame.top - 6, frame.bottom + 6
    centres = spread([end.y for end in ends], [height] * len(ends), low, high)
    for end, centre in zip(ends, centres, strict=True):
        _paint_leader(painter, scene, end, centre)
        _paint_end(painter, frame.right + LEADER, centre, end, scene.theme, named=named)


def _ends(scene: Scene) -> Iterable[End]:
    still, theme = scene.still, scene.theme
    for line in still.lines:
        y = _end(scene, line.points)
        if y is not None:
            rank = 0 if line.primary else 2 + line.slot
            yield End(y, line.label, _short(line.name), scene.line_colour(line), False, rank)
    y = _end(scene, still.projected) if still.projected_label else None
    if y is not None:
        name = _short(still.projected_name) or tr(_PROJECTED)
        yield End(y, still.projected_label, name, QColor(theme.estimate), True, 1)
    for dot in still.dots[-1:]:
        if is_at_end(scene.frame, dot):
            y = scene.frame.y(dot.at[1])
            name = dict(still.x_ticks).get(dot.at[0]) or tr(_FINISHED)
            yield End(y, dot.label, name, theme.digits(dot.tone), False, -1)


def is_at_end(frame: Frame, dot: Dot) -> bool:
    """Whether a dot is so near to the right edge that its label stands beyond it."""
    x, y = frame.at(dot.at)
    return 0 <= frame.right - x <= SIDE_ROOM + 4 and frame.top <= y <= frame.bottom


def _end(scene: Scene, points: tuple[Point, ...]) -> float | None:
    """Where a line leaves the plot at the right; None when that is not in sight."""
    if not points:
        return None
    frame = scene.frame
    value = value_at(points, min(frame.x_span[1], points[-1][0]))
    if value is None or not frame.y_span[0] <= value <= frame.y_span[1]:
        return None
    return frame.y(value)


def _that_fit(ends: list[End], height: float) -> list[End]:
    most = max(int((height + 12) // _ONE_ROW), 1)
    return sorted(ends, key=lambda end: end.rank)[:most]


def _paint_leader(painter: QPainter, scene: Scene, end: End, centre: float) -> None:
    if abs(centre - end.y) < 3:
        return
    right = scene.frame.right
    colour = QColor(end.colour)
    colour.setAlphaF(0.6)
    painter.setPen(QPen(colour, 1))
    corners = [(right + 1, end.y), (right + 4, end.y), (right + LEADER - 3, centre)]
    painter.drawPolyline(QPolygonF([QPointF(*corner) for corner in corners]))


def _paint_end(
    painter: QPainter, left: float, centre: float, end: End, theme: Theme, *, named: bool
) -> None:
    weight = NORMAL if end.estimate else SEMIBOLD
    middle = centre - 6.5 if named else centre
    lettering.write(painter, left, middle, end.text, end.colour, FACT, weight)
    if named:
        lettering.write(painter, left, centre + 8, end.name, QColor(theme.muted), NAME)
