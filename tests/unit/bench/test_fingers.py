"""What the simulated operator presses as the athletes go by."""

from collections import Counter

import numpy as np
import pytest

from app.domain.times import NS_PER_S, Duration, Instant, after
from app.formats.pacing_file import shipped_pacing
from tests.bench.messy.fields import Field, drawn
from tests.bench.messy.fingers import (
    DOUBLE,
    GUESSED,
    RIGHT,
    TAP,
    WRONG_LANE,
    Plan,
    passages_of,
    plan_presses,
)
from tests.bench.messy.habits import Aids, Habits

GUN = Instant(7_000 * NS_PER_S)
ALL = Aids()
NO_SLIPS = Habits(missed=0, doubled=0, wrong_lane=0, scatter_s=0, bunch_of=99)


def field(seed: int = 6) -> Field:
    return drawn(np.random.default_rng(seed), shipped_pacing())


def presses(habits: Habits, aids: Aids = ALL, seed: int = 6) -> Plan:
    return plan_presses(np.random.default_rng(seed), field(seed), GUN, habits, aids)


def test_that_a_hand_without_slips_presses_the_lane_of_every_passage_at_its_instant() -> None:
    plan = presses(NO_SLIPS)
    lanes = {each.id: each.lane for each in field().setup.entrants}
    assert [(each.at, each.lane) for each in plan.presses] == [
        (each.at, lanes[each.entry]) for each in passages_of(field(), GUN)
    ]
    assert {each.kind for each in plan.presses} == {RIGHT}
    assert plan.missed == 0


def test_that_slips_are_as_frequent_as_they_are_said_to_be() -> None:
    habits, found, passages = Habits(bunch_of=99), Counter[str](), 0
    for seed in range(250):
        plan = presses(habits, seed=seed)
        found.update(each.kind for each in plan.presses)
        found["missed"] += plan.missed
        passages += len(passages_of(field(seed), GUN))
    assert found["missed"] / passages == pytest.approx(habits.missed, abs=0.006)
    assert found[DOUBLE] / passages == pytest.approx(habits.doubled, abs=0.006)
    assert found[WRONG_LANE] / passages == pytest.approx(habits.wrong_lane, abs=0.006)


def test_that_taps_scatter_by_70_ms() -> None:
    off = [
        (each.at - each.of.at) / NS_PER_S
        for seed in range(60)
        for each in presses(Habits(), seed=seed).presses
        if each.of
    ]
    assert np.std(off) == pytest.approx(0.07, rel=0.1)
    assert np.mean(off) == pytest.approx(0.0, abs=0.01)


def test_that_only_slips_are_noticed_and_no_slip_belongs_to_nothing_but_a_second_press() -> None:
    found = [each for seed in range(80) for each in presses(Habits(), seed=seed).presses]
    assert {each.kind for each in found if each.noticed} == {DOUBLE, WRONG_LANE}
    assert all((each.of is None) is (each.kind == DOUBLE) for each in found)


def test_that_a_bunch_is_tapped_where_taps_can_be_named_later_and_guessed_where_not() -> None:
    habits = NO_SLIPS._replace(bunch_of=3, guessed=1.0)
    tapped, guessed = presses(habits), presses(habits, Aids(queue=False))
    assert len(tapped.bunches) == len(guessed.bunches) > 0
    in_bunch = {each for bunch in tapped.bunches for each in bunch}
    assert {each.of for each in tapped.presses if each.lane == TAP} == in_bunch
    assert all(each.lane for each in guessed.presses)
    assert {each.of for each in guessed.presses if each.kind == GUESSED} <= in_bunch
    assert any(each.kind == GUESSED for each in guessed.presses)


def test_that_those_in_a_bunch_come_within_four_tenths() -> None:
    habits = Habits()
    for seed in range(30):
        for bunch in presses(habits, seed=seed).bunches:
            assert len(bunch) >= habits.bunch_of
            span = Duration(round(habits.bunch_s * NS_PER_S))
            assert bunch[-1].at <= after(bunch[0].at, span)


def test_that_the_slips_are_the_same_whatever_aids_are_used() -> None:
    with_queue, without = presses(Habits()), presses(Habits(), Aids(queue=False))
    assert with_queue.missed == without.missed
    assert [each.at for each in with_queue.presses] == [each.at for each in without.presses]
