"""Where may a window stand beside a race that is being timed? Below its clock and its call."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

from app.domain.state import RUNNING
from ui.stages.timing import LiveStage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.windows.race_window import RaceWindow

LEAST = 440
_BELOW = 8


def keep_in_sight(owner: "RaceWindow", window: "QWidget", least: int = LEAST) -> None:
    """Leave the clock and the call of a running field uncovered, where there is room below them."""
    call, stage = owner.window.call, owner.desk.stage
    if not isinstance(stage, LiveStage) or stage.state.phase != RUNNING:
        return
    top = call.mapToGlobal(call.rect().bottomLeft()).y() + _BELOW
    whole = QRect(owner.window.mapToGlobal(QPoint(0, 0)), owner.window.size())
    height = min(window.height(), whole.bottom() - top)
    if height >= least:
        left = whole.center().x() - window.width() // 2
        window.setGeometry(left, top, window.width(), height)
