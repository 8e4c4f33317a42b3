"""What does an athlete bring along, as it stands behind a name: a best, a goal, a target?

    800 2:01.5     pb 800 2:01.5     800 pb 2:01.5     sb mile 4:20     goal 1500 4:05
    300 in 45      @ mile pace       in 95% of pb

Everything that is refused is refused with `BadSession`, which says at which character.
"""

from typing import NamedTuple

from app.domain.times import Duration
from app.domain.training.goal_text import maybe_event, take_goal
from app.domain.training.goals import BEST, GOAL, SEASON, TimeGoal
from app.domain.training.measures import take_distance, take_time
from app.domain.training.plan_format import (
    distance_text,
    event_text,
    goal_text,
    goal_words,
    short,
)
from app.domain.training.reading_head import ReadingHead
from app.domain.training.references import GoalRace, OwnTarget, References
from app.domain.training.target_words import IN
from app.domain.training.tokens import CLOCK, NUMBER
from app.language import marked, tr

_WHOSE = {"pb": BEST, "pr": BEST, "best": BEST, "sb": SEASON, "goal": GOAL}
_FORM = marked("a best like 800 2:01.5, a goal like goal mile 4:20, or a target like 300 in 45")


class KnownTime(NamedTuple):
    """A time over an event: the athlete's `best`, the `season`'s, or the `goal`."""

    whose: str
    event: str
    time: Duration


def read_own(text: str) -> OwnTarget | KnownTime:
    """Return what `text` says about an athlete; raise `BadSession` otherwise."""
    head = ReadingHead(text)
    found = _known(head) or _target(head)
    if not head.at_end():
        head.refuse(tr("no more than one target or one time in each place"))
    return found


def _known(head: ReadingHead) -> KnownTime | None:
    start = head.mark()
    whose = head.take().text.lower() if head.here.says(*_WHOSE) else ""
    event = maybe_event(head)
    if event and head.here.says(*_WHOSE):
        whose = head.take().text.lower()
    head.took(":", "=", "in") if whose else head.took(":", "=")
    if not event or head.here.kind not in (NUMBER, CLOCK):
        if whose and event:
            head.refuse(tr("the time, like 2:01.5"))
        head.back(start)
        return None
    return KnownTime(_WHOSE.get(whose, BEST), event, take_time(head, bare=True))


def _target(head: ReadingHead) -> OwnTarget:
    if not head.took(*IN):
        place = head.here
        distance = take_distance(head, _FORM)
        if not head.took(*IN):
            head.refuse(
                tr(
                    "a time like {distance} 2:01.5, or in and a target",
                    distance=distance_text(distance),
                )
            )
        with head.checking(place):
            return OwnTarget(goal=take_goal(head, loose=True), distance=distance)
    place = head.here
    goal = take_goal(head, loose=True)
    if isinstance(goal, TimeGoal):
        head.refuse(
            tr("the distance of a time, like 300 in {goal}", goal=goal_text(goal)),
            place=place,
        )
    return OwnTarget(goal=goal)


def with_time(references: References, known: KnownTime) -> References:
    """Return `references` with one time more; a later one takes the place of an earlier one."""
    bests, season, goal = dict(references.bests), dict(references.season), references.goal
    if known.whose == GOAL:
        goal = GoalRace(event=known.event, finish=known.time)
    elif known.whose == SEASON:
        season[known.event] = known.time
    else:
        bests[known.event] = known.time
    return References(bests=bests, season=season, goal=goal)


def own_fields(own: tuple[OwnTarget, ...], references: References) -> list[str]:
    """Write what an athlete brings along, as `read_own` reads it: `pb 800 2:01.5`."""
    found = [f"pb {event_text(event)} {short(time)}" for event, time in references.bests.items()]
    found += [f"sb {event_text(event)} {short(time)}" for event, time in references.season.items()]
    if references.goal is not None:
        event, finish = references.goal.event, references.goal.finish
        found.append(f"goal {event_text(event)} {short(finish)}")
    for each in own:
        distance = f"{distance_text(each.distance)} in {goal_text(each.goal)}"
        found.append(distance if each.distance else goal_words(each.goal))
    return found
