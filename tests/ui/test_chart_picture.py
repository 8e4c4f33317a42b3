import itertools
import math

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.unit.viewstate.paris import graph
from ui import theme
from ui.charts import lettering
from ui.charts.axes import left_room
from ui.charts.ends import gutter
from ui.charts.labels import Box
from ui.charts.scale import Frame, home_spans
from ui.charts.scene import BOTTOM, TOP, Scene, strokes_of
from ui.charts.still_picture import paint_still
from ui.theme import DAY, NIGHT, THEMES
from ui.viewstate.graph import DEFICIT, LAPS, PROJECTION, VIEWS, Bar, Dot, Graph, Line, Point

SIZES = [(580, 272), (400, 162), (880, 452), (340, 130)]
TIMES = [None, 0.0, 65.0, 125.0, 205.0, 244.0, 250.0]
FOUR_RULES, HOW_IT_ENDED = "four rules", "how it ended"


class Written:
    """The texts of a picture, each with the box it takes up and its size in pixels."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.boxes: list[tuple[str, Box]] = []
        self.sizes: dict[str, int] = {}
        self._write = lettering.write
        monkeypatch.setattr(lettering, "write", self._noted)

    def _noted(
        self, painter: QPainter, left: float, middle: float, text: str, *rest: object
    ) -> None:
        _, pixels, *weight = rest
        assert isinstance(pixels, int)
        width = lettering.width(text, pixels, *weight)  # type: ignore[arg-type]
        height = pixels * lettering.CAPITAL
        self.boxes.append((text, Box(left, middle - height / 2, width, height)))
        self.sizes[text] = pixels
        self._write(painter, left, middle, text, *rest)  # type: ignore[arg-type]

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.boxes]

    def box(self, text: str) -> Box:
        return next(box for words, box in self.boxes if words == text)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Written:
    theme.load_fonts(first=True)
    theme.load_fonts(first=False)
    return Written(monkeypatch)


def _paint(
    shown: Graph,
    size: tuple[int, int],
    *,
    name: str = NIGHT,
    flipped: bool = False,
    y_span: Point | None = None,
) -> Scene:
    """Paint all of a graph, or only what lies in `y_span`."""
    width, height = size
    left = left_room(shown.still)
    room = width - left - gutter(shown.still, width), height - TOP - BOTTOM
    x_span, whole = home_spans(shown, *room)
    frame = Frame(left, TOP, *room, x_span, y_span or whole, flipped)
    scene = Scene(shown.still, frame, THEMES[name], width, height)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_still(painter, scene)
    painter.end()
    return scene


def _dense() -> Graph:
    """Sixteen marks, a hundred metres apart, about the target's line."""
    shown = graph(205.0, DEFICIT)
    places = [(100.0 * i, 0.4 * math.sin(i) - 0.08 * i) for i in range(1, 16)]
    dots = tuple(Dot(at, f"{at[1]:+.2f}".replace("-", "\u2212"), "ahead") for at in places)
    last = dots[-1].at
    still = shown.still._replace(
        dots=dots,
        known=((0.0, 0.0), *places),
        x_ticks=(*((x, f"{x:.0f} m") for x, _ in places), (1609.344, "finish")),
        wedge=((last[0], last[1], last[1]), (1609.344, last[1] - 1, last[1] + 1)),
        projected=(last, (1609.344, last[1])),
    )
    return Graph(still, shown.moving)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("at_s", TIMES)
def test_that_no_text_of_the_picture_covers_another(
    written: Written, size: tuple[int, int], view: str, at_s: float | None
) -> None:
    _paint(graph(at_s, view), size)
    _assert_apart(written, size)


@pytest.mark.parametrize("flipped", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_that_sixteen_marks_leave_no_text_on_another(
    written: Written, size: tuple[int, int], flipped: bool
) -> None:
    _paint(_dense(), size, flipped=flipped)
    _assert_apart(written, size)
    assert _dense().still.dots[-1].label in written.texts


@pytest.mark.parametrize("size", SIZES)
def test_that_sixteen_laps_keep_the_times_that_have_room_and_the_last(
    written: Written, size: tuple[int, int]
) -> None:
    shown = graph(205.0, LAPS)
    bars = tuple(
        Bar(100.0 * i, 100.0 * i + 100, 56.0 + i % 3, 56.6, f"14.{i:02d}", "ink") for i in range(16)
    )
    _paint(Graph(shown.still._replace(bars=bars, y_span=(55.0, 59.0)), shown.moving), size)
    _assert_apart(written, size)
    assert "14.15" in written.texts


def test_that_a_line_out_of_sight_has_no_label_at_the_end(written: Written) -> None:
    _paint(graph(205.0, DEFICIT), SIZES[0], y_span=(-1.0, 3.0))
    assert "3:59.99" in written.texts
    assert not {"4:06.42", "4:07.64"} & set(written.texts)


def _assert_apart(written: Written, size: tuple[int, int]) -> None:
    area = Box(0.0, 0.0, float(size[0]), float(size[1]))
    assert [text for text, box in written.boxes if not box.within(area)] == []
    assert [
        (a, b)
        for (a, first), (b, second) in itertools.combinations(written.boxes, 2)
        if first.overlaps(second)
    ] == []


@pytest.mark.parametrize("size", SIZES[:3])
@pytest.mark.parametrize("view", [DEFICIT, PROJECTION])
@pytest.mark.parametrize("at_s", TIMES)
def test_that_no_line_runs_through_a_text(
    written: Written, size: tuple[int, int], view: str, at_s: float | None
) -> None:
    shown = graph(at_s, view)
    frame = _paint(shown, size).frame
    still = shown.still
    lines = [*(line.points for line in still.lines), still.known, still.projected]
    strokes = [stroke for points in lines for stroke in strokes_of(frame, points)]
    crossed = {text for text, box in written.boxes for each in strokes if box.crossed_by(each)}
    assert crossed == set()


@pytest.mark.parametrize("view", VIEWS)
def test_that_facts_are_at_least_14_pixels_and_nothing_is_under_11(
    written: Written, view: str
) -> None:
    shown = graph(205.0, view)
    _paint(shown, (880, 452))
    labels = {dot.label for dot in shown.still.dots} | {bar.label for bar in shown.still.bars}
    assert labels <= set(written.texts)
    assert min(written.sizes[label] for label in labels) >= 14
    assert min(written.sizes.values()) >= 11


def test_that_the_half_planes_are_named_on_their_own_sides(written: Written) -> None:
    zero = _paint(graph(205.0, DEFICIT), SIZES[0]).frame.y(0.0)
    assert written.box("BEHIND").bottom < zero < written.box("AHEAD").top


def test_that_the_names_change_sides_with_a_flipped_graph(written: Written) -> None:
    zero = _paint(graph(205.0, DEFICIT), SIZES[0], flipped=True).frame.y(0.0)
    assert written.box("AHEAD").bottom < zero < written.box("BEHIND").top


def test_that_projections_are_faster_or_slower(written: Written) -> None:
    _paint(graph(205.0, PROJECTION), SIZES[2])
    assert {"FASTER", "SLOWER"} <= set(written.texts)


def test_that_a_wide_graph_names_the_targets_and_a_narrow_one_keeps_to_times(
    written: Written,
) -> None:
    _paint(graph(205.0, DEFICIT), (880, 452))
    assert {"4:07.64", "World record", HOW_IT_ENDED, "Sub-4", "projected"} <= set(written.texts)
    written.boxes.clear()
    _paint(graph(205.0, DEFICIT), (400, 162))
    assert {"3:59.99", "4:06.42", "4:07.64", "4:02.0"} <= set(written.texts)
    assert HOW_IT_ENDED not in written.texts


def test_that_the_wedge_says_that_it_lies_between_four_rules_where_there_is_room(
    written: Written,
) -> None:
    _paint(graph(205.0, DEFICIT), (880, 452))
    assert FOUR_RULES in written.texts
    written.boxes.clear()
    _paint(graph(205.0, DEFICIT), (340, 130))
    assert FOUR_RULES not in written.texts


def test_that_the_gap_at_the_finish_stands_beside_the_targets(written: Written) -> None:
    frame = _paint(graph(250.0, DEFICIT), SIZES[0]).frame
    assert written.box("+6.43").left > frame.right


def test_that_more_targets_than_there_is_room_for_keep_the_primary_and_the_projection(
    written: Written,
) -> None:
    shown = graph(205.0, DEFICIT)
    more = tuple(
        Line(((0.0, 0.0), (1609.344, 6.0 + i / 10)), f"4:06.{i:02d}", "", i, False)
        for i in range(3, 40)
    )
    still = shown.still._replace(lines=(*shown.still.lines, *more))
    _paint(Graph(still, shown.moving), SIZES[1])
    _assert_apart(written, SIZES[1])
    assert {"3:59.99", "4:02.0", "4:06.42"} <= set(written.texts)
    assert "4:06.39" not in written.texts


def test_that_the_minus_is_the_same_sign_on_the_axis_and_at_the_marks(written: Written) -> None:
    _paint(graph(205.0, DEFICIT), SIZES[0], name=DAY)
    assert {"\u22122", "\u22120.84"} <= set(written.texts)
    assert not any(text.startswith("-") for text in written.texts)
