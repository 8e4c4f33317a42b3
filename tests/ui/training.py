"""The window of a training session on a clock that the test moves by hand."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.times import NS_PER_S, Instant
from app.domain.training.session_setup import TrainingSetup
from app.engine.clocks import ManualClock
from app.formats.session_json import SessionDocument
from app.storage.place import library_path
from app.usecases.live_training import start_training
from app.usecases.recorded_training import TrainingRecording, recording_of_training
from tests.unit.training.coaches import setup_of
from ui.stages.training import LiveTrainingStage, TrainingStage
from ui.stamps import ClockReading
from ui.viewstate.training import TrainingView, training_view
from ui.windows.training import TrainingControl

BEGAN = Instant(5_000 * NS_PER_S)
NONE = Qt.KeyboardModifier.NoModifier
PATIENCE_MS = 20_000
"""For a machine that does much else: the window is there in a few ms on a quiet one."""


class Sounded(NamedTuple):
    """A sound, and when it is to be heard, in seconds since the window was opened."""

    what: str
    at: float


@dataclass(slots=True)
class TimedSounds:
    """What was to be heard, and when."""

    clock: ManualClock
    heard: list[Sounded] = field(default_factory=list)

    def _hear(self, what: str, at: Instant) -> None:
        self.heard.append(Sounded(what, (at - BEGAN) / NS_PER_S))

    def split(self) -> None:
        self._hear("split", self.clock.now())

    def refused(self) -> None:
        self._hear("refused", self.clock.now())

    def count(self, at: Instant) -> None:
        self._hear("count", at)

    def go(self, at: Instant) -> None:
        self._hear("go", at)

    def beeps(self) -> list[tuple[str, float]]:
        """Return the beeps of the recoveries alone."""
        return [(each.what, each.at) for each in self.heard if each.what in ("count", "go")]


@dataclass(slots=True, kw_only=True)
class TrainingOpened:
    """A window, its clock, and a hand at the keyboard."""

    control: TrainingControl
    clock: ManualClock
    sounds: TimedSounds
    qtbot: QtBot

    @property
    def view(self) -> TrainingView:
        """What the window shows at this instant."""
        return training_view(self.control.desk.frame(self.clock.now()))

    def at(self, seconds: float) -> None:
        """Let the clock stand at `seconds` after the window was opened, and draw that frame."""
        self.clock.instant = Instant(BEGAN + round(seconds * NS_PER_S))
        self.control.draw()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key as the system does: to the window, which finds the widget with the focus."""
        QTest.keyClick(self.control.window.windowHandle(), key, held)
        self.control.draw()

    def type_text(self, text: str) -> None:
        """Type into the widget that has the focus, and press Return."""
        for character in text:
            QTest.keyClick(self.control.window.windowHandle(), ord(character))
        self.press(Qt.Key.Key_Return)


@pytest.fixture
def open_training(
    qapp: QApplication, qtbot: QtBot, fonts: None
) -> Iterator[Callable[..., TrainingOpened]]:
    """Open the window on a session: of a plan and groups, or on a stage."""
    opened: list[TrainingOpened] = []

    def open_on(
        plan: str = "4x300 in 43, 90 s",
        groups: str = "ab cd",
        *,
        setup: TrainingSetup | None = None,
        stage: Callable[[ManualClock], TrainingStage] | None = None,
    ) -> TrainingOpened:
        clock = ManualClock(BEGAN)
        sounds = TimedSounds(clock)
        wanted = setup or setup_of(plan, groups)
        on = (
            stage(clock)
            if stage
            else LiveTrainingStage(start_training(library_path(), wanted, clock))
        )
        control = TrainingControl(on, clock, sounds)
        control.keys._read = lambda: ClockReading(clock.now(), None)
        found = TrainingOpened(control=control, clock=clock, sounds=sounds, qtbot=qtbot)
        opened.append(found)
        control.window.show()
        control.window.activateWindow()
        qtbot.waitUntil(control.window.isActiveWindow, timeout=PATIENCE_MS)
        return found

    with ExitStack() as closing:
        yield open_on
        for each in opened:
            closing.callback(_close, each)


def _close(opened: TrainingOpened) -> None:
    control = opened.control
    # First of all, and whatever else fails: a filter that stays takes the keys of later tests.
    application = QCoreApplication.instance()
    assert application is not None
    application.removeEventFilter(control.keys)
    stage = control.desk.stage
    if isinstance(stage, LiveTrainingStage):
        stage.session.journal.abandon()
    control.end()
    control.window.hide()
    for each in (control.window, control):
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def recorded(opened: TrainingOpened) -> TrainingRecording:
    """Return the session that is run on a window as one that was run."""
    session = opened.control.desk.live().session
    return recording_of_training(SessionDocument(session.id, session.engine.records))
