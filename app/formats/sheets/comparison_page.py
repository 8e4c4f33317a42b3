"""How does a comparison come onto paper? Who ran with samples of their lines, the graph, the table.

It has one page where it fits. Places are points.
"""

from collections.abc import Iterator, Mapping

from app.domain.target import Target
from app.formats.sheets import comparison_columns as tables
from app.formats.sheets.comparison import Comparison
from app.formats.sheets.comparison_chart import LAPS, comparison_plot, plot_rooms, run_pen, title_of
from app.formats.sheets.drawing import Box, Drawing, Group, Line, Measure
from app.formats.sheets.font_widths import text_width
from app.formats.sheets.page import on_paper
from app.formats.sheets.page_flow import Block, height_of
from app.formats.sheets.page_head import heading, later_head, note_blocks, title_head
from app.formats.sheets.paper import A4, Paper
from app.formats.sheets.plain_words import one_line
from app.formats.sheets.table import AIRY, LONGEST_TEXTS, set_table, table_blocks

_FOOT = 18.0
_SAMPLE, _BESIDE = 26.0, 34.0
_GRAPH = (210.0, 330.0)
"""The least and the most height of the graph."""
_SECOND = (120.0, 200.0)
"""Those of a graph of the laps under it, where the page has room for one."""
_LONG_NAMES = (380.0, 300.0, 250.0, 220.0)
_FOR_A_NAME = 10.0
_SHARE = 0.37
_HEADED = 12.0 + 3.0 + 14.0
"""The room that the graph needs for its heading and under it."""


def comparison_pages(
    comparison: Comparison,
    view: str,
    target: Target,
    paper: Paper = A4,
    measure: Measure = text_width,
    printed: str = "",
) -> tuple[Drawing, ...]:
    """Return the pages of a comparison with its graph in `view`; `printed` is when, to be read."""
    comparison = tables.plain_comparison(comparison)
    title, width = tables.heading_of(comparison), paper.inner
    before = [title_head(title, width, measure), *_runs(comparison, width, measure)]
    after = [
        *_marks(comparison, width, measure),
        *note_blocks(tables.notes_of(comparison), width, measure),
    ]
    room = paper.height - paper.top - paper.bottom - _FOOT
    free = room - height_of([*before, *after]) - before[-1].gap
    graphs = _graphs(comparison, target, width, _heights(comparison, view, free), measure)
    head = later_head(title, width, measure)
    return on_paper(
        [*before, *graphs, *after], head, tables.foot_words(printed), title, paper, measure
    )


def _heights(comparison: Comparison, view: str, free: float) -> dict[str, float]:
    """Return the graphs and how high each is; without room for it the first goes on another page."""
    names = _FOR_A_NAME * len(comparison.columns)
    least, most = max(_GRAPH[0], names), max(_GRAPH[1], names)
    left = free - 2 * _HEADED - least
    second = min(left, max(_SECOND[1], names))
    if view == LAPS or second < max(_SECOND[0], names):
        return {view: max(least, min(free - _HEADED, most))}
    second = min(second, max(_SECOND[0], names, (free - 2 * _HEADED) * _SHARE))
    return {view: min(free - 2 * _HEADED - second, most), LAPS: second}


def _graphs(
    comparison: Comparison,
    target: Target,
    width: float,
    heights: Mapping[str, float],
    measure: Measure,
) -> Iterator[Block]:
    """The graphs under each other, over one axis of distance."""
    needed = [plot_rooms(comparison, each, target, heights[each], measure) for each in heights]
    rooms = max(left for left, _ in needed), max(right for _, right in needed)
    for view, height in heights.items():
        area = Box(0, 0, width, height)
        plot = comparison_plot(comparison, view, target, area, measure, rooms)
        yield heading(one_line(title_of(view, target, comparison)), "", width, measure)
        yield Block(height, (Group(plot, name=f"comparison-{view}"),), gap=14.0)


def _runs(comparison: Comparison, width: float, measure: Measure) -> Iterator[Block]:
    """The runs, each behind a sample of its line."""
    columns, room = tables.run_columns(comparison), width - _BESIDE
    table = set_table(columns, room, measure, AIRY, (*_LONG_NAMES, *LONGEST_TEXTS))
    head, *rows = table_blocks(table)
    for i, row in enumerate((head, *rows), start=-1):
        middle = row.height / 2
        pen = run_pen(max(i, 0))
        sample = (Line(0, middle, _SAMPLE, middle, pen),) if i >= 0 else ()
        again = row.again and row.again._replace(items=(Group(row.again.items, dx=_BESIDE),))
        gap = 12.0 if i == len(rows) - 1 else row.gap
        items = (*sample, Group(row.items, dx=_BESIDE))
        yield row._replace(items=items, again=again, gap=gap)


def _marks(comparison: Comparison, width: float, measure: Measure) -> Iterator[Block]:
    for columns in tables.mark_bands(comparison):
        strong = bool(columns[0].cells) and columns[0].cells[-1].text == "Finish"
        *rows, last = table_blocks(set_table(columns, width, measure), last_strong=strong)
        yield from rows
        yield last._replace(gap=12.0)
