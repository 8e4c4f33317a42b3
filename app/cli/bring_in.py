"""How do races come into the library? `splitline import FILE...`."""

import argparse
from typing import Any

from app.cli.context import DONE, REFUSED, Context, add_json, complain, print_json

HELP = "sessions and race files into the library"


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="a session (.json) or race (.toml)"
    )
    parser.add_argument("--event", metavar="NAME", help="what the race has to be")
    parser.add_argument(
        "--line", choices=("finish-line", "from-start"), help="the reading of a race file"
    )
    add_json(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Take in file after file; a bad one is named and the others are taken all the same."""
    found = [_one(file, args, context) for file in args.files]
    for each in found:
        if "error" in each:
            complain(each["error"])
        elif not args.json:
            what = "is new in the library" if each["new"] else "is known: nothing was changed"
            print(f"{each['id']} ({each['title']}) {what}")
    if args.json:
        print_json({"imported": found})
    return REFUSED if any("error" in each for each in found) else DONE


def _one(file: str, args: argparse.Namespace, context: Context) -> dict[str, Any]:
    from pathlib import Path

    from app.domain.refusals import Refusal
    from app.formats.file_text import FormatError
    from app.storage.failures import LibraryError
    from app.usecases.importing import import_file
    from app.usecases.recorded_race import NoSuchRace

    try:
        taken = import_file(Path(file), context.app.library, event=args.event, line=args.line)
    except (FormatError, LibraryError, NoSuchRace, Refusal) as fault:
        return {"file": file, "error": str(fault)}
    return {"file": file, "id": taken.id, "title": taken.title, "new": taken.new}
