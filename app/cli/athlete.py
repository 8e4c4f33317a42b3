"""How has an athlete come on? `splitline athlete NAME`."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app.cli.columns import paragraph, table
from app.cli.context import DONE, Context, Refused, add_json, print_json
from app.domain.course import to_metres
from app.domain.times import to_seconds
from app.language import figure, tr, tr_count

if TYPE_CHECKING:
    from app.analysis.training.over_weeks import KindOverWeeks, OneDay
    from app.usecases.athlete_history import EventOverTime, History, RaceRun

HELP = "an athlete over time: repetitions of one kind over the weeks, and bests of races"


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("name", metavar="NAME", help="the whole name, in whatever case")
    parser.add_argument(
        "--since", metavar="DAY", default="", help="only from a day, a month or a year on"
    )
    add_json(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Print what the library holds of an athlete."""
    from app.storage.library import Library
    from app.usecases.athlete_history import NoSuchAthlete, history_of
    from app.usecases.past_races import BadSearch, query_for

    try:
        since = query_for(since=args.since).since
        history = history_of(Library(context.app.library), args.name, since)
    except (NoSuchAthlete, BadSearch) as fault:
        raise Refused(str(fault)) from None
    if args.json:
        print_json(history_object(history))
    else:
        print(history_text(history))
    return DONE


def history_object(history: "History") -> dict[str, Any]:
    """Return a history as plain values: seconds, metres, the oldest first."""
    return {
        "athlete": history.athlete,
        "sessions": history.sessions,
        "left_out": history.left_out,
        "unreadable": list(history.passed_over),
        "kinds": [
            {
                "distance_m": to_metres(each.kind.distance),
                "recovery": each.kind.recovery,
                "sessions": [_day_object(day) for day in each.days],
            }
            for each in history.kinds
        ],
        "events": [
            {
                "event": each.event,
                "distance_m": to_metres(each.distance),
                "races": [_race_object(race) for race in each.races],
            }
            for each in history.events
        ],
    }


def _day_object(day: "OneDay") -> dict[str, Any]:
    tally = day.tally
    return {
        "session": day.session,
        "title": day.title,
        "date": day.date,
        "runs": tally.runs,
        "mean_s": to_seconds(tally.mean),
        "best_s": to_seconds(tally.best),
        "worst_s": to_seconds(tally.worst),
        "spread_s": to_seconds(tally.spread),
        "drop_off": None if tally.drop_off is None else round(tally.drop_off, 4),
        "by_hand": day.by_hand,
    }


def _race_object(race: "RaceRun") -> dict[str, Any]:
    return {
        "session": race.session,
        "title": race.title,
        "date": race.date,
        "time_s": to_seconds(race.time),
        "by_hand": race.by_hand,
        "personal_best": race.personal,
        "season_best": race.season,
    }


def history_text(history: "History") -> str:
    """Return a history as lines of text."""
    return "\n\n".join((history.athlete, *_parts(history), *_notes(history)))


def _parts(history: "History") -> Iterator[str]:
    from app.formats.sheets import training_words as words

    for kind in history.kinds:
        runs, rest = words.distance_text(kind.kind.distance), kind.kind.recovery
        head = tr("{runs}, recovery {rest}", runs=runs, rest=rest) if rest else runs
        yield f"{head}\n{_kind_table(kind)}"
    for event in history.events:
        yield f"{event.event}\n{_event_table(event)}"


def _kind_table(kind: "KindOverWeeks") -> str:
    from app.formats.sheets import training_words as words

    heads = [tr("date"), tr("session"), tr("runs"), tr("mean"), tr("best")]
    heads += [tr("spread"), tr("drop-off")]
    rows = []
    for day in kind.days:
        times = (day.tally.mean, day.tally.best, day.tally.spread)
        figures = [figure(words.mean_text(each, by_hand=day.by_hand)) for each in times]
        drop_off = figure(words.drop_off_text(day.tally.drop_off))
        rows.append([day.date, day.title, str(day.tally.runs), *figures, drop_off])
    return table(heads, rows, [0, 1])


def _event_table(event: "EventOverTime") -> str:
    from app.formats.sheets.sheet_words import written_time

    rows = [
        [
            race.date,
            race.title,
            figure(written_time(race.time, by_hand=race.by_hand)),
            tr("PB") if race.personal else tr("SB") if race.season else "",
        ]
        for race in event.races
    ]
    return table([tr("date"), tr("race"), tr("time"), ""], rows, [0, 1, 3])


def _notes(history: "History") -> Iterator[str]:
    if not history.kinds and not history.events:
        yield tr("No repetition and no finish is stored here.")
    if history.left_out:
        yield paragraph(
            tr("note"),
            tr_count(
                "{count} older training session is not looked into; --since looks into it.",
                "{count} older training sessions are not looked into; --since looks into them.",
                history.left_out,
            ),
        )
    if history.passed_over:
        yield paragraph(
            tr("note"), tr("could not be read: {names}", names=", ".join(history.passed_over))
        )
