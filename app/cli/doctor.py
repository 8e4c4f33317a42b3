"""What does Splitline find on this machine? `splitline doctor`."""

import argparse
import os
import sys
from typing import Any

from app.cli.context import DONE, Context, add_json, print_json

HELP = "versions, folders, clock source, journal mode, display"
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
                shown = ", ".join(f"{key} {each}" for key, each in value.items())
            else:
                shown = str(value)
            print(f"{name:<12}{shown}")
    return DONE


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
        "library": _library(context),
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


def _library(context: Context) -> dict[str, Any]:
    from app.storage.failures import LibraryError
    from app.storage.library import Library
    from app.storage.writer_lock import written_elsewhere

    path = context.app.library
    try:
        sessions = len(Library(path).summaries())
        written = written_elsewhere(path)
    except (LibraryError, OSError) as fault:
        return {"problem": str(fault)}
    return {"exists": path.exists(), "sessions": sessions, "written elsewhere": written}


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
