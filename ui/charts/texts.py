"""What is written among the lines: the values at the marks and the words of the half-planes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app.language import marked, tr
from ui.charts import lettering
from ui.charts.ends import is_at_end
from ui.charts.labels import Box, Place, Stroke, Wish, place
from ui.charts.lettering import FACT, NAME, NORMAL, SEMIBOLD, WORD
from ui.charts.scale import value_at
from ui.charts.scene import Scene, strokes_of
from ui.viewstate.graph import Dot

DOT_RADIUS = 4.5
_FACT_HEIGHT = 14.0
_LINE_HEIGHT = 13.0
_INSET_X, _INSET_Y = 16.0, 8.0
_HALO = 2.0
_LEAST_TRIED, _TRIED_EVERY = 32, 12.0
_LED_FROM, _CLEAR = 16.0, 7.0
_FOUR = marked("four rules")


class Text(NamedTuple):
    """One text with the box it fills and, where it stands farther off, the point it belongs to."""

    box: Box
    words: str
    colour: QColor
    pixels: int
    weight: QFont.Weight
    point: Place | None = None

    @property
    def middle(self) -> float:
        """The height that its capitals are centred on."""
        return self.box.top + self.box.height / 2


def texts_of(scene: Scene) -> list[Text]:
    """Return all texts, each where it covers nothing and nothing runs through it: facts first."""
    strokes = _strokes(scene)
    dots = [_around(scene.frame.at(dot.at)) for dot in scene.still.dots]
    coming = [_ahead_of(scene.frame.at(dot.at)) for dot in scene.still.dots[-1:]]
    texts = _values(scene, strokes, [*dots, *coming])
    for more in (_words, _rules, _empty):
        taken = [*dots, *(text.box for text in texts)]
        texts += more(scene, strokes, taken)
    return texts


def _strokes(scene: Scene) -> list[Stroke]:
    still, frame = scene.still, scene.frame
    found: list[Stroke] = []
    for points in (*(line.points for line in still.lines), still.known, still.projected):
        found += strokes_of(frame, points)
    for edge in (1, 2):
        found += strokes_of(frame, tuple((each[0], each[edge]) for each in still.wedge))
    for edge in (1, 2, 3, 4):
        found += strokes_of(frame, tuple((each[0], each[edge]) for each in still.coming))
    if still.level is not None:
        y = frame.y(still.level)
        found.append(((frame.left, y), (frame.right, y)))
    return found


def _around(middle: Place) -> Box:
    reach = DOT_RADIUS
    return Box(middle[0] - reach, middle[1] - reach, 2 * reach, 2 * reach)


def _ahead_of(last: Place) -> Box:
    """Where the live point and the way to it will be: no label waits for them there."""
    return Box(last[0] + DOT_RADIUS, last[1] - 40, 80, 80)


def _area(scene: Scene) -> Box:
    plot = scene.plot
    return Box(plot.left() + 2, plot.top() + 1, plot.width() - 4, plot.height() - 2)


def _values(scene: Scene, strokes: Sequence[Stroke], taken: Sequence[Box]) -> list[Text]:
    frame, level = scene.frame, scene.still.level
    border = None if level is None else frame.y(level)
    dots = [dot for dot in _by_weight(scene.still.dots) if _is_written_here(scene, dot)]
    # Of more there is no room for any; to try them all takes longer than the whole picture.
    dots = dots[: max(_LEAST_TRIED, int(scene.plot.width() / _TRIED_EVERY))]
    last = scene.still.dots[-1:]
    wishes = [
        Wish(
            frame.at(dot.at),
            _fact_width(dot.label),
            lettering.grown(_FACT_HEIGHT),
            dot in last,
            border,
        )
        for dot in dots
    ]
    boxes = place(wishes, strokes, taken, _area(scene))
    return [
        Text(box, dot.label, scene.theme.digits(dot.tone), FACT, SEMIBOLD, frame.at(dot.at))
        for box, dot in zip(boxes, dots, strict=True)
        if box is not None
    ]


def _is_written_here(scene: Scene, dot: Dot) -> bool:
    """A dot at the right edge has its label there, beside the targets'."""
    inside = scene.plot.adjusted(-1, -1, 1, 1).contains(*scene.frame.at(dot.at))
    return inside and not is_at_end(scene.frame, dot)


def _by_weight(dots: tuple[Dot, ...]) -> list[Dot]:
    """The last mark first, then every eighth from it, every fourth, ...: what thins out evenly."""
    backwards = dots[::-1]
    order = sorted(range(len(backwards)), key=lambda i: (-(i & -i) if i else -(1 << 30), i))
    return [backwards[i] for i in order]


def _fact_width(text: str) -> float:
    return lettering.width(text, FACT, SEMIBOLD)


def _words(scene: Scene, strokes: Sequence[Stroke], taken: Sequence[Box]) -> Iterable[Text]:
    """What a half-plane means stands in its corner; in a half that is too low it is left out."""
    still = scene.still
    if still.level is None:
        return
    for word, high in ((still.above, True), (still.below, False)):
        corners = _corners(scene, word, at_top=high != scene.frame.flipped)
        box = next((each for each in corners if _is_clear(each, strokes, taken)), None)
        if box is not None:
            colour = QColor(scene.theme.behind if high else scene.theme.ahead)
            yield Text(box, word, colour, WORD, SEMIBOLD)


def _is_clear(box: Box, strokes: Sequence[Stroke], taken: Sequence[Box]) -> bool:
    room = Box(box.left - 2, box.top - 2, box.width + 4, box.height + 4)
    return not any(room.crossed_by(stroke) for stroke in strokes) and not any(
        room.overlaps(other, 2.0) for other in taken
    )


def _corners(scene: Scene, word: str, *, at_top: bool) -> Iterable[Box]:
    """At the edge of the plot or at the line that parts the halves, left before right."""
    frame, plot = scene.frame, scene.plot
    level = min(max(frame.y(scene.still.level or 0.0), plot.top()), plot.bottom())
    edge = frame.top if at_top else frame.bottom
    inset = min(max((abs(level - edge) - lettering.grown(_LINE_HEIGHT)) / 2, 0.0), _INSET_Y)
    upper, lower = min(level, edge), max(level, edge)
    if lower - upper < lettering.grown(_LINE_HEIGHT) + 4:
        return
    width = lettering.width(word, WORD, SEMIBOLD)
    tops = [upper + inset, lower - inset - lettering.grown(_LINE_HEIGHT)]
    for top in tops if at_top else tops[::-1]:
        for left in (frame.left + _INSET_X, frame.right - _INSET_X - width):
            yield Box(left, top, width, lettering.grown(_LINE_HEIGHT))


def _rules(scene: Scene, strokes: Sequence[Stroke], taken: Sequence[Box]) -> Iterable[Text]:
    """The wedge says what it is where there is room in it: a spread between four rules."""
    if not scene.still.wedge:
        return
    box = _rules_box(scene)
    if box.within(_area(scene)) and _is_clear(box, strokes, taken):
        yield Text(box, tr(_FOUR), QColor(scene.theme.muted), NAME, NORMAL)


def _empty(scene: Scene, strokes: Sequence[Stroke], taken: Sequence[Box]) -> Iterable[Text]:
    """What is to come is said in the middle, or as near to it as no line runs."""
    if not scene.still.empty:
        return
    frame, words = scene.frame, scene.still.empty
    wide, high = lettering.width(words, FACT), lettering.grown(_FACT_HEIGHT)
    left, middle = frame.left + (frame.width - wide) / 2, frame.top + (frame.height - high) / 2
    for off in (0.0, 24.0, -24.0, 48.0, -48.0, 72.0, -72.0):
        box = Box(left, middle + off, wide, high)
        if box.within(_area(scene)) and _is_clear(box, strokes, taken):
            yield Text(box, words, QColor(scene.theme.muted), FACT, NORMAL)
            return


def _rules_box(scene: Scene) -> Box:
    """In the wider half of the wedge, at the finish, as far in as the wedge is high enough."""
    frame, (begin, end) = scene.frame, scene.still.wedge
    projected = scene.still.projected[-1]
    width = lettering.width(tr(_FOUR), NAME)
    left = frame.x(end[0]) - width - 6
    wider = 1 if abs(end[1] - projected[1]) > abs(end[2] - projected[1]) else 2
    edge = value_at(((begin[0], begin[wider]), (end[0], end[wider])), frame.value_x(left))
    inner = value_at((scene.still.projected[0], projected), frame.value_x(left))
    if edge is None or inner is None:
        return Box(left, frame.top - 14, width, 14)
    near = min if (edge > inner) != frame.flipped else max
    middle = (frame.y(edge) + near(frame.y(inner), frame.y(projected[1]))) / 2
    return Box(left, middle - 7, width, 14)


def paint_halos(painter: QPainter, scene: Scene, texts: Iterable[Text]) -> None:
    """Clear the grid around the texts, before any line is there.

    By boxes: outlines of the letters take longer than all the rest of the picture, and on a plain
    ground nobody sees the difference.
    """
    for text in texts:
        room = QRectF(*text.box).adjusted(-_HALO, 0, _HALO, 0)
        for ground, tint in scene.grounds:
            painter.fillRect(room & ground, QColor(tint))


def paint_texts(painter: QPainter, scene: Scene, texts: Iterable[Text]) -> None:
    """Write the texts, and lead those that had to stand farther off to their dots."""
    for text in texts:
        _paint_leader(painter, scene, text)
        left, words, colour = text.box.left, text.words, text.colour
        lettering.write(painter, left, text.middle, words, colour, text.pixels, text.weight)


def _paint_leader(painter: QPainter, scene: Scene, text: Text) -> None:
    if text.point is None:
        return
    (x, y), box = text.point, text.box
    near_x, near_y = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
    way = QLineF(x, y, near_x, near_y)
    if way.length() > _LED_FROM:
        painter.setPen(QPen(QColor(scene.theme.muted), 1))
        painter.drawLine(QLineF(way.pointAt(_CLEAR / way.length()), way.p2()))
