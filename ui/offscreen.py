"""How is a race played where there is no display? Through the same window, into files."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.replay_text import replay_text
from app.cli.requests import ReplayRequest
from app.domain.times import NS_PER_S, Instant
from app.engine.clocks import ManualClock
from app.formats.profile_file import shipped_profiles
from app.formats.session_json import SessionDocument
from app.language import tr
from app.usecases.exporting import Exported, records_of_run, sheet_of_state, write_files
from ui.desk import Desk
from ui.stages.replaying import ReplayStage

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow

_FRAME = NS_PER_S // 30
_SPEED = 60.0
_DEFAULT_OUT = Path("out")


def play_offscreen(request: ReplayRequest) -> int:
    """Play the race at 60 times its pace; write picture, table and JSON; print the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.launch import Silence, make_application
    from ui.windows.race_window import RaceWindow

    application = make_application()
    clock = ManualClock()
    stage = ReplayStage(request.recording, request.run, clock.now())
    window = RaceWindow(Desk(stage, shipped_profiles(), Silence()), clock)
    window.window.resize(window.window.sizeHint())
    window.window.show()
    window.complete()
    stage.replay.set_speed(_SPEED, clock.now())
    stage.replay.play(clock.now())
    while stage.moving:
        clock.instant = Instant(clock.instant + _FRAME)
        window.draw()
        application.processEvents()
    _write(request, window)
    return 0


def _write(request: ReplayRequest, window: "RaceWindow") -> None:
    out = request.out or _DEFAULT_OUT
    out.mkdir(parents=True, exist_ok=True)
    name = request.recording.id
    picture, table, document = (out / f"{name}.{ending}" for ending in ("png", "csv", "json"))
    if not window.window.grab().save(str(picture)):
        raise OSError(tr("{picture}: the picture could not be written", picture=picture))
    run, state = request.run, window.desk.stage.state
    exported = Exported(SessionDocument(name, records_of_run(run)), sheet_of_state(state))
    write_files(exported, [table, document])
    snapshot = window.desk.frame(window.clock.now())
    print(replay_text(request.recording, snapshot.analysis.elapsed, snapshot.analysis))
    print(
        tr(
            "\nThe window: {picture}\nThe split table: {table}\nThe race as JSON: {document}",
            picture=picture,
            table=table,
            document=document,
        )
    )
