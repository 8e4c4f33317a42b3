"""What becomes of splits on the wrong mark or athlete, and of taps that are named later?"""

import pytest

from app.domain import commands as cm
from app.domain import repair_commands as rc
from app.domain import repair_events as rp
from app.domain.course import LAP_400, MILE, Distance, every
from app.domain.decide import decide
from app.domain.events import EVENT_STAMP, Planned, SplitTyped, TapTaken
from app.domain.plan import EntryId
from app.domain.refusals import (
    BadPlan,
    MarkBeyondDistance,
    MarksInUse,
    NegativeTime,
    NoMarkLeft,
    NotAMark,
    NotStarted,
    RaceFinished,
    Refusal,
    SplitsAfterStart,
    UnknownEntry,
    UnknownSplit,
    WouldDisorder,
)
from app.domain.state import DNF, DNS, FINISHED, RUNNING, SessionState
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    PHASES,
    PLANNED,
    STARTED,
    TWO,
    TWO_MARKS_SETUP,
    Moment,
    at,
    given,
    known,
    mile,
    pressed,
    setup,
    time,
    times_of,
    typed,
)

LATE = at("6:00")
NOBODY = EntryId("nobody")
RACE = PHASES["finished"]
BOTH: tuple[Moment, ...] = ((at("-60"), Planned(setup(entries=(ONE, TWO)))), STARTED)
ALL = list(zip(MARKS, map(time, PARIS), strict=True))


def then(moments: tuple[Moment, ...], *commands: rc.RepairCommand | cm.TypeSplit) -> SessionState:
    """Return the state after the moments and the commands, each decided and folded in turn."""
    for command in commands:
        events = decide(given(*moments), command)
        moments = (*moments, *((command.at, event) for event in events))
    return known(*moments)


def number(state: SessionState, mark: Distance, entry: EntryId = ONE) -> int:
    """Return the number of the split at `mark`."""
    return next(each.seq for each in state.entries[entry].splits if each.mark == mark)


def shown(state: SessionState, entry: EntryId = ONE) -> list[tuple[int, str]]:
    """Return the places of the marks, from 1, and the times there."""
    return [
        (MARKS.index(mark) + 1, next(t for t in TEXTS if time(t) == elapsed))
        for mark, elapsed in times_of(state, entry)
    ]


TEXTS = (*PARIS, "1:00.9", "1:01", "2:02", "3:03", "4:08", "50", "1:30")


def tapped(text: str) -> Moment:
    return at(text), TapTaken(EVENT_STAMP)


def test_that_a_missed_passage_is_put_in_and_the_presses_move_on() -> None:
    moments = (PLANNED, STARTED, pressed(PARIS[0]), pressed(PARIS[2]), pressed(PARIS[3]))
    assert known(*moments).phase == RUNNING
    state = then(moments, rc.InsertSplit(LATE, ONE, MARKS[1], time(PARIS[1])))
    assert times_of(state) == ALL
    assert state.phase == FINISHED
    inserted = state.entries[ONE].splits[1]
    assert (inserted.stamp, inserted.estimated, inserted.edited) == ("typed", False, False)


def test_that_an_estimate_is_known_as_one_until_it_is_typed_over() -> None:
    moments = (PLANNED, STARTED, pressed(PARIS[0]), pressed(PARIS[2]))
    guess = rc.InsertSplit(LATE, ONE, MARKS[1], time("2:02"), estimated=True)
    assert then(moments, guess).entries[ONE].splits[1].estimated
    state = then(moments, guess, cm.TypeSplit(LATE, ONE, time(PARIS[1]), MARKS[1]))
    assert not state.entries[ONE].splits[1].estimated
    assert times_of(state) == ALL[:3]


def test_that_a_split_is_put_in_before_any_start() -> None:
    state = then((PLANNED,), rc.InsertSplit(LATE, ONE, MARKS[1], time("2:02")))
    assert shown(state) == [(2, "2:02")]


def test_that_a_double_press_is_taken_out_and_the_presses_move_back() -> None:
    presses = (PARIS[0], "1:00.9", *PARIS[1:3])
    moments = (PLANNED, STARTED, *map(pressed, presses), tapped(PARIS[3]))
    double = rc.DeleteSplit(LATE, number(known(*moments), MARKS[1]))
    state = then(moments, double)
    assert times_of(state) == ALL[:3]
    (finish,) = state.taps
    assert times_of(then(moments, double, rc.AssignTap(LATE, finish.seq, ONE))) == ALL


def test_that_a_typed_split_stays_where_a_press_before_it_is_taken_out() -> None:
    moments = (PLANNED, STARTED, pressed(PARIS[0]), typed(PARIS[2], MARKS[2]))
    assert shown(then(moments, rc.DeleteSplit(LATE, 3))) == [(3, PARIS[2])]


def test_that_a_mark_missed_live_is_passed_over_by_the_next_press() -> None:
    moments = (PLANNED, STARTED, pressed(PARIS[0]), (at("2:10"), rp.MarkMissed(ONE, MARKS[1])))
    assert decide(given(*moments[:3]), rc.MissMark(at("2:10"), ONE)) == (moments[3][1],)
    state = known(*moments, pressed(PARIS[2]))
    assert shown(state) == [(1, PARIS[0]), (3, PARIS[2])]
    assert state.entries[ONE].missed == (MARKS[1],)


def test_that_a_mark_missed_afterwards_moves_the_presses_on() -> None:
    moments = (PLANNED, STARTED, *map(pressed, (PARIS[0], *PARIS[2:])))
    state = then(moments, rc.MissMark(LATE, ONE, MARKS[1]))
    assert times_of(state) == [ALL[0], *ALL[2:]]
    assert (state.entries[ONE].missed, state.phase) == ((MARKS[1],), FINISHED)


def test_that_a_mark_is_missed_once() -> None:
    moments = (*PHASES["running"], (LATE, rp.MarkMissed(ONE, MARKS[1])))
    assert decide(given(*moments), rc.MissMark(LATE, ONE, MARKS[1])) == ()
    assert decide(given(*moments), rc.MissMark(LATE, ONE)) == (rp.MarkMissed(ONE, MARKS[2]),)
    assert known(*moments, moments[-1]).entries == known(*moments).entries


MISSED = (PLANNED, STARTED, pressed(PARIS[0]), (at("2:10"), rp.MarkMissed(ONE, MARKS[1])))


@pytest.mark.parametrize(
    "filling",
    [
        rc.InsertSplit(LATE, ONE, MARKS[1], time(PARIS[1])),
        cm.TypeSplit(LATE, ONE, time(PARIS[1]), MARKS[1]),
        rc.AssignTap(LATE, 6, ONE),
    ],
)
def test_that_a_mark_that_was_missed_takes_its_time_later(
    filling: rc.RepairCommand | cm.TypeSplit,
) -> None:
    state = then((*MISSED, pressed(PARIS[2]), tapped(PARIS[1])), filling)
    assert times_of(state) == ALL[:3]
    assert state.entries[ONE].missed == ()


def test_that_a_missed_mark_may_take_the_press_behind_it() -> None:
    state = then((*MISSED, pressed(PARIS[1])), rc.ChangeMark(LATE, 5, MARKS[1]))
    assert times_of(state) == ALL[:2]
    assert state.entries[ONE].missed == ()


def test_that_the_first_press_was_at_another_mark() -> None:
    moments = (PLANNED, STARTED, pressed(PARIS[1]))
    state = then(moments, rc.ChangeMark(LATE, 3, MARKS[1]))
    assert times_of(state) == [ALL[1]]
    assert state.next_mark(state.entries[ONE]) == MARKS[2]
    assert times_of(then((*moments, pressed(PARIS[2])), rc.ChangeMark(LATE, 4, MARKS[2]))) == [
        (MARKS[0], time(PARIS[1])),
        ALL[2],
    ]
    assert decide(given(*moments), rc.ChangeMark(LATE, 3, MARKS[0])) == ()


def test_that_a_changed_mark_keeps_the_times_rising() -> None:
    moments = (PLANNED, STARTED, *map(pressed, PARIS[:2]))
    with pytest.raises(WouldDisorder):
        then(moments, rc.ChangeMark(LATE, 3, MARKS[3]))


def test_that_a_taken_mark_is_not_there_to_change_to() -> None:
    moments = (PLANNED, STARTED, *map(pressed, PARIS[:2]))
    with pytest.raises(NotAMark) as refused:
        then(moments, rc.ChangeMark(LATE, 3, MARKS[1]))
    assert str(refused.value) == (
        "809.344 m is not a mark of this race, expected one of 409.344 m, 1209.344 m, 1609.344 m."
    )


# Lane 1 passed in the times of Paris; the 809 of it was pressed on the key of lane 2.
WRONG_KEY = (
    *BOTH,
    pressed(PARIS[0]),
    pressed("1:01", TWO),
    pressed(PARIS[1], TWO),
    pressed("2:02", TWO),
    pressed(PARIS[2]),
)


@pytest.mark.parametrize("back", [False, True])
def test_that_a_press_for_another_lane_moves_there_and_back(back: bool) -> None:
    there = rc.MoveSplit(LATE, 5, ONE)
    state = then(WRONG_KEY, there)
    assert shown(state) == [(1, PARIS[0]), (2, PARIS[1]), (3, PARIS[2])]
    assert shown(state, TWO) == [(1, "1:01"), (2, "2:02")]
    if back:
        state = then(WRONG_KEY, there, rc.MoveSplit(LATE, 5, TWO))
        assert state.entries == known(*WRONG_KEY).entries


def test_that_a_typed_split_moves_to_the_same_mark_of_the_other() -> None:
    moments = (*BOTH, (LATE, SplitTyped(TWO, MARKS[1], time("2:02"))))
    assert shown(then(moments, rc.MoveSplit(LATE, 3, ONE))) == [(2, "2:02")]
    taken = (*moments, (LATE, SplitTyped(ONE, MARKS[1], time("2:02"))))
    with pytest.raises(NoMarkLeft, match="Lane 1"):
        then(taken, rc.MoveSplit(LATE, 3, ONE))


def test_that_a_split_stays_with_its_own_athlete() -> None:
    assert decide(given(*WRONG_KEY), rc.MoveSplit(LATE, 5, TWO)) == ()


def test_that_two_who_were_taken_for_each_other_are_exchanged_from_a_mark_on() -> None:
    moments = (
        *BOTH,
        pressed(PARIS[0]),
        pressed("1:01", TWO),
        pressed("2:02"),
        pressed(PARIS[1], TWO),
        pressed(PARIS[2], TWO),
        (at("3:20"), rp.MarkMissed(ONE, MARKS[2])),
    )
    swap = rc.SwapEntries(LATE, ONE, TWO, MARKS[1])
    state = then(moments, swap)
    assert times_of(state) == ALL[:3]
    assert shown(state, TWO) == [(1, "1:01"), (2, "2:02")]
    assert (state.entries[ONE].missed, state.entries[TWO].missed) == ((), (MARKS[2],))
    assert then(moments, swap, swap).entries == known(*moments).entries


@pytest.mark.parametrize(
    "swap", [rc.SwapEntries(LATE, ONE, ONE, MARKS[0]), rc.SwapEntries(LATE, ONE, TWO, MILE)]
)
def test_that_a_swap_of_nothing_is_nothing(swap: rc.SwapEntries) -> None:
    assert decide(given(*WRONG_KEY), swap) == ()


def test_that_a_swap_keeps_the_times_rising() -> None:
    moments = (*BOTH, pressed("1:30"), pressed("50", TWO), pressed("1:01", TWO))
    with pytest.raises(WouldDisorder, match=r"Lane 1: 809 m would be at 1:01\.00"):
        then(moments, rc.SwapEntries(LATE, ONE, TWO, MARKS[1]))


def test_that_taps_are_named_in_the_order_of_finish() -> None:
    moments = (*BOTH, tapped("1:00.9"), tapped("1:01"))
    state = then(moments, rc.AssignTap(LATE, 3, TWO), rc.AssignTap(LATE, 4, ONE))
    assert (shown(state), shown(state, TWO)) == ([(1, "1:01")], [(1, "1:00.9")])
    assert state.taps == ()
    split = state.entries[TWO].splits[0]
    assert (split.seq, split.pressed_at, split.by_hand) == (3, at("1:00.9"), True)


def test_that_an_earlier_tap_moves_the_presses_behind_it() -> None:
    moments = (PLANNED, STARTED, pressed(PARIS[1]), tapped(PARIS[2]), tapped(PARIS[0]))
    assert times_of(then(moments, rc.AssignTap(LATE, 5, ONE))) == ALL[:2]


@pytest.mark.parametrize("before", ["-2", "0"])
def test_that_a_tap_before_the_start_is_nobodys(before: str) -> None:
    moments = (PLANNED, tapped(before), STARTED)
    with pytest.raises(NegativeTime, match="the tap would be"):
        then(moments, rc.AssignTap(LATE, 2, ONE))
    assert then(moments, rc.DropTap(LATE, 2)).taps == ()


def test_that_a_tap_behind_the_finish_has_no_mark() -> None:
    with pytest.raises(NoMarkLeft):
        then((*RACE, tapped("4:08")), rc.AssignTap(LATE, 7, ONE))


@pytest.mark.parametrize(("status", "phase"), [(DNF, FINISHED), (DNS, FINISHED)])
@pytest.mark.parametrize("moments", [(PLANNED,), PHASES["running"], RACE])
def test_that_an_athlete_is_out_and_in_again(
    moments: tuple[Moment, ...], status: str, phase: str
) -> None:
    state = then(moments, rc.Withdraw(LATE, ONE, status))
    assert (state.status(state.entries[ONE]), state.phase) == (status, phase)
    assert times_of(state) == times_of(known(*moments))
    again = then(moments, rc.Withdraw(LATE, ONE, status), rc.Withdraw(LATE, ONE, ""))
    assert again.entries == known(*moments).entries
    assert decide(given(*moments), rc.Withdraw(LATE, ONE, "")) == ()


def test_that_nobody_is_out_for_another_reason() -> None:
    with pytest.raises(BadPlan, match="the status: found lapped, expected dnf, dns or nothing"):
        then(RACE, rc.Withdraw(LATE, ONE, "lapped"))


SECOND = time("1")


@pytest.mark.parametrize("phase", ["armed", "running", "finished"])
@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (rc.InsertSplit(LATE, NOBODY, MARKS[0], SECOND), UnknownEntry),
        (rc.InsertSplit(LATE, ONE, MARKS[0], time("0")), NegativeTime),
        (rc.InsertSplit(LATE, ONE, Distance(5), SECOND), NotAMark),
        (rc.InsertSplit(LATE, ONE, Distance(MILE + 1), SECOND), MarkBeyondDistance),
        (rc.DeleteSplit(LATE, 1), UnknownSplit),
        (rc.MissMark(LATE, NOBODY), UnknownEntry),
        (rc.MissMark(LATE, ONE, Distance(5)), NotAMark),
        (rc.ChangeMark(LATE, 1, MILE), UnknownSplit),
        (rc.MoveSplit(LATE, 1, ONE), UnknownSplit),
        (rc.SwapEntries(LATE, ONE, NOBODY, MARKS[0]), UnknownEntry),
        (rc.SwapEntries(LATE, NOBODY, ONE, MARKS[0]), UnknownEntry),
        (rc.SwapEntries(LATE, ONE, ONE, Distance(5)), NotAMark),
        (rc.AssignTap(LATE, 1, ONE), UnknownSplit),
        (rc.DropTap(LATE, 1), UnknownSplit),
        (rc.Withdraw(LATE, NOBODY, DNF), UnknownEntry),
    ],
)
def test_that_what_is_not_there_is_refused_in_every_phase(
    phase: str, command: rc.RepairCommand, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        decide(given(*PHASES[phase]), command)


@pytest.mark.parametrize(
    ("moments", "command", "refusal"),
    [
        (RACE, rc.InsertSplit(LATE, ONE, MARKS[1], time("1:30")), NoMarkLeft),
        (RACE, rc.MissMark(LATE, ONE), RaceFinished),
        (RACE, rc.MissMark(LATE, ONE, MARKS[1]), NoMarkLeft),
        (PHASES["running"], rc.InsertSplit(LATE, ONE, MARKS[1], time("50")), WouldDisorder),
        (PHASES["running"], rc.ChangeMark(LATE, 3, Distance(5)), NotAMark),
        (PHASES["running"], rc.MoveSplit(LATE, 3, NOBODY), UnknownEntry),
        ((PLANNED, tapped("1")), rc.AssignTap(LATE, 2, ONE), NotStarted),
        ((*PHASES["running"], tapped("2")), rc.AssignTap(LATE, 4, NOBODY), UnknownEntry),
        ((PLANNED, STARTED, typed("2:02", MARKS[1])), rc.MissMark(LATE, ONE, MARKS[1]), NoMarkLeft),
    ],
)
def test_that_a_repair_without_room_is_refused(
    moments: tuple[Moment, ...], command: rc.RepairCommand, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        decide(given(*moments), command)


@pytest.mark.parametrize(
    ("event", "refusal"),
    [
        (rp.StartCancelled(), SplitsAfterStart),
        (rp.SplitDeleted(9), UnknownSplit),
        (rp.MarkChanged(3, Distance(5)), NotAMark),
        (rp.TapDropped(9), UnknownSplit),
        (rp.EntryWithdrawn(ONE, "lapped"), BadPlan),
    ],
)
def test_that_a_journal_with_what_no_one_can_have_done_is_refused(
    event: rp.RepairEvent, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        given(*PHASES["running"], (LATE, event))
    with pytest.raises(NotStarted):
        given(PLANNED, tapped("1"), (LATE, rp.TapAssigned(2, ONE)))


FROM_START = setup(course=mile(marks=every(MILE, LAP_400)))


def test_that_missed_marks_and_who_is_out_outlive_a_new_plan() -> None:
    out = (at("3:00"), rp.EntryWithdrawn(ONE, DNF))
    state = known(*MISSED, out, (LATE, Planned(FROM_START)))
    entry = state.entries[ONE]
    assert entry.missed == (FROM_START.plan.course.marks[1],)
    assert (entry.withdrawn, entry.splits[0].mark) == (DNF, FROM_START.plan.course.marks[0])


def test_that_a_new_plan_needs_a_place_for_the_missed_marks_too() -> None:
    third = (at("3:10"), rp.MarkMissed(ONE, MARKS[2]))
    with pytest.raises(MarksInUse, match="mark number 3; found 2"):
        decide(given(*MISSED, third), cm.PlanSession(LATE, TWO_MARKS_SETUP))
