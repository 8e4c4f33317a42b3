"""What does a key mean while a training session runs? Athletes by number, groups by letter.

The number keys stop athletes, as lanes in a race. The letters A to H are kept for groups: each
starts its own. What is done more rarely is asked for by another letter, and then by an athlete's
or a group's key.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from app.language import marked, tr
from ui.chords import Chord, chord_of
from ui.key_map import OWN, KeyPress, SplitLane, UndoLane, own_chord, usual_keys
from ui.key_map import Act as RaceAct
from ui.key_map import action_for as race_action_for

GROUP_LETTERS = "ABCDEFGH"


class Act(Enum):
    """What a key asks for without naming an athlete or a group."""

    START = "start of the chosen group"
    STOP_SELECTED = "stop of the selected athlete"
    TAP = "unassigned press"
    NAME_TAPS = "names for the unassigned presses"
    UNDO = "undo"
    REDO = "redo"
    NEXT_GROUP = "next group"
    NEXT_RUNNER = "next athlete"
    LAST_RUNNER = "athlete before"
    AWAY = "an athlete is not here"
    ARRIVED = "an athlete is here now"
    SKIP = "an athlete leaves one out"
    STOP_TODAY = "an athlete stops for today, or goes on"
    MISSED = "a stop was missed"
    JOIN = "an athlete changes the group"
    TYPE_TIME = "a time is typed"
    NOTE = "a note"
    ADD = "more repetitions"
    REPEAT = "a repetition once more"
    DROP = "a repetition is left out"
    NEWCOMER = "one more athlete"
    MOVE_START = "a start was earlier or later"
    END = "end of the session"
    PLAY_PAUSE = "play or pause"
    NEXT_STOP = "next press of a replay"
    RESTART = "back to the start of a replay"
    FASTER = "faster replay"
    SLOWER = "slower replay"
    SHEET = "export"
    SOUND = "sound on or off"
    VOICE = "voice on or off"
    THEME = "next theme"
    FULL_SCREEN = "full screen"
    SHOW_KEYS = "all keys"
    LEAVE = "leave what is asked"


class StopRunner(NamedTuple):
    """Stop the athlete with a key, 1 to 12."""

    lane: int


class TakeBack(NamedTuple):
    """Take away the last time of the athlete with a key, 1 to 12."""

    lane: int


class StartGroup(NamedTuple):
    """Start the group of a letter: the first is 0."""

    place: int


class CancelGroup(NamedTuple):
    """Take the last start of the group of a letter for none."""

    place: int


Action = Act | StopRunner | TakeBack | StartGroup | CancelGroup

_PLAIN: Mapping[str, Act] = {
    "Space": Act.START,
    "Return": Act.START,
    "Enter": Act.START,
    "PageDown": Act.STOP_SELECTED,
    "U": Act.TAP,
    "N": Act.NAME_TAPS,
    "PageUp": Act.UNDO,
    "Backspace": Act.UNDO,
    "Tab": Act.NEXT_GROUP,
    "Down": Act.NEXT_RUNNER,
    "Up": Act.LAST_RUNNER,
    "L": Act.AWAY,
    "I": Act.ARRIVED,
    "K": Act.SKIP,
    "X": Act.STOP_TODAY,
    "M": Act.MISSED,
    "J": Act.JOIN,
    "T": Act.TYPE_TIME,
    "V": Act.MOVE_START,
    "W": Act.NOTE,
    "P": Act.ADD,
    "R": Act.REPEAT,
    "Delete": Act.DROP,
    "O": Act.NEWCOMER,
    "End": Act.END,
    "S": Act.SOUND,
    "Q": Act.VOICE,
    "Y": Act.THEME,
    "Question": Act.SHOW_KEYS,
    "Escape": Act.LEAVE,
}
_IN_REPLAY: Mapping[str, Act] = {
    "Space": Act.PLAY_PAUSE,
    "P": Act.PLAY_PAUSE,
    "Right": Act.NEXT_STOP,
    "Home": Act.RESTART,
    "Up": Act.FASTER,
    "Down": Act.SLOWER,
}
_WITH_CONTROL: Mapping[tuple[str, bool], Act] = {
    ("Z", False): Act.UNDO,
    ("Z", True): Act.REDO,
    ("Y", False): Act.REDO,
    ("S", False): Act.SHEET,
}
_ALWAYS: Mapping[RaceAct, Act] = {
    RaceAct.SPLIT_SELECTED: Act.STOP_SELECTED,
    RaceAct.UNDO: Act.UNDO,
    RaceAct.FULL_SCREEN: Act.FULL_SCREEN,
}
"""What a key means while a field has the others, as in a race."""


SAME: Mapping[RaceAct, Act] = {
    RaceAct.START: Act.START,
    RaceAct.SPLIT_SELECTED: Act.STOP_SELECTED,
    RaceAct.TAP: Act.TAP,
    RaceAct.NAME_TAPS: Act.NAME_TAPS,
    RaceAct.UNDO: Act.UNDO,
    RaceAct.REDO: Act.REDO,
    RaceAct.MISS: Act.MISSED,
    RaceAct.WITHDRAW: Act.STOP_TODAY,
    RaceAct.SAVE_SHEET: Act.SHEET,
    RaceAct.SOUND: Act.SOUND,
    RaceAct.VOICE: Act.VOICE,
    RaceAct.THEME: Act.THEME,
    RaceAct.FULL_SCREEN: Act.FULL_SCREEN,
}
"""What a session has in common with a race: keys that are chosen for the one do the other."""
_LETTERS = frozenset({*GROUP_LETTERS, *(each for each in _PLAIN if len(each) == 1)})


def action_for(key: KeyPress, *, typing: bool) -> Action | None:
    """Return what a key asks for, None when it is not one of ours.

    While `typing`, F1 to F12, PageDown and PageUp are left, as in a race. A key that the user gave
    to something means that here as well, where a session has it; but the letters are a session's
    own.
    """
    chord = own_chord(key)
    plain = not (key.shift or key.control or key.alt or key.other)
    letter = plain and key.name in _LETTERS
    if letter or not _is_chosen(chord) or (typing and not chord.silent):
        return _usual(key, typing=typing)
    meant = OWN[chord]
    if isinstance(meant, SplitLane):
        return StopRunner(meant.lane)
    if isinstance(meant, RaceAct) and meant in SAME:
        return SAME[meant]
    found = _usual(key, typing=False)
    moved = meant is None and found is SAME.get(usual_keys()[chord])
    return None if moved or typing else found


def _is_chosen(chord: Chord) -> bool:
    """Whether the user gave a key to something else, or to nothing."""
    return chord in OWN and OWN[chord] is not usual_keys().get(chord)


def _usual(key: KeyPress, *, typing: bool) -> Action | None:
    if not _is_chosen(own_chord(key)):
        of_race = race_action_for(key, typing=typing)
        if isinstance(of_race, SplitLane):
            return StopRunner(of_race.lane)
        if isinstance(of_race, UndoLane):
            return TakeBack(of_race.lane)
        if typing or key.alt:
            return _ALWAYS.get(of_race) if isinstance(of_race, RaceAct) else None
    if typing or key.alt or key.other:
        return None
    if key.control:
        return _WITH_CONTROL.get((key.name, key.shift))
    if key.name in tuple(GROUP_LETTERS):
        place = GROUP_LETTERS.index(key.name)
        return CancelGroup(place) if key.shift else StartGroup(place)
    return _PLAIN.get(key.name) if not key.shift or key.name == "Question" else None


def replay_action_for(key: KeyPress, *, typing: bool) -> Action | None:
    """Return what a key asks for while a recorded session is played: it times nothing."""
    plain = not (key.shift or key.control or key.alt or key.other or typing)
    if plain and key.name in _IN_REPLAY:
        return _IN_REPLAY[key.name]
    action = action_for(key, typing=typing)
    return action if action in _OF_ANY else None


_OF_ANY = frozenset(
    {
        Act.NEXT_GROUP,
        Act.SHEET,
        Act.SOUND,
        Act.VOICE,
        Act.THEME,
        Act.FULL_SCREEN,
        Act.SHOW_KEYS,
        Act.LEAVE,
    }
)


def letters_of(groups: Sequence[str]) -> tuple[str, ...]:
    """Return the letter that starts each group, empty for one without.

    A group that is called by one of the letters has that; the others get those that are left.
    """
    own = [
        each.upper() if len(each) == 1 and each.upper() in GROUP_LETTERS else "" for each in groups
    ]
    free = iter(each for each in GROUP_LETTERS if each not in own)
    return tuple(each or next(free, "") for each in own)


KEY_NAMES = (
    ("Space, Return", marked("Start the next repetition of the framed group")),
    ("A to H", marked("Start that group; with Shift: cancel its last start")),
    ("Tab", marked("Frame the next group")),
    ("1 to 9, 0 and next two, keypad, F1 to F12", marked("Stop athletes 1 to 12")),
    ("PageDown", marked("Stop the selected athlete")),
    ("Up, Down", marked("Select an athlete")),
    ("U", marked("A press without a name, for a bunch")),
    ("N", marked("Name them: one key a name, in order; Delete drops one")),
    ("PageUp, Backspace, Ctrl+Z", marked("Undo")),
    ("Ctrl+Y, Ctrl+Shift+Z", marked("Redo")),
    ("Shift+number", marked("Take that athlete's last time away")),
    ("T", marked("Type a time: then the athlete")),
    ("V", marked("Move the last start: then the group, then by how much")),
    ("M", marked("Came in unseen: then the athlete")),
    ("K", marked("Leave one out: then the athlete")),
    ("L, I", marked("Not here, here now: then the athlete")),
    ("X", marked("Stop for today: then the athlete, then why; or go on")),
    ("J", marked("Change the group: then the athlete, then the group")),
    ("W", marked("A note: then the athlete, or W again for all")),
    ("P", marked("More repetitions, typed as in a plan")),
    ("R, Delete", marked("The last repetition again; leave out the next")),
    ("O", marked("One more athlete")),
    ("End", marked("End the session: twice")),
    ("Ctrl+S", marked("Export the sheet")),
    ("S, Q", marked("Beeps on or off, voice on or off")),
    ("Y", marked("Day, night or high contrast")),
    ("Alt+Return", marked("Full screen")),
    ("F1 to F12, PageDown, PageUp", marked("Stop and undo while typing, too")),
    ("Esc", marked("Leave a field, or a question")),
    ("?", marked("All keys")),
)
"""The keys and what they do, in the order in which a coach wants to know them."""


def key_names() -> tuple[tuple[str, str], ...]:
    """Return the keys and what they do, in the user's language; those that were chosen last."""
    usual = tuple((_left(keys), tr(what)) for keys, what in KEY_NAMES)
    if not OWN:
        return usual
    from ui.training.chosen_keys import chosen_keys

    return (*usual, *chosen_keys())


def _left(keys: str) -> str:
    """Return those of some keys that still mean what they usually do."""
    if not OWN:
        return keys
    left = []
    for each in keys.split(", "):
        chord = chord_of(each)
        key = None if chord is None else KeyPress(chord.name, 0, chord.shift, chord.control)
        if key is None or action_for(key, typing=False) == _without_choice(key):
            left.append(each)
    return ", ".join(left) or tr("no key")


def _without_choice(key: KeyPress) -> Action | None:
    if key.control:
        return _WITH_CONTROL.get((key.name, key.shift))
    return _usual(key, typing=False) if key.name in _LETTERS else _PLAIN.get(key.name)


REPLAY_KEY_NAMES = (
    ("Space, P", marked("Play or pause")),
    ("Right", marked("Next press")),
    ("Up, Down", marked("Faster, slower")),
    ("Home", marked("Back to the start")),
    ("Tab", marked("Frame the next group")),
    ("Ctrl+S", marked("Export the sheet")),
    ("Y", marked("Day, night or high contrast")),
    ("Alt+Return", marked("Full screen")),
    ("?", marked("All keys")),
)
"""What is left of them while a recorded session is played."""


def replay_key_names() -> tuple[tuple[str, str], ...]:
    """Return the keys of a replay and what they do, in the user's language."""
    return tuple((keys, tr(what)) for keys, what in REPLAY_KEY_NAMES)
