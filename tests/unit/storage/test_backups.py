import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.storage import backups, schema
from app.storage.failures import LibraryError
from app.storage.library import Library
from tests.unit.storage.record_strategies import ANCHOR, race

OLD_SCHEMAS = Path(__file__).parent / "schemas"


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "library.splitline"
    assert Library(path).add("a", ANCHOR, race(60, 121), "test")
    return path


def names(library: Path) -> list[str]:
    return sorted(each.name for each in backups.folder_of(library).iterdir())


def test_that_a_copy_is_a_library_with_everything_in_it(stored: Path) -> None:
    copy = backups.daily(stored, "2026-11-21")
    assert copy is not None
    assert Library(copy).records("a") == race(60, 121)
    assert names(stored) == ["library-2026-11-21.splitline"]


def test_that_a_day_has_one_copy_and_nothing_gives_none(stored: Path, tmp_path: Path) -> None:
    assert backups.daily(stored, "2026-11-21") is not None
    assert backups.daily(stored, "2026-11-21") is None
    assert backups.daily(tmp_path / "nowhere" / "library.splitline", "2026-11-21") is None


def test_that_a_week_is_kept_and_the_first_of_each_month_before(stored: Path) -> None:
    first = date(2026, 8, 30)
    for day in range(40):
        assert backups.daily(stored, (first + timedelta(day)).isoformat()) is not None
    kept = [each.removeprefix("library-").removesuffix(".splitline") for each in names(stored)]
    week = [(date(2026, 10, 2) + timedelta(n)).isoformat() for n in range(7)]
    assert kept == ["2026-08-30", "2026-09-01", "2026-10-01", *week]


def test_that_a_copy_is_made_while_a_race_is_being_written(stored: Path) -> None:
    with closing(schema.connect_for_writing(stored)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        copy = backups.daily(stored, "2026-11-21")
        writing.execute("ROLLBACK")
    assert copy is not None
    assert Library(copy).records("a") == race(60, 121)


def test_that_a_damaged_library_takes_no_copy_s_place(stored: Path) -> None:
    content = bytearray(stored.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    stored.write_bytes(content)
    with pytest.raises(LibraryError):
        backups.daily(stored, "2026-11-22")
    assert not backups.folder_of(stored).exists() or names(stored) == []


def test_that_an_older_library_is_kept_as_it_was_before_it_is_changed(tmp_path: Path) -> None:
    old = tmp_path / "library.splitline"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((OLD_SCHEMAS / "1.sql").read_text(encoding="utf-8"))
    assert Library(old).records("a") == race(60, 121)
    copy = backups.folder_of(old) / "library-format-1.splitline"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (4,)
