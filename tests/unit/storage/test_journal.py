import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.events import Record, Voided
from app.domain.times import Duration, Instant
from app.storage import journal as journal_module
from app.storage import schema, session_writer
from app.storage.journal import SqliteJournal
from app.storage.library import Library
from app.storage.sessions import Resumption, SessionHead
from tests.unit.storage.processes import ROOT, held_elsewhere
from tests.unit.storage.record_strategies import ANCHOR, race

HEAD = SessionHead("a", ANCHOR)
RACE = race(60, 121, 183, 247)
SOON = 20.0
RETRIED = "The race goes on; saving is tried again."


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "FIRST_PAUSE_S", 0.01)
    monkeypatch.setattr(journal_module, "LONGEST_PAUSE_S", 0.02)
    monkeypatch.setattr(schema, "BUSY_MS", 20)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "splitline" / "library.splitline"


Begin = Callable[..., SqliteJournal]


@pytest.fixture
def begin(library: Path) -> Iterator[Begin]:
    """Make journals that are ended with the test, whatever has become of them."""
    made: list[SqliteJournal] = []

    def make(
        head: SessionHead = HEAD,
        stored: Sequence[Record] = (),
        resumption: Resumption | None = None,
    ) -> SqliteJournal:
        made.append(SqliteJournal(library, head, stored, resumption))
        return made[-1]

    yield make
    for each in made:
        each.abandon()


def until(told: Callable[[], bool]) -> None:
    """Wait for something that another thread does."""
    pause = threading.Event()
    for _ in range(int(SOON / 0.005)):
        if told():
            return
        pause.wait(0.005)
    pytest.fail("it has not come about")


def test_that_what_is_appended_is_stored_in_order_and_acknowledged(
    library: Path, begin: Begin
) -> None:
    journal = begin()
    assert journal.session_id == "a"
    for record in RACE:
        journal.append([record])
    assert journal.flush(SOON)
    assert (journal.saved, journal.trouble) == (len(RACE), "")
    assert Library(library).records("a") == RACE
    assert Library(library).summaries()[0].phase == "finished"
    assert journal.close(SOON)


def test_that_a_journal_nobody_appends_to_touches_nothing(library: Path, begin: Begin) -> None:
    journal = begin()
    assert journal.flush(0)
    assert journal.close(0)
    assert not library.parent.exists()


def test_that_a_closed_journal_leaves_one_sound_file_and_no_lock(
    library: Path, begin: Begin
) -> None:
    journal = begin()
    journal.append(RACE)
    assert journal.close(SOON)
    assert sorted(each.name for each in library.parent.iterdir()) == [
        library.name,
        f"{library.name}.lock",
    ]
    with closing(sqlite3.connect(library)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with held_elsewhere(library):
        assert Library(library).records("a") == RACE


def test_that_the_summary_follows_every_batch_and_undo(library: Path, begin: Begin) -> None:
    journal = begin()
    phases = []
    for record in RACE:
        journal.append([record])
        assert journal.flush(SOON)
        phases.append(Library(library).summaries()[0].phase)
    assert phases == ["armed", *["running"] * 4, "finished"]
    journal.append([Record(7, 7, Instant(RACE[-1].at + 1), Voided(RACE[-1].command))])
    assert journal.flush(SOON)
    assert Library(library).summaries()[0].phase == "running"
    assert Library(library).derive_all() == ()
    assert Library(library).summaries()[0].phase == "running"


def test_that_a_second_journal_goes_on_where_the_first_one_stopped(
    library: Path, begin: Begin
) -> None:
    first = begin()
    first.append(RACE[:4])
    assert first.close(SOON)
    second = begin(HEAD, Library(library).records("a"))
    assert second.saved == 4
    second.append(RACE[4:])
    assert second.close(SOON)
    assert Library(library).records("a") == RACE


def test_that_records_after_closing_are_stored_too(library: Path, begin: Begin) -> None:
    journal = begin()
    journal.append(RACE[:4])
    assert journal.close(SOON)
    journal.append(RACE[4:])
    assert journal.flush(SOON)
    assert Library(library).records("a") == RACE
    assert journal.close(SOON)


def test_that_beginning_holds_the_library_and_stores_the_resumption(
    library: Path, begin: Begin
) -> None:
    assert Library(library).add("a", ANCHOR, RACE[:4], "live")
    here = ANCHOR._replace(boot_id="boot-2", wall_utc_ns=ANCHOR.wall_utc_ns + 7)
    resumption = Resumption(here, Duration(-5), Duration(6))
    journal = begin(HEAD, RACE[:4], resumption)
    journal.begin()
    journal.begin()
    until(lambda: Library(library).session("a").resumptions == (resumption,))
    journal.append(RACE[4:])
    assert journal.close(SOON)
    assert Library(library).session("a").resumptions == (resumption,)
    assert Library(library).records("a") == RACE


def test_that_two_journals_of_one_process_write_side_by_side(library: Path, begin: Begin) -> None:
    first, second = begin(), begin(SessionHead("b", ANCHOR))
    first.append(RACE[:4])
    second.append(RACE)
    assert first.flush(SOON)
    assert second.close(SOON)
    first.append(RACE[4:])
    assert first.close(SOON)
    assert Library(library).records("a") == Library(library).records("b") == RACE


def recovers(
    journal: SqliteJournal,
    library: Path,
    *,
    said: str,
    mend: Callable[[], object],
    records: tuple[Record, ...] = RACE,
) -> None:
    """Append a race that cannot be saved for `said`; after `mend` it is saved by itself."""
    journal.append(records[:3])
    until(lambda: journal.trouble != "")
    assert journal.trouble == f"Not saved: {said}. {RETRIED}"
    for record in records[3:]:
        journal.append([record])
    assert not journal.flush(0.05)
    mend()
    until(lambda: journal.saved == len(records))
    assert journal.trouble == ""
    assert Library(library).records("a") == records


def test_that_a_race_is_saved_when_another_program_unlocks_the_library(
    library: Path, begin: Begin
) -> None:
    assert Library(library).add("b", ANCHOR, RACE, "live")
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        recovers(
            begin(),
            library,
            said="another program keeps the library locked",
            mend=lambda: other.execute("COMMIT"),
        )


def test_that_a_race_is_saved_when_another_splitline_is_closed(library: Path, begin: Begin) -> None:
    with held_elsewhere(library) as process:
        recovers(
            begin(),
            library,
            said=f"another Splitline is writing to {library}; close it, then try again",
            mend=process.kill,
        )


def test_that_a_race_is_saved_when_a_folder_gives_way_to_the_library(
    library: Path, begin: Begin
) -> None:
    library.mkdir(parents=True)
    recovers(
        begin(),
        library,
        said=f"{library}: found a folder, expected a library of Splitline",
        mend=library.rmdir,
    )


def test_that_a_race_is_saved_when_a_file_gives_way_to_the_folder(
    library: Path, begin: Begin
) -> None:
    library.parent.write_text("in the way")
    recovers(
        begin(),
        library,
        said="a file is in the way of the library's folder",
        mend=library.parent.unlink,
    )


def test_that_a_race_is_saved_when_there_is_room_on_the_disk_again(
    library: Path, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    room: list[str] = []
    connect = schema.connect_for_writing

    def connect_to_a_full_disk(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        if not room:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(schema, "connect_for_writing", connect_to_a_full_disk)
    recovers(
        begin(),
        library,
        said="the disk is full",
        mend=lambda: room.append("some"),
        records=race(60, 121, athletes=("A" * 5000,)),
    )


def test_that_trouble_in_mid_race_loses_nothing_that_was_stored(
    library: Path, begin: Begin
) -> None:
    journal = begin()
    journal.append(RACE[:4])
    assert journal.flush(SOON)
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        journal.append(RACE[4:])
        until(lambda: journal.trouble != "")
        assert journal.saved == 4
        other.execute("COMMIT")
    assert journal.flush(SOON)
    assert Library(library).records("a") == RACE


@pytest.mark.parametrize("what", ["folder", "file", "another library"])
def test_that_a_library_that_is_taken_away_gets_the_whole_race_again(
    library: Path, begin: Begin, what: str
) -> None:
    journal = begin()
    journal.append(RACE[:4])
    assert journal.flush(SOON)
    if what == "folder":
        shutil.rmtree(library.parent)
    else:
        library.unlink()
    if what == "another library":
        schema.connect_for_writing(library).close()
    journal.append(RACE[4:])
    assert journal.close(SOON)
    assert Library(library).records("a") == RACE


@pytest.mark.parametrize("what", ["folder", "file"])
def test_that_a_library_taken_away_after_the_last_press_gets_the_race_when_it_is_closed(
    library: Path, begin: Begin, what: str
) -> None:
    journal = begin()
    journal.append(RACE)
    assert journal.flush(SOON)
    if what == "folder":
        shutil.rmtree(library.parent)
    else:
        library.unlink()
    assert journal.close(SOON)
    assert Library(library).records("a") == RACE


def test_that_a_saved_race_is_closed_though_its_library_is_out_of_reach(
    library: Path, begin: Begin
) -> None:
    journal = begin()
    journal.append(RACE)
    assert journal.flush(SOON)
    away = library.parent.with_name("away")
    library.parent.rename(away)
    library.parent.write_text("in the way")
    assert journal.close(SOON)
    assert Library(away / library.name).records("a") == RACE


def test_that_closing_in_trouble_says_so_and_goes_on_trying(library: Path, begin: Begin) -> None:
    library.mkdir(parents=True)
    journal = begin()
    journal.append(RACE)
    assert not journal.close(0.05)
    assert journal.trouble
    library.rmdir()
    assert journal.close(SOON)
    assert Library(library).records("a") == RACE


def test_that_an_abandoned_journal_lets_the_library_go(library: Path, begin: Begin) -> None:
    library.mkdir(parents=True)
    journal = begin()
    journal.append(RACE)
    until(lambda: journal.trouble != "")
    journal.abandon()
    assert journal.saved == 0
    with held_elsewhere(library):
        assert journal.trouble


def test_that_another_session_of_the_same_name_is_not_written_into(
    library: Path, begin: Begin
) -> None:
    assert Library(library).add("a", ANCHOR._replace(at=Instant(1)), RACE[:3], "live")
    journal = begin()
    journal.append(RACE)
    until(lambda: journal.trouble != "")
    assert 'another session has the name "a" already' in journal.trouble
    assert not journal.close(0.05)
    assert Library(library).records("a") == RACE[:3]


def test_that_a_session_that_went_on_elsewhere_is_not_mixed_with_ours(
    library: Path, begin: Begin
) -> None:
    assert Library(library).add("a", ANCHOR, race(60, 122, 184), "live")
    journal = begin(HEAD, RACE[:3])
    journal.append(RACE[3:])
    until(lambda: journal.trouble != "")
    assert 'another Splitline has gone on with the session "a"' in journal.trouble
    assert journal.saved == 3
    assert Library(library).records("a") == race(60, 122, 184)


def test_that_a_commit_that_was_stored_though_it_failed_is_not_stored_twice(
    library: Path, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, failures = session_writer.SessionWriter.write, [OSError("after the commit")]

    def write_and_fail(writer: session_writer.SessionWriter, records: Sequence[Record]) -> int:
        newest = write(writer, records)
        if failures:
            raise failures.pop()
        return newest

    monkeypatch.setattr(session_writer.SessionWriter, "write", write_and_fail)
    journal = begin()
    journal.append(RACE)
    assert journal.flush(SOON)
    assert Library(library).records("a") == RACE


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_that_a_fault_of_ours_is_said_and_the_next_press_begins_anew(
    library: Path, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(writer: session_writer.SessionWriter, records: Sequence[Record]) -> int:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(session_writer.SessionWriter, "write", fault)
        journal = begin()
        journal.append(RACE[:4])
        until(lambda: journal.trouble != "")
        assert journal.trouble == f"Not saved: saving broke down. {RETRIED}"
    journal.append(RACE[4:])
    assert journal.close(SOON)
    assert journal.trouble == ""
    assert Library(library).records("a") == RACE


def test_that_appending_never_raises_when_the_system_gives_no_thread(
    library: Path, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_thread(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    journal = begin()
    with monkeypatch.context() as poor:
        poor.setattr(threading.Thread, "start", no_thread)
        journal.append(RACE[:4])
        assert journal.trouble == f"Not saved: can't start new thread. {RETRIED}"
        assert not journal.close(0.01)
    assert journal.close(SOON)
    assert Library(library).records("a") == RACE[:4]


def test_that_what_waits_is_stored_when_the_program_ends_without_closing(library: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.unit.storage.test_journal import *;"
        "SqliteJournal(Path(sys.argv[1]), HEAD).append(RACE); sys.exit(3)"
    )
    done = subprocess.run([sys.executable, "-c", code, library], cwd=ROOT, check=False)
    assert done.returncode == 3
    assert Library(library).records("a") == RACE


def test_that_the_journal_is_imported_without_sqlite_and_msgspec() -> None:
    code = (
        "import sys; before = set(sys.modules);"
        "import app.storage.journal, app.usecases.live_session;"
        "print(sorted({'sqlite3', 'msgspec', 'platformdirs', 'numpy'} & (set(sys.modules) - before)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout == "[]\n"
