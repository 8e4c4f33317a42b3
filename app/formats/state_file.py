"""What stands in the state file for other programs? The scoreboard as JSON (docs/state-file.md).

Fields are only ever added. Times are seconds with three decimals, distances metres, gaps positive
behind; texts are as on a scoreboard, with a decimal point in every language.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from app import __version__
from app.analysis.crowd import CrowdView, Public, Result
from app.analysis.deficit import deficit
from app.domain.times import (
    Duration,
    Rounding,
    format_difference,
    format_time,
    rounded,
    to_seconds,
)

FORMAT, VERSION = "splitline-scoreboard", 1
Fields = dict[str, object]


class Showing(NamedTuple):
    """How the scoreboard stands: `open` until Splitline ends, blank, frozen; live or a replay.

    `chosen` is the id of the athlete that the scoreboard speaks of.
    """

    chosen: str
    mode: str
    open: bool = True
    blank: bool = False
    frozen: bool = False


def state_fields(view: CrowdView, showing: Showing, status_of: Callable[[Public], str]) -> Fields:
    """Return the whole file; `status_of` says whether a result is `unofficial`, `confirmed`, ..."""
    athletes: list[Fields] = []
    if not showing.blank:
        athletes = [_athlete(each, status_of(each)) for each in view.athletes]
    chosen = next((each for each in athletes if each["id"] == showing.chosen), None)
    return {
        "format": FORMAT,
        "version": VERSION,
        "written_by": f"Splitline {__version__}",
        "open": showing.open,
        "blank": showing.blank,
        "frozen": showing.frozen,
        "race": {
            "title": view.plan.title,
            "event": view.plan.course.event,
            "metres": view.plan.course.distance / 1000,
            "mode": showing.mode,
            "phase": view.phase,
        },
        "clock": None if showing.blank else _clock(view),
        "chosen": chosen,
        "athletes": athletes,
    }


def closed(fields: Mapping[str, object]) -> Fields:
    """Return the file as it is left behind when Splitline ends."""
    return {**fields, "open": False}


def _clock(view: CrowdView) -> Fields | None:
    if view.clock is None:
        return None
    shown = rounded(view.clock, 1, Rounding.DOWN)
    return {
        "text": format_time(shown, 1, minus="-"),
        "seconds": to_seconds(shown),
        "running": view.running,
    }


def _athlete(each: Public, status: str) -> Fields:
    return {
        "id": each.entry,
        "name": each.athlete,
        "lane": each.lane,
        "pacer": each.pacer,
        "place": each.rank,
        "out": each.status or None,
        "target": {"name": each.target.name, **_time(each.target.finish, by_hand=False)},
        "mark": None if each.mark is None else each.mark / 1000,
        "split": None if each.split is None else _time(each.split, by_hand=each.by_hand),
        "gap": _gap(each),
        "behind_first": None if each.off is None else to_seconds(each.off),
        "projected": _projected(each),
        "result": None if each.result is None else _result(each.result, status),
    }


def _time(value: Duration, *, by_hand: bool) -> Fields:
    """Times by hand in tenths, rounded up, as the rules print them."""
    shown = rounded(value, 1, Rounding.UP) if by_hand else rounded(value, 2)
    return {
        "text": format_time(shown, 1 if by_hand else 2, minus="-"),
        "seconds": to_seconds(shown),
    }


def _gap(each: Public) -> Fields | None:
    if each.deficit is None:
        return None
    decimals = 1 if each.by_hand else 2
    shown = rounded(each.deficit, decimals)
    word = "behind" if shown > 0 else "ahead" if shown < 0 else "level"
    text = format_difference(shown, decimals, minus="-")
    return {"text": text, "seconds": to_seconds(shown), "word": word}


def _projected(each: Public) -> Fields | None:
    if each.projected is None:
        return None
    shown = rounded(each.projected, 1)
    gap = rounded(deficit(shown, each.target.distance, each.target), 1)
    return {
        "text": format_time(shown, 1, minus="-"),
        "seconds": to_seconds(shown),
        "gap_seconds": to_seconds(gap),
    }


def _result(result: Result, status: str) -> Fields:
    return {**_time(result.time, by_hand=result.by_hand), "status": status, "basis": result.basis}
