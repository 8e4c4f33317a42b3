"""What can be done with any race on the window, live or replayed?"""

from typing import Protocol

from app.domain.commands import Command
from app.domain.state import SessionState
from app.domain.times import Instant
from ui.viewstate.snapshot import Keeping, Reading, Transport


class Stage(Protocol):
    """A race on the window. `now` is always an instant of the running clock."""

    mode: str

    @property
    def state(self) -> SessionState:
        """What is known of the race."""
        ...

    @property
    def moving(self) -> bool:
        """Whether the picture changes by itself, so that frames are needed."""
        ...

    def session_now(self, now: Instant) -> Instant:
        """Bring the race up to `now` and return the instant on its own clock."""
        ...

    def edit(self, command: Command) -> None:
        """Carry out a command, or raise its `Refusal`."""
        ...

    def readings(self) -> tuple[Reading | None, Reading | None]:
        """Return the choices of line and clock that the race leaves open."""
        ...

    def transport(self) -> Transport | None:
        """Return where a replay stands, None for a live race."""
        ...

    def keeping(self) -> Keeping | None:
        """Return how safe a live race is, None for a replay."""
        ...
