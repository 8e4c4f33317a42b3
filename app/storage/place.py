"""Where does the library lie, and what Splitline remembers beside it?"""

import os
import sys
from pathlib import Path

LIBRARY_NAME = "library.splitline"
PREFERENCES_NAME = "preferences.json"
TRAINING_BOOK_NAME = "training.json"


def home() -> Path:
    """Return the folder of everything the user makes: `SPLITLINE_HOME`, or the system's place."""
    chosen = os.environ.get("SPLITLINE_HOME")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("Splitline", appauthor=False)


def library_path() -> Path:
    """Return the path of the library; neither it nor its folder need exist yet."""
    return home() / LIBRARY_NAME


def quick_home() -> Path | None:
    """Return the folder where no library is needed to know it; loading one takes 10 ms of a start.

    On Linux it is found by the rules of the XDG base directories, as `platformdirs` does.
    """
    if os.environ.get("SPLITLINE_HOME") or "platformdirs" in sys.modules:
        return home()
    if not sys.platform.startswith("linux"):
        return None
    shared, own = os.environ.get("XDG_DATA_HOME", ""), os.environ.get("HOME", "")
    if shared.startswith("/"):
        return Path(shared, "Splitline")
    return Path(own, ".local/share/Splitline") if own.startswith("/") else None


def quick_choice(name: str) -> str:
    """Return what was chosen under `name`, as far as it is found without reading JSON.

    The file is only searched, in the form in which it is stored: JSON is not loaded before the
    first paint. Where this finds nothing, the choice comes with the others after it.
    """
    return _quick_text().partition(f'"{name}": "')[2].partition('"')[0]


def quick_number(name: str) -> int:
    """Return the whole number chosen under `name`, found in the same way; 0 for none."""
    digits = _quick_text().partition(f'"{name}": ')[2].partition("\n")[0].rstrip(",")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 0


def _quick_text() -> str:
    folder = quick_home()
    try:
        return (folder / PREFERENCES_NAME).read_text("utf-8") if folder else ""
    except (OSError, UnicodeDecodeError):
        return ""
