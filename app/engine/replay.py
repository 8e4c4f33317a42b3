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
from app.domain.times import Duration, Instant, after, between
from app.engine.engine import Change, Engine
from app.engine.ports import MemoryJournal

_ON_TARGETS = (cm.AddTarget, cm.ChangeTarget, cm.RemoveTarget, cm.ChoosePrimary)
_NAMES_NO_SPLIT = (ev.Started, ev.SplitTaken, ev.SplitTyped)
SPEEDS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)


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


class Replay:
    """Plays one run: owns the position, the speed and an engine that holds what is passed."""

    def __init__(self, run: Run, now: Instant) -> None:
        """Stand at the start, paused; `now` is the clock that drives the replay."""
        self._run = run
        self._setup: list[ev.Record] = []
        self._position = Duration(0)
        self._since = now
        self.speed = 1.0
        self.playing = False
        self._engine = Engine(MemoryJournal())
        self._engine.handle(cm.PlanSession(at=run.zero, setup=run.setup))
        self._engine.handle(cm.ChoosePrimary(at=run.zero, target=run.primary))
        self._setup = list(self._engine.records)
        self._timed = run.numbered(len(self._setup))
        self._passed = 0
        self._admit_due()

    @property
    def run(self) -> Run:
        """The race that is played."""
        return self._run

    @property
    def state(self) -> SessionState:
        """What a live timer would have known at the position."""
        return self._engine.state

    @property
    def records(self) -> tuple[ev.Record, ...]:
        """What has been passed, and nothing that is to come."""
        return self._engine.records

    @property
    def position(self) -> Duration:
        """Where the replay stood at the last `advance` (ns after time zero)."""
        return self._position

    @property
    def instant(self) -> Instant:
        """The position on the clock of the race."""
        return after(self._run.zero, self._position)

    @property
    def at_end(self) -> bool:
        """Whether the last event has been passed."""
        return self._position >= self._run.length

    def advance(self, now: Instant) -> None:
        """Move with the driving clock to `now` and admit what is passed; stop at the end."""
        if self.playing:
            self._position = self._position_at(now)
            self.playing = not self.at_end
        self._since = now
        self._admit_due()

    def play(self, now: Instant) -> None:
        """Go on from the position, or from the start when the end is reached."""
        self.advance(now)
        if self.at_end:
            self.seek(Duration(0), now)
        self.playing = True

    def pause(self, now: Instant) -> None:
        """Stand still."""
        self.advance(now)
        self.playing = False

    def set_speed(self, speed: float, now: Instant) -> None:
        """Play at `speed` times the race's own pace from here on."""
        self.advance(now)
        self.speed = min(max(SPEEDS[0], speed), SPEEDS[-1])

    def seek(self, position: Duration, now: Instant) -> None:
        """Go to `position`, kept within the race; going back folds the race anew."""
        self._since = now
        target = Duration(min(max(position, 0), self._run.length))
        back = target < self._position
        self._position = target
        if back:
            self._refold()
        self._admit_due()

    def step(self, now: Instant) -> None:
        """Go to the next event and stand there."""
        self.pause(now)
        if self._passed < len(self._run.timed):
            self.seek(between(self._run.zero, self._run.timed[self._passed][0]), now)

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
        self._admit_due()
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
        self._admit_due()

    def _position_at(self, now: Instant) -> Duration:
        moved = self._position + round((now - self._since) * self.speed)
        return Duration(min(max(moved, self._position), self._run.length))

    def _refold(self) -> None:
        self._engine = Engine(MemoryJournal(), self._setup)
        self._timed = self._run.numbered(len(self._setup))
        self._passed = 0

    def _admit_due(self) -> None:
        due = self._due(self._timed[self._passed :])
        if not due:
            return
        seq = len(self._engine.records) + 1
        self._engine.admit(
            [ev.Record(seq + i, seq + i, at, event) for i, (at, event) in enumerate(due)]
        )
        self._passed += len(due)

    def _due(
        self, pending: Sequence[tuple[Instant, ev.Event]]
    ) -> Sequence[tuple[Instant, ev.Event]]:
        return [each for each in pending if each[0] <= self.instant]
