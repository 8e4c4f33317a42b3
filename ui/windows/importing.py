"""How do races come in from the window, and how is that taken back? Beside whatever race is on."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.domain.refusals import Refusal
from app.domain.state import RUNNING
from app.engine.clocks import take_anchor
from app.language import marked, tr, tr_count
from app.usecases.accepting import setup_of
from app.usecases.importing import Imported, undo_import
from app.usecases.reviewing import Review, Source
from ui.keys import mark_side_window
from ui.stages.replaying import ReplayStage
from ui.stages.timing import LiveStage
from ui.theme import THEMES
from ui.viewstate.importing import imported_words
from ui.viewstate.tones import ALERT
from ui.viewstate.wording import sentence
from ui.widgets.strip import Strip
from ui.windows.background import Background
from ui.windows.import_reader import sources_of
from ui.windows.import_window import ImportWindow
from ui.windows.in_sight import keep_in_sight

if TYPE_CHECKING:
    from app.domain.plan import Setup
    from app.usecases.proposing import Proposal
    from ui.stages.stage import Stage
    from ui.windows.race_window import RaceWindow

FILTER = marked(
    "Results and races (*.lif *.evt *.ppl *.sch *.csv *.tsv *.tab *.txt *.text *.fit *.tcx *.gpx"
    " *.json *.toml *.LIF *.EVT *.PPL *.SCH *.CSV *.TXT *.FIT *.TCX *.GPX);;All files (*)"
)


class ImportControl(QObject):
    """Opens the window of imports, stores what it is told to, and keeps what Undo takes back.

    `confirmed` carries the review that was stored, for the rules of a watched folder.
    """

    confirmed = Signal(object)

    def __init__(self, owner: "RaceWindow") -> None:
        """Belong to `owner`; nothing is opened yet."""
        super().__init__(owner)
        self._owner = owner
        self._background = Background(self)
        self._window: ImportWindow | None = None
        self._files: QFileDialog | None = None
        self._strip: Strip | None = None
        self._imported: tuple[Imported, ...] = ()
        self._before: ReplayStage | None = None
        self._opened: Stage | None = None
        owner.drawn.connect(self._follow)

    @property
    def window(self) -> ImportWindow:
        """The window, made when it is first needed."""
        if self._window is None:
            window = self._window = ImportWindow(self._owner.window)
            window.set_theme(THEMES[self._owner.theme])
            mark_side_window(window)
            window.accepted_review.connect(self._store)
            window.set_up.connect(self._set_up)
            window.file_wanted.connect(self.ask_for_files)
            window.watch_wanted.connect(self._watch)
            self._owner.drawn.connect(window.follow)
        return self._window

    def show(self, sources: tuple[Source, ...] = ()) -> ImportWindow:
        """Show the window, on `sources` where there are some."""
        window = self.window
        window.reader.library = self._owner.extras.library
        if not window.isVisible():
            keep_in_sight(self._owner, window)
        window.show()
        window.raise_()
        window.activateWindow()
        if sources:
            window.read(sources)
        return window

    def drop(self, mime: QMimeData) -> None:
        """Look at what was dropped."""
        sources = sources_of(mime)
        if sources:
            self.show(sources)

    def paste(self) -> None:
        """Look at what was copied; say so where that is nothing."""
        sources = sources_of(QGuiApplication.clipboard().mimeData())
        if sources:
            self.show(sources)
            return
        words = tr("Nothing that can be read has been copied: results as text, or files.")
        self._owner.desk.say(words, self._owner.clock.now(), ALERT)
        self._owner.loop.wake()

    def ask_for_files(self) -> None:
        """Ask which files are to be read; the race goes on meanwhile."""
        if self._files is not None:
            self._files.deleteLater()
        self._files = QFileDialog(self.window, tr("Import files"), "", tr(FILTER))
        self._files.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._files.filesSelected.connect(self.open_files)
        self._files.setModal(False)
        mark_side_window(self._files)
        self._files.show()

    def open_files(self, names: list[str]) -> None:
        """Look at the files that were chosen."""
        self.show(tuple(Source(Path(each).name, Path(each)) for each in names))

    def _watch(self) -> None:
        from ui.windows.folder_watch import watch_of

        watch_of(self._owner).ask_for_folder()

    def _store(self) -> None:
        self.window.reader.store(self._owner.extras.library, self._stored)

    def _stored(self, seen: Review, imported: tuple[Imported, ...]) -> None:
        """Close the window, open the race that was looked at, and offer to take all of it back."""
        self.confirmed.emit(seen)
        self.window.hide()
        shown = min(_place_stored(seen), len(imported) - 1)
        stage = self._owner.desk.stage
        timing = isinstance(stage, LiveStage) and stage.state.phase == RUNNING
        self._before = stage if isinstance(stage, ReplayStage) else None
        if not timing and imported:
            self._owner.extras.open_race(imported[shown].id)
            self._owner.desk.seek(1.0, self._owner.clock.now())
        self._opened = self._owner.desk.stage
        new = sum(each.new for each in imported)
        back = sum(each.back for each in imported)
        words = imported_words(new, len(imported) - new - back, back)
        if timing:
            words += tr(" All races (Ctrl+L) has it.")
        self._imported = imported if new + back else ()
        self._offer(words)

    def _offer(self, words: str) -> None:
        self._take_strip_away()
        if not self._imported:
            self._owner.desk.say(words, self._owner.clock.now())
            self._owner.loop.wake()
            return
        self._strip = Strip(self._owner.window, words, tr("Undo"), "undo-2")
        self._strip.accepted.connect(self.undo)
        self._strip.dismissed.connect(self._take_strip_away)
        self._strip.set_theme(THEMES[self._owner.theme])
        self._owner.window.show_strip(self._strip)
        self._owner.loop.wake()

    def _take_strip_away(self) -> None:
        if self._strip is not None:
            self._owner.window.show_strip(self._strip, shown=False)
            self._strip.deleteLater()
            self._strip = None

    def _follow(self, _: object) -> None:
        """Follow the theme; the offer goes with the race that it came with."""
        strip = self._strip
        if strip is None:
            return
        if self._owner.desk.stage is not self._opened:
            self._take_strip_away()
        elif strip.theme is not self._owner.window.theme:
            strip.set_theme(self._owner.window.theme)

    def undo(self) -> None:
        """Take all of the last import back, in one step."""
        imported, library = self._imported, self._owner.extras.library
        if not imported:
            return
        self._imported = ()
        wall = take_anchor(self._owner.clock).wall_utc_ns

        def fail(words: str) -> None:
            self._imported = imported
            self._say(tr("Not taken back: {words}", words=words), ALERT)

        self._background.ask(lambda: undo_import(imported, library, wall), self._taken_back, fail)

    def _taken_back(self, count: int) -> None:
        """Say so; the replay that stood on the window before stands there again."""
        desk = self._owner.desk
        if self._before is not None and desk.stage is self._opened:
            desk.put(self._before)
        self._take_strip_away()
        self._say(
            tr_count(
                "Taken back. The race is in the bin.",
                "Taken back. All {count} races are in the bin.",
                count,
            )
        )

    def _say(self, words: str, tone: str = "muted") -> None:
        self._owner.desk.say(sentence(words), self._owner.clock.now(), tone)
        self._owner.loop.wake()

    def _set_up(self, seen: Review) -> None:
        """Fill in the form of a new race with a start list."""
        from ui.viewstate.last_form import form_of

        assert seen.shown is not None, "a start list is looked at"
        try:
            setup: Setup = setup_of(cast("Proposal", seen.shown.proposal))
        except Refusal as refusal:
            self.window.refuse(str(refusal))
            return
        self.window.hide()
        self._owner.extras.new_race(form_of(setup))


def _place_stored(seen: Review) -> int:
    """Return which of the stored races is the one that was looked at, the first if none is."""
    before = [each for each in seen.items[: seen.at] if each.kept and not each.is_start_list]
    shown = seen.shown
    return len(before) if shown is not None and shown.kept and not shown.is_start_list else 0


def import_of(owner: "RaceWindow") -> ImportControl:
    """Return the imports of a window, made when they are first asked for."""
    found = owner.findChild(ImportControl)
    return ImportControl(owner) if found is None else found
