"""What does a plan ask of each athlete before anything is run, and whom does it name in vain?"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.times import rounded
from app.domain.training.plan_reading import target_time
from app.domain.training.rep_target import Aimed, Missing, aimed
from app.domain.training.roster import RosterAthlete
from app.domain.training.schedule import Planned, goal_of, schedule
from app.domain.training.session_plan import SessionPlan, rungs_in

DASH = "\N{EN DASH}"


class Asked(NamedTuple):
    """One repetition of an athlete, and its time; None where the plan asks for no time."""

    planned: Planned
    aim: Aimed | Missing | None


def asked_of(plan: SessionPlan, athlete: RosterAthlete) -> tuple[Asked, ...]:
    """Return the repetitions of one athlete in order, with the times that are asked for."""
    planned = schedule(plan, group=athlete.group, athlete=athlete.name, own=athlete.own)
    return tuple(
        Asked(each, aimed(each.goal, each.distance, athlete.references) if each.goal else None)
        for each in planned
    )


def different(
    plan: SessionPlan, athlete: RosterAthlete
) -> tuple[tuple[Distance, Aimed | Missing | None], ...]:
    """Return what is asked of one athlete over each distance, once however often it is run."""
    asked = dict.fromkeys(
        (rung.distance, goal_of(rung, athlete.group, athlete.name, athlete.own))
        for rung in rungs_in(plan.steps)
    )
    return tuple(
        (distance, aimed(goal, distance, athlete.references) if goal else None)
        for distance, goal in asked
    )


def aim_text(aim: Aimed | Missing | None) -> str:
    """Write the times asked for to hundredths: `43.0`, `44.74`, `3:05\u20133:10`; a dash for none."""
    if not isinstance(aim, Aimed):
        return DASH
    both = (target_time(rounded(each, 2)) for each in (aim.fastest, aim.slowest))
    return DASH.join(dict.fromkeys(both))


def named(plan: SessionPlan) -> tuple[str, ...]:
    """Return the athletes and groups that the plan names, in the order in which they come up."""
    names = [own.who for rung in rungs_in(plan.steps) for own in rung.own]
    first: dict[str, str] = {}
    for each in (*names, *(start.group for start in plan.starts)):
        first.setdefault(each.casefold(), each)
    return tuple(first.values())


def nobody_is(plan: SessionPlan, athletes: Sequence[RosterAthlete]) -> tuple[str, ...]:
    """Return whom the plan names though nobody is called so, nor any group."""
    known = {name.casefold() for each in athletes for name in (each.name, each.group)}
    return tuple(each for each in named(plan) if each.casefold() not in known)


def groups_of(athletes: Iterable[RosterAthlete]) -> tuple[str, ...]:
    """Return the groups in the order in which they come up; `("",)` where there are none."""
    return tuple(dict.fromkeys(each.group for each in athletes))
