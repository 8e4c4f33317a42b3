"""How do the times of a training session change? Pressed, typed, named, corrected, given away.

Every change leaves the times of a repetition rising from mark to mark, or raises `ValueError`.
"""

from itertools import pairwise

from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.state import Tap
from app.domain.times import Duration
from app.domain.training import session_events as te
from app.domain.training.session_state import Attempt, RepSplit, RunnerState, TrainingState


def timed(state: TrainingState, entry: EntryId, start: int, split: RepSplit) -> TrainingState:
    """Return the state with one time more; who has a time at the end has run after all."""
    runner = state.runners[entry]
    attempt = runner.attempt_of(start)
    if any(each.mark == split.mark for each in attempt.splits):
        raise ValueError(split.mark)
    return with_runner(state, with_attempt(runner, _with_splits(attempt, (*attempt.splits, split))))


def named(state: TrainingState, event: te.PressNamed) -> TrainingState:
    """Return the state with an unassigned press as an athlete's; it stays known by its number."""
    tap = next((each for each in state.taps if each.seq == event.tap), None)
    if tap is None:
        raise KeyError(event.tap)
    left = tuple(each for each in state.taps if each is not tap)
    split = RepSplit(tap.seq, event.mark, tap.stamp, pressed_at=tap.at)
    return timed(state._replace(taps=left), event.entry, event.start, split)


def cancelled(state: TrainingState, start: int) -> TrainingState:
    """Return the state without a start; its presses are kept as taps, with whom they were for."""
    group = next(
        (each for each in state.groups.values() if each.starts and each.starts[-1].seq == start),
        None,
    )
    if group is None:
        raise KeyError(start)
    runners, taps = dict(state.runners), list(state.taps)
    for key, runner in state.runners.items():
        gone = [each for each in runner.attempts if each.start == start]
        taps += [_tap(each, key) for attempt in gone for each in attempt.splits]
        kept = tuple(each for each in runner.attempts if each.start != start)
        runners[key] = runner._replace(attempts=kept)
    return state._replace(
        groups={**state.groups, group.name: group._replace(starts=group.starts[:-1])},
        runners=runners,
        taps=tuple(sorted(taps, key=lambda each: each.seq)),
    )


def _tap(split: RepSplit, entry: EntryId) -> Tap:
    if split.pressed_at is None:
        raise ValueError(split.seq)
    return Tap(split.seq, split.pressed_at, split.stamp, entry)


def retimed(state: TrainingState, split: int, elapsed: Duration) -> TrainingState:
    """Return the state with a time corrected; the press is kept."""
    runner, attempt, found = _found(state, split)
    return _exchanged(state, runner, attempt, found, found._replace(elapsed=elapsed))


def placed(state: TrainingState, split: int, mark: Distance) -> TrainingState:
    """Return the state with a time at another mark of its repetition."""
    runner, attempt, found = _found(state, split)
    return _exchanged(state, runner, attempt, found, found._replace(mark=mark))


def deleted(state: TrainingState, split: int) -> TrainingState:
    """Return the state without a time; the press stays in the journal."""
    runner, attempt, found = _found(state, split)
    return with_runner(state, with_attempt(runner, _without(attempt, found)))


def given(state: TrainingState, event: te.RepetitionTimeGiven) -> TrainingState:
    """Return the state with a time as another athlete's.

    Who has one at that mark of the same start gets the other for it. A correction holds for the
    start that it was made for: under another one the press counts again.
    """
    runner, attempt, split = _found(state, event.split)
    other = state.runners[event.entry]
    if other.runner.id == runner.runner.id:
        raise ValueError(event.entry)
    theirs = other.attempt_of(event.start)
    back = next((each for each in theirs.splits if each.mark == split.mark), None)
    mine, same = _without(attempt, split), event.start == attempt.start
    if back is not None:
        if not same:
            raise ValueError(event.split)
        theirs, mine = _without(theirs, back), _with_splits(mine, (*mine.splits, back))
    if not same:
        if split.pressed_at is None:
            raise ValueError(event.split)
        split = split._replace(elapsed=None)
    theirs = _with_splits(theirs, (*theirs.splits, split))
    return with_runner(with_runner(state, with_attempt(runner, mine)), with_attempt(other, theirs))


def with_runner(state: TrainingState, runner: RunnerState) -> TrainingState:
    """Return the state with an athlete as `runner` is."""
    return state._replace(runners={**state.runners, runner.runner.id: runner})


def with_attempt(runner: RunnerState, attempt: Attempt) -> RunnerState:
    """Return the athlete with `attempt` in the place of the one of the same start."""
    attempts = tuple(attempt if each.start == attempt.start else each for each in runner.attempts)
    return runner._replace(attempts=attempts)


def _found(state: TrainingState, split: int) -> tuple[RunnerState, Attempt, RepSplit]:
    found = state.find_split(split)
    if found is None:
        raise KeyError(split)
    return found


def _exchanged(
    state: TrainingState, runner: RunnerState, attempt: Attempt, old: RepSplit, new: RepSplit
) -> TrainingState:
    rest = _without(attempt, old)
    return with_runner(state, with_attempt(runner, _with_splits(rest, (*rest.splits, new))))


def _without(attempt: Attempt, split: RepSplit) -> Attempt:
    return attempt._replace(splits=tuple(each for each in attempt.splits if each != split))


def _with_splits(attempt: Attempt, splits: tuple[RepSplit, ...]) -> Attempt:
    """Order by marks; whoever has a time at the end has done the repetition."""
    in_order = tuple(sorted(splits, key=lambda each: each.mark))
    times = [0, *(each.time(attempt.started_at) for each in in_order)]
    marks = [each.mark for each in in_order]
    rising = all(late > early for early, late in pairwise(times))
    if not rising or len(set(marks)) < len(marks) or not set(marks) <= set(attempt.marks):
        raise ValueError(attempt.start)
    attempt = attempt._replace(splits=in_order)
    return attempt._replace(outcome="") if attempt.stop is not None else attempt
