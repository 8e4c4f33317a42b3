"""Does the machine stay awake while a training session runs, and does its battery last?"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain.training.session_state import RUNNING
from app.language import tr
from app.storage.preferences import preferences_path
from app.usecases.care import wants_awake
from ui.awake import Awake, Keeper, keeper_for
from ui.battery import LOW, battery_percent
from ui.viewstate.care import News
from ui.viewstate.snapshot import LIVE
from ui.viewstate.training_care import training_battery_words
from ui.windows.background import Background

if TYPE_CHECKING:
    from ui.viewstate.training_snapshot import TrainingSnapshot
    from ui.windows.training import TrainingControl

_MINUTE_MS = 60_000


class TrainingPower(QObject):
    """Holds the machine awake while a session runs, and reads the battery once a minute then.

    A battery that is low is told once.
    """

    def __init__(
        self,
        control: "TrainingControl",
        keeper: Keeper | None = None,
        percent: Callable[[], int | None] = battery_percent,
    ) -> None:
        """Hold by `keeper`, by default the system's; read by `percent`."""
        super().__init__(control)
        self._tell = control.tell
        self.awake = Awake(keeper or keeper_for(sys.platform, self))
        self._wanted = wants_awake(preferences_path())
        self._percent = percent
        self._running = self._said = False
        self._background = Background(self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.read_battery)
        control.drawn.connect(self._drawn)

    def read_battery(self) -> None:
        """Read the battery soon, in a thread: some systems answer by a program of their own."""
        self._background.ask(self._percent, self._take, self._unknown, kind="battery")

    def set_wanted(self, wanted: bool) -> None:
        """Hold the machine awake from now on, or let it sleep."""
        self._wanted = wanted
        self.awake.keep(self._running and wanted)

    def close(self) -> None:
        """Let the machine sleep again."""
        self._timer.stop()
        self.awake.keep(False)

    def _drawn(self, snapshot: "TrainingSnapshot") -> None:
        running = snapshot.mode == LIVE and snapshot.state.phase == RUNNING
        if running is self._running:
            return
        self._running = running
        self.awake.keep(running and self._wanted)
        if running:
            self._timer.start(_MINUTE_MS)
            self.read_battery()
        else:
            self._timer.stop()

    def _unknown(self, why: str) -> None:
        """A battery that cannot be read is none that is low."""

    def _take(self, percent: int | None) -> None:
        if percent is None or percent >= LOW or self._said or not self._running:
            return
        self._said = True
        self._tell(News(tr("BATTERY"), training_battery_words(percent)))
