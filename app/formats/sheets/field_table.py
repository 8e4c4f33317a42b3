"""How did a whole field run? A table of all who were in it, by their times, mark by mark."""

from collections.abc import Iterator, Sequence

from app.domain.course import Distance, mark_name
from app.domain.plan import ATHLETE
from app.domain.state import DNF, DNS, FINISHED
from app.domain.times import Duration
from app.formats.sheets import figures as fig
from app.formats.sheets.sheet_words import written_lap
from app.formats.sheets.split_columns import NO_CELL, QUIET, Cell, Column, tone_of
from app.formats.sheets.split_sheet import Missed, Row, Runner, Sheet
from app.language import marked, tr

MOST_MARKS = 6
"""How many marks have room beside each other on a page."""
FIELD_NOTE = marked("Under each time stand the lap and the place there, of those who were timed.")
_STATUS = {DNF: "dnf", DNS: "dns"}


def in_order(sheet: Sheet) -> tuple[Runner, ...]:
    """Return everybody: those who finished by their times, who did not, pacers."""
    return tuple(sorted(sheet.runners, key=lambda each: _place(sheet, each)))


def _place(sheet: Sheet, runner: Runner) -> tuple[int, int, int, int]:
    rows = fig.rows_of(sheet, runner)
    time, mark = (rows[-1].time, rows[-1].mark) if rows else (Duration(0), Distance(0))
    kind = 3 if runner.role != ATHLETE else 2 if runner.status in _STATUS else 1
    kind = 0 if kind == 1 and runner.status == FINISHED else kind
    return kind, -mark, time, runner.lane


def field_bands(sheet: Sheet) -> Iterator[tuple[Column, ...]]:
    """Return the columns of the table, in as many bands as the marks need."""
    marks = _marks(sheet)
    runners = in_order(sheet)
    count = max(-(-len(marks) // MOST_MARKS), 1)
    size = -(-len(marks) // count)
    for begin in range(0, len(marks), max(size, 1)):
        band = marks[begin : begin + size]
        last = band[-1] == marks[-1]
        yield (
            *_who(sheet, runners),
            *(_at(sheet, runners, mark) for mark in band),
            *(_ends(sheet, runners) if last else ()),
        )


def _marks(sheet: Sheet) -> list[Distance]:
    if sheet.course is not None:
        return list(sheet.course.marks)
    return sorted({each.mark for each in sheet.lines})


def _who(sheet: Sheet, runners: Sequence[Runner]) -> Iterator[Column]:
    yield Column("", tuple(Cell(_rank(sheet, each)) for each in runners), strong=True)
    lanes = tuple(Cell(str(each.lane), QUIET) for each in runners)
    yield Column(tr("Lane"), lanes)
    names = tuple(
        Cell(each.athlete if each.role == ATHLETE else f"{each.athlete} ({each.role})")
        for each in runners
    )
    yield Column(tr("Athlete"), names, numeric=False, strong=True)


def _rank(sheet: Sheet, runner: Runner) -> str:
    if runner.status in _STATUS:
        return _STATUS[runner.status]
    rows = fig.rows_of(sheet, runner)
    place = rows[-1].place if rows else None
    return str(place.rank) if place is not None and runner.status == FINISHED else ""


def _at(sheet: Sheet, runners: Sequence[Runner], mark: Distance) -> Column:
    course = sheet.course
    name = tr(mark_name(course, mark)) if course is not None else f"{mark // 1000} m"
    cells = tuple(_cell(sheet, each, mark) for each in runners)
    return Column(name[:1].upper() + name[1:], cells)


def _cell(sheet: Sheet, runner: Runner, mark: Distance) -> Cell:
    line = next((each for each in fig.lines_of(sheet, runner) if each.mark == mark), None)
    if line is None:
        return NO_CELL
    if isinstance(line, Missed):
        return Cell(tr("missed"), QUIET)
    rank = f" ({line.place.rank})" if line.place is not None else ""
    return Cell(fig.split_text(line), under=f"{written_lap(line)}{rank}")


def _ends(sheet: Sheet, runners: Sequence[Runner]) -> Iterator[Column]:
    rows = [_finish(sheet, each) for each in runners]
    gaps = tuple(
        Cell(fig.gap_text(row, row.place.gap) if row.place.gap else fig.NOTHING)
        if row is not None and row.place is not None
        else NO_CELL
        for row in rows
    )
    yield Column(tr("Gap"), gaps)
    primary = fig.primary_of(sheet)
    i = sheet.targets.index(primary)
    held = tuple(NO_CELL if row is None else _held(row, row.against[i].deficit) for row in rows)
    yield Column(f"± {primary.name}", held)


def _finish(sheet: Sheet, runner: Runner) -> Row | None:
    rows = fig.rows_of(sheet, runner)
    timed = rows and runner.status == FINISHED and runner.role == ATHLETE
    return rows[-1] if timed else None


def _held(row: Row, gap: Duration) -> Cell:
    return Cell(fig.gap_text(row, gap), tone_of(fig.rounded_gap(row, gap)))


def fastest_laps(sheet: Sheet) -> str:
    """Name the fastest lap of the race, per 400 m, empty where there is none."""
    athletes = [each for each in sheet.rows if each.runner.role == ATHLETE and not each.estimated]
    if not athletes:
        return ""
    best = min(athletes, key=lambda row: row.per_400)
    pace = fig.pace_text(best.per_400, fig.lap_decimals(best))
    return tr(
        "Fastest lap: {athlete}, to {mark}, {pace} per 400 m.",
        athlete=best.runner.athlete,
        mark=tr(best.mark_name),
        pace=pace,
    )
