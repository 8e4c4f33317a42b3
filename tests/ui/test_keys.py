"""Keys in a window of Qt: what reaches the race, and what stays with text fields and dialogs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.times import NS_PER_MS, Instant
from ui.key_map import Act, Action, SplitLane, UndoLane
from ui.keys import KeyFilter, mark_race_window, takes_text
from ui.stamps import ClockReading, Stamp

Key = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NOW = ClockReading(Instant(5_000_000_000), None)


class RaceWindow(QWidget):
    """A window with one of everything that takes keys."""

    def __init__(self) -> None:
        super().__init__()
        self.clicks = 0
        self.text = QLineEdit()
        self.number = QSpinBox()
        self.button = QPushButton("Start")
        self.button.clicked.connect(self.count)
        self.table = QTableWidget(2, 2)
        self.table.setItem(0, 0, QTableWidgetItem("1:00.20"))
        self.choice = QComboBox()
        self.choice.addItems(["1 mile", "2 miles", "3000 m"])
        column = QVBoxLayout(self)
        for each in (self.text, self.number, self.button, self.table, self.choice):
            column.addWidget(each)

    def count(self) -> None:
        self.clicks += 1


@dataclass(slots=True, kw_only=True)
class Race:
    """A race window on the screen, its filter, and what the filter asked for."""

    window: RaceWindow
    keys: KeyFilter
    heard: list[tuple[Action, Stamp]] = field(default_factory=list)
    unwanted: set[Action] = field(default_factory=set)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press as the system does: to the window, which finds the widget with the focus."""
        QTest.keyClick(self.window.windowHandle(), key, held)

    def type_text(self, text: str) -> None:
        for character in text:
            QTest.keyClick(self.window.windowHandle(), ord(character))

    def actions(self) -> list[Action]:
        return [action for action, _ in self.heard]


@pytest.fixture
def race(qapp: QApplication, qtbot: QtBot) -> Iterator[Race]:
    window = RaceWindow()
    qtbot.addWidget(window)
    mark_race_window(window)
    heard: list[tuple[Action, Stamp]] = []
    unwanted: set[Action] = set()
    keys = KeyFilter(
        qapp,
        lambda action, stamp: heard.append((action, stamp)),
        wants=lambda action: action not in unwanted,
        read=lambda: NOW,
    )
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.button.setFocus()
    yield Race(window=window, keys=keys, heard=heard, unwanted=unwanted)
    qapp.removeEventFilter(keys)
    keys.deleteLater()


@pytest.mark.parametrize("focused", ["button", "table", "choice", None])
def test_that_keys_reach_the_race_whatever_has_focus(race: Race, focused: str | None) -> None:
    race.window.button.clearFocus()
    if focused:
        getattr(race.window, focused).setFocus()
    for key in (Key.Key_Return, Key.Key_Space, Key.Key_PageDown, Key.Key_1, Key.Key_F12):
        race.press(key)
    race.press(Key.Key_F2, SHIFT)
    race.press(Key.Key_Z, CONTROL)
    race.press(Key.Key_Return, ALT)
    assert race.actions() == [
        Act.START,
        Act.SPLIT_SELECTED,
        Act.SPLIT_SELECTED,
        SplitLane(1),
        SplitLane(12),
        UndoLane(2),
        Act.UNDO,
        Act.FULL_SCREEN,
    ]


def test_that_space_clicks_no_focused_button(race: Race) -> None:
    race.press(Key.Key_Space)
    assert race.window.clicks == 0
    assert race.actions() == [Act.SPLIT_SELECTED]


def test_that_a_time_typed_in_a_field_splits_nobody(race: Race) -> None:
    race.window.text.setFocus()
    race.type_text("3:01.84")
    assert race.window.text.text() == "3:01.84"
    assert race.heard == []


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Backspace, Key.Key_Right, Key.Key_Home])
def test_that_editing_keys_belong_to_the_field(race: Race, key: Qt.Key) -> None:
    race.window.text.setText("60.2")
    race.window.text.setFocus()
    race.press(key)
    assert race.heard == []


def test_that_undo_in_a_field_undoes_its_text(race: Race) -> None:
    race.window.text.setFocus()
    race.type_text("61")
    race.press(Key.Key_Z, CONTROL)
    assert race.window.text.text() == ""
    assert race.heard == []


def test_that_the_return_that_accepts_a_text_starts_nothing(race: Race) -> None:
    race.window.text.returnPressed.connect(race.window.text.clearFocus)
    race.window.text.setFocus()
    race.type_text("60.2")
    race.press(Key.Key_Return)
    assert race.heard == []
    race.press(Key.Key_Return)
    assert race.actions() == [Act.START]


def test_that_function_keys_and_page_down_split_while_typing(race: Race) -> None:
    race.window.text.setFocus()
    race.type_text("3:0")
    race.press(Key.Key_F3)
    race.press(Key.Key_PageDown)
    race.type_text("1.84")
    assert race.actions() == [SplitLane(3), Act.SPLIT_SELECTED]
    assert race.window.text.text() == "3:01.84"


def test_that_page_down_in_a_number_splits_and_changes_no_number(race: Race) -> None:
    race.window.number.setValue(50)
    race.window.number.setFocus()
    race.press(Key.Key_PageDown)
    assert race.actions() == [Act.SPLIT_SELECTED]
    assert race.window.number.value() == 50


def test_that_esc_gives_the_keys_back(race: Race) -> None:
    race.window.text.setFocus()
    race.type_text("1")
    race.press(Key.Key_Escape)
    race.press(Key.Key_1)
    assert race.actions() == [SplitLane(1)]
    assert race.window.text.text() == "1"


def test_that_esc_drops_what_was_typed_in_a_cell(race: Race) -> None:
    table = race.window.table
    table.setFocus()
    table.setCurrentCell(0, 0)
    item = table.item(0, 0)
    assert item is not None
    table.editItem(item)
    race.type_text("59.9")
    assert race.heard == []
    race.press(Key.Key_Escape)
    assert item.text() == "1:00.20"
    race.press(Key.Key_1)
    assert race.actions() == [SplitLane(1)]


def test_that_the_window_is_told_when_a_field_has_the_keys(race: Race, qtbot: QtBot) -> None:
    told: list[bool] = []
    race.keys.typing_changed.connect(told.append)
    race.window.text.setFocus()
    race.window.number.setFocus()
    assert race.keys.typing
    race.press(Key.Key_Escape)
    assert not race.keys.typing
    assert told == [True, False]


def test_that_auto_repeat_splits_once(race: Race) -> None:
    repeated = [False, True, True]
    for again in repeated:
        QTest.simulateEvent(race.window, True, Key.Key_Space, NONE, " ", again)
    assert race.actions() == [Act.SPLIT_SELECTED]


def test_that_auto_repeat_writes_in_a_field(race: Race) -> None:
    race.window.text.setFocus()
    for again in (False, True, True):
        QTest.simulateEvent(race.window.text, True, Key.Key_0, NONE, "0", again)
    assert race.window.text.text() == "000"
    assert race.heard == []


def test_that_a_key_sent_to_a_field_without_focus_is_text(race: Race) -> None:
    QTest.keyClick(race.window.text, ord("3"))
    assert race.window.text.text() == "3"
    assert race.heard == []


def test_that_tab_moves_the_focus_where_no_other_athlete_is_to_be_selected(race: Race) -> None:
    race.press(Key.Key_Tab)
    assert race.actions() == [Act.NEXT_ENTRY]
    assert race.window.focusWidget() is race.window.button
    race.unwanted.add(Act.NEXT_ENTRY)
    race.press(Key.Key_Tab)
    assert race.actions() == [Act.NEXT_ENTRY]
    assert race.window.focusWidget() is race.window.table


def test_that_ctrl_tab_and_shift_tab_move_the_focus_in_any_case(race: Race) -> None:
    race.press(Key.Key_Tab, CONTROL)
    assert race.window.focusWidget() is race.window.table
    race.window.button.setFocus()
    race.press(Key.Key_Backtab, SHIFT)
    assert race.window.focusWidget() is race.window.number
    assert race.heard == []


def test_that_a_key_the_race_has_no_use_for_goes_to_the_focused_widget(race: Race) -> None:
    race.unwanted.add(Act.SPLIT_SELECTED)
    race.press(Key.Key_Space)
    assert race.heard == []
    assert race.window.clicks == 1


def test_that_a_dialogs_keys_are_its_own(race: Race, qtbot: QtBot) -> None:
    dialog = QDialog(race.window)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    for target in (dialog.windowHandle(), race.window.windowHandle()):
        QTest.keyClick(target, Key.Key_F1)
        QTest.keyClick(target, Key.Key_Space)
    assert race.heard == []
    dialog.close()
    race.press(Key.Key_F1)
    assert race.actions() == [SplitLane(1)]


def test_that_a_field_of_a_dialog_is_not_typing_in_the_race(race: Race, qtbot: QtBot) -> None:
    dialog = QDialog(race.window)
    qtbot.addWidget(dialog)
    field_ = QLineEdit(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    field_.setFocus()
    qtbot.waitUntil(field_.hasFocus)
    assert not race.keys.typing


@pytest.mark.qt_log_ignore("^This plugin does not support grabbing the", extend=True)
def test_that_an_open_menu_leaves_the_function_keys_to_the_race(race: Race, qtbot: QtBot) -> None:
    menu = QMenu(race.window)
    menu.addAction("1 mile")
    menu.popup(race.window.mapToGlobal(race.window.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    race.press(Key.Key_F4)
    race.press(Key.Key_1)
    assert race.actions() == [SplitLane(4)]
    race.press(Key.Key_Escape)
    qtbot.waitUntil(menu.isHidden)


class Spy(QObject):
    """Notes what the events of presses say of their time, before any other filter."""

    def __init__(self) -> None:
        super().__init__()
        self.times_ms: list[int] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self.times_ms.append(event.timestamp())
        return False


def test_that_the_stamp_is_the_events_where_the_system_stamps_events(
    qapp: QApplication, race: Race
) -> None:
    spy = Spy()
    heard: list[Stamp] = []

    def read() -> ClockReading:
        # Held up for 270 ms; the machine has slept for a second.
        monotonic_ns = (spy.times_ms[-1] + 270) * NS_PER_MS if spy.times_ms else 0
        return ClockReading(Instant(monotonic_ns + 1000 * NS_PER_MS), 1000 * NS_PER_MS)

    keys = KeyFilter(qapp, lambda _, at: heard.append(at), read=read, platform="xcb")
    qapp.installEventFilter(spy)
    try:
        race.press(Key.Key_Space)
        race.press(Key.Key_F1)
    finally:
        qapp.removeEventFilter(spy)
        qapp.removeEventFilter(keys)
    expected = [Instant((ms + 1000) * NS_PER_MS) for ms in spy.times_ms]
    assert [each.at for each in heard] == expected
    assert {each.source for each in heard} == {"event"}


def test_that_the_stamp_is_the_handlers_where_events_have_no_time(race: Race) -> None:
    race.press(Key.Key_Space)
    assert race.heard == [(Act.SPLIT_SELECTED, Stamp(NOW.now, "handler"))]


class Ticking:
    """A reading that a test moves on."""

    def __init__(self) -> None:
        self.ms = 5_000

    def read(self) -> ClockReading:
        return ClockReading(Instant(self.ms * NS_PER_MS), None)


def test_that_a_click_has_the_instant_at_which_the_button_went_down(
    qapp: QApplication, race: Race
) -> None:
    ticking = Ticking()
    keys = KeyFilter(qapp, lambda *_: None, read=ticking.read)
    clicked: list[Stamp] = []
    race.window.button.clicked.connect(lambda: clicked.append(keys.last_press))
    handle, middle = race.window.windowHandle(), race.window.button.geometry().center()
    left = Qt.MouseButton.LeftButton
    for _ in range(2):  # the second press of a double click counts as well
        QTest.mousePress(handle, left, NONE, middle)
        ticking.ms += 700
        QTest.mouseRelease(handle, left, NONE, middle)
    ticking.ms += 2_000
    race.window.button.click()
    qapp.removeEventFilter(keys)
    assert clicked == [Stamp(Instant(ms * NS_PER_MS), "handler") for ms in (5_000, 5_700, 8_400)]


def test_that_fields_that_cannot_be_written_in_take_no_text(qtbot: QtBot) -> None:
    for writable in (QLineEdit(), QPlainTextEdit(), QSpinBox()):
        qtbot.addWidget(writable)
        assert takes_text(writable)
        writable.setReadOnly(True)
        assert not takes_text(writable)
    choice = QComboBox()
    qtbot.addWidget(choice)
    assert not takes_text(choice)
    choice.setEditable(True)
    assert takes_text(choice)
    assert not takes_text(None)
