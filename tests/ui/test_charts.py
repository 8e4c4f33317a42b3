from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.viewstate.paris import graph
from ui import theme
from ui.charts import plot as plot_module
from ui.charts import still_picture
from ui.charts.axes import flag_posts
from ui.charts.panel import GraphPanel
from ui.charts.scale import home_spans
from ui.viewstate.graph import DEFICIT, LAPS, PROJECTION, VIEWS, Flag, Graph

AT_3_25, AFTER = 205.0, 250.0
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SIZES = [(600, 320), (420, 210), (900, 500)]


@pytest.fixture(scope="session")
def _fonts(qapp: QApplication) -> None:
    theme.load_fonts(first=True)
    theme.load_fonts(first=False)


@pytest.fixture
def panel(qtbot: QtBot, _fonts: None) -> GraphPanel:
    """A panel of a usual size that shows the Paris attempt at 3:25."""
    made = GraphPanel()
    qtbot.addWidget(made)
    made.resize(600, 320)
    made.render_view(graph(AT_3_25, DEFICIT))
    made.show()
    qtbot.waitExposed(made)
    QApplication.processEvents()
    return made


class _Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was painted as a still picture since the test began."""
    painted: list[object] = []
    paint = still_picture.paint_still

    def counted(painter: object, scene: object) -> None:
        painted.append(scene)
        paint(painter, scene)  # type: ignore[arg-type]

    monkeypatch.setattr(plot_module, "paint_still", counted)
    return painted


def _image(panel: GraphPanel) -> QImage:
    return panel.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _plot_place(panel: GraphPanel, at: tuple[float, float]) -> QPoint:
    return QPointF(*panel.plot.frame_of_values.at(at)).toPoint()


def _wheel(panel: GraphPanel, notches: int) -> None:
    viewport, at = panel.plot.viewport(), QPointF(250, 120)
    for _ in range(abs(notches)):
        event = QWheelEvent(
            at,
            viewport.mapToGlobal(at),
            QPoint(),
            QPoint(0, 120 if notches > 0 else -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)


def _move(panel: GraphPanel, to: QPoint, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """Move the pointer, a button held or not.

    Not QTest.mouseMove: it sends nothing where another test has left the pointer. pyqtgraph looks
    at no more than a hundred moves a second, so it is told that the last one was long ago.
    """
    viewport = panel.plot.viewport()
    panel.plot.scene()._lastMoveEventTime = 0
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(to),
        QPointF(viewport.mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        held,
        NONE,
    )
    QApplication.sendEvent(viewport, event)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("at_s", [None, 30.0, AT_3_25, AFTER])
def test_that_every_graph_is_painted_at_every_size(
    panel: GraphPanel, size: tuple[int, int], view: str, at_s: float | None
) -> None:
    panel.resize(*size)
    shown = graph(at_s, view)
    panel.render_view(shown)
    QApplication.processEvents()
    frame = panel.plot.frame_of_values
    x_span, y_span = home_spans(shown, frame.width, frame.height)
    assert frame.x_span == pytest.approx(x_span)
    assert frame.y_span == pytest.approx(y_span)
    assert frame.right < panel.plot.width()
    assert frame.bottom < panel.plot.height()


def test_that_an_equal_view_paints_nothing(panel: GraphPanel, pictures: list[object]) -> None:
    paints = _Paints(panel.plot.viewport())
    panel.render_view(graph(AT_3_25, DEFICIT))
    QApplication.processEvents()
    assert (paints.count, pictures) == (0, [])


def test_that_a_moved_live_point_leaves_the_picture_of_the_rest_as_it_is(
    panel: GraphPanel, pictures: list[object]
) -> None:
    still, paints = graph(AT_3_25, DEFICIT).still, _Paints(panel.plot.viewport())
    first = Graph(still, graph(AT_3_25, DEFICIT).moving)
    panel.render_view(first._replace(moving=graph(206.0, DEFICIT).moving))
    QApplication.processEvents()
    painted_before = len(pictures)
    for at_s in (207.0, 208.0, 209.0):
        panel.render_view(first._replace(moving=graph(at_s, DEFICIT).moving))
        QApplication.processEvents()
    assert paints.count == 4
    assert len(pictures) == painted_before


def test_that_a_new_split_paints_the_picture_once(
    panel: GraphPanel, pictures: list[object]
) -> None:
    panel.render_view(graph(AFTER, DEFICIT))
    QApplication.processEvents()
    assert len(pictures) == 1


def test_that_the_live_point_is_hollow_and_in_its_tone(panel: GraphPanel) -> None:
    point = graph(AT_3_25, DEFICIT).moving.point
    assert point is not None
    middle = panel.plot.mapTo(panel, _plot_place(panel, point))
    image, night = _image(panel), theme.THEMES[theme.NIGHT]
    assert image.pixelColor(middle) == QColor(night.panel)
    ring = {image.pixelColor(middle + QPoint(dx, 0)).name() for dx in range(4, 10)}
    assert night.behind in ring


def test_that_the_dot_of_a_fact_is_solid_in_its_tone(panel: GraphPanel) -> None:
    night = theme.THEMES[theme.NIGHT]
    for dot, colour in zip(
        graph(AT_3_25, DEFICIT).still.dots, (night.ahead, night.behind, night.behind), strict=True
    ):
        middle = panel.plot.mapTo(panel, _plot_place(panel, dot.at))
        assert _image(panel).pixelColor(middle) == QColor(colour)


def test_that_behind_lies_above_zero_and_ahead_below(panel: GraphPanel) -> None:
    night = theme.THEMES[theme.NIGHT]
    assert _grounds(panel) == (night.behind_tint, night.ahead_tint)


def test_that_flipping_puts_ahead_on_top_and_says_so(panel: GraphPanel, qtbot: QtBot) -> None:
    night = theme.THEMES[theme.NIGHT]
    with qtbot.waitSignal(panel.flip_chosen) as flipped:
        QTest.mouseClick(panel.flip_button, Qt.MouseButton.LeftButton)
    assert flipped.args == [True]
    assert panel.plot.frame_of_values.flipped
    assert _grounds(panel) == (night.ahead_tint, night.behind_tint)
    panel.set_flipped(False)
    assert not panel.flip_button.isChecked()
    assert _grounds(panel) == (night.behind_tint, night.ahead_tint)


def _grounds(panel: GraphPanel) -> tuple[str, str]:
    """The colours a little above and a little below the zero line, near the right edge."""
    frame, image = panel.plot.frame_of_values, _image(panel)
    x, zero = round(frame.right - 3), frame.y(0.0)
    above, below = (
        image.pixelColor(panel.plot.mapTo(panel, QPoint(x, round(zero + dy)))).name()
        for dy in (-14, 14)
    )
    return above, below


def test_that_bars_stand_on_the_ground_in_a_flipped_graph_too(panel: GraphPanel) -> None:
    panel.set_flipped(True)
    panel.render_view(graph(AT_3_25, LAPS))
    assert not panel.plot.frame_of_values.flipped
    assert not panel.flip_button.isEnabled()
    panel.render_view(graph(AT_3_25, DEFICIT))
    assert panel.plot.frame_of_values.flipped
    assert panel.flip_button.isEnabled()


@pytest.mark.parametrize("name", list(theme.THEMES))
def test_that_every_theme_gives_panel_and_plot_its_ground(panel: GraphPanel, name: str) -> None:
    chosen = theme.THEMES[name]
    panel.set_theme(chosen)
    QApplication.processEvents()
    image = _image(panel)
    in_the_row, in_the_gutter = QPoint(5, 40), QPoint(595, 160)
    assert image.pixelColor(in_the_row) == QColor(chosen.panel)
    assert image.pixelColor(in_the_gutter) == QColor(chosen.panel)
    middle = panel.plot.mapTo(panel, _plot_place(panel, graph(AT_3_25, DEFICIT).still.dots[1].at))
    assert image.pixelColor(middle) == QColor(chosen.behind)


@pytest.mark.parametrize("view", [PROJECTION, LAPS])
def test_that_a_click_asks_for_another_graph(panel: GraphPanel, qtbot: QtBot, view: str) -> None:
    with qtbot.waitSignal(panel.view_chosen) as asked:
        QTest.mouseClick(panel.switch.options[view], Qt.MouseButton.LeftButton)
    assert asked.args == [view]


def test_that_the_arrow_keys_go_from_one_graph_to_the_next(panel: GraphPanel, qtbot: QtBot) -> None:
    asked: list[str] = []
    panel.view_chosen.connect(asked.append)
    panel.switch.options[DEFICIT].setFocus()
    QTest.keyClick(panel.switch.options[DEFICIT], Qt.Key.Key_Right)
    QTest.keyClick(panel.switch.options[PROJECTION], Qt.Key.Key_Right)
    assert asked == [PROJECTION, LAPS]


def test_that_the_switch_marks_the_graph_that_is_shown(panel: GraphPanel) -> None:
    for view in (LAPS, PROJECTION, DEFICIT):
        panel.render_view(graph(AT_3_25, view))
        on = [name for name, option in panel.switch.options.items() if option.isChecked()]
        assert on == [view]


def test_that_every_part_has_a_name_for_a_screen_reader(panel: GraphPanel) -> None:
    names = [option.accessibleName() for option in panel.switch.options.values()]
    assert names == ["Deficit graph", "Projection graph", "Laps graph", "Pace graph"]
    assert panel.flip_button.accessibleName() == "Flip the graph: ahead on top (V)"
    assert panel.reset_button.accessibleName() == "Show all of the graph again (Ctrl+Home)"
    assert panel.heading.accessibleName() == "Gap to Sub-4, seconds, by distance"
    assert panel.plot.accessibleName() == "Gap to Sub-4"
    assert "1209 m +1.50" in panel.plot.accessibleDescription()


@pytest.mark.parametrize(
    ("view", "place", "text"),
    [
        (DEFICIT, lambda shown: shown.still.dots[1].at, "809 m \u00b7 +0.06"),
        (DEFICIT, lambda shown: shown.moving.point, "now about +1.7"),
        # 4:06.42 less 3:59.99 is 6.43 at the finish, half of it half way.
        (DEFICIT, lambda _: (804.672, 3.215), "4:06.42 how it ended +3.2"),
        # From (0, 0) to -0.84 at 409.344 m: -0.41 at 200 m.
        (DEFICIT, lambda _: (200.0, -0.41), "between marks about \u22120.4"),
        (PROJECTION, lambda shown: shown.still.dots[0].at, "1:00.2 \u00b7 3:56.7"),
        (PROJECTION, lambda _: (90.0, 247.64), "\u00b7 4:07.64 World record"),
        (
            LAPS,
            lambda _: (1000.0, 60.0),
            "809 to 1209 m \u00b7 lap 61.09 \u00b7 61.1 per 400 \u00b7 target 59.6",
        ),
    ],
)
def test_that_the_pointer_reads_what_is_nearest(
    panel: GraphPanel,
    qtbot: QtBot,
    view: str,
    place: Callable[[Graph], tuple[float, float]],
    text: str,
) -> None:
    shown = graph(AT_3_25, view)
    panel.render_view(shown)
    _move(panel, _plot_place(panel, place(shown)))
    assert panel.plot.reading is not None
    assert text in panel.plot.reading.text


def test_that_nothing_is_read_far_from_everything(panel: GraphPanel, qtbot: QtBot) -> None:
    _move(panel, _plot_place(panel, (809.0, 0.06)))
    assert panel.plot.reading is not None
    _move(panel, _plot_place(panel, (200.0, 6.0)))
    assert panel.plot.reading is None


def test_that_nothing_is_read_beside_the_plot(panel: GraphPanel) -> None:
    frame = panel.plot.frame_of_values
    _move(panel, QPoint(round(frame.right) + 5, round(frame.y(0.0))))
    assert panel.plot.reading is None


def test_that_no_lap_is_read_where_none_has_been_run(panel: GraphPanel) -> None:
    panel.render_view(graph(AT_3_25, LAPS))
    _move(panel, _plot_place(panel, (1400.0, 60.0)))
    assert panel.plot.reading is None


def test_that_a_reading_goes_when_the_pointer_leaves(panel: GraphPanel, qtbot: QtBot) -> None:
    _move(panel, _plot_place(panel, (809.0, 0.06)))
    QApplication.sendEvent(panel.plot, QEvent(QEvent.Type.Leave))
    assert panel.plot.reading is None


def test_that_the_reading_follows_the_live_point(panel: GraphPanel, qtbot: QtBot) -> None:
    still, point = graph(AT_3_25, DEFICIT).still, graph(AT_3_25, DEFICIT).moving.point
    assert point is not None
    _move(panel, _plot_place(panel, point))
    moved = graph(205.2, DEFICIT).moving
    panel.render_view(Graph(still, moved))
    assert panel.plot.reading is not None
    assert moved.point is not None
    assert panel.plot.reading.at == panel.plot.frame_of_values.at(moved.point)


@pytest.fixture
def _no_tooltip(qtbot: QtBot) -> Iterator[None]:
    yield
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


@pytest.mark.usefixtures("_no_tooltip")
@pytest.mark.parametrize(
    ("x", "text"), [(1000.0, "1000 m: The lights draw away (err)"), (600.0, "")]
)
def test_that_a_flag_says_its_note_and_source(panel: GraphPanel, x: float, text: str) -> None:
    frame, viewport = panel.plot.frame_of_values, panel.plot.viewport()
    at = QPoint(round(frame.x(x)) + 3, round(frame.top) - 8)
    event = QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    assert QToolTip.text() == text


def test_that_flags_too_near_to_each_other_share_one_post(panel: GraphPanel) -> None:
    flags = tuple(Flag(x, f"note {x:.0f}", "s") for x in (1000.0, 0.0, 1005.0))
    posts = flag_posts(flags, panel.plot.frame_of_values)
    assert [post.text for post in posts] == [
        "0 m: note 0 (s)",
        "1000 m: note 1000 (s)\n1005 m: note 1005 (s)",
    ]


def test_that_the_wheel_zooms_in_and_a_reset_is_offered(panel: GraphPanel, qtbot: QtBot) -> None:
    home = panel.plot.frame_of_values
    assert not panel.reset_button.isVisible()
    _wheel(panel, 3)
    near = panel.plot.frame_of_values
    assert near.x_span[1] - near.x_span[0] < home.x_span[1] - home.x_span[0]
    assert panel.reset_button.isVisible()
    QTest.mouseClick(panel.reset_button, Qt.MouseButton.LeftButton)
    assert panel.plot.frame_of_values.x_span == pytest.approx(home.x_span)
    assert not panel.reset_button.isVisible()


def test_that_zooming_ends_at_a_twentieth_and_at_the_whole(panel: GraphPanel) -> None:
    home = panel.plot.frame_of_values
    whole = home.x_span[1] - home.x_span[0]
    _wheel(panel, 60)
    near = panel.plot.frame_of_values
    assert near.x_span[1] - near.x_span[0] == pytest.approx(whole / 20)
    _wheel(panel, -120)
    assert panel.plot.frame_of_values.x_span == pytest.approx(home.x_span)
    assert not panel.reset_button.isVisible()


def test_that_a_zoomed_graph_stays_where_it_is_while_the_race_goes_on(panel: GraphPanel) -> None:
    _wheel(panel, 3)
    near = panel.plot.frame_of_values
    panel.render_view(graph(209.0, DEFICIT))
    assert panel.plot.frame_of_values.x_span == pytest.approx(near.x_span)


def test_that_another_graph_is_shown_whole(panel: GraphPanel) -> None:
    _wheel(panel, 3)
    panel.render_view(graph(AT_3_25, PROJECTION))
    frame = panel.plot.frame_of_values
    whole = home_spans(graph(AT_3_25, PROJECTION), frame.width, frame.height)
    assert frame.x_span == pytest.approx(whole[0])
    assert not panel.reset_button.isVisible()


def test_that_dragging_moves_a_zoomed_graph_and_a_double_click_shows_all_of_it(
    panel: GraphPanel, qtbot: QtBot
) -> None:
    home = panel.plot.frame_of_values
    _wheel(panel, 5)
    near, viewport = panel.plot.frame_of_values, panel.plot.viewport()
    QTest.mousePress(viewport, LEFT, NONE, QPoint(250, 120))
    for x in (230, 200, 170):
        _move(panel, QPoint(x, 120), LEFT)
    QTest.mouseRelease(viewport, LEFT, NONE, QPoint(170, 120))
    assert panel.plot.frame_of_values.x_span[0] > near.x_span[0]
    QTest.mouseDClick(viewport, LEFT, NONE, QPoint(250, 120))
    assert panel.plot.frame_of_values.x_span == pytest.approx(home.x_span)


def test_that_a_right_click_opens_no_menu(panel: GraphPanel, qtbot: QtBot) -> None:
    QTest.mouseClick(panel.plot.viewport(), Qt.MouseButton.RightButton, NONE, QPoint(250, 120))
    assert QApplication.activePopupWidget() is None


def test_that_the_plot_never_takes_the_keyboard(panel: GraphPanel, qtbot: QtBot) -> None:
    panel.flip_button.setFocus()
    QTest.mouseClick(panel.plot.viewport(), LEFT, NONE, QPoint(250, 120))
    assert panel.plot.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert not panel.plot.hasFocus()
