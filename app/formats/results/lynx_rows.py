"""Which records are in a file of the FinishLynx database? Commas part them, `;` begins a comment."""

import csv
from collections.abc import Iterator

from app.formats.file_text import FormatError
from app.formats.results.table import MOST_COLUMNS, MOST_ROWS, TableRow
from app.formats.results.text import clean, lines_of


def lynx_rows(content: bytes, name: str) -> list[TableRow]:
    """Return the records that are no comment, each with its line; raise `FormatError` for none.

    A competitor of a start list keeps the empty cell with which its line begins.
    """
    rows = list(_rows(lines_of(content, name), name))
    if not rows:
        raise FormatError(f"{name}: found no record, expected a heat of FinishLynx")
    return rows


def _rows(lines: list[str], name: str) -> Iterator[TableRow]:
    count = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith(";"):
            continue
        count += 1
        where = f"{name}: line {number}"
        if count > MOST_ROWS:
            raise FormatError(f"{where}: found more than {MOST_ROWS} records, expected a meet")
        yield TableRow(number, _cells(line, where))


def _cells(line: str, where: str) -> tuple[str, ...]:
    """Quotation marks hold a line together; one that stays open ends with its line."""
    lead = "," if line[:1] in "\t " else ""
    try:
        cells = next(csv.reader([lead + line.lstrip("\t ") if lead else line]), [])
    except csv.Error as fault:
        raise FormatError(
            f"{where}: found no record ({fault}), expected cells and commas"
        ) from None
    if len(cells) > MOST_COLUMNS:
        raise FormatError(f"{where}: found {len(cells)} cells, expected a record of FinishLynx")
    return tuple(cell.strip() for cell in cells)


def name_of(last: str, first: str) -> str:
    """Return a name as it is said."""
    return clean(f"{first} {last}")


def heat_title(head: TableRow) -> str:
    """Return what a heat without a name is called."""
    event, rounds, heat = (clean(head.cell(i)) for i in range(3))
    return f"Event {event}, round {rounds}, heat {heat}"
