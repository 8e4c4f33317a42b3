"""What is a race whose times have marks, and what is wrong or odd about it?

Times are nanoseconds from the athlete's start, distances millimetres.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.domain.course import Course, Distance, crossings, every, mark_name, start_line
from app.domain.plan import FINISH_LINE, FROM_START
from app.domain.refusals import Refusal
from app.domain.state import DNF, DNS
from app.domain.times import NS_PER_MS, NS_PER_S, Duration, canonical
from app.formats.results.found import FoundRunner, FoundSplit
from app.formats.results.text import clean
from app.language import tr
from app.usecases.geometry import Choice
from app.usecases.new_race import LISTED, RaceRequest

MOST_RUNNERS = 500
NOWHERE = Distance(0)
_METRE = 1000
_TENTH = 100 * NS_PER_MS
_FASTEST_M_PER_S, _SLOWEST_M_PER_S = 10.5, 1.0


class PlacedSplit(NamedTuple):
    """A time from the start at a mark; `rank` is the place written beside it."""

    mark: Distance
    time: Duration
    rank: int | None = None
    estimated: bool = False
    by_hand: bool = False


_START = PlacedSplit(NOWHERE, Duration(0))


class Placed(NamedTuple):
    """One athlete as stored: a lane of one's own, times at marks, marks passed without a time.

    `status` is empty, `dnf` or `dns`.
    """

    athlete: str
    lane: int
    splits: tuple[PlacedSplit, ...]
    missed: tuple[Distance, ...]
    status: str
    found: FoundRunner


class Marked(NamedTuple):
    """A race with its times at marks; see app.usecases.proposing.Proposal for the fields."""

    line: str
    marks: tuple[Distance, ...]
    why: str
    proposed: bool
    choices: tuple[Choice, ...]
    runners: tuple[Placed, ...]
    problem: str = ""
    notes: tuple[str, ...] = ()


class Measures(NamedTuple):
    """The distance and the lap, and what the user said of the marks, as a request for a race."""

    distance: Distance
    lap: Distance
    request: RaceRequest


def split_of(found: FoundSplit, mark: Distance) -> PlacedSplit:
    """Return what was found, at `mark`."""
    return PlacedSplit(mark, found.time, found.place, found.estimated, found.by_hand)


def same_time(time: Duration, finish: Duration) -> bool:
    """A split printed to a tenth, and the result to a hundredth, are one time."""
    return abs(time - finish) <= _TENTH


def placed(runner: FoundRunner, number: int, splits: tuple[PlacedSplit, ...]) -> Placed:
    """Return the runner who stands in the place `number` of the file, with times at marks."""
    known = {each.mark for each in splits}
    called = (
        tr("No. {clean}", clean=clean(runner.bib))
        if runner.bib
        else tr("Athlete {number}", number=number)
    )
    return Placed(
        athlete=clean(runner.athlete) or called,
        lane=runner.lane or 0,
        splits=splits,
        missed=tuple(each for each in runner.missed if each not in known),
        status=runner.status if runner.status in {DNF, DNS} else "",
        found=runner,
    )


def written_name(runner: Placed) -> str:
    """Return the name of an athlete as the file has it; one without a name has that of `placed`."""
    return clean(runner.found.athlete) or runner.athlete


def in_lanes(runners: Sequence[Placed]) -> tuple[Placed, ...]:
    """Keep the lanes of the file where everybody has one alone; else count along."""
    lanes = [each.lane for each in runners]
    if len(set(lanes)) == len(lanes) and all(0 < lane < 10_000 for lane in lanes):
        return tuple(runners)
    return tuple(each._replace(lane=i) for i, each in enumerate(runners, start=1))


def line_of(marks: Sequence[Distance], course: Measures) -> str:
    """Return the reading that a list of marks amounts to."""
    distance, lap = course.distance, course.lap
    try:
        if tuple(marks) == crossings(distance, lap):
            return FINISH_LINE
        if tuple(marks) == crossings(distance, lap, before_finish=start_line(distance, lap)):
            return FROM_START
        if len(marks) > 1 and tuple(marks) == every(distance, marks[0]):
            return FROM_START
    except Refusal:
        return LISTED
    return LISTED


def fault_in(race: Marked) -> str:
    """Return what no race can have, empty for nothing: nobody, too many, times that do not rise."""
    if not race.runners:
        return tr("found nobody, expected an athlete or more")
    if len(race.runners) > MOST_RUNNERS:
        return tr(
            "found {total} athletes in one race, expected at most {most}",
            total=len(race.runners),
            most=MOST_RUNNERS,
        )
    return next(_disorders(race.runners, _names(race.marks)), "")


def _names(marks: Sequence[Distance]) -> Course:
    return Course(event="", distance=marks[-1], lap=marks[-1], marks=tuple(marks))


def _disorders(runners: Iterable[Placed], course: Course) -> Iterator[str]:
    for runner in runners:
        for before, split in pairwise((_START, *runner.splits)):
            if split.time <= before.time:
                at = mark_name(course, split.mark)
                than = tr(
                    "later than {time} at {mark}",
                    time=canonical(before.time),
                    mark=mark_name(course, before.mark),
                )
                expected = than if before.mark else tr("a time after the start")
                yield tr(
                    "{athlete}, {at}: found {time}, expected {expected}",
                    athlete=runner.athlete,
                    at=at,
                    time=canonical(split.time),
                    expected=expected,
                )


def doubts_of(race: Marked) -> Iterator[str]:
    """Yield where somebody would have been faster than anybody, or slower than a walk; and more."""
    course = _names(race.marks)
    for runner in race.runners:
        yield from _odd_speed(runner, course)
        last = runner.splits[-1] if runner.splits else _START
        finish = runner.found.finish
        if finish is not None and last.mark == course.distance and last.time != finish:
            said = tr(
                "{time} at the finish and the result {other_time}",
                time=canonical(last.time),
                other_time=canonical(finish),
            )
            yield tr("{athlete} has {time}: the first is kept", athlete=runner.athlete, time=said)
        if runner.found.status == "dq":
            yield tr("{athlete} was disqualified, which is kept as a note", athlete=runner.athlete)


def _odd_speed(runner: Placed, course: Course) -> Iterator[str]:
    for before, split in pairwise((_START, *runner.splits)):
        speed = speed_of(before, split)
        if speed and not _SLOWEST_M_PER_S < speed < _FASTEST_M_PER_S:
            said = tr("{speed:.1f} m/s to {mark}", speed=speed, mark=mark_name(course, split.mark))
            yield tr(
                "{athlete} would have run at {time}: are the marks right?",
                athlete=runner.athlete,
                time=said,
            )
            return


def speed_of(before: PlacedSplit, split: PlacedSplit) -> float:
    """Return the speed from one split to the next in m/s, 0 where time stands still."""
    time = split.time - before.time
    return (split.mark - before.mark) * NS_PER_S / time / _METRE if time > 0 else 0.0


def is_even(splits: Sequence[PlacedSplit]) -> bool:
    """Whether no stretch was run at another pace altogether, as one over a lost mark would be."""
    speeds = [speed_of(before, split) for before, split in pairwise((_START, *splits))]
    return bool(speeds) and max(speeds) < _UNEVEN * min(speeds)


_UNEVEN = 1.45
