"""May something move on the screen of its own accord? Not where less motion is asked for."""

from PySide6.QtWidgets import QApplication, QStyle


class _Choice:
    """What the user chose: there is one screen to look at."""

    def __init__(self) -> None:
        self.reduced = False


_choice = _Choice()


def reduce_motion(*, reduced: bool) -> None:
    """Let nothing move where it need not, or leave it to the system."""
    _choice.reduced = reduced


def motion_allowed() -> bool:
    """Whether the user, and the system where it tells Qt, let things move."""
    if _choice.reduced:
        return False
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return QApplication.style().styleHint(hint) > 0
