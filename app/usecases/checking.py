"""What is this file, and what is wrong with it?"""

from pathlib import Path
from typing import NamedTuple

from app.formats.file_text import FormatError, read_text, reason

RACE = "race file"
TARGETS = "target file"
SESSION = "session"
LIBRARY = "library"
UNKNOWN = "unknown"
_SQLITE = b"SQLite format 3\0"


class Checked(NamedTuple):
    """The kind of a file, what it holds in a few words, and what is wrong: empty when nothing."""

    kind: str
    holds: str
    problem: str


def check_file(path: Path) -> Checked:
    """Return what `path` is; a fault is part of the answer, nothing is raised for it."""
    kind = UNKNOWN
    try:
        kind = _kind_of(path)
        return Checked(kind, _READERS[kind](path), "")
    except FormatError as fault:
        return Checked(kind, "", str(fault))
    except OSError as fault:
        return Checked(kind, "", f"{path}: cannot be read: {reason(fault)}")


def _kind_of(path: Path) -> str:
    if path.is_file() and _starts_like_a_library(path):
        return LIBRARY
    text = read_text(path)
    if path.suffix.lower() == ".json" or text.lstrip().startswith("{"):
        return SESSION
    if path.suffix.lower() == ".toml" or "splitline-" in text:
        return TARGETS if _named_targets(text) else RACE
    raise FormatError(
        f"{path}: found text of no known format, expected a race or target file (.toml), "
        "a session (.json) or a library"
    )


def _starts_like_a_library(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _named_targets(text: str) -> bool:
    return any(
        line.replace(" ", "").startswith(('format="splitline-targets"', "[[target]]"))
        for line in text.splitlines()
    )


def _race(path: Path) -> str:
    from app.formats.race_file import read_race_file

    race = read_race_file(path)
    return f"{race.title}: {_count(len(race.splits) + 1, 'time')}, {_count(len(race.targets), 'target')}"


def _targets(path: Path) -> str:
    from app.formats.target_file import read_target_file

    return _count(len(read_target_file(path)), "target")


def _session(path: Path) -> str:
    from app.domain.evolve import fold
    from app.formats.session_json import read_session

    document = read_session(path)
    state = fold(document.records)
    title = state.plan.title if state else ""
    return f"{title}: {_count(len(document.records), 'event')}"


def _library(path: Path) -> str:
    from app.storage.failures import LibraryError
    from app.storage.library import Library

    try:
        return _count(Library(path).count(), "session")
    except LibraryError as fault:
        raise FormatError(str(fault)) from None


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


_READERS = {RACE: _race, TARGETS: _targets, SESSION: _session, LIBRARY: _library}
