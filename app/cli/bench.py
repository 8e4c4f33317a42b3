"""How fast is Splitline on this machine? `splitline bench`."""

import argparse

from app.cli.context import Context, Refused, add_json
from app.cli.requests import BenchRequest

HELP = "the figures of the benchmark suite on this machine"


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_json(parser)
    parser.add_argument(
        "--quick", action="store_true", help="measure less often, in a third of the time"
    )


def run(args: argparse.Namespace, context: Context) -> int:
    """Hand over to the benchmark."""
    if context.launcher is None:
        raise Refused("the benchmark draws windows and needs PySide6; in a checkout: make bench")
    return context.launcher(BenchRequest(args.json, args.quick))
