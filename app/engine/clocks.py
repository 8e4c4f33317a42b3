"""What time is it? The only place, beside the stamp of a key press, that reads a clock.

The running clock counts through suspend; wall time is read once per session, as an anchor.
"""

import os
import sys
import time
from pathlib import Path
from typing import NamedTuple, Protocol

from app.domain.times import NS_PER_S, Duration, Instant

_STARTTIME = 19
"""Place of `starttime` behind the command's name in /proc/self/stat (proc(5), field 22)."""


class Clock(Protocol):
    """Anything that tells the current instant."""

    def now(self) -> Instant:
        """Return the current instant in ns."""
        ...


class BootClock:
    """The system's clock since boot, counting while the machine is asleep."""

    def now(self) -> Instant:
        """Return ns since boot."""
        return Instant(_read_boot_clock())


class ManualClock:
    """A clock that its owner, a test or a script, moves by hand."""

    def __init__(self, instant: Instant = Instant(0)) -> None:
        """Stand at `instant`."""
        self.instant = instant

    def now(self) -> Instant:
        """Return the instant it was set to."""
        return self.instant


class Anchor(NamedTuple):
    """Where the session's clock stood against wall time, to find it again after a restart.

    `at` is the running clock and `wall_utc_ns` the wall clock (ns since 1970, UTC) at one moment;
    `boot_id` names the boot they belong to and `clock` the source that was read.
    """

    at: Instant
    wall_utc_ns: int
    boot_id: str
    clock: str


def take_anchor(clock: Clock) -> Anchor:
    """Read the running clock and wall time together."""
    return Anchor(clock.now(), time.time_ns(), boot_id(), clock_source())


def clock_source() -> str:
    """Return the name of the clock that `BootClock` reads on this system."""
    if sys.platform == "linux":
        return "CLOCK_BOOTTIME"
    return "CLOCK_MONOTONIC_RAW" if sys.platform == "darwin" else "QueryPerformanceCounter"


def boot_id() -> str:
    """Return an identifier of this boot of the machine, empty where the system gives none."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def asleep_ns() -> int:
    """Return how far the boot clock is ahead of CLOCK_MONOTONIC: the time spent asleep (Linux).

    The boot clock is read first: a process that is held up in between finds too little, never too
    much, so that of several readings the largest is the nearest.
    """
    if sys.platform != "linux":
        return 0
    boot = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    return boot - time.clock_gettime_ns(time.CLOCK_MONOTONIC)


def _read_boot_clock() -> int:
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)
    return time.perf_counter_ns()


def process_age() -> Duration:
    """Return how long this process has been running, to the 10 ms that the kernel keeps (Linux).

    Elsewhere it counts from the import of this module, which comes first of ours.
    """
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks = os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, AttributeError):
        return Duration(_read_boot_clock() - _IMPORTED)
    started = int(fields[_STARTTIME]) * NS_PER_S // ticks
    return Duration(_read_boot_clock() - started)


_IMPORTED = _read_boot_clock()
