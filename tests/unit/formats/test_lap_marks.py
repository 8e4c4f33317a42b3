"""Marks are proposed where the measured laps fit a course, each proposal with its reason."""

from collections.abc import Sequence
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.course import LAP_400, Course, Distance, crossings, every, metres
from app.domain.disciplines import discipline
from app.domain.times import Duration, seconds
from app.formats.results.found import FoundSplit
from app.formats.results.lap_marks import LapMarks, lap_marks


def _course(
    event: str, marks: tuple[Distance, ...] | None = None, lap: Distance = LAP_400
) -> Course:
    distance = discipline(event).distance
    return Course(event=event, distance=distance, lap=lap, marks=marks or crossings(distance, lap))


def _splits(ways: Sequence[float | None], took: Sequence[float] = ()) -> list[FoundSplit]:
    """Splits of laps of so many metres at 6.4 m/s, or of so many seconds."""
    times = list(accumulate(took or [(way or 0) / 6.4 for way in ways]))
    splits, along, known = [], 0.0, True
    for time, way in zip(times, ways, strict=True):
        known = known and way is not None
        along += way or 0
        splits.append(FoundSplit(seconds(time), measured=metres(along) if known else None))
    return splits


def _metres(found: LapMarks) -> list[float | None]:
    return [None if mark is None else mark / 1000 for mark in found.marks]


@pytest.mark.parametrize(
    ("event", "ways", "marks"),
    [
        ("1500", (301.5, 404.1, 398.8, 403.3), [300, 700, 1100, 1500]),
        ("1500", (300, 400, 400, 400), [300, 700, 1100, 1500]),
        ("1500", (404, 402, 405, 302), [400, 800, 1200, 1500]),
        ("800", (405.2, 398.0), [400, 800]),
        ("800", (203, 201, 198, 205), [200, 400, 600, 800]),
        ("mile", (412, 405, 402, 399), [409.344, 809.344, 1209.344, 1609.344]),
        ("3000", (200, *[403] * 7), [200, 600, 1000, 1400, 1800, 2200, 2600, 3000]),
        ("1500", (302, 805, 403), [300, 1100, 1500]),
        ("1500", (301, 402, 101, 302, 399), [300, 700, 800, 1100, 1500]),
    ],
)
def test_that_laps_pressed_on_a_track_are_told_by_their_lengths(
    event: str, ways: tuple[float, ...], marks: list[float]
) -> None:
    found = lap_marks(_splits(ways), _course(event))
    assert _metres(found) == marks
    assert found.reason.startswith("The measured laps fit ")


def test_that_a_reason_says_how_well_the_laps_fit() -> None:
    found = lap_marks(_splits((301.5, 404.1, 398.8, 403.3)), _course("1500"))
    assert found.reason == "The measured laps fit the marks of the course, to 5 m."


def test_that_a_mile_that_fits_two_lines_says_so() -> None:
    found = lap_marks(_splits((404, 404, 404, 404)), _course("mile"))
    assert found.marks == _course("mile").marks
    assert "They would fit laps from the start line too." in found.reason


def test_that_the_marks_of_the_course_come_first() -> None:
    course = _course("mile", every(discipline("mile").distance, LAP_400))
    found = lap_marks(_splits((404, 404, 404, 404)), course)
    assert found.marks == course.marks
    assert "They would fit laps at the finish line too." in found.reason


@pytest.mark.parametrize(
    ("event", "ways", "words"),
    [
        ("5000", (1000, 1001.2, 1000, 1000.4, 1003), "after kilometres of its own"),
        ("10000", (1609.3, 1609.9, 1610.1, 1609.3, 1609.3, 1609.4, 370), "after miles of its own"),
        ("1500", (1000.2, 512), "after kilometres of its own"),
        ("1500", (350, 410, 400, 400), "350 m, 410 m, 400 m, 400 m, which end at no marks"),
        ("1500", (300, 400, 400), "which end at no marks over 1500 m"),
        ("1500", (300, 400, 400, 400, 400), "which end at no marks over 1500 m"),
    ],
)
def test_that_laps_that_end_at_no_marks_get_none_and_the_reason(
    event: str, ways: tuple[float, ...], words: str
) -> None:
    found = lap_marks(_splits(ways), _course(event))
    assert found.marks == ()
    assert words in found.reason


def test_that_the_moment_between_two_presses_at_the_finish_is_no_lap() -> None:
    splits = _splits((301, 402, 403, 404, 2), (44, 60, 61, 59, 1.2))
    found = lap_marks(splits, _course("1500"))
    assert _metres(found) == [300, 700, 1100, 1500, None]
    assert found.reason.endswith("the watch was stopped after it.")


def test_that_without_distances_the_number_of_laps_has_to_be_that_of_the_marks() -> None:
    course = _course("1500")
    assert lap_marks(_splits([None] * 4, (45, 60, 61, 59)), course).marks == course.marks
    found = lap_marks(_splits([None] * 3, (45, 60, 61)), course)
    assert found == LapMarks((), "The watch gave no distances, and 3 laps are not 4.")


def test_that_uneven_laps_without_distances_get_no_marks() -> None:
    found = lap_marks(_splits([None] * 4, (45, 120, 61, 59)), _course("1500"))
    assert found.marks == ()
    assert "too uneven" in found.reason


def test_that_no_laps_have_no_marks() -> None:
    assert lap_marks([], _course("1500")) == LapMarks((), "There are no laps.")


@given(
    event=st.sampled_from(["800", "1000", "1500", "mile", "3000", "5000"]),
    errors=st.lists(st.floats(-0.02, 0.03), min_size=20, max_size=20),
)
def test_that_errors_of_a_watch_on_a_track_move_no_mark(event: str, errors: list[float]) -> None:
    course = _course(event)
    steps = [b - a for a, b in zip((0, *course.marks), course.marks, strict=False)]
    ways = [step / 1000 * (1 + error) for step, error in zip(steps, errors, strict=False)]
    assert lap_marks(_splits(ways), course).marks == course.marks


@given(
    laps=st.lists(st.tuples(st.integers(0, 10**12), st.none() | st.integers(0, 10**9)), max_size=40)
)
def test_that_whatever_was_measured_the_marks_rise_and_each_lap_has_at_most_one(
    laps: list[tuple[int, int | None]],
) -> None:
    splits = [
        FoundSplit(Duration(time), measured=None if way is None else Distance(way))
        for time, way in zip(accumulate(t for t, _ in laps), (way for _, way in laps), strict=True)
    ]
    found = lap_marks(splits, _course("1500"))
    assert len(found.marks) in (0, len(splits))
    marks = [mark for mark in found.marks if mark is not None]
    assert marks == sorted(set(marks))
    assert found.reason.endswith(".")
