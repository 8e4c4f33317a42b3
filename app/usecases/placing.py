"""Whose time belongs to which mark? Named by the file, counted along the course, or said to differ.

Times are nanoseconds, distances millimetres.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.domain.course import (
    Course,
    Distance,
    crossings,
    every,
    format_metres,
    mark_name,
    start_line,
)
from app.domain.disciplines import Discipline
from app.domain.plan import FINISH_LINE, FROM_START
from app.domain.refusals import BadPlan, Refusal
from app.domain.state import DNF, DNS
from app.domain.times import NS_PER_MS, NS_PER_S, Duration, canonical
from app.formats.results.found import FoundRace, FoundRunner, FoundSplit
from app.formats.results.text import clean
from app.usecases.geometry import Choice, choices, in_words
from app.usecases.new_race import LISTED, RaceRequest, marks_of

MOST_RUNNERS = 500
_METRE = 1000
_TENTH = 100 * NS_PER_MS
_FASTEST_M_PER_S, _SLOWEST_M_PER_S = 10.5, 1.0


class PlacedSplit(NamedTuple):
    """A time from the start at a mark; `rank` is the place written beside it."""

    mark: Distance
    time: Duration
    rank: int | None = None
    estimated: bool = False


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
    problem: str
    notes: tuple[str, ...]


class _Course(NamedTuple):
    distance: Distance
    lap: Distance
    request: RaceRequest


def place(race: FoundRace, event: Discipline, lap: Distance, *, line: str, marks: str) -> Marked:
    """Return `race` with its times at marks; raise a `Refusal` for marks that cannot be.

    `marks` and `line` are the user's own words, empty where nothing was said.
    """
    request = RaceRequest(
        event=event.name, lap=format_metres(lap), stand="start" if line == FROM_START else "finish"
    )
    course = _Course(event.distance, lap, request._replace(marks=marks) if marks else request)
    splits = [each for runner in race.runners for each in runner.splits]
    named = [each for each in splits if each.mark is not None]
    if named and len(named) < len(splits):
        raise BadPlan(what="the marks", found="times with and without one", expected="all or none")
    placed = _named(race, course, marks) if named else _counted(race, course, line, marks)
    return placed._replace(
        problem=placed.problem or _fault(placed), notes=(*placed.notes, *_doubts(placed))
    )


def _named(race: FoundRace, course: _Course, said: str) -> Marked:
    """The marks stand in the file; a whole metre may stand for the 409.344 m that is meant."""
    runners = [_to_the_millimetre(each, course) for each in race.runners]
    there = {each.mark for runner in runners for each in runner.splits if each.mark is not None}
    there.update(mark for runner in runners for mark in runner.missed)
    beyond = max(there)
    if beyond > course.distance:
        raise BadPlan(
            what="the marks",
            found=format_metres(beyond),
            expected=f"none beyond {format_metres(course.distance)}",
        )
    marks = tuple(sorted({*there, course.distance}))
    if said:
        marks = marks_of(course.request)
        strange = sorted(there - set(marks))
        if strange:
            raise BadPlan(
                what="the marks",
                found=f"a time at {format_metres(strange[0])}",
                expected=in_words(marks),
            )
    placed = [
        _placed(each, i, _at_marks(each, course.distance))
        for i, each in enumerate(runners, start=1)
    ]
    return Marked(
        line=race.line or _line_of(marks, course),
        marks=marks,
        why="the marks are in the file",
        proposed=False,
        choices=(),
        runners=_in_lanes(placed),
        problem="",
        notes=_renamed(race, runners),
    )


def _to_the_millimetre(runner: FoundRunner, course: _Course) -> FoundRunner:
    known = _known_marks(course)
    return runner._replace(
        splits=tuple(each._replace(mark=_meant(each.mark, known)) for each in runner.splits),
        missed=tuple(_meant(each, known) or each for each in runner.missed),
    )


def _known_marks(course: _Course) -> tuple[Distance, ...]:
    distance, lap = course.distance, course.lap
    try:
        return (distance, *crossings(distance, lap))
    except Refusal:
        return (distance,)


def _meant(mark: Distance | None, known: Sequence[Distance]) -> Distance | None:
    """409 m is the mark at 409.344 m; what is written with millimetres is meant as it is."""
    if mark is None or mark % _METRE:
        return mark
    return next((each for each in known if 0 < abs(each - mark) < _METRE), mark)


def _renamed(race: FoundRace, runners: Sequence[FoundRunner]) -> tuple[str, ...]:
    pairs = {
        (old.mark, new.mark)
        for was, now in zip(race.runners, runners, strict=True)
        for old, new in zip(was.splits, now.splits, strict=True)
        if old.mark is not None and new.mark is not None and old.mark != new.mark
    }
    said = [f"{format_metres(old)} as {format_metres(new)}" for old, new in sorted(pairs)]
    return (f"read: {', '.join(said)}",) if said else ()


def _at_marks(runner: FoundRunner, distance: Distance) -> tuple[PlacedSplit, ...]:
    found = {each.mark: _split(each, each.mark) for each in runner.splits if each.mark is not None}
    last = found.get(distance)
    if runner.finish is not None and (last is None or same_time(last.time, runner.finish)):
        rank = runner.place if last is None else last.rank
        found[distance] = PlacedSplit(distance, runner.finish, rank)
    return tuple(found[mark] for mark in sorted(found))


def _split(found: FoundSplit, mark: Distance) -> PlacedSplit:
    return PlacedSplit(mark, found.time, found.place, found.estimated)


def same_time(time: Duration, finish: Duration) -> bool:
    """A split printed to a tenth, and the result to a hundredth, are one time."""
    return abs(time - finish) <= _TENTH


def _counted(race: FoundRace, course: _Course, line: str, said: str) -> Marked:
    """The file has times in their order; the course has as many marks, or it does not fit."""
    runs = [_in_order(each) for each in race.runners]
    home = [
        [time.time for time in run]
        for runner, run in zip(race.runners, runs, strict=True)
        if run and runner.status in ("", "dq")
    ]
    chosen, offered, proposed = _choice(race, course, line, said, home)
    placed: list[Placed] = []
    notes: list[str] = []
    problem = ""
    for i, (runner, run) in enumerate(zip(race.runners, runs, strict=True), start=1):
        at_marks, wrong, kept = _along(runner, run, chosen.marks)
        placed.append(_placed(runner, i, at_marks))
        if wrong and kept and any(len(each) == len(chosen.marks) for each in home):
            notes.append(f"{wrong}: {kept}")
        elif wrong:
            problem = problem or wrong
    return Marked(
        line=chosen.line,
        marks=chosen.marks,
        why=chosen.why,
        proposed=proposed,
        choices=offered,
        runners=_in_lanes(placed),
        problem=problem,
        notes=tuple(notes),
    )


def _choice(
    race: FoundRace,
    course: _Course,
    line: str,
    said: str,
    home: Sequence[Sequence[Duration]],
) -> tuple[Choice, tuple[Choice, ...], bool]:
    """Return the marks in use, all that fit, and whether somebody still has to confirm them."""
    fitting = choices(course.distance, course.lap, home)
    if said or line:
        marks = marks_of(course.request)
        why = "as you said" if said else f"{line}, as you said"
        return Choice(line or _line_of(marks, course), marks, why), fitting, False
    if not any(len(run) > 1 for run in home):
        return _without_splits(race, course, home), fitting, False
    steps = [each for each in [race.step] if each is not None]
    of_file = [
        Choice(
            FROM_START,
            every(course.distance, step),
            f"every {format_metres(step)}, as the file says",
        )
        for step in steps
    ]
    usual = Choice(
        FINISH_LINE,
        crossings(course.distance, course.lap),
        f"the finish line of a lap of {format_metres(course.lap)}",
    )
    offered = (
        *of_file,
        *(each for each in fitting if each.marks not in [o.marks for o in of_file]),
    )
    chosen = offered[0] if offered else usual
    count = len(chosen.marks)
    return (
        chosen._replace(why=f"{count} times fit {in_words(chosen.marks)}: {chosen.why}"),
        offered,
        True,
    )


def _without_splits(race: FoundRace, course: _Course, home: Sequence[Sequence[Duration]]) -> Choice:
    """Results without splits have the finish alone; a field for a race to come its usual marks."""
    begun = bool(home) or any(each.splits or each.status for each in race.runners)
    if begun:
        longest = max((len(each.splits) for each in race.runners), default=0)
        if longest == 0:
            return Choice(FINISH_LINE, (course.distance,), "the finish alone")
    marks = crossings(course.distance, course.lap)
    return Choice(FINISH_LINE, marks, f"the finish line of a lap of {format_metres(course.lap)}")


def _in_order(runner: FoundRunner) -> list[PlacedSplit]:
    """Return the times of a runner, the result last; it may be written with the splits or not."""
    unknown = Distance(0)
    times = [_split(each, unknown) for each in runner.splits]
    finish = runner.finish
    if finish is None:
        return times
    if times and same_time(times[-1].time, finish):
        return [*times[:-1], times[-1]._replace(time=finish)]
    return [*times, PlacedSplit(unknown, finish, runner.place)]


def _along(
    runner: FoundRunner, run: Sequence[PlacedSplit], marks: Sequence[Distance]
) -> tuple[tuple[PlacedSplit, ...], str, str]:
    """Return the times at their marks; where they are too many or too few that, and what is kept.

    What is kept of such a run stands as long as another one fits.
    """
    in_turn = tuple(s._replace(mark=mark) for s, mark in zip(run, marks, strict=False))
    out = runner.status in {DNF, DNS}
    if len(run) == len(marks) or not run or (out and len(run) < len(marks)):
        return in_turn, "", ""
    finish = () if runner.finish is None else (run[-1]._replace(mark=marks[-1]),)
    if len(run) == 1 and finish:
        return finish, "", ""
    expected = f"{_count(len(marks), 'mark')} expected ({in_words(marks)})"
    wrong = f"{runner.athlete or 'nobody'}: {_count(len(run), 'split')}, {expected}"
    if finish:
        return finish, wrong, "only the finish is kept"
    kept = "taken as the first ones" if len(run) < len(marks) else ""
    return in_turn if kept else (), wrong, kept


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _placed(runner: FoundRunner, number: int, splits: tuple[PlacedSplit, ...]) -> Placed:
    known = {each.mark for each in splits}
    status = runner.status if runner.status in {DNF, DNS} else ""
    return Placed(
        athlete=clean(runner.athlete)
        or (f"No. {clean(runner.bib)}" if runner.bib else f"Athlete {number}"),
        lane=runner.lane or 0,
        splits=splits,
        missed=tuple(each for each in runner.missed if each not in known),
        status=status,
        found=runner,
    )


def _in_lanes(runners: Sequence[Placed]) -> tuple[Placed, ...]:
    """Keep the lanes of the file where everybody has one alone; else count along."""
    lanes = [each.lane for each in runners]
    own = len(set(lanes)) == len(lanes) and all(0 < lane < 10_000 for lane in lanes)
    if own:
        return tuple(runners)
    return tuple(each._replace(lane=i) for i, each in enumerate(runners, start=1))


def _line_of(marks: Sequence[Distance], course: _Course) -> str:
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


def _fault(placed: Marked) -> str:
    """Return what no race can have: nobody in it, too many, or times that do not rise."""
    if not placed.runners:
        return "found nobody, expected an athlete or more"
    if len(placed.runners) > MOST_RUNNERS:
        return f"found {len(placed.runners)} athletes in one race, expected at most {MOST_RUNNERS}"
    course = _names(placed.marks)
    return next(_disorders(placed.runners, course), "")


def _names(marks: Sequence[Distance]) -> Course:
    return Course(event="", distance=marks[-1], lap=marks[-1], marks=tuple(marks))


def _disorders(runners: Iterable[Placed], course: Course) -> Iterator[str]:
    for runner in runners:
        start = PlacedSplit(Distance(0), Duration(0))
        for before, split in pairwise((start, *runner.splits)):
            if split.time <= before.time:
                at = mark_name(course, split.mark)
                than = f"later than {canonical(before.time)} at {mark_name(course, before.mark)}"
                expected = than if before.mark else "a time after the start"
                yield f"{runner.athlete}, {at}: found {canonical(split.time)}, expected {expected}"


def _doubts(placed: Marked) -> Iterator[str]:
    """Say where somebody would have been faster than anybody, or slower than a walk."""
    course = _names(placed.marks)
    for runner in placed.runners:
        start = PlacedSplit(Distance(0), Duration(0))
        for before, split in pairwise((start, *runner.splits)):
            speed = _speed(before, split)
            if speed and not _SLOWEST_M_PER_S < speed < _FASTEST_M_PER_S:
                at = mark_name(course, split.mark)
                yield f"{runner.athlete} would have run at {speed:.1f} m/s to {at}: are the marks right?"
                break
    yield from (
        f"{each.athlete} was disqualified, which is kept as a note"
        for each in placed.runners
        if each.found.status == "dq"
    )


def _speed(before: PlacedSplit, split: PlacedSplit) -> float:
    time = split.time - before.time
    return (split.mark - before.mark) * NS_PER_S / time / _METRE if time > 0 else 0.0
