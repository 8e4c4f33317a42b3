"""What is in each column of a table of results? Meanings from heads and cells, to be corrected.

A meaning is one of `MEANINGS`, or `mark:400` and `lap:400` for the times at one mark and of the
lap that ends there, in metres. The empty meaning is a column that is not read.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from app.domain.course import Distance, to_metres
from app.formats.file_text import FormatError
from app.formats.results.column_meanings import MEANINGS
from app.formats.results.found import FoundColumn
from app.formats.results.table import Table, TableRow
from app.formats.results.written import length_of, says_nothing, status_of, time_of, whole
from app.language import tr

AT_MARK, LAP_TO = "mark:", "lap:"
_CELLS_SHOWN = 5
_HEAD_ROWS = 25
_SAMPLE = 200

_OURS = {
    "race": "race",
    "line": "line",
    "clock": "clock",
    "athlete": "name",
    "lane": "lane",
    "mark_m": "mark",
    "mark": "mark name",
    "split": "split",
    "role": "role",
    "own_start_s": "offset",
    "status": "status",
    "missed": "missed",
    "estimated": "estimated",
    "field_rank": "rank",
    "event": "event",
    "date": "date",
    "venue": "venue",
    "distance_m": "distance",
    "lap_length_m": "lap length",
    "source": "source",
}
"""The columns of our own export that hold what was timed; the others follow from them."""
_SIGNS_OF_OURS = {"race", "line", "clock", "athlete", "mark_m", "split_s"}

_WORDS = {
    "name": ("name athlete runner competitor athlet läufer laeufer nom athlète nombre atleta who"),
    "first": "first firstname givenname forename vorname prénom prenom",
    "last": "last lastname surname familyname nachname familienname",
    "lane": "lane ln bahn couloir",
    "bib": "bib bibno no nr startno startnumber startnummer dossard id competitorid",
    "place": "place pos position rank rang platz pl plc",
    "affiliation": ("affiliation team club country nat nation nationality school verein land noc"),
    "race": "race title competition meeting meet rennen",
    "event": "event discipline disziplin",
    "heat": "heat section lauf",
    "date": "date datum",
    "venue": "venue place1 stadium ort",
    "status": "status",
    "finish": (
        "finish result time final finaltime finishtime zeit endzeit temps tijd performance"
        " ergebnis total1 perf nettime guntime ziel arrivée arrivee llegada meta mål maal arrivo"
    ),
    "mark": "mark markm distance dist distancem at metres meters m marke distanz",
    "split": (
        "split splits splittime cumulative cum cumulativetime elapsed elapsedtime total"
        " totaltime racetime zwischenzeit gesamt gesamtzeit"
    ),
    "lap": "lap laps laptime segment runde rundenzeit interval legtime",
    "number": "lapno lapnumber lapnr splitno round runden",
    "role": "role",
    "estimated": "estimated",
    "missed": "missed",
}
_BY_WORD = {word: meaning for meaning, words in _WORDS.items() for word in words.split()}
_UNITS = re.compile(
    r"\s*[\[(](?:s|sec|secs|seconds|m|metres|meters|h:m:s|m:s)[\])]\s*$", re.IGNORECASE
)
_NUMBERED = re.compile(r"(split|lap|runde|l|s|r|t)\s*[#.]?\s*\d{1,2}")
_SPAN = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)\s*m?\s*[-\u2013]\s*(\d{1,5}(?:\.\d{1,3})?)\s*m?")
_AT = re.compile(
    r"(?:(split|lap|at|runde|time)\s+)?(?:at\s+)?(.+?)(?:\s+(split|lap|time|cum|cumulative))?"
)
_LEAST_MARK = Distance(50_000)


class Columns(NamedTuple):
    """The heads and meanings of a table, the rows under them, and the lines of text above.

    `guessed` says that there are no heads and the meanings come from the cells alone.
    """

    heads: tuple[str, ...]
    meanings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    above: tuple[str, ...]
    guessed: bool = False

    @property
    def are_ours(self) -> bool:
        """Whether it is a table that Splitline wrote: its heads mean what they say."""
        return {*self.heads} >= _SIGNS_OF_OURS

    def places(self, *meanings: str) -> list[int]:
        """Return the columns with one of `meanings`, from 0."""
        return [i for i, meaning in enumerate(self.meanings) if meaning in meanings]

    def shown(self) -> tuple[FoundColumn, ...]:
        """Return the columns with their first cells, for somebody to look at."""
        return tuple(
            FoundColumn(head, tuple(row.cell(i) for row in self.rows[:_CELLS_SHOWN]), meaning)
            for i, (head, meaning) in enumerate(zip(self.heads, self.meanings, strict=True))
        )


def columns_of(table: Table, corrected: Mapping[int, str], name: str) -> Columns:
    """Return what the columns mean, `corrected` (by column, from 0) over what was found.

    Raise `FormatError` for a meaning that there is not, or a column that there is not.
    """
    found = _with_heads(table) or _without_heads(table)
    meanings = list(found.meanings)
    for column, meaning in corrected.items():
        if not 0 <= column < len(meanings):
            where = tr("{name}: column {column}", name=name, column=column + 1)
            raise FormatError(
                tr(
                    "{where}: found {total} columns, expected one of them",
                    where=where,
                    total=len(meanings),
                )
            )
        meanings[column] = checked_meaning(
            meaning, tr("{name}: column {column}", name=name, column=column + 1)
        )
    return found._replace(meanings=tuple(meanings))


def checked_meaning(text: str, where: str) -> str:
    """Return a meaning as it is kept; raise `FormatError` for one that there is not."""
    plain = text.strip().lower()
    for kind in (AT_MARK, LAP_TO):
        if plain.startswith(kind):
            mark = length_of(plain.removeprefix(kind))
            if mark is not None:
                return at(kind, mark)
    if plain not in MEANINGS:
        known = ", ".join(each for each in MEANINGS if each)
        expected = tr(
            "one of {known}, {at_mark}400 or {lap_to}400",
            known=known,
            at_mark=AT_MARK,
            lap_to=LAP_TO,
        )
        raise FormatError(
            tr(
                '{where}: found the meaning "{found}", expected {expected}',
                where=where,
                found=text,
                expected=expected,
            )
        )
    return plain


def at(kind: str, mark: Distance) -> str:
    """Return the meaning of the times at `mark`, or of the laps that end there."""
    return kind + f"{to_metres(mark):.3f}".rstrip("0").rstrip(".")


def mark_in(meaning: str) -> Distance | None:
    """Return the mark that a meaning names, None where it names none."""
    for kind in (AT_MARK, LAP_TO):
        if meaning.startswith(kind):
            return length_of(meaning.removeprefix(kind))
    return None


def _with_heads(table: Table) -> Columns | None:
    """The heads are the row of the first few that names most; text may stand above it."""
    ours = [i for i, row in enumerate(table.rows[:_HEAD_ROWS]) if _of_ours(row.cells)]
    if ours:
        return _under(table, ours[0])
    best, place = 1, -1
    for i, row in enumerate(table.rows[:_HEAD_ROWS]):
        if not _could_be_heads(row):
            break
        named = sum(1 for cell in row.cells if meaning_of(cell))
        if named > best or (named == len(row.cells) == 1 and place < 0):
            best, place = named, i
    if place < 0:
        return _marks_down(table) or _strange_heads(table)
    return _under(table, place)


def _could_be_heads(row: TableRow) -> bool:
    """Times are none of a head; 409.344 is one beside a word that is known."""
    times = [cell for cell in row.cells if _is_time(cell)]
    return not times or (
        not any(":" in cell for cell in times)
        and any(_word(cell) in _BY_WORD for cell in row.cells)
    )


def _strange_heads(table: Table) -> Columns | None:
    """A row of words above the first times names the columns, though nobody knows the words."""
    first = next((i for i, row in enumerate(table.rows) if any(map(_is_time, row.cells))), 0)
    if first == 0:
        return None
    said = [cell for cell in table.rows[first - 1].cells if cell]
    words = len(said) > 1 and all(_is_words(cell) for cell in said)
    return _under(table, first - 1) if words else None


def _under(table: Table, place: int) -> Columns:
    """Return the columns by the heads in the row `place`."""
    heads = _padded(table.rows[place].cells, table.width)
    rows = tuple(row for row in table.rows[place + 1 :] if row.cells != table.rows[place].cells)
    above = tuple(" ".join(c for c in row.cells if c) for row in table.rows[:place])
    meanings = _of_ours(heads) or _settled([meaning_of(head) for head in heads], rows, table)
    return Columns(heads, tuple(meanings), rows, above)


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))


def _of_ours(heads: Sequence[str]) -> list[str]:
    """Our own export is known by its heads: only what was timed is read, not what follows."""
    if not set(heads) >= _SIGNS_OF_OURS:
        return []
    return [_OURS.get(head, "") for head in heads]


def meaning_of(head: str) -> str:
    """Return what a head says, empty where it says nothing that is known."""
    plain = _UNITS.sub("", " ".join(head.replace("_", " ").split()).lower()).rstrip(".:")
    word = _word(plain)
    known = _BY_WORD.get(word) or _BY_WORD.get(
        re.sub(r"(?:s|m)$", "", word) if " " in plain else ""
    )
    if known:
        return known
    if _NUMBERED.fullmatch(plain):
        return "lap" if plain.startswith(("l", "r")) else "split"
    span = _SPAN.fullmatch(plain)
    if span:
        end = length_of(span[2])
        return at(LAP_TO, end) if end is not None and float(span[1]) < float(span[2]) else ""
    return _at_a_mark(plain)


def _word(text: str) -> str:
    return re.sub(r"[\s.'-]", "", text.lower()).removesuffix("(s)")


def _at_a_mark(plain: str) -> str:
    match = _AT.fullmatch(plain)
    mark = length_of(match[2]) if match else None
    if match is None or mark is None or mark < _LEAST_MARK:
        return ""
    of_lap = {"lap", "runde"} & {match[1], match[3]}
    return at(LAP_TO if of_lap else AT_MARK, mark)


def _settled(meanings: list[str], rows: Sequence[TableRow], table: Table) -> list[str]:
    """Decide by the cells what a head leaves open."""
    cells = [[row.cell(i) for row in rows[:_SAMPLE]] for i in range(len(meanings))]
    for i, meaning in enumerate(meanings):
        if meaning == "mark" and not _mostly(cells[i], lambda c: _is_length(c, table)):
            meanings[i] = "finish" if _mostly(cells[i], _is_time) else ""
        if meaning == "lap" and _mostly(cells[i], lambda c: (whole(c) or 100) < 100):
            meanings[i] = "number"
    if not any(each in _TIMED or ":" in each for each in meanings):
        for i, meaning in enumerate(meanings):
            meanings[i] = meaning or _by_cells(cells[i], meanings)
    rows_are_splits = "mark" in meanings or "number" in meanings
    if rows_are_splits and not any(each in meanings for each in ("split", "lap")):
        meanings = _first_time_is_split(meanings)
    elif "mark" in meanings and not any(each in meanings for each in ("split", "lap")):
        meanings[meanings.index("mark")] = "distance"
    if "mark" in meanings and not _several_marks(cells[meanings.index("mark")]):
        wide = any(each.startswith((AT_MARK, LAP_TO)) for each in meanings)
        if wide or "finish" in meanings:
            meanings[meanings.index("mark")] = "distance"
    return ["" if each == "number" else each for each in _once(meanings)]


def _first_time_is_split(meanings: list[str]) -> list[str]:
    """Where a row is a split, the column called time has the splits."""
    if "finish" in meanings:
        place = meanings.index("finish")
        return [*meanings[:place], "split", *meanings[place + 1 :]]
    return meanings


def _several_marks(cells: Sequence[str]) -> bool:
    return len({cell for cell in cells if cell}) > 1


_TIMED = ("split", "lap", "finish")
_MANY = ("", "split", "lap", "runner", "number")


def _once(meanings: Sequence[str]) -> list[str]:
    """Only the first of two columns with one meaning has it; times may be many."""
    found: list[str] = []
    for meaning in meanings:
        again = meaning in found and meaning not in _MANY
        found.append("" if again else meaning)
    return found


def _mostly(cells: Sequence[str], fits: Callable[[str], bool]) -> bool:
    said = [cell for cell in cells if not says_nothing(cell) and not status_of(cell)]
    return bool(said) and sum(map(fits, said)) * 5 >= len(said) * 4


def _is_time(cell: str) -> bool:
    return any(sign in cell for sign in ".:,'") and time_of(cell) is not None


def _is_length(cell: str, table: Table) -> bool:
    if cell.lower() == "finish":
        return True
    return ":" not in cell and length_of(cell, decimal_comma=table.decimal_comma) is not None


def _marks_down(table: Table) -> Columns | None:
    """Marks down the side and an athlete in each column: the first column is lengths alone."""
    if len(table.rows) < 2 or table.width < 2:
        return None
    head, rows = table.rows[0], table.rows[1:]
    first = [row.cell(0) for row in rows]
    named = all(cell and not _is_time(cell) for cell in head.cells[1:])
    if not named or not _mostly(first, lambda c: _is_length(c, table)):
        return None
    times = [cell for row in rows for cell in row.cells[1:]]
    if not _mostly(times, lambda c: time_of(c) is not None):
        return None
    heads = _padded(head.cells, table.width)
    meanings = ("mark", *("runner" if each else "" for each in heads[1:]))
    return Columns(heads, meanings, rows, ())


def _without_heads(table: Table) -> Columns:
    """Names are text, times have a point or a colon, marks are round metres."""
    rows = tuple(row for row in table.rows if any(_is_time(cell) for cell in row.cells))
    rows = rows or table.rows
    above = tuple(
        " ".join(c for c in row.cells if c) for row in table.rows if row.line < rows[0].line
    )
    meanings: list[str] = []
    for i in range(table.width):
        cells = [row.cell(i) for row in rows[:_SAMPLE]]
        meanings.append(_by_cells(cells, meanings))
    heads = tuple(f"column {i}" for i in range(1, table.width + 1))
    return Columns(heads, tuple(meanings), rows, above, guessed=True)


def _by_cells(cells: Sequence[str], before: Sequence[str]) -> str:
    if any(map(_is_time, cells)) and _mostly(cells, lambda c: time_of(c) is not None):
        return "split"
    if _mostly(cells, _is_round_metres) and _several_marks(cells) and "mark" not in before:
        return "mark"
    if _mostly(cells, lambda c: whole(c) is not None):
        return "place" if "place" not in before and "name" not in before else ""
    return "name" if _mostly(cells, _is_words) and "name" not in before else ""


def _is_round_metres(cell: str) -> bool:
    mark = length_of(cell)
    return mark is not None and mark >= 100_000 and mark % 50_000 == 0


def _is_words(cell: str) -> bool:
    return any(letter.isalpha() for letter in cell)
