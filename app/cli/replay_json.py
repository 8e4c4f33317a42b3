"""What does `replay --json` say? Seconds rounded to 1 ms, metres, deficits positive behind.

Scripts rely on every name in here.
"""

from collections.abc import Mapping
from typing import Any

from app.analysis.live import Analysis, EntryAnalysis, Passage
from app.analysis.projection import Projection
from app.analysis.standing import EntryStanding, Place, standing
from app.domain.course import to_metres
from app.domain.state import FINISHED, SessionState
from app.domain.times import NS_PER_S, Duration, to_seconds
from app.domain.zero_basis import tolerance_of


def replay_object(race: str, position: Duration, analysis: Analysis) -> dict[str, Any]:
    """Return the document on a race at `position`; further athletes follow under `others`.

    What was added for races of several: `others`, and of each athlete `role`, `lane`, `status`,
    `target` (an own one), `offset_s` (the own start), `drop_off_m` (of a pacer), `missed_m`,
    `official_s`, `laps_behind`; of each split `rank` among those `timed_there` with the gap to
    the first, `lap_rank`, `field_rank` as it was typed, `watches_s`. `zero` says what the times
    count from.
    """
    state = analysis.state
    standings = standing(analysis)
    first, *others = (
        _entry(state, each, standings.get(each.facts.entry.entrant.id)) for each in analysis.entries
    )
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
        "zero": _zero(state),
        "others": others,
    }


def _zero(state: SessionState) -> dict[str, Any] | None:
    """A replay counts from where time zero was put in the end; nothing moves it there."""
    if state.zero is None:
        return None
    return {
        "basis": state.zero.basis,
        "tolerance_s": to_seconds(tolerance_of(state)),
    }


def _entry(state: SessionState, entry: EntryAnalysis, held: EntryStanding | None) -> dict[str, Any]:
    places = held.places if held else {}
    facts, entrant = entry.facts, entry.facts.entry.entrant
    official, status = state.official.get(entrant.id), state.status(facts.entry)
    return {
        "athlete": entrant.athlete,
        "finished": status == FINISHED,
        "splits": [_split(each, places.get(each.run.mark)) for each in facts.passages],
        "now": _now(entry),
        "projection": projection_object(facts.projection),
        "role": entrant.role,
        "lane": entrant.lane,
        "status": status,
        "target": entrant.target,
        "offset_s": to_seconds(entrant.offset),
        "drop_off_m": None if entrant.drop_off is None else to_metres(entrant.drop_off),
        "missed_m": [to_metres(mark) for mark in facts.entry.missed],
        "official_s": None if official is None else to_seconds(official),
        "laps_behind": held.laps_behind if held else 0,
    }


def _split(passage: Passage, place: Place | None) -> dict[str, Any]:
    projection, split = passage.projection, passage.run.split
    return {
        "mark_m": to_metres(passage.run.mark),
        "split_s": to_seconds(passage.run.time),
        "lap_s": to_seconds(passage.run.lap),
        "deficit_s": _by_target(passage.deficits),
        "projected_s": to_seconds(projection.finish) if projection else None,
        "edited": split.edited,
        "estimated": split.estimated,
        "flag": passage.flag or None,
        "rank": place.rank if place else None,
        "timed_there": place.timed if place else None,
        "gap_s": to_seconds(place.gap) if place else None,
        "lap_rank": place.lap_rank if place else None,
        "field_rank": place.field_rank if place else None,
        "watches_s": [to_seconds(time) for _, time in split.watches],
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
