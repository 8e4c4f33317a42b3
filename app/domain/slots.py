"""Which mark does each split belong to when one is put in or taken out?

Marks are known by their place in the course. A pressed split has no mark of its own: it follows
when one before it is put in or taken out. A typed one was typed for its mark and stays there.
"""

from collections.abc import Sequence

from app.domain.course import Course, Distance, next_mark
from app.domain.refusals import NoMarkLeft
from app.domain.state import EntryState, Split, TimeZero
from app.domain.times import Duration


def opened(entry: EntryState, course: Course, mark: Distance) -> EntryState:
    """Return `entry` with `mark` open: what was pressed there and behind it is one mark farther.

    Only an unbroken run moves, up to the first free mark; a mark that was missed is open as it
    is. Raise `NoMarkLeft` when a typed split or the finish is in the way of the run.
    """
    if mark in entry.missed:
        return entry
    run = _run(entry, course.marks, course.marks.index(mark))
    beyond = course.marks.index(mark) + len(run)
    if not run and not _taken(entry, mark):
        return entry
    if beyond >= len(course.marks) or _taken(entry, course.marks[beyond]):
        raise NoMarkLeft(athlete=entry.entrant.athlete)
    return _shifted(entry, course.marks, run, 1)


def closed(entry: EntryState, course: Course, mark: Distance) -> EntryState:
    """Return `entry` with the run behind the free `mark` one mark nearer to the start."""
    run = _run(entry, course.marks, course.marks.index(mark) + 1)
    return _shifted(entry, course.marks, run, -1)


def place_of(entry: EntryState, course: Course, time: Duration, zero: TimeZero | None) -> Distance:
    """Return the mark at which a split of `time` belongs among the others by its time.

    Between two splits that is the first mark without a time, or that of the later split, which
    then has to move. Behind them all it is where a press would go. Raise `NoMarkLeft` when it is
    later than the finish.
    """
    before = Distance(0)
    for split in entry.splits:
        if split.time(zero) > time:
            return _first_beyond(course, before)
        before = split.mark
    after_all = next_mark(course, entry.reached) or max(entry.missed, default=Distance(0))
    if after_all <= before:
        raise NoMarkLeft(athlete=entry.entrant.athlete)
    return after_all


def with_split(entry: EntryState, split: Split) -> EntryState:
    """Return `entry` with one more split, in the order of the marks.

    A mark that was missed is so no more. Raise `NoMarkLeft` when the mark has a split.
    """
    if any(each.mark == split.mark for each in entry.splits):
        raise NoMarkLeft(athlete=entry.entrant.athlete)
    missed = tuple(mark for mark in entry.missed if mark != split.mark)
    return entry._replace(splits=_ordered((*entry.splits, split)), missed=missed)


def without(entry: EntryState, seq: int) -> EntryState:
    """Return `entry` without the split that the record `seq` created."""
    return entry._replace(splits=tuple(each for each in entry.splits if each.seq != seq))


def _first_beyond(course: Course, mark: Distance) -> Distance:
    return next(each for each in course.marks if each > mark)


def _ordered(splits: Sequence[Split]) -> tuple[Split, ...]:
    return tuple(sorted(splits, key=lambda each: each.mark))


def _taken(entry: EntryState, mark: Distance) -> bool:
    return any(each.mark == mark for each in entry.splits)


def _run(entry: EntryState, marks: Sequence[Distance], first: int) -> list[Distance]:
    """Return the marks from `first` on that are taken by presses or missed, without a gap."""
    pressed = {each.mark for each in entry.splits if each.pressed_at is not None}
    moving = pressed | set(entry.missed)
    run: list[Distance] = []
    for mark in marks[first:]:
        if mark not in moving:
            break
        run.append(mark)
    return run


def _shifted(
    entry: EntryState, marks: Sequence[Distance], run: Sequence[Distance], step: int
) -> EntryState:
    to = {mark: marks[marks.index(mark) + step] for mark in run}
    splits = _ordered([each._replace(mark=to.get(each.mark, each.mark)) for each in entry.splits])
    missed = tuple(sorted(to.get(mark, mark) for mark in entry.missed))
    return entry._replace(splits=splits, missed=missed)
