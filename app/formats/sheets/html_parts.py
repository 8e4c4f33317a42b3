"""What is an HTML page of Splitline made of? A page that needs nothing else, its tables and figures.

The tables are tables, the charts are SVG in the page, and every text is escaped.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from app.formats.sheets import paper as ink
from app.formats.sheets.drawing import Drawing
from app.formats.sheets.paper import A4, Paper
from app.formats.sheets.split_columns import AHEAD_TONE, BEHIND_TONE, Cell, Column
from app.formats.sheets.svg_drawing import FALLBACK, font_faces, svg_element

TONES = {BEHIND_TONE: "behind", AHEAD_TONE: "ahead"}
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


def html_page(title: str, parts: Iterable[str], foot: str, paper: Paper = A4) -> str:
    """Return one HTML file with `parts` in its body; `paper` is what it is printed on."""
    size = "A4" if paper is A4 else "letter"
    style = f"{font_faces()}@page{{size:{size};margin:14mm}}{_CSS}"
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>",
            *parts,
            f"<footer>{escape(foot)}</footer>\n</body>\n</html>\n",
        )
    )


def figure(words: str, drawing: Drawing) -> str:
    """Return a chart with its heading."""
    return f"<figure><h3>{escape(words)}</h3>\n{svg_element(drawing)}\n</figure>"


def notes(notes: Iterable[str]) -> str:
    """Return notes, a line each; nothing where there are none."""
    lines = "".join(f"<li>{escape(each)}</li>" for each in notes)
    return f'<ul class="notes">{lines}</ul>' if lines else ""


def table(columns: Sequence[Column], caption: str, *, last_strong: bool) -> str:
    """Return columns as a table, the first as the names of its rows; `caption` is what it is called."""
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
    classes = _class(column, TONES.get(cell.tone, cell.tone))
    return f"<{name}{classes}>{escape(cell.text)}{under}</{name[:2]}>"


def _class(column: Column, tone: str) -> str:
    names = [tone, "" if column.numeric else "text", "strong" if column.strong else ""]
    found = " ".join(filter(None, names))
    return f' class="{found}"' if found else ""
