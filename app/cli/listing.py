"""What is there to replay, to resume and to run against? `splitline list`."""

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from app.cli.context import DONE, Context, add_json, print_json

HELP = "the races, sessions and targets that are there"
_WHAT = ("races", "sessions", "targets")
Rows = list[dict[str, Any]]


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", nargs="?", choices=_WHAT, help="all of them")
    add_json(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Print what there is."""
    chosen = (args.what,) if args.what else _WHAT
    found = {what: _LISTS[what](context) for what in chosen}
    if args.json:
        print_json(found)
    else:
        print("\n\n".join(_text(what, rows) for what, rows in found.items()))
    return DONE


def _races(context: Context) -> Rows:
    from app.usecases.recorded_race import open_recording, shipped_races

    del context
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


def _sessions(context: Context) -> Rows:
    from app.storage.library import Library

    return [
        {
            "id": each.id,
            "title": each.title,
            "kind": each.kind,
            "event": each.event,
            "date": each.date,
            "athletes": list(each.athletes),
            "started_utc": each.started_utc,
        }
        for each in Library(context.app.library).summaries()
    ]


def _targets(context: Context) -> Rows:
    from app.domain.course import to_metres
    from app.domain.times import to_seconds
    from app.formats.target_file import shipped_targets

    del context
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


_LISTS: dict[str, Callable[[Context], Rows]] = {
    "races": _races,
    "sessions": _sessions,
    "targets": _targets,
}


def _text(what: str, rows: Sequence[dict[str, Any]]) -> str:
    from app.cli.columns import table

    if not rows:
        return f"There are no {what} yet."
    heads = list(rows[0])
    shown = [[_cell(key, row[key]) for key in heads] for row in rows]
    numbers = {"time_s", "distance_m"}
    left = [i for i, key in enumerate(heads) if key not in numbers]
    return table([_HEADS.get(key, key) for key in heads], shown, left)


def _cell(key: str, value: Any) -> str:
    from app.domain.course import format_metres, metres
    from app.domain.times import canonical, seconds

    if key == "time_s":
        return canonical(seconds(value))
    if key == "distance_m":
        return format_metres(metres(value))
    return ", ".join(value) if isinstance(value, list) else str(value)


_HEADS = {"time_s": "time", "distance_m": "distance", "started_utc": "started (UTC)"}
