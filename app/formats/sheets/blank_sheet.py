"""What does one write laps into when everything else fails? A lap sheet on paper, to fill in.

At every mark stand the times that the targets ask for, and empty boxes for what is read.
"""

from collections.abc import Iterator, Sequence

from app.domain.course import Course, Distance, mark_name
from app.domain.plan import ATHLETE
from app.domain.target import Target
from app.domain.times import Duration, format_time
from app.formats.sheets import figures as fig
from app.formats.sheets import paper as ink
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
)
from app.formats.sheets.font_widths import text_width
from app.formats.sheets.page import on_paper
from app.formats.sheets.page_flow import Block, height_of
from app.formats.sheets.page_head import later_head, title_lines
from app.formats.sheets.page_words import plain, title_of
from app.formats.sheets.paper import A4, Paper
from app.formats.sheets.split_sheet import Runner, Sheet
from app.language import marked, tr

MOST_TARGETS = 3
_BOXES = (marked("Split"), marked("Lap"), marked("± target"))
_ROW = (40.0, 27.0, 19.0)
"""How high a row is of one athlete, of several, and how low it may be where that saves a page."""
_NOTE_LINE = 22.0
_MARK, _TARGET = 58.0, 74.0
_BLANKS = (
    (marked("Date"), 0.22),
    (marked("Venue"), 0.36),
    (marked("Timed by"), 0.42),
)
_HOW = marked(
    "Start the watch at the flash or smoke, not at the sound. Write down what the watch shows at"
    " the mark; laps and gaps can wait."
)


def blank_pages(
    sheet: Sheet, paper: Paper = A4, measure: Measure = text_width
) -> tuple[Drawing, ...]:
    """Return the lap sheets of all who race, one under the other; the marks are the course's."""
    sheet = plain(sheet)
    assert sheet.course is not None, "a sheet of a session knows its course"
    runners = [each for each in sheet.runners if each.role == ATHLETE] or list(sheet.runners)
    title = title_of(sheet, runners[0] if len(runners) == 1 else None)
    first = _head(sheet, title, paper.inner, measure)
    rooms = paper.height - paper.top - paper.bottom - 18.0 - first.height - first.gap
    most = _ROW[0] if len(runners) == 1 else _ROW[1]
    height = _row_height(len(sheet.course.marks), rooms, most)
    blocks = [first]
    for runner in runners:
        blocks += _runner(sheet, sheet.course, runner, paper.inner, height, measure)
    if len(runners) == 1:
        blocks.append(_notes(rooms - height_of(blocks[1:]) - blocks[-1].gap, paper.inner))
    head = later_head(sheet.title, paper.inner, measure)
    return on_paper(blocks, head, tr("Lap sheet · {how}", how=tr(_HOW)), title, paper, measure)


def _row_height(marks: int, room: float, most: float) -> float:
    return min(max((room - 58.0) / max(marks, 1), _ROW[2]), most)


def _notes(room: float, width: float) -> Block:
    """Lines to write on, in the room that is left."""
    count = int((room - 12.0) // _NOTE_LINE)
    if count < 1:
        return Block(0.0)
    items: list[Item] = [Text(0, 8, tr("NOTES"), 6.0, SEMIBOLD, ink.MUTED)]
    for i in range(1, count + 1):
        y = 8 + i * _NOTE_LINE
        items.append(Line(0, y, width, y, Pen(ink.RULE, 0.6)))
    return Block(count * _NOTE_LINE + 9, tuple(items))


def _head(sheet: Sheet, title: str, width: float, measure: Measure) -> Block:
    """Return the title and lines to write on, filled in where the session knows it."""
    known = dict(sheet.head)
    items: list[Item] = [
        Text(width, 19, tr("Lap sheet"), 10.0, SEMIBOLD, ink.MUTED, END),
    ]
    size, lines = title_lines(title, width - 80, measure)
    for i, line in enumerate(lines):
        items.append(Text(0, 19 + i * size * 1.15, line, size, BOLD, ink.INK))
    top = 29 + (len(lines) - 1) * size * 1.15
    items.append(Line(0, top, width, top, Pen(ink.INK, 1.6)))
    x = 0.0
    for label, share in _BLANKS:
        room = share * width - 12
        items.append(Text(x, top + 13, tr(label).upper(), 6.0, SEMIBOLD, ink.MUTED))
        value = fitted(known.get(label, ""), 9.0, REGULAR, room, measure)
        items.append(Text(x, top + 28, value, 9.0, REGULAR, ink.INK))
        items.append(Line(x, top + 32, x + room, top + 32, Pen(ink.MUTED, 0.6)))
        x += share * width
    return Block(top + 33, tuple(items), gap=16.0)


def _runner(
    sheet: Sheet, course: Course, runner: Runner, width: float, height: float, measure: Measure
) -> Iterator[Block]:
    """One athlete's rows: kept together as far as a page goes."""
    held = fig.target_held(sheet, runner)
    others = [each for each in sheet.targets if each.id != held.id]
    targets = [held, *others][:MOST_TARGETS]
    head = _runner_head(runner, targets, width, measure)
    yield head._replace(with_next=True)
    marks = course.marks
    for i, mark in enumerate(marks):
        begin = marks[i - 1] if i else Distance(0)
        row = _row(course, begin, mark, targets, width, height)
        keep = len(marks) <= 8 and i < len(marks) - 1
        last = i == len(marks) - 1
        yield row._replace(again=head, with_next=keep, gap=20.0 if last else 0.0)


def _runner_head(
    runner: Runner, targets: Sequence[Target], width: float, measure: Measure
) -> Block:
    name = fitted(f"{runner.lane}  {runner.athlete}", 11.0, BOLD, width, measure)
    items: list[Item] = [
        Text(0, 11, name, 11.0, BOLD, ink.INK),
        Text(0, 30, tr("Mark"), 6.8, SEMIBOLD, ink.MUTED),
    ]
    for i, target in enumerate(targets):
        right = _MARK + (i + 1) * _TARGET - 8
        text = fitted(target.name, 6.8, SEMIBOLD, _TARGET - 10, measure)
        items.append(Text(right, 30, text, 6.8, SEMIBOLD, ink.MUTED, END))
    for left, right, text in _boxes(len(targets), width):
        items.append(Text((left + right) / 2, 30, text, 6.8, SEMIBOLD, ink.MUTED, MIDDLE))
    items.append(Line(0, 34, width, 34, Pen(ink.INK, 0.9)))
    return Block(34.5, tuple(items))


def _boxes(targets: int, width: float) -> Iterator[tuple[float, float, str]]:
    begin = _MARK + targets * _TARGET + 6
    each = (width - begin) / len(_BOXES)
    for i, text in enumerate(map(tr, _BOXES)):
        yield begin + i * each, begin + (i + 1) * each - 4, text


def _row(
    course: Course,
    begin: Distance,
    mark: Distance,
    targets: Sequence[Target],
    width: float,
    height: float,
) -> Block:
    name = tr(mark_name(course, mark))
    base = height / 2 + 1
    strong = BOLD if mark == course.distance else SEMIBOLD
    items: list[Item] = [
        Text(0, base + 2, name[:1].upper() + name[1:], 9.5, strong, ink.INK),
    ]
    for i, target in enumerate(targets):
        time, lap = target.time_at(mark), Duration(target.time_at(mark) - target.time_at(begin))
        right = _MARK + (i + 1) * _TARGET - 8
        weight = SEMIBOLD if i == 0 else REGULAR
        items.append(Text(right, base - 1, format_time(time), 9.5, weight, ink.INK, END))
        lap_text = tr("lap {lap}", lap=format_time(lap, 1))
        items.append(Text(right, base + 7.5, lap_text, 6.6, REGULAR, ink.MUTED, END))
    for left, right, _ in _boxes(len(targets), width):
        box = Box(left, 2.2, right - left, height - 4.4, "", Pen(ink.MUTED, 0.7))
        items.append(box)
    items.append(Line(0, height, width, height, Pen(ink.RULE, 0.4)))
    return Block(height, tuple(items))
