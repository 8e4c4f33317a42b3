import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.times import Duration
from app.storage import migrations, rows, schema
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.storage.listing import Query
from app.storage.migrations import MIGRATIONS
from app.storage.sessions import Label, Resumption
from tests.unit.storage.processes import held_elsewhere
from tests.unit.storage.record_strategies import ANCHOR, race

OLD_SCHEMAS = Path(__file__).parent / "schemas"
SHAPE = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.splitline"


@pytest.fixture
def stored(path: Path) -> Path:
    """A library that holds one race."""
    assert Library(path).add("a", ANCHOR, race(60, 121), "test")
    return path


def contents(folder: Path) -> dict[str, str]:
    return {
        each.name: hashlib.sha256(each.read_bytes()).hexdigest()
        for each in folder.iterdir()
        if each.is_file()
    }


def old_library(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((OLD_SCHEMAS / f"{version}.sql").read_text(encoding="utf-8"))


def test_that_a_library_says_in_its_header_what_it_is(stored: Path) -> None:
    header = stored.read_bytes()[:100]
    assert header[68:72] == b"SPLT"
    assert int.from_bytes(header[60:64]) == len(MIGRATIONS)


def test_that_missing_folders_are_made_and_nothing_is_left_beside_the_library(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a" / "b" / "library.splitline"
    schema.connect_for_writing(path).close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_that_an_empty_file_and_the_rest_of_a_broken_making_give_way_to_a_library(
    path: Path,
) -> None:
    path.touch()
    Path(f"{path}.new").write_bytes(b"half")
    assert schema.connect_for_reading(path) is None
    schema.connect_for_writing(path).close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("connect", [schema.connect_for_reading, schema.connect_for_writing])
def test_that_a_library_that_goes_while_it_is_opened_leaves_no_empty_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, connect: Callable[[Path], object]
) -> None:
    monkeypatch.setattr(schema, "_is_library", lambda _: True)
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        connect(path)
    assert not path.exists()


@pytest.mark.parametrize("name", ["a b.splitline", "50 %.splitline", "x?mode=memory", "#é'\udcff"])
def test_that_a_library_may_have_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path / name, Path(f"{name}2")):
        assert Library(path).add("a", ANCHOR, race(60, 121), "test")
        assert Library(path).records("a") == race(60, 121)
        assert path.stat().st_size > 0


def test_that_a_link_to_a_library_stays_a_link(tmp_path: Path) -> None:
    link, there = tmp_path / "link", tmp_path / "drive" / "library"
    link.symlink_to(there)
    schema.connect_for_writing(link).close()
    assert link.is_symlink()
    assert there.stat().st_size > 0


@pytest.mark.parametrize("content", [b"Dear diary", b"\0" * 200, b"SQLite format 3\0", b"x" * 5000])
def test_that_a_file_of_another_kind_is_refused_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for connect in (schema.connect_for_reading, schema.connect_for_writing):
        with pytest.raises(LibraryError, match="found a file of another program"):
            connect(path)
    assert contents(path.parent) == {path.name: hashlib.sha256(content).hexdigest()}


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_that_a_database_of_another_program_is_refused_untouched(path: Path, journal: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute("CREATE TABLE sessions (id)")
    before = contents(path.parent)
    for connect in (schema.connect_for_reading, schema.connect_for_writing):
        with pytest.raises(LibraryError, match="another program"):
            connect(path)
    assert contents(path.parent) == before


def test_that_a_foreign_database_in_the_place_of_a_known_library_is_refused(stored: Path) -> None:
    """The header is read once per file; a file that is rewritten in place is asked again."""
    foreign = stored.with_name("foreign")
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE sessions (id)")
    with stored.open("r+b") as file:
        file.truncate()
        file.write(foreign.read_bytes())
    for connect in (schema.connect_for_reading, schema.connect_for_writing):
        with pytest.raises(LibraryError, match="another program"):
            connect(stored)


def test_that_a_folder_in_the_place_of_the_library_is_refused(path: Path) -> None:
    path.mkdir()
    with pytest.raises(LibraryError, match="found a folder"):
        schema.connect_for_writing(path)


def test_that_a_newer_library_is_refused_untouched(path: Path) -> None:
    old_library(path, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = contents(path.parent)
    sentence = rf"newer Splitline \(format 99\), expected at most format {len(MIGRATIONS)}"
    for connect in (schema.connect_for_reading, schema.connect_for_writing):
        with pytest.raises(LibraryError, match=sentence):
            connect(path)
    assert contents(path.parent) == before


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_that_a_library_of_every_older_format_becomes_one_of_today(
    tmp_path: Path, version: int
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old_library(old, version)
    with (
        closing(schema.connect_for_writing(old)) as one,
        closing(schema.connect_for_writing(new)) as other,
    ):
        assert one.execute(SHAPE).fetchall() == other.execute(SHAPE).fetchall()
    assert Library(old).records("a") == race(60, 121)
    assert Library(old).summaries()[0].athletes == ("A. Runner",)


def test_that_a_library_of_format_2_keeps_all_that_is_in_it_and_a_copy_as_it_was(
    path: Path,
) -> None:
    old_library(path, 2)
    library = Library(path)
    assert [each.id for each in library.find(Query(event="mile", since="2026-11-22"))] == ["b"]
    assert [each.id for each in library.find(Query(words="champs"))] == ["b"]
    assert library.label("b") == Label("Club champs", "Windy.")
    assert library.session("b").resumptions == (RESUMED,)
    assert (library.records("a"), library.count()) == (race(60, 121), 2)
    assert [each.session for each in library.bests("A. Runner")] == ["b"]
    copy = path.parent / "backups" / "library-format-2.splitline"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        indexes = {row[1]: row[2] for row in connection.execute(SHAPE) if row[0] == "index"}
    assert "summary_by_event" not in indexes
    assert Library(copy).records("a") == race(60, 121)


def test_that_a_race_of_format_3_without_a_clock_comes_to_stand_by_its_day(path: Path) -> None:
    old_library(path, 3)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE summary SET created_utc = '', date = '2026-11-25' WHERE session = 'a'"
        )
    assert [each.id for each in Library(path).find(Query())] == ["a", "b"]


def test_that_format_6_says_which_results_were_taken_by_hand(path: Path) -> None:
    old_library(path, 5)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE performances SET by_hand = 0 WHERE session = 'b'")
    assert {each.id: each.by_hand for each in Library(path).find(Query())} == {
        "a": False,
        "b": False,
    }


RESUMED = Resumption(ANCHOR._replace(boot_id="boot-2"), Duration(3), Duration(4))
ADDED = ("CREATE TABLE notes (session TEXT NOT NULL)",)


def test_that_reading_an_older_library_brings_it_up_to_date(
    stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, ADDED))
    assert Library(stored).records("a") == race(60, 121)
    with closing(sqlite3.connect(stored)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        assert connection.execute("SELECT * FROM notes").fetchall() == []


def test_that_an_older_library_is_left_alone_while_another_process_writes(
    stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, ADDED))
    with held_elsewhere(stored), pytest.raises(LibraryError, match="Another Splitline"):
        Library(stored).records("a")


def test_that_a_migration_that_fails_changes_nothing(
    stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = (*ADDED, "CREATE TABLE events (twice)")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, broken))
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        schema.connect_for_writing(stored)
    monkeypatch.undo()
    with closing(schema.connect_for_writing(stored)) as connection:
        assert "notes" not in {row[1] for row in connection.execute(SHAPE)}
    assert Library(stored).records("a") == race(60, 121)


@pytest.mark.parametrize(
    ("version", "mode", "synchronous"),
    [((3, 51, 2), "delete", 3), ((3, 51, 3), "wal", 2), ((3, 52, 0), "wal", 2)],
)
def test_that_the_journal_is_the_safest_this_sqlite_has(
    stored: Path,
    monkeypatch: pytest.MonkeyPatch,
    version: tuple[int, int, int],
    mode: str,
    synchronous: int,
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    with closing(schema.connect_for_writing(stored)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == (mode,)
        assert connection.execute("PRAGMA synchronous").fetchone() == (synchronous,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    with closing(schema.connect_for_writing(stored)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert Library(stored).records("a") == race(60, 121)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE events SET at = 0 WHERE seq = 1", "events never change"),
        ("UPDATE sessions SET anchor_at = 0", "sessions never change"),
        ("UPDATE resumptions SET offset_ns = 0", "resumptions never change"),
        ("DELETE FROM events WHERE seq = 4", "events go only with their session"),
        ("DELETE FROM events", "events go only with their session"),
        ("INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 2", "come in order"),
        ("INSERT INTO events VALUES ('a', 'main', 9, 9, 0, 'voided', '{}', NULL)", "come in order"),
        ("INSERT INTO events VALUES ('b', 'main', 1, 1, 0, 'voided', '{}', NULL)", "FOREIGN KEY"),
    ],
)
def test_that_what_has_happened_cannot_be_changed(stored: Path, statement: str, why: str) -> None:
    with closing(schema.connect_for_writing(stored)) as connection:
        rows.put_resumption(connection, "a", RESUMED)
        with pytest.raises(sqlite3.IntegrityError, match=why), schema.transaction(connection):
            connection.execute(statement)
        assert not connection.in_transaction
    assert Library(stored).records("a") == race(60, 121)


def test_that_a_session_goes_with_everything_it_has(stored: Path) -> None:
    assert Library(stored).add("b", ANCHOR, race(61), "test")
    with closing(schema.connect_for_writing(stored)) as connection:
        rows.put_resumption(connection, "a", RESUMED)
        connection.execute("DELETE FROM sessions WHERE id = 'a'")
        for table in ("resumptions", "events", "summary"):
            left = connection.execute(f"SELECT DISTINCT session FROM {table}").fetchall()
            assert left == ([] if table == "resumptions" else [("b",)])
    assert Library(stored).records("b") == race(61)


def test_that_a_reader_cannot_write(stored: Path) -> None:
    connection = schema.connect_for_reading(stored)
    assert connection is not None
    with (
        closing(connection),
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("DELETE FROM sessions")
