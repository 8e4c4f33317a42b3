"""May a command be carried out, and what happens then? Pure: events, or a refusal.

A press is never refused: what cannot be a split is kept as a tap, with the athlete it was meant
for. What is typed can be refused, because the operator still has it in the field.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.course import Distance
from app.domain.plan import Setup
from app.domain.refusals import (
    AfterNextSplit,
    AlreadyStarted,
    BadPlan,
    BeforePreviousSplit,
    LastTarget,
    MarkBeyondDistance,
    MarksInUse,
    NegativeTime,
    NotAMark,
    OutOfRace,
    RaceFinished,
    UnknownEntry,
    UnknownTarget,
)
from app.domain.said import format_metres, mark_name
from app.domain.setup_rules import check_setup, check_target
from app.domain.state import ARMED, EntryState, SessionState
from app.domain.target import Target
from app.domain.times import Duration, Instant, canonical
from app.language import tr

if TYPE_CHECKING:
    from app.domain.repair_commands import RepairCommand


def decide(state: SessionState | None, command: cm.Command) -> tuple[ev.Event, ...]:
    """Return what happens when `command` is carried out in `state`, or raise a `Refusal`."""
    if isinstance(command, cm.PlanSession):
        return _plan(state, command.setup)
    if state is None:
        raise BadPlan(what=tr("the race"), found=tr("nothing planned"), expected=tr("a plan first"))
    decision = _DECISIONS.get(type(command))
    if decision is not None:
        return decision(state, command)
    from app.domain.decide_repair import decide_repair

    return decide_repair(state, cast("RepairCommand", command))


def _plan(state: SessionState | None, setup: Setup) -> tuple[ev.Event, ...]:
    check_setup(setup)
    if state is not None:
        for entry in state.entries.values():
            _check_still_fits(entry, setup, state.plan.course.marks)
        _check_starts(state, setup)
    return (ev.Planned(setup),)


def _check_still_fits(entry: EntryState, setup: Setup, old: tuple[Distance, ...]) -> None:
    """Splits keep the place of their mark, so the new plan needs a mark at each of the places."""
    if not entry.reached:
        return
    kept = entry.entrant.id in {each.id for each in setup.entrants}
    marks = len(setup.plan.course.marks) if kept else 0
    needed = old.index(entry.reached) + 1
    if needed > marks:
        raise MarksInUse(athlete=entry.entrant.athlete, needed=str(needed), marks=str(marks))


def _check_starts(state: SessionState, setup: Setup) -> None:
    """A press is later than the start of its wave, wherever that is put."""
    entrants = [*setup.entrants, *(each.entrant for each in state.entries.values())]
    if not any(each.offset for each in entrants):
        return
    from app.domain.decide_repair import check_rising
    from app.domain.evolve import evolve

    planned = evolve(state, ev.Record(state.version + 1, 0, Instant(0), ev.Planned(setup)))
    if planned is not None:
        check_rising(planned)


def _add_target(state: SessionState, command: cm.AddTarget) -> tuple[ev.Event, ...]:
    check_target(command.target, state.plan.course.distance, state.targets)
    return (ev.TargetAdded(command.target),)


def _change_target(state: SessionState, command: cm.ChangeTarget) -> tuple[ev.Event, ...]:
    old = _target(state, command.old)
    others = [each for each in state.targets if each is not old]
    check_target(command.target, state.plan.course.distance, others)
    return (ev.TargetChanged(command.old, command.target),)


def _remove_target(state: SessionState, command: cm.RemoveTarget) -> tuple[ev.Event, ...]:
    _target(state, command.target)
    if len(state.targets) == 1:
        raise LastTarget
    return (ev.TargetRemoved(command.target),)


def _choose_primary(state: SessionState, command: cm.ChoosePrimary) -> tuple[ev.Event, ...]:
    _target(state, command.target)
    return (ev.PrimaryChosen(command.target),) if command.target != state.primary_id else ()


def _target(state: SessionState, target_id: str) -> Target:
    found = [each for each in state.targets if each.id == target_id]
    if not found:
        raise UnknownTarget(found=target_id)
    return found[0]


def _start(state: SessionState, command: cm.Start) -> tuple[ev.Event, ...]:
    if state.phase != ARMED:
        raise AlreadyStarted
    return (ev.Started(command.stamp),)


def _take_split(state: SessionState, command: cm.TakeSplit) -> tuple[ev.Event, ...]:
    entry = state.entries.get(command.entry)
    if entry is not None and _can_be_split(state, entry, command.at):
        return (ev.SplitTaken(command.entry, command.stamp),)
    return (ev.TapTaken(command.stamp, command.entry),)


def _can_be_split(state: SessionState, entry: EntryState, at: Instant) -> bool:
    zero = state.zero_of(entry)
    if zero is None or at <= zero.at or state.next_mark(entry) is None:
        return False
    return not entry.splits or at - zero.at > entry.splits[-1].time(zero)


def _take_tap(state: SessionState, command: cm.TakeTap) -> tuple[ev.Event, ...]:
    del state
    return (ev.TapTaken(command.stamp),)


def _type_split(state: SessionState, command: cm.TypeSplit) -> tuple[ev.Event, ...]:
    entry = _entry(state, command.entry)
    mark = _typed_mark(state, entry, command.mark)
    _check_order(state, entry, mark, command.elapsed)
    old = next((each for each in entry.splits if each.mark == mark), None)
    if old is None:
        return (ev.SplitTyped(command.entry, mark, command.elapsed),)
    if not old.estimated and old.time(state.zero_of(entry)) == command.elapsed:
        return ()
    return (ev.SplitRetimed(old.seq, command.elapsed),)


def _typed_mark(state: SessionState, entry: EntryState, mark: Distance | None) -> Distance:
    course = state.plan.course
    if mark is None:
        return following_mark(state, entry)
    if mark > course.distance:
        raise MarkBeyondDistance(found=format_metres(mark), distance=format_metres(course.distance))
    if mark not in course.marks:
        names = ", ".join(format_metres(each) for each in course.marks)
        raise NotAMark(found=format_metres(mark), expected=names)
    return mark


def following_mark(state: SessionState, entry: EntryState) -> Distance:
    """Return the next mark of `entry`; raise a `Refusal` that says why there is none."""
    athlete, found = entry.entrant.athlete, state.next_mark(entry)
    withdrawn = state.athlete_of(entry).withdrawn
    if withdrawn:
        raise OutOfRace(athlete=athlete, status=withdrawn.upper())
    if found is None:
        raise RaceFinished(athlete=athlete)
    return found


def _check_order(state: SessionState, entry: EntryState, mark: Distance, elapsed: Duration) -> None:
    course = state.plan.course
    said = {"mark": mark_name(course, mark), "found": canonical(elapsed)}
    if elapsed <= 0:
        raise NegativeTime(**said)
    # The nearest split that is in the way is the clearest bound to name.
    for other in sorted(entry.splits, key=lambda each: abs(each.mark - mark)):
        time = other.time(state.zero_of(entry))
        name = mark_name(course, other.mark)
        if other.mark < mark and time >= elapsed:
            raise BeforePreviousSplit(**said, previous=canonical(time), previous_mark=name)
        if other.mark > mark and time <= elapsed:
            raise AfterNextSplit(**said, next=canonical(time), next_mark=name)


def _entry(state: SessionState, entry: str) -> EntryState:
    for known, found in state.entries.items():
        if known == entry:
            return found
    raise UnknownEntry(found=entry)


_DECISIONS: dict[type, Callable[[SessionState, Any], tuple[ev.Event, ...]]] = {
    cm.AddTarget: _add_target,
    cm.ChangeTarget: _change_target,
    cm.RemoveTarget: _remove_target,
    cm.ChoosePrimary: _choose_primary,
    cm.Start: _start,
    cm.TakeSplit: _take_split,
    cm.TakeTap: _take_tap,
    cm.TypeSplit: _type_split,
}
