"""The form of the calls: what it says while it is typed in, and what it hands on."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.analysis.calls.book import SITUATIONS, WORDS, CallBook
from app.analysis.calls.template import FIELDS
from tests.ui.conftest import NONE, Opened
from ui.theme import DAY, THEMES
from ui.viewstate.call import Call
from ui.viewstate.call_form import call_form_view, form_of
from ui.widgets import paint
from ui.windows.call_editor import CallEditor

Open = Callable[..., Opened]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(open_replay: Open) -> Opened:
    """Paris at its bell."""
    found = open_replay()
    found.seek(182)
    return found


@pytest.fixture
def editor(opened: Opened) -> CallEditor:
    """The form over it."""
    opened.press(Key.Key_E, CONTROL)
    (found,) = opened.race.window.findChildren(CallEditor)
    opened.qtbot.waitUntil(found.isVisible)
    found.activateWindow()
    opened.qtbot.waitUntil(found.isActiveWindow)
    return found


def write(editor: CallEditor, name: str, text: str) -> None:
    row = (editor.rows | editor.words)[name]
    row.field.setFocus()
    row.field.selectAll()
    for character in text:
        QTest.keyClick(row.field, ord(character))


def says(editor: CallEditor, name: str) -> str:
    return (editor.rows | editor.words)[name].says.text()


def press(editor: CallEditor, key: Qt.Key) -> None:
    QTest.keyClick(editor.windowHandle(), key, NONE)


def test_that_every_call_has_a_field_and_its_line(editor: CallEditor) -> None:
    assert list(editor.rows) == list(SITUATIONS)
    assert list(editor.words) == list(WORDS)
    assert says(editor, "bell") == "SIXTY-ONE. ONE AND A HALF DOWN. LAST LAP 58."
    assert says(editor, "finish") == "3:01.84. ONE AND A HALF DOWN."
    assert says(editor, "first") == "FINISH IN 4:00.0."
    assert all(says(editor, name) for name in SITUATIONS)
    assert [each.text() for each in editor.fields] == [f"{{{name}}}" for name in FIELDS]


def test_that_nothing_of_it_is_modal(opened: Opened, editor: CallEditor) -> None:
    assert not editor.isModal()
    assert not opened.race.window.isHidden()


def test_that_a_changed_call_is_called_from_return_on(opened: Opened, editor: CallEditor) -> None:
    write(editor, "bell", "{ask}, {name}!")
    assert says(editor, "bell") == "58, FAITH KIPYEGON!"
    opened.race.draw()
    assert opened.view.call.words.startswith("SIXTY-ONE.")
    press(editor, Key.Key_Return)
    opened.qtbot.waitUntil(lambda: opened.view.call == Call("58, FAITH KIPYEGON!"))
    assert opened.race.desk.calls == CallBook(templates={"bell": "{ask}, {name}!"})


def test_that_esc_leaves_the_calls_as_they_were(opened: Opened, editor: CallEditor) -> None:
    write(editor, "bell", "GO")
    press(editor, Key.Key_Escape)
    assert opened.race.desk.calls is None
    opened.qtbot.waitUntil(lambda: opened.race.window.findChildren(CallEditor) == [])


def test_that_a_wrong_field_is_one_sentence_and_cannot_be_used(
    opened: Opened, editor: CallEditor
) -> None:
    write(editor, "bell", "{lapp}")
    assert says(editor, "bell").startswith("There is no field {lapp} (character 1); expected one")
    assert not editor.use_button.isEnabled()
    press(editor, Key.Key_Return)
    assert editor.isVisible()
    assert opened.race.desk.calls is None
    write(editor, "bell", "{lap}")
    assert editor.use_button.isEnabled()


def test_that_one_call_is_taken_back_to_the_usual_one(editor: CallEditor) -> None:
    row = editor.rows["bell"]
    assert not row.reset.isEnabled()
    write(editor, "bell", "GO")
    write(editor, "down", "BACK")
    assert says(editor, "finish") == "3:01.84. ONE AND A HALF BACK."
    QTest.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    assert row.field.text() == SITUATIONS["bell"].default
    assert editor.view.book == CallBook(words={"down": "BACK"})
    QTest.mouseClick(editor.reset_button, Qt.MouseButton.LeftButton)
    assert editor.view.book == CallBook()
    assert not editor.reset_button.isEnabled()


def test_that_numbers_are_switched_to_figures_and_whole_seconds(editor: CallEditor) -> None:
    editor.numbers.chosen.emit("numbers", "figures")
    assert says(editor, "bell") == "61. 1\u00bd DOWN. LAST LAP 58."
    # 181.84 less 180.34 of sub-4: a hair under one and a half.
    editor.gaps.chosen.emit("gaps", "whole")
    assert says(editor, "bell") == "61. 1 DOWN. LAST LAP 58."
    assert editor.view.book == CallBook(figures=True, whole=True)


def test_that_a_click_puts_a_field_where_the_cursor_is(editor: CallEditor) -> None:
    write(editor, "bell", "GO ")
    button = next(each for each in editor.fields if each.text() == "{rank}")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, NONE, QPoint(5, 5))
    assert editor.rows["bell"].field.text() == "GO {rank}"
    assert says(editor, "bell") == "GO 1ST OF 3"
    assert QApplication.focusWidget() is editor.rows["bell"].field


def test_that_the_lines_follow_the_race_and_the_theme(opened: Opened, editor: CallEditor) -> None:
    opened.seek(61)
    assert says(editor, "split") == "FIFTY-NINE. ONE UP. NEED LAPS OF 60."
    opened.race.next_theme(DAY)
    opened.race.draw()
    assert editor.theme is THEMES[DAY]


def test_that_the_key_brings_an_open_form_to_the_front(opened: Opened, editor: CallEditor) -> None:
    opened.race.window.activateWindow()
    opened.qtbot.waitUntil(opened.race.window.isActiveWindow)
    opened.press(Key.Key_E, CONTROL)
    assert opened.race.window.findChildren(CallEditor) == [editor]


def test_that_keys_that_split_while_typing_split_behind_the_form(open_live: Open) -> None:
    opened = open_live(event="mile")
    opened.press(Key.Key_Return)
    opened.press(Key.Key_E, CONTROL)
    (form,) = opened.race.window.findChildren(CallEditor)
    form.activateWindow()
    opened.qtbot.waitUntil(form.isActiveWindow)
    opened.at(60)
    write(form, "bell", " 1")
    assert opened.splits() == []
    QTest.keyClick(form.windowHandle(), Key.Key_PageDown)
    assert opened.splits() == [60.0]
    form.reject()


@pytest.mark.parametrize("theme", list(THEMES))
def test_that_the_names_have_room(opened: Opened, editor: CallEditor, theme: str) -> None:
    editor.set_theme(THEMES[theme])
    editor.grab()
    for label in editor.findChildren(QLabel):
        assert label.width() >= label.minimumSizeHint().width(), label.text()
    for button in editor.fields:
        assert paint.width(button.text(), button.pixels, paint.SEMIBOLD) < button.width() - 8


def test_that_the_form_of_a_book_is_read_back_as_that_book(opened: Opened) -> None:
    book = CallBook({"bell": "{lap}!"}, {"up": "AHEAD"}, figures=True, whole=True)
    snapshot = opened.race.desk.frame(opened.clock.now())
    assert call_form_view(form_of(book), snapshot).book == book
