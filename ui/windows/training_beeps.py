"""When is a beep played that tells of a start? At its own instant, by a timer of its own.

The timer is armed for a tenth of a second before the next beep, and hands it over with its instant:
the thread of the sounds waits for that, whatever the window is busy with. A timer stands still
while the machine sleeps, so every frame looks whether it is still right. A beep that is late by
more than a moment is left out: it would tell of another instant than the start's.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer

from app.analysis.training.countdown import Beep, beeps, next_beep
from app.domain.times import NS_PER_MS, Duration, Instant
from app.domain.training.session_state import TrainingState

_EARLY = Duration(100 * NS_PER_MS)
_LATE = Duration(100 * NS_PER_MS)
_OFF_MS = 4
_LONGEST_MS = 60_000


class BeepClock(QObject):
    """Owns the timer and the instant up to which every beep was played."""

    def __init__(
        self,
        parent: QObject,
        state: Callable[[], TrainingState],
        session_now: Callable[[], Instant],
        play: Callable[[Sequence[Beep]], object],
    ) -> None:
        """Begin at the present: what lies behind it is played no more."""
        super().__init__(parent)
        self._state, self._now, self._play = state, session_now, play
        self._behind = session_now()
        self._known: tuple[TrainingState, Beep | None] | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        """Play what is due, and be there for what comes next."""
        state, at = self._state(), self._now()
        coming = self._coming(state)
        if coming is not None and coming.at <= at + _EARLY:
            self._play_due(state, at)
            coming = self._coming(state)
        self._arm(coming, at)

    def stop(self) -> None:
        """Play nothing more."""
        self._timer.stop()

    def _coming(self, state: TrainingState) -> Beep | None:
        if self._known is None or self._known[0] is not state:
            self._known = state, next_beep(state, self._behind)
        return self._known[1]

    def _play_due(self, state: TrainingState, at: Instant) -> None:
        until = Instant(at + _EARLY)
        due = [each for each in beeps(state, self._behind, until) if at - each.at <= _LATE]
        self._behind, self._known = until, None
        if due:
            self._play(due)

    def _arm(self, coming: Beep | None, at: Instant) -> None:
        if coming is None:
            self._timer.stop()
            return
        left = min(max(0, (coming.at - _EARLY - at) // NS_PER_MS), _LONGEST_MS)
        if not self._timer.isActive() or abs(self._timer.remainingTime() - left) > _OFF_MS:
            self._timer.start(left)
