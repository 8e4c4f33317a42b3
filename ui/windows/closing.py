"""May the window close although the race could not be saved?"""

from PySide6.QtWidgets import QMessageBox, QWidget

from app.domain.times import Instant
from app.language import marked, tr
from ui.keys import RACE_WINDOW, TRAINING_WINDOW, mark_side_window
from ui.stages.stage import Stage
from ui.stages.timing import LiveStage
from ui.stages.training import LiveTrainingStage, TrainingStage
from ui.theme import font
from ui.viewstate.care import BannerView, unsaved
from ui.viewstate.snapshot import Keeping

_KNOWN_TROUBLE_S = 0.3
_NO_ANSWER = marked("The library does not answer.")
_WAY_OUT = marked(
    "Stay, and save the race to a file of your choice (Ctrl+S, as .json), or close and lose it."
)


def may_close(
    parent: QWidget, stage: Stage | TrainingStage, patience_s: float, now: Instant
) -> bool:
    """Wait for the journal; ask when it cannot store everything.

    `now` is an instant of the running clock. A race that stays holds the library as before.
    """
    if not isinstance(stage, LiveStage | LiveTrainingStage):
        return True
    journal, trouble = stage.session.journal, stage.session.engine.trouble
    if journal.close(_KNOWN_TROUBLE_S if trouble else patience_s):
        return True
    if not _may_lose(parent, stage, stage.session_now(now)):
        journal.begin()
        return False
    journal.abandon()
    return True


def _may_lose(parent: QWidget, stage: LiveStage | LiveTrainingStage, at: Instant) -> bool:
    """Ask, with staying open as the answer that Return gives; the race goes on behind the box."""
    keeping = stage.keeping()
    if not keeping.waiting:
        return True
    training = isinstance(stage, LiveTrainingStage)
    view = _banner(keeping, at, training=training)
    box = QMessageBox(parent)
    box.setWindowTitle("Splitline")
    box.setFont(font(15))
    race, session = tr("Part of this race is not saved."), tr("Part of this session is not saved.")
    box.setText(session if training else race)
    why = view.detail if keeping.trouble else tr(_NO_ANSWER)
    box.setInformativeText(f"{view.words} {why}\n\n{tr(_WAY_OUT)}")
    stay = box.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
    lose = box.addButton(tr("Close and lose it"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    mark_side_window(box, TRAINING_WINDOW if training else RACE_WINDOW)
    box.exec()
    return box.clickedButton() is lose


def _banner(keeping: Keeping, at: Instant, *, training: bool) -> BannerView:
    if not training:
        return unsaved(keeping, at)
    from ui.viewstate.training_care import training_unsaved

    return training_unsaved(keeping, at)
