"""What is written in a printed chart beside its lines? The gaps at the dots, names at the ends.

A value stands where no line runs through it, or not at all: the table has it too.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.domain.times import NS_PER_S, Duration
from app.formats.sheets import chart_frame as cf
from app.formats.sheets import figures as fig
from app.formats.sheets import paper as ink
from app.formats.sheets.drawing import (
    MIDDLE,
    REGULAR,
    SEMIBOLD,
    START,
    Box,
    Item,
    Measure,
    Path,
    Pen,
    Text,
    fitted,
)
from app.formats.sheets.split_sheet import Row

Point = tuple[float, float]
Area = tuple[float, float, float, float]
LEADER = 12.0
"""Room between the plot and the names, for the thin lines that lead to moved ones."""
_SIZE, _NAME = 7.0, 6.2
_LONGEST_NAME = 78.0
_ONE_ROW, _TWO_ROWS = 9.0, 17.0
_CAPITALS = 0.73
_CLEAR = 3.4


class Curve(NamedTuple):
    """One line of the chart: metres and seconds behind, what names it, and how it is drawn.

    `rows` are there for a runner's line; its points are the start and a point for each of them.
    """

    points: tuple[Point, ...]
    text: str
    name: str
    pen: Pen
    rows: tuple[Row, ...] = ()
    colour: str = ink.INK


def end_room(curves: Sequence[Curve], height: float, measure: Measure) -> float:
    """Return the room that the names need at the right."""
    between = measure(" ", _SIZE, SEMIBOLD)
    widths = [0.0]
    for each in curves:
        time = measure(each.text, _SIZE, SEMIBOLD)
        name = min(measure(each.name, _NAME, REGULAR), _LONGEST_NAME)
        widths.append(max(time, name) if _stacked(curves, height) else time + between + name)
    return LEADER + max(widths) + 1


def _stacked(curves: Sequence[Curve], height: float) -> bool:
    return len(curves) * _TWO_ROWS <= height


def value_labels(frame: cf.Frame, curves: Sequence[Curve], measure: Measure) -> Iterator[Item]:
    """Write the gaps beside the dots of a runner who is alone, where there is room for them.

    The words BEHIND and AHEAD stand at the left, above and below.
    """
    run = [each for each in curves if each.rows]
    if len(run) != 1:
        return
    lines = [[(frame.x(x), frame.y(y)) for x, y in each.points] for each in curves]
    dots = [(frame.x(x), frame.y(y)) for x, y in run[0].points[1:]]
    taken = [_around(*dot, 2.8, 2.8) for dot in dots]
    taken += [
        (frame.left, y - 9, frame.left + 40, y + 9) for y in (frame.top + 6, frame.bottom - 6)
    ]
    for i in _most_wanted(run[0]):
        row, dot = run[0].rows[i], dots[i]
        gap = fig.rounded_gap(row, Duration(round(run[0].points[i + 1][1] * NS_PER_S)))
        text = fig.gap_text(row, gap)
        others = [*taken[:i], *taken[i + 1 :]]
        area = _free_area(frame, dot, measure(text, _SIZE, SEMIBOLD), lines, others)
        if area is not None:
            taken.append(area)
            yield from _written(frame, area, text, ink.gap_colour(gap))


def _most_wanted(curve: Curve) -> list[int]:
    """The end of the race is named at the right; of the others the farthest off come first."""
    inner = range(len(curve.rows) - 1)
    return sorted(inner, key=lambda i: (-abs(curve.points[i + 1][1]), i))


def _free_area(
    frame: cf.Frame,
    dot: Point,
    width: float,
    lines: Sequence[Sequence[Point]],
    taken: Sequence[Area],
) -> Area | None:
    half, high = width / 2 + 1.5, _SIZE * _CAPITALS / 2 + 1
    for dx, dy in _places(half, high):
        area = _around(dot[0] + dx, dot[1] + dy, half, high)
        inside = area[0] > frame.left and area[2] < frame.right
        inside = inside and area[1] > frame.top and area[3] < frame.bottom
        free = not any(_overlap(area, each) for each in taken)
        if inside and free and not any(cf.crosses(area, each) for each in lines):
            return area
    return None


def _places(half: float, high: float) -> Iterator[Point]:
    """Above, below, and to either side of both."""
    up, side = high + _CLEAR, half + _CLEAR
    yield from ((0.0, -up), (0.0, up), (half * 0.7, up), (-half * 0.7, up))
    yield from ((half * 0.7, -up), (-half * 0.7, -up), (side, up), (-side, up))
    yield from ((side, -up), (-side, -up), (side, 0.0), (-side, 0.0))


def _around(x: float, y: float, half: float, high: float) -> Area:
    return x - half, y - high, x + half, y + high


def _overlap(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _written(frame: cf.Frame, area: Area, text: str, colour: str) -> Iterator[Item]:
    """A value on the ground of its side, so that no line of the grid crosses it."""
    left, top, right, bottom = area
    ground = ink.BEHIND_TINT if (top + bottom) / 2 < frame.y(0.0) else ink.AHEAD_TINT
    yield Box(left, top, right - left, bottom - top, ground)
    base = (top + bottom + _SIZE * _CAPITALS) / 2
    yield Text((left + right) / 2, base, text, _SIZE, SEMIBOLD, colour, MIDDLE)


def end_labels(frame: cf.Frame, curves: Sequence[Curve], measure: Measure) -> Iterator[Item]:
    """Name the lines at their right ends, and lead a thin line to those that had to move."""
    stacked = _stacked(curves, frame.height)
    height = min(_TWO_ROWS if stacked else _ONE_ROW, (frame.height + 14) / max(len(curves), 1))
    ends = [frame.y(each.points[-1][1]) for each in curves]
    centres = cf.spread(ends, height, frame.top - 4, frame.bottom + 10)
    for curve, end, centre in zip(curves, ends, centres, strict=True):
        yield from _leader(frame, curve, end, centre)
        yield from _named(frame.right + LEADER, centre, curve, measure, stacked=stacked)


def _leader(frame: cf.Frame, curve: Curve, end: float, centre: float) -> Iterator[Item]:
    x, right = frame.x(curve.points[-1][0]), frame.right
    if x < right - 1:
        yield Path(((x + 3, end), (right, end)), Pen(curve.colour, 0.4, (0.8, 1.6)))
    corners = ((right + 2, end), (right + 4, end), (right + LEADER - 2, centre))
    yield Path(corners, Pen(curve.colour, 0.5))


def _named(
    left: float, centre: float, curve: Curve, measure: Measure, *, stacked: bool
) -> Iterator[Item]:
    name = fitted(curve.name, _NAME, REGULAR, _LONGEST_NAME, measure)
    if stacked and name:
        yield Text(left, centre - 1, curve.text, _SIZE, SEMIBOLD, curve.colour, START)
        yield Text(left, centre + 6.4, name, _NAME, REGULAR, ink.MUTED, START)
        return
    base = centre + _SIZE * _CAPITALS / 2
    yield Text(left, base, curve.text, _SIZE, SEMIBOLD, curve.colour, START)
    after = left + measure(f"{curve.text} ", _SIZE, SEMIBOLD)
    yield Text(after, base, name, _NAME, REGULAR, ink.MUTED, START)
