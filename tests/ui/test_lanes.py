"""Several athletes on one window: rows, lanes, stars, what a click and the keys do."""

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import Opened, Written
from tests.ui.fields import (
    key_of,
    lanes,
    open_field,
    places,
    rows,
    run_to_700,
    surfaces,
)
from ui.bench.stand import PaintWatch
from ui.theme import THEMES
from ui.viewstate.snapshot import LANES, ONE, ROWS
from ui.widgets import paint
from ui.widgets.cards import FAR_CAPITAL

Open = Callable[..., Opened]
Key = Qt.Key
SIZES = [(1024, 600), (1366, 768), (1920, 1080)]
COUNTS = [2, 3, 4, 5, 8, 9, 12]


@pytest.fixture
def field(open_window: Open) -> Callable[[int], Opened]:
    """Open the window on a race of so many, in the middle of it."""

    def opened(count: int) -> Opened:
        found = open_field(open_window, count)
        run_to_700(found, count)
        return found

    return opened


def at_size(opened: Opened, wide: int, high: int) -> QWidget:
    window = opened.race.window
    window.resize(wide, high)
    opened.qtbot.waitUntil(lambda: window.size() == QSize(wide, high))
    opened.race.draw()
    window.grab()
    return window


def layout(opened: Opened) -> str:
    return opened.race.desk.frame(opened.clock.now()).layout


def counts(opened: Opened) -> list[int]:
    """How many splits everybody has, by lane."""
    return [len(each.splits) for each in opened.live.state.racing]


def selected(opened: Opened) -> list[int]:
    return [each.view.lane for each in surfaces(opened) if each.view and each.view.selected]


@pytest.mark.parametrize(("count", "kind"), [(2, ROWS), (4, ROWS), (5, LANES), (12, LANES)])
def test_that_a_few_have_rows_and_many_have_lanes(
    field: Callable[[int], Opened], count: int, kind: str
) -> None:
    opened = field(count)
    assert layout(opened) == kind
    everybody = list(range(1, count + 1))
    assert (rows(opened), lanes(opened)) == ((everybody, []) if kind == ROWS else ([], everybody))


@pytest.mark.parametrize("count", [2, 12])
def test_that_the_cards_give_way_and_come_back(field: Callable[[int], Opened], count: int) -> None:
    opened = field(count)
    window = opened.race.window
    for alone in (False, True, False):
        assert window.gap.isVisible() is alone
        assert bool(surfaces(opened)) is not alone
        opened.press(Key.Key_L)


def test_that_one_alone_is_the_selected(field: Callable[[int], Opened]) -> None:
    opened = field(12)
    opened.press(Key.Key_Tab)
    opened.press(Key.Key_L)
    assert layout(opened) == ONE
    assert opened.view.head.title.startswith("Beth Okafor")
    assert opened.view.cards.gap.target == "BETH 4:15"
    assert opened.race.window.gap.view == opened.view.cards.gap


def test_that_twelve_lanes_split_by_their_keys(field: Callable[[int], Opened]) -> None:
    opened = field(12)
    assert counts(opened) == [2] * 12
    opened.press(key_of(7))
    assert counts(opened) == [2] * 6 + [3] + [2] * 5


@pytest.mark.parametrize("count", [3, 12])
def test_that_a_click_selects_and_takes_no_split(
    field: Callable[[int], Opened], count: int
) -> None:
    opened = field(count)
    before = counts(opened)
    opened.click(surfaces(opened)[2])
    assert selected(opened) == [3]
    assert counts(opened) == before
    assert opened.live.state.taps == ()


def test_that_another_button_selects_nobody(field: Callable[[int], Opened]) -> None:
    opened = field(12)
    QTest.mouseClick(surfaces(opened)[4], Qt.MouseButton.RightButton)
    opened.race.draw()
    assert selected(opened) == [1]


def test_that_tab_frames_one_after_the_other(field: Callable[[int], Opened]) -> None:
    opened = field(5)
    seen = []
    for _ in range(6):
        seen.append(selected(opened))
        opened.press(Key.Key_Tab)
    assert seen == [[1], [2], [3], [4], [5], [1]]


def test_that_a_star_is_a_row_above_the_lanes(field: Callable[[int], Opened]) -> None:
    opened = field(12)
    opened.click(surfaces(opened)[5])
    opened.press(Key.Key_S)
    opened.press(Key.Key_Tab)
    opened.press(Key.Key_S)
    assert (rows(opened), lanes(opened)) == ([6, 7], [1, 2, 3, 4, 5, 8, 9, 10, 11, 12])
    window = opened.race.window
    low = max(each.bottom() for each in places(window, surfaces(opened)[5:7]))
    others = [each for each in surfaces(opened) if each.view and each.view.lane not in (6, 7)]
    assert low < min(each.top() for each in places(window, others))
    opened.press(Key.Key_S)
    assert rows(opened) == [6]


def test_that_a_lap_is_held_up_for_four_seconds(field: Callable[[int], Opened]) -> None:
    opened = field(12)

    def held() -> list[int]:
        return [each.view.lane for each in surfaces(opened) if each.view and each.view.held]

    opened.at(181)
    opened.press(key_of(4))
    opened.at(184.9)
    assert held() == [4]
    opened.at(185.1)
    assert held() == []


def test_that_the_call_names_who_was_pressed_last(field: Callable[[int], Opened]) -> None:
    opened = field(12)
    opened.at(181)
    opened.press(key_of(4))
    assert opened.view.call.words.startswith("DORA NAGY: ")
    opened.at(182)
    opened.press(key_of(2))
    assert opened.view.call.words.startswith("BETH OKAFOR: ")


def test_that_only_the_lane_that_changed_is_painted(field: Callable[[int], Opened]) -> None:
    opened = field(12)
    opened.at(177)
    QApplication.processEvents()
    watches = {each.view.lane: PaintWatch(each) for each in surfaces(opened) if each.view}
    opened.at(178.5)
    QApplication.processEvents()
    assert [lane for lane, watch in watches.items() if watch.seen] == []
    opened.press(key_of(1))
    QApplication.processEvents()
    assert [lane for lane, watch in watches.items() if watch.seen] == [1]
    for watch in watches.values():
        watch.close()


def capital(written: Written) -> float:
    """The height of a capital in the font that the words were painted in."""
    return QFontMetricsF(paint._font(written.pixels, paint.BOLD)).capHeight()


def smallest(written: list[Written], wanted: set[str]) -> dict[str, float]:
    """Every one of the wanted texts with the largest capitals that it was painted in."""
    return {
        words: max((capital(each) for each in written if each.words == words), default=0.0)
        for words in wanted
    }


@pytest.mark.parametrize("count", [2, 3, 4])
def test_that_rows_are_read_from_two_metres(
    field: Callable[[int], Opened], written: list[Written], count: int
) -> None:
    opened = field(count)
    at_size(opened, 1366, 768)
    views = [each.view for each in surfaces(opened) if each.view]
    wanted = {text for v in views for text in (v.gap.word, v.gap.value, v.lap, v.call)}
    assert len(views) == count
    assert {w: c for w, c in smallest(written, wanted).items() if c < FAR_CAPITAL} == {}


@pytest.mark.parametrize("count", [5, 6, 7, 8, 9, 10, 11, 12])
def test_that_the_figures_of_lanes_are_read_from_two_metres(
    field: Callable[[int], Opened], written: list[Written], count: int
) -> None:
    opened = field(count)
    at_size(opened, 1366, 768)
    wanted = {
        t for each in surfaces(opened) if each.view for t in (each.view.gap.value, each.view.lap)
    }
    assert {w: c for w, c in smallest(written, wanted).items() if c < FAR_CAPITAL} == {}
    call = opened.race.window.call.view
    assert call is not None
    forms = {form.removesuffix(".") for form in (call.words, *call.shorter)}
    said = [each for each in written if each.words.removesuffix(".") in forms]
    assert said
    assert [each for each in said if capital(each) < FAR_CAPITAL] == []


@pytest.mark.parametrize("stars", [1, 2, 3, 4])
def test_that_rows_and_lanes_together_are_read_from_two_metres(
    field: Callable[[int], Opened], written: list[Written], stars: int
) -> None:
    opened = field(12)
    opened.press(Key.Key_S)
    for _ in range(stars - 1):
        opened.press(Key.Key_Tab)
        opened.press(Key.Key_S)
    written.clear()
    at_size(opened, 1366, 768)
    views = [each.view for each in surfaces(opened) if each.view]
    assert len(rows(opened)) == stars
    wanted = {text for view in views for text in (view.gap.value, view.lap)}
    wanted |= {each.gap.word for each in views[:stars]}
    wanted |= {each.call for each in views[:stars]} if stars < 3 else set()
    assert {w: c for w, c in smallest(written, wanted).items() if c < FAR_CAPITAL} == {}


@pytest.mark.parametrize("count", COUNTS)
def test_that_all_are_on_the_window_and_none_over_another(
    field: Callable[[int], Opened], count: int
) -> None:
    opened = field(count)
    window = opened.race.window
    for size in SIZES:
        at_size(opened, *size)
        fixed = [window.head, window.call, window.notice, window.live_bar]
        found = places(window, [*surfaces(opened), *fixed])
        assert all(window.rect().contains(each) for each in found)
        assert not [(a, b) for a, b in itertools.combinations(found, 2) if a.intersects(b)]
        assert len(surfaces(opened)) == count


@pytest.mark.parametrize("count", COUNTS)
def test_that_no_text_is_cut_or_smaller_than_11_pixels(
    field: Callable[[int], Opened], written: list[Written], count: int
) -> None:
    opened = field(count)
    for size in SIZES:
        written.clear()
        at_size(opened, *size)
        assert len(written) > 20
        assert [each for each in written if each.cut or each.pixels < 11] == []


def test_that_a_panel_takes_the_right_part(field: Callable[[int], Opened]) -> None:
    opened = field(12)
    window, panel = opened.race.window, QWidget()
    window.show_panel(panel)
    at_size(opened, 1366, 768)
    found = places(window, surfaces(opened))
    assert len(found) == 12
    assert max(each.right() for each in found) < panel.x()
    assert panel.y() > window.call.geometry().bottom()
    window.show_panel(None)
    panel.deleteLater()


def test_that_graph_and_table_stand_below_two_rows_where_there_is_room(
    field: Callable[[int], Opened],
) -> None:
    opened = field(2)
    at_size(opened, 1366, 768)
    body = opened.race.window.body
    assert body is not None
    assert (body.graph.isVisible(), body.table.isVisible(), body.track.isVisible()) == (
        True,
        True,
        False,
    )
    opened.press(Key.Key_L)
    assert body.track.isVisible()


@pytest.mark.parametrize("count", [4, 12])
def test_that_rows_of_four_and_lanes_have_the_body_for_themselves(
    field: Callable[[int], Opened], count: int
) -> None:
    opened = field(count)
    body = opened.race.window.body
    assert body is not None
    assert body.isHidden()


@pytest.mark.parametrize("count", [3, 12])
def test_that_rows_and_lanes_follow_the_theme(field: Callable[[int], Opened], count: int) -> None:
    opened = field(count)
    for name, theme in THEMES.items():
        opened.race.next_theme(name)
        picture = surfaces(opened)[-1].grab().toImage()
        assert picture.pixelColor(picture.width() // 2, 3).name() == theme.panel


def test_that_a_lane_is_spoken_in_words(field: Callable[[int], Opened]) -> None:
    opened = field(12)
    words = surfaces(opened)[1].accessibleName()
    assert words.startswith("Lane 2 Beth Okafor, AHEAD Beth 4:15 \u2212")
    assert "timed" in words


def test_that_a_race_of_one_makes_no_lanes(open_live: Open) -> None:
    opened = open_live()
    assert surfaces(opened) == []
    opened.press(Key.Key_L)
    opened.press(Key.Key_S)
    assert opened.race.window.gap.isVisible()
    assert opened.notice() == ""
