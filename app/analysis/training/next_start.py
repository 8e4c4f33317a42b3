"""When does a group start next, and since when does it rest?

A recovery by time counts from the group's last stop: nobody has less than was planned, and while
somebody is on the track nobody knows it yet. For one athlete it counts from the athlete's own stop.
An interval from start to start counts from the start and is known at once, whoever still runs.
Instants are those of the session's clock.
"""

from typing import NamedTuple

from app.domain.plan import EntryId
from app.domain.times import Duration, Instant, after
from app.domain.training.recovery import Recovery, StartEvery
from app.domain.training.schedule import start_of
from app.domain.training.session_setup import plan_of
from app.domain.training.session_state import Attempt, GroupState, Rep, RunnerState, TrainingState


class NextStart(NamedTuple):
    """What a group starts next.

    `rep` is None when nothing is left or nobody stays to run it. `since` is the last stop after
    the last start, None while somebody runs. `due` is None where no time was planned, or it is
    not known yet.
    """

    group: str
    rep: Rep | None
    recovery: Recovery | None
    since: Instant | None
    due: Instant | None
    running: tuple[EntryId, ...]


def next_start(state: TrainingState, name: str) -> NextStart:
    """Return what the group `name` starts next, and when."""
    group = state.groups[name]
    rep = group.next_rep if state.can_start(group) and not state.ended else None
    at_last = _at_last_start(state, group)
    running = tuple(r.runner.id for r, each in at_last if each.open and state.is_running(r))
    stops = [each.stopped_at for _, each in at_last if each.stopped_at is not None]
    since = max(stops, default=None) if not running else None
    last = group.last_rep
    recovery = last.recovery if last else None
    due = _due(state, group, since) if rep is not None else None
    return NextStart(name, rep, recovery, since, due, running)


def due_of(state: TrainingState, runner: RunnerState) -> Instant | None:
    """Return when one athlete has recovered for as long as was planned after the last stop."""
    last = runner.last
    if last is None or last.stopped_at is None:
        return None
    return due_after(state, last)


def due_after(state: TrainingState, attempt: Attempt) -> Instant | None:
    """Return when the recovery behind a repetition ends; None where no time was planned for it."""
    group, rep = state.groups[attempt.group], state.rep_of(attempt)
    if isinstance(rep.recovery, StartEvery):
        return after(_counted_from(group, rep), rep.recovery.interval)
    time = recovery_time(rep.recovery)
    if time is None or attempt.stopped_at is None:
        return None
    return after(attempt.stopped_at, time)


def recovery_time(recovery: Recovery | None) -> Duration | None:
    """Return how long a recovery lasts from a stop, None where its end is not given by a time."""
    return None if recovery is None or isinstance(recovery, StartEvery) else recovery.time


def _due(state: TrainingState, group: GroupState, since: Instant | None) -> Instant | None:
    last = group.last_rep
    if last is None:
        return _first_due(state, group.name)
    if isinstance(last.recovery, StartEvery):
        return after(_counted_from(group, last), last.recovery.interval)
    time = recovery_time(last.recovery)
    return None if time is None or since is None else after(since, time)


def _counted_from(group: GroupState, rep: Rep) -> Instant:
    """Return the start that an interval counts from: where that was dropped, the set's first."""
    starts = {each.rep: each.at for each in group.starts}
    if rep.counts_from in starts:
        return starts[rep.counts_from]
    of_set = (each.at for each in group.starts if group.rep(each.rep).of_set == rep.of_set)
    return next(of_set, group.starts[-1].at)


def _first_due(state: TrainingState, name: str) -> Instant | None:
    """Return when a group starts that starts so long after another one, which has started."""
    plan, groups = plan_of(state.setup.plan), state.setup.groups
    begun = [each for each in state.groups.values() if each.starts]
    if not begun:
        return None
    first = min(begun, key=lambda each: each.starts[0].at)
    later = start_of(plan, name, groups) - start_of(plan, first.name, groups)
    return after(first.starts[0].at, Duration(later)) if later > 0 else None


def _at_last_start(state: TrainingState, group: GroupState) -> list[tuple[RunnerState, Attempt]]:
    """Return everybody in the group who was at its last start; who has left holds up nobody."""
    if not group.starts:
        return []
    seq = group.starts[-1].seq
    members = state.members(group.name)
    return [(r, each) for r in members for each in r.attempts if each.start == seq]
