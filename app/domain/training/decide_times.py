"""May a time of a training session be taken, typed, named or corrected, and what happens then?

A press belongs to the last start of its athlete; an unassigned one to the last start before it.
"""

from collections.abc import Callable
from typing import Any

from app.domain import events as ev
from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.said import format_metres
from app.domain.state import Tap
from app.domain.times import Duration, Instant, canonical
from app.domain.training import session_commands as tc
from app.domain.training import session_events as te
from app.domain.training import session_refusals as no
from app.domain.training.session_state import (
    MISSED,
    RUNNING,
    Attempt,
    RepSplit,
    RunnerState,
    TrainingState,
)
from app.domain.training.session_words import mark_words
from app.language import tr

Events = tuple[ev.Event, ...]


def _press(state: TrainingState, command: tc.PressRunner) -> Events:
    runner = state.runners.get(command.entry)
    attempt = runner.last if runner else None
    if attempt is not None and not state.ended and _takes(attempt, command.at):
        mark = attempt.next_mark
        return (te.RepetitionTimed(command.entry, attempt.start, mark, command.stamp),)
    return (ev.TapTaken(command.stamp, command.entry),)


def _takes(attempt: Attempt, at: Instant) -> bool:
    """Whether a press at `at` is a time behind those that an open attempt has."""
    if not attempt.open or at <= attempt.started_at:
        return False
    last = attempt.splits[-1].time(attempt.started_at) if attempt.splits else 0
    return at - attempt.started_at > last


def _name(state: TrainingState, command: tc.NameTap) -> Events:
    """Those of a bunch are named in order: the oldest press that can be the athlete's is meant."""
    runner = _runner(state, command.entry)
    taps = state.taps if command.tap is None else (tap_of(state, command.tap),)
    for tap in taps:
        attempt = runner.attempt_at(tap.at)
        if attempt is not None and _waits_for(state, runner, attempt, tap):
            return (te.PressNamed(tap.seq, command.entry, attempt.start, attempt.next_mark),)
    raise no.NoPressFits(athlete=runner.runner.name)


def _waits_for(state: TrainingState, runner: RunnerState, attempt: Attempt, tap: Tap) -> bool:
    if state.status(runner, attempt) not in (RUNNING, MISSED):
        return False
    return _takes(attempt._replace(outcome=""), tap.at)


def _type(state: TrainingState, command: tc.TypeTime) -> Events:
    runner = _runner(state, command.entry)
    attempt = _attempt(runner, command.start)
    mark = attempt.distance if command.mark is None else command.mark
    _check_mark(attempt, mark)
    old = next((each for each in attempt.splits if each.mark == mark), None)
    if old is not None:
        return _retimed(runner, attempt, old, command.elapsed)
    _check_order(runner, attempt, mark, command.elapsed)
    return (te.RepetitionTyped(command.entry, attempt.start, mark, command.elapsed),)


def _attempt(runner: RunnerState, start: int | None) -> Attempt:
    name = runner.runner.name
    if start is None:
        if runner.last is None:
            raise no.NothingStarted(who=name)
        return runner.last
    try:
        return runner.attempt_of(start)
    except KeyError:
        raise no.NotThere(athlete=name) from None


def _retime(state: TrainingState, command: tc.RetimeSplit) -> Events:
    return _retimed(*_found(state, command.split), command.elapsed)


def _retimed(runner: RunnerState, attempt: Attempt, old: RepSplit, elapsed: Duration) -> Events:
    if old.time(attempt.started_at) == elapsed:
        return ()
    _check_order(runner, _without(attempt, old), old.mark, elapsed)
    return (te.RepetitionRetimed(old.seq, elapsed),)


def _delete(state: TrainingState, command: tc.DeleteSplit) -> Events:
    _, _, split = _found(state, command.split)
    return (te.RepetitionTimeDeleted(split.seq),)


def _place(state: TrainingState, command: tc.PlaceSplit) -> Events:
    runner, attempt, split = _found(state, command.split)
    _check_mark(attempt, command.mark)
    if split.mark == command.mark:
        return ()
    rest = _without(attempt, split)
    _check_free(runner, rest, command.mark)
    _check_order(runner, rest, command.mark, split.time(attempt.started_at))
    return (te.RepetitionTimePlaced(split.seq, command.mark),)


def _give(state: TrainingState, command: tc.GiveSplit) -> Events:
    runner, attempt, split = _found(state, command.split)
    other = _runner(state, command.entry)
    if other.runner.id == runner.runner.id:
        return ()
    theirs = _counterpart(other, attempt, split)
    event = te.RepetitionTimeGiven(split.seq, command.entry, theirs.start)
    same = theirs.start == attempt.start
    back = next((each for each in theirs.splits if each.mark == split.mark), None)
    if back is not None and not same:
        raise no.MarkTaken(athlete=other.runner.name, mark=mark_words(theirs, split.mark))
    if back is not None:
        _check_order(runner, _without(attempt, split), split.mark, back.time(attempt.started_at))
        theirs = _without(theirs, back)
    _check_mark(theirs, split.mark)
    time = split.time(attempt.started_at) if same else _pressed(other, split, theirs)
    _check_order(other, theirs, split.mark, time)
    return (event,)


def _counterpart(other: RunnerState, attempt: Attempt, split: RepSplit) -> Attempt:
    """Return the same start of the other athlete, or the last one before the press."""
    same = next((each for each in other.attempts if each.start == attempt.start), None)
    if same is not None:
        return same
    at = None if split.pressed_at is None else other.attempt_at(split.pressed_at)
    if at is None:
        raise no.NotThere(athlete=other.runner.name)
    return at


def _pressed(other: RunnerState, split: RepSplit, theirs: Attempt) -> Duration:
    if split.pressed_at is None:
        raise no.NotThere(athlete=other.runner.name)
    return Duration(split.pressed_at - theirs.started_at)


def _miss(state: TrainingState, command: tc.MissStop) -> Events:
    runner = _runner(state, command.entry)
    if runner.last is None or not state.is_running(runner):
        raise no.NotOnTrack(athlete=runner.runner.name)
    return (te.StopMissed(command.entry, runner.last.start),)


def tap_of(state: TrainingState, seq: int) -> Tap:
    """Return an unassigned press; raise `UnknownTime`."""
    found = next((each for each in state.taps if each.seq == seq), None)
    if found is None:
        raise no.UnknownTime(what=tr("unassigned press"))
    return found


def _found(state: TrainingState, split: int) -> tuple[RunnerState, Attempt, RepSplit]:
    found = state.find_split(split)
    if found is None:
        raise no.UnknownTime(what="time")
    return found


def _runner(state: TrainingState, entry: EntryId) -> RunnerState:
    if entry not in state.runners:
        raise no.UnknownRunner(found=entry)
    return state.runners[entry]


def _without(attempt: Attempt, split: RepSplit) -> Attempt:
    return attempt._replace(splits=tuple(each for each in attempt.splits if each != split))


def _check_mark(attempt: Attempt, mark: Distance) -> None:
    if mark not in attempt.marks:
        names = ", ".join(format_metres(each) for each in attempt.marks)
        raise no.NotAMarkOfIt(found=format_metres(mark), expected=names)


def _check_free(runner: RunnerState, attempt: Attempt, mark: Distance) -> None:
    if any(each.mark == mark for each in attempt.splits):
        raise no.MarkTaken(athlete=runner.runner.name, mark=mark_words(attempt, mark))


def _check_order(runner: RunnerState, attempt: Attempt, mark: Distance, elapsed: Duration) -> None:
    said = {
        "athlete": runner.runner.name,
        "mark": mark_words(attempt, mark),
        "found": canonical(elapsed),
    }
    if elapsed <= 0:
        raise no.NotInOrder(**said, expected=tr("a time after the start"))
    for other in attempt.splits:
        time = other.time(attempt.started_at)
        there = tr(
            "{time} at {mark}",
            time=canonical(time),
            mark=mark_words(attempt, other.mark),
        )
        if other.mark < mark and time >= elapsed:
            raise no.NotInOrder(**said, expected=tr("later than {there}", there=there))
        if other.mark > mark and time <= elapsed:
            raise no.NotInOrder(**said, expected=tr("earlier than {there}", there=there))


TIME_DECISIONS: dict[type, Callable[[TrainingState, Any], Events]] = {
    tc.PressRunner: _press,
    tc.NameTap: _name,
    tc.TypeTime: _type,
    tc.RetimeSplit: _retime,
    tc.DeleteSplit: _delete,
    tc.PlaceSplit: _place,
    tc.GiveSplit: _give,
    tc.MissStop: _miss,
}
