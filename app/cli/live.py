"""How is a new race begun from the command line? `splitline live`."""

import argparse

from app.cli.board import add_board, board_request
from app.cli.context import Context, Refused
from app.cli.requests import FIRST_PAINT, QUIT_HELP, READY, LiveRequest
from app.domain.plan import Setup
from app.language import tr

HELP = "the window, set up for a new race"
_EVENT = "mile"
_ATHLETE = (
    'once per key: Anna, "Anna, 3:59.99" (her own target), "Anna pb 4:08" (her best), "Anna +10" (starts 10 s later), '
    '"4: Anna" (lane 4), "pacer Bob to 1000", "watch of Anna"'
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--event", metavar="NAME", help="800, 1500, mile, 3000sc, ... (mile)")
    parser.add_argument("--athlete", metavar="NAME", action="append", help=_ATHLETE)
    parser.add_argument("--target", metavar="T", action="append", help="the first is primary")
    parser.add_argument(
        "--again", action="store_true", help="the last set-up again, instead of all these"
    )
    parser.add_argument(
        "--quit-after", choices=(FIRST_PAINT, READY), default=argparse.SUPPRESS, help=QUIT_HELP
    )
    add_board(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Open the window."""
    if args.again and (args.event is not None or args.athlete or args.target):
        args.parser.error("--again takes the set-up as it was: no --event, --athlete or --target")
    board = board_request(args)
    setup = _again(context) if args.again else _asked_for(args, context)
    return context.launch(LiveRequest(setup, args.quit_after, board), "the window")


def _asked_for(args: argparse.Namespace, context: Context) -> Setup:
    from app.usecases.new_race import RaceRequest, setup_for

    race = RaceRequest(
        event=_EVENT if args.event is None else args.event,
        athletes=tuple(args.athlete or ()),
        targets=tuple(args.target or ()),
    )
    return setup_for(race, context.app.library)


def _again(context: Context) -> Setup:
    from app.usecases.last_setup import NONE_YET, last_setup, today_of

    setup = last_setup(context.app.library, today_of(context.app.clock))
    if setup is None:
        raise Refused(tr(NONE_YET))
    return setup
