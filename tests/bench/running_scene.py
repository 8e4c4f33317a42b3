"""How does a training session look while it is run? Twelve athletes in three groups, for pictures."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QDeadlineTimer, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.plan import EntryId
from app.domain.times import NS_PER_S, Duration, Instant
from app.domain.training.session_setup import Runner, TrainingSetup
from app.engine.clocks import ManualClock
from app.storage.place import library_path
from app.usecases.live_training import start_training
from app.usecases.recorded_training import recording_of_training, shipped_training
from tests.bench.training_scene import Picture
from ui.launch import Silence
from ui.stages.training import LiveTrainingStage
from ui.stages.training_replaying import TrainingReplayStage
from ui.stamps import ClockReading
from ui.theme import CONTRAST, DAY, NIGHT
from ui.windows.race_window import RaceWindow
from ui.windows.training import TrainingControl
from ui.windows.training_replay import replay_beside

Key = Qt.Key
_PLAN = "3 x (4 x 300 (A 43, B 46, C 50), 1:30) / 5:00"
_LETTERS = "ABCDEFGHIJKL"
_PACES = (42.4, 43.3, 43.9, 44.6, 45.2, 45.9, 46.3, 47.5, 49.1, 49.8, 50.6, 51.7)
_DRIFT = (1.0, 1.012, 0.994, 1.021)
_APART_S, _REST_S = 20.0, 90.8
_PATIENCE_MS = 5_000


class Press(NamedTuple):
    """A key with so many seconds on the clock."""

    at: float
    key: Qt.Key


def lane_key(lane: int) -> Qt.Key:
    """Return the function key of an athlete."""
    return Qt.Key(Key.Key_F1.value + lane - 1)


def presses(groups: int, each: int, reps: int) -> Iterator[Press]:
    """Return the presses of so many repetitions; one athlete of the second group is missed once."""
    for group in range(groups):
        start = group * _APART_S
        for rep in range(reps):
            yield Press(start, Qt.Key(Key.Key_A.value + group))
            stops = []
            for athlete in range(each):
                lane = group * each + athlete
                time = _PACES[lane] * _DRIFT[(rep + athlete) % len(_DRIFT)]
                stops.append(start + time)
                missed = (group, rep, athlete) == (1, 1, 2)
                yield Press(start + time, Key.Key_M if missed else lane_key(lane + 1))
                if missed:
                    yield Press(start + time, Key.Key_7)
            start = max(stops) + _REST_S


def setup(groups: int, each: int, plan: str) -> TrainingSetup:
    """Return a session of athletes by their letters."""
    runners = tuple(
        Runner(
            id=EntryId(str(lane)),
            name=f"Athlete {_LETTERS[lane - 1]}",
            lane=lane,
            group="ABC"[(lane - 1) // each] if groups > 1 else "",
        )
        for lane in range(1, groups * each + 1)
    )
    return TrainingSetup(title="Tuesday, track", plan=plan, runners=runners, date="2026-05-05")


class TrainingScene:
    """A session on a clock that is moved by hand, beside the window of a race."""

    def __init__(self, owner: RaceWindow, setup: TrainingSetup) -> None:
        """Open it as large as the race's window is."""
        assert isinstance(owner.clock, ManualClock), "a picture has a clock that stands still"
        self._clock = owner.clock
        self._began = owner.clock.now()
        stage = LiveTrainingStage(start_training(library_path(), setup, owner.clock))
        self.control = TrainingControl(
            stage, owner.clock, Silence(), theme=owner.theme, parent=owner
        )
        self.control.keys._read = lambda: ClockReading(owner.clock.now(), None)
        self.control.window.resize(owner.window.size())
        self.control.window.show()
        self.control.window.activateWindow()
        QApplication.processEvents()

    def at(self, seconds: float) -> None:
        """Let the clock stand at an instant, and draw that frame."""
        self._clock.instant = Instant(self._began + round(seconds * NS_PER_S))
        self.control.draw()

    def press(self, *keys: Qt.Key) -> None:
        """Press keys."""
        for key in keys:
            QTest.keyClick(self.control.window.windowHandle(), key)
            self.control.draw()

    def run(self, agenda: Sequence[Press], until: float) -> None:
        """Press what is due, and stand at `until`."""
        for each in sorted(agenda):
            if each.at <= until:
                self.at(each.at)
                self.press(each.key)
        self.at(until)

    def picture(self) -> QWidget:
        """Return the window when everything is saved, so that no picture depends on the disk."""
        desk, patience = self.control.desk, QDeadlineTimer(_PATIENCE_MS)
        while (keeping := desk.stage.keeping()) and keeping.waiting and not patience.hasExpired():
            QTest.qWait(5)
        self.control.draw()
        QApplication.processEvents()
        return self.control.window


def _three_groups(owner: RaceWindow) -> TrainingScene:
    return TrainingScene(owner, setup(3, 4, _PLAN))


def armed(owner: RaceWindow) -> QWidget:
    """Return a session before its first start."""
    return _three_groups(owner).picture()


def running(owner: RaceWindow) -> QWidget:
    """Return three groups: one rests, one runs, one is about to start."""
    scene = _three_groups(owner)
    scene.run(list(presses(3, 4, 3)), 321.0)
    return scene.picture()


def naming(owner: RaceWindow) -> QWidget:
    """Return a bunch that was tapped and is being named."""
    scene = _three_groups(owner)
    scene.run(list(presses(3, 4, 2)), 271.0)
    for at in (312.4, 312.9, 313.3):
        scene.at(at)
        scene.press(Key.Key_U)
    scene.at(314.6)
    scene.press(Key.Key_N)
    return scene.picture()


def stopping(owner: RaceWindow) -> QWidget:
    """Return the question why somebody stops, while others run."""
    scene = _three_groups(owner)
    scene.run(list(presses(3, 4, 3)), 321.0)
    scene.press(Key.Key_X, Key.Key_2)
    return scene.picture()


def alone(owner: RaceWindow) -> QWidget:
    """Return three athletes without groups near their next start."""
    scene = TrainingScene(owner, setup(1, 3, "6 x 300 in 43, 1:30"))
    agenda = list(presses(1, 3, 4))
    starts = [each for each in agenda if each.key is Key.Key_A]
    agenda = [Press(each.at, Key.Key_Space) if each in starts else each for each in agenda]
    scene.run(agenda, 530.0)
    return scene.picture()


def keys(owner: RaceWindow) -> QWidget:
    """Return the overlay of keys."""
    scene = _three_groups(owner)
    scene.run(list(presses(3, 4, 3)), 321.0)
    scene.control.show_keys()
    return scene.picture()


def played(owner: RaceWindow) -> QWidget:
    """Return the shipped example, played as far as the sixth repetition."""
    control = replay_beside(owner, recording_of_training(shipped_training("six-times-300")))
    stage = control.desk.stage
    assert isinstance(stage, TrainingReplayStage), "it is played"
    control.window.resize(owner.window.size())
    stage.seek(Duration(1_173 * NS_PER_S), owner.clock.now())
    control.draw()
    QApplication.processEvents()
    return control.window


_WIDE, _SMALL = QSize(1366, 768), QSize(1024, 600)
PICTURES = (
    *(
        Picture("training-running", lambda it: running(it.window), theme, size)
        for theme in (NIGHT, DAY)
        for size in (_WIDE, _SMALL)
    ),
    Picture("training-armed", lambda it: armed(it.window), DAY, _WIDE),
    Picture("training-naming", lambda it: naming(it.window), NIGHT, _WIDE),
    Picture("training-stopping", lambda it: stopping(it.window), DAY, _SMALL),
    Picture("training-alone", lambda it: alone(it.window), CONTRAST, _WIDE),
    Picture("training-replay", lambda it: played(it.window), NIGHT, _WIDE),
    Picture("training-replay", lambda it: played(it.window), DAY, _SMALL),
    Picture("training-keys", lambda it: keys(it.window), NIGHT, _WIDE),
)
