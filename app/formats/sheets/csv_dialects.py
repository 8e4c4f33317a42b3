"""Which CSV does a spreadsheet expect? Commas and decimal points, or semicolons and decimal commas."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Figure(str):
    """A cell that is a number or a time, written with a decimal point."""

    __slots__ = ()


class Dialect(NamedTuple):
    """`begins` is the mark of UTF-8 at the start of the file."""

    separator: str
    decimal: str
    begins: bytes


COMMA = "comma"
SEMICOLON = "semicolon"
# Where decimal commas are usual a spreadsheet takes a file without the mark for an 8-bit one.
DIALECTS = {COMMA: Dialect(",", ".", b""), SEMICOLON: Dialect(";", ",", b"\xef\xbb\xbf")}


def csv_bytes(rows: Iterable[Sequence[object]], dialect: str = COMMA) -> bytes:
    """Return rows of cells in UTF-8; only a `Figure` is written with another decimal sign."""
    chosen, text = DIALECTS[dialect], io.StringIO()
    writer = csv.writer(text, delimiter=chosen.separator, lineterminator="\n")
    writer.writerows([_cell(each, chosen) for each in row] for row in rows)
    return chosen.begins + text.getvalue().encode("utf-8", "replace")


def _cell(cell: object, dialect: Dialect) -> object:
    return cell.replace(".", dialect.decimal) if isinstance(cell, Figure) else cell
