"""The fan on the graph: drawn over the picture that stays, and read at the pointer."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.analysis.projection import PACING
from tests.ui.conftest import Written
from tests.unit.viewstate.paris import graph, snapshot
from ui.charts import plot as plot_module
from ui.charts import still_picture
from ui.charts.hover import read
from ui.charts.panel import GraphPanel
from ui.charts.scale import home_spans
from ui.charts.scene import Scene
from ui.viewstate.body import BodyMaker
from ui.viewstate.fan import band_at
from ui.viewstate.graph import DEFICIT, PROJECTION, Graph

AT_3_25, LATE = 205.0, 243.4
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


@pytest.mark.parametrize("at_s", [AT_3_25, LATE])
def test_that_the_middle_half_is_stronger_than_the_rest_of_the_band(
    panel: GraphPanel, at_s: float
) -> None:
    shown = _shown(panel, at_s)
    end = (shown.moving.fan or shown.still.coming)[-1]
    x = FINISH_M - 12.0
    inner, outer = (end.low_50 + 2 * end.high_50) / 3, (end.high_50 + end.high_80) / 2
    grounds = [_colour(panel, x, y) for y in (inner, outer, end.low_80 - 0.7)]
    lightness = [QColor(each).lightness() for each in grounds]
    assert lightness[0] > lightness[1] > lightness[2]


@pytest.mark.parametrize("view", [DEFICIT, PROJECTION])
@pytest.mark.parametrize("at_s", [61.0, 119.0, 205.0, 246.0])
def test_that_all_of_the_fan_is_in_sight(panel: GraphPanel, view: str, at_s: float) -> None:
    shown = _shown(panel, at_s, view)
    frame = panel.plot.frame_of_values
    low, high = home_spans(shown, frame.width, frame.height)[1]
    for spread in shown.moving.fan or shown.still.coming:
        assert low <= spread.low_80 <= spread.high_80 <= high


def test_that_the_pointer_reads_the_band_beside_the_projection(panel: GraphPanel) -> None:
    shown = _shown(panel, AT_3_25)
    frame = panel.plot.frame_of_values
    x, y = shown.still.projected[-1]
    reading = read(shown, frame, frame.at((x - 1.0, y)))
    assert reading is not None
    assert reading.text.startswith("1608 m \u00b7 projected +1.8, 80 % \u22121.1 to +4.7")


def test_that_the_pointer_reads_the_band_as_it_is_when_the_press_is_late(
    panel: GraphPanel,
) -> None:
    shown = _shown(panel, LATE)
    frame, end = panel.plot.frame_of_values, shown.moving.end
    assert end is not None
    reading = read(shown, frame, frame.at((end[0] - 1.0, end[1] - 0.6)))
    assert reading is not None
    assert ", 80 % +3." in reading.text


def test_that_the_labels_at_the_ends_move_with_the_band(
    panel: GraphPanel, written: list[Written]
) -> None:
    _shown(panel, AT_3_25)
    written.clear()
    for at_s in (LATE, LATE + 0.4):
        shown = _shown(panel, at_s)
        assert shown.moving.end_label in [each.words for each in written]
        assert "3:59.99" in [each.words for each in written]
        written.clear()


def test_that_a_late_press_paints_the_picture_of_the_rest_once(
    panel: GraphPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[object] = []
    paint = still_picture.paint_still

    def counted(painter: QPainter, scene: Scene) -> None:
        painted.append(scene)
        paint(painter, scene)

    monkeypatch.setattr(plot_module, "paint_still", counted)
    maker = BodyMaker()
    for i in range(10):
        known = snapshot(LATE + i / 30, rule=PACING)
        panel.render_view(maker.body(known, DEFICIT).graph)
        QApplication.processEvents()
    assert len(painted) == 1


def test_that_beside_a_fan_there_is_no_band_to_read() -> None:
    fan = graph(AT_3_25, DEFICIT, rule=PACING).still.coming
    assert band_at(fan, 1000.0) is None
    begin = band_at(fan, 1209.344)
    assert begin == pytest.approx((1.4991, 1.4991), abs=1e-4)
    assert band_at((), 1300.0) is None
