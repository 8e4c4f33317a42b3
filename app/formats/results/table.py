"""Which rows and columns does a text hold, whatever parts its cells?

Semicolons, tabs, commas or bars; quotation marks as everywhere; a decimal comma where commas do
not part. Rows keep their line for sentences about them.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.formats.file_text import FormatError
from app.formats.results.text import lines_of

MOST_ROWS = 10_000
MOST_COLUMNS = 400
MOST_CELLS = 80_000
_SEPARATORS = ";\t,|"
_SAMPLE = 60
_DECIMAL_COMMA = re.compile(r"(?:\d+:)*\d+,\d{1,3}")
_SEP_LINE = re.compile(r"sep=(.)", re.IGNORECASE)
_LONGEST_CELL = 10_000


class TableRow(NamedTuple):
    """The cells of a row, and the line on which it begins, counted from 1."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Return a cell, empty where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else ""


class Table(NamedTuple):
    """The rows that are not empty, and what was found about how they are written."""

    rows: tuple[TableRow, ...]
    separator: str
    decimal_comma: bool

    @property
    def width(self) -> int:
        """The cells of the longest row."""
        return max((len(row.cells) for row in self.rows), default=0)


def read_table(content: bytes, name: str) -> Table:
    """Return the table in `content`; raise `FormatError` for what is none."""
    lines = lines_of(content, name)
    skip = 0
    said = _SEP_LINE.fullmatch(lines[0].strip())
    if said and said[1] in _SEPARATORS:
        skip = 1
    separator = said[1] if said and skip else separator_of(lines)
    rows = tuple(_rows(lines[skip:], separator, name, skip))
    if not rows:
        raise FormatError(f"{name}: found an empty table, expected rows of results")
    comma = separator != "," and _has_decimal_commas(rows)
    return Table(rows, separator, comma)


def separator_of(lines: Sequence[str]) -> str:
    """Return what parts the cells of most lines into the same number, a comma where nothing does."""
    sample = [line for line in lines if line.strip()][:_SAMPLE]
    best, chosen = (0.0, 0), ","
    for separator in _SEPARATORS:
        counts = [n for n in (_count(line, separator) for line in sample) if n]
        if not counts:
            continue
        width, times = Counter(counts).most_common(1)[0]
        score = (times / len(sample), min(width, 5))
        if score > best:
            best, chosen = score, separator
    return chosen


def _count(line: str, separator: str) -> int:
    """Count the separators outside quotation marks."""
    if '"' in line:
        line = re.sub(r'"[^"]*"', "", line)
    return line.count(separator)


def _rows(lines: Sequence[str], separator: str, name: str, skipped: int) -> Iterator[TableRow]:
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator)
    before, found, total = 0, 0, 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as fault:
            where = f"{name}: line {reader.line_num + skipped}"
            raise FormatError(
                f"{where}: found no table ({fault}), expected rows of cells"
            ) from None
        if cells is None:
            return
        first, before = before + 1 + skipped, reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        found, total = found + 1, total + len(cells)
        if total > MOST_CELLS:
            raise FormatError(
                f"{name}: found more than {MOST_CELLS} cells, expected a meet at most"
            )
        _check_row(cells, f"{name}: line {first}", found)
        yield TableRow(first, tuple(cell.strip() for cell in cells))


def _check_row(cells: Sequence[str], where: str, number: int) -> None:
    if number > MOST_ROWS:
        raise FormatError(f"{where}: found more than {MOST_ROWS} rows, expected a meet at most")
    if len(cells) > MOST_COLUMNS:
        found = f"found {len(cells)} columns"
        raise FormatError(f"{where}: {found}, expected at most {MOST_COLUMNS}")
    for cell in cells:
        if cell.count("\n") > 3:
            raise FormatError(f"{where}: found a quotation mark that is never closed")
        if len(cell) > _LONGEST_CELL:
            found = f"found a cell of {len(cell)} characters"
            raise FormatError(f"{where}: {found}, expected a name or a time")


def _has_decimal_commas(rows: Sequence[TableRow]) -> bool:
    cells = [cell for row in rows[:_SAMPLE] for cell in row.cells]
    commas = sum(1 for cell in cells if _DECIMAL_COMMA.fullmatch(cell))
    points = sum(1 for cell in cells if _DECIMAL_COMMA.fullmatch(cell.replace(".", ",")))
    return commas * 2 > points
