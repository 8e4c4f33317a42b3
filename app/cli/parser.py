"""What can be typed behind `splitline`? Every command with its options."""

import argparse
from collections.abc import Callable
from typing import NamedTuple

from app import __version__
from app.cli import (
    athlete,
    bench,
    bring_in,
    check,
    compare,
    doctor,
    export,
    listing,
    live,
    plan,
    project,
    recover,
    replay,
    train,
    what_if,
)
from app.cli.context import Context
from app.cli.requests import FIRST_PAINT, QUIT_HELP, READY

_WIDTH = 80
_PROGRAM = "splitline"
_LANGUAGE_HELP = "speak this language, en or fr, instead of the one chosen or the system's"
_EPILOG = (
    "Without a command the window opens, with a FILE in its place on that race. "
    "`splitline COMMAND --help` says more of each."
)


class _Help(argparse.HelpFormatter):
    """Help of a fixed width: asking the terminal loads shutil, 5 ms of every start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_WIDTH)


class _Command(NamedTuple):
    help: str
    configure: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Context], int]


_COMMANDS = {
    "live": _Command(live.HELP, live.configure, live.run),
    "train": _Command(train.HELP, train.configure, train.run),
    "replay": _Command(replay.HELP, replay.configure, replay.run),
    "plan": _Command(plan.HELP, plan.configure, plan.run),
    "project": _Command(project.HELP, project.configure, project.run),
    "what-if": _Command(what_if.HELP, what_if.configure, what_if.run),
    "list": _Command(listing.HELP, listing.configure, listing.run),
    "compare": _Command(compare.HELP, compare.configure, compare.run),
    "athlete": _Command(athlete.HELP, athlete.configure, athlete.run),
    "export": _Command(export.HELP, export.configure, export.run),
    "import": _Command(bring_in.HELP, bring_in.configure, bring_in.run),
    "check": _Command(check.HELP, check.configure, check.run),
    "recover": _Command(recover.HELP, recover.configure, recover.run),
    "doctor": _Command(doctor.HELP, doctor.configure, doctor.run),
    "bench": _Command(bench.HELP, bench.configure, bench.run),
}


def build_parser() -> argparse.ArgumentParser:
    """Return the parser; a command it has read lies in `run`, with its own parser in `parser`."""
    parser = argparse.ArgumentParser(
        prog=_PROGRAM,
        description="A lap timer for middle-distance running.",
        epilog=_EPILOG,
        allow_abbrev=False,
        formatter_class=_Help,
    )
    parser.add_argument("--version", action="version", version=f"Splitline {__version__}")
    parser.add_argument("--lang", metavar="CODE", help=_LANGUAGE_HELP)
    parser.add_argument("--self-test", action="store_true", help="the application checks itself")
    parser.add_argument(
        "--open",
        metavar="FILE",
        nargs="?",
        help="open it as a desktop does: say what is wrong in a window",
    )
    parser.add_argument("--quit-after", choices=(FIRST_PAINT, READY), default="", help=QUIT_HELP)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, command in _COMMANDS.items():
        sub = commands.add_parser(
            name,
            help=command.help,
            description=f"{command.help[0].upper()}{command.help[1:]}.",
            allow_abbrev=False,
            formatter_class=_Help,
        )
        command.configure(sub)
        sub.set_defaults(run=command.run, parser=sub)
    return parser
