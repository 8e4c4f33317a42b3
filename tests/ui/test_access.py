"""Every window without eyes and without a mouse: names, roles, the keyboard's way, its focus."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opened
from tests.ui.every_window import WINDOWS, opened_beside
from ui.widgets.buttons import SegmentSwitch
from ui.widgets.scrubber import Scrubber
from ui.widgets.surface import Surface

Open = Callable[..., Opened]
Role, Name = QAccessible.Role, QAccessible.Text.Name
USED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    SegmentSwitch,
    Scrubber,
)


def read(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def parts(window: QWidget) -> Iterator[QWidget]:
    """What is used or read of a window, without the parts that Qt's own widgets are made of."""
    for each in (window, *window.findChildren(QWidget)):
        inner = isinstance(each.parent(), USED)
        if each.isVisible() and not inner and isinstance(each, (*USED, Surface)):
            yield each


def name_of(widget: QWidget) -> str:
    return read(widget).text(Name)


@pytest.mark.parametrize("name", WINDOWS)
def test_that_everything_has_a_name_and_a_role(
    open_live: Open, open_replay: Open, qtbot: QtBot, name: str
) -> None:
    _, window = opened_beside(name, open_live, open_replay, qtbot)
    found = list(parts(window))
    assert found
    nameless = [each for each in found if not name_of(each).strip() and has_words(each)]
    assert nameless == []
    roleless = [each for each in found if read(each).role() in (Role.Client, Role.NoRole)]
    assert roleless == []
    assert window.windowTitle() or not window.isWindow()


def has_words(widget: QWidget) -> bool:
    """Whether a widget says anything at the moment: a line without words has no name."""
    return not isinstance(widget, Surface) or bool(widget.accessibleName().strip())


@pytest.mark.parametrize("name", WINDOWS)
def test_that_the_keyboard_comes_to_everything_and_is_seen_there(
    open_live: Open, open_replay: Open, qtbot: QtBot, name: str
) -> None:
    _, window = opened_beside(name, open_live, open_replay, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    used = [each for each in parts(window) if isinstance(each, USED) and each.isEnabled()]
    with_focus = [each for each in used if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    out_of_reach = [name_of(each) for each in used if each not in with_focus and not spared(each)]
    assert out_of_reach == []
    unseen = [name_of(each) for each in with_focus if not is_seen(each, window)]
    assert unseen == []


def spared(widget: QWidget) -> bool:
    """Whether a part needs no place in the order: it is at hand in another way, by a key say.

    A button of a group is reached by the arrow keys, one that puts words into a field leaves the
    focus there.
    """
    return widget.focusPolicy() == Qt.FocusPolicy.NoFocus and bool(
        widget.toolTip() or widget.accessibleDescription()
    )


def is_seen(widget: QWidget, window: QWidget) -> bool:
    """Whether a widget looks different while the keyboard is there."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QCoreApplication.processEvents()
    if not widget.hasFocus():
        return False
    there = widget.grab().toImage()
    widget.clearFocus()
    QCoreApplication.processEvents()
    return there != widget.grab().toImage()


def test_that_the_live_values_are_read_as_they_are_and_nobody_is_told_of_each(
    open_replay: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_replay()
    told: list[str] = []
    monkeypatch.setattr(Surface, "setAccessibleName", lambda _, words: told.append(words))
    window = opened.race.window
    for second in (200.0, 200.1, 200.2):
        opened.seek(second)
        cards = opened.view.cards
        assert cards.elapsed.value in name_of(window.elapsed)
        assert cards.gap.value in name_of(window.gap)
    assert told == []


def test_that_a_switch_and_a_scrubber_are_what_they_look_like(open_replay: Open) -> None:
    opened = open_replay()
    opened.seek(100)
    assert read(opened.find(Scrubber, "position")).role() == Role.Slider
    switch = opened.find(SegmentSwitch, "read at")
    assert read(switch).role() == Role.ComboBox
    assert name_of(switch) == switch.accessibleName()
