"""The editor of targets on a race window: what it says, what it sends, and where the keys go."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.course import MILE, metres
from app.domain.times import Instant
from app.usecases.targets import default_targets
from ui.key_map import Act, Action
from ui.keys import KeyFilter, mark_race_window
from ui.stamps import ClockReading
from ui.theme import CONTRAST, DAY, NIGHT, THEMES, load_fonts
from ui.viewstate.target_form import TargetForm
from ui.windows.target_editor import TargetEditor

Key = Qt.Key
TARGETS = default_targets(MILE)
NEW = TargetForm("", MILE, TARGETS, primary="sub-4")
CHANGE = NEW._replace(editing="4:06.42")


class Bench:
    """A race window with a button to open the editor at, and everything that was sent."""

    def __init__(self, qtbot: QtBot, app: QApplication) -> None:
        self.window = QWidget()
        self.window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.window.resize(1024, 600)
        self.anchor = QPushButton("+", self.window)
        self.anchor.setGeometry(900, 10, 40, 40)
        self.other = QLineEdit(self.window)
        self.other.setGeometry(10, 500, 200, 40)
        self.editor = TargetEditor(self.window)
        self.sent: list[tuple[str, ...]] = []
        self.acts: list[Action] = []
        self.editor.added.connect(lambda text: self.sent.append(("added", text)))
        self.editor.changed.connect(lambda old, text: self.sent.append(("changed", old, text)))
        self.editor.removed.connect(lambda old: self.sent.append(("removed", old)))
        self.editor.primary.connect(lambda old: self.sent.append(("primary", old)))
        mark_race_window(self.window)
        self.keys = KeyFilter(
            app,
            lambda action, _: self.acts.append(action),
            read=lambda: ClockReading(Instant(5_000_000_000), None),
        )
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def open(self, form: TargetForm) -> None:
        self.editor.open_at(self.anchor, form)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.window.windowHandle(), key, held)

    def write(self, text: str) -> None:
        for character in text:
            QTest.keyClick(self.window.windowHandle(), ord(character))

    @property
    def open_now(self) -> bool:
        return self.editor.isVisible()


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Iterator[Bench]:
    load_fonts(first=True)
    load_fonts(first=False)
    found = Bench(qtbot, qapp)
    yield found
    qapp.removeEventFilter(found.keys)
    found.keys.deleteLater()


def test_that_a_target_is_typed_read_back_and_added(bench: Bench) -> None:
    bench.open(NEW)
    bench.write("4:10")
    assert bench.editor.reading.text() == "Understood as 4:10.00, even pace, 1:02.14 per 400 m."
    bench.press(Key.Key_Return)
    assert (bench.sent, bench.open_now) == ([("added", "4:10")], False)


def test_that_typing_a_target_splits_nobody_and_return_starts_no_race(bench: Bench) -> None:
    bench.open(NEW)
    bench.write("400 in 60, rest in 3:02")
    bench.press(Key.Key_Return)
    assert bench.acts == []
    assert bench.sent == [("added", "400 in 60, rest in 3:02")]


@pytest.mark.parametrize("text", ["", "4:60", "4:0x", "sub-4"])
def test_that_what_is_no_new_target_is_not_sent(bench: Bench, text: str) -> None:
    bench.open(NEW)
    bench.write(text)
    bench.press(Key.Key_Return)
    assert (bench.sent, bench.open_now) == ([], True)
    assert not bench.editor.accept_button.isEnabled()


def test_that_esc_closes_it_and_gives_the_keys_back(bench: Bench) -> None:
    bench.open(NEW)
    bench.write("4:1")
    bench.press(Key.Key_Escape)
    assert (bench.sent, bench.open_now) == ([], False)
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    bench.press(Key.Key_Space)
    assert bench.acts == [Act.SPLIT_SELECTED]


def test_that_the_keys_are_given_back_after_adding(bench: Bench) -> None:
    bench.open(NEW)
    bench.write("4:10")
    bench.press(Key.Key_Return)
    bench.press(Key.Key_U)
    assert bench.acts == [Act.TAP]


def test_that_page_down_splits_while_a_target_is_typed(bench: Bench) -> None:
    bench.open(NEW)
    bench.write("4:1")
    bench.press(Key.Key_PageDown)
    assert bench.acts == [Act.SPLIT_SELECTED]
    assert (bench.editor.field.text(), bench.open_now) == ("4:1", True)


def test_that_a_target_is_typed_over_and_changed(bench: Bench) -> None:
    bench.open(CHANGE)
    assert bench.editor.field.selectedText() == "4:06.42"
    bench.write("4:05")
    bench.press(Key.Key_Return)
    assert bench.sent == [("changed", "4:06.42", "4:05")]


def test_that_return_on_an_unchanged_target_changes_nothing_and_closes(bench: Bench) -> None:
    bench.open(CHANGE)
    bench.press(Key.Key_Return)
    assert (bench.sent, bench.open_now) == ([], False)


@pytest.mark.parametrize(
    ("name", "key", "sent"),
    [
        ("remove_button", Key.Key_R, ("removed", "4:06.42")),
        ("primary_button", Key.Key_P, ("primary", "4:06.42")),
    ],
)
def test_that_removing_and_making_primary_have_a_button_and_a_key(
    bench: Bench, name: str, key: Qt.Key, sent: tuple[str, ...]
) -> None:
    bench.open(CHANGE)
    QTest.mouseClick(getattr(bench.editor, name), Qt.MouseButton.LeftButton)
    bench.open(CHANGE)
    bench.press(key, Qt.KeyboardModifier.ControlModifier)
    assert (bench.sent, bench.open_now) == ([sent, sent], False)


def test_that_a_new_target_has_nothing_to_remove(bench: Bench) -> None:
    bench.open(NEW)
    assert not bench.editor.remove_button.isVisible()
    bench.press(Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert (bench.sent, bench.open_now) == ([], True)


def test_that_the_last_target_says_why_it_stays(bench: Bench) -> None:
    bench.open(CHANGE._replace(targets=TARGETS[1:2], primary="4:06.42"))
    assert not bench.editor.remove_button.isEnabled()
    assert bench.editor.remove_button.toolTip().startswith("The last target cannot go")
    assert not bench.editor.primary_button.isEnabled()


def test_that_an_example_is_put_into_the_field_by_a_click(bench: Bench) -> None:
    bench.open(NEW)
    QTest.mouseClick(bench.editor.forms[3], Qt.MouseButton.LeftButton)
    assert bench.editor.field.text() == bench.editor.forms[3].form.example
    assert bench.editor.field.hasFocus()
    assert bench.editor.accept_button.isEnabled()


def test_that_up_and_down_go_through_the_examples(bench: Bench) -> None:
    bench.open(NEW)
    examples = [row.form.example for row in bench.editor.forms if row.form.ready]
    bench.press(Key.Key_Down)
    assert bench.editor.field.text() == examples[0]
    bench.press(Key.Key_Down)
    assert bench.editor.field.text() == examples[1]
    bench.press(Key.Key_Up)
    bench.press(Key.Key_Up)
    assert bench.editor.field.text() == examples[-1]


def test_that_what_cannot_be_typed_as_it_stands_is_no_example(bench: Bench) -> None:
    bench.open(TargetForm("", metres(1500)))
    bench.press(Key.Key_Up)
    assert bench.editor.field.text() == bench.editor.forms[-3].form.example
    assert [each.isEnabled() for each in bench.editor.forms[-3:]] == [True, False, False]


def test_that_tab_stays_in_the_editor(bench: Bench) -> None:
    bench.open(CHANGE)
    editor = bench.editor
    wanted = [editor.remove_button, editor.primary_button, editor.close_button, editor.field]
    seen = []
    for _ in wanted:
        editor.focusNextPrevChild(True)
        seen.append(QApplication.focusWidget())
    assert (seen, bench.open_now) == (wanted, True)
    editor.focusNextPrevChild(False)
    assert QApplication.focusWidget() is editor.close_button


def test_that_a_click_beside_its_widgets_keeps_it_open(bench: Bench) -> None:
    bench.open(NEW)
    QTest.mouseClick(bench.editor, Qt.MouseButton.LeftButton, pos=QPoint(200, 20))
    QTest.mouseClick(bench.editor.reading, Qt.MouseButton.LeftButton)
    assert bench.open_now
    assert bench.editor.field.hasFocus()


def test_that_whatever_takes_the_keys_closes_it(bench: Bench) -> None:
    bench.open(NEW)
    bench.other.setFocus()
    assert not bench.open_now
    assert bench.other.hasFocus()
    bench.open(NEW)
    QTest.mouseClick(bench.window, Qt.MouseButton.LeftButton, pos=QPoint(20, 300))
    assert not bench.open_now


def test_that_the_cross_closes_it(bench: Bench) -> None:
    bench.open(NEW)
    QTest.mouseClick(bench.editor.close_button, Qt.MouseButton.LeftButton)
    assert (bench.sent, bench.open_now) == ([], False)


def test_that_it_can_be_opened_for_another_target_at_once(bench: Bench) -> None:
    bench.open(CHANGE)
    bench.open(NEW._replace(editing="sub-4"))
    assert (bench.editor.field.text(), bench.open_now) == ("sub-4", True)
    bench.press(Key.Key_Escape)
    assert not bench.open_now


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (900, 540)])
def test_that_it_lies_wholly_on_the_window_and_under_its_anchor(
    bench: Bench, size: tuple[int, int]
) -> None:
    bench.window.resize(*size)
    bench.open(NEW)
    inside = QRect(0, 0, *size)
    assert inside.contains(bench.editor.geometry())
    assert bench.editor.y() > bench.anchor.geometry().bottom()
    bench.window.resize(900, 540)
    QApplication.processEvents()
    assert QRect(0, 0, 900, 540).contains(bench.editor.geometry())


@pytest.mark.parametrize("name", [DAY, NIGHT, CONTRAST])
def test_that_its_words_and_field_have_the_colours_of_the_theme(bench: Bench, name: str) -> None:
    theme = THEMES[name]
    bench.editor.set_theme(theme)
    bench.open(NEW)
    inks = {each.palette().windowText().color().name() for each in _labels(bench)}
    assert inks == {theme.ink, theme.muted}
    picture = bench.editor.field.grab().toImage()
    assert picture.pixelColor(picture.width() - 20, 8).name() == theme.panel
    bench.write("x")
    bench.editor.set_theme(theme)
    assert theme.alert in {each.palette().windowText().color().name() for each in _labels(bench)}
    assert bench.editor.field.text() == "x"


def _labels(bench: Bench) -> list[QLabel]:
    return [each for each in bench.editor.findChildren(QLabel) if each.isVisible()]


def test_that_every_part_has_a_name_for_a_screen_reader(bench: Bench) -> None:
    bench.open(CHANGE)
    editor = bench.editor
    parts = [editor, editor.field, editor.remove_button, editor.primary_button]
    parts += [editor.accept_button, editor.close_button, *editor.forms]
    assert all(each.accessibleName() for each in parts)
    assert editor.field.accessibleDescription() == editor.reading.text()
