"""How much of a race stands right on the window, and what is wrong with the rest?

Right is the right athlete at the right mark with a time within 0.2 s of the true one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from app.domain.state import SessionState, Split
from app.domain.times import NS_PER_S, Duration, Instant, between
from tests.bench.messy.fields import Field
from tests.bench.messy.fingers import (
    DOUBLE,
    GUESSED,
    WRONG_LANE,
    Passage,
    Press,
    passages_of,
)

NEAR = Duration(NS_PER_S // 5)
CLEAR = Duration(3 * NS_PER_S // 10)

RIGHT = "right"
CLOCK = "time zero is out"
FINGER = "the press itself was out"
ESTIMATE = "an estimate was out"
NO_TIME = "no time"
OTHER = "the press of something else"
SLIPS = ("missed", DOUBLE, WRONG_LANE, GUESSED)
CLASSES = (CLOCK, FINGER, ESTIMATE, NO_TIME, OTHER)


class Judged(NamedTuple):
    """What one state of the window is worth.

    `passages` counts all, by what they are. `side` counts where the true gap is 0.3 s or more:
    `right`, `wrong`, and `silent` where no time stands.
    """

    passages: Counter[str]
    side: Counter[str]

    @property
    def total(self) -> int:
        """How many passages there were."""
        return self.passages.total()

    @property
    def right(self) -> float:
        """The share with the right athlete, mark and time."""
        return self.passages[RIGHT] / self.total

    @property
    def placed(self) -> float:
        """The share that would be right if clock and fingers were: the right athlete and mark."""
        return sum(self.passages[each] for each in (RIGHT, CLOCK, FINGER)) / self.total

    @property
    def side_right(self) -> float:
        """Of the passages with a time and a gap of 0.3 s or more, the share on the right side."""
        return self.side["right"] / max(self.side["right"] + self.side["wrong"], 1)


def judge(field: Field, gun: Instant, state: SessionState, presses: Mapping[int, Press]) -> Judged:
    """Return what `state` is worth; `presses` are by the number of their record."""
    found: Counter[str] = Counter()
    side: Counter[str] = Counter()
    for passage, split in _pairs(field, gun, state):
        press = presses.get(split.seq) if split is not None else None
        found[_class(passage, split, press, gun, state)] += 1
        side.update(_side(field, passage, split, gun, state))
    return Judged(found, side)


def _pairs(
    field: Field, gun: Instant, state: SessionState
) -> Iterator[tuple[Passage, Split | None]]:
    for passage in passages_of(field, gun):
        mark = field.marks[passage.place]
        splits = state.entries[passage.entry].splits
        yield passage, next((each for each in splits if each.mark == mark), None)


def _class(
    passage: Passage,
    split: Split | None,
    press: Press | None,
    gun: Instant,
    state: SessionState,
) -> str:
    if split is None:
        return NO_TIME
    true = between(gun, passage.at)
    if abs(split.time(state.zero) - true) <= NEAR:
        return RIGHT
    if press is None:
        return ESTIMATE
    if press.of != passage or split.pressed_at is None:
        return OTHER
    own = abs(between(passage.at, split.pressed_at)) <= NEAR
    return CLOCK if own else FINGER


def _side(
    field: Field, passage: Passage, split: Split | None, gun: Instant, state: SessionState
) -> list[str]:
    target = state.primary.time_at(field.marks[passage.place])
    true = between(gun, passage.at) - target
    if abs(true) < CLEAR:
        return []
    if split is None:
        return ["silent"]
    return ["right" if (split.time(state.zero) - target > 0) == (true > 0) else "wrong"]


class Played(NamedTuple):
    """One race, or several added up: the errors made, the window at the finish and after repair.

    `keys` counts the keys of repair by what they were for. `best` is what a perfect bookkeeper
    would have had right from the same presses and the same clock.
    """

    races: int
    errors: Counter[str]
    finish: Judged
    repaired: Judged
    best: int
    keys: Counter[str]

    @property
    def slips(self) -> int:
        """How many passages were not pressed, pressed twice or on a wrong key."""
        return sum(self.errors[each] for each in SLIPS)


def added(played: Sequence[Played]) -> Played:
    """Return several races as one."""
    return Played(
        races=sum(each.races for each in played),
        errors=_sum(each.errors for each in played),
        finish=_judged(each.finish for each in played),
        repaired=_judged(each.repaired for each in played),
        best=sum(each.best for each in played),
        keys=_sum(each.keys for each in played),
    )


def _judged(found: Iterable[Judged]) -> Judged:
    kept = list(found)
    return Judged(_sum(each.passages for each in kept), _sum(each.side for each in kept))


def _sum(counters: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in counters:
        total.update(each)
    return total


def reachable(field: Field, gun: Instant, presses: Mapping[int, Press], state: SessionState) -> int:
    """Return how many passages were pressed within 0.2 s by the clock as it stands in `state`."""
    if state.zero is None:
        return 0
    shift = between(gun, state.zero.at)
    return sum(
        press.of is not None and abs(between(press.of.at, press.at) - shift) <= NEAR
        for press in presses.values()
    )
