"""What do the laps of a watch say? Times from the start, with the distances it believes in.

Times are nanoseconds, distances millimetres. A watch knows no marks: what it measured is kept as
measured, and `lap_marks.py` proposes the marks.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.times import NS_PER_S, Duration, format_time
from app.formats.file_text import FormatError
from app.formats.results.found import Found, FoundRace, FoundRunner, FoundSplit

MOST_LAPS = 1000
LARGEST = 20 * 1024 * 1024
_LONGEST = Duration(1_000_000 * NS_PER_S)
_FURTHEST = Distance(1_000_000_000)
_LONGEST_TEXT = 80
_NUMBER = re.compile(r"\+?[0-9]{1,12}(?:\.[0-9]{0,20})?(?:[eE][+-]?[0-9]{1,2})?")
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,20}(?:Z|[+-][0-9]{2}:[0-9]{2})?")


class WatchLap(NamedTuple):
    """One lap; `distance` is None where the watch gave none, `where` its place in the file."""

    duration: Duration
    distance: Distance | None
    where: str


class Recording(NamedTuple):
    """A run as a watch kept it. `started` is None where it did not know the date.

    `kind` says what was recorded, as in `Track run`; `local` whether `started` is the time of day
    at the place of the run, and not that of Greenwich.
    """

    kind: str
    laps: tuple[WatchLap, ...]
    started: datetime | None = None
    local: bool = False
    athlete: str = ""


def refuse_large(content: bytes, name: str) -> None:
    """Raise `FormatError` for what no watch has written: nothing at all, or far too much."""
    if not content:
        raise FormatError(f"{name}: found an empty file, expected the recording of a watch")
    if len(content) > LARGEST:
        most = f"at most {LARGEST >> 20} MB"
        raise FormatError(f"{name}: found {len(content) >> 20} MB, expected {most}")


def found_in(
    name: str, form: str, recordings: Sequence[Recording], notes: Iterable[str] = ()
) -> Found:
    """Return the recordings of a file as races of one runner each.

    Raises `FormatError` where a run is longer than any race.
    """
    races = tuple(_race(name, each) for each in recordings)
    left_out = (note for each in recordings for note in _left_out(each))
    return Found(form, races, (*notes, *left_out))


def _race(name: str, recording: Recording) -> FoundRace:
    runner = FoundRunner(plain(recording.athlete), _splits(name, recording.laps))
    begun = recording.started
    if begun is None:
        return FoundRace(recording.kind, (runner,))
    time_of_day = begun.strftime("%H:%M:%S") + ("" if recording.local else "Z")
    day = begun.date().isoformat()
    return FoundRace(f"{recording.kind} {day}", (runner,), date=day, started=time_of_day)


def _splits(name: str, laps: Sequence[WatchLap]) -> tuple[FoundSplit, ...]:
    """Add up the laps; after one without a distance nobody knows how far it is from the start."""
    time, measured = Duration(0), Distance(0)
    known = True
    splits: list[FoundSplit] = []
    for lap in laps:
        time = Duration(time + lap.duration)
        known = known and lap.distance is not None
        measured = Distance(measured + (lap.distance or 0))
        if time > _LONGEST or measured > _FURTHEST:
            found = f"{time // NS_PER_S:,} s and {measured // 1_000_000:,} km from the start"
            raise FormatError(f"{name}: {lap.where}: found {found}, expected those of a race")
        if lap.duration > 0:
            splits.append(FoundSplit(time, None, measured if known else None, where=lap.where))
    return tuple(splits)


def _left_out(recording: Recording) -> list[str]:
    none = [lap.where for lap in recording.laps if lap.duration <= 0]
    return [f"No time passed in {listed(none)}; it is left out."] if none else []


def listed(places: Sequence[str], most: int = 4) -> str:
    """Write places as in a sentence, the first few of them: `lap 1, lap 2 and 5 more`."""
    if len(places) > most:
        return f"{', '.join(places[:most])} and {len(places) - most} more"
    return " and ".join(part for part in (", ".join(places[:-1]), *places[-1:]) if part)


def paused(laps: Sequence[tuple[str, Duration]]) -> list[str]:
    """Return what to say of laps, each with the time for which the watch stood still in it."""
    return [
        f"The watch was paused for {format_time(pause)} in {where}; the time went on."
        for where, pause in laps[:4]
    ]


def plain(text: str) -> str:
    """Return a name as one printable line of sensible length."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line[:_LONGEST_TEXT].strip()


def moment(seconds_utc: int, ahead: int = 0) -> datetime:
    """Return the time of day at a place `ahead` of Greenwich (s); `seconds_utc` counts from 1970."""
    return datetime.fromtimestamp(seconds_utc + ahead, UTC)


def whole_units(text: str, places: int, most: int) -> int | None:
    """Read a decimal number as whole units of 10**-`places`, None where it is no number.

    `most` is the largest number that makes sense; anything beyond it is none either.
    """
    if not _NUMBER.fullmatch(text):
        return None
    value = Decimal(text)
    if value > most:
        return None
    return int((value.scaleb(places)).to_integral_value(ROUND_HALF_EVEN))


def stamp(text: str) -> datetime | None:
    """Read the time stamp of an XML file, None where it is none; without a zone it is UTC."""
    if not _STAMP.fullmatch(text.strip()):
        return None
    try:
        read = datetime.fromisoformat(text.strip())
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
