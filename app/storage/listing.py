"""What does the list of sessions show, and how is one found among many?

Lines, performances and words are derived from the events and from what the user wrote on a
session; they are written in the same transaction and can be made anew at any time.
"""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from app.storage.checksums import check, check_kinds, sum_of
from app.storage.sessions import Label, Performance, SessionSummary, storable

_LINE = (
    "session, coalesce(nullif(name, ''), title), kind, event, date, athletes, phase, result_ns,"
    " started_utc, created_utc, origin, venue, records, notes, binned_utc,"
    " by_hand"
)
_KINDS = "tttttttottttnttn"
_NEWEST_FIRST = " ORDER BY created_utc DESC, session DESC"


class Query(NamedTuple):
    """Which sessions are asked for. Empty fields ask for nothing; dates are `2026-11-21`.

    Each word has to begin a word of the title, the event, the date, the venue, the athletes or
    the notes, whatever its case and accents. With `binned` the bin is searched instead.
    """

    words: str = ""
    athlete: str = ""
    event: str = ""
    since: str = ""
    until: str = ""
    binned: bool = False
    kind: str = ""


def put_line(
    connection: sqlite3.Connection,
    summary: SessionSummary,
    performances: Sequence[Performance],
    label: Label,
) -> None:
    """Store the line of a session and what is found by it in the place of those before."""
    athletes = [storable(each) for each in summary.athletes]
    connection.execute(
        "INSERT INTO summary VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '', ?)"
        " ON CONFLICT (session) DO UPDATE SET title = excluded.title, kind = excluded.kind,"
        " event = excluded.event, date = excluded.date, venue = excluded.venue,"
        " athletes = excluded.athletes, phase = excluded.phase, result_ns = excluded.result_ns,"
        " started_utc = excluded.started_utc, records = excluded.records,"
        " by_hand = excluded.by_hand",
        (
            summary.id,
            storable(summary.title),
            storable(summary.kind),
            storable(summary.event),
            storable(summary.date),
            storable(summary.venue),
            msgspec.json.encode(athletes).decode(),
            summary.phase,
            summary.result,
            summary.started_utc,
            summary.created_utc,
            summary.origin,
            summary.records,
            summary.by_hand,
        ),
    )
    _put_performances(connection, summary.id, performances)
    relabel(connection, summary.id, label)


def put_length(connection: sqlite3.Connection, session: str, records: int) -> None:
    """Store how many records a session has."""
    connection.execute("UPDATE summary SET records = ? WHERE session = ?", (records, session))


def relabel(connection: sqlite3.Connection, session: str, label: Label) -> None:
    """Store what the user wrote in the line of a session, and what it is found by."""
    connection.execute(
        "UPDATE summary SET name = ?, notes = ?, binned_utc = ? WHERE session = ?",
        (storable(label.title), storable(label.notes), label.binned_utc, session),
    )
    number, *found_by, athletes = connection.execute(
        "SELECT number, name, title, event, date, venue, notes, athletes FROM summary"
        " WHERE session = ?",
        (session,),
    ).fetchone()
    text = " ".join((*found_by, *msgspec.json.decode(athletes, type=list[str])))
    known = connection.execute("SELECT text FROM words WHERE rowid = ?", (number,)).fetchone()
    if known is None:
        connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, text))
    elif known[0] != text:
        connection.execute("UPDATE words SET text = ? WHERE rowid = ?", (text, number))


def _put_performances(
    connection: sqlite3.Connection, session: str, performances: Sequence[Performance]
) -> None:
    connection.execute("DELETE FROM performances WHERE session = ?", (session,))
    connection.executemany(
        "INSERT INTO performances VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (session, place, storable(each.athlete), storable(each.event), *each[2:])
            for place, each in enumerate(performances, start=1)
        ),
    )


def label_of(connection: sqlite3.Connection, session: str) -> Label:
    """Return what the user wrote on a session, an empty label where nothing."""
    row = connection.execute(
        "SELECT title, notes, binned_utc, sum FROM labels WHERE session = ?", (session,)
    ).fetchone()
    return label_from(session, *row) if row else Label()


def label_from(session: str, title: str, notes: str, binned_utc: str, written: int) -> Label:
    """Return the label of a row; raise `LibraryError` for one that is not what was written."""
    check(f'Session "{session}", its notes', written, session, title, notes, binned_utc)
    return Label(title, notes, binned_utc)


def put_label(connection: sqlite3.Connection, session: str, label: Label) -> None:
    """Store what the user wrote on a session."""
    fields = (session, storable(label.title), storable(label.notes), label.binned_utc)
    connection.execute(
        "INSERT OR REPLACE INTO labels VALUES (?, ?, ?, ?, ?)", (*fields, sum_of(*fields))
    )


def lines(
    connection: sqlite3.Connection, query: Query, limit: int, offset: int
) -> tuple[SessionSummary, ...]:
    """Return the lines that `query` asks for, the newest first; with words, the last added first."""
    sql, values = asked(query)
    rows = connection.execute(sql, (*values, limit, offset))
    return tuple(_summary(row) for row in rows)


def asked(query: Query) -> tuple[str, list[str]]:
    """Return `query` in SQL with its values, before those of LIMIT and OFFSET.

    The lines are chosen in indexes alone, and only those that are shown are read.
    """
    words = _match(query.words)
    if words:
        return _asked_by_words(query, words)
    where, values = _conditions(query)
    where.append("binned_utc <> ''" if query.binned else "binned_utc = ''")
    chosen = f"SELECT number AS chosen FROM summary WHERE {' AND '.join(where)}{_NEWEST_FIRST}"
    return _read_of(chosen, _NEWEST_FIRST), values


def _asked_by_words(query: Query, words: str) -> tuple[str, list[str]]:
    """The `+` keeps SQLite from looking for the words anew in every line that may be asked for."""
    of_bin = "SELECT number FROM summary WHERE binned_utc <> ''"
    where = [f"+words.rowid {'IN' if query.binned else 'NOT IN'} ({of_bin})"]
    conditions, values = _conditions(query)
    if conditions:
        numbers = f"SELECT number FROM summary WHERE {' AND '.join(conditions)}"
        where.append(f"+words.rowid IN ({numbers})")
    chosen = (
        "SELECT words.rowid AS chosen FROM words"
        f" WHERE words MATCH ? AND {' AND '.join(where)} ORDER BY words.rowid DESC"
    )
    return _read_of(chosen, " ORDER BY number DESC"), [words, *values]


def _read_of(chosen: str, order: str) -> str:
    limited = f"{chosen} LIMIT ? OFFSET ?"
    return f"SELECT {_LINE} FROM ({limited}) CROSS JOIN summary ON number = chosen{order}"


def under_way(
    connection: sqlite3.Connection, origin: str, kind: str, limit: int
) -> tuple[SessionSummary, ...]:
    """Return the sessions of a kind that were left running, the newest first; none from the bin."""
    rows = connection.execute(
        f"SELECT {_LINE} FROM summary WHERE phase = 'running' AND origin = ?"
        f" AND kind = ? AND binned_utc = ''{_NEWEST_FIRST} LIMIT ?",
        (origin, kind, limit),
    )
    return tuple(_summary(row) for row in rows)


def of_kind(
    connection: sqlite3.Connection, kind: str, athletes: Sequence[str]
) -> tuple[SessionSummary, ...]:
    """Return the sessions of a kind that any of the athletes was in, the newest first.

    None from the bin. The names are looked up in an index; there are at most as many as a session
    has athletes.
    """
    places = ", ".join("?" * len(athletes))
    rows = connection.execute(
        f"SELECT {_LINE} FROM summary WHERE session IN"
        f" (SELECT session FROM performances WHERE athlete IN ({places}))"
        f" AND kind = ? AND binned_utc = ''{_NEWEST_FIRST}",
        (*athletes, kind),
    )
    return tuple(_summary(row) for row in rows)


def count(connection: sqlite3.Connection, *, binned: bool) -> int:
    """Return how many sessions there are, in the bin or outside it."""
    in_bin: int = connection.execute(
        "SELECT count(*) FROM summary WHERE binned_utc <> ''"
    ).fetchone()[0]
    if binned:
        return in_bin
    all_of_them: int = connection.execute("SELECT count(*) FROM summary").fetchone()[0]
    return all_of_them - in_bin


def binned(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the ids of the sessions in the bin."""
    rows = connection.execute("SELECT session FROM summary WHERE binned_utc <> ''")
    return tuple(row[0] for row in rows)


def _conditions(query: Query) -> tuple[list[str], list[str]]:
    """Return what a line has to be. An athlete's performances have event and day of their session."""
    wanted = (
        ("event = ?", query.event),
        ("date >= ?", query.since),
        ("date <= ?", query.until),
    )
    where = [sign for sign, value in wanted if value]
    values = [value for _, value in wanted if value]
    if query.athlete:
        found = " AND ".join(("athlete = ?", *where))
        where = [f"session IN (SELECT session FROM performances WHERE {found})"]
        values = [query.athlete, *values]
    of_kind = ["kind = ?"] if query.kind else []
    return where + of_kind, values + [query.kind] * len(of_kind)


def _match(words: str) -> str:
    """Write what was typed as a query of FTS5: each word in quotes, so that no sign is one of its."""
    parts = ("".join(c if c.isalnum() else " " for c in words)).split()
    return " ".join(f'"{part}"*' for part in parts)


def _summary(row: tuple[object, ...]) -> SessionSummary:
    check_kinds("in the list of sessions", row, _KINDS)
    fields = list(row)
    fields[5] = tuple(msgspec.json.decode(str(row[5]), type=list[str]))
    return SessionSummary._make((*fields[:-1], bool(fields[-1])))
