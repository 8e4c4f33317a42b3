"""The fan of the graphs: as wide as the estimate, from the last mark on, never behind the clock."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.projection import EVEN, PACING
from app.domain.times import NS_PER_S, parse_time, seconds
from tests.unit.domain.races import pressed
from tests.unit.viewstate.paris import snapshot
from tests.unit.viewstate.timed import running
from ui.viewstate.fan import Fan, Spread
from ui.viewstate.graph import (
    DEFICIT,
    LAPS,
    PROJECTION,
    moving_graph,
    static_key,
    still_graph,
)

METRES = (409.344, 809.344, 1209.344, 1609.344)
PASSED = (60.20, 120.75, 181.84)
SUB_4_S = 239.99


def _fan(at_s: float, view: str = DEFICIT) -> Fan:
    """Return the fan that is seen: the one that moves, else the one that stands still."""
    known = snapshot(at_s, rule=PACING)
    return moving_graph(known, view).fan or still_graph(known, view).coming


def _band(at_s: float) -> list[float]:
    found = snapshot(at_s, rule=PACING).entry.forecast
    assert found is not None
    return [found.quantiles[name] / NS_PER_S for name in ("0.1", "0.25", "0.75", "0.9")]


def test_that_the_fan_leads_from_the_last_mark_to_the_band_at_the_finish() -> None:
    begin, end = _fan(205.0)
    # 3:01.84 at 1209.344 m is 1.4991 behind sub-4.
    assert begin == pytest.approx((METRES[2], *[1.4991] * 4), abs=1e-4)
    assert end == pytest.approx((METRES[3], *(each - SUB_4_S for each in _band(205.0))))


def test_that_the_fan_has_the_width_of_the_next_mark_on_its_way() -> None:
    begin, following, end = _fan(65.0)
    assert (begin.x, following.x, end.x) == (METRES[0], METRES[1], METRES[3])
    estimate = snapshot(65.0, rule=PACING).entry.estimate
    assert estimate is not None
    # The middle 80 % of something near a normal law is 2.56 standard deviations wide.
    width = following.high_80 - following.low_80
    assert width == pytest.approx(2.56 * estimate.arrival.sd / NS_PER_S, rel=0.15)
    assert 0 < width < end.high_80 - end.low_80


def test_that_without_a_band_there_is_no_fan_but_the_wedge_of_the_rules() -> None:
    assert moving_graph(snapshot(205.0), DEFICIT).fan == ()
    assert still_graph(snapshot(205.0), DEFICIT).wedge != ()
    assert still_graph(snapshot(205.0, rule=PACING), DEFICIT).wedge == ()


@pytest.mark.parametrize("at_s", [None, 30.0, 250.0])
@pytest.mark.parametrize("view", [DEFICIT, PROJECTION])
def test_that_before_the_first_mark_and_after_the_finish_there_is_no_fan(
    at_s: float | None, view: str
) -> None:
    assert moving_graph(snapshot(at_s, rule=PACING), view).fan == ()


def test_that_bars_have_no_fan() -> None:
    assert _fan(205.0, LAPS) == ()


def test_that_the_band_of_every_mark_that_is_past_holds_until_the_next() -> None:
    fans = still_graph(snapshot(205.0, rule=PACING), PROJECTION).fans
    assert [[spread.x for spread in fan] for fan in fans] == [[60.20, 120.75], [120.75, 181.84]]
    for fan, time in zip(fans, PASSED, strict=False):
        assert fan[0][1:] == fan[1][1:] == pytest.approx(_band(time))


def test_that_the_band_of_the_last_mark_moves_with_the_clock() -> None:
    first, now = _fan(244.0, PROJECTION)
    assert (first.x, now.x) == (181.84, 244.0)
    assert first[1:] == pytest.approx(_band(181.84))
    assert now[1:] == pytest.approx(_band(244.0))
    assert now.low_80 > 244.0 > first.low_80


def test_that_the_fan_stands_still_until_the_silence_says_something() -> None:
    quiet, moved = snapshot(205.0, rule=PACING), snapshot(244.0, rule=PACING)
    assert moving_graph(quiet, DEFICIT).fan == ()
    assert moving_graph(quiet, DEFICIT).end is None
    begin, end = moving_graph(moved, DEFICIT).fan
    assert begin == still_graph(quiet, DEFICIT).coming[0]
    assert end[1:] == pytest.approx([each - SUB_4_S for each in _band(244.0)])
    assert [still_graph(each, DEFICIT).moves for each in (quiet, moved)] == [False, True]
    # What stands still is the same but for that, and what was foretold at the mark.
    keys = [static_key(snapshot(each, rule=PACING)) for each in (185.0, 205.0, 244.0, 246.0)]
    assert keys[0] == keys[1] != keys[2] == keys[3]


def test_that_the_way_to_the_finish_follows_the_clock_and_its_label_with_it() -> None:
    still = still_graph(snapshot(244.0, rule=PACING), DEFICIT)
    moving = moving_graph(snapshot(244.0, rule=PACING), DEFICIT)
    assert (still.projected_label, moving.end_label) == ("4:01.7", "4:05.1")
    assert moving.end is not None
    assert moving.end[0] == still.projected[-1][0] == METRES[3]
    assert moving.end[1] > still.projected[-1][1]


def test_that_the_band_moves_five_times_a_second_and_never_behind_the_clock() -> None:
    seen = [snapshot(244.0 + i / 50, rule=PACING) for i in range(1, 11)]
    assert len({each.projected for each in seen}) == 1
    (last,) = {each.projected for each in seen}
    following = snapshot(244.22, rule=PACING).projected
    assert last is not None
    assert following is not None
    assert seconds(244.2) <= last < following
    for at_s in (185.0, 240.0, 244.05, 246.0):
        known = snapshot(at_s, rule=PACING)
        moving = moving_graph(known, PROJECTION)
        assert known.projected is not None
        assert moving.point == (at_s, known.projected / NS_PER_S)
        assert moving.point[1] >= at_s


def _edges(spread: Spread) -> list[float]:
    return list(spread[1:])


@given(st.floats(60.20, 246.0), st.sampled_from([DEFICIT, PROJECTION]))
def test_that_the_edges_of_a_fan_are_in_their_order_and_it_runs_forward(
    at_s: float, view: str
) -> None:
    fan = _fan(at_s, view)
    assert fan
    assert all(a.x <= b.x for a, b in pairwise(fan))
    assert all(_edges(each) == sorted(_edges(each)) for each in fan)


@given(st.floats(60.20, 240.0), st.sampled_from([DEFICIT, PROJECTION]))
def test_that_the_graph_has_room_for_the_band_of_the_last_mark(at_s: float, view: str) -> None:
    known = snapshot(at_s, rule=PACING)
    low, high = still_graph(known, view).y_span
    marks = [time for time in PASSED if time <= at_s]
    less = SUB_4_S if view == DEFICIT else 0.0
    assert all(low - 1e-6 <= each - less <= high + 1e-6 for each in _band(marks[-1]))


@pytest.mark.parametrize("rule", [EVEN, PACING])
def test_that_once_the_clock_has_passed_a_finish_the_graph_ends_at_the_clock(rule: str) -> None:
    known = running(pressed("62"), now="5:00", rule=rule)
    moving = moving_graph(known, DEFICIT)
    assert still_graph(known, DEFICIT).moves
    assert moving.end is not None
    assert moving.end[1] >= 300 - SUB_4_S
    assert parse_time(moving.end_label) >= seconds(300)
