import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.domain import events as ev
from app.domain.evolve import fold
from app.domain.plan import EntryId
from app.storage import backups, recovery
from app.storage import journal as journal_module
from app.storage.failures import DamagedLibrary, LibraryError
from app.storage.journal import SqliteJournal
from app.storage.library import Library
from app.storage.salvage import salvage
from app.storage.session_writer import SessionWriter
from app.storage.sessions import Label, SessionHead, StoredSession
from app.storage.soundness import state_of
from tests.unit.storage.processes import ROOT, held_elsewhere
from tests.unit.storage.record_strategies import ANCHOR, race

RACE = race(60, 121, 183, 247)
SESSIONS = 30
SOON = 20.0


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "library.splitline"
    for number in range(SESSIONS):
        assert Library(path).add(f"race-{number:02}", ANCHOR, RACE, "live")
    return path


def change(path: Path, edit: Callable[[bytearray], None]) -> None:
    content = bytearray(path.read_bytes())
    edit(content)
    path.write_bytes(content)


def overwrite(start: int, length: int) -> Callable[[bytearray], None]:
    def edit(content: bytearray) -> None:
        content[start : start + length] = b"\xa5" * min(length, len(content) - start)

    return edit


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(overwrite(0, 16), id="the first words of the file"),
        pytest.param(overwrite(20, 80), id="the header"),
        pytest.param(overwrite(104, 3000), id="the page that names the tables"),
        pytest.param(lambda content: content.extend(b""), id="nothing at all"),
    ],
)
def test_that_damage_where_no_race_lies_costs_no_race(
    stored: Path, damage: Callable[[bytearray], None]
) -> None:
    change(stored, damage)
    found = recovery.recover(stored)
    assert len(found.whole) == SESSIONS
    assert found.partial == ()
    assert [Library(stored).records(each) for each in found.whole] == [RACE] * SESSIONS
    assert found.aside.name == "library-damaged-1.splitline"
    assert str(found) == (
        f"The library was damaged; the damaged file is kept as {found.aside}."
        " Recovered: 30 sessions whole."
    )


def test_that_what_is_said_to_be_whole_is_so_and_nothing_is_made_up(stored: Path) -> None:
    """Of a file with bits flipped and the end cut off, every record is one that was written."""
    sound = stored.read_bytes()
    taps = [ev.TapTaken(ev.EVENT_STAMP, EntryId("1"))]
    dice = random.Random(7)
    for _ in range(25):
        content = bytearray(sound[: dice.randrange(len(sound) // 2, len(sound))])
        for _ in range(dice.randrange(30)):
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        stored.write_bytes(content)
        found = recovery.recover(stored)
        library = Library(stored)
        for session in found.whole:
            assert library.records(session) == RACE
        for session in found.partial:
            records = library.records(session)
            state_of(records)
            known = [*(each.event for each in RACE), records[0].event, *taps]
            assert all(each.event in known for each in records)
            assert "Recovered from a damaged library" in library.label(session).notes


def test_that_a_copy_helps_where_the_file_says_nothing(stored: Path) -> None:
    Library(stored).set_label("race-00", Label(title="The first"))
    assert backups.daily(stored, "2026-11-21") is not None
    assert Library(stored).add("later", ANCHOR, RACE, "live")
    change(stored, lambda content: content.__delitem__(slice(20_000, None)))
    found = recovery.recover(stored)
    assert len(found.whole) >= SESSIONS
    assert set(found.by_copy)
    assert Library(stored).label("race-00").title == "The first"


def test_that_a_file_cut_to_nothing_is_damaged_where_there_was_a_library(stored: Path) -> None:
    assert backups.daily(stored, "2026-11-21") is not None
    stored.write_bytes(b"")
    for ask in (Library(stored).summaries, lambda: Library(stored).add("a", ANCHOR, RACE, "live")):
        with pytest.raises(DamagedLibrary, match="found an empty file"):
            ask()
    assert recovery.recover(stored).whole == tuple(f"race-{number:02}" for number in range(30))


def test_that_a_library_that_another_process_writes_to_is_left_alone(stored: Path) -> None:
    before = stored.read_bytes()
    with held_elsewhere(stored), pytest.raises(LibraryError, match="Another Splitline"):
        recovery.recover(stored)
    assert stored.read_bytes() == before


def test_that_a_recovery_that_fails_leaves_the_damaged_file_in_its_place(
    stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recovery, "_store", full)
    with pytest.raises(LibraryError, match="the disk is full"):
        recovery.recover(stored)
    assert stored.read_bytes() == before


def test_that_a_recovery_that_is_killed_leaves_the_damaged_file_in_its_place(stored: Path) -> None:
    change(stored, overwrite(104, 3000))
    before = stored.read_bytes()
    code = (
        "import os, pathlib, sys; from app.storage import recovery; store = recovery._store\n"
        "recovery._store = lambda *it: os._exit(9) if it[2] == 'race-20' else store(*it)\n"
        "recovery.recover(pathlib.Path(sys.argv[1]))"
    )
    killed = subprocess.run([sys.executable, "-c", code, stored], cwd=ROOT, check=False)
    assert killed.returncode == 9
    assert stored.read_bytes() == before
    assert len(recovery.recover(stored).whole) == SESSIONS
    assert sorted(each.name for each in stored.parent.iterdir()) == [
        "library-damaged-1.splitline",
        "library.splitline",
        "library.splitline.lock",
    ]


@pytest.mark.parametrize("links", [True, False])
def test_that_what_lay_beside_a_damaged_file_goes_aside_with_it(
    stored: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """The journal of the old file must never be played back into the new one."""

    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    beside = Path(f"{stored}-journal")
    change(stored, overwrite(0, 16))
    beside.write_bytes(b"of an interrupted write")
    damaged = stored.read_bytes()
    found = recovery.recover(stored)
    assert found.aside.read_bytes() == damaged
    assert Path(f"{found.aside}-journal").read_bytes() == b"of an interrupted write"
    assert not beside.exists()
    assert len(Library(stored).summaries()) == SESSIONS


def test_that_a_race_waits_and_says_so_while_its_library_is_recovered(
    stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = SqliteJournal(stored, SessionHead("now", ANCHOR))
    said: list[str] = []

    def recover(library: Path, running: StoredSession) -> recovery.Recovery:
        said.append(journal.trouble)
        return before(library, running)

    before = recovery.recover
    monkeypatch.setattr(recovery, "recover", recover)
    change(stored, overwrite(104, 3000))
    journal.append(RACE)
    assert journal.close(SOON)
    assert said == ["Not saved: the library is damaged. The race goes on; saving is tried again."]
    assert journal.trouble == ""


def test_that_a_record_that_changed_on_the_disk_is_not_taken_for_sound(stored: Path) -> None:
    old, new = b'"title":"Evening', b'"title":"Everyng'
    change(stored, lambda it: it.__setitem__(slice(0, None), it.replace(old, new, 1)))
    with pytest.raises(DamagedLibrary, match="has changed on the disk"):
        [Library(stored).records(f"race-{number:02}") for number in range(SESSIONS)]
    assert len(recovery.recover(stored).partial) == 1


def test_that_a_race_whose_last_records_are_gone_is_not_read_as_if_it_were_whole(
    stored: Path,
) -> None:
    with closing(sqlite3.connect(stored)) as connection, connection:
        connection.execute("DROP TRIGGER events_go_with_their_session")
        connection.execute("DELETE FROM events WHERE session = 'race-03' AND seq > 4")
    with pytest.raises(DamagedLibrary, match='"race-03": found 4 records, expected 6'):
        Library(stored).records("race-03")
    assert Library(stored).records("race-04") == RACE


def test_that_a_clock_that_changed_on_the_disk_is_neither_believed_nor_called_whole(
    stored: Path,
) -> None:
    change(stored, lambda it: it.__setitem__(slice(0, None), it.replace(b"boot-1", b"boat-1", 1)))
    with pytest.raises(DamagedLibrary, match="changed on the disk"):
        [Library(stored).anchor(f"race-{number:02}") for number in range(SESSIONS)]
    found = recovery.recover(stored)
    assert len(found.whole) == SESSIONS - 1
    notes = Library(stored).label(found.partial[0]).notes
    assert notes == "Recovered from a damaged library: when it was begun is not known."
    assert Library(stored).records(found.partial[0]) == RACE


def test_that_a_name_that_changed_on_the_disk_makes_no_session(stored: Path) -> None:
    change(stored, lambda it: it.__setitem__(slice(0, None), it.replace(b"race-07", b"rice-07")))
    found = recovery.recover(stored)
    assert "rice-07" not in (*found.whole, *found.partial)
    assert len(found.whole) == SESSIONS - 1


def test_that_notes_that_changed_on_the_disk_are_not_taken_for_what_was_written(
    stored: Path,
) -> None:
    Library(stored).set_label("race-05", Label(notes="Wind from the west."))
    change(stored, lambda it: it.__setitem__(slice(0, None), it.replace(b"the west", b"the wast")))
    with pytest.raises(DamagedLibrary, match="changed on the disk"):
        Library(stored).label("race-05")
    assert recovery.recover(stored).partial == ("race-05",)
    notes = Library(stored).label("race-05").notes
    assert notes == "Recovered from a damaged library: its name and notes were lost."
    assert Library(stored).records("race-05") == RACE


def test_that_a_running_race_is_stored_whole_where_its_own_records_are_damaged(
    stored: Path,
) -> None:
    Library(stored).set_label("race-09", Label(title="The one"))
    with closing(sqlite3.connect(stored)) as connection, connection:
        connection.execute("DROP TRIGGER events_never_change")
        connection.execute("UPDATE events SET at = at + 1 WHERE session = 'race-09' AND seq = 3")
    journal = SqliteJournal(stored, SessionHead("race-09", ANCHOR), RACE)
    more = ev.Record(7, 7, RACE[-1].at, ev.TapTaken(ev.EVENT_STAMP))
    journal.append([more])
    assert journal.close(SOON)
    assert journal.news.startswith("The library was damaged")
    assert Library(stored).records("race-09") == (*RACE, more)
    assert Library(stored).label("race-09") == Label(title="The one")
    assert len(Library(stored).summaries()) == SESSIONS


def test_that_a_running_race_goes_on_in_a_new_library(stored: Path) -> None:
    journal = SqliteJournal(stored, SessionHead("now", ANCHOR))
    journal.append(RACE[:3])
    assert journal.flush(SOON)
    change(stored, overwrite(24, 3000))
    journal.append(RACE[3:])
    assert journal.flush(SOON)
    assert journal.news.startswith("The library was damaged")
    assert journal.close(SOON)
    assert Library(stored).records("now") == RACE
    assert len(Library(stored).summaries()) == SESSIONS + 1
    with closing(sqlite3.connect(stored)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_that_a_library_is_put_aside_once_for_what_is_no_damage_of_its_own(
    stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise ValueError("no text")

    monkeypatch.setattr(SessionWriter, "write", refuse)
    monkeypatch.setattr(journal_module, "FIRST_PAUSE_S", 0.01)
    journal = SqliteJournal(stored, SessionHead("now", ANCHOR))
    journal.append(RACE)
    assert not journal.close(0.5)
    assert journal.trouble
    journal.abandon()
    assert len(list(stored.parent.glob("*damaged*"))) == 1


def test_that_behind_a_gap_a_press_is_kept_though_nobody_knows_its_mark() -> None:
    without_start = [each for each in RACE if not isinstance(each.event, ev.Started)]
    found = salvage(without_start, len(RACE))
    state = fold(found.records)
    assert state is not None
    assert [each.at for each in state.taps] == [each.at for each in RACE[2:]]
    assert (found.gaps, found.unfit, found.whole) == (1, 0, False)


def test_that_presses_without_a_plan_are_kept_as_taps() -> None:
    found = salvage(RACE[1:])
    state = fold(found.records)
    assert state is not None
    assert state.plan.title == "Recovered: its plan was lost"
    assert [each.meant for each in state.taps] == [EntryId("1")] * 4
    assert not found.whole


def test_that_an_undo_of_what_is_lost_is_left_out() -> None:
    undone = (*RACE, ev.Record(7, 7, RACE[-1].at, ev.Voided(RACE[3].command)))
    lost = [each for each in undone if each.seq != 4]
    found = salvage(lost, len(undone))
    assert (found.gaps, found.unfit) == (1, 1)
    state_of(found.records)
