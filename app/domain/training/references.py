"""What is known of an athlete that a target may refer to? Bests, season's bests, the goal race."""

from collections.abc import Mapping

from app.domain.course import Distance
from app.domain.times import Duration
from app.domain.training.goals import Goal
from app.frozen import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRace:
    """The race that the training is for, and the time that is wanted there."""

    event: str
    finish: Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """An athlete's bests by event, as `event_name` names it, and the goal race."""

    bests: Mapping[str, Duration] = field(default_factory=dict)
    season: Mapping[str, Duration] = field(default_factory=dict)
    goal: GoalRace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTarget:
    """A target that an athlete brings along; `distance` 0 is any, and then it is no time."""

    goal: Goal
    distance: Distance = Distance(0)
