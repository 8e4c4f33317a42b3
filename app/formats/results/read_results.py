"""Of which format are these results? By the ending of the name, and by what is in them.

Sessions (.json) and races (.toml) of Splitline have readers of their own.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from app.formats.file_text import FormatError
from app.formats.results.found import Found
from app.formats.results.lynx_results import looks_like_head
from app.formats.results.table import read_table
from app.formats.results.text import check_size, content_of, text_of

_NO_COLUMNS: Mapping[int, str] = {}
_PACKAGE = "app.formats.results"


class Form(NamedTuple):
    """A format: the module that reads it, the endings it has, and what it is in words."""

    module: str
    endings: tuple[str, ...]
    words: str

    @property
    def read(self) -> Callable[[bytes, str], Found]:
        """The reader, loaded when it is needed."""
        reader: Callable[[bytes, str], Found] = import_module(f"{_PACKAGE}.{self.module}").read
        return reader


TABLE = Form("csv_results", (".csv", ".tsv", ".tab"), "a table (CSV)")
LYNX = Form("lynx_results", (".lif",), "FinishLynx results (LIF)")
FORMS = (TABLE, LYNX)
ENDINGS = (*(ending for form in FORMS for ending in form.endings), ".txt", ".text")


def form_of(content: bytes, name: str) -> Form:
    """Return the format of a file; raise `FormatError` for what holds no results."""
    ending = Path(name).suffix.lower()
    known = [form for form in FORMS if ending in form.endings]
    return known[0] if known else _recognised(content, name)


def read_results(content: bytes, name: str, columns: Mapping[int, str] = _NO_COLUMNS) -> Found:
    """Return what a file called `name` holds; raise `FormatError` with what is wrong.

    `columns` are meanings that somebody gave to columns of a table, counted from 0.
    """
    check_size(content, name)
    form = form_of(content, name)
    if form is not TABLE:
        if columns:
            raise FormatError(f"{name}: found {form.words}, which has no columns to be named")
        return form.read(content, name)
    from app.formats.results import csv_results

    return csv_results.read(content, name, columns)


def read_file(path: Path, columns: Mapping[int, str] = _NO_COLUMNS) -> Found:
    """Return what the file at `path` holds; raise `FormatError` with what is wrong."""
    return read_results(content_of(path), path.name, columns)


def read_pasted(content: bytes, name: str, columns: Mapping[int, str] = _NO_COLUMNS) -> Found:
    """Return what somebody pasted; the last line need not end. Raise `FormatError`."""
    whole = content if content.endswith((b"\n", b"\n\0")) else _ended(content)
    return read_results(whole, name, columns)


def _ended(content: bytes) -> bytes:
    """A line end in the encoding of the rest would be a guess where it is not UTF-8."""
    return content if b"\0" in content[:4096] else content + b"\n"


def _recognised(content: bytes, name: str) -> Form:
    text_of(content, name)
    table = read_table(content, name)
    if table.separator == "," and looks_like_head(table.rows[0].cells):
        return LYNX
    return TABLE
