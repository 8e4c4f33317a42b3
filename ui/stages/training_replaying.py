"""How is a recorded training session played on its window? No Qt."""

from app.domain.times import Instant, between
from app.domain.training.session_events import RepetitionStarted
from app.domain.training.session_state import TrainingState
from app.engine.training_replay import TrainingReplay
from app.usecases.recorded_training import TrainingRecording
from ui.stages.playing import Playing
from ui.viewstate.snapshot import REPLAY, Transport


class TrainingReplayStage(Playing):
    """A recording and the replay that plays it; it takes no press and no correction."""

    mode = REPLAY

    def __init__(self, recording: TrainingRecording, now: Instant) -> None:
        """Stand at the first start of `recording`."""
        self.recording = recording
        self.replay: TrainingReplay = TrainingReplay(recording.run, now)
        self._stops = tuple(
            between(recording.run.zero, at)
            for at, event in recording.run.timed
            if isinstance(event, RepetitionStarted)
        )

    @property
    def state(self) -> TrainingState:
        """What a live timer would have known."""
        return self.replay.state

    def session_now(self, now: Instant) -> Instant:
        """Play up to `now`."""
        self.replay.advance(now)
        return self.replay.instant

    def transport(self) -> Transport:
        """Return place and speed; the stops are the starts."""
        replay = self.replay
        return Transport(
            position=replay.position,
            length=replay.run.length,
            playing=replay.playing,
            speed=replay.speed,
            stops=self._stops,
        )

    def keeping(self) -> None:
        """A replay keeps nothing."""
        return
