"""What stands at the head and the foot of a page? Who and how fast, then the facts in a grid."""

from collections.abc import Iterator, Sequence

from app.formats.sheets import figures as fig
from app.formats.sheets import paper as ink
from app.formats.sheets.drawing import (
    BOLD,
    END,
    REGULAR,
    SEMIBOLD,
    Item,
    Line,
    Measure,
    Pen,
    Text,
    fitted,
    wrapped,
)
from app.formats.sheets.page_flow import Block
from app.formats.sheets.page_words import Result, facts_of, result_of, title_of
from app.formats.sheets.split_sheet import Runner, Sheet
from app.language import tr

_TITLES, _HERO = (19.0, 18.0, 17.0, 16.0, 15.0, 14.0), 25.0
_LABEL, _VALUE = 6.0, 8.2
_CELL_GAP = 12.0
_UNITS = 4
_LINE = 10.0
_SAMPLE = 20.0


def first_head(sheet: Sheet, runner: Runner | None, width: float, measure: Measure) -> Block:
    """Return the head of the first page; a runner who is alone has the result in it."""
    items: list[Item] = []
    room = width
    if runner is not None:
        result = result_of(sheet, runner)
        words = fitted(result.words, 8.0, SEMIBOLD, width * 0.5, measure)
        items += _hero(result._replace(words=words), width)
        hero = max(measure(result.time, _HERO, BOLD), measure(words, 8.0, SEMIBOLD))
        room = width - hero - 20
    least = 40.0 if runner is not None else 0.0
    head = title_head(title_of(sheet, runner), width, measure, room, least)
    return head._replace(items=(*items, *head.items))


def title_head(
    title: str, width: float, measure: Measure, room: float | None = None, least: float = 0.0
) -> Block:
    """Return a title over a rule, which is at least `least` down; `room` is the title's width."""
    size, lines = title_lines(title, width if room is None else room, measure)
    items: list[Item] = []
    for i, line in enumerate(lines):
        items.append(Text(0, 19 + i * size * 1.15, line, size, BOLD, ink.INK))
    rule = max(29.0 + (len(lines) - 1) * size * 1.15, least)
    items.append(Line(0, rule, width, rule, Pen(ink.INK, 1.6)))
    return Block(rule + 1, tuple(items), gap=7.0)


def title_lines(title: str, room: float, measure: Measure) -> tuple[float, list[str]]:
    """Return the size and the lines of the title: one line, if that need not be too small."""
    for size in _TITLES:
        if measure(title, size, BOLD) <= room:
            return size, [title]
    size = _TITLES[-1]
    first, *rest = wrapped(title, size, BOLD, room, measure)
    return size, [first, fitted(" ".join(rest), size, BOLD, room, measure)]


def _hero(result: Result, width: float) -> Iterator[Item]:
    yield Text(width, 20, result.time, _HERO, BOLD, ink.INK, END)
    yield Text(width, 33, result.words, 8.0, SEMIBOLD, ink.gap_colour(result.gap), END)


def facts(sheet: Sheet, width: float, measure: Measure) -> Block:
    """Return the lines of the sheet's head in a grid."""
    return fact_grid(facts_of(sheet), width, measure)


def fact_grid(found: Sequence[tuple[str, str]], width: float, measure: Measure) -> Block:
    """Return labelled lines in a grid, each as wide as it needs."""
    unit = (width - (_UNITS - 1) * _CELL_GAP) / _UNITS
    items: list[Item] = []
    column, top, deepest = 0, 0.0, 0.0
    for label, text in found:
        span = _span(label, text, unit, measure)
        if column + span > _UNITS:
            column, top, deepest = 0, top + deepest, 0.0
        x, room = column * (unit + _CELL_GAP), span * unit + (span - 1) * _CELL_GAP
        lines = _cut(wrapped(text, _VALUE, REGULAR, room, measure), room, measure)
        items.append(Text(x, top + _LABEL, label.upper(), _LABEL, SEMIBOLD, ink.MUTED))
        for i, line in enumerate(lines):
            items.append(Text(x, top + _LABEL + _LINE * (i + 1), line, _VALUE, REGULAR, ink.INK))
        deepest = max(deepest, _LABEL + _LINE * len(lines) + 7)
        column += span
    return Block(top + deepest, tuple(items), gap=1.0)


_MOST_LINES = 3


def _cut(lines: Sequence[str], room: float, measure: Measure) -> Sequence[str]:
    if len(lines) <= _MOST_LINES:
        return lines
    rest = " ".join(lines[_MOST_LINES - 1 :])
    return [*lines[: _MOST_LINES - 1], fitted(rest, _VALUE, REGULAR, room, measure)]


def _span(label: str, text: str, unit: float, measure: Measure) -> int:
    """Return how many units a fact takes, so that most stand in one line."""
    need = max(measure(text, _VALUE, REGULAR), measure(label.upper(), _LABEL, SEMIBOLD))
    for span in range(1, _UNITS):
        if need <= span * unit + (span - 1) * _CELL_GAP:
            return span
    return _UNITS


def target_line(sheet: Sheet, width: float, measure: Measure) -> Block:
    """Return the targets with samples of their lines, as the charts draw them."""
    items: list[Item] = [Text(0, _LABEL, tr("TARGETS"), _LABEL, SEMIBOLD, ink.MUTED)]
    x, y = 0.0, _LABEL + _LINE
    for slot, target in enumerate(sheet.targets):
        text = fitted(fig.target_text(target), _VALUE, SEMIBOLD, width - _SAMPLE - 5, measure)
        room = _SAMPLE + 5 + measure(text, _VALUE, SEMIBOLD)
        if x and x + room > width:
            x, y = 0.0, y + _LINE + 1
        primary = target.id == sheet.primary
        colour = ink.INK if primary else ink.target_colour(slot)
        dashes = () if primary else ink.target_dashes(slot)
        items.append(Line(x, y - 2.6, x + _SAMPLE, y - 2.6, Pen(colour, 1.1, dashes)))
        items.append(Text(x + _SAMPLE + 5, y, text, _VALUE, SEMIBOLD, colour))
        x += room + 18
    return Block(y + 4, tuple(items), gap=9.0)


def later_head(title: str, width: float, measure: Measure) -> Block:
    """Return the head of every further page."""
    title = fitted(title, 9.0, BOLD, width * 0.8, measure)
    items = (
        Text(0, 9, title, 9.0, BOLD, ink.INK),
        Text(width, 9, tr("continued"), 7.5, REGULAR, ink.MUTED, END),
        Line(0, 14, width, 14, Pen(ink.INK, 1.0)),
    )
    return Block(15.0, items, gap=10.0)


def page_foot(
    words: str, page: int, pages: int, width: float, measure: Measure
) -> tuple[Item, ...]:
    """Return the last line of a page."""
    number = f"{page} / {pages}"
    room = width - measure(number, 6.5, REGULAR) - 20
    return (
        Line(0, 0, width, 0, Pen(ink.RULE, 0.6)),
        Text(0, 9, fitted(words, 6.5, REGULAR, room, measure), 6.5, REGULAR, ink.MUTED),
        Text(width, 9, number, 6.5, REGULAR, ink.MUTED, END),
    )


def note_blocks(notes: Sequence[str], width: float, measure: Measure) -> Iterator[Block]:
    """Return notes, a paragraph each."""
    size = 7.0
    for note in notes:
        lines = wrapped(note, size, REGULAR, width, measure)
        items = tuple(
            Text(0, size + i * 9.4, line, size, REGULAR, ink.MUTED) for i, line in enumerate(lines)
        )
        yield Block(size + 2 + (len(lines) - 1) * 9.4, items, gap=2.4)


def heading(text: str, right: str, width: float, measure: Measure, colour: str = ink.INK) -> Block:
    """Return the heading of a part of the page, with something at its right."""
    right = fitted(right, 8.0, SEMIBOLD, width * 0.6, measure)
    room = width - measure(right, 8.0, SEMIBOLD) - 14
    items: list[Item] = [Text(0, 9, fitted(text, 9.0, BOLD, room, measure), 9.0, BOLD, ink.INK)]
    if right:
        items.append(Text(width, 9, right, 8.0, SEMIBOLD, colour, END))
    return Block(12.0, tuple(items), gap=3.0, with_next=True)
