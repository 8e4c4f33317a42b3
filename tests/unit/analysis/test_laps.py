from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.laps import laps, per_400
from app.domain.course import Distance, metres
from app.domain.state import EntryState, Split
from app.domain.times import Duration, Instant, seconds
from tests.unit.analysis.runs import running
from tests.unit.domain.races import MARKS, ONE, PARIS, PLANNED, entrant, known, time, typed


def test_that_paris_is_cut_at_its_marks() -> None:
    state = running(*PARIS)
    found = laps(state.entries[ONE], state.zero)
    assert [each.lap for each in found] == [seconds(s) for s in (60.20, 60.55, 61.09, 64.58)]
    assert [each.begin for each in found] == [0, *MARKS[:3]]
    assert [each.mark for each in found] == list(MARKS)
    assert [each.length for each in found] == [metres(m) for m in (409.344, 400, 400, 400)]
    assert [each.time for each in found] == [time(each) for each in PARIS]


def test_that_a_lap_of_409_m_is_scaled_to_400() -> None:
    state = running(*PARIS)
    found = laps(state.entries[ONE], state.zero)
    # 60.20 x 400 / 409.344 = 58.8258286429
    assert found[0].per_400 == seconds(58.825_828_643)
    assert found[1].per_400 == seconds(60.55)


def test_that_a_stretch_over_a_mark_that_was_missed_is_as_long_as_it_is() -> None:
    state = known(PLANNED, typed("2:00.75", MARKS[1]), typed("4:06.42", MARKS[3]))
    found = laps(state.entries[ONE], None)
    assert [(each.begin, each.length) for each in found] == [
        (0, metres(809.344)),
        (MARKS[1], metres(800)),
    ]
    assert found[1].lap == seconds(125.67)
    assert found[1].per_400 == seconds(62.835)


def test_that_before_the_first_split_there_is_no_lap() -> None:
    assert laps(running().entries[ONE], running().zero) == ()


@pytest.mark.parametrize(
    ("time_ns", "length_mm", "shown"),
    [(60_000_000_000, 400_000, 60_000_000_000), (1, 800_000, 1), (1, 800_001, 0), (3, 800_000, 2)],
)
def test_that_a_pace_is_rounded_to_the_nanosecond_and_halves_go_up(
    time_ns: int, length_mm: int, shown: int
) -> None:
    assert per_400(Duration(time_ns), Distance(length_mm)) == shown


@st.composite
def _entries(draw: st.DrawFn) -> EntryState:
    steps = draw(
        st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**11)), min_size=1, max_size=25)
    )
    splits: list[Split] = []
    mark, elapsed = 0, 0
    for number, (length, lap) in enumerate(steps, start=1):
        mark, elapsed = mark + length, elapsed + lap
        splits.append(Split(number, Distance(mark), "typed", elapsed=Duration(elapsed)))
    return EntryState(entrant(ONE, 1), tuple(splits))


@given(_entries())
def test_that_the_laps_add_up_to_the_last_split(entry: EntryState) -> None:
    found = laps(entry, None)
    assert sum(each.lap for each in found) == entry.splits[-1].elapsed
    assert sum(each.length for each in found) == entry.last_mark
    assert all(a.mark == b.begin for a, b in pairwise(found))


@given(_entries(), st.integers(1, 10**11).map(Duration))
def test_that_a_later_split_changes_no_earlier_lap(entry: EntryState, lap: Duration) -> None:
    last = entry.splits[-1]
    assert last.elapsed is not None
    later = Split(99, Distance(last.mark + 1), "typed", elapsed=Duration(last.elapsed + lap))
    longer = entry._replace(splits=(*entry.splits, later))
    assert laps(longer, None)[:-1] == laps(entry, None)


def test_that_moving_time_zero_moves_the_first_lap_only() -> None:
    state = running(*PARIS)
    assert state.zero is not None
    earlier = state.zero._replace(at=Instant(state.zero.at - seconds(0.5)))
    before, after = laps(state.entries[ONE], state.zero), laps(state.entries[ONE], earlier)
    assert [b.lap - a.lap for a, b in zip(before, after, strict=True)] == [seconds(0.5), 0, 0, 0]
