"""Does this installation do what it is for? `splitline --self-test` tries it, and says what passed.

Nothing of the user's is touched: everything is written below a temporary folder. Offscreen, on a
clock moved by hand, so that a race takes a moment. Times are seconds on the race's clock.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from app import __version__
from app.domain.evolve import fold
from app.domain.plan import EntryId
from app.domain.times import NS_PER_S, Instant, to_seconds
from app.engine.clocks import ManualClock, process_age
from app.language import marked, tr, tr_count

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from app.domain.state import SessionState
    from ui.stages.replaying import ReplayStage
    from ui.stages.stage import Stage
    from ui.windows.race_window import RaceWindow

RACE, FINISH_S, SPEED = "paris-2025", 246.42, 60.0
PRESSES_S = (61.0, 122.0, 184.0, 247.0)
"""A mile on a track of 400 m, timed at the finish line: its presses after the gun."""
FORMS = (".json", ".csv", ".xlsx", ".lif", ".txt", ".pdf", ".png", ".svg", ".html")
_FRAME = NS_PER_S // 30
_SETTLED_S = 20.0
_GUN = Instant(1_000 * NS_PER_S)


class Failed(Exception):
    """Something is not as it has to be; the message says what was found and what was expected."""


class Trial(NamedTuple):
    """What is tried, in words, and how: it returns what was seen, or raises."""

    name: str
    tried: Callable[[Path], str]


def self_test() -> int:
    """Try everything and print what passed; return 0 when all of it did."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    before = os.environ.get("SPLITLINE_HOME")
    with tempfile.TemporaryDirectory(prefix="splitline-self-test-") as folder:
        os.environ["SPLITLINE_HOME"] = folder
        try:
            failed = sum(not _passes(trial, Path(folder)) for trial in TRIALS)
        finally:
            if before is None:
                del os.environ["SPLITLINE_HOME"]
            else:
                os.environ["SPLITLINE_HOME"] = before
    said = tr("all is well") if not failed else tr_count("{count} failed", "{count} failed", failed)
    print(f"Splitline {__version__}: {said}")
    return 1 if failed else 0


def _passes(trial: Trial, folder: Path) -> bool:
    """Try one thing; whatever goes wrong in it is what was to be found out."""
    try:
        seen = trial.tried(folder)
    except Exception as fault:  # noqa: BLE001 - what fails is told, and the rest is tried
        print(f"{tr('FAILED')}  {tr(trial.name)}: {str(fault) or type(fault).__name__}", flush=True)
        return False
    print(f"{tr('passed')}  {tr(trial.name)}: {seen}", flush=True)
    return True


def _expect(what: str, found: object, expected: object) -> None:
    if found != expected:
        words = "{what}: found {found}, expected {expected}"
        raise Failed(tr(words, what=what, found=found, expected=expected))


def _resources(_folder: Path) -> str:
    from app.formats.pacing_file import shipped_pacing
    from app.formats.target_file import shipped_targets
    from app.usecases.recorded_race import open_recording, shipped_races

    for race in shipped_races():
        open_recording(race)
    _expect(tr("races"), len(shipped_races()) >= 4, True)
    _expect(tr("targets"), bool(shipped_targets()), True)
    _expect(tr("pacing model"), shipped_pacing() is not None, True)
    return ", ".join(shipped_races())


def _window(_folder: Path) -> str:
    """Bring the window up as a start does, and look whether there is something on it."""
    from app.engine.clocks import BootClock

    clock = BootClock()
    with _shown(_replay(clock.now()), ManualClock(clock.now())) as race:
        picture = race.window.grab().toImage()
        steps = range(0, min(picture.width(), picture.height()), 7)
        seen = {picture.pixel(x, y) for x in steps for y in steps}
        _expect(tr("colours in the window"), len(seen) > 3, True)
        size = f"{picture.width()} x {picture.height()}"
    return f"{size}, {to_seconds(process_age()):.1f} s"


def _played(_folder: Path) -> str:
    """Play Paris at 60 times its pace through the window, frame by frame."""
    clock = ManualClock(_GUN)
    stage = _replay(clock.now())
    with _shown(stage, clock) as race:
        stage.replay.set_speed(SPEED, clock.now())
        stage.replay.play(clock.now())
        frames = 0
        while stage.moving and frames < 10_000:
            _draw_at(race, clock, clock.instant + _FRAME)
            frames += 1
        marks = _times(race)
        _expect(tr("finish"), marks[-1:], [FINISH_S])
    return (
        f"{len(marks)} splits, {marks[-1]}, {tr_count('{count} frame', '{count} frames', frames)}"
    )


def _timed(folder: Path) -> str:
    """Press the keys of a race, take one back and bring it again, and find all of it on the disk."""
    from PySide6.QtCore import Qt

    from app.storage.library import Library
    from app.usecases.live_session import start_session
    from app.usecases.new_race import RaceRequest, setup_for
    from ui.stages.timing import LiveStage

    clock = ManualClock(_GUN)
    request = RaceRequest(event="mile", athletes=("Athlete A",))
    library = folder / "library.splitline"
    stage = LiveStage(start_session(library, setup_for(request), clock))
    with _shown(stage, clock) as race:
        _press(race, clock, Qt.Key.Key_Return, 0.0)
        for at in PRESSES_S:
            _press(race, clock, Qt.Key.Key_Space, at)
        _press(race, clock, Qt.Key.Key_Backspace, PRESSES_S[-1] + 1)
        _expect(tr("splits after undo"), _times(race), list(PRESSES_S[:-1]))
        _press(race, clock, Qt.Key.Key_Y, PRESSES_S[-1] + 2, control=True)
        _expect(tr("splits after redo"), _times(race), list(PRESSES_S))
        version = stage.state.version
    if not stage.session.journal.close(_SETTLED_S):
        raise Failed(stage.session.journal.trouble or tr("not everything was saved"))
    stored = Library(library).records(stage.session.id)
    _expect(tr("events on the disk"), len(stored) >= version, True)
    state = fold(stored)
    if state is None:
        raise Failed(tr("the race is not in the library"))
    kept = _of(state, EntryId("1"))
    _expect(tr("splits on the disk"), kept, list(PRESSES_S))
    return ", ".join(str(each) for each in kept)


def _exported(folder: Path) -> str:
    """Write the race in every form and read each back as far as this program knows it."""
    from app.storage.place import library_path
    from app.usecases.exporting import export
    from app.usecases.page_export import PageWish, page_renderers
    from ui.sheets.files import pdf_file, png_file

    files = [folder / f"paris{ending}" for ending in FORMS]
    drawers = page_renderers({".pdf": pdf_file, ".png": png_file}, PageWish())
    export(RACE, files, library_path(), drawers)
    for file in files:
        _check_form(file)
    return ", ".join(file.suffix for file in files)


def _check_form(file: Path) -> None:
    content = file.read_bytes()
    signs = {".pdf": b"%PDF-", ".png": b"\x89PNG\r\n", ".xlsx": b"PK\x03\x04"}
    sign = signs.get(file.suffix, b"")
    _expect(file.name, content[: len(sign)], sign)
    if file.suffix == ".pdf":
        _expect(file.name, content.rstrip().endswith(b"%%EOF"), True)
    elif file.suffix == ".svg":
        _expect(file.name, ET.fromstring(content).tag.endswith("svg"), True)
    elif file.suffix == ".xlsx":
        _check_workbook(file)
    elif file.suffix == ".png":
        from PySide6.QtGui import QImage

        _expect(file.name, QImage(str(file)).isNull(), False)
    else:
        _expect(file.name, b"4:06.42" in content or b"246420" in content, True)


def _check_workbook(file: Path) -> None:
    import zipfile

    with zipfile.ZipFile(file) as book:
        _expect(file.name, book.testzip(), None)
        _expect(file.name, "xl/workbook.xml" in book.namelist(), True)


def _taken_back(folder: Path) -> str:
    """Import what was exported, and results of another program."""
    from app.storage.library import Library
    from app.storage.place import library_path
    from app.usecases.importing import import_file, open_import
    from app.usecases.recorded_race import open_recording

    taken = import_file(folder / "paris.json", library_path())
    _expect(tr("imported"), Library(library_path()).knows(taken.id), True)
    _expect(tr("title"), taken.title, open_recording(RACE).title)
    results = open_import(folder / "paris.lif")
    _expect(tr("races in the results"), len(results.proposals), 1)
    return taken.title


TRIALS = (
    Trial(marked("races, targets and the pacing model are there"), _resources),
    Trial(marked("the window comes up"), _window),
    Trial(marked("a race is played"), _played),
    Trial(marked("a race is timed by keys and kept"), _timed),
    Trial(marked("a race goes out in every form"), _exported),
    Trial(marked("a race comes back in"), _taken_back),
)


def _replay(now: Instant) -> "ReplayStage":
    from app.usecases.recorded_race import open_recording, run_of_recording
    from ui.stages.replaying import ReplayStage

    recording = open_recording(RACE)
    return ReplayStage(recording, run_of_recording(recording), now)


@contextmanager
def _shown(stage: "Stage", clock: ManualClock) -> "Iterator[RaceWindow]":
    """Show the real window with everything in it, whose keys are stamped by `clock`."""
    from PySide6.QtWidgets import QApplication

    from ui.bench.stand import race_window
    from ui.launch import make_application
    from ui.stamps import ClockReading

    # Held for as long as the window is: Qt's own reference does not keep it.
    application = QApplication.instance() or make_application()
    with race_window(stage, clock) as race:
        race.keys.read_by(lambda: ClockReading(clock.now(), None))
        yield race
    del application


def _press(
    race: "RaceWindow", clock: ManualClock, key: "Qt.Key", at: float, *, control: bool = False
) -> None:
    """Let a key go down and up `at` seconds after the gun, as the system would hand it over."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    clock.instant = Instant(_GUN + round(at * NS_PER_S))
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(race.window.windowHandle(), key, held)
    _draw_at(race, clock, clock.instant)


def _draw_at(race: "RaceWindow", clock: ManualClock, at: int) -> None:
    from PySide6.QtWidgets import QApplication

    clock.instant = Instant(at)
    race.draw()
    QApplication.processEvents()


def _times(race: "RaceWindow") -> list[float]:
    return _of(race.desk.stage.state, race.desk.selected)


def _of(state: "SessionState", athlete: EntryId) -> list[float]:
    """Return the split times of an athlete, in seconds."""
    entry = state.entries[athlete]
    return [to_seconds(each.time(state.zero_of(entry))) for each in entry.splits]
