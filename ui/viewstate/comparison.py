"""What is shown of runs beside each other? A switch for the graph, and a table as text."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app.domain.said import format_difference, format_metres
from app.formats.sheets.comparison import Comparison, Line, Timed
from app.formats.sheets.comparison_chart import FIRST, LAPS, TARGET
from app.formats.sheets.comparison_files import decimals_of
from app.formats.sheets.sheet_words import written_time
from app.language import figure, marked, tr
from app.usecases.comparing import Beside
from ui.viewstate.head import Switch
from ui.viewstate.tones import AHEAD, BEHIND, INK
from ui.viewstate.wording import NONE

FILTERS = (
    marked("Sheet as PDF (*.pdf)"),
    marked("Sheet as web page (*.html)"),
    marked("Sheet as picture (*.png)"),
    marked("Sheet as drawing (*.svg)"),
    marked("Workbook with graphs (*.xlsx)"),
    marked("CSV (*.csv)"),
    marked("JSON (*.json)"),
    marked("Graph alone as PDF (*.pdf)"),
    marked("Graph alone as picture (*.png)"),
    marked("Graph alone as drawing (*.svg)"),
)
ENDINGS = (".pdf", ".html", ".png", ".svg", ".xlsx", ".csv", ".json")
_GRAPH_ALONE = FILTERS[-3:]
_WORDS = (
    (TARGET, marked("Gap to target")),
    (FIRST, marked("Gap to the first")),
    (LAPS, marked("Laps")),
)


def filters() -> tuple[str, ...]:
    """Return the kinds of files as a dialog offers them."""
    return tuple(tr(each) for each in FILTERS)


class Cell(NamedTuple):
    """One figure of the table."""

    text: str
    tone: str = INK


class ComparisonTable(NamedTuple):
    """Runs over their columns, heads, rows of cells, and what has to be said."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: str


def graph_switch(view: str) -> Switch:
    """Return the switch between the graphs."""
    return Switch("graph", tr("Graph"), tuple((key, tr(words)) for key, words in _WORDS), view, "")


def table_of(beside: Beside) -> ComparisonTable:
    """Return the table: split, lap and difference of each run, at each mark."""
    comparison = beside.comparison
    heads = [tr("Mark")]
    for i, each in enumerate(comparison.columns):
        heads += [each.label.replace(", ", "\n"), tr("lap"), *([tr("\u00b1 first")] if i else [])]
    rows = tuple(tuple(_row(line)) for line in comparison.lines)
    return ComparisonTable(tuple(heads), rows, " ".join(comparison.notes))


def _row(line: Line) -> Iterator[Cell]:
    yield Cell(tr(line.name))
    first = line.cells[0]
    for i, cell in enumerate(line.cells):
        yield Cell(_split(cell))
        yield Cell(_lap(cell, line))
        if i:
            yield _difference(cell, first)


def _split(cell: Timed | None) -> str:
    if cell is None:
        return NONE
    about = "\u2248" if cell.estimated else ""
    return figure(f"{about}{written_time(cell.time, by_hand=cell.by_hand)}")


def _lap(cell: Timed | None, line: Line) -> str:
    """A lap over another stretch than that of the first run says how long it is."""
    if cell is None:
        return NONE
    lengths = {each.length for each in line.cells if each is not None}
    lap = figure(cell.lap_text)
    return lap if len(lengths) < 2 else f"{lap} / {format_metres(cell.length)}"


def _difference(cell: Timed | None, first: Timed | None) -> Cell:
    if cell is None or cell.difference is None:
        return Cell(NONE)
    tone = BEHIND if cell.difference > 0 else AHEAD if cell.difference < 0 else INK
    return Cell(format_difference(cell.difference, decimals_of(cell, first)), tone)


def file_stem(comparison: Comparison) -> str:
    """Return what a comparison is called as a file."""
    names = "-".join(each.label for each in comparison.columns[:3]).lower()
    plain = "".join(each if each.isascii() and each.isalnum() else "-" for each in names)
    return f"comparison-{'-'.join(filter(None, plain.split('-')))}"[:80]


def with_ending(file: str, chosen: str) -> Path:
    """Return the file with the ending of the filter that was chosen, unless it has a known one."""
    path = Path(file)
    if path.suffix.lower() in ENDINGS:
        return path
    ending = _ending(chosen) if chosen in filters() else ENDINGS[0]
    return path.with_name(f"{path.name}{ending}")


def graph_alone(file: str, chosen: str) -> bool:
    """Whether the filter asks for the graph without its table, and the file can be that."""
    ending = with_ending(file, chosen).suffix.lower()
    alone = [tr(each) for each in _GRAPH_ALONE]
    return chosen in alone and any(_ending(each) == ending for each in alone)


def _ending(chosen: str) -> str:
    return chosen.partition("*")[2].rstrip(")")
