"""How are the figures of a sheet written on paper?

A time by hand is rounded up to a tenth and has an `h` behind it; what is worked out from times by
hand has one decimal, everything else two. Signs before and behind a time say what it is: see
`SIGNS`.
"""

from collections.abc import Iterable

from app.domain.course import MM_PER_M, Distance
from app.domain.state import DNF, DNS, FINISHED
from app.domain.target import Target
from app.domain.times import MINUS, Duration, format_difference, format_time, rounded
from app.formats.sheets.sheet_words import written_time
from app.formats.sheets.sources import ESTIMATE, FILE
from app.formats.sheets.split_sheet import Missed, Row, Runner, Sheet
from app.language import marked, tr

_COLOPHON = ("Splitline ", "Raw log ")
NOTHING = "–"
ESTIMATED, EDITED, DOUBTFUL = "≈", "*", "?"
SIGNS = {
    ESTIMATED: marked("estimated"),
    EDITED: marked("put right after it was pressed"),
    DOUBTFUL: marked("doubtful"),
}
SOURCE_WORDS = {FILE: marked("race file"), ESTIMATE: marked("estimated")}
ENDINGS = {DNF: marked("did not finish"), DNS: marked("did not start"), FINISHED: ""}


def split_text(row: Row) -> str:
    """Write the time of a split with the signs that go with it."""
    if row.estimated:
        return f"{ESTIMATED}{format_time(row.time, 1)}"
    after = (EDITED if row.edited else "") + (DOUBTFUL if row.flag else "")
    return f"{written_time(row.time, by_hand=row.by_hand)}{after}"


def decimals_of(row: Row) -> int:
    """Return how many decimals what follows from this split deserves."""
    return 1 if row.by_hand or row.estimated else 2


def lap_decimals(row: Row) -> int:
    """Return how many decimals what follows from the lap deserves: both its ends count."""
    return 1 if row.lap_rough else 2


def pace_text(pace: Duration, decimals: int) -> str:
    """Write a pace per 400 m."""
    return format_time(pace, decimals)


def gap_text(row: Row, gap: Duration) -> str:
    """Write a difference in seconds, with its sign."""
    return format_difference(gap, decimals_of(row))


def rounded_gap(row: Row, gap: Duration) -> Duration:
    """Return a difference as it is written, so that its colour is that of what one reads."""
    return rounded(gap, decimals_of(row))


def metres_text(row: Row, gap: Distance) -> str:
    """Write a difference in metres: by hand a whole one, else to 0.1 m, half away from zero."""
    step = MM_PER_M if decimals_of(row) == 1 else MM_PER_M // 10
    size = (2 * abs(gap) + step) // (2 * step) * step
    whole, rest = divmod(size, MM_PER_M)
    sign = "" if not size else MINUS if gap < 0 else "+"
    return f"{sign}{whole}" if step == MM_PER_M else f"{sign}{whole}.{rest // step}"


def colophon(sheet: Sheet) -> str:
    """Return the lines of the sheet's foot that stand at the foot of every page."""
    return " · ".join(each for each in sheet.foot if each.startswith(_COLOPHON))


def foot_notes(sheet: Sheet) -> tuple[str, ...]:
    """Return the other lines of the sheet's foot."""
    return tuple(each for each in sheet.foot if not each.startswith(_COLOPHON))


def source_text(row: Row) -> str:
    """Name what a time rests on."""
    return tr(SOURCE_WORDS.get(row.source, row.source))


def target_text(target: Target) -> str:
    """Name a target with its time, once where the time is its name or stands in it."""
    time = format_time(target.finish)
    return target.name if target.name.endswith(time) else f"{target.name} {time}"


def standing_text(gap: Duration, target: Target, decimals: int) -> str:
    """Say in words how far behind or ahead of a target somebody came in: `6.43 s behind Sub-4`."""
    shown = rounded(gap, decimals)
    if not shown:
        return tr("level with {name}", name=target.name)
    side = tr("behind") if shown > 0 else tr("ahead of")
    return f"{format_time(Duration(abs(shown)), decimals)} s {side} {target.name}"


def primary_of(sheet: Sheet) -> Target:
    """Return the target that the session is held against."""
    return next((each for each in sheet.targets if each.id == sheet.primary), sheet.targets[0])


def target_held(sheet: Sheet, runner: Runner) -> Target:
    """Return the target that a runner is held against: an own one, else that of the session."""
    own = next((each for each in sheet.targets if each.id == runner.target), None)
    return own or primary_of(sheet)


def lines_of(sheet: Sheet, runner: Runner) -> tuple[Row | Missed, ...]:
    """Return the lines of one runner."""
    return tuple(each for each in sheet.lines if each.runner == runner)


def rows_of(sheet: Sheet, runner: Runner) -> tuple[Row, ...]:
    """Return the splits of one runner."""
    return tuple(each for each in lines_of(sheet, runner) if isinstance(each, Row))


def sign_notes(rows: Iterable[Row]) -> tuple[str, ...]:
    """Say what the signs at the times mean, and what was pressed where a time was put right."""
    rows = tuple(rows)
    there = {
        ESTIMATED: any(each.estimated for each in rows),
        EDITED: any(each.edited for each in rows),
        DOUBTFUL: any(each.flag for each in rows),
    }
    signs = [f"{sign} {tr(text)}" for sign, text in SIGNS.items() if there[sign]]
    pressed = [_pressed(each) for each in rows if each.edited and each.pressed is not None]
    return (*([f"{'; '.join(signs)}."] if signs else []), *([_list(pressed)] if pressed else []))


def _list(pressed: list[str]) -> str:
    return tr("Pressed, from the start press: {names}.", names="; ".join(pressed))


def _pressed(row: Row) -> str:
    assert row.pressed is not None, "only what was pressed is listed"
    return tr(
        "{athlete} at {mark} {pressed}",
        athlete=row.runner.athlete,
        mark=tr(row.mark_name),
        pressed=format_time(row.pressed),
    )
