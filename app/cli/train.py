"""How is a training session run from the command line? `splitline train`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.context import Context, Refused
from app.cli.requests import FIRST_PAINT, QUIT_HELP, READY, TrainingRequest
from app.language import marked, tr

if TYPE_CHECKING:
    from app.domain.training.session_setup import TrainingSetup

HELP = "the window of a training session, armed or going on"
_PLAN = 'as coaches write it: "3 x (4 x 300 in 43, 1:30) / 5:00"'
_ATHLETE = 'a line of a roster, once each: Anna, "Anna, A, 800 2:01.5", "A: Anna, Bea"'
_NOBODY = marked("There is nobody to train: name them with --athlete or --roster FILE.")
_NONE_LEFT = marked("No training session was left running: --plan begins one.")


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--plan", metavar="TEXT", help=_PLAN)
    parser.add_argument("--roster", metavar="FILE", type=Path, help="who trains, as text")
    parser.add_argument("--athlete", metavar="LINE", action="append", help=_ATHLETE)
    parser.add_argument("--title", metavar="TEXT", help="what the session is called")
    parser.add_argument("--venue", metavar="TEXT", help="where it is")
    parser.add_argument(
        "--go-on", action="store_true", help="go on with the session that was left running"
    )
    parser.add_argument(
        "--quit-after", choices=(FIRST_PAINT, READY), default=argparse.SUPPRESS, help=QUIT_HELP
    )


def run(args: argparse.Namespace, context: Context) -> int:
    """Open the window."""
    if args.go_on:
        others = (args.plan, args.roster, args.athlete, args.title, args.venue)
        if any(each is not None for each in others):
            args.parser.error("--go-on takes the session as it was: no other option but it")
        request = TrainingRequest(go_on=_left_running(context), quit_after=args.quit_after)
        return context.launch(request, "the window")
    if args.plan is None:
        args.parser.error("--plan TEXT or --go-on is needed")
    request = TrainingRequest(setup=_setup(args, context), quit_after=args.quit_after)
    return context.launch(request, "the window")


def _left_running(context: Context) -> str:
    from app.usecases.live_training import unfinished_training

    left = unfinished_training(context.app.library)
    if left is None:
        raise Refused(tr(_NONE_LEFT))
    return left.id


def _setup(args: argparse.Namespace, context: Context) -> "TrainingSetup":
    from app.domain.training.session_setup import TrainingSetup, runners_of
    from app.formats.file_text import read_text
    from app.usecases.last_setup import today_of
    from app.usecases.roster_text import read_roster

    lines = [read_text(args.roster)] if args.roster else []
    lines += args.athlete or ()
    if not lines:
        raise Refused(tr(_NOBODY))
    roster = read_roster("\n".join(lines))
    return TrainingSetup(
        title=(args.title or "Training").strip(),
        plan=args.plan,
        runners=runners_of(roster),
        date=today_of(context.app.clock),
        venue=(args.venue or "").strip(),
    )
