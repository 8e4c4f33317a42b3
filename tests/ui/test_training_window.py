"""Is a training session run by its keys, and is all of it seen?"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.plan import EntryId
from app.storage.library import Library
from app.storage.place import library_path
from app.usecases.live_training import reopen_training, unfinished_training
from tests.ui.conftest import Opened, Written
from tests.ui.training import TrainingOpened, open_training, recorded
from tests.unit.training.coaches import setup_of
from ui.stages.training import LiveTrainingStage
from ui.stages.training_replaying import TrainingReplayStage
from ui.theme import THEMES
from ui.windows.training import TrainingControl
from ui.windows.training import open_training as open_beside
from ui.windows.training_opening import open_if_training, training_here

__all__ = ["open_training"]
Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Opening = Callable[..., TrainingOpened]
TWELVE = "abcd efgh ijkl"


def lasts(opened: TrainingOpened) -> list[str]:
    """Return the last time of everybody, from the first row to the last."""
    return [each.last for each in opened.view.rows]


def test_that_a_session_is_run_by_keys_alone(open_training: Opening) -> None:
    opened = open_training()
    opened.press(Key.Key_Space)
    opened.at(20)
    opened.press(Key.Key_B)
    opened.at(42.6)
    opened.press(Key.Key_1)
    opened.at(43.1)
    opened.press(Key.Key_F2)
    opened.at(64)
    opened.press(Key.Key_4)
    opened.press(Key.Key_U)
    opened.press(Key.Key_N)
    opened.press(Key.Key_3)
    assert lasts(opened) == ["42.6", "43.1", "44.0", "44.0"]
    assert [each.what for each in opened.sounds.heard] == ["split"] * 7


def test_that_a_held_key_starts_once(open_training: Opening) -> None:
    opened = open_training()
    window = opened.control.window.windowHandle()
    QTest.keyPress(window, Key.Key_Space)
    opened.press(Key.Key_Space)
    starts = [len(each.starts) for each in opened.control.desk.state.groups.values()]
    assert starts == [1, 1]


def test_that_what_is_asked_is_answered_by_a_key_and_typed_text(open_training: Opening) -> None:
    opened = open_training()
    opened.press(Key.Key_Space)
    opened.at(30)
    opened.press(Key.Key_X)
    opened.press(Key.Key_1)
    opened.press(Key.Key_I)
    opened.press(Key.Key_W)
    opened.press(Key.Key_1)
    opened.type_text("since Sunday")
    state = opened.control.desk.state
    stopping = state.runners[EntryId("a")].stopping
    assert stopping is not None
    assert stopping.reason == "ill"
    assert [each.text for each in state.notes] == ["since Sunday"]
    assert not opened.control.window.bar.field.hasFocus()


def test_that_text_is_typed_into_the_field_before_the_next_frame(
    open_training: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_training()
    monkeypatch.setattr(opened.control.loop, "wake", lambda: None)
    window = opened.control.window.windowHandle()
    for key in (Key.Key_W, Key.Key_1, Key.Key_I, Key.Key_L, Key.Key_L):
        QTest.keyClick(window, key)
    assert opened.control.window.bar.field.text() == "ill"


def test_that_stops_go_on_while_somebody_types(open_training: Opening) -> None:
    opened = open_training()
    opened.press(Key.Key_Space)
    opened.press(Key.Key_P)
    opened.press(Key.Key_A)
    assert opened.control.window.bar.field.hasFocus()
    opened.at(43)
    opened.press(Key.Key_F1)
    opened.press(Key.Key_2)
    assert lasts(opened)[:2] == ["43.0", "\u2013"]
    assert opened.control.window.bar.field.text() == "2"
    opened.press(Key.Key_Escape)
    assert opened.control.desk.typed is None
    opened.press(Key.Key_2)
    assert lasts(opened)[1] == "43.0"


def test_that_a_click_on_start_and_tap_counts_from_when_it_went_down(
    open_training: Opening,
) -> None:
    opened = open_training()
    bar = opened.control.window.bar
    QTest.mousePress(bar._start, Qt.MouseButton.LeftButton)
    assert opened.control.desk.state.first_start is not None
    opened.at(10)
    QTest.mousePress(bar._tap, Qt.MouseButton.LeftButton)
    assert len(opened.control.desk.state.taps) == 1


def test_that_a_click_selects_and_two_on_a_time_let_it_be_typed(open_training: Opening) -> None:
    opened = open_training()
    opened.press(Key.Key_Space)
    opened.at(43)
    opened.press(Key.Key_2)
    row = opened.control.window.rows[1]
    row.grab()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert opened.view.rows[1].selected
    cell = row._cells[0][0].center().toPoint()
    QTest.mouseDClick(row, Qt.MouseButton.LeftButton, pos=cell)
    opened.control.draw()
    assert opened.control.window.bar.field.text() == "43.00"
    opened.type_text("42.91")
    assert lasts(opened)[1] == "42.91"


def test_that_a_click_on_a_strip_lets_the_start_key_start_that_group(
    open_training: Opening,
) -> None:
    opened = open_training()
    QTest.mouseClick(opened.control.window.strips[1], Qt.MouseButton.LeftButton)
    opened.press(Key.Key_Space)
    assert opened.control.desk.state.groups["B"].starts


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
@pytest.mark.parametrize("theme", THEMES)
def test_that_twelve_athletes_in_three_groups_are_seen_at_once_and_nothing_is_cut(
    open_training: Opening, written: list[Written], size: tuple[int, int], theme: str
) -> None:
    opened = open_training("3 x (4 x 300 in 43, 1:30) / 5:00", TWELVE)
    opened.control.next_theme(theme)
    window = opened.control.window
    window.resize(*size)
    opened.press(Key.Key_Space)
    opened.at(44)
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4):
        opened.press(key)
    opened.press(Key.Key_B)
    opened.at(130)
    opened.press(Key.Key_X)
    written.clear()
    window.grab()
    assert len(window.rows) == 12
    parts: tuple[QWidget, ...] = (*window.rows, *window.strips, window.bar, window.notice)
    for each in parts:
        assert window.rect().contains(each.geometry())
        assert each.height() >= 20
    tops = [each.geometry().top() for each in window.rows]
    assert tops == sorted(set(tops))
    assert not [each for each in written if each.cut]
    assert min(each.pixels for each in written) >= 11


def test_that_the_next_start_is_read_from_two_metres(
    open_training: Opening, written: list[Written]
) -> None:
    from ui.widgets.paint import CAPITAL

    opened = open_training("4x300 in 43, 90 s", TWELVE)
    opened.press(Key.Key_Space)
    opened.at(12.3)
    written.clear()
    opened.control.window.grab()
    clock = next(each for each in written if each.words == "12.3" and each.pixels > 40)
    assert clock.pixels * CAPITAL >= 38


def test_that_two_hundred_athletes_are_on_the_board_without_scrolling(
    open_training: Opening,
) -> None:
    from app.domain.training.session_setup import Runner, TrainingSetup

    runners = tuple(Runner(id=EntryId(str(n)), name=f"Athlete {n}", lane=n) for n in range(1, 201))
    opened = open_training(setup=TrainingSetup(title="All", plan="300", runners=runners))
    window = opened.control.window
    window.grab()
    assert all(window.rect().contains(each.geometry()) for each in window.rows)


def test_that_closing_stores_and_lets_the_keys_go(open_training: Opening) -> None:
    opened = open_training()
    opened.press(Key.Key_Space)
    with opened.qtbot.waitSignal(opened.control.closed):
        opened.control.window.close()
    left = unfinished_training(library_path())
    assert left is not None
    again = LiveTrainingStage(reopen_training(library_path(), left.id, opened.clock))
    assert again.state == opened.control.desk.state
    assert again.session.journal.close(10)


def test_that_a_window_stays_open_while_the_journal_cannot_store(
    open_training: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.windows import closing

    opened = open_training()
    monkeypatch.setattr(closing, "may_close", lambda *_: False)
    event = QCloseEvent()
    opened.control._closing(event)
    assert not event.isAccepted()


def test_that_the_overlay_says_all_keys_of_a_session(open_training: Opening) -> None:
    opened = open_training()
    opened.press(Key.Key_Question)
    overlay = opened.control._overlay
    assert overlay is not None
    assert overlay.isVisible()
    assert "Cancel its last start" in overlay.accessibleDescription().replace("cancel", "Cancel")
    opened.press(Key.Key_Question)
    assert not overlay.isVisible()


def test_that_a_stored_session_takes_no_press(open_training: Opening) -> None:
    opened = open_training()
    opened.press(Key.Key_Space)
    opened.at(43)
    opened.press(Key.Key_1)
    recording = recorded(opened)
    stage = TrainingReplayStage(recording, opened.clock.now())
    stage.seek(recording.run.length, opened.clock.now())
    opened.control.put(stage)
    for key in (Key.Key_2, Key.Key_B, Key.Key_U, Key.Key_PageUp, Key.Key_X):
        opened.press(key)
    assert lasts(opened)[:2] == ["43.0", "\u2013"]
    assert opened.view.bar.live is False


def test_that_a_session_runs_beside_a_race_window_each_with_its_own_keys(
    open_replay: Callable[..., Opened], qapp: QApplication
) -> None:
    race = open_replay()
    control = open_beside(race.race, setup_of("4x300 in 43, 90 s", "ab cd"))
    assert training_here(race.race) == control.desk.live().session.id
    race.qtbot.waitUntil(control.window.isActiveWindow)
    QTest.keyClick(control.window.windowHandle(), Key.Key_Space)
    assert control.desk.state.groups["A"].starts
    race.press(Key.Key_G)
    assert race.race.graph_view != "deficit"
    assert open_if_training(race.race, training_here(race.race)) is True
    assert len(race.race.findChildren(TrainingControl)) == 1
    with race.qtbot.waitSignal(control.closed):
        control.window.close()
    assert training_here(race.race) == ""


def test_that_a_session_that_was_left_running_is_offered_and_gone_on_with(
    open_replay: Callable[..., Opened], open_training: Opening
) -> None:
    from app.usecases.care import look_after

    first = open_training()
    first.press(Key.Key_Space)
    stage = first.control.desk.live()
    assert stage.session.journal.close(10)
    race = open_replay()
    found = look_after(library_path(), race.race.clock).left
    assert found is not None
    race.race.extras.offer(found)
    strip = race.race.extras.strip
    assert strip is not None
    assert strip.accessibleName() == (
        "4 athletes \u00b7 Tuesday was left running: its clock still runs. E goes on, K does not."
    )
    race.press(Key.Key_E)
    control = race.race.findChild(TrainingControl)
    assert control is not None
    assert control.desk.state == first.control.desk.state
    assert race.race.extras.strip is None
    with race.qtbot.waitSignal(control.closed):
        control.window.close()


def test_that_a_session_that_is_over_is_opened_from_the_library_to_be_looked_at(
    open_replay: Callable[..., Opened], open_training: Opening
) -> None:
    first = open_training("300", "a")
    first.press(Key.Key_Space)
    first.at(43)
    first.press(Key.Key_1)
    stage = first.control.desk.live()
    assert stage.session.journal.close(10)
    assert Library(library_path()).knows(stage.session.id)
    race = open_replay()
    assert race.race.extras.open_race(stage.session.id)
    control = race.race.findChild(TrainingControl)
    assert control is not None
    assert isinstance(control.desk.stage, TrainingReplayStage)
    assert control.desk.stage.replay.at_end
    assert control.desk.frame(race.clock.now()).board.runners[0].last is not None
    with race.qtbot.waitSignal(control.closed):
        control.window.close()


def test_that_a_session_here_is_brought_to_the_front_before_it_is_stored(
    open_replay: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    race = open_replay()
    control = open_beside(race.race, setup_of("300", "a"))
    monkeypatch.setattr("app.usecases.live_training.is_training", lambda *_: False)
    assert open_if_training(race.race, training_here(race.race)) is True
    assert len(race.race.findChildren(TrainingControl)) == 1
    with race.qtbot.waitSignal(control.closed):
        control.window.close()
