"""What is planned for a training session? Repetitions, ladders, sets, and the pauses between them.

    Runs      one repetition, or a ladder of them           300      400-300-200-100
    Repeat    times what stands in it                       4 x 300  3 x (4 x 300)
    Pause     a recovery between two blocks                 + 5' +

A recovery of a `Repeat` or of a ladder lies between its parts. Where nothing is said of what
follows a block, the recovery that was said last holds after it too. Distances are millimetres.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from app.domain.course import Distance, format_metres
from app.domain.refusals import BadPlan
from app.domain.times import Duration, canonical
from app.domain.training.goals import Goal, check_time
from app.domain.training.recovery import Recovery, StartEvery, check_run
from app.frozen import dataclass
from app.language import tr

MOST_TIMES = 100
MOST_REPETITIONS = 1000
MOST_RUNGS = 200
MOST_OWN = 400
MOST_GROUPS = 40
MOST_LEVELS = 4
MOST_EVERY, MOST_AT = 100, 12
LONGEST_NAME = 40
DOUBLE_QUOTES = '"\u201c\u201d\u201e\u2033'
"""What a name in a plan is quoted by; it cannot have one in it."""
LEVELS = ("", "repetition", "set", "round", "block")
"""What a `Repeat` repeats, by how many levels lie in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGoal:
    """What is asked of one athlete, or of one group, instead of what is asked of everybody."""

    who: str
    goal: Goal

    def __post_init__(self) -> None:
        """Refuse a name that nobody can have."""
        check_name(self.who)


@dataclass(frozen=True, slots=True, kw_only=True)
class Splits:
    """Where times are taken inside a repetition: `every` so far, or `at` these distances."""

    every: Distance | None = None
    at: tuple[Distance, ...] = ()

    def __post_init__(self) -> None:
        """Refuse marks that do not lie one behind the other."""
        if (self.every is None) == (not self.at):
            raise BadPlan(
                what=tr("the splits"),
                found=tr("none"),
                expected=tr("every so far, or at distances"),
            )
        for mark in self.at or (self.every or Distance(0),):
            check_run(mark)
        for before, mark in pairwise(self.at):
            if mark <= before:
                raise BadPlan(
                    what=tr("the splits"),
                    found=tr(
                        "{mark} behind {before}",
                        mark=format_metres(mark),
                        before=format_metres(before),
                    ),
                    expected=tr("distances that increase"),
                )

    def marks(self, distance: Distance) -> tuple[Distance, ...]:
        """Return the marks inside a repetition over `distance`, its finish not among them."""
        if self.every is None:
            return tuple(mark for mark in self.at if mark < distance)
        return tuple(Distance(mark) for mark in range(self.every, distance, self.every))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One repetition: how far, what is asked of everybody, and of some instead."""

    distance: Distance
    goal: Goal | None = None
    own: tuple[OwnGoal, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a distance that nobody runs, and a name that stands there twice."""
        check_run(self.distance)
        names = [each.who.casefold() for each in self.own]
        twice = next((each.who for each in self.own if names.count(each.who.casefold()) > 1), None)
        if twice is not None:
            raise BadPlan(
                what=tr("the targets"),
                found=tr("{twice} twice", twice=twice),
                expected=tr("one for each"),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """One repetition, or a ladder; `rest` lies between the rungs, or after the only one."""

    rungs: tuple[Rung, ...]
    splits: Splits | None = None
    rest: Recovery | None = None

    def __post_init__(self) -> None:
        """Refuse splits that lie in no repetition, or in their hundreds."""
        if not self.rungs:
            raise BadPlan(what=tr("the plan"), found=tr("no distance"), expected=tr("a distance"))
        if self.splits is None:
            return
        longest = max(rung.distance for rung in self.rungs)
        last = self.splits.at[-1] if self.splits.at else self.splits.every or longest
        if last >= longest:
            raise BadPlan(
                what=tr("the splits"),
                found=format_metres(last),
                expected=tr("less than the {longest} that are run", longest=format_metres(longest)),
            )
        if longest > (self.splits.every or longest) * MOST_EVERY or len(self.splits.at) > MOST_AT:
            raise BadPlan(
                what=tr("the splits"),
                found=tr("too many of them"),
                expected=tr(
                    "at most {most} every so far, or {most_at} at distances",
                    most=MOST_EVERY,
                    most_at=MOST_AT,
                ),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """`of`, so many `times`, with `rest` between one time and the next."""

    times: int
    of: "tuple[Step, ...]"
    rest: Recovery | None = None

    def __post_init__(self) -> None:
        """Refuse a count that nobody runs, and what cannot be repeated."""
        if not 1 <= self.times <= MOST_TIMES:
            raise BadPlan(
                what=tr("the count"),
                found=tr("{times} times", times=self.times),
                expected=tr("1 to {most}", most=MOST_TIMES),
            )
        check_steps(self.of)
        if level(self) > MOST_LEVELS:
            raise BadPlan(
                what=tr("the plan"),
                found=tr("sets of sets of sets of sets"),
                expected=tr("at most {most} levels", most=MOST_LEVELS),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A recovery between two blocks, in place of the one that would follow the first."""

    rest: Recovery

    def __post_init__(self) -> None:
        """Refuse an interval: there is no one start that it would count from."""
        if isinstance(self.rest, StartEvery):
            raise BadPlan(
                what=tr("the pause"),
                found=tr("a start every {time}", time=canonical(self.rest.interval)),
                expected=tr("a time or a distance between blocks"),
            )


Step = Runs | Repeat | Pause


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStart:
    """How long after the first group this one starts the session."""

    group: str
    after: Duration

    def __post_init__(self) -> None:
        """Refuse a name that nobody can have and a time that is none."""
        check_name(self.group)
        check_time(self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlan:
    """A whole session.

    Groups start together, unless `starts` says who starts how long after, or `apart` how long
    each starts after the one before it.
    """

    steps: tuple[Step, ...]
    starts: tuple[GroupStart, ...] = ()
    apart: Duration | None = None

    def __post_init__(self) -> None:
        """Refuse a session that is too long to be one."""
        check_steps(self.steps)
        if self.apart is not None:
            check_time(self.apart)
        names = {each.group.casefold() for each in self.starts}
        if len(names) < len(self.starts) or (self.starts and self.apart is not None):
            raise BadPlan(
                what=tr("the starts"), found=tr("a group twice"), expected=tr("one start for each")
            )
        rungs = list(rungs_in(self.steps))
        own = sum(len(rung.own) for rung in rungs)
        if len(rungs) > MOST_RUNGS or own > MOST_OWN or len(self.starts) > MOST_GROUPS:
            raise BadPlan(
                what=tr("the plan"),
                found=tr(
                    "{total} different repetitions and {own} targets of somebody's own",
                    total=len(rungs),
                    own=own,
                ),
                expected=tr("at most {most} and {most_own}", most=MOST_RUNGS, most_own=MOST_OWN),
            )
        count = repetitions(self.steps)
        if count > MOST_REPETITIONS:
            raise BadPlan(
                what=tr("the plan"),
                found=tr("{number} repetitions", number=count),
                expected=tr("at most {most}", most=MOST_REPETITIONS),
            )


def check_name(name: str) -> None:
    """Refuse a name of an athlete or a group that cannot be written in a plan."""
    trimmed = " ".join(name.split())
    plain = name.isprintable() and not any(each in name for each in DOUBLE_QUOTES)
    if not name or name != trimmed or not plain or len(name) > LONGEST_NAME:
        raise BadPlan(
            what=tr("a name"),
            found=f'"{name}"',
            expected=tr("up to {most} plain characters", most=LONGEST_NAME),
        )


def check_steps(steps: Sequence[Step]) -> None:
    """Refuse a pause that does not lie between two blocks."""
    if not steps:
        raise BadPlan(what=tr("the plan"), found=tr("nothing"), expected=tr("a repetition"))
    pauses = [isinstance(step, Pause) for step in steps]
    if pauses[0] or pauses[-1] or any(map(all, pairwise(pauses))):
        raise BadPlan(
            what=tr("the plan"),
            found=tr("a pause alone"),
            expected=tr("one between two repetitions or blocks"),
        )


def level(step: Step) -> int:
    """Return how many levels a step has: 0 for one repetition, 1 for `4 x 300` or a ladder."""
    if isinstance(step, Repeat):
        return 1 + level_of(step.of)
    return int(isinstance(step, Runs) and len(step.rungs) > 1)


def level_of(steps: Sequence[Step]) -> int:
    """Return how many levels steps have together; several of them are at least a set."""
    return max(int(len(steps) > 1), *map(level, steps))


def rungs_in(steps: Iterable[Step]) -> Iterator[Rung]:
    """Yield every repetition that is written, once however often it is run."""
    for step in steps:
        if isinstance(step, Runs):
            yield from step.rungs
        elif isinstance(step, Repeat):
            yield from rungs_in(step.of)


def repetitions(steps: Iterable[Step]) -> int:
    """Return how many repetitions are run."""
    return sum(_count(step) for step in steps)


def _count(step: Step) -> int:
    if isinstance(step, Runs):
        return len(step.rungs)
    return step.times * repetitions(step.of) if isinstance(step, Repeat) else 0


def total(steps: Iterable[Step]) -> Distance:
    """Return how far is run in all repetitions together."""
    return Distance(sum(_length(step) for step in steps))


def _length(step: Step) -> int:
    if isinstance(step, Runs):
        return sum(rung.distance for rung in step.rungs)
    return step.times * total(step.of) if isinstance(step, Repeat) else 0
