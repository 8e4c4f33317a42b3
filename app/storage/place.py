"""Where does the library lie?"""

import os
from pathlib import Path

LIBRARY_NAME = "library.splitline"


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
