"""How do the records of one session get into the library? By one connection, in one thread.

Owns the connection, the writer's lock and what it knows to be stored. Whatever fails, the next
`write` opens the library anew, looks what is really there and goes on from that.
"""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.events import Record, Restored, Voided
from app.engine.kinds import rules_of
from app.language import tr
from app.storage import listing, rows, schema
from app.storage.derived import Derived, derive, put_derived
from app.storage.failures import LibraryError
from app.storage.sessions import Resumption, SessionHead, StoredSession
from app.storage.writer_lock import WriterLock

if TYPE_CHECKING:
    from app.engine.kinds import AnyState

FAILURES = schema.FAILURES
"""What `write` raises when the library cannot be written."""


class SessionWriter:
    """Writes one session; used from one thread."""

    def __init__(self, library: Path, head: SessionHead, resumption: Resumption | None) -> None:
        """Name the session; nothing is opened before the first `write`."""
        self._library = library
        self._head = head
        self._resumption = resumption
        self._lock = WriterLock(library)
        self._connection: sqlite3.Connection | None = None
        self._introduced = False
        self._stored = 0
        self._file: os.stat_result | None = None
        self._state: AnyState | None = None
        self._folded = 0
        self._derived: Derived | None = None

    def write(self, records: Sequence[Record]) -> int:
        """Store all of `records` that the library lacks; return the number of the newest one.

        `records` are those of the whole session from the first, so that even a library that has
        been removed gets the whole race again. Raises one of `FAILURES` with nothing stored.
        """
        connection = self._connected(records)
        if self._derived is not None and self._stored == len(records):
            return self._stored
        state = self._folded_to(records)
        derived = derive(self._head, state) if state is not None else None
        with schema.transaction(connection):
            self._introduce(connection)
            rows.put_events(connection, self._head.id, records[self._stored :])
            self._derive(connection, derived, len(records))
        self._introduced = True
        self._derived = derived
        self._stored = len(records)
        return self._stored

    def disconnect(self) -> None:
        """Close the connection and keep the lock: nobody takes the library over in between."""
        self._derived = None
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.close()

    def mend(self, records: Sequence[Record]) -> str:
        """Put a new library in the place of a damaged one, with `records` in it; return the news.

        Raises `LibraryError` when it cannot be done.
        """
        from app.storage.recovery import recover

        self.disconnect()
        return str(recover(self._library, StoredSession(self._head, tuple(records), ())))

    def close(self) -> None:
        """Close the connection and give the lock back."""
        try:
            self.disconnect()
        finally:
            self._lock.release()

    def _connected(self, records: Sequence[Record]) -> sqlite3.Connection:
        """Return the connection, to the file that is at the library's place now."""
        if self._connection is not None and not self._is_in_place():
            self.disconnect()
        if self._connection is None:
            self._lock.acquire()
            self._connection = schema.connect_for_writing(self._library)
            self._file = self._library.stat()
            self._introduced = self._is_introduced(self._connection)
            self._stored = rows.stored_of(self._connection, self._head.id, records)
        return self._connection

    def _is_in_place(self) -> bool:
        """Whether nobody has removed the file: SQLite may write into a removed one for long."""
        try:
            return self._file is not None and os.path.samestat(self._file, self._library.stat())
        except FileNotFoundError:
            return False

    def _is_introduced(self, connection: sqlite3.Connection) -> bool:
        known = rows.head_of(connection, self._head.id)
        if known is not None and known != self._head:
            raise LibraryError(tr('another session has the name "{id}" already.', id=self._head.id))
        return known is not None

    def _introduce(self, connection: sqlite3.Connection) -> None:
        if not self._introduced:
            rows.put_head(connection, self._head)
        if self._resumption is not None:
            rows.put_resumption(connection, self._head.id, self._resumption)

    def _derive(
        self, connection: sqlite3.Connection, derived: Derived | None, records: int
    ) -> None:
        """Most presses change nothing that the list shows but how many records there are."""
        if derived is None:
            return
        if self._derived is not None and derived.shows_as(self._derived):
            listing.put_length(connection, self._head.id, records)
        else:
            put_derived(connection, derived)

    def _folded_to(self, records: Sequence[Record]) -> "AnyState | None":
        """Go on folding where the last write stopped: a batch costs what is new in it."""
        fresh, rules = records[self._folded :], rules_of(records)
        if any(isinstance(each.event, Voided | Restored) for each in fresh):
            self._state = rules.fold(records)
        else:
            for record in fresh:
                self._state = rules.evolve(self._state, record)
        self._folded = len(records)
        return self._state
