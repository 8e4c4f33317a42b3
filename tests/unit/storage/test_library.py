import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from app.domain import events as ev
from app.domain.events import Record
from app.domain.times import Instant
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.storage import listing, rows
from app.storage.checksums import sum_of
from app.storage.failures import DamagedLibrary, LibraryError
from app.storage.library import Library
from app.storage.sessions import Label
from tests.unit.storage.processes import ROOT, held_elsewhere
from tests.unit.storage.record_strategies import ANCHOR, SECOND, mile_setup, race, sessions


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library.splitline")


def statement(library: Library, sql: str) -> None:
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.create_function("sum_of", -1, sum_of)
        connection.execute(sql)


def put_event(library: Library, kind: str, body: str) -> None:
    """Store a fourth event of session "a" as another version of Splitline might."""
    fields = f"'a', 'main', 4, 4, 0, '{kind}', '{body}'"
    statement(library, f"INSERT INTO events VALUES ({fields}, sum_of({fields}))")


def test_that_a_library_that_is_not_there_is_empty_and_stays_away(library: Library) -> None:
    assert library.summaries() == ()
    assert not library.knows("a")
    with pytest.raises(LibraryError, match='There is no session "a" in'):
        library.records("a")
    assert list(library.path.parent.iterdir()) == []


def test_that_an_added_session_is_there_with_everything_it_was(library: Library) -> None:
    assert library.add("a", ANCHOR, race(60, 121), "import")
    assert library.records("a") == race(60, 121)
    assert library.anchor("a") == ANCHOR
    assert library.knows("a")
    (summary,) = library.summaries()
    assert (summary.id, summary.phase, summary.origin) == ("a", "running", "import")
    assert summary.athletes == ("A. Runner",)


def test_that_a_known_id_changes_nothing(library: Library) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    assert not library.add("a", ANCHOR._replace(at=Instant(1)), race(61, 123), "other")
    assert library.records("a") == race(60)
    assert library.anchor("a") == ANCHOR
    assert library.summaries()[0].origin == "import"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(engine=sessions())
def test_that_a_session_reloaded_is_the_session_that_was_live(
    engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    library = Library(tmp_path_factory.mktemp("law") / "library")
    assert library.add("a", ANCHOR, engine.records, "live")
    again = Engine(MemoryJournal(), library.records("a"))
    assert again.state == engine.state
    assert again.history == engine.history


def test_that_the_newest_session_comes_first(library: Library) -> None:
    for number, name in enumerate(["b", "c", "a"]):
        wall = ANCHOR.wall_utc_ns + number * SECOND
        assert library.add(name, ANCHOR._replace(wall_utc_ns=wall), race(60), "live")
    assert library.add("old", ANCHOR._replace(wall_utc_ns=0), race(60), "import")
    assert [each.id for each in library.summaries()] == ["a", "c", "b", "old"]


def test_that_records_that_make_no_race_are_refused_and_nothing_is_made(library: Library) -> None:
    with pytest.raises(LibraryError, match=r"events\[0\]\.seq: found 2, expected 1"):
        library.add("a", ANCHOR, race(60)[1:], "import")
    assert list(library.path.parent.iterdir()) == []


def test_that_a_session_that_cannot_be_stored_whole_is_not_stored(library: Library) -> None:
    tap = ev.Record(4, 4, Instant(2**70), ev.TapTaken("event"))
    with pytest.raises(LibraryError, match="too large"):
        library.add("a", ANCHOR, (*race(60), tap), "import")
    assert library.summaries() == ()


def test_that_half_a_surrogate_pair_is_stored_as_a_question_mark(library: Library) -> None:
    assert library.add("a\udcff", ANCHOR, race(60, athletes=("Jos\ud800",)), "import\udcff")
    assert library.knows("a\udcff")
    assert library.anchor("a?") == ANCHOR
    assert library.summaries()[0].athletes == ("Jos?",)
    assert Engine(MemoryJournal(), library.records("a?")).state.plan == mile_setup().plan


def test_that_an_import_is_refused_in_a_sentence_while_another_process_writes(
    library: Library,
) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    with held_elsewhere(library.path):
        with pytest.raises(LibraryError, match=r"^Another Splitline is writing to .* try again\.$"):
            library.add("b", ANCHOR, race(60), "import")
        assert [each.id for each in library.summaries()] == ["a"]
    assert library.add("b", ANCHOR, race(60), "import")


def test_that_a_library_is_read_while_a_transaction_is_open(library: Library) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    with closing(sqlite3.connect(library.path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert library.records("a") == race(60)


def test_that_a_library_kept_locked_is_a_sentence(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.schema.BUSY_MS", 10)
    assert library.add("a", ANCHOR, race(60), "import")
    with closing(sqlite3.connect(library.path, isolation_level=None)) as writer:
        writer.execute("PRAGMA locking_mode = EXCLUSIVE")  # with a WAL, readers pass otherwise
        writer.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError, match="another program keeps the library locked"):
            library.records("a")
        with pytest.raises(LibraryError, match="another program keeps the library locked"):
            library.add("b", ANCHOR, race(60), "import")


def test_that_a_folder_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    library = Library(tmp_path / "file" / "library")
    for ask in (library.summaries, lambda: library.add("a", ANCHOR, race(60), "import")):
        with pytest.raises(LibraryError, match="a file is in the way of the library's folder"):
            ask()


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("started", "{", "started: found no JSON"),
        ("wind_measured", "{}", 'found the kind "wind_measured"'),
        ("voided", '{"command": "x"}', "voided.command: found str, expected int"),
    ],
)
def test_that_a_damaged_event_is_named(library: Library, kind: str, body: str, said: str) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    put_event(library, kind, body)
    with pytest.raises(LibraryError) as refused:
        library.records("a")
    assert str(refused.value).startswith('Session "a", event 4: ')
    assert said in str(refused.value)
    assert [each.id for each in library.summaries()] == ["a"]


def test_that_the_list_is_derived_anew_from_the_events(library: Library) -> None:
    for name in ("a", "b"):
        assert library.add(name, ANCHOR, race(60, 121, 183, 247), "import")
    before = library.summaries()
    statement(library, "UPDATE summary SET title = 'wrong', result_ns = 1 WHERE session = 'a'")
    statement(library, "DELETE FROM summary WHERE session = 'b'")
    assert library.summaries() != before
    assert library.derive_all() == ()
    assert library.summaries() == before


def test_that_a_damaged_list_is_a_sentence(library: Library) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    statement(library, "UPDATE summary SET athletes = '['")
    with pytest.raises(LibraryError, match="the library is damaged"):
        library.summaries()


@pytest.mark.parametrize("changed", ["sum = NULL", "body = ''", "kind = 'voided'", "at = at + 1"])
def test_that_a_record_that_is_not_as_it_was_written_is_not_believed(
    library: Library, changed: str
) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    statement(library, "DROP TRIGGER events_never_change")
    statement(library, f"UPDATE events SET {changed} WHERE seq = 3")
    with pytest.raises(DamagedLibrary, match='"a", event 3: found one that has changed'):
        library.records("a")


@pytest.mark.parametrize("table", ["summary", "labels"])
def test_that_a_text_that_is_none_is_damage(library: Library, table: str) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    library.set_label("a", Label(notes="x"))
    statement(library, f"UPDATE {table} SET title = CAST(x'41ff0a42' AS TEXT), notes = ''")
    with pytest.raises(DamagedLibrary) as refused:
        library.summaries() if table == "summary" else library.label("a")
    assert str(refused.value) == f"{library.path}: the library is damaged."


@pytest.mark.parametrize("change", ["venue = x'00'", "records = 'x'", "result_ns = 'x'"])
def test_that_a_line_of_other_things_than_were_written_is_damage(
    library: Library, change: str
) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    statement(library, f"UPDATE summary SET {change}")
    with pytest.raises(DamagedLibrary, match="found a line that is none in the list of sessions"):
        library.summaries()


def test_that_a_race_is_not_called_whole_where_the_list_does_not_say_how_long_it_is(
    library: Library,
) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    statement(library, "UPDATE summary SET records = 'x'")
    with pytest.raises(DamagedLibrary, match="how many records"):
        library.records("a")


def test_that_a_race_that_is_read_while_it_is_written_is_not_called_damaged(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert library.add("a", ANCHOR, race(60, 121), "import")
    records_of = rows.records_of

    def read_and_write(connection: sqlite3.Connection, session: str) -> tuple[Record, ...]:
        """Let another connection store a press as soon as the records have been read."""
        found = records_of(connection, session)
        with (
            closing(sqlite3.connect(library.path, timeout=0)) as other,
            suppress(sqlite3.OperationalError),
        ):
            other.execute("BEGIN IMMEDIATE")
            rows.put_events(other, "a", race(60, 121, 183)[4:])
            listing.put_length(other, "a", 5)
            other.commit()
        return found

    monkeypatch.setattr(rows, "records_of", read_and_write)
    assert library.records("a") == race(60, 121)


@pytest.mark.parametrize("change", ["date = x'00'", "distance_mm = 'x'", "by_hand = 'x'"])
def test_that_a_performance_of_other_things_than_were_written_is_damage(
    library: Library, change: str
) -> None:
    assert library.add("a", ANCHOR, race(60, 121, 183, 247), "import")
    statement(library, f"UPDATE performances SET {change}")
    with pytest.raises(DamagedLibrary, match="among the performances"):
        library.bests("A. Runner")


def test_that_a_line_that_cannot_be_derived_stays_as_it_was_and_is_named(library: Library) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    before = library.summaries()
    put_event(library, "later", "{}")
    assert library.derive_all() == ("a",)
    assert library.summaries() == before


def test_that_a_session_without_events_has_no_line(library: Library) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    fields = "'b', '', 0, 0, '', '', 'live'"
    statement(library, f"INSERT INTO sessions VALUES ({fields}, sum_of({fields}))")
    assert library.derive_all() == ()
    assert [each.id for each in library.summaries()] == ["a"]


def test_that_platformdirs_is_not_needed_to_read_a_library_by_its_path() -> None:
    code = "import sys, app.storage.library; assert 'platformdirs' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
