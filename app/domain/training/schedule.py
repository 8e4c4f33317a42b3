"""In which order are the repetitions of a plan run, and what is asked of each?

Distances are millimetres, times nanoseconds. Repetitions and sets are numbered from 1.
"""

from collections.abc import Iterator, Sequence
from itertools import count, repeat
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.times import Duration
from app.domain.training.goals import Goal, TimeGoal
from app.domain.training.recovery import Recovery, StartEvery
from app.domain.training.references import OwnTarget
from app.domain.training.session_plan import (
    Pause,
    Repeat,
    Rung,
    Runs,
    SessionPlan,
    Splits,
    Step,
    level,
)


class Planned(NamedTuple):
    """One repetition.

    `of_set` and `in_set` number the set and the repetition in it. `recovery` follows it: none
    after the last, and none where nothing was said. `counts_from` is the number of the repetition
    at whose start a `StartEvery` begins to count: this one, or the first of its set. `ends_set`
    is true of the last repetition of a set.
    """

    number: int
    of_set: int
    in_set: int
    distance: Distance
    marks: tuple[Distance, ...]
    goal: Goal | None
    recovery: Recovery | None
    counts_from: int
    ends_set: bool


class _Gap(NamedTuple):
    """The recovery on its way behind a repetition, and over how many of them it reaches back."""

    recovery: Recovery
    since: int


class _Laid(NamedTuple):
    rung: Rung
    splits: Splits | None
    of_set: int
    gap: _Gap | None


def schedule(
    plan: SessionPlan,
    *,
    group: str = "",
    athlete: str = "",
    own: Sequence[OwnTarget] = (),
) -> tuple[Planned, ...]:
    """Return the repetitions in order, with the targets of one athlete or of a group.

    What the plan says of the athlete by name comes first, then what the athlete brings along
    (`own`), then what the plan says of the group, then what it says of everybody.
    """
    laid = _laid(plan.steps, count(1))
    found: list[Planned] = []
    for index, each in enumerate(laid):
        last = index + 1 == len(laid)
        first_of_set = not found or found[-1].ends_set
        gap = None if last else each.gap
        found.append(
            Planned(
                number=index + 1,
                of_set=each.of_set,
                in_set=1 if first_of_set else found[-1].in_set + 1,
                distance=each.rung.distance,
                marks=each.splits.marks(each.rung.distance) if each.splits else (),
                goal=goal_of(each.rung, group, athlete, own),
                recovery=gap.recovery if gap else None,
                counts_from=index + 2 - (gap.since if gap else 1),
                ends_set=last or laid[index + 1].of_set != each.of_set,
            )
        )
    return tuple(found)


def start_of(plan: SessionPlan, group: str, groups: Sequence[str]) -> Duration:
    """Return how long after the first group this one starts; `groups` are in starting order."""
    if plan.apart is not None:
        names = [each.casefold() for each in groups]
        place = names.index(group.casefold()) if group.casefold() in names else 0
        return Duration(plan.apart * place)
    starts = (each.after for each in plan.starts if each.group.casefold() == group.casefold())
    return next(starts, Duration(0))


def goal_of(rung: Rung, group: str, athlete: str, own: Sequence[OwnTarget]) -> Goal | None:
    """Return what a repetition asks of one athlete, by the order of precedence of `schedule`."""
    named = {each.who.casefold(): each.goal for each in rung.own}
    fitting = (
        each.goal
        for each in own
        if each.distance == rung.distance
        or (not each.distance and not isinstance(each.goal, TimeGoal))
    )
    brought = next(fitting, None)
    return (
        (named.get(athlete.casefold()) if athlete else None)
        or brought
        or (named.get(group.casefold()) if group else None)
        or rung.goal
    )


def _laid(steps: Sequence[Step], sets: Iterator[int]) -> list[_Laid]:
    """Lay out blocks one behind the other; single repetitions side by side make one set."""
    found: list[_Laid] = []
    singles = 0
    for step in steps:
        if isinstance(step, Pause):
            found[-1] = found[-1]._replace(gap=_Gap(step.rest, 1))
        elif isinstance(step, Runs):
            singles = singles or next(sets)
            found += _runs(step, singles)
        else:
            singles = 0
            found += _repeat(step, sets)
    return found


def _runs(runs: Runs, of_set: int) -> list[_Laid]:
    gap = _Gap(runs.rest, 1) if runs.rest else None
    return [_Laid(rung, runs.splits, of_set, gap) for rung in runs.rungs]


def _repeat(step: Repeat, sets: Iterator[int]) -> list[_Laid]:
    """Lay out what is repeated: `4 x 300` is one set, `3 x (...)` is three, one each time.

    A recovery between two times takes the place of the one within.
    After the last time it holds as well, until a pause takes its place.
    """
    height = level(step)
    one = next(sets) if height == 1 else 0
    turns = [
        _laid(step.of, sets if height > 2 else repeat(one or next(sets))) for _ in range(step.times)
    ]
    if step.rest is not None:
        for turn in turns:
            since = len(turn) if isinstance(step.rest, StartEvery) else 1
            turn[-1] = turn[-1]._replace(gap=_Gap(step.rest, since))
    return [each for turn in turns for each in turn]
