"""How does the panel of the what-if come onto the window, and from what does it start?"""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from app.domain.state import FINISHED
from ui.keys import mark_number_field
from ui.viewstate.snapshot import LIVE, Snapshot
from ui.viewstate.what_if import base_of, what_if_panel
from ui.widgets.what_if_panel import WhatIfPanelWidget

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow


def toggle(owner: "RaceWindow") -> None:
    """Open the panel on the window of `owner`, or close it."""
    found = owner.findChild(WhatIfControl)
    control = WhatIfControl(owner) if found is None else found
    control.toggle()


class WhatIfControl(QObject):
    """Keeps the panel at what is typed and at the race on the desk; the race learns nothing of it."""

    def __init__(self, owner: "RaceWindow") -> None:
        """Make the panel, hidden."""
        super().__init__(owner)
        self._owner = owner
        self._stage = owner.desk.stage
        self.panel = WhatIfPanelWidget()
        self.panel.setParent(owner.window)
        self.panel.hide()
        self._shown: tuple[object, ...] = ()
        for field in self.panel.grid.fields.values():
            mark_number_field(field)
        self.panel.left.connect(self.toggle)
        self.panel.grid.changed.connect(owner.loop.wake)
        owner.drawn.connect(self.render)

    def toggle(self) -> None:
        """Open the panel, or close it and give the keys back."""
        if self.panel.isHidden():
            self._shown = ()
            self.render(self._owner.desk.frame(self._owner.clock.now()), opening=True)
            self._owner.window.show_panel(self.panel)
            if not self._timing:
                field = self.panel.grid.fields["drafting"]
                field.setFocus()
                field.selectAll()
        else:
            self.panel.grid.leave()
            self._owner.window.show_panel(None)
            self.panel.hide()
        self._owner.loop.wake()

    @property
    def _timing(self) -> bool:
        """Whether the keys are needed: for a live race from its first moment, or a replay that plays."""
        stage = self._owner.desk.stage
        return stage.state.phase != FINISHED if stage.mode == LIVE else stage.moving

    def render(self, snapshot: object, *, opening: bool = False) -> None:
        """Show what is typed for the race as it stands; where nothing changed it costs nothing."""
        if self.panel.isHidden() and not opening:
            return
        theme, stage = self._owner.window.theme, self._owner.desk.stage
        if self.panel.theme is not theme:
            self.panel.set_theme(theme)
        if stage is not self._stage:
            self._stage = stage
            self.panel.grid.forget_time()
        base, typed = base_of(cast("Snapshot", snapshot)), self.panel.grid.typed
        if (base, typed) == self._shown:
            return
        self._shown = (base, typed)
        self.panel.grid.offer_time(base.written)
        self.panel.render_view(what_if_panel(typed, base))
