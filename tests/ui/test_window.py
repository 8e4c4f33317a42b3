"""The composed window on a replay: what it shows, what its switches do, and where all of it lies."""

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from app.analysis.projection import RULE_NAMES, RULES
from tests.ui.conftest import Opened, Written
from ui.theme import CONTRAST, DAY, NIGHT, THEMES
from ui.viewstate.call import Call
from ui.viewstate.card_values import GapCard
from ui.viewstate.graph import DEFICIT, LAPS, PROJECTION
from ui.widgets import paint
from ui.widgets.buttons import Button, SegmentSwitch, TargetChip
from ui.widgets.cards import FAR_CAPITAL
from ui.widgets.scrubber import Scrubber
from ui.widgets.surface import Surface

Open = Callable[..., Opened]
WIDE = QSize(1366, 768)
SIZES = [(900, 540), (1024, 600), (1280, 720), (1366, 768), (1600, 900), (1920, 1080)]
AT_3_25 = 205.0


def gap(opened: Opened) -> GapCard:
    shown = opened.race.window.gap.view
    assert shown is not None
    return shown


def rows(opened: Opened) -> list[list[str]]:
    body = opened.race.window.body
    assert body is not None
    assert body.table.view is not None
    return [[cell.text for cell in row.cells] for row in body.table.view.rows]


def deficits(opened: Opened) -> list[str]:
    """The gap column of the split table, as far as splits are taken."""
    return [row[4] for row in rows(opened) if row[2][:1].isdigit()]


def option(switch: SegmentSwitch, words: str) -> QPoint:
    """Where an option of a switch lies."""
    assert switch._view is not None
    place = [each for _, each in switch._view.options].index(words)
    return switch._layout_cells()[place].center().toPoint()


def test_that_a_replay_opens_with_what_is_known_at_its_start(open_replay: Open) -> None:
    opened = open_replay()
    assert gap(opened).word == "TARGET"
    assert gap(opened).value == "3:59.99"
    assert deficits(opened) == []
    assert opened.race.window.call.view == Call("409 M IN 1:01.0.")


def test_that_the_paris_attempt_at_3_25_shows_three_splits(open_replay: Open) -> None:
    opened = open_replay()
    opened.seek(AT_3_25)
    assert (gap(opened).word, gap(opened).target) == ("BEHIND", "SUB-4")
    assert (gap(opened).value, gap(opened).tone) == ("+1.50", "behind")
    assert deficits(opened) == ["\u22120.84", "+0.06", "+1.50"]
    elapsed, lap = opened.race.window.elapsed.view, opened.race.window.lap.view
    assert elapsed is not None
    assert lap is not None
    assert (elapsed.value, lap.value) == ("3:25.0", "61.09")
    called = opened.race.window.call.view
    assert called is not None
    assert called.words == "SIXTY-ONE. ONE AND A HALF DOWN. LAST LAP 58."


def test_that_the_projected_finish_has_its_band_and_its_chance(open_replay: Open) -> None:
    opened = open_replay()
    opened.seek(AT_3_25)
    card = opened.race.window.projection
    shown = card.view
    assert shown is not None
    assert (shown.title, shown.value) == ("PROJECTED FINISH \u00b7 PACING MODEL", "4:02.4")
    assert shown.detail == "80 %: 3:59.7 to 4:05.3 \u00b7 with PB 4:07.64"
    assert (shown.chance_of, shown.chance, shown.taken_for) == ("Sub-4", "about 1 in 8", "as paced")
    assert card.accessibleName().endswith(
        "80 %: 3:59.7 to 4:05.3 \u00b7 with PB 4:07.64, Sub-4 about 1 in 8 as paced"
    )
    following = opened.race.window.next.view
    assert following is not None
    assert following.detail == "lap 23.1 \u00b7 due 4:02.4 \u00b1 2.3"
    assert rows(opened)[3][1:3] == ["due 4:02.4", "\u00b1 2.3"]


def test_that_a_press_that_is_late_is_noted_on_the_clock(open_replay: Open) -> None:
    opened = open_replay()
    opened.seek(246.0)
    clock = opened.race.window.elapsed.view
    assert clock is not None
    assert clock.detail == "finish was due 3.6 s ago \u00b7 clock as published"
    shown = opened.race.window.projection.view
    assert shown is not None
    assert shown.value == "4:06.9"
    assert shown.chance == "no chance to speak of"


def test_that_nothing_of_the_finish_is_known_before_it(open_replay: Open) -> None:
    opened = open_replay()
    opened.seek(246.0)
    assert len(deficits(opened)) == 3
    opened.seek(246.42)
    assert deficits(opened)[-1] == "+6.43"
    finish = opened.race.window.elapsed.view
    assert finish is not None
    assert (finish.title, finish.value) == ("FINISH TIME", "4:06.42")


def test_that_the_finish_shows_how_wrong_each_rule_was(open_replay: Open) -> None:
    opened = open_replay()
    opened.seek(300.0)
    shown = opened.race.window.projection.view
    assert shown is not None
    assert shown.title == "PROJECTED AT 1209 M"
    assert shown.detail == "the result lies outside its 80 % band"
    errors = {rule.name: rule.says for rule in shown.rules}
    assert set(errors) == set(RULE_NAMES.values())
    assert errors["even pace"] == "\u22124.4"
    assert rows(opened)[2][-2:] == ["4:02.4", "out \u22124.0"]


def test_that_playing_moves_with_the_clock_and_stands_at_the_end(open_replay: Open) -> None:
    opened = open_replay()
    opened.press(Qt.Key.Key_P)
    opened.at(90)
    assert opened.view.cards.elapsed.value == "1:30.0"
    opened.press(Qt.Key.Key_P)
    opened.at(120)
    assert opened.view.cards.elapsed.value == "1:30.0"
    opened.press(Qt.Key.Key_P)
    opened.at(1000)
    assert opened.view.cards.elapsed.value == "4:06.42"
    assert not opened.race.desk.moving


def test_that_the_bar_steps_plays_restarts_and_changes_the_speed(open_replay: Open) -> None:
    opened = open_replay()
    opened.click(opened.find(Button, "Next split"))
    assert opened.splits() == [60.2]
    opened.click(opened.find(Button, "Play"))
    opened.at(10)
    assert opened.view.cards.elapsed.value == "1:10.2"
    speed = opened.race.window.replay_bar._speed
    opened.click(speed)
    assert speed.text() == "2\u00d7"
    opened.at(20)
    assert opened.view.cards.elapsed.value == "1:30.2"
    opened.click(opened.find(Button, "Restart"))
    assert opened.splits() == []


def test_that_the_scrubber_seeks_by_click_and_by_arrow_keys(open_replay: Open) -> None:
    opened = open_replay()
    scrubber = opened.find(Scrubber, "position")
    groove = scrubber._groove()
    opened.click(scrubber, QPoint(round(groove.left() + groove.width() / 2), 18))
    assert scrubber.view is not None
    assert scrubber.view.at == pytest.approx(0.5, abs=0.003)
    assert len(opened.splits()) == 2
    scrubber.setFocus()
    before = scrubber.view.at
    opened.press(Qt.Key.Key_Left)
    assert scrubber.view.at == pytest.approx(before - 0.01, abs=1e-6)


def test_that_the_other_line_re_bases_everything_at_once(open_replay: Open) -> None:
    opened = open_replay()
    opened.seek(AT_3_25)
    switch = opened.find(SegmentSwitch, "read at")
    assert switch.accessibleName() == "read at finish line"
    opened.click(switch, option(switch, "mile start"))
    assert switch.accessibleName() == "read at mile start"
    assert deficits(opened) == ["+0.55", "+1.45", "+2.89"]
    assert gap(opened).value == "+2.89"
    assert opened.view.cards.elapsed.value == "3:25.0"
    assert "where the mile starts" in opened.notice()
    opened.seek(300.0)
    assert gap(opened).value == "+6.43"


def test_that_the_gun_finishes_half_a_second_later(open_replay: Open) -> None:
    opened = open_replay()
    switch = opened.find(SegmentSwitch, "clock")
    opened.click(switch, option(switch, "gun"))
    opened.seek(300.0)
    assert opened.view.cards.elapsed.value == "4:06.91"
    assert gap(opened).value == "+6.92"


def test_that_a_switch_is_changed_by_the_arrow_keys(open_replay: Open) -> None:
    opened = open_replay()
    switch = opened.find(SegmentSwitch, "read at")
    switch.setFocus()
    opened.press(Qt.Key.Key_Left)
    assert switch.accessibleName() == "read at mile start"


def test_that_a_race_without_a_choice_shows_no_switch(open_replay: Open) -> None:
    opened = open_replay("lievin-2025")
    shown = [each for each in opened.race.window.findChildren(SegmentSwitch) if each.isVisible()]
    assert shown == []


def test_that_a_chip_makes_its_target_primary(open_replay: Open) -> None:
    opened = open_replay()
    opened.seek(AT_3_25)
    opened.click(opened.find(TargetChip, "target 4:07.64"))
    assert gap(opened).target == "WORLD RECORD"
    assert gap(opened).word == "AHEAD OF"
    assert opened.find(TargetChip, "target 4:07.64").accessibleName().endswith(", primary")
    opened.press(Qt.Key.Key_T)
    assert gap(opened).target == "SUB-4"


def test_that_how_it_ended_can_be_hidden_with_the_end_of_the_scrubber(open_replay: Open) -> None:
    opened = open_replay()
    opened.seek(AT_3_25)
    opened.click(opened.find(Button, "Hide or show how it ended"))
    bar = opened.race.window.replay_bar
    assert bar._length.view == ""
    chips = [each for each in opened.race.window.findChildren(TargetChip) if each.isVisible()]
    assert [each.view.time for each in chips] == ["3:59.99", "4:07.64"]
    opened.press(Qt.Key.Key_H)
    assert bar._length.view == "4:06.4"


def test_that_a_click_on_the_projection_takes_the_next_rule(open_replay: Open) -> None:
    opened = open_replay()
    opened.seek(AT_3_25)

    def chosen() -> list[str]:
        card = opened.race.window.projection.view
        assert card is not None
        return [rule.name for rule in card.rules if rule.chosen]

    seen = [chosen()]
    for _ in range(4):
        opened.click(opened.race.window.projection)
        seen.append(chosen())
    assert list(itertools.chain(*seen)) == [RULE_NAMES[rule] for rule in RULES]


def test_that_a_key_changes_the_graph(open_replay: Open) -> None:
    opened = open_replay()
    body = opened.race.window.body
    assert body is not None
    seen = []
    for _ in range(3):
        shown = body.graph._graph
        assert shown is not None
        seen.append(shown.still.view)
        opened.press(Qt.Key.Key_G)
    assert seen == [DEFICIT, PROJECTION, LAPS]


def ground(opened: Opened) -> str:
    """The colour in the corner of the window, as it is painted."""
    return opened.race.window.grab().toImage().pixelColor(2, 2).name()


def test_that_the_theme_changes_at_once(open_replay: Open) -> None:
    opened = open_replay()
    seen = [(opened.race.theme, ground(opened))]
    for _ in range(2):
        opened.click(opened.find(Button, "Day, night"))
        seen.append((opened.race.theme, ground(opened)))
    assert {name for name, _ in seen} == {NIGHT, DAY, CONTRAST}
    assert all(colour == THEMES[name].ground for name, colour in seen)


def test_that_the_first_paint_holds_everything_but_the_body(open_replay: Open) -> None:
    opened = open_replay(complete=False)
    race, window = opened.race, opened.race.window
    seen: list[tuple[object, str, Call | None]] = []
    race.first_paint.connect(lambda: seen.append((window.body, gap(opened).word, window.call.view)))
    with opened.qtbot.waitSignals([race.first_paint, race.ready], order="strict"):
        window.update()
    assert seen == [(None, "TARGET", Call("409 M IN 1:01.0."))]
    assert window.body is not None


def test_that_a_key_pressed_before_the_first_paint_is_not_lost(open_replay: Open) -> None:
    opened = open_replay(complete=False)
    opened.press(Qt.Key.Key_P)
    assert opened.replay.moving


def test_that_a_wrong_file_is_said_in_one_sentence_and_the_race_goes_on(
    open_replay: Open, tmp_path: Path
) -> None:
    opened = open_replay()
    opened.seek(AT_3_25)
    opened.race.extras.open_race(f"{tmp_path}/no-such.toml")
    opened.race.draw()
    assert opened.notice().endswith("no-such.toml: there is no such file")
    assert opened.notice().count("\n") == 0
    assert gap(opened).value == "+1.50"
    assert opened.sounds.heard == ["refused"]


def test_that_the_keys_are_shown_and_put_away(open_replay: Open) -> None:
    opened = open_replay()
    opened.click(opened.find(Button, "All keys"))
    overlay = opened.race.extras._overlay
    assert overlay is not None
    assert overlay.isVisible()
    assert "Return: Start the clock" in overlay.accessibleDescription()
    opened.press(Qt.Key.Key_Question)
    assert not overlay.isVisible()


def test_that_a_target_is_added_changed_and_removed(open_replay: Open) -> None:
    opened = open_replay()
    opened.press(Qt.Key.Key_A)
    opened.type_text("4:10")
    opened.press(Qt.Key.Key_Return)
    opened.find(TargetChip, "target 4:10.00").menu_wanted.emit()
    opened.type_text("4:12")
    opened.press(Qt.Key.Key_Return)
    opened.find(TargetChip, "target 4:12.00").menu_wanted.emit()
    opened.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert [each.time for each in opened.view.head.chips] == ["3:59.99", "4:06.42", "4:07.64"]


@pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard", extend=True)
def test_that_a_race_is_chosen_from_the_menu(open_replay: Open) -> None:
    opened = open_replay()
    opened.click(opened.find(Button, "Race"))
    menu = opened.race.extras._menu
    assert menu is not None
    assert menu.isVisible()
    next(each for each in menu.actions() if "Bannister" in each.text()).trigger()
    menu.close()
    opened.race.draw()
    assert opened.view.head.title.startswith("Roger Bannister")
    assert opened.replay.moving


def test_that_a_key_fills_the_screen_and_leaves_it(open_replay: Open) -> None:
    opened = open_replay()
    for full in (True, False):
        opened.press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        assert opened.race.window.isFullScreen() is full


def leaves(widget: QWidget) -> Iterator[QWidget]:
    """Every visible widget that holds no other one of ours."""
    inner = [
        each
        for each in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if each.isVisible()
    ]
    if not inner or isinstance(widget, QAbstractButton | QLineEdit):
        yield widget
    for each in inner if not isinstance(widget, QLineEdit) else []:
        yield from leaves(each)


def places(window: QWidget) -> dict[QWidget, QRect]:
    """Where every leaf lies on the window."""
    return {
        each: QRect(each.mapTo(window, QPoint(0, 0)), each.size())
        for each in leaves(window)
        if each.width() and each.height()
    }


def named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}"


RACES = ["paris", "lievin", "live"]


@pytest.fixture
def opened(request: pytest.FixtureRequest, open_replay: Open, open_live: Open) -> Opened:
    """A window in the middle of a race."""
    if request.param == "live":
        found = open_live(stand="200", athletes=("A rather long name for an athlete",))
        found.press(Qt.Key.Key_Return)
        for at in (30.7, 91.2):
            found.at(at)
            found.press(Qt.Key.Key_Space)
        found.at(110)
        return found
    found = open_replay("paris-2025" if request.param == "paris" else "lievin-2025")
    found.seek(AT_3_25)
    found.press(Qt.Key.Key_P)
    return found


def at_size(opened: Opened, wide: int, high: int) -> QWidget:
    window = opened.race.window
    window.resize(wide, high)
    opened.qtbot.waitUntil(lambda: window.size() == QSize(wide, high))
    opened.race.draw()
    window.grab()
    return window


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("opened", RACES, indirect=True)
def test_that_nothing_lies_outside_the_window(opened: Opened, size: tuple[int, int]) -> None:
    window = at_size(opened, *size)
    outside = [named(w) for w, place in places(window).items() if not window.rect().contains(place)]
    assert outside == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("opened", RACES, indirect=True)
def test_that_no_two_widgets_overlap(opened: Opened, size: tuple[int, int]) -> None:
    found = places(at_size(opened, *size))
    overlaps = [
        (named(one), named(other), found[one].intersected(found[other]))
        for one, other in itertools.combinations(found, 2)
        if found[one].intersects(found[other])
    ]
    assert overlaps == []


@pytest.mark.parametrize("opened", RACES, indirect=True)
def test_that_what_is_read_from_two_metres_has_capitals_of_38_pixels(
    opened: Opened, written: list[Written]
) -> None:
    at_size(opened, WIDE.width(), WIDE.height())
    view = opened.view
    far = {
        "gap": view.cards.gap.value,
        "its word": view.cards.gap.word.split()[0],
        "last lap": view.cards.lap.value,
        "call": view.call.words.removesuffix("."),
    }
    sizes = {
        what: max(each.pixels for each in written if each.words.startswith(words))
        for what, words in far.items()
    }
    capitals = {what: size * paint.CAPITAL for what, size in sizes.items()}
    assert {what: size for what, size in capitals.items() if size < FAR_CAPITAL} == {}
    elapsed = max(each.pixels for each in written if each.words == view.cards.elapsed.value)
    assert sizes["gap"] >= 1.9 * elapsed


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("opened", RACES, indirect=True)
def test_that_no_text_is_smaller_than_11_pixels(
    opened: Opened, written: list[Written], size: tuple[int, int]
) -> None:
    window = at_size(opened, *size)
    assert len(written) > 40
    assert [each for each in written if each.pixels < 11] == []
    assert [each for each in window.findChildren(QLineEdit) if each.font().pixelSize() < 11] == []


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("opened", RACES, indirect=True)
def test_that_no_text_is_cut(opened: Opened, written: list[Written], size: tuple[int, int]) -> None:
    at_size(opened, *size)
    assert [each for each in written if each.cut] == []


def test_that_digits_do_not_jump(open_replay: Open, written: list[Written]) -> None:
    opened = open_replay()
    wide = {paint.width(digit, 53, paint.BOLD) for digit in "0123456789"}
    assert len(wide) == 1
    seen = set()
    for tenth in range(40):
        opened.seek(AT_3_25 + tenth / 10)
        written.clear()
        opened.race.window.grab()
        values = {opened.view.cards.gap.value, opened.view.cards.elapsed.value}
        seen.add(tuple(each[1:] for each in written if each.words in values and each.room))
    assert len(seen) == 1


def test_that_the_speed_has_room_for_every_speed(open_replay: Open, written: list[Written]) -> None:
    opened = open_replay()
    speed = opened.race.window.replay_bar._speed
    for _ in range(8):
        opened.click(speed)
        assert speed.width() >= speed.sizeHint().width()
    assert [each for each in written if each.cut] == []


@pytest.mark.parametrize("opened", RACES, indirect=True)
def test_that_every_button_card_and_field_has_a_name(opened: Opened) -> None:
    window = opened.race.window
    spoken = (QAbstractButton, SegmentSwitch, Surface, QLineEdit)
    known = [each for kind in spoken for each in window.findChildren(kind) if each.isVisible()]
    quiet = [each for each in known if not each.accessibleName().strip()]
    quiet.remove(window.notice) if window.notice in quiet else None
    assert len(known) > 20
    assert [type(each).__name__ for each in quiet] == []


@pytest.mark.parametrize("opened", ["paris", "live"], indirect=True)
def test_that_every_action_has_its_key_in_its_tooltip(opened: Opened) -> None:
    buttons = [
        each for each in opened.race.window.findChildren(QAbstractButton) if each.isVisible()
    ]
    assert len(buttons) > 10
    keyless = [each for each in buttons if not re.search(r"\([^()]+\)", each.toolTip())]
    assert [f"{each.accessibleName()}: {each.toolTip()}" for each in keyless] == []


@pytest.mark.parametrize("opened", ["paris", "live"], indirect=True)
def test_that_tab_reaches_every_button_and_switch(opened: Opened) -> None:
    window = opened.race.window
    seen: list[QWidget | None] = []
    for _ in range(60):
        opened.press(Qt.Key.Key_Tab)
        seen.append(window.focusWidget())
    wanted = [
        each
        for kind in (Button, SegmentSwitch, TargetChip, Scrubber, QLineEdit)
        for each in window.findChildren(kind)
        if each.isVisible() and each.isEnabled()
    ]
    assert [named(each) for each in wanted if each not in seen] == []


def test_that_the_window_has_the_icon_of_the_application(open_replay: Open) -> None:
    open_replay()
    assert not QGuiApplication.windowIcon().pixmap(32, 32).isNull()
