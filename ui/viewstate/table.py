"""What does the split table show? One row a mark, numbers as texts under their heads."""

from typing import NamedTuple

from app.analysis.live import Passage
from app.domain.course import Distance, mark_name
from app.domain.times import format_difference, format_time
from ui.viewstate.snapshot import LIVE, Snapshot
from ui.viewstate.tones import INK, MUTED, gap_tone
from ui.viewstate.wording import estimate_text, gap_decimals, gap_text, lap_text


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


def table(snapshot: Snapshot) -> Table:
    """Return the table; the projected column is left out while live: it is on its card."""
    heads: tuple[str, ...] = ("Mark", "Split", "Lap", "per 400", snapshot.primary.name, "Change")
    if snapshot.mode != LIVE:
        heads += ("Projected",)
    rows = [_row(snapshot, each) for each in snapshot.entry.facts.passages]
    coming = _coming(snapshot, len(heads))
    return Table(heads, (*rows, *coming))


def _row(snapshot: Snapshot, passage: Passage) -> Row:
    run, target = passage.run, snapshot.primary.id
    decimals = gap_decimals(run.split)
    gap, change = passage.deficits[target], passage.changes[target]
    cells = [
        Cell(mark_name(snapshot.analysis.state.plan.course, run.mark), MUTED),
        Cell(format_time(run.time)),
        Cell(lap_text(run.lap)),
        Cell(lap_text(run.per_400, 1), MUTED),
        Cell(gap_text(gap, run.split), gap_tone(gap, decimals)),
        Cell(format_difference(change, decimals), gap_tone(change, decimals)),
    ]
    if snapshot.mode != LIVE:
        projection = passage.projection
        cells.append(Cell(format_time(projection.finish, 1) if projection else "", MUTED, True))
    return Row(run.mark, tuple(cells), _badge(snapshot, passage))


def _badge(snapshot: Snapshot, passage: Passage) -> str:
    if passage.run.split.edited:
        return "edited"
    if passage.flag:
        return passage.flag
    keeping = snapshot.keeping
    return "saving" if keeping and passage.run.split.seq > keeping.saved else ""


def _coming(snapshot: Snapshot, columns: int) -> list[Row]:
    """The next mark with the time it is due, as an estimate; the ones after it with their names."""
    facts, estimate = snapshot.entry.facts, snapshot.entry.estimate
    if facts.next_mark is None:
        return []
    course = snapshot.analysis.state.plan.course
    rows = []
    for mark in course.marks:
        if mark < facts.next_mark:
            continue
        cells = [Cell(mark_name(course, mark), MUTED), *[Cell("")] * (columns - 1)]
        if mark == facts.next_mark and estimate is not None and facts.last is not None:
            gap = estimate.at_next[snapshot.primary.id]
            cells[1] = Cell(f"due {format_time(estimate.arrival.expected, 0)}", MUTED, True)
            cells[4] = Cell(f"\u2248 {estimate_text(gap)}", gap_tone(gap, 1), True)
        rows.append(Row(mark, tuple(cells)))
    return rows
