"""How does the graph of a race's gaps look in print? Seconds behind a target, over the distance.

The line across is the target that everything is held against; behind is above it. Every other
target has its own line, every runner one with a dot at each split. What stands at the right end
of a line names it, so that it needs no colours.
"""

from collections.abc import Iterator, Sequence

from app.domain.course import Distance, mark_name, to_metres
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration, format_time
from app.formats.sheets import chart_frame as cf
from app.formats.sheets import figures as fig
from app.formats.sheets import paper as ink
from app.formats.sheets.chart_labels import Curve, end_labels, end_room, value_labels
from app.formats.sheets.drawing import (
    SEMIBOLD,
    Box,
    Dot,
    Group,
    Item,
    Line,
    Measure,
    Path,
    Pen,
    Text,
)
from app.formats.sheets.split_sheet import Row, Runner, Sheet
from app.language import tr, tr_as

Point = tuple[float, float]
_CURVE_STEPS = 48
_ABOVE, _BELOW = 18.0, 18.0
_UNDER = 14.0
_LEAST_SPAN_S = 1.0


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
    left, right = gutters or chart_gutters(sheet, runners, held, size[1], measure)
    frame = _frame(curves, held, size, (left, right))
    ticks = chart_ticks(sheet)
    items = (
        *_ground(frame),
        *cf.y_axis(frame, signed=True),
        *_grid(frame, ticks),
        *cf.x_axis(frame, ticks, measure),
        *(item for each in curves for item in _line(frame, each)),
        *_sides(frame),
        *value_labels(frame, curves, measure),
        *end_labels(frame, curves, measure),
    )
    return Group(items, name="deficit-chart")


def chart_ticks(sheet: Sheet) -> tuple[cf.Tick, ...]:
    """Return a tick for every mark of the race."""
    if sheet.course is None:
        marks = sorted({each.mark: tr(each.mark_name) for each in sheet.lines}.items())
        return tuple(cf.Tick(to_metres(mark), name) for mark, name in marks)
    course = sheet.course
    return tuple(
        cf.Tick(to_metres(mark), _capital(tr(mark_name(course, mark)))) for mark in course.marks
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def chart_gutters(
    sheet: Sheet, runners: Sequence[Runner], held: Target, height: float, measure: Measure
) -> tuple[float, float]:
    """Return the room that the axis needs at the left and the labels at the right."""
    curves = chart_curves(sheet, runners, held)
    low, high = _levels(curves)
    left = cf.axis_room(low * 1.2, high * 1.2, measure, signed=True)
    return left, end_room(curves, height - _UNDER, measure)


def chart_curves(sheet: Sheet, runners: Sequence[Runner], held: Target) -> tuple[Curve, ...]:
    """Return every line of the chart: the targets', then the runners'."""
    several = len(runners) > 1
    targets = [_target_curve(sheet, each, held, quiet=several) for each in sheet.targets]
    run = [_runner_curve(sheet, each, held, i, several=several) for i, each in enumerate(runners)]
    return (*targets, *(each for each in run if each.rows))


def _target_curve(sheet: Sheet, target: Target, held: Target, *, quiet: bool) -> Curve:
    places = sorted({d for each in (target, held) for d in _places(each)})
    gaps = ((d, (target.time_at(d) - held.time_at(d)) / NS_PER_S) for d in places)
    slot = sheet.targets.index(target)
    own = target.id == held.id
    colour = ink.INK if own else ink.MUTED if quiet else ink.target_colour(slot)
    pen = Pen(colour, 0.9) if own else Pen(colour, 0.9, ink.target_dashes(slot))
    pen = pen._replace(width=0.6) if quiet else pen
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
        where = tr(rows[-1].mark_name) if rows else ""
        return Curve(((0.0, 0.0), *points), text, where, Pen(ink.INK, 1.7), rows)
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
    yield Box(left - 2, frame.top + 3, 32, 9, ink.BEHIND_TINT)
    yield Text(left, frame.top + 10, tr_as("alone", "BEHIND"), 6.5, SEMIBOLD, ink.BEHIND)
    yield Box(left - 2, frame.bottom - 12, 29, 9, ink.AHEAD_TINT)
    yield Text(left, frame.bottom - 5, tr_as("alone", "AHEAD"), 6.5, SEMIBOLD, ink.AHEAD)


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
