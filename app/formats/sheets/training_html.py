"""How is a training sheet written as HTML? One file: the overview, the chart, a table an athlete."""

from collections.abc import Iterator
from html import escape

from app.formats.sheets import training_columns as tables
from app.formats.sheets.html_parts import figure, html_page, notes, table
from app.formats.sheets.paper import A4, Paper
from app.formats.sheets.training_page import (
    chart_title,
    facts_of,
    name_of,
    result_words,
    training_chart,
)
from app.formats.sheets.training_sheet import Trained, TrainingSheet
from app.language import tr

_WIDTH = 720.0
_ALONE, _ROW, _HEAD = 230.0, 132.0, 70.0


def training_html(sheet: TrainingSheet, paper: Paper = A4, printed: str = "") -> str:
    """Return a training session as one HTML file."""
    sheet = tables.plain_sheet(sheet)
    foot = tables.foot_words(sheet, printed)
    return html_page(sheet.title, _body(sheet), foot, paper)


def _body(sheet: TrainingSheet) -> Iterator[str]:
    yield f"<header><h1>{escape(sheet.title)}</h1></header>"
    facts = facts_of(sheet)
    terms = (f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in facts)
    yield f"<dl>{''.join(terms)}</dl>"
    yield table(
        tables.overview_columns(sheet), tr("What the repetitions come to"), last_strong=False
    )
    if any(each.tallies for each in sheet.athletes):
        yield figure(chart_title(sheet), training_chart(sheet, _size(sheet), titled=False))
    for each in sheet.athletes:
        yield from _athlete(sheet, each)
    yield notes(tables.session_notes(sheet))


def _size(sheet: TrainingSheet) -> tuple[float, float]:
    from app.formats.sheets.training_page import across, panels_of

    panels = panels_of(sheet)
    rows = -(-len(panels) // across(panels, _WIDTH - 32))
    return _WIDTH, _HEAD + (_ALONE if len(panels) == 1 else rows * _ROW)


def _athlete(sheet: TrainingSheet, athlete: Trained) -> Iterator[str]:
    if not athlete.lines:
        return
    said = f"<span>{escape(result_words(athlete))}</span>"
    yield f"<section><h2><span>{escape(name_of(athlete))}</span>{said}</h2>"
    columns = tables.athlete_columns(sheet, athlete)
    caption = tr("Repetitions of {athlete}", athlete=athlete.name)
    yield table(columns, caption, last_strong=False)
    yield f"{notes(tables.athlete_notes(athlete))}</section>"
