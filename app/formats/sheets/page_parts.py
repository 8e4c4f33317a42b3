"""Which blocks make up a sheet on paper? Those of one athlete alone, those of a whole field.

Sizes are points. Charts take the room that the rest leaves of a page.
"""

from collections.abc import Iterator, Sequence

from app.domain.state import FINISHED
from app.domain.target import Target
from app.formats.sheets import figures as fig
from app.formats.sheets import paper as ink
from app.formats.sheets.deficit_chart import chart_gutters, deficit_chart
from app.formats.sheets.drawing import Measure
from app.formats.sheets.field_table import field_bands
from app.formats.sheets.lap_bars import bars_gutter, lap_bars
from app.formats.sheets.page_flow import Block, height_of
from app.formats.sheets.page_head import facts, first_head, heading, note_blocks, target_line
from app.formats.sheets.page_words import (
    bars_words,
    chart_words,
    common_target,
    field_notes,
    notes_of,
    own_notes,
    result_of,
)
from app.formats.sheets.split_columns import split_columns
from app.formats.sheets.split_sheet import Runner, Sheet
from app.formats.sheets.table import AIRY, TIGHT, set_table, table_blocks
from app.language import tr

_CHARTS = (98.0, 300.0)
"""The least and the most height of the chart of a runner who is alone."""
_BARS = (60.0, 150.0)
_BETWEEN_CHARTS = 2 * (12.0 + 3.0) + 12.0 + 10.0
"""The room that two charts need for their headings and under them."""
_LEAST = _CHARTS[0] + _BARS[0] + _BETWEEN_CHARTS
_CLOSER = ((AIRY + TIGHT) / 2, TIGHT)
"""What the leading may become for the charts' sake."""
_SMALL_CHART = 104.0
_FIELD_CHART = (190.0, 330.0)
_AFTER_PART = 20.0
_FEW_SPLITS = 10
"""Up to so many an athlete of several has two small charts beside each other."""
_BESIDE, _SHARE = 16.0, 0.58


def alone_blocks(
    sheet: Sheet, runner: Runner, width: float, room: float, measure: Measure
) -> list[Block]:
    """Return the sheet of one athlete, on one page where the charts find room on it.

    The rows move together for them first, then the charts stand beside each other; at last they
    go onto a page more.
    """
    head = [
        first_head(sheet, runner, width, measure),
        facts(sheet, width, measure),
        target_line(sheet, width, measure),
    ]
    after = [*note_blocks(notes_of(sheet), width, measure)]
    airy = _splits(sheet, runner, width, measure)
    if not fig.rows_of(sheet, runner):
        return [*head, *airy, *after]
    free = room - height_of([*head, *airy, *after]) - airy[-1].gap
    table, left = airy, free
    for leading in _CLOSER:
        if left < _LEAST:
            table = _splits(sheet, runner, width, measure, leading)
            left = room - height_of([*head, *table, *after]) - table[-1].gap
    if left >= _LEAST:
        return [*head, *table, *_charts(sheet, runner, width, left, measure), *after]
    if left >= _SMALL_CHART:
        small = _small_charts(sheet, runner, width, measure, left - 6.0)
        return [*head, *table, small, *after]
    return [*head, *airy, *_charts(sheet, runner, width, free, measure), *after]


def _splits(
    sheet: Sheet, runner: Runner, width: float, measure: Measure, leading: float = AIRY
) -> list[Block]:
    if not fig.lines_of(sheet, runner):
        return [*note_blocks((tr("Nothing was timed."),), width, measure)]
    table = set_table(split_columns(sheet, runner), width, measure, leading)
    blocks = [*table_blocks(table, last_strong=runner.status == FINISHED)]
    return [*blocks[:-1], blocks[-1]._replace(gap=14.0)]


def _charts(
    sheet: Sheet, runner: Runner, width: float, left: float, measure: Measure
) -> Iterator[Block]:
    """Return the two charts under each other, over one axis of distance."""
    held = fig.target_held(sheet, runner)
    chart, bars = _shared(left - _BETWEEN_CHARTS)
    gutters = run_gutters(sheet, runner, held, chart, measure)
    drawn = deficit_chart(sheet, [runner], held, (width, chart), measure, gutters=gutters)
    yield heading(chart_words(sheet, [runner]), "", width, measure)
    yield Block(chart, (drawn,), gap=12.0)
    yield heading(bars_words(sheet, runner), "", width, measure)
    columns = lap_bars(sheet, runner, held, (width, bars), gutters, measure)
    yield Block(bars, (columns,), gap=10.0)


def run_gutters(
    sheet: Sheet, runner: Runner, held: Target, height: float, measure: Measure
) -> tuple[float, float]:
    """Return the rooms left and right of the plots that both charts of a runner have."""
    left, right = chart_gutters(sheet, [runner], held, height, measure)
    return max(left, bars_gutter(fig.rows_of(sheet, runner), held, measure)), right


def _shared(room: float) -> tuple[float, float]:
    """Share the room that is left between the two charts; they go onto a page more if need be."""
    if room < _CHARTS[0] + _BARS[0]:
        return _CHARTS[1], _BARS[1]
    bars = min(max(room * 0.36, _BARS[0]), _BARS[1])
    return min(room - bars, _CHARTS[1]), bars


def field_blocks(
    sheet: Sheet,
    runners: Sequence[Runner],
    width: float,
    rooms: tuple[float, float],
    measure: Measure,
) -> list[Block]:
    """Return the sheet of a field; `rooms` are the heights of the first and of other pages."""
    timed = [each for each in runners if fig.rows_of(sheet, each)]
    before = [
        first_head(sheet, None, width, measure),
        facts(sheet, width, measure),
        target_line(sheet, width, measure),
        *_field_tables(sheet, width, measure),
    ]
    *notes, last = note_blocks(field_notes(sheet), width, measure)
    after = [*notes, last._replace(gap=_AFTER_PART)]
    free = rooms[0] - height_of([*before, *after]) - before[-1].gap
    chart = _field_chart(sheet, timed, width, free, measure) if timed else ()
    parts = (_whole([*_part(sheet, each, width, rooms[1], measure)], rooms[1]) for each in timed)
    return [*before, *chart, *after, *(block for part in parts for block in part)]


def _field_tables(sheet: Sheet, width: float, measure: Measure) -> Iterator[Block]:
    for columns in field_bands(sheet):
        *rows, last = table_blocks(set_table(columns, width, measure))
        yield from rows
        yield last._replace(gap=14.0)


def _field_chart(
    sheet: Sheet, timed: Sequence[Runner], width: float, free: float, measure: Measure
) -> Iterator[Block]:
    held = common_target(sheet, timed)
    least = max(_FIELD_CHART[0], 9.0 * (len(timed) + len(sheet.targets)))
    height = max(least, min(free - 30.0, _FIELD_CHART[1]))
    yield heading(chart_words(sheet, timed), "", width, measure)
    yield Block(height, (deficit_chart(sheet, timed, held, (width, height), measure),), gap=12.0)


def _whole(blocks: list[Block], room: float) -> list[Block]:
    """Keep the part of one athlete on one page, where a page has room for it."""
    if height_of(blocks) > room:
        return blocks
    return [*(each._replace(with_next=True) for each in blocks[:-1]), blocks[-1]]


def _part(
    sheet: Sheet, runner: Runner, width: float, room: float, measure: Measure
) -> Iterator[Block]:
    """One athlete of several: a heading with the result, a table, charts, notes."""
    result = result_of(sheet, runner)
    right = f"{result.time}   {result.words}"
    tone = ink.gap_colour(result.gap)
    head = heading(f"{runner.lane}  {runner.athlete}", right, width, measure, tone)
    *rows, last = _splits(sheet, runner, width, measure)
    notes = [*note_blocks(own_notes(sheet, runner), width, measure)]
    if len(fig.rows_of(sheet, runner)) <= _FEW_SPLITS:
        table = [head, *rows, last._replace(gap=8.0)]
        charts = [_small_charts(sheet, runner, width, measure)]
    else:
        table = [head, *rows, last]
        free = room - height_of([*table, *notes]) - last.gap - _AFTER_PART
        charts = [*_charts(sheet, runner, width, free, measure)]
    blocks = [*table, *charts, *notes]
    yield from blocks[:-1]
    yield blocks[-1]._replace(gap=_AFTER_PART)


def _small_charts(
    sheet: Sheet, runner: Runner, width: float, measure: Measure, height: float = _SMALL_CHART
) -> Block:
    """Return the two charts beside each other."""
    held = fig.target_held(sheet, runner)
    wide = (width - _BESIDE) * _SHARE
    gutters = run_gutters(sheet, runner, held, height, measure)
    chart = deficit_chart(sheet, [runner], held, (wide, height), measure, gutters=gutters)
    size = (width - wide - _BESIDE, height)
    bars = lap_bars(sheet, runner, held, size, (gutters[0], 10.0), measure)
    return Block(height, (chart, bars._replace(dx=wide + _BESIDE)), gap=5.0)
