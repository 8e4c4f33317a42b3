"""What does the split table show? One row a mark, numbers as texts under their heads."""

from collections.abc import Mapping
from typing import NamedTuple

from app.analysis.deficit import deficit
from app.analysis.hindsight import foretold
from app.analysis.laps import Lap
from app.analysis.live import Passage
from app.analysis.same import Same
from app.domain.course import Distance
from app.domain.said import format_difference, format_time, mark_name, place_text
from app.language import language, marked, tr
from ui.viewstate.snapshot import LIVE, Snapshot
from ui.viewstate.tones import INK, MUTED, gap_tone
from ui.viewstate.wording import (
    PLUS_MINUS,
    estimate_text,
    gap_decimals,
    gap_text,
    lap_text,
    target_name,
)

PROJECTED = marked("Projected")
OFF_BY = marked("Off by")
RANK = marked("Rank")


class Cell(NamedTuple):
    """A text and its tone; an `estimate` is drawn lighter than a fact."""

    text: str
    tone: str = INK
    estimate: bool = False


class Row(NamedTuple):
    """The cells of one mark. `badge` says what is special about it: `edited`, `saving`, a flag."""

    mark: Distance
    cells: tuple[Cell, ...]
    badge: str = ""


class Table(NamedTuple):
    """Heads and rows of the selected athlete's splits."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


class _Still(NamedTuple):
    """What does not move with the clock: the table, and the place of the row that is due next."""

    table: Table
    due: int | None


def table(snapshot: Snapshot) -> Table:
    """Return the table; while a live race goes on its card alone says what is projected.

    After the finish what was projected at each mark stands beside it, and how it came out.
    """
    return _with_due(_still(snapshot), snapshot)


class TableMaker:
    """Makes the table of every frame; keeps all but the row that is due while nothing is pressed."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self._key: object = None
        self._kept: _Still | None = None

    def table(self, snapshot: Snapshot) -> Table:
        """Return the table of `snapshot`."""
        key = _rests_on(snapshot)
        if self._kept is None or key != self._key:
            self._key, self._kept = key, _still(snapshot)
        return _with_due(self._kept, snapshot)


def _rests_on(snapshot: Snapshot) -> tuple[object, ...]:
    """Return what the still part follows from: everybody's facts, and what is stored of them."""
    state, keeping = snapshot.analysis.state, snapshot.keeping
    stored = keeping.saved if keeping and keeping.saved < state.version else None
    facts = tuple(Same(each.facts) for each in snapshot.analysis.entries)
    shown = Same(state.plan), Same(snapshot.primary), snapshot.selected, snapshot.mode
    return facts, *shown, stored, language()


def _with_due(still: _Still, snapshot: Snapshot) -> Table:
    if still.due is None:
        return still.table
    rows = still.table.rows
    row = _due(snapshot, rows[still.due])
    return still.table._replace(rows=(*rows[: still.due], row, *rows[still.due + 1 :]))


def _still(snapshot: Snapshot) -> _Still:
    name = target_name(snapshot.primary)
    head = name[:1].upper() + name[1:]
    heads: tuple[str, ...] = (tr("Mark"), tr("Split"), tr("Lap"), tr("per 400"), head, tr("Change"))
    off_by = _off_by(snapshot)
    if snapshot.mode != LIVE or off_by:
        heads += (tr(PROJECTED),)
    if off_by:
        heads += (tr(OFF_BY),)
    ranks = _ranks(snapshot)
    if ranks:
        heads += (tr(RANK),)
    facts = snapshot.entry.facts
    passed = {each.run.mark: each for each in facts.passages}
    guessed = {each.run.mark for each in facts.passages if each.run.split.estimated}
    marks = snapshot.analysis.state.plan.course.marks
    rows = tuple(
        _row(snapshot, passed[mark], off_by, rough=passed[mark].run.begin in guessed)
        if mark in passed
        else _without_time(snapshot, mark, len(heads) - bool(ranks))
        for mark in marks
    )
    if ranks:
        rows = tuple(
            row._replace(cells=(*row.cells, ranks.get(row.mark, Cell("")))) for row in rows
        )
    due = marks.index(facts.next_mark) if facts.next_mark is not None else None
    return _Still(Table(heads, rows), due)


def _ranks(snapshot: Snapshot) -> dict[Distance, Cell]:
    """Return the places at the marks: typed ones in the field, else of those timed.

    Nothing where one athlete is timed alone and no place was typed.
    """
    known = snapshot.entry.facts.entry
    typed = {mark: Cell(place_text(rank)) for mark, rank in known.ranks}
    if len(snapshot.analysis.entries) == 1:
        return typed
    from app.analysis.standing import standing

    found = standing(snapshot.analysis).get(known.entrant.id)
    places = found.places.values() if found else ()
    return {
        each.mark: Cell(tr("{rank} of {timed}", rank=each.rank, timed=each.timed), MUTED)
        for each in places
    } | typed


def _off_by(snapshot: Snapshot) -> dict[Distance, Cell]:
    """After the finish: projected less run, mark by mark, and where the result is out of the band."""
    if snapshot.entry.facts.next_mark is not None:
        return {}
    passages = snapshot.entry.facts.passages
    found = foretold(passages, snapshot.analysis.state.plan.course.distance)
    return {
        each.mark: Cell(
            f"{'' if each.inside else tr('out ')}{format_difference(each.error, 1)}", MUTED, True
        )
        for each in found
    }


def _row(
    snapshot: Snapshot, passage: Passage, off_by: Mapping[Distance, Cell], *, rough: bool
) -> Row:
    run, target = passage.run, snapshot.primary.id
    decimals = gap_decimals(run.split)
    gap, change = passage.deficits[target], passage.changes[target]
    cells = [
        Cell(mark_name(snapshot.analysis.state.plan.course, run.mark), MUTED),
        _time(run),
        _lap(run, rough=rough or run.split.estimated),
        Cell(lap_text(run.per_400, 1), MUTED),
        Cell(gap_text(gap, run.split), gap_tone(gap, decimals)),
        Cell(format_difference(change, decimals), gap_tone(change, decimals)),
    ]
    if snapshot.mode != LIVE or off_by:
        projection = passage.projection
        cells.append(Cell(format_time(projection.finish, 1) if projection else "", MUTED, True))
    if off_by:
        cells.append(off_by.get(run.mark, Cell("")))
    return Row(run.mark, tuple(cells), _badge(snapshot, passage))


def _time(run: Lap) -> Cell:
    """A time that nobody took is an estimate, and only as fine as one."""
    if run.split.estimated:
        return Cell(f"\u2248 {format_time(run.time, 1)}", MUTED, estimate=True)
    return Cell(format_time(run.time))


def _lap(run: Lap, *, rough: bool) -> Cell:
    """A lap from an estimate, or to one, is no finer than that."""
    if rough:
        return Cell(f"\u2248 {lap_text(run.lap, 1)}", MUTED, estimate=True)
    return Cell(lap_text(run.lap))


def _badge(snapshot: Snapshot, passage: Passage) -> str:
    split = passage.run.split
    if split.estimated:
        return tr("estimated")
    if split.edited:
        return tr("edited")
    if passage.flag and not split.kept:
        return tr(passage.flag)
    if len(split.watches) > 1:
        return tr("{total} watches", total=len(split.watches))
    keeping = snapshot.keeping
    return tr("saving") if keeping and passage.run.split.seq > keeping.saved else ""


def _without_time(snapshot: Snapshot, mark: Distance, columns: int) -> Row:
    """A mark that is to come, or was missed."""
    name = mark_name(snapshot.analysis.state.plan.course, mark)
    cells = [Cell(name, MUTED), *[Cell("")] * (columns - 1)]
    if mark in snapshot.entry.facts.entry.missed:
        cells[1] = Cell(tr("missed"), MUTED, estimate=True)
    return Row(mark, tuple(cells))


def _due(snapshot: Snapshot, row: Row) -> Row:
    """The next mark with the time it is due, an estimate."""
    facts, estimate, cells = snapshot.entry.facts, snapshot.entry.estimate, [*row.cells]
    if estimate is None or facts.last is None:
        return row
    gap, press = estimate.at_next[snapshot.primary.id], snapshot.awaited
    cells[1] = Cell(
        tr("due {expected}", expected=format_time(estimate.arrival.expected, 0)),
        MUTED,
        estimate=True,
    )
    if press is not None:
        due = press.due
        gap = deficit(due.expected, row.mark, snapshot.primary)
        cells[1] = Cell(
            tr("due {expected}", expected=format_time(due.expected, 1)), MUTED, estimate=True
        )
        cells[2] = Cell(f"{PLUS_MINUS} {format_time(due.sd, 1)}", MUTED, estimate=True)
    cells[4] = Cell(f"\u2248 {estimate_text(gap)}", gap_tone(gap, 1), estimate=True)
    return Row(row.mark, tuple(cells), row.badge)
