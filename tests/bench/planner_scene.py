"""How does the planner of training sessions look, empty, good and wrong? Opened for its pictures."""

from PySide6.QtWidgets import QApplication, QWidget

from app.usecases.training_book import BookKeeper, training_book_path
from ui.viewstate.session_plan import PlannerForm
from ui.windows.race_window import RaceWindow
from ui.windows.session_planning import plan_training

_WIDTH, _HEIGHT = 1100, 640
_PATIENCE_S = 10.0
_SAVED = {"Hills": "10x200, walk back", "Six 300s": "6 x 300 in 43, 3:00"}
_TWO = "Athlete A, A, 5k 15:30\nAthlete B, A\nAthlete C, B, 300 in 45\n"
_LETTERS = "ABCDEFGHIJKL"
_FIELD = "\n".join(f"{name}, {'ABC'[i // 4]}" for i, name in enumerate(_LETTERS))
FORMS = {
    "empty": PlannerForm(),
    "good": PlannerForm(
        "Tuesday",
        "5x1000 (A 3:05-3:10, B 3:20), 2' + 5' + 4x300 @ 5k pace, 100 jog; groups 1:00 apart",
        _TWO,
    ),
    "twelve": PlannerForm("", "3 x (4 x 300 (A 43, B 46, C 50), 1:30) / 5:00", _FIELD),
    "wrong": PlannerForm("", "4x300 in 43, 1:30 + 3' + 4x200 hard", "Ann\nBea, 800 fast\nCia"),
}


def show(owner: RaceWindow, name: str) -> QWidget:
    """Open the planner of `owner` with one of the forms, in the room that there is."""
    if name != "empty":
        book = BookKeeper(training_book_path())
        for each, plan in _SAVED.items():
            book.save(each, plan)
        book.close(_PATIENCE_S)
    window = plan_training(owner)
    whole = owner.window.size()
    window.resize(min(_WIDTH, whole.width() - 14), min(_HEIGHT, whole.height() - 40))
    window.begin_with(FORMS[name])
    QApplication.processEvents()
    return window
