"""How does the planner of training sessions come onto the window, and what does it remember?"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.domain.refusals import Refusal
from app.domain.training.session_setup import TrainingSetup
from app.language import tr
from app.storage.failures import LibraryError
from app.usecases.last_setup import today_of
from app.usecases.last_training import PastSession, last_trainings, roster_of, training_setup
from app.usecases.training_book import BookKeeper, Draft, training_book_path
from ui.keys import mark_side_window
from ui.theme import THEMES
from ui.viewstate.session_plan import PlannerForm, from_setup
from ui.viewstate.tones import ALERT, INK
from ui.viewstate.wording import sentence
from ui.windows.in_sight import keep_in_sight
from ui.windows.session_planner import SessionPlanner

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow

_SESSIONS = 6
_PATIENCE_S = 2.0


class SessionPlanning(QObject):
    """Keeps the planner of a window: its saved plans, its draft, and the sessions of the library.

    It opens on what was typed and not armed; else as the last session was set up.
    """

    def __init__(self, owner: "RaceWindow") -> None:
        """Make the planner, hidden."""
        super().__init__(owner)
        self._owner = owner
        self._book = BookKeeper(training_book_path())
        self._past: tuple[PastSession, ...] = ()
        self.window = SessionPlanner(owner.window)
        mark_side_window(self.window)
        self._connect()
        self._begun = False

    def _connect(self) -> None:
        window = self.window
        window.changed.connect(self._keep_draft)
        window.saved.connect(self._save)
        window.deleted.connect(self._delete)
        window.session_wanted.connect(self._take_session)
        window.again_wanted.connect(self._take_last)
        window.armed.connect(self._arm)
        self._owner.drawn.connect(self._follow)
        application = QApplication.instance()
        assert application is not None, "a window needs its application"
        application.aboutToQuit.connect(self.close)

    def open_window(self, setup: TrainingSetup | None = None) -> None:
        """Show the planner: as it was left, or with `setup` as the template."""
        window, owner = self.window, self._owner
        window.date = today_of(owner.clock)
        window.set_theme(THEMES[owner.theme])
        trouble = self._look()
        if not self._begun:
            self._begin()
        if setup is not None:
            window.replace(from_setup(setup, roster_of(setup)))
        if not window.isVisible():
            keep_in_sight(owner, window)
        window.show()
        window.raise_()
        window.activateWindow()
        if trouble := self._book.take_trouble() or trouble:
            window.say(trouble, ALERT)

    def _look(self) -> str:
        """Look what can be taken; return what is wrong with the library, if anything."""
        try:
            self._past = last_trainings(self._owner.extras.library, _SESSIONS)
            trouble = ""
        except LibraryError as error:
            trouble = sentence(str(error))
        self.window.show_offers(self._book.book.plans, self._past)
        return trouble

    def _begin(self) -> None:
        self._begun = True
        draft = self._book.book.draft
        if draft != Draft():
            self.window.begin_with(PlannerForm(*draft), draft=True)
            self.window.say(tr("As you left it. Ctrl+R takes the last session instead."))
        elif self._past:
            self._show_session(self._past[0].id)

    def _show_session(self, id: str) -> bool:
        try:
            setup = training_setup(self._owner.extras.library, id)
        except (LibraryError, Refusal) as error:
            self.window.say(sentence(str(error)), ALERT)
            return False
        self.window.replace(from_setup(setup, roster_of(setup)))
        return True

    def _take_session(self, id: str) -> None:
        if self._show_session(id):
            self.window.say(tr("As it was then. Return arms it."))

    def _take_last(self) -> None:
        if not self._past:
            words = tr("No session has been run yet: there is none to take again.")
            self.window.say(words, ALERT)
        elif self._show_session(self._past[0].id):
            self.window.say(tr("The last session again. Return arms it."))

    def _save(self, name: str, plan: str) -> None:
        try:
            self._book.save(name, plan)
        except Refusal as refusal:
            self.window.say(sentence(str(refusal)), ALERT)
            return
        self.window.show_offers(self._book.book.plans, self._past)
        self.window.say(tr("Saved: {name}.", name=" ".join(name.split())), INK)

    def _delete(self, name: str) -> None:
        self._book.delete(name)
        self.window.show_offers(self._book.book.plans, self._past)

    def _keep_draft(self, form: object) -> None:
        assert isinstance(form, PlannerForm), "the planner tells its form"
        self._book.keep_draft(Draft(*form) if self.window.touched else Draft())

    def _arm(self, setup: object) -> None:
        assert isinstance(setup, TrainingSetup), "the planner hands on a set-up"
        self._book.keep_draft(Draft())
        from ui.windows.training import open_training

        open_training(self._owner, setup)

    def _follow(self, _snapshot: object) -> None:
        """Use the theme of the window, which is drawn anew; say what could not be kept."""
        theme = THEMES[self._owner.theme]
        if theme is not self.window.theme:
            self.window.set_theme(theme)
        if self.window.isVisible() and (trouble := self._book.take_trouble()):
            self.window.say(trouble, ALERT)

    def close(self) -> None:
        """Keep what is typed, and wait for the disk."""
        if self._begun:
            self._keep_draft(self.window.form)
        self._book.close(_PATIENCE_S)


def plan_training(owner: "RaceWindow", setup: TrainingSetup | None = None) -> SessionPlanner:
    """Open the planner of a window, or bring it to the front."""
    planning = owner.findChild(SessionPlanning) or SessionPlanning(owner)
    planning.open_window(setup)
    return planning.window
