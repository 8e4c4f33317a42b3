"""May the window close although the race could not be saved?"""

from PySide6.QtWidgets import QMessageBox, QWidget

from app.domain.times import Instant
from ui.keys import mark_side_window
from ui.stages.stage import Stage
from ui.stages.timing import LiveStage
from ui.theme import font
from ui.viewstate.care import unsaved

_KNOWN_TROUBLE_S = 0.3
_NO_ANSWER = "The library does not answer."
_WAY_OUT = (
    "Stay, and save the race to a file of your choice (Ctrl+S, as .json), or close and lose it."
)


def may_close(parent: QWidget, stage: Stage, patience_s: float, now: Instant) -> bool:
    """Wait for the journal; ask when it cannot store everything.

    `now` is an instant of the running clock. A race that stays holds the library as before.
    """
    if not isinstance(stage, LiveStage):
        return True
    journal, trouble = stage.session.journal, stage.session.engine.trouble
    if journal.close(_KNOWN_TROUBLE_S if trouble else patience_s):
        return True
    if not _may_lose(parent, stage, stage.session_now(now)):
        journal.begin()
        return False
    journal.abandon()
    return True


def _may_lose(parent: QWidget, stage: LiveStage, at: Instant) -> bool:
    """Ask, with staying open as the answer that Return gives; the race goes on behind the box."""
    keeping = stage.keeping()
    if not keeping.waiting:
        return True
    view = unsaved(keeping, at)
    box = QMessageBox(parent)
    box.setWindowTitle("Splitline")
    box.setFont(font(15))
    box.setText("Part of this race is not saved.")
    why = view.detail if keeping.trouble else _NO_ANSWER
    box.setInformativeText(f"{view.words} {why}\n\n{_WAY_OUT}")
    stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
    lose = box.addButton("Close and lose it", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    mark_side_window(box)
    box.exec()
    return box.clickedButton() is lose
