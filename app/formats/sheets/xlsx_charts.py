"""Which charts does a workbook have of a table? Lines over the distance; bars of the laps.

They are charts of the spreadsheet's own and refer to the cells above them; what the cells hold goes
with them, because not every program works a chart out before it shows it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from app.formats.sheets.xlsx_book import Book, Cell, Number, Page

Table = Sequence[Sequence[Cell]]
"""The heads, then the rows, from the first row of a page."""

_WIDTH, _HEIGHT = 620, 340
_COLOURS = ("#1b6ca8", "#c4561a", "#5b7f2b", "#7a4fa3", "#8a6d1d", "#444444")
_DASHES = ("solid", "dash", "round_dot", "long_dash", "dash_dot", "long_dash_dot")
_MANY = 12
_SPACE = 2


class Axes(NamedTuple):
    """What a chart and its two axes are called, and how the upward one writes its numbers.

    `blanks` is what an empty cell does to a line: `gap` or `span`. The upward axis begins at
    `least`, where that is said.
    """

    title: str
    across: str
    up: str
    form: str
    blanks: str = "gap"
    least: float | None = None


def insert_lines(
    book: Book, page: Page, table: Table, columns: Sequence[int], axes: Axes, place: int = 0
) -> None:
    """Put a chart of some columns over the first one under the table, `place` charts to the right."""
    chart: Any = book.workbook.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    for number, column in enumerate(columns):
        colour, dash = _COLOURS[number % len(_COLOURS)], _DASHES[number % len(_DASHES)]
        dot = {"fill": {"color": colour}, "border": {"color": colour}}
        chart.add_series(
            {
                **_series(page, table, 0, column),
                "line": {"color": colour, "width": 1.75, "dash_type": dash},
                "marker": {"type": "circle", "size": 5, **dot},
            }
        )
    chart.set_legend({"position": "bottom"})
    _insert(page, table, chart, axes, place)


def insert_bars(
    book: Book, page: Page, table: Table, names: int, column: int, axes: Axes, place: int = 0
) -> None:
    """Put a chart of bars from zero under the table; each says its value where they are few."""
    chart: Any = book.workbook.add_chart({"type": "column"})
    chart.add_series(
        {
            **_series(page, table, names, column),
            "fill": {"color": _COLOURS[0]},
            "gap": 40,
            "data_labels": {"value": len(table) <= _MANY, "num_format": "m:ss.0"},
        }
    )
    chart.set_legend({"none": True})
    _insert(page, table, chart, axes, place)


def insert_bars_and_lines(
    book: Book,
    page: Page,
    table: Table,
    bars: Sequence[int],
    lines: Sequence[int],
    axes: Axes,
    place: int = 0,
) -> None:
    """Put a chart of bars beside each other under the table, by the names in its first column.

    Over them stand `lines`, dashed: what was asked for.
    """
    chart: Any = book.workbook.add_chart({"type": "column"})
    for number, column in enumerate(bars):
        fill = {"color": _COLOURS[number % len(_COLOURS)]}
        chart.add_series({**_series(page, table, 0, column), "fill": fill, "gap": 60})
    if lines:
        over: Any = book.workbook.add_chart({"type": "line"})
        for number, column in enumerate(lines):
            dash = _DASHES[1:][number % (len(_DASHES) - 1)]
            line = {"color": "#111418", "width": 1.5, "dash_type": dash}
            over.add_series({**_series(page, table, 0, column), "line": line})
        chart.combine(over)
    chart.set_legend({"position": "bottom"})
    _insert(page, table, chart, axes, place)


def _series(page: Page, table: Table, across: int, up: int) -> dict[str, Any]:
    last = len(table) - 1
    return {
        "name": [page.name, 0, up],
        "name_data": [table[0][up]],
        "categories": [page.name, 1, across, last, across],
        "categories_data": [_plain(row[across]) for row in table[1:]],
        "values": [page.name, 1, up, last, up],
        "values_data": [_plain(row[up]) for row in table[1:]],
    }


def _plain(cell: Cell) -> float | str | None:
    return cell.value if isinstance(cell, Number) else cell


def _insert(page: Page, table: Table, chart: Any, axes: Axes, place: int) -> None:
    chart.set_title({"name": axes.title, "name_font": {"size": 12}})
    low = {"label_position": "low"}
    chart.set_x_axis({"name": axes.across, **low, "major_gridlines": {"visible": False}})
    grid = {"visible": True, "line": {"color": "#d9d9d9"}}
    begin = {} if axes.least is None else {"min": axes.least}
    upward = {"name": axes.up, "num_format": axes.form, **low, "major_gridlines": grid, **begin}
    chart.set_y_axis(upward)
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    chart.show_blanks_as(axes.blanks)
    beside = {"x_offset": place * (_WIDTH + 30), "object_position": 2}
    page.sheet.insert_chart(len(table) + _SPACE - 1, 0, chart, beside)
