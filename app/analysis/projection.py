"""When will the athlete finish, by each rule?

The rules are named wherever they are shown. Only the pacing model knows a probability: how far the
simple rules lie apart is a spread between opinions, not a band.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.laps import Lap
from app.analysis.outlook import RunSoFar, arrival_of, forecast_of
from app.analysis.profile import Profile
from app.domain.course import Distance
from app.domain.target import Target
from app.domain.times import Duration
from app.language import marked

if TYPE_CHECKING:
    from app.analysis.pacing.forecast import Forecast

EVEN = "even"
LAST = "last"
PLAN = "plan"
RATIO = "ratio"
PACING = "pacing"
RULES = (PACING, RATIO, EVEN, LAST, PLAN)
DEFAULT_RULE = PACING
_IN_PLACE = RATIO
"""What is taken while there is no model: before the first paint."""
RULE_NAMES: Mapping[str, str] = {
    PACING: marked("pacing model"),
    EVEN: marked("even pace"),
    LAST: marked("last lap's pace"),
    PLAN: marked("plan from here"),
    RATIO: marked("usual pacing"),
}


class Projection(NamedTuple):
    """A projected finish over `distance` from one mark, and what every rule says, ns after the start.

    `asked` is the rule that was chosen, `simple` what the rules without a band say; of those
    `checked` says whether the profile was judged on races left out. `so_far` is what the pacing
    model is asked about, None without one.
    """

    asked: str
    distance: Distance
    simple: Mapping[str, Duration]
    checked: bool
    so_far: RunSoFar | None = None

    @property
    def forecast(self) -> "Forecast | None":
        """What the pacing model says, None where it cannot speak."""
        return forecast_of(self.so_far) if self.so_far is not None else None

    @property
    def rule(self) -> str:
        """The rule behind the finish: the one that was asked for, wherever it can speak."""
        silent = self.asked == PACING and self.forecast is None
        return _IN_PLACE if silent else self.asked

    @property
    def finish(self) -> Duration:
        """The projected finish by the rule; the median where there is a band."""
        found = self.forecast if self.asked == PACING else None
        return found.finish if found is not None else self.simple[self.rule]

    @property
    def by_rule(self) -> Mapping[str, Duration]:
        """What every rule says."""
        found = self.forecast
        return self.simple if found is None else {**self.simple, PACING: found.finish}

    @property
    def band(self) -> "Forecast | None":
        """The forecast where it is what is shown: with a simple rule there is no band."""
        return self.forecast if self.asked == PACING else None

    @property
    def validated(self) -> bool:
        """Whether the rule was judged on races like this one that it had not seen."""
        found = self.band
        return self.checked if found is None else found.validated

    @property
    def spread(self) -> tuple[Duration, Duration]:
        """The earliest and the latest of the simple rules' answers."""
        return min(self.simple.values()), max(self.simple.values())


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
    run: Sequence[Lap],
    distance: Distance,
    target: Target,
    profile: Profile,
    rule: str,
    so_far: RunSoFar | None = None,
) -> Projection | None:
    """Return the projection after the last of the laps, None before the first and at the finish.

    `so_far` is the same run as the pacing model is asked about it.
    """
    if not run or run[-1].mark >= distance:
        return None
    last = run[-1]
    simple = {
        EVEN: even_pace(last, distance),
        LAST: last_segment(last, distance),
        PLAN: plan_from_here(last, target),
        RATIO: profile_ratio(last, distance, profile),
    }
    return Projection(rule, distance, simple, profile.validated, so_far)


def expected_at(
    mark: Distance, last: Lap, projection: Projection, target: Target, profile: Profile
) -> Duration:
    """Return when `projection` has the athlete at a later `mark`, on its own rule's way there."""
    if projection.band is not None and projection.so_far is not None:
        there = arrival_of(projection.so_far, mark)
        if there is not None:
            return there.finish
    rule, finish, distance = projection.rule, projection.finish, target.distance
    if rule == PLAN:
        return Duration(target.time_at(mark) + finish - target.finish)
    if rule == RATIO:
        return Duration(round(finish * profile.share(mark / distance)))
    left = (mark - last.mark) / (distance - last.mark)
    return Duration(last.time + round((finish - last.time) * left))
