"""Independent readers of what Splitline exports: by csv, openpyxl, json and the rules of LIF.

Each gives the runs by athlete as rows of (mark in m, split in s, lap in s, gaps by target); what a
format does not hold is None.
"""

import csv
import io
import json
import re
from decimal import Decimal
from typing import Any, NamedTuple

import openpyxl

from tests.unit.formats.known_runs import in_seconds

_DAY_S = 86_400
_PAIR = re.compile(r"(?P<time>[\d:.]+)(?: \((?P<lap>[\d:.]+)\))?")


class Read(NamedTuple):
    """One time as it was read back."""

    mark_m: Decimal | None
    split_s: Decimal
    lap_s: Decimal | None
    gaps: dict[str, Decimal]


Runs = dict[str, list[Read]]


def read_csv(content: bytes, separator: str = ",", decimal: str = ".") -> Runs:
    """Read the split table."""
    found: Runs = {}
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    for row in csv.DictReader(text, delimiter=separator):
        if row["split_s"]:
            number = {head: Decimal(row[head].replace(decimal, ".")) for head in _numbers(row)}
            gaps = {h.removeprefix("deficit_s "): n for h, n in number.items() if "deficit_s" in h}
            read = Read(number["mark_m"], number["split_s"], number["lap_s"], gaps)
            found.setdefault(row["athlete"], []).append(read)
    return found


def _numbers(row: dict[str, str]) -> list[str]:
    wanted = ("mark_m", "split_s", "lap_s")
    return [head for head in row if head in wanted or head.startswith("deficit_s ")]


def read_xlsx(content: bytes) -> Runs:
    """Read the sheet of each athlete; durations come as fractions of a day."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: _read_sheet(sheet) for sheet in book.worksheets[1:]}


def _read_sheet(sheet: Any) -> list[Read]:
    heads, *rows = sheet.iter_rows()
    found = []
    for row in rows:
        cells = {head.value: cell for head, cell in zip(heads, row, strict=True)}
        if cells["distance m"].value is None or cells["split"].value is None:
            continue
        gaps = {
            head.removesuffix(": gap s"): Decimal(str(cell.value))
            for head, cell in cells.items()
            if head.endswith(": gap s")
        }
        mark = Decimal(str(cells["distance m"].value))
        found.append(Read(mark, _day(cells["split"]), _day(cells["lap"]), gaps))
    return found


def _day(cell: Any) -> Decimal:
    """openpyxl makes a time of a fraction of a day, by the number format."""
    assert cell.is_date, "a duration is a number with the format of a time"
    value = cell.value
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return Decimal(seconds) + Decimal(value.microsecond) / 1_000_000


def read_json(content: bytes) -> Runs:
    """Read the entries of a session."""
    return {
        entry["athlete"]: [
            Read(
                Decimal(str(s["mark_m"])), Decimal(str(s["split_s"])), Decimal(str(s["lap_s"])), {}
            )
            for s in entry["splits"]
        ]
        for entry in json.loads(content)["entries"]
        if entry["splits"]
    }


class LifResult(NamedTuple):
    """One line of a LIF; the splits in their order, None for an empty one."""

    place: str
    lane: str
    last: str
    first: str
    time: str
    splits: list[tuple[Decimal, Decimal | None] | None]

    @property
    def athlete(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}".strip()


def lif_text(content: bytes) -> str:
    """Decode as the readers of such files do: by the mark, UTF-8, else cp1252."""
    if content.startswith(b"\xff\xfe"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def read_lif(content: bytes) -> tuple[list[str], list[LifResult]]:
    """Return the header and the results."""
    header, *lines = csv.reader(io.StringIO(lif_text(content), newline=""))
    return header, [
        LifResult(
            f[0], f[2], f[3], f[4], f[6], [_pair(s) for s in f[10].split(",")] if f[10] else []
        )
        for f in lines
    ]


def _pair(text: str) -> tuple[Decimal, Decimal | None] | None:
    if not text:
        return None
    found = _PAIR.fullmatch(text)
    assert found is not None, text
    lap = found["lap"]
    return in_seconds(found["time"]), in_seconds(lap) if lap else None


def read_posted(line: str) -> list[tuple[Decimal, Decimal]]:
    """Return time and lap of each part of a posted run, by the brackets and the sign `=`."""
    found = []
    for part in line.split(", "):
        if not any(letter.isdigit() for letter in part) or "missed" in part:
            continue
        lap, _, time = (
            re.sub(r"about | for [\d.]+ m|[)h]", "", part).replace(" = ", " (").partition(" (")
        )
        found.append((in_seconds(time or lap), in_seconds(lap)))
    return found
