"""Which marks do times without distances belong to, by how many there are? Proposed, not believed.

Times are nanoseconds, distances millimetres.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.course import Distance, crossings, every, format_metres
from app.domain.plan import FINISH_LINE, FROM_START
from app.domain.state import DNF, DNS
from app.domain.times import Duration
from app.formats.results.found import FoundRace, FoundRunner
from app.language import tr
from app.usecases.geometry import Choice, choices, in_words
from app.usecases.new_race import marks_of
from app.usecases.placed import (
    NOWHERE,
    Marked,
    Measures,
    PlacedSplit,
    in_lanes,
    is_even,
    line_of,
    placed,
    same_time,
    split_of,
)

Run = tuple[PlacedSplit | None, ...]
"""The times of an athlete in their order, None where the file keeps a place for one it lacks."""
_TOO_MANY = 2000


class _Along(NamedTuple):
    """Times at their marks; where their number does not fit, the sentence and what is kept."""

    splits: tuple[PlacedSplit, ...]
    wrong: str = ""
    kept: str = ""


def counted(race: FoundRace, course: Measures, line: str, said: str) -> Marked:
    """Return a race whose times are given the marks of the course in turn.

    `line` and `said` are what the user said of the line and the marks. Raises a `Refusal`.
    """
    runs = [_in_order(each) for each in race.runners]
    home = [
        run
        for runner, run in zip(race.runners, runs, strict=True)
        if run and runner.status not in {DNF, DNS}
    ]
    chosen, offered, proposed = _choice(race, course, line, said, home)
    along = [
        _along(runner, run, chosen.marks) for runner, run in zip(race.runners, runs, strict=True)
    ]
    some_fit = any(len(run) == len(chosen.marks) for run in home)
    field = [
        placed(runner, i, each.splits)
        for i, (runner, each) in enumerate(zip(race.runners, along, strict=True), start=1)
    ]
    wrong = [each for each in along if each.wrong]
    return Marked(
        line=chosen.line,
        marks=chosen.marks,
        why=chosen.why,
        proposed=proposed,
        choices=offered,
        runners=in_lanes(field),
        problem=next((each.wrong for each in wrong if not (each.kept and some_fit)), ""),
        notes=tuple(f"{each.wrong}: {each.kept}" for each in wrong if each.kept and some_fit),
    )


def _choice(
    race: FoundRace, course: Measures, line: str, said: str, home: Sequence[Run]
) -> tuple[Choice, tuple[Choice, ...], bool]:
    """Return the marks in use, all that fit, and whether somebody still has to confirm them."""
    fitting = choices(course.distance, course.lap, [_whole_run(run) for run in home])
    if said or line:
        marks = marks_of(course.request)
        why = tr("as you said") if said else tr("{line}, as you said", line=line)
        return Choice(line or line_of(marks, course), marks, why), fitting, False
    if not any(len(run) > 1 for run in home):
        return _without_splits(race, course), fitting, False
    of_file = _of_file(race, course)
    known = [each.marks for each in of_file]
    offered = (*of_file, *(each for each in fitting if each.marks not in known))
    chosen = offered[0] if offered else _usual(course)
    why = tr(
        "{total} times fit {marks}: {why}",
        total=len(chosen.marks),
        marks=in_words(chosen.marks),
        why=chosen.why,
    )
    return chosen._replace(why=why), offered, True


def _whole_run(run: Run) -> list[Duration]:
    """Return the times of a run; one that is missing stands half way, so that the number is right."""
    times: list[Duration] = []
    for i, each in enumerate(run):
        before = times[-1] if times else Duration(0)
        after = next((later.time for later in run[i:] if later is not None), before)
        times.append(each.time if each is not None else Duration((before + after) // 2))
    return times


def _of_file(race: FoundRace, course: Measures) -> tuple[Choice, ...]:
    """A file may say that it has a time every so far, and then not which."""
    step = race.step
    if step is None or not 0 < step <= course.distance < step * _TOO_MANY:
        return ()
    why = tr("every {step}, as the file says", step=format_metres(step))
    return (Choice(FROM_START, every(course.distance, step), why),)


def _usual(course: Measures) -> Choice:
    why = tr("the finish line of a {lap} lap", lap=format_metres(course.lap))
    return Choice(FINISH_LINE, crossings(course.distance, course.lap), why)


def _without_splits(race: FoundRace, course: Measures) -> Choice:
    """Results without splits have the finish alone; a field for a race to come its usual marks."""
    begun = any(each.finish or each.status for each in race.runners)
    splits = any(each.splits for each in race.runners)
    if begun and not splits:
        return Choice(FINISH_LINE, (course.distance,), tr("the finish alone"))
    return _usual(course)


def _in_order(runner: FoundRunner) -> Run:
    """Return the times of a runner, the result last; it may be written with the splits or not."""
    times: list[PlacedSplit | None] = []
    for each in runner.splits:
        times += [None] * max(0, min(each.turn, _TOO_MANY) - len(times) - 1)
        times.append(split_of(each, NOWHERE))
    finish, last = runner.finish, times[-1] if times else None
    if finish is None:
        return tuple(times)
    if last is not None and same_time(last.time, finish):
        return (*times[:-1], last._replace(time=finish, by_hand=runner.finish_by_hand))
    by_hand = runner.finish_by_hand
    return (*times, PlacedSplit(NOWHERE, finish, runner.place, by_hand=by_hand))


def _along(runner: FoundRunner, run: Run, marks: Sequence[Distance]) -> _Along:
    """Give the times of a run their marks in turn.

    What is kept of one that has too few or too many stands as long as another one fits.
    """
    in_turn = _in_turn(run, marks)
    if len(run) == len(marks) or not run:
        return _Along(in_turn)
    if len(run) < len(marks) and runner.status in {DNF, DNS}:
        return _Along(in_turn)
    last = run[-1]
    finish = None if runner.finish is None or last is None else last._replace(mark=marks[-1])
    if len(run) == 1 and finish is not None:
        return _Along((finish,))
    expected = tr(
        "{number} expected ({marks})",
        number=_count(len(marks), "mark"),
        marks=in_words(marks),
    )
    wrong = f"{runner.athlete or 'nobody'}: {_count(len(run), 'split')}, {expected}"
    if finish is not None:
        return _with_finish(in_turn, finish, wrong, few=len(run) < len(marks))
    if len(run) < len(marks):
        return _Along(in_turn, wrong, tr("taken as the first ones"))
    return _Along((), wrong)


def _with_finish(
    in_turn: tuple[PlacedSplit, ...], finish: PlacedSplit, wrong: str, *, few: bool
) -> _Along:
    """The result is sure. The others are the first ones if the pace says so, else anything."""
    first = (*in_turn[:-1], finish)
    if few and is_even(first):
        return _Along(first, wrong, tr("taken as the first ones and the finish"))
    return _Along((finish,), wrong, tr("only the finish is kept"))


def _in_turn(run: Run, marks: Sequence[Distance]) -> tuple[PlacedSplit, ...]:
    return tuple(
        each._replace(mark=mark) for each, mark in zip(run, marks, strict=False) if each is not None
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
