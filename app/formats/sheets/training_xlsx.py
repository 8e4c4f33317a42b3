"""How is a training sheet written as a workbook? A summary, the athletes side by side, a sheet each.

Times are durations, differences seconds (positive slower), distances metres, all of them numbers
and exact; `as printed` is the time as the rules print it, by hand rounded up to a tenth with an h.
Where there is no time the cell is empty, and beside it stands why.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from app.analysis.training.tally import Tally
from app.domain.times import NS_PER_S, Duration
from app.domain.training.rep_target import Aimed
from app.domain.training.session_state import DROPPED, PLANNED
from app.formats.sheets import training_words as words
from app.formats.sheets.plain_words import one_line
from app.formats.sheets.sheet_words import written_time
from app.formats.sheets.training_columns import tally_rows
from app.formats.sheets.training_sheet import Line, Trained, TrainingSheet
from app.formats.sheets.xlsx_book import (
    LONG_AGO,
    Book,
    Cell,
    Number,
    clock,
    metres,
    opened_book,
    seconds_cell,
    signed,
    whole,
)
from app.formats.sheets.xlsx_charts import Axes, insert_bars_and_lines

_SUMMARY = {
    "athlete": 24,
    "lane": 6,
    "group": 10,
    "distance m": 10,
    "timed": 7,
    "planned": 8,
    "mean": 10,
    "gap to target s": 10,
    "best": 10,
    "worst": 10,
    "spread s": 9,
    "drop-off": 9,
    "stopped": 24,
    "earlier mean": 10,
    "since s": 9,
}
"""The heads of the columns, and how many letters wide each is."""
_LINES = {
    "repetition": 10,
    "group": 8,
    "distance m": 10,
    "status": 11,
    "time": 10,
    "as printed": 10,
    "target": 10,
    "target up to": 10,
    "gap s": 8,
    "recovery planned": 14,
    "recovery planned s": 10,
    "recovery taken": 10,
    "source": 8,
    "edited": 8,
    "start s": 12,
    "pressed s": 12,
    "earlier": 10,
    "since s": 8,
    "times inside": 28,
}
_TIME, _TARGET = [*_LINES].index("time"), [*_LINES].index("target")
_SLOWEST, _EARLIER = [*_LINES].index("target up to"), [*_LINES].index("earlier")
_YES = {True: "yes", False: ""}
_PER_CENT = "+0.0%;-0.0%;0.0%"
_DAY_NS = 86_400 * NS_PER_S
_UNDER = Duration(2 * NS_PER_S)
"""How far under the fastest time the bars begin, so that they can be told apart."""


def training_xlsx(sheet: TrainingSheet, created: datetime = LONG_AGO) -> bytes:
    """Return `sheet` as XLSX; the file says it was made at `created`."""
    with opened_book(sheet.title, created) as book:
        _summary(book, sheet)
        _side_by_side(book, sheet)
        for athlete in sheet.athletes:
            if athlete.lines:
                _athlete(book, athlete)
        return book.content()


def _summary(book: Book, sheet: TrainingSheet) -> None:
    page = book.add_page("Summary", list(_SUMMARY.values()), heads=1, names=1)
    page.heads(_SUMMARY)
    for athlete in sheet.athletes:
        for _, tally in tally_rows(athlete):
            page.write(_summary_of(athlete, tally))
    page.row += 1
    for label, text in sheet.head:
        page.label(label)
        page.write([text], first=1)
    page.row += 1
    for athlete in sheet.athletes:
        for each in athlete.remarks:
            page.write([f"{athlete.name}: {each.text}"])
    for each in sheet.remarks:
        page.write([each.text])
    for text in sheet.foot:
        page.write([text])


def _summary_of(athlete: Trained, tally: Tally | None) -> Iterator[Cell]:
    lines = [e for e in athlete.lines if e.run.status != DROPPED]
    planned = [e for e in lines if tally is None or e.run.distance == tally.distance]
    stopping = athlete.stopping
    stopped = "; ".join(filter(None, stopping[1:])) if stopping else ""
    rough = tally is not None and athlete.by_hand_over(tally.distance)
    decimals = words.decimals_of(by_hand=rough)
    yield from (athlete.name, whole(athlete.lane), athlete.group)
    yield metres(tally.distance) if tally else None
    yield from (whole(tally.runs if tally else 0), whole(len(planned)))
    if tally is None:
        yield from (*[None] * 6, stopped)
        return
    yield from (clock(tally.mean), signed(tally.deficit, decimals))
    yield from (clock(tally.best), clock(tally.worst), seconds_cell(tally.spread))
    yield None if tally.drop_off is None else Number(tally.drop_off - 1, _PER_CENT)
    yield stopped
    same = athlete.earlier.tallies if athlete.earlier else ()
    then = next((each for each in same if each.distance == tally.distance), None)
    if then is not None:
        yield from (clock(then.mean), signed(Duration(tally.mean - then.mean), decimals))


class _Place(NamedTuple):
    """A repetition as everybody has it: its set, its number in it, its distance."""

    of_set: int
    in_set: int
    distance: int


def _side_by_side(book: Book, sheet: TrainingSheet) -> None:
    """A row a repetition, a column an athlete, and the targets that differ."""
    runs = [{_place(e): e for e in each.lines} for each in sheet.athletes]
    places = sorted({place for each in runs for place in each})
    if not places:
        return
    targets = _targets(sheet)
    widths = [12, *[12] * (len(sheet.athletes) + len(targets))]
    page = book.add_page("Side by side", widths, heads=1, names=1)
    heads: list[Cell] = ["repetition", *(one_line(each.name) for each in sheet.athletes)]
    heads += [f"target {one_line(each)}".strip() for each in targets]
    rows = [_beside(place, runs, targets) for place in places]
    page.heads([str(each) for each in heads])
    for row in rows:
        page.write(row)
    table: list[Sequence[Cell]] = [heads, *rows]
    bars = list(range(1, 1 + len(sheet.athletes)))
    lines = [1 + len(sheet.athletes) + i for i in range(len(targets))]
    if any(isinstance(row[i], Number) for row in rows for i in bars):
        axes = _axes("Each repetition", rows, [*bars, *lines])
        insert_bars_and_lines(book, page, table, bars, lines, axes)


def _place(line: Line) -> _Place:
    return _Place(line.run.of_set, line.run.in_set, line.run.distance)


Targets = dict[str, dict[_Place, Duration]]


def _targets(sheet: TrainingSheet) -> Targets:
    """Return what was asked of each group, where its athletes have one target."""
    found: Targets = {}
    for group in sheet.groups:
        asked: dict[_Place, set[Duration]] = {}
        for athlete in sheet.athletes:
            for line in athlete.lines:
                if athlete.group == group and isinstance(line.run.target, Aimed):
                    asked.setdefault(_place(line), set()).add(line.run.target.slowest)
        if asked and all(len(each) == 1 for each in asked.values()):
            found[group] = {place: each.pop() for place, each in asked.items()}
    return found


def _beside(place: _Place, runs: Sequence[dict[_Place, Line]], targets: Targets) -> list[Cell]:
    cells: list[Cell] = [f"{place.of_set}.{place.in_set}"]
    for each in runs:
        line = each.get(place)
        if line is None or line.run.status == PLANNED:
            cells.append(None)
        else:
            cells.append(clock(line.run.time) or line.run.status)
    return cells + [clock(each.get(place)) for each in targets.values()]


def _axes(title: str, rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> Axes:
    """The bars begin a little under the fastest time: from zero they would all look alike."""
    times = [cell.value for row in rows for i in columns if isinstance(cell := row[i], Number)]
    least = max(0, int(min(times, default=0.0) * _DAY_NS - _UNDER) // NS_PER_S)
    return Axes(title, "set.repetition", "min:s", "m:ss", least=least * NS_PER_S / _DAY_NS)


def _athlete(book: Book, athlete: Trained) -> None:
    page = book.add_page(athlete.name, list(_LINES.values()), heads=1, names=1)
    rows = [list(_cells(each)) for each in athlete.lines]
    heads = list(_LINES)
    page.heads(heads)
    for row in rows:
        page.write(row)
    if not athlete.tallies:
        return
    table: list[Sequence[Cell]] = [heads, *rows]
    then = [_EARLIER] if any(row[_EARLIER] is not None for row in rows) else []
    asked = [i for i in (_TARGET, _SLOWEST) if any(row[i] is not None for row in rows)]
    axes = _axes("Repetitions and targets", rows, [_TIME, *then, *asked])
    insert_bars_and_lines(book, page, table, [_TIME, *then], asked, axes)


def _cells(line: Line) -> Iterator[Cell]:
    run, end = line.run, line.end
    target = run.target if isinstance(run.target, Aimed) else None
    is_range = target is not None and target.fastest != target.slowest
    decimals = words.decimals_of(by_hand=line.by_hand)
    yield from (f"{run.of_set}.{run.in_set}", run.group, metres(run.distance), run.status)
    yield clock(run.time)
    yield written_time(end.time, by_hand=end.by_hand) if end else None
    yield clock(target.fastest if target else None)
    yield clock(target.slowest if target and is_range else None)
    yield signed(run.deficit, decimals)
    yield words.rest_text(run.recovery) or None
    yield from (seconds_cell(run.recovery_planned), clock(run.recovery_taken))
    yield from (end.source, _YES[end.edited]) if end else (None, None)
    yield from (seconds_cell(line.started), seconds_cell(end.pressed if end else None))
    yield clock(line.earlier)
    if line.earlier is None or run.time is None:
        yield None
    else:
        yield signed(Duration(run.time - line.earlier), 1)
    yield ", ".join(_inside(line)) or None


def _inside(line: Line) -> Iterator[str]:
    for each in line.timed:
        if each.mark != line.run.distance:
            time = written_time(each.time, by_hand=each.by_hand)
            yield f"{words.distance_text(each.mark)} {time}"
