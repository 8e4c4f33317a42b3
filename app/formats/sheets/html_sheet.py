"""How is a sheet written as HTML? One file that needs nothing else and prints well.

The tables are tables, the charts are SVG in the page, and every text is escaped.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from app.domain.state import FINISHED
from app.formats.sheets import figures as fig
from app.formats.sheets import paper as ink
from app.formats.sheets.deficit_chart import deficit_chart
from app.formats.sheets.drawing import Drawing, Measure
from app.formats.sheets.field_table import field_bands, in_order
from app.formats.sheets.font_widths import text_width
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
from app.formats.sheets.split_columns import AHEAD_TONE, BEHIND_TONE, Cell, Column, split_columns
from app.formats.sheets.split_sheet import Runner, Sheet
from app.formats.sheets.svg_drawing import FALLBACK, font_faces, svg_element

_ALONE = (700.0, 256.0), (700.0, 128.0)
"""The sizes of the two charts of one athlete, in points before the page scales them."""
_BESIDE = (440.0, 176.0), (300.0, 176.0)
"""Those of one of several, beside each other."""
Size = tuple[float, float]
_TONES = {BEHIND_TONE: "behind", AHEAD_TONE: "ahead"}
_CSS = f"""
*{{box-sizing:border-box}}
body{{margin:0 auto;padding:24px;max-width:1120px;background:#fff;color:{ink.INK};
font:14px/1.45 {FALLBACK};font-variant-numeric:tabular-nums}}
header{{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:flex-end;
justify-content:space-between;border-bottom:3px solid {ink.INK};padding-bottom:10px}}
h1{{font-size:30px;line-height:1.15;margin:0}}
h2{{font-size:17px;margin:30px 0 6px;display:flex;flex-wrap:wrap;gap:4px 16px;
justify-content:space-between}}
h3{{font-size:14px;margin:22px 0 6px}}
.result{{text-align:right;font-weight:600}}
.result b{{display:block;font-size:38px;line-height:1.05}}
.behind{{color:{ink.BEHIND}}}
.ahead{{color:{ink.AHEAD}}}
.quiet,small{{color:{ink.MUTED}}}
dl{{display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:8px 20px;
margin:14px 0}}
dt{{font-size:11px;font-weight:600;letter-spacing:.03em;text-transform:uppercase;
color:{ink.MUTED}}}
dd{{margin:0;overflow-wrap:anywhere}}
.wide{{overflow-x:auto;margin:12px 0}}
table{{border-collapse:collapse;width:100%;font-size:12.5px}}
th,td{{padding:4px 5px;text-align:right;white-space:nowrap;border-bottom:1px solid {ink.RULE}}}
td small{{display:block;font-size:11px}}
thead th{{font-size:11px;color:{ink.MUTED};vertical-align:bottom;border-color:{ink.INK}}}
thead tr.groups th{{text-align:left;color:{ink.INK};border-bottom:0;padding-bottom:0}}
.text{{text-align:left}}
td.text{{white-space:normal}}
.strong,tr.last td,tr.last th{{font-weight:600}}
tbody th{{font-weight:400}}
tr.last td,tr.last th{{border-bottom:2px solid {ink.INK}}}
figure{{margin:0}}
.charts{{display:grid;gap:0 20px}}
.beside{{grid-template-columns:44fr 30fr}}
svg{{width:100%;height:auto;display:block}}
footer{{margin-top:24px;border-top:1px solid {ink.RULE};padding-top:6px;font-size:12px;
color:{ink.MUTED}}}
.notes{{margin:18px 0 0;padding:0;list-style:none;font-size:12px;color:{ink.MUTED}}}
@media print{{
body{{max-width:none;padding:0;font-size:9.5pt;-webkit-print-color-adjust:exact;
print-color-adjust:exact}}
h1{{font-size:19pt}}
.result b{{font-size:25pt}}
table{{font-size:7.2pt}}
th,td{{padding:1.8pt 2pt}}
thead th,td small,dt{{font-size:6.4pt}}
.notes,footer{{font-size:7pt}}
.wide{{overflow:visible}}
h2{{margin-top:16pt}}
h3{{margin:8pt 0 3pt;font-size:8.5pt}}
tr,figure,h2,h3,section{{break-inside:avoid}}
h2,h3{{break-after:avoid}}
thead{{display:table-header-group}}
}}
"""


def write_html(sheet: Sheet, paper: Paper = A4, printed: str = "") -> str:
    """Return `sheet` as one HTML file; `paper` is what it is printed on."""
    sheet = plain(sheet)
    runners = in_order(sheet)
    alone = runners[0] if len(runners) == 1 else None
    title = title_of(sheet, alone)
    body = _alone(sheet, alone) if alone else _field(sheet, runners)
    size = "A4" if paper is A4 else "letter"
    style = f"{font_faces()}@page{{size:{size};margin:14mm}}{_CSS}"
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>",
            *_head(sheet, alone, title),
            *body,
            f"<footer>{escape(foot_words(sheet, printed))}</footer>\n</body>\n</html>\n",
        )
    )


def _head(sheet: Sheet, runner: Runner | None, title: str) -> Iterator[str]:
    yield f"<header><h1>{escape(title)}</h1>{_result(sheet, runner) if runner else ''}</header>"
    facts = [*facts_of(sheet), *(("Target", fig.target_text(each)) for each in sheet.targets)]
    terms = (f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in facts)
    yield f"<dl>{''.join(terms)}</dl>"


def _result(sheet: Sheet, runner: Runner) -> str:
    result = result_of(sheet, runner)
    tone = "behind" if result.gap > 0 else "ahead" if result.gap < 0 else "quiet"
    return (
        f'<div class="result"><b>{escape(result.time)}</b>'
        f'<span class="{tone}">{escape(result.words)}</span></div>'
    )


def _alone(sheet: Sheet, runner: Runner) -> Iterator[str]:
    yield from _run(sheet, runner, _ALONE, text_width)
    yield _notes(notes_of(sheet))


def _field(sheet: Sheet, runners: Sequence[Runner]) -> Iterator[str]:
    for columns in field_bands(sheet):
        yield _table(columns, "The field", last_strong=False)
    timed = [each for each in runners if fig.rows_of(sheet, each)]
    if timed:
        held = common_target(sheet, timed)
        size = _ALONE[0]
        chart = deficit_chart(sheet, timed, held, size, text_width)
        words = chart_words(sheet, timed)
        yield _figure(words, Drawing(*size, (chart,), words))
    yield _notes(field_notes(sheet))
    for runner in timed:
        result = result_of(sheet, runner)
        words = f"<span>{escape(f'{result.time} {result.words}')}</span>"
        yield f"<section><h2><span>{runner.lane} {escape(runner.athlete)}</span>{words}</h2>"
        yield from _run(sheet, runner, _BESIDE, text_width)
        yield f"{_notes(own_notes(sheet, runner))}</section>"


def _run(sheet: Sheet, runner: Runner, sizes: tuple[Size, Size], measure: Measure) -> Iterator[str]:
    """Return the table and the two charts of one runner."""
    if not fig.lines_of(sheet, runner):
        yield "<p>Nothing was timed.</p>"
        return
    strong = runner.status == FINISHED
    yield _table(split_columns(sheet, runner), f"Splits of {runner.athlete}", last_strong=strong)
    if not fig.rows_of(sheet, runner):
        return
    held = fig.target_held(sheet, runner)
    beside = sizes is _BESIDE
    gutters = run_gutters(sheet, runner, held, sizes[0][1], measure)
    chart = deficit_chart(sheet, [runner], held, sizes[0], measure, gutters=gutters)
    words = chart_words(sheet, [runner])
    yield '<div class="charts beside">' if beside else '<div class="charts">'
    yield _figure(words, Drawing(*sizes[0], (chart,), words))
    sides = (gutters[0], 12.0) if beside else gutters
    bars = lap_bars(sheet, runner, held, sizes[1], sides, measure)
    words = bars_words(sheet, runner)
    yield f"{_figure(words, Drawing(*sizes[1], (bars,), words))}</div>"


def _figure(words: str, drawing: Drawing) -> str:
    return f"<figure><h3>{escape(words)}</h3>\n{svg_element(drawing)}\n</figure>"


def _notes(notes: Iterable[str]) -> str:
    lines = "".join(f"<li>{escape(each)}</li>" for each in notes)
    return f'<ul class="notes">{lines}</ul>' if lines else ""


def _table(columns: Sequence[Column], caption: str, *, last_strong: bool) -> str:
    count = len(columns[0].cells)
    rows = (_row(columns, i, last=last_strong and i == count - 1) for i in range(count))
    heads = "".join(
        f'<th scope="col"{_class(each, "")}>{escape(each.head)}</th>' for each in columns
    )
    return (
        f'<div class="wide"><table aria-label="{escape(caption)}">\n<thead>{_groups(columns)}'
        f"<tr>{heads}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody></table></div>"
    )


def _groups(columns: Sequence[Column]) -> str:
    if not any(each.group for each in columns):
        return ""
    cells = (
        f'<th colspan="{len([*group])}">{escape(name)}</th>'
        for name, group in groupby(columns, key=lambda each: each.group)
    )
    return f'<tr class="groups">{"".join(cells)}</tr>'


def _row(columns: Sequence[Column], i: int, *, last: bool) -> str:
    cells = "".join(_cell(each, each.cells[i], first=each is columns[0]) for each in columns)
    begin = '<tr class="last">' if last else "<tr>"
    return f"{begin}{cells}</tr>\n"


def _cell(column: Column, cell: Cell, *, first: bool) -> str:
    under = f"<small>{escape(cell.under)}</small>" if cell.under else ""
    name = 'th scope="row"' if first else "td"
    classes = _class(column, _TONES.get(cell.tone, cell.tone))
    return f"<{name}{classes}>{escape(cell.text)}{under}</{name[:2]}>"


def _class(column: Column, tone: str) -> str:
    names = [tone, "" if column.numeric else "text", "strong" if column.strong else ""]
    found = " ".join(filter(None, names))
    return f' class="{found}"' if found else ""
