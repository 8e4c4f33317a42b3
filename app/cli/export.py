"""How does a race become files? `splitline export RACE --to FILE`."""

import argparse

from app.cli import export_pages
from app.cli.context import DONE, Context, add_json, print_json
from app.language import tr

HELP = "a race or a session as files, by their endings: .pdf, .html, .csv, .xlsx, ..."


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "race", metavar="RACE", nargs="?", help="the id of a race or a session, or a file"
    )
    parser.add_argument("--to", metavar="FILE", action="append", help="can be given again")
    parser.add_argument(
        "--dialect",
        choices=("comma", "semicolon"),
        default="comma",
        help="what a CSV has between its cells; with semicolons it has decimal commas",
    )
    export_pages.configure(parser)
    add_json(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Write every file and say so."""
    from pathlib import Path

    from app.usecases.exporting import export
    from app.usecases.page_export import check_wish, page_renderers

    export_pages.check_usage(args)
    if args.sessions is not None:
        return export_pages.run_many(args, context)
    files, wish = [Path(file) for file in args.to], export_pages.wish_of(args, context)
    check_wish(wish, files, context.renderers)
    renderers = page_renderers(context.renderers, wish)
    export(args.race, files, context.app.library, renderers, args.dialect)
    if args.json:
        print_json({"race": args.race, "files": args.to})
    else:
        for file in args.to:
            print(tr("{race} is in {file}", race=args.race, file=file))
    return DONE
