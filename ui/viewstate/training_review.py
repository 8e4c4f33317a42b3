"""What does the review of a training session show? Everybody in a table, and one athlete in detail."""

from collections.abc import Sequence
from typing import NamedTuple

from app.formats.sheets import training_columns as tables
from app.formats.sheets import training_page as page
from app.formats.sheets.split_columns import AHEAD_TONE, BEHIND_TONE, QUIET, Column
from app.formats.sheets.training_sheet import TrainingSheet
from app.language import figure, tr, tr_count
from ui.viewstate.tones import AHEAD, BEHIND, INK, MUTED
from ui.viewstate.wording import DOT

EVERYBODY = -1
_TONES = {BEHIND_TONE: BEHIND, AHEAD_TONE: AHEAD, QUIET: MUTED, "": INK}


class Figure(NamedTuple):
    """One cell: its words, its tone, and whether it stands out."""

    text: str
    tone: str = INK
    strong: bool = False


class FigureTable(NamedTuple):
    """A table of figures: its name, heads, which of its columns stand to the left, and the rows."""

    name: str
    heads: tuple[str, ...] = ()
    left: tuple[bool, ...] = ()
    rows: tuple[tuple[Figure, ...], ...] = ()


class Review(NamedTuple):
    """The whole window. `owners` says whose row each of the overview is.

    `chosen` is the place of an athlete among those of the sheet, or `EVERYBODY`.
    """

    title: str
    facts: str
    overview: FigureTable
    owners: tuple[int, ...]
    chosen: int
    name: str
    detail: FigureTable
    notes: str
    earlier: str


def review_of(sheet: TrainingSheet, chosen: int) -> Review:
    """Return what is shown of a session; one athlete alone is always in detail."""
    sheet = tables.plain_sheet(sheet)
    if len(sheet.athletes) == 1:
        chosen = 0
    athlete = sheet.athletes[chosen] if chosen != EVERYBODY else None
    detail = (
        FigureTable(tr("repetitions"))
        if athlete is None
        else figures(tr("repetitions"), _plain_heads(sheet, tables.athlete_columns(sheet, athlete)))
    )
    own = () if athlete is None else tuple(tables.athlete_notes(athlete))
    owners = tuple(i for i, each in enumerate(sheet.athletes) for _ in tables.tally_rows(each))
    return Review(
        title=sheet.title,
        facts=DOT.join(filter(None, (sheet.date, sheet.venue, sheet.reading))),
        overview=figures(tr("athletes"), _overview(sheet)),
        owners=owners,
        chosen=chosen,
        name=_name(sheet, chosen),
        detail=detail,
        notes="\n".join((*own, *tables.session_notes(sheet))),
        earlier=_earlier(sheet),
    )


def _name(sheet: TrainingSheet, chosen: int) -> str:
    if chosen != EVERYBODY:
        return page.name_of(sheet.athletes[chosen])
    return tr_count("{count} athlete", "Everybody ({count})", len(sheet.athletes))


def _earlier(sheet: TrainingSheet) -> str:
    """Say why nothing lies beside; what does is named in the notes."""
    if sheet.earlier is not None:
        return ""
    return tr("No earlier session with this plan is in the library.")


def _overview(sheet: TrainingSheet) -> list[Column]:
    """The worst is the best and the spread: a window is narrower than a page."""
    columns = _plain_heads(sheet, tables.overview_columns(sheet))
    return [each for each in columns if each.head != tr("Worst")]


def _plain_heads(sheet: TrainingSheet, columns: Sequence[Column]) -> list[Column]:
    """Return the columns under heads of one line; those of the earlier day are called `then`."""
    then = (sheet.earlier.date or sheet.earlier.title) if sheet.earlier else ""
    return [each._replace(group="", head=_head(each, then)) for each in columns]


def _head(column: Column, then: str) -> str:
    if then and column.group == then and column.head != tr("Since"):
        return tr("Then")
    recovery = column.group == tr("Recovery") and column.head == tr("Planned")
    return tr("Recovery") if recovery else column.head


def figures(name: str, columns: Sequence[Column]) -> FigureTable:
    """Return columns of a sheet as a table of the window."""
    count = len(columns[0].cells) if columns else 0
    return FigureTable(
        name=name,
        heads=tuple(each.head for each in columns),
        left=tuple(not each.numeric for each in columns),
        rows=tuple(
            tuple(
                Figure(c.cells[i].text, _TONES.get(c.cells[i].tone, INK), c.strong) for c in columns
            )
            for i in range(count)
        ),
    )


def _written(column: Column, row: int) -> str:
    """On the screen the decimals of a figure follow what the language has."""
    text = column.cells[row].text
    return figure(text) if column.numeric else text


def shown_sheet(sheet: TrainingSheet, chosen: int) -> TrainingSheet:
    """Return the sheet with one athlete alone, or with everybody, as the chart has it."""
    if chosen == EVERYBODY:
        return sheet
    return sheet._replace(athletes=(sheet.athletes[chosen],))


def spoken_chart(sheet: TrainingSheet) -> str:
    """Say what the chart shows: its title, then what everybody's repetitions come to."""
    said = [
        f"{each.name}: {page.result_words(each) or tr('several distances')}"
        for each in sheet.athletes
    ]
    return "; ".join((page.chart_title(sheet), *said))
