"""At which marks and on which clock were the times of a race read? Every reading on offer.

Distances are millimetres, times nanoseconds. On every reading the times rise from mark to mark.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.domain.course import Distance, format_metres
from app.domain.plan import FINISH_LINE, FROM_START, PB, SB
from app.domain.setup_rules import can_be_run
from app.domain.times import Duration, canonical
from app.formats.checked_table import Table

LINES = (FINISH_LINE, FROM_START)
CLOCKS = ("published", "gun", "movement")
Sources = Mapping[str, str]


class PublishedSplit(NamedTuple):
    """A cumulative time as printed, and the names of its sources."""

    time: Duration
    sources: tuple[str, ...]


class LineReading(NamedTuple):
    """Where the times may have been read: the mark of each on every line offered."""

    default: str
    why: str
    marks: Mapping[str, tuple[Distance, ...]]


class ClockTimes(NamedTuple):
    """One clock: its finish time, and what it adds to every split as printed."""

    finish: Duration
    shift: Duration
    sources: tuple[str, ...]


class ClockReading(NamedTuple):
    """What the times may count from: the times of every clock offered."""

    default: str
    why: str
    clocks: Mapping[str, ClockTimes]


class OwnBest(NamedTuple):
    """The athlete's best over the distance on the day of the race: `pb`, or `sb` of the season."""

    time: Duration
    kind: str
    sources: tuple[str, ...]


def read_cited(table: Table, sources: Sources) -> tuple[str, ...]:
    """Return the names of the sources of a figure; refused when one is not in [sources]."""
    names = table.names("source")
    for name in names:
        if name not in sources:
            raise table.fault("source", found=f'"{name}"', expected="a name from [sources]")
    return names


def read_best(top: Table, distance: Distance, sources: Sources) -> OwnBest | None:
    """Return the best time that the athlete came with, None where the file names none."""
    if not top.has("best"):
        return None
    table = top.table("best")
    best = OwnBest(
        table.time("time"), table.one_of("kind", (PB, SB), PB), read_cited(table, sources)
    )
    if not can_be_run(distance, best.time):
        expected = f"one that can be run over {format_metres(distance)}"
        raise table.fault("time", found=canonical(best.time), expected=expected)
    table.close()
    return best


def read_splits(top: Table, sources: Sources) -> tuple[PublishedSplit, ...]:
    """Return the times as printed, the finish not among them."""
    splits: list[PublishedSplit] = []
    for table in top.tables("splits"):
        splits.append(PublishedSplit(table.time("time"), read_cited(table, sources)))
        table.close()
    return tuple(splits)


def read_line(top: Table, distance: Distance, splits: Sequence[PublishedSplit]) -> LineReading:
    """Return the marks of the splits and the finish on each line."""
    table = top.table("line")
    marks = {name: _marks(table, name, distance, len(splits)) for name in LINES if table.has(name)}
    if not marks:
        raise table.fault("", found="no marks", expected=f"{' or '.join(LINES)} with the marks")
    reading = LineReading(table.one_of("default", marks), table.text("why"), marks)
    table.close()
    return reading


def _marks(table: Table, name: str, distance: Distance, splits: int) -> tuple[Distance, ...]:
    marks = table.distances(name)
    if len(marks) != splits + 1:
        expected = f"{splits + 1}: one for each split, then the finish"
        raise table.fault(name, found=f"{len(marks)} marks", expected=expected)
    for i, mark in enumerate(marks):
        found, place = format_metres(mark), f"{name}[{i}]"
        if mark > distance:
            raise table.fault(place, found=found, expected=f"at most {format_metres(distance)}")
        if i and mark <= marks[i - 1]:
            raise table.fault(
                place, found=found, expected=f"more than {format_metres(marks[i - 1])}"
            )
    if marks[-1] != distance:
        expected = f"the distance, {format_metres(distance)}"
        raise table.fault(f"{name}[{splits}]", found=format_metres(marks[-1]), expected=expected)
    return marks


def read_clock(top: Table, splits: Sequence[PublishedSplit], sources: Sources) -> ClockReading:
    """Return the finish and the shift of each clock; times rise on all of them."""
    table = top.table("clock")
    clocks: dict[str, ClockTimes] = {}
    for name in CLOCKS:
        if table.has(name):
            clocks[name] = _clock_times(table.table(name), sources)
            _check_order(top, name, clocks[name], splits)
    if not clocks:
        raise table.fault("", found="no clock", expected=f"{', '.join(CLOCKS)} or some of them")
    reading = ClockReading(table.one_of("default", clocks), table.text("why"), clocks)
    table.close()
    return reading


def _clock_times(table: Table, sources: Sources) -> ClockTimes:
    shift = table.time("shift", signed=True) if table.has("shift") else Duration(0)
    times = ClockTimes(table.time("finish"), shift, read_cited(table, sources))
    table.close()
    return times


def _check_order(
    top: Table, name: str, clock: ClockTimes, splits: Sequence[PublishedSplit]
) -> None:
    """A shift can push a split before the start, another finish time before the last split."""
    before = Duration(0)
    for i, split in enumerate(splits):
        time = Duration(split.time + clock.shift)
        if time <= before:
            found = f"{canonical(time)} on the {name} clock"
            raise top.fault(f"splits[{i}].time", found=found, expected=_later(before))
        before = time
    if clock.finish <= before:
        found = canonical(clock.finish)
        raise top.fault(f"clock.{name}.finish", found=found, expected=_later(before))


def _later(before: Duration) -> str:
    return f"later than {canonical(before)}" if before else "a time after the start"
