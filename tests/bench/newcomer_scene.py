"""What does a newcomer see? Welcome, guide and tap school, opened for their pictures."""

from random import Random

from PySide6.QtWidgets import QApplication, QWidget

from app.analysis.tap_school import GUN
from app.domain.times import NS_PER_MS, Instant
from app.engine.clocks import ManualClock
from ui.windows.first_steps import show_welcome
from ui.windows.guide import open_guide
from ui.windows.race_window import RaceWindow
from ui.windows.tap_school import TapSchool, open_tap_school

_LATE_MS = {GUN: 205.0}
_SPREAD_MS = 35.0
_SLIP = 7


def welcomed(owner: RaceWindow) -> None:
    """Show the welcome."""
    show_welcome(owner)
    QApplication.processEvents()


def guide(owner: RaceWindow, search: str) -> QWidget:
    """Open the guide at what a search finds."""
    window = open_guide(owner)
    whole = owner.window.size()
    window.resize(min(1120, whole.width() - 14), min(720, whole.height() - 40))
    QApplication.processEvents()
    window.page.lay_out()
    window.search.setText(search)
    window.close_button.setFocus()
    QApplication.processEvents()
    return window


def school(owner: RaceWindow, clock: ManualClock, upto: int) -> QWidget:
    """Open the tap school at a cue of a lesson, or at its end, tapped by a hand of no great haste."""
    found = open_tap_school(owner)
    assert found is not None, "no race runs"
    found.seed = lambda: 3
    found.begin()
    _attend(found, clock, upto)
    QApplication.processEvents()
    return found


def _attend(school: TapSchool, clock: ManualClock, upto: int) -> None:
    chance, lesson, began = Random(5), school.lesson, clock.now()
    assert lesson is not None, "it has just begun"
    for place, cue in enumerate(lesson.cues):
        early = 900 if place == upto else 0
        clock.instant = Instant(began + cue.at - early * NS_PER_MS)
        school.frame()
        if early:
            return
        late = chance.gauss(_LATE_MS.get(cue.kind, -20.0), _SPREAD_MS) + 400 * (place == _SLIP)
        school.tap(Instant(began + cue.at + round(late * NS_PER_MS)))
    clock.instant = Instant(began + lesson.over + 1)
    school.frame()
