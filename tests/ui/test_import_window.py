"""Importing from the window: pasted, dropped, put right, stored in one step, taken back in one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.domain.state import ARMED, RUNNING
from app.storage.library import Library
from app.storage.listing import Query
from app.storage.place import library_path
from tests.ui.conftest import Opened
from tests.unit.storage.processes import held_elsewhere
from tests.unit.usecases.past import MILE, add_race
from tests.unit.usecases.result_texts import EVENTS, PRINTED, TABLE
from ui.theme import CONTRAST, DAY
from ui.viewstate.snapshot import REPLAY
from ui.widgets.strip import Strip
from ui.windows.import_window import ImportWindow
from ui.windows.importing import import_of
from ui.windows.incoming import take_drops
from ui.windows.library_window import LibraryWindow
from ui.windows.new_race import NewRaceDialog

Key = Qt.Key
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def nothing_copied(qapp: QApplication) -> Iterator[None]:
    qapp.clipboard().clear()
    yield
    qapp.clipboard().clear()


def settle(opened: Opened, window: ImportWindow) -> ImportWindow:
    opened.qtbot.waitUntil(lambda: not window.reader.busy)
    return window


def paste(opened: Opened, text: str) -> ImportWindow:
    QApplication.clipboard().setText(text)
    opened.press(Key.Key_V, CONTROL)
    window = import_of(opened.race).window
    opened.qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return settle(opened, window)


def press(opened: Opened, window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.windowHandle(), key, held)
    if isinstance(window, ImportWindow):
        settle(opened, window)
    opened.race.draw()


def strip_of(opened: Opened) -> Strip:
    found = [each for each in opened.race.window.findChildren(Strip) if each.isVisible()]
    assert found, "there is no strip"
    return found[-1]


def cells(window: ImportWindow) -> list[tuple[str, ...]]:
    return [window.preview.table.times.table.heads, *window.preview.table.times.table.rows]


def test_that_pasted_results_are_shown_and_nothing_is_stored(
    open_replay: Callable[..., Opened],
) -> None:
    window = paste(open_replay(), PRINTED)
    assert window.counts.text() == "2 races \u00b7 3 athletes \u00b7 12 times"
    assert cells(window)[0] == ("lane", "athlete", "300 m", "700 m", "1100 m", "finish")
    assert cells(window)[1][:4] == ("1", "Ann Example", "50.44", "1:57.90  (67.46)")
    assert window.preview.why.text().endswith("Are these the marks of these 2 races?")
    assert Library(library_path()).count() == 0


def test_that_return_confirms_and_imports_and_undo_takes_all_of_it_back(
    open_replay: Callable[..., Opened],
) -> None:
    opened = open_replay()
    before = opened.race.desk.stage
    window = paste(opened, PRINTED)
    assert window.act_button.text() == "The marks are right: import 2 races"
    press(opened, window, Key.Key_Return)
    library = Library(library_path())
    opened.qtbot.waitUntil(lambda: not window.isVisible())
    assert library.count() == 2
    assert opened.replay.recording.title.endswith("Heat 1 of 2")
    assert opened.replay.replay.at_end
    opened.race.draw()
    strip = strip_of(opened)
    assert strip.accessibleName() == "Imported 2 races."
    opened.click(strip._accept)
    opened.qtbot.waitUntil(lambda: library.count() == 0)
    assert library.count(binned=True) == 2
    opened.qtbot.waitUntil(lambda: opened.race.desk.stage is before)
    opened.race.draw()
    assert opened.notice() == "Taken back. All 2 races are in the bin."


def test_that_the_same_results_again_change_nothing_and_offer_no_undo(
    open_replay: Callable[..., Opened],
) -> None:
    opened = open_replay()
    window = import_of(opened.race).window
    for _ in range(2):
        assert paste(opened, PRINTED) is window
        press(opened, window, Key.Key_Return)
        opened.qtbot.waitUntil(lambda: not window.isVisible())
        opened.race.window.activateWindow()
        opened.qtbot.waitUntil(opened.race.window.isActiveWindow)
    opened.race.draw()
    assert opened.notice() == "All of it is known already: nothing was changed."
    assert not [each for each in opened.race.window.findChildren(Strip) if each.isVisible()]


def test_that_a_race_that_runs_is_timed_meanwhile_and_stays_on_the_window(
    open_live: Callable[..., Opened],
) -> None:
    opened = open_live(athletes=("Anna", "Kim"))
    opened.press(Key.Key_Return)
    running = opened.live
    window = paste(opened, PRINTED)
    opened.at(61.0)
    press(opened, window, Key.Key_F2)
    window.preview.marks_field.setFocus()
    opened.at(62.0)
    press(opened, window, Key.Key_F1)
    assert [len(each.splits) for each in running.state.racing] == [1, 1]
    window.act_button.setFocus()
    press(opened, window, Key.Key_Return)
    opened.qtbot.waitUntil(lambda: not window.isVisible())
    assert opened.race.desk.stage is running
    assert running.state.phase == RUNNING
    assert strip_of(opened).accessibleName().endswith("All races (Ctrl+L) has it.")


def test_that_a_typed_event_and_a_corrected_column_are_read_at_once(
    open_replay: Callable[..., Opened],
) -> None:
    opened = open_replay()
    window = paste(opened, TABLE)
    assert QApplication.focusWidget() is window.preview.event_field
    assert not window.act_button.isEnabled()
    QTest.keyClicks(window.preview.event_field, "1500")
    press(opened, window, Key.Key_Return)
    assert "times with and without one" in window.preview.why.text()
    window.preview.columns._painter.chosen.emit(1, "the result")
    settle(opened, window)
    assert cells(window)[1][-1] == "4:06.42  (47.52)"
    assert window.act_button.isEnabled()
    press(opened, window, Key.Key_Return)
    opened.qtbot.waitUntil(lambda: not window.isVisible())
    assert Library(library_path()).summaries()[0].athletes == ("Ann Example", "Bea Sample")


# A list that pops up grabs the keyboard; the offscreen platform has none.
@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_that_the_box_over_a_column_opens_and_is_chosen_from_by_the_keyboard(
    open_replay: Callable[..., Opened],
) -> None:
    opened = open_replay()
    window = paste(opened, TABLE)
    window.preview.columns.setFocus()
    window.preview.columns.setCurrentIndex(window.preview.columns.columns.index(0, 1))
    press(opened, window, Key.Key_Return)
    opened.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup.windowHandle(), Key.Key_Up)
    QTest.keyClick(popup.windowHandle(), Key.Key_Return)
    settle(opened, window)
    assert window.preview.columns.columns.boxes[1].meaning == "the result"


def test_that_a_race_is_left_out_by_its_tick(open_replay: Callable[..., Opened]) -> None:
    opened = open_replay()
    window = paste(opened, PRINTED)
    window.races.setFocus()
    press(opened, window, Key.Key_Down)
    press(opened, window, Key.Key_Space)
    assert [each.kept for each in window.review.items] == [True, False]
    QTest.mouseClick(window.races.viewport(), LEFT, NONE, QPoint(14, 14))
    settle(opened, window)
    assert [each.kept for each in window.review.items] == [False, False]
    assert not window.act_button.isEnabled()


def test_that_what_cannot_be_read_is_one_sentence(open_replay: Callable[..., Opened]) -> None:
    opened = open_replay()
    window = paste(opened, "%PDF-1.7 binary")
    assert window.preview.why.text().startswith("Pasted text: ")
    assert window.resting.isVisible()
    assert not window.act_button.isEnabled()
    press(opened, window, Key.Key_Return)
    assert window.isVisible()


def test_that_nothing_copied_is_said_in_the_line_of_notices(
    open_replay: Callable[..., Opened],
) -> None:
    opened = open_replay()
    opened.press(Key.Key_V, CONTROL)
    assert opened.notice().startswith("Nothing that can be read has been copied")
    assert not import_of(opened.race).window.isVisible()


def test_that_a_library_in_use_keeps_the_window_and_says_why(
    open_replay: Callable[..., Opened],
) -> None:
    opened = open_replay()
    window = paste(opened, PRINTED)
    with held_elsewhere(library_path()):
        press(opened, window, Key.Key_Return)
    assert window.isVisible()
    assert window.says.text().startswith("Nothing was stored: Another Splitline is writing")
    press(opened, window, Key.Key_Return)
    opened.qtbot.waitUntil(lambda: not window.isVisible())
    assert Library(library_path()).count() == 2


def test_that_a_start_list_fills_the_form_of_a_new_race(
    open_replay: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_replay()
    (tmp_path / "meet.evt").write_text(EVENTS)
    import_of(opened.race).open_files([str(tmp_path / "meet.evt")])
    window = settle(opened, import_of(opened.race).window)
    assert window.act_button.text() == "Set up this race"
    press(opened, window, Key.Key_Return)
    form = opened.race.window.findChild(NewRaceDialog)
    assert isinstance(form, NewRaceDialog)
    assert not window.isVisible()
    assert form.form.event == "1500 m"
    assert form.form.athletes.split("\n")[:2] == ["Ann Example", "Bea Sample"]
    form.arm()
    assert opened.live.state.phase == ARMED
    assert opened.live.state.plan.title == "Girls 1500m"


def drag(kind: type[QDragEnterEvent], mime: QMimeData) -> QDragEnterEvent:
    copy = Qt.DropAction.CopyAction
    return kind(QPoint(50, 50), copy, mime, LEFT, NONE)


def test_that_a_dropped_file_is_looked_at_and_the_target_is_seen_meanwhile(
    open_replay: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_replay()
    target = take_drops(opened.race)
    (tmp_path / "heats.txt").write_text(PRINTED)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "heats.txt"))])
    enter = drag(QDragEnterEvent, mime)
    QApplication.sendEvent(opened.race.window, enter)
    assert enter.isAccepted()
    assert target.isVisible()
    assert target.geometry() == opened.race.window.rect()
    QApplication.sendEvent(target, drag(QDragEnterEvent, mime))
    drop = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, mime, LEFT, NONE)
    QApplication.sendEvent(target, drop)
    assert not target.isVisible()
    window = settle(opened, import_of(opened.race).window)
    assert window.source.text().startswith("heats.txt")
    assert len(window.review.items) == 2


def test_that_the_target_goes_when_the_drag_leaves(open_replay: Callable[..., Opened]) -> None:
    opened = open_replay()
    target = take_drops(opened.race)
    mime = QMimeData()
    mime.setText(PRINTED)
    QApplication.sendEvent(opened.race.window, drag(QDragEnterEvent, mime))
    QApplication.sendEvent(opened.race.window, QDragLeaveEvent())
    opened.qtbot.waitUntil(lambda: not target.isVisible())
    QApplication.sendEvent(opened.race.window, drag(QDragEnterEvent, mime))
    QApplication.sendEvent(target, drag(QDragEnterEvent, mime))
    target.eventFilter(opened.race.window, QDragLeaveEvent())
    QApplication.processEvents()
    assert target.isVisible()
    QApplication.sendEvent(target, QDragLeaveEvent())
    assert not target.isVisible()


def test_that_a_picture_is_not_taken(open_replay: Callable[..., Opened]) -> None:
    opened = open_replay()
    target = take_drops(opened.race)
    mime = QMimeData()
    mime.setData("image/png", b"\x89PNG")
    enter = drag(QDragEnterEvent, mime)
    enter.ignore()
    QApplication.sendEvent(opened.race.window, enter)
    assert not enter.isAccepted()
    assert not target.isVisible()


def test_that_the_library_makes_way_for_the_import(open_replay: Callable[..., Opened]) -> None:
    opened = open_replay()
    opened.press(Key.Key_L, CONTROL)
    library = opened.race.window.findChild(LibraryWindow)
    assert isinstance(library, LibraryWindow)
    library.foot.import_button.click()
    assert not library.isVisible()
    assert import_of(opened.race).window.isVisible()


def test_that_a_large_table_holds_nothing_up(
    open_live: Callable[..., Opened],
) -> None:
    """The window is free while it is read: a key splits before the table is there."""
    opened = open_live(athletes=("Anna", "Kim"))
    opened.press(Key.Key_Return)
    rows = "".join(f"Athlete {i};65,20;2:11,75;3:18,90;4:06,42\n" for i in range(8_000))
    QApplication.clipboard().setText(f"name;400;800;1200;1500\n{rows}")
    opened.press(Key.Key_V, CONTROL)
    window = import_of(opened.race).window
    assert window.reader.busy
    opened.at(61.0)
    QTest.keyClick(window.windowHandle(), Key.Key_F1)
    assert len(opened.live.state.racing[0].splits) == 1
    settle(opened, window)
    assert window.preview.why.text() == (
        "Pasted text: found more than 3,000 athletes, expected a meet at most."
    )


def test_that_a_name_in_a_foreign_language_of_marks_stays_as_it_is(
    open_replay: Callable[..., Opened],
) -> None:
    opened = open_replay()
    window = paste(opened, PRINTED.replace("Example, Ann ", "<b>Ann</b> &co"))
    model = window.preview.table.times
    name = model.index(0, 1)
    assert model.data(name) == "<b>Ann</b> &co"
    tip = model.data(name, Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;Ann" in tip
    assert "&amp;co" in tip


def test_that_closing_forgets_what_was_read(open_replay: Callable[..., Opened]) -> None:
    opened = open_replay()
    window = paste(opened, PRINTED)
    press(opened, window, Key.Key_Escape)
    assert not window.isVisible()
    again = import_of(opened.race).show()
    settle(opened, again)
    assert again.resting.isVisible()
    assert not again.body.isVisible()
    assert again.source.text() == "Results and races from elsewhere"
    assert not again.review.items
    assert opened.race.desk.stage.mode == REPLAY


@pytest.mark.parametrize("theme", [DAY, CONTRAST])
def test_that_every_word_follows_the_theme(open_replay: Callable[..., Opened], theme: str) -> None:
    opened = open_replay()
    window = paste(opened, PRINTED)
    opened.race.next_theme(theme)
    opened.race.draw()
    assert window.theme.name == theme
    allowed = {window.theme.ink, window.theme.muted, window.theme.alert}
    for label in window.findChildren(QLabel):
        assert label.palette().windowText().color().name() in allowed


def test_that_a_day_is_typed_and_a_wrong_one_is_in_the_way(
    open_replay: Callable[..., Opened],
) -> None:
    opened = open_replay()
    window = paste(opened, PRINTED)
    field = window.preview.day_field
    assert field.text() == ""
    _type(opened, window, field, "31.6.2026")
    assert not window.act_button.isEnabled()
    assert window.preview.why.text() == (
        "The date: found 31.6.2026, expected a day like 2026-11-21."
    )
    _type(opened, window, field, "2026-06-21")
    assert window.act_button.isEnabled()
    press(opened, window, Key.Key_Return)
    opened.qtbot.waitUntil(lambda: not window.isVisible())
    stored = Library(library_path()).find(Query())
    assert [each.date for each in stored] == ["2026-06-21", "2026-06-21"]


def _type(opened: Opened, window: ImportWindow, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    press(opened, window, Key.Key_Tab)


def test_that_names_are_those_of_the_library_until_that_is_refused(
    open_replay: Callable[..., Opened],
) -> None:
    opened = open_replay()
    add_race(Library(library_path()), "one", "2026-05-01", (*MILE, 250.0), athletes=("Laura Muir",))
    window = paste(opened, PRINTED.replace("Example, Ann", "MUIR Laura  "))
    names, column = window.preview.names, 1
    assert names.isVisible()
    assert names.accessibleName() == "Names as they are written MUIR Laura is Laura Muir"
    assert [row[column] for row in cells(window)[1:]] == ["Laura Muir", "Bea Sample"]
    opened.click(names)
    settle(opened, window)
    assert names.isChecked()
    assert [row[column] for row in cells(window)[1:]] == ["MUIR Laura", "Bea Sample"]
    opened.click(names)
    settle(opened, window)
    assert [row[column] for row in cells(window)[1:]] == ["Laura Muir", "Bea Sample"]


def test_that_names_nobody_reads_in_another_way_offer_no_choice(
    open_replay: Callable[..., Opened],
) -> None:
    assert not paste(open_replay(), PRINTED).preview.names.isVisible()
