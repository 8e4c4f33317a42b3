"""Texts of 100 to 200 per cent in every window: none too small, none cut."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opened
from tests.ui.every_window import WINDOWS, opened_beside
from ui import theme
from ui.charts import lettering
from ui.theme import LEAST_TEXT
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.cards import FAR_CAPITAL
from ui.windows import text_size
from ui.windows.text_size import set_text_size

Open = Callable[..., Opened]
SIZES = [(100, 1366, 768), (100, 1024, 600), (200, 1366, 768), (200, 1920, 1080)]


class Shown(NamedTuple):
    """A text as it came onto the screen, and whether a part of it was left out."""

    words: str
    pixels: float
    cut: bool


@pytest.fixture(autouse=True)
def _usual_size_again() -> Iterator[None]:
    yield
    set_text_size(100)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Shown]:
    """Every text that is painted while the test runs."""
    found: list[Shown] = []
    plain_text, chart_text = paint.text, lettering.write

    def text(painter: object, area: QRectF, words: str, pixels: int, *more: object) -> float:
        weight = more[1] if len(more) > 1 else paint.NORMAL
        assert isinstance(weight, QFont.Weight)
        usual = theme.text_size() == 100
        size = pixels if usual or not words else paint._grown(words, pixels, weight, area)
        cut = paint._wide(words, size, weight) > area.width() + 0.5
        if words:
            found.append(Shown(words, max(size, LEAST_TEXT), cut))
        return plain_text(painter, area, words, pixels, *more)  # type: ignore[arg-type]

    def write(
        painter: object, x: float, y: float, words: str, ink: object, size: int, *more: object
    ) -> object:
        found.append(Shown(words, lettering.grown(size), words.endswith("\u2026")))
        return chart_text(painter, x, y, words, ink, size, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(paint, "text", text)
    monkeypatch.setattr(lettering, "write", write)
    return found


def cut_labels(window: QWidget) -> list[str]:
    """Return the words of labels that are larger than their label."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        wanted = label.heightForWidth(label.width()) if label.wordWrap() else 0
        wide = label.fontMetrics().horizontalAdvance(label.text().replace("&", ""))
        if wanted > label.height() + 2 or (not label.wordWrap() and wide > label.width() + 1):
            found.append(label.text())
    return found


def at_size(
    opened: Opened, window: QWidget, monkeypatch: pytest.MonkeyPatch, wide: int, high: int
) -> None:
    """Draw a window on a screen of that size."""
    monkeypatch.setattr(text_size, "room_of", lambda _: QRect(0, 0, wide, high))
    opened.race.window.resize(wide, high)
    opened.race.draw()
    QApplication.processEvents()
    window.grab()


@pytest.mark.parametrize(("percent", "wide", "high"), SIZES)
@pytest.mark.parametrize("name", WINDOWS)
def test_that_no_text_is_cut_and_none_too_small(
    open_live: Open,
    open_replay: Open,
    qtbot: QtBot,
    shown: list[Shown],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    percent: int,
    wide: int,
    high: int,
) -> None:
    monkeypatch.setattr(text_size, "room_of", lambda _: QRect(0, 0, wide, high))
    opened, window = opened_beside(name, open_live, open_replay, qtbot, percent)
    at_size(opened, window, monkeypatch, wide, high)
    shown.clear()
    window.grab()
    assert {each.words for each in shown if each.cut} == set()
    assert {each.words for each in shown if each.pixels < LEAST_TEXT} == set()
    qtbot.waitUntil(lambda: cut_labels(window) == [])
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QLineEdit) and widget.isVisible():
            assert QFontInfo(widget.font()).pixelSize() >= LEAST_TEXT
    if percent > 100 and window.isWindow() and window is not opened.race.window:
        assert window.width() <= wide
        assert window.height() <= high


@pytest.mark.parametrize("name", ["settings", "new race", "call editor", "export"])
def test_that_a_form_is_written_twice_as_large(
    open_live: Open, open_replay: Open, qtbot: QtBot, name: str
) -> None:
    _, window = opened_beside(name, open_live, open_replay, qtbot)
    labels = [each for each in window.findChildren(QLabel) if each.text()]
    before = {label: label.font().pixelSize() for label in labels}
    set_text_size(200)
    assert {label: label.font().pixelSize() for label in labels} == {
        label: 2 * size for label, size in before.items()
    }
    for percent in (125, 175, 150, 100):
        set_text_size(percent)
    assert {label: label.font().pixelSize() for label in labels} == before


def test_that_buttons_have_room_for_larger_words_and_give_it_back(
    open_live: Open, qtbot: QtBot
) -> None:
    opened = open_live()
    button = opened.find(Button, "Split")
    before = button.geometry()
    set_text_size(150)
    assert button.width() > before.width()
    set_text_size(100)
    assert button.geometry() == before


def test_that_what_is_read_from_two_metres_is_so_in_every_view(
    open_replay: Open, shown: list[Shown]
) -> None:
    opened = open_replay()
    opened.race.window.resize(1366, 768)
    opened.seek(204.9)
    shown.clear()
    opened.race.window.grab()
    cards, call = opened.view.cards, opened.race.window.call.view
    assert call is not None
    said = {each.removesuffix(".") for each in (call.words, *call.shorter)}
    wanted = {cards.gap.value, cards.lap.value, cards.elapsed.value, cards.projection.value}
    far = [
        each
        for each in shown
        if each.words in wanted
        or each.words.removesuffix(".") in said
        or each.words.startswith(cards.gap.word)
    ]
    assert {each.words for each in far} >= wanted
    small = {each.words for each in far if each.pixels * paint.CAPITAL < FAR_CAPITAL}
    large = {each.words for each in far if each.pixels * paint.CAPITAL >= FAR_CAPITAL}
    # The graph has the word once more, in its half-plane.
    assert small - large <= {cards.gap.word}
    assert any(each.startswith(cards.gap.word) for each in large)


def test_that_large_texts_leave_the_far_figures_as_they_are(
    open_replay: Open, shown: list[Shown]
) -> None:
    opened = open_replay()
    opened.race.window.resize(1366, 768)
    opened.seek(204.9)

    def gap() -> float:
        shown.clear()
        opened.race.window.grab()
        value = opened.view.cards.gap.value
        return max(each.pixels for each in shown if each.words == value)

    before = gap()
    set_text_size(200)
    assert gap() >= 0.85 * before
