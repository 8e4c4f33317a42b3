"""When will the athlete finish, by each simple rule?

The rules are named wherever they are shown. None of them knows a probability: how far they lie
apart is a spread between opinions, not a band.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.analysis.laps import Lap
from app.analysis.profile import Profile
from app.domain.course import Distance
from app.domain.target import Target
from app.domain.times import Duration

EVEN = "even"
LAST = "last"
PLAN = "plan"
RATIO = "ratio"
RULES = (RATIO, EVEN, LAST, PLAN)
DEFAULT_RULE = RATIO
RULE_NAMES: Mapping[str, str] = {
    EVEN: "even pace",
    LAST: "last lap's pace",
    PLAN: "plan from here",
    RATIO: "usual pacing",
}


class Projection(NamedTuple):
    """A projected finish by `rule`, and what every rule says, in ns after the start."""

    rule: str
    finish: Duration
    by_rule: Mapping[str, Duration]
    validated: bool

    @property
    def spread(self) -> tuple[Duration, Duration]:
        """The earliest and the latest of the rules' answers."""
        return min(self.by_rule.values()), max(self.by_rule.values())


def even_pace(run: Lap, distance: Distance) -> Duration:
    """T = t D / d: the mean pace so far is kept."""
    return Duration(round(run.time * distance / run.mark))


def last_segment(run: Lap, distance: Distance) -> Duration:
    """T = t + (D - d) p: the pace of the last stretch is kept."""
    return Duration(run.time + round(run.lap * (distance - run.mark) / run.length))


def plan_from_here(run: Lap, target: Target) -> Duration:
    """T = T* + (t - T*(d)): the rest as the target has it; a statement about the plan."""
    return Duration(target.finish + run.time - target.time_at(run.mark))


def profile_ratio(run: Lap, distance: Distance, profile: Profile) -> Duration:
    """T = t / phi(d/D): the share of the finish time that races of the class have used here."""
    return Duration(round(run.time / profile.share(run.mark / distance)))


def project(
    run: Sequence[Lap], distance: Distance, target: Target, profile: Profile, rule: str
) -> Projection | None:
    """Return the projection after the last of the laps, None before the first and at the finish."""
    if not run or run[-1].mark >= distance:
        return None
    last = run[-1]
    by_rule = {
        EVEN: even_pace(last, distance),
        LAST: last_segment(last, distance),
        PLAN: plan_from_here(last, target),
        RATIO: profile_ratio(last, distance, profile),
    }
    return Projection(rule, by_rule[rule], by_rule, profile.validated)


def expected_at(
    mark: Distance, last: Lap, projection: Projection, target: Target, profile: Profile
) -> Duration:
    """Return when `projection` has the athlete at a later `mark`, on its own rule's way there."""
    rule, finish, distance = projection.rule, projection.finish, target.distance
    if rule == PLAN:
        return Duration(target.time_at(mark) + finish - target.finish)
    if rule == RATIO:
        return Duration(round(finish * profile.share(mark / distance)))
    left = (mark - last.mark) / (distance - last.mark)
    return Duration(last.time + round((finish - last.time) * left))
