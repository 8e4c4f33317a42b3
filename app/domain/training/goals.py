"""What is asked of one repetition? A time, a pace, or the speed of a race.

Times are nanoseconds, distances millimetres. A range runs from the fastest time to the slowest.
Shares are hundredths of a per cent, and shares of speed: 95 % of a best is slower than the best.
"""

from app.domain.course import Distance, format_metres
from app.domain.disciplines import DISCIPLINES, discipline
from app.domain.refusals import BadPlan
from app.domain.times import NS_PER_S, Duration, canonical
from app.frozen import dataclass
from app.language import tr

LONGEST = Duration(24 * 3600 * NS_PER_S)
"""No time of a plan is longer than a day."""
WHOLE = 10_000
LEAST_SHARE, MOST_SHARE = 1_000, 20_000
LEAST_PER, MOST_PER = Distance(100_000), Distance(10_000_000)

BEST = "best"
SEASON = "season"
GOAL = "goal"
TYPED = "typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeGoal:
    """A time for the repetition, or a range of times."""

    fastest: Duration
    slowest: Duration

    def __post_init__(self) -> None:
        """Refuse a time that is none, and a range from slow to fast."""
        check_range(self.fastest, self.slowest)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceGoal:
    """A time for every `per` of the repetition, or a range of them."""

    fastest: Duration
    slowest: Duration
    per: Distance

    def __post_init__(self) -> None:
        """Refuse a time that is none, and a pace for a distance that nobody counts by."""
        check_range(self.fastest, self.slowest)
        if not LEAST_PER <= self.per <= MOST_PER:
            raise BadPlan(
                what=tr("the pace"), found=format_metres(self.per), expected=tr("100 m to 10000 m")
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """The race whose speed is meant.

    `whose` is the athlete's `best` or `season`'s best, the `goal` race, or `typed` with its
    `finish`. `event` is a name of `disciplines`; it is empty for the goal race whatever it is, and
    for the best over the repetition's own distance.
    """

    whose: str
    event: str = ""
    finish: Duration = Duration(0)

    def __post_init__(self) -> None:
        """Refuse an event under another name than its first, and a typed race without a time."""
        if self.event and self.event != event_name(self.event):
            raise BadPlan(what=tr("the event"), found=self.event, expected=event_name(self.event))
        if (self.whose == TYPED) != bool(self.finish) or (self.whose == TYPED and not self.event):
            raise BadPlan(
                what=tr("the race"), found=self.whose, expected=tr("an event and its time")
            )
        if self.finish:
            check_time(self.finish)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceGoal:
    """The speed of a race, or a share of it (in hundredths of a per cent), or a range of shares."""

    race: Race
    least: int = WHOLE
    most: int = WHOLE

    def __post_init__(self) -> None:
        """Refuse shares that no athlete trains at."""
        if not LEAST_SHARE <= self.least <= self.most <= MOST_SHARE:
            raise BadPlan(
                what=tr("the share"),
                found=" to ".join(
                    dict.fromkeys((f"{self.least / 100:g} %", f"{self.most / 100:g} %"))
                ),
                expected=tr("10 % to 200 %, the smaller first"),
            )


Goal = TimeGoal | PaceGoal | RaceGoal


def check_time(value: Duration) -> None:
    """Refuse a time that is not above zero, or is longer than a day."""
    if not 0 < value <= LONGEST:
        raise BadPlan(
            what=tr("a time"),
            found=canonical(value),
            expected=tr("a time above zero, at most a day"),
        )


def check_range(fastest: Duration, slowest: Duration) -> None:
    """Refuse times that are none, and a range that begins with the slower one."""
    check_time(fastest)
    check_time(slowest)
    if slowest < fastest:
        raise BadPlan(
            what=tr("a range"),
            found=tr(
                "{time} to {other_time}",
                time=canonical(fastest),
                other_time=canonical(slowest),
            ),
            expected=tr("the faster time first"),
        )


def event_name(text: str) -> str:
    """Return the one name of the event that `text` names; raise `UnknownEvent` otherwise.

    A flat distance that has a name of its own goes by it, `mile` say; any other by its metres.
    """
    known = discipline(text)
    if known in DISCIPLINES:
        return known.name
    return event_over(known.distance)


def event_over(distance: Distance) -> str:
    """Return the name of the flat race over `distance`: `800`, `mile`, `300`, `402.336`."""
    flat = (each.name for each in DISCIPLINES if each.distance == distance)
    return next(flat, format_metres(distance).removesuffix(" m"))


def event_distance(event: str) -> Distance:
    """Return how long `event` is."""
    return discipline(event).distance
