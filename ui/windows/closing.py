"""May the window close although the race could not be saved?"""

from PySide6.QtWidgets import QMessageBox, QWidget

from ui.stages.stage import Stage
from ui.stages.timing import LiveStage

_KNOWN_TROUBLE_S = 0.3


def may_close(parent: QWidget, stage: Stage, patience_s: float) -> bool:
    """Wait for the journal; ask when it cannot store everything."""
    if not isinstance(stage, LiveStage):
        return True
    journal, trouble = stage.session.journal, stage.session.engine.trouble
    if journal.close(_KNOWN_TROUBLE_S if trouble else patience_s):
        return True
    if not _may_lose(parent, stage.session.engine.trouble):
        return False
    journal.abandon()
    return True


def _may_lose(parent: QWidget, trouble: str) -> bool:
    """Ask, with staying open as the answer that Return gives."""
    box = QMessageBox(parent)
    box.setWindowTitle("Splitline")
    box.setText("Part of this race is not saved.")
    box.setInformativeText(trouble or "The library does not answer.")
    stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
    lose = box.addButton("Close and lose it", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is lose
