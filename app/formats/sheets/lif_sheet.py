"""How is a sheet written as a FinishLynx result (LIF), for the programs of a meet?

A line for the race, then one an athlete: place or status, lane, name, time, and in one field the
times on the way as `cumulative (lap)`. Such times have no distances: each stands for the mark of its
place, so a mark without a time keeps an empty one. Times by hand are rounded up to a tenth, as a
result by hand is; the others have as many decimals as they need, two to four.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.domain.course import to_metres
from app.domain.plan import ATHLETE
from app.domain.state import DNF, DNS
from app.domain.times import Duration, Rounding, format_time, rounded
from app.formats.sheets.plain_words import one_line
from app.formats.sheets.sheet_words import written_lap
from app.formats.sheets.split_sheet import Row, Runner, Sheet

_STATUS = {DNF: "DNF", DNS: "DNS"}
_FIELDS = 15
_MOST_DECIMALS = 4
_EVENT, _ROUND, _HEAT = "1", "1", "1"


def write_lif(sheet: Sheet) -> bytes:
    """Return `sheet` as LIF, lines ended as on Windows, where FinishLynx is at home."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_head(sheet))
    writer.writerows(_result(sheet, each) for each in _in_order(sheet))
    return _encoded(text.getvalue())


def _encoded(text: str) -> bytes:
    """Single bytes where they are read back as what they are, otherwise what Lynx calls Unicode.

    A reader takes for UTF-8 what can be UTF-8.
    """
    try:
        single = text.encode("cp1252")
    except UnicodeEncodeError:
        return b"\xff\xfe" + text.encode("utf-16-le", "replace")
    try:
        misread = single.decode("utf-8") != text
    except UnicodeDecodeError:
        misread = False
    return b"\xff\xfe" + text.encode("utf-16-le") if misread else single


def _head(sheet: Sheet) -> list[str]:
    distance = "" if sheet.course is None else _metres(sheet)
    return [_EVENT, _ROUND, _HEAT, one_line(sheet.title), *[""] * 5, distance, ""]


def _metres(sheet: Sheet) -> str:
    assert sheet.course is not None, "asked for only where there is a course"
    return f"{to_metres(sheet.course.distance):.3f}".rstrip("0").rstrip(".")


def _in_order(sheet: Sheet) -> Sequence[Runner]:
    """By place; then who is under way, who stepped out and who never started, in their order."""
    kinds = {DNF: 2, DNS: 3}

    def order(runner: Runner) -> tuple[int, int]:
        place = _place(sheet, runner)
        return (0, int(place)) if place.isdigit() else (kinds.get(runner.status, 1), 0)

    return sorted(sheet.runners, key=order)


def _result(sheet: Sheet, runner: Runner) -> list[str]:
    last, first = _name(runner.athlete)
    finish = _finish(sheet, runner)
    fields = [
        *(_place(sheet, runner), "", str(runner.lane), last, first, ""),
        "" if finish is None else _time(finish),
        *("", "", ""),
        ",".join(_splits(sheet, runner)),
    ]
    return [*fields, *[""] * (_FIELDS - len(fields))]


def _place(sheet: Sheet, runner: Runner) -> str:
    """A pacer has no place, and who is still running none yet."""
    finish = _finish(sheet, runner)
    if finish is not None and finish.place is not None and runner.role == ATHLETE:
        return str(finish.place.rank)
    return _STATUS.get(runner.status, "")


def _finish(sheet: Sheet, runner: Runner) -> Row | None:
    """The measured time at the finish: an estimate is no result."""
    at_finish = (row for row in sheet.rows if row.runner == runner and row.mark_name == "finish")
    return next((row for row in at_finish if not row.estimated), None)


def _name(athlete: str) -> tuple[str, str]:
    """Return last and first name: around a comma, or what stands behind the last blank."""
    name = one_line(athlete).strip()
    if name.count(",") == 1:
        last, _, first = name.partition(",")
        return last.strip(), first.strip()
    first, _, last = name.rpartition(" ")
    return last, first


def _splits(sheet: Sheet, runner: Runner) -> Iterator[str]:
    """Return what is known at each mark up to the last time before the finish."""
    rows = {row.mark: row for row in sheet.rows if row.runner == runner and not row.estimated}
    marks = [] if sheet.course is None else list(sheet.course.marks[:-1])
    while marks and marks[-1] not in rows:
        marks.pop()
    for before, mark in pairwise([None, *marks]):
        row = None if mark is None else rows.get(mark)
        if row is None:
            yield ""
        else:
            whole_lap = before is None or before in rows
            yield f"{_time(row)} ({_lap(row)})" if whole_lap else _time(row)


def _time(row: Row) -> str:
    if row.by_hand:
        return format_time(row.time, 1, Rounding.UP)
    return _written(row.time)


def _lap(row: Row) -> str:
    return written_lap(row) if row.lap_rough else _written(row.lap)


def _written(time: Duration) -> str:
    shown = rounded(time, _MOST_DECIMALS, Rounding.UP)
    decimals = len(f"{shown % 1_000_000_000:09d}".rstrip("0"))
    return format_time(shown, max(2, decimals))
