"""Which sessions are there, and what is in them?

Every call opens the library for itself, briefly: it may be read while a window writes. All errors
are `LibraryError`s of one sentence.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from app.domain.events import Record
from app.engine.clocks import Anchor
from app.storage import rows, schema
from app.storage.failures import LibraryError, failed
from app.storage.sessions import SessionHead, SessionSummary, StoredSession, storable, summarise
from app.storage.soundness import race_of, state_of
from app.storage.writer_lock import WriterLock

_T = TypeVar("_T")
_FAILURES = (sqlite3.Error, OSError, OverflowError, ValueError)


class Library:
    """The library at one path; there need be no file yet."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened."""
        self.path = path

    def summaries(self) -> tuple[SessionSummary, ...]:
        """Return the line of every session, the newest first; none where there is no library."""
        return self._read(rows.summaries) or ()

    def session(self, session_id: str) -> StoredSession:
        """Return everything stored about a session; raise `LibraryError` for an unknown one."""
        name = storable(session_id)
        found = self._read(lambda connection: rows.stored_session(connection, name))
        if found is None:
            raise LibraryError(f'There is no session "{name}" in {self.path}.')
        return found

    def records(self, session_id: str) -> tuple[Record, ...]:
        """Return the journal of a session as it is, commands taken back included."""
        return self.session(session_id).records

    def anchor(self, session_id: str) -> Anchor:
        """Return where the session's clock stood against wall time when it was opened."""
        return self.session(session_id).head.anchor

    def knows(self, session_id: str) -> bool:
        """Whether there is a session with this id."""
        name = storable(session_id)
        return self._read(lambda connection: rows.head_of(connection, name)) is not None

    def add(self, session_id: str, anchor: Anchor, records: Sequence[Record], origin: str) -> bool:
        """Store a whole session, or nothing; a known id returns False and changes nothing.

        Records that make no race are refused, and so is any import while another process writes.
        """
        head = SessionHead(storable(session_id), anchor, storable(origin))
        summary = summarise(head, race_of(records))
        with self._writing() as connection:
            if rows.head_of(connection, head.id) is not None:
                return False
            rows.put_head(connection, head)
            rows.put_events(connection, head.id, records)
            rows.put_summary(connection, summary)
        return True

    def rebuild_summaries(self) -> int:
        """Derive every line of the list anew from the events; return how many there are."""
        with self._writing() as connection:
            ids = [row[0] for row in connection.execute("SELECT id FROM sessions").fetchall()]
            connection.execute("DELETE FROM summary")
            for session_id in ids:
                found = rows.stored_session(connection, session_id)
                if found is not None and found.records:
                    rows.put_summary(connection, summarise(found.head, state_of(found.records)))
        return len(ids)

    def _read(self, ask: Callable[[sqlite3.Connection], _T]) -> _T | None:
        try:
            connection = schema.connect_for_reading(self.path)
            if connection is None:
                return None
            with closing(connection):
                return ask(connection)
        except _FAILURES as error:
            raise failed(self.path, error) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with (
                WriterLock(self.path),
                closing(schema.connect_for_writing(self.path)) as connection,
                schema.transaction(connection),
            ):
                yield connection
        except _FAILURES as error:
            raise failed(self.path, error) from error
