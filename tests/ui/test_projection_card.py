"""The card of the projected finish: its band, its chance in words, and the rules, at any size."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.analysis.odds import NO_CHANCE
from app.analysis.projection import RULE_NAMES, RULES
from tests.ui.conftest import Opened, Written
from ui.viewstate.card_values import ProjectionCard, Rule
from ui.widgets.cards import ProjectionCardWidget

Open = Callable[..., Opened]
WIDE, SMALL = (546, 102), (404, 79)
CARD = ProjectionCard(
    "PROJECTED FINISH \u00b7 PACING MODEL",
    "4:01.7",
    "80 %: 3:58.9 to 4:04.7",
    tuple(Rule(RULE_NAMES[rule], "4:02.0", chosen=rule == RULES[0]) for rule in RULES),
    chance_of="Sub-4",
    chance="about 1 in 14",
    taken_for="as a championship",
)
UNCHECKED = CARD._replace(
    detail="80 %: 14:22.6 to 15:25.2 \u00b7 not checked over 5000 m",
    shorter="80 % not checked: 14:22.6 to 15:25.2",
)


def _painted(qtbot: QtBot, view: ProjectionCard, size: tuple[int, int]) -> ProjectionCardWidget:
    widget = ProjectionCardWidget()
    qtbot.addWidget(widget)
    widget.resize(*size)
    widget.render_view(view)
    widget.show()
    QApplication.processEvents()
    return widget


def _words(written: list[Written]) -> list[str]:
    return [each.words for each in written]


@pytest.mark.usefixtures("fonts")
def test_that_band_chance_and_kind_stand_beside_the_finish(
    qtbot: QtBot, written: list[Written]
) -> None:
    _painted(qtbot, CARD, WIDE)
    for words in (CARD.value, CARD.detail, "Sub-4", "about 1 in 14", "as a championship"):
        assert words in _words(written)


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("size", [WIDE, SMALL])
@pytest.mark.parametrize("view", [CARD, CARD._replace(chance=NO_CHANCE), UNCHECKED])
def test_that_nothing_on_the_card_is_cut_or_smaller_than_eleven_pixels(
    qtbot: QtBot, written: list[Written], view: ProjectionCard, size: tuple[int, int]
) -> None:
    _painted(qtbot, view, size)
    assert [each for each in written if each.pixels < 11] == []
    assert [each.words for each in written if each.cut] == []


@pytest.mark.usefixtures("fonts")
def test_that_a_long_chance_is_broken_in_two_where_there_is_room(
    qtbot: QtBot, written: list[Written]
) -> None:
    _painted(qtbot, CARD._replace(chance=NO_CHANCE), WIDE)
    assert {"no chance to", "speak of"} <= set(_words(written))
    assert NO_CHANCE not in _words(written)


@pytest.mark.usefixtures("fonts")
def test_that_a_doubt_is_said_in_fewer_letters_where_there_is_less_room(
    qtbot: QtBot, written: list[Written]
) -> None:
    _painted(qtbot, UNCHECKED, SMALL)
    assert UNCHECKED.shorter in _words(written)
    written.clear()
    _painted(qtbot, UNCHECKED, (900, 102))
    assert UNCHECKED.detail in _words(written)


def test_that_a_screen_reader_is_told_band_and_chance(qtbot: QtBot) -> None:
    widget = _painted(qtbot, CARD, WIDE)
    said = widget.accessibleName()
    assert said.endswith(f"4:01.7, {CARD.detail}, Sub-4 about 1 in 14 as a championship")
    plain = CARD._replace(chance_of="", chance="", taken_for="")
    assert _painted(qtbot, plain, WIDE).accessibleName().endswith(CARD.detail)


@pytest.mark.usefixtures("fonts")
def test_that_a_click_on_the_kind_asks_for_the_next_one_and_elsewhere_for_the_next_rule(
    qtbot: QtBot,
) -> None:
    widget = _painted(qtbot, CARD, WIDE)
    asked: list[str] = []
    widget.kind_pressed.connect(lambda: asked.append("kind"))
    widget.pressed.connect(lambda: asked.append("rule"))
    kind = widget.kind_area.center().toPoint()
    for place in (kind, QPoint(40, 50), QPoint(WIDE[0] - 20, 50)):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert asked == ["kind", "rule", "rule"]
    widget.render_view(CARD._replace(taken_for=""))
    QApplication.processEvents()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, kind)
    assert asked[-1] == "rule"


def test_that_a_key_and_a_click_say_the_kind_of_a_live_race(open_live: Open) -> None:
    opened = open_live()
    opened.press(Qt.Key.Key_Return)
    opened.at(60.2)
    opened.press(Qt.Key.Key_Space)
    card = opened.race.window.projection
    assert card.view is not None
    assert card.view.taken_for == "kind not said (O)"
    opened.press(Qt.Key.Key_O)
    assert card.view.taken_for == "as paced"
    opened.click(card, card.kind_area.center().toPoint())
    assert card.view.taken_for == "as championship"
    assert opened.notice() == "Projected as a championship race."
