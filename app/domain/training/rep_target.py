"""Which time does a target ask of one athlete over one distance?

Times are nanoseconds, rounded half up to the nanosecond. Race pace is even pace: 300 m at the pace
of a mile in 3:59.99 are 3:59.99 x 300 / 1609.344 = 44.74 s. A share is one of speed, so that 95 %
of a best of 40.0 s asks for 40.0 / 0.95 = 42.1 s.
"""

from typing import NamedTuple

from app.domain.course import Distance
from app.domain.said import format_time
from app.domain.texts import Message
from app.domain.times import Duration, Rounding
from app.domain.training.goals import (
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
    event_over,
)
from app.domain.training.plan_reading import over_words
from app.domain.training.references import References
from app.language import marked, tr


class Aimed(NamedTuple):
    """The times asked for, from the fastest to the slowest; one time where they are equal.

    `rests_on` says which race they were worked out from; it is empty where none was needed.
    """

    fastest: Duration
    slowest: Duration
    rests_on: str = ""


class Missing(NamedTuple):
    """Why no time can be given: which reference the athlete does not have."""

    message: Message


class _Run(NamedTuple):
    """A race that was run or is meant: how far, in which time."""

    distance: Distance
    finish: Duration
    words: str


_NO_BEST = marked("no best time {over}")
_NO_SEASON = marked("no season's best {over}")
_NO_GOAL = marked("no goal race")
_OTHER_GOAL = marked("the goal race is {found}, not {over}")


def aimed(goal: Goal, distance: Distance, references: References) -> Aimed | Missing:
    """Return the times that `goal` asks for over `distance`, or which reference is missing."""
    if isinstance(goal, TimeGoal):
        return Aimed(goal.fastest, goal.slowest)
    if isinstance(goal, PaceGoal):
        return Aimed(
            _scaled(goal.fastest, distance, goal.per), _scaled(goal.slowest, distance, goal.per)
        )
    return _aimed_by_race(goal, distance, references)


def _aimed_by_race(goal: RaceGoal, distance: Distance, references: References) -> Aimed | Missing:
    run = _run(goal.race, distance, references)
    if isinstance(run, Missing):
        return run
    fastest, slowest = (
        _scaled(run.finish, distance * WHOLE, run.distance * share)
        for share in (goal.most, goal.least)
    )
    return Aimed(fastest, slowest, run.words)


def _scaled(time: Duration, above: int, below: int) -> Duration:
    """Return `time` x `above` / `below`, rounded half up."""
    return Duration((2 * time * above + below) // (2 * below))


def _run(race: Race, distance: Distance, references: References) -> _Run | Missing:
    if race.whose == TYPED:
        return _named(race.event, race.finish, "")
    if race.whose == GOAL:
        return _goal_run(race, references)
    event = race.event or event_over(distance)
    season = race.whose == SEASON
    known = references.season if season else references.bests
    if event not in known:
        template = _NO_SEASON if season else _NO_BEST
        return Missing(Message(template, (("over", over_words(event)),)))
    return _named(event, known[event], tr("season's best ") if season else tr("best "))


def _goal_run(race: Race, references: References) -> _Run | Missing:
    goal = references.goal
    if goal is None:
        return Missing(Message(_NO_GOAL))
    if race.event and race.event != goal.event:
        args = (("found", over_words(goal.event)), ("over", over_words(race.event)))
        return Missing(Message(_OTHER_GOAL, args))
    return _named(goal.event, goal.finish, tr("goal "))


def _named(event: str, finish: Duration, whose: str) -> _Run:
    words = tr(
        "{whose}{over} in {finish}",
        whose=whose,
        over=over_words(event),
        finish=format_time(finish, 2, Rounding.HALF_AWAY),
    )
    return _Run(event_distance(event), finish, words)
