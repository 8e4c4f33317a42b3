"""What does the window look like? Pictures of it, for the documents and for a critical eye.

Everything is drawn offscreen on a clock that is moved by hand, so that the same code gives the same
pictures. They go to docs/pictures, or to the folder that is named on the command line.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, cast

if not os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import (
    QDeadlineTimer,
    QMessageLogContext,
    QSize,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.times import NS_PER_S, Duration, Instant
from app.engine.clocks import ManualClock
from app.formats.profile_file import shipped_profiles
from app.storage.place import library_path
from app.usecases.live_session import start_session
from app.usecases.new_race import RaceRequest, setup_for
from app.usecases.recorded_race import open_recording, run_of_recording
from tests.bench import running_scene, training_scene
from tests.bench.board_scene import HD, LARGEST, MAGENTA, SMALLEST
from tests.bench.few_colours import in_few_colours
from tests.bench.field_scene import START, field_of, passages
from tests.bench.printed_scene import SHEETS
from ui.desk import Desk
from ui.launch import Silence, make_application
from ui.stages.replaying import ReplayStage
from ui.stages.stage import Stage
from ui.stages.timing import LiveStage
from ui.stamps import ClockReading
from ui.theme import CONTRAST, DAY, NIGHT
from ui.viewstate.graph import LAPS as LAP_BARS
from ui.viewstate.graph import PACE
from ui.viewstate.new_race import TWO_HUNDRED, NewRaceForm
from ui.windows.race_window import RaceWindow
from ui.windows.what_if import WhatIfControl

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
MOST_BYTES = 6_000_000
WIDE, SMALL = QSize(1366, 768), QSize(1024, 600)
_MORNING = Instant(10_000 * NS_PER_S)
_SETTLED_MS = 5_000


class Scene(NamedTuple):
    """A window at one instant, and what is to be in the picture."""

    window: RaceWindow
    clock: ManualClock

    def grab(self) -> QImage:
        """Draw a frame and return the window as it is then."""
        self.window.draw()
        QApplication.processEvents()
        return self.window.window.grab().toImage()

    def at(self, elapsed: float) -> None:
        """Let the clock show `elapsed` seconds, and draw that frame."""
        self.clock.instant = Instant(_MORNING + round(elapsed * NS_PER_S))
        self.window.draw()
        QApplication.processEvents()

    def settle(self) -> None:
        """Wait until everything is saved, so that no picture depends on the disk."""
        stage = self.window.desk.stage
        patience = QDeadlineTimer(_SETTLED_MS)
        while stage.moving and (keeping := stage.keeping()) is not None:
            if keeping.saved >= stage.state.version or patience.hasExpired():
                break
            QTest.qWait(5)

    def press(self, key: Qt.Key, elapsed: float) -> None:
        """Press a key with so many seconds on the clock."""
        self.at(elapsed)
        QTest.keyClick(self.window.window.windowHandle(), key)
        self.at(elapsed)


Prepare = Callable[[Scene], QWidget | None]
"""Brings a scene about; returns what is to be in the picture where that is not the window."""


class Shot(NamedTuple):
    """One picture: what it is called, the race, what happens, and how it is shown."""

    name: str
    stage: Callable[[ManualClock], Stage]
    prepare: Prepare
    theme: str
    size: QSize

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.name}-{self.theme}-{self.size.width()}.png"


def replayed(race: str, line: str = "") -> Callable[[ManualClock], Stage]:
    """Return how a shipped race comes onto the window, in one reading."""

    def stage(clock: ManualClock) -> Stage:
        recording = open_recording(race)
        return ReplayStage(recording, run_of_recording(recording, line or None), clock.now())

    return stage


def timed(**wanted: str | tuple[str, ...]) -> Callable[[ManualClock], Stage]:
    """Return how a new race comes onto the window."""

    def stage(clock: ManualClock) -> Stage:
        setup = setup_for(RaceRequest(**wanted))  # type: ignore[arg-type]
        return LiveStage(start_session(library_path(), setup, clock))

    return stage


def playing(elapsed: float) -> Prepare:
    """Return a replay that plays and stands at `elapsed` seconds."""

    def prepare(scene: Scene) -> None:
        stage = scene.window.desk.stage
        assert isinstance(stage, ReplayStage), "a recorded race is played"
        now = scene.clock.now()
        stage.replay.seek(Duration(round(elapsed * NS_PER_S)), now)
        if not stage.replay.at_end:
            stage.replay.play(now)

    return prepare


def pressed(elapsed: float, *presses: tuple[Qt.Key, float]) -> Prepare:
    """Return a live race after some presses, with `elapsed` seconds on its clock."""

    def prepare(scene: Scene) -> None:
        for key, at in presses:
            scene.press(key, at)
        scene.at(elapsed)
        scene.settle()

    return prepare


def new_race(scene: Scene) -> QWidget:
    """Open the form of a new race and fill it in."""
    scene.window.extras.new_race()
    dialog = scene.window.extras._dialog
    assert dialog is not None, "the form has been opened"
    dialog.show_form(NewRaceForm(event="3000 m steeplechase", lap="396.08 m", stand=TWO_HUNDRED))
    dialog.arm_button.setFocus()
    QApplication.processEvents()
    return dialog


def library(chosen: str, *, binned: bool = False) -> Prepare:
    """Return a window with all the races that were timed in front of it."""

    def prepare(scene: Scene) -> QWidget:
        from tests.bench.library_scene import show

        return show(scene.window, chosen, binned=binned, asking=binned)

    return prepare


def export(form: str, *, blank: bool = False) -> Prepare:
    """Return a window with its export in front of it, one form chosen."""

    def prepare(scene: Scene) -> QWidget:
        from tests.bench.export_scene import show

        return show(scene.window, form, blank=blank)

    return prepare


def comparison(graph: str, *names: str) -> Prepare:
    """Return a window with a comparison in front of it."""

    def prepare(scene: Scene) -> QWidget:
        from tests.bench.comparison_scene import show

        return show(scene.window, names, graph)

    return prepare


def board_of_size(before: Prepare, size: QSize, **more: str | bool) -> Prepare:
    """Return a race with its scoreboard in a window of this size."""

    def prepare(scene: Scene) -> QWidget:
        from tests.bench.board_scene import show

        before(scene)
        return show(scene.window, size, **more)  # type: ignore[arg-type]

    return prepare


def giant(before: Prepare) -> Prepare:
    """Return a race with the call of who passed last over the whole window."""

    def prepare(scene: Scene) -> None:
        from tests.bench.board_scene import giant_call

        before(scene)
        giant_call(scene.window)

    return prepare


def settings(search: str) -> Prepare:
    """Return a window with the settings in front of it, as a search finds them."""

    def prepare(scene: Scene) -> QWidget:
        from tests.bench.settings_scene import show

        return show(scene.window, search)

    return prepare


def welcomed(scene: Scene) -> None:
    """Show the welcome of a first start."""
    from tests.bench.newcomer_scene import welcomed as show

    show(scene.window)


def guide(search: str) -> Prepare:
    """Return a window with the guide in front of it, as a search finds it."""

    def prepare(scene: Scene) -> QWidget:
        from tests.bench.newcomer_scene import guide as show

        return show(scene.window, search)

    return prepare


def school(upto: int) -> Prepare:
    """Return a window with the tap school in front of it, at a cue, or behind the last at its end."""

    def prepare(scene: Scene) -> QWidget:
        from tests.bench.newcomer_scene import school as show

        return show(scene.window, scene.clock, upto)

    return prepare


def brought_in(open_on: str) -> Prepare:
    """Return a window with results in front of it that are not stored yet, or a watched folder."""

    def prepare(scene: Scene) -> QWidget | None:
        from tests.bench import import_scene

        return import_scene.SCENES[open_on](scene.window)

    return prepare


def planner(name: str) -> Prepare:
    """Return a window with the planner of training sessions in front of it."""

    def prepare(scene: Scene) -> QWidget:
        from tests.bench.planner_scene import show

        return show(scene.window, name)

    return prepare


def after_playing(elapsed: float, act: Callable[[Scene], None]) -> Prepare:
    """Return a replay at `elapsed` seconds in which something is opened."""

    def prepare(scene: Scene) -> None:
        playing(elapsed)(scene)
        scene.window.draw()
        act(scene)

    return prepare


def next_graph(scene: Scene) -> None:
    """Change to the next graph."""
    scene.window.next_graph()


def graph_called(view: str) -> Callable[[Scene], None]:
    """Return what changes to another graph."""
    return lambda scene: scene.window.show_graph(view)


def edit_target(scene: Scene) -> None:
    """Open the editor of targets, with a target half typed."""
    scene.window.extras.edit_target(None)
    field = QApplication.focusWidget()
    assert field is not None, "the editor takes the keys"
    QTest.keyClicks(field, "4:10 neg 2")


def what_if(scene: Scene) -> None:
    """Open the panel of the what-if, with another drafting and temperature than it was."""
    scene.window.extras.show_what_if()
    scene.window.findChildren(WhatIfControl)[0].panel.grid.fields["temperature"].setText("15")
    QApplication.processEvents()


def show_keys(scene: Scene) -> None:
    """Open the overlay of keys."""
    scene.window.show_keys()


SPLIT = Qt.Key.Key_Space
LIVE = timed(stand="200")
PRESSES = ((START, 0.0), (SPLIT, 30.7), (SPLIT, 91.2), (SPLIT, 152.6), (SPLIT, 214.9))


def then_keys(elapsed: float, presses: tuple[tuple[Qt.Key, float], ...], *keys: Qt.Key) -> Prepare:
    """Return a live race after some presses and some keys that time nothing."""

    def prepare(scene: Scene) -> None:
        pressed(elapsed, *presses)(scene)
        for key in keys:
            scene.press(key, elapsed)
        scene.settle()

    return prepare


STAR, NEXT = Qt.Key.Key_S, Qt.Key.Key_Tab
BELL = pressed(190.1, *passages(2, 190.0))
FOUR = pressed(187.8, *passages(4, 187.8))
TWELVE = pressed(121.2, *passages(12, 121.0))
STARRED = then_keys(121.2, passages(12, 121.0), STAR, NEXT, STAR)
PRESSED = then_keys(121.2, passages(12, 121.0), Qt.Key.Key_W)
QUEUE = then_keys(121.2, passages(6, 121.0, missed=3), Qt.Key.Key_N)
SCENES: tuple[tuple[str, Callable[[ManualClock], Stage], Prepare], ...] = (
    ("replay-325-finish-line", replayed("paris-2025", "finish-line"), playing(205)),
    ("replay-325-from-start", replayed("paris-2025", "from-start"), playing(205)),
    ("replay-finished", replayed("paris-2025"), playing(300)),
    ("live-before", LIVE, pressed(0)),
    ("live-during", LIVE, pressed(110, *PRESSES[:3])),
    ("live-after", LIVE, pressed(246.5, *PRESSES, (SPLIT, 243.8))),
)
BOARDS = tuple(
    Shot(name, stage, board_of_size(before, size, **more), theme, size)
    for name, stage, before, size, theme, more in (
        ("scoreboard", SCENES[0][1], playing(205), HD, NIGHT, {}),
        ("scoreboard", LIVE, SCENES[4][2], SMALLEST, DAY, {}),
        ("scoreboard-result", LIVE, SCENES[5][2], LARGEST, NIGHT, {}),
        ("scoreboard-confirmed", LIVE, SCENES[5][2], SMALLEST, CONTRAST, {"confirmed": True}),
        ("scoreboard-field", field_of(12, pacer=3), TWELVE, HD, DAY, {}),
        ("scoreboard-key", field_of(4, pacer=3), FOUR, SMALLEST, NIGHT, {"key": MAGENTA}),
    )
)
MILES, PARIS = ("paris-2025", "monaco-2023"), replayed("paris-2025")
SINGLE = (
    Shot("replay-325-finish-line", SCENES[0][1], SCENES[0][2], CONTRAST, WIDE),
    Shot("live-during", SCENES[4][1], SCENES[4][2], CONTRAST, WIDE),
    Shot("live-held-lap", LIVE, pressed(93, *PRESSES[:3]), NIGHT, WIDE),
    Shot("lievin-200", replayed("lievin-2025"), playing(200), NIGHT, WIDE),
    Shot("lievin-200", replayed("lievin-2025"), playing(200), DAY, SMALL),
    Shot("graph-projection", SCENES[0][1], after_playing(205, next_graph), NIGHT, WIDE),
    Shot("graph-laps", SCENES[2][1], after_playing(300, graph_called(LAP_BARS)), DAY, WIDE),
    Shot("graph-pace", SCENES[0][1], after_playing(205, graph_called(PACE)), NIGHT, WIDE),
    Shot("graph-pace", SCENES[0][1], after_playing(205, graph_called(PACE)), DAY, SMALL),
    Shot("new-race", replayed("paris-2025"), new_race, DAY, WIDE),
    Shot("library", replayed("paris-2025"), library("4"), NIGHT, WIDE),
    Shot("library", replayed("paris-2025"), library("6"), DAY, SMALL),
    Shot("library-bin", replayed("paris-2025"), library("3", binned=True), DAY, WIDE),
    Shot("export", replayed("paris-2025"), export("pdf"), NIGHT, WIDE),
    Shot("export", field_of(4, pacer=3), export("pdf", blank=True), DAY, SMALL),
    Shot("export-text", replayed("paris-2025"), export("csv"), CONTRAST, WIDE),
    Shot("comparison", replayed("paris-2025"), comparison("target", *MILES), NIGHT, WIDE),
    Shot("comparison-laps", replayed("paris-2025"), comparison("laps", *MILES), DAY, SMALL),
    Shot(
        "comparison-first",
        replayed("paris-2025"),
        comparison("first", "1", "6", "4"),
        CONTRAST,
        WIDE,
    ),
    *(Shot(p.name, PARIS, p.prepare, p.theme, p.size) for p in training_scene.PICTURES),
    Shot("import-pasted", replayed("paris-2025"), brought_in("pasted"), NIGHT, WIDE),
    Shot("import-table", replayed("paris-2025"), brought_in("table"), DAY, WIDE),
    Shot("import-table", replayed("paris-2025"), brought_in("table"), DAY, SMALL),
    Shot("watched-folder", SCENES[2][1], brought_in("watched"), NIGHT, WIDE),
    Shot("plan-empty", replayed("paris-2025"), planner("empty"), DAY, SMALL),
    Shot("plan-good", replayed("paris-2025"), planner("good"), NIGHT, WIDE),
    Shot("plan-good", replayed("paris-2025"), planner("good"), DAY, SMALL),
    Shot("plan-twelve", replayed("paris-2025"), planner("twelve"), DAY, SMALL),
    Shot("plan-wrong", replayed("paris-2025"), planner("wrong"), NIGHT, WIDE),
    Shot("plan-wrong", replayed("paris-2025"), planner("wrong"), CONTRAST, SMALL),
    *(Shot(p.name, PARIS, p.prepare, p.theme, p.size) for p in running_scene.PICTURES),
    Shot("target-editor", SCENES[0][1], after_playing(205, edit_target), NIGHT, WIDE),
    Shot("what-if", SCENES[2][1], after_playing(300, what_if), NIGHT, WIDE),
    Shot("what-if", SCENES[0][1], after_playing(205, what_if), DAY, SMALL),
    Shot("keys", SCENES[0][1], after_playing(205, show_keys), NIGHT, WIDE),
    Shot("two-at-the-bell", field_of(2), BELL, NIGHT, WIDE),
    Shot("two-at-the-bell", field_of(2), BELL, DAY, SMALL),
    Shot("four-athletes", field_of(4, pacer=3), FOUR, NIGHT, WIDE),
    Shot("four-athletes", field_of(4, pacer=3), FOUR, CONTRAST, SMALL),
    *(
        Shot("twelve-lanes", field_of(12, pacer=3), TWELVE, theme, size)
        for theme in (NIGHT, DAY)
        for size in (WIDE, SMALL)
    ),
    Shot("twelve-two-starred", field_of(12, pacer=3), STARRED, NIGHT, WIDE),
    Shot("twelve-two-starred", field_of(12, pacer=3), STARRED, DAY, WIDE),
    Shot("what-was-pressed", field_of(12, pacer=3), PRESSED, NIGHT, WIDE),
    Shot("queue-of-taps", field_of(6), QUEUE, DAY, WIDE),
    *BOARDS,
    Shot("settings", PARIS, settings(""), NIGHT, WIDE),
    Shot("settings-keys", PARIS, settings("split"), DAY, WIDE),
    Shot("welcome", PARIS, after_playing(5, welcomed), NIGHT, WIDE),
    Shot("welcome", PARIS, after_playing(5, welcomed), DAY, SMALL),
    Shot("guide", PARIS, guide("clock"), DAY, WIDE),
    Shot("tap-school", PARIS, school(2), NIGHT, WIDE),
    Shot("tap-school-end", PARIS, school(99), DAY, WIDE),
    Shot("giant-call", SCENES[4][1], giant(SCENES[4][2]), NIGHT, WIDE),
    Shot("giant-call", field_of(4, pacer=3), giant(FOUR), DAY, SMALL),
)
SHOTS = (
    *(
        Shot(*scene, theme, size)
        for scene in SCENES
        for theme, size in ((NIGHT, WIDE), (DAY, WIDE), (DAY, SMALL))
    ),
    *SINGLE,
)


@contextmanager
def opened(shot: Shot, began: Instant = _MORNING) -> Iterator[Scene]:
    """Open the window of a shot on its race; close it afterwards."""
    application, clock = cast("QApplication", QApplication.instance()), ManualClock(began)
    stage = shot.stage(clock)
    window = RaceWindow(Desk(stage, shipped_profiles(), Silence()), clock, shot.theme)
    window.window.resize(shot.size)
    window.window.show()
    window.complete()
    window.keys._read = lambda: ClockReading(clock.now(), None)
    window.window.activateWindow()
    QApplication.processEvents()
    try:
        yield Scene(window, clock)
    finally:
        application.removeEventFilter(window.keys)
        if isinstance(stage, LiveStage):
            stage.session.journal.close(_SETTLED_MS / 1000)
        window.window.hide()
        window.window.deleteLater()
        window.deleteLater()
        QApplication.processEvents()


@contextmanager
def a_library_of_its_own() -> Iterator[None]:
    """Keep the races of one picture out of the next, and out of the user's own library."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["SPLITLINE_HOME"] = home
        yield


def take(shot: Shot) -> QImage:
    """Return the picture of a shot, in at most 256 colours."""
    with opened(shot) as scene:
        other = shot.prepare(scene)
        picture = scene.grab() if other is None else other.grab().toImage()
    return in_few_colours(picture)


def _say(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    """Pass on what Qt says, but for what no offscreen window can do."""
    del kind, context
    if not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)


def main(folder: Path, wanted: str = "") -> int:
    """Take every picture whose name holds `wanted`; return 1 when they take up too much."""
    folder.mkdir(parents=True, exist_ok=True)
    make_application().setCursorFlashTime(0)
    qInstallMessageHandler(_say)
    for shot in SHOTS:
        if wanted in shot.file:
            with a_library_of_its_own():
                take(shot).save(str(folder / shot.file), quality=0)
            print(folder / shot.file)
    for sheet in SHEETS:
        if wanted in sheet.file:
            in_few_colours(sheet.image()).save(str(folder / sheet.file), quality=0)
            print(folder / sheet.file)
    taken = sum(each.stat().st_size for each in folder.glob("*.png"))
    print(f"{taken / 1e6:.2f} MB in all")
    return int(taken > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES, "".join(sys.argv[2:])))
