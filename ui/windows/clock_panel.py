"""How does the panel of the clock come onto the window, and what do its buttons do?"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app import bootstrap
from app.domain.state import SessionState
from app.domain.times import Duration, Instant
from app.language import language
from app.storage.failures import LibraryError
from app.usecases.operator_bias import Bias, bias_of, errors_in, errors_of, sessions_with_official
from ui.repairs import zero
from ui.repairs.syncing import press
from ui.stages.timing import LiveStage
from ui.viewstate.clock import clock_panel
from ui.widgets.clock_panel import ClockPanelWidget

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow


def toggle(owner: "RaceWindow") -> None:
    """Open the panel of the clock on the window of `owner`, or close it."""
    found = owner.findChild(ClockControl)
    control = ClockControl(owner) if found is None else found
    control.toggle()


class ClockControl(QObject):
    """Keeps the panel at what the race on the desk is, and hands on what it asks for."""

    def __init__(self, owner: "RaceWindow") -> None:
        """Make the panel, hidden, with nothing in it."""
        super().__init__(owner)
        self._owner = owner
        self.panel = ClockPanelWidget()
        self.panel.setParent(owner.window)
        self.panel.hide()
        self._past = PastErrors(self)
        self._shown: tuple[object, ...] = ()
        self._connect()

    def _connect(self) -> None:
        panel, owner = self.panel, self._owner
        panel.nudged.connect(owner.with_now(self._nudge))
        panel.sync_pressed.connect(self._sync)
        panel.cancelled.connect(owner.with_now(lambda now: zero.false_start(owner.desk, now)))
        panel.gun_typed.connect(owner.with_now(self._typed(zero.set_gun)))
        panel.official_typed.connect(owner.with_now(self._typed(zero.give_official)))
        panel.start_chosen.connect(
            owner.with_now(lambda tap, now: zero.start_at_tap(owner.desk, tap, now))
        )
        panel.left.connect(self.toggle)
        self._past.changed.connect(self.render)
        owner.drawn.connect(self.render)

    def toggle(self) -> None:
        """Open the panel, or close it and give the keys back."""
        if self.panel.isHidden():
            self._past.begin(bootstrap.build().library, self._own_id())
            self._shown = ()
            self.render()
            self._owner.window.show_panel(self.panel)
        else:
            self.panel.leave_fields()
            self._owner.window.show_panel(None)
            self.panel.hide()

    def render(self, *_: object) -> None:
        """Show the race as it stands; a frame in which nothing of it changed costs nothing."""
        stage, theme = self._owner.desk.stage, self._owner.window.theme
        if self.panel.theme is not theme:
            self.panel.set_theme(theme)
        hand = self._owner.desk.hand
        shown = (stage, stage.state, self._past.errors, hand, language())
        if self._shown and all(a is b for a, b in zip(shown, self._shown, strict=True)):
            return
        self._shown = shown
        live = isinstance(stage, LiveStage)
        session = stage.session if isinstance(stage, LiveStage) else None
        self.panel.render_view(
            clock_panel(
                stage.state,
                session.engine.records if session else (),
                session.anchor if session else None,
                self._bias(stage.state, live=live),
                hand,
                live=live,
            )
        )

    def _bias(self, state: SessionState, *, live: bool) -> Bias | None:
        """The race on the desk counts as it stands, whatever is stored of it."""
        errors = (*self._past.errors, *errors_of(state))
        return bias_of(errors, self._owner.desk.hand) if live else None

    def _nudge(self, tenths: int, now: Instant) -> None:
        zero.nudge(self._owner.desk, Duration(tenths * zero.TENTH), now)

    def _sync(self) -> None:
        """A press on the button has the instant of the pointer's own event."""
        press(self._owner.desk, self._owner.keys.last_press)
        self._owner.loop.wake()

    def _typed(self, take: Callable[..., bool]) -> Callable[..., None]:
        def slot(text: str, now: Instant) -> None:
            if take(self._owner.desk, text, now):
                self.panel.leave_fields()

        return slot

    def _own_id(self) -> str:
        stage = self._owner.desk.stage
        return stage.session.id if isinstance(stage, LiveStage) else ""


class PastErrors(QObject):
    """Reads the errors of earlier races, one race each turn of the event loop: none waits long."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        """Begin with none."""
        super().__init__(parent)
        self.errors: tuple[Duration, ...] = ()
        self._found: tuple[Duration, ...] = ()
        self._steps: Iterator[tuple[Duration, ...]] = iter(())
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    def begin(self, library: Path, other_than: str) -> None:
        """Read the library anew, but for the race `other_than`."""
        self._found, self._steps = (), _errors(library, other_than)
        self._turn.start()

    def _go_on(self) -> None:
        step = next(self._steps, None)
        if step is not None:
            self._found += step
            return
        self._turn.stop()
        if self._found != self.errors:
            self.errors = self._found
            self.changed.emit()


def _errors(library: Path, other_than: str) -> Iterator[tuple[Duration, ...]]:
    """A session that cannot be read says nothing of the hand that timed it."""
    try:
        sessions = sessions_with_official(library)
    except LibraryError:
        return
    for each in sessions:
        if each != other_than:
            try:
                yield errors_in(library, each)
            except LibraryError:
                yield ()
