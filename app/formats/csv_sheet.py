"""How is a sheet written as CSV? One row a split, UTF-8, heads that stay as they are.

Times ending in `_s` are seconds rounded to 1 ms, differences signed with an ASCII minus, positive
behind; distances in `_m` are metres.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

from app.domain.course import Distance, to_metres
from app.domain.times import Duration, canonical, rounded, to_seconds
from app.formats.split_sheet import Against, Row, Sheet

_BEFORE = (
    *("race", "line", "clock", "athlete", "lane", "mark_m", "mark", "split", "split_s"),
    *("lap_m", "lap_s", "pace_400_s", "mean_400_s", "rank", "gap_s"),
)
_AGAINST = ("target_s", "target_lap_s", "deficit_s", "deficit_m", "change_s", "needed_400_s")
_AFTER = ("projected_s", "rule", "stamp", "edited", "flag")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(sheet: Sheet) -> bytes:
    """Return `sheet` as CSV; a text that a spreadsheet would run as a formula starts with `'`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_heads(sheet))
    writer.writerows(_cells(sheet, row) for row in sheet.rows)
    return text.getvalue().encode("utf-8", "replace")


def _heads(sheet: Sheet) -> list[str]:
    against = [f"{head} {target.id}" for target in sheet.targets for head in _AGAINST]
    return [*_BEFORE, *against, *_AFTER]


def _cells(sheet: Sheet, row: Row) -> list[Any]:
    against = [cell for each in row.against for cell in _against(each)]
    return [*_before(sheet, row), *against, *_after(row)]


def _before(sheet: Sheet, row: Row) -> Iterator[Any]:
    yield from map(_text, (sheet.title, sheet.line, sheet.clock, row.athlete))
    yield from (row.lane, _metres(row.mark), row.mark_name, canonical(rounded(row.time, 3)))
    yield from (_seconds(row.time), _metres(row.length))
    yield from map(_seconds, (row.lap, row.per_400, row.mean_per_400))
    yield from (row.rank, _seconds(row.gap))


def _against(against: Against) -> Iterator[Any]:
    yield from map(_seconds, (against.time, against.lap, against.deficit))
    yield _metres(against.deficit_length)
    yield from map(_seconds, (against.change, against.needed_per_400))


def _after(row: Row) -> Iterator[Any]:
    yield _seconds(row.projected)
    yield from map(_text, (row.rule, row.stamp))
    yield from ("yes" if row.edited else "no", _text(row.flag))


def _seconds(value: Duration | None) -> str:
    return "" if value is None else f"{to_seconds(value):.3f}"


def _metres(value: Distance) -> str:
    return f"{to_metres(value):.3f}".rstrip("0").rstrip(".")


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
