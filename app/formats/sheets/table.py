"""How is a table set on paper? Widths that fit, figures with their points under each other.

Everything is in points; a table is as wide as it is asked to be.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.formats.sheets import paper as ink
from app.formats.sheets.drawing import (
    BOLD,
    END,
    REGULAR,
    SEMIBOLD,
    START,
    Item,
    Line,
    Measure,
    Pen,
    Text,
    fitted,
)
from app.formats.sheets.page_flow import Block
from app.formats.sheets.split_columns import AHEAD_TONE, BEHIND_TONE, QUIET, Cell, Column

_LARGEST, _SMALLEST, _STEP = 8.8, 4.6, 0.2
AIRY, TIGHT = 1.62, 1.3
_HEAD = 0.78
_UNDER = 0.76
_LONGEST_HEAD = 58.0
LONGEST_TEXTS = (190.0, 150.0, 118.0)
_GAP = 8.5
_GROUP_GAP = 8.5
_INKS = {BEHIND_TONE: ink.BEHIND, AHEAD_TONE: ink.AHEAD, QUIET: ink.MUTED, "": ink.INK}


class _Placed(NamedTuple):
    """A column in its place; `point` is where the decimal points stand."""

    column: Column
    left: float
    right: float
    point: float


class _Width(NamedTuple):
    """The room that a column needs at size 1: head, figures before and behind the point, under."""

    head: float
    whole: float
    rest: float
    under: float

    def at(self, size: float) -> float:
        """Return the room at a size; a head has its limit."""
        return max(
            min(self.head * size, _LONGEST_HEAD), (self.whole + self.rest) * size, self.under * size
        )


class Table(NamedTuple):
    """A table whose columns have their places; a row is `leading` times as high as its type."""

    columns: tuple[_Placed, ...]
    size: float
    width: float
    measure: Measure
    leading: float

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.columns[0].column.cells) if self.columns else 0


def set_table(
    columns: Sequence[Column],
    width: float,
    measure: Measure,
    leading: float = AIRY,
    longest_texts: Sequence[float] = LONGEST_TEXTS,
) -> Table:
    """Return the table in the largest size of type that fits into `width`.

    Words are cut at the first of `longest_texts` with which it fits without smaller type.
    """
    longest = next(
        (
            each
            for each in longest_texts
            if _needed(columns, _widths(columns, each, measure), _LARGEST) <= width
        ),
        longest_texts[-1],
    )
    columns = [_shortened(each, longest, measure) for each in columns]
    widths = _widths(columns, longest, measure)
    size = _LARGEST
    while size > _SMALLEST and _needed(columns, widths, size) > width:
        size = round(size - _STEP, 1)
    free = max(width - _needed(columns, widths, size), 0.0)
    return Table(tuple(_placed(columns, widths, size, free)), size, width, measure, leading)


def table_blocks(table: Table, *, last_strong: bool = False) -> Iterator[Block]:
    """Return the head and the rows; the head stands again where the rows go on on a new page."""
    head = _head(table)
    yield head._replace(with_next=True)
    for i in range(table.rows):
        strong = last_strong and i == table.rows - 1
        near_an_end = i == 0 or i == table.rows - 2
        yield _row(table, i, strong=strong)._replace(again=head, with_next=near_an_end)


def _shortened(column: Column, longest: float, measure: Measure) -> Column:
    """Cut the words of a column, not its figures."""
    if column.numeric:
        return column
    weight = _weight(column)
    cells = (
        each._replace(text=fitted(each.text, _LARGEST, weight, longest, measure))
        for each in column.cells
    )
    return column._replace(cells=tuple(cells))


def _needed(columns: Sequence[Column], widths: Sequence[_Width], size: float) -> float:
    between = _GAP * size / _LARGEST * max(len(columns) - 1, 0)
    return sum(each.at(size) for each in widths) + between + _GROUP_GAP * _groups(columns)


def _groups(columns: Sequence[Column]) -> int:
    return sum(a.group != b.group for a, b in pairwise(columns))


def _widths(columns: Sequence[Column], longest: float, measure: Measure) -> list[_Width]:
    return [_width(each, longest, measure) for each in columns]


def _width(column: Column, longest: float, measure: Measure) -> _Width:
    head, weight = measure(column.head, _HEAD, SEMIBOLD), _weight(column)
    if not column.numeric:
        texts = [measure(each.text, 1.0, weight) for each in column.cells]
        return _Width(head, min(max(texts, default=0.0), longest / _LARGEST), 0.0, 0.0)
    split = [_parts(each.text) for each in column.cells]
    return _Width(
        head,
        max((measure(whole, 1.0, weight) for whole, _ in split), default=0.0),
        max((measure(rest, 1.0, weight) for _, rest in split), default=0.0),
        max((measure(each.under, _UNDER, REGULAR) for each in column.cells), default=0.0),
    )


def _parts(text: str) -> tuple[str, str]:
    whole, point, rest = text.partition(".")
    return whole, point + rest


def _weight(column: Column) -> int:
    return SEMIBOLD if column.strong else REGULAR


def _placed(
    columns: Sequence[Column], widths: Sequence[_Width], size: float, free: float
) -> Iterator[_Placed]:
    """Place the columns from the left; the first keeps its width, the others share what is free."""
    share = free / max(len(columns) - 1, 1)
    right, group = 0.0, columns[0].group if columns else ""
    for i, (column, width) in enumerate(zip(columns, widths, strict=True)):
        left = right + (_GAP * size / _LARGEST if i else 0.0)
        left += _GROUP_GAP if column.group != group else 0.0
        room, group = share if i else 0.0, column.group
        right = left + width.at(size) + room
        begin = left + (room if column.numeric else 0.0)
        yield _Placed(column, begin, right, right - width.rest * size)


def _head(table: Table) -> Block:
    size = table.size * _HEAD
    items: list[Item] = []
    top = 0.0
    if any(each.column.group for each in table.columns):
        items += _group_heads(table, size)
        top = size + 6
    base = top + size + 1
    for each in table.columns:
        column = each.column
        room = max(each.right - each.left, _LONGEST_HEAD if column.numeric else 0.0)
        text = fitted(column.head, size, SEMIBOLD, min(room, _LONGEST_HEAD), table.measure)
        anchor, x = (END, each.right) if column.numeric else (START, each.left)
        items.append(Text(x, base, text, size, SEMIBOLD, ink.MUTED, anchor))
    items.append(Line(0, base + 3.4, table.width, base + 3.4, Pen(ink.INK, 0.9)))
    return Block(base + 4.2, tuple(items))


def _group_heads(table: Table, size: float) -> Iterator[Item]:
    for first, last in _spans(table.columns):
        name = first.column.group
        if not name:
            continue
        text = fitted(name, size, BOLD, last.right - first.left, table.measure)
        yield Text(first.left, size, text, size, BOLD, ink.INK)
        y = size + 3
        yield Line(first.left, y, last.right, y, Pen(ink.RULE, 0.7))


def _spans(columns: Sequence[_Placed]) -> Iterator[tuple[_Placed, _Placed]]:
    first = 0
    for i in range(1, len(columns) + 1):
        if i == len(columns) or columns[i].column.group != columns[first].column.group:
            yield columns[first], columns[i - 1]
            first = i


def _row(table: Table, i: int, *, strong: bool) -> Block:
    size = table.size
    under = any(each.column.cells[i].under for each in table.columns)
    height = size * (2.45 if under else table.leading)
    base = size * (1.12 if under else (table.leading + 0.7) / 2)
    items: list[Item] = []
    for each in table.columns:
        items += _cell(table, each, each.column.cells[i], base, strong=strong)
    pen = Pen(ink.INK, 0.9) if strong else Pen(ink.RULE, 0.4)
    items.append(Line(0, height, table.width, height, pen))
    return Block(height, tuple(items))


def _cell(
    table: Table, placed: _Placed, cell: Cell, base: float, *, strong: bool
) -> Iterator[Item]:
    column, size, measure = placed.column, table.size, table.measure
    weight = SEMIBOLD if strong or column.strong else REGULAR
    colour = _INKS[cell.tone]
    if not column.numeric:
        text = fitted(cell.text, size, weight, placed.right - placed.left, measure)
        yield Text(placed.left, base, text, size, weight, colour)
        return
    rest = _parts(cell.text)[1]
    x = placed.point + measure(rest, size, _weight(column)) if rest else placed.right
    yield Text(x, base, cell.text, size, weight, colour, END)
    if cell.under:
        below = base + size * 1.02
        yield Text(placed.right, below, cell.under, size * _UNDER, REGULAR, ink.MUTED, END)
