"""What does a training plan ask, and of whom? `splitline plan`."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from app.cli.context import DONE, Context, add_json, print_json
from app.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.analysis.training.planned_times import Asked
    from app.domain.training.recovery import Recovery
    from app.domain.training.roster import RosterAthlete
    from app.domain.training.schedule import Planned
    from app.domain.training.session_plan import SessionPlan

HELP = "what a training plan means: its repetitions, and the times of each athlete"


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("text", metavar="TEXT", help='as coaches write it: "6x300 in 43, 3:00"')
    parser.add_argument("--roster", metavar="FILE", help="one athlete a line, - for stdin")
    add_json(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Print the reading, and the repetitions one by one."""
    from app.domain.training.plan_text import read_plan

    del context
    plan = read_plan(args.text)
    athletes = _athletes(args.roster) if args.roster is not None else ()
    if args.json:
        print_json(_document(args.text, plan, athletes))
    else:
        print(_text(plan, athletes))
    return DONE


def _athletes(file: str) -> "tuple[RosterAthlete, ...]":
    from pathlib import Path

    from app.formats.file_text import read_text
    from app.usecases.roster_text import read_roster

    return read_roster(sys.stdin.read() if file == "-" else read_text(Path(file)))


def _text(plan: "SessionPlan", athletes: "Sequence[RosterAthlete]") -> str:
    from app.analysis.training.planned_times import nobody_is
    from app.cli.columns import table
    from app.domain.training.plan_reading import reading

    columns = _columns(plan, athletes)
    heads = ["", tr("set"), tr("repetition"), *(name for name, _ in columns), tr("then")]
    rows = [_row(each, columns, place) for place, each in enumerate(columns[0][1])]
    notes = list(_starts(plan, athletes)) + list(_missing(columns))
    if athletes:
        notes += [tr("nobody is called {name}", name=each) for each in nobody_is(plan, athletes)]
    return "\n".join((reading(plan), table(heads, rows, left=(len(heads) - 1,)), *notes))


def _columns(
    plan: "SessionPlan", athletes: "Sequence[RosterAthlete]"
) -> "list[tuple[str, tuple[Asked, ...]]]":
    """Each athlete; without a roster each name in the plan, and everybody else."""
    from app.analysis.training.planned_times import asked_of, named
    from app.domain.training.roster import RosterAthlete

    if athletes:
        return [(each.name, asked_of(plan, each)) for each in athletes]
    names = named(plan)
    known = [(each, RosterAthlete(name=each, lane=1)) for each in names]
    others = (tr("others") if names else tr("target"), RosterAthlete(name="", lane=1))
    return [(name, asked_of(plan, each)) for name, each in (*known, others)]


def _row(
    asked: "Asked", columns: "Sequence[tuple[str, tuple[Asked, ...]]]", place: int
) -> "list[str]":
    from app.analysis.training.planned_times import aim_text
    from app.domain.training.plan_reading import distance_words

    planned = asked.planned
    times = [aim_text(each[place].aim) for _, each in columns]
    recovery = _recovery_words(planned)
    distance = distance_words(planned.distance)
    return [str(planned.number), f"{planned.of_set}.{planned.in_set}", distance, *times, recovery]


def _recovery_words(planned: "Planned") -> str:
    from app.domain.training.plan_reading import recovery_words
    from app.domain.training.recovery import StartEvery

    if planned.recovery is None:
        return ""
    words = recovery_words(planned.recovery)
    of_set = isinstance(planned.recovery, StartEvery) and planned.counts_from != planned.number
    counted = tr("{recovery}, counted from repetition {n}", recovery=words, n=planned.counts_from)
    return counted if of_set else words


def _starts(plan: "SessionPlan", athletes: "Sequence[RosterAthlete]") -> "Iterator[str]":
    from app.analysis.training.planned_times import groups_of
    from app.domain.training.plan_format import with_unit
    from app.domain.training.schedule import start_of

    groups = groups_of(athletes)
    for each in groups:
        if after := start_of(plan, each, groups):
            yield tr(
                "{group} starts {time} after {first}",
                group=each,
                time=with_unit(after),
                first=groups[0],
            )


def _missing(columns: "Sequence[tuple[str, tuple[Asked, ...]]]") -> "Iterator[str]":
    from app.domain.training.rep_target import Missing

    for name, asked in columns:
        whys = (str(each.aim.message) for each in asked if isinstance(each.aim, Missing))
        for why in dict.fromkeys(whys):
            yield f"{name}: {why}"


def _document(
    text: str, plan: "SessionPlan", athletes: "Sequence[RosterAthlete]"
) -> dict[str, Any]:
    """Return all of it; seconds to 1 ms, metres.

    `target` of a repetition is for whom the plan does not name; `targets` lie as `repetitions` do.
    """
    from app.analysis.training.planned_times import asked_of, groups_of, nobody_is
    from app.domain.course import to_metres
    from app.domain.times import to_seconds
    from app.domain.training.plan_reading import reading
    from app.domain.training.roster import RosterAthlete
    from app.domain.training.schedule import start_of
    from app.domain.training.session_plan import total

    groups, everybody = groups_of(athletes), RosterAthlete(name="", lane=1)
    return {
        "plan": {
            "text": text,
            "reading": reading(plan),
            "distance_m": to_metres(total(plan.steps)),
            "groups": [
                {"name": each, "starts_after_s": to_seconds(start_of(plan, each, groups))}
                for each in groups
            ],
        },
        "repetitions": [_repetition(each) for each in asked_of(plan, everybody)],
        "athletes": [
            {
                "name": each.name,
                "key": each.lane,
                "group": each.group,
                "targets": [_target(asked) for asked in asked_of(plan, each)],
            }
            for each in athletes
        ],
        "nobody_is": list(nobody_is(plan, athletes)) if athletes else [],
    }


def _repetition(asked: "Asked") -> dict[str, Any]:
    from app.domain.course import to_metres

    planned = asked.planned
    return {
        "number": planned.number,
        "set": planned.of_set,
        "in_set": planned.in_set,
        "distance_m": to_metres(planned.distance),
        "marks_m": [to_metres(each) for each in planned.marks],
        "target": _target(asked),
        "recovery": _recovery(planned.recovery, planned.counts_from),
    }


def _recovery(recovery: "Recovery | None", counts_from: int) -> dict[str, Any] | None:
    from app.domain.course import to_metres
    from app.domain.times import to_seconds
    from app.domain.training.plan_reading import recovery_words
    from app.domain.training.recovery import Moving, StartEvery

    if recovery is None:
        return None
    words: dict[str, Any] = {"words": recovery_words(recovery)}
    if isinstance(recovery, StartEvery):
        return words | {"every_s": to_seconds(recovery.interval), "counts_from": counts_from}
    if isinstance(recovery, Moving) and recovery.distance is not None:
        words["distance_m"] = to_metres(recovery.distance)
    return words | {"time_s": to_seconds(recovery.time)} if recovery.time else words


def _target(asked: "Asked") -> dict[str, Any] | None:
    from app.domain.times import to_seconds
    from app.domain.training.rep_target import Missing

    if asked.aim is None:
        return None
    if isinstance(asked.aim, Missing):
        return {"missing": str(asked.aim.message)}
    fastest, slowest, rests_on = asked.aim
    return {
        "fastest_s": to_seconds(fastest),
        "slowest_s": to_seconds(slowest),
        "rests_on": rests_on,
    }
