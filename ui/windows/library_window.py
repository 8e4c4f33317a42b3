"""Where are all the races that were timed? A window beside the race: search, look, put in order."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.training.session_setup import TrainingSetup
from app.engine.clocks import Clock
from app.language import tr
from app.storage.library import Library
from app.storage.sessions import SessionSummary
from ui.keys import mark_side_window
from ui.stages.timing import LiveStage
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate import library as views
from ui.viewstate.tones import ALERT
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.form_fields import words_of
from ui.widgets.library_list import RaceList
from ui.windows import library_training
from ui.windows.choices import choices_of
from ui.windows.in_sight import keep_in_sight
from ui.windows.library_export import LibraryExport
from ui.windows.library_filters import Filters
from ui.windows.library_foot import Foot
from ui.windows.library_pane import RacePane
from ui.windows.library_shelf import Shelf, Written

if TYPE_CHECKING:
    from ui.viewstate.snapshot import Snapshot
    from ui.windows.race_window import RaceWindow

_WIDTH, _HEIGHT = 1240, 700
_PANE = 376
_BESTS = 36
"""Room for two lines, always: the list must not move under the pointer."""


class LibraryWindow(QDialog):
    """The library. The race goes on behind it, and F1 to F12 and PageDown split it.

    `timed_here` names the race that is being timed. `open_race` puts one on the window and returns
    why it was not done, if so; `arm` does the same with a set-up.
    """

    def __init__(
        self,
        parent: QWidget | None,
        library: Library,
        clock: Clock,
        *,
        timed_here: Callable[[], str],
        open_race: Callable[[str], str],
        arm: Callable[[object], str],
    ) -> None:
        """Show `library`, which is read when the window is shown."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self._timed_here, self._open_race, self._arm = timed_here, open_race, arm
        self._shown: tuple[SessionSummary | None, views.Timing] | None = None
        self.shelf = Shelf(self, library, clock)
        self.filters, self.pane, self.foot = Filters(), RacePane(), Foot()
        self.list = RaceList(self.shelf.lines)
        self.export = LibraryExport(self, self.shelf, self.list)
        self.bests, self.nothing = words_of(), QLabel()
        self.empty = QWidget()
        self.all_button = Button(tr("Show all"), "x", tip=tr("Search for nothing in particular"))
        self._lay_out()
        self._connect()
        self.set_theme(self.theme)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("All races"))
        self.bests.setTextFormat(Qt.TextFormat.PlainText)
        self.bests.setFixedHeight(_BESTS)
        self.pane.setFixedWidth(_PANE)
        self._lay_out_empty()
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.list, 1)
        body.addWidget(self.empty, 1)
        body.addWidget(self.pane)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 12, 18, 12)
        whole.setSpacing(8)
        whole.addWidget(self.filters)
        whole.addWidget(self.bests)
        whole.addLayout(body, 1)
        whole.addWidget(self.export.strip)
        whole.addWidget(self.foot)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 16), min(_HEIGHT, room.height() - 48))

    def _lay_out_empty(self) -> None:
        self.nothing.setFont(font(16, paint.SEMIBOLD))
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column = QVBoxLayout(self.empty)
        column.setContentsMargins(40, 0, 40, 0)
        column.addStretch(1)
        column.addWidget(self.nothing)
        column.addSpacing(10)
        column.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.empty.hide()

    def _connect(self) -> None:
        shelf = self.shelf
        shelf.listed.connect(self._show_list)
        shelf.unreadable.connect(self._show_unreadable)
        shelf.said.connect(self._say)
        shelf.looked.connect(self._show_surroundings)
        shelf.inside.connect(self._show_inside)
        shelf.stored.connect(self._show_stored)
        shelf.planned.connect(self._plan)
        self.filters.changed.connect(shelf.search)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.list.opened.connect(self.take)
        self.list.thrown.connect(self.throw)
        self.list.left.connect(self._to_search)
        self.list.typed.connect(self.filters.type_word)
        self.pane.written.connect(shelf.store)
        self.pane.taken.connect(self.take)
        self.pane.copied.connect(self.copy)
        self.pane.thrown.connect(self.throw)
        self.foot.taken_back.connect(shelf.take_back)
        self.foot.emptied.connect(shelf.empty_bin)
        self.all_button.clicked.connect(self._show_all)
        for keys, act in (
            ("Ctrl+L", self._to_search),
            ("Ctrl+F", self._to_search),
            ("Ctrl+Z", shelf.take_back),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _say(self, words: str, tone: str, undo: bool) -> None:
        self.foot.say(words, tone, undo=undo)

    def _show_list(self, row: int) -> None:
        """Show another list, and the race in `row`, or the nearest, as the chosen one."""
        form, shelf = self.filters.form, self.shelf
        shown = shelf.lines.rowCount()
        self.list.setVisible(shown > 0)
        self.empty.setVisible(shown == 0)
        self.nothing.setText(views.nothing_words(form))
        self.all_button.setVisible(form.narrows)
        self.filters.show_binned(shelf.binned)
        self.export.strip.setVisible(not form.binned)
        self.foot.show_place(binned=form.binned, count=shelf.binned)
        more = shelf.lines.more
        self.foot.show_count(views.count_words(form, shown, shelf.total, more=more))
        row = max(0, min(row, shown - 1))
        selected = self.list.selectionModel().hasSelection()
        if row != self.list.currentIndex().row() or (shown and not selected):
            self.list.setCurrentIndex(shelf.lines.index(row))
        self._show_chosen()

    def _show_unreadable(self, words: str) -> None:
        self.nothing.setText(words)

    def _show_surroundings(self) -> None:
        self.filters.show_athletes(self.shelf.athletes)
        self.list.viewport().update()
        self._show_chosen()

    def _race(self) -> SessionSummary | None:
        return self.shelf.lines.race(self.list.currentIndex().row())

    def _show_chosen(self) -> None:
        """Show the chosen race, unless it stands there as it is: somebody may be writing on it."""
        race = self._race()
        self.shelf.chosen = race.id if race else ""
        now = (race, self.shelf.timing)
        if now == self._shown:
            return
        self._shown = now
        self.pane.keep()
        if race is None:
            self.pane.show_nothing()
            self.bests.setText("")
            return
        self.pane.show_race(views.chosen(race, self.shelf.timing), self.shelf.drafts.get(race.id))
        self.shelf.look_into(race)

    def _show_inside(self, sheet: views.Sheet, bests: str) -> None:
        self.pane.show_sheet(sheet)
        self.bests.setText(bests)
        self.bests.setToolTip(bests)

    def _show_stored(self, id: str, written: Written) -> None:
        if id == self.shelf.chosen:
            self.pane.show_stored(written)

    def take(self) -> None:
        """Open the chosen race, go on timing it, or take it out of the bin."""
        race = self._race()
        if race is None:
            return
        self.pane.keep()
        offer = views.chosen(race, self.shelf.timing).offer
        if offer.why:
            self.foot.say(offer.why, ALERT)
        elif offer.what == views.PUT_BACK:
            self.shelf.put_back(race)
        elif offer.what == views.SET_UP:
            self.shelf.copy(race)
        elif offer.what == views.BACK:
            self.reject()
        else:
            self._leave_unless(self._open_race(race.id))

    def _plan(self, setup: object) -> None:
        self._leave_unless(self._arm(setup))

    def _leave_unless(self, why: str) -> None:
        """Close when something is on the window now; else say why it is not."""
        if why:
            self.foot.say(why, ALERT)
        else:
            self.reject()

    def copy(self) -> None:
        """Arm a new race with the set-up of the chosen one."""
        race = self._race()
        if race is not None:
            self.pane.keep()
            self.shelf.copy(race)

    def throw(self) -> None:
        """Put the chosen race into the bin."""
        race = self._race()
        if race is None or race.binned_utc:
            return
        if len(self.export.selected()) > 1:
            self.foot.say(tr("One race at a time goes into the bin: choose one."), ALERT)
            return
        view = views.chosen(race, self.shelf.timing)
        if view.may_bin:
            self.pane.keep()
            self.shelf.throw(race)
        else:
            self.foot.say(view.why_kept, ALERT)

    def _to_search(self) -> None:
        self.filters.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.words.selectAll()

    def _show_all(self) -> None:
        self.filters.clear()
        self._to_search()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the library, and begin in the search."""
        super().showEvent(event)
        self._shown = None
        self.shelf.look(self._timed_here())
        self._to_search()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was being written."""
        self.pane.keep()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes into the list, Return opens or presses, Esc closes or deletes nothing."""
        key, focused = Qt.Key(event.key()), self.focusWidget()
        if key == Qt.Key.Key_Escape and self.foot.asking:
            self.foot.stop_asking()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._return_in(focused)
        elif key == Qt.Key.Key_Down and isinstance(focused, QLineEdit):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _return_in(self, focused: QWidget | None) -> None:
        if isinstance(focused, QAbstractButton):
            focused.click()
        elif focused is self.filters.words:
            self.take()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, snapshot: "Snapshot") -> None:
        """Use the theme of the window, which is drawn anew; it belongs to a frame of it."""
        del snapshot
        parent = self.parentWidget()
        theme = getattr(parent, "theme", self.theme)
        if theme is not self.theme:
            self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.setPalette(palette(theme))
        for part in (self.filters, self.list, self.pane, self.foot, self.all_button):
            part.set_theme(theme)
        self.export.strip.set_theme(theme)
        self.export.style_field()
        colours = palette(theme)
        self.bests.setPalette(colours)
        self.list.setStyleSheet(f"""QTableView {{
            background: {theme.panel}; border: 1px solid {theme.line}; padding: 4px 2px;
            selection-background-color: transparent; border-radius: {paint.RADIUS:g}px;
        }}""")
        colours.setColor(colours.ColorRole.WindowText, QColor(theme.muted))
        self.nothing.setPalette(colours)


def show_library(owner: "RaceWindow") -> LibraryWindow:
    """Open the library of a window, or bring it to the front."""
    window = owner.window.findChild(LibraryWindow) or _made_for(owner)
    window.set_theme(THEMES[owner.theme])
    if not window.isVisible():
        keep_in_sight(owner, window)
    window.show()
    window.raise_()
    window.activateWindow()
    return window


def _made_for(owner: "RaceWindow") -> LibraryWindow:
    extras = owner.extras

    def timed_here() -> str:
        stage = owner.desk.stage
        return stage.session.id if isinstance(stage, LiveStage) else ""

    def notice() -> str:
        return owner.desk.frame(owner.clock.now()).notice

    def open_race(id: str) -> str:
        return "" if extras.open_race(id) else notice()

    def arm(setup: object) -> str:
        if isinstance(setup, TrainingSetup):
            extras.plan_training(setup)
            return ""
        if not extras.arm(setup):
            return notice()
        owner.desk.say(tr("Set up as then: Return starts the clock."), owner.clock.now())
        return ""

    window = LibraryWindow(
        owner.window,
        Library(extras.library),
        owner.clock,
        timed_here=timed_here,
        open_race=library_training.opening(owner, open_race),
        arm=arm,
    )
    library_training.look_back(owner, window)
    mark_side_window(window)
    window.export.choice = choices_of(owner).export
    owner.drawn.connect(window.follow)

    def compare(names: list[str]) -> None:
        from ui.windows.comparison_window import compare_with

        compare_with(owner, tuple(names))

    window.export.compare_wanted.connect(compare)
    _take_imports(owner, window)
    return window


def _take_imports(owner: "RaceWindow", window: LibraryWindow) -> None:
    """Let the window of imports take the place of the library, and files be dropped on it."""
    from ui.windows import incoming

    def show() -> None:
        window.reject()
        incoming.show_import(owner)

    def paste() -> None:
        window.reject()
        incoming.paste(owner)

    window.foot.import_wanted.connect(show)
    for keys, act in (("Ctrl+I", show), ("Ctrl+V", paste)):
        QShortcut(QKeySequence(keys), window).activated.connect(act)
    incoming.take_drops(owner, window)
