"""The line to shout is read at two metres: its capitals are 38 px high where the window is 1366."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF
from pytestqt.qtbot import QtBot

from app.analysis.calls.book import CallBook
from tests.ui.conftest import Opened, Written
from tests.unit.domain.races import STARTED, pressed
from tests.unit.viewstate.test_call import FOUR_LAPS
from tests.unit.viewstate.timed import live
from ui.theme import FAMILY, font
from ui.viewstate.call import Call, call
from ui.viewstate.shout import shouted
from ui.widgets import paint
from ui.widgets.call_line import FAR, CallLine, fitted

pytestmark = pytest.mark.usefixtures("fonts")
PLACE = (1342, 60)
"""The call line's place on a window of 1366 x 768; a test holds the window to it."""
CAPITAL = 38


def at_the_bell(lap_s: float, gap_s: float) -> Call:
    """Return the call at the bell of a 1600 m in four minutes, with this lap and this gap."""
    bell = 180 + gap_s
    times = (60.0, bell - lap_s, bell)
    moments = [pressed(f"{int(each // 60)}:{each % 60:06.3f}") for each in times]
    return call(live(FOUR_LAPS, STARTED, *moments, now="4:00"))


def painted(qtbot: QtBot, view: Call, written: list[Written]) -> list[Written]:
    line = CallLine()
    qtbot.addWidget(line)
    line.resize(*PLACE)
    line.render_view(view)
    written.clear()
    line.grab()
    return list(written)


def capital(pixels: int) -> float:
    """Return the height of a capital in the font that is really used."""
    used = font(pixels, paint.BOLD)
    assert QFontInfo(used).family() == FAMILY
    return QFontMetricsF(used).capHeight()


@pytest.mark.parametrize("lap_s", [50.0, 58.0, 61.0, 67.0, 77.4, 99.0])
@pytest.mark.parametrize("gap_s", [-22.5, -2.0, -0.5, 0.0, 0.5, 1.5, 12.5, 27.0])
def test_that_a_call_at_the_bell_is_whole_and_read_from_two_metres(
    qtbot: QtBot, written: list[Written], lap_s: float, gap_s: float
) -> None:
    view = at_the_bell(lap_s, gap_s)
    (shown,) = painted(qtbot, view, written)
    assert not shown.cut
    assert capital(shown.pixels) >= CAPITAL
    assert shown.words.rstrip(".") in {each.rstrip(".") for each in (view.words, *view.shorter)}


def test_that_the_usual_call_at_the_bell_is_in_words(qtbot: QtBot, written: list[Written]) -> None:
    (shown,) = painted(qtbot, at_the_bell(61.0, 1.5), written)
    assert shown.words.rstrip(".") == "SIXTY-ONE. ONE AND A HALF DOWN. LAST LAP 58"


def test_that_the_window_keeps_that_place(open_replay: Callable[..., Opened]) -> None:
    opened = open_replay()
    opened.race.window.resize(1366, 768)
    size = opened.race.window.call.size()
    assert (size.width(), size.height()) == PLACE


def test_that_figures_are_as_large_as_the_line_allows(qtbot: QtBot, written: list[Written]) -> None:
    view = Call("61. 1\u00bd DOWN. LAST LAP 58.")
    (shown,) = painted(qtbot, view, written)
    assert shown.pixels == int(PLACE[1] * 0.92)


@pytest.mark.parametrize(
    ("room", "words"),
    [
        (2000, "SIXTY-ONE. ONE AND A HALF DOWN. LAST LAP 58."),
        (1000, "SIXTY-ONE. 1\u00bd DOWN. LAST LAP 58."),
        (800, "61. 1\u00bd DOWN. LAST LAP 58."),
        (300, "61. 1\u00bd DOWN. LAST LAP 58."),
    ],
)
def test_that_where_there_is_less_room_there_are_fewer_letters(room: float, words: str) -> None:
    view = at_the_bell(61.0, 1.5)
    found, size = fitted((view.words, *view.shorter), 55, room)
    assert found == words
    assert size >= FAR or words == view.shorter[-1]
    assert paint.width(found, size, paint.BOLD) <= room


def test_that_how_old_a_call_is_stands_beside_it_and_smaller(
    qtbot: QtBot, written: list[Written]
) -> None:
    view = Call("1\u00bd DOWN. LAST LAP 58.", (), "FROM 1009 m, 14 s AGO")
    note, words = painted(qtbot, view, written)
    assert (note.words, words.words) == (view.note, view.words)
    assert note.pixels < words.pixels / 2
    assert not note.cut
    assert capital(words.pixels) >= CAPITAL
    used = paint.width(note.words, note.pixels, paint.SEMIBOLD)
    assert words.wide + used < PLACE[0]


def test_that_a_screen_reader_hears_the_whole_call(qtbot: QtBot) -> None:
    line = CallLine()
    qtbot.addWidget(line)
    line.render_view(Call("61. ON PACE.", (), "FROM 1009 m, 14 s AGO"))
    assert line.accessibleName() == "61. ON PACE. FROM 1009 m, 14 s AGO"


def test_that_figures_alone_have_no_other_form() -> None:
    bell = live(FOUR_LAPS, STARTED, pressed("60"), now="61")._replace(calls=CallBook(figures=True))
    assert shouted(bell) == ("60. ON PACE. NEED LAPS OF 60.", (), "")
