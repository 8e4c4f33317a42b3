"""A race window on a clock that the test moves by hand, with everything that it wrote down."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.times import NS_PER_S, Duration, Instant, to_seconds
from app.engine.clocks import ManualClock
from app.formats.profile_file import shipped_profiles
from app.language import ENGLISH, speak
from app.storage.place import library_path
from app.usecases.live_session import start_session
from app.usecases.new_race import RaceRequest, setup_for
from app.usecases.recorded_race import open_recording, run_of_recording
from ui import theme
from ui.charts import lettering
from ui.desk import Desk
from ui.keys import KeyFilter
from ui.stages.replaying import ReplayStage
from ui.stages.stage import Stage
from ui.stages.timing import LiveStage
from ui.stamps import ClockReading
from ui.viewstate.window import Front, front
from ui.widgets import paint
from ui.windows.race_window import RaceWindow
from ui.windows.text_size import set_text_size

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
BEGAN = Instant(5_000 * NS_PER_S)
SOON_S = 10.0
PATIENCE_MS = 20_000
"""For a machine that does much else: a window is there in a few ms on a quiet one."""
Kind = TypeVar("Kind", bound=QWidget)


@dataclass(slots=True)
class Sounds:
    """What was to be heard."""

    heard: list[str] = field(default_factory=list)

    def split(self) -> None:
        self.heard.append("split")

    def refused(self) -> None:
        self.heard.append("refused")


@dataclass(slots=True, kw_only=True)
class Opened:
    """A race window, its clock, and a hand at keyboard and pointer."""

    race: RaceWindow
    clock: ManualClock
    sounds: Sounds
    qtbot: QtBot

    @property
    def view(self) -> Front:
        """What head, cards, call and bar show at this instant."""
        return front(self.race.desk.frame(self.clock.now()))

    @property
    def live(self) -> LiveStage:
        """The race that is timed."""
        stage = self.race.desk.stage
        assert isinstance(stage, LiveStage)
        return stage

    @property
    def replay(self) -> ReplayStage:
        """The race that is played."""
        stage = self.race.desk.stage
        assert isinstance(stage, ReplayStage)
        return stage

    def at(self, seconds: float) -> None:
        """Let the clock stand at `seconds` after the window was opened, and draw that frame."""
        self.clock.instant = Instant(BEGAN + round(seconds * NS_PER_S))
        self.race.draw()

    def seek(self, seconds: float) -> None:
        """Bring a replay to `seconds` on its clock, and draw that frame."""
        self.replay.replay.seek(Duration(round(seconds * NS_PER_S)), self.clock.now())
        self.race.draw()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press a key as the system does: to the window, which finds the widget with the focus."""
        QTest.keyClick(self.race.window.windowHandle(), key, held)
        self.race.draw()

    def type_text(self, text: str) -> None:
        """Type into the widget that has the focus."""
        for character in text:
            QTest.keyClick(self.race.window.windowHandle(), ord(character))

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget, in its middle or at a place on it."""
        QTest.mouseClick(widget, LEFT, NONE, at or widget.rect().center())
        self.race.draw()

    def find(self, kind: type[Kind], name: str) -> Kind:
        """Return the visible widget of a kind whose accessible name begins with `name`."""
        known = [each for each in self.race.window.findChildren(kind) if each.isVisible()]
        found = [each for each in known if each.accessibleName().startswith(name)]
        assert found, f"{name}: there are {sorted(each.accessibleName() for each in known)}"
        return found[0]

    def splits(self) -> list[float]:
        """Return the split times of the selected athlete, in seconds."""
        state = self.race.desk.stage.state
        taken = state.entries[self.race.desk.selected].splits
        return [to_seconds(each.time(state.zero)) for each in taken]

    def notice(self) -> str:
        """Return what the line of notices says."""
        shown = self.race.window.notice.view
        return shown.words if shown else ""


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    """The window's own fonts."""
    theme.load_fonts(first=True)
    theme.load_fonts(first=False)


@pytest.fixture(autouse=True)
def _keys_of_nobody_else(qapp: QApplication) -> Iterator[None]:
    """Leave no filter of keys behind, also where a test failed before its window was whole.

    Every test here begins with the application that windows need: a sheet that is drawn where
    there is none makes a lesser one, and no window comes up in that process again.
    """
    yield
    for each in qapp.findChildren(KeyFilter):
        qapp.removeEventFilter(each)
        each.deleteLater()


@pytest.fixture(autouse=True)
def _usual_texts(qapp: QApplication) -> Iterator[None]:
    """Leave texts as they come with Splitline: no test meets another's size or language."""
    del qapp
    yield
    speak(ENGLISH)
    if theme.text_size() != 100:
        set_text_size(100)


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot, fonts: None) -> Iterator[Callable[..., Opened]]:
    """Open a race window on a stage: with everything, or as it is before its first paint."""
    opened: list[Opened] = []

    def open_on(stage: Callable[[ManualClock], Stage], *, complete: bool = True) -> Opened:
        clock, sounds = ManualClock(BEGAN), Sounds()
        race = RaceWindow(Desk(stage(clock), shipped_profiles(), sounds), clock)
        race.window.show()
        race.keys._read = lambda: ClockReading(clock.now(), None)
        found = Opened(race=race, clock=clock, sounds=sounds, qtbot=qtbot)
        opened.append(found)
        if not complete:
            return found
        with qtbot.waitSignal(race.ready, timeout=PATIENCE_MS):
            race.complete()
        race.window.activateWindow()
        qtbot.waitUntil(race.window.isActiveWindow, timeout=PATIENCE_MS)
        return found

    with ExitStack() as closing:
        yield open_on
        for each in opened:
            closing.callback(_close, qapp, each)


def _close(qapp: QApplication, opened: Opened) -> None:
    stage, race = opened.race.desk.stage, opened.race
    qapp.removeEventFilter(race.keys)
    if isinstance(stage, LiveStage):
        stage.session.journal.abandon()
    race.window.hide()
    for each in (race.keys, race.window, race):
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def open_replay(open_window: Callable[..., Opened]) -> Callable[..., Opened]:
    """Open a window on a shipped race, which stands at its start."""

    def open_race(race: str = "paris-2025", **more: bool) -> Opened:
        recording = open_recording(race)
        return open_window(
            lambda clock: ReplayStage(recording, run_of_recording(recording), clock.now()), **more
        )

    return open_race


@pytest.fixture
def open_live(open_window: Callable[..., Opened]) -> Callable[..., Opened]:
    """Open a window on a new race, timed at the finish line; fields of `RaceRequest` change it."""

    def open_race(**wanted: str | tuple[str, ...]) -> Opened:
        setup = setup_for(RaceRequest(**wanted))  # type: ignore[arg-type]
        return open_window(lambda clock: LiveStage(start_session(library_path(), setup, clock)))

    return open_race


class Written(NamedTuple):
    """A text as it was painted: what was to be written, at which size, and in how much room.

    A graph cuts its texts before it writes them.
    """

    words: str
    pixels: int
    wide: float
    room: float

    @property
    def cut(self) -> bool:
        """Whether an ellipsis stands for a part of it."""
        return self.wide > self.room + 0.5 or self.words.endswith("\u2026")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Written]:
    """Every text that is painted while the test runs."""
    found: list[Written] = []
    plain_text, chart_text = paint.text, lettering.write

    def text(painter: object, area: QRectF, words: str, pixels: int, *more: object) -> float:
        weight = more[1] if len(more) > 1 else paint.NORMAL
        assert isinstance(weight, QFont.Weight)
        wide = paint.width(words, pixels, weight)
        found.append(Written(words, pixels, wide, area.width()))
        return plain_text(painter, area, words, pixels, *more)  # type: ignore[arg-type]

    def write(
        painter: object, x: float, y: float, words: str, ink: object, size: int, *more: object
    ) -> object:
        found.append(Written(words, size, 0.0, 0.0))
        return chart_text(painter, x, y, words, ink, size, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(paint, "text", text)
    monkeypatch.setattr(lettering, "write", write)
    return found
