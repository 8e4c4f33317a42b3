"""Which time counts where several watches were held on one athlete?

World Athletics Technical Rule 19 for times by hand: of three watches that disagree the middle one
counts, of two the longer time. Times are ns after the athlete's own start.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.state import EntryState, Split, TimeZero
from app.domain.times import Duration


class _Reading(NamedTuple):
    """What one watch says at a mark."""

    time: Duration
    watch: EntryId
    split: Split


def combined(entry: EntryState, watches: Sequence[EntryState], zero: TimeZero | None) -> EntryState:
    """Return `entry` with the splits that count; a mark that one watch alone has is that one's.

    What was typed for the athlete holds against all watches, an estimate against none. A time
    that is not later than what counts at the mark before is of another passage and left out.
    """
    counted: list[Split] = []
    before = Duration(0)
    for readings in _by_mark([entry, *watches], zero).values():
        later = [each for each in readings if each.time > before]
        if later:
            held = _held(later, entry.entrant.id)
            shown = tuple((each.watch, each.time) for each in readings)
            counted.append(held.split._replace(watches=shown))
            before = held.time
    timed = {each.mark for each in counted}
    missed = tuple(mark for mark in entry.missed if mark not in timed)
    return entry._replace(splits=tuple(counted), missed=missed)


def _by_mark(
    entries: Sequence[EntryState], zero: TimeZero | None
) -> dict[Distance, list[_Reading]]:
    found: dict[Distance, list[_Reading]] = {}
    for entry in entries:
        for split in entry.splits:
            reading = _Reading(split.time(zero), entry.entrant.id, split)
            found.setdefault(split.mark, []).append(reading)
    return dict(sorted(found.items()))


def _held(readings: Sequence[_Reading], athlete: EntryId) -> _Reading:
    typed = (each for each in readings if each.watch == athlete and _is_typed(each.split))
    measured = [each for each in readings if not each.split.estimated]
    return next(typed, None) or _middle(measured or readings)


def _is_typed(split: Split) -> bool:
    return split.elapsed is not None and not split.estimated


def _middle(readings: Sequence[_Reading]) -> _Reading:
    """The middle time; of an even number the longer one of the two in the middle."""
    return sorted(readings, key=lambda each: each.time)[len(readings) // 2]
