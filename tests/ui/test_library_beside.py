"""The library beside a race: the race goes on, and what is chosen comes onto its window."""

from collections.abc import Callable
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.state import ARMED, FINISHED, RUNNING
from app.storage.library import Library
from app.storage.listing import Query
from app.storage.place import library_path
from app.storage.schema import connect_for_writing
from tests.ui.conftest import Opened
from tests.unit.usecases.past import MILE, add_race
from ui.theme import DAY
from ui.viewstate.snapshot import LIVE, REPLAY
from ui.windows.library_window import LibraryWindow

Key = Qt.Key
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
RACES = ("Anna", "Kim")


@pytest.fixture
def library() -> Library:
    found = Library(library_path())
    add_race(found, "club", "2025-10-18", (*MILE, 246.8), athletes=("Anna",), title="Club champs")
    add_race(found, "left", "2025-11-13", MILE, athletes=("Kim",))
    return found


def _open(opened: Opened) -> LibraryWindow:
    opened.press(Key.Key_L, CONTROL)
    found = opened.race.window.findChild(LibraryWindow)
    assert isinstance(found, LibraryWindow)
    opened.qtbot.waitUntil(lambda: QApplication.activeWindow() is found)
    opened.qtbot.waitUntil(lambda: found.shelf.lines.rowCount() > 0)
    return found


def _press(window: LibraryWindow, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.windowHandle(), key, held)


def _choose(window: LibraryWindow, id: str) -> None:
    lines = window.shelf.lines
    window.list.setCurrentIndex(lines.index(lines.row_of(id)))
    assert window.shelf.chosen == id


def test_that_function_keys_and_page_down_split_while_the_library_is_typed_in(
    open_live: Callable[..., Opened], library: Library
) -> None:
    opened = open_live(athletes=RACES)
    opened.press(Key.Key_Return)
    window = _open(opened)
    QTest.keyClicks(window.filters.words, "club 12")
    opened.at(61.0)
    _press(window, Key.Key_F1)
    _press(window, Key.Key_F2)
    opened.at(123.0)
    _press(window, Key.Key_PageDown)
    state = opened.race.desk.stage.state
    assert [len(each.splits) for each in state.racing] == [2, 1]
    assert window.filters.words.text() == "club 12"
    assert window.isVisible()


# A list that pops up grabs the keyboard; the offscreen platform has none.
@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_that_function_keys_split_while_names_are_offered(
    open_live: Callable[..., Opened], library: Library
) -> None:
    opened = open_live(athletes=RACES)
    opened.press(Key.Key_Return)
    window = _open(opened)
    opened.qtbot.waitUntil(lambda: bool(window.shelf.athletes))
    window.filters.athlete.setFocus()
    QTest.keyClicks(window.filters.athlete, "an")
    opened.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    opened.at(61.0)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup.windowHandle(), Key.Key_F2)
    assert [len(each.splits) for each in opened.live.state.racing] == [0, 1]
    popup.hide()


def test_that_a_race_from_the_library_is_played_on_the_window(
    open_live: Callable[..., Opened], library: Library
) -> None:
    opened = open_live(athletes=RACES)
    window = _open(opened)
    _choose(window, "club")
    window.take()
    assert not window.isVisible()
    stage = opened.race.desk.stage
    assert (stage.mode, opened.replay.recording.id) == (REPLAY, "club")


def test_that_a_race_left_running_is_timed_on(
    open_live: Callable[..., Opened], library: Library
) -> None:
    opened = open_live(athletes=RACES)
    window = _open(opened)
    _choose(window, "left")
    assert window.pane.take_button.text() == "Go on timing"
    window.take()
    assert (opened.live.session.id, opened.live.state.phase) == ("left", RUNNING)


def test_that_a_running_race_is_left_at_the_second_asking_only(
    open_live: Callable[..., Opened], library: Library
) -> None:
    opened = open_live(athletes=RACES)
    opened.press(Key.Key_Return)
    running = opened.live
    window = _open(opened)
    _choose(window, "club")
    window.take()
    assert opened.race.desk.stage is running
    assert window.foot.words.text().startswith("A race is running. Choose again to leave it")
    window.take()
    assert opened.race.desk.stage.state.phase == ARMED or opened.replay.recording.id == "club"
    assert not window.isVisible()


def test_that_a_template_is_armed_on_the_window(
    open_live: Callable[..., Opened], library: Library
) -> None:
    opened = open_live(athletes=RACES)
    before = opened.live
    window = _open(opened)
    _choose(window, "club")
    window.pane.copy_button.click()
    opened.qtbot.waitUntil(lambda: not window.isVisible())
    assert opened.live is not before
    state = opened.live.state
    assert (state.plan.title, state.phase) == ("Club champs", ARMED)
    assert [each.entrant.athlete for each in state.racing] == ["Anna"]
    opened.race.draw()
    assert opened.notice() == "Set up as then: Return starts the clock."


def test_that_the_race_on_the_window_is_known_in_the_library(
    open_live: Callable[..., Opened], library: Library
) -> None:
    opened = open_live(athletes=RACES)
    opened.press(Key.Key_Return)
    assert opened.live.session.journal.flush(10.0)
    window = _open(opened)
    assert window.shelf.timing.here == opened.live.session.id
    _choose(window, opened.live.session.id)
    assert window.pane.take_button.text() == "Back to it"
    window.throw()
    assert library.count(binned=True) == 0
    window.take()
    assert not window.isVisible()
    assert opened.race.desk.stage.mode == LIVE


def test_that_the_library_follows_the_theme_and_is_opened_once(
    open_live: Callable[..., Opened], library: Library
) -> None:
    opened = open_live(athletes=RACES)
    window = _open(opened)
    opened.race.next_theme(DAY)
    opened.race.draw()
    assert window.theme.name == DAY
    _press(window, Key.Key_Escape)
    assert not window.isVisible()
    opened.race.window.activateWindow()
    opened.qtbot.waitUntil(opened.race.window.isActiveWindow)
    assert _open(opened) is window


def test_that_a_finished_race_is_reviewed_with_its_end(
    open_replay: Callable[..., Opened], library: Library
) -> None:
    opened = open_replay()
    window = _open(opened)
    _choose(window, "club")
    window.take()
    opened.seek(246.8)
    assert opened.replay.state.phase == FINISHED


def test_that_a_race_with_damaged_events_says_so_and_the_library_stays(
    open_live: Callable[..., Opened], library: Library
) -> None:
    with closing(connect_for_writing(library.path)) as connection:
        connection.execute("DROP TRIGGER events_never_change")
        connection.execute(
            "UPDATE events SET sum = NULL, body = replace(body, '\"1\"', '\"9\"')"
            " WHERE session = 'club' AND kind = 'split_taken'"
        )
        assert connection.execute("SELECT changes()").fetchone()[0] > 0
    opened = open_live(athletes=RACES)
    window = _open(opened)
    _choose(window, "club")
    window.take()
    sentence = 'Session "club", event 3: found one that has changed on the disk'
    assert window.foot.words.text().startswith(sentence)
    assert window.isVisible()
    assert opened.race.desk.stage.mode == LIVE


def test_that_clock_and_call_of_a_running_field_stay_in_sight(
    open_live: Callable[..., Opened], library: Library
) -> None:
    opened = open_live(athletes=RACES)
    opened.press(Key.Key_Return)
    owner = opened.race.window
    window = _open(opened)
    below = owner.call.mapToGlobal(owner.call.rect().bottomLeft()).y()
    assert window.y() > below
    assert window.geometry().bottom() <= owner.mapToGlobal(owner.rect().bottomLeft()).y()


def test_that_notes_on_a_running_race_are_stored_beside_its_presses(
    open_live: Callable[..., Opened], library: Library
) -> None:
    opened = open_live(athletes=RACES)
    opened.press(Key.Key_Return)
    window = _open(opened)
    id = opened.live.session.id
    opened.qtbot.waitUntil(lambda: window.shelf.lines.row_of(id) >= 0)
    _choose(window, id)
    window.pane.notes.setPlainText("windy")
    opened.at(61.0)
    _press(window, Key.Key_F1)
    window.pane.keep()
    opened.qtbot.waitUntil(lambda: library.label(id).notes == "windy")
    opened.at(62.0)
    _press(window, Key.Key_F2)
    assert opened.live.session.journal.flush(10.0)
    stored = library.records(id)
    assert len(stored) == opened.live.state.version == 4
    assert library.find(Query(words="windy"))[0].id == id
