"""What was found in a file of results? Races with their runners and splits, none believed yet.

Times are nanoseconds since the start of the race, distances millimetres. What a file does not say
stays empty or None: a mark that it does not name is proposed by the course and confirmed by the
user (app/usecases/importing.py), never guessed by a reader.
"""

from typing import NamedTuple

from app.domain.course import Distance
from app.domain.times import Duration


class FoundSplit(NamedTuple):
    """One time on the way, counted from the start.

    `measured` is the distance that a watch believes in, which is no mark; `place` the position
    written beside the time; `where` the place in the file, for a sentence about it. `estimated`
    says that the file itself does not take the time for a reading. `turn` is which of the times on
    the way it is, counted from 1, where the file keeps a place for those it does not have; else 0. `by_hand` says
    that it was taken by hand: the file writes an `h` behind it, or names its source.
    """

    time: Duration
    mark: Distance | None = None
    measured: Distance | None = None
    place: int | None = None
    where: str = ""
    estimated: bool = False
    turn: int = 0
    by_hand: bool = False


class FoundRunner(NamedTuple):
    """One athlete with what was written of them; a start list has no times.

    `status` is `""`, `dnf`, `dns` or `dq`. `finish` is the result where the file keeps it apart
    from the splits; the splits may hold it as well. `missed` are marks that the file says were
    passed without a time; `role` is `athlete` or `pacer`, `offset` how long after the others this
    one started: times count from the own start. `finish_by_hand` is for `finish` what `by_hand` is
    for a split.
    """

    athlete: str
    splits: tuple[FoundSplit, ...] = ()
    finish: Duration | None = None
    lane: int | None = None
    bib: str = ""
    affiliation: str = ""
    place: int | None = None
    status: str = ""
    where: str = ""
    missed: tuple[Distance, ...] = ()
    role: str = "athlete"
    offset: Duration = Duration(0)
    finish_by_hand: bool = False


class FoundRace(NamedTuple):
    """One race, heat or recording. `event` is the text of the file; `date` is ISO or empty.

    `distance` is what the file itself says it is. `started` is the time of day, as written.
    `step` is there where the file says that it has a time every so far (every 100 m), `lap` where
    it says how long a lap is. `line` and `clock` are the reading and the basis of the times in the
    file's words: `finish-line`, `official`. `notes` are sentences of doubt about it.
    """

    title: str
    runners: tuple[FoundRunner, ...]
    event: str = ""
    distance: Distance | None = None
    date: str = ""
    venue: str = ""
    started: str = ""
    step: Distance | None = None
    lap: Distance | None = None
    line: str = ""
    clock: str = ""
    notes: tuple[str, ...] = ()


class FoundColumn(NamedTuple):
    """A column of a table of text: its head, the first cells, and what it was taken for.

    `meaning` is one of the meanings of the reader that found it; somebody may correct it and have
    the file read again.
    """

    head: str
    cells: tuple[str, ...]
    meaning: str


class Found(NamedTuple):
    """What one file holds. `form` names its format in words; `notes` are sentences of doubt."""

    form: str
    races: tuple[FoundRace, ...]
    notes: tuple[str, ...] = ()
    columns: tuple[FoundColumn, ...] = ()
