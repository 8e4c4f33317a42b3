"""What moves a recorded session of any kind in time?"""

from typing import Any

from app.domain.times import Duration, Instant
from app.engine.playback import SPEEDS, Playback


class Playing:
    """The controls of a playback; `now` is always an instant of the running clock."""

    replay: Playback[Any, Any, Any]

    @property
    def moving(self) -> bool:
        """Whether the replay is playing."""
        return self.replay.playing

    def play_pause(self, now: Instant) -> None:
        """Play when it stands, pause when it plays."""
        if self.replay.playing:
            self.replay.pause(now)
        else:
            self.replay.play(now)

    def seek(self, position: Duration, now: Instant) -> None:
        """Go to a position, kept within the session."""
        self.replay.seek(position, now)

    def restart(self, now: Instant) -> None:
        """Go back to the start."""
        self.replay.seek(Duration(0), now)

    def step(self, now: Instant) -> None:
        """Go to the next press and stand there."""
        self.replay.step(now)

    def change_speed(self, now: Instant) -> None:
        """Take the next speed, after the fastest the slowest."""
        if self.replay.speed >= SPEEDS[-1]:
            self.replay.set_speed(SPEEDS[0], now)
        else:
            self.faster(now)

    def faster(self, now: Instant) -> None:
        """Take the next speed, if there is one."""
        above = [speed for speed in SPEEDS if speed > self.replay.speed]
        self.replay.set_speed(min(above, default=SPEEDS[-1]), now)

    def slower(self, now: Instant) -> None:
        """Take the speed before, if there is one."""
        below = [speed for speed in SPEEDS if speed < self.replay.speed]
        self.replay.set_speed(max(below, default=SPEEDS[0]), now)
