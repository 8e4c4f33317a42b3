"""What does `replay --json` say? Seconds rounded to 1 ms, metres, deficits positive behind.

Scripts rely on every name in here.
"""

from collections.abc import Mapping
from typing import Any

from app.analysis.live import Analysis, EntryAnalysis, Passage
from app.analysis.projection import Projection
from app.domain.course import to_metres
from app.domain.state import FINISHED, SessionState
from app.domain.times import NS_PER_S, Duration, to_seconds


def replay_object(race: str, position: Duration, analysis: Analysis) -> dict[str, Any]:
    """Return the document on a race at `position`; further athletes follow under `others`."""
    state = analysis.state
    first, *others = (_entry(state, each) for each in analysis.entries)
    return {
        "race": race,
        "athlete": first.pop("athlete"),
        "event": state.plan.course.event,
        "distance_m": to_metres(state.plan.course.distance),
        "line": state.plan.line,
        "clock": state.plan.clock,
        "at_s": position / NS_PER_S,
        "finished": first.pop("finished"),
        "targets": [
            {"id": each.id, "name": each.name, "time_s": to_seconds(each.finish)}
            for each in state.targets
        ],
        **first,
        "others": others,
    }


def _entry(state: SessionState, entry: EntryAnalysis) -> dict[str, Any]:
    facts = entry.facts
    return {
        "athlete": facts.entry.entrant.athlete,
        "finished": state.status(facts.entry) == FINISHED,
        "splits": [_split(each) for each in facts.passages],
        "now": _now(entry),
        "projection": projection_object(facts.projection),
    }


def _split(passage: Passage) -> dict[str, Any]:
    projection = passage.projection
    return {
        "mark_m": to_metres(passage.run.mark),
        "split_s": to_seconds(passage.run.time),
        "lap_s": to_seconds(passage.run.lap),
        "deficit_s": _by_target(passage.deficits),
        "projected_s": to_seconds(projection.finish) if projection else None,
        "edited": passage.run.split.edited,
        "estimated": False,
        "flag": passage.flag or None,
    }


def _now(entry: EntryAnalysis) -> dict[str, Any]:
    facts, estimate = entry.facts, entry.estimate
    return {
        "last_mark_m": to_metres(facts.entry.last_mark),
        "next_mark_m": None if facts.next_mark is None else to_metres(facts.next_mark),
        "deficit_s": _by_target(facts.last.deficits) if facts.last else {},
        "estimated_deficit_s": _by_target(estimate.at_next) if estimate else {},
        "needed_s_per_400": _by_target(entry.needed),
    }


def projection_object(projection: Projection | None) -> dict[str, Any] | None:
    """Return a projection; quantiles and chances belong to a model that knows probabilities."""
    if projection is None:
        return None
    return {
        "finish_s": to_seconds(projection.finish),
        "model": projection.rule,
        "validated": projection.validated,
        "quantiles": None,
        "chance": None,
        "models": _by_target(projection.by_rule),
    }


def _by_target(values: Mapping[str, Duration]) -> dict[str, float]:
    return {key: to_seconds(value) for key, value in values.items()}
