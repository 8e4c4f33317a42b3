"""How is a training sheet written as CSV? A row a time, a row a repetition without one, a row a tally.

Seconds (`_s`) are rounded to 1 ms, differences signed with an ASCII minus and positive slower,
distances (`_m`) metres; `start_s` and `pressed_s` count from the first start and are exact to 1 ns.
Where there is no time the cell is empty and `status` says why: it is never zero. `row` is `split`
for a time inside a repetition, `repetition` for its end, `tally` for what an athlete's repetitions
over one distance come to. Columns are only ever added, at the end.
"""

from collections.abc import Iterator
from typing import Any

from app.analysis.training.tally import Tally
from app.domain.course import to_metres
from app.domain.times import NS_PER_S, Duration, to_seconds
from app.domain.training.rep_target import Aimed
from app.formats.sheets import training_words as words
from app.formats.sheets.csv_dialects import COMMA, Figure, csv_bytes
from app.formats.sheets.plain_words import guarded
from app.formats.sheets.training_sheet import Line, Timed, Trained, TrainingSheet

SPLIT, REPETITION, TALLY = "split", "repetition", "tally"
_WHO = ("row", "session", "athlete", "lane", "group")
_WHICH = ("set", "in_set", "rep", "distance_m", "status", "mark_m")
_TIMES = ("time_s", "lap_s", "target_fast_s", "target_slow_s", "difference_s")
_RECOVERY = ("recovery_planned", "recovery_planned_s", "recovery_taken_s")
_FROM = ("source", "stamp", "edited", "start_s", "pressed_s", "earlier_s")
_COME_TO = (
    *("runs", "mean_s", "best_s", "worst_s", "spread_s", "drop_off"),
    *("mean_difference_s", "earlier_mean_s", "stopped", "note"),
)
_SESSION = ("date", "venue", "plan", "earlier_session", "earlier_date", "raw_log")
HEADS = (*_WHO, *_WHICH, *_TIMES, *_RECOVERY, *_FROM, *_COME_TO, *_SESSION)
_ANSWER = {True: "yes", False: "no"}


def training_csv(sheet: TrainingSheet, dialect: str = COMMA) -> bytes:
    """Return `sheet` as CSV; a text that a spreadsheet would run as a formula starts with `'`."""
    session = _session(sheet)
    rows = ({**row, **session} for each in sheet.athletes for row in _rows(sheet, each))
    return csv_bytes([HEADS, *([row.get(head, "") for head in HEADS] for row in rows)], dialect)


def _session(sheet: TrainingSheet) -> dict[str, Any]:
    then = sheet.earlier
    texts = (sheet.date, sheet.venue, sheet.plan, then.session if then else "")
    found = (*texts, then.date if then else "", sheet.raw_log)
    return dict(zip(_SESSION, map(guarded, found), strict=True))


def _rows(sheet: TrainingSheet, athlete: Trained) -> Iterator[dict[str, Any]]:
    who = {
        "session": guarded(sheet.title),
        "athlete": guarded(athlete.name),
        "lane": athlete.lane,
    }
    for line in athlete.lines:
        yield from ({**who, **row} for row in _of_line(line))
    for row in _tallies(athlete):
        yield {**who, **row}


def _of_line(line: Line) -> Iterator[dict[str, Any]]:
    which = _which(line)
    for timed in line.timed:
        whole = timed.mark == line.run.distance
        row = {**which, **_timed(timed), "row": REPETITION if whole else SPLIT}
        yield {**row, **_whole(line)} if whole else row
    if line.end is None:
        yield {**which, **_whole(line), "row": REPETITION, "mark_m": _metres(line.run.distance)}


def _which(line: Line) -> dict[str, Any]:
    run = line.run
    return {
        "group": guarded(run.group),
        "set": run.of_set,
        "in_set": run.in_set,
        "rep": run.number,
        "distance_m": _metres(run.distance),
        "status": run.status,
        "start_s": _exact(line.started),
    }


def _timed(timed: Timed) -> dict[str, Any]:
    return {
        "mark_m": _metres(timed.mark),
        "time_s": _seconds(timed.time),
        "lap_s": _seconds(timed.lap),
        "source": timed.source,
        "stamp": guarded(timed.stamp),
        "edited": _ANSWER[timed.edited],
        "pressed_s": _exact(timed.pressed),
    }


def _whole(line: Line) -> dict[str, Any]:
    run = line.run
    target = run.target if isinstance(run.target, Aimed) else None
    return {
        "target_fast_s": _seconds(target.fastest if target else None),
        "target_slow_s": _seconds(target.slowest if target else None),
        "difference_s": _seconds(run.deficit),
        "recovery_planned": guarded(words.rest_text(run.recovery)),
        "recovery_planned_s": _seconds(run.recovery_planned),
        "recovery_taken_s": _seconds(run.recovery_taken),
        "earlier_s": _seconds(line.earlier),
    }


def _tallies(athlete: Trained) -> Iterator[dict[str, Any]]:
    stopping = athlete.stopping
    said = {
        "row": TALLY,
        "group": guarded(athlete.group),
        "stopped": guarded("; ".join(filter(None, stopping[1:]))) if stopping else "",
        "note": guarded("; ".join(each.text for each in athlete.remarks)),
    }
    if not athlete.tallies:
        yield {**said, "runs": 0}
    then = {e.distance: e for e in athlete.earlier.tallies} if athlete.earlier else {}
    for tally in athlete.tallies:
        yield {**said, **_tally(tally, then.get(tally.distance))}


def _tally(tally: Tally, then: Tally | None) -> dict[str, Any]:
    drop_off = tally.drop_off
    return {
        "distance_m": _metres(tally.distance),
        "runs": tally.runs,
        "mean_s": _seconds(tally.mean),
        "best_s": _seconds(tally.best),
        "worst_s": _seconds(tally.worst),
        "spread_s": _seconds(tally.spread),
        "drop_off": "" if drop_off is None else Figure(f"{drop_off:.4f}"),
        "mean_difference_s": _seconds(tally.deficit),
        "earlier_mean_s": _seconds(then.mean if then else None),
    }


def _seconds(value: Duration | None) -> str:
    return Figure("" if value is None else f"{to_seconds(value):.3f}")


def _exact(value: Duration | None) -> str:
    if value is None:
        return ""
    whole, part = divmod(abs(value), NS_PER_S)
    tail = f"{part:09d}".rstrip("0").ljust(3, "0")
    return Figure(f"{'-' if value < 0 else ''}{whole}.{tail}")


def _metres(value: int) -> str:
    from app.domain.course import Distance

    return Figure(f"{to_metres(Distance(value)):.3f}".rstrip("0").rstrip("."))
