"""What can be read of a damaged library? `splitline recover` makes a new one of it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.context import DONE, Context, Refused, add_json, print_json
from app.language import tr

if TYPE_CHECKING:
    from app.storage.recovery import Recovery

HELP = "make a new library of what can be read of a damaged one"
_FILE = "a library, or a copy of one (the library in use)"
_FORCE = "also one that is sound, or whose first pages are gone"


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE", nargs="?", help=_FILE)
    parser.add_argument("--force", action="store_true", help=_FORCE)
    add_json(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Recover the library; the damaged file is kept under another name."""
    from app.usecases.care import recover_if_damaged

    library = Path(args.file) if args.file else context.app.library
    found = recover_if_damaged(library, force=args.force)
    if found is None:
        words = tr("{file}: the library is sound; --force makes it anew all the same", file=library)
        raise Refused(words)
    if args.json:
        print_json(_document(library, found))
    else:
        print(f"{found}")
        for session in found.partial:
            words = tr("{session}: parts are missing; its notes say which", session=session)
            print(f"  {words}")
    return DONE


def _document(library: Path, found: "Recovery") -> dict[str, object]:
    return {
        "library": str(library),
        "damaged": str(found.aside),
        "whole": list(found.whole),
        "partial": list(found.partial),
        "by_copy": list(found.by_copy),
    }
