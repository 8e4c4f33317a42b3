"""Which command does a key ask for that is pressed on a split? None where there is no room."""

from collections.abc import Callable, Mapping

from app.analysis.between_marks import Known, time_along, time_between
from app.analysis.expected import field_of, passed_by_others
from app.analysis.live import Analysis
from app.domain import repair_commands as rc
from app.domain.course import Distance, next_mark
from app.domain.state import EntryState, Split
from app.domain.times import Duration, Instant

Change = Callable[[Analysis, EntryState, Split, Instant], rc.RepairCommand | None]


def _delete(_: Analysis, __: EntryState, split: Split, now: Instant) -> rc.RepairCommand:
    return rc.DeleteSplit(now, split.seq)


def _keep(_: Analysis, __: EntryState, split: Split, now: Instant) -> rc.RepairCommand:
    return rc.KeepSplit(now, split.seq)


def _miss(_: Analysis, entry: EntryState, split: Split, now: Instant) -> rc.RepairCommand:
    """The press was one mark farther on: nobody timed the athlete where it stands."""
    return rc.MissMark(now, entry.entrant.id, split.mark)


def _insert(
    analysis: Analysis, entry: EntryState, split: Split, now: Instant
) -> rc.RepairCommand | None:
    """Put an estimate before the split: at a mark that is free, else the split moves on by one."""
    state, course = analysis.state, analysis.state.plan.course
    zero = state.zero_of(entry)
    before = Distance(0), Duration(0)
    for each in entry.splits:
        if each.mark < split.mark:
            before = each.mark, each.time(zero)
    free = next_mark(course, before[0])
    at = split.mark if free is not None and free < split.mark else next_mark(course, split.mark)
    if free is None or at is None:
        return None
    elapsed = _estimate(analysis, entry, free, before, (at, split.time(zero)))
    return rc.InsertSplit(now, entry.entrant.id, free, elapsed, estimated=True)


def _estimate(
    analysis: Analysis, entry: EntryState, mark: Distance, start: Known, end: Known
) -> Duration:
    """The way of others in the race says best when somebody was between two marks."""
    state = analysis.state
    field = field_of(state)
    others = passed_by_others(field, field.runners[entry.entrant.id], (start[0], mark, end[0]))
    along = time_along(start[1], end[1], others)
    if along is not None:
        return along
    profile = analysis.entries[0].facts.profile
    return time_between(start, end, mark, profile, state.plan.course.distance)


def _to_the_mark(step: int) -> Change:
    """Return the change that moves a split to the mark before it, or behind it, if that is free."""

    def change(
        analysis: Analysis, entry: EntryState, split: Split, now: Instant
    ) -> rc.RepairCommand | None:
        marks = analysis.state.plan.course.marks
        place = marks.index(split.mark) + step
        taken = {each.mark for each in entry.splits}
        if not 0 <= place < len(marks) or marks[place] in taken:
            return None
        return rc.ChangeMark(now, split.seq, marks[place])

    return change


CHANGES: Mapping[str, Change] = {
    "Delete": _delete,
    "I": _insert,
    "M": _miss,
    "K": _keep,
    "Left": _to_the_mark(-1),
    "Right": _to_the_mark(1),
}
"""What each key of the panel does to the split that is chosen."""
