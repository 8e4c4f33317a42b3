"""What does a library look like inside, and is this file one that may be opened?

A library is one SQLite file. Its header carries an id of ours, so that no other file is ever
written to, and the number of the last migration, so that an older Splitline leaves a newer file
alone.
"""

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.storage.failures import LibraryError
from app.storage.writer_lock import WriterLock

APPLICATION_ID = 0x53504C54
"""`SPLT` in ASCII."""

BUSY_MS = 1000
_HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\0"
_WAL_IS_SOUND = (3, 51, 3)

_FIRST = (
    """CREATE TABLE sessions (
        id TEXT NOT NULL PRIMARY KEY,
        created_utc TEXT NOT NULL,
        anchor_at INTEGER NOT NULL,
        anchor_wall_utc_ns INTEGER NOT NULL,
        anchor_boot_id TEXT NOT NULL,
        anchor_clock TEXT NOT NULL,
        origin TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE resumptions (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        anchor_at INTEGER NOT NULL,
        anchor_wall_utc_ns INTEGER NOT NULL,
        anchor_boot_id TEXT NOT NULL,
        anchor_clock TEXT NOT NULL,
        offset_ns INTEGER NOT NULL,
        uncertainty_ns INTEGER NOT NULL,
        PRIMARY KEY (session, anchor_wall_utc_ns, anchor_at)
    ) WITHOUT ROWID""",
    """CREATE TABLE events (
        session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        station TEXT NOT NULL,
        seq INTEGER NOT NULL,
        command INTEGER NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (session, station, seq)
    ) WITHOUT ROWID""",
    """CREATE TABLE summary (
        session TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
        title TEXT NOT NULL,
        kind TEXT NOT NULL,
        event TEXT NOT NULL,
        date TEXT NOT NULL,
        athletes TEXT NOT NULL,
        phase TEXT NOT NULL,
        result_ns INTEGER,
        started_utc TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TRIGGER events_come_in_order BEFORE INSERT ON events
    WHEN NEW.seq IS NOT 1 + coalesce(
        (SELECT max(seq) FROM events WHERE session = NEW.session AND station = NEW.station), 0)
    BEGIN SELECT RAISE(ABORT, 'events come in order, each once'); END""",
    """CREATE TRIGGER events_never_change BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events never change'); END""",
    """CREATE TRIGGER events_go_with_their_session BEFORE DELETE ON events
    WHEN EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session)
    BEGIN SELECT RAISE(ABORT, 'events go only with their session'); END""",
    """CREATE TRIGGER sessions_never_change BEFORE UPDATE ON sessions
    BEGIN SELECT RAISE(ABORT, 'sessions never change'); END""",
    """CREATE TRIGGER resumptions_never_change BEFORE UPDATE ON resumptions
    BEGIN SELECT RAISE(ABORT, 'resumptions never change'); END""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST,)
"""Number n, counted from 1, leads from user_version n - 1 to n; none is ever changed."""

_verified: set[tuple[int, int]] = set()
_verifying = threading.Lock()
_preparing = threading.Lock()
"""The writer's lock keeps other processes away, this one the threads of our own."""


def connect_for_reading(path: Path) -> sqlite3.Connection | None:
    """Open the library to read it, None where there is none yet; raise `LibraryError`.

    An open for writing by SQLite itself is needed even so: a kill in mid-transaction leaves a
    journal that the next one to open the file has to roll back.
    """
    if not _is_library(path):
        return None
    connection = _connect(path)
    try:
        older = _version(connection, path) < len(MIGRATIONS)
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    if older:
        connection.close()
        with WriterLock(path):
            return connect_for_writing(path)
    return connection


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """Open the library to write, made or brought up to date where needed.

    The caller holds the writer's lock. Raises `LibraryError` for a file that is not ours or is
    newer, and leaves it untouched.
    """
    with _preparing:
        if not _is_library(path):
            _create(path)
        connection = _connect(path)
        try:
            _migrate(connection, _version(connection, path))
            _choose_journal(connection)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the write lock of SQLite from the first statement on; all of it counts, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def journal_mode() -> str:
    """Return how this SQLite should journal: `wal` from the version that resets it soundly."""
    return "wal" if sqlite3.sqlite_version_info >= _WAL_IS_SOUND else "delete"


def _is_library(path: Path) -> bool:
    """Whether a library lies at `path`; an empty file, or none, is a place for a new one.

    The header is read once per file, before this process opens it by SQLite: closing a file
    drops every lock that the process holds on it, SQLite's among them.
    """
    with _verifying:
        try:
            found = path.stat()
        except FileNotFoundError:
            return False
        if not stat.S_ISREG(found.st_mode):
            raise LibraryError(f"{path}: found a folder, expected a library of Splitline.")
        if found.st_size == 0:
            return False
        if (found.st_dev, found.st_ino) not in _verified:
            _verify(path)
            _verified.add((found.st_dev, found.st_ino))
        return True


def _verify(path: Path) -> None:
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    ours = int.from_bytes(header[68:72]) if header.startswith(_MAGIC) else 0
    _refuse_strange(path, ours, int.from_bytes(header[60:64]))


def _refuse_strange(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID:
        raise LibraryError(
            f"{path}: found a file of another program, expected a library of Splitline."
        )
    if version > len(MIGRATIONS):
        raise LibraryError(
            f"{path}: found a library of a newer Splitline (format {version}), expected at most "
            f"format {len(MIGRATIONS)}; use that version to open it."
        )


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Ask again by SQLite: another file may have taken the place since its header was read."""
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    _refuse_strange(path, application, version)
    return version


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _choose_journal(connection: sqlite3.Connection) -> None:
    """Take what the file system allows: some know no shared memory, and then no WAL either."""
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != journal_mode():
        mode = connection.execute(f"PRAGMA journal_mode = {journal_mode()}").fetchone()[0]
    connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    if version == len(MIGRATIONS):
        return
    with transaction(connection):
        for migration in MIGRATIONS[version:]:
            for statement in migration:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _create(path: Path) -> None:
    """Make the library beside its place and move it there whole: it is never half a library."""
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    new = Path(f"{path}.new")
    for left in (new, Path(f"{new}-journal")):
        left.unlink(missing_ok=True)
    connection = sqlite3.connect(new, isolation_level=None)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA synchronous = EXTRA")
        _migrate(connection, 0)
    finally:
        connection.close()
    new.replace(path)
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """See to it that the new file's name outlives a power cut too, where a folder can be synced."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
