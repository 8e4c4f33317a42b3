"""Whose time belongs to which mark? Named by the file, counted along the course, or measured.

Times are nanoseconds, distances millimetres.
"""

from collections.abc import Sequence

from app.domain.course import Course, Distance, crossings, format_metres
from app.domain.disciplines import Discipline
from app.domain.plan import FROM_START
from app.domain.refusals import BadPlan, Refusal
from app.formats.results.found import FoundRace, FoundRunner
from app.formats.results.lap_marks import lap_marks
from app.language import tr
from app.usecases.counting import counted
from app.usecases.geometry import in_words
from app.usecases.new_race import RaceRequest, marks_of
from app.usecases.placed import (
    Marked,
    Measures,
    PlacedSplit,
    doubts_of,
    fault_in,
    in_lanes,
    line_of,
    placed,
    same_time,
    split_of,
)

_METRE = 1000


def place(race: FoundRace, event: Discipline, lap: Distance, *, line: str, marks: str) -> Marked:
    """Return `race` with its times at marks; raise a `Refusal` for marks that cannot be.

    `marks` and `line` are the user's own words, empty where nothing was said.
    """
    stand = "start" if line == FROM_START else "finish"
    request = RaceRequest(event=event.name, lap=format_metres(lap), stand=stand)
    course = Measures(event.distance, lap, request._replace(marks=marks) if marks else request)
    found = _marked(race, event, course, line, marks)
    return found._replace(
        problem=found.problem or fault_in(found), notes=(*found.notes, *doubts_of(found))
    )


def _marked(race: FoundRace, event: Discipline, course: Measures, line: str, said: str) -> Marked:
    splits = [each for runner in race.runners for each in runner.splits]
    named = [each for each in splits if each.mark is not None]
    if named and len(named) < len(splits):
        raise BadPlan(
            what=tr("the marks"), found=tr("times with and without one"), expected=tr("all or none")
        )
    missed = any(runner.missed for runner in race.runners)
    if named or (missed and not splits):
        return _named(race, course, said)
    if any(each.measured is not None for each in splits) and not (said or line):
        return _measured(race, event, course)
    return counted(race, course, line, said)


def _named(race: FoundRace, course: Measures, said: str) -> Marked:
    """The marks stand in the file; a whole metre may stand for the 409.344 m that is meant."""
    runners = [_to_the_millimetre(each, course) for each in race.runners]
    there = {each.mark for runner in runners for each in runner.splits if each.mark is not None}
    there.update(mark for runner in runners for mark in runner.missed)
    _check_within(max(there), course.distance)
    marks = tuple(sorted({*there, course.distance}))
    if said:
        marks = marks_of(course.request)
        strange = sorted(there - set(marks))
        if strange:
            found = tr("a time at {strange}", strange=format_metres(strange[0]))
            raise BadPlan(what=tr("the marks"), found=found, expected=in_words(marks))
    field = [
        placed(each, i, _at_marks(each, course.distance)) for i, each in enumerate(runners, start=1)
    ]
    return Marked(
        line=race.line or line_of(marks, course),
        marks=marks,
        why=tr("the marks are in the file"),
        proposed=False,
        choices=(),
        runners=in_lanes(field),
        notes=_renamed(race, runners),
    )


def _check_within(farthest: Distance, distance: Distance) -> None:
    if farthest > distance:
        expected = tr("none beyond {distance}", distance=format_metres(distance))
        raise BadPlan(what=tr("the marks"), found=format_metres(farthest), expected=expected)


def _to_the_millimetre(runner: FoundRunner, course: Measures) -> FoundRunner:
    known = _known_marks(course)
    return runner._replace(
        splits=tuple(each._replace(mark=_meant(each.mark, known)) for each in runner.splits),
        missed=tuple(_meant(each, known) or each for each in runner.missed),
    )


def _known_marks(course: Measures) -> tuple[Distance, ...]:
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
    said = [
        tr("{old} as {new}", old=format_metres(old), new=format_metres(new))
        for old, new in sorted(pairs)
    ]
    return (tr("read: {names}", names=", ".join(said)),) if said else ()


def _at_marks(runner: FoundRunner, distance: Distance) -> tuple[PlacedSplit, ...]:
    found = {
        each.mark: split_of(each, each.mark) for each in runner.splits if each.mark is not None
    }
    last = found.get(distance)
    if runner.finish is not None and (last is None or same_time(last.time, runner.finish)):
        rank = runner.place if last is None else last.rank
        found[distance] = PlacedSplit(distance, runner.finish, rank, by_hand=runner.finish_by_hand)
    return tuple(found[mark] for mark in sorted(found))


def _measured(race: FoundRace, event: Discipline, course: Measures) -> Marked:
    """A watch believes in distances; at which marks its laps end is proposed by them."""
    distance, lap = course.distance, course.lap
    track = Course(event=event.name, distance=distance, lap=lap, marks=crossings(distance, lap))
    proposed = [lap_marks(each.splits, track) for each in race.runners]
    field = [
        placed(
            runner,
            number,
            tuple(
                split_of(split, mark)
                for split, mark in zip(runner.splits, found.marks, strict=False)
                if mark is not None
            ),
        )
        for number, (runner, found) in enumerate(zip(race.runners, proposed, strict=True), start=1)
    ]
    there = {split.mark for each in field for split in each.splits}
    marks = tuple(sorted({*there, distance}))
    reasons = " ".join(dict.fromkeys(each.reason for each in proposed))
    return Marked(
        line=line_of(marks, course),
        marks=marks,
        why=reasons,
        proposed=True,
        choices=(),
        runners=in_lanes(field),
        problem="" if there else reasons,
    )
