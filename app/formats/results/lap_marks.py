"""At which marks do the laps of a watch end? A proposal by what it measured, with its reason.

Distances are millimetres. A watch's distances are 1 to 3 % out on a track, and more in lane two;
it also ends laps by itself, every kilometre or mile of its own, and those end at no mark at all.
Nothing here is taken for true: somebody confirms a proposal.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.domain.course import MILE, Course, Distance, crossings, every, format_metres
from app.domain.times import NS_PER_S, Duration
from app.formats.results.found import FoundSplit

_STUB = Duration(3 * NS_PER_S)
_STUB_WAY = Distance(15_000)
_SHARE = 0.06
_LEAST = Distance(10_000)
_OWN = ((Distance(1_000_000), "kilometres"), (MILE, "miles"))
_OWN_SHARE = 0.004
_SLOWEST_SHARE = 0.6


class LapMarks(NamedTuple):
    """A mark for each lap, None for one that ends at none; no marks where none are proposed.

    `reason` is the sentence that says why, either way.
    """

    marks: tuple[Distance | None, ...]
    reason: str


class _Lap(NamedTuple):
    took: Duration
    way: Distance | None


def lap_marks(splits: Sequence[FoundSplit], course: Course) -> LapMarks:
    """Propose at which marks of `course`, or of its lap, the laps between `splits` end."""
    laps = _laps(splits)
    stub = _is_stub(laps)
    run = laps[:-1] if stub else laps
    if not run:
        return LapMarks((), "There are no laps.")
    ways = [lap.way for lap in run if lap.way is not None]
    if len(ways) < len(run):
        found = _by_number(run, course)
    elif own := _own_laps(ways):
        return LapMarks((), own)
    else:
        found = _by_distance(ways, course)
    if not found.marks or not stub:
        return found
    words = "The last lap is too short for one: the watch was stopped after it."
    return LapMarks((*found.marks, None), f"{found.reason} {words}")


def _laps(splits: Sequence[FoundSplit]) -> list[_Lap]:
    laps = []
    for before, split in pairwise((FoundSplit(Duration(0), measured=Distance(0)), *splits)):
        known = before.measured is not None and split.measured is not None
        way = Distance((split.measured or 0) - (before.measured or 0)) if known else None
        laps.append(_Lap(Duration(split.time - before.time), way))
    return laps


def _is_stub(laps: Sequence[_Lap]) -> bool:
    """Whether the last lap is only the moment between two presses at the finish."""
    if len(laps) < 2:
        return False
    took, way = laps[-1]
    return took <= _STUB and (way is None or way <= _STUB_WAY)


def _by_number(laps: Sequence[_Lap], course: Course) -> LapMarks:
    """Without distances only the number of laps speaks, and then they have to be even ones."""
    count, marks = len(laps), course.marks
    if count != len(marks):
        return LapMarks((), f"The watch gave no distances, and {count} laps are not {len(marks)}.")
    ways = [b - a for a, b in pairwise((Distance(0), *marks))]
    speeds = [way / max(1, lap.took) for way, lap in zip(ways, laps, strict=True)]
    if min(speeds) < _SLOWEST_SHARE * max(speeds):
        return LapMarks((), "The watch gave no distances, and the laps are too uneven for marks.")
    return LapMarks(marks, f"The watch gave no distances, but {count} laps for {count} marks.")


def _own_laps(ways: Sequence[Distance]) -> str:
    """Say that the watch ended the laps itself: a thumb does not press every 1000.0 m."""
    full = ways[:-1]
    for length, words in _OWN:
        if len(full) >= 1 and all(abs(way - length) <= _OWN_SHARE * length for way in full):
            return (
                f"The watch ended these laps itself, after {words} of its own measure; "
                "they end at no marks of the track."
            )
    return ""


def _by_distance(ways: Sequence[Distance], course: Course) -> LapMarks:
    fitting = [
        (marks, words)
        for grid, words in _grids(course)
        if (marks := _walk(ways, grid)) and marks[-1] == course.distance
    ]
    if not fitting:
        measured = ", ".join(format_metres(Distance(round(w, -3))) for w in ways[:6])
        more = ", …" if len(ways) > 6 else ""
        found = f"The watch measured laps of {measured}{more}"
        return LapMarks(
            (), f"{found}, which end at no marks over {format_metres(course.distance)}."
        )
    marks, words = fitting[0]
    reason = f"The measured laps fit {words}, to {_worst(ways, marks)}."
    others = [other for found, other in fitting[1:] if _as_coarse(found, marks)]
    if others:
        reason += f" They would fit {others[0]} too."
    return LapMarks(marks, reason)


def _grids(course: Course) -> Iterator[tuple[tuple[Distance, ...], str]]:
    """Yield the places at which laps of a course may end, the likeliest first."""
    distance, lap = course.distance, course.lap
    yield course.marks, "the marks of the course"
    yield crossings(distance, lap, keep_short=True), "laps at the finish line"
    yield every(distance, lap), "laps from the start line"
    for part, words in ((2, "half laps"), (4, "quarter laps")):
        if lap // part >= 4 * _LEAST:
            yield crossings(distance, Distance(lap // part)), f"{words} to the finish"
            yield every(distance, Distance(lap // part)), f"{words} from the start line"


def _walk(ways: Sequence[Distance], grid: Sequence[Distance]) -> tuple[Distance, ...]:
    """Go from mark to mark by the measured laps; nothing where one of them ends between marks.

    Every mark puts the watch right again, so its error does not add up.
    """
    at = Distance(0)
    marks: list[Distance] = []
    for way in ways:
        ahead = [mark for mark in grid if mark > at]
        if not ahead:
            return ()
        nearest = min(ahead, key=lambda mark: abs(mark - at - way))
        if abs(nearest - at - way) > max(_LEAST, _SHARE * way):
            return ()
        marks.append(nearest)
        at = nearest
    return tuple(marks)


def _as_coarse(found: Sequence[Distance], marks: Sequence[Distance]) -> bool:
    return len(found) == len(marks) and tuple(found) != tuple(marks)


def _worst(ways: Sequence[Distance], marks: Sequence[Distance]) -> str:
    steps = (b - a for a, b in pairwise((Distance(0), *marks)))
    worst = max(abs(way - step) for way, step in zip(ways, steps, strict=True))
    return f"{-(-worst // 1000)} m"
