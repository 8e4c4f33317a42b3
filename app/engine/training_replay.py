"""How is a training session that is over shown again, by the same path as a live one?

Positions count from the first start; what was said before it holds from the beginning.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain import events as ev
from app.domain.times import Duration, Instant, between
from app.domain.training.session_commands import TrainingCommand
from app.domain.training.session_events import RepetitionStarted, TrainingPlanned
from app.domain.training.session_setup import TrainingSetup
from app.domain.training.session_state import TrainingState
from app.engine.playback import Playback
from app.engine.training import TRAINING
from app.engine.training_run import Timed, timed_of


class TrainingRun(NamedTuple):
    """A session as it was run: the set-up, and what happened then.

    An event that names a start or a time names the number of its record behind the set-up's.
    """

    setup: TrainingSetup
    zero: Instant
    timed: tuple[Timed, ...]

    @property
    def length(self) -> Duration:
        """The time from the first start to the last event."""
        return max((between(self.zero, at) for at, _ in self.timed), default=Duration(0))

    def numbered(self, before: int) -> tuple[Timed, ...]:
        """Return what happened; one record stands before it, the set-up."""
        assert before == 1, "nothing is said in a replay of training"
        return self.timed


def training_run_of(records: Sequence[ev.Record]) -> TrainingRun:
    """Return the session of a journal as it ended: each time where it holds in the end.

    Raise `ValueError` for a journal in which nothing was planned.
    """
    setup, timed = timed_of(records)
    starts = (at for at, event in timed if isinstance(event, RepetitionStarted))
    first = min(starts, default=None)
    zero = records[0].at if first is None else first
    return TrainingRun(setup, zero, timed)


class TrainingReplay(Playback[TrainingRun, TrainingState, TrainingCommand]):
    """Plays one training session."""

    def __init__(self, run: TrainingRun, now: Instant) -> None:
        """Stand at the first start, paused; `now` is the clock that drives the replay."""
        setup = ev.Record(1, 1, run.zero, TrainingPlanned(run.setup))
        super().__init__(TRAINING, (setup,), run, now)
