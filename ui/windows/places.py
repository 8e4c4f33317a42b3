"""Where do sheets go as long as nobody said? To the user's documents."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> str:
    """Return the folder of the user's documents, or the user's own where there is no such folder."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return found if found and Path(found).is_dir() else str(Path.home())
