"""May a coach's command be carried out, and what happens then? Pure: events, or a refusal.

A press for an athlete is never refused: what cannot be a time is kept as a tap, with the athlete
it was meant for. A start can be, because a group that has just been sent off was pressed twice.
"""

from collections.abc import Callable
from typing import Any

from app.domain import commands as cm
from app.domain import events as ev
from app.domain import repair_commands as rc
from app.domain.plan import EntryId
from app.domain.refusals import BadPlan
from app.domain.repair_events import TapDropped
from app.domain.said import format_metres, format_time
from app.domain.times import NS_PER_S, Duration, between
from app.domain.training import session_commands as tc
from app.domain.training import session_events as te
from app.domain.training import session_refusals as no
from app.domain.training.decide_times import TIME_DECISIONS, tap_of
from app.domain.training.moved_start import about, refusal_of
from app.domain.training.session_setup import Runner, check_apart
from app.domain.training.session_state import GroupState, Rep, RunnerState, TrainingState
from app.domain.training.session_words import group_words
from app.language import tr

_MM_PER_S = 12_500
"""Nobody runs faster over any distance: 12.4 m/s is the highest speed measured in a 100 m race
(Bolt, Berlin 2009, between 60 and 80 m)."""

Events = tuple[ev.Event, ...]


def decide(state: TrainingState | None, command: tc.TrainingCommand) -> Events:
    """Return what happens when `command` is carried out in `state`, or raise a `Refusal`."""
    if isinstance(command, tc.PlanTraining):
        return _plan(state, command)
    if state is None:
        raise BadPlan(
            what=tr("the session"), found=tr("nothing planned"), expected=tr("a plan first")
        )
    return _DECISIONS[type(command)](state, command)


def _plan(state: TrainingState | None, command: tc.PlanTraining) -> Events:
    if state is not None and state.first_start is not None:
        raise no.AlreadyBegun
    return (te.TrainingPlanned(command.setup),)


def _add_runner(state: TrainingState, command: tc.AddRunner) -> Events:
    known = [each.runner for each in state.runners.values()]
    check_apart([*known, command.runner])
    return (te.RunnerAdded(command.runner),)


def _start(state: TrainingState, command: tc.StartRepetition) -> Events:
    group = group_in(state, command.group)
    if state.ended:
        raise no.SessionOver
    rep = group.next_rep
    if rep is None:
        raise no.NothingToStart(group=group_words(group.name))
    if not any(each.will_run(group.name, rep.id) for each in state.members(group.name)):
        number = str(group.number(rep.id))
        raise no.NobodyToStart(group=group_words(group.name), number=number)
    if group.last_rep is not None:
        _check_not_twice(state, group, group.last_rep, command)
    return (te.RepetitionStarted(group.name, rep.id, command.stamp),)


def _check_not_twice(
    state: TrainingState, group: GroupState, rep: Rep, command: tc.StartRepetition
) -> None:
    """Who is on the track misses the stop when the next one starts: that must not happen at once."""
    last = group.starts[-1]
    elapsed = between(last.at, command.at)
    if elapsed <= 0:
        raise no.NotLater(group=group_words(group.name))
    at_start = [r.attempt_of(last.seq) for r in state.runners.values() if _was_at(r, last.seq)]
    if elapsed < fastest(rep) and any(each.open for each in at_start):
        raise no.JustStarted(
            group=group_words(group.name),
            distance=format_metres(rep.distance),
            elapsed=format_time(elapsed, 1),
        )


def fastest(rep: Rep) -> Duration:
    """Return the time that nobody can beat over a repetition."""
    return Duration(rep.distance * NS_PER_S // _MM_PER_S)


def _was_at(runner: RunnerState, start: int) -> bool:
    return any(each.start == start for each in runner.attempts)


def _cancel(state: TrainingState, command: tc.CancelStart) -> Events:
    group = group_in(state, command.group)
    if not group.starts:
        raise no.NothingStarted(who=group_words(group.name))
    start = group.starts[-1].seq
    for runner in state.runners.values():
        splits = [s for a in runner.attempts if a.start == start for s in a.splits]
        if any(each.pressed_at is None for each in splits):
            raise no.StartHasTyped(group=group_words(group.name), athlete=runner.runner.name)
    return (te.RepetitionStartCancelled(start),)


def _move(state: TrainingState, command: tc.MoveStart) -> Events:
    """Whoever pressed late says when the start was; the presses stay where they are."""
    group = group_in(state, command.group)
    if not group.starts:
        raise no.NothingStarted(who=group_words(group.name))
    start = group.starts[-1].seq if command.start is None else command.start
    old = next((each for each in group.starts if each.seq == start), None)
    if old is None:
        raise no.UnknownTime(what="start")
    if old.at == command.to:
        return ()
    refusal = refusal_of(state, group, old, command.to)
    if refusal is not None:
        raise refusal
    if command.to > command.at:
        raise no.StartToCome(**about(group, old, command.to))
    return (te.RepetitionStartMoved(start, command.to),)


def _take_tap(state: TrainingState, command: cm.TakeTap) -> Events:
    del state
    return (ev.TapTaken(command.stamp),)


def _drop_tap(state: TrainingState, command: rc.DropTap) -> Events:
    return (TapDropped(tap_of(state, command.tap).seq),)


def _skip(state: TrainingState, command: tc.SkipRepetition) -> Events:
    runner = runner_in(state, command.entry)
    last, name = runner.last, runner.runner.name
    if last is not None and state.is_running(runner):
        if last.splits:
            number = str(state.groups[last.group].number(last.rep))
            raise no.HasTimes(athlete=name, number=number)
        return (te.RepetitionSkipped(command.entry, last.group, last.rep),)
    rep = state.groups[runner.runner.group].next_rep
    if rep is None or runner.stopping is not None:
        raise no.StoppedBefore(athlete=name)
    if (runner.runner.group, rep.id) in runner.skips:
        return ()
    return (te.RepetitionSkipped(command.entry, runner.runner.group, rep.id),)


def _away(state: TrainingState, command: tc.MarkAway) -> Events:
    runner = runner_in(state, command.entry)
    return (te.RunnerAway(command.entry),) if runner.here else ()


def _arrive(state: TrainingState, command: tc.Arrive) -> Events:
    """Who was never said to be away has still not run what has no time."""
    runner = runner_in(state, command.entry)
    changes = not runner.here or any(a.open and not a.splits for a in runner.attempts)
    return (te.RunnerArrived(command.entry),) if changes else ()


def _stop(state: TrainingState, command: tc.StopRunner) -> Events:
    runner = runner_in(state, command.entry)
    event = te.RunnerStopped(command.entry, command.reason, command.note)
    old = runner.stopping
    said_so = old is not None and (old.reason, old.note) == (event.reason, event.note)
    return () if said_so else (event,)


def _go_on(state: TrainingState, command: tc.GoOn) -> Events:
    runner = runner_in(state, command.entry)
    return (te.RunnerWentOn(command.entry),) if runner.stopping is not None else ()


def _change_group(state: TrainingState, command: tc.ChangeGroup) -> Events:
    runner, group = runner_in(state, command.entry), group_in(state, command.group)
    if runner.runner.group == group.name:
        return ()
    return (te.GroupChanged(command.entry, group.name),)


def _add(state: TrainingState, command: tc.AddRepetitions) -> Events:
    group = group_in(state, command.group)
    return (te.RepetitionsAdded(group.name, command.plan, command.at_once),)


def _repeat(state: TrainingState, command: tc.RepeatRepetition) -> Events:
    group = group_in(state, command.group)
    if command.rep is not None:
        return (te.RepetitionRepeated(group.name, _rep(group, command.rep).id),)
    if group.last_rep is None:
        raise no.NothingStarted(who=group_words(group.name))
    return (te.RepetitionRepeated(group.name, group.last_rep.id),)


def _drop(state: TrainingState, command: tc.DropRepetition) -> Events:
    group = group_in(state, command.group)
    rep = group.next_rep if command.rep is None else _rep(group, command.rep)
    if rep is None:
        raise no.NothingToDrop(group=group_words(group.name))
    if any(each.rep == rep.id for each in group.starts):
        number = str(group.number(rep.id))
        raise no.AlreadyStarted(group=group_words(group.name), number=number)
    return () if rep.dropped else (te.RepetitionDropped(group.name, rep.id),)


def _note(state: TrainingState, command: tc.WriteNote) -> Events:
    if command.entry is not None:
        runner_in(state, command.entry)
    return (te.NoteWritten(command.text, command.entry),)


def _end(state: TrainingState, command: tc.EndTraining) -> Events:
    del command
    return () if state.ended else (te.TrainingEnded(),)


def group_in(state: TrainingState, name: str) -> GroupState:
    """Return a group, whatever its case; raise `UnknownGroup`."""
    found = (each for each in state.groups.values() if each.name.casefold() == name.casefold())
    group = next(found, None)
    if group is None:
        raise no.UnknownGroup(found=name)
    return group


def runner_in(state: TrainingState, entry: EntryId) -> RunnerState:
    """Return an athlete; raise `UnknownRunner`."""
    if entry not in state.runners:
        raise no.UnknownRunner(found=entry)
    return state.runners[entry]


def _rep(group: GroupState, rep: int) -> Rep:
    try:
        return group.rep(rep)
    except KeyError:
        raise no.UnknownRepetition(group=group_words(group.name)) from None


def free_id(state: TrainingState) -> EntryId:
    """Return an id that no athlete of the session has."""
    number = len(state.runners) + 1
    while str(number) in state.runners:
        number += 1
    return EntryId(str(number))


def free_lane(state: TrainingState) -> int:
    """Return the lowest key that no athlete of the session has."""
    taken = {each.runner.lane for each in state.runners.values()}
    return next(lane for lane in range(1, len(taken) + 2) if lane not in taken)


def newcomer(state: TrainingState, name: str, group: str) -> Runner:
    """Return somebody who comes unannounced, with an id and a key of their own."""
    return Runner(id=free_id(state), name=name, lane=free_lane(state), group=group)


_DECISIONS: dict[type, Callable[[TrainingState, Any], Events]] = {
    **TIME_DECISIONS,
    tc.AddRunner: _add_runner,
    tc.StartRepetition: _start,
    tc.CancelStart: _cancel,
    tc.MoveStart: _move,
    cm.TakeTap: _take_tap,
    rc.DropTap: _drop_tap,
    tc.SkipRepetition: _skip,
    tc.MarkAway: _away,
    tc.Arrive: _arrive,
    tc.StopRunner: _stop,
    tc.GoOn: _go_on,
    tc.ChangeGroup: _change_group,
    tc.AddRepetitions: _add,
    tc.RepeatRepetition: _repeat,
    tc.DropRepetition: _drop,
    tc.WriteNote: _note,
    tc.EndTraining: _end,
}
