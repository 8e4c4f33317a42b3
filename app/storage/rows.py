"""How do sessions, events and summaries stand in the tables?"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from app.domain.events import Record
from app.domain.times import Duration, Instant
from app.engine.clocks import Anchor
from app.engine.codec import CodecError, decode_event, encode_event
from app.language import tr
from app.storage.checksums import check, check_kinds, sum_of
from app.storage.failures import DamagedLibrary, LibraryError
from app.storage.sessions import (
    Resumption,
    SessionHead,
    StoredSession,
    utc_text,
)

STATION = "main"
"""The only place of timing so far; the column keeps room for several laptops at one race."""


def put_head(connection: sqlite3.Connection, head: SessionHead) -> None:
    """Store a session that is not there yet."""
    fields = (head.id, utc_text(head.anchor.wall_utc_ns), *head.anchor, head.origin)
    connection.execute(
        "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*fields, sum_of(*fields))
    )


def put_resumption(connection: sqlite3.Connection, session: str, resumption: Resumption) -> None:
    """Store that a session went on after a restart, once."""
    fields = (session, *resumption.anchor, resumption.offset, resumption.uncertainty)
    connection.execute(
        "INSERT OR IGNORE INTO resumptions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*fields, sum_of(*fields)),
    )


def put_events(connection: sqlite3.Connection, session: str, records: Sequence[Record]) -> None:
    """Store records, which go on from those that are there."""
    connection.executemany(
        "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (_row(session, each) for each in records),
    )


def _row(session: str, record: Record) -> tuple[str | int, ...]:
    place = (session, STATION, record.seq, record.command, record.at)
    written = _written(record)
    return (*place, *written, sum_of(*place, *written))


def _written(record: Record) -> tuple[str, str]:
    kind, body = encode_event(record.event)
    return kind, body.decode()


def stored_of(connection: sqlite3.Connection, session: str, records: Sequence[Record]) -> int:
    """Return how many of `records` are stored; raise `LibraryError` where others are."""
    rows = _rows(connection, session)
    ours = [(each.seq, each.command, each.at, *_written(each)) for each in records[: len(rows)]]
    if [row[:-1] for row in rows] != ours:
        for seq, *fields, written in rows:
            check(_event(session, seq), written, session, STATION, seq, *fields)
        raise LibraryError(
            tr('another Splitline has gone on with the session "{session}".', session=session)
        )
    return len(rows)


def _rows(connection: sqlite3.Connection, session: str) -> list[tuple[Any, ...]]:
    """Read all at once: a record that is refused must not leave a statement open."""
    return connection.execute(
        "SELECT seq, command, at, kind, body, sum FROM events"
        " WHERE session = ? AND station = ? ORDER BY seq",
        (session, STATION),
    ).fetchall()


def _event(session: str, seq: int) -> str:
    return tr('Session "{session}", event {seq}', session=session, seq=seq)


def head_of(connection: sqlite3.Connection, session: str) -> SessionHead | None:
    """Return what is stored of a session beside its events, None where it is not known."""
    row = connection.execute(
        "SELECT created_utc, anchor_at, anchor_wall_utc_ns, anchor_boot_id, anchor_clock, origin,"
        " sum FROM sessions WHERE id = ?",
        (session,),
    ).fetchone()
    return head_from(session, *row) if row else None


def head_from(
    session: str,
    created: str,
    at: int,
    wall: int,
    boot: str,
    clock: str,
    origin: str,
    *written: int | None,
) -> SessionHead:
    """Return the head of a row; raise `LibraryError` for one that is not what was written.

    `written` is its checksum of then, left out for a row of a library of format 1.
    """
    for each in written:
        fields = (session, created, at, wall, boot, clock, origin)
        check(tr('Session "{session}", its clock', session=session), each, *fields)
    return SessionHead(session, Anchor(Instant(at), wall, boot, clock), origin)


def resumption_from(
    session: str,
    at: int,
    wall: int,
    boot: str,
    clock: str,
    offset: int,
    uncertainty: int,
    *written: int | None,
) -> Resumption:
    """Return the resumption of a row, as `head_from` does a head."""
    for each in written:
        fields = (session, at, wall, boot, clock, offset, uncertainty)
        check(tr('Session "{session}", its clock after a restart', session=session), each, *fields)
    return Resumption(
        Anchor(Instant(at), wall, boot, clock), Duration(offset), Duration(uncertainty)
    )


def records_of(connection: sqlite3.Connection, session: str) -> tuple[Record, ...]:
    """Return the records of a session in order; raise `LibraryError` for one that is damaged."""
    return tuple(record_of(session, *row) for row in _rows(connection, session))


def record_of(
    session: str, seq: int, command: int, at: int, kind: str, body: str, *written: int | None
) -> Record:
    """Return the record of a row, as `head_from` does a head."""
    for each in written:
        check(_event(session, seq), each, session, STATION, seq, command, at, kind, body)
    try:
        return Record(seq, command, Instant(at), decode_event(kind, body))
    except CodecError as error:
        raise LibraryError(f"{_event(session, seq)}: {error}.") from None


def stored_session(connection: sqlite3.Connection, session: str) -> StoredSession | None:
    """Return everything about a session as it is at one moment, None where it is not known."""
    with _at_one_moment(connection):
        return _stored_session(connection, session)


@contextmanager
def _at_one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Read nothing that is written meanwhile: what is read in several steps has to fit together."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _stored_session(connection: sqlite3.Connection, session: str) -> StoredSession | None:
    head = head_of(connection, session)
    if head is None:
        return None
    rows = connection.execute(
        "SELECT anchor_at, anchor_wall_utc_ns, anchor_boot_id, anchor_clock, offset_ns,"
        " uncertainty_ns, sum FROM resumptions WHERE session = ?"
        " ORDER BY anchor_wall_utc_ns, anchor_at",
        (session,),
    )
    resumptions = tuple(resumption_from(session, *row) for row in rows)
    records = records_of(connection, session)
    _check_complete(connection, session, records)
    return StoredSession(head, records, resumptions)


def _check_complete(
    connection: sqlite3.Connection, session: str, records: Sequence[Record]
) -> None:
    """A damaged page may hide the rows behind it without a word; the list says how many there are."""
    row = connection.execute("SELECT records FROM summary WHERE session = ?", (session,)).fetchone()
    if row is not None:
        check_kinds(tr("where the list says how many records there are"), row, "n")
    expected = max(row[0] if row else 0, records[-1].seq if records else 0)
    if len(records) < expected:
        raise DamagedLibrary(
            tr(
                'Session "{session}": found {total} records, expected {expected}.',
                session=session,
                total=len(records),
                expected=expected,
            )
        )


def sessions_with_official_times(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the ids of the sessions that hold an official time, the oldest first."""
    rows = connection.execute(
        "SELECT id FROM sessions WHERE id IN"
        " (SELECT session FROM events WHERE kind = 'official_given') ORDER BY created_utc, id"
    )
    return tuple(row[0] for row in rows)
