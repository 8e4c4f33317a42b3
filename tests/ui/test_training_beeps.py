"""Do the beeps of a recovery come at their instants, and at no others?"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from app.domain.times import NS_PER_S, Instant
from tests.ui.training import BEGAN, TrainingOpened, open_training

__all__ = ["open_training"]
Key = Qt.Key
Opening = Callable[..., TrainingOpened]


def resting(opened: TrainingOpened) -> None:
    """Let one athlete have run 300 m in 40 s; the next start is due at 130 s."""
    opened.press(Key.Key_Space)
    opened.at(40)
    opened.press(Key.Key_1)


def test_that_beeps_come_at_ten_three_two_one_and_nought(open_training: Opening) -> None:
    opened = open_training("4x300 in 43, 90 s", "a")
    resting(opened)
    for tenth in range(401, 1320):
        opened.at(tenth / 10)
    assert opened.sounds.beeps() == [
        ("count", 120.0),
        ("count", 127.0),
        ("count", 128.0),
        ("count", 129.0),
        ("go", 130.0),
    ]


def test_that_a_beep_is_handed_over_a_tenth_before_its_time_and_once(
    open_training: Opening,
) -> None:
    opened = open_training("4x300 in 43, 90 s", "a")
    resting(opened)
    opened.at(119.89)
    assert opened.sounds.beeps() == []
    opened.at(119.91)
    assert opened.sounds.beeps() == [("count", 120.0)]
    opened.at(120.05)
    assert len(opened.sounds.beeps()) == 1


def test_that_the_timer_is_armed_for_the_next_beep_and_not_for_a_frame(
    open_training: Opening,
) -> None:
    opened = open_training("4x300 in 43, 90 s", "a")
    resting(opened)
    opened.at(119.6)
    timer = opened.control.beeps._timer
    assert timer.timerType() is Qt.TimerType.PreciseTimer
    assert timer.isActive()
    assert 290 <= timer.interval() <= 300


def test_that_the_count_down_and_its_beeps_are_right_after_a_sleep_of_the_machine(
    open_training: Opening,
) -> None:
    """While it sleeps no timer runs, but the session's clock does: it is the clock that counts."""
    opened = open_training("4x300 in 43, 90 s", "a")
    resting(opened)
    opened.at(50)
    assert opened.view.rows[0].clock == "1:20"
    opened.at(115)
    assert opened.view.rows[0].clock == "0:15"
    assert opened.view.strips[0].clock == "0:15"
    assert opened.sounds.beeps() == []
    assert abs(opened.control.beeps._timer.remainingTime() - 4900) <= 50
    opened.at(120)
    assert opened.sounds.beeps() == [("count", 120.0)]


def test_that_beeps_that_a_sleep_swallowed_are_not_made_up_for(open_training: Opening) -> None:
    opened = open_training("4x300 in 43, 90 s", "a")
    resting(opened)
    opened.at(100)
    opened.at(128.5)
    assert opened.sounds.beeps() == []
    assert opened.view.rows[0].clock == "0:02"
    opened.at(129)
    opened.at(130)
    assert opened.sounds.beeps() == [("count", 129.0), ("go", 130.0)]


def test_that_two_groups_at_one_instant_beep_once(open_training: Opening) -> None:
    opened = open_training("4x300 in 43, every 3:00", "a b")
    opened.press(Key.Key_A)
    opened.press(Key.Key_B)
    opened.at(170)
    assert opened.sounds.beeps() == [("count", 170.0)]


def test_that_the_voice_names_the_group_ten_seconds_before(
    open_training: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_training("4x300 in 43, every 3:00", "a b")
    said: list[str] = []
    monkeypatch.setattr(opened.control.voice, "say", said.append)
    opened.control.desk.voice_on = True
    opened.press(Key.Key_A)
    opened.at(5)
    opened.press(Key.Key_B)
    for second in (170, 175, 177, 180):
        opened.at(second)
    assert said == ["A, ten seconds", "B, ten seconds"]


def test_that_beeps_that_are_off_are_not_heard_and_come_back(open_training: Opening) -> None:
    opened = open_training("4x300 in 43, 90 s", "a")
    resting(opened)
    opened.press(Key.Key_S)
    opened.at(120)
    opened.press(Key.Key_S)
    opened.at(127)
    assert opened.sounds.beeps() == [("count", 127.0)]


def test_that_a_real_timer_beeps_without_a_frame(open_training: Opening) -> None:
    opened = open_training("4x300 in 43, 90 s", "a")
    resting(opened)
    opened.at(119.89)
    opened.clock.instant = Instant(BEGAN + round(119.9 * NS_PER_S))
    opened.qtbot.waitUntil(lambda: len(opened.sounds.beeps()) == 1, timeout=2000)
