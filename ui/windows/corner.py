"""How does the giant call come over the window, and how does it go? The race goes on behind it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from ui.viewstate.snapshot import LIVE, Snapshot

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow


def toggle_corner(owner: "RaceWindow") -> None:
    """Open the giant call on the window of `owner`, or close it."""
    found = owner.findChild(CornerControl)
    (CornerControl(owner) if found is None else found).toggle()


def corner_of(owner: "RaceWindow") -> "CornerControl | None":
    """Return the giant call that is on the window of `owner`, None where none is."""
    found = owner.findChild(CornerControl)
    return found if found is not None and not found.widget.isHidden() else None


class CornerControl(QObject):
    """Covers the window with the call of who passed last; every key means what it meant before."""

    def __init__(self, owner: "RaceWindow") -> None:
        """Make it, hidden."""
        super().__init__(owner)
        from app.analysis.crowd import Crowd
        from app.formats.pacing_file import shipped_pacing
        from app.formats.profile_file import shipped_profiles
        from ui.widgets.corner import CornerWidget

        self._owner = owner
        self._crowd: Crowd = Crowd(shipped_profiles())
        self._crowd.learn(shipped_pacing())
        self.widget: CornerWidget = CornerWidget(owner.window)
        self.widget.left.connect(self.toggle)
        owner.window.installEventFilter(self)
        owner.drawn.connect(self._drawn)

    def toggle(self) -> None:
        """Cover the window, or give it back."""
        widget = self.widget
        if widget.isHidden():
            self._owner.close_keys()
            widget.setGeometry(self._owner.window.rect())
            widget.show()
            widget.raise_()
        else:
            widget.hide()
        self._owner.loop.wake()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the whole window."""
        if event.type() == QEvent.Type.Resize:
            self.widget.setGeometry(self._owner.window.rect())
        return super().eventFilter(watched, event)

    def _drawn(self, seen: object) -> None:
        if isinstance(seen, Snapshot) and not self.widget.isHidden():
            self._show(seen)

    def _show(self, snapshot: Snapshot) -> None:
        from ui.viewstate.corner import corner

        theme = self._owner.window.theme
        if self.widget.theme is not theme:
            self.widget.set_theme(theme)
        confirmed = self._crowd.confirmed(
            snapshot.analysis,
            snapshot.at,
            self._owner.desk.rule,
            live=snapshot.mode == LIVE,
            settled=False,
        )
        self.widget.render_view(corner(snapshot, confirmed, _waiting(snapshot)))


def _waiting(snapshot: Snapshot) -> str:
    """What the operator is asked behind the call, in few words."""
    from ui.viewstate.asked import asked
    from ui.viewstate.queue import queue

    if snapshot.keeping is not None and snapshot.keeping.trouble:
        return snapshot.keeping.trouble
    view = snapshot.prompt or asked(snapshot) or queue(snapshot)
    return f"{view.badge}: {view.words}" if view is not None else ""
