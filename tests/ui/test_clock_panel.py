"""The clock on the window: its keys, its panel, and that the race goes on beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QLineEdit

from app.domain import repair_events as rp
from app.domain.repair_commands import GiveOfficial, NudgeZero
from app.domain.state import ARMED, OFFICIAL, RUNNING
from app.domain.times import Duration, seconds
from app.engine.clocks import Anchor
from app.storage.library import Library
from app.storage.place import library_path
from app.usecases.gun_time import time_of_day
from tests.ui.conftest import BEGAN, Opened, Written
from tests.unit.domain.races import ONE, PLANNED, STARTED, ZERO, at, numbered, pressed, time
from ui.theme import CONTRAST, DAY, NIGHT, THEMES
from ui.widgets.buttons import Button
from ui.widgets.clock_panel import ClockPanelWidget, Lines

Open = Callable[..., Opened]
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PARIS = (60.2, 120.75, 181.84, 246.42)


def run(opened: Opened, *times: float) -> None:
    """Start at 0 and press Space at each of `times`."""
    opened.at(0)
    opened.press(Key.Key_Return)
    for each in times:
        opened.at(each)
        opened.press(Key.Key_Space)


def panel(opened: Opened) -> ClockPanelWidget:
    found: ClockPanelWidget = opened.race.window.findChildren(ClockPanelWidget)[0]
    return found


def shown(opened: Opened, label: str) -> list[str]:
    """Return what the panel's lines say under a label."""
    view = opened.find(Lines, "").view
    assert view is not None
    return [each.words for each in view if each.label.startswith(label)]


def opened_panel(opened: Opened) -> ClockPanelWidget:
    opened.press(Key.Key_C)
    assert panel(opened).isVisible()
    return panel(opened)


def elapsed(opened: Opened) -> str:
    return opened.view.cards.elapsed.value


def test_that_the_clock_is_nudged_by_keys(open_live: Open) -> None:
    opened = open_live()
    run(opened)
    opened.at(30)
    for _ in range(3):
        opened.press(Key.Key_Up, CONTROL)
    assert elapsed(opened) == "30.3"
    assert opened.notice() == "Clock moved by +0.3 s; hand start."
    opened.press(Key.Key_Down, CONTROL | SHIFT)
    assert elapsed(opened) == "29.3"
    opened.press(Key.Key_Up, CONTROL | SHIFT)
    opened.press(Key.Key_Down, CONTROL)
    assert elapsed(opened) == "30.2"
    assert opened.view.cards.elapsed.detail == "hand start, moved +0.2"


def test_that_a_sync_press_is_asked_about_in_a_strip_and_answered_by_keys(open_live: Open) -> None:
    opened = open_live()
    run(opened, 60.2)
    opened.at(118.7)
    opened.press(Key.Key_Y)
    strip = opened.view.strips["prompt"]
    assert (strip.badge, strip.words) == (
        "SYNC",
        "At your press the clock in sight showed 2:00.0? (ours: 1:58.7)",
    )
    opened.at(121)
    opened.press(Key.Key_F1)
    opened.press(Key.Key_Return)
    assert "prompt" not in opened.view.strips
    assert opened.splits() == [61.5, 122.3]
    assert opened.view.cards.elapsed.detail == "synced \u00b10.1"


def test_that_a_false_start_is_one_key_and_return_starts_again(open_live: Open) -> None:
    opened = open_live()
    run(opened)
    opened.at(3)
    opened.press(Key.Key_F)
    assert opened.live.state.phase == ARMED
    opened.press(Key.Key_Space)
    assert len(opened.live.state.taps) == 1
    opened.at(20)
    opened.press(Key.Key_Return)
    opened.at(50)
    assert elapsed(opened) == "30.0"
    opened_panel(opened)
    assert len(shown(opened, "False start")) == 1
    assert shown(opened, "False start")[0].endswith("cancelled after 3.0 s")


def test_that_the_panel_takes_no_key_from_the_race(open_live: Open) -> None:
    opened = open_live()
    run(opened)
    opened_panel(opened)
    assert not opened.race.keys.typing
    opened.at(60.2)
    opened.press(Key.Key_Space)
    assert opened.splits() == [60.2]
    opened.press(Key.Key_C)
    assert not panel(opened).isVisible()


def test_that_a_field_has_the_keys_only_while_it_is_clicked_and_esc_gives_them_back(
    open_live: Open,
) -> None:
    opened = open_live()
    run(opened)
    opened_panel(opened)
    field = opened.find(QLineEdit, "time of day of the gun")
    opened.click(field)
    opened.at(60.2)
    opened.type_text("19:03")
    assert opened.splits() == []
    opened.press(Key.Key_F1)
    assert opened.splits() == [60.2]
    opened.press(Key.Key_Escape)
    assert not opened.race.keys.typing
    opened.at(120)
    opened.press(Key.Key_1)
    assert opened.splits() == [60.2, 120]


def test_that_esc_closes_the_panel_and_is_nobody_s_key_without_one(open_live: Open) -> None:
    opened = open_live()
    run(opened)
    opened_panel(opened)
    opened.press(Key.Key_Escape)
    assert not panel(opened).isVisible()
    opened.press(Key.Key_Escape)
    assert not panel(opened).isVisible()
    assert opened.splits() == []


def test_that_a_gun_that_is_typed_moves_the_clock(open_live: Open) -> None:
    opened = open_live()
    run(opened)
    opened.at(30)
    opened_panel(opened)
    anchor = opened.live.session.anchor
    field = opened.find(QLineEdit, "time of day of the gun")
    opened.click(field)
    opened.type_text(time_of_day(anchor, BEGAN))
    opened.press(Key.Key_Return)
    assert opened.view.cards.elapsed.detail == "synced \u00b10.1"
    assert field.text() == ""
    assert not opened.race.keys.typing
    opened.click(field)
    opened.type_text("7 o'clock")
    opened.press(Key.Key_Return)
    assert opened.notice().startswith('Gun: found "7 o\'clock", expected a time of day like')
    assert field.text() == "7 o'clock"
    opened.press(Key.Key_Escape)
    assert field.text() == ""
    assert not opened.race.keys.typing


def test_that_official_times_are_given_by_name_and_their_residuals_listed(open_live: Open) -> None:
    opened = open_live()
    run(opened, *PARIS)
    opened.at(300)
    opened_panel(opened)
    opened.click(opened.find(QLineEdit, "official finish time"))
    opened.type_text("4:06.66")
    opened.press(Key.Key_Return)
    assert opened.splits()[-1] == 246.66
    zero = opened.live.state.zero
    assert zero is not None
    assert zero.basis == OFFICIAL
    assert shown(opened, "Official")[0].endswith("4:06.66 \u00b7 pressed 0.00 s")
    assert shown(opened, "Your hand") == ["Your hand times are 0.24 s fast (1 finish)."]


def test_that_the_bias_is_learnt_from_the_races_before(
    open_live: Open, splitline_home: Path
) -> None:
    library = Library(library_path())
    anchor = Anchor(ZERO, 0, "", "CLOCK_BOOTTIME")
    before = (
        PLANNED,
        STARTED,
        *(pressed(each) for each in ("1:00", "2:00", "3:00", "4:00")),
        (at("5:00"), rp.OfficialGiven(ONE, time("4:00.36"))),
        (at("5:00"), rp.ZeroMoved(at("-0.36"), OFFICIAL, Duration(0))),
    )
    assert splitline_home in library.path.parents
    assert library.add("before", anchor, numbered(*before), "live")
    opened = open_live()
    run(opened, *PARIS)
    opened_panel(opened)
    opened.qtbot.waitUntil(lambda: bool(shown(opened, "Your hand")))
    assert shown(opened, "Your hand") == ["Your hand times are 0.36 s fast (1 finish)."]
    opened.at(300)
    opened.live.edit(
        GiveOfficial(
            at=opened.live.session_now(opened.clock.now()),
            entry=opened.race.desk.selected,
            elapsed=seconds(246.66),
        )
    )
    opened.race.draw()
    said = "Your hand times are 0.30 s fast (2 finishes, \u00b10.08)."
    assert shown(opened, "Your hand") == [said]
    assert opened.splits()[-1] == 246.66


def test_that_buttons_do_what_their_keys_do(open_live: Open) -> None:
    opened = open_live()
    opened_panel(opened)
    assert not opened.find(Button, "+0.1").isEnabled()
    run(opened)
    opened.at(30)
    opened.click(opened.find(Button, "+1 s"))
    opened.click(opened.find(Button, "+0.1"))
    assert elapsed(opened) == "31.1"
    opened.click(opened.find(Button, "Sync"))
    assert opened.view.strips["prompt"].badge == "SYNC"
    opened.press(Key.Key_Escape)
    opened.click(opened.find(Button, "False start"))
    assert opened.live.state.phase == ARMED
    assert not opened.find(Button, "False start").isEnabled()
    opened.click(opened.find(Button, "Close (C)"))
    assert not panel(opened).isVisible()


def test_that_every_button_names_its_key(open_live: Open) -> None:
    opened = open_live()
    buttons = opened_panel(opened).findChildren(Button)
    assert len(buttons) == 7
    assert all("(" in each.toolTip() for each in buttons)
    assert all(each.accessibleName() for each in buttons)


def test_that_a_tap_in_the_list_can_be_the_start(open_live: Open) -> None:
    opened = open_live()
    opened.at(2)
    opened.press(Key.Key_U)
    opened_panel(opened)
    opened.at(10)
    opened.click(opened.find(Lines, "Tap"), QPoint(120, 10))
    assert opened.live.state.phase == RUNNING
    assert elapsed(opened) == "8.0"


def test_that_a_replay_only_shows_its_clock(open_replay: Open) -> None:
    opened = open_replay()
    opened_panel(opened)
    assert [each.toolTip() for each in panel(opened).findChildren(Button) if each.isVisible()] == [
        "Close (C)"
    ]
    assert not panel(opened).gun.isVisible()
    opened.press(Key.Key_Y)
    opened.press(Key.Key_F)
    assert "prompt" not in opened.view.strips


@pytest.mark.parametrize("theme", [DAY, NIGHT, CONTRAST])
@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1024, 600)])
def test_that_nothing_in_the_panel_is_cut(
    open_live: Open, written: list[Written], theme: str, size: QSize
) -> None:
    opened = open_live()
    opened.race.window.resize(size)
    opened.race.next_theme(theme)
    run(opened)
    for seconds_in in (118.7, 128.8):
        opened.at(seconds_in)
        opened.press(Key.Key_Y)
        opened.press(Key.Key_Return)
    opened.race.desk.edit(NudgeZero(opened.live.state.started or BEGAN, Duration(1)), BEGAN)
    widget = opened_panel(opened)
    written.clear()
    widget.grab()
    assert {"+0.1", "False start", "Start press"} <= {each.words for each in written}
    assert [each.words for each in written if each.cut] == []
    assert min(each.pixels for each in written) >= 11
    assert widget.theme is THEMES[theme]
    for each in (*widget.findChildren(Button), widget.gun, widget.official):
        assert widget.rect().contains(each.geometry())
