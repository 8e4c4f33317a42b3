"""What stands on the scoreboard? The clock, and of who is shown the gap, the projection, the result.

It is made from what is confirmed alone. Nothing on it speaks to the operator.
"""

from typing import NamedTuple

from app.analysis.crowd import FITTED, TYPED, CrowdView, Public, Result
from app.analysis.laps import per_400
from app.domain.course import Course
from app.domain.plan import EntryId
from app.domain.said import format_difference, format_time, mark_name
from app.domain.state import DNF, DNS, HAND, IMPORTED, OFFICIAL, SYNCED
from app.domain.times import Duration, Rounding
from app.language import marked, tr
from ui.viewstate.tones import AHEAD, BEHIND, INK, MUTED, gap_tone
from ui.viewstate.wording import (
    DOT,
    NONE,
    PLUS_MINUS,
    clock_text,
    lap_text,
    target_name,
    target_time,
)

TOP, LEADER, SELECTED = "top", "leader", "selected"
WHO = (TOP, LEADER, SELECTED)
WHO_NAMES = {
    TOP: marked("the first three"),
    LEADER: marked("the leader"),
    SELECTED: marked("the selected athlete"),
}
MOST_ROWS = 3

UNOFFICIAL, CONFIRMED, AS_OFFICIAL, PUBLISHED = (
    "unofficial",
    "confirmed",
    "official",
    "published",
)
_STATUS = {
    UNOFFICIAL: marked("UNOFFICIAL"),
    CONFIRMED: marked("RESULT"),
    AS_OFFICIAL: marked("OFFICIAL RESULT"),
    PUBLISHED: marked("RESULT"),
}
_BASES = {
    HAND: marked("hand start"),
    FITTED: marked("clock fitted to official times"),
    TYPED: marked("typed time"),
    IMPORTED: marked("published time"),
    OFFICIAL: marked("official time"),
}
_OUT = {DNF: marked("DNF"), DNS: marked("DNS")}
_GAP_WORDS = {
    BEHIND: marked("BEHIND {target}"),
    AHEAD: marked("AHEAD OF {target}"),
    INK: marked("LEVEL WITH {target}"),
}
_ARROWS = {BEHIND: "up", AHEAD: "down"}

Confirmed = frozenset[tuple[EntryId, Result]]
"""The results that the operator has confirmed; one that is changed is none of them any more."""


class Figure(NamedTuple):
    """A title, a value large below it, and a quiet line; a gap has a tone and an arrow."""

    title: str
    value: str
    detail: str = ""
    tone: str = INK
    arrow: str = ""
    estimate: bool = False


class Row(NamedTuple):
    """One of the first three: place, name, the time with its mark or status, how far off."""

    place: str
    name: str
    time: str
    note: str
    off: str


class Board(NamedTuple):
    """The whole scoreboard. `note` says of the time how official it is, `sure` whether it is so.

    Rows are for several.
    """

    title: str
    target: str
    clock: str
    note: str
    gap: Figure
    projection: Figure
    rows: tuple[Row, ...] = ()
    sure: bool = False


class Source(NamedTuple):
    """What a scoreboard is made from: the race, who is shown, and which results are confirmed.

    `tolerance` is to within what a synced clock is known.
    """

    view: CrowdView
    who: str
    selected: EntryId
    confirmed: Confirmed = frozenset()
    tolerance: Duration = Duration(0)


def board(source: Source) -> Board:
    """Return what stands on the scoreboard at this instant."""
    shown = chosen(source)
    course = source.view.plan.course
    if _in_rows(source):
        return Board(
            title=source.view.plan.title,
            target="",
            clock=_clock(source.view),
            note="",
            gap=_gap(shown, course, named=True),
            projection=_projection(source, shown),
            rows=tuple(_row(source, each) for each in ranked(source.view)[:MOST_ROWS]),
        )
    return Board(
        title=shown.athlete,
        target=_target(shown),
        clock=_clock_or_result(source, shown),
        note=_note(source, shown),
        gap=_gap(shown, course, named=False),
        projection=_pace(shown) if shown.result is not None else _projection(source, shown),
        sure=_is_sure(source, shown),
    )


def ranked(view: CrowdView) -> tuple[Public, ...]:
    """Return who is in the race, the first first: neither pacers nor who is out of it."""
    return tuple(each for each in view.athletes if not (each.pacer or each.status))


def chosen(source: Source) -> Public:
    """Return the athlete that the scoreboard speaks of."""
    athletes, inside = source.view.athletes, ranked(source.view)
    mine = next((each for each in athletes if each.entry == source.selected), athletes[0])
    if source.who == SELECTED or len(athletes) == 1:
        return mine
    return inside[0] if inside else mine


def status_of(result: Result, entry: EntryId, confirmed: Confirmed) -> str:
    """Return how official a result is: nothing timed here is so by itself."""
    if result.basis == IMPORTED:
        return PUBLISHED
    if (entry, result) not in confirmed:
        return UNOFFICIAL
    return AS_OFFICIAL if result.basis == OFFICIAL else CONFIRMED


def _in_rows(source: Source) -> bool:
    return source.who == TOP and len(ranked(source.view)) > 1


def _is_sure(source: Source, shown: Public) -> bool:
    result = shown.result
    if result is None:
        return False
    return status_of(result, shown.entry, source.confirmed) != UNOFFICIAL


def _clock(view: CrowdView) -> str:
    """The clock with its minutes from the start on, so that no figure ever moves."""
    if view.clock is None:
        return NONE
    text = clock_text(view.clock)
    return text if ":" in text else f"0:{text.zfill(4)}"


def _clock_or_result(source: Source, shown: Public) -> str:
    if shown.status:
        return tr(_OUT[shown.status])
    if shown.result is not None:
        return time_text(shown.result.time, by_hand=shown.result.by_hand)
    return _clock(source.view)


def time_text(value: Duration, *, by_hand: bool) -> str:
    """Write a time: one by hand in tenths, rounded up, as the rules print it."""
    return format_time(value, 1, Rounding.UP) if by_hand else format_time(value, 2)


def _note(source: Source, shown: Public) -> str:
    if shown.result is None:
        return ""
    return DOT.join([_status(source, shown), basis_words(shown.result, source.tolerance)])


def _status(source: Source, shown: Public) -> str:
    if shown.result is None:
        return ""
    return tr(_STATUS[status_of(shown.result, shown.entry, source.confirmed)])


def basis_words(result: Result, tolerance: Duration) -> str:
    """Return what a result rests on: `hand start`, `synced ±0.1`, `official time`."""
    if result.basis == SYNCED:
        figure = format_time(tolerance, 1, Rounding.UP)
        return tr("synced {plus_minus}{tolerance}", plus_minus=PLUS_MINUS, tolerance=figure)
    return tr(_BASES[result.basis])


def _target(shown: Public) -> str:
    name, time = target_name(shown.target), target_time(shown.target)
    return name if name == time else DOT.join([name, time])


def _gap(shown: Public, course: Course, *, named: bool) -> Figure:
    """The gap of the last confirmed mark; in rows it says whose it is."""
    name = target_name(shown.target)
    if shown.deficit is None or shown.mark is None:
        return Figure(tr("TARGET"), target_time(shown.target), "" if not named else name)
    decimals = 1 if shown.by_hand else 2
    tone = gap_tone(shown.deficit, decimals)
    title = tr(_GAP_WORDS[tone], target=name)
    where = _at(course, shown)
    detail = DOT.join([shown.athlete, where]) if named else where
    value = format_difference(shown.deficit, decimals)
    if shown.status:
        return Figure(title, value, detail, MUTED)
    return Figure(title, value, detail, tone, _ARROWS.get(tone, ""))


def _at(course: Course, shown: Public) -> str:
    if shown.mark is None:
        return ""
    if shown.mark == course.distance:
        return tr("at the finish")
    return tr("at {mark}", mark=mark_name(course, shown.mark))


def _pace(shown: Public) -> Figure:
    """After the finish, when the time stands in the clock's place: the pace it was run in."""
    if shown.split is None or shown.mark is None:
        return Figure("", "")
    return Figure(tr("PER 400 M"), lap_text(per_400(shown.split, shown.mark), 1))


def _projection(source: Source, shown: Public) -> Figure:
    """The projected finish; afterwards the time itself."""
    if shown.result is not None:
        title, words = tr("FINISH"), _note(source, shown)
        value = time_text(shown.result.time, by_hand=shown.result.by_hand)
        return Figure(title, value, words)
    if shown.projected is None:
        return Figure(tr("PROJECTED FINISH"), NONE, estimate=True)
    return Figure(tr("PROJECTED FINISH"), format_time(shown.projected, 1), estimate=True)


def _row(source: Source, each: Public) -> Row:
    place = "" if each.rank is None else str(each.rank)
    if each.split is None:
        return Row(place, each.athlete, NONE, "", "")
    time = time_text(each.split, by_hand=each.by_hand)
    status = _status(source, each)
    note = status or _at(source.view.plan.course, each)
    off = format_difference(each.off, 1 if each.by_hand else 2) if each.off else ""
    return Row(place, each.athlete, time, note, off)
