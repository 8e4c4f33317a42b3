"""Where in a printed chart does a value lie, which get a tick, and how are labels kept apart?

Values are metres and seconds, places are points with y growing downwards.
"""

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.domain.times import Duration, format_difference, format_time, seconds
from app.formats.sheets.drawing import END, MIDDLE, REGULAR, Item, Line, Measure, Pen, Text
from app.formats.sheets.paper import MUTED, RULE

AXIS = 6.5
"""The size of the figures at the axes."""
_STEPS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0)
_STRIDES = (1, 2, 4, 5, 8, 10, 20, 25, 50, 100)
_TICK_GAP = 5.0


class Frame(NamedTuple):
    """The rectangle of a plot and the values at its edges; the higher value is at the top."""

    left: float
    top: float
    width: float
    height: float
    x_span: tuple[float, float]
    y_span: tuple[float, float]

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def x(self, value: float) -> float:
        """Return where a distance lies."""
        low, high = self.x_span
        return self.left + (value - low) / (high - low) * self.width

    def y(self, value: float) -> float:
        """Return how far down a value lies."""
        low, high = self.y_span
        return self.top + (high - value) / (high - low) * self.height


def crosses(box: tuple[float, float, float, float], line: Sequence[tuple[float, float]]) -> bool:
    """Whether a line through points touches a box (left, top, right, bottom)."""
    return any(_touches(box, begin, end) for begin, end in itertools.pairwise(line))


def _touches(
    box: tuple[float, float, float, float], begin: tuple[float, float], end: tuple[float, float]
) -> bool:
    """Cut the line by the four sides in turn (Liang and Barsky): what is left is within."""
    (x, y), dx, dy = begin, end[0] - begin[0], end[1] - begin[1]
    first, last = 0.0, 1.0
    for step, room in ((-dx, x - box[0]), (dx, box[2] - x), (-dy, y - box[1]), (dy, box[3] - y)):
        if not step:
            if room < 0:
                return False
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    return first <= last


class Tick(NamedTuple):
    """A place on an axis and what stands there."""

    value: float
    text: str


def grown(
    low: float, high: float, height: float, above: float, below: float
) -> tuple[float, float]:
    """Return a span of values with so many points free above and below the outermost."""
    share = max(height - above - below, height / 4)
    unit = (high - low) / share
    return low - below * unit, high + above * unit


def y_axis(frame: Frame, *, signed: bool, least: float = 22.0) -> Iterator[Item]:
    """Draw lines across at round values, each with its figure at the left."""
    values, step = _round_values(frame, least)
    decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2
    write = format_difference if signed else format_time
    for value in values:
        y = frame.y(value)
        yield Line(frame.left, y, frame.right, y, Pen(RULE, 0.4))
        text = write(seconds(value), decimals)
        yield Text(frame.left - 4, y + AXIS * 0.36, text, AXIS, REGULAR, MUTED, END)


def axis_room(low: float, high: float, measure: Measure, *, signed: bool) -> float:
    """Return how much room the figures at the left need at most."""
    write = format_difference if signed else format_time
    texts = [write(Duration(seconds(value)), 1) for value in (low, high)]
    return max(measure(text, AXIS, REGULAR) for text in texts) + 5


def _round_values(frame: Frame, least: float) -> tuple[tuple[float, ...], float]:
    low, high = frame.y_span
    wanted = (high - low) * least / max(frame.height, 1.0)
    step = next((each for each in _STEPS if each >= wanted), _STEPS[-1])
    while step < wanted:
        step *= 2
    first, last = -int(-low // step), int(high // step)
    return tuple(each * step for each in range(first, last + 1)), step


def x_axis(frame: Frame, ticks: Sequence[Tick], measure: Measure) -> Iterator[Item]:
    """Draw a tick at every mark, and the names of as many as have room; the last one always."""
    y = frame.bottom
    yield Line(frame.left, y, frame.right, y, Pen(MUTED, 0.6))
    for tick in ticks:
        x = frame.x(tick.value)
        yield Line(x, y, x, y + 3, Pen(MUTED, 0.6))
    for tick in _with_room(frame, ticks, measure):
        x = frame.x(tick.value)
        yield Text(x, y + 4 + AXIS, tick.text, AXIS, REGULAR, MUTED, MIDDLE)


def _with_room(frame: Frame, ticks: Sequence[Tick], measure: Measure) -> list[Tick]:
    last, rest = list(ticks[-1:]), ticks[:-1]
    for stride in _STRIDES:
        kept = [each for i, each in enumerate(rest, start=1) if i % stride == 0]
        while kept and not _apart(frame, [kept[-1], *last], measure):
            kept.pop()
        if _apart(frame, [*kept, *last], measure):
            return [*kept, *last]
    return last


def _apart(frame: Frame, ticks: Sequence[Tick], measure: Measure) -> bool:
    return all(
        frame.x(b.value) - frame.x(a.value)
        >= (measure(a.text, AXIS, REGULAR) + measure(b.text, AXIS, REGULAR)) / 2 + _TICK_GAP
        for a, b in itertools.pairwise(ticks)
    )


def spread(wanted: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Return centres for labels `height` high, as near to those wanted as keeps them apart.

    They keep their order and stay between `low` and `high` where that has room for them all.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    clusters: list[tuple[float, int]] = []
    for i in order:
        clusters.append((wanted[i], 1))
        while len(clusters) > 1 and _touch(clusters[-2], clusters[-1], height):
            (a, n), (b, m) = clusters[-2:]
            clusters[-2:] = [((a * n + b * m) / (n + m), n + m)]
            clusters[-1] = (_inside(*clusters[-1], height, low, high), n + m)
    places = [
        centre + (k - (count - 1) / 2) * height
        for centre, count in [(_inside(c, n, height, low, high), n) for c, n in clusters]
        for k in range(count)
    ]
    found = [0.0] * len(wanted)
    for i, place in zip(order, _pushed(places, height, low, high), strict=True):
        found[i] = place
    return found


def _touch(upper: tuple[float, int], lower: tuple[float, int], height: float) -> bool:
    return lower[0] - upper[0] < (upper[1] + lower[1]) / 2 * height


def _inside(centre: float, count: int, height: float, low: float, high: float) -> float:
    half = count * height / 2
    return max(min(centre, high - half), low + half)


def _pushed(places: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Part what still touches after it was moved inside: from the top down, then from below."""
    found = list(places)
    for i in range(1, len(found)):
        found[i] = max(found[i], found[i - 1] + height)
    if found and found[-1] > high - height / 2:
        found[-1] = max(high - height / 2, low + height * (len(found) - 0.5))
        for i in range(len(found) - 2, -1, -1):
            found[i] = min(found[i], found[i + 1] - height)
    return found
