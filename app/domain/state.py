"""Where does a session stand? A frozen value, the fold of its events."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from app.domain.course import Distance, next_mark
from app.domain.events import EVENT_STAMP, HANDLER_STAMP, IMPORTED_BY_HAND_STAMP
from app.domain.plan import ATHLETE, WATCH, Entrant, EntryId, Plan
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
    corrected, and then it holds. `kept` says that a doubtful one was looked at and is right.
    `watches` are the times of all who timed the athlete here, where several watches do. An
    estimate lies between presses, at `guessed_at`, and moves with them when time zero does.
    """

    seq: int
    mark: Distance
    stamp: str
    pressed_at: Instant | None = None
    elapsed: Duration | None = None
    estimated: bool = False
    kept: bool = False
    watches: tuple[tuple[EntryId, Duration], ...] = ()
    guessed_at: Instant | None = None

    @property
    def edited(self) -> bool:
        """Whether a pressed time was corrected by hand."""
        return self.pressed_at is not None and self.elapsed is not None

    @property
    def by_hand(self) -> bool:
        """Whether the time is a press on a key, here or where it was brought in from.

        It is good to a tenth, which a time read or printed is not bound to.
        """
        if self.stamp == IMPORTED_BY_HAND_STAMP:
            return True
        return self.elapsed is None and self.stamp in (EVENT_STAMP, HANDLER_STAMP)

    def time(self, zero: TimeZero | None) -> Duration:
        """Return the cumulative time after `zero`."""
        if self.elapsed is not None:
            return self.elapsed
        assert zero is not None, "a press becomes a split only after the start"
        at = self.guessed_at if self.pressed_at is None else self.pressed_at
        assert at is not None, "a split has a press, an instant that was guessed, or a time"
        return between(zero.at, at)


class EntryState(NamedTuple):
    """One athlete in the race: as entered, and the splits so far in the order of their marks.

    `missed` are marks that were passed without a time; `withdrawn` is `dnf`, `dns` or empty.
    `ranks` are places in the whole field that were typed, by mark.
    """

    entrant: Entrant
    splits: tuple[Split, ...] = ()
    missed: tuple[Distance, ...] = ()
    withdrawn: str = ""
    ranks: tuple[tuple[Distance, int], ...] = ()

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
    `watches` are the further keys of each athlete who has some.
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
    watches: Mapping[EntryId, tuple[EntryId, ...]] = MappingProxyType({})

    @property
    def primary(self) -> Target:
        """The target that the gap is shown to."""
        return next(each for each in self.targets if each.id == self.primary_id)

    def target_of(self, entry: EntryState) -> Target:
        """Return the athlete's own target, the primary one where there is none."""
        own = entry.entrant.target
        return next((each for each in self.targets if each.id == own), self.primary)

    @property
    def phase(self) -> str:
        """`armed` before the start, `running`, or `finished` when every athlete is through.

        Nobody waits for pacers where athletes run. Typed splits need no start: with them alone
        the race is under way too.
        """
        racing = self.racing
        waited_for = [each for each in racing if each.entrant.role == ATHLETE] or racing
        if waited_for and all(self.status(each) in _OVER for each in waited_for):
            return FINISHED
        under_way = self.zero is not None or any(each.splits for each in self.entries.values())
        return RUNNING if under_way else ARMED

    @property
    def racing(self) -> tuple[EntryState, ...]:
        """Everybody in the race, athletes and pacers; a watch is a key of somebody else."""
        entries = tuple(self.entries.values())
        if not self.watches:
            return entries
        return tuple(each for each in entries if each.entrant.role != WATCH)

    def zero_of(self, entry: EntryState) -> TimeZero | None:
        """Return from where the times of one entry count: time zero, or the start of its wave."""
        offset = self.offset_of(entry)
        if self.zero is None or not offset:
            return self.zero
        return self.zero._replace(at=Instant(self.zero.at + offset))

    def offset_of(self, entry: EntryState) -> Duration:
        """Return how long after time zero the entry's own start was; a watch has its athlete's."""
        return self.athlete_of(entry).entrant.offset

    def athlete_of(self, entry: EntryState) -> EntryState:
        """Return whom an entry times: itself, or the athlete that a watch is held on."""
        of = entry.entrant.of
        return entry if of is None else self.entries[of]

    def counted(self, entry: EntryState) -> EntryState:
        """Return the entry with the times that count: of several watches the middle ones.

        It is `entry` itself where nobody else holds a watch on the athlete.
        """
        keys = self.watches.get(entry.entrant.id)
        if not keys:
            return entry
        from app.domain.watches import combined

        return combined(entry, [self.entries[key] for key in keys], self.zero_of(entry))

    def status(self, entry: EntryState) -> str:
        """Return `ready`, `running`, `finished`, `dnf` or `dns` for one entry.

        A pacer has finished who has passed every mark up to the drop-off.
        """
        if entry.withdrawn:
            return entry.withdrawn
        keys = self.watches.get(entry.entrant.id, ())
        reached = max(entry.reached, *(self.entries[key].reached for key in keys), 0)
        if reached >= self._last_mark_of(entry) and (reached or self.zero is not None):
            return FINISHED
        return RUNNING if self.zero is not None or entry.splits else "ready"

    def next_mark(self, entry: EntryState) -> Distance | None:
        """Return the mark that the next press of `entry` belongs to.

        None after the finish, after a pacer's drop-off and for who is out of the race.
        """
        if self.athlete_of(entry).withdrawn:
            return None
        mark = next_mark(self.plan.course, entry.reached)
        drop_off = entry.entrant.drop_off
        return None if mark is None or (drop_off is not None and mark > drop_off) else mark

    def _last_mark_of(self, entry: EntryState) -> Distance:
        """The farthest mark that the entry runs to, 0 where a pacer drops off before the first."""
        course, drop_off = self.plan.course, entry.entrant.drop_off
        if drop_off is None:
            return course.distance
        within = (mark for mark in course.marks if mark <= drop_off)
        return max(within, default=Distance(0))

    def find_split(self, seq: int) -> tuple[EntryState, Split] | None:
        """Return the split that the record `seq` created, with its athlete."""
        for entry in self.entries.values():
            for split in entry.splits:
                if split.seq == seq:
                    return entry, split
        return None
