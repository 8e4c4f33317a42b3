"""What do waves, pacers and those who are out change about presses, marks and phases?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import commands as cm
from app.domain import events as ev
from app.domain import repair_commands as rc
from app.domain.course import Distance
from app.domain.decide import decide
from app.domain.evolve import evolve
from app.domain.plan import EntryId
from app.domain.refusals import (
    MarksInUse,
    NegativeTime,
    OutOfRace,
    RaceFinished,
    Refusal,
    WouldDisorder,
)
from app.domain.repair_events import EntryWithdrawn, OfficialGiven, RankTyped
from app.domain.state import ARMED, DNF, FINISHED, HAND, RUNNING, SessionState, TimeZero
from app.domain.times import Duration, Instant
from app.domain.zero_fit import official_residuals
from tests.unit.domain.fields import (
    ANNA,
    BETH,
    PACE,
    SECOND_WATCH,
    field,
    late,
    pacer,
    plan,
    watch,
)
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    STARTED,
    TWO,
    ZERO,
    at,
    known,
    pressed,
    time,
    times_of,
)

LATE = at("6:00")
WAVES = (plan(ANNA, late()), STARTED)
PACED = (plan(ANNA, pacer()), STARTED)


def then(state: SessionState, *commands: cm.Command) -> SessionState:
    """Return the state after the commands, each decided and folded in turn."""
    for command in commands:
        for event in decide(state, command):
            after = evolve(state, ev.Record(state.version + 1, 0, command.at, event))
            assert after is not None
            state = after
    return state


def split(text: str, entry: EntryId) -> cm.TakeSplit:
    return cm.TakeSplit(at=at(text), entry=entry, stamp=ev.EVENT_STAMP)


def test_that_the_times_of_a_wave_count_from_its_own_start() -> None:
    state = known(*WAVES, pressed("1:10.2", TWO), pressed("1:10.4"))
    assert times_of(state, TWO) == [(MARKS[0], time("1:00.2"))]
    assert times_of(state) == [(MARKS[0], time("1:10.4"))]
    assert state.zero_of(state.entries[TWO]) == TimeZero(at("10"), HAND)
    assert state.zero_of(state.entries[ONE]) is state.zero


@pytest.mark.parametrize(("text", "splits"), [("9.9", 0), ("10", 0), ("10.1", 1)])
def test_that_a_press_before_the_own_start_is_kept_as_a_tap(text: str, splits: int) -> None:
    state = then(known(*WAVES), split(text, TWO))
    assert len(state.entries[TWO].splits) == splits
    assert [each.meant for each in state.taps] == [TWO] * (1 - splits)


def test_that_typed_times_are_the_athletes_own() -> None:
    state = known(*WAVES, pressed("1:10.2", TWO))
    again = then(state, cm.TypeSplit(LATE, TWO, time("1:00.5"), MARKS[0]))
    assert times_of(again, TWO) == [(MARKS[0], time("1:00.5"))]
    assert decide(state, cm.TypeSplit(LATE, TWO, time("1:00.2"), MARKS[0])) == ()
    with pytest.raises(Refusal, match=r"expected later than 1:00\.20 at 409 m"):
        decide(state, cm.TypeSplit(LATE, TWO, time("1:00"), MARKS[1]))


def test_that_a_tap_goes_to_the_place_that_the_own_time_has() -> None:
    state = known(*WAVES, pressed("2:10.7", TWO), (at("1:10.2"), ev.TapTaken(ev.EVENT_STAMP)))
    tap = state.taps[0].seq
    assert times_of(then(state, rc.AssignTap(LATE, tap, TWO)), TWO) == [
        (MARKS[0], time("1:00.2")),
        (MARKS[1], time("2:00.7")),
    ]


def test_that_a_tap_before_the_own_start_is_not_the_athletes() -> None:
    state = known(*WAVES, (at("9"), ev.TapTaken(ev.EVENT_STAMP)))
    with pytest.raises(NegativeTime, match=r"the tap would be 1\.00 s before the start"):
        decide(state, rc.AssignTap(LATE, 3, TWO))
    assert decide(state, rc.AssignTap(LATE, 3, ONE)) != ()


def test_that_a_press_cannot_be_given_to_who_had_not_started() -> None:
    with pytest.raises(NegativeTime):
        decide(known(*WAVES, pressed("9")), rc.MoveSplit(LATE, 3, TWO))


def test_that_an_official_time_counts_from_the_own_start() -> None:
    waves = tuple(pressed(text, TWO) for text in ("1:10", "2:10", "3:10", "4:16.42"))
    state = then(known(*WAVES, *waves), rc.GiveOfficial(LATE, TWO, time("4:06.91")))
    assert state.zero is not None
    assert state.zero.at == at("-0.49")
    assert times_of(state, TWO)[-1][1] == time("4:06.91")
    assert official_residuals(state) == {TWO: 0}
    nudged = then(state, rc.NudgeZero(LATE, time("0.1")))
    assert official_residuals(nudged) == {TWO: time("0.1")}


def test_that_a_wave_is_put_off_only_as_far_as_its_splits_allow() -> None:
    state = known(*WAVES, pressed("1:10.2", TWO))
    moved = then(state, cm.PlanSession(LATE, field(ANNA, late(time("12")))))
    assert times_of(moved, TWO) == [(MARKS[0], time("58.2"))]
    with pytest.raises(NegativeTime):
        decide(state, cm.PlanSession(LATE, field(ANNA, late(time("1:11")))))
    typed = then(state, cm.TypeSplit(LATE, TWO, time("1:05"), MARKS[1]))
    with pytest.raises(WouldDisorder):
        decide(typed, cm.PlanSession(LATE, field(ANNA, BETH)))


@given(
    st.integers(0, 10**11),
    st.lists(st.integers(1, 10**11), max_size=4),
    st.integers(-(10**10), 10**10),
)
def test_that_time_zero_there_and_back_is_the_identity_for_every_wave(
    offset: int, laps: list[int], by: int
) -> None:
    moments = [plan(ANNA, late(Duration(offset))), STARTED]
    now = ZERO + offset
    for lap in laps:
        now += lap
        moments.append((Instant(now), ev.SplitTaken(TWO, ev.EVENT_STAMP)))
    state = known(*moments)
    try:
        there = then(state, rc.NudgeZero(LATE, Duration(by)))
    except Refusal:
        return
    back = then(there, rc.NudgeZero(LATE, Duration(-by)))
    assert (back.entries, back.zero) == (state.entries, state.zero)
    assert [
        late - early
        for (_, late), (_, early) in zip(times_of(there, TWO), times_of(state, TWO), strict=True)
    ] == [by] * len(laps)


def test_that_a_pacer_is_through_at_the_drop_off_and_a_later_press_is_a_tap() -> None:
    state = known(*PACED, pressed("1:00", PACE))
    assert state.status(state.entries[PACE]) == RUNNING
    assert state.next_mark(state.entries[PACE]) == MARKS[1]
    state = then(state, split("2:00", PACE), split("3:00", PACE))
    assert state.status(state.entries[PACE]) == FINISHED
    assert state.next_mark(state.entries[PACE]) is None
    assert [(each.meant, each.at) for each in state.taps] == [(PACE, at("3:00"))]
    with pytest.raises(RaceFinished):
        decide(state, rc.MissMark(LATE, PACE))


def test_that_a_pacer_to_a_mark_is_timed_there() -> None:
    state = known(plan(ANNA, pacer(809.344)), STARTED, *(pressed(t, PACE) for t in PARIS[:2]))
    assert state.status(state.entries[PACE]) == FINISHED


def test_that_a_pacer_who_drops_off_before_the_first_mark_is_through_with_the_start() -> None:
    armed = known(plan(ANNA, pacer(300)))
    assert (armed.status(armed.entries[PACE]), armed.phase) == ("ready", ARMED)
    state = then(armed, cm.Start(ZERO, ev.EVENT_STAMP), split("1:00", PACE))
    assert (state.status(state.entries[PACE]), state.phase) == (FINISHED, RUNNING)
    assert [each.meant for each in state.taps] == [PACE]


def test_that_nobody_waits_for_a_pacer() -> None:
    finished = known(*PACED, *(pressed(text) for text in PARIS))
    assert finished.phase == FINISHED
    paced = known(*PACED, *(pressed(text, PACE) for text in PARIS[:2]))
    assert paced.phase == RUNNING


def test_that_a_race_of_pacers_alone_is_armed_run_and_finished() -> None:
    armed = known(plan(pacer()))
    assert armed.phase == ARMED
    running = then(armed, cm.Start(ZERO, ev.EVENT_STAMP), split("1:00", PACE))
    assert running.phase == RUNNING
    assert then(running, split("2:00", PACE)).phase == FINISHED


def test_that_a_press_for_who_is_out_is_kept_with_whose_it_was() -> None:
    state = known(plan(ANNA, BETH), STARTED, pressed(PARIS[0]))
    state = then(state, rc.Withdraw(at("1:30"), ONE, DNF), split(PARIS[1], ONE))
    assert [(each.meant, each.at) for each in state.taps] == [(ONE, at(PARIS[1]))]
    assert times_of(state) == [(MARKS[0], time(PARIS[0]))]
    assert state.next_mark(state.entries[ONE]) is None
    back = then(state, rc.Withdraw(LATE, ONE, ""), rc.AssignTap(LATE, state.taps[0].seq, ONE))
    assert len(times_of(back)) == 2


def test_that_a_watch_on_who_is_out_takes_no_splits_either() -> None:
    state = known(plan(ANNA, watch(SECOND_WATCH, 12)), STARTED)
    state = then(state, rc.Withdraw(LATE, SECOND_WATCH, DNF), split("6:30", SECOND_WATCH))
    assert [each.meant for each in state.taps] == [SECOND_WATCH]
    with pytest.raises(OutOfRace, match=r"Anna is out of the race \(DNF\)"):
        decide(state, rc.MissMark(LATE, SECOND_WATCH))


@pytest.mark.parametrize("command", [cm.TypeSplit(LATE, ONE, time("3")), rc.MissMark(LATE, ONE)])
def test_that_who_is_out_has_no_next_mark(command: cm.Command) -> None:
    state = then(known(plan(ANNA, BETH), STARTED), rc.Withdraw(LATE, ONE, DNF))
    with pytest.raises(OutOfRace) as refused:
        decide(state, command)
    assert str(refused.value) == "Anna is out of the race (DNF); take that back first."


def test_that_a_split_that_was_looked_at_is_kept_until_it_goes_to_somebody_else() -> None:
    state = known(plan(ANNA, BETH), STARTED, pressed("1:00"))
    kept = then(state, rc.KeepSplit(LATE, 3))
    assert [each.kept for each in kept.entries[ONE].splits] == [True]
    assert decide(kept, rc.KeepSplit(LATE, 3)) == ()
    moved = then(kept, rc.MoveSplit(LATE, 3, TWO))
    assert [each.kept for each in moved.entries[TWO].splits] == [False]
    with pytest.raises(Refusal, match="There is no such split"):
        decide(state, rc.KeepSplit(LATE, 9))


def test_that_the_place_in_the_field_is_typed_changed_and_taken_away() -> None:
    state = then(
        known(plan(ANNA, BETH), STARTED),
        rc.TypeRank(LATE, ONE, MARKS[1], 7),
        rc.TypeRank(LATE, ONE, MARKS[0], 9),
    )
    assert state.entries[ONE].ranks == ((MARKS[0], 9), (MARKS[1], 7))
    assert decide(state, rc.TypeRank(LATE, ONE, MARKS[1], 7)) == ()
    assert decide(state, rc.TypeRank(LATE, TWO, MARKS[1], None)) == ()
    changed = then(state, rc.TypeRank(LATE, ONE, MARKS[0], 8))
    assert changed.entries[ONE].ranks == ((MARKS[0], 8), (MARKS[1], 7))
    gone = then(changed, rc.TypeRank(LATE, ONE, MARKS[0], None))
    assert gone.entries[ONE].ranks == ((MARKS[1], 7),)
    again = then(gone, cm.PlanSession(LATE, field(ANNA, BETH)))
    assert again.entries[ONE].ranks == ((MARKS[1], 7),)
    armed = then(gone, rc.CancelStart(LATE))
    assert armed.entries[ONE].ranks == ()


@pytest.mark.parametrize(
    ("rank", "mark", "sentence"),
    [
        (0, MARKS[0], "the place: found 0, expected a number from 1 to 9999"),
        (10_000, MARKS[0], "the place: found 10000, expected a number from 1 to 9999"),
        (1, 5, "0.005 m is not a mark of this race"),
    ],
)
def test_that_no_such_place_is_typed(rank: int, mark: int, sentence: str) -> None:
    state = known(plan(ANNA), STARTED)
    with pytest.raises(Refusal) as refused:
        decide(state, rc.TypeRank(LATE, ONE, Distance(mark), rank))
    assert str(refused.value).startswith(sentence)
    with pytest.raises(Refusal):
        evolve(state, ev.Record(9, 9, LATE, RankTyped(ONE, Distance(mark), rank)))


def test_that_what_is_said_of_a_watch_is_said_of_the_athlete() -> None:
    state = known(plan(ANNA, watch(SECOND_WATCH, 12)), STARTED, *(pressed(t) for t in PARIS))
    assert decide(state, rc.Withdraw(LATE, SECOND_WATCH, DNF)) == (EntryWithdrawn(ONE, DNF),)
    assert decide(state, rc.TypeRank(LATE, SECOND_WATCH, MARKS[0], 2)) == (
        RankTyped(ONE, MARKS[0], 2),
    )
    given_for_watch = decide(state, rc.GiveOfficial(LATE, SECOND_WATCH, time("4:06.91")))
    assert given_for_watch[0] == OfficialGiven(ONE, time("4:06.91"))


def test_that_an_own_target_is_followed_through_changes() -> None:
    own = field(ANNA, BETH).targets[1]
    state = known(plan(ANNA, BETH), STARTED)
    assert state.target_of(state.entries[ONE]) is state.primary
    held = then(
        state,
        cm.PlanSession(
            LATE,
            field(ANNA, replace(BETH, target=own.id)),
        ),
    )
    assert held.target_of(held.entries[TWO]) == own
    slower = replace(own, id="slower")
    changed = then(held, cm.ChangeTarget(LATE, own.id, slower))
    assert changed.target_of(changed.entries[TWO]) == slower
    removed = then(changed, cm.RemoveTarget(LATE, "slower"))
    assert removed.target_of(removed.entries[TWO]) is removed.primary
    assert removed.entries[TWO].entrant.target is None


def test_that_a_new_plan_keeps_every_key_that_has_splits() -> None:
    state = known(plan(ANNA, watch(SECOND_WATCH, 12)), STARTED, pressed("1:00", SECOND_WATCH))
    with pytest.raises(MarksInUse):
        decide(state, cm.PlanSession(LATE, field(ANNA)))
