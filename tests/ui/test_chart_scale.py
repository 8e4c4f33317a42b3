import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.viewstate.paris import graph
from ui.charts.scale import (
    LABEL_ROOM,
    SIDE_ROOM,
    Frame,
    home_spans,
    value_at,
    x_labels,
    y_text,
    y_ticks,
)
from ui.viewstate.graph import DEFICIT, LAPS, PROJECTION, VIEWS, Graph, Still

FRAME = Frame(44.0, 24.0, 400.0, 200.0, (0.0, 1600.0), (-2.0, 8.0))
EVERY_100 = tuple((float(x), f"{x} m") for x in range(100, 1600, 100))


def _character_widths(text: str) -> float:
    return 7.0 * len(text)


def _with_ticks(ticks: tuple[tuple[float, str], ...]) -> Still:
    return graph(None, DEFICIT).still._replace(x_ticks=ticks, x_span=(0.0, 1609.344))


def test_that_a_plot_has_its_low_values_at_the_bottom() -> None:
    assert FRAME.at((0.0, -2.0)) == (44.0, 224.0)
    assert FRAME.at((1600.0, 8.0)) == (444.0, 24.0)
    assert FRAME.at((800.0, 3.0)) == (244.0, 124.0)


def test_that_a_flipped_plot_has_its_low_values_on_top() -> None:
    assert FRAME._replace(flipped=True).at((800.0, -2.0)) == (244.0, 24.0)


@given(st.floats(-1e4, 1e4))
def test_that_a_place_leads_back_to_its_value(value: float) -> None:
    assert FRAME.value_x(FRAME.x(value)) == pytest.approx(value, abs=1e-6)


def test_that_a_line_has_values_between_its_points_and_none_beside_them() -> None:
    line = ((100.0, 1.0), (200.0, 3.0), (200.0, 5.0))
    assert [value_at(line, x) for x in (99.0, 100.0, 150.0, 200.0, 201.0)] == [
        None,
        1.0,
        2.0,
        3.0,
        None,
    ]


@given(st.floats(0, 250), st.sampled_from(VIEWS), st.floats(60, 900), st.floats(60, 600))
def test_that_everything_has_room_around_it(
    at_s: float, view: str, width: float, height: float
) -> None:
    shown = graph(at_s, view)
    (left, right), (low, high) = home_spans(shown, width, height)
    room_x, room_y = SIDE_ROOM * 0.9, min(SIDE_ROOM, height / 5) * 0.9
    frame = Frame(0.0, 0.0, width, height, (left, right), (low, high))
    assert frame.x(shown.still.x_span[0]) >= min(room_x, width / 6)
    assert frame.x(shown.still.x_span[1]) <= width - min(room_x, width / 6)
    places = [frame.y(dot.at[1]) for dot in shown.still.dots]
    places_room = min(LABEL_ROOM, height / 5) * 0.9
    assert all(places_room <= y <= height - places_room for y in places)
    assert room_y <= frame.y(shown.still.y_span[1])


def test_that_a_live_point_beyond_the_plot_widens_it_by_quarters() -> None:
    shown = graph(205.0, DEFICIT)
    low, high = shown.still.y_span
    spans = []
    for gap in (high - 0.01, high + 0.01, high + 0.02, high + (high - low) * 0.3):
        moving = shown.moving._replace(point=(1500.0, gap))
        spans.append(home_spans(Graph(shown.still, moving), 400.0, 200.0)[1])
    assert spans[0][1] < spans[1][1] == spans[2][1] < spans[3][1]


@given(st.floats(-300, 300), st.floats(0.2, 3000), st.floats(40, 800))
def test_that_the_values_of_y_lie_apart_and_in_sight(
    low: float, span: float, height: float
) -> None:
    frame = FRAME._replace(height=height, y_span=(low, low + span))
    values, step = y_ticks(frame)
    assert all(low - 1e-6 <= value <= low + span + 1e-6 for value in values)
    places = [frame.y(value) for value in values]
    assert all(a - b >= 33.9 for a, b in itertools.pairwise(places)) or step <= 0.05


@pytest.mark.parametrize(
    ("view", "value", "step", "text"),
    [
        (DEFICIT, 2.0, 1.0, "+2"),
        (DEFICIT, 0.0, 1.0, "0"),
        (DEFICIT, -0.5, 0.5, "\u22120.5"),
        (DEFICIT, 0.15, 0.05, "+0.15"),
        (PROJECTION, 246.0, 2.0, "4:06"),
        (LAPS, 59.5, 0.5, "59.5"),
    ],
)
def test_that_values_of_y_are_written_as_finely_as_they_are_spaced(
    view: str, value: float, step: float, text: str
) -> None:
    assert y_text(view, value, step) == text


def test_that_marks_far_enough_apart_all_keep_their_names() -> None:
    still = _with_ticks(graph(None, DEFICIT).still.x_ticks)
    labels = x_labels(still, FRAME._replace(x_span=(0.0, 1609.344)), _character_widths)
    assert [text for _, text in labels] == ["409 m", "809 m", "1209 m", "finish"]


def test_that_marks_every_100_m_are_thinned_out_to_even_steps_and_the_finish() -> None:
    still = _with_ticks((*EVERY_100, (1609.344, "finish")))
    labels = x_labels(still, FRAME._replace(x_span=(0.0, 1609.344)), _character_widths)
    assert [text for _, text in labels] == ["400 m", "800 m", "1200 m", "finish"]


@given(st.floats(20, 2000), st.integers(1, 60), st.floats(0, 1500), st.floats(100, 1700))
def test_that_names_of_marks_never_overlap_and_the_finish_is_kept(
    width: float, count: int, left: float, span: float
) -> None:
    ticks = tuple((1609.344 * (i + 1) / count, f"{i} m") for i in range(count - 1))
    still = _with_ticks((*ticks, (1609.344, "finish")))
    frame = FRAME._replace(width=width, x_span=(left, left + span))
    labels = x_labels(still, frame, _character_widths)
    for (a, first), (b, second) in itertools.pairwise(labels):
        assert b - a > (_character_widths(first) + _character_widths(second)) / 2
    assert ("finish" in [text for _, text in labels]) == frame.holds_x(1609.344)


def test_that_race_times_are_thinned_out_from_zero() -> None:
    still = graph(205.0, PROJECTION).still
    frame = FRAME._replace(width=250.0, x_span=(0.0, 247.64))
    labels = x_labels(still, frame, _character_widths)
    assert [text for _, text in labels] == ["0:00", "1:00", "2:00", "3:00", "4:00"]
