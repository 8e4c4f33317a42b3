"""How is a live race timed on the window?"""

from typing import TYPE_CHECKING

from app.domain import commands as cm
from app.domain.events import TapTaken
from app.domain.plan import EntryId
from app.domain.state import FINISHED, RUNNING, SYNCED, SessionState
from app.domain.times import Duration, Instant
from ui.viewstate.snapshot import LIVE, Keeping, Reading, Transport

if TYPE_CHECKING:
    from app.usecases.live_session import LiveSession


class LiveStage:
    """A live session; every press comes with its instant on the running clock and its source."""

    mode = LIVE

    def __init__(self, session: "LiveSession") -> None:
        """Time `session`."""
        self.session = session
        self._engine = session.engine
        self._labels: tuple[int, str, str] = (-1, "", "")

    @property
    def state(self) -> SessionState:
        """What is known of the race."""
        return self._engine.state

    @property
    def moving(self) -> bool:
        """Whether the clock runs, or a record is still on its way to the disk."""
        state = self.state
        unsaved = self._engine.saved < len(self._engine.records)
        return unsaved or (state.phase == RUNNING and state.zero is not None)

    def session_now(self, now: Instant) -> Instant:
        """Return the instant on the session's clock."""
        return self.session.session_now(now)

    def edit(self, command: cm.Command) -> None:
        """Carry out a command."""
        self._engine.handle(command)

    def start(self, at: Instant, stamp: str) -> None:
        """Start the clock at a press; raise `AlreadyStarted`."""
        self._engine.handle(cm.Start(at=self.session_now(at), stamp=stamp))

    def split(self, entry: EntryId, at: Instant, stamp: str) -> bool:
        """Take a split at a press; False when it could be none and was kept as a tap."""
        command = cm.TakeSplit(at=self.session_now(at), entry=entry, stamp=stamp)
        change = self._engine.handle(command)
        return not isinstance(change.records[0].event, TapTaken)

    def tap(self, at: Instant, stamp: str) -> None:
        """Keep a press that belongs to nobody yet."""
        self._engine.handle(cm.TakeTap(at=self.session_now(at), stamp=stamp))

    def undo(self, now: Instant) -> str:
        """Take back the last command and return what it was; raise `NothingToUndo`."""
        label = self._engine.undo_label()
        self._engine.undo(self.session_now(now))
        return str(label)

    def undo_last_of(self, entry: EntryId, now: Instant) -> str:
        """Take back the last command on an athlete's splits and return what it was."""
        label = self._engine.undo_label_of(entry)
        self._engine.undo_last_of(entry, self.session_now(now))
        return str(label)

    def redo(self, now: Instant) -> str:
        """Do the last command taken back again and return what it is; raise `NothingToRedo`."""
        label = self._engine.redo_label()
        self._engine.redo(self.session_now(now))
        return str(label)

    @property
    def undo_stops_the_clock(self) -> bool:
        """Whether undo would take back the start."""
        return self._engine.undo_stops_the_clock()

    @property
    def over(self) -> bool:
        """Whether every athlete has finished."""
        return self.state.phase == FINISHED

    def readings(self) -> tuple[Reading | None, Reading | None]:
        """A live race has one reading: where the operator stands is part of its set-up."""
        return None, None

    def transport(self) -> Transport | None:
        """A live race cannot be moved in time."""
        return None

    def keeping(self) -> Keeping:
        """Return how far the race is stored, and what undo and redo would do."""
        saved, records = self._engine.saved, self._engine.records
        if self._labels[0] != len(records):
            undo, redo = self._engine.undo_label(), self._engine.redo_label()
            self._labels = (len(records), str(undo or ""), str(redo or ""))
        return Keeping(
            saved, self._engine.trouble, *self._labels[1:], records[saved:], self._uncertainty
        )

    @property
    def _uncertainty(self) -> Duration:
        """How far the clock may be out since a restart; a sync press after it puts that right."""
        session, state = self.session, self.state
        synced = state.zero is not None and state.zero.basis == SYNCED
        again = synced and any(each.at >= session.found for each in state.syncs)
        return Duration(0) if again else session.uncertainty
