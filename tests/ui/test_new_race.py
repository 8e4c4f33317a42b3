from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.plan import Setup
from app.domain.times import canonical, seconds
from app.storage.library import Library
from app.storage.place import library_path
from tests.unit.usecases.past import MILE, add_race
from ui.theme import CONTRAST, DAY, NIGHT, THEMES, load_fonts
from ui.viewstate.new_race import NewRaceForm
from ui.widgets.buttons import Button
from ui.widgets.form_fields import Choice, Tick
from ui.windows.new_race import NewRaceDialog

RETURN, ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape
TAB, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Space


class Opened:
    """A dialog on the screen, and the set-ups that it has handed on."""

    def __init__(self, qtbot: QtBot) -> None:
        self.dialog = NewRaceDialog()
        self.setups: list[Setup] = []
        self.dialog.planned.connect(self.setups.append)
        self._bot = qtbot
        qtbot.addWidget(self.dialog)
        self.show()

    def show(self) -> None:
        self.dialog.show()
        self.dialog.activateWindow()
        field = self.dialog.event_field
        self._bot.waitUntil(lambda: QApplication.focusWidget() is field)

    @staticmethod
    def focused() -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.focused(), key)

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focused(), text)

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def ticked(self) -> list[str]:
        return [each.accessibleName() for each in self.dialog.ticks if each.isChecked()]


@pytest.fixture
def opened(qtbot: QtBot) -> Opened:
    load_fonts(first=True)
    load_fonts(first=False)
    return Opened(qtbot)


def _finishes(setup: Setup) -> list[str]:
    return [canonical(each.finish) for each in setup.targets]


@pytest.mark.parametrize("key", [RETURN, ENTER])
def test_that_one_return_arms_a_mile_against_its_three_targets(opened: Opened, key: Qt.Key) -> None:
    opened.press(key)
    (setup,) = opened.setups
    assert setup.plan.title == "Mile"
    assert _finishes(setup) == ["3:59.99", "4:06.42", "4:07.64"]
    assert not opened.dialog.isVisible()


def test_that_another_event_is_typed_over_the_first_and_armed(opened: Opened) -> None:
    opened.write("1500")
    opened.press(RETURN)
    (setup,) = opened.setups
    assert setup.plan.title == "1500 m"
    assert [mark / 1000 for mark in setup.plan.course.marks] == [300, 700, 1100, 1500]


def test_that_the_race_behind_goes_on(opened: Opened) -> None:
    assert not opened.dialog.isModal()


def test_that_esc_and_cancel_plan_nothing_and_lose_nothing(opened: Opened) -> None:
    opened.write("800")
    opened.press(ESCAPE)
    assert not opened.dialog.isVisible()
    opened.show()
    assert opened.dialog.form.event == "800"
    opened.dialog.cancel_button.setFocus()
    opened.press(RETURN)
    assert (opened.setups, opened.dialog.isVisible()) == ([], False)
    opened.show()
    opened.click(opened.dialog.cancel_button)
    assert (opened.setups, opened.dialog.isVisible()) == ([], False)


def test_that_the_marks_follow_the_place_of_the_operator(opened: Opened) -> None:
    dialog, stand = opened.dialog, opened.dialog.stand
    assert dialog.said["marks"].text() == "409 m, 809 m, 1209 m, finish"
    stand.setFocus()
    opened.press(Qt.Key.Key_Right)
    assert dialog.said["marks"].text() == "400 m, 800 m, 1200 m, finish"
    assert stand.accessibleName() == "You stand at: where it starts"
    opened.press(Qt.Key.Key_Right)
    assert dialog.said["marks"].text() == "209 m, 609 m, 1009 m, 1409 m, finish"


def test_that_another_place_is_typed_over_a_proposal(opened: Opened) -> None:
    dialog = opened.dialog
    dialog.stand.setFocus()
    opened.press(Qt.Key.Key_Left)
    assert opened.focused() is dialog.before
    assert dialog.before.selectedText() == "100"
    opened.write("450")
    assert dialog.said["stand"].text().startswith("Your place: found 450 m before the finish")
    assert not dialog.arm_button.isEnabled()
    opened.press(RETURN)
    assert (opened.setups, dialog.isVisible()) == ([], True)


def test_that_a_list_of_marks_begins_with_those_there_were(opened: Opened) -> None:
    dialog = opened.dialog
    assert not dialog.listed.isVisible()
    dialog.ways.chosen.emit("marks", "list")
    assert opened.focused() is dialog.listed
    assert dialog.listed.text() == "409.344, 809.344, 1209.344, 1609.344"
    opened.write("500, 1000")
    assert dialog.said["marks"].text() == "500 m, 1000 m, finish"
    assert not dialog.stand.isEnabled()


def test_that_a_short_first_part_can_be_kept(opened: Opened) -> None:
    dialog = opened.dialog
    dialog.short.setFocus()
    opened.press(SPACE)
    assert dialog.said["marks"].text() == "9 m, 409 m, 809 m, 1209 m, finish"
    opened.press(RETURN)
    assert opened.setups[0].plan.course.marks[0] == 9_344


def test_that_the_lap_follows_the_event_until_it_is_typed(opened: Opened) -> None:
    dialog = opened.dialog
    dialog.event_field.setEditText("3000 m steeplechase")
    assert dialog.lap_field.currentText() == "396.08 m"
    dialog.lap_field.setFocus(Qt.FocusReason.TabFocusReason)
    opened.write("419.41")
    assert dialog.said["course"].text() == "A first part of 64.13 m, then 7 laps of 419.41 m."
    dialog.event_field.setEditText("Mile")
    assert dialog.lap_field.currentText() == "419.41"


def test_that_what_is_typed_is_never_completed_to_something_else(opened: Opened) -> None:
    opened.write("100")
    assert opened.dialog.form.event == "100"
    assert opened.dialog.event_field.currentText() == "100"


def test_that_a_mistake_is_said_beside_its_field_and_gone_with_it(opened: Opened) -> None:
    dialog = opened.dialog
    opened.write("milo")
    sentence = 'Event: found "milo", expected one like 800, 1500, mile, 3000sc or 1200 m.'
    assert dialog.said["course"].text() == sentence
    assert dialog.said["summary"].text() == sentence
    assert dialog.ticks == []
    dialog.event_field.setEditText("Mile")
    assert dialog.arm_button.isEnabled()
    assert len(dialog.ticks) == len(dialog.view.rows)


def test_that_return_in_the_names_begins_a_line_and_ctrl_return_arms(opened: Opened) -> None:
    dialog = opened.dialog
    dialog.athletes.setFocus()
    opened.write("Ann")
    opened.press(RETURN)
    opened.write("Zoe")
    assert dialog.said["athletes"].text() == "2 athletes: keys 1 to 2, or F1 to F2."
    QTest.keyClick(dialog.athletes, RETURN, Qt.KeyboardModifier.ControlModifier)
    (setup,) = opened.setups
    assert [(each.athlete, each.lane) for each in setup.entrants] == [("Ann", 1), ("Zoe", 2)]


def test_that_what_is_typed_of_athletes_is_read_beside_it_key_by_key(opened: Opened) -> None:
    dialog = opened.dialog
    dialog.athletes.setFocus()
    opened.write("Ann, 4:10; 4: Bea +10")
    assert dialog.keys.accessibleName() == "keys: 1 Ann 4:10.00, 4 Bea +10"
    opened.press(RETURN)
    opened.write("pacer Bob to 1000")
    assert dialog.keys.accessibleName().endswith(", 5 Bob pacer 1000 m")
    QTest.keyClick(dialog.athletes, RETURN, Qt.KeyboardModifier.ControlModifier)
    (setup,) = opened.setups
    assert [(each.athlete, each.lane, each.role) for each in setup.entrants] == [
        ("Ann", 1, "athlete"),
        ("Bea", 4, "athlete"),
        ("Bob", 5, "pacer"),
    ]
    assert setup.entrants[0].target == setup.targets[-1].id == "4:10.00"


def test_that_a_start_list_is_pasted_and_a_wrong_line_keeps_the_race_from_being_armed(
    opened: Opened,
) -> None:
    dialog = opened.dialog
    QApplication.clipboard().setText("1. Ann\r\n2. Bea +x\r\n")
    dialog.athletes.setFocus()
    dialog.athletes.paste()
    assert dialog.said["athletes"].text().startswith('Athlete 2, own start: found "+x", expected')
    assert dialog.keys.accessibleName() == "keys: 1 Ann, 2 2. Bea +x ?"
    assert not dialog.arm_button.isEnabled()
    dialog.athletes.setPlainText("1. Ann\n2. Bea +5\n")
    assert dialog.arm_button.isEnabled()


def test_that_names_and_what_is_said_of_them_are_painted_apart(opened: Opened) -> None:
    dialog = opened.dialog
    blank = dialog.keys.grab().toImage()
    dialog.athletes.setPlainText("\n".join(f"Athlete {n} Longest, 4:1{n % 10}" for n in range(12)))
    assert dialog.keys.grab().toImage() != blank
    assert dialog.said["athletes"].text() == "12 athletes: keys 1 to 12, or F1 to F12."


def test_that_return_takes_the_typed_target_first_and_arms_then(opened: Opened) -> None:
    dialog = opened.dialog
    dialog.typed.setFocus()
    opened.write("4:10")
    assert dialog.said["targets"].text().startswith("Understood as 4:10.00, even pace")
    opened.press(RETURN)
    assert (opened.setups, dialog.typed.text()) == ([], "")
    assert opened.ticked()[0] == "even pace 4:10.00"
    opened.press(RETURN)
    assert _finishes(opened.setups[0])[0] == "4:10.00"


def test_that_a_typed_target_counts_without_being_taken_first(opened: Opened) -> None:
    opened.dialog.typed.setText("4:00 neg 2")
    opened.click(opened.dialog.arm_button)
    assert _finishes(opened.setups[0]) == ["4:00.00", "3:59.99", "4:06.42", "4:07.64"]


def test_that_targets_are_ticked_by_key_and_by_click(opened: Opened) -> None:
    dialog = opened.dialog
    dialog.ticks[0].setFocus()
    opened.press(SPACE)
    opened.click(dialog.ticks[4])
    assert opened.ticked() == [
        "Paris 2025 4:06.42",
        "World record 4:07.64",
        "Bannister 1954 3:59.40",
    ]
    for tick in [each for each in dialog.ticks if each.isChecked()]:
        opened.click(tick)
    assert dialog.said["targets"].text() == "Tick a target or type one: the gap needs a line."
    assert not dialog.arm_button.isEnabled()


def test_that_the_kind_of_race_is_one_click(opened: Opened) -> None:
    dialog = opened.dialog
    dialog.classes.chosen.emit("class", "championship")
    opened.press(RETURN)
    assert opened.setups[0].plan.race_class == "championship"


def test_that_tab_goes_through_every_field_in_the_order_of_the_eye(opened: Opened) -> None:
    dialog = opened.dialog
    wanted = [
        *(dialog.event_field, dialog.lap_field, dialog.stand, dialog.ways, dialog.short),
        *(dialog.classes, dialog.athletes, dialog.typed, *dialog.ticks),
        *(dialog.cancel_button, dialog.arm_button),
    ]
    seen = []
    for _ in wanted:
        seen.append(opened.focused())
        opened.press(TAB)
    assert seen == wanted
    assert opened.focused() is dialog.event_field


def test_that_every_field_has_a_name_for_a_screen_reader(opened: Opened) -> None:
    opened.dialog.show_form(NewRaceForm(stand="other", before="100", marks="list", listed="400"))
    kinds = (QComboBox, QPlainTextEdit, QLineEdit, Button, Choice, Tick)
    fields = [each for kind in kinds for each in opened.dialog.findChildren(kind)]
    shown = [each for each in fields if each.isVisible() and each.focusProxy() is None]
    assert len(shown) > 15
    assert [each for each in shown if not each.accessibleName()] == []


@pytest.mark.parametrize("name", [DAY, NIGHT, CONTRAST])
def test_that_the_words_have_the_colours_of_the_theme(opened: Opened, name: str) -> None:
    dialog, theme = opened.dialog, THEMES[name]
    dialog.set_theme(theme)
    inks = {label.palette().windowText().color().name() for label in dialog.findChildren(QLabel)}
    assert inks == {theme.ink, theme.muted}
    dialog.typed.setText("4:0x")
    assert dialog.said["targets"].palette().windowText().color().name() == theme.alert
    for field in (dialog.typed, dialog.event_field, dialog.athletes):
        picture = field.grab().toImage()
        middle = picture.pixelColor(picture.width() - 40, picture.height() - 6)
        assert middle.name() == theme.panel


def test_that_the_field_with_the_keys_is_framed_in_another_colour(opened: Opened) -> None:
    dialog = opened.dialog
    edges = []
    for field in (dialog.event_field, dialog.lap_field):
        picture = field.grab().toImage()
        edges.append(picture.pixelColor(picture.width() // 2, 0).name())
    assert edges == [dialog.theme.targets[0], dialog.theme.muted]


def test_that_the_dialog_fits_a_small_screen(opened: Opened) -> None:
    long = "Wednesday evening, first heat of the women, the athlete with the longest name"
    form = NewRaceForm(
        event="x" * 60, athletes="\n".join([long] * 12), typed="400 in 60, " * 8, marks="list"
    )
    for each in (NewRaceForm(), form):
        opened.dialog.show_form(each)
        least = opened.dialog.minimumSizeHint()
        assert (least.width() <= 990, least.height() <= 540) == (True, True)
    assert opened.dialog.width() <= 1024


def test_that_a_race_that_cannot_be_read_any_more_keeps_the_form_open(
    opened: Opened, tmp_path: Path
) -> None:
    dialog = opened.dialog
    path = tmp_path / "race.toml"
    shipped = Path(__file__).parents[2] / "resources" / "races" / "monaco-2023.toml"
    path.write_bytes(shipped.read_bytes())
    dialog.typed.setText(f"like {path}")
    assert dialog.arm_button.isEnabled()
    path.write_text("gone = ", encoding="utf-8")
    dialog.arm()
    assert (opened.setups, dialog.isVisible()) == ([], True)
    assert "race.toml" in dialog.said["summary"].text()


def test_that_a_library_gives_its_races_as_targets(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewRaceDialog(library=tmp_path / "none.splitline")
    qtbot.addWidget(dialog)
    dialog.typed.setText("like 2026-11-21-mile-3f9a")
    assert "expected a race" in dialog.said["targets"].text()


def test_that_the_best_of_a_known_athlete_is_offered_and_taken(qtbot: QtBot) -> None:
    library = Library(library_path())
    add_race(library, "one", "2024-05-01", (*MILE, 246.8), athletes=("Anna Müller",))
    planned: list[Setup] = []
    dialog = NewRaceDialog(library=library_path())
    qtbot.addWidget(dialog)
    dialog.planned.connect(planned.append)
    dialog.show()
    dialog.athletes.setPlainText("Anna Müller, pb")
    assert dialog.ticks[-1].accessibleName() == "PB Anna Müller 4:06.80"
    assert dialog.view.keys[0].said == "4:06.80"
    dialog.ticks[-1].click()
    dialog.arm()
    (setup,) = planned
    assert [each.id for each in setup.targets][-1] == "pb Anna Müller"
    assert setup.entrants[0].target == "pb Anna Müller"


def test_that_known_best_times_are_taken_by_a_click_or_a_key(qtbot: QtBot) -> None:
    library = Library(library_path())
    runs = (*MILE, 246.8), (*MILE, 251.25)
    add_race(library, "one", "2024-05-01", *runs, athletes=("Anna", "Bea"))
    planned: list[Setup] = []
    dialog = NewRaceDialog(library=library_path())
    qtbot.addWidget(dialog)
    dialog.planned.connect(planned.append)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.athletes.setPlainText("Anna\nBea\nCid")
    assert dialog.said["athletes"].text().endswith("Ctrl+B: the best times from the library.")
    assert dialog.keys.accessibleName() == (
        "keys: 1 Anna (PB 4:06.8 is known), 2 Bea (PB 4:11.25 is known), 3 Cid"
    )
    dialog.keys.grab()
    pill = dialog.keys.offers[1].center().toPoint()
    QTest.mouseClick(dialog.keys, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, pill)
    assert dialog.athletes.toPlainText() == "Anna\nBea pb 4:11.25\nCid\n"
    dialog.athletes.setFocus()
    QTest.keyClick(dialog.athletes, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert dialog.athletes.toPlainText() == "Anna pb 4:06.8\nBea pb 4:11.25\nCid\n"
    assert "Ctrl+B" not in dialog.said["athletes"].text()
    dialog.arm()
    known = [(each.reference, each.reference_kind) for each in planned[0].entrants]
    assert known == [(seconds(246.8), "pb"), (seconds(251.25), "pb"), (None, "")]


def test_that_a_best_run_since_is_offered_when_the_form_opens_again(qtbot: QtBot) -> None:
    library = Library(library_path())
    dialog = NewRaceDialog(library=library_path())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.athletes.setPlainText("Anna")
    assert not any("PB" in each.accessibleName() for each in dialog.ticks)
    add_race(library, "one", "2024-05-01", (*MILE, 246.8), athletes=("Anna",))
    dialog.hide()
    dialog.show()
    dialog.athletes.setPlainText("Anna ")
    assert dialog.ticks[-1].accessibleName() == "PB Anna 4:06.80"
