"""How did a training session go? A window with everybody's figures, the chart, and one in detail."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.usecases.training_out import ExportedTraining, exported_training, training_document
from ui.keys import mark_side_window
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate.tones import ALERT, MUTED
from ui.viewstate.training_review import EVERYBODY, Review, review_of, shown_sheet
from ui.viewstate.wording import sentence
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.figure_table import Figures
from ui.widgets.form_fields import words_of
from ui.windows.background import Background
from ui.windows.in_sight import keep_in_sight
from ui.windows.training_graph import TrainingGraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.formats.session_json import SessionDocument
    from app.formats.sheets.training_sheet import TrainingSheet
    from ui.windows.race_window import RaceWindow

_WIDTH, _HEIGHT = 1300, 700
_SHARES = (1, 1)


class TrainingReview(QDialog):
    """Everybody in a table at the left; the chart and the chosen one's repetitions at the right.

    It is not modal: what is timed behind it goes on. `export_wanted`, `athlete_wanted` (a name)
    and `play_wanted` (the id) are for whoever opened it.
    """

    export_wanted = Signal(bool)
    athlete_wanted = Signal(str)
    play_wanted = Signal(str)

    def __init__(self, parent: QWidget | None, library: Path) -> None:
        """Show nothing yet; `library` is where sessions and earlier ones are looked up."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self._library = library
        self._background = Background(self)
        self.document: SessionDocument | None = None
        self.sheet: TrainingSheet | None = None
        self.view: Review | None = None
        self._chosen, self._tone = EVERYBODY, MUTED
        self.title, self.facts, self.name = QLabel(), words_of(), words_of()
        self.overview, self.detail = Figures(chooses=True), Figures()
        self.graph, self.charts = TrainingGraph(), QScrollArea()
        self.notes, self.said = words_of(), words_of()
        self.all_button = Button(tr("Everybody"), "users", tip=tr("The charts of all (Ctrl+0)"))
        self.weeks_button = Button(
            tr("Over the weeks"), "chart-line", tip=tr("Earlier sessions and bests (Ctrl+H)")
        )
        self.play_button = Button(tr("Play"), "play", tip=tr("Play it again (Ctrl+R)"))
        self.print_button = Button(tr("Print…"), tip=tr("Print the sheet (Ctrl+P)"))
        self.export_button = Button(
            tr("Export…"), "file-down", tip=tr("Write the sheet into a file (Ctrl+S)")
        )
        self.close_button = Button(tr("Close"), tip=tr("Close (Esc)"))
        self._lay_out()
        self._connect()
        self.set_theme(self.theme)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons at the foot."""
        first = (self.all_button, self.weeks_button, self.play_button)
        return (*first, self.print_button, self.export_button, self.close_button)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Training session"))
        self.title.setFont(font(20, paint.BOLD))
        self.name.setFont(font(15, paint.BOLD))
        for label in (self.title, self.facts, self.name, self.notes, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.charts.setWidget(self.graph)
        self.charts.setWidgetResizable(True)
        self.charts.setFrameShape(QFrame.Shape.NoFrame)
        self.charts.setAccessibleName(tr("chart"))
        self.charts.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.charts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addLayout(self._left(), _SHARES[0])
        body.addLayout(self._right(), _SHARES[1])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 12, 18, 12)
        whole.setSpacing(8)
        whole.addWidget(self.title)
        whole.addWidget(self.facts)
        whole.addLayout(body, 1)
        whole.addLayout(self._foot())
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 16), min(_HEIGHT, room.height() - 48))

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.overview)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        notes = QScrollArea()
        notes.setWidget(self.notes)
        notes.setWidgetResizable(True)
        notes.setFrameShape(QFrame.Shape.NoFrame)
        notes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(notes, 1)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addWidget(self.charts, 3)
        column.addWidget(self.detail, 2)
        return column

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.said, 1)
        for button in self.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setFixedHeight(38)
            foot.addWidget(button)
        return foot

    def _connect(self) -> None:
        self.overview.itemSelectionChanged.connect(self._choose_row)
        self.all_button.clicked.connect(self.show_everybody)
        self.weeks_button.clicked.connect(self._want_athlete)
        self.play_button.clicked.connect(self._play)
        self.export_button.clicked.connect(lambda: self.export_wanted.emit(False))
        self.print_button.clicked.connect(lambda: self.export_wanted.emit(True))
        self.close_button.clicked.connect(self.reject)
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+S", lambda: self.export_wanted.emit(False)),
            ("Ctrl+P", lambda: self.export_wanted.emit(True)),
            ("Ctrl+0", self.show_everybody),
            ("Ctrl+H", self._want_athlete),
            ("Ctrl+R", self._play),
        )
        for keys, act in acts:
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def open_session(self, id: str) -> None:
        """Show a session of the library; it is read in a thread."""
        self.say(tr("Reading…"))
        work = partial(_read, id, self._library)
        self._background.ask(work, self.show_exported, self.complain, kind="read")

    def show_exported(self, exported: ExportedTraining) -> None:
        """Show a session that was read."""
        self.document, self.sheet = exported.document, exported.sheet
        self._show(EVERYBODY)
        self.overview.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_everybody(self) -> None:
        """Show the charts of all."""
        self.overview.clearSelection()
        self._show(EVERYBODY)

    def choose(self, athlete: int) -> None:
        """Show one athlete in detail."""
        self._show(athlete)

    def _choose_row(self) -> None:
        rows = self.overview.selectionModel().selectedRows()
        if rows and self.view is not None:
            self._show(self.view.owners[rows[0].row()])

    def _want_athlete(self) -> None:
        if self.sheet is not None and self.view is not None:
            self.athlete_wanted.emit(self.sheet.athletes[max(self.view.chosen, 0)].name)

    def _play(self) -> None:
        if self.document is not None:
            self.play_wanted.emit(self.document.id)

    def _show(self, chosen: int) -> None:
        if self.sheet is None:
            return
        view = review_of(self.sheet, chosen)
        if view == self.view:
            return
        self.view = view
        self.title.setText(view.title)
        self.facts.setText(view.facts)
        self.name.setText(view.name)
        self.notes.setText(view.notes)
        self.overview.show_figures(view.overview)
        self.overview.setFixedHeight(min(self.overview.whole_height, self.height() * 2 // 3))
        self.detail.show_figures(view.detail)
        self.detail.setVisible(bool(view.detail.rows))
        self.graph.render_view(shown_sheet(self.sheet, view.chosen))
        self.all_button.setEnabled(len(self.sheet.athletes) > 1)
        self.say(view.earlier)

    def say_again(self) -> None:
        """Show it once more, in the language of the moment."""
        if self.view is not None:
            self._show(self.view.chosen)

    def say(self, words: str, tone: str = MUTED) -> None:
        """Say something at the foot."""
        self._tone = tone
        self.said.setText(words)
        self._colour()

    def complain(self, words: str) -> None:
        """Say what is wrong."""
        self.say(sentence(words), ALERT)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.setPalette(palette(theme))
        for label in self.findChildren(QLabel):
            label.setPalette(palette(theme))
        for button in self.findChildren(Button):
            button.set_theme(theme)
        for part in (self.overview, self.detail, self.graph):
            part.set_theme(theme)
        self._colour()

    def _colour(self) -> None:
        for label, tone in ((self.said, self._tone), (self.facts, MUTED), (self.notes, MUTED)):
            colours = palette(self.theme)
            colours.setColor(colours.ColorRole.WindowText, QColor(self.theme.tone(tone)))
            label.setPalette(colours)

    def follow(self, snapshot: object) -> None:
        """Use the theme of the window; it belongs to a frame of it."""
        del snapshot
        theme = getattr(self.parentWidget(), "theme", self.theme)
        if theme is not self.theme:
            self.set_theme(theme)


def _read(id: str, library: Path) -> ExportedTraining:
    from app.storage.failures import LibraryError

    document = training_document(id, library)
    if document is None:
        raise LibraryError(tr('Session "{id}": expected a training session.', id=id))
    return exported_training(document, library)


def review_training(owner: "RaceWindow", id: str) -> TrainingReview:
    """Open the review of a stored session, or bring it to the front with this one."""
    window = owner.window.findChild(TrainingReview) or _made_for(owner)
    window.set_theme(THEMES[owner.theme])
    if not window.isVisible():
        keep_in_sight(owner, window)
    window.open_session(id)
    window.show()
    window.raise_()
    window.activateWindow()
    return window


def _made_for(owner: "RaceWindow") -> TrainingReview:
    from ui.windows.training_exports import training_exports_of

    window = TrainingReview(owner.window, owner.extras.library)
    mark_side_window(window)
    owner.drawn.connect(window.follow)

    def export(printing: bool) -> None:
        document = window.document
        if document is not None:
            exports = training_exports_of(owner, window)
            exports.open_window(lambda: document, printing=printing)

    def look_back(name: str) -> None:
        from ui.windows.athlete_window import show_athlete

        show_athlete(owner, name)

    window.export_wanted.connect(export)
    window.athlete_wanted.connect(look_back)
    window.play_wanted.connect(owner.extras.open_race)
    return window
