"""Which sessions are there, and what is in them?

Every call opens the library for itself, briefly: it may be read while a window writes. All errors
are `LibraryError`s of one sentence.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from app.domain.events import Record
from app.engine.clocks import Anchor
from app.engine.kinds import RACE_KIND, TRAINING_KIND
from app.language import tr
from app.storage import listing, rows, schema
from app.storage.bests import Best, Finish, athletes_like, best_times, finishes
from app.storage.derived import Derived, derive, derive_all, put_derived
from app.storage.failures import LibraryError, failed
from app.storage.listing import Query
from app.storage.sessions import LIVE, Label, SessionHead, SessionSummary, StoredSession, storable
from app.storage.soundness import sound_state_of
from app.storage.writer_lock import WriterLock

_T = TypeVar("_T")


class Library:
    """The library at one path; there need be no file yet."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened."""
        self.path = path

    def summaries(self) -> tuple[SessionSummary, ...]:
        """Return the line of every session outside the bin, the newest first."""
        return self.find(Query())

    def find(self, query: Query, limit: int = -1, offset: int = 0) -> tuple[SessionSummary, ...]:
        """Return the lines that `query` asks for; none where there is no library."""
        return self._read(lambda it: listing.lines(it, query, limit, offset)) or ()

    def count(self, *, binned: bool = False) -> int:
        """Return how many sessions there are outside the bin, or in it."""
        return self._read(lambda it: listing.count(it, binned=binned)) or 0

    def under_way(self, limit: int = -1, kind: str = RACE_KIND) -> tuple[SessionSummary, ...]:
        """Return the sessions of a kind timed here that were left running, the newest first."""
        return self._read(lambda it: listing.under_way(it, LIVE, kind, limit)) or ()

    def trainings(self, athletes: Sequence[str]) -> tuple[SessionSummary, ...]:
        """Return the training sessions that any of the athletes was at, the newest first."""
        names = [storable(each) for each in athletes]
        return self._read(lambda it: listing.of_kind(it, TRAINING_KIND, names)) or ()

    def bests(self, athlete: str, since: str = "") -> tuple[Best, ...]:
        """Return the best time of an athlete in each event, since a day if one is given."""
        return self._read(lambda it: best_times(it, athlete, since)) or ()

    def finishes(self, athlete: str, since: str = "") -> tuple[Finish, ...]:
        """Return every finish of an athlete, since a day if one is given, the oldest first."""
        return self._read(lambda it: finishes(it, storable(athlete), since)) or ()

    def athletes(self, beginning: str = "", limit: int = -1) -> tuple[str, ...]:
        """Return who was timed, in the order of the alphabet, by how the name begins."""
        return self._read(lambda it: athletes_like(it, beginning, limit)) or ()

    def session(self, session_id: str) -> StoredSession:
        """Return everything stored about a session; raise `LibraryError` for an unknown one."""
        name = storable(session_id)
        found = self._read(lambda connection: rows.stored_session(connection, name))
        if found is None:
            raise LibraryError(
                tr('There is no session "{name}" in {path}.', name=name, path=self.path)
            )
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

    def sessions_with_official_times(self) -> tuple[str, ...]:
        """Return the ids of the sessions that hold an official time, the oldest first."""
        return self._read(rows.sessions_with_official_times) or ()

    def add(self, session_id: str, anchor: Anchor, records: Sequence[Record], origin: str) -> bool:
        """Store a whole session, or nothing; a known id returns False and changes nothing.

        Records that make no session are refused, and so is any import while another process writes.
        """
        return self.add_all(
            [StoredSession(SessionHead(session_id, anchor, origin), (*records,), ())]
        )[0]

    def add_all(self, sessions: Sequence[StoredSession]) -> tuple[bool, ...]:
        """Store whole sessions in one step, all or none; say of each whether it was new.

        A known id changes nothing. Refused is what `add` refuses.
        """
        heads = [SessionHead(storable(h.id), h.anchor, storable(h.origin)) for h, _, _ in sessions]
        derived = [
            derive(head, sound_state_of(s.records)) for head, s in zip(heads, sessions, strict=True)
        ]
        with self._writing() as connection:
            return tuple(
                _put_new(connection, head, session.records, each)
                for head, session, each in zip(heads, sessions, derived, strict=True)
            )

    def derive_all(self) -> tuple[str, ...]:
        """Make the list anew from the events; return the sessions whose events are damaged."""
        with self._writing() as connection:
            return derive_all(connection)

    def label(self, session_id: str) -> Label:
        """Return what the user wrote on a session."""
        name = storable(session_id)
        return self._read(lambda it: listing.label_of(it, name)) or Label()

    def set_label(self, session_id: str, label: Label) -> None:
        """Store what the user wrote on a session; raise `LibraryError` for an unknown one."""
        self.set_labels({session_id: label})

    def set_labels(self, labels: Mapping[str, Label]) -> None:
        """Store what the user wrote on sessions in one step; raise `LibraryError` for an unknown."""
        with self._writing() as connection:
            for session_id, label in labels.items():
                name = storable(session_id)
                if rows.head_of(connection, name) is None:
                    raise LibraryError(
                        tr('There is no session "{name}" in {path}.', name=name, path=self.path)
                    )
                listing.put_label(connection, name, label)
                listing.relabel(connection, name, label)

    def empty_bin(self) -> int:
        """Delete the sessions in the bin for good, events and all; return how many."""
        with self._writing() as connection:
            gone = listing.binned(connection)
            connection.executemany("DELETE FROM sessions WHERE id = ?", [(each,) for each in gone])
        return len(gone)

    def _read(self, ask: Callable[[sqlite3.Connection], _T]) -> _T | None:
        try:
            connection = schema.connect_for_reading(self.path)
            if connection is None:
                return None
            with closing(connection):
                return ask(connection)
        except schema.FAILURES as error:
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
        except schema.FAILURES as error:
            raise failed(self.path, error) from error


def _put_new(
    connection: sqlite3.Connection, head: SessionHead, records: Sequence[Record], derived: Derived
) -> bool:
    if rows.head_of(connection, head.id) is not None:
        return False
    rows.put_head(connection, head)
    rows.put_events(connection, head.id, records)
    put_derived(connection, derived)
    return True
