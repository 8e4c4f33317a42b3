"""Does the real window give the same race as the desk alone, key by key?

Keys go in as Qt's own events, find the widget with the focus, and pass the filter of the window.
Offscreen an event has no time: the instant is that of the clock, which is moved by hand.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.plan import Setup
from app.domain.state import SessionState
from app.domain.times import Instant
from app.engine.clocks import ManualClock
from app.formats.profile_file import shipped_profiles
from app.usecases.live_session import start_session
from tests.bench.messy.fields import Field
from tests.bench.messy.habits import Aids, Habits
from tests.bench.messy.keyboard import DeskKeyboard, Keyboard, Silence
from tests.bench.messy.race_day import BEFORE, play
from ui import theme
from ui.desk import Desk
from ui.key_map import KeyPress
from ui.stages.timing import LiveStage
from ui.stamps import ClockReading
from ui.windows.race_window import RaceWindow

MOST = 10
"""Lanes with a digit for a key: those beside have only a place, which offscreen events lack."""


class WindowKeyboard:
    """A live race in a window that is shown, on a clock moved by hand."""

    def __init__(self, race: RaceWindow, clock: ManualClock) -> None:
        """Press into `race`, whose clock is `clock`."""
        self._race = race
        self._clock = clock
        race.keys._read = lambda: ClockReading(clock.now(), None)

    @property
    def desk(self) -> Desk:
        """What is on the window."""
        return self._race.desk

    def press(self, key: KeyPress, at: Instant) -> None:
        """Press and release a key, and draw the frame that follows."""
        self._clock.instant = at
        held = Qt.KeyboardModifier.NoModifier
        if key.shift:
            held |= Qt.KeyboardModifier.ShiftModifier
        if key.control:
            held |= Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(self._race.window.windowHandle(), getattr(Qt.Key, f"Key_{key.name}"), held)
        self._race.draw()


def outcome(state: SessionState) -> tuple[object, ...]:
    """Return what stands on the window: everybody's times and missed marks, zero and taps."""
    splits = {
        key: ([(each.mark, each.time(state.zero)) for each in entry.splits], entry.missed)
        for key, entry in state.entries.items()
    }
    return splits, state.zero, [(each.at, each.meant) for each in state.taps]


def played(field: Field, seed: int, keyboard: Keyboard) -> tuple[object, ...]:
    """Return how the race of `field` ends at a keyboard, with the operator of a number."""
    play(np.random.default_rng([seed, 1]), field, keyboard, Habits(), Aids())
    return outcome(keyboard.desk.stage.state)


def on_desk(field: Field, seed: int) -> tuple[object, ...]:
    """Return how it ends on a desk without a window."""
    return played(field, seed, DeskKeyboard(field.setup, BEFORE))


def in_window(field: Field, seed: int) -> tuple[object, ...]:
    """Return how it ends in a window of its own; a QApplication is there."""
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(field.setup, Path(folder) / "library") as keyboard,
    ):
        return played(field, seed, keyboard)


@contextmanager
def opened(setup: Setup, library: Path) -> Iterator[WindowKeyboard]:
    """Open a window on a new race, with everything on it."""
    application = QApplication.instance() or QApplication(["splitline"])
    theme.load_fonts(first=True)
    clock = ManualClock(BEFORE)
    session = start_session(library, setup, clock)
    race = RaceWindow(Desk(LiveStage(session), shipped_profiles(), Silence()), clock)
    race.window.show()
    race.complete()
    race.window.activateWindow()
    QCoreApplication.processEvents()
    try:
        yield WindowKeyboard(race, clock)
    finally:
        application.removeEventFilter(race.keys)
        session.journal.abandon()
        race.window.hide()
        for each in (race.keys, race.window, race):
            each.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
