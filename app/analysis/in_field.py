"""What is odd about each lap when the pace of the whole field is taken into account?

A press changes that for the laps to its mark alone: what was found for the others is kept.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from app.analysis.expected import (
    FIELD_LOG_SD,
    FIRST_FIELD_LOG_SD,
    MOST_MISSED,
    Field,
    Runner,
    alike,
    end_of_missed,
)
from app.analysis.laps import Lap
from app.analysis.plausible import DOUBLE, MISSED, UNUSUAL, Reading, judge
from app.analysis.same import Same
from app.domain.plan import EntryId, Plan
from app.domain.times import Duration

_RACES = 4


def flags_in(field: Field, runner: Runner) -> tuple[str, ...]:
    """Return what is odd about each lap of a runner, among all.

    Behind a press too many or too few the marks are not the field's: from there on the runner is
    judged alone, until that is put right.
    """
    return _of_race(Same(field.state.plan)).flags(field, runner)


class _Found(NamedTuple):
    """The flags of a runner, and what the field said of the own stretches and on all the way."""

    runner: Runner
    own: tuple[float | None, ...]
    on_the_way: tuple[float | None, ...]
    flags: tuple[str, ...]


class FlagsOfRace:
    """Owns what was found last for everybody in a race, and goes on from where that still holds."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._last: dict[EntryId, _Found] = {}

    def flags(self, field: Field, runner: Runner) -> tuple[str, ...]:
        """Return the flags of `runner`, a key of the race that this belongs to."""
        entry = runner.entry.entrant.id
        own = tuple(map(field.shifts.get, runner.stretches))
        last = self._last.get(entry)
        known = _still(last, field, runner, own) if last is not None else ()
        flags = known if len(known) == len(runner.run) else judged(field, runner, known)
        self._last[entry] = _Found(runner, own, field.on_the_way, flags)
        return flags


@lru_cache(_RACES)
def _of_race(plan: Same[Plan]) -> FlagsOfRace:
    """The marks are those of the plan: by another one everything is judged anew."""
    del plan
    return FlagsOfRace()


def _still(
    last: _Found, field: Field, runner: Runner, own: tuple[float | None, ...]
) -> tuple[str, ...]:
    """Return the flags in front of the first lap that has changed, or is seen in another light."""
    if runner.zero != last.runner.zero or runner.target is not last.runner.target:
        return ()
    same = min(alike(own, last.own), len(last.flags), len(own))
    if runner is not last.runner:
        same = min(same, alike(runner.run, last.runner.run))
    if field.on_the_way != last.on_the_way:
        marks = field.state.plan.course.marks
        changed = alike(field.on_the_way, last.on_the_way)
        nearest = marks[max(changed - MOST_MISSED, 0)]
        same = min(same, bisect_left(runner.run, nearest, key=lambda lap: lap.mark))
    return last.flags[:same]


def judged(field: Field, runner: Runner, known: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the flags of all laps, those of the first ones being `known`."""
    flags = list(known)
    astray = DOUBLE in flags or MISSED in flags
    for place in range(len(flags), len(runner.run)):
        lap, own = runner.run[place], runner.readings[place]
        flag = own.flag if astray else _flag_in(field, lap, own)
        if flag in (MISSED, UNUSUAL):
            flag = MISSED if end_of_missed(field, runner, place) is not None else UNUSUAL
        astray = astray or flag in (DOUBLE, MISSED)
        flags.append(flag)
    return tuple(flags)


def _flag_in(field: Field, lap: Lap, own: Reading) -> str:
    shift = field.shift(lap.begin, lap.mark)
    excused = not own.flag and judge(lap, own.expected, own.log_sd)
    if shift is None or lap.split.kept or excused:
        return own.flag
    log_sd = FIRST_FIELD_LOG_SD if lap.begin == 0 else FIELD_LOG_SD
    return judge(lap, Duration(max(1, round(own.expected * math.exp(shift)))), log_sd)
