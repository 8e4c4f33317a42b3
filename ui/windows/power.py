"""Does the machine stay awake while a race runs, and does its battery last?"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.language import tr
from app.storage.preferences import preferences_path
from app.usecases.care import wants_awake
from ui.awake import Awake, Keeper
from ui.battery import LOW, battery_percent
from ui.stages.timing import LiveStage
from ui.viewstate.care import News, battery_words
from ui.viewstate.snapshot import Snapshot
from ui.windows.background import Background

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow

_MINUTE_MS = 60_000


class PowerHost(QObject):
    """Holds the machine awake while a live race runs, and reads the battery once a minute then.

    A battery that is low is told once per session.
    """

    def __init__(
        self,
        owner: "RaceWindow",
        keeper: Keeper,
        tell: Callable[[News], object],
        percent: Callable[[], int | None] = battery_percent,
    ) -> None:
        """Hold by `keeper`, read by `percent`, say by `tell`."""
        super().__init__(owner)
        self._owner = owner
        self.awake = Awake(keeper)
        self._wanted = wants_awake(preferences_path())
        self._tell = tell
        self._percent = percent
        self._said: set[str] = set()
        self._running = False
        self._background = Background(self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.read_battery)
        owner.drawn.connect(self._drawn)
        application = QApplication.instance()
        assert application is not None, "a window needs its application"
        application.aboutToQuit.connect(self.close)

    def read_battery(self) -> None:
        """Read the battery soon, in a thread: some systems answer by a program of their own."""
        self._background.ask(self._percent, self._take, self._unknown, kind="battery")

    def set_wanted(self, wanted: bool) -> None:
        """Hold the machine awake in races from now on, or let it sleep."""
        self._wanted = wanted
        self.awake.keep(self._running and wanted)

    def close(self) -> None:
        """Let the machine sleep again."""
        self._timer.stop()
        self.awake.keep(False)

    def _drawn(self, snapshot: Snapshot) -> None:
        running = snapshot.running and snapshot.analysis.state.zero is not None
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
        stage = self._owner.desk.stage
        if percent is None or percent >= LOW or not isinstance(stage, LiveStage):
            return
        if stage.session.id not in self._said:
            self._said.add(stage.session.id)
            self._tell(News(tr("BATTERY"), battery_words(percent)))
