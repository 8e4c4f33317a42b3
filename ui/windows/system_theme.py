"""Which theme does the system ask for, where it tells?"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from ui.theme import CONTRAST, DAY, NIGHT


def system_theme() -> str:
    """Return the theme that the system asks for: by its contrast, then by dark or light.

    Empty where it does not tell.
    """
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    by_scheme = {Qt.ColorScheme.Dark: NIGHT, Qt.ColorScheme.Light: DAY}
    return by_scheme.get(hints.colorScheme(), "")


def on_system_change(owner: QObject, follow: Callable[[], None]) -> None:
    """Call `follow` whenever the system asks for another theme, as long as `owner` is there."""
    hints = QGuiApplication.styleHints()
    changes = (hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged)
    made = [each.connect(lambda _: follow()) for each in changes]

    def leave() -> None:
        for each in made:
            QObject.disconnect(each)

    owner.destroyed.connect(leave)
