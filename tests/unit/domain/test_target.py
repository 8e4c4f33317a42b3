from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.course import MILE, Distance, metres
from app.domain.refusals import BadTarget
from app.domain.target import (
    Target,
    even,
    from_segments,
    from_splits,
    negative_split,
)
from app.domain.times import Duration, canonical, format_difference, seconds
from tests.unit.domain.races import MARKS, PARIS, SUB_4, time
from tests.unit.strategies import targets

FROM_START = (metres(400), metres(800), metres(1200), MILE)
START = (Distance(0), Duration(0))


def monaco() -> Target:
    """Return the world record as it was run, timed from the start line."""
    texts = ("1:02.6", "2:04.6", "3:06.66", "4:07.64")
    splits = list(zip(FROM_START, (time(each) for each in texts), strict=True))
    return from_splits(splits, id="monaco-2023", name="Monaco 2023", basis="gun")


@pytest.mark.parametrize(
    ("marks", "finish", "expected"),
    [
        # 239.99 s over 1609.344 m are 0.1491229... s a metre: 61.0425, 120.6917, 180.3409 s.
        (MARKS, "4:06.42", ["\u22120.84", "+0.06", "+1.50", "+6.43"]),
        (MARKS, "4:06.91", ["\u22120.84", "+0.06", "+1.50", "+6.92"]),
        # ... and 59.6491, 119.2983, 178.9474 s at 400, 800 and 1200 m.
        (FROM_START, "4:06.42", ["+0.55", "+1.45", "+2.89", "+6.43"]),
        (FROM_START, "4:06.91", ["+0.55", "+1.45", "+2.89", "+6.92"]),
    ],
)
def test_that_paris_against_sub_4_gives_the_gaps_of_both_readings(
    marks: tuple[Distance, ...], finish: str, expected: list[str]
) -> None:
    splits = (time("1:00.20"), time("2:00.75"), time("3:01.84"), time(finish))
    gaps = [
        Duration(split - SUB_4.time_at(mark)) for mark, split in zip(marks, splits, strict=True)
    ]
    assert [format_difference(gap) for gap in gaps] == expected
    pace = 239.99 / 1609.344
    by_hand = [split / 1e9 - mark / 1000 * pace for mark, split in zip(marks, splits, strict=True)]
    assert [gap / 1e9 for gap in gaps] == pytest.approx(by_hand, abs=1e-8)


def test_that_an_even_line_is_named_after_its_time() -> None:
    line = even(MILE, time("4:07.64"))
    assert (line.id, line.name, line.finish, line.distance) == (
        "4:07.64", "4:07.64", time("4:07.64"), MILE,
    )  # fmt: skip


def test_that_an_even_time_is_rounded_to_the_nearest_nanosecond() -> None:
    line = even(Distance(3), Duration(10))
    assert [line.time_at(Distance(each)) for each in range(5)] == [0, 3, 7, 10, 10]
    assert line.time_at(Distance(-1)) == 0


def test_that_a_negative_split_line_gains_its_seconds_in_the_second_half() -> None:
    line = negative_split(MILE, time("4:00"), seconds(2))
    half = line.time_at(Distance(MILE // 2))
    assert half == time("2:01")
    assert line.finish - half == time("1:59")
    assert line.name == "4:00.00 neg 2.00"


def test_that_segments_follow_each_other_at_their_own_pace() -> None:
    parts = [(metres(400), seconds(60)), (metres(400), seconds(64)), (metres(200), seconds(30))]
    line = from_segments(metres(1000), parts, "a text")
    asked = (200, 400, 600, 800, 900, 1000)
    assert [line.time_at(metres(each)) for each in asked] == [
        seconds(each) for each in (30, 60, 92, 124, 139, 154)
    ]
    assert line.id == line.name == "a text"


@pytest.mark.parametrize(("last_m", "total"), [(199, "999 m"), (201, "1001 m")])
def test_that_segments_fill_the_distance(last_m: int, total: str) -> None:
    parts = [(metres(800), seconds(120)), (metres(last_m), seconds(30))]
    with pytest.raises(BadTarget, match=f'"segments of {total} in all", expected 1000 m'):
        from_segments(metres(1000), parts, "a text")


@pytest.mark.parametrize(
    ("knots", "sentence"),
    [
        ((), "a line from the start to the finish"),
        ((START,), "a line from the start to the finish"),
        (((Distance(0), Duration(1)), (MILE, Duration(9))), "a line from the start"),
        (((Distance(1), Duration(0)), (MILE, Duration(9))), "a line from the start"),
        ((START, (MILE, Duration(0))), "later and farther than 0.00 at 0 m"),
        ((START, (MILE, Duration(-1))), "later and farther than 0.00 at 0 m"),
        ((START, (Distance(0), Duration(5))), "later and farther than 0.00 at 0 m"),
        (
            (START, (metres(400), seconds(60)), (metres(800), seconds(60))),
            'found "1:00.00 at 800 m", expected later and farther than 1:00.00 at 400 m',
        ),
        (
            (START, (metres(400), seconds(60)), (metres(300), seconds(61))),
            'found "1:01.00 at 300 m", expected later and farther than 1:00.00 at 400 m',
        ),
    ],
)
def test_that_a_line_that_stands_still_or_runs_backwards_is_refused(
    knots: tuple[tuple[Distance, Duration], ...], sentence: str
) -> None:
    for curved in (False, True):
        with pytest.raises(BadTarget) as refused:
            Target(id="x", name="x", knots=knots, curved=curved)
        assert sentence in str(refused.value)


def test_that_the_line_of_a_race_goes_through_its_splits_smoothly() -> None:
    line = monaco()
    assert line.curved
    assert line.basis == "gun"
    assert [canonical(line.time_at(mark)) for mark in FROM_START] == [
        "1:02.60", "2:04.60", "3:06.66", "4:07.64",
    ]  # fmt: skip
    # Laps of 60.98 to 62.6 s are 149 to 157 ms a metre: no metre between is far off that.
    steps = [line.time_at(metres(each + 1)) - line.time_at(metres(each)) for each in range(1609)]
    assert 0.144e9 < min(steps) <= max(steps) < 0.160e9


@given(targets())
def test_that_every_knot_of_a_target_is_exact(line: Target) -> None:
    assert [line.time_at(mark) for mark, _ in line.knots] == [time for _, time in line.knots]
    assert line.time_at(Distance(line.distance + 1)) == line.finish
    assert line.time_at(Distance(-1)) == 0
    assert line.distance_at(line.finish) == line.distance
    assert line.distance_at(Duration(line.finish + 1)) == line.distance
    assert line.distance_at(Duration(0)) == line.distance_at(Duration(-1)) == 0


@given(targets())
def test_that_the_light_stands_on_a_mark_at_its_time(line: Target) -> None:
    assert [line.distance_at(time) for _, time in line.knots] == [mark for mark, _ in line.knots]


@given(targets(), st.data())
def test_that_no_target_runs_backwards(line: Target, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, line.distance), max_size=30))
    times = [line.time_at(Distance(place)) for place in sorted(places)]
    assert times == sorted(times)
    assert all(0 <= each <= line.finish for each in times)


@given(targets(), st.data())
def test_that_the_light_of_a_target_is_where_its_time_says(
    line: Target, data: st.DataObject
) -> None:
    elapsed = Duration(data.draw(st.integers(0, line.finish)))
    place = line.distance_at(elapsed)
    beyond = Distance(min(place + 1, line.distance))
    assert line.time_at(place) <= elapsed <= line.time_at(beyond)


@given(targets(), st.data())
def test_that_the_place_at_the_time_of_a_place_is_that_place(
    line: Target, data: st.DataObject
) -> None:
    line = replace(line, curved=False)
    place = data.draw(st.integers(0, line.distance))
    assert abs(line.distance_at(line.time_at(Distance(place))) - place) <= 1


def test_that_paris_is_a_target_for_other_races() -> None:
    splits = list(zip(MARKS, (time(each) for each in PARIS), strict=True))
    line = from_splits(splits, id="paris-2025", name="Paris 2025")
    assert line.time_at(MARKS[2]) == time("3:01.84")
    assert line.basis == ""
    assert not line.own_result
