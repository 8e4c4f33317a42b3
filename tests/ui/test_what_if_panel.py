"""The what-if beside the race: from what it starts, who has the keys, and how it looks."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize, Qt

from app.usecases.recorded_race import open_recording, run_of_recording
from tests.ui.conftest import Opened, Written
from ui.stages.replaying import ReplayStage
from ui.theme import CONTRAST, DAY, NIGHT, THEMES
from ui.viewstate.what_if import WhatIfPanel
from ui.widgets.buttons import Button
from ui.widgets.number_field import NumberField
from ui.widgets.what_if_panel import Outcome, WhatIfPanelWidget
from ui.windows.race_menu import RaceMenu
from ui.windows.what_if import WhatIfControl

Open = Callable[..., Opened]
Key = Qt.Key
PARIS = (60.2, 120.75, 181.84, 246.42)
SIZES = [QSize(1366, 768), QSize(1024, 600), QSize(900, 540)]


def run(opened: Opened, *times: float) -> None:
    """Start at 0 and press Space at each of `times`."""
    opened.at(0)
    opened.press(Key.Key_Return)
    for each in times:
        opened.at(each)
        opened.press(Key.Key_Space)


def panel(opened: Opened) -> WhatIfPanelWidget:
    found: WhatIfPanelWidget = opened.race.window.findChildren(WhatIfPanelWidget)[0]
    return found


def view(opened: Opened) -> WhatIfPanel:
    """Return what the panel says."""
    opened.race.draw()
    found = opened.find(Outcome, "what if").view
    assert found is not None
    return found


def retyped(opened: Opened, name: str, text: str) -> NumberField:
    """Click a field, type over what is in it, and draw a frame."""
    field = panel(opened).grid.fields[name]
    opened.click(field)
    field.selectAll()
    opened.type_text(text)
    opened.race.draw()
    return field


def opened_panel(opened: Opened) -> WhatIfPanelWidget:
    opened.press(Key.Key_I)
    assert panel(opened).isVisible()
    return panel(opened)


def test_that_it_starts_from_target_projection_and_finish_as_the_race_goes(
    open_live: Open,
) -> None:
    opened = open_live()
    opened_panel(opened)
    assert view(opened).base == "from the target Sub-4, 3:59.99"
    run(opened, *PARIS[:3])
    assert view(opened).base.startswith("from the projected finish, 4:0")
    assert view(opened).base.endswith("(pacing model)")
    opened.at(PARIS[3])
    opened.press(Key.Key_Space)
    assert view(opened).base == "from the finish, 4:06.42"
    assert opened.splits() == list(PARIS)


def test_that_a_replay_has_it_from_what_is_known_at_its_time(open_replay: Open) -> None:
    opened = open_replay()
    opened_panel(opened)
    opened.seek(205)
    assert view(opened).base.startswith("from the projected finish, ")
    opened.seek(300)
    assert view(opened).base == "from the finish, 4:06.42"
    assert view(opened).band == "about 3:57.0 to 4:04.1"


def test_that_the_race_learns_nothing_of_a_what_if(open_replay: Open) -> None:
    opened = open_replay()
    opened.seek(205)
    before = opened.view
    opened_panel(opened)
    retyped(opened, "drafting", "1")
    retyped(opened, "time", "3:50")
    opened.press(Key.Key_Escape)
    assert opened.view == before


def test_that_esc_leaves_the_field_and_then_the_panel(open_live: Open) -> None:
    opened = open_live()
    opened_panel(opened)
    retyped(opened, "drafting", "1")
    opened.press(Key.Key_Escape)
    assert panel(opened).isVisible()
    opened.press(Key.Key_Escape)
    assert not panel(opened).isVisible()


def test_that_keys_split_while_the_panel_is_open(open_live: Open) -> None:
    opened = open_live()
    opened_panel(opened)
    assert not opened.race.keys.typing
    run(opened, 60.2)
    opened.at(120.75)
    opened.press(Key.Key_1)
    assert opened.splits() == [60.2, 120.75]
    opened.press(Key.Key_I)
    assert not panel(opened).isVisible()


def test_that_figures_go_into_a_field_and_space_still_splits(open_live: Open) -> None:
    opened = open_live()
    run(opened)
    opened_panel(opened)
    field = retyped(opened, "drafting", "0.7")
    assert (field.text(), opened.splits()) == ("0.7", [])
    assert opened.race.keys.typing
    for key, at in ((Key.Key_Space, 60.2), (Key.Key_F1, 120.75), (Key.Key_PageDown, 181.84)):
        opened.at(at)
        opened.press(key)
    assert opened.splits() == [60.2, 120.75, 181.84]
    assert field.text() == "0.7"
    opened.press(Key.Key_Escape)
    assert not opened.race.keys.typing
    opened.at(246.42)
    opened.press(Key.Key_1)
    assert opened.splits() == list(PARIS)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_I, Key.Key_Escape])
def test_that_the_keys_come_back_from_a_field(open_live: Open, key: Qt.Key) -> None:
    opened = open_live()
    opened_panel(opened)
    retyped(opened, "mass", "50")
    opened.press(key)
    assert not opened.race.keys.typing
    assert panel(opened).isVisible() is (key != Key.Key_I)
    assert opened.live.state.zero is None, "the key of a field starts no race"


def test_that_closing_by_the_button_gives_the_keys_back(open_live: Open) -> None:
    opened = open_live()
    opened_panel(opened)
    retyped(opened, "wind", "2")
    opened.click(opened.find(Button, "Close (I)"))
    assert not panel(opened).isVisible()
    assert not opened.race.keys.typing
    run(opened, 60.2)
    assert opened.splits() == [60.2]


def test_that_opening_takes_the_keys_where_nothing_is_played(open_replay: Open) -> None:
    opened = open_replay()
    drafting = opened_panel(opened).grid.fields["drafting"]
    assert drafting.hasFocus()
    assert drafting.selectedText() == "0.756"
    opened.press(Key.Key_Escape)
    opened.press(Key.Key_I)
    opened.press(Key.Key_P)
    assert opened.replay.replay.playing
    opened_panel(opened)
    assert not drafting.hasFocus()


def test_that_opening_takes_the_keys_of_a_timed_race_only_after_its_finish(
    open_live: Open,
) -> None:
    opened = open_live()
    run(opened, *PARIS[:3])
    drafting = opened_panel(opened).grid.fields["drafting"]
    assert not drafting.hasFocus()
    opened.press(Key.Key_I)
    opened.at(PARIS[3])
    opened.press(Key.Key_Space)
    opened_panel(opened)
    assert drafting.hasFocus()
    opened.press(Key.Key_PageUp)
    assert opened.splits() == list(PARIS[:3])


def test_that_the_answer_follows_every_figure(open_replay: Open) -> None:
    opened = open_replay()
    opened.seek(300)
    opened_panel(opened)
    said = [view(opened).band]
    for name, text in (
        ("drafting", "0.5"),
        ("run_drafting", "0"),
        ("mass", "60"),
        ("height", "1.8"),
        ("temperature", "5"),
        ("run_temperature", "30"),
        ("wind", "3"),
        ("run_wind", "1"),
        ("pressure", "900"),
        ("humidity", "100"),
        ("time", "4:10"),
    ):
        retyped(opened, name, text)
        assert not view(opened).fault
        said.append(view(opened).band)
    assert all(a != b for a, b in pairwise(said))
    panel(opened).grid.fields["time"].clear()
    assert view(opened).base == "from the finish, 4:06.42"


def test_that_arrow_keys_step_a_figure_and_letters_are_no_figure(open_replay: Open) -> None:
    opened = open_replay()
    opened_panel(opened)
    field = retyped(opened, "drafting", "0.7")
    opened.press(Key.Key_Up)
    opened.press(Key.Key_Up)
    opened.press(Key.Key_Down)
    opened.type_text("XU")
    assert field.text() == "0.71"
    assert view(opened).said == "if drafting is 0.71 instead of 0.328"


def test_that_a_figure_that_cannot_be_meant_is_said_and_its_field_marked(
    open_replay: Open,
) -> None:
    opened = open_replay()
    opened_panel(opened)
    field = retyped(opened, "mass", "4")
    assert view(opened).fault == "mass: found 4 kg, expected 30 to 110 kg"
    assert field.faulty
    opened.type_text("7")
    assert not view(opened).fault
    assert not field.faulty


def test_that_one_panel_gives_way_to_another(open_live: Open) -> None:
    opened = open_live()
    first = opened_panel(opened)
    opened.press(Key.Key_C)
    assert not first.isVisible()
    opened.press(Key.Key_I)
    assert first.isVisible()
    assert opened.race.window._panel is first


def test_that_a_typed_time_is_not_kept_for_another_race(open_replay: Open) -> None:
    opened, other = open_replay(), open_recording("monaco-2023")
    opened_panel(opened)
    retyped(opened, "time", "4:20")
    stage = ReplayStage(other, run_of_recording(other), opened.clock.now())
    opened.race.desk.put(stage)
    opened.seek(300)
    assert panel(opened).grid.fields["time"].text() == ""
    assert view(opened).base == "from the finish, 4:07.64"
    assert view(opened).band == "about 3:58.3 to 4:05.4"


def test_that_what_is_not_shown_is_not_worked_out(open_live: Open) -> None:
    opened = open_live()
    opened_panel(opened)
    control = opened.race.findChild(WhatIfControl)
    assert control is not None
    opened.press(Key.Key_I)
    shown = control._shown
    run(opened, *PARIS)
    assert control._shown is shown


def test_that_the_menu_of_races_opens_it(
    open_replay: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RaceMenu, "popup", lambda menu, _place: menu.refresh())
    opened = open_replay()
    opened.race.extras.show_menu()
    menu = opened.race.extras._menu
    assert menu is not None
    rows = [each for each in menu.actions() if each.text() == "&What if\u2026\tI"]
    rows[0].trigger()
    assert panel(opened).isVisible()


@pytest.mark.parametrize("theme", [DAY, NIGHT, CONTRAST])
@pytest.mark.parametrize("size", SIZES)
def test_that_nothing_in_the_panel_is_cut(
    open_live: Open, written: list[Written], theme: str, size: QSize
) -> None:
    opened = open_live()
    opened.race.window.resize(size)
    opened.race.next_theme(theme)
    run(opened, *PARIS[:3])
    opened.at(PARIS[2] + 1)
    widget = opened_panel(opened)
    widget.grid.fields["temperature"].setText("-5")
    widget.grid.fields["wind"].setText("2.5")
    opened.race.draw()
    written.clear()
    widget.grab()
    assert {"WHAT IF", "drafting", "pressure hPa"} <= {each.words for each in written}
    assert [each.words for each in written if each.cut] == []
    assert min(each.pixels for each in written) >= 11
    assert widget.theme is THEMES[theme]
    for name, field in widget.grid.fields.items():
        text = field.text() or field.placeholderText()
        room = field.width() - field.textMargins().left() - 4
        assert field.fontMetrics().horizontalAdvance(text) <= room, name
        assert widget.grid.rect().contains(field.geometry())


def test_that_a_screen_reader_hears_the_answer_and_the_caution(open_replay: Open) -> None:
    opened = open_replay()
    opened.seek(300)
    opened_panel(opened)
    heard = opened.find(Outcome, "what if").accessibleName()
    assert heard == (
        "what if: about 3:57.0 to 4:04.1 if drafting is 0.756 instead of 0.328. "
        "A what-if, no projection: the same effort in other air."
    )
    assert all(each.accessibleName() for each in panel(opened).grid.fields.values())
