"""What is a file, and what is wrong with it? `splitline check FILE`."""

import argparse

from app.cli.context import DONE, REFUSED, Context, add_json, complain, print_json

HELP = "what a file is, and what is wrong with it"


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE", help="a race, targets, a session or a library")
    add_json(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Print what the file is; what is wrong goes to standard error."""
    from pathlib import Path

    from app.usecases.checking import check_file

    del context
    found = check_file(Path(args.file))
    if args.json:
        print_json({"file": args.file, "ok": not found.problem, **found._asdict()})
    elif not found.problem:
        print(f"{args.file}: {found.kind}, {found.holds}")
    if found.problem:
        complain(found.problem)
    return REFUSED if found.problem else DONE
