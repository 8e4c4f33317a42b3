"""How is a comparison written as HTML? One file: who ran, the graph, the table mark by mark."""

from collections.abc import Iterator
from html import escape

from app.domain.target import Target
from app.formats.sheets import comparison_columns as tables
from app.formats.sheets.comparison import Comparison
from app.formats.sheets.comparison_chart import LAPS, comparison_plot, plot_rooms, title_of
from app.formats.sheets.drawing import Box, Drawing
from app.formats.sheets.font_widths import text_width
from app.formats.sheets.html_parts import figure, html_page, notes, table
from app.formats.sheets.paper import A4, Paper
from app.language import tr

_WIDTH, _HEIGHTS = 700.0, (330.0, 210.0)
"""The sizes of the graph and of that of the laps, in points before the page scales them."""
_FOR_A_NAME = 10.0
_OVER = 8.0
"""Room over a plot for the upper halves of the figures at its axis and of the names."""


def comparison_html(
    comparison: Comparison, view: str, target: Target, paper: Paper = A4, printed: str = ""
) -> str:
    """Return a comparison as one HTML file with its graph in `view`."""
    comparison = tables.plain_comparison(comparison)
    title = tables.heading_of(comparison)
    body = _body(comparison, view, target, title)
    return html_page(title, body, tables.foot_words(printed), paper)


def _body(comparison: Comparison, view: str, target: Target, title: str) -> Iterator[str]:
    yield f"<header><h1>{escape(title)}</h1></header>"
    yield table(tables.run_columns(comparison), tr("The runs"), last_strong=False)
    names = _FOR_A_NAME * len(comparison.columns)
    heights = {each: max(_HEIGHTS[each == LAPS], names) for each in (view, LAPS)}
    needed = [plot_rooms(comparison, each, target, heights[each]) for each in heights]
    rooms = max(left for left, _ in needed), max(right for _, right in needed)
    for each, height in heights.items():
        words = title_of(each, target, comparison)
        area = Box(0, _OVER, _WIDTH, height)
        graph = comparison_plot(comparison, each, target, area, text_width, rooms)
        yield figure(words, Drawing(_WIDTH, height + _OVER, graph, words))
    for columns in tables.mark_bands(comparison):
        strong = bool(columns[0].cells) and columns[0].cells[-1].text == "Finish"
        yield table(columns, tr("Mark by mark"), last_strong=strong)
    yield notes(tables.notes_of(comparison))
