"""Which race shall be on the window? A new one, a shipped replay, a file, or one timed before."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.language import figure, marked, tr
from app.storage.failures import LibraryError
from app.usecases.recorded_race import open_recording, shipped_races
from ui.own_keys import told
from ui.theme import NIGHT, THEMES, Theme, font

if TYPE_CHECKING:
    from app.storage.sessions import SessionSummary

_NEWEST = 15
_LONGEST = 58
_PHASES = {"armed": marked("not started"), "running": marked("not finished")}


@cache
def replay_titles() -> tuple[tuple[str, str], ...]:
    """Return the ids and titles of the shipped races; raise `FormatError`."""
    return tuple((each, open_recording(each).title) for each in shipped_races())


@cache
def example_titles() -> tuple[tuple[str, str], ...]:
    """Return the ids and titles of the training sessions that are shipped."""
    from app.engine.kinds import title_of
    from app.usecases.recorded_training import shipped_training, shipped_trainings

    return tuple((each, title_of(shipped_training(each).records)) for each in shipped_trainings())


def saved_words(summary: "SessionSummary") -> str:
    """Return a saved race in a row: who and what, the date, and behind a tab the result."""
    from app.formats.sheets.sheet_words import written_time

    who = ", ".join(summary.athletes[:2]) + (" \u2026" if len(summary.athletes) > 2 else "")
    what = summary.title if who in summary.title else f"{who} \u00b7 {summary.title}"
    if len(what) > _LONGEST:
        what = f"{what[: _LONGEST - 1]}\u2026"
    result = summary.result
    ending = tr(_PHASES[summary.phase]) if summary.phase in _PHASES else ""
    if result is not None:
        ending = figure(written_time(result, by_hand=summary.by_hand))
    date = f" \u00b7 {summary.date}" if summary.date else ""
    return f"{what}{date}\t{ending}".replace("&", "&&")


class RaceMenu(QMenu):
    """The menu of races. What is saved is read when the menu opens, not before."""

    new_race = Signal()
    replay = Signal(str)
    open_file = Signal()
    saved = Signal(str)
    all_races = Signal()
    what_if = Signal()
    training = Signal()
    export = Signal()
    compare = Signal()
    import_wanted = Signal()
    watch_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, find_library: Callable[[], Path], parent: QWidget | None = None) -> None:
        """Make the menu; `find_library` says where the saved races lie."""
        super().__init__(tr("Race"), parent)
        self._find_library = find_library
        self.setAccessibleName("races")
        self.setFont(font(15))
        self.setToolTipsVisible(True)
        self.set_theme(THEMES[NIGHT])
        self.aboutToShow.connect(self.refresh)

    def refresh(self) -> None:
        """Fill the menu anew."""
        self.clear()
        self._row(tr("&New race\u2026"), self.new_race.emit)
        self._row(tr("&Plan a training session\u2026\tCtrl+T"), self.training.emit)
        self._row(tr("&Open a file\u2026"), self.open_file.emit)
        self._row(tr("&Export or print\u2026\tCtrl+S"), self.export.emit)
        self._row(tr("&Compare with\u2026"), self.compare.emit)
        self._row(tr("&Import results\u2026\tCtrl+I"), self.import_wanted.emit)
        self._row(tr("Wa&tch a folder for results\u2026"), self.watch_wanted.emit)
        self._row(tr("&What if\u2026\tI"), self.what_if.emit)
        self._row(tr("&Settings\u2026") + "\tCtrl+Comma", self.settings_wanted.emit)
        self.addSeparator()
        self._heading(tr("Replays"))
        for id, title in replay_titles():
            self._row(title.replace("&", "&&"), self._sender(self.replay.emit, id))
        for id, title in example_titles():
            self._row(title.replace("&", "&&"), self._sender(self.replay.emit, id))
        self.addSeparator()
        self._heading(tr("Saved races, the newest first"))
        self._add_saved()
        self.addSeparator()
        self._row(tr("&All races\u2026\tCtrl+L"), self.all_races.emit)

    def _add_saved(self) -> None:
        from app.storage.library import Library
        from app.storage.listing import Query

        try:
            summaries = Library(self._find_library()).find(Query(), limit=_NEWEST)
        except LibraryError as error:
            self._heading(str(error))
            return
        for summary in summaries:
            action = self._row(saved_words(summary), self._sender(self.saved.emit, summary.id))
            action.setToolTip(summary.id)
        if not summaries:
            self._heading(tr("None yet: every race that is timed is kept here."))

    def _row(self, words: str, chosen: Callable[[], None]) -> QAction:
        said, mark, keys = words.rpartition("\t")
        action = self.addAction(f"{said}\t{told(keys)}" if mark else words)
        action.triggered.connect(lambda _checked: chosen())
        return action

    def _heading(self, words: str) -> None:
        self.addAction(words.replace("&", "&&")).setEnabled(False)

    def _sender(self, send: Callable[[str], None], id: str) -> Callable[[], None]:
        return lambda: send(id)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`; Fusion's own frame is hardly seen on a dark ground."""
        self.setStyleSheet(f"""
            QMenu {{
                background: {theme.panel}; color: {theme.ink};
                border: 1px solid {theme.muted}; padding: 6px 0;
            }}
            QMenu::item {{ padding: 5px 26px; }}
            QMenu::item:selected {{ background: {theme.selected}; color: {theme.selected_ink}; }}
            QMenu::item:disabled {{ background: {theme.panel}; color: {theme.muted}; }}
            QMenu::separator {{ height: 1px; background: {theme.muted}; margin: 6px 14px; }}
        """)
