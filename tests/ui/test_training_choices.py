"""Is what is chosen in a training session stored, do its own keys count, and what does it tell?"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.storage.place import library_path
from app.storage.preferences import preferences_path
from app.usecases.export_choice import ExportChoice
from app.usecases.live_training import start_training
from app.usecases.preferences import Preferences, load
from tests.ui.conftest import Opened
from tests.ui.test_choices import Mouth
from tests.ui.training import TrainingOpened, open_training
from tests.unit.training.coaches import setup_of
from ui import own_keys
from ui.key_map import OWN
from ui.stages.training import LiveTrainingStage
from ui.theme import CONTRAST, DAY
from ui.viewstate.snapshot import Keeping
from ui.windows.choices import choices_of
from ui.windows.training import open_training as open_beside
from ui.windows.training_choices import OwnChoices
from ui.windows.training_exports import TrainingExports, serve
from ui.windows.training_power import TrainingPower

__all__ = ["open_training"]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Opening = Callable[..., TrainingOpened]


class Kept:
    """Writes down what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def hold(self) -> None:
        self.asked.append("hold")

    def release(self) -> None:
        self.asked.append("release")


@pytest.fixture
def usual_keys() -> Iterator[None]:
    """Leave the keyboard as it was found."""
    yield
    own_keys.use({})


def stored() -> Preferences:
    """Return what the file says."""
    return load(preferences_path()).preferences


class SlowDisk(LiveTrainingStage):
    """A session whose first record is on its way for some frames."""

    frames_left = 3

    @property
    def moving(self) -> bool:
        return self.frames_left > 0

    def keeping(self) -> Keeping:
        self.frames_left -= 1
        waiting = self.session.engine.records[:1] if self.frames_left > 0 else ()
        return super().keeping()._replace(waiting=waiting)


def test_that_a_session_that_nobody_touches_says_that_it_is_saved(open_training: Opening) -> None:
    setup = setup_of("4x300", "ab")
    opened = open_training(
        stage=lambda clock: SlowDisk(start_training(library_path(), setup, clock))
    )
    notice = opened.control.window.notice
    opened.qtbot.waitUntil(lambda: notice.view is not None and notice.view.right == "saved")


def test_that_theme_beeps_and_voice_of_a_session_alone_are_stored(open_training: Opening) -> None:
    opened = open_training()
    opened.control.voice = Mouth()
    own = OwnChoices(opened.control, Preferences(text_size=120), preferences_path(), library_path())
    for key in (Key.Key_Y, Key.Key_S, Key.Key_Q):
        opened.press(key)
    own.close()
    assert stored() == Preferences(theme=DAY, beep=False, voice=True, text_size=120)


def test_that_a_session_alone_has_the_keys_and_the_voice_that_were_chosen(
    open_training: Opening, usual_keys: None
) -> None:
    opened = open_training()
    opened.control.voice = mouth = Mouth()
    chosen = Preferences(beep=False, voice=True, keys={"lane-2": ("F13",)})
    OwnChoices(opened.control, chosen, preferences_path(), library_path())
    assert (mouth.on, opened.control.desk.voice_on, opened.control.desk.sounds_on) == (
        True,
        True,
        False,
    )
    opened.press(Key.Key_Space)
    opened.at(43)
    opened.press(Key.Key_F13)
    assert [each.last for each in opened.view.rows][:2] == ["\u2013", "43.0"]


def test_that_a_session_beside_a_race_and_the_race_follow_each_other(
    open_replay: Callable[..., Opened],
) -> None:
    race = open_replay()
    choices = choices_of(race.race)
    control = open_beside(race.race, setup_of("4x300 in 43, 90 s", "ab"))
    control.voice = Mouth()
    control.toggle_sounds(control.clock.now())
    control.next_theme(CONTRAST)
    control.toggle_voice(control.clock.now())
    control.draw()
    race.race.draw()
    assert (choices.now.beep, choices.now.theme, choices.now.voice) == (False, CONTRAST, True)
    choices._keeper.close(5)
    assert (stored().beep, stored().theme, stored().voice) == (False, CONTRAST, True)
    choices.put(choices.now._replace(beep=True, theme=DAY))
    race.race.draw()
    assert (control.desk.sounds_on, control.theme) == (True, DAY)
    with race.qtbot.waitSignal(control.closed):
        control.window.close()


def test_that_a_low_battery_is_told_once_until_it_is_put_away(open_training: Opening) -> None:
    opened = open_training()
    kept = Kept()
    power = TrainingPower(opened.control, kept, lambda: 9)
    opened.control.draw()
    assert not opened.control.news
    opened.press(Key.Key_Space)
    opened.qtbot.waitUntil(lambda: bool(opened.control.news))
    power.read_battery()
    opened.qtbot.waitUntil(lambda: power._said)
    opened.control.draw()
    banner = opened.control.window._banner
    assert not banner.isHidden()
    assert "9 %" in banner.toolTip()
    assert "race" not in banner.toolTip()
    banner._cross.click()
    opened.control.draw()
    assert banner.isHidden()
    opened.press(Key.Key_End)
    opened.press(Key.Key_End)
    assert kept.asked == ["hold", "release"]


def test_that_the_sheet_of_keys_speaks_of_the_session_and_names_the_keys_chosen(
    open_training: Opening, usual_keys: None
) -> None:
    opened = open_training()
    opened.control.show_keys()
    overlay = opened.control._overlay
    assert overlay is not None
    assert "session goes on" in overlay._foot
    assert "F13" not in overlay.accessibleDescription()
    opened.control.close_keys()
    own_keys.use({"split-selected": ("Space", "F13"), "undo": ("PageDown",)})
    assert OWN
    opened.control.show_keys()
    assert ("F13", "Stop the selected athlete") in overlay.keys
    assert ("PageDown", "Undo") in overlay.keys
    assert ("PageDown", "Stop the selected athlete") not in overlay.keys


def test_that_a_session_alone_goes_out_as_a_sheet_and_says_where(
    open_training: Opening, tmp_path: Path
) -> None:
    opened = open_training()
    chosen = Preferences(export=ExportChoice(form="csv", folder=str(tmp_path)))
    own = OwnChoices(opened.control, chosen, preferences_path(), library_path())
    serve(own, opened.control)
    opened.press(Key.Key_S, CONTROL)
    (exports,) = opened.control.window.findChildren(TrainingExports)
    assert exports.window is not None
    with opened.qtbot.waitSignal(exports.saved):
        exports.window.export_button.click()
    (file,) = tmp_path.glob("*.csv")
    assert opened.view.notice == f"The sheet is in {file}."
    assert opened.control.window.findChildren(TrainingExports) == [exports]


def test_that_a_note_is_said_to_be_taken(open_training: Opening) -> None:
    opened = open_training()
    opened.press(Key.Key_Space)
    opened.press(Key.Key_W)
    opened.press(Key.Key_1)
    opened.type_text("left calf")
    assert opened.view.notice == "Noted about Athlete a: left calf."
    opened.press(Key.Key_W)
    opened.press(Key.Key_W)
    opened.type_text("windy")
    assert opened.view.notice == "Noted: windy."
