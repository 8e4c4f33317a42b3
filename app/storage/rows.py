"""How do sessions, events and summaries stand in the tables?"""

import sqlite3
from collections.abc import Sequence

import msgspec

from app.domain.events import Record
from app.domain.times import Duration, Instant
from app.engine.clocks import Anchor
from app.engine.codec import CodecError, decode_event, encode_event
from app.storage.failures import LibraryError
from app.storage.sessions import (
    Resumption,
    SessionHead,
    SessionSummary,
    StoredSession,
    storable,
    utc_text,
)

STATION = "main"
"""The only place of timing so far; the column keeps room for several laptops at one race."""


def put_head(connection: sqlite3.Connection, head: SessionHead) -> None:
    """Store a session that is not there yet."""
    connection.execute(
        "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?)",
        (head.id, utc_text(head.anchor.wall_utc_ns), *head.anchor, head.origin),
    )


def put_resumption(connection: sqlite3.Connection, session: str, resumption: Resumption) -> None:
    """Store that a session went on after a restart, once."""
    connection.execute(
        "INSERT OR IGNORE INTO resumptions VALUES (?, ?, ?, ?, ?, ?, ?)",
        (session, *resumption.anchor, resumption.offset, resumption.uncertainty),
    )


def put_events(connection: sqlite3.Connection, session: str, records: Sequence[Record]) -> None:
    """Store records, which go on from those that are there."""
    connection.executemany(
        "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((session, STATION, each.seq, each.command, each.at, *_written(each)) for each in records),
    )


def _written(record: Record) -> tuple[str, str]:
    kind, body = encode_event(record.event)
    return kind, body.decode()


def put_summary(connection: sqlite3.Connection, summary: SessionSummary) -> None:
    """Store the line of a session in the place of the one before."""
    connection.execute(
        "INSERT OR REPLACE INTO summary VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            summary.id,
            storable(summary.title),
            storable(summary.kind),
            storable(summary.event),
            storable(summary.date),
            msgspec.json.encode([storable(each) for each in summary.athletes]).decode(),
            summary.phase,
            summary.result,
            summary.started_utc,
        ),
    )


def stored_of(connection: sqlite3.Connection, session: str, records: Sequence[Record]) -> int:
    """Return how many of `records` are stored; raise `LibraryError` where others are."""
    rows = connection.execute(
        "SELECT seq, command, at, kind, body FROM events"
        " WHERE session = ? AND station = ? ORDER BY seq",
        (session, STATION),
    ).fetchall()
    ours = [(each.seq, each.command, each.at, *_written(each)) for each in records[: len(rows)]]
    if rows != ours:
        raise LibraryError(f'another Splitline has gone on with the session "{session}".')
    return len(rows)


def head_of(connection: sqlite3.Connection, session: str) -> SessionHead | None:
    """Return what is stored of a session beside its events, None where it is not known."""
    row = connection.execute(
        "SELECT anchor_at, anchor_wall_utc_ns, anchor_boot_id, anchor_clock, origin"
        " FROM sessions WHERE id = ?",
        (session,),
    ).fetchone()
    return SessionHead(session, Anchor(*row[:4]), row[4]) if row else None


def records_of(connection: sqlite3.Connection, session: str) -> tuple[Record, ...]:
    """Return the records of a session in order; raise `LibraryError` for one that is damaged."""
    rows = connection.execute(
        "SELECT seq, command, at, kind, body FROM events"
        " WHERE session = ? AND station = ? ORDER BY seq",
        (session, STATION),
    )
    return tuple(_record(session, *row) for row in rows)


def _record(session: str, seq: int, command: int, at: int, kind: str, body: str) -> Record:
    try:
        return Record(seq, command, Instant(at), decode_event(kind, body))
    except CodecError as error:
        raise LibraryError(f'Session "{session}", event {seq}: {error}.') from None


def stored_session(connection: sqlite3.Connection, session: str) -> StoredSession | None:
    """Return everything about a session, None where it is not known."""
    head = head_of(connection, session)
    if head is None:
        return None
    rows = connection.execute(
        "SELECT anchor_at, anchor_wall_utc_ns, anchor_boot_id, anchor_clock, offset_ns,"
        " uncertainty_ns FROM resumptions WHERE session = ? ORDER BY anchor_wall_utc_ns, anchor_at",
        (session,),
    )
    resumptions = tuple(
        Resumption(Anchor(*row[:4]), Duration(row[4]), Duration(row[5])) for row in rows
    )
    return StoredSession(head, records_of(connection, session), resumptions)


def summaries(connection: sqlite3.Connection) -> tuple[SessionSummary, ...]:
    """Return the lines of all sessions, the newest first."""
    rows = connection.execute(
        "SELECT id, title, kind, event, date, athletes, phase, result_ns, started_utc,"
        " created_utc, origin FROM sessions JOIN summary ON session = id"
        " ORDER BY created_utc DESC, id DESC"
    )
    return tuple(
        SessionSummary._make((*row[:5], tuple(msgspec.json.decode(row[5])), *row[6:]))
        for row in rows
    )
