import errno
import sqlite3
from pathlib import Path

import pytest

from app.storage.failures import LibraryError, failed, reason


def sqlite_error(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (sqlite_error("SQLITE_FULL"), "the disk is full"),
        (sqlite_error("SQLITE_BUSY"), "another program keeps the library locked"),
        (sqlite_error("SQLITE_BUSY_SNAPSHOT"), "another program keeps the library locked"),
        (sqlite_error("SQLITE_READONLY_DBMOVED"), "the library may not be written"),
        (sqlite_error("SQLITE_IOERR_WRITE"), "the disk reports an error"),
        (sqlite_error("SQLITE_ERROR"), "said by SQLite"),
        (sqlite3.ProgrammingError("Cannot operate."), "Cannot operate"),
        (OSError(errno.ENOSPC, "No space left"), "the disk is full"),
        (OSError(errno.EROFS, "Read-only"), "the library may not be written"),
        (OSError(errno.ENOLCK, "No locks"), f"[Errno {errno.ENOLCK}] No locks"),
        (OSError(), "OSError"),
        (LibraryError("Another Splitline is there."), "another Splitline is there"),
        (LibraryError("/a/b: found a folder."), "/a/b: found a folder"),
    ],
)
def test_that_every_failure_has_a_reason_in_plain_words(error: Exception, said: str) -> None:
    assert reason(error) == said


def test_that_a_failure_becomes_a_sentence_once() -> None:
    path = Path("races")
    sentence = failed(path, sqlite_error("SQLITE_FULL"))
    assert str(sentence) == "races: the disk is full."
    assert failed(path, sentence) is sentence
