"""How is a session that is over played again, whatever its kind?

A playback admits the session's records into a corridor when its own clock passes them, so that
nothing shown at a position rests on a later one. Positions are durations after time zero.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Generic, Protocol, TypeVar

from app.domain import events as ev
from app.domain.times import Duration, Instant, after, between
from app.engine.engine import CommandT, Corridor, Rules, StateT
from app.engine.ports import MemoryJournal

SPEEDS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)


class Playable(Protocol):
    """A session as it was run: its events with their instants, in the order they came in."""

    @property
    def zero(self) -> Instant:
        """The instant that positions count from."""
        ...

    @property
    def length(self) -> Duration:
        """The time from there to the last event."""
        ...

    def numbered(self, before: int) -> tuple[tuple[Instant, ev.Event], ...]:
        """Return the events as they name each other behind `before` other records."""
        ...


RunT = TypeVar("RunT", bound=Playable)


class Playback(Generic[RunT, StateT, CommandT]):
    """Plays one run: owns the position, the speed and a corridor that holds what is passed."""

    def __init__(
        self,
        rules: Rules[StateT, CommandT],
        setup: Sequence[ev.Record],
        run: RunT,
        now: Instant,
    ) -> None:
        """Stand at the start, paused; `now` is the clock that drives it, `setup` comes first."""
        self._rules: Rules[Any, Any] = rules
        self._setup = list(setup)
        self._run = run
        self._position = Duration(0)
        self._since = now
        self.speed = 1.0
        self.playing = False
        self._refold()

    @property
    def run(self) -> RunT:
        """What is played."""
        return self._run

    @property
    def state(self) -> StateT:
        """What a live timer would have known at the position."""
        return self._engine.state

    @property
    def records(self) -> tuple[ev.Record, ...]:
        """What has been passed, and nothing that is to come."""
        return self._engine.records

    @property
    def position(self) -> Duration:
        """Where it stood at the last `advance` (ns after time zero)."""
        return self._position

    @property
    def instant(self) -> Instant:
        """The position on the clock of the session."""
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
        """Play at `speed` times the session's own pace from here on."""
        self.advance(now)
        self.speed = min(max(SPEEDS[0], speed), SPEEDS[-1])

    def seek(self, position: Duration, now: Instant) -> None:
        """Go to `position`, kept within the session; going back folds it anew."""
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
        if self._passed < len(self._due):
            self.seek(between(self._run.zero, self._due[self._passed]), now)

    def _position_at(self, now: Instant) -> Duration:
        moved = self._position + round((now - self._since) * self.speed)
        return Duration(min(max(moved, self._position), self._run.length))

    def _refold(self) -> None:
        """Begin anew; an event that came in behind a later one is due with that."""
        self._engine: Corridor[StateT, CommandT] = Corridor(
            self._rules, MemoryJournal(), self._setup
        )
        self._timed = self._run.numbered(len(self._setup))
        self._due = list(accumulate((at for at, _ in self._timed), max))
        self._passed = 0
        self._admit_due()

    def _admit_due(self) -> None:
        passed = bisect_right(self._due, self.instant, lo=self._passed)
        if passed == self._passed:
            return
        due = self._timed[self._passed : passed]
        seq = len(self._engine.records) + 1
        self._engine.admit(
            [ev.Record(seq + i, seq + i, at, event) for i, (at, event) in enumerate(due)]
        )
        self._passed = passed
