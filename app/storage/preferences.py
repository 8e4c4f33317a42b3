"""Where does Splitline remember what its user chose? In one small file beside the library.

What is in it is plain JSON; what the names mean is said in `app/usecases/preferences.py`.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, cast

from app.language import marked, tr
from app.storage.place import PREFERENCES_NAME, home

Chosen = Mapping[str, object]


class Sort(NamedTuple):
    """What a file of this kind holds: the ends of its sentences, and the most bytes it may have."""

    unread: str
    unwritten: str
    largest: int


CHOICES = Sort(
    marked("the usual settings are used"), marked("the choice is not remembered"), 100_000
)


class Found(NamedTuple):
    """What the file holds, and one sentence when it could not be read."""

    chosen: Chosen
    trouble: str = ""
    damaged: bool = False


class PreferencesError(Exception):
    """The file cannot be written; the message is one sentence."""


def preferences_path() -> Path:
    """Return the path of the file; neither it nor its folder need exist yet."""
    return home() / PREFERENCES_NAME


def read(path: Path, sort: Sort = CHOICES) -> Found:
    """Return what was chosen, nothing where nothing was; it never fails."""
    import json

    try:
        text = path.read_bytes()[: sort.largest + 1].decode("utf-8")
    except FileNotFoundError:
        return Found({})
    except (OSError, UnicodeDecodeError) as error:
        return _unreadable(path, sort, error)
    try:
        chosen = json.loads(text)
    except (ValueError, RecursionError):
        return _unreadable(path, sort)
    return Found(cast("Chosen", chosen)) if isinstance(chosen, dict) else _unreadable(path, sort)


def _unreadable(path: Path, sort: Sort, error: Exception | None = None) -> Found:
    if isinstance(error, OSError):
        said = tr("{path}: {clause}; {so}.", path=path, clause=_clause(error), so=tr(sort.unread))
        return Found({}, said)
    damaged = tr("{path} is damaged: expected JSON; {so}.", path=path, so=tr(sort.unread))
    return Found({}, damaged, True)


def _clause(error: OSError) -> str:
    from app.storage.failures import reason

    return (
        reason(error)
        .replace(tr("the library's folder"), tr("the folder"))
        .replace(tr("the library"), tr("the file"))
    )


def write(path: Path, chosen: Chosen, sort: Sort = CHOICES) -> None:
    """Store `chosen` whole or not at all, or raise `PreferencesError`.

    Names in the file that `chosen` does not have are kept: a newer version may know them. A name
    whose value is None is taken out. A file that could not be understood is put aside, not written
    over.
    """
    import json

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        there = read(path, sort)
        if there.damaged:
            path.replace(path.with_name(f"{path.stem}.damaged{path.suffix}"))
        merged = _merged(there.chosen, chosen)
        _replace(path, json.dumps(merged, indent=2) + "\n")
    except OSError as error:
        raise PreferencesError(
            tr("{path}: {clause}; {so}.", path=path, clause=_clause(error), so=tr(sort.unwritten))
        ) from error


def _merged(old: object, new: object) -> object:
    if not isinstance(new, Mapping):
        return new
    there = old if isinstance(old, Mapping) else {}
    merged = {**there, **{key: _merged(there.get(key), value) for key, value in new.items()}}
    return {key: value for key, value in merged.items() if key not in new or value is not None}


def _replace(path: Path, text: str) -> None:
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with aside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a loss of power, where a folder can be synced."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
