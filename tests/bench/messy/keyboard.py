"""How does a key of the simulated operator reach the race? As one of a keyboard does.

A `KeyPress` goes first to the prompt that is on the desk, then through the table of keys to its
slot; only the widgets are left out. Instants are those of the running clock.
"""

from typing import TYPE_CHECKING, Protocol, cast

from app.domain.commands import PlanSession
from app.domain.events import EVENT_STAMP
from app.domain.plan import Setup
from app.domain.times import Instant
from app.engine.clocks import ManualClock
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.formats.profile_file import shipped_profiles
from app.usecases.live_session import LiveSession
from ui.desk import Desk
from ui.key_map import KeyPress, action_for
from ui.repairs.pressed import PressPrompt
from ui.stages.timing import LiveStage
from ui.stamps import Stamp
from ui.windows.dispatch import act, wants

if TYPE_CHECKING:
    from app.storage.journal import SqliteJournal
    from ui.windows.race_window import RaceWindow

_FIRST_LANE_AT = 2
"""The place of the key 1 on every keyboard."""


class Keyboard(Protocol):
    """Something that takes keys at an instant, and the desk that they end at."""

    @property
    def desk(self) -> Desk:
        """What is on the window."""
        ...

    def press(self, key: KeyPress, at: Instant) -> None:
        """Let a key go down."""
        ...


class Silence:
    """No sounds."""

    def split(self) -> None:
        """Nobody hears it."""

    def refused(self) -> None:
        """Nobody hears it."""


class _Standing:
    """What a slot needs of a window that is not there: its desk, its frames, its one panel.

    No race was left running, so no strip offers one.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.loop = self.extras = self
        self.strip = None
        self._panel = _Panel(desk)

    def wake(self) -> None:
        """Nothing is drawn."""

    def close_keys(self) -> None:
        """No keys are explained."""

    def findChild(self, _: type) -> "_Panel":  # noqa: N802 - as a QObject has it
        """Return the panel of what was pressed."""
        return self._panel


class _Panel:
    """The panel of what was pressed, without its picture."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._prompt = PressPrompt(
            desk, lambda: desk.live().session.engine.records, lambda *_: None, self.toggle
        )

    def toggle(self) -> None:
        """Open or close it, as W does."""
        if self._desk.beside is self._prompt:
            self._desk.beside = None
        else:
            self._prompt.choose(None)
            self._desk.beside = self._prompt


class DeskKeyboard:
    """A live race on a desk without a window, kept in memory."""

    def __init__(self, setup: Setup, now: Instant) -> None:
        """Set the race up at `now`."""
        self.clock = ManualClock(now)
        journal = MemoryJournal()
        engine = Engine(journal)
        engine.handle(PlanSession(at=now, setup=setup))
        session = LiveSession(engine, cast("SqliteJournal", journal))
        self.desk = Desk(LiveStage(session), shipped_profiles(), Silence())
        self._window = cast("RaceWindow", _Standing(self.desk))

    def press(self, key: KeyPress, at: Instant) -> None:
        """Do what the window does with a key, prompt first."""
        self.clock.instant = at
        stamp = Stamp(at, EVENT_STAMP)
        if self.desk.take_key(key, stamp):
            return
        action = action_for(key, typing=False)
        if action is not None and wants(self._window, action):
            act(self._window, action, stamp)


def splitting(lane: int) -> KeyPress:
    """Return the function key of a lane: it splits whatever is on the window. U for lane 0."""
    return KeyPress(f"F{lane}") if lane else KeyPress("U")


def undoing(lane: int) -> KeyPress:
    """Return the key that takes a lane's last press back."""
    return KeyPress(f"F{lane}", shift=True)


def naming(lane: int) -> KeyPress:
    """Return the key of a lane by its place, as a prompt takes it."""
    return KeyPress("1234567890"[lane - 1 : lane], position=_FIRST_LANE_AT + lane - 1)


def named(name: str, *, control: bool = False, shift: bool = False) -> KeyPress:
    """Return a key by its label."""
    return KeyPress(name, control=control, shift=shift)
