import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.course import (
    LAP_200,
    LAP_400,
    MILE,
    QUARTER_MILE,
    Course,
    Distance,
    crossings,
    every,
    format_metres,
    laps_to_go,
    mark_name,
    metres,
    next_mark,
    start_line,
    to_metres,
)
from app.domain.refusals import BadPlan
from tests.unit.domain.races import mile
from tests.unit.strategies import courses, distances, laps

STEEPLE_INSIDE = metres(396.08)
STEEPLE_OUTSIDE = metres(419.41)


def in_metres(marks: tuple[Distance, ...]) -> list[float]:
    return [to_metres(mark) for mark in marks]


@pytest.mark.parametrize(
    ("distance", "lap", "expected"),
    [
        (metres(300), LAP_400, [300]),
        (metres(400), LAP_400, [400]),
        (metres(800), LAP_400, [400, 800]),
        (metres(800), LAP_200, [200, 400, 600, 800]),
        (metres(1000), LAP_400, [200, 600, 1000]),
        (metres(1500), LAP_400, [300, 700, 1100, 1500]),
        (MILE, LAP_400, [409.344, 809.344, 1209.344, 1609.344]),
        (
            MILE,
            LAP_200,
            [209.344, 409.344, 609.344, 809.344, 1009.344, 1209.344, 1409.344, 1609.344],
        ),
        (MILE, QUARTER_MILE, [402.336, 804.672, 1207.008, 1609.344]),
        (metres(2000), LAP_400, [400, 800, 1200, 1600, 2000]),
        (metres(3000), LAP_400, [200, 600, 1000, 1400, 1800, 2200, 2600, 3000]),
        (
            Distance(2 * MILE),
            LAP_400,
            [418.688, 818.688, 1218.688, 1618.688, 2018.688, 2418.688, 2818.688, 3218.688],
        ),
        (metres(5000), LAP_400, [200 + 400 * lap for lap in range(13)]),
        (metres(10_000), LAP_400, [400 * lap for lap in range(1, 26)]),
        # Seven laps of 396.08 m are 2772.56 m, and 3000 m begins 227.44 m before the first of them.
        (
            metres(3000),
            STEEPLE_INSIDE,
            [227.44, 623.52, 1019.6, 1415.68, 1811.76, 2207.84, 2603.92, 3000],
        ),
        (metres(2000), STEEPLE_INSIDE, [415.68, 811.76, 1207.84, 1603.92, 2000]),
        # Seven laps of 419.41 m are 2935.87 m: the first 64.13 m are longer than an eighth.
        (
            metres(3000),
            STEEPLE_OUTSIDE,
            [64.13, 483.54, 902.95, 1322.36, 1741.77, 2161.18, 2580.59, 3000],
        ),
    ],
)
def test_that_a_runner_crosses_the_finish_line_once_a_lap(
    distance: Distance, lap: Distance, expected: list[float]
) -> None:
    assert in_metres(crossings(distance, lap)) == expected


@pytest.mark.parametrize(
    ("before_finish", "expected"),
    [
        (start_line(MILE, LAP_400), [400, 800, 1200, 1609.344]),
        (metres(200), [209.344, 609.344, 1009.344, 1409.344, 1609.344]),
        (metres(100), [309.344, 709.344, 1109.344, 1509.344, 1609.344]),
        # The last 49 m are shorter than an eighth of a lap, the last 51 m are not.
        (metres(49), [360.344, 760.344, 1160.344, 1609.344]),
        (metres(51), [358.344, 758.344, 1158.344, 1558.344, 1609.344]),
        (metres(350), [59.344, 459.344, 859.344, 1259.344, 1609.344]),
        (metres(380), [429.344, 829.344, 1229.344, 1609.344]),
    ],
)
def test_that_the_marks_follow_the_line_where_the_operator_stands(
    before_finish: Distance, expected: list[float]
) -> None:
    assert in_metres(crossings(MILE, LAP_400, before_finish=before_finish)) == expected


def test_that_short_parts_at_both_ends_are_kept_when_asked_for() -> None:
    kept = crossings(MILE, LAP_400, keep_short=True)
    assert in_metres(kept) == [9.344, 409.344, 809.344, 1209.344, 1609.344]
    line = start_line(MILE, LAP_400)
    from_start = crossings(MILE, LAP_400, before_finish=line, keep_short=True)
    assert in_metres(from_start) == [400, 800, 1200, 1600, 1609.344]


@pytest.mark.parametrize(
    ("distance", "step", "expected"),
    [
        (MILE, metres(100), [*range(100, 1600, 100), 1609.344]),
        (MILE, metres(200), [*range(200, 1600, 200), 1609.344]),
        (MILE, metres(400), [400, 800, 1200, 1609.344]),
        (metres(1500), metres(100), list(range(100, 1600, 100))),
        (metres(1500), metres(400), [400, 800, 1200, 1500]),
        (metres(300), metres(100), [100, 200, 300]),
    ],
)
def test_that_marks_may_be_finer_than_laps(
    distance: Distance, step: Distance, expected: list[float]
) -> None:
    assert in_metres(every(distance, step)) == expected


@given(courses())
def test_that_marks_increase_and_end_with_the_distance(course: Course) -> None:
    steps = [b - a for a, b in zip((0, *course.marks), course.marks, strict=False)]
    assert all(step > 0 for step in steps)
    assert course.marks[-1] == course.distance
    assert len(course.marks) <= course.distance // course.lap + 2


@given(courses())
def test_that_every_mark_but_the_finish_lies_on_the_line(course: Course) -> None:
    to_run = [course.distance - mark for mark in course.marks[:-1]]
    assert all((each - course.line_before_finish) % course.lap == 0 for each in to_run)


@given(distances, laps)
def test_that_no_part_shorter_than_an_eighth_of_a_lap_is_timed(
    distance: Distance, lap: Distance
) -> None:
    marks = crossings(distance, lap)
    parts = [b - a for a, b in zip((0, *marks), marks, strict=False)]
    assert len(parts) == 1 or min(parts) >= lap // 8


@given(st.integers(1, 1_000_000_000), st.integers(1, 1_000_000_000))
def test_that_any_lap_gives_marks_or_a_refusal(distance: int, lap: int) -> None:
    try:
        marks = crossings(Distance(distance), Distance(lap))
    except BadPlan as refused:
        assert "at most 1000 laps" in str(refused)  # noqa: PT017 - the marks are the other answer
    else:
        assert marks[-1] == distance


@pytest.mark.parametrize("lap", [0, -400_000])
def test_that_a_lap_without_a_length_is_refused_by_name(lap: int) -> None:
    with pytest.raises(BadPlan, match="the lap length"):
        Course(
            event="1500",
            distance=metres(1500),
            lap=Distance(lap),
            marks=crossings(metres(1500), Distance(lap)),
        )


def test_that_marks_every_nothing_are_refused() -> None:
    with pytest.raises(BadPlan):
        every(metres(1500), Distance(0))


@pytest.mark.parametrize(
    ("distance", "lap", "marks", "sentence"),
    [
        (0, 400_000, (0,), "the distance: found 0 m, expected 1 mm to 1000 km"),
        (-1, 400_000, (-1,), "the distance: found -0.001 m, expected 1 mm to 1000 km"),
        (1_000_000_001, 400_000, (1_000_000_001,), "the distance: found 1000000.001 m"),
        (800_000, 0, (800_000,), "the lap length: found 0 m"),
        (800_000, 400_000, (), "the marks: found none, expected the finish as last"),
        (800_000, 400_000, (400_000,), "the marks: found 400 m, expected the finish as last"),
        (800_000, 400_000, (900_000,), "the marks: found 900 m, expected the finish as last"),
        (800_000, 400_000, (0, 800_000), "the marks: found 0 m, 800 m, expected increasing"),
        (800_000, 400_000, (-5_000, 800_000), "found -5 m, 800 m, expected increasing"),
        (800_000, 400_000, (600_000, 400_000, 800_000), "expected increasing distances"),
        (800_000, 400_000, (400_000, 400_000, 800_000), "expected increasing distances"),
        (800_000, 400_000, (900_000, 800_000), "expected increasing distances"),
    ],
)
def test_that_a_course_no_race_could_be_run_on_is_refused(
    distance: int, lap: int, marks: tuple[int, ...], sentence: str
) -> None:
    with pytest.raises(BadPlan) as refused:
        Course(
            event="any",
            distance=Distance(distance),
            lap=Distance(lap),
            marks=tuple(Distance(mark) for mark in marks),
        )
    assert sentence in str(refused.value)


def test_that_the_next_mark_is_the_first_one_beyond_the_last() -> None:
    course = mile()
    assert next_mark(course, Distance(0)) == 409_344
    assert next_mark(course, Distance(409_344)) == 809_344
    assert next_mark(course, Distance(500_000)) == 809_344
    assert next_mark(course, MILE) is None


def test_that_the_bell_is_one_lap_to_go() -> None:
    assert laps_to_go(mile(), Distance(1_209_344)) == 1.0
    assert laps_to_go(mile(), MILE) == 0.0
    assert laps_to_go(mile(), Distance(0)) == pytest.approx(4.02336)


@pytest.mark.parametrize(
    ("mark", "name"), [(409_344, "409 m"), (1_209_344, "1209 m"), (1_609_344, "finish")]
)
def test_that_a_mark_is_called_as_a_coach_says_it(mark: int, name: str) -> None:
    assert mark_name(mile(), Distance(mark)) == name


@pytest.mark.parametrize(
    ("distance", "text"),
    [
        (400_000, "400 m"),
        (1_209_344, "1209.344 m"),
        (396_080, "396.08 m"),
        (0, "0 m"),
        (1, "0.001 m"),
    ],
)
def test_that_metres_are_written_with_the_decimals_they_need(distance: int, text: str) -> None:
    assert format_metres(Distance(distance)) == text


@given(st.integers(0, 10**9).map(Distance))
def test_that_metres_lead_back_to_the_same_millimetre(distance: Distance) -> None:
    assert metres(to_metres(distance)) == distance
    assert metres(float(format_metres(distance).removesuffix(" m"))) == distance
