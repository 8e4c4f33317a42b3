"""What does the library do with training sessions and athletes? It reviews the one, looks back on the other."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from app.language import tr
from ui.viewstate.tones import ALERT

if TYPE_CHECKING:
    from ui.windows.library_window import LibraryWindow
    from ui.windows.race_window import RaceWindow

LOOK_BACK = "Ctrl+H"


def opening(owner: "RaceWindow", open_race: Callable[[str], str]) -> Callable[[str], str]:
    """Return what opens a session: training that is over for its review, all else by `open_race`."""

    def open_any(id: str) -> str:
        from app.storage.failures import LibraryError
        from app.storage.library import Library
        from app.usecases.past_races import left_running
        from app.usecases.training_out import training_document
        from ui.windows.training_review import review_training

        library = owner.extras.library
        try:
            over = training_document(id, library) and not left_running(Library(library), id)
        except LibraryError as error:
            return str(error)
        if not over:
            return open_race(id)
        review_training(owner, id)
        return ""

    return open_any


def look_back(owner: "RaceWindow", window: "LibraryWindow") -> None:
    """Let a key look back on the athlete who is named, or else on the first of the chosen race."""

    def show() -> None:
        from ui.windows.athlete_window import show_athlete

        name = window.shelf.athlete or _first_of(window)
        if name:
            show_athlete(owner, name)
        else:
            window.foot.say(tr("Choose a session, or name an athlete in the search."), ALERT)

    QShortcut(QKeySequence(LOOK_BACK), window).activated.connect(show)


def _first_of(window: "LibraryWindow") -> str:
    race = window.shelf.lines.race(window.list.currentIndex().row())
    return race.athletes[0] if race is not None and race.athletes else ""
