"""Is only that painted which is another, and is what is read first on the screen first?"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.course import Distance
from ui.frame import FrameLoop
from ui.theme import DAY, THEMES
from ui.viewstate.lights import Light, Oval
from ui.viewstate.table import Cell, Row, Table
from ui.widgets.split_table import SplitTable
from ui.widgets.track import TrackWidget

pytestmark = pytest.mark.usefixtures("fonts")
HEADS = ("Mark", "Split", "Lap", "per 400", "Sub-4", "Change")
LIGHT = Light(
    "sub-4", 0, True, 0.4, 0.02, "10 m behind the Sub-4 light", "10 m behind Sub-4", "behind"
)
OVAL = Oval(0.97, 0.38, False, (LIGHT,), "runner estimated")


def row(number: int, split: str, badge: str = "") -> Row:
    words = (f"{number}00 m", split, "61.09" if split else "", "", "", "")
    return Row(Distance(number * 100_000), tuple(Cell(each) for each in words), badge)


def table(taken: int, badge: str = "") -> Table:
    rows = [row(n, f"{n}:00.00" if n <= taken else "") for n in range(1, 9)]
    rows[taken - 1] = row(taken, f"{taken}:00.00", badge)
    return Table(HEADS, tuple(rows))


class Areas(QObject):
    """Keeps what a widget is asked to paint."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.seen: list[QRect] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if isinstance(event, QPaintEvent):
            self.seen.append(event.rect())
        return False


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(520, 330)
    widget.show()
    QApplication.processEvents()


def test_that_a_split_paints_its_own_row_and_leaves_the_table_as_painted_anew(
    qtbot: QtBot,
) -> None:
    made, fresh = SplitTable(), SplitTable()
    made.render_view(table(3))
    shown(qtbot, made)
    areas = Areas(made)
    made.render_view(table(4, "saving"))
    QApplication.processEvents()
    assert areas.seen
    assert all(area.height() < made.height() / 2 for area in areas.seen)
    fresh.render_view(table(4, "saving"))
    shown(qtbot, fresh)
    assert made.grab().toImage() == fresh.grab().toImage()


def test_that_a_wider_word_paints_the_whole_table(qtbot: QtBot) -> None:
    made = SplitTable()
    made.render_view(table(3))
    shown(qtbot, made)
    areas = Areas(made)
    wide = table(3)
    cells = (wide.rows[0].cells[0], Cell("100:00:00.00 by two watches"), *wide.rows[0].cells[2:])
    rows = (wide.rows[0]._replace(cells=cells), *wide.rows[1:])
    made.render_view(wide._replace(rows=rows))
    QApplication.processEvents()
    assert [area.height() for area in areas.seen] == [made.height()]


@pytest.mark.parametrize(
    "change",
    [
        lambda track: track.render_view(OVAL._replace(start=0.1)),
        lambda track: track.render_view(OVAL._replace(caption="at the finish")),
        lambda track: track.render_view(OVAL._replace(lights=(LIGHT, LIGHT))),
        lambda track: track.set_theme(THEMES[DAY]),
        lambda track: track.resize(400, 300),
    ],
)
def test_that_the_kept_ground_of_the_track_is_the_one_of_now(
    qtbot: QtBot, change: Callable[[TrackWidget], object]
) -> None:
    kept, fresh = TrackWidget(), TrackWidget()
    for track in (kept, fresh):
        track.render_view(OVAL)
        shown(qtbot, track)
    before = kept.grab().toImage()
    change(kept)
    change(fresh)
    fresh._ground = None
    assert kept.grab().toImage() == fresh.grab().toImage() != before


def test_that_what_is_drawn_first_is_painted_before_the_rest_is_drawn(qtbot: QtBot) -> None:
    order: list[str] = []

    class Painted(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            del event
            order.append("painted")

    widget = Painted()
    shown(qtbot, widget)
    order.clear()
    loop = FrameLoop(widget.update, lambda: False, widget, lambda: order.append("rest"))
    loop.wake()
    qtbot.waitUntil(lambda: "rest" in order)
    assert order == ["painted", "rest"]
