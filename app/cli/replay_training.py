"""What was known of a training session at a time on its clock? As JSON, as text, or in the window.

JSON: seconds rounded to 1 ms and counted from the first start, metres, null where there is no time.
Scripts rely on every name in here.
"""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app.analysis.training.board import (
    AWAY,
    RESTS,
    RUNS,
    STOPPED,
    THROUGH,
    WAITS,
    Board,
    RunnerNow,
    board,
)
from app.analysis.training.next_start import NextStart
from app.analysis.training.tally import Tally
from app.cli.columns import paragraph, table
from app.cli.context import DONE, Context, Refused, print_json
from app.cli.replay import speed_of
from app.cli.requests import TrainingReplayRequest
from app.domain.course import to_metres
from app.domain.times import (
    MINUS,
    Duration,
    Instant,
    between,
    canonical,
    parse_time,
    to_seconds,
)
from app.domain.training.plan_reading import reading
from app.domain.training.session_setup import plan_of
from app.domain.training.session_state import DONE as TIMED
from app.domain.training.session_state import FINISHED, TrainingState
from app.engine.training_replay import TrainingReplay
from app.formats.sheets.training_sheet import Line, TrainingSheet, training_sheet
from app.formats.sheets.training_words import (
    HAND_NOTE,
    distance_text,
    drop_off_text,
    gap_text,
    mean_text,
    status_text,
    time_text,
)
from app.formats.training_json import training_object
from app.language import marked, tr

if TYPE_CHECKING:
    from app.usecases.recorded_training import TrainingRecording

_DOING = {
    RUNS: marked("runs"),
    RESTS: marked("rests"),
    WAITS: marked("waits"),
    AWAY: marked("away"),
    STOPPED: marked("stopped"),
    THROUGH: marked("through"),
}
_OF_A_RACE = ("line", "clock", "target", "out")


def show_training(
    args: argparse.Namespace, context: Context, recording: "TrainingRecording"
) -> int:
    """Print the session, or open the window on it."""
    for option in _OF_A_RACE:
        if getattr(args, option):
            found, expected = "a training session", "a race"
            raise Refused(f"--{option}: found {found} ({recording.id}), expected {expected}")
    if args.offscreen:
        raise Refused(f"--offscreen: found a training session ({recording.id}), expected a race")
    if args.window:
        return context.launch(_request(args, recording), "the window")
    replay = TrainingReplay(recording.run, Instant(0))
    replay.seek(_position(args, recording), Instant(0))
    if args.json:
        print_json(training_replay_object(recording.id, replay))
    else:
        print(training_replay_text(recording, replay))
    return DONE


def _position(args: argparse.Namespace, recording: "TrainingRecording") -> Duration:
    return parse_time(args.at) if args.at is not None else recording.run.length


def _request(args: argparse.Namespace, recording: "TrainingRecording") -> TrainingReplayRequest:
    position = parse_time(args.at) if args.at is not None else Duration(0)
    return TrainingReplayRequest(recording, position, speed_of(args.speed), args.quit_after)


def training_replay_object(id: str, replay: TrainingReplay) -> dict[str, Any]:
    """Return what `replay --json` says of a training session at its position.

    `plan`, `entries`, `unassigned` and `notes` are those of an export, as far as they are known;
    `now` is what an athlete or a group does.
    """
    state, zero = replay.state, replay.run.zero
    derived, shown = training_object(state, replay.records), board(state)
    session = derived["session"]
    for entry, each in zip(derived["entries"], shown.runners, strict=True):
        entry["now"] = _runner_object(each, zero)
    return {
        "race": id,
        "kind": session["kind"],
        "title": session["title"],
        "date": session["date"],
        "venue": session["venue"],
        "at_s": to_seconds(replay.position),
        "length_s": to_seconds(replay.run.length),
        "phase": session["phase"],
        "finished": state.phase == FINISHED,
        "targets": [],
        "plan": derived["plan"],
        "groups": [_group_object(state, each, zero) for each in shown.groups],
        "entries": derived["entries"],
        "unassigned": derived["unassigned"],
        "notes": derived["notes"],
    }


def _runner_object(each: RunnerNow, zero: Instant) -> dict[str, Any]:
    return {
        "doing": each.doing,
        "since_s": _since(each.since, zero),
        "due_s": _since(each.due, zero),
        "last_rep": None if each.last is None else each.last.number,
    }


def _group_object(state: TrainingState, each: NextStart, zero: Instant) -> dict[str, Any]:
    rep = each.rep
    return {
        "name": each.group,
        "next": None
        if rep is None
        else {
            "rep": state.groups[each.group].number(rep.id),
            "set": rep.of_set,
            "in_set": rep.in_set,
            "distance_m": to_metres(rep.distance),
        },
        "running": list(each.running),
        "since_s": _since(each.since, zero),
        "due_s": _since(each.due, zero),
    }


def _since(at: Instant | None, zero: Instant) -> float | None:
    return None if at is None else to_seconds(between(zero, at))


def training_replay_text(recording: "TrainingRecording", replay: TrainingReplay) -> str:
    """Return the session at the position of its replay as lines of text."""
    shown, sheet = board(replay.state), training_sheet(replay.state)
    blocks = [
        "\n".join(_head(recording, replay)),
        _repetitions(sheet, shown),
        _sums(sheet, shown),
        "\n".join(_foot(sheet, replay)),
    ]
    return "\n\n".join(block for block in blocks if block)


def _head(recording: "TrainingRecording", replay: TrainingReplay) -> Iterator[str]:
    setup = replay.state.setup
    yield recording.title
    facts = ", ".join(each for each in (setup.date, setup.venue) if each)
    if facts:
        yield facts
    yield paragraph(tr("plan"), reading(plan_of(setup.plan)))
    yield paragraph(tr("at"), tr("{time} after the first start", time=canonical(replay.position)))


def _repetitions(sheet: TrainingSheet, shown: Board) -> str:
    """One row for each athlete: what the athlete does, then the times, or a word why there is none."""
    runs = [[_cell(line) for line in each.lines if line.run.start] for each in sheet.athletes]
    most = max(map(len, runs), default=0)
    heads = [tr("athlete"), tr("group"), tr("now"), *(str(i) for i in range(1, most + 1))]
    rows = [
        [
            now.runner.runner.name,
            now.runner.runner.group,
            tr(_DOING[now.doing]),
            *cells,
            *[""] * (most - len(cells)),
        ]
        for now, cells in zip(shown.runners, runs, strict=True)
    ]
    if not any(sheet.groups):
        heads, rows = _without_group(heads), [_without_group(each) for each in rows]
    return table(heads, rows, range(len(heads) - most))


def _without_group(cells: list[str]) -> list[str]:
    return [cells[0], *cells[2:]]


def _cell(line: Line) -> str:
    time = line.run.time
    if line.run.status != TIMED or time is None:
        return status_text(line.run.status)
    return time_text(time, by_hand=line.by_hand, edited=line.end is not None and line.end.edited)


def _sums(sheet: TrainingSheet, shown: Board) -> str:
    heads = [tr("athlete"), tr("distance"), tr("times"), tr("mean"), tr("best"), tr("worst")]
    heads += [tr("spread"), tr("drop-off"), tr("target")]
    rows = [
        _sum(now, tally, by_hand=trained.by_hand_over(tally.distance))
        for trained, now in zip(sheet.athletes, shown.runners, strict=True)
        for tally in now.tallies
    ]
    return table(heads, rows, (0,)) if rows else ""


def _sum(now: RunnerNow, tally: Tally, *, by_hand: bool) -> list[str]:
    gap = "" if tally.deficit is None else gap_text(tally.deficit, by_hand=by_hand)
    cells = [
        now.runner.runner.name,
        distance_text(tally.distance),
        str(tally.runs),
        mean_text(tally.mean, by_hand=by_hand),
        time_text(tally.best, by_hand=by_hand),
        time_text(tally.worst, by_hand=by_hand),
        mean_text(tally.spread, by_hand=by_hand),
        drop_off_text(tally.drop_off),
        gap,
    ]
    return [each.replace(MINUS, "-") for each in cells]


def _foot(sheet: TrainingSheet, replay: TrainingReplay) -> Iterator[str]:
    state = replay.state
    for each in state.runners.values():
        if each.stopping is not None:
            said = ", ".join(word for word in (each.stopping.reason, each.stopping.note) if word)
            yield paragraph(tr("stopped"), f"{each.runner.name}: {said}")
    for note in state.notes:
        who = "" if note.entry is None else f"{state.runners[note.entry].runner.name}: "
        yield paragraph(tr("note"), who + note.text)
    if any(line.by_hand for each in sheet.athletes for line in each.lines):
        yield paragraph(tr("times"), tr(HAND_NOTE))
