"""How does a setting come into use at once? Language, motion, and whether the machine stays awake."""

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.language import speak, system_language
from ui.frame import FrameLoop
from ui.motion import reduce_motion

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow

_EFFECTS = ("UI_AnimateMenu", "UI_FadeMenu", "UI_AnimateCombo", "UI_AnimateTooltip")
_FADES = ("UI_FadeTooltip", "UI_AnimateToolBox")


def set_motion(*, reduced: bool) -> None:
    """Let graphs, Qt's own menus and tooltips appear without a move, and cursors stand still, or not."""
    reduce_motion(reduced=reduced)
    for name in (*_EFFECTS, *_FADES) if reduced else ():
        QApplication.setEffectEnabled(getattr(Qt.UIEffect, name), False)
    hints = QGuiApplication.styleHints()
    if not reduced:
        QApplication.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, True)
    hints.setCursorFlashTime(0 if reduced else _USUAL_FLASH_MS)


_USUAL_FLASH_MS = 1000


def speak_now(owner: "RaceWindow", language: str) -> None:
    """Speak another language at once: one that was chosen, or the system's."""
    from ui.windows.said_anew import say_anew

    say_anew(lambda: speak(language or system_language(os.environ)))
    owner.draw()
    for each in owner.findChildren(FrameLoop):
        each.wake()


def keep_awake(owner: "RaceWindow", *, wanted: bool) -> None:
    """Let the machine stay awake in races, or not, from now on."""
    from ui.windows.power import PowerHost
    from ui.windows.training_power import TrainingPower

    for host in owner.findChildren(PowerHost):
        host.set_wanted(wanted)
    for of_session in owner.findChildren(TrainingPower):
        of_session.set_wanted(wanted)
