"""What does the split table show? One row a mark, numbers as texts under their heads."""

from typing import NamedTuple

from app.analysis.live import Passage
from app.domain.course import Distance, mark_name
from app.domain.times import format_difference, format_time
from ui.viewstate.snapshot import LIVE, Snapshot
from ui.viewstate.tones import INK, MUTED, gap_tone
from ui.viewstate.wording import estimate_text, gap_decimals, gap_text, lap_text, target_name


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
    name = target_name(snapshot.primary)
    head = name[:1].upper() + name[1:]
    heads: tuple[str, ...] = ("Mark", "Split", "Lap", "per 400", head, "Change")
    if snapshot.mode != LIVE:
        heads += ("Projected",)
    passed = {each.run.mark: each for each in snapshot.entry.facts.passages}
    rows = tuple(
        _row(snapshot, passed[mark])
        if mark in passed
        else _without_time(snapshot, mark, len(heads))
        for mark in snapshot.analysis.state.plan.course.marks
    )
    return Table(heads, rows)


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


def _without_time(snapshot: Snapshot, mark: Distance, columns: int) -> Row:
    """A mark that is to come or was missed; the next one with the time it is due, an estimate."""
    facts, estimate = snapshot.entry.facts, snapshot.entry.estimate
    name = mark_name(snapshot.analysis.state.plan.course, mark)
    cells = [Cell(name, MUTED), *[Cell("")] * (columns - 1)]
    if mark == facts.next_mark and estimate is not None and facts.last is not None:
        gap = estimate.at_next[snapshot.primary.id]
        cells[1] = Cell(f"due {format_time(estimate.arrival.expected, 0)}", MUTED, estimate=True)
        cells[4] = Cell(f"\u2248 {estimate_text(gap)}", gap_tone(gap, 1), estimate=True)
    return Row(mark, tuple(cells))
