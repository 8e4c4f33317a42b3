"""Whose was a press that belongs to nobody, or to somebody who was not there yet?

Densities are logarithms of probabilities per second. A further watch is nobody in the race: what
is pressed on no key in particular is the passage of an athlete.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from app.analysis.expected import (
    Expected,
    Field,
    Runner,
    end_of_missed,
    expected,
    expected_between,
    field_of,
)
from app.analysis.live import Analysis
from app.analysis.outlook import FASTEST_MM_PER_S
from app.domain.course import Distance
from app.domain.plan import WATCH, EntryId
from app.domain.refusals import Refusal
from app.domain.slots import opened
from app.domain.state import SessionState
from app.domain.times import NS_PER_S, Duration, Instant, after

MISS_CHANCE = 0.03
"""How often a passage is not pressed, by experience at the track."""
_NOBODY = -9.0
"""The log density of a press that was no passage at all: a hand on the keyboard."""
_TOGETHER = Duration(15 * NS_PER_S)


class Opening(NamedTuple):
    """A passage that has no time yet and could be at an instant."""

    entry: EntryId
    mark: Distance
    expected: Expected
    log_density: float


def opening(field: Field, runner: Runner, at: Instant) -> Opening | None:
    """Return the mark that a press at `at` would be for a runner, None where none is open.

    It is the next mark, or one in front of a later press that was jumped over: a mark without a
    time, or one too few for a lap that took as long as two or three. Nobody is there who would
    have had to run faster from the start than any record has a stretch.
    """
    time = runner.time_of(at)
    if runner.entry.withdrawn or runner.zero is None or time <= 0:
        return None
    before = bisect_right(runner.run, time, key=lambda lap: lap.time)
    if before < len(runner.run):
        found = _jumped(field, runner, before)
    else:
        mark = field.state.next_mark(runner.entry)
        found = None if mark is None else (mark, expected(field, runner, before, mark))
    if found is None or time <= found[1].since or found[0] * NS_PER_S > FASTEST_MM_PER_S * time:
        return None
    return Opening(runner.entry.entrant.id, *found, found[1].log_density(time))


def _jumped(field: Field, runner: Runner, place: int) -> tuple[Distance, Expected] | None:
    """Between two presses the later one says how fast it went, better than laps before them."""
    lap, marks = runner.run[place], field.state.plan.course.marks
    first = marks[bisect_right(marks, lap.begin)]
    to = lap.mark if first < lap.mark else end_of_missed(field, runner, place)
    if to is None or not _has_room(field, runner, first):
        return None
    start, end = (lap.begin, Duration(lap.time - lap.lap)), (to, lap.time)
    return first, expected_between(field, runner, start, end, first)


def _has_room(field: Field, runner: Runner, mark: Distance) -> bool:
    try:
        opened(runner.entry, field.state.plan.course, mark)
    except Refusal:
        return False
    return True


def candidates(analysis: Analysis, at: Instant) -> tuple[EntryId, ...]:
    """Return who may have passed at `at`, an instant of the session's clock, most likely first.

    Nobody who is out of the race or has every mark. The athlete whose key it was comes first, then
    whoever it is when all taps about that time are given out at once, in the likeliest way.
    """
    field = field_of(analysis.state)
    ranked = [each.entry for each in openings(field, at)]
    for first in (_given_out(field, analysis, at), _meant(analysis.state, at)):
        if first in ranked:
            ranked.remove(first)
            ranked.insert(0, first)
    return tuple(ranked)


def openings(field: Field, at: Instant) -> list[Opening]:
    """Return the passages that a press at `at` could be, the most likely one first."""
    runners = (each for each in field.runners.values() if each.entry.entrant.role != WATCH)
    found = [opening(field, each, at) for each in runners]
    return sorted((each for each in found if each), key=lambda each: -each.log_density)


def _meant(state: SessionState, at: Instant) -> EntryId | None:
    return next((tap.meant for tap in state.taps if tap.at == at), None)


def _given_out(field: Field, analysis: Analysis, at: Instant) -> EntryId | None:
    """Return who gets the press at `at` when it and the taps near it are given out together.

    In the order of the taps and that of the expected arrivals: of two who come in at one place
    the first to be expected is the first to come.
    """
    near = {tap.at for tap in analysis.state.taps if abs(tap.at - at) <= _TOGETHER}
    taps = sorted(near | {at})
    by_tap = [{each.entry: each for each in openings(field, tap)} for tap in taps]
    first_seen: dict[EntryId, Opening] = {}
    for each in by_tap:
        first_seen = {**each, **first_seen}
    order = sorted(first_seen.values(), key=lambda each: _arrival(field, each))
    left = [_left_out(field, analysis, each) for each in order]
    scores = [[_score(each, entry.entry) for entry in order] for each in by_tap]
    chosen = _in_order(scores, left)[taps.index(at)]
    return None if chosen is None else order[chosen].entry


def _arrival(field: Field, each: Opening) -> Instant:
    return field.runners[each.entry].instant_of(each.expected.time)


def _score(openings_there: dict[EntryId, Opening], entry: EntryId) -> float:
    found = openings_there.get(entry)
    return found.log_density if found else -math.inf


def _left_out(field: Field, analysis: Analysis, each: Opening) -> float:
    """Return the log probability that an athlete has not come, or was not pressed."""
    now = after(analysis.state.zero.at, analysis.elapsed) if analysis.state.zero else Instant(0)
    survival = each.expected.log_survival(field.runners[each.entry].time_of(now))
    return max(survival, math.log(MISS_CHANCE))


def _in_order(scores: Sequence[Sequence[float]], left: Sequence[float]) -> list[int | None]:
    """Return for each tap the athlete it goes to, in the likeliest way that keeps both orders."""
    taps, athletes = len(scores), len(left)
    best = [[0.0] * (athletes + 1) for _ in range(taps + 1)]
    for i in range(taps + 1):
        for j in range(athletes + 1):
            if i or j:
                best[i][j] = max(_ways(best, scores, left, i, j))
    chosen: list[int | None] = [None] * taps
    i, j = taps, athletes
    while i and j:
        way = _ways(best, scores, left, i, j)
        step = way.index(max(way))
        if step == 0:
            chosen[i - 1] = j - 1
        i, j = i - (step != 2), j - (step != 1)
    return chosen


def _ways(
    best: Sequence[Sequence[float]],
    scores: Sequence[Sequence[float]],
    left: Sequence[float],
    i: int,
    j: int,
) -> tuple[float, float, float]:
    """Give tap i to athlete j; or to nobody; or let the athlete go without."""
    return (
        best[i - 1][j - 1] + scores[i - 1][j - 1] if i and j else -math.inf,
        best[i - 1][j] + _NOBODY if i else -math.inf,
        best[i][j - 1] + left[j - 1] if j else -math.inf,
    )
