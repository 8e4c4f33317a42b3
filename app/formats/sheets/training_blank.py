"""What does a coach write a session into when everything else fails? A sheet of boxes, by groups.

A row a repetition with its recovery, a column an athlete, and in every box the time that is asked
for. Places are points.
"""

from collections.abc import Iterator, Sequence

from app.domain.training.session_state import DROPPED
from app.formats.sheets import paper as ink
from app.formats.sheets import training_words as words
from app.formats.sheets.drawing import (
    BOLD,
    END,
    MIDDLE,
    REGULAR,
    SEMIBOLD,
    Box,
    Drawing,
    Item,
    Line,
    Measure,
    Pen,
    Text,
    fitted,
    wrapped,
)
from app.formats.sheets.font_widths import text_width
from app.formats.sheets.page import on_paper
from app.formats.sheets.page_flow import Block
from app.formats.sheets.page_head import later_head, title_lines
from app.formats.sheets.paper import A4, Paper
from app.formats.sheets.training_columns import place_text, plain_sheet
from app.formats.sheets.training_sheet import Line as RepLine
from app.formats.sheets.training_sheet import Trained, TrainingSheet
from app.language import marked, tr

MOST_BESIDE = 5
"""How many athletes have room beside each other."""
_WHICH = 84.0
_ROW, _LOW_ROW = 34.0, 23.0
_MANY = 14
_HOW = marked(
    "Write what the watch shows at the end of the repetition; means can wait. Who is not there"
    " gets a line through the box, never a zero."
)
_BLANKS = (marked("Date"), marked("Venue"), marked("Timed by"))
_SHARES = (0.22, 0.36, 0.42)


def training_blank(
    sheet: TrainingSheet, paper: Paper = A4, measure: Measure = text_width
) -> tuple[Drawing, ...]:
    """Return the sheet of a planned session to fill in, a table for each group."""
    sheet = plain_sheet(sheet)
    width = paper.inner
    blocks = [_head(sheet, width, measure)]
    for group in sheet.groups:
        members = [each for each in sheet.athletes if each.group == group and each.lines]
        for band in _bands(members):
            blocks += _table(group, band, width, measure)
    foot = f"{tr('Training sheet')} · {tr(_HOW)}"
    return on_paper(
        blocks, later_head(sheet.title, width, measure), foot, sheet.title, paper, measure
    )


def _bands(members: Sequence[Trained]) -> Iterator[Sequence[Trained]]:
    count = -(-len(members) // MOST_BESIDE)
    size = -(-len(members) // max(count, 1))
    for begin in range(0, len(members), max(size, 1)):
        yield members[begin : begin + size]


def _head(sheet: TrainingSheet, width: float, measure: Measure) -> Block:
    """Return the title, the plan, and lines to write on, filled in where the session knows it."""
    known = (sheet.date, sheet.venue, "")
    items: list[Item] = [Text(width, 19, tr("Training sheet"), 10.0, SEMIBOLD, ink.MUTED, END)]
    size, lines = title_lines(sheet.title, width - 100, measure)
    for i, line in enumerate(lines):
        items.append(Text(0, 19 + i * size * 1.15, line, size, BOLD, ink.INK))
    top = 29 + (len(lines) - 1) * size * 1.15
    items.append(Line(0, top, width, top, Pen(ink.INK, 1.6)))
    for line in wrapped(sheet.reading, 8.2, REGULAR, width, measure):
        top += 11
        items.append(Text(0, top, line, 8.2, REGULAR, ink.INK))
    x, top = 0.0, top + 4
    for label, value, share in zip(_BLANKS, known, _SHARES, strict=True):
        room = share * width - 12
        items.append(Text(x, top + 9, tr(label).upper(), 6.0, SEMIBOLD, ink.MUTED))
        items.append(Text(x, top + 22, fitted(value, 9.0, REGULAR, room, measure), 9.0))
        items.append(Line(x, top + 26, x + room, top + 26, Pen(ink.MUTED, 0.6)))
        x += share * width
    return Block(top + 27, tuple(items), gap=14.0)


def _table(
    group: str, athletes: Sequence[Trained], width: float, measure: Measure
) -> Iterator[Block]:
    """The rows of one group; a set is kept together, and its break is a stronger line."""
    lines = [e for e in athletes[0].lines if e.run.status != DROPPED]
    several = len({each.run.of_set for each in lines}) > 1
    head = _names(group, athletes, width, measure)
    yield head._replace(with_next=True)
    height = _ROW if len(lines) <= _MANY else _LOW_ROW
    for i, line in enumerate(lines):
        last = i == len(lines) - 1
        own = [_line_at(each, line) for each in athletes]
        row = _row(line, own, place_text(line, several=several), width, height)
        keep = not line.ends_set and i + 2 >= len(lines)
        yield row._replace(again=head, with_next=keep and not last, gap=18.0 if last else 0.0)


def _line_at(athlete: Trained, line: RepLine) -> RepLine | None:
    wanted = (line.run.of_set, line.run.in_set, line.run.distance)
    same = (e for e in athlete.lines if (e.run.of_set, e.run.in_set, e.run.distance) == wanted)
    return next(same, None)


def _names(group: str, athletes: Sequence[Trained], width: float, measure: Measure) -> Block:
    items: list[Item] = []
    if group:
        text = fitted(tr("Group {group}", group=group), 11.0, BOLD, width, measure)
        items.append(Text(0, 11, text, 11.0, BOLD, ink.INK))
    base = 26 if group else 12
    items.append(Text(0, base, tr("Repetition"), 6.8, SEMIBOLD, ink.MUTED))
    for athlete, (left, right) in zip(athletes, _columns(len(athletes), width), strict=True):
        text = fitted(f"{athlete.lane}  {athlete.name}", 8.6, BOLD, right - left - 2, measure)
        items.append(Text((left + right) / 2, base, text, 8.6, BOLD, ink.INK, MIDDLE))
    items.append(Line(0, base + 4, width, base + 4, Pen(ink.INK, 0.9)))
    return Block(base + 4.5, tuple(items))


def _columns(count: int, width: float) -> list[tuple[float, float]]:
    each = (width - _WHICH) / max(count, 1)
    return [(_WHICH + i * each, _WHICH + (i + 1) * each - 4) for i in range(count)]


def _row(
    line: RepLine, own: Sequence[RepLine | None], name: str, width: float, height: float
) -> Block:
    base = height / 2 + 1
    rest = words.rest_text(line.run.recovery)
    length = words.distance_text(line.run.distance)
    items: list[Item] = [
        Text(0, base, name, 9.5, BOLD, ink.INK),
        Text(22, base, length, 9.0, SEMIBOLD, ink.INK),
    ]
    if rest:
        items.append(Text(22, base + 8.5, tr("then {rest}", rest=rest), 6.6, REGULAR, ink.MUTED))
    for each, (left, right) in zip(own, _columns(len(own), width), strict=True):
        if each is None:
            continue
        items.append(Box(left, 2.2, right - left, height - 4.4, "", Pen(ink.MUTED, 0.7)))
        target = words.target_text(each.run.target)
        items.append(Text(left + 3, 9.6, target, 6.6, SEMIBOLD, ink.MUTED))
    strong = line.ends_set
    pen = Pen(ink.INK, 0.9) if strong else Pen(ink.RULE, 0.4)
    items.append(Line(0, height, width, height, pen))
    return Block(height, tuple(items))
