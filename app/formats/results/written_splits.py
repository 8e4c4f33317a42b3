"""Which times from the start stand in a line of splits? With laps or places beside them.

`1:00.20 (1:00.20)  2:00.75 (1:00.55)` has the lap in parentheses, `60.20, 60.55 (2:00.75)` the
time from the start, `15.4 (3)  31.5 (4)` the place. Times are nanoseconds.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from app.domain.times import NS_PER_MS, Duration
from app.formats.results.found import FoundSplit
from app.formats.results.written import time_of

_TIME = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,4})?|\d{1,4}[.,]\d{1,4}"
_PAIR = re.compile(
    rf"(?<![\w.,:(])(?P<time>{_TIME})(?!:|[.,]?\d)(?P<sign>[hHqQaA*#]?)(?!\w)\s*"
    rf"(?:[(\[]\s*(?:(?P<beside>{_TIME})(?P<beside_sign>h?)|(?P<place>\d{{1,3}}))\s*[)\]]"
    rf"|=\s*(?P<sum>{_TIME})(?P<sum_sign>h?)(?![\w:]))?"
)
_NEAR = 26 * NS_PER_MS
"""Two times rounded to hundredths, and their difference rounded again."""
_ALIKE = 2
"""No lap behind the first takes that many times as long as another; times from the start do."""
_NEAR_TENTHS = 160 * NS_PER_MS


class Pair(NamedTuple):
    """A time, and what stands in parentheses behind it: a time, or a place.

    `after_gap` says that the file leaves out the time before it: no lap is worked out over that.
    `by_hand` says that the time has an `h` behind it.
    """

    time: Duration
    beside: Duration | None = None
    place: int | None = None
    after_gap: bool = False
    by_hand: bool = False


def pairs_in(text: str) -> tuple[Pair, ...]:
    """Return the times that stand in `text`, in their order."""
    found = []
    for match in _PAIR.finditer(text):
        time = time_of(match["time"])
        beside = match["beside"] or match["sum"]
        if time:
            place = int(match["place"]) or None if match["place"] else None
            signs = (match["sign"], match["beside_sign"], match["sum_sign"])
            by_hand = any(each in ("h", "H") for each in signs)
            lap = time_of(beside) if beside else None
            found.append(Pair(time, lap, place, by_hand=by_hand))
    return tuple(found)


def is_only_times(text: str) -> bool:
    """Whether a line holds times, with what stands beside them, and nothing else."""
    return not _PAIR.sub("", text).strip(" \t,;|/-") and bool(_PAIR.search(text))


def from_start(pairs: Sequence[Pair], where: str) -> tuple[tuple[FoundSplit, ...], str]:
    """Return the times from the start, and a sentence of doubt or nothing.

    What stands beside a time decides whether that is from the start or of a lap. No times at all
    are returned where neither can be.
    """
    outer = [each.time for each in pairs]
    rising = all(late > early for early, late in pairwise(outer))
    sums, fits_as_laps = _summed(pairs)
    doubt = ""
    if rising and _fits_as_splits(pairs):
        times = outer
    elif fits_as_laps and any(each.beside for each in pairs):
        times = sums
    elif rising:
        times, doubt = outer, "the laps beside the times do not follow from them"
    elif not any(each.beside for each in pairs) and _are_alike(outer[1:]):
        times, doubt = sums, "times that do not rise are read as those of laps"
    else:
        return (), "found times that do not rise, expected those from the start"
    return tuple(
        FoundSplit(time, place=each.place, where=where, by_hand=each.by_hand)
        for time, each in zip(times, pairs, strict=True)
    ), doubt


def _are_alike(laps: Sequence[Duration]) -> bool:
    """Whether times can be those of laps, rather than from the start with a slip in one."""
    return not laps or max(laps) < _ALIKE * min(laps)


def _fits_as_splits(pairs: Sequence[Pair]) -> bool:
    before = Duration(0)
    for each in pairs:
        lap = None if each.after_gap else each.beside
        if lap is not None and not _near(lap, each.time - before, each.time):
            return False
        before = each.time
    return True


def _summed(pairs: Sequence[Pair]) -> tuple[list[Duration], bool]:
    """Return the sums of the times, and whether they are what stands beside them."""
    total, sums, fits = Duration(0), [], True
    for each in pairs:
        total = Duration(total + each.time)
        if each.beside is not None:
            fits = fits and _near(each.beside, total, each.time)
            total = each.beside
        sums.append(total)
    return sums, fits


def _near(said: int, worked_out: int, written: Duration) -> bool:
    tenths = said % (100 * NS_PER_MS) == 0 and written % (100 * NS_PER_MS) == 0
    return abs(said - worked_out) <= (_NEAR_TENTHS if tenths else _NEAR)
