"""Where on the panel does a value lie, how much is shown, and which values deserve a tick?

Values are metres or seconds, places are pixels with y growing downwards.
"""

import itertools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.domain.said import format_difference, format_time
from app.domain.times import seconds
from ui.viewstate.graph import DEFICIT, LAPS, PACE, Graph, Point, Still
from ui.viewstate.wording import lap_text

SIDE_ROOM = 8.0
"""Pixels kept free at every side, so that a dot at the finish is whole."""
LABEL_ROOM = 30.0
"""Pixels kept free above and below the dots, for what stands beside them."""
_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0)
_STRIDES = (1, 2, 4, 5, 8, 10, 20, 25, 50, 100)
_TICK_GAP = 10.0
_BEYOND = 11.0
"""How far beyond the right edge of a plot a label of its x axis may reach."""

Label = tuple[float, str]
"""Where a label is centred on its axis, and its text."""


class Frame(NamedTuple):
    """The rectangle of a plot in pixels and the values at its edges; `flipped` has y downwards."""

    left: float
    top: float
    width: float
    height: float
    x_span: Point
    y_span: Point
    flipped: bool = False

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def x(self, value: float) -> float:
        """Return where a distance or a race time lies."""
        low, high = self.x_span
        return self.left + (value - low) / (high - low) * self.width

    def y(self, value: float) -> float:
        """Return how far down a value lies."""
        low, high = self.y_span
        share = (value - low) / (high - low)
        return self.top + (share if self.flipped else 1.0 - share) * self.height

    def at(self, point: Point) -> Point:
        """Return the place of a point."""
        return self.x(point[0]), self.y(point[1])

    def value_x(self, place: float) -> float:
        """Return the value at a place, the inverse of `x`."""
        low, high = self.x_span
        return low + (place - self.left) / self.width * (high - low)

    def value_y(self, place: float) -> float:
        """Return the value at a height, the inverse of `y`."""
        low, high = self.y_span
        share = (place - self.top) / self.height
        return low + (share if self.flipped else 1.0 - share) * (high - low)

    def holds_x(self, value: float) -> bool:
        """Whether a value lies within the frame."""
        return self.left <= self.x(value) <= self.right


def value_at(points: Sequence[Point], x: float) -> float | None:
    """Return a line's value at `x`, None beside it."""
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if x0 <= x <= x1:
            return y0 if x1 == x0 else y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return None


def home_spans(graph: Graph, width: float, height: float) -> tuple[Point, Point]:
    """Return the values at the edges of a plot of that size when nobody has zoomed."""
    still, live = graph.still, graph.moving.point
    x_span, y_span = still.x_span, still.y_span
    if live is not None:
        x_span, y_span = _grown(x_span, live[0]), _grown(y_span, live[1])
    for edge in (edge for each in graph.moving.fan for edge in (each.low_80, each.high_80)):
        y_span = _grown(y_span, edge)
    dots = [(dot.at[1], LABEL_ROOM) for dot in still.dots]
    dots += [(bar.height, LABEL_ROOM) for bar in still.bars]
    return (
        _with_room([(x_span[0], SIDE_ROOM), (x_span[1], SIDE_ROOM)], width),
        _with_room([(y_span[0], SIDE_ROOM), (y_span[1], SIDE_ROOM), *dots], height),
    )


def _grown(span: Point, value: float) -> Point:
    """By quarters of the span: a plot that grew with every frame would never stand still."""
    low, high = span
    step = (high - low) / 4
    while value > high:
        high += step
    while value < low:
        low -= step
    return low, high


def _with_room(wanted: Sequence[tuple[float, float]], pixels: float) -> Point:
    """Each value asks for its own room in pixels, at most a fifth of all there is."""
    room = max(pixels, 1.0)
    asked = [(value, min(pad, room / 5)) for value, pad in wanted]
    low, high = min(value for value, _ in asked), max(value for value, _ in asked)
    for _ in range(6):
        unit = (high - low) / room
        low = min(value - pad * unit for value, pad in asked)
        high = max(value + pad * unit for value, pad in asked)
    return low, high


def y_ticks(frame: Frame, least: float = 34.0) -> tuple[tuple[float, ...], float]:
    """Return the values that get a line across, at least `least` pixels apart, and their step."""
    low, high = frame.y_span
    wanted = (high - low) * least / max(frame.height, 1.0)
    step = next((each for each in _STEPS if each >= wanted), _STEPS[-1])
    while step < wanted:
        step *= 2
    first = -int(-low // step) if low > 0 else int(low / step)
    count = int((high - first * step) // step) + 1
    return tuple((first + i) * step for i in range(max(count, 0))), step


def y_text(view: str, value: float, step: float) -> str:
    """Write a value of the y axis: a signed difference, a pace in seconds, or a time."""
    decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2
    if view in (LAPS, PACE):
        text = lap_text(seconds(value), max(decimals, 1))
        return text if decimals else text[:-2]
    write = format_difference if view == DEFICIT else format_time
    return write(seconds(value), decimals)


def x_labels(still: Still, frame: Frame, width: Callable[[str], float]) -> tuple[Label, ...]:
    """Return where which labels of the x axis stand: every n-th one, and the finish always.

    `width` tells how wide a text is in pixels.
    """
    at_zero = still.x_ticks[:1] and still.x_ticks[0][0] == 0
    counted = [(i + (not at_zero), *tick) for i, tick in enumerate(still.x_ticks)]
    edge = frame.right + _BEYOND
    shown = [
        (i, min(frame.x(value), edge - width(text) / 2), text)
        for i, value, text in counted
        if frame.holds_x(value)
    ]
    last = shown[-1:] if not at_zero and shown and shown[-1][0] == len(counted) else []
    rest = shown[: len(shown) - len(last)]
    for stride in _STRIDES:
        every = [(place, text) for i, place, text in rest if i % stride == 0]
        kept = _clear_of(every, [(place, text) for _, place, text in last], width)
        if _apart(kept, width):
            return tuple(kept)
    return tuple((place, text) for _, place, text in last)


def _clear_of(
    labels: Sequence[Label], last: Sequence[Label], width: Callable[[str], float]
) -> list[Label]:
    kept = [each for each in labels if _apart([each, *last], width)]
    return [*kept, *last]


def _apart(labels: Sequence[Label], width: Callable[[str], float]) -> bool:
    return all(
        b[0] - a[0] >= (width(a[1]) + width(b[1])) / 2 + _TICK_GAP
        for a, b in itertools.pairwise(labels)
    )
