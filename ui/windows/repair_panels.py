"""Where does the panel of what was pressed stand, and what do its presses ask for?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.events import Record
from ui.repairs.pressed import PressPrompt
from ui.stages.replaying import ReplayStage
from ui.widgets.pressed_panel import PressedPanel

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow


def toggle(owner: "RaceWindow") -> None:
    """Open the panel, or close it."""
    found = owner.findChild(PressedHost) or PressedHost(owner)
    found.toggle()


class PressedHost(QObject):
    """Owns the panel and its prompt; the panel lies on the window while it is open."""

    def __init__(self, owner: "RaceWindow") -> None:
        """Belong to `owner`."""
        super().__init__(owner)
        self._owner = owner
        self.panel = PressedPanel(owner.window)
        self.panel.hide()
        self.prompt = PressPrompt(owner.desk, self._records, owner.edit_split, self._close)
        self.panel.chosen.connect(self._choose)
        self.panel.retimed.connect(owner.with_now(self.prompt.retime))
        owner.drawn.connect(self._draw)

    def toggle(self) -> None:
        """Open the panel, or close it."""
        if self._owner.desk.beside is self.prompt:
            self._close()
        else:
            self.prompt.choose(None)
            self._owner.desk.beside = self.prompt
            self._owner.window.show_panel(self.panel)
            self._owner.loop.wake()

    def _records(self) -> Sequence[Record]:
        stage = self._owner.desk.stage
        if isinstance(stage, ReplayStage):
            return stage.replay.records
        return self._owner.desk.live().session.engine.records

    def _choose(self, seq: int) -> None:
        self.prompt.choose(seq)
        self._owner.loop.wake()

    def _close(self) -> None:
        self._owner.desk.beside = None
        self._owner.window.show_panel(None)
        self.panel.hide()
        self._owner.loop.wake()

    def _draw(self) -> None:
        """Draw the panel; where another has taken its place it is closed."""
        desk = self._owner.desk
        if desk.beside is not self.prompt:
            return
        if self.panel.isHidden():
            desk.beside = None
            return
        if self.panel.theme is not self._owner.window.theme:
            self.panel.set_theme(self._owner.window.theme)
        self.panel.render_view(self.prompt.panel(self._owner.clock.now()))
