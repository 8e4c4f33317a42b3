"""How does a training sheet come onto paper? What all come to, the chart, then each athlete's table.

Places are points.
"""

from collections.abc import Iterator, Sequence

from app.formats.sheets import paper as ink
from app.formats.sheets import training_columns as tables
from app.formats.sheets.drawing import (
    BOLD,
    SEMIBOLD,
    Drawing,
    Group,
    Item,
    Line,
    Measure,
    Pen,
    Text,
    fitted,
    texts,
)
from app.formats.sheets.font_widths import text_width
from app.formats.sheets.page import CHART_SIZE, on_paper
from app.formats.sheets.page_flow import Block, height_of
from app.formats.sheets.page_head import fact_grid, heading, later_head, note_blocks, title_head
from app.formats.sheets.paper import A4, Paper
from app.formats.sheets.table import set_table, table_blocks
from app.formats.sheets.training_chart import Panel, drawn_panel, panel_of, same_distance, span_of
from app.formats.sheets.training_sheet import Trained, TrainingSheet
from app.language import tr

_GAP = 16.0
_ALONE, _PANEL, _LOW = 178.0, 112.0, 86.0
"""How high the chart of one athlete is, that of one of several, and how low to save a page."""
_BETWEEN = 8.0
_FOOT = 18.0
_LEAST_SLOT = 7.5
_FRAME = 44.0
_MOST_ACROSS = 3
_SIDE = 16.0
_KEY = 20.0


def training_pages(
    sheet: TrainingSheet, paper: Paper = A4, measure: Measure = text_width, printed: str = ""
) -> tuple[Drawing, ...]:
    """Return the pages of a training session; `printed` is when, as it is to be read."""
    sheet = tables.plain_sheet(sheet)
    width = paper.inner
    before = [
        title_head(sheet.title, width, measure),
        fact_grid(facts_of(sheet), width, measure)._replace(gap=5.0),
        *_overview(sheet, width, measure),
    ]
    room = paper.height - paper.top - paper.bottom - _FOOT - height_of(before) - 12.0
    blocks = [
        *before,
        *_charts(sheet, width, room, measure),
        *(block for each in sheet.athletes for block in _athlete(sheet, each, width, measure)),
        *note_blocks(tables.session_notes(sheet), width, measure),
    ]
    head = later_head(sheet.title, width, measure)
    foot = tables.foot_words(sheet, printed)
    return on_paper(blocks, head, foot, sheet.title, paper, measure)


def facts_of(sheet: TrainingSheet) -> list[tuple[str, str]]:
    """Return the labelled lines of the head; the title stands above them."""
    return [(tr(label), text) for label, text in sheet.head[1:]]


def _overview(sheet: TrainingSheet, width: float, measure: Measure) -> Iterator[Block]:
    *rows, last = table_blocks(set_table(tables.overview_columns(sheet), width, measure))
    yield from rows
    yield last._replace(gap=12.0)


def chart_title(sheet: TrainingSheet) -> str:
    """Say what the bars are."""
    if same_distance(sheet.athletes):
        return tr("Each repetition against its target, in seconds")
    return tr("Each repetition against its target, in seconds per 400 m")


def _charts(sheet: TrainingSheet, width: float, room: float, measure: Measure) -> Iterator[Block]:
    panels = panels_of(sheet)
    if not any(each.levels for each in panels):
        return
    yield heading(chart_title(sheet), "", width, measure)
    yield Block(_KEY, tuple(chart_key(sheet, width, measure)), gap=2.0, with_next=True)
    room -= _KEY + 2.0 + 12.0 + 3.0
    rows = _rows(panels, width, _height(panels, width, room), measure)
    for i, (height, items) in enumerate(rows):
        yield Block(height, items, gap=14.0 if i == len(rows) - 1 else _BETWEEN)


def _height(panels: Sequence[Panel], width: float, room: float) -> float:
    """Return how high a panel is: lower where all of them stay on the first page then."""
    if len(panels) == 1:
        return _ALONE
    rows = -(-len(panels) // across(panels, width))
    fitting = (room - (rows - 1) * _BETWEEN) / rows
    return min(fitting, _PANEL) if fitting >= _LOW else _PANEL


def panels_of(sheet: TrainingSheet) -> list[Panel]:
    """Return the panels of everybody."""
    grouped = len(sheet.groups) > 1
    return [panel_of(each, grouped=grouped) for each in sheet.athletes if each.lines]


def across(panels: Sequence[Panel], width: float) -> int:
    """Return how many panels stand beside each other: as many as leave the bars their width."""
    most = max((len(each.bars) for each in panels), default=1)
    for count in range(min(_MOST_ACROSS, len(panels)), 1, -1):
        room = (width - (count - 1) * _GAP) / count - _FRAME
        if room / max(most, 1) >= _LEAST_SLOT:
            return count
    return 1


def _rows(
    panels: Sequence[Panel], width: float, height: float, measure: Measure
) -> Sequence[tuple[float, tuple[Item, ...]]]:
    """Return each row of panels with its height."""
    count, span = across(panels, width), span_of(panels)
    size = (width - (count - 1) * _GAP) / count, height
    rows = []
    for begin in range(0, len(panels), count):
        row = panels[begin : begin + count]
        drawn = (drawn_panel(each, size, span, measure) for each in row)
        items = tuple(e._replace(dx=i * (size[0] + _GAP)) for i, e in enumerate(drawn))
        rows.append((height, items))
    return rows


def chart_key(sheet: TrainingSheet, width: float, measure: Measure) -> Iterator[Item]:
    """Say by samples what the lines and bars of the chart are."""
    x, y = 0.0, 8.0
    for sample, text in _samples(sheet):
        shown = fitted(text, 6.8, SEMIBOLD, width - 20, measure)
        room = 20 + measure(shown, 6.8, SEMIBOLD)
        if x and x + room > width:
            x, y = 0.0, y + 9.0
        yield Group(sample, dx=x, dy=y)
        yield Text(x + 17, y, shown, 6.8, SEMIBOLD, ink.MUTED)
        x += room + 12


def _samples(sheet: TrainingSheet) -> Iterator[tuple[tuple[Item, ...], str]]:
    from app.formats.sheets.drawing import Box

    lines = [line for each in sheet.athletes for line in each.lines]
    if any(each.run.deficit is not None for each in lines):
        yield (Line(0, -2.4, 14, -2.4, Pen(ink.TARGETS[0], 1.3)),), tr("target")
    if any((each.run.deficit or 0) > 0 for each in lines):
        pen = Pen(ink.BEHIND, 0.7)
        yield (Box(3, -6, 8, 7, ink.BEHIND_BAR, pen),), tr("slower than that")
    if any((each.run.deficit or 0) < 0 for each in lines):
        pen = Pen(ink.AHEAD, 0.7, (1.6, 1.2))
        yield (Box(3, -6, 8, 7, ink.AHEAD_TINT, pen),), tr("faster")
    if any(t.drop_off is not None for each in sheet.athletes for t in each.tallies):
        pen = Pen(ink.INK, 0.9, (3.0, 2.0))
        yield (Line(0, -2.4, 14, -2.4, pen),), tr("drop-off: first third to last")
    if sheet.earlier is not None:
        sample = Box(5, -6, 4, 7, ink.WHITE, Pen(ink.MUTED, 0.5))
        when = sheet.earlier.date or sheet.earlier.title
        yield (sample,), tr("the same session on {date}", date=when)


def _athlete(
    sheet: TrainingSheet, athlete: Trained, width: float, measure: Measure
) -> Iterator[Block]:
    """The table of one athlete, a stronger line under each set."""
    if not athlete.lines:
        return
    yield heading(name_of(athlete), result_words(athlete), width, measure, ink.MUTED)
    columns = tables.athlete_columns(sheet, athlete)
    head, *rows = table_blocks(set_table(columns, width, measure))
    yield head
    breaks = [each.ends_set for each in athlete.lines]
    for i, row in enumerate(rows):
        last = i == len(rows) - 1
        ruled = _ruled(row, width) if breaks[i] and not last else row
        yield ruled._replace(gap=4.0 if last else 0.0)
    notes = list(note_blocks(list(tables.athlete_notes(athlete)), width, measure))
    yield from notes
    yield Block(0.0, gap=8.0)


def name_of(athlete: Trained) -> str:
    """Name an athlete as in a heading: key, name, group."""
    group = f" · {athlete.group}" if athlete.group else ""
    return f"{athlete.lane}  {athlete.name}{group}"


def result_words(athlete: Trained) -> str:
    """Say in a line what the repetitions of an athlete come to, where they are of one distance."""
    if not athlete.tallies:
        return tr("no time")
    if len(athlete.tallies) > 1:
        return ""
    return tables.tally_words(athlete, athlete.tallies[0])


def _ruled(row: Block, width: float) -> Block:
    line = Line(0, row.height, width, row.height, Pen(ink.MUTED, 1.0))
    return row._replace(items=(*row.items, line))


def training_chart(
    sheet: TrainingSheet,
    size: tuple[float, float] | None = None,
    measure: Measure = text_width,
    *,
    titled: bool = True,
) -> Drawing:
    """Return the chart alone, with the session's name over it; as high as it needs if not said."""
    sheet = tables.plain_sheet(sheet)
    width = (size[0] if size else CHART_SIZE[0]) - 2 * _SIDE
    panels = panels_of(sheet)
    top = 36.0 if titled else -6.0
    rows = -(-len(panels) // across(panels, width)) if panels else 1
    whole = size[1] if size else CHART_SIZE[1] if rows < 2 else 76.0 + rows * 128.0
    items: list[Item] = []
    if titled:
        title = fitted(sheet.title, 13.0, BOLD, width, measure)
        items.append(Text(0, 13, title, 13.0, BOLD, ink.INK))
        said = fitted(_subtitle(sheet), 8.5, SEMIBOLD, width, measure)
        items.append(Text(0, 26, said, 8.5, SEMIBOLD, ink.MUTED))
    key = tuple(chart_key(sheet, width, measure))
    items.append(Group(key, dy=top))
    below = max((each.y for each in texts(key)), default=0.0) + 11.0
    bottom = whole - (2 * _SIDE if titled else _SIDE + 6.0)
    items += _filled(panels, (width, bottom), top + below, measure)
    page = Group(tuple(items), dx=_SIDE, dy=_SIDE)
    return Drawing(size[0] if size else CHART_SIZE[0], whole, (page,), sheet.title)


def _subtitle(sheet: TrainingSheet) -> str:
    return " · ".join(filter(None, (sheet.date, chart_title(sheet))))


def _filled(
    panels: Sequence[Panel], size: tuple[float, float], top: float, measure: Measure
) -> Iterator[Item]:
    """Fill what is left of a picture with the panels."""
    if not any(each.levels for each in panels):
        yield Text(0, top + 20, tr("No time yet."), 9.0, SEMIBOLD, ink.MUTED)
        return
    count, span = across(panels, size[0]), span_of(panels)
    rows = -(-len(panels) // count)
    each = (size[0] - (count - 1) * _GAP) / count, (size[1] - top - (rows - 1) * 8.0) / rows
    for i, panel in enumerate(panels):
        row, column = divmod(i, count)
        drawn = drawn_panel(panel, each, span, measure)
        yield drawn._replace(dx=column * (each[0] + _GAP), dy=top + row * (each[1] + 8.0))
