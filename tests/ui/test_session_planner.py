"""The planner of training sessions: typed, read, armed, kept and taken again."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.usecases.last_training import PastSession
from tests.ui.conftest import Written
from ui.theme import CONTRAST, DAY, NIGHT, THEMES, load_fonts
from ui.viewstate.plan_shelf import ASIDE, EXAMPLE, HEADING, SAVED, SESSION
from ui.viewstate.session_plan import EXAMPLES, PlannerForm
from ui.widgets.plan_shelf import cross_of
from ui.windows.session_planner import SessionPlanner

if TYPE_CHECKING:
    from app.domain.training.session_setup import TrainingSetup

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SETS = "3 x (4 x 300 in 43, 1:30) / 5:00"
ROSTER = "A: Ann, 5k 15:30, Bea\nB: Cia, 300 in 45\n"
PAST = PastSession("7", "Training", "4x400", ("Ann",), "2026-05-01")


class Opened:
    """A planner on the screen, and what it has told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.planner = SessionPlanner()
        self.setups: list[TrainingSetup] = []
        self.saved: list[tuple[str, str]] = []
        self.deleted: list[str] = []
        self.wanted: list[str] = []
        self.told: list[PlannerForm] = []
        planner, self._bot = self.planner, qtbot
        planner.armed.connect(self.setups.append)
        planner.saved.connect(lambda *saved: self.saved.append(saved))
        planner.deleted.connect(self.deleted.append)
        planner.session_wanted.connect(self.wanted.append)
        planner.changed.connect(self.told.append)
        planner.show_offers({"Hills": "10x200, walk back"}, (PAST,))
        qtbot.addWidget(planner)
        self.show()

    def show(self) -> None:
        self.planner.show()
        self.planner.activateWindow()
        self._bot.waitUntil(lambda: QApplication.focusWidget() is self.planner.plan)

    @staticmethod
    def focused() -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.focused(), key, held or Qt.KeyboardModifier.NoModifier)

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focused(), text)

    def choose(self, kind: str, words: str = "") -> None:
        """Go to a line of the list with the keyboard."""
        shelf = self.planner.shelf
        shelf.setFocus()
        for row in range(shelf.count()):
            offer = shelf.item(row).data(Qt.ItemDataRole.UserRole)
            if offer.kind == kind and words in offer.words:
                shelf.setCurrentRow(row)
                return
        raise AssertionError(f"no {kind} {words}")


@pytest.fixture
def opened(qtbot: QtBot) -> Opened:
    load_fonts(first=True)
    load_fonts(first=False)
    return Opened(qtbot)


def test_that_a_plan_and_a_roster_are_typed_and_armed_by_keys_alone(opened: Opened) -> None:
    opened.write(SETS)
    opened.press(Key.Key_Tab)
    assert opened.focused() is opened.planner.roster
    opened.write("Ann, A")
    opened.press(Key.Key_Return)
    opened.write("Bea, B")
    opened.press(Key.Key_Return, CONTROL)
    (setup,) = opened.setups
    assert (setup.plan, setup.title) == (SETS, "Training")
    assert [(each.name, each.group, each.lane) for each in setup.runners] == [
        ("Ann", "A", 1),
        ("Bea", "B", 2),
    ]
    assert not opened.planner.isVisible()


def test_that_the_reading_follows_every_key(opened: Opened) -> None:
    opened.write("4x300 in")
    assert opened.planner.reading.text().startswith("Not finished: expected a target")
    opened.write(" 43")
    assert opened.planner.reading.text().startswith("4 times 300 m in 43.0")
    opened.write(" hard")
    assert opened.planner.reading.text().startswith('Found "hard", expected')
    assert opened.planner.plan.underlined() == "hard"
    assert not opened.planner.arm_button.isEnabled()
    for _ in " hard":
        opened.press(Key.Key_Backspace)
    assert opened.planner.plan.underlined() == ""
    assert opened.planner.arm_button.isEnabled()


def test_that_characters_beyond_16_bits_do_not_shift_the_mark(opened: Opened) -> None:
    opened.planner.begin_with(
        PlannerForm("", '4x300 ("\U0001f3c3" 46) hard', "\U0001f3c3\nBea, 8 fast")
    )
    assert opened.planner.plan.underlined() == "hard"
    assert opened.planner.roster.underlined() == "8 fast"


def test_that_return_in_a_wrong_plan_says_so_and_arms_nothing(opened: Opened) -> None:
    opened.write("4x300 hard")
    opened.press(Key.Key_Return)
    assert opened.setups == []
    assert opened.planner.isVisible()
    assert opened.planner.summary.text() == "The plan cannot be armed yet."
    assert opened.planner.form.plan == "4x300 hard"


def test_that_shift_return_begins_a_new_line_of_the_plan(opened: Opened) -> None:
    opened.write("4x300 in 43, 1:30")
    opened.press(Key.Key_Return, SHIFT)
    opened.write("5'")
    opened.press(Key.Key_Return, SHIFT)
    opened.write("4x200")
    opened.press(Key.Key_Return)
    (setup,) = opened.setups
    assert setup.plan == "4x300 in 43, 1:30\n5'\n4x200"


def test_that_an_example_is_one_click_away_and_can_be_taken_back(opened: Opened) -> None:
    opened.write("my own 300")
    opened.planner.roster.setPlainText(ROSTER)
    opened.choose(EXAMPLE, EXAMPLES[1][0])
    shelf = opened.planner.shelf
    where = shelf.visualItemRect(shelf.currentItem()).center()
    QTest.mouseClick(shelf.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened.planner.form == PlannerForm("", EXAMPLES[1][0], ROSTER)
    assert opened.focused() is opened.planner.plan
    opened.press(Key.Key_Z, CONTROL)
    assert opened.planner.plan.toPlainText() == "my own 300"


def test_that_what_was_typed_before_stands_in_the_list(opened: Opened) -> None:
    opened.write("my own 300")
    opened.choose(EXAMPLE)
    opened.press(Key.Key_Return)
    opened.choose(ASIDE)
    opened.press(Key.Key_Return)
    assert opened.planner.form.plan == "my own 300"
    kinds = [
        opened.planner.shelf.item(row).data(Qt.ItemDataRole.UserRole).kind
        for row in range(opened.planner.shelf.count())
    ]
    assert ASIDE not in kinds
    assert kinds[0] == HEADING


def test_that_a_plan_is_saved_under_its_name_taken_and_deleted(opened: Opened) -> None:
    opened.write(SETS)
    opened.press(Key.Key_S, CONTROL)
    assert opened.saved == []
    assert opened.focused() is opened.planner.name
    assert "Type a name" in opened.planner.summary.text()
    opened.write("Sets")
    opened.press(Key.Key_S, CONTROL)
    assert opened.saved == [("Sets", SETS)]
    opened.choose(SAVED, "Hills")
    opened.press(Key.Key_Return)
    assert opened.planner.form[:2] == ("Hills", "10x200, walk back")
    opened.choose(SAVED, "Hills")
    opened.press(Key.Key_Delete)
    assert opened.deleted == ["Hills"]
    opened.press(Key.Key_Z, CONTROL)
    assert opened.saved[-1] == ("Hills", "10x200, walk back")


def test_that_a_saved_plan_is_deleted_by_a_click_on_its_cross(opened: Opened) -> None:
    opened.choose(SAVED, "Hills")
    shelf = opened.planner.shelf
    line = shelf.visualRect(shelf.currentIndex())
    cross = cross_of(QRectF(line)).center().toPoint()
    QTest.mouseClick(shelf.viewport(), Qt.MouseButton.LeftButton, pos=cross)
    assert (opened.deleted, opened.planner.form.plan) == (["Hills"], "")
    QTest.mouseClick(shelf.viewport(), Qt.MouseButton.LeftButton, pos=line.center())
    assert (opened.deleted, opened.planner.form.plan) == (["Hills"], "10x200, walk back")


def test_that_a_plan_that_cannot_be_read_is_not_saved(opened: Opened) -> None:
    opened.write("4x300 hard")
    opened.press(Key.Key_S, CONTROL)
    assert opened.saved == []
    assert opened.planner.summary.text() == "A plan is saved once it can be read."


def test_that_a_last_session_is_asked_for_by_its_id(opened: Opened) -> None:
    opened.choose(SESSION)
    opened.press(Key.Key_Return)
    assert opened.wanted == ["7"]


def test_that_groups_are_sent_off_apart_by_the_switch(opened: Opened) -> None:
    opened.planner.begin_with(PlannerForm("", SETS, ROSTER))
    opened.planner.starts.setFocus()
    opened.press(Key.Key_Right)
    opened.press(Key.Key_Right)
    assert opened.planner.form.plan == f"{SETS}; groups 1:00 apart"
    assert opened.planner.view.rows[2].later == "+1:00"
    opened.planner.roster.setPlainText("Ann")
    opened.planner.plan.setPlainText(SETS)
    assert not opened.planner.starts.isVisible()


def test_that_a_long_plan_is_read_to_its_end_and_to_a_screen_reader(opened: Opened) -> None:
    blocks = " + 5' + ".join(["3 x (4 x 300 (A 43, B 46), 1:30) / 5:00"] * 5)
    opened.planner.begin_with(PlannerForm("", blocks, ROSTER))
    QApplication.processEvents()
    reading = opened.planner.reading
    assert reading.text().endswith("60 repetitions, 18,000 m.")
    assert reading.heightForWidth(reading.width()) <= reading.height()
    assert not opened.planner.plan.verticalScrollBar().isVisible()
    assert opened.planner.plan.accessibleDescription() == reading.text()
    assert opened.planner.roster.accessibleDescription() == opened.planner.who.text()


def test_that_what_is_typed_is_told_when_the_window_closes(opened: Opened) -> None:
    opened.write("4x300 in")
    opened.press(Key.Key_Escape)
    assert not opened.planner.isVisible()
    assert opened.told[-1].plan == "4x300 in"
    assert opened.planner.touched
    opened.show()
    assert opened.planner.plan.toPlainText() == "4x300 in"


def test_that_it_is_told_too_when_the_keys_rest(opened: Opened, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.planner.changed):
        opened.write("4x")
    assert opened.told[-1].plan == "4x"


def test_that_what_was_armed_is_no_draft(opened: Opened) -> None:
    opened.write(SETS)
    opened.press(Key.Key_Return)
    assert not opened.planner.touched


def test_that_tab_leads_through_everything_and_back(opened: Opened) -> None:
    opened.planner.begin_with(PlannerForm("", SETS, ROSTER))
    planner = opened.planner
    order = [planner.roster, planner.starts, planner.shelf, planner.name]
    order += [planner.save_button, planner.cancel_button, planner.arm_button, planner.plan]
    for each in order:
        opened.press(Key.Key_Tab)
        assert opened.focused() is each
    opened.press(Key.Key_Backtab, SHIFT)
    assert opened.focused() is planner.arm_button


@pytest.mark.parametrize("theme", [NIGHT, DAY, CONTRAST])
@pytest.mark.parametrize("size", [(1100, 640), (1010, 560)])
def test_that_every_word_has_room(
    opened: Opened, theme: str, size: tuple[int, int], written: list[Written]
) -> None:
    planner = opened.planner
    planner.set_theme(THEMES[theme])
    planner.resize(*size)
    names = [f"Athlete {each}" for each in "ABCDEFGHIJKL"]
    roster = "\n".join(f"{name}, {'XYZ'[i // 4]}" for i, name in enumerate(names))
    planner.begin_with(PlannerForm("Tuesday", f"{SETS}; groups 1:00 apart", roster))
    QApplication.processEvents()
    written.clear()
    planner.targets.grab()
    cut = [each for each in written if each.words and each.cut]
    assert cut == []
    rows = planner.view.rows
    assert len(rows) * 17 <= planner.targets.height()
    for label in planner.findChildren(QLabel):
        room = label.heightForWidth(label.width()) if label.wordWrap() else 0
        assert room <= label.height(), label.text()
