"""How does the application come up on a training session alone?"""

import gc
import json
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.cli.requests import FIRST_PAINT, TrainingReplayRequest, TrainingRequest
from app.domain.times import NS_PER_S
from app.engine.clocks import process_age
from app.language import tr
from app.storage.preferences import preferences_path
from app.usecases.live_training import LiveTraining, reopen_training, start_training
from app.usecases.preferences import load
from ui.sound import Beeper
from ui.stages.training import LiveTrainingStage
from ui.stages.training_replaying import TrainingReplayStage
from ui.theme import NIGHT, load_fonts
from ui.windows.training import TrainingControl
from ui.windows.training_choices import OwnChoices
from ui.windows.training_replay import put_replay_bar

if TYPE_CHECKING:
    from app.bootstrap import Application


def show_training(request: TrainingRequest | TrainingReplayRequest) -> int:
    """Show the window of a session until it is closed, and return the exit code."""
    from ui.launch import make_application, show_within_screen

    application = make_application()
    load_fonts(first=False)
    parts = bootstrap.build()
    chosen = load(preferences_path()).preferences
    beeper = Beeper()
    stage = _stage(request, parts)
    control = TrainingControl(
        stage, parts.clock, beeper, theme=chosen.theme or chosen.seen_theme or NIGHT
    )
    control.next_theme(control.theme)
    own = OwnChoices(control, chosen, preferences_path(), parts.library)
    control.export_wanted.connect(lambda: _export(own, control))
    if isinstance(stage, TrainingReplayStage):
        put_replay_bar(control)
    control.closed.connect(application.quit)
    control.export_wanted.connect(lambda: _say_where_sheets_are(control))
    show_within_screen(control.window)
    control.window.activateWindow()
    beeper.prepare()
    gc.freeze()
    gc.enable()
    if request.quit_after:
        QTimer.singleShot(0, control, lambda: _report(request.quit_after))
    return application.exec()


def _say_where_sheets_are(control: TrainingControl) -> None:
    """The window of exports belongs to the race window, which is not here."""
    words = tr("A sheet is made in the library (splitline, then Ctrl+L), or by splitline export.")
    control.desk.say(words, control.clock.now())
    control.changed()


def _export(own: OwnChoices, control: TrainingControl) -> None:
    """Open the window of exports; from the second time on the window does that itself."""
    from ui.windows.training_exports import serve

    control.export_wanted.disconnect()
    serve(own, control)
    control.export()


def _stage(
    request: TrainingRequest | TrainingReplayRequest, parts: "Application"
) -> LiveTrainingStage | TrainingReplayStage:
    if isinstance(request, TrainingRequest):
        return LiveTrainingStage(_session(request, parts))
    now = parts.clock.now()
    stage = TrainingReplayStage(request.recording, now)
    stage.replay.set_speed(request.speed, now)
    stage.seek(request.position, now)
    if not request.position or not stage.replay.at_end:
        stage.play_pause(now)
    return stage


def _session(request: TrainingRequest, parts: "Application") -> LiveTraining:
    if request.setup is not None:
        return start_training(parts.library, request.setup, parts.clock)
    return reopen_training(parts.library, request.go_on, parts.clock)


def _report(quit_after: str) -> None:
    """Print how long the start took, then quit."""
    name = "first_paint_s" if quit_after == FIRST_PAINT else "ready_s"
    sys.stdout.write(json.dumps({name: round(process_age() / NS_PER_S, 3)}) + "\n")
    sys.stdout.flush()
    QApplication.exit(0)
