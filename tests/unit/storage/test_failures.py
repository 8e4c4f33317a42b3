import errno
import os
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
        (sqlite_error("SQLITE_READONLY_DIRECTORY"), "the library may not be written"),
        (sqlite_error("SQLITE_READONLY_DBMOVED"), "the library has been moved away"),
        (sqlite_error("SQLITE_IOERR_WRITE"), "the disk reports an error"),
        (sqlite_error("SQLITE_ERROR"), "said by SQLite"),
        (sqlite3.ProgrammingError("Cannot operate."), "Cannot operate"),
        (sqlite3.OperationalError("invalid fts5 file format"), "the library is damaged"),
        (sqlite3.OperationalError("no such column: body"), "the library is damaged"),
        (sqlite3.OperationalError("no such table: events"), "the library is damaged"),
        (sqlite3.OperationalError("table events has 7 columns but"), "the library is damaged"),
        (ValueError("JSON is malformed"), "the library is damaged"),
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


@pytest.mark.parametrize("name", ["SQLITE_IOERR_DELETE", "SQLITE_CANTOPEN", "SQLITE_READONLY"])
def test_that_a_folder_that_is_gone_is_named_whatever_sqlite_calls_it(
    tmp_path: Path, name: str
) -> None:
    library = tmp_path / "stick" / "library.splitline"
    assert reason(sqlite_error(name), library) == "the folder of the library is gone"
    assert str(failed(library, sqlite_error(name))).endswith("the folder of the library is gone.")


@pytest.mark.parametrize("name", ["SQLITE_IOERR_DELETE", "SQLITE_CANTOPEN"])
@pytest.mark.parametrize("what", ["folder", "file"])
def test_that_what_may_not_be_written_is_said_whatever_sqlite_calls_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, what: str
) -> None:
    library = tmp_path / "library.splitline"
    assert reason(sqlite_error("SQLITE_IOERR"), library) == "the disk reports an error"
    library.touch()
    assert reason(sqlite_error("SQLITE_IOERR"), library) == "the disk reports an error"
    barred = tmp_path if what == "folder" else library
    monkeypatch.setattr(os, "access", lambda path, _: path != barred)
    assert reason(sqlite_error(name), library) == "the library may not be written"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_that_a_folder_that_cannot_be_made_is_not_called_read_only(
    tmp_path: Path, number: int
) -> None:
    library = tmp_path / "stick" / "library.splitline"
    said = reason(OSError(number, "no"), library)
    assert said == "the folder of the library is gone and cannot be made anew"
    library.parent.mkdir()
    assert reason(OSError(number, "no"), library) == "the library may not be written"
