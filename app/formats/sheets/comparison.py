"""How do several runs compare, mark by mark? Marks are rows, runs are columns; the first is the measure.

A difference is positive where a run is slower than the first one (ns). Nothing is interpolated: a
mark that a run was not timed at stays empty, and the notes say so.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.domain.course import MM_PER_M, Course, Distance, format_metres
from app.domain.plan import PACER
from app.domain.times import Duration
from app.formats.sheets.sheet_words import written_lap
from app.formats.sheets.split_sheet import Row, Runner, Sheet
from app.language import tr

Stretch = tuple[Distance, Distance]


class Compared(NamedTuple):
    """A race or a session that is compared; `name` is what the user called it."""

    name: str
    sheet: Sheet


class Column(NamedTuple):
    """One run. `label` is short and unlike that of every other column."""

    label: str
    race: str
    title: str
    athlete: str
    line: str
    clock: str
    course: Course


class Timed(NamedTuple):
    """One run at one mark.

    `difference` is to the first run at the same mark, `lap_difference` where both have a lap over
    the same stretch; None where the first has none, and in the first itself.
    """

    time: Duration
    lap: Duration
    length: Distance
    per_400: Duration
    difference: Duration | None
    lap_difference: Duration | None
    by_hand: bool
    estimated: bool
    lap_text: str


class Line(NamedTuple):
    """One mark: a cell for each column, None where that run was not timed there."""

    mark: Distance
    name: str
    cells: tuple[Timed | None, ...]


class Comparison(NamedTuple):
    """Several runs side by side, and what has to be said about them."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


class Curve(NamedTuple):
    """One run as points of a graph: distance (mm) and value (ns)."""

    label: str
    points: tuple[tuple[Distance, Duration], ...]


def compare(races: Sequence[Compared], athletes: Sequence[str] = ()) -> Comparison:
    """Return the runs of `races` beside each other, in their order; pacers are left out.

    With `athletes` only those whose name has one of these texts in it.
    """
    found = [(race, each) for race in races for each in _runners(race.sheet, athletes)]
    columns = tuple(_column(race, runner, found) for race, runner in found)
    runs = [_run(race.sheet, runner) for race, runner in found]
    marks = sorted({mark for run in runs for mark in run})
    lines = tuple(
        Line(
            mark, _mark_name(columns, mark, marks), tuple(_cell(run, runs[0], mark) for run in runs)
        )
        for mark in marks
    )
    return Comparison(columns, lines, tuple(_notes(columns, lines)))


def differences(comparison: Comparison) -> tuple[Curve, ...]:
    """Return how each run lies behind the first, at the marks that both have; 0 at the start."""
    curves = []
    for i, column in enumerate(comparison.columns):
        points = [(Distance(0), Duration(0))]
        for line in comparison.lines:
            cell = line.cells[i]
            behind = cell.difference if cell is not None and i else Duration(0)
            if cell is not None and behind is not None:
                points.append((line.mark, behind))
        curves.append(Curve(column.label, tuple(points)))
    return tuple(curves)


def paces(comparison: Comparison) -> tuple[Curve, ...]:
    """Return the pace per 400 m of each run on the stretch up to each of its marks."""
    return tuple(
        Curve(
            column.label,
            tuple((line.mark, c.per_400) for line in comparison.lines if (c := line.cells[i])),
        )
        for i, column in enumerate(comparison.columns)
    )


def _runners(sheet: Sheet, athletes: Sequence[str]) -> Iterator[Runner]:
    timed = {row.runner for row in sheet.rows}
    asked = [each.casefold() for each in athletes]
    for runner in sheet.runners:
        name = runner.athlete.casefold()
        wanted = not asked or any(each in name for each in asked)
        if wanted and runner in timed and runner.role != PACER:
            yield runner


def _column(race: Compared, runner: Runner, found: Sequence[tuple[Compared, Runner]]) -> Column:
    sheet = race.sheet
    assert sheet.course is not None, "the sheet of a session has a course"
    return Column(
        label=_label(race, runner, found),
        race=race.name,
        title=sheet.title,
        athlete=runner.athlete,
        line=sheet.line,
        clock=sheet.clock,
        course=sheet.course,
    )


def _label(race: Compared, runner: Runner, found: Sequence[tuple[Compared, Runner]]) -> str:
    """The athlete where the races are one, the race where each has one athlete, else both."""
    names = [each.name for each, _ in found]
    if len(set(names)) == len(names):
        return race.name
    athletes = [each.athlete for _, each in found]
    if athletes.count(runner.athlete) == 1:
        return runner.athlete
    here = [each.athlete for other, each in found if other.name == race.name]
    lane = tr(", lane {lane}", lane=runner.lane) if here.count(runner.athlete) > 1 else ""
    return f"{runner.athlete}, {race.name}{lane}"


def _run(sheet: Sheet, runner: Runner) -> dict[Distance, Row]:
    return {row.mark: row for row in sheet.rows if row.runner == runner}


def _cell(run: dict[Distance, Row], first: dict[Distance, Row], mark: Distance) -> Timed | None:
    row, other = run.get(mark), first.get(mark)
    if row is None:
        return None
    comparable = other if run is not first else None
    same_stretch = comparable is not None and comparable.length == row.length
    return Timed(
        time=row.time,
        lap=row.lap,
        length=row.length,
        per_400=row.per_400,
        difference=None if comparable is None else Duration(row.time - comparable.time),
        lap_difference=Duration(row.lap - other.lap) if other and same_stretch else None,
        by_hand=row.by_hand,
        estimated=row.estimated,
        lap_text=written_lap(row),
    )


def _mark_name(columns: Sequence[Column], mark: Distance, marks: Sequence[Distance]) -> str:
    """The finish is called so where it is the same for all; decimals only tell near marks apart."""
    if {each.course.distance for each in columns} == {mark}:
        return "finish"
    same = [each for each in marks if each // MM_PER_M == mark // MM_PER_M]
    return format_metres(mark) if len(same) > 1 else f"{mark // MM_PER_M} m"


def _notes(columns: Sequence[Column], lines: Sequence[Line]) -> Iterator[str]:
    if len({each.course.distance for each in columns}) > 1:
        yield tr("The races are not over the same distance.")
    for i, column in enumerate(columns[1:], start=1):
        yield from _on_marks(columns[0], column, [(line.cells[0], line.cells[i]) for line in lines])
    timed = [cell for line in lines for cell in line.cells if cell is not None]
    if any(each.by_hand for each in timed):
        yield tr("Times by hand are good to a tenth.")
    if any(each.estimated for each in timed):
        yield tr("An estimated time is no measurement: nobody timed that passage.")


def _on_marks(
    first: Column, column: Column, pairs: Sequence[tuple[Timed | None, Timed | None]]
) -> Iterator[str]:
    """Say what stays empty, and what makes two runs hard to compare."""
    marks = [pair for pair in pairs if any(pair)]
    common = [pair for pair in marks if all(pair)]
    if len(common) < len(marks):
        yield (
            tr(
                "{label} and {other} share {common} of {total} marks; what one of "
                "them lacks stays empty.",
                label=column.label,
                other=first.label,
                common=len(common),
                total=len(marks),
            )
        )
    if column.line != first.line:
        yield (
            tr(
                "{label} is read at another line ({line}) than {other} ({other_line}).",
                label=column.label,
                line=column.line,
                other=first.label,
                other_line=first.line,
            )
        )
