from collections.abc import Callable
from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.analysis.tap_school import GUN, Cue
from app.domain.times import NS_PER_MS, Instant
from app.storage.preferences import preferences_path
from app.usecases.preferences import load
from tests.ui.conftest import LEFT, NONE, Opened
from ui.viewstate.cards import cards
from ui.windows.choices import choices_of
from ui.windows.tap_school import TapSchool, open_tap_school

Open = Callable[..., Opened]
Key = Qt.Key


def school_of(opened: Opened) -> TapSchool:
    found = open_tap_school(opened.race)
    assert found is not None
    opened.qtbot.waitUntil(found.isVisible)
    return found


def at_cue(opened: Opened, school: TapSchool, cue: Cue, late_ms: float) -> None:
    """Let the clock stand so long after a cue."""
    opened.clock.instant = Instant(school._began + cue.at + round(late_ms * NS_PER_MS))
    school.frame()


def attend(opened: Opened, school: TapSchool, gun: float, line: float, spread: float) -> None:
    """Tap a whole lesson with a hand that is so many ms late, by the keys."""
    chance = Random(4)
    school.begin()
    lesson = school.lesson
    assert lesson is not None
    for cue in lesson.cues:
        late = gun if cue.kind == GUN else line
        at_cue(opened, school, cue, chance.gauss(late, spread))
        QTest.keyClick(school, Key.Key_Space)
    opened.clock.instant = Instant(school._began + lesson.over + 1)
    school.frame()


def test_that_a_lesson_finds_the_hand_that_tapped_it(open_replay: Open) -> None:
    opened = open_replay()
    school = school_of(opened)
    attend(opened, school, 200, -30, 25)
    assert not school.running
    assert school.outcome is not None
    hand = school.outcome.hand
    assert hand is not None
    assert hand.gun.bias / NS_PER_MS == pytest.approx(200, abs=30)
    assert hand.line.bias / NS_PER_MS == pytest.approx(-30, abs=25)
    assert hand.line.taps == 16
    assert "fast" in school.said.text()


def test_that_a_hand_is_used_stored_and_forgotten(open_live: Open) -> None:
    opened = open_live()
    school = school_of(opened)
    attend(opened, school, 200, 0, 20)
    assert opened.race.desk.hand is None
    QTest.keyClick(school, Key.Key_Return)
    hand = opened.race.desk.hand
    assert hand is not None
    assert school.known.text().startswith("Remembered")
    opened.race.draw()
    opened.qtbot.waitUntil(lambda: load(preferences_path()).preferences.hand == hand)
    opened.click(school.forget_button)
    opened.race.draw()
    assert opened.race.desk.hand is None
    opened.qtbot.waitUntil(lambda: load(preferences_path()).preferences.hand is None)


def test_that_the_margin_of_the_hand_stands_beside_a_hand_start(open_live: Open) -> None:
    opened = open_live()
    school = school_of(opened)
    attend(opened, school, 200, 0, 20)
    school.use()
    school.close()
    opened.press(Key.Key_Return)
    shown = cards(opened.race.desk.frame(opened.clock.now()))
    assert shown.elapsed.detail.startswith("hand start \u00b1 0.")


def test_that_a_lesson_ends_with_esc_and_the_school_with_the_next(open_replay: Open) -> None:
    school = school_of(open_replay())
    QTest.keyClick(school, Key.Key_Return)
    assert school.running
    QTest.keyClick(school, Key.Key_Escape)
    assert not school.running
    assert school.isVisible()
    QTest.keyClick(school, Key.Key_Escape)
    assert not school.isVisible()


def test_that_no_tap_of_the_school_reaches_the_race(open_live: Open) -> None:
    opened = open_live()
    school = school_of(opened)
    school.begin()
    for key in (Key.Key_Space, Key.Key_Return, Key.Key_PageDown, Key.Key_F1):
        QTest.keyClick(school, key)
    QTest.mouseClick(school.lane, LEFT, NONE, QPoint(40, 40))
    assert len(school.taps) == 5
    assert opened.live.state.zero is None
    assert opened.live.state.taps == ()


def test_that_the_school_is_over_with_the_start_of_a_race(open_live: Open) -> None:
    opened = open_live()
    school = school_of(opened)
    school.begin()
    opened.race.window.activateWindow()
    opened.press(Key.Key_Return)
    assert not school.isVisible()
    assert not school.running
    assert open_tap_school(opened.race) is None
    assert "tap school" in opened.notice() or opened.race.desk.frame(opened.clock.now()).notice


def test_that_the_usual_settings_do_not_forget_the_hand(open_replay: Open) -> None:
    from ui.windows.settings import open_settings

    opened = open_replay()
    school = school_of(opened)
    attend(opened, school, 200, 0, 20)
    school.use()
    window = open_settings(opened.race)
    window.everything_usual.emit()
    assert choices_of(opened.race).now.hand is not None
    window.close()
