"""Which tables and words has the sheet of a comparison? Who ran, then mark by mark.

Differences are to the first run, positive slower.
"""

from collections.abc import Iterator, Sequence

from app import __version__
from app.domain.course import format_metres
from app.domain.times import format_difference, format_time, rounded
from app.formats.sheets import figures as fig
from app.formats.sheets.comparison import Column as Run
from app.formats.sheets.comparison import Comparison, Line, Timed
from app.formats.sheets.comparison_files import decimals_of
from app.formats.sheets.plain_words import one_line
from app.formats.sheets.sheet_words import written_time
from app.formats.sheets.split_columns import EMPTY, QUIET, Cell, Column, tone_of
from app.language import tr

MOST_RUNS = 3
"""How many runs have room beside each other on a page."""
_BETWEEN = " · "
_TOLD_APART = 16
"""So many letters of a name stand at the end of its line; runs whose names begin alike are numbered."""


def plain_comparison(comparison: Comparison) -> Comparison:
    """Return `comparison` with every text in one line, and names that can be told apart."""
    columns = [
        each._replace(
            label=one_line(each.label).strip() or tr("Run {number}", number=i),
            race=one_line(each.race),
            title=one_line(each.title).strip() or tr("Race"),
            athlete=one_line(each.athlete).strip(),
        )
        for i, each in enumerate(comparison.columns, start=1)
    ]
    if len({each.label[:_TOLD_APART] for each in columns}) < len(columns):
        columns = [e._replace(label=f"{i}. {e.label}") for i, e in enumerate(columns, start=1)]
    notes = tuple(map(one_line, comparison.notes))
    return comparison._replace(columns=tuple(columns), notes=notes)


def heading_of(comparison: Comparison) -> str:
    """Name what is compared: two by their names, more by how many they are."""
    runs = comparison.columns
    athletes = list(dict.fromkeys(each.athlete for each in runs))
    titles = list(dict.fromkeys(each.title for each in runs))
    count = tr("{total} runs compared", total=len(runs))
    if len(runs) < 2:
        return whose(runs[0])
    if len(titles) == 1:
        what = tr(" against ").join(athletes) if len(runs) == len(athletes) == 2 else count
        return f"{titles[0]}{_BETWEEN}{what}"
    if len(athletes) == 1:
        places = [_without(athletes[0], each) for each in titles]
        what = tr(" against ").join(places) if len(runs) == len(places) == 2 else count
        return f"{athletes[0]}{_BETWEEN}{what}" if athletes[0] else what
    return tr(" against ").join(map(whose, runs)) if len(runs) == 2 else count.capitalize()


def whose(run: Run) -> str:
    """Name the race of a run, and the athlete where the race is not called by the name."""
    return run.title if run.athlete in run.title else f"{run.athlete}{_BETWEEN}{run.title}"


def _without(athlete: str, title: str) -> str:
    return title.removeprefix(f"{athlete}{_BETWEEN}") or title


def run_columns(comparison: Comparison) -> tuple[Column, ...]:
    """Return a table of the runs: what they are called in the graph, whose they are, how they ended.

    What is the same for all has no column: `notes_of` says it.
    """
    runs = comparison.columns
    labels = tuple(Cell(each.label) for each in runs)
    whole = [Column(tr("Run"), labels, numeric=False, strong=True)]
    if len({each.title for each in runs}) > 1:
        one = len({each.athlete for each in runs}) == 1
        races = tuple(Cell(_without(e.athlete, e.title) if one else whose(e)) for e in runs)
        whole.append(Column(tr("Race"), races, numeric=False))
    if len({_read_at(each) for each in runs}) > 1:
        lines = tuple(Cell(_read_at(each), QUIET) for each in runs)
        whole.append(Column(tr("Read at"), lines, numeric=False))
    ends = [_last(comparison, i) for i in range(len(runs))]
    times = tuple(_ended(ends[i], i, run) for i, run in enumerate(runs))
    whole.append(Column(tr("Time"), times, strong=True))
    if len(runs) > 1:
        gaps = tuple(_gap(line, i) for i, line in enumerate(ends))
        whole.append(Column(tr("± first"), gaps))
    return tuple(whole)


def _read_at(run: Run) -> str:
    return ", ".join(filter(None, (run.line, run.clock)))


def _last(comparison: Comparison, run: int) -> Line | None:
    timed = [line for line in comparison.lines if line.cells[run] is not None]
    return timed[-1] if timed else None


def _ended(line: Line | None, i: int, run: Run) -> Cell:
    """A run that was not timed to its end says how far it was."""
    if line is None:
        return EMPTY
    split = _split(line.cells[i])
    whole = line.mark == run.course.distance
    return split if whole else split._replace(under=tr("to {mark}", mark=format_metres(line.mark)))


def mark_bands(comparison: Comparison) -> Iterator[tuple[Column, ...]]:
    """Return the table of the marks, in as many bands as the runs need."""
    count = len(comparison.columns)
    bands = max(-(-count // MOST_RUNS), 1)
    size = -(-count // bands)
    for begin in range(0, count, size):
        runs = range(begin, min(begin + size, count))
        lines = [line for line in comparison.lines if any(line.cells[i] for i in runs)]
        marks = tuple(Cell(f"{line.name[:1].upper()}{line.name[1:]}") for line in lines)
        yield (
            Column(tr("Mark"), marks, numeric=False),
            *(column for i in runs for column in _of_run(comparison, lines, i, runs)),
        )


def _of_run(comparison: Comparison, lines: Sequence[Line], i: int, runs: range) -> Iterator[Column]:
    group = comparison.columns[i].label
    cells = [line.cells[i] for line in lines]
    yield Column(tr("Split"), tuple(map(_split, cells)), group, strong=True)
    yield Column(tr("Lap"), tuple(_lap(line, i, runs) for line in lines), group)
    yield Column(tr("Per 400"), tuple(map(_pace, cells)), group)
    if i:
        yield Column(tr("± first"), tuple(_gap(line, i) for line in lines), group)


def _split(cell: Timed | None) -> Cell:
    if cell is None:
        return EMPTY
    if cell.estimated:
        return Cell(f"{fig.ESTIMATED}{format_time(cell.time, 1)}")
    return Cell(written_time(cell.time, by_hand=cell.by_hand))


def _lap(line: Line, i: int, runs: range) -> Cell:
    """A lap over another stretch than that of a run beside it has its length under it."""
    cell = line.cells[i]
    if cell is None:
        return EMPTY
    lengths = {each.length for j in runs if (each := line.cells[j]) is not None}
    return Cell(cell.lap_text, under=format_metres(cell.length) if len(lengths) > 1 else "")


def _pace(cell: Timed | None) -> Cell:
    """The pace of a lap has as many decimals as the lap: both its ends count."""
    if cell is None:
        return EMPTY
    return Cell(fig.pace_text(cell.per_400, len(cell.lap_text.partition(".")[2])))


def _gap(line: Line | None, i: int) -> Cell:
    cell = line.cells[i] if line is not None else None
    if line is None or cell is None or cell.difference is None:
        return EMPTY
    decimals = decimals_of(cell, line.cells[0])
    text = format_difference(cell.difference, decimals)
    return Cell(text, tone_of(rounded(cell.difference, decimals)))


def notes_of(comparison: Comparison) -> tuple[str, ...]:
    """Return all that stands under the graph and the tables."""
    runs = comparison.columns
    read = {_read_at(each) for each in runs}
    return (
        *([tr("All times: {source}.", source=read.pop())] if len(read) == 1 else []),
        *comparison.notes,
        *(
            [tr("± is behind (+) or ahead (−) of {label}, in seconds.", label=runs[0].label)]
            if len(runs) > 1
            else []
        ),
    )


def foot_words(printed: str) -> str:
    """Return the last line of every page."""
    when = tr("printed {when}", when=printed)
    return f"Splitline {__version__}{_BETWEEN}{when}" if printed else f"Splitline {__version__}"
