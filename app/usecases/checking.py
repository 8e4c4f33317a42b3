"""What is this file, and what is wrong with it?"""

from pathlib import Path
from typing import NamedTuple

from app.formats.file_text import SESSION_ENDINGS, FormatError, read_text, reason

RACE = "race file"
TARGETS = "target file"
SESSION = "session"
LIBRARY = "library"
RESULTS = "results"
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
    if path.suffix.lower() in _endings():
        return RESULTS
    text = read_text(path)
    if path.suffix.lower() in SESSION_ENDINGS or text.lstrip().startswith("{"):
        return SESSION
    if path.suffix.lower() == ".toml" or "splitline-" in text:
        return TARGETS if _named_targets(text) else RACE
    if _holds_results(path):
        return RESULTS
    raise FormatError(
        f"{path}: found text of no known format, expected a race or target file (.toml), "
        "a session (.json), results of another program (.csv, .lif, .txt) or a library"
    )


def _endings() -> tuple[str, ...]:
    from app.formats.results.read_results import FORMS

    return tuple(ending for form in FORMS for ending in form.endings)


def _holds_results(path: Path) -> bool:
    """Text without an ending of its own holds results when it can be read as such."""
    from app.formats.results.read_results import read_file

    try:
        return bool(read_file(path).races)
    except FormatError:
        return False


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
    from app.engine.kinds import title_of
    from app.formats.session_json import read_session

    document = read_session(path)
    return f"{title_of(document.records)}: {_count(len(document.records), 'event')}"


def _results(path: Path) -> str:
    from app.formats.results.read_results import read_file

    found = read_file(path)
    runners = [runner for race in found.races for runner in race.runners]
    times = sum(len(each.splits) + (each.finish is not None) for each in runners)
    said = (
        _count(len(found.races), "race"),
        _count(len(runners), "athlete"),
        _count(times, "time"),
    )
    return f"{found.form}: {', '.join(said)}"


def _library(path: Path) -> str:
    from app.storage.failures import LibraryError
    from app.storage.library import Library

    try:
        return _count(Library(path).count(), "session")
    except LibraryError as fault:
        raise FormatError(str(fault)) from None


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


_READERS = {RACE: _race, TARGETS: _targets, SESSION: _session, LIBRARY: _library, RESULTS: _results}
