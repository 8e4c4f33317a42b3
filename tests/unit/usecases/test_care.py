import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.commands import Start
from app.domain.events import EVENT_STAMP
from app.engine.clocks import BootClock
from app.storage import backups, recovery
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.usecases import care
from app.usecases.care import Care, copy_of_the_day, glance, look_after, mend, wants_awake
from app.usecases.live_session import start_session
from tests.unit.storage.processes import held_elsewhere
from tests.unit.storage.record_strategies import ANCHOR, mile_setup, race

CLOCK = BootClock()
SOON = 20.0
TODAY = "2026-11-21"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one race, on a day that the test knows."""
    monkeypatch.setattr("app.usecases.last_setup.today_of", lambda _: TODAY)
    path = tmp_path / "library.splitline"
    assert Library(path).add("a", ANCHOR, race(60, 121, 183, 247), "live")
    return path


def damage(path: Path) -> bytes:
    """Overwrite what names the tables."""
    content = bytearray(path.read_bytes())
    content[104:3000] = b"\xa5" * 2896
    path.write_bytes(content)
    return bytes(content)


def left_running(library: Path) -> str:
    session = start_session(library, mile_setup(), CLOCK)
    session.engine.handle(Start(at=CLOCK.now(), stamp=EVENT_STAMP))
    assert session.journal.close(SOON)
    return session.id


def newer(library: Path) -> bytes:
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("PRAGMA user_version = 99")
    return library.read_bytes()


def test_that_a_sound_library_needs_nothing(library: Path, tmp_path: Path) -> None:
    assert look_after(library, CLOCK) == Care()
    assert look_after(tmp_path / "none" / "library.splitline", CLOCK) == Care()
    assert Care().well


def test_that_a_race_left_running_comes_with_how_well_its_clock_is_known(library: Path) -> None:
    session = left_running(library)
    found = look_after(library, CLOCK).left
    assert found is not None
    assert (found.summary.id, found.uncertainty) == (session, 0)
    assert look_after(library, CLOCK, timed=session).left is None


def test_that_what_another_process_writes_to_is_only_told(library: Path) -> None:
    left_running(library)
    damage(library)
    before = sorted(library.parent.iterdir())
    with held_elsewhere(library):
        assert look_after(library, CLOCK) == Care(elsewhere=True)
        assert glance(library) == Care(elsewhere=True)
        assert copy_of_the_day(library, CLOCK) == Care(elsewhere=True)
        assert "another Splitline is writing" in mend(library, CLOCK).trouble
    assert sorted(library.parent.iterdir()) == before
    assert not Care(elsewhere=True).well


def test_that_damage_is_told_and_mended_with_the_race_left_running_in_it(library: Path) -> None:
    session = left_running(library)
    damaged = damage(library)
    found = look_after(library, CLOCK)
    assert found == Care(trouble=f"{library}: the library is damaged.", damaged=True)
    mended = mend(library, CLOCK)
    aside = library.with_name("library-damaged-1.splitline")
    assert mended.news == (
        f"The library was damaged; the damaged file is kept as {aside}."
        " Recovered: 2 sessions whole."
    )
    assert aside.read_bytes() == damaged
    assert mended.left is not None
    assert (mended.left.summary.id, mended.well) == (session, True)


def test_that_a_recovery_that_fails_says_why(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = damage(library)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recovery, "_store", full)
    assert mend(library, CLOCK) == Care(
        trouble=f"It is damaged and cannot be recovered: {library}: the disk is full."
    )
    assert library.read_bytes() == damaged


def test_that_a_library_of_a_newer_version_is_told_and_left_as_it_is(library: Path) -> None:
    before = newer(library)
    found = look_after(library, CLOCK)
    assert "found a library of a newer Splitline (format 99)" in found.trouble
    assert (found.damaged, found.well) == (False, False)
    assert "newer Splitline" in copy_of_the_day(library, CLOCK).news
    for force in (False, True):
        with pytest.raises(LibraryError, match="newer Splitline"):
            care.recover_if_damaged(library, force=force)
    assert library.read_bytes() == before


def test_that_a_place_that_cannot_be_looked_at_is_told(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def barred(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("app.storage.writer_lock.written_elsewhere", barred)
    found = (look_after(library, CLOCK), glance(library), copy_of_the_day(library, CLOCK))
    assert found == 3 * (Care(trouble=f"{library}: the library may not be written."),)


def test_that_a_copy_is_made_once_a_day(library: Path) -> None:
    assert copy_of_the_day(library, CLOCK) == Care()
    assert [each.stem for each in backups.newest(library)] == [f"library-{TODAY}"]
    made = backups.newest(library)[0].stat().st_mtime_ns
    assert copy_of_the_day(library, CLOCK) == Care()
    assert backups.newest(library)[0].stat().st_mtime_ns == made


def test_that_a_copy_that_cannot_be_made_is_said_and_keeps_nothing_from_being_timed(
    library: Path,
) -> None:
    backups.folder_of(library).write_text("a file in the way")
    found = copy_of_the_day(library, CLOCK)
    assert found.news == (
        f"No copy of the library could be made today: {library}:"
        " a file is in the way of the library's folder."
    )
    assert found.well


def test_that_damage_that_nobody_has_read_yet_is_found_with_the_copy(library: Path) -> None:
    for number in range(60):
        assert Library(library).add(f"race-{number}", ANCHOR, race(60, 121), "live")
    content = bytearray(library.read_bytes())
    # The head of a page of events: nothing that the list of sessions reads.
    places = [found.start() for found in re.finditer(b"split_taken", content)]
    page = places[len(places) // 2] // 4096 * 4096
    content[page : page + 8] = b"\xa5" * 8
    library.write_bytes(content)
    assert look_after(library, CLOCK).well
    found = copy_of_the_day(library, CLOCK)
    assert (found.damaged, "the library is damaged" in found.trouble) == (True, True)
    assert backups.newest(library) == ()


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [({}, True), ({"keep_awake": True}, True), ({"keep_awake": False}, False)],
)
def test_that_the_machine_is_kept_awake_unless_somebody_chose_otherwise(
    tmp_path: Path, chosen: dict[str, bool], wanted: bool
) -> None:
    path = tmp_path / "preferences.json"
    assert wants_awake(path)
    path.write_text(json.dumps(chosen))
    assert wants_awake(path) is wanted
