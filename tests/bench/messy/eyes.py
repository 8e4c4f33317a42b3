"""What does the operator see and remember? The athletes going by, and some of their own errors.

No true time is in here: how many marks each athlete has passed by now, who came in which order in a
bunch, and which presses were noticed to be wrong.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from app.domain.plan import EntryId
from app.domain.state import SessionState
from app.domain.times import NS_PER_S, Instant
from tests.bench.messy.fields import Field
from tests.bench.messy.fingers import Passage, Plan, Press, passages_of
from tests.bench.messy.habits import Habits


class Eyes:
    """What one operator has seen of one race; owns the memory of their presses."""

    def __init__(
        self, rng: np.random.Generator, field: Field, gun: Instant, plan: Plan, habits: Habits
    ) -> None:
        """Watch `field`; the order of a bunch is remembered as badly as a lane is hit."""
        self._passages = passages_of(field, gun)
        self._habits = habits
        self._orders = [self._recalled(rng, each) for each in plan.bunches]
        self._bunch_of = {each: i for i, bunch in enumerate(plan.bunches) for each in bunch}
        self.entrants = field.setup.entrants
        self.pressed: dict[int, Press] = {}

    def _recalled(self, rng: np.random.Generator, bunch: Sequence[Passage]) -> list[EntryId]:
        order = [each.entry for each in bunch]
        for i in range(len(order) - 1):
            if rng.random() < self._habits.wrong_lane:
                order[i], order[i + 1] = order[i + 1], order[i]
        return order

    def passed(self, now: Instant) -> Counter[EntryId]:
        """Return how many marks everybody has passed."""
        return Counter(each.entry for each in self._passages if each.at <= now)

    def coming(self, now: Instant) -> bool:
        """Whether somebody will be at the line in a moment."""
        until = now + self._habits.coming_s * NS_PER_S
        return any(now < each.at <= until for each in self._passages)

    def off(self, state: SessionState, now: Instant) -> tuple[int, int]:
        """Return by how many marks the window differs from what has gone by, and in how many orders.

        An order counts where two athletes passed a mark clearly one after the other a while ago.
        """
        passed = self.passed(now)
        marks = sum(abs(passed[key] - n) for key, n in shown(state).items())
        return marks, self._out_of_order(state, now)

    def _out_of_order(self, state: SessionState, now: Instant) -> int:
        since = now - self._habits.remembered_s * NS_PER_S
        lately = [each for each in self._passages if since <= each.at <= now]
        times = {
            (key, split.mark): split.time(state.zero)
            for key, entry in state.entries.items()
            for split in entry.splits
        }
        found = 0
        for i, one in enumerate(lately):
            for other in lately[i + 1 :]:
                clear = other.at - one.at >= self._habits.clear_s * NS_PER_S
                if clear and one.place == other.place:
                    mark = state.plan.course.marks[one.place]
                    pair = times.get((one.entry, mark)), times.get((other.entry, mark))
                    found += pair[0] is not None and pair[1] is not None and pair[0] > pair[1]
        return found

    def was(self, seq: int) -> EntryId | None:
        """Return whose press the record `seq` was, where the operator knows: a noticed slip."""
        press = self.pressed.get(seq)
        noticed = press is not None and press.noticed and press.of is not None
        return press.of.entry if noticed and press and press.of else None

    def twice(self, seq: int) -> bool:
        """Whether the operator knows that the record `seq` was a second press."""
        press = self.pressed.get(seq)
        return press is not None and press.noticed and press.of is None

    def order_at(self, seq: int) -> list[EntryId] | None:
        """Return who of the bunch is still to be named, in the order remembered; None for others."""
        press = self.pressed.get(seq)
        if press is None or press.lane:
            return None
        if press.of is None:
            before = [
                s for s, p in self.pressed.items() if s < seq and p.of and p.meant == press.meant
            ]
            return self.order_at(before[-1]) if before else None
        return self._orders[self._bunch_of[press.of]]


def shown(state: SessionState) -> Mapping[EntryId, int]:
    """Return how many marks of everybody the window has, with a time or without."""
    return {key: len(each.splits) + len(each.missed) for key, each in state.entries.items()}
