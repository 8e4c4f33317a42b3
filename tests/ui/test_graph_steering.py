"""The graph from the keyboard: values are read, a part is looked at, and its picture goes out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.conftest import Opened
from ui import theme
from ui.charts.panel import GraphPanel
from ui.viewstate.graph import LAPS, PACE
from ui.windows.graph_menu import save_graph

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
Open = Callable[..., Opened]


@pytest.fixture
def paris(open_replay: Open) -> Opened:
    """The Paris attempt at 3:25 in a window."""
    opened = open_replay("paris-2025")
    opened.seek(205.0)
    return opened


def _panel(opened: Opened) -> GraphPanel:
    body = opened.race.window.body
    assert body is not None, "the window is complete"
    return body.graph


def _read(opened: Opened) -> str:
    reading = _panel(opened).plot.reading
    return reading.text if reading is not None else ""


def _wide(opened: Opened) -> float:
    low, high = _panel(opened).plot.frame_of_values.x_span
    return high - low


def test_that_keys_go_through_the_values_of_the_graph_and_stop_at_its_ends(paris: Opened) -> None:
    seen = []
    for _ in range(6):
        paris.press(Key.Key_Right, CONTROL)
        seen.append(_read(paris).partition(" \u00b7")[0])
    assert seen[:3] == ["409 m", "809 m", "1209 m"]
    assert seen[3].startswith("now about")
    assert seen[3:] == seen[3:4] * 3
    paris.press(Key.Key_Left, CONTROL)
    assert _read(paris).startswith("1209 m")


def test_that_laps_are_read_one_after_the_other(paris: Opened) -> None:
    paris.race.show_graph(LAPS)
    paris.race.draw()
    paris.press(Key.Key_Right, CONTROL)
    paris.press(Key.Key_Right, CONTROL)
    assert "lap 60.55" in _read(paris)


def test_that_a_value_that_is_read_stays_read_in_a_closer_look_and_goes_with_the_whole(
    paris: Opened,
) -> None:
    paris.press(Key.Key_Right, CONTROL)
    text = _read(paris)
    paris.press(Key.Key_Plus, CONTROL | SHIFT)
    assert _read(paris) == text
    paris.press(Key.Key_Home, CONTROL)
    assert _read(paris) == ""


def test_that_keys_look_closer_move_along_and_show_all_again(paris: Opened) -> None:
    whole, panel = _wide(paris), _panel(paris)
    paris.press(Key.Key_Equal, CONTROL)
    assert _wide(paris) == pytest.approx(whole / 2)
    assert panel.reset_button.isVisible()
    begin = panel.plot.frame_of_values.x_span[0]
    paris.press(Key.Key_Right, ALT)
    assert panel.plot.frame_of_values.x_span[0] == pytest.approx(begin + whole / 8)
    for _ in range(9):
        paris.press(Key.Key_Left, ALT)
    assert _wide(paris) == pytest.approx(whole / 2)
    paris.press(Key.Key_Home, CONTROL)
    assert _wide(paris) == pytest.approx(whole)
    assert not panel.reset_button.isVisible()


def test_that_looking_less_close_ends_with_the_whole(paris: Opened) -> None:
    whole = _wide(paris)
    paris.press(Key.Key_Plus, CONTROL)
    for _ in range(3):
        paris.press(Key.Key_Minus, CONTROL)
    assert _wide(paris) == pytest.approx(whole)
    assert not _panel(paris).reset_button.isVisible()


def test_that_the_keys_of_the_graph_take_no_split(open_live: Open) -> None:
    opened = open_live()
    opened.press(Key.Key_Return)
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_Equal, Key.Key_Minus, Key.Key_Home):
        opened.press(key, CONTROL)
    assert opened.splits() == []


def test_that_the_picture_is_copied_as_it_is_seen(paris: Opened) -> None:
    paris.press(Key.Key_C, CONTROL)
    image = QApplication.clipboard().image()
    assert image.size() == QSize(2400, 1260)
    assert image.pixelColor(3, 3) == QColor(theme.THEMES[paris.race.theme].panel)
    assert paris.notice() == "The picture of the graph is in the clipboard."


@pytest.mark.parametrize("view", ["deficit", "projection", LAPS, PACE])
def test_that_the_picture_is_saved_in_dots_and_as_a_drawing(
    paris: Opened, tmp_path: Path, view: str
) -> None:
    paris.race.show_graph(view)
    paris.race.draw()
    for name in ("graph.png", "graph.svg"):
        save_graph(paris.race, tmp_path / name)
    dots = QImage(str(tmp_path / "graph.png"))
    assert dots.size() == QSize(2400, 1260)
    content = (tmp_path / "graph.svg").read_bytes()
    assert QSvgRenderer(QByteArray(content)).isValid()
    assert b"Splitline" in content
    assert (b"60.55" if view == LAPS else b"3:59.99") in content


def test_that_a_picture_that_cannot_be_saved_says_why(paris: Opened, tmp_path: Path) -> None:
    save_graph(paris.race, tmp_path / "none" / "graph.png")
    paris.race.draw()
    assert paris.notice().endswith("cannot be written: no such file or directory")


def _menu_of(opened: Opened) -> QMenu:
    (menu,) = [each for each in opened.race.window.findChildren(QMenu) if each.isVisible()]
    return menu


@pytest.mark.qt_log_ignore(
    "^This plugin does not support (grabbing the keyboard|raise)", extend=True
)
def test_that_a_key_a_right_click_and_the_menu_key_open_the_menu(paris: Opened) -> None:
    plot = _panel(paris).plot
    viewport = plot.viewport()
    at = QPoint(200, 80)

    def by_key() -> None:
        paris.press(Key.Key_G, CONTROL | SHIFT)

    def by_click() -> None:
        QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=at)

    def by_menu_key() -> None:
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(viewport, QContextMenuEvent(reason, at, viewport.mapToGlobal(at)))

    for opens in (by_key, by_click, by_menu_key):
        opens()
        words = [each.text().partition("\t")[0] for each in _menu_of(paris).actions()]
        assert words[:2] == ["&Copy the picture", "&Save the picture\u2026"]
        _menu_of(paris).close()
