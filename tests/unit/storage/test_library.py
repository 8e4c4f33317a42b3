import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from app.domain import events as ev
from app.domain.times import Instant
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.storage.failures import LibraryError
from app.storage.library import Library
from tests.unit.storage.processes import ROOT, held_elsewhere
from tests.unit.storage.record_strategies import ANCHOR, SECOND, mile_setup, race, sessions


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library.splitline")


def statement(library: Library, sql: str) -> None:
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute(sql)


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
    statement(library, f"INSERT INTO events VALUES ('a', 'main', 4, 4, 0, '{kind}', '{body}')")
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
    assert library.rebuild_summaries() == 2
    assert library.summaries() == before


def test_that_a_damaged_list_is_a_sentence(library: Library) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    statement(library, "UPDATE summary SET athletes = '['")
    with pytest.raises(LibraryError, match="truncated"):
        library.summaries()


def test_that_a_list_that_cannot_be_derived_stays_as_it_was(library: Library) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    before = library.summaries()
    statement(library, "INSERT INTO events VALUES ('a', 'main', 4, 4, 0, 'later', '{}')")
    with pytest.raises(LibraryError, match='Session "a", event 4'):
        library.rebuild_summaries()
    assert library.summaries() == before


def test_that_a_session_without_events_has_no_line(library: Library) -> None:
    assert library.add("a", ANCHOR, race(60), "import")
    statement(library, "INSERT INTO sessions VALUES ('b', '', 0, 0, '', '', 'live')")
    assert library.rebuild_summaries() == 2
    assert [each.id for each in library.summaries()] == ["a"]


def test_that_platformdirs_is_not_needed_to_read_a_library_by_its_path() -> None:
    code = "import sys, app.storage.library; assert 'platformdirs' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
