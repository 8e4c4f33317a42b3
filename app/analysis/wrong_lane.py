"""Whose key should have been pressed? Presses for an athlete who was not there, or for each other.

Scores are logarithms of probabilities per second, as in `remedies`.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from app.analysis.expected import Expected, Runner, expected, others_than
from app.analysis.remedies import (
    ODD_LAP,
    WRONG_LANE_CHANCE,
    Doubt,
    Option,
    Remedy,
    asked_about,
    name_of,
    ranked,
    taken_out,
)
from app.analysis.whose import MISS_CHANCE, Opening, opening
from app.domain import repair_commands as rc
from app.domain.course import Distance
from app.domain.course import next_mark as mark_behind
from app.domain.plan import EntryId
from app.domain.state import Split
from app.domain.times import Duration
from app.language import tr

_CROSSED = math.log(WRONG_LANE_CHANCE**2)
_CLEARLY = 1.0


class Receiver(NamedTuple):
    """An athlete who could have passed at a press, and how well a wrong key explains it."""

    entry: EntryId
    score: float


def receivers(doubt: Doubt, split: Split) -> Iterator[Receiver]:
    """Yield who could have passed at the press of `split`.

    That nothing was pressed for them is explained with it, and counts for it.
    """
    rivals = others_than(doubt.field, doubt.runner)
    for other in rivals:
        found = opening(doubt.field, other, split.pressed_at) if split.pressed_at else None
        if found is not None and found.log_density > ODD_LAP:
            chance = math.log(WRONG_LANE_CHANCE / len(rivals))
            yield Receiver(found.entry, chance + found.log_density - _silence(doubt, other, found))


def _silence(doubt: Doubt, other: Runner, found: Opening) -> float:
    """Return the log probability that nothing was pressed for a passage that was to come."""
    missed = math.log(MISS_CHANCE)
    if other.entry.last_mark >= found.mark:
        return missed
    return max(found.expected.log_survival(other.time_of(doubt.now)), missed)


def unusual(doubt: Doubt) -> list[Option]:
    """Return whose a press most likely was that fits its athlete badly; nothing without anybody.

    Somebody else's who was due and has none, or two athletes were taken for each other.
    """
    runner, lap = doubt.runner, doubt.runner.run[doubt.place]
    due = expected(doubt.field, runner, doubt.place, lap.mark)
    as_it_is = max(due.log_density(lap.time), ODD_LAP)
    options = [*_swaps(doubt, due)]
    for other in receivers(doubt, lap.split):
        if other.score > as_it_is + _CLEARLY:
            words = tr("it was {name}'s", name=name_of(doubt.field.state, other.entry))
            remedy = Remedy(words, taken_out(doubt, lap.split, other.entry))
            options.append(Option(other.score - as_it_is, remedy, other.entry, lap.split))
    return ranked(options)


def _swaps(doubt: Doubt, due: Expected) -> Iterator[Option]:
    """Yield the athletes who fit far better when each has the press of the other."""
    runner, lap = doubt.runner, doubt.runner.run[doubt.place]
    for other in others_than(doubt.field, runner):
        place = bisect_left(other.run, lap.mark, key=lambda each: each.mark)
        there = other.run[place] if place < len(other.run) else None
        if there is None or there.mark != lap.mark or not asked_about(there.split):
            continue
        theirs, time = expected(doubt.field, other, place, lap.mark), there.time
        as_it_is = max(due.log_density(lap.time), ODD_LAP)
        as_it_is += max(theirs.log_density(time), ODD_LAP)
        crossed = due.log_density(_on_clock_of(runner, other, time))
        crossed += theirs.log_density(_on_clock_of(other, runner, lap.time))
        score = crossed - as_it_is + _CROSSED
        if score > _CLEARLY:
            yield Option(score, _swap(doubt, other, lap.mark))


def _on_clock_of(runner: Runner, other: Runner, time: Duration) -> Duration:
    """Return a running time of `other` as one of `runner`, whose wave may be another."""
    return runner.time_of(other.instant_of(time))


def _swap(doubt: Doubt, other: Runner, mark: Distance) -> Remedy:
    """Exchange them from the mark on, or at this mark alone where the next laps speak for that."""
    entries = doubt.runner.entry.entrant.id, other.entry.entrant.id
    swap = rc.SwapEntries(doubt.now, *entries, mark)
    words = tr("swap with {name}", name=name_of(doubt.field.state, entries[1]))
    behind = mark_behind(doubt.field.state.plan.course, mark)
    if behind is None or not _once(doubt, other, mark, behind):
        return Remedy(words, (swap,))
    return Remedy(words, (swap, rc.SwapEntries(doubt.now, *entries, behind)))


def _once(doubt: Doubt, other: Runner, mark: Distance, behind: Distance) -> bool:
    """Return whether each was pressed rightly again at the next mark.

    Then the next lap is as odd as the one before, the other way round.
    """
    pairs = (doubt.runner, other), (other, doubt.runner)
    stays, swapped = 0.0, 0.0
    for runner, rival in pairs:
        times = {lap.mark: lap.time for lap in runner.run}
        theirs = {lap.mark: lap.time for lap in rival.run}
        if behind not in times or mark not in times or mark not in theirs:
            continue
        place = next(i for i, lap in enumerate(runner.run) if lap.mark == mark)
        before = expected(doubt.field, runner, place, mark)
        lap = expected(doubt.field, runner, place, behind).lap - before.lap
        own = times[behind] - _on_clock_of(runner, rival, theirs[mark])
        stays += abs(times[behind] - times[mark] - lap)
        swapped += abs(own - lap)
    return swapped < stays
