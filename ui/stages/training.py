"""Which training session is on the window: one that is run, or one that is played again? No Qt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from app.domain.events import Record
from app.domain.times import Instant
from app.domain.training.session_commands import TrainingCommand
from app.domain.training.session_state import RUNNING, TrainingState
from app.language import tr
from ui.viewstate.snapshot import LIVE, Keeping, Transport

if TYPE_CHECKING:
    from app.usecases.live_training import LiveTraining


class TrainingStage(Protocol):
    """A training session on the window. `now` is always an instant of the running clock."""

    @property
    def mode(self) -> str:
        """`live` for one that is run, `replay` for a recorded one."""
        ...

    @property
    def state(self) -> TrainingState:
        """What is known of the session."""
        ...

    @property
    def moving(self) -> bool:
        """Whether the picture changes by itself, so that frames are needed."""
        ...

    def session_now(self, now: Instant) -> Instant:
        """Bring the session up to `now` and return the instant on its own clock."""
        ...

    def transport(self) -> Transport | None:
        """Return where a replay stands, None for a session that is run."""
        ...

    def keeping(self) -> Keeping | None:
        """Return how safe a session that is run is, None for a replay."""
        ...


@runtime_checkable
class Played(Protocol):
    """A recorded session that can be moved in time."""

    def play_pause(self, now: Instant) -> None:
        """Play on, or stand still."""
        ...

    def step(self, now: Instant) -> None:
        """Go to the next press."""
        ...

    def faster(self, now: Instant) -> None:
        """Play faster."""
        ...

    def slower(self, now: Instant) -> None:
        """Play slower."""
        ...

    def restart(self, now: Instant) -> None:
        """Go back to the start."""
        ...


class LiveTrainingStage:
    """A session that is run; every press comes with its instant on the running clock."""

    mode = LIVE

    def __init__(self, session: "LiveTraining") -> None:
        """Run `session`."""
        self.session = session
        self._engine = session.engine
        self._labels: tuple[int, str, str] = (-1, "", "")

    @property
    def state(self) -> TrainingState:
        """What is known of the session."""
        return self._engine.state

    @property
    def moving(self) -> bool:
        """Whether a clock runs, or a record is still on its way to the disk."""
        unsaved = self._engine.saved < len(self._engine.records)
        return unsaved or self.state.phase == RUNNING

    def session_now(self, now: Instant) -> Instant:
        """Return the instant on the session's clock."""
        return self.session.session_now(now)

    def carry_out(self, commands: Sequence[TrainingCommand]) -> tuple[Record, ...]:
        """Carry out commands as one step of undo, or raise the `Refusal` of the first refused."""
        return self._engine.handle_together(commands).records

    def undo(self, now: Instant) -> str:
        """Take back the last command and return what it was; raise `NothingToUndo`."""
        label = self._engine.undo_label()
        self._engine.undo(self.session_now(now))
        return label.render(tr) if label else ""

    def redo(self, now: Instant) -> str:
        """Do the last command taken back again and return what it is; raise `NothingToRedo`."""
        label = self._engine.redo_label()
        self._engine.redo(self.session_now(now))
        return label.render(tr) if label else ""

    def transport(self) -> Transport | None:
        """A session that is run cannot be moved in time."""
        return None

    def keeping(self) -> Keeping:
        """Return how far the session is stored, and what undo and redo would do."""
        saved, records = self._engine.saved, self._engine.records
        if self._labels[0] != len(records):
            undo, redo = self._engine.undo_label(), self._engine.redo_label()
            self._labels = (
                len(records),
                undo.render(tr) if undo else "",
                redo.render(tr) if redo else "",
            )
        return Keeping(
            saved,
            self._engine.trouble,
            *self._labels[1:],
            records[saved:],
            self.session.uncertainty,
        )
