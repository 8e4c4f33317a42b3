"""Which events would have led to a training session as it ended, had nothing been put right later?

Each time comes at the instant that holds in the end, whoever it was named, typed, corrected or
given to since; a start comes where it was moved to, and what was cancelled, deleted or undone does
not come at all. What was said, of absence, skipping or a change of group, comes when it was said.

Now and then the order matters: an athlete's repetition was taken for absent, say, and a time for it
was typed and deleted again. Where the events in the order of time would end elsewhere, the journal
is shown as it is, but for what was undone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple, cast

from app.domain import events as ev
from app.domain.evolve import voided
from app.domain.refusals import Refusal
from app.domain.repair_events import TapDropped
from app.domain.times import Duration, Instant, after
from app.domain.training import session_events as te
from app.domain.training.session_evolve import evolve, fold
from app.domain.training.session_setup import TrainingSetup
from app.domain.training.session_state import (
    MISSED,
    Attempt,
    RepSplit,
    RunnerState,
    TrainingState,
)

Timed = tuple[Instant, ev.Event]

_MADE_ANEW = (
    te.TrainingPlanned,
    te.RepetitionStartCancelled,
    te.RepetitionStartMoved,
    te.RepetitionTimed,
    te.RepetitionTyped,
    te.PressNamed,
    te.RepetitionRetimed,
    te.RepetitionTimeDeleted,
    te.RepetitionTimeGiven,
    te.RepetitionTimePlaced,
    ev.TapTaken,
    TapDropped,
)
_NAMES = ("start", "split", "tap")
_FAULTS = (Refusal, AssertionError, LookupError, ValueError)


class _Item(NamedTuple):
    """An event on its way: `due` puts it in order, `seq` is the number by which others name it."""

    due: Instant
    seq: int
    at: Instant
    event: ev.Event


def timed_of(records: Sequence[ev.Record]) -> tuple[TrainingSetup, tuple[Timed, ...]]:
    """Return the set-up of a journal, and what happened then; raise `ValueError` without one."""
    state = fold(records)
    if state is None:
        raise ValueError("a session begins with a plan")
    gone = voided(records)
    held = [
        each
        for each in records
        if each.command not in gone and not isinstance(each.event, ev.Voided | ev.Restored)
    ]
    items = sorted(_as_it_ended(state, held), key=lambda each: each[:2])
    timed = _numbered(items)
    if _content(_ending(state.setup, timed)) == _content(state):
        return state.setup, timed
    return _as_it_was_said(held)


def _as_it_was_said(held: Sequence[ev.Record]) -> tuple[TrainingSetup, tuple[Timed, ...]]:
    first = held[0].event
    assert isinstance(first, te.TrainingPlanned), "a session begins with a plan"
    return first.setup, _numbered(_Item(r.at, r.seq, r.at, r.event) for r in held[1:])


def _ending(setup: TrainingSetup, timed: Iterable[Timed]) -> TrainingState | None:
    """Return how a session would end, None where it could not have been."""
    state = evolve(None, ev.Record(1, 1, Instant(0), te.TrainingPlanned(setup)))
    try:
        for seq, (at, event) in enumerate(timed, start=2):
            state = evolve(state, ev.Record(seq, seq, at, event))
    except _FAULTS:
        return None
    return state


def _numbered(items: Iterable[_Item]) -> tuple[Timed, ...]:
    """Let events name each other by their places behind the set-up, which is the first record."""
    in_order = tuple(items)
    numbers: dict[int, int] = {}
    for number, each in enumerate(in_order, start=2):
        numbers.setdefault(each.seq, number)
    return tuple((each.at, _renamed(each.event, numbers)) for each in in_order)


def _renamed(event: ev.Event, numbers: dict[int, int]) -> ev.Event:
    named = [each.name for each in fields(event) if each.name in _NAMES]
    if not named:
        return event
    new = {name: numbers.get(getattr(event, name), 0) for name in named}
    return cast("ev.Event", replace(cast("Any", event), **new))


def _as_it_ended(state: TrainingState, held: Sequence[ev.Record]) -> Iterator[_Item]:
    starts = {each.seq: each.at for group in state.groups.values() for each in group.starts}
    for record in held:
        event = record.event
        if isinstance(event, te.RepetitionStarted):
            if record.seq in starts:
                yield _Item(starts[record.seq], record.seq, starts[record.seq], event)
        elif not isinstance(event, _MADE_ANEW) and _holds(state, record):
            yield _Item(record.at, record.seq, record.at, event)
    for tap in state.taps:
        yield _Item(tap.at, tap.seq, tap.at, ev.TapTaken(tap.stamp, tap.meant))
    came = {r.event.runner.id: r.at for r in held if isinstance(r.event, te.RunnerAdded)}
    for key, runner in state.runners.items():
        yield from _times_of(runner, came.get(key))


def _holds(state: TrainingState, record: ev.Record) -> bool:
    """Whether what was said of an athlete still holds: who has a time has not missed the stop."""
    event = record.event
    if isinstance(event, te.StopMissed):
        return any(
            each.start == event.start and each.outcome == MISSED
            for each in state.runners[event.entry].attempts
        )
    if isinstance(event, te.RepetitionSkipped):
        return not any(
            (each.group, each.rep) == (event.group, event.rep) and each.stop is not None
            for each in state.runners[event.entry].attempts
        )
    return True


def _times_of(runner: RunnerState, came: Instant | None) -> Iterator[_Item]:
    """Nobody has a time before there is an athlete: who was added later gets them at once."""
    for attempt in runner.attempts:
        for split in attempt.splits:
            at = after(attempt.started_at, split.time(attempt.started_at))
            due = at if came is None else max(at, came)
            for event in _events_of(runner, attempt, split):
                yield _Item(due, split.seq, at, event)


def _events_of(runner: RunnerState, attempt: Attempt, split: RepSplit) -> Iterator[ev.Event]:
    """A corrected press is one at its corrected time: the press itself lies elsewhere."""
    key, start, mark = runner.runner.id, attempt.start, split.mark
    if split.pressed_at is None:
        assert split.elapsed is not None, "a time was pressed or typed"
        yield te.RepetitionTyped(key, start, mark, split.elapsed, split.stamp)
        return
    yield te.RepetitionTimed(key, start, mark, split.stamp)
    if split.elapsed is not None:
        yield te.RepetitionRetimed(split.seq, split.elapsed)


def _content(state: TrainingState | None) -> object:
    """Return what a session ends as, without the numbers of its records and what moved a start."""
    if state is None:
        return None
    return (
        {g.name: (g.reps, [(s.rep, s.at) for s in g.starts]) for g in state.groups.values()},
        [_content_of(state, each) for each in state.runners.values()],
        [(each.at, each.stamp, each.meant) for each in state.taps],
        [(each.text, each.entry) for each in state.notes],
        state.ended,
    )


def _content_of(state: TrainingState, runner: RunnerState) -> object:
    started = {(g.name, each.rep) for g in state.groups.values() for each in g.starts}
    stopping = runner.stopping
    return (
        runner.runner,
        runner.here,
        stopping and (stopping.reason, stopping.note),
        runner.skips - started,
        [
            (each.group, each.rep, each.started_at, each.outcome, _content_of_splits(each))
            for each in runner.attempts
        ],
    )


def _content_of_splits(attempt: Attempt) -> list[tuple[int, str, bool, Duration]]:
    return [
        (each.mark, each.stamp, each.edited, each.time(attempt.started_at))
        for each in attempt.splits
    ]
