"""Where do sheets go as long as nobody said? To the user's documents."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> str:
    """Return the folder of the user's documents, or the user's own."""
    place = QStandardPaths.StandardLocation
    return QStandardPaths.writableLocation(place.DocumentsLocation) or str(Path.home())
