"""The composed window while a race is put right: strips, prompts and the panel, by real keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.state import DNF
from tests.ui.conftest import LEFT, NONE, Opened, Written
from ui.viewstate.prompts import PromptView
from ui.widgets.live_bar import Field
from ui.widgets.pressed_panel import PressedPanel
from ui.widgets.prompt_strip import PromptStrip
from ui.windows.keys_overlay import KeysOverlay

Open = Callable[..., Opened]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
TWO = ("Anna", "Beth")
SIZES = [(1366, 768), (1024, 600)]


def strips(opened: Opened) -> list[PromptView]:
    """Return what the strips on the window say, the highest first."""
    shown = [each for each in opened.race.window.findChildren(PromptStrip) if each.isVisible()]
    return [each.view for each in sorted(shown, key=lambda each: each.y()) if each.view]


def badges(opened: Opened) -> list[str]:
    return [each.badge for each in strips(opened)]


def run(opened: Opened, *presses: tuple[float, Key]) -> None:
    """Start at 0, and press these keys at their times."""
    opened.at(0)
    opened.press(Key.Key_Return)
    for time, key in presses:
        opened.at(time)
        opened.press(key)


def times(opened: Opened, lane: int) -> list[float]:
    state = opened.live.state
    entry = next(each for each in state.entries.values() if each.entrant.lane == lane)
    return [round(each.time(state.zero) / 1e9, 2) for each in entry.splits]


def panel(opened: Opened) -> PressedPanel:
    found = opened.race.window.findChild(PressedPanel)
    assert found is not None
    return found


def rows(opened: Opened) -> list[tuple[str, str]]:
    view = panel(opened).view
    assert view is not None
    return [(each.time, each.now) for each in view.rows]


def above(one: QWidget, other: QWidget) -> bool:
    return one.geometry().bottom() < other.geometry().top()


@pytest.fixture
def opened(open_live: Open) -> Opened:
    """A window on a mile of two."""
    return open_live(athletes=TWO)


def test_that_taps_are_named_by_keys_while_the_function_keys_split(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_U), (61.0, Key.Key_U))
    assert badges(opened) == ["TAPS 2"]
    opened.at(115)
    opened.press(Key.Key_N)
    assert "NAMING" in badges(opened)
    opened.press(Key.Key_2)
    opened.at(120.75)
    opened.press(Key.Key_F2)
    assert times(opened, 2) == [60.2, 120.75]
    opened.press(Key.Key_1)
    assert times(opened, 1) == [61.0]
    assert badges(opened) == []
    opened.at(130)
    opened.press(Key.Key_1)
    assert times(opened, 1) == [61.0, 130.0]


def test_that_naming_left_alone_gives_the_lane_keys_back(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_U), (61.0, Key.Key_U))
    opened.press(Key.Key_N)
    opened.press(Key.Key_2)
    opened.at(72)
    assert badges(opened) == ["TAP"]
    opened.press(Key.Key_1)
    assert times(opened, 1) == [72.0]


def test_that_esc_ends_naming_and_the_lane_keys_split_again(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_U))
    opened.press(Key.Key_N)
    opened.press(Key.Key_Escape)
    assert badges(opened) == ["TAP"]
    opened.at(61)
    opened.press(Key.Key_1)
    assert times(opened, 1) == [61.0]


def test_that_a_split_before_the_start_is_offered_as_the_start(opened: Opened) -> None:
    opened.at(0)
    opened.press(Key.Key_Space)
    assert strips(opened)[0].words == "Pressed before the start."
    opened.at(2)
    opened.press(Key.Key_N)
    opened.press(Key.Key_Insert)
    opened.at(60.2)
    opened.press(Key.Key_Space)
    assert times(opened, 1) == [60.2]


def test_that_a_question_is_answered_by_one_key_and_taken_back_by_another(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_1), (60.6, Key.Key_1))
    assert badges(opened) == ["CHECK"]
    assert "double press?" in strips(opened)[0].words
    opened.press(Key.Key_K)
    assert badges(opened) == []
    assert opened.notice().startswith("Kept: ")
    opened.press(Key.Key_Z, CONTROL)
    assert badges(opened) == ["CHECK"]
    opened.press(Key.Key_E)
    assert badges(opened) == []
    assert len(times(opened, 1)) == 1
    assert opened.notice().endswith("Ctrl+Z takes it back.")


def test_that_a_missed_passage_and_a_withdrawal_take_a_lane(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_1))
    opened.press(Key.Key_M)
    assert badges(opened) == ["MISSED"]
    opened.press(Key.Key_2)
    assert badges(opened) == []
    opened.press(Key.Key_X)
    assert badges(opened) == ["DNF"]
    opened.press(Key.Key_2)
    entries = {each.entrant.lane: each for each in opened.live.state.entries.values()}
    assert len(entries[2].missed) == 1
    assert entries[2].withdrawn == DNF
    assert times(opened, 1) == [60.2]


def test_that_a_prompt_that_nobody_answers_goes_by_itself(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_1))
    opened.press(Key.Key_M)
    opened.at(66.3)
    assert badges(opened) == []
    opened.press(Key.Key_2)
    assert times(opened, 2) == [66.3]


def test_that_the_panel_lists_the_presses_and_takes_its_keys(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_1), (61.0, Key.Key_1), (61.5, Key.Key_U))
    opened.press(Key.Key_K)
    opened.press(Key.Key_W)
    assert [now for _, now in rows(opened)][-1] == "nobody's yet"
    assert badges(opened)[0] == "TAP"
    assert "PRESSED" in badges(opened)
    opened.press(Key.Key_Up)
    opened.press(Key.Key_2)
    assert times(opened, 2) == [61.0]
    opened.at(120)
    opened.press(Key.Key_Space)
    assert times(opened, 1) == [60.2, 120.0]
    opened.press(Key.Key_W)
    assert panel(opened).isHidden()
    assert "PRESSED" not in badges(opened)


def test_that_nothing_takes_the_focus_or_covers_the_call(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_1), (60.6, Key.Key_1), (61.5, Key.Key_U))
    focus = QApplication.focusWidget()
    opened.press(Key.Key_W)
    opened.press(Key.Key_N)
    assert len(strips(opened)) == 2
    assert QApplication.focusWidget() is focus
    window = opened.race.window
    shown: list[QWidget] = [each for each in window.findChildren(PromptStrip) if each.isVisible()]
    assert all(above(each, window.notice) for each in shown)
    shown.append(panel(opened))
    assert all(above(window.call, each) for each in shown)
    assert QApplication.activeModalWidget() is None


def test_that_a_chosen_split_of_another_athlete_is_typed_anew(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_1), (61.0, Key.Key_2))
    opened.press(Key.Key_W)
    opened.press(Key.Key_Return)
    field = opened.race.window.live_bar.field
    assert field.hasFocus()
    assert field.text() == "1:01.00"
    assert field.placeholderText() == "Beth 409 m: its time"
    opened.type_text("1:01.30")
    opened.press(Key.Key_Return)
    assert (times(opened, 1), times(opened, 2)) == ([60.2], [61.3])
    assert not field.hasFocus()
    opened.press(Key.Key_Escape)
    assert panel(opened).isHidden()


def test_that_a_row_is_chosen_by_a_click_and_typed_anew_by_two(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_1), (61.0, Key.Key_2))
    opened.press(Key.Key_W)
    view = panel(opened).view
    assert view is not None
    place = panel(opened).row_area(view.rows[1].seq).center().toPoint()
    opened.click(panel(opened), place)
    view = panel(opened).view
    assert view is not None
    assert view.chosen == 1
    opened.press(Key.Key_Delete)
    assert times(opened, 1) == []
    place = panel(opened).row_area(view.rows[2].seq).center().toPoint()
    QTest.mouseDClick(panel(opened), LEFT, pos=place)
    assert opened.race.window.live_bar.field.text() == "1:01.00"


def test_that_a_click_beside_the_rows_chooses_nothing(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_1))
    opened.press(Key.Key_W)
    for place in (QPoint(20, 5), QPoint(20, panel(opened).height() - 3)):
        opened.click(panel(opened), place)
        view = panel(opened).view
        assert view is not None
        assert view.chosen is None


def scroll(widget: QWidget, steps: int) -> None:
    """Turn the wheel; down is negative, as Qt counts."""
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        widget.mapToGlobal(place),
        QPoint(),
        QPoint(0, -120 * steps),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_that_the_panel_follows_the_newest_press_unless_it_was_scrolled(opened: Opened) -> None:
    opened.race.window.resize(1024, 600)
    run(opened, *((60.2 + i, Key.Key_U) for i in range(30)))
    opened.press(Key.Key_W)

    def in_sight(number: int) -> bool:
        view = panel(opened).view
        assert view is not None
        return not panel(opened).row_area(view.rows[number].seq).isEmpty()

    assert in_sight(-1)
    assert not in_sight(0)
    for _ in range(40):
        scroll(panel(opened), -1)
    assert in_sight(0)
    opened.press(Key.Key_U)
    assert in_sight(0)
    for _ in range(40):
        scroll(panel(opened), 1)
    opened.press(Key.Key_U)
    assert in_sight(-1)
    for _ in range(28):
        opened.press(Key.Key_Up)
    assert in_sight(3)


def test_that_the_panel_is_spoken_with_the_row_it_is_at(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_1))
    opened.press(Key.Key_W)
    said = panel(opened).accessibleName()
    assert said == "what was pressed, 2 presses. 1:00.20 1 Anna: 409 m of Anna 1:00.20"


def test_that_a_replay_shows_what_has_passed_and_keeps_its_own_keys(
    open_replay: Callable[..., Opened],
) -> None:
    opened = open_replay()
    opened.seek(125)
    opened.press(Key.Key_W)
    assert [now for _, now in rows(opened)] == ["time zero", "409 m", "809 m"]
    assert badges(opened) == []
    opened.press(Key.Key_Right)
    assert [now for _, now in rows(opened)][-1] == "1209 m"
    for key in (Key.Key_M, Key.Key_X, Key.Key_N, Key.Key_E, Key.Key_K, Key.Key_Delete):
        opened.press(key)
    assert len(rows(opened)) == 4
    opened.press(Key.Key_Escape)
    assert panel(opened).isHidden()


def test_that_another_panel_takes_the_place_of_this_one(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_1))
    opened.press(Key.Key_W)
    opened.press(Key.Key_C)
    assert panel(opened).isHidden()
    assert badges(opened) == []
    opened.at(120)
    opened.press(Key.Key_1)
    assert times(opened, 1) == [60.2, 120.0]
    opened.press(Key.Key_W)
    assert panel(opened).isVisible()


def test_that_a_place_is_typed_into_the_field(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_1))
    opened.click(opened.find(Field, "time of the next mark"))
    opened.type_text("#x")
    opened.press(Key.Key_Return)
    assert "like #3" in opened.notice()
    opened.race.window.live_bar.field.selectAll()
    opened.type_text("3rd")
    opened.press(Key.Key_Return)
    assert opened.notice() == "Anna at 409 m: 3rd in the field."
    entry = opened.live.state.entries[opened.race.desk.selected]
    assert [rank for _, rank in entry.ranks] == [3]


@pytest.mark.parametrize("theme", ["day", "contrast"])
def test_that_strips_and_panel_follow_the_theme(opened: Opened, theme: str) -> None:
    run(opened, (60.2, Key.Key_U))
    opened.press(Key.Key_W)
    opened.race.next_theme(theme)
    opened.race.draw()
    assert panel(opened).theme.name == theme
    assert {each.theme.name for each in opened.race.window.findChildren(PromptStrip)} == {theme}


@pytest.mark.parametrize("size", SIZES)
def test_that_no_key_and_no_word_of_a_strip_is_cut(
    opened: Opened, written: list[Written], size: tuple[int, int]
) -> None:
    opened.race.window.resize(QSize(*size))
    run(opened, (60.2, Key.Key_1), (60.6, Key.Key_1), (61.5, Key.Key_U), (62.5, Key.Key_U))
    own: set[str] = set()
    for key in ("", "N", "Escape", "M", "Escape", "W", "Up", "O"):
        if key:
            opened.press(getattr(Key, f"Key_{key}"))
        opened.race.window.grab()
        for each in strips(opened):
            own |= {each.badge, each.words, *(hint.does for hint in each.keys)}
    assert {"CHECK", "NAMING", "MISSED", "PRESSED", "TAPS 2"} <= own
    assert own <= {each.words for each in written}
    assert [each.words for each in written if each.cut and each.words in own] == []


@pytest.mark.parametrize("key", [Key.Key_M, Key.Key_X, Key.Key_N, Key.Key_Y, Key.Key_W, Key.Key_C])
def test_that_what_is_asked_for_by_a_key_is_not_hidden_by_the_sheet_of_keys(
    opened: Opened, key: Key
) -> None:
    run(opened, (60.2, Key.Key_1), (61.5, Key.Key_U))
    opened.press(Key.Key_Question)
    sheet = opened.race.window.findChild(KeysOverlay)
    assert sheet is not None
    assert sheet.isVisible()
    opened.press(Key.Key_F2)
    assert sheet.isVisible()
    opened.press(key)
    assert sheet.isHidden()
    opened.race.desk.prompt = None
    opened.press(Key.Key_Question)
    assert sheet.isVisible()


def test_that_no_strip_and_no_panel_lies_over_the_sheet_of_keys(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_1))
    opened.press(Key.Key_Question)
    opened.at(60.6)
    opened.press(Key.Key_F1)
    opened.race.window.show_panel(QWidget())
    assert badges(opened) == ["CHECK"]
    window = opened.race.window
    sheet = window.findChild(KeysOverlay)
    order = window.children()
    shown = [each for each in window.findChildren(PromptStrip) if each.isVisible()]
    assert shown
    assert sheet is not None
    assert all(order.index(each) < order.index(sheet) for each in shown)
    assert window.childAt(shown[0].geometry().center()) is sheet


def test_that_a_graph_without_room_for_its_lines_is_left_out(opened: Opened) -> None:
    run(opened, (60.2, Key.Key_1), (60.6, Key.Key_1), (61.5, Key.Key_U))
    opened.press(Key.Key_L)
    window = opened.race.window
    body = window.body
    assert body is not None
    window.resize(1024, 600)
    opened.qtbot.waitUntil(lambda: window.size() == QSize(1024, 600))
    opened.race.draw()
    assert body.isVisible()
    opened.press(Key.Key_Y)
    assert set(badges(opened)) == {"TAP", "CHECK", "SYNC"}
    assert not body.isVisible()
    opened.press(Key.Key_Escape)
    assert body.isVisible()
