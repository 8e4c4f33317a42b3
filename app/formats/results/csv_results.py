"""Which results are in a table? One row a split, one row an athlete, or one column an athlete.

Times are nanoseconds from the start, distances millimetres. What each column was taken for is in
`Found.columns`; meanings given for columns hold, and the table is read again by them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.times import Duration
from app.formats.file_text import FormatError
from app.formats.results.cells import Cells, cells_of
from app.formats.results.columns import LAP_TO, Columns, columns_of, mark_in
from app.formats.results.found import Found, FoundColumn, FoundRace, FoundRunner, FoundSplit
from app.formats.results.laps_or_splits import vote_for_laps
from app.formats.results.table import TableRow, read_table
from app.formats.results.text import refuse_crowd
from app.language import marked

FORM = marked("table of results (CSV)")
_MOST_RACES = 1000
_SAMPLE = 200
_LEAST_TIMES = 3
_EMPTY: Mapping[int, str] = {}


class _Runs(NamedTuple):
    """Who runs in which race, in the order of the file."""

    race: tuple[str, ...]
    runner: FoundRunner


def read(content: bytes, name: str, corrected: Mapping[int, str] = _EMPTY) -> Found:
    """Return the results in a table; raise `FormatError` with what is wrong."""
    table = read_table(content, name)
    columns = columns_of(table, corrected, name)
    cells = cells_of(name, columns, decimal_comma=table.decimal_comma)
    doubts: tuple[str, ...] = ()
    if columns.places("runner"):
        runs = _by_column(cells)
    elif _a_row_is_a_split(columns):
        runs, doubts = _by_split(cells)
    else:
        runs, doubts = _by_runner(cells)
    if not runs:
        raise FormatError(f"{name}: found no athlete, expected a row or a column for each")
    return Found(FORM, _races(cells, runs), (*_notes(columns), *doubts), columns.shown())


def shown_columns(
    content: bytes, name: str, corrected: Mapping[int, str] = _EMPTY
) -> tuple[FoundColumn, ...]:
    """Return the columns of a table whose cells cannot be read as they are understood.

    Raise `FormatError` for what is no table at all.
    """
    return columns_of(read_table(content, name), corrected, name).shown()


def _notes(columns: Columns) -> tuple[str, ...]:
    return (
        ("the table has no heads: its columns are guessed from their cells",)
        if columns.guessed
        else ()
    )


def _a_row_is_a_split(columns: Columns) -> bool:
    """Marks in a column say so; without them, an athlete who is named again and again does."""
    timed = columns.places("split", "lap")
    if columns.places("mark"):
        return bool(timed)
    who = columns.places("name", "last", "first", "bib")
    if len(timed) != 1 or not who or columns.places("finish"):
        return False
    names = [tuple(row.cell(i) for i in who) for row in columns.rows]
    return len(set(names)) * 2 <= len(names)


def _races(cells: Cells, runs: Sequence[_Runs]) -> tuple[FoundRace, ...]:
    """Put together who ran in one race, in the order of the file."""
    by_race: dict[tuple[str, ...], list[FoundRunner]] = {}
    for race, runner in runs:
        by_race.setdefault(race, []).append(runner)
    if len(by_race) > _MOST_RACES:
        found = f"found {len(by_race)} races"
        raise FormatError(f"{cells.name}: {found}, expected at most {_MOST_RACES}")
    rows: dict[tuple[str, ...], list[TableRow]] = {}
    for row in cells.columns.rows:
        rows.setdefault(cells.race_of(row) if any(by_race) else (), []).append(row)
    return tuple(
        cells.race(key, rows.get(key, ()), tuple(runners)) for key, runners in by_race.items()
    )


def _by_runner(cells: Cells) -> tuple[list[_Runs], tuple[str, ...]]:
    """One row an athlete: the times stand in columns of their own."""
    at_marks = [
        (i, mark)
        for i, each in enumerate(cells.columns.meanings)
        if (mark := mark_in(each)) is not None
    ]
    at_marks.sort(key=lambda each: each[1])
    in_order = sorted((*cells.at("split"), *cells.at("lap")))
    as_laps, doubts = _as_laps(cells, at_marks, in_order)
    runs = []
    refuse_crowd(len(cells.columns.rows), cells.name)
    for row in cells.columns.rows:
        if cells.is_nobody(row):
            continue
        places: list[tuple[int, Distance | None]] = [*at_marks, *((i, None) for i in in_order)]
        splits = _summed(_times(cells, row, places), as_laps=as_laps)
        runner = cells.runner(row)
        runs.append(_Runs(cells.race_of(row), runner._replace(splits=tuple(splits))))
    return runs, doubts


def _times(
    cells: Cells, row: TableRow, places: Sequence[tuple[int, Distance | None]]
) -> Iterator[tuple[FoundSplit | None, bool]]:
    """Yield what stands in a row at each mark, and whether its column says that it is a lap."""
    for column, mark in places:
        meaning = cells.columns.meanings[column]
        yield cells.split(row, column, mark), meaning == "lap" or meaning.startswith(LAP_TO)


def _summed(
    found: Iterator[tuple[FoundSplit | None, bool]], *, as_laps: bool
) -> Iterator[FoundSplit]:
    """Yield times from the start: those of laps are added up, until one is missing."""
    total = Duration(0)
    for split, says_lap in found:
        is_lap = says_lap or as_laps
        if split is None and is_lap:
            return
        if split is not None:
            total = Duration(total + split.time) if is_lap else split.time
            yield split._replace(time=total) if is_lap else split


def _as_laps(
    cells: Cells, at_marks: Sequence[tuple[int, Distance]], in_order: Sequence[int]
) -> tuple[bool, tuple[str, ...]]:
    """Whether times under marks are those of laps, though no head says so.

    From the start they grow as the marks do; those of laps as the lengths of the laps do.
    """
    columns = [i for i, _ in at_marks] or list(in_order)
    named = [mark for _, mark in at_marks]
    marks = named or range(1, len(in_order) + 1)
    meanings = {cells.columns.meanings[i] for i in columns}
    if len(columns) < _LEAST_TIMES or any(each.startswith("lap") for each in meanings):
        return False, ()
    votes = [_looks_like_laps(cells, row, columns, marks) for row in cells.columns.rows[:_SAMPLE]]
    if sum(votes) <= 0:
        return False, ()
    heads = [cells.columns.heads[i] for i in columns]
    return True, (f"the times from {heads[0]} to {heads[-1]} are read as those of laps",)


def _looks_like_laps(
    cells: Cells, row: TableRow, columns: Sequence[int], marks: Sequence[Distance] | range
) -> int:
    times = [each.time for i in columns if (each := cells.split(row, i, quietly=True))]
    return vote_for_laps(times, marks) if len(times) == len(columns) else 0


def _by_split(cells: Cells) -> tuple[list[_Runs], tuple[str, ...]]:
    """One row a split: the rows of an athlete follow each other, or lie apart."""
    rows: dict[tuple[tuple[str, ...], tuple[str, ...]], list[TableRow]] = {}
    for row in cells.columns.rows:
        if not cells.is_nobody(row) or cells.has_time(row):
            rows.setdefault((cells.race_of(row), cells.who(row)), []).append(row)
    column = (cells.at("split") or cells.at("lap"))[0]
    as_laps = cells.columns.meanings[column] == "lap"
    doubts: tuple[str, ...] = ()
    is_sure = as_laps or cells.columns.are_ours
    if not is_sure and sum(_votes(cells, column, each) for each in rows.values()) > 0:
        as_laps, doubts = (
            True,
            (f"the times in {cells.columns.heads[column]} are read as those of laps",),
        )
    runs = [
        _Runs(race, _runner_of_rows(cells, column, of_runner, as_laps=as_laps))
        for (race, _), of_runner in rows.items()
    ]
    return runs, doubts


def _votes(cells: Cells, column: int, rows: Sequence[TableRow]) -> int:
    found = [each for row in rows if (each := cells.split(row, column, quietly=True))]
    marks = [cells.mark(row)[0] for row in rows if cells.split(row, column, quietly=True)]
    named = [mark for mark in marks if mark is not None]
    known = named if len(named) == len(marks) else range(1, len(found) + 1)
    return vote_for_laps([each.time for each in found], known)


def _runner_of_rows(
    cells: Cells, column: int, rows: Sequence[TableRow], *, as_laps: bool
) -> FoundRunner:
    runner = cells.runner(rows[-1])
    splits: list[FoundSplit] = []
    missed: list[Distance] = []
    total, finish, by_hand = Duration(0), runner.finish, runner.finish_by_hand
    for row in rows:
        mark, is_finish = cells.mark(row)
        split = cells.split(row, column)
        if split is None:
            missed += [mark] if mark is not None and cells.says_yes(row, "missed") else []
            continue
        total = Duration(total + split.time) if as_laps else split.time
        detailed = cells.detailed(row, split._replace(time=total, mark=mark))
        if is_finish and mark is None:
            finish, by_hand = total, detailed.by_hand
        else:
            splits.append(detailed)
    status = next((s for row in rows if (s := cells.status(row))), "")
    if all(each.mark for each in splits):
        splits.sort(key=lambda each: each.mark or 0)
    return runner._replace(
        splits=tuple(splits),
        missed=tuple(missed),
        finish=finish,
        status=status,
        finish_by_hand=by_hand,
    )


def _by_column(cells: Cells) -> list[_Runs]:
    """One column an athlete, the marks down the side."""
    runs = []
    for column in cells.at("runner"):
        splits: list[FoundSplit] = []
        finish, by_hand = None, False
        for row in cells.columns.rows:
            mark, is_finish = cells.mark(row)
            split = cells.split(row, column)
            if split is not None and is_finish and mark is None:
                finish, by_hand = split.time, split.by_hand
            elif split is not None:
                splits.append(split._replace(mark=mark))
        status = next((s for row in cells.columns.rows if (s := cells.status_in(row, column))), "")
        runner = cells.named(cells.columns.heads[column])
        timed = runner._replace(splits=tuple(splits), finish=finish, finish_by_hand=by_hand)
        runs.append(_Runs((), timed._replace(status=status)))
    return runs
