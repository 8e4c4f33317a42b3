"""How does a sheet come onto paper? Its pages as drawings: head, table, charts, foot.

One athlete has one page where it fits. Several have a table of the field first, then a part each.
"""

from collections.abc import Iterator, Sequence

from app.formats.sheets import paper as ink
from app.formats.sheets.deficit_chart import deficit_chart
from app.formats.sheets.drawing import (
    BOLD,
    SEMIBOLD,
    Box,
    Drawing,
    Group,
    Item,
    Line,
    Measure,
    Pen,
    Text,
    fitted,
)
from app.formats.sheets.field_table import in_order
from app.formats.sheets.font_widths import text_width
from app.formats.sheets.page_flow import Block, flow
from app.formats.sheets.page_head import later_head, page_foot
from app.formats.sheets.page_parts import alone_blocks, field_blocks
from app.formats.sheets.page_words import chart_words, common_target, foot_words, plain, title_of
from app.formats.sheets.paper import A4, Paper
from app.formats.sheets.split_sheet import Sheet

_FOOT = 18.0
CHART_SIZE = (640.0, 360.0)
_SIDE = 16.0


def pages_of(
    sheet: Sheet, paper: Paper = A4, measure: Measure = text_width, printed: str = ""
) -> tuple[Drawing, ...]:
    """Return the pages of `sheet`; `printed` is when, as it is to be read."""
    sheet = plain(sheet)
    head = later_head(sheet.title, paper.inner, measure)
    first = paper.height - paper.top - paper.bottom - _FOOT
    later = first - head.height - head.gap
    runners = in_order(sheet)
    if len(runners) == 1:
        blocks = alone_blocks(sheet, runners[0], paper.inner, first, measure)
    else:
        blocks = field_blocks(sheet, runners, paper.inner, (first, later), measure)
    return on_paper(blocks, head, foot_words(sheet, printed), sheet.title, paper, measure)


def on_paper(
    blocks: Sequence[Block], head: Block, words: str, title: str, paper: Paper, measure: Measure
) -> tuple[Drawing, ...]:
    """Return the pages that `blocks` need; `head` stands over all but the first, `words` under all."""
    inner = paper.height - paper.top - paper.bottom
    below_head = head.height + head.gap
    flowed = flow(blocks, inner - _FOOT, inner - _FOOT - below_head)
    pages = []
    for i, items in enumerate(flowed, start=1):
        foot = page_foot(words, i, len(flowed), paper.inner, measure)
        under = (Group(items),) if i == 1 else (*head.items, Group(items, dy=below_head))
        page = Group((*under, Group(foot, dy=inner - 8)), dx=paper.side, dy=paper.top)
        pages.append(Drawing(paper.width, paper.height, (page,), title))
    return tuple(pages)


def chart_of(
    sheet: Sheet, size: tuple[float, float] = CHART_SIZE, measure: Measure = text_width
) -> Drawing:
    """Return the chart of the gaps alone, with the race's name over it."""
    sheet = plain(sheet)
    width, height = size[0] - 2 * _SIDE, size[1] - 2 * _SIDE
    runners = in_order(sheet)
    title = title_of(sheet, runners[0] if len(runners) == 1 else None)
    items: list[Item] = [
        Text(0, 13, fitted(title, 13.0, BOLD, width, measure), 13.0, BOLD, ink.INK),
    ]
    words = fitted(chart_words(sheet, runners), 8.5, SEMIBOLD, width, measure)
    items.append(Text(0, 26, words, 8.5, SEMIBOLD, ink.MUTED))
    held = common_target(sheet, runners)
    chart = deficit_chart(sheet, runners, held, (width, height - 36), measure)
    items.append(chart._replace(dy=36.0))
    return Drawing(*size, (Group(tuple(items), dx=_SIDE, dy=_SIDE),), title)


def stacked(pages: Sequence[Drawing]) -> Drawing:
    """Return pages as one picture, under each other with a line between."""
    width = max(each.width for each in pages)
    return Drawing(
        width, sum(each.height for each in pages), tuple(_stacked(pages, width)), pages[0].title
    )


def _stacked(pages: Sequence[Drawing], width: float) -> Iterator[Item]:
    top = 0.0
    for page in pages:
        yield Box(0, top, width, page.height, ink.WHITE)
        if top:
            yield Line(0, top, width, top, Pen(ink.RULE, 0.6))
        yield Group(page.items, dy=top)
        top += page.height
