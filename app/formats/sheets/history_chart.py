"""How does it go from week to week? A dot for each day at its date, with what lies around it.

Values are seconds, upwards slower; places are points. Days lie where they do in the year, those
that nobody knows behind the others.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from app.domain.times import NS_PER_S, Duration, format_time
from app.formats.sheets import chart_frame as cf
from app.formats.sheets import paper as ink
from app.formats.sheets.drawing import (
    MIDDLE,
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
)
from app.formats.sheets.font_widths import text_width

_SIDE = 14.0
_UNDER, _ABOVE = 14.0, 14.0
_VALUE = 6.4
_LEAST_SPAN = 1.0
_LEAST_DAYS = 6


class Day(NamedTuple):
    """A value of one day; from `fastest` to `slowest` it was spread. `marked` ones stand out."""

    date: str
    value: Duration
    fastest: Duration
    slowest: Duration
    decimals: int = 1
    marked: str = ""


def history_chart(
    days: Sequence[Day], size: tuple[float, float], measure: Measure = text_width
) -> Drawing:
    """Return the days as a picture of `size`; nothing but its ground where there is none."""
    width, height = size[0] - 2 * _SIDE, size[1] - 2 * _SIDE
    items: tuple[Item, ...] = ()
    if days:
        frame = _frame(days, (width, height), measure)
        items = tuple(_drawn(frame, days, measure))
    return Drawing(*size, (Group(items, dx=_SIDE, dy=_SIDE, name="history"),), "")


def _frame(days: Sequence[Day], size: tuple[float, float], measure: Measure) -> cf.Frame:
    low = min(each.fastest for each in days) / NS_PER_S
    high = max(each.slowest for each in days) / NS_PER_S
    high = max(high, low + _LEAST_SPAN)
    places = _places(days)
    room = max(places[-1] - places[0], _LEAST_DAYS) * 0.06
    left, height = cf.axis_room(low, high, measure, signed=False) + 2, size[1] - _UNDER
    return cf.Frame(
        left=left,
        top=0.0,
        width=size[0] - left - 4,
        height=height,
        x_span=(places[0] - room, max(places[-1], places[0] + _LEAST_DAYS) + room),
        y_span=cf.grown(low, high, height, _ABOVE, 8.0),
    )


def _places(days: Sequence[Day]) -> list[float]:
    """Return each day's place on the axis, rising."""
    found: list[float] = []
    for each in days:
        last = found[-1] if found else 0.0
        ordinal = _ordinal(each.date)
        place = last + 1.0 if ordinal is None else float(ordinal)
        found.append(max(place, last + 0.5) if found else place)
    return found


def _ordinal(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def _drawn(frame: cf.Frame, days: Sequence[Day], measure: Measure) -> Iterator[Item]:
    places = _places(days)
    yield from cf.y_axis(frame, signed=False, least=18.0)
    ticks = [cf.Tick(x, e.date or "?") for x, e in zip(places, days, strict=True)]
    yield from cf.x_axis(frame, ticks, measure)
    points = [(frame.x(x), frame.y(_s(e.value))) for x, e in zip(places, days, strict=True)]
    for (x, _), each in zip(points, days, strict=True):
        yield from _spread(frame, x, each)
    yield Path(tuple(points), Pen(ink.TARGETS[0], 1.3))
    for point, each in zip(points, days, strict=True):
        yield Dot(*point, 3.0 if each.marked else 2.2, ink.TARGETS[0])
    yield from _values(frame, points, days, measure)


def _s(value: Duration) -> float:
    return value / NS_PER_S


def _spread(frame: cf.Frame, x: float, day: Day) -> Iterator[Item]:
    """From the best to the worst of the day."""
    if day.fastest == day.slowest:
        return
    top, bottom = frame.y(_s(day.slowest)), frame.y(_s(day.fastest))
    yield Box(x - 3, top, 6, bottom - top, ink.COLUMN)
    for y in (top, bottom):
        yield Line(x - 3, y, x + 3, y, Pen(ink.MUTED, 0.7))


def _values(
    frame: cf.Frame, points: Sequence[tuple[float, float]], days: Sequence[Day], measure: Measure
) -> Iterator[Item]:
    """The values over the dots, the last and the marked first, as many as have room."""
    order = sorted(range(len(days)), key=lambda i: (not days[i].marked, -i))
    taken: list[tuple[float, float]] = []
    for i in order:
        text = " ".join(
            filter(None, (format_time(days[i].value, days[i].decimals), days[i].marked))
        )
        half = measure(text, _VALUE, SEMIBOLD) / 2 + 1.5
        x = min(max(points[i][0], frame.left + half), frame.right - half)
        if any(x - half < right and left < x + half for left, right in taken):
            continue
        taken.append((x - half, x + half))
        y = frame.y(_s(days[i].slowest)) - 4.5
        yield Box(x - half, y - _VALUE * 0.85, 2 * half, _VALUE, ink.WHITE)
        yield Text(x, y, text, _VALUE, SEMIBOLD, ink.INK, MIDDLE)
