"""The composed window on a live race: presses, corrections, what is saved, and how it is left."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from app.domain.course import Distance
from app.domain.state import ARMED, RUNNING
from app.storage.library import Library
from app.storage.place import library_path
from tests.ui.conftest import SOON_S, Opened
from ui.stages.replaying import ReplayStage
from ui.stages.timing import LiveStage
from ui.viewstate.call import Call
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.windows import race_window

Open = Callable[..., Opened]
Key = Qt.Key
PARIS = (60.2, 120.75, 181.84, 246.42)
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def run(opened: Opened, *times: float) -> None:
    """Start at 0 and press Space at each of `times`, as the keyboard does."""
    opened.at(0)
    opened.press(Key.Key_Return)
    for each in times:
        opened.at(each)
        opened.press(Key.Key_Space)


def settle(opened: Opened) -> None:
    """Wait until everything is stored, and draw that."""
    assert opened.live.session.journal.flush(SOON_S)
    opened.race.draw()


def right_notice(opened: Opened) -> str:
    shown = opened.race.window.notice.view
    return shown.right if shown else ""


def row_place(opened: Opened, mark: Distance) -> QPoint:
    body = opened.race.window.body
    assert body is not None
    return body.table.row_area(mark).center().toPoint()


def double_click(opened: Opened, mark: Distance) -> None:
    body = opened.race.window.body
    assert body is not None
    QTest.mouseDClick(body.table, LEFT, pos=row_place(opened, mark))
    opened.race.draw()


def first_mark(opened: Opened) -> Distance:
    return opened.live.state.plan.course.marks[0]


def test_that_a_race_waits_for_the_gun(open_live: Open) -> None:
    opened = open_live()
    assert opened.live.state.phase == ARMED
    assert opened.race.window.call.view == Call("READY. RETURN AT THE GUN.")
    opened.at(30)
    assert opened.view.cards.elapsed.value == "0.0"


def test_that_the_paris_race_pressed_by_keys_has_its_times(open_live: Open) -> None:
    opened = open_live()
    run(opened, *PARIS)
    assert opened.splits() == list(PARIS)
    assert opened.view.cards.gap.value == "+6.4"
    assert opened.view.cards.elapsed.value == "4:06.42"
    assert opened.sounds.heard == ["split"] * 5


def test_that_the_buttons_take_the_same_presses(open_live: Open) -> None:
    opened = open_live()
    opened.click(opened.find(Button, "Start"))
    for each in PARIS:
        opened.at(each)
        opened.click(opened.find(Button, "Split"))
    assert opened.splits() == list(PARIS)
    assert not opened.find(Button, "Split").isEnabled()
    assert "every mark has its split" in opened.find(Button, "Split").toolTip()


def test_that_a_button_takes_the_instant_of_the_press_not_of_the_release(open_live: Open) -> None:
    opened = open_live()
    run(opened)
    opened.at(60.2)
    split = opened.find(Button, "Split")
    QTest.mousePress(split, LEFT)
    opened.at(61.7)
    QTest.mouseRelease(split, LEFT)
    assert opened.splits() == [60.2]


def test_that_the_clock_runs_between_presses(open_live: Open) -> None:
    opened = open_live()
    run(opened, 60.2)
    opened.at(100)
    assert opened.view.cards.elapsed.value == "1:40.0"
    assert opened.view.cards.gap.now.startswith("now about")
    assert opened.race.desk.moving


def test_that_a_pressed_lap_is_held_for_a_while(open_live: Open) -> None:
    opened = open_live()
    run(opened, 60.2, 120.75)
    lap = opened.race.window.lap
    opened.at(124)
    assert lap.view is not None
    assert (lap.view.value, lap.view.held) == ("60.55", True)
    opened.at(125)
    assert not lap.view.held


def test_that_undo_and_redo_move_one_press(open_live: Open) -> None:
    opened = open_live()
    run(opened, 60.2, 120.75)
    opened.press(Key.Key_Backspace)
    assert opened.splits() == [60.2]
    assert opened.notice().startswith("Taken back: ")
    opened.press(Key.Key_Y, CONTROL)
    assert opened.splits() == [60.2, 120.75]
    opened.click(opened.find(Button, "Undo"))
    opened.click(opened.find(Button, "Undo"))
    assert opened.splits() == []
    opened.click(opened.find(Button, "Redo"))
    assert opened.splits() == [60.2]


def test_that_the_finish_can_be_taken_back(open_live: Open) -> None:
    opened = open_live()
    run(opened, *PARIS)
    opened.at(250)
    opened.press(Key.Key_Z, CONTROL)
    assert opened.splits() == list(PARIS[:3])
    assert opened.view.cards.elapsed.value == "4:10.0"
    opened.press(Key.Key_Y, CONTROL)
    assert opened.splits() == list(PARIS)


def test_that_the_start_is_taken_back_at_the_second_asking(open_live: Open) -> None:
    opened = open_live()
    run(opened)
    opened.at(2)
    opened.press(Key.Key_Backspace)
    assert opened.live.state.phase == RUNNING
    assert opened.notice() == "Press Undo again within 3 s to take back the start."
    opened.press(Key.Key_Backspace)
    assert opened.live.state.phase == ARMED


def test_that_a_split_before_the_start_is_kept_and_said(open_live: Open) -> None:
    opened = open_live()
    opened.press(Key.Key_Space)
    assert opened.splits() == []
    assert len(opened.live.state.taps) == 1
    assert "has not started" in opened.notice()
    assert opened.view.bar.state == "Ready \u00b7 1 tap kept"  # type: ignore[union-attr]
    assert opened.sounds.heard == ["refused"]


def test_that_a_typed_split_counts_from_the_start(open_live: Open) -> None:
    opened = open_live()
    run(opened, 60.2, 120.75)
    opened.at(190)
    field = opened.race.window.live_bar.field
    opened.click(field)
    opened.type_text("3:01.84")
    assert opened.splits() == [60.2, 120.75]
    assert opened.race.window.live_bar._typing.isVisible()
    opened.press(Key.Key_Return)
    assert opened.splits() == [60.2, 120.75, 181.84]
    assert field.text() == ""
    opened.at(246.42)
    opened.press(Key.Key_Space)
    assert opened.splits() == list(PARIS)


@pytest.mark.parametrize(
    ("typed", "says"), [("abc", "abc"), ("59.0", "expected later than"), ("1:99", "1:99")]
)
def test_that_a_wrong_time_stays_in_the_field_with_its_sentence(
    open_live: Open, typed: str, says: str
) -> None:
    opened = open_live()
    run(opened, 60.2, 120.75)
    opened.click(opened.race.window.live_bar.field)
    opened.type_text(typed)
    opened.press(Key.Key_Return)
    assert opened.splits() == [60.2, 120.75]
    assert opened.race.window.live_bar.field.text() == typed
    assert says in opened.notice()
    assert opened.notice().endswith(".")


def test_that_escape_gives_the_keys_back(open_live: Open) -> None:
    opened = open_live()
    run(opened, 60.2)
    opened.click(opened.race.window.live_bar.field)
    opened.type_text("1:5")
    opened.press(Key.Key_Escape)
    opened.at(120.75)
    opened.press(Key.Key_Space)
    assert opened.splits() == [60.2, 120.75]
    assert opened.race.window.live_bar.field.text() == ""


def test_that_a_double_click_on_the_table_edits_a_split(open_live: Open) -> None:
    opened = open_live()
    run(opened, 60.2, 120.75)
    double_click(opened, first_mark(opened))
    field = opened.race.window.live_bar.field
    assert (field.text(), field.placeholderText()) == ("1:00.20", "409 m: its time")
    opened.type_text("1:00.40")
    opened.press(Key.Key_Return)
    assert opened.splits() == [60.4, 120.75]
    body = opened.race.window.body
    assert body is not None
    assert body.table.view is not None
    assert body.table.view.rows[0].badge == "edited"
    opened.press(Key.Key_Backspace)
    assert opened.splits() == [60.2, 120.75]


def test_that_an_edit_that_is_left_does_not_touch_the_next_typed_time(open_live: Open) -> None:
    opened = open_live()
    run(opened, 60.2)
    double_click(opened, first_mark(opened))
    opened.press(Key.Key_Escape)
    opened.click(opened.race.window.live_bar.field)
    opened.type_text("2:00.75")
    opened.press(Key.Key_Return)
    assert opened.splits() == [60.2, 120.75]


def test_that_the_finish_shows_the_hindsight(open_live: Open) -> None:
    opened = open_live()
    run(opened, *PARIS)
    shown = opened.race.window.projection.view
    assert shown is not None
    assert shown.title == "PROJECTED AT 1209 M"
    assert shown.detail == "the result lies outside its 80 % band"


def test_that_the_beeps_can_be_turned_off(open_live: Open) -> None:
    opened = open_live()
    opened.press(Key.Key_B)
    assert opened.notice() == "Beeps are off."
    run(opened, 60.2)
    assert opened.sounds.heard == []
    opened.press(Key.Key_B)
    opened.press(Key.Key_U)
    assert opened.sounds.heard == ["split"]
    assert opened.notice() == "Kept as an unassigned tap."


def test_that_a_lane_takes_back_its_own_press(open_live: Open) -> None:
    opened = open_live(athletes=("Ann", "Bea"))
    run(opened)
    for at, key in ((60, Key.Key_1), (62, Key.Key_2)):
        opened.at(at)
        opened.press(key)
    opened.press(Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert opened.splits() == []
    opened.press(Key.Key_Tab)
    assert opened.splits() == [62.0]


def test_that_two_athletes_are_split_by_their_lanes(open_live: Open) -> None:
    opened = open_live(athletes=("Ann", "Bea"))
    run(opened)
    opened.at(60)
    opened.press(Key.Key_1)
    opened.at(62)
    opened.press(Key.Key_2)
    assert opened.splits() == [60.0]
    opened.press(Key.Key_Tab)
    assert opened.splits() == [62.0]
    opened.press(Key.Key_L)
    assert opened.view.head.title.startswith("Bea")


def test_that_what_is_stored_is_said_to_be_saved(open_live: Open) -> None:
    opened = open_live()
    run(opened, 60.2)
    settle(opened)
    assert right_notice(opened) == "saved"
    stored = Library(library_path()).records(opened.live.session.id)
    assert stored == opened.live.session.engine.records


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A place for the library that nothing can be written to."""
    place = tmp_path / "a file"
    place.write_text("no folder")
    monkeypatch.setenv("SPLITLINE_HOME", str(place))
    monkeypatch.setattr(race_window, "_FLUSH_S", 0.05)


def test_that_a_race_that_cannot_be_saved_goes_on_and_says_so(
    no_library: None, open_live: Open
) -> None:
    opened = open_live()
    run(opened, 60.2)
    opened.qtbot.waitUntil(lambda: bool(opened.live.session.engine.trouble))
    opened.race.draw()
    assert opened.splits() == [60.2]
    assert opened.find(Banner, "NOT SAVED: The set-up and 2 presses wait").isVisible()
    assert right_notice(opened) == "not saved"


def answer(words: str, seen: list[str]) -> None:
    """Press a button of the box that is open."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    seen.append(box.text())
    button = next(each for each in box.findChildren(QPushButton) if each.text() == words)
    button.click()


@pytest.mark.parametrize(("words", "stays"), [("Stay", True), ("Close and lose it", False)])
def test_that_closing_asks_when_something_is_not_saved(
    no_library: None, open_live: Open, words: str, stays: bool
) -> None:
    opened = open_live()
    run(opened, 60.2)
    seen: list[str] = []
    QTimer.singleShot(100, lambda: answer(words, seen))
    opened.race.window.close()
    assert seen == ["Part of this race is not saved."]
    assert opened.race.window.isVisible() is stays


def test_that_closing_asks_nothing_when_everything_is_saved(
    open_live: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_live()
    run(opened, 60.2)
    asked: list[object] = []
    monkeypatch.setattr(QMessageBox, "exec", asked.append)
    opened.race.window.close()
    assert asked == []
    assert not opened.race.window.isVisible()
    assert Library(library_path()).session(opened.live.session.id).records


def test_that_a_saved_race_is_opened_as_a_replay(open_live: Open) -> None:
    opened = open_live()
    run(opened, *PARIS)
    settle(opened)
    timed = opened.live.session.id
    opened.race.extras.open_race(timed)
    opened.race.draw()
    assert isinstance(opened.race.desk.stage, ReplayStage)
    opened.seek(300)
    assert opened.splits() == list(PARIS)
    assert opened.race.window.replay_bar.isVisible()
    assert not opened.race.window.live_bar.isVisible()


def test_that_a_running_race_is_left_at_the_second_choice(open_live: Open) -> None:
    opened = open_live()
    run(opened, 60.2)
    opened.race.extras.open_race("oxford-1954")
    opened.race.draw()
    assert isinstance(opened.race.desk.stage, LiveStage)
    assert opened.notice().startswith("A race is running. Choose again")
    opened.race.extras.open_race("oxford-1954")
    opened.race.draw()
    assert isinstance(opened.race.desk.stage, ReplayStage)


def test_that_a_new_race_is_armed_from_its_form(open_replay: Open) -> None:
    opened = open_replay()
    opened.press(Key.Key_N, CONTROL)
    dialog = opened.race.extras._dialog
    assert dialog is not None
    assert dialog.isVisible()
    opened.click(dialog.arm_button)
    assert not dialog.isVisible()
    assert opened.live.state.phase == ARMED
    opened.race.window.activateWindow()
    opened.qtbot.waitUntil(opened.race.window.isActiveWindow)
    run(opened, *PARIS)
    assert opened.splits() == list(PARIS)
