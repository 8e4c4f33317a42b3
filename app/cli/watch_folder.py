"""How are the files of a meet taken while they are written? `splitline import --watch FOLDER`.

The folder is looked at twice a second; Ctrl+C ends it.
"""

import argparse
from pathlib import Path
from threading import Event
from typing import Any

from app.cli.bring_in import take, tell
from app.cli.context import DONE, Context, Refused, complain, print_json
from app.formats.file_text import reason
from app.usecases.watching import FolderWatch, Stamp

_BETWEEN_LOOKS_S = 0.5


def watch(args: argparse.Namespace, context: Context, stop: Event | None = None) -> int:
    """Take new files until `stop` is set or Ctrl+C is pressed; what is wrong with one is said."""
    folder = Path(args.watch)
    if args.files:
        raise Refused("--watch: found files beside it, expected a folder alone")
    if not folder.is_dir():
        raise Refused(f"--watch: {folder}: found no folder, expected one")
    known = FolderWatch()
    known.look(_listing(folder), context.app.clock.now())
    if not args.json:
        print(f"Waiting for new .lif files in {folder}; Ctrl+C ends it.", flush=True)
    ended = stop or Event()
    try:
        while not ended.wait(_BETWEEN_LOOKS_S):
            look(folder, known, args, context)
    except KeyboardInterrupt:
        pass
    return DONE


def look(folder: Path, known: FolderWatch, args: argparse.Namespace, context: Context) -> None:
    """Look at the folder once, and take what is new and whole."""
    clock = context.app.clock
    looked = known.look(_listing(folder), clock.now())
    for name in looked.changed:
        complain(
            f"{folder / name} has changed since it was taken; import it to have it as it is now"
        )
    for name in looked.ready:
        found = _taken(folder / name, known, args, context)
        for each in found:
            _say(each, as_json=args.json)


def _taken(
    path: Path, known: FolderWatch, args: argparse.Namespace, context: Context
) -> list[dict[str, Any]]:
    """Return what became of a file; one that is still being written is left for the next look.

    So is every file while a window writes the library, as it does during a race.
    """
    from app.formats.file_text import FormatError
    from app.formats.results.text import StillWritten
    from app.usecases.importing import open_import

    clock = context.app.clock
    try:
        open_import(path)
    except StillWritten as fault:
        if known.unfinished(path.name, clock.now()):
            return []
        return [{"file": str(path), "error": str(fault)}]
    except FormatError as fault:
        known.took([path.name])
        return [{"file": str(path), "error": str(fault)}]
    known.took([path.name])
    found = take(str(path), args, context)
    if any("library" in each for each in found) and known.again(path.name, clock.now()):
        return []
    return found


def _say(each: dict[str, Any], *, as_json: bool) -> None:
    if "error" in each:
        complain(each["error"])
    if as_json:
        print_json(each)
    elif "error" not in each:
        tell(each)


def _listing(folder: Path) -> dict[str, Stamp]:
    """Return the files in a folder; one that goes away while it is looked at is not there."""
    found: dict[str, Stamp] = {}
    try:
        for path in folder.iterdir():
            try:
                status = path.stat()
            except OSError:
                continue
            if path.is_file():
                found[path.name] = Stamp(status.st_size, status.st_mtime_ns)
    except OSError as fault:
        raise Refused(f"--watch: {folder}: cannot be read: {reason(fault)}") from None
    return found
