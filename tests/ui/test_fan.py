"""The fan on the graph: drawn over the picture that stays, and read at the pointer."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.analysis.projection import PACING
from tests.unit.viewstate.paris import graph
from ui import theme
from ui.charts.hover import read
from ui.charts.panel import GraphPanel
from ui.charts.scale import home_spans
from ui.viewstate.fan import band_at
from ui.viewstate.graph import DEFICIT, PROJECTION, Graph

AT_3_25 = 205.0
FINISH_M = 1609.344


@pytest.fixture
def panel(qtbot: QtBot, fonts: None) -> GraphPanel:
    made = GraphPanel()
    qtbot.addWidget(made)
    made.resize(600, 320)
    made.show()
    qtbot.waitExposed(made)
    return made


def _shown(panel: GraphPanel, at_s: float, view: str = DEFICIT) -> Graph:
    shown = graph(at_s, view, rule=PACING)
    panel.render_view(shown)
    QApplication.processEvents()
    return shown


def _colour(panel: GraphPanel, x: float, y: float) -> str:
    image = panel.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    place = QPointF(*panel.plot.frame_of_values.at((x, y))).toPoint()
    return image.pixelColor(panel.plot.mapTo(panel, place)).name()


def test_that_the_middle_half_is_stronger_than_the_rest_of_the_band(panel: GraphPanel) -> None:
    fan = _shown(panel, AT_3_25).moving.fan
    night, end = theme.THEMES[theme.NIGHT], fan[-1]
    x = FINISH_M - 12.0
    inner, outer = (end.low_50 + end.high_50) / 2 + 0.35, (end.high_50 + end.high_80) / 2
    grounds = [_colour(panel, x, y) for y in (inner, outer, end.high_80 + 0.7)]
    assert grounds[2] == night.behind_tint
    lightness = [QColor(each).lightness() for each in grounds]
    assert lightness[0] > lightness[1] > lightness[2]


@pytest.mark.parametrize("view", [DEFICIT, PROJECTION])
@pytest.mark.parametrize("at_s", [61.0, 119.0, 205.0, 246.0])
def test_that_all_of_the_fan_is_in_sight(panel: GraphPanel, view: str, at_s: float) -> None:
    shown = _shown(panel, at_s, view)
    frame = panel.plot.frame_of_values
    low, high = home_spans(shown, frame.width, frame.height)[1]
    for spread in shown.moving.fan:
        assert low <= spread.low_80 <= spread.high_80 <= high


def test_that_the_pointer_reads_the_band_beside_the_projection(panel: GraphPanel) -> None:
    shown = _shown(panel, AT_3_25)
    frame = panel.plot.frame_of_values
    x, y = shown.still.projected[-1]
    reading = read(shown, frame, frame.at((x - 1.0, y)))
    assert reading is not None
    assert reading.text.startswith("1608 m \u00b7 projected +1.8, 80 % \u22121.1 to +4.7")


def test_that_beside_a_fan_there_is_no_band_to_read() -> None:
    fan = graph(AT_3_25, DEFICIT, rule=PACING).moving.fan
    assert band_at(fan, 1000.0) is None
    begin = band_at(fan, 1209.344)
    assert begin == pytest.approx((1.4991, 1.4991), abs=1e-4)
    assert band_at((), 1300.0) is None
