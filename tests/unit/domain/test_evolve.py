"""How do facts become a state?"""

import pytest
from hypothesis import given as law

from app.domain import events as ev
from app.domain.course import MILE
from app.domain.evolve import evolve, fold, voided
from app.domain.state import Split, TimeZero
from app.domain.target import even
from app.domain.times import Duration
from app.engine.engine import Engine
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    PHASES,
    PLANNED,
    RECORD,
    STARTED,
    SUB_4,
    TWO,
    ZERO,
    at,
    given,
    known,
    numbered,
    pressed,
    setup,
    time,
    times_of,
    typed,
)
from tests.unit.strategies import sessions

PACE = even(MILE, time("4:12.33"))


def test_that_nothing_has_happened_before_the_plan() -> None:
    assert fold(()) is None
    assert given(STARTED, pressed("1:00")) is None


def test_that_a_plan_stands_armed_on_its_first_target() -> None:
    state = known(PLANNED)
    assert (state.phase, state.zero, state.taps, state.version) == ("armed", None, (), 1)
    assert state.primary is SUB_4
    assert state.status(state.entries[ONE]) == "ready"
    assert state.next_mark(state.entries[ONE]) == MARKS[0]


def test_that_presses_become_splits_at_one_mark_after_the_other() -> None:
    state = known(*PHASES["finished"])
    assert times_of(state) == [(mark, time(each)) for mark, each in zip(MARKS, PARIS, strict=True)]
    assert [each.seq for each in state.entries[ONE].splits] == [3, 4, 5, 6]
    assert state.version == 6
    assert state.next_mark(state.entries[ONE]) is None


def test_that_a_race_is_finished_when_everybody_is() -> None:
    both = (at("-60"), ev.Planned(setup(entries=(ONE, TWO))))
    one = (both, STARTED, *(pressed(each) for each in PARIS))
    state = known(*one)
    assert state.phase == "running"
    assert [state.status(each) for each in state.entries.values()] == ["finished", "running"]
    assert known(*one, typed("4:20", MILE, TWO)).phase == "finished"


def test_that_typed_splits_set_a_race_going_without_a_start() -> None:
    state = known(PLANNED, typed(PARIS[0], MARKS[0]))
    assert (state.phase, state.zero) == ("running", None)
    assert state.status(state.entries[ONE]) == "running"
    assert times_of(state) == [(MARKS[0], time(PARIS[0]))]


@pytest.mark.parametrize(
    ("stamp", "basis"),
    [(ev.EVENT_STAMP, "hand"), (ev.HANDLER_STAMP, "hand"), (ev.IMPORTED_STAMP, "imported")],
)
def test_that_time_zero_says_what_it_rests_on(stamp: str, basis: str) -> None:
    assert known(PLANNED, (ZERO, ev.Started(stamp))).zero == TimeZero(ZERO, basis)


def test_that_taps_are_kept_in_order_with_the_athlete_they_were_meant_for() -> None:
    state = known(
        PLANNED,
        (at("-5"), ev.TapTaken(ev.EVENT_STAMP, ONE)),
        STARTED,
        (at("3"), ev.TapTaken(ev.HANDLER_STAMP)),
    )
    assert [(each.seq, each.at, each.meant) for each in state.taps] == [
        (2, at("-5"), ONE),
        (4, at("3"), None),
    ]


def test_that_targets_are_added_behind_and_changed_where_they_stand() -> None:
    added = (at("0"), ev.TargetAdded(PACE))
    assert known(PLANNED, added).targets == (SUB_4, RECORD, PACE)
    changed = (at("0"), ev.TargetChanged(SUB_4.id, PACE))
    state = known(PLANNED, changed)
    assert state.targets == (PACE, RECORD)
    assert state.primary is PACE
    other = known(PLANNED, (at("0"), ev.TargetChanged(RECORD.id, PACE)))
    assert (other.targets, other.primary) == ((SUB_4, PACE), SUB_4)


def test_that_the_first_target_takes_over_from_a_removed_primary() -> None:
    chosen = (at("0"), ev.PrimaryChosen(RECORD.id))
    state = known(PLANNED, chosen, (at("0"), ev.TargetRemoved(RECORD.id)))
    assert state.primary is SUB_4
    kept = known(PLANNED, chosen, (at("0"), ev.TargetRemoved(SUB_4.id)))
    assert kept.primary is RECORD


def test_that_a_choice_of_a_target_that_is_gone_is_passed_over() -> None:
    assert known(PLANNED, (at("0"), ev.PrimaryChosen("gone"))).primary is SUB_4


def test_that_a_correction_of_a_split_that_is_gone_is_passed_over() -> None:
    moments = (PLANNED, STARTED, pressed(PARIS[0]))
    corrected = known(*moments, (at("5:00"), ev.SplitRetimed(99, time("1:01"))))
    assert times_of(corrected) == times_of(known(*moments))


def test_that_a_correction_finds_its_split_among_all_athletes() -> None:
    both = (at("-60"), ev.Planned(setup(entries=(ONE, TWO))))
    state = known(
        both,
        STARTED,
        pressed("1:00"),
        pressed("1:01", TWO),
        (at("5:00"), ev.SplitRetimed(4, time("1:02"))),
    )
    assert times_of(state) == [(MARKS[0], time("1:00"))]
    assert times_of(state, TWO) == [(MARKS[0], time("1:02"))]


def test_that_commands_taken_back_do_not_count_and_come_back_when_restored() -> None:
    back = (at("2:00"), ev.Voided(4))
    moments = (PLANNED, STARTED, pressed("1:00"), pressed("1:59"))
    assert times_of(known(*moments, back)) == [(MARKS[0], time("1:00"))]
    again = known(*moments, back, (at("2:01"), ev.Restored(4)))
    assert times_of(again) == times_of(known(*moments))
    assert again.version == 6


def test_that_the_last_word_on_a_command_holds() -> None:
    void, restore = (at("0"), ev.Voided(2)), (at("0"), ev.Restored(2))
    assert voided(numbered(PLANNED, STARTED, void)) == {2}
    assert voided(numbered(PLANNED, STARTED, void, restore)) == frozenset()
    assert voided(numbered(PLANNED, STARTED, void, restore, void)) == {2}


def test_that_undo_and_redo_by_themselves_only_count_as_records() -> None:
    state = known(PLANNED)
    for event in (ev.Voided(1), ev.Restored(1)):
        after = evolve(state, ev.Record(2, 2, at("0"), event))
        assert after is not None
        assert (after.entries, after.targets, after.version) == (state.entries, state.targets, 2)


def test_that_a_split_is_by_hand_when_a_key_was_pressed_for_it() -> None:
    for stamp, by_hand in [
        (ev.EVENT_STAMP, True),
        (ev.HANDLER_STAMP, True),
        (ev.IMPORTED_STAMP, False),
    ]:
        split = Split(seq=1, mark=MARKS[0], stamp=stamp, pressed_at=at("1:00"))
        assert split.by_hand is by_hand
    read_off = Split(seq=1, mark=MARKS[0], stamp=ev.TYPED_STAMP, elapsed=Duration(1))
    assert not read_off.by_hand
    assert not read_off.edited


@law(sessions())
def test_that_the_same_records_always_give_the_same_state(engine: Engine) -> None:
    assert fold(engine.records) == fold(iter(engine.records)) == engine.state


@law(sessions())
def test_that_an_older_state_is_not_changed_by_what_follows(engine: Engine) -> None:
    states = [fold(engine.records[:length]) for length in range(1, len(engine.records) + 1)]
    step = None
    for record, state in zip(engine.records, states, strict=True):
        step = evolve(step, record)
        assert step == state
    assert [each.version for each in states if each] == [each.seq for each in engine.records]
