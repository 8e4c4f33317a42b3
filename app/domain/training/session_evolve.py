"""How does an event change a training session? Pure: the same events always give the same state.

An event that names what is not there raises `KeyError` or `ValueError`: it cannot have happened.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.domain import events as ev
from app.domain.evolve import voided
from app.domain.repair_events import TapDropped
from app.domain.state import Tap
from app.domain.training import session_events as te
from app.domain.training.moved_start import moved
from app.domain.training.programme import programme, with_added, with_repeated, without
from app.domain.training.session_setup import Runner, TrainingSetup
from app.domain.training.session_state import (
    ABSENT,
    MISSED,
    SKIPPED,
    STOPPED,
    UNFINISHED,
    Attempt,
    GroupState,
    RepSplit,
    RunnerState,
    SessionNote,
    Start,
    Stopping,
    TrainingState,
)
from app.domain.training.session_times import (
    cancelled,
    deleted,
    given,
    named,
    placed,
    retimed,
    timed,
    with_attempt,
    with_runner,
)


def fold(records: Iterable[ev.Record]) -> TrainingState | None:
    """Return the state after `records`, without the commands that are taken back at their end.

    None when nothing has been planned yet.
    """
    log = tuple(records)
    gone = voided(log)
    state: TrainingState | None = None
    for record in log:
        if record.command not in gone:
            state = evolve(state, record)
    return state


def evolve(state: TrainingState | None, record: ev.Record) -> TrainingState | None:
    """Return the state after one record that is not itself an undo or redo."""
    event = record.event
    if isinstance(event, te.TrainingPlanned):
        state = _planned(state, event.setup)
    elif state is not None and not isinstance(event, ev.Voided | ev.Restored):
        step = _STEPS.get(type(event))
        if step is None:
            raise ValueError(f"{type(event).__name__} is no event of a training session")
        state = step(state, record, event)
    return None if state is None else state._replace(version=record.seq)


def _planned(state: TrainingState | None, setup: TrainingSetup) -> TrainingState:
    if state is not None and any(group.starts for group in state.groups.values()):
        raise ValueError("the session has started")
    reps = programme(setup.plan)
    away = {key for key, each in state.runners.items() if not each.here} if state else set()
    return TrainingState(
        setup=setup,
        groups={name: GroupState(name, reps) for name in setup.groups},
        runners={each.id: RunnerState(each, here=each.id not in away) for each in setup.runners},
        taps=state.taps if state else (),
        notes=state.notes if state else (),
    )


def _runner_added(state: TrainingState, _: ev.Record, event: te.RunnerAdded) -> TrainingState:
    """Whoever comes late was absent from what the group has run so far."""
    runner = event.runner
    if runner.id in state.runners:
        raise ValueError(runner.id)
    groups = state.groups
    if runner.group not in groups:
        groups = {**groups, runner.group: GroupState(runner.group, programme(state.setup.plan))}
    group = groups[runner.group]
    before = tuple(_attempt(group, start)._replace(outcome=ABSENT) for start in group.starts)
    runners = {**state.runners, runner.id: RunnerState(runner, before)}
    return state._replace(groups=groups, runners=runners)


def _attempt(group: GroupState, start: Start) -> Attempt:
    return Attempt(start.seq, group.name, start.rep, start.at, group.rep(start.rep).marks)


def _started(state: TrainingState, record: ev.Record, event: te.RepetitionStarted) -> TrainingState:
    group = state.groups[event.group]
    if group.rep(event.rep).dropped or any(each.rep == event.rep for each in group.starts):
        raise ValueError(event.rep)
    start = Start(record.seq, event.rep, record.at)
    runners = dict(state.runners)
    for each in state.members(event.group):
        attempt = _attempt(group, start)._replace(outcome=_outcome(each, event.group, event.rep))
        attempts = sorted((*each.attempts, attempt), key=lambda one: one.started_at)
        runners[each.runner.id] = each._replace(attempts=tuple(attempts))
    group = group._replace(starts=(*group.starts, start))
    return state._replace(groups={**state.groups, group.name: group}, runners=runners)


def _outcome(runner: RunnerState, group: str, rep: int) -> str:
    if runner.stopping is not None:
        return STOPPED
    if not runner.here:
        return ABSENT
    return SKIPPED if (group, rep) in runner.skips else ""


def _tap_taken(state: TrainingState, record: ev.Record, event: ev.TapTaken) -> TrainingState:
    tap = Tap(record.seq, record.at, event.stamp, event.meant)
    return state._replace(taps=(*state.taps, tap))


def _tap_dropped(state: TrainingState, _: ev.Record, event: TapDropped) -> TrainingState:
    kept = tuple(each for each in state.taps if each.seq != event.tap)
    if len(kept) == len(state.taps):
        raise KeyError(event.tap)
    return state._replace(taps=kept)


def _timed(state: TrainingState, record: ev.Record, event: te.RepetitionTimed) -> TrainingState:
    split = RepSplit(record.seq, event.mark, event.stamp, pressed_at=record.at)
    return timed(state, event.entry, event.start, split)


def _typed(state: TrainingState, record: ev.Record, event: te.RepetitionTyped) -> TrainingState:
    split = RepSplit(record.seq, event.mark, event.stamp, elapsed=event.elapsed)
    return timed(state, event.entry, event.start, split)


def _named(state: TrainingState, _: ev.Record, event: te.PressNamed) -> TrainingState:
    return named(state, event)


def _cancelled(
    state: TrainingState, _: ev.Record, event: te.RepetitionStartCancelled
) -> TrainingState:
    return cancelled(state, event.start)


def _moved(state: TrainingState, _: ev.Record, event: te.RepetitionStartMoved) -> TrainingState:
    return moved(state, event.start, event.to)


def _retimed(state: TrainingState, _: ev.Record, event: te.RepetitionRetimed) -> TrainingState:
    return retimed(state, event.split, event.elapsed)


def _deleted(state: TrainingState, _: ev.Record, event: te.RepetitionTimeDeleted) -> TrainingState:
    return deleted(state, event.split)


def _given(state: TrainingState, _: ev.Record, event: te.RepetitionTimeGiven) -> TrainingState:
    return given(state, event)


def _placed(state: TrainingState, _: ev.Record, event: te.RepetitionTimePlaced) -> TrainingState:
    return placed(state, event.split, event.mark)


def _missed(state: TrainingState, _: ev.Record, event: te.StopMissed) -> TrainingState:
    runner = state.runners[event.entry]
    attempt = runner.attempt_of(event.start)._replace(outcome=MISSED)
    return with_runner(state, with_attempt(runner, attempt))


def _skipped(state: TrainingState, _: ev.Record, event: te.RepetitionSkipped) -> TrainingState:
    runner = state.runners[event.entry]
    state.groups[event.group].rep(event.rep)
    last = runner.last
    if last is not None and last.open and (last.group, last.rep) == (event.group, event.rep):
        return with_runner(state, with_attempt(runner, last._replace(outcome=SKIPPED)))
    skips = runner.skips | {(event.group, event.rep)}
    return with_runner(state, runner._replace(skips=skips))


def _away(state: TrainingState, _: ev.Record, event: te.RunnerAway) -> TrainingState:
    runner = _absent_where(state.runners[event.entry], last_only=True)
    return with_runner(state, runner._replace(here=False))


def _arrived(state: TrainingState, _: ev.Record, event: te.RunnerArrived) -> TrainingState:
    runner = _absent_where(state.runners[event.entry], last_only=False)
    return with_runner(state, runner._replace(here=True))


def _absent_where(runner: RunnerState, *, last_only: bool) -> RunnerState:
    """Nobody who was not here has run: what is open and has no time at all reads absent."""
    attempts = tuple(
        each._replace(outcome=ABSENT)
        if each.open and not each.splits and (each is runner.last or not last_only)
        else each
        for each in runner.attempts
    )
    return runner._replace(attempts=attempts)


def _stopped(state: TrainingState, record: ev.Record, event: te.RunnerStopped) -> TrainingState:
    runner = state.runners[event.entry]
    if runner.last is not None and runner.last.open:
        runner = with_attempt(runner, runner.last._replace(outcome=UNFINISHED))
    stopping = Stopping(record.at, event.reason, event.note)
    return with_runner(state, runner._replace(stopping=stopping))


def _went_on(state: TrainingState, _: ev.Record, event: te.RunnerWentOn) -> TrainingState:
    return with_runner(state, state.runners[event.entry]._replace(stopping=None))


def _group_changed(state: TrainingState, _: ev.Record, event: te.GroupChanged) -> TrainingState:
    """Who is on a repetition finishes it with the old group."""
    known = state.runners[event.entry]
    old = known.runner
    runner = Runner(
        id=old.id,
        name=old.name,
        lane=old.lane,
        group=state.groups[event.group].name,
        brings=old.brings,
    )
    return with_runner(state, known._replace(runner=runner))


def _with_group(state: TrainingState, group: GroupState) -> TrainingState:
    groups: Mapping[str, GroupState] = {**state.groups, group.name: group}
    return state._replace(groups=groups)


def _added(state: TrainingState, _: ev.Record, event: te.RepetitionsAdded) -> TrainingState:
    group = state.groups[event.group]
    return _with_group(state, with_added(group, event.plan, at_once=event.at_once))


def _repeated(state: TrainingState, _: ev.Record, event: te.RepetitionRepeated) -> TrainingState:
    return _with_group(state, with_repeated(state.groups[event.group], event.rep))


def _dropped(state: TrainingState, _: ev.Record, event: te.RepetitionDropped) -> TrainingState:
    group = state.groups[event.group]
    if any(each.rep == event.rep for each in group.starts):
        raise ValueError(event.rep)
    return _with_group(state, without(group, event.rep))


def _noted(state: TrainingState, record: ev.Record, event: te.NoteWritten) -> TrainingState:
    if event.entry is not None and event.entry not in state.runners:
        raise KeyError(event.entry)
    note = SessionNote(record.seq, record.at, event.entry, event.text)
    return state._replace(notes=(*state.notes, note))


def _ended(state: TrainingState, _: ev.Record, event: te.TrainingEnded) -> TrainingState:
    del event
    return state._replace(ended=True)


_STEPS: dict[type, Callable[[TrainingState, ev.Record, Any], TrainingState]] = {
    te.RunnerAdded: _runner_added,
    te.RepetitionStarted: _started,
    te.RepetitionStartCancelled: _cancelled,
    te.RepetitionStartMoved: _moved,
    te.RepetitionTimed: _timed,
    te.RepetitionTyped: _typed,
    te.PressNamed: _named,
    te.RepetitionRetimed: _retimed,
    te.RepetitionTimeDeleted: _deleted,
    te.RepetitionTimeGiven: _given,
    te.RepetitionTimePlaced: _placed,
    te.StopMissed: _missed,
    te.RepetitionSkipped: _skipped,
    te.RunnerAway: _away,
    te.RunnerArrived: _arrived,
    te.RunnerStopped: _stopped,
    te.RunnerWentOn: _went_on,
    te.GroupChanged: _group_changed,
    te.RepetitionsAdded: _added,
    te.RepetitionRepeated: _repeated,
    te.RepetitionDropped: _dropped,
    te.NoteWritten: _noted,
    te.TrainingEnded: _ended,
    ev.TapTaken: _tap_taken,
    TapDropped: _tap_dropped,
}
