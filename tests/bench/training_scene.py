"""How do the review of a training session and the long run of an athlete look? For their pictures."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtCore import QDeadlineTimer, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.storage.place import library_path
from app.usecases.export_choice import ExportChoice
from tests.unit.usecases.trained import weeks
from ui.theme import DAY, NIGHT
from ui.windows.athlete_window import show_athlete
from ui.windows.choices import choices_of
from ui.windows.race_window import RaceWindow
from ui.windows.training_exports import training_exports_of
from ui.windows.training_review import TrainingReview, review_training

_WIDTH, _HEIGHT = 1300, 700
_PATIENCE_MS = 20_000


class Shown(Protocol):
    """A scene, as far as its window goes."""

    @property
    def window(self) -> RaceWindow:
        """The window behind."""
        ...


def _until(stands: Callable[[], object]) -> None:
    patience = QDeadlineTimer(_PATIENCE_MS)
    while not (patience.hasExpired() or stands()):
        QTest.qWait(5)


def _fitted(window: QWidget, owner: RaceWindow) -> None:
    whole = owner.window.size()
    window.resize(min(_WIDTH, whole.width() - 16), min(_HEIGHT, whole.height() - 48))


def _reviewed(owner: RaceWindow, session: str) -> TrainingReview:
    weeks(library_path())
    window = review_training(owner, session)
    _fitted(window, owner)
    _until(lambda: window.view is not None)
    return window


def review(owner: RaceWindow, session: str, athlete: int | None = None) -> QWidget:
    """Open the review of a session, everybody in it or one athlete chosen."""
    window = _reviewed(owner, session)
    if athlete is not None:
        window.overview.selectRow(athlete)
    QTest.qWait(1)
    return window


def long_run(owner: RaceWindow, name: str, row: int) -> QWidget:
    """Open the long run of an athlete, one kind of repetition or event chosen."""
    weeks(library_path())
    window = show_athlete(owner, name)
    _fitted(window, owner)
    _until(lambda: window.view is not None)
    window.choices.selectRow(row)
    QTest.qWait(1)
    return window


def export(owner: RaceWindow, session: str, *, blank: bool = False) -> QWidget:
    """Open the export of a training session, when its preview is there."""
    reviewed = _reviewed(owner, session)
    choices_of(owner).export = ExportChoice("pdf", blank=blank, folder="/sheets")
    document = reviewed.document
    assert document is not None, "it was read"
    window = training_exports_of(owner, reviewed).open_window(lambda: document)
    _fitted(window, owner)
    _until(lambda: window.preview.sheet.pages)
    return window


class Picture(NamedTuple):
    """One picture: what it is called, what it shows, in which theme and size."""

    name: str
    prepare: Callable[[Shown], QWidget]
    theme: str
    size: QSize


_WIDE, _SMALL = QSize(1366, 768), QSize(1024, 600)
PICTURES = (
    Picture("training-review", lambda it: review(it.window, "dozen"), NIGHT, _WIDE),
    Picture("training-review", lambda it: review(it.window, "dozen", 3), DAY, _SMALL),
    Picture("training-review-one", lambda it: review(it.window, "six-4"), DAY, _WIDE),
    Picture("training-export", lambda it: export(it.window, "dozen"), NIGHT, _WIDE),
    Picture("training-blank", lambda it: export(it.window, "dozen", blank=True), DAY, _SMALL),
    Picture("athlete", lambda it: long_run(it.window, "Ann", 0), NIGHT, _WIDE),
    Picture("athlete-races", lambda it: long_run(it.window, "Ann", 3), DAY, _SMALL),
)
