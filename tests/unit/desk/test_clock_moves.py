from collections.abc import Callable

import pytest

from app.domain.commands import TypeSplit
from app.domain.state import ARMED, HAND, OFFICIAL, RUNNING, SYNCED
from app.domain.times import Duration, Instant, parse_time, seconds
from app.domain.zero_basis import basis_text
from app.usecases.exporting import sheet_of_state
from app.usecases.gun_time import time_of_day
from tests.unit.desk.desks import GUN, Seat, at
from tests.unit.domain.races import MARKS, ONE, PARIS, TWO, times_of
from ui.repairs.zero import (
    SECOND,
    TENTH,
    false_start,
    give_official,
    nudge,
    set_gun,
    start_at_tap,
)
from ui.viewstate.cards import cards
from ui.viewstate.lights import oval
from ui.viewstate.table import table


def shown(seat: Seat, now: str) -> tuple[object, ...]:
    """Return everything on the window that rests on time zero, and the sheet.

    How much of the race is on the disk by now does not.
    """
    frame = seat.desk.frame(at(now))._replace(keeping=None)
    return cards(frame), oval(frame), table(frame), sheet_of_state(seat.live.state)


def test_that_a_nudge_shows_more_and_says_how_much_in_all(seat: Seat) -> None:
    seat.start()
    for _ in range(3):
        nudge(seat.desk, TENTH, at("30"))
    assert seat.said("30") == ("Clock moved by +0.3 s; hand start.", "muted")
    assert seat.desk.frame(at("30")).analysis.elapsed == seconds(30.3)
    assert cards(seat.desk.frame(at("30"))).elapsed.detail == "hand start, moved +0.3"


def test_that_each_nudge_is_a_step_of_its_own(seat: Seat) -> None:
    seat.start()
    nudge(seat.desk, Duration(-SECOND), at("30"))
    nudge(seat.desk, TENTH, at("31"))
    assert seat.said("31")[0] == "Clock moved by \u22120.9 s; hand start."
    seat.desk.undo(at("32"))
    assert seat.desk.frame(at("32")).analysis.elapsed == seconds(31)
    seat.desk.undo(at("33"))
    assert seat.desk.frame(at("33")).analysis.elapsed == seconds(33)


def test_that_nudging_there_and_back_leaves_the_press_as_it_was(seat: Seat) -> None:
    seat.start()
    seat.press(*PARIS[:2])
    before = seat.live.state
    nudge(seat.desk, TENTH, at("2:05"))
    nudge(seat.desk, Duration(-TENTH), at("2:06"))
    assert seat.said("2:06")[0] == "Clock back at the start press; hand start."
    assert seat.live.state._replace(version=before.version) == before


def test_that_there_is_no_clock_to_nudge_before_the_start(seat: Seat) -> None:
    nudge(seat.desk, TENTH, at("-5"))
    assert seat.said("-5") == ("The race has not started.", "alert")
    assert seat.live.state.phase == ARMED


def test_that_a_nudge_past_the_first_split_is_refused_in_a_sentence(seat: Seat) -> None:
    seat.start()
    seat.press("0.5")
    nudge(seat.desk, Duration(-SECOND), at("3"))
    words, tone = seat.said("3")
    assert (words, tone) == ("Lane 1: 409 m would be 0.50 s before the start.", "alert")
    assert times_of(seat.live.state) == [(MARKS[0], seconds(0.5))]


def test_that_everything_moves_with_the_clock_and_nothing_pressed_is_touched(seat: Seat) -> None:
    seat.start()
    seat.press(*PARIS[:3])
    records, before = seat.live.session.engine.records, shown(seat, "3:10")
    projected = seat.desk.frame(at("3:10")).entry.facts.projection
    nudge(seat.desk, SECOND, at("3:05"))
    frame, moved = seat.desk.frame(at("3:10")), shown(seat, "3:10")
    facts = frame.entry.facts
    assert all(one != other for one, other in zip(before, moved, strict=True))
    assert times_of(seat.live.state) == [
        (mark, Duration(parse_time(time) + SECOND))
        for mark, time in zip(MARKS[:3], PARIS[:3], strict=True)
    ]
    assert seat.gaps("3:10") == [0.16, 1.06, 2.5]
    assert projected is not None
    assert facts.projection is not None
    assert facts.projection.finish > projected.finish
    assert frame.analysis.elapsed == seconds(191)
    assert seat.live.session.engine.records[: len(records)] == records
    presses = [each.pressed_at for each in seat.live.state.entries[ONE].splits]
    assert presses == [at(each) for each in PARIS[:3]]
    seat.desk.undo(at("3:09"))
    assert shown(seat, "3:10") == before


@pytest.mark.parametrize(
    ("text", "tolerance", "basis"),
    [("", "0.1", "synced \u00b10.1"), ("whole", "0.5", "synced \u00b10.5")],
)
def test_that_a_gun_at_a_time_of_day_is_time_zero(
    seat: Seat, text: str, tolerance: str, basis: str
) -> None:
    seat.start()
    of_day = time_of_day(seat.live.session.anchor, at("-2"))
    typed = of_day.partition(".")[0] if text else of_day
    assert set_gun(seat.desk, typed, at("20"))
    zero = seat.live.state.zero
    assert zero is not None
    assert (zero.basis, zero.tolerance) == (SYNCED, parse_time(tolerance))
    assert 0 <= at("-2") - zero.at < (SECOND if text else TENTH)
    assert basis_text(seat.live.state) == basis
    assert seat.said("20")[0].endswith(f"; {basis}.")
    seat.desk.undo(at("21"))
    assert seat.live.state.zero is not None
    assert seat.live.state.zero.at == GUN


def test_that_a_gun_at_a_time_of_day_starts_an_armed_race(seat: Seat) -> None:
    assert set_gun(seat.desk, time_of_day(seat.live.session.anchor, at("-2")), at("20"))
    assert seat.live.state.phase == RUNNING
    assert seat.said("20")[0] == "The clock runs; synced \u00b10.1."
    seat.press("1:00")
    assert len(times_of(seat.live.state)) == 1


def test_that_a_gun_still_to_come_is_refused_in_a_sentence(seat: Seat) -> None:
    late = time_of_day(seat.live.session.anchor, at("1:00:00"))
    assert not set_gun(seat.desk, late, at("20"))
    words, tone = seat.said("20")
    assert words.startswith(f"{late} is still to come: this computer's clock says ")
    assert tone == "alert"
    assert seat.live.state.zero is None


def test_that_an_official_time_shifts_the_race(seat: Seat) -> None:
    seat.start()
    seat.press(*PARIS)
    assert give_official(seat.desk, "4:06.66", at("5:00"))
    assert seat.said("5:00") == ("Clock moved by +0.24 s; official.", "muted")
    assert times_of(seat.live.state)[-1] == (MARKS[3], parse_time("4:06.66"))
    assert seat.live.state.zero is not None
    assert seat.live.state.zero.basis == OFFICIAL


def test_that_several_official_times_are_fitted_and_the_residual_is_named(pair: Seat) -> None:
    pair.start()
    for each in PARIS:
        pair.press(each, lane=1)
    for each in ("1:01", "2:01", "3:02", "4:07.00"):
        pair.press(each, lane=2)
    assert give_official(pair.desk, "1 4:06.66", at("5:00"))
    assert give_official(pair.desk, "Lane 2 4:07.40", at("5:10"))
    said = "Clock moved by +0.32 s; official, fitted to 2 times: Lane 1 +0.08, Lane 2 \u22120.08."
    assert pair.said("5:10")[0] == said
    finishes = [pair.live.state.entries[each].splits[-1] for each in (ONE, TWO)]
    assert [each.time(pair.live.state.zero) for each in finishes] == [
        parse_time("4:06.74"),
        parse_time("4:07.32"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4:06.66", 'Official time: found "4:06.66", expected a lane or a name and the time'),
        ("7 4:06.66", 'Official time: found "7 4:06.66", expected a lane or a name and the time'),
        ("Lane 4:06.66", 'Official time: found "Lane 4:06.66", expected a lane or a name'),
        ("Lane 1 4:6x", 'Official time: the time "4:6x" has "x" at character 4'),
        ("", 'Official time: the time "" is empty'),
        ("2 4:06.66", "There is no such finish of Lane 2 in this race."),
    ],
)
def test_that_an_official_time_of_nobody_is_refused(pair: Seat, text: str, said: str) -> None:
    pair.start()
    assert not give_official(pair.desk, text, at("5:00"))
    assert pair.said("5:00")[0].startswith(said)
    assert not pair.live.state.official


def test_that_the_clock_stays_where_the_finish_was_typed(seat: Seat) -> None:
    seat.start()
    for each in PARIS:
        seat.live.edit(TypeSplit(at=at("5:00"), entry=ONE, elapsed=parse_time(each)))
    assert give_official(seat.desk, "4:06.66", at("5:01"))
    assert seat.said("5:01")[0].startswith("Official time of Lane 1 kept; nobody pressed")
    assert basis_text(seat.live.state) == "hand start"


def test_that_a_false_start_is_taken_back_by_one_key_and_kept(seat: Seat) -> None:
    seat.start()
    assert false_start(seat.desk, at("3"))
    assert seat.live.state.phase == ARMED
    assert seat.said("3")[0].startswith("False start: armed again.")
    seat.desk.start(at("40"), "event")
    assert seat.live.state.zero is not None
    assert seat.live.state.zero.at == at("40")
    seat.press("1:40")
    assert times_of(seat.live.state) == [(MARKS[0], seconds(60))]


def test_that_undo_brings_a_false_start_back(seat: Seat) -> None:
    seat.start()
    before = seat.live.state
    false_start(seat.desk, at("3"))
    seat.desk.undo(at("5"))
    assert seat.live.state.zero == before.zero
    assert seat.desk.frame(at("6")).analysis.elapsed == seconds(6)
    seat.desk.redo(at("7"))
    assert seat.live.state.phase == ARMED


def test_that_a_press_after_a_false_start_is_kept_as_a_tap(seat: Seat) -> None:
    seat.start()
    false_start(seat.desk, at("3"))
    seat.press("5")
    assert [each.at for each in seat.live.state.taps] == [at("5")]
    seat.desk.undo(at("6"))
    assert seat.live.state.phase == ARMED
    assert not seat.live.state.taps


def test_that_a_race_with_splits_was_no_false_start(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20")
    assert not false_start(seat.desk, at("1:05"))
    said = "The race has splits; take them back before the start is cancelled."
    assert seat.said("1:05") == (said, "alert")
    assert seat.live.state.phase == RUNNING


def test_that_an_earlier_tap_can_be_the_start(seat: Seat) -> None:
    seat.desk.tap(at("-1.5"), "event")
    seat.start()
    assert start_at_tap(seat.desk, seat.live.state.taps[0].seq, at("10"))
    assert seat.said("10")[0] == "Clock moved by +1.5 s; hand start."
    zero = seat.live.state.zero
    assert zero is not None
    assert (zero.at, zero.basis) == (at("-1.5"), HAND)


def _by_nudge(seat: Seat) -> None:
    nudge(seat.desk, TENTH, at("5:00"))


def _by_gun(seat: Seat) -> None:
    assert set_gun(seat.desk, time_of_day(seat.live.session.anchor, at("-2")), at("5:00"))


def _by_official(seat: Seat) -> None:
    assert give_official(seat.desk, "4:07", at("5:00"))


@pytest.mark.parametrize("move", [_by_nudge, _by_gun, _by_official])
def test_that_undo_and_redo_of_any_move_are_each_others_opposite(
    seat: Seat, move: Callable[[Seat], None]
) -> None:
    seat.start()
    seat.press(*PARIS)
    before = seat.live.state
    move(seat)
    moved = seat.live.state
    seat.desk.undo(at("5:01"))
    assert seat.live.state._replace(version=0) == before._replace(version=0)
    seat.desk.redo(at("5:02"))
    assert seat.live.state._replace(version=0) == moved._replace(version=0)
    assert Instant(moved.zero.at if moved.zero else 0) != GUN
