"""The simulated operator at the keys, and what the races are judged by."""

import numpy as np
import pytest

from app.domain.repair_commands import NudgeZero, Withdraw
from app.domain.state import SessionState
from app.domain.times import NS_PER_S, Duration, Instant, after
from app.formats.pacing_file import shipped_pacing
from tests.bench.messy.__main__ import race
from tests.bench.messy.fields import Field, drawn
from tests.bench.messy.habits import Aids, Habits
from tests.bench.messy.keyboard import DeskKeyboard, named, naming, splitting, undoing
from tests.bench.messy.race_day import BEFORE, GUN, play
from tests.bench.messy.score import CLOCK, NO_TIME, RIGHT, Judged, added, judge
from ui.repairs.naming import Naming
from ui.repairs.pressed import PressPrompt

SEED = 5
NO_SLIPS = Habits(missed=0, doubled=0, wrong_lane=0, scatter_s=0)


def field(seed: int = SEED) -> Field:
    return drawn(np.random.default_rng([seed, 0]), shipped_pacing())


def keyboard() -> DeskKeyboard:
    return DeskKeyboard(field().setup, BEFORE)


def timed_by_heart() -> SessionState:
    """Every passage of the race pressed at its instant, by a clock started with the gun."""
    keys, run = keyboard(), field()
    lanes = {each.id: each.lane for each in run.setup.entrants}
    keys.press(named("Return"), GUN)
    for at, entry in sorted((t, key) for key, times in run.passages.items() for t in times):
        keys.press(splitting(lanes[entry]), after(GUN, at))
    return keys.desk.stage.state


def judged(state: SessionState) -> Judged:
    return judge(field(), GUN, state, {})


def test_that_a_race_timed_by_heart_is_right_throughout() -> None:
    found = judged(timed_by_heart())
    assert (found.right, found.placed, found.side_right) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(("by_ms", "share"), [(199, 1.0), (-199, 1.0), (201, 0.0), (-201, 0.0)])
def test_that_a_time_is_right_within_two_tenths(by_ms: int, share: float) -> None:
    state = timed_by_heart()
    assert state.zero is not None
    zero = state.zero._replace(at=Instant(state.zero.at + by_ms * 1_000_000))
    assert judged(state._replace(zero=zero)).right == share


def test_that_a_passage_without_a_time_is_not_right_and_on_no_side() -> None:
    state = timed_by_heart()
    empty = {key: each._replace(splits=()) for key, each in state.entries.items()}
    found = judged(state._replace(entries=empty))
    assert found.passages == {NO_TIME: found.total}
    assert set(found.side) == {"silent"}


def test_that_an_operator_without_slips_has_all_right_once_the_clock_is_synchronised() -> None:
    found = play(np.random.default_rng(1), field(), keyboard(), NO_SLIPS, Aids())
    assert found.repaired.passages == {RIGHT: found.repaired.total}
    assert found.slips == 0


def test_that_without_the_sync_press_every_time_is_late_by_the_start() -> None:
    found = play(np.random.default_rng(1), field(), keyboard(), NO_SLIPS, Aids(syncs=0))
    assert found.repaired.right == 0.0
    assert found.best == 0


def test_that_the_clock_is_named_where_it_alone_is_to_blame() -> None:
    keys, run = keyboard(), field()
    found = play(np.random.default_rng(1), run, keys, NO_SLIPS, Aids())
    pressed = {each.seq for entry in keys.desk.stage.state.entries.values()
               for each in entry.splits}  # fmt: skip
    assert found.repaired.total == len(pressed)
    late = play(np.random.default_rng(1), run, keyboard(), NO_SLIPS, Aids(syncs=0))
    assert late.repaired.passages == {CLOCK: late.repaired.total}


def test_that_a_race_comes_out_the_same_again() -> None:
    assert race(SEED, Aids()) == race(SEED, Aids())


def test_that_repairs_leave_more_right_than_the_finish_did_and_without_aids_less_is() -> None:
    whole = added([race(seed, Aids()) for seed in range(12)])
    bare = added([
        race(seed, Aids(questions=False, queue=False, panel=False, undo=False))
        for seed in range(12)
    ])  # fmt: skip
    assert whole.slips > 20
    assert bare.repaired.right < whole.finish.right < whole.repaired.right
    assert whole.repaired.placed > 0.9


def test_that_function_keys_split_while_a_press_is_looked_at_or_named() -> None:
    keys = keyboard()
    keys.press(named("Return"), GUN)
    keys.press(splitting(0), after(GUN, Duration(30 * NS_PER_S)))
    keys.press(named("W"), after(GUN, Duration(31 * NS_PER_S)))
    assert isinstance(keys.desk.beside, PressPrompt)
    keys.press(splitting(1), after(GUN, Duration(32 * NS_PER_S)))
    keys.press(named("N"), after(GUN, Duration(33 * NS_PER_S)))
    assert isinstance(keys.desk.prompt, Naming)
    keys.press(splitting(2), after(GUN, Duration(34 * NS_PER_S)))
    keys.press(naming(3), after(GUN, Duration(35 * NS_PER_S)))
    taken = [len(each.splits) for each in keys.desk.stage.state.entries.values()]
    assert taken[:3] == [1, 1, 1]
    keys.press(undoing(2), after(GUN, Duration(36 * NS_PER_S)))
    taken = [len(each.splits) for each in keys.desk.stage.state.entries.values()]
    assert taken[:3] == [1, 0, 1]


def test_that_a_clock_moved_afterwards_moves_what_the_judge_sees() -> None:
    keys = keyboard()
    play(np.random.default_rng(1), field(), keys, NO_SLIPS, Aids())
    before = judge(field(), GUN, keys.desk.stage.state, {})
    keys.desk.stage.edit(NudgeZero(GUN, Duration(NS_PER_S)))
    after_all = judge(field(), GUN, keys.desk.stage.state, {})
    assert (before.right, after_all.right) == (1.0, 0.0)


def test_that_who_is_out_keeps_the_passages_that_were_timed() -> None:
    keys = keyboard()
    play(np.random.default_rng(1), field(), keys, NO_SLIPS, Aids())
    first = field().setup.entrants[0].id
    keys.desk.stage.edit(Withdraw(GUN, first, "dnf"))
    assert judge(field(), GUN, keys.desk.stage.state, {}).right == 1.0
