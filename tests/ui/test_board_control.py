"""The scoreboard beside the operator's window: keys, screens, results, and its file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QScreen, QWindow
from PySide6.QtTest import QTest

from app.cli.requests import BoardRequest
from tests.ui.conftest import Opened
from ui import own_keys
from ui.viewstate.scoreboard import Board
from ui.viewstate.screens import Screen
from ui.widgets.prompt_strip import PromptStrip
from ui.windows.board_control import BoardControl, board_of
from ui.windows.board_menu import board_menu, open_board
from ui.windows.corner import corner_of
from ui.windows.race_menu import RaceMenu
from ui.windows.scoreboard import ScoreboardWindow, Screens

Open = Callable[..., Opened]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
PARIS = (60.2, 120.75, 181.84, 246.42)


def run(opened: Opened, *times: float) -> None:
    opened.at(0)
    opened.press(Key.Key_Return)
    for each in times:
        opened.at(each)
        opened.press(Key.Key_Space)


def shown(opened: Opened) -> tuple[BoardControl, ScoreboardWindow]:
    """Open the scoreboard by its key."""
    control = board_of(opened.race)
    if not control.shown:
        opened.press(Key.Key_B, CONTROL)
    assert control.window is not None
    assert control.shown
    return control, control.window


def view(window: ScoreboardWindow) -> Board:
    assert window.view is not None
    return window.view


def strip(opened: Opened) -> str:
    found = opened.race.window.findChildren(PromptStrip)
    words = [each.view.words for each in found if each.isVisible() and each.view]
    return " ".join(words)


def press_there(opened: Opened, window: ScoreboardWindow, key: Key) -> None:
    QTest.keyClick(window.windowHandle(), key)
    opened.race.draw()


def test_that_a_key_shows_the_scoreboard_and_takes_it_away(open_live: Open) -> None:
    opened = open_live()
    control, window = shown(opened)
    assert window.windowTitle() == "Splitline scoreboard"
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    opened.press(Key.Key_B, CONTROL)
    assert not control.shown
    assert opened.notice() == "The scoreboard is off."


def test_that_it_shows_a_split_a_second_after_the_press(open_live: Open) -> None:
    opened = open_live()
    _, window = shown(opened)
    run(opened, 60.2)
    opened.at(60.9)
    assert view(window).gap.title == "TARGET"
    opened.at(61.3)
    assert (view(window).gap.value, view(window).clock) == ("−0.8", "1:01.3")


def test_that_an_undo_at_once_is_never_seen_there(open_live: Open) -> None:
    opened = open_live()
    _, window = shown(opened)
    run(opened, 60.2)
    seen = set[str]()
    for tenth in range(602, 640):
        opened.at(tenth / 10)
        if tenth == 608:
            opened.press(Key.Key_Backspace)
        seen.add(view(window).gap.value)
    assert seen == {"3:59.99"}


def test_that_a_doubtful_press_a_tap_and_a_prompt_are_never_seen_there(open_live: Open) -> None:
    opened = open_live()
    _, window = shown(opened)
    run(opened, 60.2)
    opened.at(62)
    before = view(window)
    for key, at in ((Key.Key_Space, 62.3), (Key.Key_U, 63), (Key.Key_N, 64), (Key.Key_Escape, 65)):
        opened.at(at)
        opened.press(key)
        opened.at(at + 0.5)
        assert view(window) == before._replace(clock=view(window).clock)
    assert "double press?" in strip(opened)


def test_that_a_result_is_unofficial_until_a_key_confirms_it(open_live: Open) -> None:
    opened = open_live()
    _, window = shown(opened)
    run(opened, *PARIS)
    opened.at(250)
    assert (view(window).clock, view(window).note) == ("4:06.5", "UNOFFICIAL · hand start")
    opened.press(Key.Key_K, CONTROL)
    assert view(window).note == "RESULT · hand start"
    assert opened.notice() == "Confirmed: Athlete 4:06.5. Ctrl+K takes that back."
    opened.press(Key.Key_K, CONTROL)
    assert view(window).note == "UNOFFICIAL · hand start"


def test_that_a_moved_clock_makes_a_confirmed_result_unofficial(open_live: Open) -> None:
    opened = open_live()
    _, window = shown(opened)
    run(opened, *PARIS)
    opened.at(250)
    opened.press(Key.Key_K, CONTROL)
    opened.press(Key.Key_Up, CONTROL)
    assert view(window).note == "UNOFFICIAL · hand start"


def test_that_without_a_result_there_is_nothing_to_confirm(open_live: Open) -> None:
    opened = open_live()
    run(opened, 60.2)
    opened.press(Key.Key_K, CONTROL)
    assert opened.notice() == "There is no result to confirm yet."


def test_that_the_press_at_the_finish_settles_without_a_frame_of_the_race(open_live: Open) -> None:
    opened = open_live()
    control, _ = shown(opened)
    run(opened, *PARIS)
    assert control._settling.isActive()
    assert 900 < control._settling.interval() <= 1001


def test_that_f_freezes_and_b_blanks_in_its_own_window_alone(open_live: Open) -> None:
    opened = open_live()
    control, window = shown(opened)
    run(opened, 60.2)
    opened.at(70)
    window.activateWindow()
    press_there(opened, window, Key.Key_F)
    assert control.frozen
    opened.at(80)
    assert view(window).clock == "1:10.0"
    assert strip(opened) == "It is frozen: what happens now is not seen there."
    press_there(opened, window, Key.Key_F)
    assert view(window).clock == "1:20.0"
    press_there(opened, window, Key.Key_B)
    assert (control.blank, window.blank, strip(opened)) == (True, True, "It is blank.")
    assert opened.live.state.zero is not None, "F was no false start there"
    press_there(opened, window, Key.Key_B)
    assert not window.blank
    assert strip(opened) == ""


def test_that_a_press_is_kept_where_the_scoreboard_has_the_keyboard(open_live: Open) -> None:
    opened = open_live()
    _, window = shown(opened)
    run(opened)
    opened.at(60.2)
    window.activateWindow()
    press_there(opened, window, Key.Key_Space)
    assert opened.splits() == [60.2]


def test_that_the_operator_steers_it_by_keys_of_the_own_window(open_live: Open) -> None:
    opened = open_live(event="1500", athletes=("Ann", "Bea", "Cleo"))
    control, window = shown(opened)
    opened.press(Key.Key_B, SHIFT)
    opened.press(Key.Key_F, SHIFT)
    assert (control.blank, control.frozen, window.blank) == (True, True, True)
    opened.press(Key.Key_B, SHIFT)
    opened.press(Key.Key_F, SHIFT)
    assert len(view(window).rows) == 3
    opened.press(Key.Key_L, SHIFT)
    assert opened.notice() == "The scoreboard shows the leader."
    opened.press(Key.Key_L, SHIFT)
    opened.press(Key.Key_Tab)
    assert view(window).title == "Bea"


def test_that_a_replay_is_shown_as_it_was_published(open_replay: Open) -> None:
    opened = open_replay()
    _, window = shown(opened)
    opened.seek(300)
    assert (view(window).clock, view(window).note) == ("4:06.42", "RESULT · published time")


def test_that_another_race_has_no_confirmed_result(open_live: Open) -> None:
    opened = open_live()
    control, _ = shown(opened)
    run(opened, *PARIS)
    opened.at(250)
    opened.press(Key.Key_K, CONTROL)
    assert control.confirmed
    opened.race.extras.open_race("paris-2025")
    opened.race.draw()
    assert not control.confirmed


class FakeScreens(Screens):
    """Screens of these names; the operator's window stands on one of them."""

    def __init__(self, real: QScreen, names: tuple[str, ...], operators: str) -> None:
        QObject.__init__(self)
        self._real, self._operators = real, operators
        self._known = tuple(Screen(number, name) for number, name in enumerate(names, 1))

    def all(self) -> tuple[Screen, ...]:
        return self._known

    def of(self, screen: Screen) -> QScreen:
        assert screen in self._known
        return self._real

    def number(self, screen: QScreen) -> int:
        assert screen is self._real
        return next((each.number for each in self._known if each.name == self._operators), 1)


def two_screens(opened: Opened, *names: str, operators: str = "") -> BoardControl:
    """Let the system have screens of these names."""
    control = board_of(opened.race)
    control.screens = FakeScreens(opened.race.window.screen(), names, operators)
    return control


def on_two_screens(opened: Opened) -> tuple[BoardControl, ScoreboardWindow]:
    control = two_screens(opened, "eDP-1", "HDMI-1")
    _, window = shown(opened)
    window.home = "HDMI-1"
    return control, window


def test_that_it_fills_a_free_screen(open_live: Open) -> None:
    opened = open_live()
    two_screens(opened, "eDP-1", "HDMI-1")
    _, window = shown(opened)
    assert window.isFullScreen()
    assert opened.notice() == "The scoreboard fills screen 2 (HDMI-1)."


def test_that_an_unplugged_screen_hides_it_and_says_so(open_live: Open) -> None:
    opened = open_live()
    control, window = on_two_screens(opened)
    two_screens(opened, "eDP-1")
    control.screen_gone("HDMI-1")
    opened.qtbot.waitUntil(lambda: control.lost == "HDMI-1")
    assert not window.isVisible()
    opened.race.draw()
    assert strip(opened) == "Its screen HDMI-1 is gone. It comes back with a screen."
    two_screens(opened, "eDP-1", "HDMI-1")
    control.screen_come("HDMI-1")
    opened.qtbot.waitUntil(lambda: control.shown)
    opened.race.draw()
    assert strip(opened) == ""


def test_that_with_a_third_screen_it_goes_there(open_live: Open) -> None:
    opened = open_live()
    control, window = on_two_screens(opened)
    two_screens(opened, "eDP-1", "DP-2")
    control.screen_gone("HDMI-1")
    opened.qtbot.waitUntil(lambda: control.shown)
    opened.race.draw()
    assert opened.notice() == "The scoreboard's screen is gone; it fills DP-2 now."
    assert window.isFullScreen()


def test_that_it_makes_way_where_the_operators_own_screen_was_unplugged(open_live: Open) -> None:
    opened = open_live()
    control, window = on_two_screens(opened)
    two_screens(opened, "HDMI-1", operators="HDMI-1")
    control.screen_gone("eDP-1")
    opened.qtbot.waitUntil(lambda: control.lost == "HDMI-1")
    assert not window.isVisible()


def test_that_a_screen_of_nobodys_may_go(open_live: Open) -> None:
    opened = open_live()
    control, window = on_two_screens(opened)
    with opened.qtbot.waitSignal(opened.race.drawn):
        control.screen_gone("DP-2")
        opened.race.loop.wake()
    assert window.isVisible()
    assert control.lost == ""


def test_that_over_a_key_colour_it_has_no_frame(open_live: Open) -> None:
    opened = open_live()
    control, window = shown(opened)
    control.set_key("#ff00ff")
    assert window.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert (window.key, window.isVisible()) == ("#ff00ff", True)
    control.set_key("")
    assert not window.windowFlags() & Qt.WindowType.FramelessWindowHint


@pytest.mark.parametrize(
    ("at", "asked"),
    [
        ((320, 180), "move"),
        ((3, 180), Qt.Edge.LeftEdge),
        ((637, 357), Qt.Edge.RightEdge | Qt.Edge.BottomEdge),
        ((320, 2), Qt.Edge.TopEdge),
    ],
)
def test_that_a_frameless_window_is_moved_by_its_middle_and_resized_by_its_edges(
    open_live: Open, monkeypatch: pytest.MonkeyPatch, at: tuple[int, int], asked: object
) -> None:
    opened = open_live()
    control, window = shown(opened)
    found: list[object] = []
    monkeypatch.setattr(QWindow, "startSystemMove", lambda _: found.append("move"))
    monkeypatch.setattr(QWindow, "startSystemResize", lambda _, edges: found.append(edges))
    window.resize(640, 360)
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=QPoint(*at))
    assert found == []
    control.set_key("#00b140")
    window.resize(640, 360)
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=QPoint(*at))
    assert found == [asked]


def test_that_closing_its_window_leaves_the_race_alone(open_live: Open) -> None:
    opened = open_live()
    control, window = shown(opened)
    window.closeEvent(QCloseEvent())
    window.close()
    opened.race.draw()
    assert (control.shown, opened.notice()) == (False, "The scoreboard is off.")
    assert opened.race.window.isVisible()


def test_that_it_takes_the_theme_of_the_window(open_live: Open) -> None:
    opened = open_live()
    _, window = shown(opened)
    opened.press(Key.Key_D)
    opened.at(1)
    assert window.theme is opened.race.window.theme


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_that_the_state_file_follows_without_a_scoreboard(open_live: Open, tmp_path: Path) -> None:
    opened, path = open_live(), tmp_path / "state.json"
    open_board(opened.race, BoardRequest(state_file=path))
    control = board_of(opened.race)
    assert not control.shown
    run(opened, 60.2)
    opened.at(62)
    opened.qtbot.waitUntil(lambda: path.exists() and read(path)["chosen"]["mark"] == 409.344)
    opened.press(Key.Key_F, SHIFT)
    opened.at(70)
    opened.qtbot.waitUntil(lambda: bool(read(path)["frozen"]))
    assert read(path)["clock"]["seconds"] == 62
    control.file.close()
    assert read(path)["open"] is False


def test_that_a_file_that_cannot_be_written_is_said_once(open_live: Open, tmp_path: Path) -> None:
    opened, path = open_live(), tmp_path / "gone" / "state.json"
    board_of(opened.race).write_to(path)
    run(opened)

    def told() -> bool:
        opened.race.draw()
        return "the state file is not written" in opened.notice()

    opened.qtbot.waitUntil(told)
    opened.at(60.2)
    opened.press(Key.Key_Space)
    assert opened.splits() == [60.2]
    board_of(opened.race).file.close()


def test_that_the_command_line_opens_it_over_a_key_colour(open_replay: Open) -> None:
    opened = open_replay()
    open_board(opened.race, BoardRequest(shown=True, screen="7", key="blue"))
    window = board_of(opened.race).window
    assert window is not None
    assert window.key == "#0047bb"
    opened.race.draw()
    assert opened.notice().startswith("There is no screen 7, there are 1 (")


def test_that_the_menu_of_races_steers_it(open_live: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_live()
    monkeypatch.setattr(RaceMenu, "popup", lambda menu, _: menu.aboutToShow.emit())
    opened.race.extras.show_menu()
    menu = opened.race.extras._menu
    assert menu is not None
    words = [each.text().partition("\t")[0] for each in menu.actions()]
    assert words.index("Score&board") + 1 == words.index("One &giant call")
    inside = board_menu(opened.race, menu)
    rows = {each.text().partition("\t")[0]: each for each in inside.actions()}
    rows["Shown"].trigger()
    assert board_of(opened.race).shown
    rows["The leader"].trigger()
    rows["Key colour magenta"].trigger()
    assert board_of(opened.race).key == "#ff00ff"
    again = board_menu(opened.race, menu)
    checked = {each.text().partition("\t")[0] for each in again.actions() if each.isChecked()}
    assert checked == {"Shown", "The leader", "In a window", "Key colour magenta"}


def test_that_the_giant_call_covers_the_window_until_esc(open_live: Open) -> None:
    opened = open_live()
    run(opened, 60.2)
    opened.press(Key.Key_G, CONTROL)
    corner = corner_of(opened.race)
    assert corner is not None
    widget = corner.widget
    assert widget.geometry() == opened.race.window.rect()
    opened.at(120.75)
    opened.press(Key.Key_Space)
    assert widget.view is not None
    assert (widget.view.gap, opened.splits()) == ("+0.1", [60.2, 120.75])
    opened.race.window.resize(1100, 700)
    assert widget.size() == opened.race.window.size()
    opened.press(Key.Key_Escape)
    assert not widget.isVisible()
    assert corner_of(opened.race) is None


def test_that_esc_closes_the_keys_over_the_giant_call_first(open_live: Open) -> None:
    opened = open_live()
    opened.press(Key.Key_G, CONTROL)
    opened.press(Key.Key_Question)
    opened.press(Key.Key_Escape)
    assert not opened.race.extras.keys_shown
    assert corner_of(opened.race) is not None
    opened.press(Key.Key_Escape)
    assert corner_of(opened.race) is None


def test_that_the_giant_call_holds_a_doubtful_press_back_and_says_so(open_live: Open) -> None:
    opened = open_live()
    run(opened, 60.2, 60.9)
    opened.press(Key.Key_G, CONTROL)
    corner = corner_of(opened.race)
    assert corner is not None
    shown_there = corner.widget.view
    assert shown_there is not None
    assert shown_there.gap == "−0.8"
    assert shown_there.foot[1].startswith("CHECK: ")


@pytest.mark.parametrize("theme", [1, 2])
def test_that_the_giant_call_has_the_windows_colours(open_live: Open, theme: int) -> None:
    opened = open_live()
    for _ in range(theme):
        opened.press(Key.Key_D)
    opened.press(Key.Key_G, CONTROL)
    corner = corner_of(opened.race)
    assert corner is not None
    assert corner.widget.theme is opened.race.window.theme
    opened.click(corner.widget)
    assert corner_of(opened.race) is None


def test_that_the_menu_and_the_strip_name_the_keys_that_were_chosen(open_live: Open) -> None:
    opened = open_live()
    own_keys.use({"scoreboard": ("F13",), "blank": ("F14",), "corner": ()})
    try:
        menu = RaceMenu(Path, opened.race.window)
        words = [each.text() for each in board_menu(opened.race, menu).actions()]
        assert "Shown\tF13" in words
        assert "Blank\tF14" in words
        control = board_of(opened.race)
        control.show_in_window()
        control.toggle_blank()
        opened.race.draw()
        keys = [
            hint.key
            for each in opened.race.window.findChildren(PromptStrip)
            if each.isVisible() and each.view
            for hint in each.view.keys
        ]
        assert keys == ["F14"]
    finally:
        own_keys.use({})
