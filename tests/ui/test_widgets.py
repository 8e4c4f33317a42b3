"""The painted widgets one by one: a view goes in, and what is painted or asked for comes out."""

import itertools
import math
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.course import Distance
from tests.ui.conftest import LEFT, NONE, Written
from ui.theme import DAY, NIGHT, THEMES, dashes, load_fonts
from ui.viewstate.bar import Action, LiveBar, ReplayBar
from ui.viewstate.call import Call
from ui.viewstate.card_values import Card, GapCard, ProjectionCard, Rule
from ui.viewstate.head import Chip, Head, Switch
from ui.viewstate.lights import Light, Oval
from ui.viewstate.table import Cell, Row, Table
from ui.widgets import paint
from ui.widgets.buttons import Button, SegmentSwitch, TargetChip, strokes
from ui.widgets.call_line import CallLine
from ui.widgets.cards import CardWidget, GapCardWidget, ProjectionCardWidget
from ui.widgets.head import HeadWidget
from ui.widgets.live_bar import LiveBarWidget
from ui.widgets.notice_line import Notice, NoticeLine
from ui.widgets.replay_bar import ReplayBarWidget
from ui.widgets.rows import lay_row
from ui.widgets.scrubber import Place, Scrubber
from ui.widgets.split_table import SplitTable
from ui.widgets.strip import Strip
from ui.widgets.surface import Surface
from ui.widgets.track import Stadium, TrackWidget
from ui.widgets.words import Words

pytestmark = pytest.mark.usefixtures("fonts")
Key = Qt.Key

LAP = Card("LAST LAP", "61.09", detail="3:01.84 at 1209 m")
GAP = GapCard("BEHIND", "SUB-4", "+1.50", "behind", "up", "at 1209 m", "now about +1.5", "behind")
PROJECTED = ProjectionCard(
    "PROJECTED FINISH", "4:01.5", "a spread", (Rule("even pace", "4:02.0", chosen=True),)
)
LIGHT = Light(
    "sub-4", 0, True, 0.4, 0.02, "10 m behind the Sub-4 light", "10 m behind Sub-4", "behind"
)
OVAL = Oval(0.97, 0.38, False, (LIGHT,), "runner estimated")
LINE = Switch("line", "read at", (("a", "finish line"), ("b", "mile start")), "a", "Nobody says.")
CHIP = Chip("sub-4", "3:59.99", "Sub-4", 0, True)
OTHER = Chip("4:07.64", "4:07.64", "World record", 1, False)
HEADS = ("Mark", "Split", "Lap", "per 400", "Sub-4", "Change", "Projected")
IDLE, READY = Action(False, "nothing to undo"), Action(True)
LIVE = LiveBar(READY, READY, IDLE, IDLE, "Undo", "Redo", "Ready", "saved")
PLAYED = ReplayBar(False, "1:00.0", "4:06.4", 0.25, (0.25, 0.5, 1.0), "1\u00d7", False)


def row(mark: int, split: str = "", badge: str = "") -> Row:
    cells = (f"{mark} m", split, "61.09" if split else "", "", "", "", "")
    return Row(Distance(mark * 1000), tuple(Cell(each) for each in cells), badge)


def table(taken: int, count: int) -> Table:
    marks = range(1, count + 1)
    return Table(HEADS, tuple(row(100 * n, f"{n}:00" if n <= taken else "") for n in marks))


def shown(qtbot: QtBot, widget: QWidget, wide: int = 400, high: int = 120) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(wide, high)
    widget.show()
    QApplication.processEvents()
    return widget


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        self.count += event.type() == QEvent.Type.Paint
        return False


SURFACES: list[tuple[Callable[[], Surface[object]], object, object]] = [
    (CardWidget, LAP, LAP._replace(value="62.00")),  # type: ignore[list-item]
    (GapCardWidget, GAP, GAP._replace(value="+1.60")),  # type: ignore[list-item]
    (ProjectionCardWidget, PROJECTED, PROJECTED._replace(value="4:01.6")),  # type: ignore[list-item]
    (CallLine, Call("61. 1 DOWN."), Call("62. 2 DOWN.")),  # type: ignore[list-item]
    (NoticeLine, Notice("Saved.", "muted"), Notice("Not saved.", "alert")),  # type: ignore[list-item]
    (TrackWidget, OVAL, OVAL._replace(runner=0.5)),  # type: ignore[list-item]
    (SplitTable, table(1, 4), table(2, 4)),  # type: ignore[list-item]
    (Scrubber, Place(0.5, (0.2,)), Place(0.6, (0.2,))),  # type: ignore[list-item]
    (lambda: Words(20), "Mile", "1500 m"),  # type: ignore[list-item, return-value]
]


@pytest.mark.parametrize(("make", "view", "other"), SURFACES)
def test_that_a_widget_is_painted_when_its_view_changes_and_only_then(
    qtbot: QtBot, make: Callable[[], Surface[object]], view: object, other: object
) -> None:
    widget = make()
    shown(qtbot, widget)
    widget.render_view(view)
    QApplication.processEvents()
    paints = Paints(widget)
    widget.render_view(view)
    QApplication.processEvents()
    assert paints.count == 0
    before = widget.grab().toImage()
    paints.count = 0
    widget.render_view(other)
    QApplication.processEvents()
    assert paints.count == 1
    assert widget.grab().toImage() != before


@pytest.mark.parametrize(("make", "view", "other"), SURFACES)
def test_that_a_widget_is_spoken_and_takes_a_theme(
    qtbot: QtBot, make: Callable[[], Surface[object]], view: object, other: object
) -> None:
    widget = make()
    shown(qtbot, widget)
    empty = widget.grab().toImage()
    widget.render_view(view)
    assert widget.accessibleName()
    night = widget.grab().toImage()
    assert night != empty
    widget.set_theme(THEMES[DAY])
    assert widget.grab().toImage() != night
    said = widget.accessibleName()
    widget.render_view(other)
    assert widget.accessibleName() != said or isinstance(widget, TrackWidget)


def colours(widget: QWidget, area: QRect) -> set[str]:
    picture: QImage = widget.grab(area).toImage()
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {picture.pixelColor(x, y).name() for x, y in points}


@pytest.mark.parametrize("theme", [NIGHT, DAY])
def test_that_the_gap_has_its_tone_in_a_block_beside_the_digits(qtbot: QtBot, theme: str) -> None:
    card = GapCardWidget()
    shown(qtbot, card, 500, 210)
    card.set_theme(THEMES[theme])
    card.render_view(GAP)
    edge = colours(card, QRect(2, 60, 8, 40))
    assert edge == {THEMES[theme].behind}


def test_that_figures_are_ink_where_glare_eats_colours(qtbot: QtBot) -> None:
    card = GapCardWidget()
    shown(qtbot, card, 500, 210)
    card.render_view(GAP._replace(arrow="", now=""))
    digits = QRect(30, 80, 200, 90)
    assert THEMES[NIGHT].behind in colours(card, digits)
    card.set_theme(THEMES[DAY])
    assert THEMES[DAY].ink in colours(card, digits)
    assert THEMES[DAY].behind not in colours(card, digits)


def test_that_an_estimate_is_lighter_than_a_fact(qtbot: QtBot) -> None:
    card = CardWidget()
    shown(qtbot, card, 260, 100)
    digits = QRect(10, 30, 150, 45)
    card.render_view(LAP)
    assert THEMES[NIGHT].ink in colours(card, digits)
    card.render_view(LAP._replace(estimate=True))
    assert THEMES[NIGHT].ink not in colours(card, digits)
    assert THEMES[NIGHT].estimate in colours(card, digits)


def test_that_a_click_on_the_projection_asks_for_the_next_rule(qtbot: QtBot) -> None:
    card = ProjectionCardWidget()
    shown(qtbot, card)
    with qtbot.waitSignal(card.pressed):
        QTest.mouseClick(card, LEFT)
    with qtbot.assertNotEmitted(card.pressed):
        QTest.mouseClick(card, Qt.MouseButton.RightButton)


def test_that_a_button_says_its_words_or_else_its_tip() -> None:
    assert Button("Start", tip="Start (Return)").accessibleName() == "Start"
    assert Button("", "plus", tip="Add a target").accessibleName() == "Add a target"


def test_that_a_button_shows_where_the_keyboard_is(qtbot: QtBot) -> None:
    button = Button("Split", "flag")
    shown(qtbot, button, 120, 44)
    button.window().activateWindow()
    qtbot.waitUntil(button.isActiveWindow)
    button.clearFocus()
    before = button.grab().toImage()
    button.setFocus()
    assert button.grab().toImage() != before


def test_that_a_switch_asks_for_the_option_under_the_pointer(qtbot: QtBot) -> None:
    switch = SegmentSwitch()
    switch.render_view(LINE)
    shown(qtbot, switch, switch.sizeHint().width(), 26)
    switch.grab()
    assert switch.accessibleName() == "read at finish line"
    assert switch.toolTip() == "Nobody says."
    first, second = (cell.center().toPoint() for cell in switch._layout_cells())
    with qtbot.assertNotEmitted(switch.chosen):
        QTest.mouseClick(switch, LEFT, NONE, first)
    with qtbot.waitSignal(switch.chosen) as asked:
        QTest.mouseClick(switch, LEFT, NONE, second)
    assert asked.args == ["line", "b"]


@pytest.mark.parametrize(("key", "value"), [(Key.Key_Right, "b"), (Key.Key_Left, "b")])
def test_that_a_switch_goes_round_with_the_arrow_keys(
    qtbot: QtBot, key: Qt.Key, value: str
) -> None:
    switch = SegmentSwitch()
    switch.render_view(LINE)
    shown(qtbot, switch)
    with qtbot.waitSignal(switch.chosen) as asked:
        QTest.keyClick(switch, key)
    assert asked.args == ["line", value]


def test_that_a_chip_says_whether_it_is_primary() -> None:
    assert TargetChip(CHIP).accessibleName() == "target 3:59.99, Sub-4, primary"
    assert TargetChip(OTHER).accessibleName() == "target 4:07.64, World record"
    assert TargetChip(CHIP._replace(name="")).accessibleName() == "target 3:59.99, primary"


@pytest.mark.parametrize("slot", range(4))
def test_that_dashes_are_drawn_in_their_order_and_never_beyond_the_end(slot: int) -> None:
    drawn = strokes(slot, 20.0)
    flat = [edge for stroke in drawn for edge in stroke]
    assert flat == sorted(flat)
    assert flat[0] == 0.0
    assert flat[-1] <= 20.0
    assert drawn[0][1] == pytest.approx(dashes(slot)[0] * 1.2)


def test_that_the_dashes_of_two_targets_differ() -> None:
    assert len({tuple(strokes(slot, 20.0)) for slot in range(4)}) == 4


@pytest.mark.parametrize(("x", "share"), [(12, 0.0), (200, 0.5), (388, 1.0), (0, 0.0), (399, 1.0)])
def test_that_the_scrubber_seeks_where_it_is_clicked(qtbot: QtBot, x: int, share: float) -> None:
    scrubber = Scrubber()
    shown(qtbot, scrubber, 400, 36)
    with qtbot.waitSignal(scrubber.sought) as asked:
        QTest.mousePress(scrubber, LEFT, NONE, QPoint(x, 18))
    assert asked.args == [pytest.approx(share, abs=0.002)]


@pytest.mark.parametrize(
    ("at", "key", "share"),
    [(0.5, Key.Key_Right, 0.51), (0.5, Key.Key_Left, 0.49), (0.0, Key.Key_Left, 0.0)],
)
def test_that_the_scrubber_moves_by_a_hundredth(
    qtbot: QtBot, at: float, key: Qt.Key, share: float
) -> None:
    scrubber = Scrubber()
    shown(qtbot, scrubber)
    scrubber.render_view(Place(at, ()))
    with qtbot.waitSignal(scrubber.sought) as asked:
        QTest.keyClick(scrubber, key)
    assert asked.args == [pytest.approx(share)]


def test_that_the_newest_split_stays_in_sight(qtbot: QtBot) -> None:
    made = SplitTable()
    shown(qtbot, made, 500, 200)
    for taken in range(1, 17):
        made.render_view(table(taken, 17))
        assert not made.row_area(Distance(taken * 100_000)).isEmpty(), taken
        assert not made.row_area(Distance((taken + 1) * 100_000)).isEmpty(), taken


def scroll(widget: QWidget, steps: int) -> None:
    place = QPointF(widget.rect().center())
    turned = QPoint(0, 120 * steps)
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place.toPoint())),
        QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_that_the_wheel_goes_back_to_the_first_split_and_to_the_newest(qtbot: QtBot) -> None:
    made = SplitTable()
    shown(qtbot, made, 500, 200)
    made.render_view(table(12, 12))
    first, last = Distance(100_000), Distance(1_200_000)
    assert made.row_area(first).isEmpty()
    for _ in range(12):
        scroll(made, 1)
    assert not made.row_area(first).isEmpty()
    assert made.row_area(last).isEmpty()
    made.render_view(table(12, 12)._replace(heads=HEADS[:6]))
    assert not made.row_area(first).isEmpty()
    for _ in range(12):
        scroll(made, -1)
    assert not made.row_area(last).isEmpty()


def test_that_a_double_click_asks_for_the_split_under_the_pointer(qtbot: QtBot) -> None:
    made = SplitTable()
    shown(qtbot, made, 500, 300)
    made.render_view(table(3, 4))
    place = made.row_area(Distance(200_000)).center().toPoint()
    with qtbot.waitSignal(made.edit_wanted) as asked:
        QTest.mouseDClick(made, LEFT, NONE, place)
    assert asked.args == [200_000]
    with qtbot.assertNotEmitted(made.edit_wanted):
        QTest.mouseDClick(made, LEFT, NONE, QPoint(20, 10))


def test_that_a_narrow_table_leaves_out_what_is_least_needed(
    qtbot: QtBot, written: list[Written]
) -> None:
    made = SplitTable()
    shown(qtbot, made, 700, 300)
    made.render_view(table(1, 2))
    seen: list[list[str]] = []
    for wide in range(700, 260, -20):
        made.resize(wide, 300)
        written.clear()
        made.grab()
        heads = [each.words for each in written if each.words in HEADS]
        if heads not in seen:
            seen.append(heads)
    without_pace = [*HEADS[:3], *HEADS[4:]]
    assert seen == [list(HEADS), without_pace, without_pace[:-1]]


def test_that_what_is_special_about_a_split_stands_in_its_row(
    qtbot: QtBot, written: list[Written]
) -> None:
    made = SplitTable()
    shown(qtbot, made, 600, 300)
    made.render_view(Table(HEADS, (row(400, "1:00.40", "edited"), row(800))))
    made.grab()
    assert "edited" in {each.words for each in written}


def test_that_a_table_is_spoken_by_its_last_split() -> None:
    made = SplitTable()
    made.render_view(table(2, 4))
    assert made.accessibleName() == "split table, 2 splits. 200 m, 2:00, 61.09"


@pytest.fixture
def stadium() -> Stadium:
    return Stadium(QRectF(0, 0, 400, 200))


def test_that_the_finish_lies_at_the_right_end_of_the_lower_straight(stadium: Stadium) -> None:
    finish = stadium.point(0.0)
    assert finish.y() == max(stadium.point(n / 100).y() for n in range(100))
    assert finish.x() > 200
    assert stadium.normal(0.0) == QPointF(0, 1)


def test_that_the_race_runs_anticlockwise(stadium: Stadium) -> None:
    assert stadium.point(0.1).x() > stadium.point(0.0).x()
    assert stadium.point(0.1).y() < stadium.point(0.0).y()
    assert stadium.point(0.4).y() < 100


def test_that_a_lap_closes_without_a_jump(stadium: Stadium) -> None:
    points = [stadium.point(n / 2000) for n in range(2001)]
    steps = [math.dist(a.toTuple(), b.toTuple()) for a, b in itertools.pairwise(points)]
    assert points[0].x() == pytest.approx(points[-1].x())
    assert max(steps) < 1.0
    assert min(steps) > 0.1


def test_that_places_outside_a_lap_are_those_inside(stadium: Stadium) -> None:
    for place in (0.1, 0.3, 0.6, 0.9):
        assert stadium.point(place + 3).x() == pytest.approx(stadium.point(place).x())
        assert stadium.point(place - 2).y() == pytest.approx(stadium.point(place).y())


def test_that_half_a_lap_on_is_the_other_side(stadium: Stadium) -> None:
    for place in (0.0, 0.1, 0.2, 0.3):
        here, there = stadium.point(place), stadium.point(place + 0.5)
        assert (here + there) / 2 == QPointF(200, 100)


class Block(QWidget):
    """A widget that asks for a width."""

    def __init__(self, wide: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._wide = wide

    def sizeHint(self) -> object:  # type: ignore[override]
        return QRect(0, 0, self._wide, 10).size()


def spans(blocks: list[QWidget]) -> list[tuple[int, int]]:
    return [(each.x(), each.width()) for each in blocks]


def test_that_a_row_gives_one_widget_what_the_others_leave(qtbot: QtBot) -> None:
    parent = shown(qtbot, QWidget(), 300, 40)
    blocks: list[QWidget] = [Block(wide, parent) for wide in (50, 60, 70)]
    for each in blocks:
        each.show()
    lay_row(blocks, QRect(0, 0, 300, 40), blocks[1])
    assert spans(blocks) == [(0, 50), (58, 164), (230, 70)]
    lay_row(blocks, QRect(0, 0, 300, 40), right=True)
    assert spans(blocks) == [(104, 50), (162, 60), (230, 70)]
    blocks[0].hide()
    lay_row(blocks, QRect(0, 0, 300, 40))
    assert spans(blocks)[1:] == [(0, 60), (68, 70)]


@pytest.mark.parametrize("room", [400.0, 200.0, 90.0])
def test_that_a_text_is_made_to_fit(room: float) -> None:
    words = "BEHIND SUB-4"
    size = paint.fitting(words, 53, paint.BOLD, room)
    assert 11 <= size <= 53
    assert paint.width(words, size, paint.BOLD) <= room
    larger = paint.width(words, size + 2, paint.BOLD)
    assert size == 53 or larger > room


def test_that_a_text_is_never_made_smaller_than_its_least_size() -> None:
    assert paint.fitting("BEHIND SUB-4", 53, paint.BOLD, 10, 18) == 18


def head(*chips: Chip) -> Head:
    return Head("Faith Kipyegon", "Mile", (LINE,), chips)


def test_that_the_head_shows_the_chips_of_its_view(qtbot: QtBot) -> None:
    made = HeadWidget()
    made.set_theme(THEMES[NIGHT])
    shown(qtbot, made, 1000, 76)
    made.render_view(head(CHIP, OTHER))
    first = made.chip("sub-4")
    assert first is not None
    made.render_view(head(CHIP, OTHER)._replace(title="Another"))
    assert made.chip("sub-4") is first
    made.render_view(head(OTHER._replace(primary=True)))
    assert made.chip("sub-4") is None


def test_that_the_head_tells_what_is_asked_of_a_chip(qtbot: QtBot) -> None:
    made = HeadWidget()
    shown(qtbot, made, 1000, 76)
    made.render_view(head(CHIP, OTHER))
    chip = made.chip("4:07.64")
    assert chip is not None
    with qtbot.waitSignal(made.target_chosen) as asked:
        QTest.mouseClick(chip, LEFT)
    assert asked.args == ["4:07.64"]
    with qtbot.waitSignal(made.target_menu) as asked:
        chip.menu_wanted.emit()
    assert asked.args == ["4:07.64"]


def test_that_a_button_that_may_not_be_pressed_says_why(qtbot: QtBot) -> None:
    bar = LiveBarWidget()
    shown(qtbot, bar, 1300, 44)
    bar.render_view(LIVE)
    assert not bar._undo.isEnabled()
    assert bar._undo.toolTip().endswith("nothing to undo")
    bar.render_view(LIVE._replace(undo=READY, undo_text="Undo the start"))
    assert bar._undo.isEnabled()
    assert bar._undo.toolTip() == "Undo the start (Ctrl+Z, PageUp, Backspace)"


def test_that_start_and_split_act_when_they_go_down(qtbot: QtBot) -> None:
    bar = LiveBarWidget()
    shown(qtbot, bar, 1300, 44)
    bar.render_view(LIVE)
    for button, signal in ((bar._start, bar.start), (bar._split, bar.split)):
        with qtbot.waitSignal(signal):
            QTest.mousePress(button, LEFT)


def test_that_a_split_to_be_edited_stands_selected_in_the_field(qtbot: QtBot) -> None:
    bar = LiveBarWidget()
    shown(qtbot, bar, 1300, 44)
    bar.edit("409 m", "1:00.20")
    assert bar.field.selectedText() == "1:00.20"
    assert bar.field.placeholderText() == "409 m: its time"
    bar.leave_field()
    assert bar.field.text() == ""
    assert bar.field.placeholderText() == "3:01.84, or #3 for place"


def test_that_the_play_button_says_what_it_will_do(qtbot: QtBot) -> None:
    bar = ReplayBarWidget()
    shown(qtbot, bar, 1300, 44)
    bar.render_view(PLAYED)
    assert (bar._play.text(), bar._play.toolTip()) == ("Play", "Play (P)")
    bar.render_view(PLAYED._replace(playing=True))
    assert (bar._play.text(), bar._play.toolTip()) == ("Pause", "Pause (P)")
    bar.render_view(PLAYED._replace(at_end=True))
    assert not bar._next.isEnabled()


def test_that_a_hidden_ending_has_its_own_picture(qtbot: QtBot) -> None:
    bar = ReplayBarWidget()
    shown(qtbot, bar, 1300, 44)
    bar.render_view(PLAYED)
    assert bar._ending.icon_name == "eye"
    bar.render_view(PLAYED._replace(length=""))
    assert bar._ending.icon_name == "eye-off"


def test_that_a_strip_has_one_answer_and_a_cross(qtbot: QtBot) -> None:
    parent = shown(qtbot, QWidget(), 900, 200)
    strip = Strip(parent, "Mile was left running: its clock still runs.", "Go on", "timer")
    strip.resize(880, 48)
    strip.show()
    answer, cross = strip.findChildren(Button)
    with qtbot.waitSignal(strip.accepted):
        QTest.mouseClick(answer, LEFT)
    with qtbot.waitSignal(strip.dismissed):
        QTest.mouseClick(cross, LEFT)
    assert not strip.hasFocus()


def test_that_an_icon_is_drawn_in_the_colour_asked_for(qtbot: QtBot) -> None:
    picture = paint.icon("flag", "#ff0000", 20, 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (40, 2.0)
    image = picture.toImage()
    drawn = [image.pixelColor(x, y) for x in range(40) for y in range(40)]
    assert {each.name() for each in drawn if each.alpha() == 255} == {"#ff0000"}


def test_that_an_estimate_is_written_whole_in_its_lighter_weight(
    qtbot: QtBot, written: list[Written]
) -> None:
    """The light weight is a little wider than the strong one: 80.0 px against 79.3 at 17 px."""
    load_fonts(first=False)
    made = SplitTable()
    cells = [Cell("1100 m"), *[Cell("")] * 3, Cell("\u2248 \u22122:05.1", estimate=True)]
    view = Table(HEADS[:6], (Row(Distance(1_100_000), (*cells, Cell("\u22121:19.8"))),))
    made.render_view(view)
    for wide in range(340, 480, 3):
        made.resize(wide, 200)
        written.clear()
        made.grab()
        assert [each.words for each in written if each.wide > each.room + 0.5] == []
    qtbot.addWidget(made)
