"""What is there to replay, to resume and to run against? `splitline list`."""

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from app.cli.context import DONE, Context, Refused, add_json, print_json
from app.language import figure, marked, tr

HELP = "the races, sessions and targets that are there"
_WHAT = ("races", "sessions", "targets")
_FILTERS = ("words", "athlete", "event", "since", "until", "limit")
_DAY = "a day, a month or a year, like 2026-11-21, 2026-11 or 2026"
_ABOUT = (
    "With one of these only sessions are listed, the newest first. What lies in the bin is left "
    "out."
)
Rows = list[dict[str, Any]]


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", nargs="?", choices=_WHAT, help="all of them")
    add_json(parser)
    only = parser.add_argument_group("sessions only", _ABOUT)
    only.add_argument(
        "--words",
        metavar="TEXT",
        help="beginnings of words of title, event, date, venue, athletes or notes",
    )
    only.add_argument("--athlete", metavar="NAME", help="the whole name")
    only.add_argument("--event", metavar="NAME", help="800, 1500, mile, 3000sc, ...")
    only.add_argument("--since", metavar="DATE", help=f"from {_DAY} on")
    only.add_argument("--until", metavar="DATE", help="up to a day, a month or a year")
    only.add_argument("--limit", metavar="N", type=int, help="N of them at most")


def run(args: argparse.Namespace, context: Context) -> int:
    """Print what there is."""
    narrowed = [each for each in _FILTERS if getattr(args, each) is not None]
    if narrowed and args.what not in (None, "sessions"):
        args.parser.error(f"--{narrowed[0]} narrows the list of sessions, not that of {args.what}")
    if args.limit is not None and args.limit < 1:
        args.parser.error(f"--limit: found {args.limit}, expected 1 or more")
    chosen = ("sessions",) if narrowed else (args.what,) if args.what else _WHAT
    found = {what: _LISTS[what](context, args) for what in chosen}
    if args.json:
        print_json(found)
    else:
        print("\n\n".join(_text(what, rows, args) for what, rows in found.items()))
    return DONE


def _races(context: Context, args: argparse.Namespace) -> Rows:
    del context, args
    return [*_race_rows(), *_example_rows()]


def _race_rows() -> Rows:
    from app.usecases.recorded_race import open_recording, shipped_races

    races = [open_recording(each).race for each in shipped_races()]
    return [
        {
            "id": race.id,
            "title": race.title,
            "kind": "race",
            "event": race.event,
            "date": race.date,
            "athletes": [race.athlete],
        }
        for race in races
        if race is not None
    ]


def _example_rows() -> Rows:
    """A training session that is shipped stands behind the races, its plan for the event."""
    from app.usecases.recorded_training import (
        recording_of_training,
        shipped_training,
        shipped_trainings,
    )

    examples = [recording_of_training(shipped_training(each)) for each in shipped_trainings()]
    return [
        {
            "id": each.id,
            "title": each.title,
            "kind": "training",
            "event": " ".join(each.run.setup.plan.split()),
            "date": each.run.setup.date,
            "athletes": [one.name for one in each.run.setup.runners],
        }
        for each in examples
    ]


def _sessions(context: Context, args: argparse.Namespace) -> Rows:
    from app.domain.times import to_seconds
    from app.storage.library import Library
    from app.usecases.past_races import BadSearch, query_for

    asked = {each: getattr(args, each) or "" for each in _FILTERS if each != "limit"}
    try:
        query = query_for(**asked)
    except BadSearch as fault:
        raise Refused(str(fault)) from None
    return [
        {
            "id": each.id,
            "title": each.title,
            "kind": each.kind,
            "event": each.event,
            "date": each.date,
            "athletes": list(each.athletes),
            "started_utc": each.started_utc,
            "venue": each.venue,
            "result_s": None if each.result is None else to_seconds(each.result),
            "notes": each.notes,
        }
        for each in Library(context.app.library).find(query, limit=args.limit or -1)
    ]


def _targets(context: Context, args: argparse.Namespace) -> Rows:
    from app.domain.course import to_metres
    from app.domain.times import to_seconds
    from app.formats.target_file import shipped_targets

    del context, args
    return [
        {
            "id": each.target.id,
            "name": each.target.name,
            "title": each.title,
            "time_s": to_seconds(each.target.finish),
            "distance_m": to_metres(each.target.distance),
        }
        for each in shipped_targets()
    ]


_LISTS: dict[str, Callable[[Context, argparse.Namespace], Rows]] = {
    "races": _races,
    "sessions": _sessions,
    "targets": _targets,
}


def _text(what: str, rows: Sequence[dict[str, Any]], args: argparse.Namespace) -> str:
    from app.cli.columns import table

    if not rows:
        narrowed = any(getattr(args, each) is not None for each in _FILTERS)
        return tr(_NONE_LIKE_THAT if narrowed else _NONE_YET[what])
    heads = list(rows[0])
    shown = [[_cell(key, row[key]) for key in heads] for row in rows]
    numbers = {"time_s", "distance_m", "result_s"}
    left = [i for i, key in enumerate(heads) if key not in numbers]
    return table([tr(_HEADS.get(key, key)) for key in heads], shown, left)


def _cell(key: str, value: Any) -> str:
    from app.domain.course import format_metres, metres
    from app.domain.times import canonical, seconds

    if key in ("time_s", "result_s"):
        return "" if value is None else figure(canonical(seconds(value)))
    if key == "distance_m":
        return figure(format_metres(metres(value)))
    return ", ".join(value) if isinstance(value, list) else " ".join(str(value).split())


_NONE_LIKE_THAT = marked("No sessions like that.")
_NONE_YET = {
    "races": marked("There are no races yet."),
    "sessions": marked("There are no sessions yet."),
    "targets": marked("There are no targets yet."),
}
_HEADS = {
    "title": marked("title"),
    "kind": marked("kind"),
    "event": marked("event"),
    "date": marked("date"),
    "athletes": marked("athletes"),
    "venue": marked("venue"),
    "notes": marked("notes"),
    "name": marked("name"),
    "time_s": marked("time"),
    "distance_m": marked("distance"),
    "started_utc": marked("started (UTC)"),
    "result_s": marked("result"),
}
