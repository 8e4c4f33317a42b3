"""Which columns has the table of one athlete, and what is in them?

The columns of a race analysis: as run, held against the target, what was to come. Positive is
behind.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from app.analysis.projection import RULE_NAMES
from app.domain.target import Target
from app.domain.times import Duration, format_difference, format_time
from app.formats.sheets import figures as fig
from app.formats.sheets.sheet_words import written_lap
from app.formats.sheets.split_sheet import Against, Missed, Row, Runner, Sheet
from app.language import marked, tr

MOST_OTHERS = 2
"""How many further targets have room beside the one that a runner is held against."""
BEHIND_TONE, AHEAD_TONE, QUIET = "behind", "ahead", "quiet"
AS_RUN = marked("As run")
OTHERS = marked("± s against")


class Cell(NamedTuple):
    """What is written in one place, in which tone (empty: ink), and what small under it."""

    text: str
    tone: str = ""
    under: str = ""


class Column(NamedTuple):
    """A column: its head, what it has in common with its neighbours, a cell for every line."""

    head: str
    cells: tuple[Cell, ...]
    group: str = ""
    numeric: bool = True
    strong: bool = False


EMPTY = Cell(fig.NOTHING, QUIET)
NO_CELL = Cell("")


def split_columns(sheet: Sheet, runner: Runner) -> tuple[Column, ...]:
    """Return the columns of a runner's lines, those that say nothing left out."""
    lines = fig.lines_of(sheet, runner)
    held = fig.target_held(sheet, runner)
    columns = (
        *_as_run(lines),
        *_in_the_field(sheet, lines),
        *_against(sheet, lines, held),
        *_others(sheet, lines, held),
        *_after(sheet, lines),
    )
    return tuple(each for each in columns if any(cell.text for cell in each.cells))


def other_targets(sheet: Sheet, held: Target) -> tuple[Target, ...]:
    """Return the further targets that have a column."""
    return tuple(each for each in sheet.targets if each.id != held.id)[:MOST_OTHERS]


def column_notes(sheet: Sheet) -> tuple[str, ...]:
    """Say what the heads of the columns stand for."""
    notes = [
        tr(
            "± is behind (+) or ahead (\u2212) of the target; Change is what this lap made of it;"
            " Needed is the pace per 400 m for the rest that still reaches it."
        )
    ]
    rules = sorted({tr(RULE_NAMES.get(each.rule, each.rule)) for each in sheet.rows if each.rule})
    if rules:
        notes.append(
            tr(
                "Projected is the finish as foreseen at the mark, by: {rules}.",
                rules=", ".join(rules),
            )
        )
    sources = {fig.source_text(each) for each in sheet.rows}
    if len(sources) == 1:
        notes.append(tr("Source of all times: {source}.", source=sources.pop()))
    return tuple(notes)


def _column(
    head: str,
    lines: Sequence[Row | Missed],
    cell: Callable[[Row], Cell | str],
    group: str = "",
    *,
    missed: Cell = NO_CELL,
) -> Column:
    cells = [missed if isinstance(each, Missed) else cell(each) for each in lines]
    return Column(head, tuple(Cell(c) if isinstance(c, str) else c for c in cells), group)


def _as_run(lines: Sequence[Row | Missed]) -> Iterator[Column]:
    yield Column(
        tr("Mark"), tuple(Cell(_capital(tr(each.mark_name))) for each in lines), numeric=False
    )
    split = _column(
        tr("Split"), lines, fig.split_text, tr(AS_RUN), missed=Cell(tr("missed"), QUIET)
    )
    yield split._replace(strong=True)
    yield _column(tr("Lap"), lines, written_lap, tr(AS_RUN))
    yield _column(
        tr("Per 400"),
        lines,
        lambda row: fig.pace_text(row.per_400, fig.lap_decimals(row)),
        tr(AS_RUN),
    )
    yield _column(
        tr("Mean 400"),
        lines,
        lambda row: fig.pace_text(row.mean_per_400, fig.decimals_of(row)),
        tr(AS_RUN),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _in_the_field(sheet: Sheet, lines: Sequence[Row | Missed]) -> Iterator[Column]:
    group = tr("In the field")
    if any(row.place is not None and row.place.timed > 1 for row in sheet.rows):
        yield _column(
            tr("Rank"), lines, lambda row: str(row.place.rank) if row.place else "", group
        )
        yield _column(tr("Gap"), lines, _gap_to_first, group)
    ranks = tuple(Cell("" if e.typed_rank is None else str(e.typed_rank)) for e in lines)
    yield Column(tr("Place"), ranks, group)


def _gap_to_first(row: Row) -> Cell | str:
    if row.place is None:
        return ""
    return fig.gap_text(row, row.place.gap) if row.place.gap else EMPTY


def _against(sheet: Sheet, lines: Sequence[Row | Missed], held: Target) -> Iterator[Column]:
    group = tr("Against {target}", target=fig.target_text(held))
    i = sheet.targets.index(held)

    def of(cell: Callable[[Row, Against], Cell | str]) -> Callable[[Row], Cell | str]:
        return lambda row: cell(row, row.against[i])

    yield _column(tr("Time"), lines, of(lambda _, a: format_time(a.time)), group)
    yield _column(tr("Lap"), lines, of(lambda _, a: format_time(a.lap)), group)
    gaps = _column("± s", lines, of(lambda row, a: _gap(row, a.deficit)), group)
    yield gaps._replace(strong=True)
    yield _column("± m", lines, of(_metres), group)
    yield _column(tr("Change"), lines, of(_change), group)
    yield _column(tr("Needed"), lines, of(_needed), group)


def _change(row: Row, against: Against) -> str:
    return format_difference(against.change, fig.lap_decimals(row))


def _gap(row: Row, gap: Duration) -> Cell:
    return Cell(fig.gap_text(row, gap), tone_of(fig.rounded_gap(row, gap)))


def tone_of(gap: Duration) -> str:
    """Return the tone of a gap as it is written."""
    if gap > 0:
        return BEHIND_TONE
    return AHEAD_TONE if gap < 0 else ""


def _metres(row: Row, against: Against) -> Cell:
    text = fig.metres_text(row, against.deficit_length)
    return Cell(text, _gap(row, against.deficit).tone)


def _needed(row: Row, against: Against) -> Cell | str:
    needed = against.needed_per_400
    return EMPTY if needed is None else fig.pace_text(needed, fig.decimals_of(row))


def _others(sheet: Sheet, lines: Sequence[Row | Missed], held: Target) -> Iterator[Column]:
    for target in other_targets(sheet, held):
        gap = _gap_at(sheet.targets.index(target))
        yield _column(target.name, lines, gap, tr(OTHERS))


def _gap_at(i: int) -> Callable[[Row], Cell]:
    return lambda row: _gap(row, row.against[i].deficit)


def _after(sheet: Sheet, lines: Sequence[Row | Missed]) -> Iterator[Column]:
    yield _column(tr("Projected"), lines, _projected)
    if len({fig.source_text(row) for row in sheet.rows}) > 1:
        source = _column(tr("Source"), lines, lambda row: Cell(fig.source_text(row), QUIET))
        yield source._replace(numeric=False)


def _projected(row: Row) -> Cell | str:
    return EMPTY if row.projected is None else format_time(row.projected, 1)
