"""How is a recorded training session played in its window? A bar under the board moves it in time."""

from typing import TYPE_CHECKING

from app.domain.times import Duration, Instant
from ui.stages.training_replaying import TrainingReplayStage
from ui.theme import THEMES
from ui.viewstate.training_replay import training_replay_bar
from ui.widgets.replay_bar import ReplayBarWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.usecases.recorded_training import TrainingRecording
    from ui.viewstate.training_snapshot import TrainingSnapshot
    from ui.windows.race_window import RaceWindow
    from ui.windows.training import TrainingControl


def replay_beside(owner: "RaceWindow", recording: "TrainingRecording") -> "TrainingControl":
    """Play a recorded session in a window beside a race window."""
    from ui.windows.training import beside

    now = owner.clock.now()
    stage = TrainingReplayStage(recording, now)
    stage.play_pause(now)
    control = beside(owner, stage)
    put_replay_bar(control)
    return control


def at_end_beside(owner: "RaceWindow", recording: "TrainingRecording") -> "TrainingControl":
    """Show how a recorded session ended, in a window beside a race window; it can be played."""
    from ui.windows.training import beside

    now = owner.clock.now()
    stage = TrainingReplayStage(recording, now)
    stage.seek(recording.run.length, now)
    control = beside(owner, stage)
    put_replay_bar(control)
    return control


def put_replay_bar(control: "TrainingControl") -> ReplayBarWidget:
    """Put the bar of a replay under a board that has a replay on it."""
    bar = ReplayBarWidget(training=True)
    bar.set_theme(THEMES[control.theme])
    themed = [control.theme]

    def show(snapshot: "TrainingSnapshot") -> None:
        if control.theme != themed[-1]:
            themed.append(control.theme)
            bar.set_theme(THEMES[control.theme])
        if snapshot.transport is not None:
            bar.render_view(training_replay_bar(snapshot.transport))

    control.drawn.connect(show)
    control.window.put_below(bar)
    _connect(control, bar)
    control.draw()
    return bar


def _connect(control: "TrainingControl", bar: ReplayBarWidget) -> None:
    def moved(move: "Callable[[TrainingReplayStage, Instant], object]") -> "Callable[[], None]":
        def slot() -> None:
            stage = control.desk.stage
            if isinstance(stage, TrainingReplayStage):
                move(stage, control.clock.now())
                control.changed()

        return slot

    def seek(place: float) -> None:
        moved(lambda stage, now: stage.seek(_position(stage, place), now))()

    bar.restart.connect(moved(lambda stage, now: stage.restart(now)))
    bar.play_pause.connect(moved(lambda stage, now: stage.play_pause(now)))
    bar.next_split.connect(moved(lambda stage, now: stage.step(now)))
    bar.faster.connect(moved(lambda stage, now: stage.change_speed(now)))
    bar.sought.connect(seek)
    bar.export.connect(control.export)


def _position(stage: TrainingReplayStage, place: float) -> Duration:
    return Duration(round(place * stage.replay.run.length))
