"""How is a race that is over shown again, by the same path as a live one?

A replay admits the race's records into an engine when its own clock passes them, so that nothing
shown at a position rests on a later split. Positions are durations after time zero.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.plan import Setup
from app.domain.refusals import NotInReplay
from app.domain.state import SessionState
from app.domain.times import Duration, Instant, between
from app.engine.engine import RACE, Change, Engine
from app.engine.playback import Playback
from app.engine.ports import MemoryJournal

_ON_TARGETS = (cm.AddTarget, cm.ChangeTarget, cm.RemoveTarget, cm.ChoosePrimary)
_NAMES_NO_SPLIT = (ev.Started, ev.SplitTaken, ev.SplitTyped)


class Run(NamedTuple):
    """A race as it was run: the set-up, and the events of the race at their instants.

    An event that names a split counts the events of the run, from 1.
    """

    setup: Setup
    primary: str
    timed: tuple[tuple[Instant, ev.Event], ...]

    @property
    def zero(self) -> Instant:
        """The instant of the start."""
        return self.timed[0][0]

    @property
    def length(self) -> Duration:
        """The time from the start to the last event."""
        return between(self.zero, self.timed[-1][0])

    def numbered(self, before: int) -> tuple[tuple[Instant, ev.Event], ...]:
        """Return the events as they name splits with `before` records before the first of them."""
        if all(isinstance(event, _NAMES_NO_SPLIT) for _, event in self.timed):
            return self.timed
        from app.engine.run_events import numbered

        return numbered(self.timed, before)


def run_of(state: SessionState, records: Sequence[ev.Record] = ()) -> Run:
    """Return the race that `state` ended as: every split at the time that holds in the end.

    The journal's `records` say when it was known who was out, and other things without a time of
    their own; without them those come at the end.
    """
    from app.engine.run_events import timed_of

    entrants = tuple(each.entrant for each in state.entries.values())
    setup = Setup(plan=state.plan, entrants=entrants, targets=state.targets)
    return Run(setup, state.primary_id, timed_of(state, records))


class Replay(Playback[Run, SessionState, cm.Command]):
    """Plays one race; its targets can be changed while it is played."""

    def __init__(self, run: Run, now: Instant) -> None:
        """Stand at the start, paused; `now` is the clock that drives the replay."""
        setup = Engine(MemoryJournal())
        setup.handle(cm.PlanSession(at=run.zero, setup=run.setup))
        setup.handle(cm.ChoosePrimary(at=run.zero, target=run.primary))
        super().__init__(RACE, setup.records, run, now)

    def handle(self, command: cm.Command) -> Change:
        """Carry out a command on the targets: it holds for the whole replay, seeking included.

        Raise its `Refusal`, or `NotInReplay` for any other command.
        """
        if not isinstance(command, _ON_TARGETS):
            raise NotInReplay
        change = self._engine.handle(command)
        first = len(self._setup) + 1
        self._setup += [
            each._replace(seq=first + i, command=first) for i, each in enumerate(change.records)
        ]
        self._refold()
        return Change(change.records, self.state)

    def rerun(self, run: Run) -> None:
        """Show the same race in another reading, with the same targets and at the same position.

        A replay at its end stays there, though the other reading may be longer.
        """
        plan = ev.Planned(
            Setup(plan=run.setup.plan, entrants=run.setup.entrants, targets=self.state.targets)
        )
        primary = ev.PrimaryChosen(self.state.primary_id)
        self._setup = [ev.Record(1, 1, run.zero, plan), ev.Record(2, 2, run.zero, primary)]
        ended, self._run = self.at_end, run
        self._position = run.length if ended else Duration(min(self._position, run.length))
        self._refold()
