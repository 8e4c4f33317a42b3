"""What does Splitline find on this machine? `splitline doctor`."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from app.cli.context import DONE, Context, add_json, print_json

HELP = "versions, folders, the library and its copies, clock source, journal mode, display"
_LIBRARIES = ("PySide6-Essentials", "pyqtgraph", "numpy", "msgspec", "miniaudio")
_DISPLAYS = ("WAYLAND_DISPLAY", "DISPLAY")


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_json(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Print what there is."""
    found = examined(context)
    if args.json:
        print_json(found)
    else:
        for name, value in found.items():
            if isinstance(value, dict):
                shown = ", ".join(f"{key} {_said(each)}" for key, each in value.items())
            else:
                shown = str(value)
            print(f"{name:<12}{shown}")
    return DONE


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not known" if value is None else str(value)


def examined(context: Context) -> dict[str, Any]:
    """Return everything, by topic; a library that cannot be read is part of the answer."""
    import platform

    from app import __version__
    from app.engine.clocks import asleep_ns, clock_source
    from app.resource_files import resource

    return {
        "splitline": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "libraries": {name: version_of(name) for name in _LIBRARIES},
        "folders": {"library": str(context.app.library), "resources": str(resource(""))},
        "clock": {
            "source": clock_source(),
            "asleep_s": round(max(0, asleep_ns()) / 1_000_000_000, 3),
        },
        "library": _library(context.app.library),
        "copies": _copies(context.app.library),
        "journal": _journal(),
        "display": display(),
    }


def version_of(name: str) -> str | None:
    """Return the version of an installed library, None where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _library(path: Path) -> dict[str, Any]:
    """Look through the library, unless that would hold up another process that writes to it.

    `sound` is None for a library that was not looked through, or that is none of ours.
    """
    from app.storage.failures import DamagedLibrary, LibraryError
    from app.storage.library import Library
    from app.storage.writer_lock import written_elsewhere
    from app.usecases.care import check_quickly

    found: dict[str, Any] = {}
    try:
        found["exists"] = path.exists()
        found["writable"] = _writable(path)
        written = found["written elsewhere"] = written_elsewhere(path)
        found["sessions"] = Library(path).count()
        if not written:
            check_quickly(path)
    except (LibraryError, OSError) as fault:
        sound = False if isinstance(fault, DamagedLibrary) else None
        return {"problem": str(fault), "sound": sound, **found}
    return {**found, "sound": None if written or not found["exists"] else True}


def _writable(path: Path) -> bool:
    """Whether the file and its folder, or what there is of it, may be written."""
    folder = next((each for each in path.absolute().parents if each.exists()), Path("/"))
    return os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _copies(library: Path) -> dict[str, Any]:
    from app.storage.backups import folder_of, newest

    copies = newest(library)
    found = {"folder": str(folder_of(library)), "kept": len(copies)}
    return {**found, "newest": copies[0].name} if copies else found


def _journal() -> dict[str, str]:
    import sqlite3

    from app.storage.schema import journal_mode

    mode = journal_mode()
    synchronous = "full" if mode == "wal" else "extra"
    return {"mode": mode, "synchronous": synchronous, "sqlite": sqlite3.sqlite_version}


def display() -> str:
    """Return where a window would be shown."""
    chosen = os.environ.get("QT_QPA_PLATFORM")
    if chosen:
        return f"{chosen} (QT_QPA_PLATFORM)"
    if sys.platform in ("win32", "darwin"):
        return "the system's"
    found = [f"{name} {os.environ[name]}" for name in _DISPLAYS if os.environ.get(name)]
    return ", ".join(found) or "none"
