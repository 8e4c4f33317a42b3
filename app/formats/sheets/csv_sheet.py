"""How is a sheet written as CSV? One row a split, UTF-8, heads that stay as they are.

Times ending in `_s` are seconds rounded to 1 ms, differences signed with an ASCII minus, positive
behind; distances in `_m` are metres; `pressed_s` is the raw press from the start press, exact to
1 ns. A mark that nobody timed has a row whose figures stay empty, and who was taken out of the race
without a time has one at the start. Columns are only ever added, at the end: those from `role` on
tell of a race of several, those from `source` on where each figure comes from.
"""

from collections.abc import Iterator
from typing import Any

from app.domain.course import Distance, to_metres
from app.domain.state import DNF, DNS
from app.domain.times import NS_PER_S, Duration, canonical, rounded, to_seconds
from app.formats.sheets.csv_dialects import COMMA, Figure, csv_bytes
from app.formats.sheets.plain_words import guarded
from app.formats.sheets.split_sheet import Against, Missed, Row, Runner, Sheet

_WHERE = ("race", "line", "clock", "athlete", "lane", "mark_m", "mark")
_TIMES = (*("split", "split_s", "lap_m", "lap_s", "pace_400_s", "mean_400_s", "rank", "gap_s"),)
_AGAINST = ("target_s", "target_lap_s", "deficit_s", "deficit_m", "change_s", "needed_400_s")
_AFTER = ("projected_s", "rule", "stamp", "edited", "flag")
_OF_SEVERAL = (
    *("role", "own_target", "own_start_s", "status", "missed", "estimated", "field_rank"),
    *("timed_there", "lap_rank", "watches_s", "zero", "zero_tolerance_s", "zero_moved_s"),
)
_TRACED = (
    *("source", "pressed_s", "event", "distance_m", "lap_length_m"),
    *("date", "venue", "raw_log"),
)
_ANSWER = {True: "yes", False: "no"}
_START = "start"


def write_csv(sheet: Sheet, dialect: str = COMMA) -> bytes:
    """Return `sheet` as CSV; a text that a spreadsheet would run as a formula starts with `'`."""
    rows = (_cells(sheet, line) for line in (*sheet.lines, *_without_a_line(sheet)))
    return csv_bytes([_heads(sheet), *rows], dialect)


def _without_a_line(sheet: Sheet) -> Iterator[Missed]:
    timed = {line.runner for line in sheet.lines}
    for runner in sheet.runners:
        if runner not in timed and runner.status in (DNF, DNS):
            yield Missed(runner, Distance(0), _START)


def _heads(sheet: Sheet) -> list[str]:
    against = [guarded(f"{head} {each.id}") for each in sheet.targets for head in _AGAINST]
    return [*_WHERE, *_TIMES, *against, *_AFTER, *_OF_SEVERAL, *_TRACED]


def _cells(sheet: Sheet, line: Row | Missed) -> list[Any]:
    last = (*_of_several(sheet, line), *_traced(sheet, line))
    if isinstance(line, Missed):
        figures = len(_heads(sheet)) - len(_WHERE) - len(last)
        return [*_where(sheet, line), *([""] * figures), *last]
    against = [cell for each in line.against for cell in _against(each)]
    return [*_where(sheet, line), *_times(line), *against, *_after(line), *last]


def _where(sheet: Sheet, line: Row | Missed) -> Iterator[Any]:
    runner = line.runner
    yield from map(guarded, (sheet.title, sheet.line, sheet.clock, runner.athlete))
    yield from (runner.lane, _metres(line.mark), line.mark_name)


def _times(row: Row) -> Iterator[Any]:
    yield Figure(canonical(rounded(row.time, 3)))
    yield from (_seconds(row.time), _metres(row.length))
    yield from map(_seconds, (row.lap, row.per_400, row.mean_per_400))
    yield from (row.place.rank, _seconds(row.place.gap)) if row.place else ("", "")


def _against(against: Against) -> Iterator[Any]:
    yield from map(_seconds, (against.time, against.lap, against.deficit))
    yield _metres(against.deficit_length)
    yield from map(_seconds, (against.change, against.needed_per_400))


def _after(row: Row) -> Iterator[Any]:
    yield _seconds(row.projected)
    yield from map(guarded, (row.rule, row.stamp))
    yield from (_ANSWER[row.edited], guarded(row.flag))


def _of_several(sheet: Sheet, line: Row | Missed) -> Iterator[Any]:
    yield from _of_runner(line.runner)
    yield _ANSWER[isinstance(line, Missed) and line.mark > 0]
    yield _ANSWER[isinstance(line, Row) and line.estimated]
    yield "" if line.typed_rank is None else line.typed_rank
    place = line.place if isinstance(line, Row) else None
    yield from (place.timed, place.lap_rank) if place else ("", "")
    yield "" if isinstance(line, Missed) else Figure(" ".join(map(_seconds, line.watches)))
    zero = sheet.zero
    yield from (
        ("", "", "")
        if zero is None
        else (zero.basis, _seconds(zero.tolerance), _seconds(zero.moved))
    )


def _of_runner(runner: Runner) -> Iterator[Any]:
    yield from (runner.role, guarded(runner.target))
    yield from (_seconds(runner.offset), runner.status)


def _traced(sheet: Sheet, line: Row | Missed) -> Iterator[Any]:
    row, course = line if isinstance(line, Row) else None, sheet.course
    yield row.source if row else ""
    yield "" if row is None or row.pressed is None else _exact(row.pressed)
    yield from (
        ("", "", "")
        if course is None
        else (guarded(course.event), _metres(course.distance), _metres(course.lap))
    )
    yield from map(guarded, (sheet.date, sheet.venue, sheet.raw_log))


def _seconds(value: Duration | None) -> str:
    return Figure("" if value is None else f"{to_seconds(value):.3f}")


def _exact(value: Duration) -> str:
    whole, part = divmod(abs(value), NS_PER_S)
    tail = f"{part:09d}".rstrip("0").ljust(3, "0")
    return Figure(f"{'-' if value < 0 else ''}{whole}.{tail}")


def _metres(value: Distance) -> str:
    return Figure(f"{to_metres(value):.3f}".rstrip("0").rstrip("."))
