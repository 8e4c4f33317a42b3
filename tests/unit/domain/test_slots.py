"""Which mark does every split have after one was put in or taken out?"""

import pytest

from app.domain.course import Distance
from app.domain.refusals import NoMarkLeft
from app.domain.slots import closed, opened, place_of, with_split, without
from app.domain.state import EntryState, Split
from app.domain.times import Duration, Instant, seconds
from tests.unit.domain.races import ONE, entrant, run_over

COURSE = run_over(2000, marks_m=(400, 800, 1200, 1600, 2000))


def mark(number: int) -> Distance:
    return COURSE.marks[number - 1]


def entry(slots: str) -> EntryState:
    """One letter for each mark: `p` pressed, `t` typed, `m` missed, `.` nothing, at 60 s each."""
    splits = []
    for number, kind in enumerate(slots, start=1):
        elapsed = Duration(seconds(60 * number))
        if kind in "pt":
            pressed = Instant(number) if kind == "p" else None
            splits.append(Split(number, mark(number), "event", pressed, elapsed))
    missed = tuple(mark(i) for i, kind in enumerate(slots, start=1) if kind == "m")
    return EntryState(entrant=entrant(ONE, 1), splits=tuple(splits), missed=missed)


def slots(state: EntryState) -> str:
    kinds = {each.mark: "p" if each.pressed_at is not None else "t" for each in state.splits}
    kinds |= dict.fromkeys(state.missed, "m")
    return "".join(kinds.get(each, ".") for each in COURSE.marks)


@pytest.mark.parametrize(
    ("before", "number", "after"),
    [
        (".....", 1, "....."),
        ("p....", 2, "p...."),
        ("p....", 1, ".p..."),
        ("ppp..", 2, "p.pp."),
        ("pp.p.", 1, ".ppp."),
        ("pmp..", 1, ".pmp."),
        ("pmp..", 2, "pmp.."),
        ("t.p..", 2, "t.p.."),
        ("pt...", 3, "pt..."),
    ],
)
def test_that_a_mark_opens_by_moving_the_run_of_presses_behind_it(
    before: str, number: int, after: str
) -> None:
    assert slots(opened(entry(before), COURSE, mark(number))) == after


@pytest.mark.parametrize(
    ("before", "number"), [("t....", 1), ("pt...", 1), ("ppppp", 1), ("....p", 5), ("pmt..", 1)]
)
def test_that_a_mark_stays_shut_behind_a_typed_split_or_the_finish(
    before: str, number: int
) -> None:
    with pytest.raises(NoMarkLeft, match="Lane 1: no mark is left"):
        opened(entry(before), COURSE, mark(number))


@pytest.mark.parametrize(
    ("before", "number", "after"),
    [
        (".pp..", 1, "pp..."),
        ("p.mp.", 2, "pmp.."),
        (".ptp.", 1, "p.tp."),
        ("..p..", 1, "..p.."),
        (".....", 5, "....."),
    ],
)
def test_that_a_mark_closes_by_moving_the_run_behind_it_back(
    before: str, number: int, after: str
) -> None:
    assert slots(closed(entry(before), COURSE, mark(number))) == after


@pytest.mark.parametrize(
    ("before", "time", "number"),
    [
        (".....", 30, 1),
        ("p....", 90, 2),
        ("p....", 60, 2),
        ("p....", 30, 1),
        ("pp...", 90, 2),
        ("p.p..", 90, 2),
        ("pmp..", 90, 2),
        ("pm...", 170, 3),
        ("..t..", 30, 1),
        ("ppppm", 290, 5),
        ("pppmm", 290, 5),
        ("ppppp", 290, 5),
    ],
)
def test_that_a_time_has_a_place_among_the_others(before: str, time: int, number: int) -> None:
    assert place_of(entry(before), COURSE, seconds(time), None) == mark(number)


@pytest.mark.parametrize("before", ["ppppp", "....p"])
def test_that_nothing_has_a_place_behind_the_finish(before: str) -> None:
    with pytest.raises(NoMarkLeft):
        place_of(entry(before), COURSE, seconds(301), None)


def test_that_a_split_fills_a_mark_that_was_missed() -> None:
    new = Split(9, mark(2), "typed", None, seconds(125))
    assert slots(with_split(entry("pmp.."), new)) == "ptp.."


def test_that_a_mark_has_one_split_at_most() -> None:
    new = Split(9, mark(3), "typed", None, seconds(181))
    with pytest.raises(NoMarkLeft):
        with_split(entry("pmp.."), new)


def test_that_only_the_split_of_that_number_is_taken_out() -> None:
    assert slots(without(entry("ppp.."), 2)) == "p.p.."
    assert slots(without(entry("ppp.."), 7)) == "ppp.."


@pytest.mark.parametrize("before", ["ppp..", "pmp..", "pppp.", "p...."])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_that_closing_puts_back_what_opening_moved(before: str, number: int) -> None:
    state = entry(before)
    if mark(number) not in state.missed:
        assert closed(opened(state, COURSE, mark(number)), COURSE, mark(number)) == state
