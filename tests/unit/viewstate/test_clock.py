from collections.abc import Sequence

import pytest

from app.analysis.tap_school import Hand, Touch
from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.state import SessionState
from app.domain.times import Duration, seconds
from app.engine.clocks import Anchor
from app.usecases.gun_time import time_of_day
from app.usecases.operator_bias import Bias
from tests.unit.domain.races import (
    ONE,
    PARIS,
    PLANNED,
    STARTED,
    TWO,
    ZERO,
    Moment,
    at,
    known,
    numbered,
    pressed,
    setup,
    time,
)
from ui.viewstate.clock import Aborted, Line, aborted_starts, clock_panel
from ui.viewstate.tones import ALERT, MUTED

ANCHOR = Anchor(ZERO, 1_750_000_000_000_000_000, "boot", "CLOCK_BOOTTIME")
PAIR: Moment = (at("-60"), ev.Planned(setup(entries=(ONE, TWO))))


def lines(state: SessionState, label: str, records: Sequence[ev.Record] = ()) -> list[Line]:
    """Return the lines of a live panel that stand under a label."""
    found = clock_panel(state, records, ANCHOR, live=True).lines
    return [each for each in found if each.label.startswith(label)]


def test_that_a_panel_says_what_the_times_rest_on_and_how_far_they_were_moved() -> None:
    state = known(PLANNED, STARTED, (at("5"), rp.ZeroMoved(at("-0.3"), "hand", Duration(0))))
    view = clock_panel(state, (), ANCHOR, live=True)
    assert (view.basis, view.moved) == ("hand start, moved +0.3", "+0.30 s from the start press")
    press, zero = time_of_day(ANCHOR, ZERO), time_of_day(ANCHOR, at("-0.3"))
    assert view.lines == (
        Line("Start press", press),
        Line("Time zero", f"{zero} by this computer's clock"),
    )


def test_that_nobody_knows_times_of_day_without_an_anchor() -> None:
    timeless = ANCHOR._replace(wall_utc_ns=0)
    state = known(PLANNED, STARTED)
    assert clock_panel(state, live=False).lines == ()
    assert clock_panel(state, (), timeless, live=True).lines == ()


def test_that_a_clock_without_a_start_press_has_a_time_zero_only() -> None:
    state = known(PLANNED, (at("10"), rp.ClockSynced(seconds(10))))
    assert [each.label for each in clock_panel(state, (), ANCHOR, live=True).lines] == [
        "Time zero",
        "Sync 1",
    ]


@pytest.mark.parametrize(
    ("moments", "can_cancel", "why"),
    [
        ((), False, "the race has not started"),
        ((STARTED,), True, ""),
        ((STARTED, pressed(PARIS[0])), False, "the race has splits"),
    ],
)
def test_that_a_false_start_can_be_told_until_the_first_split(
    moments: tuple[Moment, ...], can_cancel: bool, why: str
) -> None:
    view = clock_panel(known(PLANNED, *moments), live=True)
    assert (view.can_cancel, view.why) == (can_cancel, why)
    assert view.started is bool(moments)


def test_that_sync_presses_stand_with_their_agreement() -> None:
    two = ((at("10"), rp.ClockSynced(seconds(12))), (at("20"), rp.ClockSynced(seconds(22.1))))
    assert lines(known(PLANNED, STARTED, *two[:1]), "Sync") == [
        Line("Sync 1", "showed 12.0 \u00b7 0.00 s")
    ]
    found = clock_panel(known(PLANNED, STARTED, *two), live=True).lines
    assert found == (
        Line("Sync 1", "showed 12.0 \u00b7 \u22120.05 s"),
        Line("Sync 2", "showed 22.1 \u00b7 +0.05 s"),
        Line("", "2 presses agree to 0.10 s"),
    )


def test_that_sync_presses_that_cannot_both_be_right_are_an_alert() -> None:
    state = known(
        PLANNED,
        STARTED,
        (at("10"), rp.ClockSynced(seconds(12))),
        (at("20"), rp.ClockSynced(seconds(23))),
    )
    words = "2 presses differ by 1.00 s: one of them is wrong"
    assert clock_panel(state, live=True).lines[-1] == Line("", words, ALERT)


def test_that_official_times_stand_with_their_residuals() -> None:
    state = known(
        PAIR,
        STARTED,
        *(pressed(each) for each in PARIS),
        *(pressed(each, TWO) for each in ("1:01", "2:01", "3:02", "4:07.00")),
        (at("5:00"), rp.OfficialGiven(ONE, time("4:06.66"))),
        (at("5:00"), rp.ZeroMoved(at("-0.24"), "official", Duration(0))),
    )
    assert lines(state, "Official") == [
        Line("Official", "Lane 1 4:06.66 \u00b7 pressed 0.00 s", athlete="Lane 1"),
        Line("Official", "Lane 2: not given", MUTED, athlete="Lane 2"),
    ]
    both = known(
        PAIR,
        STARTED,
        *(pressed(each) for each in PARIS[:3]),
        (at("5:00"), ev.SplitTyped(ONE, setup().plan.course.distance, time("4:06.42"))),
        (at("5:00"), rp.OfficialGiven(ONE, time("4:06.66"))),
    )
    words = "Lane 1 4:06.66 \u00b7 the finish was not pressed"
    assert lines(both, "Official") == [Line("Official", words, athlete="Lane 1")]


def test_that_the_bias_of_the_hand_is_named() -> None:
    bias = Bias(seconds(-0.24), seconds(0.06), 5, 0)
    view = clock_panel(known(PLANNED), bias=bias, live=True)
    said = "Your hand times are 0.24 s fast (5 finishes, \u00b10.06)."
    assert view.lines == (Line("Your hand", said),)


def test_that_taps_before_the_first_split_offer_to_be_the_start() -> None:
    early = (at("-2"), ev.TapTaken(ev.EVENT_STAMP))
    late = (at("90"), ev.TapTaken(ev.EVENT_STAMP))
    assert lines(known(PLANNED, early), "Tap") == [
        Line("Tap", "kept before the start: click if the start was here", tap=2)
    ]
    running = known(PLANNED, early, STARTED, pressed(PARIS[0]), late)
    assert lines(running, "Tap") == [
        Line("Tap", "2.00 s before time zero: click if the start was here", tap=2)
    ]
    assert clock_panel(running, live=False).lines == ()


CANCELLED = rp.StartCancelled()


def test_that_false_starts_are_listed_from_the_journal() -> None:
    run = numbered(
        PLANNED,
        STARTED,
        (at("3.2"), CANCELLED),
        (at("30"), rp.ClockSynced(seconds(10))),
        (at("31"), CANCELLED),
        (at("32"), rp.ZeroMoved(at("25"), "synced", seconds(0.5))),
        (at("33"), CANCELLED),
        (at("40"), ev.Started(ev.EVENT_STAMP)),
    )
    assert aborted_starts(run) == (
        Aborted(ZERO, at("3.2")),
        Aborted(at("20"), at("31")),
        Aborted(at("25"), at("33")),
    )
    newest = lines(known(PLANNED, STARTED), "False start", run)[0]
    assert newest == Line(
        "False start", f"{time_of_day(ANCHOR, at('25'))}, cancelled after 8.0 s", MUTED
    )


def test_that_a_false_start_that_was_taken_back_is_none() -> None:
    run = numbered(PLANNED, STARTED, (at("3.2"), CANCELLED), (at("4"), ev.Voided(3)))
    assert aborted_starts(run) == ()


def test_that_a_panel_says_what_the_tap_school_found_beside_what_official_times_say() -> None:
    hand = Hand(Touch(seconds(0.21), seconds(0.03), 8), Touch(seconds(-0.03), seconds(0.04), 16))
    state, bias = known(PLANNED, STARTED), Bias(seconds(-0.2), None, 1, 0)
    found = clock_panel(state, (), ANCHOR, bias, hand, live=True).lines
    said = [(each.label, each.words) for each in found if each.label in ("Your hand", "Tap school")]
    assert said == [
        ("Your hand", "Your hand times are 0.20 s fast (1 finish)."),
        ("Tap school", "Times by your hand are 0.24 s fast: right within \u00b1 0.4 s."),
    ]
    replayed = clock_panel(state, (), ANCHOR, None, hand, live=False).lines
    assert not [each for each in replayed if each.label == "Tap school"]
