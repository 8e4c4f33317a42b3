"""Where rows and lanes lie, and what gives way when there is little room."""

from collections.abc import Callable, Iterator
from itertools import combinations, product
from typing import Any

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import Opened
from tests.ui.fields import lanes, open_field, places, rows, run_to_700, surfaces
from ui.theme import ALIGN_RIGHT
from ui.viewstate.lanes import Lane
from ui.widgets import paint
from ui.widgets.buttons import TargetChip
from ui.widgets.lanes import bands, figure_size, room_for_figures
from ui.widgets.lanes_grid import GAP, grid, row_height
from ui.widgets.lanes_parts import FAR, AthleteSurface

Open = Callable[..., Opened]
WIDE, HIGH = 1342, 519
"""What rows and lanes share on a window of 1366 x 768."""


ROW_HEIGHTS = (20, 24, 28, 32, 36, 42, 52, 70, 90, 130)
LANE_HEIGHTS = (18, 20, 28, 36, 46, 54, 55, 60, 80, 120)


class _Question(QWidget):
    """A strip that asks something."""

    def sizeHint(self) -> QSize:
        return QSize(600, 34)


@pytest.mark.parametrize(
    ("count", "columns"), [(5, 2), (6, 2), (7, 2), (8, 2), (9, 3), (10, 3), (11, 3), (12, 3)]
)
def test_that_up_to_eight_lanes_stand_in_two_columns_and_more_in_three(
    count: int, columns: int
) -> None:
    assert grid(count, WIDE, HIGH) == columns


def test_that_a_low_place_has_more_columns() -> None:
    assert grid(10, WIDE, 295) == 4
    assert grid(12, 660, HIGH) <= 3


@pytest.mark.parametrize("stars", [1, 2, 3, 4])
def test_that_rows_of_the_starred_leave_most_of_the_place_to_the_lanes(stars: int) -> None:
    assert stars * row_height(stars, WIDE, HIGH) <= HIGH / 2


def test_that_beside_a_panel_the_starred_have_one_line() -> None:
    assert row_height(2, 660, HIGH) < row_height(2, WIDE, HIGH)


@pytest.mark.parametrize("height", range(70, 260, 10))
def test_that_the_lines_of_a_lane_fill_it(height: int) -> None:
    found = bands(height)
    assert sum(found) == pytest.approx(height - 10)
    assert min(found.top, found.foot) >= 15


def test_that_figures_come_first_until_they_are_read_from_afar() -> None:
    assert figure_size(442, 93) >= FAR
    assert bands(93).top < bands(123).top


@pytest.mark.parametrize("count", [2, 3])
def test_that_a_strip_takes_no_height_from_two_rows(open_window: Open, count: int) -> None:
    opened = open_field(open_window, count)
    run_to_700(opened, count)
    window, strip = opened.race.window, _Question()
    window.resize(1366, 768)
    before = [each.height() for each in surfaces(opened)]
    window.show_strip(strip)
    after = [each.height() for each in surfaces(opened)]
    assert (after == before) is (count == 2)
    assert max(each.bottom() for each in places(window, surfaces(opened))) < strip.y()
    window.show_strip(strip, shown=False)
    strip.deleteLater()


def test_that_the_targets_of_their_own_are_no_chips(open_window: Open) -> None:
    opened = open_field(open_window, 5)
    assert [each.time for each in opened.view.head.chips] == ["4:05.00", "4:10.00"]
    opened.press(Qt.Key.Key_Tab)
    opened.press(Qt.Key.Key_L)
    chips = {each.name or each.time: each.primary for each in opened.view.head.chips}
    assert chips == {"4:05.00": False, "4:10.00": False, "Beth 4:15": True}


def test_that_chips_without_room_give_way_but_for_the_primary(open_live: Open) -> None:
    targets = tuple(f"4:{each:02d}" for each in range(0, 50, 5))
    opened = open_live(targets=targets)
    window = opened.race.window
    for _ in range(9):
        opened.press(Qt.Key.Key_T)
    window.resize(1024, 600)
    opened.race.draw()
    shown = [each for each in window.findChildren(TargetChip) if each.isVisible()]
    assert 1 < len(shown) < len(targets)
    assert [each.view.id for each in shown if each.view.primary] == ["4:45.00"]
    assert all(window.rect().contains(each) for each in places(window, shown))


def test_that_the_starred_who_are_shown_alone_come_back_as_rows(open_window: Open) -> None:
    opened = open_field(open_window, 12)
    opened.press(Qt.Key.Key_S)
    opened.press(Qt.Key.Key_L)
    assert (rows(opened), lanes(opened)) == ([], [])
    opened.press(Qt.Key.Key_L)
    assert (rows(opened), len(lanes(opened))) == ([1], 11)


def overlapping(
    surface: AthleteSurface, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> list[tuple[str, str]]:
    """Return which words of a row or a lane lie over each other, by the height of capitals."""
    inked: list[tuple[QRectF, str]] = []
    plain = paint.text

    def text(painter: QPainter, area: QRectF, words: str, pixels: int, *more: Any) -> float:
        used = plain(painter, area, words, pixels, *more)
        if words:
            tall = pixels * paint.CAPITAL
            left = area.right() - used if ALIGN_RIGHT in more else area.left()
            inked.append((QRectF(left, area.center().y() - tall / 2, used, tall), words))
        return used

    with monkeypatch.context() as patched:
        patched.setattr(paint, "text", text)
        surface.resize(*size)
        surface.grab()
    words = [each for each in inked if surface.view and each[1] != str(surface.view.lane)]
    assert len(words) >= 3
    return [(a[1], b[1]) for a, b in combinations(words, 2) if a[0].intersects(b[0])]


def with_a_doubt(surface: AthleteSurface) -> Iterator[Lane]:
    assert isinstance(surface.view, Lane)
    known = surface.view._replace(status="7th of 12 timed")
    yield known
    yield known._replace(doubt="missed a press?")
    yield known._replace(doubt="double press?", held=True, name="O")


@pytest.mark.parametrize("wide", [520, 660, 1000, 1342])
def test_that_in_a_row_of_any_height_no_words_lie_over_others(
    open_window: Open, monkeypatch: pytest.MonkeyPatch, wide: int
) -> None:
    opened = open_field(open_window, 3)
    run_to_700(opened, 3)
    row = surfaces(opened)[0]
    for high, view in product(ROW_HEIGHTS, tuple(with_a_doubt(row))):
        row.render_view(view)
        assert overlapping(row, (wide, high), monkeypatch) == [], (high, view)


@pytest.mark.parametrize("wide", [160, 240, 330, 500])
def test_that_in_a_lane_of_any_height_no_words_lie_over_others(
    open_window: Open, monkeypatch: pytest.MonkeyPatch, wide: int
) -> None:
    opened = open_field(open_window, 5)
    run_to_700(opened, 5)
    lane = surfaces(opened)[0]
    for high, view in product(LANE_HEIGHTS, tuple(with_a_doubt(lane))):
        lane.render_view(view)
        assert overlapping(lane, (wide, high), monkeypatch) == [], (high, view)


def test_that_eight_lanes_under_four_rows_and_three_strips_have_room_on_a_small_window() -> None:
    columns = grid(8, 1000, 100)
    assert room_for_figures(1000 / columns - GAP, 100 * columns / 8 - GAP) >= 18
