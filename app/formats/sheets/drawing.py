"""What is on a page? A list of lines, areas and texts that anything can draw.

Places and sizes are points (1/72 inch), x to the right and y downwards; a text's `y` is its
baseline. Colours are `#rrggbb`, and empty where nothing is filled.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, Union

REGULAR, SEMIBOLD, BOLD = 400, 600, 700
START, MIDDLE, END = "start", "middle", "end"

Measure = Callable[[str, float, int], float]
"""How wide a text is in a size (both in points) and a weight."""


class Pen(NamedTuple):
    """How a line is drawn; `dashes` are lengths on and off, in points."""

    colour: str
    width: float
    dashes: tuple[float, ...] = ()


class Line(NamedTuple):
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    pen: Pen


class Path(NamedTuple):
    """A line through points, or the area within it."""

    points: tuple[tuple[float, float], ...]
    pen: Pen | None = None
    fill: str = ""


class Box(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    pen: Pen | None = None


class Dot(NamedTuple):
    """A round dot."""

    x: float
    y: float
    radius: float
    fill: str
    pen: Pen | None = None


class Text(NamedTuple):
    """One line of text; `anchor` says which part of it stands at `x`.

    A `turned` one runs upwards from there, its feet at the right.
    """

    x: float
    y: float
    text: str
    size: float
    weight: int = REGULAR
    colour: str = "#000000"
    anchor: str = START
    turned: bool = False


class Group(NamedTuple):
    """Items that belong together, moved by (`dx`, `dy`); `name` tells a reader what they are."""

    items: tuple["Item", ...]
    dx: float = 0.0
    dy: float = 0.0
    name: str = ""


Item = Union[Line, Path, Box, Dot, Text, Group]  # noqa: UP007 - Group stands in it and holds it


class Drawing(NamedTuple):
    """A whole page or picture."""

    width: float
    height: float
    items: tuple[Item, ...]
    title: str = ""


def texts(items: Iterable[Item], dx: float = 0.0, dy: float = 0.0) -> Iterator[Text]:
    """Return every text of a drawing at its place on the page, in the order it is drawn."""
    for each in items:
        if isinstance(each, Text):
            yield each._replace(x=each.x + dx, y=each.y + dy)
        elif isinstance(each, Group):
            yield from texts(each.items, dx + each.dx, dy + each.dy)


def in_colours(items: Iterable[Item], colours: Mapping[str, str]) -> tuple[Item, ...]:
    """Return a drawing in other colours; one that `colours` does not name stays."""
    return tuple(_coloured(each, colours) for each in items)


def _coloured(item: Item, colours: Mapping[str, str]) -> Item:
    if isinstance(item, Group):
        return item._replace(items=in_colours(item.items, colours))
    if isinstance(item, Text):
        return item._replace(colour=colours.get(item.colour, item.colour))
    pen = item.pen and item.pen._replace(colour=colours.get(item.pen.colour, item.pen.colour))
    if isinstance(item, Line):
        assert pen is not None, "a line has a pen"
        return item._replace(pen=pen)
    return item._replace(pen=pen, fill=colours.get(item.fill, item.fill))


def fitted(text: str, size: float, weight: int, width: float, measure: Measure) -> str:
    """Return `text`, cut with an ellipsis where it is wider than `width`."""
    if measure(text, size, weight) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(f"{text[:middle].rstrip()}…", size, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}…"


def wrapped(text: str, size: float, weight: int, width: float, measure: Measure) -> list[str]:
    """Return `text` in lines no wider than `width`; a word that is wider is cut into pieces."""
    lines: list[str] = []
    for word in text.split():
        for piece in _pieces(word, size, weight, width, measure):
            longer = f"{lines[-1]} {piece}" if lines else piece
            if lines and measure(longer, size, weight) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines or [""]


def _pieces(word: str, size: float, weight: int, width: float, measure: Measure) -> list[str]:
    pieces = [""]
    for letter in word if measure(word, size, weight) > width else (word,):
        if pieces[-1] and measure(pieces[-1] + letter, size, weight) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
