"""Which tables has a training sheet? What everybody's repetitions come to, then each athlete's.

Positive is slower than what was asked for, or than on the earlier day.
"""

from collections.abc import Callable, Iterator, Sequence

from app.analysis.training.tally import Tally
from app.domain.times import Duration
from app.domain.training.rep_target import Missing
from app.domain.training.session_state import DROPPED
from app.formats.sheets import training_words as words
from app.formats.sheets.plain_words import one_line
from app.formats.sheets.split_columns import EMPTY, NO_CELL, QUIET, Cell, Column, tone_of
from app.formats.sheets.training_sheet import Line, Trained, TrainingSheet
from app.language import tr

_MOST_MARKS = 4
"""How many times inside a repetition have a column."""


def plain_sheet(sheet: TrainingSheet) -> TrainingSheet:
    """Return `sheet` with every text in one line, whatever was typed."""
    athletes = tuple(
        each._replace(
            name=one_line(each.name).strip() or f"{each.lane}",
            group=one_line(each.group),
            remarks=tuple(r._replace(text=one_line(r.text)) for r in each.remarks),
        )
        for each in sheet.athletes
    )
    return sheet._replace(
        title=one_line(sheet.title).strip() or tr("Training"),
        head=tuple((one_line(label), one_line(text)) for label, text in sheet.head),
        foot=tuple(map(one_line, sheet.foot)),
        groups=tuple(map(one_line, sheet.groups)),
        athletes=athletes,
        remarks=tuple(r._replace(text=one_line(r.text)) for r in sheet.remarks),
    )


def told(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns that say something."""
    return tuple(each for each in columns if any(c.text.strip("\u2013") for c in each.cells))


def overview_columns(sheet: TrainingSheet) -> tuple[Column, ...]:
    """Return a line for everybody, and one for each distance that somebody ran."""
    rows = [pair for each in sheet.athletes for pair in tally_rows(each)]
    several = len({tally.distance for _, tally in rows if tally}) > 1
    columns = [
        Column(tr("Athlete"), tuple(Cell(f"{a.lane}  {a.name}") for a, _ in rows), numeric=False),
        Column(tr("Group"), tuple(Cell(a.group) for a, _ in rows), numeric=False),
    ]
    if several:
        lengths = tuple(Cell(words.distance_text(t.distance) if t else "") for _, t in rows)
        columns.append(Column(tr("Distance"), lengths))
    columns.append(Column(tr("Timed"), tuple(_timed_of(a, t) for a, t in rows), numeric=False))
    columns += [*_figures(rows), *_earlier(sheet, rows)]
    return told(columns)


Row = tuple[Trained, Tally | None]


def tally_rows(athlete: Trained) -> Iterator[Row]:
    """Return an athlete with what each distance comes to; whoever has no time has a row too."""
    if not athlete.tallies:
        yield athlete, None
    for tally in athlete.tallies:
        yield athlete, tally


def _timed_of(athlete: Trained, tally: Tally | None) -> Cell:
    lines = [each for each in athlete.lines if each.run.status != DROPPED]
    planned = [e for e in lines if tally is None or e.run.distance == tally.distance]
    return Cell(words.runs_text(tally, len(planned)))


def _figures(rows: Sequence[Row]) -> Iterator[Column]:
    def of(cell: Callable[[Trained, Tally], Cell]) -> tuple[Cell, ...]:
        return tuple(EMPTY if tally is None else cell(athlete, tally) for athlete, tally in rows)

    yield Column(tr("Mean"), of(lambda a, t: _mean(a, t, t.mean)), strong=True)
    yield Column(tr("± target"), of(_mean_gap))
    yield Column(tr("Best"), of(lambda a, t: Cell(run_text(a, t.best))))
    yield Column(tr("Worst"), of(lambda a, t: Cell(run_text(a, t.worst))))
    yield Column(tr("Spread"), of(lambda a, t: _mean(a, t, t.spread) if t.runs > 1 else EMPTY))
    yield Column(tr("Drop-off"), of(lambda _, t: drop_off_cell(t.drop_off)))


def _mean(athlete: Trained, tally: Tally, time: Duration) -> Cell:
    return Cell(words.mean_text(time, by_hand=athlete.by_hand_over(tally.distance)))


def run_text(athlete: Trained, time: Duration) -> str:
    """Write the time of one repetition that was run, as it stands in its row."""
    ends = [each.end for each in athlete.lines if each.run.time == time]
    by_hand = all(end is None or end.by_hand for end in ends)
    return words.time_text(time, by_hand=by_hand)


def tally_words(athlete: Trained, tally: Tally) -> str:
    """Say in a line what repetitions come to: `mean 43.5, best 43.1h, spread 0.9, ...`."""
    mean, *others = words.short_words(tally, by_hand=athlete.by_hand_over(tally.distance))
    ends: list[str] = []
    if tally.runs > 1:
        ends.append(tr("best {time}", time=run_text(athlete, tally.best)))
        ends.append(tr("worst {time}", time=run_text(athlete, tally.worst)))
    return ", ".join((mean, *ends, *reversed(others)))


def _mean_gap(athlete: Trained, tally: Tally) -> Cell:
    return (
        EMPTY
        if tally.deficit is None
        else gap_cell(tally.deficit, by_hand=athlete.by_hand_over(tally.distance))
    )


def gap_cell(gap: Duration, *, by_hand: bool) -> Cell:
    """Write a difference in its tone."""
    shown = words.shown_gap(gap, by_hand=by_hand)
    return Cell(words.gap_text(gap, by_hand=by_hand), tone_of(shown))


def drop_off_cell(drop_off: float | None) -> Cell:
    """Write a drop-off in its tone: slower at the end is that of behind."""
    if drop_off is None:
        return EMPTY
    tone = tone_of(Duration(words.drop_off_tenths(drop_off)))
    return Cell(words.drop_off_text(drop_off), tone)


def _earlier(sheet: TrainingSheet, rows: Sequence[Row]) -> Iterator[Column]:
    if sheet.earlier is None:
        return
    group = sheet.earlier.date or sheet.earlier.title
    thens = [_then(athlete, tally) for athlete, tally in rows]
    pairs = [(a, t, then) for (a, t), then in zip(rows, thens, strict=True)]
    yield Column(
        tr("Mean"), tuple(EMPTY if n is None else _mean(a, n, n.mean) for a, _, n in pairs), group
    )
    changes = tuple(
        EMPTY
        if n is None or t is None
        else gap_cell(Duration(t.mean - n.mean), by_hand=a.by_hand_over(t.distance))
        for a, t, n in pairs
    )
    yield Column(tr("Since"), changes, group)


def _then(athlete: Trained, tally: Tally | None) -> Tally | None:
    if tally is None or athlete.earlier is None:
        return None
    same = (e for e in athlete.earlier.tallies if e.distance == tally.distance)
    return next(same, None)


def athlete_columns(sheet: TrainingSheet, athlete: Trained) -> tuple[Column, ...]:
    """Return the columns of one athlete's repetitions, those that say nothing left out."""
    lines = athlete.lines
    return told(
        (
            *_which(sheet, athlete, lines),
            *_marks(lines),
            Column(tr("Time"), tuple(map(_time, lines)), strong=True),
            *_against(lines),
            *_recovery(lines),
            *_beside(sheet, lines),
            *_traced(lines),
        )
    )


def _which(sheet: TrainingSheet, athlete: Trained, lines: Sequence[Line]) -> Iterator[Column]:
    several = len({each.run.of_set for each in lines}) > 1
    names = tuple(Cell(place_text(each, several=several)) for each in lines)
    yield Column(tr("Rep"), names, numeric=False)
    if len({each.run.group for each in lines}) > 1 or (len(sheet.groups) > 1 and not athlete.group):
        yield Column(tr("Group"), tuple(Cell(each.run.group) for each in lines), numeric=False)
    lengths = tuple(Cell(words.distance_text(each.run.distance)) for each in lines)
    yield Column(tr("Distance"), lengths, numeric=False)


def place_text(line: Line, *, several: bool) -> str:
    """Number a repetition: `2.3` is the third of the second set."""
    run = line.run
    return f"{run.of_set}.{run.in_set}" if several else f"{run.number}"


def _marks(lines: Sequence[Line]) -> Iterator[Column]:
    """The times inside the repetitions, where they have a few; the end has a column of its own."""
    inner = sorted({t.mark for line in lines for t in line.timed if t.mark != line.run.distance})
    for mark in inner[:_MOST_MARKS]:
        cells = []
        for line in lines:
            found = next((t for t in line.timed if t.mark == mark != line.run.distance), None)
            cells.append(
                NO_CELL
                if found is None
                else Cell(words.time_text(found.time, by_hand=found.by_hand, edited=found.edited))
            )
        yield Column(words.distance_text(mark), tuple(cells), tr("Times inside"))


def _time(line: Line) -> Cell:
    end = line.end
    if end is None:
        return Cell(words.status_text(line.run.status), QUIET)
    return Cell(words.time_text(end.time, by_hand=end.by_hand, edited=end.edited))


def _against(lines: Sequence[Line]) -> Iterator[Column]:
    yield Column(tr("Target"), tuple(map(_target, lines)))
    gaps = tuple(
        NO_CELL if e.run.deficit is None else gap_cell(e.run.deficit, by_hand=e.by_hand)
        for e in lines
    )
    yield Column(tr("± target"), gaps, strong=True)


def _target(line: Line) -> Cell:
    if isinstance(line.run.target, Missing):
        return Cell(line.run.target.message.render(), QUIET)
    return Cell(words.target_text(line.run.target))


def _recovery(lines: Sequence[Line]) -> Iterator[Column]:
    group = tr("Recovery")
    planned = tuple(Cell(words.rest_text(each.run.recovery)) for each in lines)
    yield Column(tr("Planned"), planned, group, numeric=False)
    taken = tuple(Cell(words.taken_text(each.run.recovery_taken)) for each in lines)
    yield Column(tr("Taken"), taken, group)


def _beside(sheet: TrainingSheet, lines: Sequence[Line]) -> Iterator[Column]:
    """What was run on the earlier day, and how much slower or faster it went this time."""
    if sheet.earlier is None:
        return
    group = sheet.earlier.date or sheet.earlier.title
    then = tuple(
        NO_CELL if e.earlier is None else Cell(words.mean_text(e.earlier, by_hand=True))
        for e in lines
    )
    yield Column(tr("Time"), then, group)
    since = tuple(
        NO_CELL
        if e.earlier is None or e.run.time is None
        else gap_cell(Duration(e.run.time - e.earlier), by_hand=True)
        for e in lines
    )
    yield Column(tr("Since"), since, group)


def _traced(lines: Sequence[Line]) -> Iterator[Column]:
    """Where the times are from, where they are not all from one source."""
    sources = {t.source for line in lines for t in line.timed}
    if len(sources) > 1:
        cells = tuple(Cell(e.end.source if e.end else "", QUIET) for e in lines)
        yield Column(tr("Source"), cells, numeric=False)


def athlete_notes(athlete: Trained) -> Iterator[str]:
    """Return what the rows cannot say of an athlete."""
    if athlete.stopping is not None:
        said = "; ".join(map(one_line, filter(None, athlete.stopping[1:])))
        yield _sentence(words.clocked(athlete.stopped, tr("stopped: {why}", why=said)))
    for each in athlete.remarks:
        yield _sentence(words.clocked(each.at, each.text))
    pressed = [words_of_press(line, t) for line in athlete.lines for t in line.timed if t.edited]
    if pressed:
        yield f"{tr(words.EDITED_NOTE)} {tr('Pressed: {times}.', times='; '.join(pressed))}"


def words_of_press(line: Line, timed: object) -> str:
    """Say what the key itself gave where a time was put right."""
    from app.domain.times import format_time
    from app.formats.sheets.training_sheet import Timed

    assert isinstance(timed, Timed), "a time of the line"
    raw = None
    if timed.pressed is not None and line.started is not None:
        raw = Duration(timed.pressed - line.started)
    where = f"{line.run.of_set}.{line.run.in_set}"
    return where if raw is None else tr("{time} in {where}", time=format_time(raw), where=where)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"


def session_notes(sheet: TrainingSheet) -> tuple[str, ...]:
    """Return all that stands under the tables: what was noted, then the lines of the foot."""
    own = tuple(_sentence(words.clocked(each.at, each.text)) for each in sheet.remarks)
    sources = {t.source for a in sheet.athletes for line in a.lines for t in line.timed}
    one = (tr("Source of all times: {source}.", source=sources.pop()),) if len(sources) == 1 else ()
    return (*own, *foot_notes(sheet), *one)


_COLOPHON = ("Splitline ", "Raw log ")


def foot_notes(sheet: TrainingSheet) -> tuple[str, ...]:
    """Return the foot without version and checksum, which stand on every page."""
    return tuple(each for each in sheet.foot if not each.startswith(_COLOPHON))


def foot_words(sheet: TrainingSheet, printed: str = "") -> str:
    """Return the last line of every page: version, checksum of the raw log, when it was printed."""
    kept = [each for each in sheet.foot if each.startswith(_COLOPHON)]
    when = [tr("printed {when}", when=printed)] if printed else []
    return " · ".join([*kept, *when])
