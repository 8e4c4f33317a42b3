"""How has an athlete come on? A window with kinds of repetition and events, one of them in detail."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.formats.sheets.drawing import in_colours
from app.formats.sheets.history_chart import history_chart
from app.language import tr
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.usecases.athlete_history import History, NoSuchAthlete, history_of
from ui.keys import mark_side_window
from ui.sheets import painting
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate.athlete import LongRun, long_run
from ui.viewstate.tones import ALERT, MUTED
from ui.viewstate.wording import sentence
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.figure_table import Figures
from ui.widgets.form_fields import words_of
from ui.widgets.surface import Surface
from ui.windows.background import Background
from ui.windows.in_sight import keep_in_sight
from ui.windows.training_graph import PIXELS_PER_POINT, chart_colours

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow

_WIDTH, _HEIGHT = 1180, 680
_LEFT = 400


class HistoryGraph(Surface[LongRun]):
    """The days of what is chosen, laid out anew for every size."""

    def spoken(self, view: LongRun) -> str:
        """Return the name and every row."""
        return view.spoken

    def sizeHint(self) -> QSize:
        """Return a readable size."""
        return QSize(600, 320)

    def draw(self, painter: QPainter, view: LongRun) -> None:
        """Paint the chart in the colours of the theme."""
        size = self.width() / PIXELS_PER_POINT, self.height() / PIXELS_PER_POINT
        drawing = history_chart(view.days, size)
        painter.save()
        painter.fillRect(self.rect(), self.theme.panel)
        painting.point_scale(painter, PIXELS_PER_POINT)
        painting.paint(painter, in_colours(drawing.items, chart_colours(self.theme)))
        painter.restore()
        paint.frame(painter, self.area, self.theme.line)


class AthleteWindow(QDialog):
    """What an athlete runs at the left; over time, as a chart and a table, at the right.

    It is not modal. `session_wanted` has the id of a session whose row was opened.
    """

    session_wanted = Signal(str)

    def __init__(self, parent: QWidget | None, library: Library) -> None:
        """Show nobody yet."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self._library = library
        self._background = Background(self)
        self.history: History | None = None
        self.view: LongRun | None = None
        self._tone = MUTED
        self.title, self.facts, self.name = QLabel(), words_of(), words_of()
        self.choices = Figures(chooses=True, fills=True)
        self.detail = Figures(chooses=True)
        self.graph = HistoryGraph()
        self.said = words_of()
        self.close_button = Button(tr("Close"), tip=tr("Close (Esc)"))
        self._lay_out()
        self._connect()
        self.set_theme(self.theme)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Over the weeks"))
        self.title.setFont(font(20, paint.BOLD))
        self.name.setFont(font(15, paint.BOLD))
        for label in (self.title, self.facts, self.name, self.said):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.choices.setFixedWidth(_LEFT)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.name)
        right.addWidget(self.graph, 3)
        right.addWidget(self.detail, 2)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self.choices)
        body.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.close_button)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.setFixedHeight(38)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 12, 18, 12)
        whole.setSpacing(8)
        whole.addWidget(self.title)
        whole.addWidget(self.facts)
        whole.addLayout(body, 1)
        whole.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 16), min(_HEIGHT, room.height() - 48))

    def _connect(self) -> None:
        self.choices.itemSelectionChanged.connect(self._choose_row)
        self.detail.activated.connect(lambda index: self._open(index.row()))
        self.close_button.clicked.connect(self.reject)

    def look_up(self, name: str) -> None:
        """Show an athlete; what there is is read in a thread."""
        self.say(tr("Reading…"))
        self._background.ask(
            partial(_read, self._library, name), self._show_history, self.complain, kind="read"
        )

    def _show_history(self, history: History) -> None:
        self.history, self.view = history, None
        self.show_place(0)
        if history.kinds or history.events:
            self.choices.selectRow(0)
        self.choices.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_row(self) -> None:
        rows = self.choices.selectionModel().selectedRows()
        if rows:
            self.show_place(rows[0].row())

    def show_place(self, chosen: int) -> None:
        """Show one kind of repetition, or one event, in detail."""
        if self.history is None:
            return
        view = long_run(self.history, chosen)
        if view == self.view:
            return
        self.view = view
        self.title.setText(view.title)
        self.facts.setText(view.facts)
        self.name.setText(view.name)
        self.choices.show_figures(view.choices)
        self.detail.show_figures(view.detail)
        self.graph.render_view(view)
        self.say(view.said)

    def say_again(self) -> None:
        """Show it once more, in the language of the moment."""
        rows = self.choices.selectionModel().selectedRows()
        self.show_place(rows[0].row() if rows else 0)

    def _open(self, row: int) -> None:
        """The newest stands first in the table."""
        if self.view is not None and row < len(self.view.sessions):
            self.session_wanted.emit(self.view.sessions[-1 - row])

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
        for part in (self.choices, self.detail, self.graph, self.close_button):
            part.set_theme(theme)
        self._colour()

    def _colour(self) -> None:
        for label, tone in ((self.said, self._tone), (self.facts, MUTED)):
            colours = palette(self.theme)
            colours.setColor(colours.ColorRole.WindowText, QColor(self.theme.tone(tone)))
            label.setPalette(colours)

    def follow(self, snapshot: object) -> None:
        """Use the theme of the window; it belongs to a frame of it."""
        del snapshot
        theme = getattr(self.parentWidget(), "theme", self.theme)
        if theme is not self.theme:
            self.set_theme(theme)


def _read(library: Library, name: str) -> History:
    try:
        return history_of(library, name)
    except NoSuchAthlete as error:
        raise LibraryError(str(error)) from None


def show_athlete(owner: "RaceWindow", name: str) -> AthleteWindow:
    """Open the long-run view of an athlete, or bring it to the front with this one."""
    window = owner.window.findChild(AthleteWindow)
    if window is None:
        window = AthleteWindow(owner.window, Library(owner.extras.library))
        mark_side_window(window)
        owner.drawn.connect(window.follow)
        window.session_wanted.connect(partial(_open_session, owner))
    window.set_theme(THEMES[owner.theme])
    if not window.isVisible():
        keep_in_sight(owner, window)
    window.look_up(name)
    window.show()
    window.raise_()
    window.activateWindow()
    return window


def _open_session(owner: "RaceWindow", id: str) -> None:
    """A training session is reviewed; a race would have to leave the window, and is found there."""
    from app.usecases.training_out import training_document
    from ui.windows.training_review import review_training

    if training_document(id, owner.extras.library) is not None:
        review_training(owner, id)
