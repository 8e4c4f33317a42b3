"""How is a sheet written as CSV? One row a split, UTF-8, heads that stay as they are.

Times ending in `_s` are seconds rounded to 1 ms, differences signed with an ASCII minus, positive
behind; distances in `_m` are metres. A mark that nobody timed has a row whose figures stay empty.
Columns are only ever added, at the end: those from `role` on tell of a race of several.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

from app.domain.course import Distance, to_metres
from app.domain.times import Duration, canonical, rounded, to_seconds
from app.formats.sheets.split_sheet import Against, Missed, Row, Runner, Sheet

_WHERE = ("race", "line", "clock", "athlete", "lane", "mark_m", "mark")
_TIMES = (*("split", "split_s", "lap_m", "lap_s", "pace_400_s", "mean_400_s", "rank", "gap_s"),)
_AGAINST = ("target_s", "target_lap_s", "deficit_s", "deficit_m", "change_s", "needed_400_s")
_AFTER = ("projected_s", "rule", "stamp", "edited", "flag")
_OF_SEVERAL = (
    *("role", "own_target", "own_start_s", "status", "missed", "estimated", "field_rank"),
    *("timed_there", "lap_rank", "watches_s", "zero", "zero_tolerance_s", "zero_moved_s"),
)
_ANSWER = {True: "yes", False: "no"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(sheet: Sheet) -> bytes:
    """Return `sheet` as CSV; a text that a spreadsheet would run as a formula starts with `'`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_heads(sheet))
    writer.writerows(_cells(sheet, line) for line in sheet.lines)
    return text.getvalue().encode("utf-8", "replace")


def _heads(sheet: Sheet) -> list[str]:
    against = [f"{head} {target.id}" for target in sheet.targets for head in _AGAINST]
    return [*_WHERE, *_TIMES, *against, *_AFTER, *_OF_SEVERAL]


def _cells(sheet: Sheet, line: Row | Missed) -> list[Any]:
    if isinstance(line, Missed):
        figures = len(_heads(sheet)) - len(_WHERE) - len(_OF_SEVERAL)
        return [*_where(sheet, line), *([""] * figures), *_of_several(sheet, line)]
    against = [cell for each in line.against for cell in _against(each)]
    return [*_where(sheet, line), *_times(line), *against, *_after(line), *_of_several(sheet, line)]


def _where(sheet: Sheet, line: Row | Missed) -> Iterator[Any]:
    runner = line.runner
    yield from map(_text, (sheet.title, sheet.line, sheet.clock, runner.athlete))
    yield from (runner.lane, _metres(line.mark), line.mark_name)


def _times(row: Row) -> Iterator[Any]:
    yield canonical(rounded(row.time, 3))
    yield from (_seconds(row.time), _metres(row.length))
    yield from map(_seconds, (row.lap, row.per_400, row.mean_per_400))
    yield from (row.place.rank, _seconds(row.place.gap)) if row.place else ("", "")


def _against(against: Against) -> Iterator[Any]:
    yield from map(_seconds, (against.time, against.lap, against.deficit))
    yield _metres(against.deficit_length)
    yield from map(_seconds, (against.change, against.needed_per_400))


def _after(row: Row) -> Iterator[Any]:
    yield _seconds(row.projected)
    yield from map(_text, (row.rule, row.stamp))
    yield from (_ANSWER[row.edited], _text(row.flag))


def _of_several(sheet: Sheet, line: Row | Missed) -> Iterator[Any]:
    yield from _of_runner(line.runner)
    yield from ("yes", "no") if isinstance(line, Missed) else ("no", _ANSWER[line.estimated])
    yield "" if line.typed_rank is None else line.typed_rank
    place = line.place if isinstance(line, Row) else None
    yield from (place.timed, place.lap_rank) if place else ("", "")
    yield "" if isinstance(line, Missed) else " ".join(map(_seconds, line.watches))
    zero = sheet.zero
    yield from (
        ("", "", "")
        if zero is None
        else (zero.basis, _seconds(zero.tolerance), _seconds(zero.moved))
    )


def _of_runner(runner: Runner) -> Iterator[Any]:
    yield from (runner.role, _text(runner.target))
    yield from (_seconds(runner.offset), runner.status)


def _seconds(value: Duration | None) -> str:
    return "" if value is None else f"{to_seconds(value):.3f}"


def _metres(value: Distance) -> str:
    return f"{to_metres(value):.3f}".rstrip("0").rstrip(".")


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
