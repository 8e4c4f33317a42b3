"""How is a new race begun from the command line? `splitline live`."""

import argparse

from app.cli.context import Context
from app.cli.requests import FIRST_PAINT, QUIT_HELP, READY, LiveRequest

HELP = "the window, set up for a new race"
_EVENT = "mile"


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--event", metavar="NAME", default=_EVENT, help="800, 1500, mile, 3000sc, ..."
    )
    parser.add_argument("--athlete", metavar="NAME", action="append", help="once per lane")
    parser.add_argument("--target", metavar="T", action="append", help="the first is primary")
    parser.add_argument(
        "--quit-after", choices=(FIRST_PAINT, READY), default=argparse.SUPPRESS, help=QUIT_HELP
    )


def run(args: argparse.Namespace, context: Context) -> int:
    """Open the window."""
    from app.usecases.new_race import RaceRequest, setup_for

    race = RaceRequest(
        event=args.event, athletes=tuple(args.athlete or ()), targets=tuple(args.target or ())
    )
    setup = setup_for(race, context.app.library)
    return context.launch(LiveRequest(setup, args.quit_after), "the window")
