"""Which race is put beside? A menu of the shipped races and the newest saved ones."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.language import tr
from ui.windows.race_menu import RaceMenu, replay_titles


class RacePicker(RaceMenu):
    """The races of the menu alone; `picked` has the id of one."""

    picked = Signal(str)

    def __init__(self, find_library: Callable[[], Path], parent: QWidget | None = None) -> None:
        """Make the menu; what is saved is read when it opens."""
        super().__init__(find_library, parent)
        self.setAccessibleName(tr("races to compare with"))
        self.saved.connect(self.picked)

    def refresh(self) -> None:
        """Fill the menu anew."""
        self.clear()
        self._heading(tr("Shipped races"))
        for id, title in replay_titles():
            self._row(title.replace("&", "&&"), self._sender(self.picked.emit, id))
        self.addSeparator()
        self._heading(tr("Saved races, the newest first"))
        self._add_saved()
