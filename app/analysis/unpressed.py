"""What can be done about a passage that nobody pressed?

The press may be there, as a tap or on the key of another; else the time is known about, or not.
"""

from collections.abc import Iterator, Sequence

from app.analysis.between_marks import time_along, time_between
from app.analysis.expected import Field, Runner, expected, others_than, passed_by_others
from app.analysis.extra_press import one_too_many
from app.analysis.in_field import flags_in
from app.analysis.plausible import DOUBLE
from app.analysis.profile import Profile
from app.analysis.remedies import (
    ODD_LAP,
    Doubt,
    Option,
    Remedy,
    asked_about,
    name_of,
    ranked,
    said,
)
from app.analysis.whose import opening
from app.analysis.wrong_lane import unusual
from app.domain import repair_commands as rc
from app.domain.course import Distance
from app.domain.said import mark_name
from app.domain.state import Tap
from app.domain.times import Duration, Instant
from app.language import tr


def missed(doubt: Doubt, to: Distance) -> tuple[Remedy, ...]:
    """Return what to do about marks that went by without a press before one that was at `to`.

    The press moves to its true mark when what is missing is put in front of it.
    """
    field, lap = doubt.field, doubt.runner.run[doubt.place]
    marks = [each for each in field.state.plan.course.marks if lap.mark <= each < to]
    found = _presses(field, doubt.runner, doubt.profile, marks[0]) if len(marks) == 1 else []
    return (*found, *_put_in(doubt, marks, to))


def overdue(field: Field, runner: Runner, profile: Profile, mark: Distance) -> tuple[Remedy, ...]:
    """Return what to do about a mark that an athlete should have passed long ago."""
    what = mark_name(field.state.plan.course, mark)
    miss = rc.MissMark(field.newest, runner.entry.entrant.id, mark)
    return (
        *_presses(field, runner, profile, mark),
        Remedy(tr("{where} was not timed", where=what), (miss,)),
    )


def _put_in(doubt: Doubt, marks: Sequence[Distance], to: Distance) -> Iterator[Remedy]:
    entry, times = doubt.runner.entry.entrant.id, estimates(doubt, marks, to)
    where, about = tr("{total} marks", total=len(marks)), ""
    missed_words = tr("{where} were not timed", where=where)
    if len(marks) == 1:
        where = mark_name(doubt.field.state.plan.course, marks[0])
        about = tr(" at about {time}", time=said(times[0]))
        missed_words = tr("{where} was not timed", where=where)
    puts = zip(marks, times, strict=True)
    yield Remedy(
        tr("put in {where}{about}", where=where, about=about),
        tuple(rc.InsertSplit(doubt.now, entry, mark, time, estimated=True) for mark, time in puts),
    )
    yield Remedy(
        missed_words,
        tuple(rc.MissMark(doubt.now, entry, mark) for mark in marks),
    )


def estimates(doubt: Doubt, marks: Sequence[Distance], to: Distance) -> list[Duration]:
    """Return about when the runner was at `marks`, on the way to the mark `to`."""
    lap, distance = doubt.runner.run[doubt.place], doubt.field.state.plan.course.distance
    start, end = (lap.begin, Duration(lap.time - lap.lap)), (to, lap.time)
    found: list[Duration] = []
    for mark in marks:
        others = passed_by_others(doubt.field, doubt.runner, (lap.begin, mark, to))
        along = time_along(start[1], end[1], others)
        by_profile = time_between(start, end, mark, doubt.profile, distance)
        found.append(by_profile if along is None else along)
    return found


def _presses(field: Field, runner: Runner, profile: Profile, mark: Distance) -> list[Remedy]:
    """Return the presses of nobody, or of somebody else who had one too many, that fit a mark."""
    options = [*_taps(field, runner, mark), *_of_others(field, runner, profile, mark)]
    return [each.remedy for each in ranked(options)]


def _taps(field: Field, runner: Runner, mark: Distance) -> Iterator[Option]:
    """Yield the taps that fit; one on the key of an athlete who had finished may be that finish."""
    for tap in field.state.taps:
        fit = _fit(field, runner, mark, tap.at)
        if fit is not None:
            words = tr("it was the tap at {time}", time=said(runner.time_of(tap.at)))
            assign = rc.AssignTap(field.newest, tap.seq, runner.entry.entrant.id)
            yield Option(fit, Remedy(words, (assign,)))
        meant = field.runners.get(tap.meant) if tap.meant else None
        if meant is not None and meant is not runner:
            yield from _finish_before(field, runner, mark, meant, tap)


def _finish_before(
    field: Field, runner: Runner, mark: Distance, meant: Runner, tap: Tap
) -> Iterator[Option]:
    """Yield that the finish of another was this athlete's passage, and the tap behind it theirs.

    The score is against that of the tap alone: both athletes fit one way or the other.
    """
    last = meant.run[-1] if meant.run else None
    if last is None or field.state.next_mark(meant.entry) is not None:
        return
    if flags_in(field, meant)[-1] == DOUBLE:
        return
    at, tapped = last.split.pressed_at, meant.time_of(tap.at)
    fit = None if at is None or not asked_about(last.split) else _fit(field, runner, mark, at)
    due = expected(field, meant, len(meant.run) - 1, last.mark)
    if fit is None or tapped <= last.time or due.log_density(tapped) < ODD_LAP:
        return
    score = fit + due.log_density(tapped) - max(due.log_density(last.time), ODD_LAP)
    whose = name_of(field.state, meant.entry.entrant.id)
    moved = rc.MoveSplit(field.newest, last.split.seq, runner.entry.entrant.id)
    back = rc.AssignTap(field.newest, tap.seq, meant.entry.entrant.id)
    words = tr("it was pressed as {whose}'s at {time}", whose=whose, time=said(last.time))
    yield Option(score, Remedy(words, (moved, back)))


def _of_others(field: Field, runner: Runner, profile: Profile, mark: Distance) -> Iterator[Option]:
    """Yield what would be done about somebody else's press and gives it to this athlete."""
    for other in others_than(field, runner):
        for place, flag in enumerate(flags_in(field, other)):
            if flag and _concerns(field, runner, mark, other, place):
                doubt = Doubt(field, other, place, profile)
                options = one_too_many(doubt) if flag == DOUBLE else unusual(doubt)
                yield from _given(doubt, options, runner, mark)


def _concerns(field: Field, runner: Runner, mark: Distance, other: Runner, place: int) -> bool:
    """Return whether a doubtful press, or the one before it, fits the athlete."""
    near = other.run[max(place - 1, 0) : place + 1]
    fits = (_fit(field, runner, mark, other.instant_of(each.time)) for each in near)
    return asked_about(other.run[place].split) and any(each is not None for each in fits)


def _given(
    doubt: Doubt, options: Sequence[Option], runner: Runner, mark: Distance
) -> Iterator[Option]:
    """Yield the ways in which a doubtful press of somebody else becomes this athlete's.

    The score is how well it fits here, less what it loses on the likeliest explanation there.
    """
    for each in options:
        at = each.moved.pressed_at if each.moved else None
        fit = None if at is None else _fit(doubt.field, runner, mark, at)
        if each.to == runner.entry.entrant.id and fit is not None and at is not None:
            whose = name_of(doubt.field.state, doubt.runner.entry.entrant.id)
            words = tr(
                "it was pressed as {whose}'s at {time}",
                whose=whose,
                time=said(doubt.runner.time_of(at)),
            )
            remedy = each.remedy._replace(words=words)
            yield Option(fit + each.score - options[0].score, remedy)


def _fit(field: Field, runner: Runner, mark: Distance, at: Instant) -> float | None:
    """Return the log density of a press at `at` being the passage of `mark`, None when it is not."""
    found = opening(field, runner, at)
    if found is None or found.mark != mark:
        return None
    return found.log_density if found.log_density > ODD_LAP else None
