"""Which keys does the operator press as the athletes go by, and which of them are wrong?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from app.domain.plan import EntryId
from app.domain.times import NS_PER_S, Duration, Instant, after
from tests.bench.messy.fields import Field
from tests.bench.messy.habits import Aids, Habits

TAP = 0
"""The key that belongs to nobody, among the lanes."""
RIGHT, DOUBLE, WRONG_LANE, GUESSED = "right", "double", "wrong lane", "guessed"


class Passage(NamedTuple):
    """Somebody passes a mark: its place among the marks, and when that truly is."""

    at: Instant
    entry: EntryId
    place: int


class Press(NamedTuple):
    """A key that will go down. `of` is the passage it belongs to, None for a second press."""

    at: Instant
    lane: int
    of: Passage | None
    meant: EntryId
    kind: str = RIGHT
    noticed: bool = False


class Plan(NamedTuple):
    """All presses of a race in their order, and how many passages got none."""

    presses: tuple[Press, ...]
    missed: int
    bunches: tuple[tuple[Passage, ...], ...]

    def count(self, kind: str) -> int:
        """Return how many presses are of this kind."""
        return sum(each.kind == kind for each in self.presses)


def passages_of(field: Field, gun: Instant) -> list[Passage]:
    """Return every passage in the order in which they happen."""
    return sorted(
        Passage(after(gun, time), entry, place)
        for entry, times in field.passages.items()
        for place, time in enumerate(times)
    )


def plan_presses(
    rng: np.random.Generator, field: Field, gun: Instant, habits: Habits, aids: Aids
) -> Plan:
    """Return what the operator does at the line, errors included."""
    hand = _Hand(rng, field, habits)
    presses: list[Press] = []
    bunches: list[tuple[Passage, ...]] = []
    for group in _groups(passages_of(field, gun), habits):
        unnamed = len(group) >= habits.bunch_of
        if unnamed:
            bunches.append(tuple(group))
        named = hand.guess(group) if unnamed and not aids.queue else [each.entry for each in group]
        for passage, entry in zip(group, named, strict=True):
            presses += hand.press(passage, entry, tap=unnamed and aids.queue)
    return Plan(tuple(sorted(presses, key=lambda each: each.at)), hand.missed, tuple(bunches))


def _groups(passages: Sequence[Passage], habits: Habits) -> Iterator[list[Passage]]:
    """Return the athletes who come together, in the order in which they come."""
    group: list[Passage] = []
    for passage in passages:
        if group and passage.at - group[0].at > habits.bunch_s * NS_PER_S:
            yield group
            group = []
        group.append(passage)
    yield group


class _Hand:
    """One hand on the keyboard; draws its errors in the same order whatever aids are used."""

    def __init__(self, rng: np.random.Generator, field: Field, habits: Habits) -> None:
        self._rng, self._guesses = rng, rng.spawn(1)[0]
        self._habits = habits
        self._lanes = {each.id: each.lane for each in field.setup.entrants}
        self.missed = 0

    def guess(self, group: Sequence[Passage]) -> list[EntryId]:
        """Return who is taken for whom where nobody can be told apart."""
        named = [each.entry for each in group]
        for i in range(len(named) - 1):
            if self._guesses.random() < self._habits.guessed:
                named[i], named[i + 1] = named[i + 1], named[i]
        return named

    def press(self, passage: Passage, entry: EntryId, *, tap: bool) -> Iterator[Press]:
        """Return the presses for one passage: one, none, two, or one on the wrong key."""
        miss, double, wrong, notice, side, again = self._rng.random(6)
        at = after(passage.at, self.scatter())
        if miss < self._habits.missed:
            self.missed += 1
            return
        noticed = bool(notice < self._habits.noticed)
        lane = TAP if tap else self._lanes[entry]
        kind = RIGHT if entry == passage.entry else GUESSED
        if wrong < self._habits.wrong_lane and not tap:
            lane, kind = self._beside(lane, side), WRONG_LANE
            yield Press(at, lane, passage, entry, kind, noticed)
        else:
            yield Press(at, lane, passage, entry, kind)
        if double < self._habits.doubled:
            low, high = self._habits.double_s
            later = Duration(round((low + again * (high - low)) * NS_PER_S))
            yield Press(after(at, later), lane, None, entry, DOUBLE, noticed)

    def scatter(self) -> Duration:
        """Return how far a press lies from what it was meant for."""
        return Duration(round(self._rng.normal(0, self._habits.scatter_s) * NS_PER_S))

    def _beside(self, lane: int, side: float) -> int:
        """Return the key beside; at an end of the row there is one only."""
        if lane == 1 or (side < 0.5 and lane < max(2, len(self._lanes))):
            return lane + 1
        return lane - 1


def scatter(rng: np.random.Generator, habits: Habits) -> Duration:
    """Return how far a press on another clock lies from what it was meant for."""
    return Duration(round(rng.normal(0, habits.scatter_s) * NS_PER_S))
