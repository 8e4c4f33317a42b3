"""What does a column of somebody's table hold, in words to choose from or to type?"""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.said import format_metres
from app.formats.results.column_meanings import MEANINGS
from app.formats.results.columns import AT_MARK, LAP_TO, at, mark_in
from app.formats.results.found import FoundColumn
from app.language import marked, tr

_AT, _LAP = marked("time at"), marked("lap to")
_CELLS = 3
_NOTHING = "\u2013"


class ColumnBox(NamedTuple):
    """A column: its head and first cells, and what it was taken for."""

    head: str
    cells: tuple[str, ...]
    meaning: str
    read: bool


def boxes(columns: Sequence[FoundColumn]) -> tuple[ColumnBox, ...]:
    """Return the columns of a table as they are shown."""
    return tuple(
        ColumnBox(
            head=each.head or tr("column {number}", number=i),
            cells=tuple(cell or _NOTHING for cell in each.cells[:_CELLS]),
            meaning=in_words(each.meaning),
            read=bool(each.meaning),
        )
        for i, each in enumerate(columns, start=1)
    )


def in_words(meaning: str) -> str:
    """Return a meaning as it is shown: `the athlete`, `time at 400 m`."""
    mark = mark_in(meaning)
    if mark is None:
        return tr(MEANINGS[meaning]) if meaning in MEANINGS else meaning
    return f"{tr(_LAP if meaning.startswith(LAP_TO) else _AT)} {format_metres(mark)}"


def typed(words: str) -> str:
    """Return the meaning that words stand for; what is none of them is left to the reader."""
    plain = " ".join(words.lower().split())
    for meaning, said in MEANINGS.items():
        if plain in (said, tr(said).lower()):
            return meaning
    for kind, said in ((LAP_TO, f"{tr(_LAP)} "), (AT_MARK, f"{tr(_AT)} "), (LAP_TO, "lap ")):
        if plain.startswith(said):
            return kind + plain.removeprefix(said)
    return AT_MARK + plain if plain[:1].isdigit() else plain


def offered(marks: Sequence[Distance]) -> tuple[str, ...]:
    """Return what a column can be taken for, the usual first, with the times at `marks`."""
    first = ("", "name", "last", "first", "finish", "split", "lap", "mark")
    others = [each for each in MEANINGS if each not in first]
    at_marks = [at(kind, mark) for kind in (AT_MARK, LAP_TO) for mark in marks]
    return tuple(in_words(each) for each in (*first, *at_marks, *others))
