import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.charts.labels import Box, Stroke, Wish, place, spread

AREA = Box(0.0, 0.0, 600.0, 300.0)
places = st.tuples(st.floats(0, 600), st.floats(0, 300))
wishes = st.builds(
    Wish, places, st.floats(20, 60), st.just(14.0), must=st.just(False), border=st.none()
)
strokes = st.lists(st.tuples(places, places), max_size=12)
boxes = st.builds(Box, st.floats(0, 500), st.floats(0, 250), st.floats(1, 90), st.floats(1, 40))


@given(st.lists(wishes, max_size=16), strokes, st.lists(boxes, max_size=3))
def test_that_no_label_covers_another_or_what_is_taken(
    asked: list[Wish], lines: list[Stroke], taken: list[Box]
) -> None:
    found = [box for box in place(asked, lines, taken, AREA) if box is not None]
    assert not any(a.overlaps(b) for a, b in itertools.combinations(found, 2))
    assert not any(box.overlaps(other) for box in found for other in taken)
    assert all(box.within(AREA) for box in found)


@given(st.lists(wishes, max_size=16), strokes)
def test_that_no_line_runs_through_a_label(asked: list[Wish], lines: list[Stroke]) -> None:
    found = [box for box in place(asked, lines, [], AREA) if box is not None]
    assert not any(box.crossed_by(line) for box in found for line in lines)


@given(st.lists(wishes, min_size=1, max_size=16), strokes)
def test_that_the_most_important_label_is_shown_however_many_lines_cross(
    asked: list[Wish], lines: list[Stroke]
) -> None:
    first = asked[0]._replace(must=True)
    assert place([first, *asked[1:]], lines, [], AREA)[0] is not None


def test_that_a_label_stands_above_its_point_where_nothing_is_in_the_way() -> None:
    (box,) = place([Wish((300.0, 150.0), 40.0, 14.0)], [], [], AREA)
    assert box == Box(280.0, 127.0, 40.0, 14.0)


def test_that_a_label_goes_below_a_line_that_peaks_at_its_point_from_above() -> None:
    valley = [((200.0, 100.0), (300.0, 150.0)), ((300.0, 150.0), (400.0, 100.0))]
    (box,) = place([Wish((300.0, 150.0), 90.0, 14.0)], valley, [], AREA)
    assert box is not None
    assert box.top > 150.0


def test_that_a_label_stays_on_the_side_of_the_border_that_its_point_is_on() -> None:
    wall = [((240.0, 130.0), (360.0, 130.0))]
    wish = Wish((300.0, 140.0), 40.0, 14.0, must=True, border=152.0)
    (box,) = place([wish], wall, [], AREA)
    assert box is not None
    assert box.top + box.height / 2 < 152.0


def test_that_a_line_that_only_passes_by_does_not_cross() -> None:
    box = Box(10.0, 10.0, 20.0, 10.0)
    assert box.crossed_by(((0.0, 15.0), (40.0, 15.0)))
    assert box.crossed_by(((12.0, 12.0), (14.0, 14.0)))
    assert box.crossed_by(((5.0, 15.0), (20.0, 0.0)))
    assert not box.crossed_by(((0.0, 5.0), (40.0, 5.0)))
    assert not box.crossed_by(((0.0, 15.0), (9.0, 15.0)))
    assert not box.crossed_by(((0.0, 15.0), (18.0, 0.0)))


@st.composite
def _columns(draw: st.DrawFn) -> tuple[list[float], list[float]]:
    heights = draw(st.lists(st.floats(8, 30), min_size=1, max_size=8))
    wanted = draw(st.lists(st.floats(-50, 350), min_size=len(heights), max_size=len(heights)))
    return wanted, heights


@given(_columns())
def test_that_labels_at_the_end_are_spread_without_overlap_and_in_order(
    column: tuple[list[float], list[float]],
) -> None:
    wanted, heights = column
    centres = spread(wanted, heights, 0.0, 300.0)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    for a, b in itertools.pairwise(order):
        assert centres[b] - centres[a] >= (heights[a] + heights[b]) / 2 - 1e-6
    for centre, height in zip(centres, heights, strict=True):
        assert centre - height / 2 >= -1e-6
        assert centre + height / 2 <= 300.0 + 1e-6


def test_that_labels_with_room_enough_stay_where_their_lines_end() -> None:
    assert spread([200.0, 50.0], [18.0, 18.0], 0.0, 300.0) == [200.0, 50.0]


def test_that_two_labels_that_touch_part_by_the_same_way() -> None:
    # 27.5 pixels a second on a graph 275 high over 10 s: 0.2 s are 5.5 pixels for two of 18.
    centres = spread([100.0, 105.5], [18.0, 18.0], 0.0, 300.0)
    assert centres == pytest.approx([93.75, 111.75])
