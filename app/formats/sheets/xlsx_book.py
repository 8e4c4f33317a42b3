"""How is a workbook written, whatever it holds? Cells, widths, heads that stay, names of sheets.

Times are fractions of a day, as spreadsheets have them: exact, and shown as minutes and seconds.
Differences are plain seconds, because a spreadsheet shows no negative time. Text is never taken for
a formula, a number or a link. The same cells give the same bytes.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

from app.domain.course import Distance, to_metres
from app.domain.times import NS_PER_S, Duration
from app.formats.file_text import FormatError, reason
from app.formats.sheets.plain_words import one_line, runs

_DAY_NS = 86_400 * NS_PER_S
_HOUR_NS = 3_600 * NS_PER_S
MINUTES = "m:ss.00"
HOURS = "[h]:mm:ss.00"
_SIGNED = "+0.{0};-0.{0};0.{0}"
_METRES = "0.###"
_WHOLE = "0"
_TEXT = "@"
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_000
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_TAKEN = "history"
LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)
"""When a workbook was made that knows nothing better: a clock would change its bytes."""


class Number(NamedTuple):
    """A number and the format it is shown in."""

    value: float
    form: str


Cell = str | Number | None


def clock(time: Duration | None) -> Number | None:
    """Return a time as a fraction of a day; with hours where it has some."""
    if time is None:
        return None
    return Number(time / _DAY_NS, HOURS if abs(time) >= _HOUR_NS else MINUTES)


def signed(difference: Duration | None, decimals: int = 2) -> Number | None:
    """Return a difference in seconds, with its sign; positive is later or behind."""
    if difference is None:
        return None
    return Number(difference / NS_PER_S, _SIGNED.format("0" * decimals))


def metres(distance: Distance) -> Number:
    """Return a distance in metres."""
    return Number(to_metres(distance), _METRES)


def signed_metres(distance: Distance) -> Number:
    """Return a difference in metres, with its sign."""
    return Number(to_metres(distance), _SIGNED.format("0"))


def seconds_cell(time: Duration | None) -> Number | None:
    """Return seconds with all decimals that there are."""
    return None if time is None else Number(time / NS_PER_S, "0.00#######")


def whole(number: int | None) -> Number | None:
    """Return a whole number."""
    return None if number is None else Number(number, _WHOLE)


class Page:
    """One sheet of a book; owns the number of its next row, because rows are written in order."""

    def __init__(self, book: "Book", sheet: Any, name: str) -> None:
        """Begin above the first row."""
        self._book, self.sheet, self.name = book, sheet, name
        self.row = 0

    def heads(self, texts: Iterable[str]) -> None:
        """Write one row of heads."""
        for column, text in enumerate(texts):
            self.label(text, column)
        self.row += 1

    def label(self, text: str, column: int = 0) -> None:
        """Write one text in bold and stay in the row."""
        self.sheet.write_string(self.row, column, _storable(text), self._book.head_form)

    def write(self, cells: Iterable[Cell], first: int = 0) -> None:
        """Write one row from the column `first` on."""
        for column, cell in enumerate(cells, first):
            if isinstance(cell, Number):
                form = self._book.form(cell.form)
                self.sheet.write_number(self.row, column, cell.value, form)
            elif cell:
                self._write_text(column, _storable(cell))
        self.row += 1

    def _write_text(self, column: int, text: str) -> None:
        form = self._book.text_form if runs(text) else None
        self.sheet.write_string(self.row, column, text, form)


class Book:
    """A workbook on its way; owns the formats made so far and the names that are given."""

    def __init__(self, title: str, folder: str, created: datetime = LONG_AGO) -> None:
        """Begin a workbook that says it was made at `created`; its rows wait in `folder`."""
        import xlsxwriter

        self._bytes = io.BytesIO()
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        self.workbook = xlsxwriter.Workbook(self._bytes, options)
        properties = {"title": one_line(title), "created": created.replace(tzinfo=None)}
        self.workbook.set_properties(properties)
        bold = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "num_format": _TEXT}
        self.head_form = self.workbook.add_format(bold)
        # Without the prefix a text that begins with = becomes a formula once somebody edits it.
        self.text_form = self.workbook.add_format({"quote_prefix": True, "num_format": _TEXT})
        self._forms: dict[str, Any] = {}
        self._names: set[str] = {_TAKEN}

    def form(self, number_format: str) -> Any:
        """Return the format that shows numbers so."""
        if number_format not in self._forms:
            self._forms[number_format] = self.workbook.add_format({"num_format": number_format})
        return self._forms[number_format]

    def add_page(
        self, name: str, widths: Sequence[float], *, heads: int = 0, names: int = 0
    ) -> Page:
        """Add a sheet; the first `heads` rows and `names` columns stay when it is scrolled."""
        legal = sheet_name(name, self._names)
        self._names.add(legal.lower())
        sheet = self.workbook.add_worksheet(legal)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        if heads or names:
            sheet.freeze_panes(heads, names)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        if heads:
            sheet.repeat_rows(0, heads - 1)
        return Page(self, sheet, legal)

    def content(self) -> bytes:
        """Close the workbook and return the file."""
        self.workbook.close()
        return self._bytes.getvalue()


@contextmanager
def opened_book(title: str, created: datetime = LONG_AGO) -> Iterator[Book]:
    """Give a book; raise `FormatError` where its rows find no room on the disk.

    The rows wait in a folder that is gone afterwards, however it ends.
    """
    from tempfile import TemporaryDirectory

    from xlsxwriter.exceptions import FileCreateError

    try:
        with TemporaryDirectory(prefix="splitline-") as folder:
            yield Book(title, folder, created)
    except (OSError, FileCreateError) as fault:
        raise FormatError(f"the workbook: cannot be written: {reason(fault)}") from None


def sheet_name(wanted: str, taken: Iterable[str] = ()) -> str:
    """Return a name that a sheet may have, unlike those `taken` (in small letters).

    At most 31 units of UTF-16, none of []:*?/\\, no apostrophe at either end, not "History".
    """
    plain = _NOT_IN_NAMES.sub(" ", one_line(wanted)).strip().strip("'").strip()
    base, given = _cut(plain or "Athlete", _LONGEST_NAME), set(taken)
    name, number = base, 1
    while name.lower() in given:
        number += 1
        tail = f" {number}"
        name = f"{_cut(base, _LONGEST_NAME - len(tail))}{tail}"
    return name


def _cut(text: str, units: int) -> str:
    """A letter outside the first plane counts twice, and is not cut in two."""
    while len(text.encode("utf-16-le")) > 2 * units:
        text = text[:-1] if len(text) <= 2 * units else text[: 2 * units]
    return text.strip().strip("'").strip()


def _storable(text: str) -> str:
    return one_line(text)[:_LONGEST_TEXT]
