"""Where in a document does a recorded run stand? Between two comments of its name."""

import platform
import sys
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path


def record(path: Path, name: str, text: str) -> None:
    """Put `text` in the place of the run that is recorded under `name`.

    Raises `ValueError` where the document has no such place.
    """
    opened, closed = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, found, rest = path.read_text(encoding="utf-8").partition(opened)
    _, ended, after = rest.partition(closed)
    if not found or not ended:
        raise ValueError(f"{path}: found no {opened} with {closed} behind it, expected both")
    path.write_text(f"{before}{opened}\n\n{text.strip()}\n\n{closed}{after}", encoding="utf-8")


def machine() -> str:
    """Return the system, the cores, the Python and today's date, for the head of a run."""
    python = ".".join(str(each) for each in sys.version_info[:3])
    today = datetime.now(UTC).date().isoformat()
    system = f"{platform.system()} on {platform.machine()}"
    return f"{system} with {cpu_count()} cores, Python {python}; {today}"
