"""The overlay of keys and the menu of races."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.times import NS_PER_S, Duration, parse_time
from app.engine.clocks import BootClock
from app.storage.library import Library
from app.storage.sessions import LIVE, SessionSummary
from app.usecases.live_session import start_session
from app.usecases.new_race import RaceRequest, setup_for
from app.usecases.recorded_race import shipped_races
from app.usecases.recorded_training import shipped_trainings
from tests.unit.formats.sessions import ANCHOR, live_mile
from ui.key_map import key_names
from ui.theme import CONTRAST, DAY, NIGHT, THEMES, load_fonts
from ui.widgets import paint
from ui.windows.keys_overlay import KeysOverlay, laid_out
from ui.windows.race_menu import RaceMenu, saved_words

SIZES = [(1366, 768), (1024, 600), (900, 540)]
OpenWindow = Callable[[int, int], QWidget]


@pytest.fixture
def window(qtbot: QtBot) -> OpenWindow:
    load_fonts(first=True)
    load_fonts(first=False)

    def opened(width: int, height: int) -> QWidget:
        found = QWidget()
        found.resize(width, height)
        qtbot.addWidget(found)
        with qtbot.waitExposed(found):
            found.show()
        found.activateWindow()
        qtbot.waitUntil(found.isActiveWindow)
        return found

    return opened


@pytest.mark.parametrize("size", SIZES)
def test_that_every_key_of_the_map_is_there_and_wholly_on_the_sheet(
    window: OpenWindow, size: tuple[int, int]
) -> None:
    host = window(*size)
    overlay = KeysOverlay(host)
    overlay.open_sheet()
    lines = overlay.lines()
    assert [" ".join(line.what) for line in lines] == [what for _, what in key_names()]
    assert [cap.words for line in lines for cap in line.caps] == [
        each for keys, _ in key_names() for each in keys.split(", ")
    ]
    sheet = overlay.sheet()
    assert all(sheet.contains(line.area) for line in lines)
    assert QRectF(overlay.rect()).contains(sheet)
    assert overlay.size() == host.size()


@pytest.mark.parametrize("size", SIZES)
def test_that_no_key_covers_another_and_no_words_are_cut(
    window: OpenWindow, size: tuple[int, int]
) -> None:
    overlay = KeysOverlay(window(*size))
    overlay.open_sheet()
    lines = overlay.lines()
    assert not any(a.area.intersects(b.area) for a, b in itertools.combinations(lines, 2))
    for line in lines:
        assert all(line.area.contains(cap.area) for cap in line.caps)
        assert not any(a.area.intersects(b.area) for a, b in itertools.combinations(line.caps, 2))
        room = line.area.right() - max(cap.area.right() for cap in line.caps)
        widest = max(paint.width(words, line.size, paint.SEMIBOLD) for words in line.what)
        assert widest <= max(room, line.area.width() * 0.54)


def test_that_a_small_window_gets_smaller_keys(window: OpenWindow) -> None:
    window(1024, 600)
    keys = [("Ctrl+Z, PageUp, Backspace", "Undo")] * 30
    large = laid_out(keys, QRectF(0, 0, 1200, 800))
    small = laid_out(keys, QRectF(0, 0, 900, 480))
    assert large[0].size > small[0].size


@given(st.integers(1, 40))
def test_that_keys_stay_in_their_order_down_the_columns(count: int) -> None:
    keys = [(f"F{place}", f"does {place}") for place in range(count)]
    lines = laid_out(keys, QRectF(0, 0, 1200, 700))
    places = [(line.area.left(), line.area.top()) for line in lines]
    assert places == sorted(places)
    assert [line.what[0] for line in lines] == [what for _, what in keys]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Question])
def test_that_esc_and_a_question_mark_close_the_keys(
    window: OpenWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    overlay = KeysOverlay(window(1024, 600))
    overlay.open_sheet()
    with qtbot.waitSignal(overlay.closed):
        QTest.keyClick(overlay, key)
    assert not overlay.isVisible()
    assert not overlay.hasFocus()


def test_that_a_click_closes_the_keys(window: OpenWindow) -> None:
    overlay = KeysOverlay(window(1024, 600))
    overlay.toggle()
    assert overlay.isVisible()
    QTest.mouseClick(overlay, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not overlay.isVisible()
    overlay.toggle()
    overlay.toggle()
    assert not overlay.isVisible()


def test_that_other_keys_go_on_to_the_race(window: OpenWindow) -> None:
    host = window(1024, 600)
    heard: list[int] = []
    host.keyPressEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]
    overlay = KeysOverlay(host)
    overlay.open_sheet()
    QTest.keyClick(overlay, Qt.Key.Key_Space)
    assert (heard, overlay.isVisible()) == ([Qt.Key.Key_Space], True)


def test_that_the_keys_cover_the_window_when_it_grows(window: OpenWindow, qtbot: QtBot) -> None:
    host = window(1024, 600)
    overlay = KeysOverlay(host)
    overlay.open_sheet()
    host.resize(1366, 768)
    qtbot.waitUntil(lambda: overlay.size() == host.size())


@pytest.mark.parametrize("name", [DAY, NIGHT, CONTRAST])
def test_that_the_keys_are_painted_on_the_ground_of_the_theme(
    window: OpenWindow, name: str
) -> None:
    overlay = KeysOverlay(window(1024, 600))
    overlay.set_theme(THEMES[name])
    overlay.open_sheet()
    corner = overlay.sheet().topLeft().toPoint() + QPoint(10, 10)
    picture = overlay.grab().toImage()
    assert picture.pixelColor(corner).name() == THEMES[name].panel
    places = itertools.product(range(corner.x(), corner.x() + 120), range(corner.y(), 80))
    inks = {picture.pixelColor(x, y).name() for x, y in places}
    assert THEMES[name].ink in inks


def test_that_a_screen_reader_is_told_every_key(window: OpenWindow) -> None:
    overlay = KeysOverlay(window(1024, 600), lambda: [("Space", "Split"), ("U", "Tap")])
    assert overlay.accessibleName() == "all keys"
    assert overlay.accessibleDescription() == "Space: Split. U: Tap"


def _summary(**changed: object) -> SessionSummary:
    found = SessionSummary(
        id="2026-11-21-mile-3f9a",
        title="Mile",
        kind="race",
        event="mile",
        date="2026-11-21",
        athletes=("Ann",),
        phase="finished",
        result=Duration(parse_time("4:06.42")),
        started_utc="",
        created_utc="",
        origin=LIVE,
    )
    return found._replace(**changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        (_summary(), "Ann · Mile · 2026-11-21\t4:06.42"),
        (_summary(result=None, phase="running"), "Ann · Mile · 2026-11-21\tnot finished"),
        (_summary(result=None, phase="armed"), "Ann · Mile · 2026-11-21\tnot started"),
        (_summary(date=""), "Ann · Mile\t4:06.42"),
        (_summary(by_hand=True), "Ann · Mile · 2026-11-21\t4:06.5h"),
        (_summary(athletes=("Ann", "Bo", "Cy")), "Ann, Bo \u2026 · Mile · 2026-11-21\t4:06.42"),
        (_summary(title="Ann · Oslo"), "Ann · Oslo · 2026-11-21\t4:06.42"),
        (_summary(athletes=("A & B",)), "A && B · Mile · 2026-11-21\t4:06.42"),
    ],
)
def test_that_a_saved_race_says_who_what_when_and_how_fast(
    summary: SessionSummary, words: str
) -> None:
    assert saved_words(summary) == words


def test_that_a_long_title_is_cut_before_the_date() -> None:
    words = saved_words(_summary(title="Heat " * 40))
    assert words.endswith("\u2026 · 2026-11-21\t4:06.42")
    assert len(words) < 90


class Chosen:
    """A menu over a library, and everything that was chosen in it."""

    def __init__(self, qtbot: QtBot, library: Path) -> None:
        self.menu = RaceMenu(lambda: library)
        qtbot.addWidget(self.menu)
        self.heard: list[tuple[str, ...]] = []
        self.menu.new_race.connect(lambda: self.heard.append(("new",)))
        self.menu.open_file.connect(lambda: self.heard.append(("file",)))
        self.menu.replay.connect(lambda id: self.heard.append(("replay", id)))
        self.menu.saved.connect(lambda id: self.heard.append(("saved", id)))
        self.menu.all_races.connect(lambda: self.heard.append(("all",)))
        self.menu.aboutToShow.emit()

    def rows(self) -> list[QAction]:
        return [each for each in self.menu.actions() if not each.isSeparator()]

    def row(self, words: str) -> QAction:
        return next(each for each in self.rows() if words in each.text())


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library.splitline"


def test_that_the_menu_begins_with_a_new_race_a_file_and_the_replays(
    qtbot: QtBot, library: Path
) -> None:
    chosen = Chosen(qtbot, library)
    chosen.row("New race").trigger()
    chosen.row("Open a file").trigger()
    for place in ("Oxford", "Monaco", "Paris", "Liévin", "Six times 300 m in 43 s (example)"):
        chosen.row(place).trigger()
    assert chosen.heard[:2] == [("new",), ("file",)]
    shipped = sorted([*shipped_races(), *shipped_trainings()])
    assert sorted(id for _, id in chosen.heard[2:]) == shipped
    assert chosen.rows()[-2].text() == "None yet: every race that is timed is kept here."
    assert not chosen.rows()[-2].isEnabled()


def test_that_a_race_timed_since_is_there_when_the_menu_opens_again(
    qtbot: QtBot, library: Path
) -> None:
    chosen = Chosen(qtbot, library)
    session = start_session(library, setup_for(RaceRequest(athletes=("Ann",))), BootClock())
    assert session.journal.close(5.0)
    chosen.menu.aboutToShow.emit()
    row = chosen.row("Ann · Mile")
    assert row.text().endswith("\tnot started")
    row.trigger()
    assert chosen.heard == [("saved", session.id)]


def test_that_the_newest_fifteen_are_listed_and_the_others_are_one_row_away(
    qtbot: QtBot, library: Path
) -> None:
    for place in range(20):
        wall = ANCHOR.wall_utc_ns + place * NS_PER_S
        Library(library).add(f"s{place}", ANCHOR._replace(wall_utc_ns=wall), live_mile(), "live")
    chosen = Chosen(qtbot, library)
    assert len([each for each in chosen.rows() if "Club mile" in each.text()]) == 15
    chosen.row("Club mile").trigger()
    assert chosen.rows()[-1].text() == "&All races\u2026\tCtrl+L"
    chosen.rows()[-1].trigger()
    assert chosen.heard == [("saved", "s19"), ("all",)]


def test_that_a_library_that_cannot_be_read_is_said_in_the_menu(
    qtbot: QtBot, library: Path
) -> None:
    library.write_text("no library, but a letter to the club " * 40, encoding="utf-8")
    said = Chosen(qtbot, library).rows()[-2]
    assert "library.splitline" in said.text()
    assert not said.isEnabled()


@pytest.mark.parametrize("name", [DAY, NIGHT, CONTRAST])
def test_that_the_menu_has_the_colours_of_the_theme(qtbot: QtBot, library: Path, name: str) -> None:
    menu = Chosen(qtbot, library).menu
    menu.set_theme(THEMES[name])
    picture = menu.grab().toImage()
    assert picture.pixelColor(4, picture.height() // 2).name() == THEMES[name].panel
