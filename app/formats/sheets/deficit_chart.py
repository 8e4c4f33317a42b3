"""How does the graph of a race's gaps look in print? Seconds behind a target, over the distance.

The line across is the target that everything is held against; behind is above it. Every other
target has its own line, every runner one with a dot at each split. What stands at the right end
of a line names it, so that it needs no colours.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.domain.course import Distance, mark_name, to_metres
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration, format_time
from app.formats.sheets import chart_frame as cf
from app.formats.sheets import figures as fig
from app.formats.sheets import paper as ink
from app.formats.sheets.drawing import (
    MIDDLE,
    REGULAR,
    SEMIBOLD,
    START,
    Box,
    Dot,
    Group,
    Item,
    Line,
    Measure,
    Path,
    Pen,
    Text,
    fitted,
)
from app.formats.sheets.split_sheet import Row, Runner, Sheet

Point = tuple[float, float]
_CURVE_STEPS = 48
_LABEL = 7.0
_NAME = 6.2
_LEADER = 12.0
_LONGEST_NAME = 78.0
_ROW = 9.0
_ABOVE, _BELOW = 18.0, 18.0
_UNDER = 14.0
_LEAST_SPAN_S = 1.0


class Curve(NamedTuple):
    """One line of the chart: metres and seconds behind, what names it, and how it is drawn."""

    points: tuple[Point, ...]
    text: str
    name: str
    pen: Pen
    rows: tuple[Row, ...] = ()
    colour: str = ink.INK


class _End(NamedTuple):
    y: float
    text: str
    name: str
    colour: str


def deficit_chart(
    sheet: Sheet,
    runners: Sequence[Runner],
    held: Target,
    size: tuple[float, float],
    measure: Measure,
    *,
    gutters: tuple[float, float] | None = None,
) -> Group:
    """Return the chart of `runners` against `held`, in `size` points.

    `gutters` are the rooms left and right of the plot, where another chart stands under it.
    """
    curves = chart_curves(sheet, runners, held)
    left, right = gutters or chart_gutters(sheet, runners, held, measure)
    frame = _frame(curves, held, size, (left, right))
    ticks = chart_ticks(sheet)
    items = (
        *_ground(frame),
        *cf.y_axis(frame, signed=True),
        *_grid(frame, ticks),
        *cf.x_axis(frame, ticks, measure),
        *(item for each in curves for item in _line(frame, each)),
        *_sides(frame),
        *_values(frame, curves, measure),
        *_ends(frame, curves, size[0], measure),
    )
    return Group(items, name="deficit-chart")


def chart_ticks(sheet: Sheet) -> tuple[cf.Tick, ...]:
    """Return a tick for every mark of the race."""
    if sheet.course is None:
        marks = sorted({each.mark: each.mark_name for each in sheet.lines}.items())
        return tuple(cf.Tick(to_metres(mark), name) for mark, name in marks)
    course = sheet.course
    return tuple(cf.Tick(to_metres(mark), mark_name(course, mark)) for mark in course.marks)


def chart_gutters(
    sheet: Sheet, runners: Sequence[Runner], held: Target, measure: Measure
) -> tuple[float, float]:
    """Return the room that the axis needs at the left and the labels at the right."""
    curves = chart_curves(sheet, runners, held)
    low, high = _levels(curves)
    left = cf.axis_room(low * 1.2, high * 1.2, measure, signed=True)
    widths = [
        measure(f"{each.text} ", _LABEL, SEMIBOLD) + _name_width(each, measure) for each in curves
    ]
    return left, _LEADER + max(widths)


def _name_width(curve: Curve, measure: Measure) -> float:
    return min(measure(curve.name, _NAME, REGULAR), _LONGEST_NAME) if curve.name else 0.0


def chart_curves(sheet: Sheet, runners: Sequence[Runner], held: Target) -> tuple[Curve, ...]:
    """Return every line of the chart: the targets', then the runners'."""
    targets = [_target_curve(sheet, each, held) for each in sheet.targets]
    several = len(runners) > 1
    run = [_runner_curve(sheet, each, held, i, several=several) for i, each in enumerate(runners)]
    return (*targets, *(each for each in run if each.rows))


def _target_curve(sheet: Sheet, target: Target, held: Target) -> Curve:
    places = sorted({d for each in (target, held) for d in _places(each)})
    gaps = ((d, (target.time_at(d) - held.time_at(d)) / NS_PER_S) for d in places)
    slot = sheet.targets.index(target)
    own = target.id == held.id
    colour = ink.INK if own else ink.target_colour(slot)
    pen = Pen(colour, 0.9) if own else Pen(colour, 0.9, ink.target_dashes(slot))
    time = format_time(target.finish)
    name = "" if target.name == time else target.name.split(",", maxsplit=1)[0]
    return Curve(tuple((to_metres(d), gap) for d, gap in gaps), time, name, pen, colour=colour)


def _places(target: Target) -> list[Distance]:
    knots = [d for d, _ in target.knots]
    if not target.curved:
        return knots
    return knots + [Distance(target.distance * i // _CURVE_STEPS) for i in range(_CURVE_STEPS)]


def _runner_curve(
    sheet: Sheet, runner: Runner, held: Target, number: int, *, several: bool
) -> Curve:
    rows = fig.rows_of(sheet, runner)
    points = tuple((to_metres(row.mark), _gap(row, held) / NS_PER_S) for row in rows)
    text = fig.gap_text(rows[-1], _gap(rows[-1], held)) if rows else ""
    if not several:
        return Curve(((0.0, 0.0), *points), text, "", Pen(ink.INK, 1.7), rows)
    colour = (ink.INK, *ink.TARGETS)[number % 5]
    dashes = () if number < 5 else ink.target_dashes(number // 5 - 1)
    return Curve(
        ((0.0, 0.0), *points), text, runner.athlete, Pen(colour, 1.1, dashes), rows, colour
    )


def _gap(row: Row, held: Target) -> Duration:
    return Duration(row.time - held.time_at(row.mark))


def _levels(curves: Sequence[Curve]) -> tuple[float, float]:
    levels = [y for each in curves for _, y in each.points]
    return min([*levels, -_LEAST_SPAN_S]), max([*levels, _LEAST_SPAN_S])


def _frame(
    curves: Sequence[Curve], held: Target, size: tuple[float, float], sides: tuple[float, float]
) -> cf.Frame:
    width, height = size[0] - sum(sides), size[1] - _UNDER
    low, high = _levels(curves)
    return cf.Frame(
        left=sides[0],
        top=0.0,
        width=width,
        height=height,
        x_span=(0.0, to_metres(held.distance)),
        y_span=cf.grown(low, high, height, _ABOVE, _BELOW),
    )


def _ground(frame: cf.Frame) -> Iterator[Item]:
    """Tint the two sides of the line across."""
    zero = frame.y(0.0)
    yield Box(frame.left, frame.top, frame.width, zero - frame.top, ink.BEHIND_TINT)
    yield Box(frame.left, zero, frame.width, frame.bottom - zero, ink.AHEAD_TINT)


def _grid(frame: cf.Frame, ticks: Sequence[cf.Tick]) -> Iterator[Item]:
    for tick in ticks:
        x = frame.x(tick.value)
        yield Line(x, frame.top, x, frame.bottom, Pen(ink.RULE, 0.4))


def _sides(frame: cf.Frame) -> Iterator[Item]:
    """Write at the left which side is which."""
    left = frame.left + 5
    yield Text(left, frame.top + 10, "BEHIND", 6.5, SEMIBOLD, ink.BEHIND)
    yield Text(left, frame.bottom - 5, "AHEAD", 6.5, SEMIBOLD, ink.AHEAD)


def _line(frame: cf.Frame, curve: Curve) -> Iterator[Item]:
    points = tuple((frame.x(x), frame.y(y)) for x, y in curve.points)
    kind = "run" if curve.rows else "target"
    items: list[Item] = [Path(points, curve.pen)]
    if curve.rows:
        radius = 2.4 if curve.pen.width > 1.5 else 1.7
        items += [
            _dot(x, y, radius, row, curve)
            for (x, y), row in zip(points[1:], curve.rows, strict=True)
        ]
    yield Group(tuple(items), name=kind)


def _dot(x: float, y: float, radius: float, row: Row, curve: Curve) -> Dot:
    """A split is a full dot, an estimate a hollow one."""
    pen = Pen(curve.colour, 0.9)
    return Dot(x, y, radius, ink.WHITE if row.estimated else curve.colour, pen)


def _values(frame: cf.Frame, curves: Sequence[Curve], measure: Measure) -> Iterator[Item]:
    """Write the gap beside the dots of a runner who is alone, where the line leaves room."""
    run = [each for each in curves if each.rows]
    if len(run) != 1:
        return
    curve = run[0]
    taken: list[tuple[float, float]] = []
    for i in _first_and_then_others(len(curve.rows) - 1):
        row, (x, y) = curve.rows[i], curve.points[i + 1]
        text = fig.gap_text(row, Duration(round(y * NS_PER_S)))
        width = measure(text, _LABEL, SEMIBOLD)
        place = min(max(frame.x(x), frame.left + width / 2 + 2), frame.right - width / 2 - 2)
        span = (place - width / 2 - 3, place + width / 2 + 3)
        if any(span[0] < end and begin < span[1] for begin, end in taken):
            continue
        taken.append(span)
        over = _is_peak(curve.points, i + 1)
        dy = -6.0 if over else 6.0 + _LABEL * 0.74
        colour = ink.gap_colour(fig.rounded_gap(row, Duration(round(y * NS_PER_S))))
        yield from _written(place, frame.y(y) + dy, text, width, colour)


def _first_and_then_others(count: int) -> list[int]:
    return sorted(range(count), key=lambda i: (i % 4 != 0, i % 2 != 0, i))


def _is_peak(points: Sequence[Point], i: int) -> bool:
    """Whether the line has more room over this point than under it."""
    (x0, y0), (x1, y1), (x2, y2) = points[i - 1], points[i], points[min(i + 1, len(points) - 1)]
    if x2 == x0:
        return True
    return y1 >= y0 + (y2 - y0) * (x1 - x0) / (x2 - x0)


def _written(x: float, y: float, text: str, width: float, colour: str) -> Iterator[Item]:
    """A value on a patch of white, so that no line crosses it."""
    yield Box(x - width / 2 - 1, y - _LABEL * 0.8, width + 2, _LABEL * 0.95, ink.WHITE)
    yield Text(x, y, text, _LABEL, SEMIBOLD, colour, MIDDLE)


def _ends(
    frame: cf.Frame, curves: Sequence[Curve], width: float, measure: Measure
) -> Iterator[Item]:
    """Name the lines at their right ends, and lead a thin line to those that had to move."""
    ends = [_End(frame.y(e.points[-1][1]), e.text, e.name, e.colour) for e in curves]
    height = min(_ROW, (frame.height + _UNDER) / max(len(ends), 1))
    centres = cf.spread([each.y for each in ends], height, frame.top - 2, frame.bottom + 6)
    left = frame.right + _LEADER
    for end, curve, centre in zip(ends, curves, centres, strict=True):
        x = frame.x(curve.points[-1][0])
        pen = Pen(end.colour, 0.5)
        if x < frame.right - 1:
            yield Path(((x + 3, end.y), (frame.right, end.y)), Pen(end.colour, 0.4, (0.8, 1.6)))
        yield Path(((frame.right + 1.5, end.y), (frame.right + 3, end.y), (left - 2, centre)), pen)
        base = centre + _LABEL * 0.36
        yield Text(left, base, end.text, _LABEL, SEMIBOLD, end.colour, START)
        after = left + measure(f"{end.text} ", _LABEL, SEMIBOLD)
        name = fitted(end.name, _NAME, REGULAR, width - after, measure)
        yield Text(after, base, name, _NAME, REGULAR, ink.MUTED, START)
