from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.storage.place import library_path
from app.storage.preferences import preferences_path
from app.usecases.preferences import load
from tests.ui.conftest import Opened
from ui.viewstate.snapshot import REPLAY
from ui.widgets.welcome import WelcomePanel
from ui.windows.choices import choices_of
from ui.windows.new_race import NewRaceDialog
from ui.windows.session_planner import SessionPlanner
from ui.windows.welcome import welcome, welcome_once

Open = Callable[..., Opened]
Key = Qt.Key


def panel(opened: Opened) -> WelcomePanel:
    found = opened.race.window.panel
    assert isinstance(found, WelcomePanel)
    return found


def test_that_a_newcomer_is_welcomed_once(open_replay: Open) -> None:
    opened = open_replay()
    assert welcome_once(opened.race)
    assert panel(opened).isVisible()
    opened.race.draw()
    opened.qtbot.waitUntil(lambda: load(preferences_path()).preferences.welcomed)
    opened.press(Key.Key_Escape)
    assert opened.race.window.panel is None
    assert not welcome_once(opened.race)
    assert opened.race.window.panel is None


def test_that_who_has_timed_a_race_is_no_newcomer(open_replay: Open) -> None:
    library_path().parent.mkdir(parents=True, exist_ok=True)
    library_path().write_bytes(b"")
    assert not welcome_once(open_replay().race)


def test_that_the_replay_plays_on_beside_the_welcome(open_replay: Open) -> None:
    opened = open_replay()
    welcome(opened.race)
    opened.press(Key.Key_P)
    assert opened.replay.replay.playing
    assert panel(opened).isVisible()


def test_that_one_key_watches_paris_from_its_start(open_replay: Open) -> None:
    opened = open_replay("monaco-2023")
    welcome(opened.race)
    opened.press(Key.Key_1)
    assert opened.replay.recording.id == "paris-2025"
    assert opened.replay.replay.playing
    assert opened.race.window.panel is None


@pytest.mark.parametrize(("key", "kind"), [(Key.Key_2, NewRaceDialog), (Key.Key_3, SessionPlanner)])
def test_that_one_key_opens_what_is_offered(
    open_replay: Open, key: Key, kind: type[NewRaceDialog] | type[SessionPlanner]
) -> None:
    opened = open_replay()
    welcome(opened.race)
    opened.press(key)
    found = opened.race.window.findChild(kind)
    assert found is not None
    opened.qtbot.waitUntil(found.isVisible)
    assert opened.race.window.panel is None
    found.close()


def test_that_an_answer_can_be_clicked_and_reached_by_tab(open_replay: Open) -> None:
    opened = open_replay("monaco-2023")
    welcome(opened.race)
    first = panel(opened).answers[0]
    assert first.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert first.accessibleName() == "Watch the Paris replay (1)"
    opened.click(first)
    assert opened.replay.recording.id == "paris-2025"


def test_that_the_digits_are_lanes_again_without_the_welcome(open_replay: Open) -> None:
    opened = open_replay("monaco-2023")
    welcome(opened.race)
    opened.press(Key.Key_Escape)
    opened.press(Key.Key_1)
    assert opened.replay.recording.id == "monaco-2023"


def test_that_the_welcome_goes_out_of_the_way_of_another_race(open_replay: Open) -> None:
    opened = open_replay()
    welcome(opened.race)
    opened.race.extras.again()
    opened.race.extras.open_race("monaco-2023")
    opened.race.draw()
    assert opened.race.window.panel is None


def test_that_a_race_that_is_timed_is_offered_the_form_instead(open_live: Open) -> None:
    opened = open_live()
    assert not welcome(opened.race)
    assert opened.race.window.panel is None


def test_that_the_menu_brings_the_welcome_back(open_replay: Open) -> None:
    from PySide6.QtWidgets import QMenu

    from ui.windows.first_steps import help_menu

    opened = open_replay()
    menu = help_menu(opened.race, QMenu(opened.race.window))
    rows = {each.text().partition("\t")[0]: each for each in menu.actions()}
    assert list(rows) == ["&Guide\u2026", "All &keys", "&Tap school\u2026", "&Welcome"]
    rows["&Welcome"].trigger()
    assert panel(opened).isVisible()
    assert opened.race.desk.stage.mode == REPLAY
    assert choices_of(opened.race).now.welcomed is False
    QTest.keyClick(opened.race.window.windowHandle(), Key.Key_Escape)


def test_that_esc_closes_the_sheet_of_keys_before_the_welcome_beneath_it(open_replay: Open) -> None:
    opened = open_replay()
    welcome(opened.race)
    opened.race.show_keys()
    opened.press(Key.Key_Escape)
    assert not opened.race.extras.keys_shown
    assert panel(opened).isVisible()
    opened.press(Key.Key_Escape)
    assert opened.race.window.panel is None
