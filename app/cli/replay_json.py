"""What does `replay --json` say? Seconds rounded to 1 ms, metres, deficits positive behind.

Scripts rely on every name in here.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.analysis.hindsight import Foretold, foretold
from app.analysis.live import Analysis, EntryAnalysis, Passage
from app.analysis.projection import PACING, Projection
from app.analysis.standing import EntryStanding, Place, standing
from app.domain.course import to_metres
from app.domain.state import FINISHED, SessionState
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration, to_seconds
from app.domain.zero_basis import tolerance_of

if TYPE_CHECKING:
    from app.analysis.pacing.forecast import Forecast


def replay_object(race: str, position: Duration, analysis: Analysis) -> dict[str, Any]:
    """Return the document on a race at `position`; further athletes follow under `others`.

    What was added for races of several: `others`, and of each athlete `role`, `lane`, `status`,
    `target` (an own one), `offset_s` (the own start), `reference_s` (a best time over the
    distance, `reference_kind` says which), `drop_off_m` (of a pacer), `missed_m`, `official_s`,
    `laps_behind`; of each split `rank` among those `timed_there` with the gap to the first,
    `lap_rank`, `field_rank` as it was typed, `watches_s`. `zero` says what the times count from.
    After the finish `hindsight` says what was projected at each mark (`error_s`:
    projected less run) and whether the result lies inside its 80 % band.
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
        "projection": _projection(state, entry),
        "role": entrant.role,
        "lane": entrant.lane,
        "status": status,
        "target": entrant.target,
        "offset_s": to_seconds(entrant.offset),
        "drop_off_m": None if entrant.drop_off is None else to_metres(entrant.drop_off),
        "missed_m": [to_metres(mark) for mark in facts.entry.missed],
        "official_s": None if official is None else to_seconds(official),
        "laps_behind": held.laps_behind if held else 0,
        "hindsight": [
            _foretold(each) for each in foretold(facts.passages, state.plan.course.distance)
        ],
        "reference_s": None if entrant.reference is None else to_seconds(entrant.reference),
        "reference_kind": entrant.reference_kind,
    }


def _foretold(mark: Foretold) -> dict[str, Any]:
    return {
        "mark_m": to_metres(mark.mark),
        "projected_s": to_seconds(mark.projected),
        "low_s": to_seconds(mark.low),
        "high_s": to_seconds(mark.high),
        "error_s": to_seconds(mark.error),
        "inside": mark.inside,
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


def _projection(state: SessionState, entry: EntryAnalysis) -> dict[str, Any] | None:
    """Return what is projected at this instant: that no press has come yet is known, too."""
    projection = entry.facts.projection
    if projection is None:
        return None
    return projection_object(projection, entry.forecast, state.targets)


def projection_object(
    projection: Projection, band: "Forecast | None", targets: Sequence[Target]
) -> dict[str, Any]:
    """Return a projection with its `band`; quantiles and chances are null without one.

    How the race ended is no target to have a chance of.
    """
    finish = projection.finish if band is None else band.finish
    models = dict(projection.by_rule)
    if PACING in models and band is not None:
        models[PACING] = finish
    return {
        "finish_s": to_seconds(finish),
        "model": projection.rule,
        "validated": projection.validated,
        "quantiles": None if band is None else _by_target(band.quantiles),
        "chance": None if band is None else chances(band, targets),
        "models": _by_target(models),
    }


def chances(band: "Forecast", targets: Sequence[Target]) -> dict[str, float]:
    """Return the probability of each target to four digits after the point."""
    from app.analysis.pacing.forecast import chance

    return {t.id: round(chance(band, t.finish), 4) for t in targets if not t.own_result}


def _by_target(values: Mapping[str, Duration]) -> dict[str, float]:
    return {key: to_seconds(value) for key, value in values.items()}
