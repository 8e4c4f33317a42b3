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
from app.formats.results.race_analysis import is_analysis
from app.formats.results.table import separator_of
from app.formats.results.text import check_size, content_of, text_of
from app.formats.results.written_splits import pairs_in

_NO_COLUMNS: Mapping[int, str] = {}
_LOOKED_AT = 400
_LONGEST = 1000
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
START_LIST = Form("lynx_start_list", (".evt", ".ppl", ".sch"), "a FinishLynx start list")
PRINTED = Form("printed_results", (), "printed results")
ANALYSIS = Form("race_analysis", (), "a race analysis")
FIT = Form("fit_laps", (".fit",), "the recording of a watch (FIT)")
TCX = Form("tcx_laps", (".tcx",), "the recording of a watch (TCX)")
GPX = Form("gpx_laps", (".gpx",), "the recording of a watch (GPX)")
FORMS = (TABLE, LYNX, START_LIST, PRINTED, ANALYSIS, FIT, TCX, GPX)
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
    """Return what the file at `path` holds; raise `FormatError` with what is wrong.

    An .evt is read with the .ppl and .sch of its name beside it.
    """
    if path.suffix.lower() != ".evt" or columns:
        return read_results(content_of(path), path.name, columns)
    from app.formats.results import lynx_start_list

    people, schedule = _beside(path, ".ppl"), _beside(path, ".sch")
    return lynx_start_list.read(content_of(path), path.name, people, schedule)


def _beside(path: Path, ending: str) -> bytes | None:
    for each in (path.with_suffix(ending), path.with_suffix(ending.upper())):
        if each.is_file():
            return content_of(each)
    return None


def read_pasted(content: bytes, name: str, columns: Mapping[int, str] = _NO_COLUMNS) -> Found:
    """Return what somebody pasted; the last line need not end. Raise `FormatError`."""
    whole = content if content.endswith((b"\n", b"\n\0")) else _ended(content)
    return read_results(whole, name, columns)


def _ended(content: bytes) -> bytes:
    """A line end in the encoding of the rest would be a guess where it is not UTF-8."""
    return content if b"\0" in content[:4096] else content + b"\n"


def _recognised(content: bytes, name: str) -> Form:
    """Without an ending that says it: tables have cells of one number, lists lines of times."""
    watch = _of_a_watch(content[:_LONGEST])
    if watch is not None:
        return watch
    text = text_of(content, name)
    lines = [line for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()]
    separator = separator_of(lines)
    parted = sum(separator in line for line in lines)
    if any(map(_is_run, lines)) or parted * 2 <= len(lines):
        return ANALYSIS if is_analysis(text[: _LOOKED_AT * 100]) else PRINTED
    first = lines[0].split(",")
    return LYNX if separator == "," and looks_like_head([each.strip() for each in first]) else TABLE


def _of_a_watch(head: bytes) -> Form | None:
    if head[8:12] == b".FIT":
        return FIT
    return TCX if b"<TrainingCenterDatabase" in head else GPX if b"<gpx" in head else None


def _is_run(line: str) -> bool:
    """Whether a line is one of times with laps or places beside them, and no row of a table."""
    pairs = pairs_in(line[:_LONGEST])
    beside = sum(1 for each in pairs if each.beside is not None or each.place is not None)
    return beside > 0 and '"' not in line and ";" not in line and "\t" not in line.strip()
