"""What does a screen reader find? A role and a name for every widget that is painted by hand.

The name of what is painted is worked out when somebody asks for it: it is always that of the
moment, and a clock that runs sends nobody a message thirty times a second.
"""

from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_made: "WeakKeyDictionary[QWidget, QAccessibleInterface]" = WeakKeyDictionary()
"""Qt deletes an interface with its widget; until then Python must not."""
_installed: list[bool] = []


class _Painted(QAccessibleWidget):
    """The role of a painted widget, and the name that it has at this moment."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._painted = widget

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._painted.accessibleName()
        return super().text(kind)


def role_of(widget: QObject) -> str:
    """Return the role that a class says it has, by Qt's name for it; empty where Qt knows it."""
    found = getattr(type(widget), "role", "")
    return found if isinstance(found, str) else ""


def _interface(_key: str, found: QObject) -> QAccessibleInterface | None:
    role = role_of(found)
    if not role or not isinstance(found, QWidget):
        return None
    made = _Painted(found, QAccessible.Role[role])
    _made[found] = made
    return made


def be_read() -> None:
    """Let screen readers find what is painted, from now on."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_interface)
