"""What was run between the marks?

Times are ns, distances mm; a lap here is the stretch since the mark before, whatever its length.
"""

from typing import NamedTuple

from app.domain.course import LAP_400, Distance
from app.domain.state import EntryState, Split, TimeZero
from app.domain.times import Duration


class Lap(NamedTuple):
    """One split with the stretch that led to it: where it began, how long it took."""

    split: Split
    time: Duration
    begin: Distance
    lap: Duration

    @property
    def mark(self) -> Distance:
        """Where the stretch ends."""
        return self.split.mark

    @property
    def length(self) -> Distance:
        """How long the stretch is."""
        return Distance(self.split.mark - self.begin)

    @property
    def per_400(self) -> Duration:
        """The time of the stretch scaled to 400 m."""
        return per_400(self.lap, self.length)


def per_400(time: Duration, length: Distance) -> Duration:
    """Return `time` over `length` scaled to 400 m, rounded to the ns."""
    return Duration((2 * time * LAP_400 + length) // (2 * length))


def laps(entry: EntryState, zero: TimeZero | None) -> tuple[Lap, ...]:
    """Return every split of `entry` with its stretch, in the order of the marks."""
    found: list[Lap] = []
    before, begin = Duration(0), Distance(0)
    for split in entry.splits:
        time = split.time(zero)
        found.append(Lap(split, time, begin, Duration(time - before)))
        before, begin = time, split.mark
    return tuple(found)
