"""What does a cell of a table of results say, by the meaning of its column?

Times are nanoseconds, distances millimetres; a sentence names line and column.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.times import Duration
from app.formats.file_text import FormatError
from app.formats.results.columns import Columns
from app.formats.results.found import FoundRace, FoundRunner, FoundSplit
from app.formats.results.table import TableRow
from app.formats.results.text import clean
from app.formats.results.written import (
    TIME_FORMS,
    is_by_hand,
    length_of,
    person,
    says_nothing,
    status_of,
    time_of,
    whole,
)

_BESIDE = re.compile(r"(\S+)\s*\(\s*(?:(\d{1,3})|[\d:.,]+)\s*\)")
"""`31.5 (4)` with the place, `2:00.75 (1:00.55)` with the lap."""
_YES = ("yes", "y", "1", "true", "x")
_LONGEST_SHOWN = 40
_TIMES = ("split", "lap", "finish", "runner")
_OF_RACE = ("race", "event", "heat", "date")


class Cells(NamedTuple):
    """The cells of one table, read by the meanings of its columns.

    `places` are the columns of each meaning, `timed` those that hold times.
    """

    name: str
    columns: Columns
    decimal_comma: bool
    places: Mapping[str, tuple[int, ...]]
    timed: tuple[int, ...]

    def at(self, meaning: str) -> tuple[int, ...]:
        """Return the columns with a meaning, from 0."""
        return self.places.get(meaning, ())

    def texts(self, row: TableRow, *meanings: str) -> Iterator[str]:
        """Yield what stands in the columns with one of `meanings`, where anything does."""
        for meaning in meanings:
            for column in self.at(meaning):
                text = unguarded(row.cell(column))
                if text:
                    yield text

    def text(self, row: TableRow, *meanings: str) -> str:
        """Return the first of `texts`, empty where there is none."""
        return next(self.texts(row, *meanings), "")

    def says_yes(self, row: TableRow, meaning: str) -> bool:
        """Whether a cell says yes."""
        return self.text(row, meaning).lower() in _YES

    def is_nobody(self, row: TableRow) -> bool:
        """Whether a row names nobody and has no time: a foot, or a line between."""
        return not self.text(row, "name", "first", "last", "bib") and not self.has_time(row)

    def has_time(self, row: TableRow) -> bool:
        """Whether a row has a time in a column for one."""
        return any(self.split(row, column, quietly=True) for column in self.timed)

    def who(self, row: TableRow) -> tuple[str, ...]:
        """Return what tells one athlete from another in the rows of splits."""
        return tuple(
            self.text(row, each) for each in ("name", "last", "first", "bib", "lane", "role")
        )

    def race_of(self, row: TableRow) -> tuple[str, ...]:
        """Return what tells one race from another."""
        return tuple(clean(self.text(row, each)) for each in _OF_RACE)

    def race(
        self, key: tuple[str, ...], rows: Sequence[TableRow], runners: tuple[FoundRunner, ...]
    ) -> FoundRace:
        """Return the race that `race_of` told apart by `key`, with its rows and those in it."""
        race, event, heat, date = key or ("",) * len(_OF_RACE)
        first = rows[0] if rows else TableRow(0, ())
        above = [clean(each) for each in self.columns.above if each]
        title = race or " ".join(each for each in (event, heat and f"heat {heat}") if each)
        return FoundRace(
            title=title or (above[0] if above else ""),
            runners=runners,
            event=event or " ".join(above),
            distance=self._distance(rows),
            date=date,
            venue=clean(self.text(first, "venue")),
            line=clean(self.text(first, "line")),
            clock=clean(self.text(first, "clock")),
            lap=self._length(rows, "lap length"),
        )

    def _distance(self, rows: Sequence[TableRow]) -> Distance | None:
        """Our own export names the mark at the finish; others may have the distance in a column."""
        for row in rows if self.at("mark name") else ():
            if self.text(row, "mark name").lower() == "finish":
                return self.mark(row)[0]
        return self._length(rows, "distance")

    def _length(self, rows: Sequence[TableRow], meaning: str) -> Distance | None:
        text = next((t for row in rows[:1] if (t := self.text(row, meaning))), "")
        return length_of(text, decimal_comma=self.decimal_comma) if text else None

    def runner(self, row: TableRow) -> FoundRunner:
        """Return the athlete of a row, without splits."""
        whole_name = self.text(row, "name")
        parts = (self.text(row, "first"), self.text(row, "last"))
        finish, status = self._finish(row)
        time = finish.time if finish else None
        return FoundRunner(
            athlete=person(whole_name) if whole_name else clean(" ".join(parts)),
            finish=time,
            lane=whole(self.text(row, "lane")),
            bib=clean(self.text(row, "bib")),
            affiliation=clean(self.text(row, "affiliation")),
            place=whole(self.text(row, "place")),
            status=status or self.status(row),
            where=f"line {row.line}",
            role="pacer" if self.text(row, "role").lower() in {"pacer", "pacemaker"} else "athlete",
            offset=self._offset(row),
            finish_by_hand=bool(finish and finish.by_hand),
        )

    def named(self, head: str) -> FoundRunner:
        """Return the athlete whose times stand under `head`."""
        return FoundRunner(athlete=person(unguarded(head)))

    def status(self, row: TableRow) -> str:
        """Return what any cell that may hold it says of how the athlete came through."""
        said = self.texts(row, "status", "place")
        at_times = (text for i in self.timed if (text := row.cell(i))[:1].isalpha())
        return next((s for text in (*said, *at_times) if (s := status_of(text))), "")

    def status_in(self, row: TableRow, column: int) -> str:
        """Return the status that stands in one cell, empty for none."""
        return status_of(row.cell(column))

    def _finish(self, row: TableRow) -> tuple[FoundSplit | None, str]:
        for column in self.at("finish"):
            text = row.cell(column)
            if status_of(text):
                return None, status_of(text)
            split = self.split(row, column)
            if split is not None:
                return split, ""
        return None, ""

    def _offset(self, row: TableRow) -> Duration:
        text = self.text(row, "offset")
        if says_nothing(text):
            return Duration(0)
        value = time_of(text)
        if value is None:
            raise self.fault(row, self.at("offset")[0], TIME_FORMS)
        return value

    def mark(self, row: TableRow) -> tuple[Distance | None, bool]:
        """Return the mark of a row, and whether it is called the finish."""
        for column in self.at("mark"):
            text = row.cell(column)
            if text.lower() in {"finish", "end", "ziel", "total"}:
                return None, True
            if text:
                mark = length_of(text, decimal_comma=self.decimal_comma)
                if mark is None and text not in {"0", "0.0", "0.000"}:
                    raise self.fault(row, column, "a distance like 400 or 1609.344")
                return mark, self.text(row, "mark name").lower() == "finish"
        return None, False

    def split(
        self, row: TableRow, column: int, mark: Distance | None = None, *, quietly: bool = False
    ) -> FoundSplit | None:
        """Return the time in a cell, taken at `mark`; None where it says that there is none.

        Raise `FormatError` for anything else, or return None `quietly`.
        """
        text = row.cell(column)
        place = None
        time = time_of(text) if text[:1].isdecimal() else None
        if time is None:
            if says_nothing(text) or status_of(text):
                return None
            beside = _BESIDE.fullmatch(text)
            time = time_of(beside[1]) if beside else time_of(text)
            place = int(beside[2]) or None if beside and beside[2] else None
        if time is None and not quietly:
            raise self.fault(row, column, TIME_FORMS)
        if not time:
            return None
        by_hand = is_by_hand(text.partition("(")[0] if place else text)
        return FoundSplit(time, mark, None, place, f"line {row.line}", by_hand=by_hand)

    def detailed(self, row: TableRow, split: FoundSplit) -> FoundSplit:
        """Return a split with what the other cells of its own row say of it."""
        rank = whole(self.text(row, "rank"))
        place = split.place if rank is None else rank
        by_hand = split.by_hand or self.text(row, "source").lower() == "hand"
        estimated = self.says_yes(row, "estimated")
        return split._replace(place=place, estimated=estimated, by_hand=by_hand)

    def fault(self, row: TableRow, column: int, expected: str) -> FormatError:
        """Return the sentence for a cell that says something else than `expected`."""
        head = self.columns.heads[column] or str(column + 1)
        text = row.cell(column)
        shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
        where = f"{self.name}: line {row.line}, column {clean(head)[:_LONGEST_SHOWN]}"
        return FormatError(f'{where}: found "{clean(shown)}", expected {expected}')


def cells_of(name: str, columns: Columns, *, decimal_comma: bool) -> Cells:
    """Return the cells of a table called `name`."""
    places: dict[str, tuple[int, ...]] = {}
    for column, meaning in enumerate(columns.meanings):
        places[meaning] = (*places.get(meaning, ()), column)
    timed = [i for i, each in enumerate(columns.meanings) if each in _TIMES or ":" in each]
    return Cells(name, columns, decimal_comma, places, tuple(timed))


def unguarded(text: str) -> str:
    """Return a text without the sign that keeps a spreadsheet from running it as a formula."""
    return (
        text[1:]
        if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@", "\t", "\r", "\n")
        else text
    )
