"""How does a comparison leave Splitline? As CSV, as JSON, as a workbook with its graphs.

A row a mark, the columns of each run beside each other. `_s` are seconds rounded to 1 ms, `_m`
metres; differences are to the first run, positive slower. What a run lacks is empty, in JSON null.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from app.domain.course import to_metres
from app.domain.times import Duration, to_seconds
from app.formats.sheets.comparison import Column, Comparison, Line, Timed
from app.formats.sheets.csv_dialects import COMMA, Figure, csv_bytes
from app.formats.sheets.plain_words import guarded, one_line
from app.formats.sheets.xlsx_book import LONG_AGO, Book, Cell, clock, metres, opened_book, signed
from app.formats.sheets.xlsx_charts import Axes, insert_lines

_FIGURES = ("split_s", "lap_s", "lap_m", "pace_400_s", "difference_s", "lap_difference_s")
_HEADS = ("split", "lap", "lap m", "per 400 m", "difference s", "lap difference s")
_DIFFERENCE = _HEADS.index("difference s")
_PACE = _HEADS.index("per 400 m")
_YES = {True: "yes", False: "no"}


def comparison_csv(comparison: Comparison, dialect: str = COMMA) -> bytes:
    """Return the comparison as CSV."""
    names = (*_FIGURES, "by_hand", "estimated")
    heads = [guarded(f"{name} {each.label}") for each in comparison.columns for name in names]
    rows = [
        [_figure(to_metres(line.mark)), line.name, *(c for t in line.cells for c in _cells(t))]
        for line in comparison.lines
    ]
    return csv_bytes([["mark_m", "mark", *heads], *rows], dialect)


def _cells(timed: Timed | None) -> Iterator[str]:
    if timed is None:
        yield from [""] * (len(_FIGURES) + 2)
        return
    yield from map(_figure, _values(timed))
    yield from (_YES[timed.by_hand], _YES[timed.estimated])


def _figure(value: float | None) -> str:
    return Figure("" if value is None else f"{value:.3f}")


def _values(timed: Timed) -> Iterator[float | None]:
    yield from (to_seconds(timed.time), to_seconds(timed.lap), to_metres(timed.length))
    yield to_seconds(timed.per_400)
    yield from map(_seconds, (timed.difference, timed.lap_difference))


def _seconds(value: Duration | None) -> float | None:
    return None if value is None else to_seconds(value)


def comparison_object(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as plain values, for JSON."""
    return {
        "runs": [_run_object(each) for each in comparison.columns],
        "marks": [
            {
                "mark_m": to_metres(line.mark),
                "mark": line.name,
                "times": [None if each is None else _timed_object(each) for each in line.cells],
            }
            for line in comparison.lines
        ],
        "notes": list(comparison.notes),
    }


def comparison_json(comparison: Comparison) -> bytes:
    """Return the comparison as JSON in UTF-8."""
    text = json.dumps(comparison_object(comparison), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "replace")


def _run_object(column: Column) -> dict[str, Any]:
    return {
        "label": column.label,
        "race": column.race,
        "title": column.title,
        "athlete": column.athlete,
        "event": column.course.event,
        "distance_m": to_metres(column.course.distance),
        "line": column.line,
        "clock": column.clock,
    }


def _timed_object(timed: Timed) -> dict[str, Any]:
    figures = dict(zip(_FIGURES, _values(timed), strict=True))
    return {**figures, "by_hand": timed.by_hand, "estimated": timed.estimated}


def comparison_xlsx(comparison: Comparison, created: datetime = LONG_AGO) -> bytes:
    """Return the comparison as XLSX: the table with both graphs, and a sheet on what was run."""
    labels = [one_line(each.label) for each in comparison.columns]
    with opened_book(" / ".join(labels), created) as book:
        _compared(book, comparison, labels)
        _about(book, comparison)
        return book.content()


def _compared(book: Book, comparison: Comparison, labels: Sequence[str]) -> None:
    widths = [10, 12, *[11] * (len(labels) * len(_HEADS))]
    page = book.add_page("Comparison", widths, heads=1, names=2)
    heads = ["distance m", "mark", *(f"{label}: {head}" for label in labels for head in _HEADS)]
    rows = [_row(line) for line in comparison.lines]
    page.heads(heads)
    for row in rows:
        page.write(row)
    table: list[Sequence[Cell]] = [heads, *rows]
    begins = [2 + i * len(_HEADS) for i in range(len(labels))]
    # Runs with marks of their own would be dots alone, were their lines broken at every other mark.
    behind = Axes(f"Behind {labels[0]}", "distance m", "s behind (+), ahead (-)", "0.0", "span")
    insert_lines(book, page, table, [each + _DIFFERENCE for each in begins[1:]], behind)
    pace = Axes("Pace per 400 m", "up to the mark, m", "min:s", "m:ss.0", "span")
    insert_lines(book, page, table, [each + _PACE for each in begins], pace, 1)


def _row(line: Line) -> list[Cell]:
    first = line.cells[0]
    return [
        metres(line.mark),
        line.name,
        *(cell for timed in line.cells for cell in _workbook_cells(timed, first)),
    ]


def _workbook_cells(timed: Timed | None, first: Timed | None) -> Iterator[Cell]:
    if timed is None:
        yield from [None] * len(_HEADS)
        return
    decimals = decimals_of(timed, first)
    yield from (clock(timed.time), clock(timed.lap), metres(timed.length), clock(timed.per_400))
    yield from (signed(timed.difference, decimals), signed(timed.lap_difference, decimals))


def decimals_of(*cells: Timed | None) -> int:
    """Return with how many decimals a difference between two times is honest."""
    return 1 if any(each and (each.by_hand or each.estimated) for each in cells) else 2


def _about(book: Book, comparison: Comparison) -> None:
    page = book.add_page("Runs", [26, 40, 24, 12, 14, 14], heads=1, names=1)
    page.heads(["run", "race", "athlete", "event", "line", "clock"])
    for each in comparison.columns:
        event = each.course.event
        page.write([each.label, each.title, each.athlete, event, each.line, each.clock])
    page.row += 1
    for note in comparison.notes:
        page.write([note])
