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
from urllib.parse import quote

from app.language import tr
from app.storage import migrations
from app.storage.checksums import sum_of
from app.storage.failures import DamagedLibrary, LibraryError
from app.storage.folders import keep_names
from app.storage.writer_lock import WriterLock

APPLICATION_ID = 0x53504C54
"""`SPLT` in ASCII."""

FAILURES = (sqlite3.Error, OSError, OverflowError, ValueError, LibraryError)
"""What reading or writing a library may raise."""

BUSY_MS = 1000
_LOOKED_THROUGH = 65_536
_SIGN = b"TRIGGER events_come_in_order"
"""By these words a library is known whose header is damaged."""
_PLAUSIBLE_VERSION = 1000
_MAGIC = b"SQLite format 3\0"
_WAL_IS_SOUND = (3, 51, 3)

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
        older = _version(connection, path) < len(migrations.MIGRATIONS)
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
            _bring_up_to_date(connection, path)
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

    An empty file beside copies was a library once. The header is read once per file, before this process opens it by SQLite: closing a file
    drops every lock that the process holds on it, SQLite's among them.
    """
    with _verifying:
        try:
            found = path.stat()
        except FileNotFoundError:
            return False
        if not stat.S_ISREG(found.st_mode):
            raise LibraryError(
                tr("{path}: found a folder, expected a library of Splitline.", path=path)
            )
        if found.st_size == 0:
            _refuse_emptied(path)
            return False
        if (found.st_dev, found.st_ino) not in _verified:
            _verify(path)
            _verified.add((found.st_dev, found.st_ino))
        return True


def _refuse_emptied(path: Path) -> None:
    from app.storage.backups import newest

    if newest(path):
        raise DamagedLibrary(
            tr(
                "{path}: the library is damaged: found an empty file, and copies of a library.",
                path=path,
            )
        )


def _verify(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(_LOOKED_THROUGH)
    application = int.from_bytes(start[68:72]) if start.startswith(_MAGIC) else 0
    version = int.from_bytes(start[60:64])
    torn = application != APPLICATION_ID or version > _PLAUSIBLE_VERSION
    if torn and _SIGN in start:
        raise DamagedLibrary(tr("{path}: the library is damaged.", path=path))
    _refuse_strange(path, application, version)


def _refuse_strange(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID:
        raise LibraryError(
            tr(
                "{path}: found a file of another program, expected a library of Splitline.",
                path=path,
            )
        )
    if version > len(migrations.MIGRATIONS):
        raise LibraryError(
            tr(
                "{path}: found a library of a newer Splitline (format {version}), expected at "
                "most format {total}; use that version to open it.",
                path=path,
                version=version,
                total=len(migrations.MIGRATIONS),
            )
        )


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Ask again by SQLite: another file may have taken the place since its header was read."""
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    _refuse_strange(path, application, version)
    return version


def _connect(path: Path) -> sqlite3.Connection:
    """Open a file that is there: by its name alone SQLite would make an empty one."""
    name = quote(os.fsencode(path.absolute().as_posix()))
    uri = f"file://{'' if name.startswith('/') else '/'}{name}?mode=rw"
    connection = sqlite3.connect(uri, timeout=BUSY_MS / 1000, isolation_level=None, uri=True)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _choose_journal(connection: sqlite3.Connection) -> None:
    """Take what the file system allows: some know no shared memory, and then no WAL either."""
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != journal_mode():
        mode = connection.execute(f"PRAGMA journal_mode = {journal_mode()}").fetchone()[0]
    connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Take an older library to the format of today, with a copy of it kept as it was."""
    version = _version(connection, path)
    if version < len(migrations.MIGRATIONS):
        from app.storage.backups import before_migration

        before_migration(connection, path, version)
        _migrate(connection, version)


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    connection.create_function("sum_of", -1, sum_of)
    with transaction(connection):
        for migration in migrations.MIGRATIONS[version:]:
            for statement in migration:
                connection.execute(statement)
        if 0 < version < migrations.DERIVED_SINCE:
            from app.storage.derived import derive_all

            derive_all(connection)
        connection.execute(f"PRAGMA user_version = {len(migrations.MIGRATIONS)}")


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
    keep_names(path.parent)
