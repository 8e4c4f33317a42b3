"""Who was timed, and what is the best that each has done?"""

import sqlite3
from typing import Any, NamedTuple

from app.domain.course import Distance
from app.domain.times import Duration
from app.storage.checksums import check_kinds


class Best(NamedTuple):
    """The fastest finish of an athlete in one event; `session` is where it was run."""

    athlete: str
    event: str
    distance: Distance
    time: Duration
    date: str
    by_hand: bool
    session: str


class Finish(NamedTuple):
    """A finish of an athlete, with the race it was run in."""

    event: str
    distance: Distance
    time: Duration
    date: str
    by_hand: bool
    session: str
    title: str


def finishes(connection: sqlite3.Connection, athlete: str, since: str) -> tuple[Finish, ...]:
    """Return every finish of an athlete since a day, the oldest first; none from the bin."""
    rows = connection.execute(
        "SELECT p.event, p.distance_mm, p.time_ns, p.date, p.by_hand, p.session,"
        " coalesce(nullif(s.name, ''), s.title)"
        " FROM performances AS p JOIN summary AS s ON s.session = p.session"
        " WHERE p.athlete = ? AND p.time_ns IS NOT NULL AND p.date >= ? AND s.binned_utc = ''"
        " ORDER BY p.date, p.session",
        (athlete, since),
    )
    return tuple(_finish(row) for row in rows)


def _finish(row: tuple[Any, ...]) -> Finish:
    check_kinds("among the performances", row, "tnntntt")
    event, distance, time, date, by_hand, session, title = row
    return Finish(event, Distance(distance), Duration(time), date, bool(by_hand), session, title)


def best_times(connection: sqlite3.Connection, athlete: str, since: str) -> tuple[Best, ...]:
    """Return the best of an athlete in each event, since a day, from shortest to longest.

    Sessions in the bin do not count. Whoever is written in capitals is the same person.
    """
    rows = connection.execute(
        "SELECT athlete, event, distance_mm, min(time_ns), date, by_hand, session"
        " FROM performances"
        " WHERE athlete = ? AND time_ns IS NOT NULL AND date >= ?"
        " AND session NOT IN (SELECT session FROM summary WHERE binned_utc <> '')"
        " GROUP BY event, distance_mm ORDER BY distance_mm, event",
        (athlete, since),
    )
    return tuple(_best(row) for row in rows)


def _best(row: tuple[Any, ...]) -> Best:
    check_kinds("among the performances", row, "ttnntnt")
    athlete, event, distance, time, date, by_hand, session = row
    return Best(athlete, event, Distance(distance), Duration(time), date, bool(by_hand), session)


def athletes_like(connection: sqlite3.Connection, beginning: str, limit: int) -> tuple[str, ...]:
    """Return the athletes whose name begins so, in the order of the alphabet."""
    plain = beginning.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = connection.execute(
        "SELECT DISTINCT athlete FROM performances WHERE athlete LIKE ? ESCAPE '\\'"
        " ORDER BY athlete LIMIT ?",
        (f"{plain}%", limit),
    )
    return tuple(row[0] for row in rows)
