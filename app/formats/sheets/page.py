"""How does a sheet come onto paper? Its pages as drawings: head, table, charts, foot.

One athlete has one page where it fits. Several have a table of the field first, then a part each.
"""

from collections.abc import Iterator, Sequence

from app.domain.target import Target
from app.formats.sheets import figures as fig
from app.formats.sheets import paper as ink
from app.formats.sheets.deficit_chart import chart_gutters, deficit_chart
from app.formats.sheets.drawing import BOLD, SEMIBOLD, Drawing, Group, Item, Measure, Text
from app.formats.sheets.field_table import fastest_laps, field_bands, in_order
from app.formats.sheets.font_widths import text_width
from app.formats.sheets.lap_bars import lap_bars, same_length
from app.formats.sheets.page_flow import Block, flow, height_of
from app.formats.sheets.page_head import (
    facts,
    first_head,
    heading,
    later_head,
    note_blocks,
    page_foot,
    result_of,
    target_line,
)
from app.formats.sheets.paper import A4, Paper
from app.formats.sheets.split_columns import column_notes, split_columns
from app.formats.sheets.split_sheet import Runner, Sheet
from app.formats.sheets.table import set_table, table_blocks

_FOOT = 18.0
_CHARTS = (120.0, 262.0)
"""The least and the most height of the chart of a runner who is alone."""
_BARS = (72.0, 150.0)
_SMALL_CHART = 104.0
_FIELD_CHART = 190.0


def pages_of(
    sheet: Sheet, paper: Paper = A4, measure: Measure = text_width, printed: str = ""
) -> tuple[Drawing, ...]:
    """Return the pages of `sheet`; `printed` is when, as it is to be read."""
    width = paper.inner
    room = paper.height - paper.top - paper.bottom - _FOOT
    head = later_head(sheet, width, measure)
    later = room - head.height - head.gap
    blocks = _blocks(sheet, width, room, measure)
    flowed = flow(blocks, room, later)
    words = _foot_words(sheet, printed)
    pages = []
    for i, items in enumerate(flowed, start=1):
        top = 0.0 if i == 1 else head.height + head.gap
        whole = (
            *(() if i == 1 else head.items),
            Group(items, dy=top),
            Group(
                page_foot(words, i, len(flowed), width, measure),
                dy=paper.height - paper.top - paper.bottom - 8,
            ),
        )
        page = Group(whole, dx=paper.side, dy=paper.top)
        pages.append(Drawing(paper.width, paper.height, (page,), sheet.title))
    return tuple(pages)


def chart_of(
    sheet: Sheet, size: tuple[float, float] = (640.0, 360.0), measure: Measure = text_width
) -> Drawing:
    """Return the chart of the gaps alone, with the race's name over it."""
    width, height = size
    runners, side = _runners(sheet), 16.0
    held = _common_target(sheet, runners)
    inner = width - 2 * side
    title = _chart_words(sheet, runners)
    items: list[Item] = [
        Text(0, 13, sheet.title, 13.0, BOLD, ink.INK),
        Text(0, 26, title, 8.5, SEMIBOLD, ink.MUTED),
    ]
    chart = deficit_chart(sheet, runners, held, (inner, height - 2 * side - 34), measure)
    items.append(chart._replace(dy=34.0))
    return Drawing(width, height, (Group(tuple(items), dx=side, dy=side),), sheet.title)


def _runners(sheet: Sheet) -> tuple[Runner, ...]:
    return in_order(sheet)


def _common_target(sheet: Sheet, runners: Sequence[Runner]) -> Target:
    if len(runners) == 1:
        return fig.target_held(sheet, runners[0])
    return next((each for each in sheet.targets if each.id == sheet.primary), sheet.targets[0])


def _blocks(sheet: Sheet, width: float, room: float, measure: Measure) -> list[Block]:
    runners = _runners(sheet)
    if len(runners) == 1:
        return _alone(sheet, runners[0], width, room, measure)
    return [*_field(sheet, runners, width, measure)]


def _alone(
    sheet: Sheet, runner: Runner, width: float, room: float, measure: Measure
) -> list[Block]:
    """The charts take what the rest leaves of the page; where that is too little, a page more."""
    before = [
        first_head(sheet, runner, width, measure),
        facts(sheet, width, measure),
        target_line(sheet, width, measure),
        *_splits(sheet, runner, width, measure),
    ]
    after = [*note_blocks(_notes(sheet), width, measure)]
    if not fig.rows_of(sheet, runner):
        return [*before, *after]
    left = room - height_of([*before, *after]) - before[-1].gap
    return [*before, *_charts(sheet, runner, width, left, measure), *after]


def _splits(sheet: Sheet, runner: Runner, width: float, measure: Measure) -> list[Block]:
    columns = split_columns(sheet, runner)
    if not fig.lines_of(sheet, runner):
        return [*note_blocks(("Nothing was timed.",), width, measure)]
    ended = runner.status == "finished"
    blocks = [*table_blocks(set_table(columns, width, measure), last_strong=ended)]
    return [*blocks[:-1], blocks[-1]._replace(gap=14.0)]


def _notes(sheet: Sheet) -> tuple[str, ...]:
    return (*sheet.foot[:-1], *fig.sign_notes(sheet.rows), *column_notes(sheet))


def _charts(
    sheet: Sheet, runner: Runner, width: float, left: float, measure: Measure
) -> Iterator[Block]:
    held = fig.target_held(sheet, runner)
    titles = 2 * (12.0 + 3.0) + 12.0 + 10.0
    chart, bars = _shared(left - titles)
    gutters = chart_gutters(sheet, [runner], held, measure)
    drawn = deficit_chart(sheet, [runner], held, (width, chart), measure, gutters=gutters)
    yield heading(_chart_words(sheet, [runner]), "", width, measure)
    yield Block(chart, (drawn,), gap=12.0)
    yield heading(_bars_words(sheet, runner), "", width, measure)
    columns = lap_bars(sheet, runner, held, (width, bars), gutters, measure)
    yield Block(bars, (columns,), gap=10.0)


def _shared(room: float) -> tuple[float, float]:
    """Share the room that is left between the two charts; the least height of both is kept."""
    least = _CHARTS[0] + _BARS[0]
    if room < least:
        return _CHARTS[1], _BARS[1]
    bars = min(max(room * 0.36, _BARS[0]), _BARS[1])
    return min(room - bars, _CHARTS[1]), bars


def _chart_words(sheet: Sheet, runners: Sequence[Runner]) -> str:
    held = _common_target(sheet, runners)
    return f"Seconds behind or ahead of {fig.target_text(held)}"


def _bars_words(sheet: Sheet, runner: Runner) -> str:
    rows = fig.rows_of(sheet, runner)
    held = fig.target_held(sheet, runner)
    what = "Laps in seconds" if same_length(rows) else "Laps in seconds per 400 m"
    return f"{what}; the line is {held.name}"


def _foot_words(sheet: Sheet, printed: str) -> str:
    version = sheet.foot[-1] if sheet.foot else ""
    return " · ".join(filter(None, (version, f"printed {printed}" if printed else "")))


def _field(
    sheet: Sheet, runners: Sequence[Runner], width: float, measure: Measure
) -> Iterator[Block]:
    yield first_head(sheet, None, width, measure)
    yield facts(sheet, width, measure)
    yield target_line(sheet, width, measure)
    for columns in field_bands(sheet):
        blocks = [*table_blocks(set_table(columns, width, measure))]
        yield from blocks[:-1]
        yield blocks[-1]._replace(gap=14.0)
    timed = [each for each in runners if fig.rows_of(sheet, each)]
    if timed:
        yield heading(_chart_words(sheet, runners), "", width, measure)
        held = _common_target(sheet, runners)
        height = max(_FIELD_CHART, 9.0 * (len(timed) + len(sheet.targets)))
        chart = deficit_chart(sheet, timed, held, (width, height), measure)
        yield Block(height, (chart,), gap=12.0)
    best = fastest_laps(sheet)
    notes = [*note_blocks((*filter(None, [best]), *_notes(sheet)), width, measure)]
    yield from notes[:-1]
    yield notes[-1]._replace(gap=18.0)
    for runner in timed:
        yield from _part(sheet, runner, width, measure)


def _part(sheet: Sheet, runner: Runner, width: float, measure: Measure) -> Iterator[Block]:
    """One athlete of several: a table, and under it the two charts beside each other."""
    result, held = result_of(sheet, runner), fig.target_held(sheet, runner)
    right = f"{result.time}  {result.words}"
    yield heading(
        f"{runner.lane}  {runner.athlete}", right, width, measure, ink.gap_colour(result.gap)
    )
    *rows, last = _splits(sheet, runner, width, measure)
    yield from rows
    yield last._replace(gap=8.0)
    between, share = 16.0, 0.58
    wide = (width - between) * share
    gutters = chart_gutters(sheet, [runner], held, measure)
    chart = deficit_chart(sheet, [runner], held, (wide, _SMALL_CHART), measure, gutters=gutters)
    narrow = width - wide - between
    bars = lap_bars(sheet, runner, held, (narrow, _SMALL_CHART), (gutters[0], 0.0), measure)
    yield Block(_SMALL_CHART, (chart, bars._replace(dx=wide + between)), gap=22.0)
