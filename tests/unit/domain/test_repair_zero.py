"""Where is time zero after it was put right, and when may it not be moved there?"""

import pytest

from app.domain import commands as cm
from app.domain import repair_commands as rc
from app.domain import repair_events as rp
from app.domain.course import MILE
from app.domain.decide import decide
from app.domain.events import EVENT_STAMP, Planned, Started, TapTaken
from app.domain.refusals import (
    AlreadyStarted,
    NegativeTime,
    NotStarted,
    Refusal,
    SplitsAfterStart,
    UnknownEntry,
    UnknownSplit,
    WouldDisorder,
)
from app.domain.state import (
    ARMED,
    HAND,
    IMPORTED,
    OFFICIAL,
    RUNNING,
    SYNCED,
    SessionState,
    TimeZero,
)
from app.domain.times import Duration, Instant, between, seconds
from app.domain.zero_basis import basis_name
from app.domain.zero_fit import mean, middle, official_residuals, official_zeros
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    PHASES,
    PLANNED,
    STARTED,
    TWO,
    ZERO,
    Moment,
    at,
    given,
    known,
    pressed,
    setup,
    time,
    times_of,
    typed,
)

LATE = at("6:00")
TENTH = Duration(100_000_000)
THREE_IDS = (ONE, TWO, type(ONE)("three"))
FINISHED = PHASES["finished"]


def then(moments: tuple[Moment, ...], *commands: rc.RepairCommand | cm.Start) -> SessionState:
    """Return the state after the moments and the commands, each decided and folded in turn."""
    for command in commands:
        events = decide(given(*moments), command)
        moments = (*moments, *((command.at, event) for event in events))
    return known(*moments)


def splits(state: SessionState) -> list[Duration]:
    return [each for _, each in times_of(state)]


def test_that_a_start_two_seconds_late_is_nudged_and_the_presses_stay() -> None:
    late = (PLANNED, STARTED, pressed("57.90"), pressed("1:58.45"))
    state = then(late, rc.NudgeZero(LATE, seconds(2.3)))
    assert splits(state) == [time("1:00.20"), time("2:00.75")]
    assert state.zero == TimeZero(at("-2.3"), HAND)
    assert state.started == ZERO
    assert [each.pressed_at for each in state.entries[ONE].splits] == [at("57.90"), at("1:58.45")]


def test_that_a_nudge_there_and_back_is_none() -> None:
    there = rc.NudgeZero(LATE, seconds(1))
    back = rc.NudgeZero(LATE, Duration(-seconds(1)))
    before, after = known(*FINISHED), then(FINISHED, there, back)
    assert (after.zero, after.entries) == (before.zero, before.entries)


def test_that_a_nudge_by_nothing_is_nothing() -> None:
    assert decide(given(*FINISHED), rc.NudgeZero(LATE, Duration(0))) == ()


def test_that_a_nudge_keeps_what_the_clock_rests_on() -> None:
    state = then(FINISHED, rc.SyncClock(LATE, time("6:00.5")), rc.NudgeZero(LATE, TENTH))
    assert state.zero == TimeZero(at("-0.6"), SYNCED, TENTH)
    assert state.syncs == ()


def test_that_typed_times_stay_when_zero_moves() -> None:
    moments = (PLANNED, STARTED, pressed("58"), typed("2:00.75", MARKS[1]))
    state = then(moments, rc.NudgeZero(LATE, seconds(2)))
    assert splits(state) == [time("1:00"), time("2:00.75")]


def test_that_zero_does_not_move_a_press_past_a_typed_time() -> None:
    moments = (PLANNED, STARTED, pressed("58"), typed("1:00", MARKS[1]))
    with pytest.raises(WouldDisorder) as refused:
        then(moments, rc.NudgeZero(LATE, seconds(2)))
    assert str(refused.value) == (
        "Lane 1: 809 m would be at 1:00.00, not later than 1:00.00 at 409 m."
    )


@pytest.mark.parametrize(
    "command",
    [
        rc.NudgeZero(LATE, Duration(-seconds(60.2))),
        rc.SetZero(LATE, at("1:00.20"), TENTH),
        rc.SyncClock(at("1:10"), seconds(9.8)),
    ],
)
def test_that_no_split_comes_before_the_start(command: rc.RepairCommand) -> None:
    with pytest.raises(NegativeTime, match=r"409 m would be 0\.00 s before the start"):
        then(FINISHED, command)


def test_that_a_sync_press_puts_zero_where_the_clock_says() -> None:
    state = then(FINISHED, rc.SyncClock(at("3:00"), time("3:02.3")))
    assert state.zero == TimeZero(at("-2.3"), SYNCED, TENTH)
    assert splits(state)[0] == time("1:02.50")


def test_that_two_sync_presses_count_by_their_mean_and_show_their_agreement() -> None:
    state = then(
        FINISHED, rc.SyncClock(at("3:00"), time("3:02.3")), rc.SyncClock(at("3:30"), time("3:32.4"))
    )
    assert state.zero == TimeZero(at("-2.35"), SYNCED, Duration(70_000_000))
    first, second = state.syncs
    assert between(second.zero, first.zero) == TENTH


def test_that_a_nudge_after_sync_presses_that_disagree_makes_the_clock_no_surer() -> None:
    apart = rc.SyncClock(at("3:00"), time("3:02.3")), rc.SyncClock(at("3:30"), time("3:40.3"))
    before = then(FINISHED, *apart)
    after = then(FINISHED, *apart, rc.NudgeZero(LATE, TENTH))
    assert (basis_name(before), basis_name(after)) == ("synced \u00b14.0", "synced \u00b14.0")


def test_that_a_clock_in_sight_shows_no_less_than_nothing() -> None:
    with pytest.raises(NegativeTime, match="the clock in sight: found -1"):
        then(FINISHED, rc.SyncClock(LATE, Duration(-seconds(1))))


@pytest.mark.parametrize(
    "command", [rc.SyncClock(at("30"), time("30")), rc.SetZero(LATE, ZERO, TENTH)]
)
def test_that_a_missed_start_is_made_up_from_another_clock(command: rc.RepairCommand) -> None:
    state = then((PLANNED,), command)
    assert (state.zero, state.phase, state.started) == (
        TimeZero(ZERO, SYNCED, TENTH),
        RUNNING,
        None,
    )
    with pytest.raises(AlreadyStarted):
        decide(state, cm.Start(at=LATE, stamp=EVENT_STAMP))


def test_that_zero_is_set_to_a_time_of_day() -> None:
    state = then(FINISHED, rc.SetZero(LATE, at("-0.49"), Duration(0)))
    assert state.zero == TimeZero(at("-0.49"), SYNCED, Duration(0))
    assert splits(state)[-1] == time("4:06.91")


TAPPED = (PLANNED, (at("-2.3"), TapTaken(EVENT_STAMP)), STARTED, pressed("57.90"))


def test_that_the_start_was_at_a_tap_before_the_start_press() -> None:
    state = then(TAPPED, rc.StartAtTap(LATE, 2))
    assert state.zero == TimeZero(at("-2.3"), HAND)
    assert state.taps == ()
    assert splits(state) == [time("1:00.20")]
    assert state.started == ZERO


def test_that_a_tap_starts_a_race_whose_start_nobody_pressed() -> None:
    state = then((PLANNED, (ZERO, TapTaken(EVENT_STAMP))), rc.StartAtTap(at("5"), 2))
    assert (state.zero, state.started, state.phase) == (TimeZero(ZERO, HAND), ZERO, RUNNING)


@pytest.mark.parametrize("phase", ["armed", "running", "finished"])
def test_that_a_start_at_a_tap_needs_the_tap(phase: str) -> None:
    with pytest.raises(UnknownSplit, match="There is no such tap in this race"):
        then(PHASES[phase], rc.StartAtTap(LATE, 1))


def test_that_a_tap_behind_a_split_is_no_start() -> None:
    moments = (*PHASES["running"], (at("1:05"), TapTaken(EVENT_STAMP)))
    with pytest.raises(NegativeTime):
        then(moments, rc.StartAtTap(LATE, 4))


def test_that_one_official_time_shifts_the_race() -> None:
    state = then(FINISHED, rc.GiveOfficial(LATE, ONE, time("4:06.91")))
    assert state.zero == TimeZero(at("-0.49"), OFFICIAL, Duration(0))
    assert splits(state)[-1] == time("4:06.91")
    assert state.official == {ONE: time("4:06.91")}
    assert official_residuals(state) == {ONE: 0}


def field(*finishes: str) -> tuple[Moment, ...]:
    planned: Moment = (at("-60"), Planned(setup(entries=THREE_IDS)))
    presses = [
        pressed(lap, entry)
        for entry, finish in zip(THREE_IDS, finishes, strict=True)
        for lap in (*PARIS[:3], finish)
    ]
    return (planned, STARTED, *presses)


THREE = field("4:05", "4:06", "4:07")
OFFICIALS = [
    rc.GiveOfficial(LATE, entry, time(text))
    for entry, text in zip(THREE_IDS, ("4:05.30", "4:06.50", "4:09"), strict=True)
]


def test_that_of_three_official_times_the_middle_one_counts() -> None:
    state = then(THREE, *OFFICIALS)
    assert state.zero == TimeZero(at("-0.5"), OFFICIAL, Duration(0))
    assert official_residuals(state) == dict(
        zip(THREE_IDS, (seconds(0.2), 0, -seconds(1.5)), strict=True)
    )


def test_that_of_two_official_times_the_mean_counts() -> None:
    state = then(THREE, *OFFICIALS[:2])
    assert state.zero == TimeZero(at("-0.4"), OFFICIAL, Duration(0))
    assert list(official_residuals(state).values()) == [TENTH, -TENTH]


def test_that_a_nudge_before_makes_no_difference_to_official_times() -> None:
    assert (
        then(THREE, rc.NudgeZero(LATE, seconds(3)), *OFFICIALS).zero == then(THREE, *OFFICIALS).zero
    )


def test_that_a_nudge_after_shows_in_the_residuals() -> None:
    state = then(FINISHED, rc.GiveOfficial(LATE, ONE, time("4:06.91")), rc.NudgeZero(LATE, TENTH))
    assert state.zero == TimeZero(at("-0.59"), OFFICIAL, Duration(0))
    assert official_residuals(state) == {ONE: TENTH}


def test_that_an_official_time_of_a_typed_finish_moves_nothing() -> None:
    moments = (PLANNED, STARTED, typed("4:06.42", MILE))
    state = then(moments, rc.GiveOfficial(LATE, ONE, time("4:06.91")))
    assert state.zero == TimeZero(ZERO, HAND)
    assert state.official == {ONE: time("4:06.91")}


def test_that_there_are_no_residuals_before_the_start_or_for_athletes_who_left() -> None:
    assert official_residuals(known(PLANNED)) == {}
    assert official_zeros(known(*FINISHED), {TWO: time("4:06")}) == {}


@pytest.mark.parametrize(
    ("moments", "command", "refusal"),
    [
        (FINISHED, rc.GiveOfficial(LATE, TWO, time("4:06")), UnknownEntry),
        (FINISHED, rc.GiveOfficial(LATE, ONE, Duration(0)), NegativeTime),
        (PHASES["running"], rc.GiveOfficial(LATE, ONE, time("4:06")), UnknownSplit),
        (PHASES["armed"], rc.GiveOfficial(LATE, ONE, time("4:06")), UnknownSplit),
        (PHASES["armed"], rc.NudgeZero(LATE, TENTH), NotStarted),
        (PHASES["armed"], rc.CancelStart(LATE), NotStarted),
        (PHASES["running"], rc.CancelStart(LATE), SplitsAfterStart),
        (FINISHED, rc.CancelStart(LATE), SplitsAfterStart),
    ],
)
def test_that_zero_is_left_alone_where_there_is_no_ground_to_move_it(
    moments: tuple[Moment, ...], command: rc.RepairCommand, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        decide(given(*moments), command)


def test_that_a_false_start_leaves_the_race_armed_and_startable() -> None:
    tap = (at("1"), TapTaken(EVENT_STAMP))
    moments = (PLANNED, STARTED, tap, (at("2"), rp.MarkMissed(ONE, MARKS[0])))
    armed = then(moments, rc.CancelStart(at("5")))
    assert (armed.phase, armed.zero, armed.started) == (ARMED, None, None)
    assert armed.entries == known(PLANNED).entries
    assert [each.at for each in armed.taps] == [at("1")]
    again = then(moments, rc.CancelStart(at("5")), cm.Start(at=at("90"), stamp=EVENT_STAMP))
    assert (again.zero, again.started) == (TimeZero(at("90"), HAND), at("90"))


def test_that_time_zero_rests_on_nothing_unheard_of() -> None:
    with pytest.raises(Refusal, match="time zero: found guess, expected one of hand, imported"):
        given(*FINISHED, (LATE, rp.ZeroMoved(ZERO, "guess", TENTH)))
    state = known(*FINISHED, (LATE, rp.ZeroMoved(ZERO, IMPORTED, TENTH)))
    assert state.zero == TimeZero(ZERO, IMPORTED, TENTH)


@pytest.mark.parametrize("phase", ["armed", "running", "finished"])
def test_that_a_second_start_is_no_repair(phase: str) -> None:
    if phase == "armed":
        assert decide(given(PLANNED), cm.Start(at=ZERO, stamp=EVENT_STAMP)) == (
            Started(EVENT_STAMP),
        )
        return
    with pytest.raises(AlreadyStarted):
        decide(given(*PHASES[phase]), cm.Start(at=LATE, stamp=EVENT_STAMP))


def test_that_means_and_middles_are_exact_where_a_float_is_not() -> None:
    far = 2**61
    assert mean([Instant(far + 1), Instant(far + 3)]) == far + 2
    assert mean([Instant(1), Instant(2)]) == 2
    assert middle([Instant(far + 5), Instant(far + 1), Instant(far + 2)]) == far + 2
    assert middle([Instant(far + 1), Instant(far + 9), Instant(far + 3), Instant(0)]) == far + 2
    assert middle([Instant(far)]) == far


def test_that_an_estimate_moves_with_the_presses_it_lies_between() -> None:
    """A time that was read off a clock stays: it never was an instant of ours."""
    marks = known(PLANNED).plan.course.marks
    running = (PLANNED, STARTED, pressed("57.90"), pressed("2:58.90"))
    state = then(
        (*running, typed("4:00.00", marks[3])),
        rc.InsertSplit(LATE, ONE, marks[1], time("1:58.40"), estimated=True),
        rc.NudgeZero(LATE, seconds(2.3)),
    )
    found = [time("1:00.20"), time("2:00.70"), time("3:01.20"), time("4:00.00")]
    assert splits(state) == found
    assert [each.estimated for each in state.entries[ONE].splits] == [False, True, False, False]
