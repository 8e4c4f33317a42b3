"""How is a sheet written as HTML? One file that needs nothing else and prints well.

The tables are tables, the charts are SVG in the page, and every text is escaped.
"""

from collections.abc import Iterator, Sequence
from html import escape

from app.domain.state import FINISHED
from app.formats.sheets import figures as fig
from app.formats.sheets.deficit_chart import deficit_chart
from app.formats.sheets.drawing import Drawing, Measure
from app.formats.sheets.field_table import field_bands, in_order
from app.formats.sheets.font_widths import text_width
from app.formats.sheets.html_parts import figure, html_page, notes, table
from app.formats.sheets.lap_bars import lap_bars
from app.formats.sheets.page_parts import run_gutters
from app.formats.sheets.page_words import (
    bars_words,
    chart_words,
    common_target,
    facts_of,
    field_notes,
    foot_words,
    notes_of,
    own_notes,
    plain,
    result_of,
    title_of,
)
from app.formats.sheets.paper import A4, Paper
from app.formats.sheets.split_columns import split_columns
from app.formats.sheets.split_sheet import Runner, Sheet
from app.language import tr

_ALONE = (700.0, 256.0), (700.0, 128.0)
"""The sizes of the two charts of one athlete, in points before the page scales them."""
_BESIDE = (440.0, 176.0), (300.0, 176.0)
"""Those of one of several, beside each other."""
Size = tuple[float, float]


def write_html(sheet: Sheet, paper: Paper = A4, printed: str = "") -> str:
    """Return `sheet` as one HTML file; `paper` is what it is printed on."""
    sheet = plain(sheet)
    runners = in_order(sheet)
    alone = runners[0] if len(runners) == 1 else None
    title = title_of(sheet, alone)
    body = _alone(sheet, alone) if alone else _field(sheet, runners)
    foot = foot_words(sheet, printed)
    return html_page(title, (*_head(sheet, alone, title), *body), foot, paper)


def _head(sheet: Sheet, runner: Runner | None, title: str) -> Iterator[str]:
    yield f"<header><h1>{escape(title)}</h1>{_result(sheet, runner) if runner else ''}</header>"
    facts = [*facts_of(sheet), *((tr("Target"), fig.target_text(each)) for each in sheet.targets)]
    terms = (f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in facts)
    yield f"<dl>{''.join(terms)}</dl>"


def _result(sheet: Sheet, runner: Runner) -> str:
    result = result_of(sheet, runner)
    tone = "behind" if result.gap > 0 else "ahead" if result.gap < 0 else "quiet"
    time, words = escape(result.time), escape(result.words)
    return f'<div class="result"><b>{time}</b><span class="{tone}">{words}</span></div>'


def _alone(sheet: Sheet, runner: Runner) -> Iterator[str]:
    yield from _run(sheet, runner, _ALONE, text_width)
    yield notes(notes_of(sheet))


def _field(sheet: Sheet, runners: Sequence[Runner]) -> Iterator[str]:
    for columns in field_bands(sheet):
        yield table(columns, tr("The field"), last_strong=False)
    timed = [each for each in runners if fig.rows_of(sheet, each)]
    if timed:
        held = common_target(sheet, timed)
        size = _ALONE[0]
        chart = deficit_chart(sheet, timed, held, size, text_width)
        words = chart_words(sheet, timed)
        yield figure(words, Drawing(*size, (chart,), words))
    yield notes(field_notes(sheet))
    for runner in timed:
        result = result_of(sheet, runner)
        words = f"<span>{escape(f'{result.time} {result.words}')}</span>"
        yield f"<section><h2><span>{runner.lane} {escape(runner.athlete)}</span>{words}</h2>"
        yield from _run(sheet, runner, _BESIDE, text_width)
        yield f"{notes(own_notes(sheet, runner))}</section>"


def _run(sheet: Sheet, runner: Runner, sizes: tuple[Size, Size], measure: Measure) -> Iterator[str]:
    """Return the table and the two charts of one runner."""
    if not fig.lines_of(sheet, runner):
        yield f"<p>{escape(tr('Nothing was timed.'))}</p>"
        return
    strong = runner.status == FINISHED
    yield table(
        split_columns(sheet, runner),
        tr("Splits of {athlete}", athlete=runner.athlete),
        last_strong=strong,
    )
    if not fig.rows_of(sheet, runner):
        return
    held = fig.target_held(sheet, runner)
    beside = sizes is _BESIDE
    gutters = run_gutters(sheet, runner, held, sizes[0][1], measure)
    chart = deficit_chart(sheet, [runner], held, sizes[0], measure, gutters=gutters)
    words = chart_words(sheet, [runner])
    yield '<div class="charts beside">' if beside else '<div class="charts">'
    yield figure(words, Drawing(*sizes[0], (chart,), words))
    sides = (gutters[0], 12.0) if beside else gutters
    bars = lap_bars(sheet, runner, held, sizes[1], sides, measure)
    words = bars_words(sheet, runner)
    yield f"{figure(words, Drawing(*sizes[1], (bars,), words))}</div>"
