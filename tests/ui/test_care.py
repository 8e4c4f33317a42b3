"""The composed window and its library: damage, other windows, races left running, and closing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from app.domain.times import NS_PER_S, Duration, Instant
from app.engine.clocks import ManualClock
from app.storage import backups
from app.storage.library import Library
from app.storage.place import library_path
from app.storage.writer_lock import written_elsewhere
from app.usecases.live_session import start_session
from app.usecases.new_race import RaceRequest, setup_for
from tests.ui.conftest import BEGAN, SOON_S, Opened, Written
from tests.unit.storage.processes import held_elsewhere, other_process
from tests.unit.storage.record_strategies import ANCHOR, race
from ui.stages.replaying import ReplayStage
from ui.stages.timing import LiveStage
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.windows import care, race_window
from ui.windows.care import CareHost

Open = Callable[..., Opened]
Key = Qt.Key
SIZES = [(1366, 768), (1024, 600)]


def cared(opened: Opened) -> CareHost:
    """Look after the library of a window, and wait for the first look."""
    host = CareHost(opened.race, library_path())
    settle(opened, host)
    return host


def settle(opened: Opened, host: CareHost) -> None:
    opened.qtbot.waitUntil(lambda: host._open == 0, timeout=10_000)
    opened.race.draw()


def banners(opened: Opened) -> list[str]:
    """What the banners say, the highest first."""
    shown = [each for each in opened.race.window.findChildren(Banner) if each.isVisible()]
    return [each.accessibleName() for each in sorted(shown, key=lambda each: each.y())]


def stored(number: int = 1) -> Path:
    for each in range(number):
        assert Library(library_path()).add(f"race-{each}", ANCHOR, race(60, 121, 183, 247), "live")
    return library_path()


def damage(path: Path, first: int = 104) -> None:
    """Overwrite what names the tables; with the head before it even an open connection notices."""
    content = bytearray(path.read_bytes())
    content[first:3000] = b"\xa5" * (3000 - first)
    path.write_bytes(content)


def left_running(*, split: bool = True) -> str:
    """Leave a race running, with a split or without, as a kill leaves it; return its id."""
    clock = ManualClock(BEGAN)
    setup = setup_for(RaceRequest())
    stage = LiveStage(start_session(library_path(), setup, clock))
    stage.start(clock.now(), "event")
    if split:
        clock.instant = Instant(clock.instant + 60_200_000_000)
        stage.split(next(iter(stage.state.entries)), clock.now(), "event")
    assert stage.session.journal.close(SOON_S)
    return stage.session.id


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look again and copy without a pause."""
    monkeypatch.setattr(care, "_LOOK_AGAIN_MS", 20)
    monkeypatch.setattr(care, "_COPY_AFTER_MS", 0)


def test_that_a_race_left_running_is_offered_and_goes_on(open_replay: Open) -> None:
    session_id = left_running()
    opened = open_replay()
    cared(opened)
    strip = opened.race.extras.strip
    assert strip is not None
    assert strip.accessibleName() == (
        "Athlete \u00b7 Mile was left running: its clock still runs. E goes on, K does not."
    )
    focused = QGuiApplication.focusObject()
    assert focused not in (strip, *strip.findChildren(Button))
    opened.press(Key.Key_Return)
    assert isinstance(opened.race.desk.stage, ReplayStage)
    opened.click(opened.find(Button, "Go on timing it"))
    assert opened.live.session.id == session_id
    assert opened.splits() == [60.2]
    opened.at(120.75)
    opened.press(Key.Key_Space)
    assert opened.splits() == [60.2, 120.75]


def test_that_a_race_left_running_is_taken_up_by_one_key(open_replay: Open) -> None:
    session_id = left_running()
    opened = open_replay()
    cared(opened)
    opened.press(Key.Key_E)
    assert opened.live.session.id == session_id
    assert opened.race.extras.strip is None


def test_that_a_race_left_running_is_put_away_by_one_key(open_replay: Open) -> None:
    left_running()
    opened = open_replay()
    cared(opened)
    opened.press(Key.Key_K)
    assert opened.race.extras.strip is None
    assert isinstance(opened.race.desk.stage, ReplayStage)
    opened.press(Key.Key_E)
    assert isinstance(opened.race.desk.stage, ReplayStage)


def test_that_after_a_simulated_restart_the_strip_and_the_clock_say_how_good_they_are(
    open_replay: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_running(split=False)
    monkeypatch.setattr("app.engine.clocks.boot_id", lambda: "another boot")
    opened = open_replay()
    cared(opened)
    strip = opened.race.extras.strip
    assert strip is not None
    assert "after a restart its clock is right to \u00b1 2." in strip.accessibleName()
    opened.click(opened.find(Button, "Go on timing it"))
    assert "\u00b1 2." in opened.notice()
    elapsed = opened.race.window.elapsed.view
    assert elapsed is not None
    assert elapsed.detail.startswith("hand start \u00b1 2.")


def test_that_an_offer_that_is_put_away_does_not_come_back(open_replay: Open, hasty: None) -> None:
    left_running()
    opened = open_replay()
    host = cared(opened)
    opened.click(opened.find(Button, "Not now"))
    assert opened.race.extras.strip is None
    assert isinstance(opened.race.desk.stage, ReplayStage)
    host.look()
    settle(opened, host)
    assert opened.race.extras.strip is None


def test_that_nothing_is_offered_or_said_where_all_is_well(open_replay: Open) -> None:
    opened = open_replay()
    cared(opened)
    assert opened.race.extras.strip is None
    assert banners(opened) == []


def test_that_a_running_race_is_not_disturbed_by_an_offer(open_live: Open) -> None:
    left_running()
    opened = open_live()
    opened.press(Key.Key_Return)
    cared(opened)
    assert opened.race.extras.strip is None


@pytest.mark.parametrize("size", SIZES)
def test_that_strip_and_banners_cover_nothing_and_are_not_cut(
    open_live: Open, written: list[Written], size: tuple[int, int]
) -> None:
    left_running()
    damage(library_path())
    opened = open_live()
    host = cared(opened)
    opened.qtbot.waitUntil(lambda: bool(opened.live.session.journal.news), timeout=10_000)
    opened.qtbot.waitUntil(lambda: not opened.live.session.journal.trouble, timeout=10_000)
    opened.race.draw()
    settle(opened, host)
    window, body = opened.race.window, opened.race.window.body
    assert body is not None
    window.resize(*size)
    written.clear()
    window.grab()
    assert window.size() == QSize(*size)
    shown = [each for each in window.findChildren(Banner) if each.isVisible()]
    assert len(shown) == 1
    for each in (*shown, opened.race.extras.strip):
        assert each is not None
        assert not each.geometry().intersects(body.geometry())
        assert not each.geometry().intersects(window.call.geometry())
    said = [each for each in written if "The library was damaged" in each.words]
    assert said
    assert not any(each.cut for each in said)


def test_that_a_library_damaged_at_the_start_is_recovered_and_told(open_replay: Open) -> None:
    damage(stored(3))
    opened = open_replay()
    host = cared(opened)
    opened.qtbot.waitUntil(lambda: host.care.well and not host._open, timeout=10_000)
    opened.race.draw()
    aside = library_path().with_name("library-damaged-1.splitline")
    assert banners(opened) == [
        f"LIBRARY: The library was damaged; the damaged file is kept as {aside}."
        " Recovered: 3 sessions whole."
    ]
    assert aside.exists()
    assert len(Library(library_path()).summaries()) == 3
    opened.click(opened.find(Button, "Put away"))
    assert banners(opened) == []


def test_that_a_library_damaged_again_after_its_recovery_is_not_recovered_for_ever(
    open_replay: Open,
) -> None:
    damage(stored(3))
    opened = open_replay()
    host = cared(opened)
    opened.qtbot.waitUntil(lambda: host.care.well and not host._open, timeout=10_000)
    damage(library_path())
    host.look()
    settle(opened, host)
    assert host.care.trouble.endswith("It was recovered before: the disk may be failing.")
    assert not library_path().with_name("library-damaged-2.splitline").exists()


def test_that_the_journal_of_a_race_tells_of_its_own_recovery(open_live: Open) -> None:
    stored()
    opened = open_live()
    host = cared(opened)
    opened.press(Key.Key_Return)
    assert opened.live.session.journal.flush(SOON_S)
    damage(library_path(), first=24)
    opened.at(60)
    opened.press(Key.Key_Space)
    assert opened.live.session.journal.flush(SOON_S)
    opened.race.draw()
    settle(opened, host)
    assert [each for each in banners(opened) if "The library was damaged" in each]
    assert opened.splits() == [60.0]
    session = opened.live.session
    assert Library(library_path()).records(session.id) == session.engine.records


def test_that_a_race_that_cannot_be_opened_for_damage_leads_to_recovery(open_replay: Open) -> None:
    path = stored(2)
    opened = open_replay()
    host = cared(opened)
    path.write_bytes(path.read_bytes().replace(b"Evening", b"Everyng", 1))
    sessions = ("race-0", "race-1")
    for each in sessions:
        opened.race.extras.open_race(each)
    opened.qtbot.waitUntil(lambda: host.care.well and not host._open, timeout=10_000)
    opened.race.draw()
    assert "1 session with parts missing" in banners(opened)[0]


def test_that_another_splitline_is_told_before_the_first_press_and_as_long_as_it_is_there(
    open_replay: Open, hasty: None
) -> None:
    path = stored()
    opened = open_replay()
    with held_elsewhere(path):
        cared(opened)
        assert banners(opened) == [
            "READ ONLY: Another Splitline is timing with this library."
            " Races timed here are kept in memory until it is closed; they are stored then."
        ]
        assert backups.newest(path) == ()
    opened.qtbot.waitUntil(lambda: not banners(opened), timeout=10_000)
    opened.qtbot.waitUntil(lambda: bool(backups.newest(path)), timeout=10_000)


def test_that_a_second_window_loses_no_press_and_stores_them_once_the_first_is_closed(
    open_live: Open,
) -> None:
    path = stored()
    with held_elsewhere(path):
        opened = open_live()
        opened.qtbot.waitUntil(lambda: bool(opened.live.session.engine.trouble))
        cared(opened)
        (banner,) = banners(opened)
        assert banner.startswith("NOT SAVED: The set-up waits")
        assert "Another Splitline is writing" in banner
        opened.at(0)
        opened.press(Key.Key_Return)
        opened.at(60.2)
        opened.press(Key.Key_Space)
        (banner,) = banners(opened)
        assert banner.startswith("NOT SAVED: The set-up and 2 presses wait, the first for 1 min.")
    assert opened.live.session.journal.flush(SOON_S)
    opened.race.draw()
    assert banners(opened) == []
    session = opened.live.session
    assert Library(path).records(session.id) == session.engine.records


def test_that_a_library_of_a_newer_version_is_told_and_left_as_it_is(open_live: Open) -> None:
    import sqlite3

    path = stored()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    opened = open_live()
    opened.qtbot.waitUntil(lambda: bool(opened.live.session.engine.trouble))
    cared(opened)
    opened.press(Key.Key_Return)
    opened.at(60.2)
    opened.press(Key.Key_Space)
    assert opened.splits() == [60.2]
    (banner,) = banners(opened)
    assert "found a library of a newer Splitline (format 99)" in banner
    assert path.read_bytes() == before


def test_that_the_copy_of_the_day_is_not_made_while_a_race_runs(
    open_live: Open, hasty: None
) -> None:
    path = stored()
    opened = open_live()
    opened.press(Key.Key_Return)
    host = cared(opened)
    host._look_again()
    settle(opened, host)
    assert backups.newest(path) == ()
    opened.press(Key.Key_Backspace)
    opened.press(Key.Key_Backspace)
    opened.qtbot.waitUntil(lambda: bool(backups.newest(path)), timeout=10_000)


@pytest.mark.parametrize("theme", ["day", "contrast", "night"])
def test_that_a_banner_follows_the_theme(open_replay: Open, theme: str) -> None:
    with held_elsewhere(stored()):
        opened = open_replay()
        cared(opened)
    opened.race.next_theme(theme)
    opened.race.draw()
    assert opened.find(Banner, "READ ONLY").theme.name == theme


@pytest.fixture
def blocked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A library that another process holds, and a window that does not wait for it."""
    monkeypatch.setattr(race_window, "_FLUSH_S", 0.05)
    path = stored()
    with held_elsewhere(path):
        yield path


def box() -> QMessageBox:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QMessageBox)
    return found


def answer(words: str, done: Callable[[], object] = lambda: None) -> None:
    """Press a button of the box that will be open, when `done` was called."""

    def press() -> None:
        done()
        next(each for each in box().findChildren(QPushButton) if each.text() == words).click()

    QTimer.singleShot(100, press)


def test_that_the_box_on_closing_says_what_would_be_lost_and_lets_the_race_go_on(
    blocked: Path, open_live: Open
) -> None:
    opened = open_live()
    opened.at(0)
    opened.press(Key.Key_Return)
    said: list[str] = []

    def look() -> None:
        said.append(box().informativeText())
        opened.clock.instant = Instant(opened.clock.instant + Duration(60 * NS_PER_S))
        QTest.keyClick(box().windowHandle(), Key.Key_F1)

    answer("Stay", look)
    opened.race.window.close()
    assert said[0].startswith("The set-up and 1 press wait, the first for 0 s. Another Splitline")
    assert "Ctrl+S" in said[0]
    assert opened.splits() == [60.0]
    assert opened.race.window.isVisible()


def test_that_a_race_that_stays_holds_the_library_once_it_has_it(open_live: Open) -> None:
    with held_elsewhere(stored()) as other:
        opened = open_live()
        opened.qtbot.waitUntil(lambda: bool(opened.live.session.engine.trouble))
        answer("Stay")
        opened.race.window.close()
        other.kill()
        other.wait()
        assert opened.live.session.journal.flush(SOON_S)
    with other_process("hold", library_path()) as process:
        assert process.stdout is not None
        # It ends in a sentence instead of holding the lock.
        assert process.stdout.readline() == ""
    assert not written_elsewhere(library_path())


def test_that_a_host_goes_with_its_window(open_replay: Open) -> None:
    opened = open_replay()
    host = cared(opened)
    assert isinstance(host.parent(), QObject)
    assert host.parent() is opened.race
