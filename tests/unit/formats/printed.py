"""Sheets to be printed, and what an independent eye reads off a page of them."""

import random
import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from app.analysis.live import analyse
from app.domain import commands as cm
from app.domain.events import EVENT_STAMP
from app.domain.times import Instant, seconds
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.formats.profile_file import shipped_profiles
from app.formats.sheets.drawing import MIDDLE, START, Drawing, Text, texts
from app.formats.sheets.font_widths import text_width
from app.formats.sheets.split_sheet import Sheet, sheet_of
from app.usecases.exporting import exported_race
from app.usecases.new_race import RaceRequest, setup_for
from tests.unit.formats.field_race import ZERO, field_race
from tests.unit.formats.known_runs import FIELD, SHIPPED, Known, in_seconds

LONG = "Constanza Maria Rodríguez-Etxeberria de la Fuente of the Northern Athletics Club"
NAMES = (*("Ann", "Bea", LONG, "Dot", "Eva", "Fay"), *("Gwen", "Hana", "Ida", "Jo", "Kim", "Lea"))
TWELVE, LAPS_25, LONG_NAME, EIGHT_OVER_25 = "twelve", "25 laps", "a long name", "eight, 25 laps"
EVERY_SHEET = (*SHIPPED, FIELD, TWELVE, LAPS_25, LONG_NAME, EIGHT_OVER_25)
_CAPITALS, _UNDER = 0.73, 0.2


class Seen(NamedTuple):
    """A text and the room that its letters take up on the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@lru_cache
def printed_sheet(name: str) -> Sheet:
    """Return one of the sheets that every page is tried with."""
    if name in SHIPPED:
        return exported_race(name, Path("nowhere")).sheet
    if name == FIELD:
        return sheet_of_engine(field_race())
    return {
        TWELVE: lambda: timed("1500", NAMES, ("4:10", "4:15", "4:20"), 67.0),
        LAPS_25: lambda: timed("10000", ("Ann",), ("29:45", "30:10", "30:30"), 72.0),
        LONG_NAME: lambda: timed("1500", (LONG,), ("4:10",), 67.0),
        EIGHT_OVER_25: lambda: timed("10000", NAMES[:8], ("31:00",), 74.0),
    }[name]()


def timed(event: str, athletes: tuple[str, ...], targets: tuple[str, ...], pace: float) -> Sheet:
    """Return the sheet of a race pressed by hand at about `pace` seconds per 400 m."""
    chance, engine = random.Random(event), Engine(MemoryJournal())
    setup = setup_for(RaceRequest(event=event, athletes=athletes, targets=targets))
    engine.handle(cm.PlanSession(at=Instant(ZERO - 60), setup=setup))
    engine.handle(cm.Start(at=ZERO, stamp=EVENT_STAMP))
    presses = []
    for entrant in setup.entrants:
        time, begin = 0.0, 0
        for mark in setup.plan.course.marks:
            time += (pace + chance.uniform(-1.5, 1.5)) * (mark - begin) / 400_000
            presses.append((time, entrant.id))
            begin = mark
    for time, entry in sorted(presses):
        at = Instant(ZERO + seconds(time))
        engine.handle(cm.TakeSplit(at=at, entry=entry, stamp=EVENT_STAMP))
    return sheet_of_engine(engine)


def sheet_of_engine(engine: Engine) -> Sheet:
    """Return the sheet of a session as it stands."""
    return sheet_of(analyse(engine.state, ZERO, shipped_profiles()))


def seen(page: Drawing) -> list[Seen]:
    """Return every text of a page with the room it takes up."""
    return [_seen(each) for each in texts(page.items) if each.text]


def _seen(text: Text) -> Seen:
    width = text_width(text.text, text.size, text.weight)
    share = 0.0 if text.anchor == START else 0.5 if text.anchor == MIDDLE else 1.0
    left = text.x - share * width
    top, bottom = text.y - _CAPITALS * text.size, text.y + _UNDER * text.size
    return Seen(text.text, left, top, left + width, bottom)


def lines_of_page(page: Drawing) -> list[str]:
    """Return the texts of a page line by line, as one reads: by their baselines, from the left."""
    rows: dict[float, list[Text]] = {}
    for each in texts(page.items):
        rows.setdefault(round(each.y, 1), []).append(each)
    return [
        "  ".join(each.text for each in sorted(rows[y], key=lambda text: _seen(text).left))
        for y in sorted(rows)
    ]


_FIGURE = r"[+\u2212≈]?[0-9:]+(?:\.[0-9]+)?h?[*?]?"
_ROW = re.compile(rf"^\s*(Finish|[0-9]+ +m)((?:\s+(?:{_FIGURE}|–|missed|hand|typed))+)\s*$")


def table_rows(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Return the rows of the tables of splits: the mark, and the cells behind it."""
    found = [_ROW.match(line) for line in lines]
    return [
        (" ".join(match[1].split()), match[2].split())
        for match in found
        if match and "." in match[2]
    ]


def number(text: str) -> Decimal:
    """Read a figure of a sheet: its signs and its h are no part of the number."""
    plain = text.strip("≈h*?+").replace("\u2212", "-")
    value = in_seconds(plain.removeprefix("-"))
    return -value if plain.startswith("-") else value


def mark_of(known: Known, finish: Decimal) -> str:
    """Return what the mark of a known time is called."""
    return "Finish" if known.mark_m == finish else f"{int(known.mark_m)} m"
