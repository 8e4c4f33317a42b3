"""How does the application come up? It makes the Qt application and the window that is asked for."""

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.cli.requests import (
    FIRST_PAINT,
    READY,
    BenchRequest,
    LiveRequest,
    ReplayRequest,
    Request,
    TrainingReplayRequest,
    TrainingRequest,
    WindowRequest,
)
from app.domain.times import NS_PER_S, Duration, Instant
from app.engine.clocks import process_age
from app.formats.profile_file import shipped_profiles
from app.storage.place import quick_choice, quick_number
from app.usecases.recorded_race import open_recording, run_of_recording
from ui.desk import Desk
from ui.display import one_sentence_without_display
from ui.stages.replaying import ReplayStage
from ui.theme import NIGHT, THEMES, load_fonts, set_text_size
from ui.windows.race_window import RaceWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.cli.requests import BoardRequest
    from ui.stages.stage import Stage

DEFAULT_RACE = "paris-2025"
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""The matrices of the pacing model are small: a second thread makes a frame wait for a core."""


def open_on_default(quit_after: str = "") -> int:
    """Open the window on the Paris attempt and play it."""
    recording = open_recording(DEFAULT_RACE)
    run = run_of_recording(recording)
    begin = Duration(0)
    return launch(
        ReplayRequest(recording, run, begin, 1.0, quit_after=quit_after, welcome=not quit_after)
    )


def launch(request: Request) -> int:
    """Carry out `request` and return the exit code."""
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    if isinstance(request, WindowRequest):
        return open_on_default(request.quit_after)
    if isinstance(request, ReplayRequest) and request.offscreen:
        from ui.offscreen import play_offscreen

        return play_offscreen(request)
    if isinstance(request, LiveRequest | ReplayRequest):
        return _show(request)
    if isinstance(request, TrainingRequest | TrainingReplayRequest):
        from ui.launch_training import show_training

        return show_training(request)
    if isinstance(request, BenchRequest):
        from ui.bench.run import bench

        return bench(as_json=request.as_json, quick=request.quick)
    from ui.self_test import self_test

    return self_test()


def make_application() -> QApplication:
    """Return the Qt application with our name and the fonts of the first paint."""
    with one_sentence_without_display():
        application = QApplication(["splitline", "-style", "fusion"])
    application.setApplicationName("Splitline")
    application.setDesktopFileName("splitline")
    load_fonts(first=True)
    return application


def tell(sentence: str) -> None:
    """Say why there is nothing to show, in a window of its own."""
    from PySide6.QtWidgets import QMessageBox

    application = make_application()
    QMessageBox.warning(None, "Splitline", sentence)
    del application


def _show(request: LiveRequest | ReplayRequest) -> int:
    application = make_application()
    parts = bootstrap.build()
    desk = Desk(_stage(request, parts), shipped_profiles(), Silence(), parts.find_library)
    set_text_size(min(max(quick_number("text_size"), 100), 200))
    window = RaceWindow(desk, parts.clock, first_theme())
    if request.quit_after:
        _report(window, request.quit_after)
    window.ready.connect(lambda: _give_sound(window))
    window.ready.connect(lambda: _put_on_choices(window))
    window.ready.connect(lambda: _look_after(window))
    window.ready.connect(lambda: _take_drops(window))
    window.ready.connect(lambda: _show_board(window, request.board))
    if isinstance(request, ReplayRequest) and request.welcome:
        window.ready.connect(lambda: _welcome(window))
    show_within_screen(window.window)
    return application.exec()


def show_within_screen(window: "QWidget") -> None:
    """Show a window as large as it wants to be, or as its screen if that has less room.

    On a screen that is too small even for the least size nothing is gained by it.
    """
    wanted, least = window.size(), window.minimumSize()
    found = wanted.boundedTo(window.screen().availableSize())
    if found == wanted or found != found.expandedTo(least):
        window.show()
        return
    window.resize(found)
    window.showMaximized()


def _give_sound(window: RaceWindow) -> None:
    from ui.sound import Beeper

    beeper = Beeper()
    beeper.prepare()
    window.desk.sounds = beeper


def first_theme() -> str:
    """Return the theme to begin with: the one chosen, else what the system last told, else night."""
    theme = quick_choice("theme") or quick_choice("seen_theme")
    return theme if theme in THEMES else NIGHT


def _put_on_choices(window: RaceWindow) -> None:
    from ui.windows.choices import choices_of

    if choices_of(window).export.form:
        from ui.windows.exports import exports_of

        exports_of(window)


def _welcome(window: RaceWindow) -> None:
    from ui.windows.welcome import welcome_once

    welcome_once(window)


def _look_after(window: RaceWindow) -> None:
    from ui.windows.care import look_after

    look_after(window)


def _take_drops(window: RaceWindow) -> None:
    from ui.windows.incoming import take_drops

    take_drops(window)


def _show_board(window: RaceWindow, wanted: "BoardRequest | None") -> None:
    if wanted is not None:
        from ui.windows.board_menu import open_board

        open_board(window, wanted)


def _stage(request: LiveRequest | ReplayRequest, parts: bootstrap.Application) -> "Stage":
    now = parts.clock.now()
    if isinstance(request, LiveRequest):
        return _live_stage(request, parts)
    stage = ReplayStage(request.recording, request.run, now)
    stage.replay.set_speed(request.speed, now)
    stage.replay.seek(request.position, now)
    if not request.position or not stage.replay.at_end:
        stage.replay.play(now)
    return stage


def _live_stage(request: LiveRequest, parts: bootstrap.Application) -> "Stage":
    from app.usecases.live_session import start_session
    from ui.stages.timing import LiveStage

    return LiveStage(start_session(parts.library, request.setup, parts.clock))


class Silence:
    """No sounds: until the sounds are there, and where there are none."""

    def split(self) -> None:
        """Say nothing."""

    def refused(self) -> None:
        """Say nothing."""

    def count(self, at: Instant) -> None:
        """Say nothing."""

    def go(self, at: Instant) -> None:
        """Say nothing."""


def _report(window: RaceWindow, quit_after: str) -> None:
    """Print when the first paint and everything was there, then quit."""
    times: dict[str, float | None] = {"first_paint_s": None, "ready_s": None}

    def reached(name: str, last: str) -> None:
        times[f"{name}_at_ns"] = window.clock.now()
        times[f"{name}_s"] = round(process_age() / NS_PER_S, 3)
        if quit_after == last:
            import json

            print(json.dumps(times))
            sys.stdout.flush()
            QApplication.exit(0)

    window.first_paint.connect(lambda: reached("first_paint", FIRST_PAINT))
    window.ready.connect(lambda: reached("ready", READY))
