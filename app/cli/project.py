"""When will somebody finish who has run these splits? `splitline project`."""

import argparse
import re

from app.cli.context import DONE, REFUSED, Context, Refused, add_json, complain

HELP = "the projected finish from a few splits, of one race or of many"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--distance", metavar="M", help="in metres")
    what.add_argument("--event", metavar="NAME", help="800, 1500, mile, 3000sc, ...")
    parser.add_argument(
        "--split", metavar="MARK=TIME", action="append", help="409.344=1:00.20, once per mark"
    )
    parser.add_argument("--target", metavar="T", action="append", help="for the plan from here")
    parser.add_argument("--race-class", choices=("paced", "championship"), default="")
    parser.add_argument("--best", metavar="TIME", help="the athlete's best over the distance")
    parser.add_argument("--batch", metavar="IN.jsonl", help="one partial race a line, - for stdin")
    parser.add_argument("--out", metavar="OUT.jsonl", help="the answers to --batch")
    add_json(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Print one projection, or one a line."""
    _check_usage(args)
    return _batch(args) if args.batch is not None else _one(args, context)


def _check_usage(args: argparse.Namespace) -> None:
    of_one = ("distance", "event", "split", "best")
    given = [f"--{name}" for name in of_one if getattr(args, name) is not None]
    if args.batch is not None and (given or args.race_class):
        args.parser.error(f"{(given or ['--race-class'])[0]} does not go with --batch")
    if args.batch is None and args.out is not None:
        args.parser.error("--out needs --batch")
    if args.batch is None and args.distance is None and args.event is None:
        args.parser.error("--event or --distance is needed, or --batch")
    if args.batch is None and not args.split:
        args.parser.error("--split is needed, once or more")


def _batch(args: argparse.Namespace) -> int:
    from pathlib import Path

    from app.cli.batch import project_batch

    out = Path(args.out) if args.out is not None else None
    done, failed = project_batch(args.batch, out, tuple(args.target or ()))
    if failed:
        complain(f"{failed} of {done} lines could not be projected")
    return REFUSED if failed else DONE


def _one(args: argparse.Namespace, context: Context) -> int:
    from app.cli.context import print_json
    from app.cli.partial_race import PartialRace, line_object, project_finish
    from app.domain.course import metres
    from app.domain.disciplines import discipline
    from app.domain.times import parse_time
    from app.usecases.targets import targets_of

    if args.event is not None:
        event, distance = discipline(args.event)[0], discipline(args.event).distance
    else:
        distance = metres(_metres("--distance", args.distance))
        event = args.distance
    splits = [_split(text) for text in args.split]
    targets = targets_of(args.target or (), distance, context.app.library)
    race = PartialRace(
        event=event,
        distance=distance,
        splits=[(metres(mark), parse_time(time)) for mark, time in splits],
        race_class=args.race_class,
        best=parse_time(args.best) if args.best is not None else None,
        target=targets[0] if targets else None,
    )
    projection = project_finish(race)
    if args.json:
        print_json(line_object(None, projection))
    else:
        from app.analysis.reference import best_words
        from app.cli.replay_text import projection_text

        best = "" if race.best is None else f"with {best_words('', race.best)}"
        print(projection_text(projection, projection.band, targets, race.target, best))
    return DONE


def _split(text: str) -> tuple[float, str]:
    mark, equals, time = text.partition("=")
    if not equals:
        raise Refused(f'--split: found "{text}", expected MARK=TIME like 409.344=1:00.20')
    return _metres("--split", mark), time


def _metres(option: str, text: str) -> float:
    plain = text.strip().removesuffix("m").strip()
    if not _NUMBER.fullmatch(plain) or not plain.isascii() or len(plain) > 12 or not float(plain):
        raise Refused(f'{option}: found "{text}", expected metres like 1609.344')
    return float(plain)
