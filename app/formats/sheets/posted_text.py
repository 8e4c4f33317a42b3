"""How do coaches post a run? `60.20, 60.55 (2:00.75), 61.09 (3:01.84), 64.58 = 4:06.42`.

Each lap with the time so far in brackets, the last with the result. Times by hand are rounded up to
a tenth and have an h; laps by hand are worked out from the readings and rounded once, to a tenth.
"""

from collections.abc import Iterator
from itertools import pairwise

from app.domain.course import Course, format_metres
from app.domain.plan import PACER
from app.domain.state import DNF, DNS
from app.domain.times import NS_PER_S, Duration, Rounding, format_time, rounded
from app.formats.sheets.plain_words import one_line
from app.formats.sheets.sheet_words import written_time
from app.formats.sheets.split_sheet import Missed, Row, Runner, Sheet

_FEW = 6
_LONG_LAP = Duration(100 * NS_PER_S)
_WORDS = {DNF: "did not finish", DNS: "did not start"}
_NOTHING = "no time"


def write_text(sheet: Sheet) -> bytes:
    """Return the runs of a sheet as plain text in UTF-8, with what stands at its foot."""
    blocks = [one_line(sheet.title), _marks(sheet), "", posted_text(sheet), "", *_foot(sheet)]
    return "\n".join([*blocks, ""]).encode("utf-8", "replace")


def posted_text(sheet: Sheet) -> str:
    """Return a line for each runner, under the name where there are several."""
    alone = len(sheet.runners) == 1
    lines = (
        posted_line(sheet, each) if alone else f"{_named(sheet, each)}: {posted_line(sheet, each)}"
        for each in sheet.runners
    )
    return "\n".join(lines)


def posted_line(sheet: Sheet, runner: Runner) -> str:
    """Return one run in one line; a mark that nobody timed is named, so that no lap is doubled."""
    return ", ".join(_parts(sheet, runner)) or _NOTHING


def _parts(sheet: Sheet, runner: Runner) -> Iterator[str]:
    lines = [line for line in sheet.lines if line.runner == runner]
    for before, line in pairwise([None, *lines]):
        if isinstance(line, Missed):
            yield f"{line.mark_name} missed"
        elif line is not None:
            yield _part(line, after_missed=isinstance(before, Missed))
    if runner.status in _WORDS:
        yield _WORDS[runner.status]


def _part(row: Row, *, after_missed: bool) -> str:
    about = "about " if row.estimated else ""
    if row.length == row.mark:
        return f"{about}{_first(row)}"
    lap = f"{about}{_in_seconds(row.lap, 1 if row.lap_rough else 2)}"
    if after_missed:
        lap = f"{lap} for {format_metres(row.length)}"
    return f"{lap} = {_so_far(row)}" if row.mark_name == "finish" else f"{lap} ({_so_far(row)})"


def _first(row: Row) -> str:
    """The first lap is the time so far as well, and a time by hand is rounded up."""
    if row.by_hand:
        return f"{_in_seconds(rounded(row.time, 1, Rounding.UP), 1)}h"
    return _in_seconds(row.time, 1 if row.estimated else 2)


def _so_far(row: Row) -> str:
    if row.estimated:
        return format_time(row.time, 1)
    return written_time(row.time, by_hand=row.by_hand)


def _in_seconds(lap: Duration, decimals: int) -> str:
    """A lap is said in seconds as long as it has no more than two digits of them."""
    shown = rounded(lap, decimals)
    if abs(shown) >= _LONG_LAP:
        return format_time(shown, decimals, minus="-")
    whole, part = divmod(shown, NS_PER_S)
    return f"{whole}.{part:09d}"[: -(9 - decimals)]


def _named(sheet: Sheet, runner: Runner) -> str:
    placed = [row.place for row in sheet.rows if row.runner == runner and row.mark_name == "finish"]
    rank = f"{placed[0].rank}. " if placed and placed[0] is not None else ""
    pacer = " (pacer)" if runner.role == PACER else ""
    return f"{rank}{one_line(runner.athlete)}{pacer}"


def _marks(sheet: Sheet) -> str:
    if sheet.course is None:
        return f"{sheet.line}, {sheet.clock}"
    course = sheet.course
    event = one_line(course.event)
    where = f"{event[:1].upper()}{event[1:]}, timed {_timed(course)}"
    return f"{where}; {sheet.line}, clock: {sheet.clock}"


def _timed(course: Course) -> str:
    marks = course.marks[:-1]
    if not marks:
        return "at the finish"
    steps = {b - a for a, b in pairwise((0, *marks))}
    # In a mile every 100 m ends with 1500 m and the finish: nobody times 1600 m and that.
    if len(steps) == 1 and 2 * (course.distance - marks[-1]) <= 3 * marks[0]:
        return f"every {format_metres(marks[0])} and at the finish"
    if len(marks) > _FEW:
        return f"at {len(marks)} marks from {format_metres(marks[0])} on and at the finish"
    return f"at {', '.join(map(format_metres, marks))} and at the finish"


def _foot(sheet: Sheet) -> Iterator[str]:
    yield from map(one_line, sheet.foot)
