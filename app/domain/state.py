"""Where does a session stand? A frozen value, the fold of its events."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from app.domain.course import Distance, next_mark
from app.domain.events import EVENT_STAMP, HANDLER_STAMP
from app.domain.plan import Entrant, EntryId, Plan
from app.domain.target import Target
from app.domain.times import Duration, Instant, between

ARMED = "armed"
RUNNING = "running"
FINISHED = "finished"
DNF = "dnf"
DNS = "dns"
_OVER = (FINISHED, DNF, DNS)


HAND = "hand"
IMPORTED = "imported"
SYNCED = "synced"
OFFICIAL = "official"


class TimeZero(NamedTuple):
    """The instant from which times count, and what it rests on.

    `basis` is `hand`, `imported`, `synced` or `official`; it is known to within `tolerance`.
    """

    at: Instant
    basis: str
    tolerance: Duration = Duration(0)


class Sync(NamedTuple):
    """A press when a clock in sight showed `shows`."""

    seq: int
    at: Instant
    shows: Duration

    @property
    def zero(self) -> Instant:
        """Where time zero is by this press alone."""
        return Instant(self.at - self.shows)


class Tap(NamedTuple):
    """A press that belongs to nobody yet."""

    seq: int
    at: Instant
    stamp: str
    meant: EntryId | None


class Split(NamedTuple):
    """A cumulative time at a mark, known for good by the record `seq` that created it.

    A pressed split has `pressed_at`; `elapsed` is there when the time was typed, published or
    corrected, and then it holds.
    """

    seq: int
    mark: Distance
    stamp: str
    pressed_at: Instant | None = None
    elapsed: Duration | None = None
    estimated: bool = False

    @property
    def edited(self) -> bool:
        """Whether a pressed time was corrected by hand."""
        return self.pressed_at is not None and self.elapsed is not None

    @property
    def by_hand(self) -> bool:
        """Whether the time is a press on a key, good to a tenth, and not a time read or printed."""
        return self.elapsed is None and self.stamp in (EVENT_STAMP, HANDLER_STAMP)

    def time(self, zero: TimeZero | None) -> Duration:
        """Return the cumulative time after `zero`."""
        if self.elapsed is not None:
            return self.elapsed
        assert zero is not None, "a press becomes a split only after the start"
        assert self.pressed_at is not None, "a split has a press or a time"
        return between(zero.at, self.pressed_at)


class EntryState(NamedTuple):
    """One athlete in the race: as entered, and the splits so far in the order of their marks.

    `missed` are marks that were passed without a time; `withdrawn` is `dnf`, `dns` or empty.
    """

    entrant: Entrant
    splits: tuple[Split, ...] = ()
    missed: tuple[Distance, ...] = ()
    withdrawn: str = ""

    @property
    def last_mark(self) -> Distance:
        """The farthest mark with a split, 0 before the first."""
        return self.splits[-1].mark if self.splits else Distance(0)

    @property
    def reached(self) -> Distance:
        """The farthest mark that was passed, with a time or without one."""
        return max(self.last_mark, *self.missed) if self.missed else self.last_mark


class SessionState(NamedTuple):
    """A whole session. `version` is the number of the newest record in it.

    `started` is the instant of the start press: time zero may have been moved away from it.
    """

    plan: Plan
    entries: Mapping[EntryId, EntryState]
    targets: tuple[Target, ...]
    primary_id: str
    zero: TimeZero | None = None
    started: Instant | None = None
    syncs: tuple[Sync, ...] = ()
    official: Mapping[EntryId, Duration] = MappingProxyType({})
    taps: tuple[Tap, ...] = ()
    version: int = 0

    @property
    def primary(self) -> Target:
        """The target that the gap is shown to."""
        return next(each for each in self.targets if each.id == self.primary_id)

    @property
    def phase(self) -> str:
        """`armed` before the start, `running`, or `finished` when every entry has its last mark.

        Typed splits need no start: with them alone the race is under way too.
        """
        entries = self.entries.values()
        if entries and all(self.status(each) in _OVER for each in entries):
            return FINISHED
        under_way = self.zero is not None or any(each.splits for each in entries)
        return RUNNING if under_way else ARMED

    def status(self, entry: EntryState) -> str:
        """Return `ready`, `running`, `finished`, `dnf` or `dns` for one entry."""
        if entry.withdrawn:
            return entry.withdrawn
        if entry.reached == self.plan.course.distance:
            return FINISHED
        return RUNNING if self.zero is not None or entry.splits else "ready"

    def next_mark(self, entry: EntryState) -> Distance | None:
        """Return the mark that the next press of `entry` belongs to, None after the finish."""
        return next_mark(self.plan.course, entry.reached)

    def find_split(self, seq: int) -> tuple[EntryState, Split] | None:
        """Return the split that the record `seq` created, with its athlete."""
        for entry in self.entries.values():
            for split in entry.splits:
                if split.seq == seq:
                    return entry, split
        return None
