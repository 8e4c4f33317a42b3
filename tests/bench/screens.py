"""Which screens are there, and how does each come about? For pictures of all of them.

The windows are those that the tests open (`tests/ui/every_window.py`), so that a new one is in
the pictures too; what else a window can show, and with more in it, is added.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QSize
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.engine.clocks import ManualClock
from app.language import ENGLISH, speak
from app.storage.place import library_path
from app.usecases.live_session import start_session
from app.usecases.new_race import RaceRequest, setup_for
from tests.bench import running_scene, screenshots, training_scene
from tests.bench.field_scene import field_of
from tests.bench.screenshots import LIVE, PARIS, Prepare, Scene, Shot, opened
from tests.ui.conftest import BEGAN, Opened, Sounds
from tests.ui.every_window import WINDOWS, opened_beside
from ui.stages.stage import Stage
from ui.stages.timing import LiveStage
from ui.theme import CONTRAST, DAY, NIGHT
from ui.viewstate.graph import LAPS, PACE
from ui.windows.choices import choices_of
from ui.windows.text_size import set_text_size
from ui.windows.training import TrainingControl

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.windows.race_window import RaceWindow

THEMES = (NIGHT, DAY, CONTRAST)
LANGUAGES = (ENGLISH, "fr")
_PATIENCE_MS, _CROSS_MS = 20_000, 250


class Room(NamedTuple):
    """How large a screen is, and its texts in per cent of their usual size."""

    wide: int
    high: int
    percent: int = 100

    @property
    def name(self) -> str:
        """What the room is called in the names of pictures."""
        return f"{self.wide}" if self.percent == 100 else f"{self.wide}-{self.percent}"


ROOMS = (Room(1024, 600), Room(1366, 768), Room(1920, 1080), Room(1366, 768, 200))


class Setting(NamedTuple):
    """In which theme, language and room a picture is taken."""

    theme: str
    language: str
    room: Room


class Screen(NamedTuple):
    """A race, and what is shown of it or in front of it."""

    stage: Callable[[ManualClock], Stage]
    prepare: Prepare


def _board(scene: Scene, before: Prepare) -> QWidget:
    from tests.bench.board_scene import show

    before(scene)
    return show(scene.window, scene.window.window.size())


SHOTS: dict[str, Screen] = {
    "live during": Screen(LIVE, screenshots.SCENES[4][2]),
    "live after": Screen(LIVE, screenshots.SCENES[5][2]),
    "replay finished": Screen(PARIS, screenshots.playing(300)),
    "graph of projections": Screen(PARIS, screenshots.after_playing(205, screenshots.next_graph)),
    "graph of laps": Screen(PARIS, screenshots.after_playing(300, screenshots.graph_called(LAPS))),
    "graph of paces": Screen(PARIS, screenshots.after_playing(205, screenshots.graph_called(PACE))),
    "four athletes": Screen(field_of(4, pacer=3), screenshots.FOUR),
    "starred": Screen(field_of(12, pacer=3), screenshots.STARRED),
    "queue of taps": Screen(field_of(6), screenshots.QUEUE),
    "library of races": Screen(PARIS, screenshots.library("4")),
    "library bin": Screen(PARIS, screenshots.library("3", binned=True)),
    "export of a sheet": Screen(PARIS, screenshots.export("pdf")),
    "comparison of two": Screen(PARIS, screenshots.comparison("target", *screenshots.MILES)),
    "import of heats": Screen(PARIS, screenshots.brought_in("pasted")),
    "import of a table": Screen(PARIS, screenshots.brought_in("table")),
    "planner empty": Screen(PARIS, screenshots.planner("empty")),
    "planner": Screen(PARIS, screenshots.planner("twelve")),
    "planner wrong": Screen(PARIS, screenshots.planner("wrong")),
    "training armed": Screen(PARIS, lambda it: running_scene.armed(it.window)),
    "training running": Screen(PARIS, lambda it: running_scene.running(it.window)),
    "training naming": Screen(PARIS, lambda it: running_scene.naming(it.window)),
    "training stopping": Screen(PARIS, lambda it: running_scene.stopping(it.window)),
    "training alone": Screen(PARIS, lambda it: running_scene.alone(it.window)),
    "training keys": Screen(PARIS, lambda it: running_scene.keys(it.window)),
    "training of one": Screen(PARIS, lambda it: training_scene.review(it.window, "six-4")),
    "training export": Screen(PARIS, lambda it: training_scene.export(it.window, "dozen")),
    "races of an athlete": Screen(PARIS, lambda it: training_scene.long_run(it.window, "Ann", 3)),
    "scoreboard": Screen(LIVE, lambda it: _board(it, screenshots.SCENES[5][2])),
    "scoreboard of a field": Screen(
        field_of(12, pacer=3), lambda it: _board(it, screenshots.TWELVE)
    ),
    "corner call": Screen(LIVE, screenshots.giant(screenshots.SCENES[4][2])),
    "settings found": Screen(PARIS, screenshots.settings("split")),
}
"""What a window shows besides what it shows in the tests."""

SCREENS = (*WINDOWS, *SHOTS)
"""The names of all screens: first the windows as they are in the tests."""


class Waiting:
    """Waits for a condition without a test around it."""

    def waitUntil(  # noqa: N802 - the name that it has in tests
        self, stands: Callable[[], object], *, timeout: int = _PATIENCE_MS
    ) -> None:
        """Let the application work until `stands` says yes; raises `TimeoutError`."""
        patience = QDeadlineTimer(timeout)
        while not stands():
            if patience.hasExpired():
                raise TimeoutError("the window did not come about")
            QTest.qWait(5)


@contextmanager
def _of_the_tests(name: str, setting: Setting) -> Iterator[tuple[Scene, QWidget]]:
    """Open a window as the tests do, beside its race."""
    size = QSize(setting.room.wide, setting.room.high)
    with ExitStack() as stack:

        def open_on(stage: Callable[[ManualClock], Stage]) -> Opened:
            shot = Shot(name, stage, lambda _: None, setting.theme, size)
            scene = stack.enter_context(opened(shot, BEGAN))
            bot = cast("QtBot", Waiting())
            return Opened(race=scene.window, clock=scene.clock, sounds=Sounds(), qtbot=bot)

        def open_live(**wanted: str | tuple[str, ...]) -> Opened:
            setup = setup_for(RaceRequest(**wanted))  # type: ignore[arg-type]
            return open_on(lambda clock: LiveStage(start_session(library_path(), setup, clock)))

        def open_replay() -> Opened:
            return open_on(PARIS)

        bot = cast("QtBot", Waiting())
        beside, window = opened_beside(name, open_live, open_replay, bot, setting.room.percent)
        yield Scene(beside.race, beside.clock), window


@contextmanager
def _of_the_shots(name: str, setting: Setting) -> Iterator[tuple[Scene, QWidget]]:
    """Open a window on a race of the pictures, its texts as large as they are wanted."""
    size = QSize(setting.room.wide, setting.room.high)
    screen = SHOTS[name]
    with opened(Shot(name, screen.stage, screen.prepare, setting.theme, size)) as scene:
        choices = choices_of(scene.window)
        choices.put(choices.now._replace(text_size=setting.room.percent))
        yield scene, screen.prepare(scene) or scene.window.window


def take(name: str, setting: Setting, *more: str) -> Iterator[QImage]:
    """Yield the picture of a screen, then one for each of `more` themes that it changes to.

    Nothing of it is left for the next one.
    """
    speak(setting.language)
    show = _of_the_tests if name in WINDOWS else _of_the_shots
    try:
        with show(name, setting) as (scene, window):
            for theme in (setting.theme, *more):
                _change(scene, theme)
                yield _picture(scene, window)
    finally:
        set_text_size(100)
        speak(ENGLISH)


def _change(scene: Scene, theme: str) -> None:
    """Use another theme, in every window that has one of its own."""
    controls: list[RaceWindow | TrainingControl] = [scene.window]
    controls += scene.window.findChildren(TrainingControl)
    for each in controls:
        if each.theme != theme:
            each.next_theme(theme)


def _picture(scene: Scene, window: QWidget) -> QImage:
    scene.settle()
    _still(window)
    for _ in range(2):
        scene.window.draw()
        for each in scene.window.findChildren(TrainingControl):
            each.draw()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return window.grab().toImage()


def _still(window: QWidget) -> None:
    """Take away the carets, and let the crosses in fields appear in full."""
    for text in window.findChildren(QPlainTextEdit):
        text.setCursorWidth(0)
    fields = window.findChildren(QLineEdit)
    if any(each.isClearButtonEnabled() and each.text() for each in fields):
        QTest.qWait(_CROSS_MS)
