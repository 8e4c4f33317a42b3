"""What lies in the library of a club, for its picture? Races of two years that nobody ran."""

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.storage.library import Library
from app.storage.place import library_path
from app.storage.sessions import Label
from tests.unit.usecases.past import add_race
from ui.windows.library_window import LibraryWindow, show_library
from ui.windows.race_window import RaceWindow

_WIDTH, _HEIGHT = 1240, 700
_PATIENCE_MS = 10_000
A, B, C = "Athlete A", "Athlete B", "Athlete C"


def fill(library: Library) -> None:
    """Store the races; the year of the newest is over, so that no picture depends on its day."""
    mile = (61.2, 122.9, 185.4)
    add_race(library, "1", "2024-05-11", (*mile, 246.8), athletes=(A,), title="Club championships")
    add_race(library, "2", "2024-06-08", (45.9, 107.6, 169.4, 228.3), event="1500", athletes=(A,))
    add_race(library, "3", "2024-07-20", (58.8, 121.4), event="800", athletes=(B,), venue="Oxford")
    field = ((*mile, 249.1), (62.0, 124.4, 187.7, 251.0), (62.8, 126.0, 190.9, 255.5))
    add_race(library, "4", "2025-05-10", *field, athletes=(A, B, C), title="Evening mile, heat 2")
    laps = tuple(75.0 * lap for lap in range(1, 13))
    add_race(
        library,
        "5",
        "2025-05-24",
        (37.0, *(37.5 + lap for lap in laps)),
        event="5000",
        athletes=(C,),
    )
    add_race(library, "6", "2025-06-07", (*mile, 244.3), athletes=(A,), venue="Oxford")
    add_race(library, "7", "2025-06-21", mile, athletes=(B,))
    add_race(library, "8", "2025-06-28", started=False, athletes=(A, B), event="1500")
    library.set_label("5", Label(title="5000 m time trial"))
    library.set_label("6", Label(notes="Windy on the back straight. Pacer to 1000 m, then alone."))
    library.set_label("3", Label(binned_utc="2025-06-29T10:00:00.000Z"))


def show(owner: RaceWindow, chosen: str, *, binned: bool, asking: bool = False) -> QWidget:
    """Open the library of `owner` on one race, when everything about it has been read."""
    fill(Library(library_path()))
    window = show_library(owner)
    whole = owner.window.size()
    window.resize(min(_WIDTH, whole.width() - 16), min(_HEIGHT, whole.height() - 48))
    window.filters.show_place(binned=binned)
    patience = QDeadlineTimer(_PATIENCE_MS)
    while not (patience.hasExpired() or _stands(window, chosen)):
        QTest.qWait(5)
        row = window.shelf.lines.row_of(chosen)
        window.list.setCurrentIndex(window.shelf.lines.index(row))
    window.list.setFocus(Qt.FocusReason.OtherFocusReason)
    if asking:
        window.foot.empty_button.click()
    return window


def _stands(window: LibraryWindow, chosen: str) -> bool:
    sheet = window.pane.sheet.view
    return window.shelf.chosen == chosen and sheet is not None and bool(sheet.splits)
