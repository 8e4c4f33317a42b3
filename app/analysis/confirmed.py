"""Which splits are confirmed, so that everybody may be shown them?

Confirmed is a split that was timed or typed, that nobody is asked about, and that was pressed a
moment ago at least: a second press of the same finger, or an undo at once, is never seen outside.
"""

from collections.abc import Iterable
from typing import NamedTuple

from app.analysis.plausible import UNUSUAL
from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.state import EntryState, SessionState, Split
from app.domain.times import NS_PER_S, Instant

SETTLES_NS = NS_PER_S
"""How old a press has to be."""
Place = tuple[EntryId, Distance]


class HeldBack(NamedTuple):
    """What is not shown: single splits, and all of an athlete from a mark on."""

    alone: frozenset[Place] = frozenset()
    onward: frozenset[Place] = frozenset()

    def first_hidden(self, athlete: EntryId) -> Distance | None:
        """Return the mark from which on nothing of an athlete is shown."""
        return min((mark for entry, mark in self.onward if entry == athlete), default=None)


def doubtful(state: SessionState) -> HeldBack:
    """Return the splits of a live race with an open question.

    Behind a press too many or too few the marks are in doubt as well; behind an odd lap they are
    not.
    """
    if state.zero is None:
        return HeldBack()
    from app.analysis.questions import doubted

    alone, onward = set[Place](), set[Place]()
    for key, mark, flag in doubted(state):
        (alone if flag == UNUSUAL else onward).add((_athlete(state.entries[key]), mark))
    return HeldBack(frozenset(alone), frozenset(onward))


def unsettled(state: SessionState, now: Instant) -> HeldBack:
    """Return the presses of the last moment before `now`, an instant of the session."""
    return HeldBack(onward=frozenset(place for place, _ in _fresh(state, now)))


def settled_at(state: SessionState, now: Instant) -> Instant | None:
    """Return when the next of the presses that are held back at `now` has settled."""
    return min((at for _, at in _fresh(state, now)), default=None)


def _fresh(state: SessionState, now: Instant) -> Iterable[tuple[Place, Instant]]:
    for entry in state.entries.values():
        for split in entry.splits[-2:]:
            if split.elapsed is not None or split.pressed_at is None or split.kept:
                continue
            at = Instant(split.pressed_at + SETTLES_NS)
            if split.pressed_at <= now < at:
                yield (_athlete(entry), split.mark), at


def both(one: HeldBack, other: HeldBack) -> HeldBack:
    """Return what either holds back."""
    return HeldBack(one.alone | other.alone, one.onward | other.onward)


def without(state: SessionState, held: HeldBack) -> SessionState:
    """Return `state` as it may be shown: without what is held back, and without estimates.

    It is `state` itself where nothing has to go. A mark whose time alone is not shown counts as
    passed; the finish does not, for the clock stops there.
    """
    entries = {key: _shown(state, each, held) for key, each in state.entries.items()}
    if all(entries[key] is each for key, each in state.entries.items()):
        return state
    return state._replace(entries=entries)


def _shown(state: SessionState, entry: EntryState, held: HeldBack) -> EntryState:
    athlete = _athlete(entry)
    end = held.first_hidden(athlete)
    splits = tuple(each for each in entry.splits if _is_shown(each, athlete, held, end))
    if len(splits) == len(entry.splits):
        return entry
    kept = {each.mark for each in splits}
    passed = {each.mark for each in entry.splits} - kept - {state.plan.course.distance}
    missed = sorted({*entry.missed, *passed})
    if end is not None:
        missed = [each for each in missed if each < end]
    return entry._replace(splits=splits, missed=tuple(missed))


def _is_shown(split: Split, athlete: EntryId, held: HeldBack, end: Distance | None) -> bool:
    hidden = (athlete, split.mark) in held.alone or (end is not None and split.mark >= end)
    return not (hidden or split.estimated)


def _athlete(entry: EntryState) -> EntryId:
    return entry.entrant.of or entry.entrant.id
