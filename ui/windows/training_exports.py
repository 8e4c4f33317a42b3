"""How does a training session become a file or paper? In the window of exports, written in a thread.

It serves the review of a stored session and the window of one that is being run: whoever opens it
says how the session stands.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.refusals import Refusal
from app.engine.clocks import Clock, take_anchor
from app.formats.file_text import FormatError
from app.formats.session_json import SessionDocument
from app.language import tr
from app.storage.failures import LibraryError
from app.storage.sessions import utc_text
from app.usecases.export_choice import ExportChoice, file_of, wish_of
from app.usecases.exporting import content_of, write_files
from app.usecases.many_sheets import file_name
from app.usecases.page_export import PageWish, drawings_of, page_renderers
from app.usecases.training_out import exported_training, live_document
from ui.keys import mark_side_window
from ui.sheets.files import pdf_file, png_file
from ui.stages.training import LiveTrainingStage
from ui.theme import THEMES
from ui.viewstate.export import ExportForm, for_training, trouble_words, written_text
from ui.windows.background import Background
from ui.windows.choices import choices_of
from ui.windows.export_window import ExportWindow
from ui.windows.exports import Done, Look
from ui.windows.in_sight import keep_in_sight
from ui.windows.places import documents

if TYPE_CHECKING:
    from ui.stages.training_replaying import TrainingReplayStage
    from ui.windows.race_window import RaceWindow
    from ui.windows.training import TrainingControl

Document = Callable[[], SessionDocument]
"""How the session stands now; asked for with every look."""

_SENTENCES = (FormatError, LibraryError, Refusal, OSError)
_TEXTS = (".csv", ".json", ".txt")
_LEAST_HEIGHT = 400


class Behind(Protocol):
    """What stands behind the window of a session: choices, the clock and the library."""

    export: ExportChoice

    @property
    def theme(self) -> str:
        """Return the name of the theme."""
        ...

    @property
    def clock(self) -> Clock:
        """Return the running clock."""
        ...

    @property
    def library(self) -> Path:
        """Return where the sessions lie."""
        ...

    def keep_in_sight(self, window: QWidget) -> None:
        """Leave what must be seen uncovered."""
        ...

    def follow(self, slot: Callable[[], None]) -> None:
        """Call a slot with each frame: nothing says in a signal that the theme has changed."""
        ...


class BesideRace:
    """A race window stands behind."""

    def __init__(self, owner: "RaceWindow") -> None:
        """Stand before `owner`."""
        self._owner, self._choices = owner, choices_of(owner)

    @property
    def export(self) -> ExportChoice:
        """What was exported last; whatever is put here is stored."""
        return self._choices.export

    @export.setter
    def export(self, chosen: ExportChoice) -> None:
        self._choices.export = chosen

    @property
    def theme(self) -> str:
        """Return the theme of the race window."""
        return self._owner.theme

    @property
    def clock(self) -> Clock:
        """Return the clock of the race window."""
        return self._owner.clock

    @property
    def library(self) -> Path:
        """Return the library of the race window."""
        return self._owner.extras.library

    def keep_in_sight(self, window: QWidget) -> None:
        """Leave the clock of a running field uncovered."""
        keep_in_sight(self._owner, window, _LEAST_HEIGHT)

    def follow(self, slot: Callable[[], None]) -> None:
        """Call a slot with each frame of the race window."""
        self._owner.drawn.connect(slot)


class TrainingExports(QObject):
    """Owns the export window of a training session; `saved` has the file that was written."""

    saved = Signal(str)

    def __init__(self, behind: Behind, parent: QWidget) -> None:
        """Belong to `parent`, the window of the session; what was chosen is known to `behind`."""
        super().__init__(parent)
        self._behind, self._parent = behind, parent
        self._background = Background(self)
        self._document: Document | None = None
        self._shown: tuple[object, ...] = ()
        self.window: ExportWindow | None = None
        behind.follow(self._follow_theme)

    def _follow_theme(self) -> None:
        """Use the theme that is on."""
        theme = THEMES[self._behind.theme]
        if self.window is not None and self.window.theme is not theme:
            self.window.set_theme(theme)

    def open_window(self, document: Document, *, printing: bool = False) -> ExportWindow:
        """Show the window for a session; with `printing` its button for that has the focus."""
        self._document = document
        last = for_training(self._behind.export)
        choice = last._replace(folder=last.folder or documents(), form=last.kind.name)
        form = ExportForm(choice, document().id, training=True)
        if self.window is None:
            self.window = self._made(form)
        window = self.window
        if not window.isVisible():
            self._behind.keep_in_sight(window)
            window.say("")
            window.show_form(form)
        window.set_theme(THEMES[self._behind.theme])
        window.show()
        window.raise_()
        window.activateWindow()
        if printing:
            window.print_button.setFocus()
        self._shown = ()
        self.look_again()
        return window

    def _made(self, form: ExportForm) -> ExportWindow:
        window = ExportWindow(self._parent, form)
        mark_side_window(window)
        window.changed.connect(lambda _: self.look_again())
        window.wanted.connect(self._export)
        window.copy_wanted.connect(self.copy_text)
        window.print_wanted.connect(self._print)
        return window

    def look_again(self, snapshot: object = None) -> None:
        """Lay the preview out anew where the session or what is wished is another."""
        del snapshot
        window, document = self.window, self._now()
        if window is None or document is None or not window.isVisible():
            return
        form = window.form
        shown = (document.id, len(document.records), form.choice, form.name)
        if shown == self._shown:
            return
        self._shown = shown
        work = partial(_look, document, form.choice, self._wish(form.choice), self._library)
        self._background.ask(work, self._show_look, self._complain, kind="look")

    def _now(self) -> SessionDocument | None:
        return self._document() if self._document is not None else None

    def _show_look(self, look: Look) -> None:
        window = self.window
        if window is None:
            return
        if look.trouble:
            window.complain(look.trouble)
            return
        if look.pages:
            window.show_pages(look.pages)
        else:
            window.show_text(look.text)
        form = window.form._replace(race=look.race)
        window.show_form(form, there=_is_there(form.file))

    def _complain(self, words: str) -> None:
        if self.window is not None:
            self.window.complain(trouble_words(words))

    @property
    def _library(self) -> Path:
        return self._behind.library

    def _wish(self, choice: ExportChoice) -> PageWish:
        return wish_of(choice, utc_text(take_anchor(self._behind.clock).wall_utc_ns))

    def _export(self, form: ExportForm) -> None:
        """Write the file; the window closes when it is there."""
        window, document = self.window, self._now()
        assert window is not None, "a form is in its window"
        assert document is not None, "the window was opened for a session"
        window.say(tr("Writing…"), busy=True)

        def done(done: Done) -> None:
            window.say("")
            if done.trouble:
                window.complain(done.trouble)
                return
            self._behind.export = form.choice
            self.saved.emit(str(done.file))
            window.accept()

        work = partial(_write, document, form, self._wish(form.choice), self._library)
        self._background.ask(work, done, self._complain)

    def copy_text(self) -> None:
        """Put the repetitions into the clipboard, as coaches post them."""
        document = self._now()
        if document is None:
            return

        def show(words: str) -> None:
            QApplication.clipboard().setText(words)
            if self.window is not None:
                first = words.splitlines()[0] if words else tr("no time")
                self.window.say(tr("Copied: {words}", words=first))

        self._background.ask(partial(_posted, document, self._library), show, self._complain)

    def _print(self) -> None:
        from ui.windows.print_dialog import ask_for_printer

        window, document = self.window, self._now()
        assert window is not None, "printing begins in the window"
        assert document is not None, "the window was opened for a session"
        choice = window.form.choice
        pages = choice._replace(form="pdf", blank=choice.as_blank)
        work = partial(_look, document, pages, self._wish(pages), self._library)

        def ask(look: Look) -> None:
            ask_for_printer(window, look.pages, file_of(pages, look.race), pages.paper)

        self._background.ask(work, ask, self._complain)


def training_exports_of(owner: "RaceWindow", parent: QWidget) -> TrainingExports:
    """Return the exports of a window of training, made when they are first asked for."""
    found = parent.findChild(TrainingExports)
    return found if found is not None else TrainingExports(BesideRace(owner), parent)


def serve(behind: Behind, control: "TrainingControl") -> None:
    """Let the window of a session ask for its sheet: as it stands, or of what is played, whole."""

    def now() -> SessionDocument:
        stage = control.desk.stage
        if isinstance(stage, LiveTrainingStage):
            return live_document(stage.session, behind.library)
        return cast("TrainingReplayStage", stage).recording.document

    def say(file: str) -> None:
        control.desk.say(tr("The sheet is in {file}.", file=file), control.clock.now())
        control.loop.wake()

    def export() -> None:
        exports = control.window.findChild(TrainingExports)
        if exports is None:
            exports = TrainingExports(behind, control.window)
            exports.saved.connect(say)
            control.drawn.connect(exports.look_again)
        exports.open_window(now)

    control.export_wanted.connect(export)


def _look(document: SessionDocument, choice: ExportChoice, wish: PageWish, library: Path) -> Look:
    try:
        exported = exported_training(document, library)
        name, kind = file_name(exported), choice.kind
        if kind.ending in _TEXTS:
            content = content_of(exported, kind.ending, {}, kind.dialect)
            return Look(name, text=written_text(content))
        return Look(name, pages=drawings_of(exported.sheet, wish))
    except _SENTENCES as error:
        return Look(document.id, trouble=trouble_words(str(error)))


def _write(document: SessionDocument, form: ExportForm, wish: PageWish, library: Path) -> Done:
    """Write one file, whole or not at all."""
    file = form.file
    try:
        exported = exported_training(document, library)
        file = form._replace(race=file_name(exported)).file
        renderers = page_renderers({".pdf": pdf_file, ".png": png_file}, wish)
        write_files(exported, [file], renderers, form.choice.kind.dialect)
    except _SENTENCES as error:
        return Done(file, trouble_words(str(error), there=_is_there(file)))
    return Done(file)


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def _posted(document: SessionDocument, library: Path) -> str:
    from app.formats.sheets.training_text import posted_session

    return posted_session(exported_training(document, library).sheet)
