"""How is a plan written, so that reading it gives the same plan again?

There is one way for each: seconds and clock times, `x`, `-`, `+`; metres without a unit, miles and
yards where a distance is a whole number of them.
"""

from collections.abc import Sequence

from app.domain.course import MILE, MM_PER_M, Distance, format_metres
from app.domain.times import NS_PER_S, Duration, canonical
from app.domain.training.goals import (
    BEST,
    GOAL,
    SEASON,
    TYPED,
    WHOLE,
    Goal,
    PaceGoal,
    Race,
    RaceGoal,
    TimeGoal,
    event_distance,
)
from app.domain.training.recovery import Moving, Recovery, StartEvery
from app.domain.training.session_plan import (
    OwnGoal,
    Pause,
    Rung,
    Runs,
    SessionPlan,
    Splits,
    Step,
)
from app.domain.training.target_words import FREE, is_name

_MINUTE = 60 * NS_PER_S
_TENTHS_IN_YARD = 9_144
LONG_EVENTS = {"21097.5": "half marathon", "42195": "marathon"}
_SHARE = {BEST: "pb", SEASON: "sb", GOAL: "goal"}


def format_plan(plan: SessionPlan) -> str:
    """Write a plan: `3 x (4 x 300 in 43, 1:30) / 5:00`."""
    parts = [_steps(plan.steps)]
    if plan.starts:
        starts = (f"{_name(each.group)} +{with_unit(each.after)}" for each in plan.starts)
        parts.append(f"starts {', '.join(starts)}")
    if plan.apart is not None:
        parts.append(f"groups {with_unit(plan.apart)} apart")
    return "; ".join(parts)


def _steps(steps: Sequence[Step]) -> str:
    return " + ".join(map(_step, steps))


def _step(step: Step) -> str:
    if isinstance(step, Pause):
        return recovery_text(step.rest)
    if isinstance(step, Runs):
        return _runs(step) + _comma(step.rest)
    only = step.of[0]
    if len(step.of) == 1 and isinstance(only, Runs) and len(only.rungs) == 1 and not only.rest:
        return f"{step.times} x {_runs(only)}{_comma(step.rest)}"
    rest = f" / {recovery_text(step.rest)}" if step.rest else ""
    return f"{step.times} x ({_steps(step.of)}){rest}"


def _comma(rest: Recovery | None) -> str:
    return f", {recovery_text(rest)}" if rest else ""


def _runs(runs: Runs) -> str:
    splits = f" with splits {splits_text(runs.splits)}" if runs.splits else ""
    if not _is_shared(runs.rungs):
        return " - ".join(map(_own_rung, runs.rungs)) + splits
    first = runs.rungs[0]
    goal = f" {goal_words(first.goal)}" if first.goal else ""
    own = f" ({_own(first.own)})" if first.own else ""
    return "-".join(distance_text(rung.distance) for rung in runs.rungs) + goal + own + splits


def _is_shared(rungs: Sequence[Rung]) -> bool:
    """Say whether one target can stand behind all rungs: a time over one distance, or any pace."""
    first = rungs[0]
    if any((rung.goal, rung.own) != (first.goal, first.own) for rung in rungs):
        return False
    goals = (first.goal, *(each.goal for each in first.own))
    timed = any(isinstance(goal, TimeGoal) for goal in goals)
    return not timed or len({rung.distance for rung in rungs}) == 1


def _own_rung(rung: Rung) -> str:
    goal = [goal_text(rung.goal)] if rung.goal else []
    own = [_own(rung.own)] if rung.own else []
    return f"{distance_text(rung.distance)} ({', '.join(goal + own) or FREE})"


def _own(own: Sequence[OwnGoal]) -> str:
    return ", ".join(f"{_name(each.who)} {goal_text(each.goal)}" for each in own)


def _name(name: str) -> str:
    words = name.split(" ")
    plain = all(word.isalpha() and is_name(word) for word in words)
    return name if plain else f'"{name}"'


def goal_words(goal: Goal) -> str:
    """Write a target with the word before it: `in 43`, `@ 5k pace`."""
    return f"{'in' if isinstance(goal, TimeGoal) else '@'} {goal_text(goal)}"


def goal_text(goal: Goal) -> str:
    """Write a target: `43`, `3:05-3:10`, `68/400`, `95% of 800 pb`, `mile pace of 3:59.99`."""
    if isinstance(goal, RaceGoal):
        race = race_text(goal.race)
        if goal.least == goal.most == WHOLE:
            return race
        shares = dict.fromkeys((_share(goal.least), _share(goal.most)))
        return f"{'-'.join(shares)}% of {race}"
    times = dict.fromkeys((short(goal.fastest), short(goal.slowest)))
    per = f"/{_per(goal.per)}" if isinstance(goal, PaceGoal) else ""
    return "-".join(times) + per


def _share(share: int) -> str:
    return f"{share // 100}.{share % 100:02d}".rstrip("0").rstrip(".")


def _per(distance: Distance) -> str:
    return {1000 * MM_PER_M: "km", MILE: "mile"}.get(distance, distance_text(distance))


def race_text(race: Race) -> str:
    """Write a race: `5k pace`, `800 sb`, `goal mile pace`, `pb`."""
    event = event_text(race.event) if race.event else ""
    if race.whose == TYPED:
        return f"{event} pace of {short(race.finish)}"
    if race.whose == GOAL:
        return f"goal {event} pace" if event else "goal pace"
    if race.whose == BEST and event:
        return f"{event} pace"
    return f"{event} {_SHARE[race.whose]}".strip()


def event_text(event: str) -> str:
    """Write an event as a coach says it: `5k`, `mile`, `2 miles`, `1500`, `3000sc`."""
    if event.endswith("sc"):
        return event
    if event in LONG_EVENTS:
        return LONG_EVENTS[event]
    distance = event_distance(event)
    kilometres, rest = divmod(distance, 1000 * MM_PER_M)
    return f"{kilometres}k" if not rest and kilometres >= 3 else distance_text(distance)


def distance_text(distance: Distance) -> str:
    """Write a distance: `300`, `mile`, `2 miles`, `440y`, `396.08`."""
    miles, rest = divmod(distance, MILE)
    if miles and not rest:
        return "mile" if miles == 1 else f"{miles} miles"
    if distance % MM_PER_M:
        yards = (20 * distance + _TENTHS_IN_YARD) // (2 * _TENTHS_IN_YARD)
        if (2 * yards * _TENTHS_IN_YARD + 10) // 20 == distance:
            return f"{yards}y"
    return format_metres(distance).removesuffix(" m")


def splits_text(splits: Splits) -> str:
    """Write splits: `every 200`, `at 300 and 700`."""
    if splits.every is not None:
        return f"every {distance_text(splits.every)}"
    return "at " + " and ".join(map(distance_text, splits.at))


def recovery_text(rest: Recovery) -> str:
    """Write a recovery: `1:30`, `45 s`, `2:00 jog`, `100 jog`, `every 3:00`, `walk back`."""
    if isinstance(rest, StartEvery):
        return f"every {with_unit(rest.interval)}"
    if isinstance(rest, Moving):
        if rest.distance is None:
            return f"{rest.manner} back"
        pace = f" in {short(rest.time)}" if rest.time else ""
        return f"{distance_text(rest.distance)} {rest.manner}{pace}"
    return f"{with_unit(rest.time)} {rest.manner}".strip()


def short(value: Duration) -> str:
    """Write a time without the decimals that it does not need: `43`, `1:30`, `3:59.99`."""
    text = canonical(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_unit(value: Duration) -> str:
    """Write a time so that it is no number alone: `45 s`, `1:30`."""
    return short(value) if value >= _MINUTE else f"{short(value)} s"
