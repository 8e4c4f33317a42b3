"""How do the laps of one runner look in print? A column each, against the target's lap.

Where the laps differ in length the columns are paces per 400 m. What a lap took too much is solid
on top of its column, what it saved is hollow; the line is the target's.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.analysis.laps import per_400
from app.domain.course import Distance, to_metres
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration, format_time, rounded
from app.formats.sheets import chart_frame as cf
from app.formats.sheets import figures as fig
from app.formats.sheets import paper as ink
from app.formats.sheets.chart_labels import LEADER
from app.formats.sheets.deficit_chart import chart_ticks
from app.formats.sheets.drawing import (
    MIDDLE,
    SEMIBOLD,
    Box,
    Group,
    Item,
    Line,
    Measure,
    Pen,
    Text,
)
from app.formats.sheets.sheet_words import written_lap
from app.formats.sheets.split_sheet import Row, Runner, Sheet
from app.language import tr

_SIZES = (7.0, 6.4, 5.8)
_BETWEEN = 1.6
_ABOVE = 13.0
_SUMMARY_ROOM = 50.0
_UNDER = 14.0


class Bar(NamedTuple):
    """One lap: where it was run (m), how long it and the target's took (s).

    `whole` says that these are times of laps, and not paces per 400 m.
    """

    begin: float
    end: float
    height: float
    target: float
    row: Row
    time: Duration
    whole: bool


def lap_bars(
    sheet: Sheet,
    runner: Runner,
    held: Target,
    size: tuple[float, float],
    gutters: tuple[float, float],
    measure: Measure,
) -> Group:
    """Return the laps of `runner` against those of `held`, in `size` points."""
    bars = bars_of(fig.rows_of(sheet, runner), held)
    frame = _frame(bars, held, size, gutters)
    items = (
        *cf.y_axis(frame, signed=False, least=18.0),
        *(item for each in bars for item in _bar(frame, each)),
        *_steps(frame, bars),
        *cf.x_axis(frame, chart_ticks(sheet), measure),
        *_times(frame, bars, measure),
        *(_summary(frame, bars) if gutters[1] > _SUMMARY_ROOM else ()),
    )
    return Group(items, name="lap-bars")


def bars_gutter(rows: Sequence[Row], held: Target, measure: Measure) -> float:
    """Return the room that the axis of the laps needs at the left."""
    levels = [y for each in bars_of(rows, held) for y in (each.height, each.target)] or [0.0]
    return cf.axis_room(min(levels), max(levels) + 1.0, measure, signed=False)


def same_length(rows: Sequence[Row]) -> bool:
    """Whether every lap is as long as the others, so that their times can be held together."""
    return len({each.length for each in rows}) <= 1


def bars_of(rows: Sequence[Row], held: Target) -> tuple[Bar, ...]:
    """Return a bar for every lap; between marks that were missed it is as wide as what was run."""
    whole = same_length(rows)
    return tuple(_bar_of(each, held, whole=whole) for each in rows)


def _bar_of(row: Row, held: Target, *, whole: bool) -> Bar:
    begin = Distance(row.mark - row.length)
    time = row.lap if whole else row.per_400
    target = Duration(held.time_at(row.mark) - held.time_at(begin))
    if not whole:
        target = per_400(target, row.length)
    return Bar(
        begin=to_metres(begin),
        end=to_metres(row.mark),
        height=time / NS_PER_S,
        target=target / NS_PER_S,
        row=row,
        time=time,
        whole=whole,
    )


def _frame(
    bars: Sequence[Bar], held: Target, size: tuple[float, float], gutters: tuple[float, float]
) -> cf.Frame:
    height = size[1] - _UNDER
    levels = [y for each in bars for y in (each.height, each.target)] or [0.0]
    low, high = min(levels), max(levels)
    room = max(high - low, 1.0) * 0.6
    return cf.Frame(
        left=gutters[0],
        top=0.0,
        width=size[0] - sum(gutters),
        height=height,
        x_span=(0.0, to_metres(held.distance)),
        y_span=(low - room, cf.grown(low - room, max(high, low + 1.0), height, _ABOVE, 0.0)[1]),
    )


def _bar(frame: cf.Frame, bar: Bar) -> Iterator[Item]:
    left, right = frame.x(bar.begin) + _BETWEEN, frame.x(bar.end) - _BETWEEN
    top, target = frame.y(bar.height), frame.y(bar.target)
    width = max(right - left, 0.5)
    base = max(top, target)
    yield Box(left, base, width, frame.bottom - base, ink.COLUMN)
    if top < target:
        pen = Pen(ink.BEHIND, 0.8)
        yield Box(left + 0.4, top, width - 0.8, target - top, ink.BEHIND_BAR, pen)
    elif top > target:
        pen = Pen(ink.AHEAD, 0.8)
        yield Box(left + 0.4, target, width - 0.8, top - target, ink.WHITE, pen)


def _steps(frame: cf.Frame, bars: Sequence[Bar]) -> Iterator[Item]:
    pen = Pen(ink.INK, 1.1)
    for bar in bars:
        y = frame.y(bar.target)
        yield Line(frame.x(bar.begin), y, frame.x(bar.end), y, pen)


def _times(frame: cf.Frame, bars: Sequence[Bar], measure: Measure) -> Iterator[Item]:
    """Write the times over the columns, as large and as fine as all of them have room."""
    size, decimals = next(
        (
            (size, fewer)
            for fewer in (0, 1, 2)
            for size in _SIZES
            if _fit(frame, bars, size, fewer, measure)
        ),
        (0.0, 0),
    )
    if not size:
        size, decimals = _SIZES[-1], 2
        bars = [each for each in bars if _fit(frame, [each], size, decimals, measure)]
    for bar in bars:
        y = min(frame.y(bar.height), frame.y(bar.target)) - 3
        gap = rounded(
            Duration(round((bar.height - bar.target) * NS_PER_S)), fig.lap_decimals(bar.row)
        )
        text = _written(bar, decimals)
        x = (frame.x(bar.begin) + frame.x(bar.end)) / 2
        half = measure(text, size, SEMIBOLD) / 2 + 1
        yield Box(x - half, y - size * 0.86, 2 * half, size, ink.WHITE)
        yield Text(x, y, text, size, SEMIBOLD, ink.gap_colour(gap), MIDDLE)


def _summary(frame: cf.Frame, bars: Sequence[Bar]) -> Iterator[Item]:
    """Say beside the columns which lap was the fastest, which the slowest."""
    timed = [each for each in bars if not each.row.estimated]
    if len(timed) < 2:
        return
    fast, slow = (pick(timed, key=lambda bar: bar.height) for pick in (min, max))
    decimals = min(fig.lap_decimals(each.row) for each in timed)
    apart = format_time(Duration(slow.time - fast.time), decimals)
    found = (
        (tr("Fastest"), _written(fast, 0), tr("to {mark}", mark=tr(fast.row.mark_name))),
        (tr("Slowest"), _written(slow, 0), tr("to {mark}", mark=tr(slow.row.mark_name))),
        (tr("Apart"), apart, ""),
    )
    x, y = frame.right + LEADER, frame.top + 6.0
    for name, time, where in found:
        yield Text(x, y, name.upper(), 5.6, SEMIBOLD, ink.MUTED)
        yield Text(x, y + 8.4, time, 7.6, SEMIBOLD, ink.INK)
        yield Text(x, y + 15.6, where, 6.2, colour=ink.MUTED)
        y += 25.0


def _fit(frame: cf.Frame, bars: Sequence[Bar], size: float, fewer: int, measure: Measure) -> bool:
    return all(
        measure(_written(each, fewer), size, SEMIBOLD) + 1.5
        <= frame.x(each.end) - frame.x(each.begin)
        for each in bars
    )


def _written(bar: Bar, fewer: int) -> str:
    """Write the time of a column, where room is scarce as seconds alone: `72.4`, `72`."""
    decimals = fig.lap_decimals(bar.row)
    if not fewer:
        return written_lap(bar.row) if bar.whole else format_time(bar.time, decimals)
    seconds, rest = divmod(rounded(bar.time, decimals - fewer + 1), NS_PER_S)
    tail = f".{rest:09d}"[: decimals - fewer + 2] if decimals > fewer - 1 else ""
    return f"{seconds}{tail}"
