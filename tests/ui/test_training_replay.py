"""Is a training session played in its window as it was run?"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.times import NS_PER_S, Instant
from app.usecases.recorded_training import recording_of_training, shipped_training
from tests.ui.conftest import Opened
from tests.ui.training import TrainingOpened, open_training, recorded
from tests.unit.training.coaches import setup_of
from ui.stages.training_replaying import TrainingReplayStage
from ui.viewstate.training_replay import training_replay_bar
from ui.widgets.replay_bar import ReplayBarWidget
from ui.windows.training import TrainingControl
from ui.windows.training_exports import TrainingExports
from ui.windows.training_replay import put_replay_bar

__all__ = ["open_training"]
Key = Qt.Key
EXAMPLE = "six-times-300"
STARTS = (0.0, 225.337, 449.699, 675.842, 901.573, 1130.091)


@pytest.fixture
def replayed(open_training: Callable[..., TrainingOpened]) -> TrainingOpened:
    """The example, standing at its first start, with the bar of a replay."""
    recording = recording_of_training(shipped_training(EXAMPLE))
    opened = open_training(stage=lambda clock: TrainingReplayStage(recording, clock.now()))
    put_replay_bar(opened.control)
    return opened


def stage_of(opened: TrainingOpened) -> TrainingReplayStage:
    stage = opened.control.desk.stage
    assert isinstance(stage, TrainingReplayStage)
    return stage


def place(opened: TrainingOpened) -> float:
    """Return the position in seconds."""
    return stage_of(opened).replay.position / NS_PER_S


def bar_of(opened: TrainingOpened) -> ReplayBarWidget:
    (bar,) = opened.control.window.findChildren(ReplayBarWidget)
    return bar


def test_that_the_example_plays_and_shows_no_time_before_it_was_run(
    replayed: TrainingOpened,
) -> None:
    assert [each.last for each in replayed.view.rows] == ["\u2013"] * 3
    replayed.press(Key.Key_Space)
    replayed.at(43.3)
    assert place(replayed) == 43.3
    assert [each.last for each in replayed.view.rows] == ["43.2", "\u2013", "\u2013"]
    assert replayed.view.head.state == "2 RUNNING"
    replayed.press(Key.Key_P)
    replayed.at(500)
    assert place(replayed) == 43.3
    assert replayed.sounds.heard == []


def test_that_the_keys_of_a_replay_step_seek_and_change_the_pace(replayed: TrainingOpened) -> None:
    seen = []
    for _ in range(5):
        replayed.press(Key.Key_Right)
        seen.append(place(replayed))
    assert seen == [43.214, 43.562, 43.987, 225.337, 268.208]
    replayed.press(Key.Key_Up)
    assert stage_of(replayed).replay.speed == 2.0
    replayed.press(Key.Key_Down)
    replayed.press(Key.Key_Down)
    assert stage_of(replayed).replay.speed == 0.5
    replayed.press(Key.Key_Home)
    assert place(replayed) == 0


def test_that_the_keys_that_time_a_session_do_nothing_to_one_that_was_run(
    replayed: TrainingOpened,
) -> None:
    before = replayed.control.desk.state
    for key in (Key.Key_1, Key.Key_A, Key.Key_U, Key.Key_T, Key.Key_PageDown, Key.Key_Backspace):
        replayed.press(key)
    assert replayed.control.desk.state == before
    assert (replayed.view.prompt, replayed.view.asked) == (None, None)


def test_that_the_bar_moves_the_session_and_has_a_tick_for_each_start(
    replayed: TrainingOpened,
) -> None:
    bar, stage = bar_of(replayed), stage_of(replayed)
    length = stage.replay.run.length / NS_PER_S
    view = training_replay_bar(stage.transport())
    assert view.stops == pytest.approx([each / length for each in STARTS])
    assert (view.elapsed, view.length, view.speed, view.at_end) == ("0:00", "19:54", "1×", False)
    bar.sought.emit(0.5)
    assert place(replayed) == pytest.approx(length / 2)
    bar.next_split.emit()
    assert place(replayed) == 675.842
    bar.restart.emit()
    bar.play_pause.emit()
    assert (place(replayed), stage.moving) == (0, True)
    bar.faster.emit()
    assert stage.replay.speed == 2.0
    assert not bar._ending.isVisible()


def test_that_the_bar_lies_under_the_board_in_place_of_that_of_a_run(
    replayed: TrainingOpened,
) -> None:
    window = replayed.control.window
    assert bar_of(replayed).isVisible()
    assert not window.bar.isVisible()
    assert bar_of(replayed).geometry().bottom() <= window.height()
    replayed.control.next_theme("day")
    replayed.control.draw()
    assert bar_of(replayed)._elapsed.theme is window.theme


def test_that_the_overlay_has_the_keys_of_a_replay(replayed: TrainingOpened) -> None:
    replayed.press(Key.Key_Question)
    overlay = replayed.control._overlay
    assert overlay is not None
    assert overlay.isVisible()
    replayed.press(Key.Key_Question)


def test_that_the_menu_of_races_opens_the_example_and_plays_it(
    open_replay: Callable[..., Opened],
) -> None:
    race = open_replay()
    assert race.race.extras.open_race(EXAMPLE)
    control = race.race.findChild(TrainingControl)
    assert control is not None
    stage = control.desk.stage
    assert isinstance(stage, TrainingReplayStage)
    assert (stage.recording.id, stage.moving) == (EXAMPLE, True)
    race.qtbot.waitUntil(control.window.isActiveWindow)
    QTest.keyClick(control.window.windowHandle(), Key.Key_Space)
    assert not stage.moving
    with race.qtbot.waitSignal(control.closed):
        control.window.close()


def test_that_a_session_that_was_never_started_is_at_its_end(
    open_training: Callable[..., TrainingOpened],
) -> None:
    armed = open_training()
    stage = TrainingReplayStage(recorded(armed), Instant(0))
    view = training_replay_bar(stage.transport())
    assert (view.place, view.stops, view.at_end, view.length) == (0, (), True, "0:00")
    assert stage.state.setup == setup_of("4x300 in 43, 90 s", "ab cd")


def test_that_the_sheet_of_what_is_played_is_that_of_the_whole_session(
    open_replay: Callable[..., Opened],
) -> None:
    race = open_replay()
    assert race.race.extras.open_race(EXAMPLE)
    control = race.race.findChild(TrainingControl)
    assert control is not None
    race.qtbot.waitUntil(control.window.isActiveWindow)
    QTest.keyClick(control.window.windowHandle(), Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    exports = control.window.findChild(TrainingExports)
    assert exports is not None
    assert exports.window is not None
    assert exports._document is not None
    assert exports._document() == shipped_training(EXAMPLE)
    exports.window.reject()
    with race.qtbot.waitSignal(control.closed):
        control.window.close()
