"""What is derived from the events of a session, and how is it made anew?"""

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from app.domain.state import SessionState
from app.storage import listing, rows
from app.storage.failures import LibraryError
from app.storage.sessions import (
    Performance,
    SessionHead,
    SessionSummary,
    performances,
    summarise,
)
from app.storage.soundness import any_state_of

if TYPE_CHECKING:
    from app.engine.kinds import AnyState


class Derived(NamedTuple):
    """What the list shows of a session, and what each athlete did in it."""

    summary: SessionSummary
    performances: tuple[Performance, ...]

    def shows_as(self, other: "Derived") -> bool:
        """Whether the list shows the same, whatever the number of records."""
        mine = self.summary._replace(records=other.summary.records)
        return (mine, self.performances) == other


def derive(head: SessionHead, state: "AnyState") -> Derived:
    """Return what follows from a session that stands at `state`."""
    if isinstance(state, SessionState):
        return Derived(summarise(head, state), performances(head, state))
    from app.storage.training_line import summarise_training, training_performances

    return Derived(summarise_training(head, state), training_performances(head, state))


def put_derived(connection: sqlite3.Connection, derived: Derived) -> None:
    """Store what is derived of a session, with what the user wrote on it."""
    label = listing.label_of(connection, derived.summary.id)
    listing.put_line(connection, *derived, label)


def derive_anew(connection: sqlite3.Connection, session: str) -> None:
    """Make the line of one session anew; raise `LibraryError` when its events are damaged.

    A session without events has none.
    """
    stored = rows.stored_session(connection, session)
    if stored is not None and stored.records:
        put_derived(connection, derive(stored.head, any_state_of(stored.records)))


def derive_all(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Make all that is derived anew; return the sessions whose events are damaged.

    Their lines stay as they are, so that they can be found.
    """
    damaged = []
    for session in session_ids(connection):
        try:
            derive_anew(connection, session)
        except LibraryError:
            damaged.append(session)
    return tuple(damaged)


def session_ids(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the ids of all sessions, the oldest first."""
    rows_ = connection.execute("SELECT id FROM sessions ORDER BY created_utc, id")
    return tuple(row[0] for row in rows_)
