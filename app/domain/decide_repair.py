"""May a repair be carried out? Pure: its events, or a refusal.

Every repair is tried on the state first: one after which somebody's times would not rise from mark
to mark is refused.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from app.domain import repair_commands as rc
from app.domain import repair_events as rp
from app.domain.course import Distance
from app.domain.decide import following_mark
from app.domain.events import Record
from app.domain.plan import EntryId
from app.domain.refusals import (
    BeforeTheStart,
    MarkBeyondDistance,
    NegativeTime,
    NotAMark,
    NotStarted,
    UnknownEntry,
    UnknownSplit,
    WouldDisorder,
)
from app.domain.repair import put_right, the_split, the_tap
from app.domain.said import format_metres, mark_name
from app.domain.state import HAND, OFFICIAL, SYNCED, EntryState, SessionState, TimeZero
from app.domain.times import Duration, Instant, between, canonical, rounded
from app.domain.zero_basis import tolerance_of
from app.domain.zero_fit import middle, official_zeros
from app.language import tr

Events = tuple[rp.RepairEvent, ...]


def decide_repair(state: SessionState, command: rc.RepairCommand) -> Events:
    """Return what happens when `command` is carried out in `state`, or raise a `Refusal`."""
    events: Events = _DECISIONS[type(command)](state, command)
    after = state
    for event in events:
        after = put_right(after, Record(state.version + 1, 0, command.at, event), event)
    check_rising(after, state)
    return events


def check_rising(state: SessionState, before: SessionState | None = None) -> None:
    """Raise a `Refusal` when somebody's times do not rise from the start and mark to mark.

    They did in the state `before`, if one is given: whoever is as then is not looked at again.
    """
    same = before is not None and (state.zero, state.plan) == (before.zero, before.plan)
    held = before.entries if before is not None and same else {}
    for key, entry in state.entries.items():
        if entry is not held.get(key):
            _check_rising(state, entry)


def _check_rising(state: SessionState, entry: EntryState) -> None:
    course, athlete, zero = state.plan.course, entry.entrant.athlete, state.zero_of(entry)
    times = [(each.mark, each.time(zero)) for each in entry.splits]
    for mark, time in times[:1]:
        if time <= 0:
            by = _said(Duration(-time))
            raise BeforeTheStart(athlete=athlete, mark=mark_name(course, mark), early=by)
    for (before, early), (mark, late) in pairwise(times):
        if late <= early:
            raise WouldDisorder(
                athlete=athlete,
                mark=mark_name(course, mark),
                found=_said(late),
                previous=_said(early),
                previous_mark=mark_name(course, before),
            )


def _said(time: Duration) -> str:
    return canonical(rounded(time, 2))


def _nudge(state: SessionState, command: rc.NudgeZero) -> Events:
    zero = _zero(state)
    at = Instant(zero.at - command.by)
    return (rp.ZeroMoved(at, zero.basis, tolerance_of(state)),) if command.by else ()


def _set(state: SessionState, command: rc.SetZero) -> Events:
    del state
    return (rp.ZeroMoved(command.zero, SYNCED, command.tolerance),)


def _sync(state: SessionState, command: rc.SyncClock) -> Events:
    del state
    if command.shows < 0:
        raise NegativeTime(mark=tr("the clock in sight"), found=canonical(command.shows))
    return (rp.ClockSynced(command.shows),)


def _start_at_tap(state: SessionState, command: rc.StartAtTap) -> Events:
    tap = the_tap(state, command.tap)
    return (rp.ZeroMoved(tap.at, HAND, Duration(0)), rp.TapDropped(tap.seq))


def _official(state: SessionState, command: rc.GiveOfficial) -> Events:
    """One time shifts the race; of several the middle one counts, which one slip cannot move."""
    entry = _athlete(state, command.entry)
    if command.elapsed <= 0:
        raise NegativeTime(mark=tr("the official time"), found=canonical(command.elapsed))
    if state.counted(entry).last_mark != state.plan.course.distance:
        raise UnknownSplit(what=tr("finish of {athlete}", athlete=entry.entrant.athlete))
    given = rp.OfficialGiven(entry.entrant.id, command.elapsed)
    zeros = official_zeros(state, {**state.official, entry.entrant.id: command.elapsed})
    if not zeros:
        return (given,)
    return (given, rp.ZeroMoved(middle([*zeros.values()]), OFFICIAL, Duration(0)))


def _cancel(state: SessionState, command: rc.CancelStart) -> Events:
    del command
    _zero(state)
    return (rp.StartCancelled(),)


def _insert(state: SessionState, command: rc.InsertSplit) -> Events:
    _entry(state, command.entry)
    mark = _mark(state, command.mark)
    if command.elapsed <= 0:
        name = mark_name(state.plan.course, mark)
        raise NegativeTime(mark=name, found=canonical(command.elapsed))
    return (rp.SplitInserted(command.entry, mark, command.elapsed, command.estimated),)


def _delete(state: SessionState, command: rc.DeleteSplit) -> Events:
    the_split(state, command.split)
    return (rp.SplitDeleted(command.split),)


def _miss(state: SessionState, command: rc.MissMark) -> Events:
    entry = _entry(state, command.entry)
    mark = command.mark if command.mark is not None else following_mark(state, entry)
    if mark in entry.missed:
        return ()
    return (rp.MarkMissed(command.entry, _mark(state, mark)),)


def _change_mark(state: SessionState, command: rc.ChangeMark) -> Events:
    _, split = the_split(state, command.split)
    mark = _mark(state, command.mark)
    return (rp.MarkChanged(command.split, mark),) if mark != split.mark else ()


def _move(state: SessionState, command: rc.MoveSplit) -> Events:
    entry, _ = the_split(state, command.split)
    _entry(state, command.entry)
    if entry.entrant.id == command.entry:
        return ()
    return (rp.SplitMoved(command.split, command.entry),)


def _swap(state: SessionState, command: rc.SwapEntries) -> Events:
    one, other = _entry(state, command.one), _entry(state, command.other)
    mark = _mark(state, command.mark)
    if one is other or max(one.reached, other.reached) < mark:
        return ()
    return (rp.EntriesSwapped(command.one, command.other, mark),)


def _assign(state: SessionState, command: rc.AssignTap) -> Events:
    tap, zero = the_tap(state, command.tap), _zero(state)
    entry = _entry(state, command.entry)
    zero = state.zero_of(entry) or zero
    if tap.at <= zero.at:
        early = _said(between(tap.at, zero.at))
        raise BeforeTheStart(athlete=entry.entrant.athlete, mark=tr("the tap"), early=early)
    return (rp.TapAssigned(tap.seq, command.entry),)


def _drop(state: SessionState, command: rc.DropTap) -> Events:
    return (rp.TapDropped(the_tap(state, command.tap).seq),)


def _withdraw(state: SessionState, command: rc.Withdraw) -> Events:
    entry = _athlete(state, command.entry)
    changed = entry.withdrawn != command.status
    return (rp.EntryWithdrawn(entry.entrant.id, command.status),) if changed else ()


def _keep(state: SessionState, command: rc.KeepSplit) -> Events:
    _, split = the_split(state, command.split)
    return () if split.kept else (rp.SplitKept(command.split),)


def _rank(state: SessionState, command: rc.TypeRank) -> Events:
    entry, mark = _athlete(state, command.entry), _mark(state, command.mark)
    if dict(entry.ranks).get(mark) == command.rank:
        return ()
    return (rp.RankTyped(entry.entrant.id, mark, command.rank),)


def _zero(state: SessionState) -> TimeZero:
    if state.zero is None:
        raise NotStarted
    return state.zero


def _entry(state: SessionState, entry: EntryId) -> EntryState:
    found = state.entries.get(entry)
    if found is None:
        raise UnknownEntry(found=entry)
    return found


def _athlete(state: SessionState, entry: EntryId) -> EntryState:
    """Return who is meant: what is said of a watch is said of the athlete it is held on."""
    return state.athlete_of(_entry(state, entry))


def _mark(state: SessionState, mark: Distance) -> Distance:
    course = state.plan.course
    if mark > course.distance:
        raise MarkBeyondDistance(found=format_metres(mark), distance=format_metres(course.distance))
    if mark not in course.marks:
        names = ", ".join(format_metres(each) for each in course.marks)
        raise NotAMark(found=format_metres(mark), expected=names)
    return mark


_DECISIONS: dict[type, Callable[[SessionState, Any], Events]] = {
    rc.NudgeZero: _nudge,
    rc.SetZero: _set,
    rc.SyncClock: _sync,
    rc.StartAtTap: _start_at_tap,
    rc.GiveOfficial: _official,
    rc.CancelStart: _cancel,
    rc.InsertSplit: _insert,
    rc.DeleteSplit: _delete,
    rc.MissMark: _miss,
    rc.ChangeMark: _change_mark,
    rc.MoveSplit: _move,
    rc.SwapEntries: _swap,
    rc.AssignTap: _assign,
    rc.DropTap: _drop,
    rc.Withdraw: _withdraw,
    rc.KeepSplit: _keep,
    rc.TypeRank: _rank,
}
