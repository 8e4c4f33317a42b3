"""The scoreboard's own pixels: one layout at every size, and a key colour that stays clean."""

import itertools
from collections import Counter

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Written
from ui.theme import CONTRAST, DAY, NIGHT, THEMES
from ui.viewstate.corner import Corner
from ui.viewstate.scoreboard import Board, Figure, Row
from ui.widgets import paint
from ui.widgets.corner import FAR_CAPITAL, CornerWidget
from ui.widgets.scoreboard import ScoreboardWidget, plates

SIZES = [(640, 360), (1024, 768), (1366, 768), (1920, 1080), (2560, 1080), (3840, 2160)]
KEY = "#00b140"
SAME_LETTERS = 4
"""By so much a letter may differ from itself, painted for the first and the second time."""
GAP = Figure("BEHIND Sub-4", "+1.5", "at 1209 m", "behind", "up")
PROJECTION = Figure("PROJECTED FINISH", "4:02.4", estimate=True)
ONE = Board("Faith Kipyegon", "Sub-4 · 3:59.99", "3:25.0", "", GAP, PROJECTION)
OVER = ONE._replace(clock="4:06.5", note="UNOFFICIAL · hand start")
ROWS = ONE._replace(
    title="1500 m",
    rows=(
        Row("1", "Athlete D", "3:05.3", "at 1100 m", ""),
        Row("2", "Wilhelmina Featherstonehaugh-Cholmondeley", "3:05.9", "UNOFFICIAL", "+0.6"),
        Row("3", "B", "59:59.99", "at 1100 m", "+2.6"),
    ),
)
BOARDS = {"one": ONE, "over": OVER, "rows": ROWS}


def shown(
    qtbot: QtBot, view: Board, size: tuple[int, int], theme: str = NIGHT, key: str = ""
) -> ScoreboardWidget:
    widget = ScoreboardWidget()
    qtbot.addWidget(widget)
    widget.set_theme(THEMES[theme])
    widget.set_key(key)
    widget.resize(*size)
    widget.render_view(view)
    return widget


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colours(image: QImage, area: QRect | None = None) -> Counter[int]:
    room = area or image.rect()
    return Counter(
        image.pixel(x, y) & 0xFFFFFF
        for y in range(room.top(), room.bottom() + 1)
        for x in range(room.left(), room.right() + 1)
    )


def pixels(widget: QWidget) -> npt.NDArray[np.int_]:
    """Return red, green and blue of every pixel, by row and column."""
    image = picture(widget)
    width, height = image.width(), image.height()
    plain = np.frombuffer(image.constBits(), np.uint32).reshape(height, -1)[:, :width]
    return np.stack([(plain >> shift) & 255 for shift in (16, 8, 0)], axis=2).astype(int)


def channels(colour: str) -> list[int]:
    found = QColor(colour)
    return [found.red(), found.green(), found.blue()]


@pytest.mark.parametrize("rows", [0, 2, 3])
@pytest.mark.parametrize("size", SIZES)
def test_that_plates_lie_apart_and_inside(size: tuple[int, int], rows: int) -> None:
    lying = plates(QSize(*size), rows).all()
    assert len(lying) == 4 + max(rows, 1)
    assert not any(a.intersects(b) for a, b in itertools.combinations(lying, 2))
    assert all(QRect(0, 0, *size).contains(each, True) for each in lying)
    assert all(each.width() > 0.2 * size[0] and each.height() > 0.1 * size[1] for each in lying)


def test_that_one_layout_is_scaled() -> None:
    small, large = plates(QSize(640, 360), 3).all(), plates(QSize(3840, 2160), 3).all()
    for one, other in zip(small, large, strict=True):
        for edge in (QRect.left, QRect.top, QRect.width, QRect.height):
            assert abs(edge(other) / 6 - edge(one)) <= 2


@pytest.mark.parametrize("name", BOARDS)
@pytest.mark.parametrize("size", SIZES)
def test_that_no_text_is_cut_and_none_is_too_small(
    qtbot: QtBot, fonts: None, written: list[Written], name: str, size: tuple[int, int]
) -> None:
    picture(shown(qtbot, BOARDS[name], size))
    assert written
    assert min(each.pixels for each in written if each.words) >= 11
    cut = [each.words for each in written if each.cut]
    assert cut in ([], [ROWS.rows[1].name])


@pytest.mark.parametrize("size", SIZES)
def test_that_clock_and_gap_are_the_largest(
    qtbot: QtBot, fonts: None, written: list[Written], size: tuple[int, int]
) -> None:
    picture(shown(qtbot, ONE, size))
    largest = sorted(written, key=lambda each: -each.pixels)
    assert [each.words for each in largest[:2]] == ["3:25.0", "+1.5"] or {
        each.words for each in largest[1:3]
    } == {"+1.5", "4:02.4"}
    assert largest[0].pixels * paint.CAPITAL >= 0.25 * size[1]


def test_that_figures_of_the_clock_do_not_jump(
    qtbot: QtBot, fonts: None, written: list[Written]
) -> None:
    widget = shown(qtbot, ONE, (1280, 720))
    for clock in ("0:09.9", "0:10.0", "1:11.1", "9:59.9"):
        widget.render_view(ONE._replace(clock=clock))
        picture(widget)
    sizes = {each.pixels for each in written if each.words.endswith((".9", ".0", ".1"))}
    assert len(sizes) == 1


@pytest.mark.parametrize("theme", [NIGHT, DAY, CONTRAST])
@pytest.mark.parametrize("name", BOARDS)
@pytest.mark.parametrize("key", [KEY, "#0047bb", "#ff00ff"])
def test_that_no_pixel_is_a_mixture_with_the_key_colour(
    qtbot: QtBot, fonts: None, key: str, name: str, theme: str
) -> None:
    size = (801, 451)
    widget = shown(qtbot, BOARDS[name], size, theme, key)
    picture(widget)
    keyed = pixels(widget)
    widget.set_key(key_of_another := "#123456")
    other = pixels(widget)
    inside = np.zeros(keyed.shape[:2], bool)
    for each in plates(QSize(*size), len(BOARDS[name].rows)).all():
        inside[each.top() : each.bottom() + 1, each.left() : each.right() + 1] = True
    assert (keyed[~inside] == channels(key)).all()
    assert (other[~inside] == channels(key_of_another)).all()
    assert np.abs(keyed[inside] - other[inside]).max() <= SAME_LETTERS
    assert not (keyed[inside] == channels(key)).all(axis=1).any()


def test_that_a_blank_scoreboard_is_ground_or_key_alone(qtbot: QtBot, fonts: None) -> None:
    widget = shown(qtbot, ONE, (640, 360))
    assert "Faith Kipyegon" in widget.accessibleName()
    widget.set_blank(True)
    assert set(colours(picture(widget))) == {QColor(THEMES[NIGHT].ground).rgb() & 0xFFFFFF}
    assert widget.accessibleName() == ""
    widget.set_key(KEY)
    assert set(colours(picture(widget))) == {QColor(KEY).rgb() & 0xFFFFFF}
    widget.set_blank(False)
    assert "3:25.0" in widget.accessibleName()


@pytest.mark.parametrize(("tone", "arrow"), [("behind", "up"), ("ahead", "down")])
def test_that_a_gap_has_its_tone_as_a_block_and_an_arrow(
    qtbot: QtBot, fonts: None, tone: str, arrow: str
) -> None:
    view = ONE._replace(gap=GAP._replace(tone=tone, arrow=arrow))
    image = picture(shown(qtbot, view, (640, 360), DAY))
    found = colours(image, plates(QSize(640, 360), 0).gap)
    assert found[QColor(getattr(THEMES[DAY], tone)).rgb() & 0xFFFFFF] > 800


CALL = Corner("Anna · behind Sub-4", "+12.4", "behind", "up", "laps of", "62", ("3:25.0", ""))


@pytest.mark.parametrize(
    "view",
    [
        CALL,
        CALL._replace(gap="−0.8", tone="ahead", arrow="down", ask="4:06.5"),
        CALL._replace(gap="3:59.99", tone="ink", arrow="", ask="1:01.0"),
    ],
)
def test_that_the_giant_call_is_read_from_ten_metres(
    qtbot: QtBot, fonts: None, written: list[Written], view: Corner
) -> None:
    widget = CornerWidget()
    qtbot.addWidget(widget)
    widget.resize(1366, 768)
    widget.render_view(view)
    picture(widget)
    sizes = {each.words: each.pixels * paint.CAPITAL for each in written}
    assert sizes[view.gap] >= FAR_CAPITAL
    assert sizes[view.ask] >= FAR_CAPITAL
    assert not any(each.cut for each in written)


def test_that_the_giant_call_is_spoken(qtbot: QtBot, fonts: None) -> None:
    widget = CornerWidget()
    qtbot.addWidget(widget)
    widget.render_view(CALL)
    assert widget.accessibleName() == "Anna · behind Sub-4 +12.4, laps of 62"
