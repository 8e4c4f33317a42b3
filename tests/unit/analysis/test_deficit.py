import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.deficit import deficit, in_metres, light_ahead, needed_per_400
from app.domain.course import MILE, Distance, metres
from app.domain.target import Target, even
from app.domain.times import Duration, format_difference, seconds
from tests.unit.domain.races import RECORD, SUB_4, time
from tests.unit.strategies import race_times, targets

FINISH_LINE = (409.344, 809.344, 1209.344, 1609.344)
FROM_START = (400.0, 800.0, 1200.0, 1609.344)
FOUR_MINUTES = even(metres(1600), time("4:00"))
"""100 m in every 15 s."""


@pytest.mark.parametrize(
    ("marks", "finish", "expected"),
    [
        (FINISH_LINE, "4:06.42", ["-0.84", "+0.06", "+1.50", "+6.43"]),
        (FROM_START, "4:06.42", ["+0.55", "+1.45", "+2.89", "+6.43"]),
        (FINISH_LINE, "4:06.91", ["-0.84", "+0.06", "+1.50", "+6.92"]),
        (FROM_START, "4:06.91", ["+0.55", "+1.45", "+2.89", "+6.92"]),
    ],
)
def test_that_paris_lies_behind_sub_4_as_its_reading_says(
    marks: tuple[float, ...], finish: str, expected: list[str]
) -> None:
    # Sub-4 passes 400 m after 239.99 x 400 / 1609.344 = 59.649, and 409.344 m after 61.043:
    # 60.20 is 0.55 behind the one and 0.84 ahead of the other.
    times = [time(each) for each in ("1:00.20", "2:00.75", "3:01.84", finish)]
    gaps = [deficit(t, metres(m), SUB_4) for t, m in zip(times, marks, strict=True)]
    assert [format_difference(each, minus="-") for each in gaps] == expected


def test_that_a_gap_in_metres_is_what_the_last_stretch_covers_in_that_time() -> None:
    # 400 m in 60 s are 6.667 m/s: 1.5 s are 10 m.
    assert in_metres(seconds(1.5), seconds(60), metres(400)) == metres(10)
    assert in_metres(seconds(-0.75), seconds(60), metres(400)) == metres(-5)
    # 409.344 m in 60.20 s are 6.79973 m/s: 0.84 s are 5.712 m.
    assert in_metres(seconds(0.84), seconds(60.20), metres(409.344)) == metres(5.712)


@pytest.mark.parametrize(
    ("elapsed", "mark", "pace"),
    [
        # 239.99 - 181.84 = 58.15 for the 400 m that are left.
        ("3:01.84", 1209.344, 58.15),
        # 239.99 - 120.75 = 119.24 for 800 m.
        ("2:00.75", 809.344, 59.62),
        # 58.15 for 409.344 m: 58.15 x 400 / 409.344.
        ("3:01.84", 1200.0, 56.822_623_515),
    ],
)
def test_that_the_needed_pace_is_the_time_left_over_the_distance_left(
    elapsed: str, mark: float, pace: float
) -> None:
    assert needed_per_400(time(elapsed), metres(mark), SUB_4) == seconds(pace)


def test_that_no_pace_is_needed_at_the_finish_and_none_helps_once_the_time_has_gone_by() -> None:
    assert needed_per_400(time("3:50"), MILE, SUB_4) is None
    assert needed_per_400(time("3:59.99"), metres(1609), SUB_4) is None
    assert needed_per_400(time("4:30"), metres(1209.344), SUB_4) is None
    # A nanosecond for the last millimetre is still a pace.
    assert needed_per_400(Duration(SUB_4.finish - 1), Distance(MILE - 1), SUB_4) == 400_000


@pytest.mark.parametrize(
    ("elapsed", "position", "ahead"),
    [(60, 390, 10), (60, 410, -10), (60, 400, 0), (0, 12, -12), (-3, 0, 0), (300, 1590, 410)],
)
def test_that_the_light_runs_with_the_target_and_on_beyond_its_finish(
    elapsed: float, position: float, ahead: float
) -> None:
    assert light_ahead(seconds(elapsed), metres(position), FOUR_MINUTES) == metres(ahead)


@given(targets(MILE), st.integers(1, MILE).map(Distance))
def test_that_the_line_itself_is_never_behind_nor_ahead(line: Target, mark: Distance) -> None:
    assert deficit(line.time_at(mark), mark, line) == 0


@given(race_times, race_times, st.integers(1, MILE).map(Distance))
def test_that_a_later_split_is_as_much_farther_behind(
    early: Duration, late: Duration, mark: Distance
) -> None:
    gained = deficit(late, mark, SUB_4) - deficit(early, mark, SUB_4)
    assert gained == late - early


@given(race_times, st.integers(1, MILE).map(Distance))
def test_that_two_targets_lie_as_far_apart_as_their_times_at_the_mark(
    elapsed: Duration, mark: Distance
) -> None:
    apart = deficit(elapsed, mark, SUB_4) - deficit(elapsed, mark, RECORD)
    assert apart == RECORD.time_at(mark) - SUB_4.time_at(mark)


@given(race_times, st.integers(1, MILE - 1).map(Distance))
def test_that_the_needed_pace_ends_on_the_targets_time(elapsed: Duration, mark: Distance) -> None:
    pace = needed_per_400(elapsed, mark, SUB_4)
    if elapsed >= SUB_4.finish:
        assert pace is None
        return
    assert pace is not None
    left = MILE - mark
    # The pace is kept to the nanosecond per 400 m, so the end is as good as the distance is long.
    assert elapsed + pace * left / 400_000 == pytest.approx(SUB_4.finish, abs=left / 400_000 + 1)


@given(
    st.integers(-(10**11), 10**11).map(Duration),
    race_times,
    st.integers(1, 2 * 10**6).map(Distance),
)
def test_that_metres_have_the_sign_of_the_seconds(
    behind: Duration, lap: Duration, length: Distance
) -> None:
    shown = in_metres(behind, lap, length)
    assert shown * behind >= 0
    assert in_metres(Duration(-behind), lap, length) == -shown
