"""Which of several watches on one athlete counts, and what is left of the others?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.decide import decide
from app.domain.evolve import evolve
from app.domain.plan import EntryId
from app.domain.repair_commands import GiveOfficial
from app.domain.state import FINISHED, RUNNING, EntryState, SessionState
from app.domain.times import Instant
from app.domain.zero_fit import official_residuals
from tests.unit.domain.fields import (
    ANNA,
    BETH,
    SECOND_WATCH,
    THIRD_WATCH,
    late,
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
    Moment,
    at,
    known,
    pressed,
    time,
    typed,
)

WATCHES = (SECOND_WATCH, THIRD_WATCH)
FIELD = (plan(ANNA, watch(SECOND_WATCH, 11), watch(THIRD_WATCH, 12), BETH), STARTED)


def counted(*moments: Moment) -> EntryState:
    """Return what counts for Anna."""
    state = known(*FIELD, *moments)
    return state.counted(state.entries[ONE])


def times(*moments: Moment) -> list[tuple[int, str]]:
    """Return the places of the marks, from 1, and the times that count there."""
    entry = counted(*moments)
    zero = known(*FIELD).zero
    known_texts = {time(text): text for text in TEXTS}
    return [(MARKS.index(each.mark) + 1, known_texts[each.time(zero)]) for each in entry.splits]


TEXTS = ("1:00.0", "1:00.1", "1:00.3", "1:00.9", "2:00.0", "2:00.4", "3:00.0", "0:30.0")


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        (("1:00.1", "1:00.0", "1:00.3"), "1:00.1"),
        (("1:00.3", "1:00.1", "1:00.0"), "1:00.1"),
        (("1:00.9", "1:00.1", "1:00.1"), "1:00.1"),
        (("1:00.1", "1:00.3", None), "1:00.3"),
        (("1:00.3", None, "1:00.1"), "1:00.3"),
        ((None, "1:00.1", "1:00.0"), "1:00.1"),
        ((None, "1:00.1", None), "1:00.1"),
        (("1:00.1", None, None), "1:00.1"),
    ],
)
def test_that_the_middle_one_of_three_counts_and_the_longer_of_two(
    said: tuple[str | None, ...], counts: str
) -> None:
    moments = [
        pressed(text, key)
        for key, text in zip((ONE, *WATCHES), said, strict=True)
        if text is not None
    ]
    assert times(*moments) == [(1, counts)]
    (split,) = counted(*moments).splits
    assert split.watches == tuple(
        (key, time(text))
        for key, text in zip((ONE, *WATCHES), said, strict=True)
        if text is not None
    )


def test_that_the_split_that_counts_is_a_press_with_its_own_number() -> None:
    (split,) = counted(
        pressed("1:00.0"), pressed("1:00.1", SECOND_WATCH), pressed("1:00.3", THIRD_WATCH)
    ).splits
    assert (split.pressed_at, split.by_hand) == (at("1:00.1"), True)
    state = known(*FIELD, pressed("1:00.0"), pressed("1:00.1", SECOND_WATCH))
    found = state.find_split(state.counted(state.entries[ONE]).splits[0].seq)
    assert found is not None
    assert found[0].entrant.id == SECOND_WATCH


def test_that_a_mark_that_one_watch_alone_has_counts_by_that_one() -> None:
    moments = (
        pressed("1:00.0"),
        pressed("1:00.1", SECOND_WATCH),
        pressed("2:00.4", SECOND_WATCH),
        (at("2:10"), rp.MarkMissed(ONE, MARKS[1])),
    )
    assert times(*moments) == [(1, "1:00.1"), (2, "2:00.4")]
    assert counted(*moments).missed == ()
    assert known(*FIELD, *moments).entries[ONE].missed == (MARKS[1],)


def test_that_what_was_typed_for_the_athlete_holds_against_the_watches() -> None:
    presses = (pressed("1:00.1", SECOND_WATCH), pressed("1:00.3", THIRD_WATCH))
    assert times(*presses, typed("1:00.0", MARKS[0])) == [(1, "1:00.0")]
    assert times(*presses, typed("1:00.9", MARKS[0], SECOND_WATCH)) != [(1, "1:00.9")]


def test_that_an_estimate_counts_only_where_nobody_timed() -> None:
    guess: Moment = (at("5:00"), rp.SplitInserted(ONE, MARKS[0], time("1:00.9"), True))
    assert times(guess) == [(1, "1:00.9")]
    assert times(guess, pressed("1:00.0", SECOND_WATCH)) == [(1, "1:00.0")]


def test_that_a_time_of_another_passage_does_not_break_the_order() -> None:
    moments = (
        pressed("1:00.0"),
        pressed("2:00.4", SECOND_WATCH),
        pressed("2:00.0"),
        pressed("3:00.0"),
    )
    assert times(*moments) == [(1, "2:00.4"), (3, "3:00.0")]


def test_that_a_watch_is_nobody_in_the_race() -> None:
    state = known(*FIELD)
    assert [each.entrant.id for each in state.racing] == [ONE, TWO]
    assert state.watches == {ONE: WATCHES}
    alone = known(plan(ANNA, watch(SECOND_WATCH, 11)), STARTED, *(pressed(t) for t in PARIS))
    assert alone.phase == FINISHED


def test_that_one_watch_at_the_finish_is_enough() -> None:
    state = known(
        plan(ANNA, watch(SECOND_WATCH, 11)), STARTED, *(pressed(t, SECOND_WATCH) for t in PARIS)
    )
    assert (state.status(state.entries[ONE]), state.phase) == (FINISHED, FINISHED)
    assert state.next_mark(state.entries[ONE]) == MARKS[0]
    assert state.next_mark(state.counted(state.entries[ONE])) is None
    behind = known(*FIELD, *(pressed(t, SECOND_WATCH) for t in PARIS))
    assert behind.phase == RUNNING


def test_that_an_official_time_is_held_against_the_watch_that_counts() -> None:
    laps = [pressed(text, key) for text in PARIS[:3] for key in (ONE, *WATCHES)]
    finishes = (("4:06.42", ONE), ("4:06.52", SECOND_WATCH), ("4:06.62", THIRD_WATCH))
    state = known(*FIELD, *laps, *(pressed(text, key) for text, key in finishes))
    for event in decide(state, GiveOfficial(at("7:00"), ONE, time("4:06.91"))):
        after = evolve(state, ev.Record(state.version + 1, 0, at("7:00"), event))
        assert after is not None
        state = after
    assert state.zero is not None
    assert state.zero.at == at("-0.39")
    assert official_residuals(state) == {ONE: 0}


def test_that_a_watch_counts_from_the_start_of_its_athletes_wave() -> None:
    field = plan(late(), watch(SECOND_WATCH, 11, of=TWO))
    state = known(field, STARTED, pressed("1:10.1", SECOND_WATCH))
    entry = state.counted(state.entries[TWO])
    assert entry.splits[0].time(state.zero_of(entry)) == time("1:00.1")
    key = state.entries[SECOND_WATCH]
    assert key.splits[0].time(state.zero_of(key)) == time("1:00.1")


def test_that_who_has_no_watches_is_counted_as_is() -> None:
    state = known(*FIELD, pressed("1:00.0"), pressed("1:00.1", TWO))
    assert state.counted(state.entries[TWO]) is state.entries[TWO]
    assert state.counted(state.entries[SECOND_WATCH]) is state.entries[SECOND_WATCH]


presses = st.lists(
    st.tuples(st.sampled_from([ONE, *WATCHES]), st.integers(1, 90 * 10**9)), max_size=14
)


def pressed_in_order(said: list[tuple[EntryId, int]]) -> SessionState:
    now, moments = ZERO, list(FIELD)
    left = {key: len(MARKS) for key in (ONE, *WATCHES)}
    for key, wait in said:
        now = Instant(now + wait)
        if left[key]:
            moments.append((now, ev.SplitTaken(key, ev.EVENT_STAMP)))
            left[key] -= 1
    return known(*moments)


@given(presses)
def test_that_what_counts_lies_among_the_watches_and_rises(
    said: list[tuple[EntryId, int]],
) -> None:
    state = pressed_in_order(said)
    before = 0
    for split in state.counted(state.entries[ONE]).splits:
        readings = sorted(each for _, each in split.watches)
        time = split.time(state.zero)
        later = [each for each in readings if each > before]
        assert time == later[len(later) // 2]
        before = time


@given(st.permutations([0, 1, 2]), st.lists(st.integers(1, 10**9), min_size=3, max_size=3))
def test_that_the_order_of_the_keys_does_not_matter(order: list[int], waits: list[int]) -> None:
    keys = (ONE, *WATCHES)
    instants = sorted(Instant(ZERO + 60 * 10**9 + wait) for wait in waits)
    moments = [(instants[i], ev.SplitTaken(keys[k], ev.EVENT_STAMP)) for i, k in enumerate(order)]
    (split,) = counted(*moments).splits
    assert split.pressed_at == instants[1]
