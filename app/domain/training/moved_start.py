"""What becomes of a session when one of its starts was at another instant than it was pressed at?

No press moves: times that were pressed re-base on the start, typed ones stay as they were typed.
"""

from app.domain.refusals import Refusal
from app.domain.times import Duration, Instant, between, format_difference
from app.domain.training import session_refusals as no
from app.domain.training.session_state import (
    Attempt,
    GroupState,
    RunnerState,
    Start,
    TrainingState,
)
from app.domain.training.session_words import group_words


def moved(state: TrainingState, start: int, to: Instant) -> TrainingState:
    """Return the state with a start at `to`; raise `ValueError` where times would not rise."""
    group, old = _found(state, start)
    if refusal_of(state, group, old, to) is not None:
        raise ValueError(start)
    new = Start(old.seq, old.rep, to, Duration(between(old.pressed_at, to)))
    starts = tuple(new if each.seq == start else each for each in group.starts)
    runners = {key: _with_start(each, start, to) for key, each in state.runners.items()}
    groups = {**state.groups, group.name: group._replace(starts=starts)}
    return state._replace(groups=groups, runners=runners)


def refusal_of(
    state: TrainingState, group: GroupState, start: Start, to: Instant
) -> Refusal | None:
    """Return why a start of a group cannot have been at `to`, None where it can."""
    place = group.starts.index(start)
    if not _between(group.starts[:place], to, group.starts[place + 1 :]):
        return no.StartsOutOfOrder(**about(group, start, to))
    for runner in state.runners.values():
        mine = next((i for i, a in enumerate(runner.attempts) if a.start == start.seq), None)
        if mine is None:
            continue
        if not _in_turn(runner, mine, to):
            return no.StartsOutOfOrder(**about(group, start, to))
        if not _rises(runner, mine, to):
            name = runner.runner.name
            return no.TimesWouldNotRise(athlete=name, **about(group, start, to))
    return None


def about(group: GroupState, start: Start, to: Instant) -> dict[str, str]:
    """Return what a sentence about a start that is moved to `to` speaks of."""
    return {
        "group": group_words(group.name),
        "number": str(group.number(start.rep)),
        "by": format_difference(between(start.at, to), 2),
    }


def _found(state: TrainingState, start: int) -> tuple[GroupState, Start]:
    for group in state.groups.values():
        for each in group.starts:
            if each.seq == start:
                return group, each
    raise KeyError(start)


def _between(before: tuple[Start, ...], to: Instant, behind: tuple[Start, ...]) -> bool:
    return all(each.at < to for each in before) and all(to < each.at for each in behind)


def _in_turn(runner: RunnerState, place: int, to: Instant) -> bool:
    """Whoever changed group runs its starts in the order in which they were run."""
    before, behind = runner.attempts[:place], runner.attempts[place + 1 :]
    return all(a.started_at < to for a in before) and all(to < a.started_at for a in behind)


def _rises(runner: RunnerState, place: int, to: Instant) -> bool:
    attempt = runner.attempts[place]
    times = [each.time(to) for each in attempt.splits]
    if any(late <= early for early, late in zip([0, *times], times, strict=False)):
        return False
    earlier = runner.attempts[:place] if attempt.begun else ()
    return not any(_overtakes(each, attempt.started_at, to) for each in earlier)


def _overtakes(earlier: Attempt, old: Instant, to: Instant) -> bool:
    """Whether a start that lay behind a pressed stop would lie before it."""
    stop = earlier.stop
    if stop is None or stop.pressed_at is None or earlier.stopped_at is None:
        return False
    return to < earlier.stopped_at <= old


def _with_start(runner: RunnerState, start: int, to: Instant) -> RunnerState:
    attempts = tuple(
        each._replace(started_at=to) if each.start == start else each for each in runner.attempts
    )
    return runner._replace(attempts=attempts)
