"""How did each repetition of an athlete go, against its target and with which recovery behind it?

Times and differences are nanoseconds; a deficit > 0 is slower than the slowest time asked for,
< 0 faster than the fastest, 0 within what was asked.
"""

from collections.abc import Iterator
from typing import NamedTuple

from app.analysis.training.next_start import due_after
from app.domain.course import Distance
from app.domain.times import Duration, Instant, between
from app.domain.training.recovery import Recovery
from app.domain.training.rep_target import Aimed, Missing, aimed
from app.domain.training.session_setup import brought
from app.domain.training.session_state import (
    DONE,
    DROPPED,
    PLANNED,
    SKIPPED,
    STOPPED,
    Attempt,
    Rep,
    RepSplit,
    RunnerState,
    TrainingState,
)


class Repetition(NamedTuple):
    """One repetition of one athlete, run or not.

    `number`, `of_set` and `in_set` are those in the list of `group`. `status` is `planned`,
    `running`, `done`, `missed`, `unfinished`, `absent`, `skipped`, `stopped` or `dropped`; there is
    a `time` with `done` alone. `splits` are cumulative. `recovery` is what was planned behind it,
    `recovery_planned` how long that is from this athlete's stop, `recovery_taken` the time from
    the stop to the athlete's next start. `start` is the number of the start's record.
    """

    number: int
    of_set: int
    in_set: int
    group: str
    rep: int
    distance: Distance
    status: str
    target: Aimed | Missing | None
    start: int | None = None
    started_at: Instant | None = None
    time: Duration | None = None
    deficit: Duration | None = None
    splits: tuple[tuple[RepSplit, Duration], ...] = ()
    recovery: Recovery | None = None
    recovery_planned: Duration | None = None
    recovery_taken: Duration | None = None


def repetitions(state: TrainingState, runner: RunnerState) -> tuple[Repetition, ...]:
    """Return all of an athlete's: what was started, in order, then what the group has left.

    What was dropped stands where it was planned.
    """
    return tuple(_in_order(state, runner))


def _in_order(state: TrainingState, runner: RunnerState) -> Iterator[Repetition]:
    group = state.groups[runner.runner.group]
    started = {each.rep for each in group.starts}
    left = [each for each in group.reps if each.id not in started]
    places = {each.id: place for place, each in enumerate(group.reps)}
    for index, attempt in enumerate(runner.attempts):
        while left and attempt.group == group.name and left[0].dropped:
            if places[left[0].id] > places[attempt.rep]:
                break
            yield _not_started(state, runner, left.pop(0))
        yield _started(state, runner, index, attempt)
    yield from (_not_started(state, runner, each) for each in left)


def _started(state: TrainingState, runner: RunnerState, index: int, attempt: Attempt) -> Repetition:
    rep = state.rep_of(attempt)
    target = target_of(state, runner, attempt.group, rep)
    planned = due_after(state, attempt) if attempt.stopped_at is not None else None
    return _repetition(state, attempt.group, rep, state.status(runner, attempt), target)._replace(
        start=attempt.start,
        started_at=attempt.started_at,
        time=attempt.time,
        deficit=deficit(attempt.time, target),
        splits=tuple((each, each.time(attempt.started_at)) for each in attempt.splits),
        recovery_planned=_from_stop(attempt, planned),
        recovery_taken=_from_stop(attempt, _next_run(runner, index)),
    )


def _from_stop(attempt: Attempt, until: Instant | None) -> Duration | None:
    if until is None or attempt.stopped_at is None:
        return None
    return between(attempt.stopped_at, until)


def _next_run(runner: RunnerState, index: int) -> Instant | None:
    """Return when the athlete ran again: whoever leaves one out rests through it."""
    later = runner.attempts[index + 1 :]
    ran = (each.started_at for each in later if each.begun)
    return next(ran, None)


def _not_started(state: TrainingState, runner: RunnerState, rep: Rep) -> Repetition:
    group = runner.runner.group
    target = target_of(state, runner, group, rep)
    return _repetition(state, group, rep, _coming(runner, rep), target)


def _coming(runner: RunnerState, rep: Rep) -> str:
    if rep.dropped:
        return DROPPED
    if runner.stopping is not None:
        return STOPPED
    return SKIPPED if (runner.runner.group, rep.id) in runner.skips else PLANNED


def _repetition(
    state: TrainingState, group: str, rep: Rep, status: str, target: Aimed | Missing | None
) -> Repetition:
    return Repetition(
        number=state.groups[group].number(rep.id),
        of_set=rep.of_set,
        in_set=rep.in_set,
        group=group,
        rep=rep.id,
        distance=rep.distance,
        status=status,
        target=target,
        recovery=rep.recovery,
    )


def target_of(
    state: TrainingState, runner: RunnerState, group: str, rep: Rep
) -> Aimed | Missing | None:
    """Return the times asked of an athlete, or what is missing to know them; None where none are."""
    goal = state.goal_of(runner.runner, group, rep)
    if goal is None:
        return None
    return aimed(goal, rep.distance, brought(runner.runner.brings).references)


def deficit(time: Duration | None, target: Aimed | Missing | None) -> Duration | None:
    """Return how far a time lies outside the times asked for."""
    if time is None or not isinstance(target, Aimed):
        return None
    if time > target.slowest:
        return Duration(time - target.slowest)
    return Duration(min(0, time - target.fastest))


def done(found: tuple[Repetition, ...]) -> tuple[tuple[Repetition, Duration], ...]:
    """Return those with a time: nothing else is ever counted."""
    return tuple((each, each.time) for each in found if each.status == DONE and each.time)
