"""How is a sheet written as a workbook? A summary, then a sheet an athlete with its two charts.

Times are durations, differences seconds (positive behind), distances metres, all of them numbers and
exact; `as printed` is the time as the rules print it, by hand rounded up to a tenth with an h.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.domain.plan import PACER
from app.domain.times import format_time
from app.formats.sheets.plain_words import one_line
from app.formats.sheets.sheet_words import written_time
from app.formats.sheets.split_sheet import Against, Missed, Row, Runner, Sheet
from app.formats.sheets.xlsx_book import (
    LONG_AGO,
    Book,
    Cell,
    clock,
    metres,
    opened_book,
    seconds_cell,
    signed,
    signed_metres,
    whole,
)
from app.formats.sheets.xlsx_charts import Axes, insert_bars, insert_lines

_TIMES = {
    "distance m": 10,
    "mark": 9,
    "split": 10,
    "as printed": 10,
    "lap m": 9,
    "lap": 9,
    "per 400 m": 9,
    "mean per 400 m": 9,
    "rank": 6,
    "gap s": 8,
}
"""The heads of the columns, and how many letters wide each is."""
_AGAINST = ("time", "lap", "gap s", "gap m", "change s", "needed per 400 m")
_AFTER = {
    "projected": 10,
    "by rule": 9,
    "source": 9,
    "pressed s": 12,
    "edited": 8,
    "estimated": 10,
    "place typed": 8,
    "remark": 16,
    "all watches": 16,
}
_SUMMARY = {
    "athlete": 24,
    "lane": 6,
    "role": 9,
    "status": 9,
    "place": 7,
    "last mark": 10,
    "time": 10,
    "as printed": 10,
    "own start s": 10,
}
_YES = {True: "yes", False: ""}
_GAP = _AGAINST.index("gap s")
_LAP = [*_TIMES].index("lap")
_PER_400 = [*_TIMES].index("per 400 m")
_NAME = [*_TIMES].index("mark")
_GAP_AXES = Axes("Gap to each target", "distance m", "s behind (+), ahead (-)", "0.0")
_LAP_AXES = Axes("Lap", "up to the mark", "min:s", "m:ss")


def write_xlsx(sheet: Sheet, created: datetime = LONG_AGO) -> bytes:
    """Return `sheet` as XLSX; the file says it was made at `created`."""
    with opened_book(sheet.title, created) as book:
        _summary(book, sheet)
        for runner in sheet.runners:
            lines = [line for line in sheet.lines if line.runner == runner]
            if lines:
                _athlete(book, sheet, runner, lines)
        return book.content()


def _summary(book: Book, sheet: Sheet) -> None:
    gaps = [f"gap to {each.id} s" for each in sheet.targets]
    page = book.add_page("Summary", [*_SUMMARY.values(), *[12] * len(gaps)], heads=1, names=1)
    page.heads([*_SUMMARY, *gaps])
    for runner in sheet.runners:
        page.write(_summary_of(sheet, runner))
    page.row += 1
    for label, text in sheet.head:
        page.label(label)
        page.write([text], first=1)
    page.row += 1
    for text in sheet.foot:
        page.write([text])


def _summary_of(sheet: Sheet, runner: Runner) -> Iterator[Cell]:
    rows = [row for row in sheet.rows if row.runner == runner]
    last = rows[-1] if rows else None
    role = runner.role if runner.role == PACER else ""
    yield from (runner.athlete, whole(runner.lane), role, runner.status)
    at_finish = last is not None and last.mark_name == "finish"
    yield whole(last.place.rank) if last and last.place and at_finish else None
    yield None if last is None else last.mark_name
    yield None if last is None else clock(last.time)
    yield None if last is None else _printed(last)
    yield seconds_cell(runner.offset) if runner.offset else None
    for each in last.against if last is not None else ():
        yield signed(each.deficit, _decimals(last))


def _athlete(book: Book, sheet: Sheet, runner: Runner, lines: Sequence[Row | Missed]) -> None:
    widths = [*_TIMES.values(), *[10] * (len(_AGAINST) * len(sheet.targets)), *_AFTER.values()]
    page = book.add_page(runner.athlete, widths, heads=1, names=2)
    heads, cells = _heads(sheet), [_cells(line, len(sheet.targets)) for line in lines]
    page.heads(heads)
    for row in cells:
        page.write(row)
    table: list[Sequence[Cell]] = [heads, *cells]
    gaps = [len(_TIMES) + i * len(_AGAINST) + _GAP for i in range(len(sheet.targets))]
    if gaps:
        insert_lines(book, page, table, gaps, _GAP_AXES)
    lengths = {line.length for line in lines if isinstance(line, Row)}
    lap = _LAP if len(lengths) == 1 else _PER_400
    insert_bars(book, page, table, _NAME, lap, _LAP_AXES._replace(title=heads[lap].capitalize()), 1)


def _heads(sheet: Sheet) -> list[str]:
    against = [f"{one_line(each.id)}: {head}" for each in sheet.targets for head in _AGAINST]
    return [*_TIMES, *against, *_AFTER]


def _cells(line: Row | Missed, targets: int) -> list[Cell]:
    where: list[Cell] = [metres(line.mark), line.mark_name]
    if isinstance(line, Missed):
        empty = len(_TIMES) - len(where) + targets * len(_AGAINST)
        after = dict.fromkeys(_AFTER) | {"place typed": whole(line.typed_rank), "remark": "missed"}
        return [*where, *[None] * empty, *after.values()]
    against = [cell for each in line.against for cell in _against(line, each)]
    return [*where, *_times(line), *against, *_after(line)]


def _times(row: Row) -> Iterator[Cell]:
    yield from (clock(row.time), _printed(row), metres(row.length))
    yield from map(clock, (row.lap, row.per_400, row.mean_per_400))
    place, decimals = row.place, _decimals(row)
    yield from (whole(place.rank), signed(place.gap, decimals)) if place else (None, None)


def _against(row: Row, each: Against) -> Iterator[Cell]:
    decimals = _decimals(row)
    yield from (clock(each.time), clock(each.lap))
    yield from (signed(each.deficit, decimals), signed_metres(each.deficit_length))
    yield from (signed(each.change, decimals), clock(each.needed_per_400))


def _after(row: Row) -> Iterator[Cell]:
    yield from (clock(row.projected), row.rule, row.source, seconds_cell(row.pressed))
    yield from (_YES[row.edited], _YES[row.estimated], whole(row.typed_rank), row.flag)
    watches = (written_time(each, by_hand=row.by_hand) for each in row.watches)
    yield ", ".join(watches)


def _printed(row: Row) -> str:
    if row.estimated:
        return format_time(row.time, 1)
    return written_time(row.time, by_hand=row.by_hand)


def _decimals(row: Row | None) -> int:
    return 1 if row is not None and (row.by_hand or row.estimated) else 2
