"""How does the race on the window become a file? It is laid out and written in a thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.domain.refusals import Refusal
from app.engine.clocks import take_anchor
from app.formats.file_text import FormatError
from app.formats.session_json import SessionDocument
from app.formats.sheets.drawing import Drawing
from app.formats.sheets.posted_text import posted_text
from app.language import tr
from app.storage.failures import LibraryError
from app.storage.sessions import utc_text, wall_ns
from app.usecases.export_choice import ExportChoice, file_of, wish_of
from app.usecases.exporting import content_of, write_files
from app.usecases.many_sheets import file_name
from app.usecases.page_export import PageWish, drawings_of, page_renderers
from app.usecases.race_out import RaceOut, exported_of, played
from app.usecases.recorded_race import NoSuchRace
from ui.keys import mark_side_window
from ui.sheets.files import pdf_file, png_file
from ui.stages.replaying import ReplayStage
from ui.stages.timing import LiveStage
from ui.theme import THEMES
from ui.viewstate.export import ExportForm, again, trouble_words, written_text
from ui.widgets.sheet_button import SheetButton
from ui.windows.background import Background
from ui.windows.choices import choices_of
from ui.windows.export_window import ExportWindow
from ui.windows.in_sight import keep_in_sight
from ui.windows.places import documents

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.windows.race_window import RaceWindow

_LEAST_HEIGHT = 400
_SENTENCES = (FormatError, LibraryError, NoSuchRace, Refusal, OSError)
_TEXTS = (".csv", ".json", ".lif", ".txt")


class Look(NamedTuple):
    """How an export will look: pages, or text; what the race is called as a file."""

    race: str
    pages: tuple[Drawing, ...] = ()
    text: str = ""
    trouble: str = ""


class Done(NamedTuple):
    """How an export went: the file, or the sentence why there is none."""

    file: Path
    trouble: str = ""


def race_on(desk: "Desk") -> RaceOut:
    """Return the race of a desk on its way out: a replay whole, unless its ending is hidden."""
    stage = desk.stage
    if isinstance(stage, LiveStage):
        session, state = stage.session, stage.state
        started = utc_text(wall_ns(session.anchor, state.zero.at)) if state.zero else ""
        records = session.engine.records
        return RaceOut(SessionDocument(session.id, records, session.anchor, started), state)
    replay = cast("ReplayStage", stage)
    until = None if desk.show_ending else replay.replay.instant
    return played(replay.recording, replay.replay.run, replay.state, until)


class Exports(QObject):
    """Owns the window of the export and the thread that lays out and writes.

    One for a race window; it knows what was exported last and shows it in the bar.
    """

    def __init__(self, owner: "RaceWindow") -> None:
        """Belong to `owner`, and look at every frame of it."""
        super().__init__(owner)
        self._owner = owner
        self._choices = choices_of(owner)
        self._background = Background(self)
        self._window: ExportWindow | None = None
        self._shown: tuple[object, ...] = ()
        for made in (owner.window.live_bar_made, owner.window.replay_bar_made):
            made.connect(self._take_bars)
        self._buttons: list[SheetButton] = []
        self._take_bars()
        owner.drawn.connect(self._follow)

    def _take_bars(self) -> None:
        """A bar is made when its kind of race comes onto the window."""
        for button in self._owner.window.findChildren(SheetButton):
            if button not in self._buttons:
                self._buttons.append(button)
                button.again.connect(self.again)
        self.show_again()

    @property
    def window(self) -> ExportWindow | None:
        """The window of the export, where it has been opened."""
        return self._window

    def open_window(self, *, printing: bool = False) -> None:
        """Show the window, or bring it to the front; with `printing` its button has the focus."""
        owner, last = self._owner, self._choices.export
        choice = last._replace(folder=last.folder or documents())
        form = ExportForm(choice, race_on(owner.desk).document.id)
        if self._window is None:
            self._window = self._made(form)
        window = self._window
        if not window.isVisible():
            keep_in_sight(owner, window, _LEAST_HEIGHT)
            window.say("")
            window.show_form(form._replace(choice=choice._replace(form=choice.kind.name)))
        window.set_theme(THEMES[owner.theme])
        window.show()
        window.raise_()
        window.activateWindow()
        if printing:
            window.print_button.setFocus()
        self._shown = ()
        self._look(window.form)

    def _made(self, form: ExportForm) -> ExportWindow:
        window = ExportWindow(self._owner.window, form)
        mark_side_window(window)
        window.changed.connect(self._look)
        window.wanted.connect(self._export)
        window.copy_wanted.connect(self.copy_text)
        window.print_wanted.connect(self._print)
        return window

    def _follow(self, snapshot: object) -> None:
        """Lay the page out anew when the race is another; use the theme that is on."""
        del snapshot
        window = self._window
        if window is None or not window.isVisible():
            return
        if window.theme is not THEMES[self._owner.theme]:
            window.set_theme(THEMES[self._owner.theme])
        self._look(window.form)

    def _look(self, form: ExportForm) -> None:
        """Ask for the preview unless it is the one that is shown, and whether the file is there."""
        desk = self._owner.desk
        stage, choice = desk.stage, form.choice
        run = stage.replay.run if isinstance(stage, ReplayStage) else None
        shown = (stage, run, stage.state.version, desk.show_ending, choice, form.name)
        if shown == self._shown:
            return
        self._shown = shown
        work = partial(_look, race_on(desk), choice, self._wish(choice), self._library)
        self._background.ask(work, self._show_look, self._complain, kind="look")

    def _show_look(self, look: Look) -> None:
        window = self._window
        if window is None:
            return
        if look.trouble:
            window.complain(look.trouble)
            return
        form = window.form._replace(race=look.race)
        if look.pages:
            window.show_pages(look.pages)
        else:
            window.show_text(look.text)
        window.show_form(form)
        self._background.ask(
            partial(_is_there, form.file),
            lambda there: window.show_form(window.form, there=there),
            self._complain,
            kind="there",
        )

    def _complain(self, words: str) -> None:
        if self._window is not None:
            self._window.complain(words)

    @property
    def _library(self) -> Path:
        return self._owner.extras.library

    def _wish(self, choice: ExportChoice) -> PageWish:
        return wish_of(choice, utc_text(take_anchor(self._owner.clock).wall_utc_ns))

    def _export(self, form: ExportForm) -> None:
        """Write the file; the window closes when it is there."""
        window = self._window
        assert window is not None, "a form is in its window"
        window.say(tr("Writing\u2026"), busy=True)

        def done(done: Done) -> None:
            window.say("")
            if done.trouble:
                window.complain(done.trouble)
                return
            self._remember(form.choice)
            self._saved(done.file)
            window.accept()

        self._write(form, done)

    def _write(self, form: ExportForm, then: Callable[[Done], object]) -> None:
        desk = self._owner.desk
        work = partial(_write, race_on(desk), form, self._wish(form.choice), self._library)
        self._background.ask(work, then, self._refuse)

    def again(self) -> None:
        """Export as the last time, under the name of the race that is on; ask where there is none."""
        choice = self._choices.export
        if not choice.form:
            self.open_window()
            return

        def done(done: Done) -> None:
            if done.trouble:
                self._refuse(done.trouble)
            else:
                self._saved(done.file)

        self._write(ExportForm(choice, ""), done)

    def _remember(self, choice: ExportChoice) -> None:
        self._choices.export = choice
        self.show_again()
        self._owner.loop.wake()

    def _saved(self, file: Path) -> None:
        self._owner.desk.say(tr("Saved: {file}", file=file), self._owner.clock.now())
        self._owner.loop.wake()

    def _refuse(self, words: str) -> None:
        self._owner.desk.refuse(words, self._owner.clock.now())
        self._owner.loop.wake()

    def copy_text(self) -> None:
        """Put the times into the clipboard, as coaches post them."""

        def show(words: str) -> None:
            QApplication.clipboard().setText(words)
            if self._window is not None:
                self._window.say(
                    tr(
                        "Copied: {line}",
                        line=words.splitlines()[0] if words else tr("no time"),
                    )
                )

        work = partial(_posted, race_on(self._owner.desk), self._library)
        self._background.ask(work, show, self._complain)

    def _print(self) -> None:
        from ui.windows.print_dialog import ask_for_printer

        window = self._window
        assert window is not None, "printing begins in the window"
        form, desk = window.form, self._owner.desk
        pages = _paged(form.choice)
        work = partial(_look, race_on(desk), pages, self._wish(pages), self._library)
        self._background.ask(
            work,
            lambda look: ask_for_printer(
                window, look.pages, file_of(pages, look.race), pages.paper
            ),
            self._complain,
        )

    def show_again(self) -> None:
        """Show in the bar what is exported again by one key."""
        view = again(self._choices.export)
        for button in self._buttons:
            button.render_view(view)


def _paged(choice: ExportChoice) -> ExportChoice:
    """What is printed is a page, whatever form is chosen; the chart alone is none."""
    return choice._replace(form="pdf", blank=choice.as_blank)


def _look(race: RaceOut, choice: ExportChoice, wish: PageWish, library: Path) -> Look:
    try:
        exported = exported_of(race, library)
        name, kind = file_name(exported), choice.kind
        if kind.ending in _TEXTS:
            content = content_of(exported, kind.ending, {}, kind.dialect)
            return Look(name, text=written_text(content))
        return Look(name, pages=drawings_of(exported.sheet, wish))
    except _SENTENCES as error:
        return Look(race.document.id, trouble=trouble_words(str(error)))


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def _write(race: RaceOut, form: ExportForm, wish: PageWish, library: Path) -> Done:
    """Write one file, whole or not at all."""
    file = form.file
    try:
        exported = exported_of(race, library)
        file = form._replace(race=file_name(exported)).file
        renderers = page_renderers({".pdf": pdf_file, ".png": png_file}, wish)
        write_files(exported, [file], renderers, form.choice.kind.dialect)
    except _SENTENCES as error:
        return Done(file, trouble_words(str(error), there=_is_there(file)))
    return Done(file)


def _posted(race: RaceOut, library: Path) -> str:
    return posted_text(exported_of(race, library).sheet)


def exports_of(owner: "RaceWindow") -> Exports:
    """Return the exports of a window, made when they are first asked for."""
    found = owner.findChild(Exports)
    return found if found is not None else Exports(owner)
