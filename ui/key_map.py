"""What does a key mean? The default keys, without Qt.

Places on the keyboard are numbered as Linux numbers them (evdev), which is also how a PC keyboard
has always numbered its main block and keypad (scan code set 1).

Two keys are spoken for and not given to anything else: `M` and then a lane will mark a split as
missed, `Y` will synchronise the clock.
"""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple


class Act(Enum):
    """What a key asks for without naming a lane."""

    START = "start"
    SPLIT_SELECTED = "split of the selected athlete"
    TAP = "unassigned tap"
    UNDO = "undo"
    REDO = "redo"
    NEXT_ENTRY = "next athlete"
    NEXT_TARGET = "next target"
    NEXT_GRAPH = "next graph"
    PLAY_PAUSE = "play or pause"
    NEXT_SPLIT = "next split of a replay"
    FULL_SCREEN = "full screen"
    SHOW_KEYS = "all keys"
    SOUND = "sound on or off"
    THEME = "next theme"
    RESTART = "back to the start of a replay"
    FASTER = "faster replay"
    SLOWER = "slower replay"
    HIDE_ENDING = "hide or show how it ended"
    FLIP = "flip the graph"
    NEXT_RULE = "next rule of projection"
    ADD_TARGET = "add a target"
    NEW_RACE = "new race"
    RACES = "menu of races"
    SAVE_SHEET = "save the split sheet"


class SplitLane(NamedTuple):
    """Take the split of the athlete in a lane, 1 to 12."""

    lane: int


class UndoLane(NamedTuple):
    """Take back the last press of a lane, 1 to 12."""

    lane: int


Action = Act | SplitLane | UndoLane


class KeyPress(NamedTuple):
    """A key that went down.

    `name` is what it is labelled with, as Qt names it ("A", "PageDown", "F1"), empty for a key
    with no name here; `position` is its place on the keyboard, 0 when that is not known; `other`
    says that a modifier beside Shift, Control and Alt is held.
    """

    name: str
    position: int = 0
    shift: bool = False
    control: bool = False
    alt: bool = False
    other: bool = False


_PLAIN: Mapping[str, Act] = {
    "Return": Act.START,
    "Enter": Act.START,
    "Space": Act.SPLIT_SELECTED,
    "PageDown": Act.SPLIT_SELECTED,
    "U": Act.TAP,
    "PageUp": Act.UNDO,
    "Backspace": Act.UNDO,
    "Tab": Act.NEXT_ENTRY,
    "T": Act.NEXT_TARGET,
    "G": Act.NEXT_GRAPH,
    "P": Act.PLAY_PAUSE,
    "Right": Act.NEXT_SPLIT,
    "B": Act.SOUND,
    "D": Act.THEME,
    "Question": Act.SHOW_KEYS,
    "Home": Act.RESTART,
    "Up": Act.FASTER,
    "Down": Act.SLOWER,
    "H": Act.HIDE_ENDING,
    "R": Act.NEXT_RULE,
    "V": Act.FLIP,
    "A": Act.ADD_TARGET,
}
_WITH_CONTROL: Mapping[str, Act] = {
    "Z": Act.UNDO,
    "Y": Act.REDO,
    "N": Act.NEW_RACE,
    "O": Act.RACES,
    "S": Act.SAVE_SHEET,
}
_WITH_ALT: Mapping[str, Act] = {"Return": Act.FULL_SCREEN, "Enter": Act.FULL_SCREEN}
_WHILE_TYPING = frozenset({"PageDown", "PageUp"})

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LANE_OF_DIGIT = {digit: lane for lane, digit in enumerate("1234567890", start=1)}
_LANE_OF_FUNCTION_KEY = {f"F{lane}": lane for lane in range(1, 13)}
NAMES = (*_LETTERS, *_LANE_OF_DIGIT, *_LANE_OF_FUNCTION_KEY, *_PLAIN.keys() - _LETTERS, "Escape")
"""The keys that have a name here."""

_KEYPAD = {position: lane for lane, position in enumerate((79, 80, 81, 75, 76, 77, 71, 72, 73), 1)}
_LANE_AT = {position: position - 1 for position in range(2, 14)} | _KEYPAD | {82: 10}
_MAC_TOP_ROW = (18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24)
_MAC_KEYPAD = (83, 84, 85, 86, 87, 88, 89, 91, 92)
_POSITION_ON_MAC = (
    dict(zip(_MAC_TOP_ROW, range(2, 14), strict=True))
    | dict(zip(_MAC_KEYPAD, _KEYPAD, strict=True))
    | {82: 82}
)


def position_of(platform: str, scan_code: int, virtual_key: int) -> int:
    """Return a key's place on the keyboard from what Qt's `platform` plugin says, 0 if unknown.

    X11 and Wayland count 8 above evdev; Windows gives the scan code, with 256 added for the keys
    that came after set 1; macOS has no scan codes but virtual keys that are places.
    """
    if platform == "xcb" or platform.startswith("wayland"):
        return max(scan_code - 8, 0)
    if platform == "windows":
        return scan_code if scan_code < 256 else 0
    return _POSITION_ON_MAC.get(virtual_key, 0) if platform == "cocoa" else 0


def action_for(key: KeyPress, *, typing: bool) -> Action | None:
    """Return what a key asks for, None when it is not one of ours.

    While `typing`, a text field has the keys it needs: F1 to F12, PageDown, PageUp and Alt+Return
    are left. Lanes go by position, whatever the layout and NumLock make of the key; but a letter
    is never a lane, and where Shift and a lane's key make a question mark (lane 11 on many
    European layouts), the keys are shown: Shift+F11 undoes that lane.
    """
    if key.other or (key.control and key.alt):
        return None
    if key.control:
        return None if typing else _with_control(key)
    if key.alt:
        return None if key.shift else _WITH_ALT.get(key.name)
    if key.name == "Question" and not typing:
        return Act.SHOW_KEYS
    lane = _LANE_OF_FUNCTION_KEY.get(key.name, 0) if typing else _lane_of(key)
    if lane:
        return UndoLane(lane) if key.shift else SplitLane(lane)
    if key.shift or (typing and (key.name not in _WHILE_TYPING or key.position in _LANE_AT)):
        return None
    return _PLAIN.get(key.name)


def _with_control(key: KeyPress) -> Act | None:
    if key.shift:
        return Act.REDO if key.name == "Z" else None
    return _WITH_CONTROL.get(key.name)


def _lane_of(key: KeyPress) -> int:
    if key.name in _LANE_OF_FUNCTION_KEY:
        return _LANE_OF_FUNCTION_KEY[key.name]
    if key.name in _LETTERS:
        return 0
    return _LANE_AT.get(key.position) or _LANE_OF_DIGIT.get(key.name, 0)


def key_names() -> tuple[tuple[str, str], ...]:
    """Return the keys and what they do, in the order in which a newcomer wants to know them."""
    return (
        ("Return", "Start the clock"),
        ("Space, PageDown", "Split for the selected athlete"),
        ("1 to 9, 0 and the two keys right of 0, keypad, F1 to F12", "Split for lanes 1 to 12"),
        ("U", "Unassigned tap"),
        ("Ctrl+Z, PageUp, Backspace", "Undo"),
        ("Ctrl+Y, Ctrl+Shift+Z", "Redo"),
        ("Shift+lane", "Undo that lane's last press"),
        ("Tab", "Next athlete"),
        ("T", "Next primary target"),
        ("A", "Add a target"),
        ("R", "Next rule of projection"),
        ("G", "Next graph"),
        ("V", "Flip the graph: ahead on top, or behind"),
        ("P", "Play or pause"),
        ("Right", "Next split of a replay"),
        ("Home", "Back to the start of a replay"),
        ("Up, Down", "Faster or slower replay"),
        ("H", "Hide or show how it ended"),
        ("B", "Beep on or off"),
        ("D", "Day, night or high contrast"),
        ("Ctrl+N, Ctrl+O", "New race, menu of races"),
        ("Ctrl+S", "Save the split sheet"),
        ("Alt+Return", "Full screen"),
        ("Ctrl+Tab, Shift+Tab", "Next or previous button or field"),
        ("F1 to F12, PageDown, PageUp", "Split and undo while typing, too"),
        ("Esc", "Leave a text field: the keys split again"),
        ("?", "All keys"),
    )
