"""What does a key mean? The default keys, without Qt.

Places on the keyboard are numbered as Linux numbers them (evdev), which is also how a PC keyboard
has always numbered its main block and keypad (scan code set 1).

A prompt that is on the window takes keys before all of this (`ui/prompt.py`): lanes by their
number keys, never the function keys, which always split.
"""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from ui.chords import OTHERS, Chord, place_name


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
    KIND = "kind of race"
    ADD_TARGET = "add a target"
    NEW_RACE = "new race"
    RACES = "menu of races"
    LIBRARY = "all races"
    SAVE_SHEET = "export the split sheet"
    EXPORT_AGAIN = "export as the last time"
    PRINT = "print the split sheet"
    MISS = "mark a passage as missed"
    WITHDRAW = "take an athlete out of the race"
    NAME_TAPS = "name the unassigned taps"
    REMEDY = "do what the question offers first"
    OTHER_REMEDY = "do what the question offers next"
    KEEP = "keep what the question doubts"
    PRESSED = "what was pressed"
    SYNC = "synchronise the clock"
    CLOCK = "the clock and what it rests on"
    FALSE_START = "false start"
    CLOCK_UP = "clock a tenth up"
    CLOCK_DOWN = "clock a tenth down"
    CLOCK_UP_1S = "clock a second up"
    CLOCK_DOWN_1S = "clock a second down"
    LAYOUT = "all athletes or one"
    STAR = "a row of its own for the selected athlete"
    VOICE = "voice on or off"
    EDIT_CALLS = "edit what is called"
    AGAIN = "the last set-up again"
    WHAT_IF = "what if the air had been other"
    LEAVE = "close the panel"
    IMPORT = "results and races from files"
    PASTE = "results that were copied"
    TRAINING = "plan a training session"
    SCOREBOARD = "scoreboard on or off"
    BLANK = "blank the scoreboard"
    FREEZE = "freeze the scoreboard"
    WHO = "who is on the scoreboard"
    CONFIRM = "confirm the result on the scoreboard"
    CORNER = "one giant call"
    SETTINGS = "settings"
    GUIDE = "guide"
    TAP_SCHOOL = "tap school"
    READ_NEXT = "next value of the graph"
    READ_BEFORE = "value of the graph before"
    ZOOM_IN = "closer look at the graph"
    ZOOM_OUT = "less close look at the graph"
    PAN_RIGHT = "graph to the right"
    PAN_LEFT = "graph to the left"
    WHOLE_GRAPH = "all of the graph"
    COPY_GRAPH = "copy the graph"
    GRAPH_MENU = "menu of the graph"


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
    "O": Act.KIND,
    "V": Act.FLIP,
    "A": Act.ADD_TARGET,
    "M": Act.MISS,
    "X": Act.WITHDRAW,
    "N": Act.NAME_TAPS,
    "E": Act.REMEDY,
    "J": Act.OTHER_REMEDY,
    "K": Act.KEEP,
    "W": Act.PRESSED,
    "Y": Act.SYNC,
    "C": Act.CLOCK,
    "F": Act.FALSE_START,
    "L": Act.LAYOUT,
    "S": Act.STAR,
    "Q": Act.VOICE,
    "I": Act.WHAT_IF,
    "Escape": Act.LEAVE,
}
_WITH_CONTROL: Mapping[str, Act] = {
    "Z": Act.UNDO,
    "Y": Act.REDO,
    "N": Act.NEW_RACE,
    "O": Act.RACES,
    "L": Act.LIBRARY,
    "S": Act.SAVE_SHEET,
    "P": Act.PRINT,
    "R": Act.AGAIN,
    "E": Act.EDIT_CALLS,
    "I": Act.IMPORT,
    "V": Act.PASTE,
    "T": Act.TRAINING,
    "B": Act.SCOREBOARD,
    "K": Act.CONFIRM,
    "G": Act.CORNER,
    "Comma": Act.SETTINGS,
    "H": Act.GUIDE,
    "U": Act.TAP_SCHOOL,
    "Right": Act.READ_NEXT,
    "Left": Act.READ_BEFORE,
    "Plus": Act.ZOOM_IN,
    "Equal": Act.ZOOM_IN,
    "Minus": Act.ZOOM_OUT,
    "Home": Act.WHOLE_GRAPH,
    "C": Act.COPY_GRAPH,
    "Up": Act.CLOCK_UP,
    "Down": Act.CLOCK_DOWN,
}
_WITH_CONTROL_AND_SHIFT: Mapping[str, Act] = {
    "Z": Act.REDO,
    "S": Act.EXPORT_AGAIN,
    "B": Act.BLANK,
    "F": Act.FREEZE,
    "L": Act.WHO,
    "G": Act.GRAPH_MENU,
    "Plus": Act.ZOOM_IN,
    "Up": Act.CLOCK_UP_1S,
    "Down": Act.CLOCK_DOWN_1S,
}
_WITH_ALT: Mapping[str, Act] = {
    "Return": Act.FULL_SCREEN,
    "Enter": Act.FULL_SCREEN,
    "Right": Act.PAN_RIGHT,
    "Left": Act.PAN_LEFT,
}
_WHILE_TYPING = frozenset({"PageDown", "PageUp"})

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LANE_OF_DIGIT = {digit: lane for lane, digit in enumerate("1234567890", start=1)}
_LANE_OF_FUNCTION_KEY = {f"F{lane}": lane for lane in range(1, 13)}
_FOR_PROMPTS = ("Delete", "Insert", "Left", "Colon", "Semicolon", "Period", "Comma")
NAMES = (
    *_LETTERS,
    *_LANE_OF_DIGIT,
    *_LANE_OF_FUNCTION_KEY,
    *_PLAIN.keys() - _LETTERS,
    *_FOR_PROMPTS,
    *OTHERS,
)
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


OWN: dict[Chord, Action | None] = {}
"""What keys mean to this user instead of what they usually do; None is nothing. The rest is as it
comes (`ui/own_keys.py` fills it: there is one keyboard)."""


def own_chord(key: KeyPress) -> Chord:
    """Return the key as the user's own keys are looked up; one without a name for a lane's.

    The keys of the lanes stay what they are, by their place; so does the question mark.
    """
    held = key.control or key.alt
    if (_lane_of(key) and not held) or key.name == "Question":
        return Chord("")
    name = key.name or place_name(key.position)
    return Chord(name, key.control, key.shift, key.alt)


def is_own_split(key: KeyPress) -> bool:
    """Whether the user had this key split: then no prompt may take it."""
    found = OWN.get(own_chord(key))
    return found is Act.SPLIT_SELECTED or isinstance(found, SplitLane)


def usual_keys() -> Mapping[Chord, Act]:
    """Return the keys that come with Splitline, but for those of the lanes."""
    return {
        **{Chord(name): act for name, act in _PLAIN.items()},
        **{Chord(name, control=True): act for name, act in _WITH_CONTROL.items()},
        **{
            Chord(name, control=True, shift=True): act
            for name, act in _WITH_CONTROL_AND_SHIFT.items()
        },
        **{Chord(name, alt=True): act for name, act in _WITH_ALT.items()},
    }


def action_for(key: KeyPress, *, typing: bool) -> Action | None:
    """Return what a key asks for, None when it is not one of ours.

    While `typing`, a text field has the keys it needs: F1 to F12, PageDown, PageUp and Alt+Return
    are left. Lanes go by position, whatever the layout and NumLock make of the key; but a letter
    is never a lane, and where Shift and a lane's key make a question mark (lane 11 on many
    European layouts), the keys are shown: Shift+F11 undoes that lane.
    """
    if key.other or (key.control and key.alt):
        return None
    own = own_chord(key)
    if own in OWN and (own.silent or not typing):
        return OWN[own]
    if key.control:
        return None if typing else _with_control(key)
    if key.alt:
        found = None if key.shift else _WITH_ALT.get(key.name)
        return None if typing and found is not Act.FULL_SCREEN else found
    if key.name == "Question" and not typing:
        return Act.SHOW_KEYS
    lane = _LANE_OF_FUNCTION_KEY.get(key.name, 0) if typing else _lane_of(key)
    if lane:
        return UndoLane(lane) if key.shift else SplitLane(lane)
    if key.shift or (typing and (key.name not in _WHILE_TYPING or key.position in _LANE_AT)):
        return None
    return _PLAIN.get(key.name)


def _with_control(key: KeyPress) -> Act | None:
    known = _WITH_CONTROL_AND_SHIFT if key.shift else _WITH_CONTROL
    return known.get(key.name)


def lane_named_by(key: KeyPress) -> int:
    """Return the lane that a key names in a prompt, 0 for none: its own key, not its function key."""
    plain = not (key.shift or key.control or key.alt or key.other)
    return _lane_of(key) if plain and key.name not in _LANE_OF_FUNCTION_KEY else 0


def _lane_of(key: KeyPress) -> int:
    if key.name in _LANE_OF_FUNCTION_KEY:
        return _LANE_OF_FUNCTION_KEY[key.name]
    if key.name in _LETTERS:
        return 0
    return _LANE_AT.get(key.position) or _LANE_OF_DIGIT.get(key.name, 0)


_OF_OTHER_WINDOWS = (
    ("Ctrl+T", "Plan a training session"),
    ("Ctrl+B, Ctrl+Shift+L", "Scoreboard, who is on it"),
    ("Ctrl+Shift+B, Ctrl+Shift+F", "Blank it, freeze it"),
    ("Ctrl+K, Ctrl+G", "Confirm the result; one giant call"),
)


def key_names() -> tuple[tuple[str, str], ...]:
    """Return the keys and what they do, in the order in which a newcomer wants to know them."""
    return _KEY_NAMES


_KEY_NAMES = (
    ("Return", "Start the clock"),
    ("Space, PageDown", "Split for the selected athlete"),
    ("1 to 9, 0 and next two, keypad, F1 to F12", "Split for lanes 1 to 12"),
    ("U, Ctrl+U", "Unassigned tap; tap school"),
    ("N", "Name the taps: lane, Return, Left, Right, Delete, Insert"),
    ("E, J, K", "Answer a question: first remedy, second, keep it"),
    ("M", "Missed passage: then the lane, or M again"),
    ("X", "Out of the race, or back: then the lane, or X again"),
    ("W", "Put presses right"),
    ("Ctrl+Z, PageUp, Backspace", "Undo"),
    ("Ctrl+Y, Ctrl+Shift+Z", "Redo"),
    ("Shift+lane", "Undo that lane's last press"),
    ("Y", "Sync to a clock in sight"),
    ("Ctrl+Up, Ctrl+Down", "Clock by 0.1 s, with Shift by 1 s"),
    ("F", "False start"),
    ("C", "What the clock rests on"),
    ("Tab", "Next athlete"),
    ("L", "All athletes, or one"),
    ("S", "A row above the lanes for the selected athlete"),
    ("T", "Next primary target"),
    ("A", "Add a target"),
    ("R", "Next rule of projection"),
    ("O", "Kind of race: paced, championship, or open"),
    ("I", "What if: other drafting, temperature, wind"),
    ("G, V", "Next graph, flip the graph"),
    ("Ctrl+Right, Ctrl+Plus", "Read the graph, zoom"),
    ("Ctrl+C", "Copy the graph"),
    ("P", "Play or pause"),
    ("Right, Home", "Replay: next split, start"),
    ("Up, Down", "Faster or slower replay"),
    ("H", "Hide or show how it ended"),
    ("B, Q", "Beep, spoken calls"),
    ("Ctrl+E", "Edit what is called"),
    ("D", "Day, night or high contrast"),
    ("Ctrl+N, Ctrl+O, Ctrl+L", "New race, menu of races, all races"),
    ("Ctrl+R", "The last set-up again"),
    ("Ctrl+S, Ctrl+P, Ctrl+Shift+S", "Export, print, export as before"),
    ("Ctrl+I, Ctrl+V", "Import files, or what is copied"),
    *_OF_OTHER_WINDOWS,
    ("Ctrl+Comma", "Settings: text size, keys"),
    ("Alt+Return", "Full screen"),
    ("Ctrl+Tab, Shift+Tab", "Next or previous button or field"),
    ("F1 to F12, PageDown, PageUp", "Split and undo while typing, too"),
    ("Esc", "Leave a field, or a panel"),
    ("?, Ctrl+H", "All keys; guide"),
)
