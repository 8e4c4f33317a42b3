"""Does every screen look as it did when somebody looked at it last?"""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from tests.bench.every_screen import CHECK, STORED, every_name, in_a_process, sample
from tests.bench.fingerprints import Fingerprint, difference, fingerprint, stored_in
from tests.bench.screens import ROOMS, SCREENS, Room
from tests.ui.conftest import Opened
from tests.ui.every_window import WINDOWS
from ui.widgets import paint

Open = Callable[..., Opened]
SIZES = [(1024, 600), (1920, 1080)]
TEXTS = ["LAST LAP", "to hit", "clock as published"]


@pytest.fixture(scope="module")
def stored() -> dict[str, Fingerprint]:
    """What is stored."""
    return stored_in(STORED)


def pictured(open_replay: Open, wide: int, high: int) -> tuple[QImage, Opened]:
    """Return the picture of a replay of this size, and the window."""
    opened = open_replay()
    opened.race.window.resize(wide, high)
    opened.seek(204.9)
    return opened.race.window.grab().toImage(), opened


def place_of(part: QWidget, window: QWidget) -> QRect:
    """Return where a part of a window is in its picture."""
    return QRect(part.mapTo(window, part.rect().topLeft()), part.size())


def blended(picture: QImage, dx: int, dy: int) -> QImage:
    """Return a picture with edges a quarter of a pixel off: letters drawn a little otherwise."""
    changed = picture.copy()
    painter = QPainter(changed)
    painter.setOpacity(0.25)
    painter.drawImage(dx, dy, picture)
    painter.end()
    return changed


def recoloured(picture: QImage, by: int) -> QImage:
    """Return a picture whose most frequent colour is a few levels lighter or darker."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    ground = QColor(*fingerprint(picture).ground[:3])
    shades = (ground.red(), ground.green(), ground.blue())
    red, green, blue = (max(0, min(255, each + by)) for each in shades)
    rows = np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), -1).copy()
    rows[rows == ground.rgb()] = QColor(red, green, blue).rgb()
    found = QImage(rows.tobytes(), plain.width(), plain.height(), QImage.Format.Format_RGB32)
    return found.copy()


def test_that_every_screen_has_been_stored_in_every_theme_language_and_room(
    stored: dict[str, Fingerprint],
) -> None:
    assert set(SCREENS) >= set(WINDOWS)
    missing, gone = every_name() - stored.keys(), stored.keys() - every_name()
    assert (missing, gone) == (set(), set()), "make screenshots ALL=1, look, make screenshots-store"


def test_that_the_sample_has_every_screen_once() -> None:
    assert sorted(screen for room in ROOMS for screen, _ in sample(room)) == sorted(SCREENS)
    assert {each.language for room in ROOMS for _, each in sample(room)} == {"en", "fr"}


def test_that_what_is_stored_stays_small() -> None:
    assert STORED.stat().st_size < 500_000


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS, ids=[each.name for each in ROOMS])
def test_that_screens_look_as_they_are_stored(room: Room) -> None:
    """What is seen but once, on a machine that is held up in the middle of a picture, is no change."""
    run = in_a_process(room, [CHECK, "--sample"])
    for _ in range(2):
        if run.returncode:
            run = in_a_process(room, [CHECK, "--sample"])
    assert (run.stdout, run.stderr, run.returncode) == ("", "", 0)


@pytest.mark.parametrize(("wide", "high"), SIZES)
def test_that_letters_drawn_a_little_otherwise_make_no_difference(
    open_replay: Open, wide: int, high: int
) -> None:
    picture, _ = pictured(open_replay, wide, high)
    known = fingerprint(picture)
    assert difference(picture, known) == ""
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (1, 1)):
        assert difference(blended(picture, dx, dy), known) == ""


@pytest.mark.parametrize(("wide", "high"), SIZES)
def test_that_a_panel_that_has_moved_is_seen(open_replay: Open, wide: int, high: int) -> None:
    picture, opened = pictured(open_replay, wide, high)
    window, known = opened.race.window, fingerprint(picture)
    assert window.body is not None
    for part in (window.call, window.body.graph, window.body.table, window.body.track):
        area = place_of(part, window)
        for dx, dy in ((12, 0), (0, 12), (-12, 0)):
            moved = picture.copy()
            painter = QPainter(moved)
            painter.drawImage(area.translated(dx, dy), picture, area)
            painter.end()
            assert difference(moved, known) != ""


@pytest.mark.parametrize(("wide", "high"), SIZES)
def test_that_a_text_that_is_gone_is_seen(
    open_replay: Open, monkeypatch: pytest.MonkeyPatch, wide: int, high: int
) -> None:
    picture, opened = pictured(open_replay, wide, high)
    known, write, hidden = fingerprint(picture), paint.text, ""

    def without(painter: QPainter, area: QRectF, said: str, *more: object) -> float:
        return 0.0 if said == hidden else write(painter, area, said, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(paint, "text", without)
    for hidden in TEXTS:
        assert difference(opened.race.window.grab().toImage(), known) != "", hidden


def test_that_another_ground_and_another_size_are_seen(open_replay: Open) -> None:
    picture, _ = pictured(open_replay, 1366, 768)
    for by in (8, -8, 40):
        assert "another ground" in difference(recoloured(picture, by), fingerprint(picture))
    other = picture.scaled(QSize(1366, 780), Qt.AspectRatioMode.IgnoreAspectRatio)
    assert "780 pixels, stored with 1366 x 768" in difference(other, fingerprint(picture))
