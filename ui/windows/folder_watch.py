"""How are the results of a meet taken as they are written? A watched folder and its strip.

The folder is looked at twice a second, in a thread; one look at a time.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from app.language import tr
from app.usecases.last_setup import today_of
from app.usecases.reviewing import Review, Source
from app.usecases.watched_folder import Arrived, Look, Rule, WatchedFolder, rules_of
from ui.keys import mark_side_window
from ui.viewstate.watching import WatchView, watch_view
from ui.widgets.watch_strip import WatchStrip
from ui.windows.background import Background
from ui.windows.importing import import_of

if TYPE_CHECKING:
    from app.domain.course import Distance
    from ui.windows.race_window import RaceWindow

BETWEEN_LOOKS_MS = 500


class FolderControl(QObject):
    """Watches one folder until it is told to stop, or the window closes."""

    def __init__(self, owner: "RaceWindow") -> None:
        """Watch nothing yet."""
        super().__init__(owner)
        self._owner = owner
        self._background = Background(self)
        self._watched: WatchedFolder | None = None
        self._asked = False
        self._rules: dict[tuple[str, Distance], Rule] = {}
        self._in = 0
        self._waiting: dict[Path, str] = {}
        self._trouble = ""
        self._strip: WatchStrip | None = None
        self._dialog: QFileDialog | None = None
        self.timer = QTimer(self)
        self.timer.setInterval(BETWEEN_LOOKS_MS)
        self.timer.timeout.connect(self.look)
        import_of(owner).confirmed.connect(self._learn)
        owner.drawn.connect(self._follow)

    @property
    def folder(self) -> Path | None:
        """The folder under watch."""
        return self._watched.folder if self._watched else None

    @property
    def view(self) -> WatchView | None:
        """What the strip says, None where nothing is watched."""
        if self._watched is None:
            return None
        return watch_view(self._watched.folder, self._in, self._waiting, self._trouble)

    def toggle(self) -> None:
        """Ask for a folder, or stop watching the one that is watched."""
        if self._watched is None:
            self.ask_for_folder()
        else:
            self.stop()

    def ask_for_folder(self) -> None:
        """Ask which folder is to be watched; the race goes on meanwhile."""
        if self._dialog is not None:
            self._dialog.deleteLater()
        dialog = self._dialog = QFileDialog(self._parent(), tr("Watch a folder for new LIF files"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
        dialog.fileSelected.connect(lambda name: self.watch(Path(name)))
        dialog.setModal(False)
        mark_side_window(dialog)
        dialog.show()

    def _parent(self) -> QWidget:
        window = import_of(self._owner).window
        return window if window.isVisible() else self._owner.window

    def watch(self, folder: Path) -> None:
        """Watch `folder` from now on; what lies there already is not new."""
        self._watched = WatchedFolder(folder, self._owner.extras.library)
        self._in, self._waiting, self._trouble = 0, {}, ""
        self._show()
        self.look()
        self.timer.start()

    def stop(self) -> None:
        """Watch nothing any more."""
        self.timer.stop()
        self._watched = None
        self._show()

    def look(self) -> None:
        """Look at the folder in the thread, unless it is being looked at."""
        watched, now = self._watched, self._owner.clock.now()
        if watched is None or self._asked:
            return
        self._asked = True
        rules, today = dict(self._rules), today_of(self._owner.clock)

        def done(found: Look) -> None:
            self._asked = False
            if watched is self._watched:
                self._take_in(found)

        def fail(words: str) -> None:
            done(Look((), words))

        self._background.ask(lambda: watched.look(now, rules, today), done, fail)

    def _take_in(self, found: Look) -> None:
        before = self.view
        self._trouble = found.trouble
        for each in found.arrived:
            self._arrive(each)
        if self.view != before:
            self._show()

    def _arrive(self, file: Arrived) -> None:
        if file.why:
            self._waiting[file.path] = file.why
            return
        self._in += len(file.stored)
        self._waiting.pop(file.path, None)

    def look_at_waiting(self) -> None:
        """Show the files that wait, to be confirmed or put right."""
        today = today_of(self._owner.clock)
        files = tuple(Source(each.name, each, today=today) for each in self._waiting)
        if files:
            import_of(self._owner).show(files)

    def _learn(self, seen: object) -> None:
        """What was confirmed of an event holds for its next races; its files wait no more."""
        if not isinstance(seen, Review):
            return
        stored = [each for each in seen.stored if each.proposal is not None]
        self._rules.update(rules_of(each.proposal for each in stored if each.proposal))
        done = {seen.readings[each.reading].source.path for each in stored}
        taken = [each for each in self._waiting if each in done]
        for each in taken:
            del self._waiting[each]
        if self._watched is not None and taken:
            self._in += len([s for s in stored if seen.readings[s.reading].source.path in taken])
            self._show()

    def _show(self) -> None:
        view = self.view
        if view is not None and self._strip is None:
            strip = self._strip = WatchStrip(self._owner.window)
            strip.look_wanted.connect(self.look_at_waiting)
            strip.stop_wanted.connect(self.stop)
        if self._strip is not None:
            if view is not None:
                self._strip.set_theme(self._owner.window.theme)
                self._strip.render_view(view)
            self._owner.window.show_strip(self._strip, shown=view is not None)
        self._owner.loop.wake()

    def _follow(self, _: object) -> None:
        strip, theme = self._strip, self._owner.window.theme
        if strip is not None and strip.theme is not theme:
            strip.set_theme(theme)


def watch_of(owner: "RaceWindow") -> FolderControl:
    """Return the watch of a window, made when it is first asked for."""
    found = owner.findChild(FolderControl)
    return FolderControl(owner) if found is None else found
