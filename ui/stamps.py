"""When was a key pressed? The event's own time where it can be trusted, else the handler's.

Instants are those of the running clock, which counts through suspend; lags are ns, positive when
the event was made before now. The times of events are whole milliseconds of a clock that the
system chooses, 0 where it gives none.
"""

import sys
from typing import NamedTuple

from app.domain.events import EVENT_STAMP, HANDLER_STAMP
from app.domain.times import NS_PER_MS, NS_PER_S, Instant
from app.engine.clocks import BootClock, asleep_ns

_WRAP_MS = 1 << 32
_SAME_CLOCK_NS = 5 * NS_PER_S
_IMPLAUSIBLE_NS = 2 * NS_PER_S
_ROUNDING_NS = NS_PER_MS
_SLEPT_NS = 10 * NS_PER_MS
_FINE_TICK_MS = 2
_COARSEST_TICK_MS = 16
_RELEARNED_EVERY_NS = 300 * NS_PER_S


class ClockReading(NamedTuple):
    """The clocks at one moment.

    `asleep_ns` is how far `now` is ahead of the clock that a Linux stamps its events with
    (CLOCK_MONOTONIC, which stands still in a suspend), None where no such clock is known.
    """

    now: Instant
    asleep_ns: int | None


class Stamp(NamedTuple):
    """The instant of a press, and whose it is: `event` or `handler`, as the journal keeps it."""

    at: Instant
    source: str


def read_clocks() -> ClockReading:
    """Read the running clock and, on Linux, what it is ahead of CLOCK_MONOTONIC."""
    now = BootClock().now()
    if sys.platform != "linux":
        return ClockReading(now, None)
    # A pause between its two readings makes the difference too small: the largest is right.
    return ClockReading(now, max(asleep_ns(), asleep_ns(), asleep_ns()))


class PressClock:
    """Turns the times of events into instants; owns what it has learned about their clock."""

    def __init__(self) -> None:
        """Begin knowing nothing."""
        self._asleep_ns: int | None = None
        self._learned = _LearnedOffset()

    def observe(self, event_ms: int, reading: ClockReading) -> None:
        """Learn from any input event, so that the offset is known before the first press."""
        self._lag(event_ms, reading)

    def stamp(self, event_ms: int, reading: ClockReading) -> Stamp:
        """Return the instant of a press whose event says `event_ms` and is handled now."""
        lag = self._lag(event_ms, reading)
        if lag is None:
            return Stamp(reading.now, HANDLER_STAMP)
        return Stamp(Instant(reading.now - lag), EVENT_STAMP)

    def _lag(self, event_ms: int, reading: ClockReading) -> int | None:
        self._notice_sleep(reading)
        if event_ms <= 0:
            return None
        if self._asleep_ns is not None:
            age = _age_ns(event_ms, reading.now - self._asleep_ns)
            if abs(age) <= _SAME_CLOCK_NS:
                return max(age, 0) if age >= -_ROUNDING_NS else None
        return self._learned.lag(event_ms, reading.now)

    def _notice_sleep(self, reading: ClockReading) -> None:
        """Keep the largest difference seen: it only grows, and a disturbed reading is too small."""
        known, found = self._asleep_ns, reading.asleep_ns
        if found is None or (known is not None and found <= known):
            return
        self._asleep_ns = found
        if known is not None and found - known > _SLEPT_NS:
            self._learned.forget()


def _age_ns(event_ms: int, monotonic_ns: int) -> int:
    """How long ago `event_ms` was, if it counts CLOCK_MONOTONIC; X11 keeps the low 32 bits."""
    age = monotonic_ns - event_ms * NS_PER_MS
    if event_ms >= _WRAP_MS:
        return age
    half = _WRAP_MS * NS_PER_MS // 2
    return (age + half) % (2 * half) - half


class _LearnedOffset:
    """The smallest (now - event time) seen lately: what an event without any lag would have.

    Lately, because two clocks of a machine may drift apart by 20 millionths: 70 ms in an hour.
    An unknown clock counts as coarse until it has shown a step of 2 ms or less, and a coarse one
    is believed only when the lag exceeds its tick.
    """

    def __init__(self) -> None:
        self._tick_ms = _COARSEST_TICK_MS
        self.forget()

    def forget(self) -> None:
        """Begin anew: what was learned does not hold any more."""
        self._last_ms: int | None = None
        self._older: int | None = None
        self._newer = 0
        self._newer_since = 0

    def lag(self, event_ms: int, now: Instant) -> int | None:
        """Learn from an event; return how late it is handled, None when that cannot be told."""
        offset = now - event_ms * NS_PER_MS
        if self._last_ms is None or self._implausible(event_ms, offset):
            self.forget()
            self._begin(event_ms, offset, now)
            return None
        self._notice_step(event_ms - self._last_ms)
        self._last_ms = event_ms
        lag = offset - self._learn(offset, now)
        return lag if self._tick_ms <= _FINE_TICK_MS or lag > self._tick_ns() else None

    def _begin(self, event_ms: int, offset: int, now: Instant) -> None:
        self._last_ms, self._newer, self._newer_since = event_ms, offset, now

    def _implausible(self, event_ms: int, offset: int) -> bool:
        """Say whether the counter wrapped, or the event lies in the future or is over 2 s old."""
        assert self._last_ms is not None
        wrapped = self._last_ms - event_ms > _WRAP_MS // 2
        return wrapped or abs(offset - self._smallest()) > _IMPLAUSIBLE_NS

    def _notice_step(self, step_ms: int) -> None:
        if step_ms > 0:
            self._tick_ms = min(self._tick_ms, step_ms)

    def _tick_ns(self) -> int:
        # Steps are seen in whole milliseconds: a tick of 15.6 ms shows steps of 15 and 16.
        return (self._tick_ms + 1) * NS_PER_MS

    def _learn(self, offset: int, now: Instant) -> int:
        if now - self._newer_since > _RELEARNED_EVERY_NS:
            self._older, self._newer, self._newer_since = self._newer, offset, now
        self._newer = min(self._newer, offset)
        return self._smallest()

    def _smallest(self) -> int:
        return self._newer if self._older is None else min(self._older, self._newer)
