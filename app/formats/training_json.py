"""How is a training session written as JSON, beside the journal that alone is read back?

Seconds are rounded to 1 ms, those of presses have up to nine decimals and count from the first
press on a start, wherever that start was moved to since; distances are metres. A time is null
where there is none, never zero.
"""

from collections.abc import Sequence
from typing import Any

from app.analysis.training.repetitions import Repetition, repetitions
from app.analysis.training.tally import Tally, tallies
from app.domain import events as ev
from app.domain.course import to_metres
from app.domain.evolve import voided
from app.domain.times import NS_PER_S, Duration, Instant, to_seconds
from app.domain.training import session_events as te
from app.domain.training.plan_reading import reading
from app.domain.training.rep_target import Aimed
from app.domain.training.session_setup import plan_of
from app.domain.training.session_state import GroupState, RunnerState, TrainingState
from app.engine.kinds import TRAINING_KIND

_PRESSES = (te.RepetitionStarted, te.RepetitionTimed, te.RepetitionTyped, ev.TapTaken)


def training_object(state: TrainingState, records: Sequence[ev.Record]) -> dict[str, Any]:
    """Return what is derived from a session: all but its id, its anchor and its events."""
    return {
        "session": _session(state),
        "plan": {
            "text": state.setup.plan,
            "reading": reading(plan_of(state.setup.plan)),
            "groups": [_group(state, each) for each in state.groups.values()],
        },
        "targets": [],
        "entries": [_entry(state, each) for each in state.runners.values()],
        "unassigned": [{"at_s": _at(each.at, state)} for each in state.taps],
        "presses": _presses(state, records),
        "notes": [
            {"at_s": _at(each.at, state), "entry": each.entry, "text": each.text}
            for each in state.notes
        ],
    }


def _session(state: TrainingState) -> dict[str, Any]:
    return {
        "title": state.setup.title,
        "kind": TRAINING_KIND,
        "date": state.setup.date,
        "venue": state.setup.venue,
        "phase": state.phase,
    }


def _group(state: TrainingState, group: GroupState) -> dict[str, Any]:
    starts = {each.rep: each for each in group.starts}
    return {
        "name": group.name,
        "repetitions": [
            {
                "rep": group.number(each.id),
                "id": each.id,
                "set": each.of_set,
                "in_set": each.in_set,
                "distance_m": to_metres(each.distance),
                "added": each.added,
                "dropped": each.dropped,
                "at_s": _at(starts[each.id].at, state) if each.id in starts else None,
                "moved_s": _seconds(starts[each.id].moved) if each.id in starts else None,
            }
            for each in group.reps
        ],
    }


def _entry(state: TrainingState, runner: RunnerState) -> dict[str, Any]:
    found, who, stopping = repetitions(state, runner), runner.runner, runner.stopping
    return {
        "id": who.id,
        "athlete": who.name,
        "lane": who.lane,
        "role": "athlete",
        "group": who.group,
        "brings": list(who.brings),
        "status": _status(state, runner),
        "stopped": None
        if stopping is None
        else {
            "at_s": _at(stopping.at, state),
            "reason": stopping.reason,
            "note": stopping.note,
        },
        "repetitions": [_repetition(each, state) for each in found],
        "splits": [split for each in found for split in _splits(each)],
        "tallies": [_tally(each) for each in tallies(found)],
    }


def _status(state: TrainingState, runner: RunnerState) -> str:
    """`finished` is whoever has run to the end of what there was."""
    if runner.stopping is not None:
        return "dnf"
    if state.phase == "finished":
        return "finished" if any(each.begun for each in runner.attempts) else "dns"
    return "running" if state.is_running(runner) else "ready"


def _repetition(each: Repetition, state: TrainingState) -> dict[str, Any]:
    target = each.target if isinstance(each.target, Aimed) else None
    return {
        "rep": each.number,
        "set": each.of_set,
        "in_set": each.in_set,
        "group": each.group,
        "distance_m": to_metres(each.distance),
        "status": each.status,
        "start_at_s": None if each.started_at is None else _at(each.started_at, state),
        "time_s": _seconds(each.time),
        "target_s": None
        if target is None
        else [to_seconds(target.fastest), to_seconds(target.slowest)],
        "deficit_s": _seconds(each.deficit),
        "recovery_planned_s": _seconds(each.recovery_planned),
        "recovery_taken_s": _seconds(each.recovery_taken),
    }


def _splits(each: Repetition) -> list[dict[str, Any]]:
    found, before = [], Duration(0)
    for split, time in each.splits:
        found.append(
            {
                "rep": each.number,
                "group": each.group,
                "mark_m": to_metres(split.mark),
                "split_s": to_seconds(time),
                "lap_s": to_seconds(Duration(time - before)),
                "edited": split.edited,
                "estimated": False,
                "flag": None,
            }
        )
        before = time
    return found


def _tally(each: Tally) -> dict[str, Any]:
    return {
        "distance_m": to_metres(each.distance),
        "runs": each.runs,
        "mean_s": to_seconds(each.mean),
        "best_s": to_seconds(each.best),
        "worst_s": to_seconds(each.worst),
        "spread_s": to_seconds(each.spread),
        "drop_off": None if each.drop_off is None else round(each.drop_off, 4),
        "deficit_s": _seconds(each.deficit),
    }


def _presses(state: TrainingState, records: Sequence[ev.Record]) -> list[dict[str, Any]]:
    gone = voided(records)
    return [
        {
            "seq": record.seq,
            "at_s": _at(record.at, state),
            "stamp": record.event.stamp,
            "entry": _pressed_for(record.event),
            "group": record.event.group if isinstance(record.event, te.RepetitionStarted) else None,
            "voided": record.command in gone,
        }
        for record in records
        if isinstance(record.event, _PRESSES)
    ]


def _pressed_for(
    event: te.RepetitionStarted | te.RepetitionTimed | te.RepetitionTyped | ev.TapTaken,
) -> str | None:
    if isinstance(event, ev.TapTaken):
        return event.meant
    return None if isinstance(event, te.RepetitionStarted) else event.entry


def _seconds(value: Duration | None) -> float | None:
    return None if value is None else to_seconds(value)


def _at(at: Instant, state: TrainingState) -> float | None:
    first = state.first_press
    return None if first is None else (at - first) / NS_PER_S
