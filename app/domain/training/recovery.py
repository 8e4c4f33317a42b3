"""How does an athlete recover after a repetition or a set?

Times are nanoseconds, distances millimetres.
"""

from app.domain.course import Distance
from app.domain.refusals import BadPlan
from app.domain.times import Duration
from app.domain.training.goals import check_time
from app.frozen import dataclass
from app.language import tr

STANDING = ""
JOG, WALK, FLOAT = "jog", "walk", "float"
MANNERS = (JOG, WALK, FLOAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A recovery by the clock, from the end of one repetition to the start of the next."""

    time: Duration
    manner: str = STANDING

    def __post_init__(self) -> None:
        """Refuse a time that is none."""
        check_time(self.time)
        if self.manner not in (STANDING, *MANNERS):
            raise BadPlan(
                what=tr("the recovery"), found=self.manner, expected=tr("jog, walk or float")
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """A recovery by distance, in `time` where one is asked for; without a distance it leads back.

    Back is to where the repetition began, and has as much time as it takes.
    """

    manner: str
    distance: Distance | None = None
    time: Duration | None = None

    def __post_init__(self) -> None:
        """Refuse a distance that is none, and a time for one that is not said."""
        if self.manner not in MANNERS:
            raise BadPlan(
                what=tr("the recovery"), found=self.manner, expected=tr("jog, walk or float")
            )
        if self.distance is not None:
            check_run(self.distance)
        if self.time is not None:
            check_time(self.time)
            if self.distance is None:
                raise BadPlan(
                    what=tr("the recovery"), found=tr("a time"), expected=tr("a distance with it")
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEvery:
    """The next one starts so long after the start of the last: the clock decides, not the runner.

    After a repetition it counts from the start of that repetition, after a set from the start of
    the set.
    """

    interval: Duration

    def __post_init__(self) -> None:
        """Refuse a time that is none."""
        check_time(self.interval)


Recovery = Rest | Moving | StartEvery

SHORTEST_RUN, LONGEST_RUN = Distance(10_000), Distance(100_000_000)


def check_run(distance: Distance) -> None:
    """Refuse a distance that nobody runs in a training session."""
    if not SHORTEST_RUN <= distance <= LONGEST_RUN:
        raise BadPlan(
            what=tr("a distance"),
            found=f"{distance / 1000:g} m",
            expected=tr("a distance from 10 m to 100 km"),
        )
