"""When should each athlete pass each mark, by their own laps and by how the whole field runs?

Every key is looked at by itself, that of a further watch too. Times are ns after the athlete's own
start, log_sd is the standard deviation of a stretch's logarithm, densities are per second.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from app.analysis.between_marks import Known, time_along
from app.analysis.laps import Lap, laps
from app.analysis.plausible import (
    HAND_SD_S,
    LOG_SD,
    MISSED_TOLERANCE,
    START_SD_S,
    Reading,
    base_of,
    readings,
    start_log_sd,
    stretch_at,
)
from app.analysis.same import Same
from app.domain.course import Distance
from app.domain.plan import WATCH, EntryId, Plan
from app.domain.state import HAND, EntryState, SessionState, TimeZero
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration, Instant, after, between

_TAIL = 0.03
_WIDER = 4.0
_LEAST_DENSITY = 1e-300
_ALONG_LOG_SD = 0.01
_BETWEEN_LOG_SD = 0.02
Stretch = tuple[Distance, Distance]

MOST_MISSED = 3
_FIT_SDS = 3.0
_KEPT = 4
_FIELD = 4
"""A field is worth hearing when as many were timed on a stretch."""
FIELD_LOG_SD = 0.035
FIRST_FIELD_LOG_SD = 0.06
_FIRST_LOG_SD = 0.08
"""Before the first mark only the target is known, and not everybody is near theirs."""


class Expected(NamedTuple):
    """The passage of a mark, expected `lap` after `since`."""

    since: Duration
    lap: Duration
    log_sd: float

    @property
    def time(self) -> Duration:
        """When the passage is expected."""
        return Duration(self.since + self.lap)

    @property
    def spread(self) -> float:
        """The standard deviation of the logarithm of a pressed lap: pace and thumb."""
        return math.hypot(self.log_sd, HAND_SD_S * NS_PER_S / self.lap)

    def z(self, time: Duration) -> float:
        """Return how many standard deviations later than expected a passage at `time` is."""
        if time <= self.since:
            return -math.inf
        return math.log((time - self.since) / self.lap) / self.spread

    def log_density(self, time: Duration) -> float:
        """Return the logarithm of the probability per second of a press at `time`.

        One runner in ten does what nobody expected: the tails are those of a wider normal.
        """
        z = self.z(time)
        if math.isinf(z):
            return z
        near = (1 - _TAIL) * math.exp(-0.5 * z * z)
        far = _TAIL / _WIDER * math.exp(-0.5 * (z / _WIDER) ** 2)
        seconds = (time - self.since) / NS_PER_S
        peak = seconds * self.spread * math.sqrt(2 * math.pi)
        return math.log(max((near + far) / peak, _LEAST_DENSITY))

    def log_survival(self, time: Duration) -> float:
        """Return the logarithm of the probability that the passage is later than `time`."""
        chance = 0.5 * math.erfc(self.z(time) / math.sqrt(2))
        return math.log(max(chance, 1e-300))


class Runner(NamedTuple):
    """One key with its laps: what is odd about each, the field's pace on it left aside."""

    entry: EntryState
    zero: TimeZero | None
    target: Target
    run: tuple[Lap, ...]
    readings: tuple[Reading, ...]
    plain_times: Mapping[Distance, Duration]
    """The times at the start and at the marks, without what is odd."""
    log_ratios: Mapping[Stretch, float]
    """How much longer each stretch took than expected, without those that are estimated."""
    stretches: tuple[Stretch, ...]
    presses: tuple[Instant, ...]
    """The instants of the presses, in their order."""

    def time_of(self, at: Instant) -> Duration:
        """Return the athlete's own running time at an instant of the session's clock."""
        return between(self.zero.at, at) if self.zero else Duration(0)

    def instant_of(self, time: Duration) -> Instant:
        """Return the instant of a running time."""
        return after(self.zero.at, time) if self.zero else Instant(0)


class Field(NamedTuple):
    """Everybody, the field's shift on each stretch that enough were timed on, the newest press.

    `on_the_way` are the shifts in the order of the course, None where too few were timed.
    """

    state: SessionState
    runners: Mapping[EntryId, Runner]
    shifts: Mapping[Stretch, float]
    newest: Instant
    on_the_way: tuple[float | None, ...] = ()

    def shift(self, begin: Distance, mark: Distance) -> float | None:
        """Return how much longer (log) a stretch took the field than each expected of themselves."""
        return self.shifts.get((begin, mark))


def field_of(state: SessionState) -> Field:
    """Return everybody's laps and the field's pace; asked again for one state, it is at hand."""
    return _field(Same(state))


@lru_cache(_KEPT)
def _field(key: Same[SessionState]) -> Field:
    return _of_race(Same(key.it.plan)).field(key.it)


@lru_cache(_KEPT)
def _of_race(plan: Same[Plan]) -> "FieldOfRace":
    del plan
    return FieldOfRace()


class FieldOfRace:
    """Owns the field of one race as it was last, and changes in it what a press has changed."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self._runners: dict[EntryId, Runner] = {}
        self._shifts: dict[Stretch, float] = {}

    def field(self, state: SessionState) -> Field:
        """Return everybody's laps and the field's pace after another press or repair."""
        before = self._runners
        self._runners = {
            key: _runner(state, entry, before.get(key)) for key, entry in state.entries.items()
        }
        changed: set[Stretch] = set()
        for key in before.keys() | self._runners.keys():
            changed |= _changed(before.get(key), self._runners.get(key))
        kept = {key: shift for key, shift in self._shifts.items() if key not in changed}
        self._shifts = kept | _shifts([*self._runners.values()], changed)
        marks = state.plan.course.marks
        on_the_way = tuple(map(self._shifts.get, pairwise((Distance(0), *marks))))
        return Field(state, self._runners, self._shifts, _newest(state), on_the_way)


def _newest(state: SessionState) -> Instant:
    presses = [entry.splits[-1].pressed_at for entry in state.entries.values() if entry.splits]
    taps = [tap.at for tap in state.taps[-1:]]
    start = state.zero.at if state.zero else Instant(0)
    return max((each for each in (*presses, *taps) if each is not None), default=start)


def _runner(state: SessionState, entry: EntryState, before: Runner | None) -> Runner:
    """Only the athlete who was pressed has changed since the last state."""
    held = state.entries[entry.entrant.of] if entry.entrant.of is not None else entry
    zero, target = state.zero_of(entry), state.target_of(held)
    if before is None or before.zero != zero or before.target is not target:
        return runner_of(entry, zero, target)
    return before if before.entry is entry else runner_of(entry, zero, target, before)


def runner_of(
    entry: EntryState, zero: TimeZero | None, target: Target, before: Runner | None = None
) -> Runner:
    """Return an entry's laps and what is odd about each.

    `before` is the same entry with another split, where there is one.
    """
    run = laps(entry, zero)
    known = before.readings[: alike(run, before.run)] if before is not None else ()
    found = readings(run, target, known)
    pairs = [*zip(run, found, strict=True)]
    plain = {lap.mark: lap.time for lap, reading in pairs if not reading.flag}
    presses = sorted(each.pressed_at for each in entry.splits if each.pressed_at is not None)
    return Runner(
        entry=entry,
        zero=zero,
        target=target,
        run=run,
        readings=tuple(found),
        plain_times={Distance(0): Duration(0), **plain},
        log_ratios={
            (lap.begin, lap.mark): reading.log_ratio
            for lap, reading in pairs
            if not lap.split.estimated
        },
        stretches=tuple((lap.begin, lap.mark) for lap in run),
        presses=tuple(presses),
    )


def alike(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how many elements from the first on are equal."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _changed(before: Runner | None, now: Runner | None) -> set[Stretch]:
    """Return the stretches on which a runner has another time than before."""
    if before is now:
        return set()
    one, other = (_heard(each) if each is not None else {} for each in (before, now))
    return {stretch for stretch, _ in one.items() ^ other.items()}


def _heard(runner: Runner) -> Mapping[Stretch, float]:
    """A further watch is nobody in the field."""
    return {} if runner.entry.entrant.role == WATCH else runner.log_ratios


def _shifts(runners: Sequence[Runner], stretches: Iterable[Stretch]) -> dict[Stretch, float]:
    """The median is not moved by the laps of a few that were pressed wrongly."""
    heard, found = [_heard(each) for each in runners], dict[Stretch, float]()
    for stretch in stretches:
        ratios = [each[stretch] for each in heard if stretch in each]
        if len(ratios) >= _FIELD:
            found[stretch] = median(ratios)
    return found


def expected(field: Field, runner: Runner, before: int, mark: Distance) -> Expected:
    """Return when a runner should pass `mark` by the laps in front of the place `before`.

    Where the field has gone on from mark to mark by another pace than before, so does the runner.
    """
    last = runner.run[before - 1] if before else None
    begin, since = (last.mark, last.time) if last else (Distance(0), Duration(0))
    base = base_of(runner.run, runner.readings, before)
    marks = field.state.plan.course.marks
    edges = [begin, *marks[bisect_right(marks, begin) : bisect_right(marks, mark)]]
    lap, pace, heard = 0.0, 1.0, True
    for near, far in pairwise(edges):
        shift = field.shift(near, far)
        heard = heard and shift is not None
        pace *= math.exp(shift or 0.0)
        lap += pace * stretch_at(near, far, base, runner.target)
    return Expected(since, Duration(max(1, round(lap))), _log_sd(field, base, lap, heard=heard))


def _log_sd(field: Field, base: Lap | None, lap: float, *, heard: bool) -> float:
    """The field hears a late start as well: it is late for all."""
    if heard:
        return FIRST_FIELD_LOG_SD if base is None else FIELD_LOG_SD
    if base is not None:
        return math.hypot(LOG_SD, start_log_sd(base))
    zero = field.state.zero
    by_hand = zero is not None and zero.basis == HAND
    return math.hypot(_FIRST_LOG_SD, START_SD_S * NS_PER_S / max(lap, 1.0) if by_hand else 0.0)


def end_of_missed(field: Field, runner: Runner, place: int) -> Distance | None:
    """Return at which later mark a lap ended that took too long for its own, None if at its own.

    That is where the expected time fits best: to 13 % (projection: hand timing), or to three
    standard deviations where less is known.
    """
    lap, marks = runner.run[place], field.state.plan.course.marks
    if lap.split.pressed_at is None:
        return None
    first = bisect_left(marks, lap.mark)
    ends = marks[first : first + 1 + MOST_MISSED]
    fits = [(expected(field, runner, place, mark), mark) for mark in ends]
    due, best = min(fits, key=lambda each: abs(math.log(lap.lap / each[0].lap)))
    tolerance = max(MISSED_TOLERANCE, _FIT_SDS * due.spread)
    return best if best != lap.mark and abs(lap.lap / due.lap - 1) < tolerance else None


def expected_between(
    field: Field, runner: Runner, start: Known, end: Known, mark: Distance
) -> Expected:
    """Return when a runner should have passed `mark` between two places where they were timed.

    Others who were near at both ends say it best; else the stretches in front of and behind the
    mark have the share that is expected of them.
    """
    (begin, since), (to, until) = start, end
    along = time_along(since, until, passed_by_others(field, runner, (begin, mark, to)))
    if along is not None:
        return Expected(since, Duration(max(1, along - since)), _ALONG_LOG_SD)
    part = stretch_at(begin, mark, None, runner.target)
    whole = stretch_at(begin, to, None, runner.target)
    lap = Duration(max(1, (until - since) * part // whole))
    return Expected(since, lap, _BETWEEN_LOG_SD)


def passed_by_others(
    field: Field, runner: Runner, places: tuple[Distance, Distance, Distance]
) -> list[tuple[Duration, Duration, Duration]]:
    """Return when others passed three places, of those with nothing odd on the way."""
    first, there, last = places
    found: list[tuple[Duration, Duration, Duration]] = []
    for other in others_than(field, runner):
        times = other.plain_times
        if first in times and there in times and last in times:
            found.append((times[first], times[there], times[last]))
    return found


def others_than(field: Field, runner: Runner) -> list[Runner]:
    """Return everybody else in the race: no further watch, and nobody whose watch this is."""
    own = runner.entry.entrant.of or runner.entry.entrant.id
    return [
        each
        for each in field.runners.values()
        if each.entry.entrant.role != WATCH and each.entry.entrant.id != own
    ]
