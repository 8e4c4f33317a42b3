"""Another primary target: the lines move to their new places, unless less motion is asked for."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.viewstate.paris import RECORD, SUB_4, snapshot
from ui import motion, theme
from ui.charts.panel import GraphPanel
from ui.charts.transition import LENGTH_MS
from ui.viewstate.graph import DEFICIT, PACE, Graph, moving_graph, still_graph

NOW, LATER = 205.0, 250.0


@pytest.fixture
def _motion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motion._choice, "reduced", False)


@pytest.fixture
def panel(qtbot: QtBot, _motion: None) -> GraphPanel:
    """A panel that shows the Paris attempt at 3:25, held to Sub-4."""
    theme.load_fonts(first=True)
    theme.load_fonts(first=False)
    made = GraphPanel()
    qtbot.addWidget(made)
    made.resize(600, 320)
    made.render_view(_graph())
    made.show()
    qtbot.waitExposed(made)
    QApplication.processEvents()
    return made


def _graph(at_s: float = NOW, *, record: bool = False, view: str = DEFICIT) -> Graph:
    known = snapshot(at_s, primary=RECORD if record else SUB_4)
    return Graph(still_graph(known, view), moving_graph(known, view))


def _image(panel: GraphPanel) -> QImage:
    return panel.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _end_of(panel: GraphPanel, name: str) -> float:
    """How high on the screen a target's line ends at this instant."""
    scene = panel.plot.transition.scene
    assert scene is not None, "it is on its way"
    (line,) = [each for each in scene.still.lines if each.name == name]
    return scene.frame.y(line.points[-1][1])


def test_that_the_lines_move_to_the_new_primary_target_and_arrive(
    panel: GraphPanel, qtbot: QtBot
) -> None:
    begin = panel.plot.frame_of_values.y(0.0)
    panel.render_view(_graph(record=True))
    clock = panel.plot.transition.clock
    clock.setCurrentTime(0)
    assert _end_of(panel, "Sub-4") == pytest.approx(begin)
    clock.setCurrentTime(LENGTH_MS // 2)
    assert _end_of(panel, "Sub-4") > begin + 5
    on_the_way = _image(panel)
    qtbot.waitUntil(lambda: panel.plot.transition.scene is None)
    arrived = _image(panel)
    assert arrived != on_the_way
    motion.reduce_motion(reduced=True)
    panel.render_view(_graph())
    panel.render_view(_graph(record=True))
    assert _image(panel) == arrived


def test_that_it_takes_no_longer_than_a_fifth_of_a_second() -> None:
    assert LENGTH_MS <= 200


def test_that_nothing_moves_where_less_motion_is_chosen(panel: GraphPanel) -> None:
    motion.reduce_motion(reduced=True)
    panel.render_view(_graph(record=True))
    assert panel.plot.transition.scene is None


def test_that_a_split_on_the_way_is_shown_at_once(panel: GraphPanel) -> None:
    panel.render_view(_graph(record=True))
    assert panel.plot.transition.scene is not None
    panel.render_view(_graph(LATER, record=True))
    assert panel.plot.transition.scene is None
    assert panel.plot._live.isVisible()


@pytest.mark.parametrize(
    "after", [_graph(LATER, record=True), _graph(record=True, view=PACE), _graph(206.0)]
)
def test_that_nothing_moves_to_another_split_view_or_instant(
    panel: GraphPanel, after: Graph
) -> None:
    panel.render_view(after)
    assert panel.plot.transition.scene is None


def test_that_a_closer_look_stays_without_a_move(panel: GraphPanel) -> None:
    panel.plot.zoom_by(0.5)
    panel.render_view(_graph(record=True))
    assert panel.plot.transition.scene is None
