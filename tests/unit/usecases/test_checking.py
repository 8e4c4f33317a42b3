from pathlib import Path

import pytest

from app.formats.session_json import SessionDocument, write_session
from app.resource_files import resource
from app.storage.library import Library
from app.usecases.checking import LIBRARY, RACE, SESSION, TARGETS, UNKNOWN, Checked, check_file
from tests.unit.formats.sessions import ANCHOR, live_mile


def test_that_a_shipped_file_is_known_for_what_it_is() -> None:
    race = check_file(resource("races/oxford-1954.toml"))
    assert race == Checked(RACE, "Roger Bannister · Oxford, 6 May 1954: 4 times, 2 targets", "")
    assert check_file(resource("targets/training.toml")) == Checked(TARGETS, "1 target", "")


def test_that_a_session_and_a_library_are_known(tmp_path: Path) -> None:
    session, library = tmp_path / "s.json", tmp_path / "library.splitline"
    session.write_bytes(write_session(SessionDocument("s", live_mile())))
    events = len(live_mile())
    assert check_file(session) == Checked(SESSION, f"Club mile: {events} events", "")
    Library(library).add("s", ANCHOR, live_mile(), "live")
    assert check_file(library) == Checked(LIBRARY, "1 session", "")


@pytest.mark.parametrize(
    ("name", "content", "kind", "why"),
    [
        ("a.toml", b"[[target]]\n", TARGETS, "format: found nothing"),
        ("a.txt", b'format = "splitline-targets"', TARGETS, "version: found nothing"),
        ("a.toml", b"x = 1", RACE, "format: found nothing"),
        ("a.txt", b" {}", SESSION, "format: found nothing"),
        ("a.json", b"x", SESSION, "line 1, column 1: found no JSON"),
        ("a.txt", b"hello", UNKNOWN, "found text of no known format"),
        ("a.bin", b"\0\1\2", UNKNOWN, "found a binary file, expected text"),
        ("a.toml", b"", UNKNOWN, "found an empty file, expected text"),
        ("a.toml", b"\xff\xfe", UNKNOWN, "line 1: found the byte 0xff, expected UTF-8"),
        ("a.db", b"SQLite format 3\0" + b"\0" * 100, LIBRARY, "found a file of another program"),
    ],
)
def test_that_what_is_wrong_with_a_file_is_said(
    tmp_path: Path, name: str, content: bytes, kind: str, why: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = check_file(path)
    assert found.kind == kind
    assert found.problem.startswith(f"{path}: {why}")


def test_that_a_missing_file_and_a_folder_are_problems(tmp_path: Path) -> None:
    assert "no such file" in check_file(tmp_path / "none.toml").problem
    assert "found a folder, expected a file" in check_file(tmp_path).problem
    assert check_file(tmp_path / ("x" * 5000)).problem.endswith("file name too long")
