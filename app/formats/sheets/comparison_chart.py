"""How do several runs look on one graph? Gaps to a target or to the first run, or their laps.

Positive is behind, and up; laps are paces per 400 m. A run's line has its own colour and dashes, and
its name at the right end; an estimated time is a hollow dot.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from app.domain.course import Distance, to_metres
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration, format_difference, format_time
from app.formats.sheets import chart_frame as cf
from app.formats.sheets import paper as ink
from app.formats.sheets.chart_labels import Curve, end_labels, end_room
from app.formats.sheets.comparison import Comparison, Timed
from app.formats.sheets.comparison_files import decimals_of
from app.formats.sheets.drawing import (
    BOLD,
    SEMIBOLD,
    Box,
    Dot,
    Drawing,
    Group,
    Item,
    Line,
    Measure,
    Path,
    Pen,
    Text,
    fitted,
)
from app.formats.sheets.font_widths import text_width
from app.language import tr, tr_as

TARGET, FIRST, LAPS = "target", "first", "laps"
VIEWS = (TARGET, FIRST, LAPS)
SIZE = (640.0, 400.0)
_TITLE, _UNDER, _EDGE = 26.0, 16.0, 10.0
_ABOVE, _BELOW = 14.0, 14.0
_LEAST_SPAN_S = 0.5
_COLOURS = (ink.INK, *ink.TARGETS)
_DASHES = (
    *ink.DASHES,
    *((10.0, 2.0), (5.0, 1.6, 1.2, 1.6, 1.2, 1.6), (1.2, 5.0), (10.0, 2.0, 4.0, 2.0)),
)
"""Those of the runs after the first: nine lines can be told apart without colours."""


class _Point(NamedTuple):
    at: float
    value: float
    estimated: bool
    decimals: int = 2


_Value = Callable[[Distance, Timed], Duration | None]


def comparison_chart(
    comparison: Comparison,
    view: str,
    target: Target,
    size: tuple[float, float] = SIZE,
    measure: Measure = text_width,
) -> Drawing:
    """Return the graph of a comparison in `view`, in points."""
    title = title_of(view, target, comparison)
    area = Box(_EDGE, _TITLE, size[0] - 2 * _EDGE, size[1] - _TITLE - 8)
    items: tuple[Item, ...] = (
        Box(0, 0, *size, ink.WHITE),
        Text(_EDGE, 15, fitted(title, 9.0, BOLD, area.width, measure), 9.0, BOLD, ink.INK),
        *comparison_plot(comparison, view, target, area, measure),
    )
    return Drawing(*size, items, title)


def comparison_plot(
    comparison: Comparison,
    view: str,
    target: Target,
    area: Box,
    measure: Measure = text_width,
    rooms: tuple[float, float] = (0.0, 0.0),
) -> tuple[Item, ...]:
    """Return the graph alone, without a title, in an area in points.

    `rooms` are left free of the plot at its sides at least, where another graph stands under it.
    """
    runs = _runs(comparison, view, target)
    curves, gaps = _curves(comparison, runs, view), view != LAPS
    needed = _rooms(curves, area.height, measure, gaps=gaps)
    left, right = map(max, needed, rooms)
    inner = Box(area.x + left, area.y, area.width - left - right, area.height)
    frame = _frame(comparison, curves, inner, gaps=gaps)
    return (
        *(_ground(frame) if gaps else ()),
        *_grid(frame, comparison, measure, gaps=gaps),
        *(_sides(frame, measure) if gaps else ()),
        *(item for points, curve in _drawn(runs, curves) for item in _line(frame, points, curve)),
        *end_labels(frame, curves, measure),
    )


def plot_rooms(
    comparison: Comparison, view: str, target: Target, height: float, measure: Measure = text_width
) -> tuple[float, float]:
    """Return the rooms that the axis needs at the left and the names at the right."""
    curves = _curves(comparison, _runs(comparison, view, target), view)
    return _rooms(curves, height, measure, gaps=view != LAPS)


def run_pen(number: int) -> Pen:
    """Return what the line of a run is drawn with: the first is whole, each other has its dashes."""
    dashes = _DASHES[(number - 1) % len(_DASHES)] if number else ()
    return Pen(_COLOURS[number % len(_COLOURS)], 1.4, dashes)


def title_of(view: str, target: Target, comparison: Comparison) -> str:
    """Return what the graph shows, in words."""
    if view == TARGET:
        name = target.name.partition(" = ")[0]
        time = format_time(target.finish)
        return tr("Seconds behind or ahead of {name}", name=name) + (
            "" if time in name else f" {time}"
        )
    if view == FIRST:
        return tr("Seconds behind or ahead of {name}", name=comparison.columns[0].label)
    return tr("Laps in seconds per 400 m")


def _value(view: str, target: Target) -> _Value:
    if view == LAPS:
        return lambda _, cell: cell.per_400
    if view == TARGET:
        return lambda mark, cell: (
            Duration(cell.time - target.time_at(mark)) if mark <= target.distance else None
        )
    return lambda _, cell: cell.difference


def _points(comparison: Comparison, column: int, value: _Value) -> list[_Point]:
    found = []
    for line in comparison.lines:
        cell = line.cells[column]
        if cell is None:
            continue
        shown = value(line.mark, cell)
        if shown is None and column == 0:
            shown = Duration(0) if cell.difference is None else None
        if shown is not None:
            decimals = decimals_of(cell, line.cells[0])
            point = _Point(to_metres(line.mark), shown / NS_PER_S, cell.estimated, decimals)
            found.append(point)
    return found


def _runs(comparison: Comparison, view: str, target: Target) -> list[list[_Point]]:
    """The points of each run; a gap begins with none at the start."""
    runs = [_points(comparison, i, _value(view, target)) for i in range(len(comparison.columns))]
    if view == LAPS:
        return runs
    start = _Point(0.0, 0.0, estimated=False)
    return [[start, *points] if points else [] for points in runs]


def _curves(comparison: Comparison, runs: Sequence[list[_Point]], view: str) -> list[Curve]:
    return [
        _curve(comparison.columns[i].label, points, i, gaps=view != LAPS)
        for i, points in enumerate(runs)
        if points
    ]


def _curve(label: str, points: Sequence[_Point], number: int, *, gaps: bool) -> Curve:
    last = Duration(round(points[-1].value * NS_PER_S))
    write = format_difference if gaps else format_time
    text = write(last, points[-1].decimals)
    pen = run_pen(number)
    places = tuple((each.at, each.value) for each in points)
    return Curve(places, text, label, pen, colour=pen.colour)


def _drawn(
    runs: Sequence[list[_Point]], curves: Sequence[Curve]
) -> Iterator[tuple[list[_Point], Curve]]:
    """The first run is drawn last, over the others."""
    pairs = list(zip([each for each in runs if each], curves, strict=True))
    yield from reversed(pairs)


def _levels(curves: Sequence[Curve], *, gaps: bool) -> tuple[float, float]:
    levels = [y for each in curves for _, y in each.points] or [0.0]
    low, high = min(levels), max(levels)
    if gaps:
        return min(low, -_LEAST_SPAN_S), max(high, _LEAST_SPAN_S)
    narrow = high - low < 2 * _LEAST_SPAN_S
    return (low - _LEAST_SPAN_S, high + _LEAST_SPAN_S) if narrow else (low, high)


def _rooms(
    curves: Sequence[Curve], height: float, measure: Measure, *, gaps: bool
) -> tuple[float, float]:
    low, high = _levels(curves, gaps=gaps)
    left = cf.axis_room(low * 1.2, high * 1.2, measure, signed=gaps)
    return left, end_room(curves, height - _UNDER, measure)


def _frame(comparison: Comparison, curves: Sequence[Curve], inner: Box, *, gaps: bool) -> cf.Frame:
    height = inner.height - _UNDER
    longest = max((line.mark for line in comparison.lines), default=Distance(1))
    return cf.Frame(
        left=inner.x,
        top=inner.y,
        width=max(inner.width, 40.0),
        height=height,
        x_span=(0.0, to_metres(longest)),
        y_span=cf.grown(*_levels(curves, gaps=gaps), height, _ABOVE, _BELOW),
    )


def _ground(frame: cf.Frame) -> Iterator[Item]:
    zero = frame.y(0.0)
    yield Box(frame.left, frame.top, frame.width, zero - frame.top, ink.BEHIND_TINT)
    yield Box(frame.left, zero, frame.width, frame.bottom - zero, ink.AHEAD_TINT)


def _grid(
    frame: cf.Frame, comparison: Comparison, measure: Measure, *, gaps: bool
) -> Iterator[Item]:
    ticks = [
        cf.Tick(to_metres(each.mark), f"{each.name[:1].upper()}{each.name[1:]}")
        for each in comparison.lines
    ]
    for tick in ticks:
        x = frame.x(tick.value)
        yield Line(x, frame.top, x, frame.bottom, Pen(ink.RULE, 0.4))
    yield from cf.y_axis(frame, signed=gaps)
    yield from cf.x_axis(frame, ticks, measure)
    if gaps:
        zero = frame.y(0.0)
        yield Line(frame.left, zero, frame.right, zero, Pen(ink.MUTED, 0.8))


def _sides(frame: cf.Frame, measure: Measure) -> Iterator[Item]:
    """Name the two sides, each on its own ground, so that no line of the grid crosses a word."""
    left, size = frame.left + 5, 6.5
    for word, base, colour, ground in (
        (tr_as("alone", "BEHIND"), frame.top + 10, ink.BEHIND, ink.BEHIND_TINT),
        (tr_as("alone", "AHEAD"), frame.bottom - 5, ink.AHEAD, ink.AHEAD_TINT),
    ):
        width = measure(word, size, SEMIBOLD)
        yield Box(left - 1.5, base - 6, width + 3, 7.5, ground)
        yield Text(left, base, word, size, SEMIBOLD, colour)


def _line(frame: cf.Frame, points: Sequence[_Point], curve: Curve) -> Iterator[Item]:
    places = [(frame.x(each.at), frame.y(each.value)) for each in points]
    items: list[Item] = [Path(tuple(places), curve.pen)]
    for (x, y), point in zip(places, points, strict=True):
        if point.at > 0:
            fill = ink.WHITE if point.estimated else curve.colour
            items.append(Dot(x, y, 2.0, fill, Pen(curve.colour, 0.9)))
    yield Group(tuple(items), name="run")
