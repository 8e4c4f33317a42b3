"""The default keys, key by key and layout by layout."""

import subprocess
import sys

import pytest

from ui.key_map import (
    NAMES,
    Act,
    Action,
    KeyPress,
    SplitLane,
    UndoLane,
    action_for,
    key_names,
    position_of,
)

# The keys of a PC by their Linux numbers: the row of digits, and the keypad by digit.
TOP_ROW = dict(zip(range(1, 13), range(2, 14), strict=True))
KEYPAD = {1: 79, 2: 80, 3: 81, 4: 75, 5: 76, 6: 77, 7: 71, 8: 72, 9: 73, 10: 82}


@pytest.mark.parametrize(
    ("key", "action"),
    [
        (KeyPress("Return"), Act.START),
        (KeyPress("Enter"), Act.START),
        (KeyPress("Space"), Act.SPLIT_SELECTED),
        (KeyPress("PageDown"), Act.SPLIT_SELECTED),
        (KeyPress("U"), Act.TAP),
        (KeyPress("PageUp"), Act.UNDO),
        (KeyPress("Backspace"), Act.UNDO),
        (KeyPress("Z", control=True), Act.UNDO),
        (KeyPress("Z", control=True, shift=True), Act.REDO),
        (KeyPress("Y", control=True), Act.REDO),
        (KeyPress("Tab"), Act.NEXT_ENTRY),
        (KeyPress("T"), Act.NEXT_TARGET),
        (KeyPress("G"), Act.NEXT_GRAPH),
        (KeyPress("P"), Act.PLAY_PAUSE),
        (KeyPress("Right"), Act.NEXT_SPLIT),
        (KeyPress("Return", alt=True), Act.FULL_SCREEN),
        (KeyPress("Question", shift=True), Act.SHOW_KEYS),
        (KeyPress("Question"), Act.SHOW_KEYS),
        (KeyPress("B"), Act.SOUND),
        (KeyPress("D"), Act.THEME),
        (KeyPress("Home"), Act.RESTART),
        (KeyPress("Up"), Act.FASTER),
        (KeyPress("Down"), Act.SLOWER),
        (KeyPress("H"), Act.HIDE_ENDING),
        (KeyPress("I"), Act.WHAT_IF),
        (KeyPress("R"), Act.NEXT_RULE),
        (KeyPress("O"), Act.KIND),
        (KeyPress("A"), Act.ADD_TARGET),
        (KeyPress("N", control=True), Act.NEW_RACE),
        (KeyPress("O", control=True), Act.RACES),
        (KeyPress("S", control=True), Act.SAVE_SHEET),
        (KeyPress("Escape"), Act.LEAVE),
        (KeyPress("S", control=True, shift=True), Act.EXPORT_AGAIN),
        (KeyPress("P", control=True), Act.PRINT),
        (KeyPress("T", control=True), Act.TRAINING),
        (KeyPress("B", control=True), Act.SCOREBOARD),
        (KeyPress("B", control=True, shift=True), Act.BLANK),
        (KeyPress("F", control=True, shift=True), Act.FREEZE),
        (KeyPress("L", control=True, shift=True), Act.WHO),
        (KeyPress("K", control=True), Act.CONFIRM),
        (KeyPress("G", control=True), Act.CORNER),
    ],
)
def test_that_a_key_asks_for_its_action(key: KeyPress, action: Action) -> None:
    assert action_for(key, typing=False) == action


@pytest.mark.parametrize(
    "key",
    [
        KeyPress(""),
        KeyPress("Z"),
        KeyPress("Delete"),
        KeyPress("T", shift=True),
        KeyPress("J", control=True),
        KeyPress("T", alt=True),
        KeyPress("T", other=True),
        KeyPress("Space", shift=True),
        KeyPress("Return", alt=True, shift=True),
        KeyPress("Tab", shift=True),
        KeyPress("Tab", control=True),
        KeyPress("Y", control=True, shift=True),
        KeyPress("Z", control=True, alt=True),
        KeyPress("F1", control=True),
        KeyPress("1", position=2, other=True),
    ],
)
def test_that_a_key_without_an_action_is_left_alone(key: KeyPress) -> None:
    assert action_for(key, typing=False) is None


@pytest.mark.parametrize(("lane", "position"), [*TOP_ROW.items(), *KEYPAD.items()])
def test_that_a_lane_goes_by_position(lane: int, position: int) -> None:
    assert action_for(KeyPress("", position), typing=False) == SplitLane(lane)
    assert action_for(KeyPress("", position, shift=True), typing=False) == UndoLane(lane)


@pytest.mark.parametrize("typing", [False, True])
@pytest.mark.parametrize("lane", range(1, 13))
def test_that_a_function_key_is_a_lane_also_while_typing(lane: int, *, typing: bool) -> None:
    assert action_for(KeyPress(f"F{lane}"), typing=typing) == SplitLane(lane)
    assert action_for(KeyPress(f"F{lane}", shift=True), typing=typing) == UndoLane(lane)


@pytest.mark.parametrize(
    ("key", "action"),
    [
        pytest.param(KeyPress("", 3), SplitLane(2), id="AZERTY: the key with é on it"),
        pytest.param(KeyPress("2", 3, shift=True), UndoLane(2), id="AZERTY: Shift makes it a 2"),
        pytest.param(KeyPress("", 12), SplitLane(11), id="QWERTZ: ß"),
        pytest.param(KeyPress("Question", 12, shift=True), Act.SHOW_KEYS, id="QWERTZ: Shift+ß"),
        pytest.param(KeyPress("PageDown", 81), SplitLane(3), id="keypad without NumLock"),
        pytest.param(KeyPress("PageDown", 109), Act.SPLIT_SELECTED, id="the real PageDown"),
        pytest.param(KeyPress("D", 2), Act.THEME, id="a letter is no lane wherever it lies"),
        pytest.param(KeyPress("0"), SplitLane(10), id="a digit from no known place"),
        pytest.param(KeyPress("", 74), None, id="the keypad's minus"),
    ],
)
def test_that_layouts_leave_the_lanes_where_they_lie(key: KeyPress, action: Action | None) -> None:
    assert action_for(key, typing=False) == action


def test_that_a_text_field_has_every_key_but_a_few_while_typing() -> None:
    left = {name for name in NAMES if action_for(KeyPress(name), typing=True) is not None}
    assert left == {f"F{lane}" for lane in range(1, 13)} | {"PageDown", "PageUp"}
    assert action_for(KeyPress("Return", alt=True), typing=True) == Act.FULL_SCREEN


@pytest.mark.parametrize(
    "key",
    [
        KeyPress("", 3),
        KeyPress("3", 4),
        KeyPress("PageDown", 81),
        KeyPress("Question", 53, shift=True),
        KeyPress("Z", control=True),
        KeyPress("Z", control=True, shift=True),
        KeyPress("Y", control=True),
    ],
)
def test_that_what_prints_or_edits_belongs_to_the_text_field(key: KeyPress) -> None:
    assert action_for(key, typing=True) is None


@pytest.mark.parametrize(
    ("platform", "scan_code", "virtual_key", "position"),
    [
        ("xcb", 10, 49, 2),
        ("xcb", 21, 61, 13),
        ("xcb", 87, 65436, 79),
        ("wayland", 10, 49, 2),
        ("wayland-egl", 21, 61, 13),
        ("windows", 0x02, 49, 2),
        ("windows", 0x0D, 187, 13),
        ("windows", 0x4F, 97, 79),
        ("windows", 0x14F, 35, 0),
        ("cocoa", 1, 18, 2),
        ("cocoa", 1, 22, 7),
        ("cocoa", 1, 24, 13),
        ("cocoa", 1, 83, 79),
        ("cocoa", 1, 92, 73),
        ("cocoa", 1, 82, 82),
        ("cocoa", 1, 0, 0),
        ("xcb", 0, 0, 0),
        ("offscreen", 10, 49, 0),
    ],
)
def test_that_a_place_is_found_on_every_system(
    platform: str, scan_code: int, virtual_key: int, position: int
) -> None:
    assert position_of(platform, scan_code, virtual_key) == position


def test_that_every_action_is_told_of_in_the_list_of_keys() -> None:
    told = " ".join(keys for keys, _ in key_names())
    for key in ("Return", "Space", "PageDown", "U", "Ctrl+Z", "PageUp", "Backspace", "Tab", "Esc"):
        assert key in told
    assert len({keys for keys, _ in key_names()}) == len(key_names())
    assert all(what and what[0].isupper() for _, what in key_names())


def test_that_keys_and_stamps_are_looked_up_without_qt() -> None:
    code = (
        "import sys, ui.key_map, ui.stamps;"
        "print(sorted(m for m in sys.modules if m.startswith(('PySide6', 'shiboken6'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
