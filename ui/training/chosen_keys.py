"""Which keys did the user choose that mean something in a training session, and what?"""

from collections.abc import Mapping

from app.language import marked, tr
from ui.chords import chord_of
from ui.key_map import Act as RaceAct
from ui.key_map import KeyPress, SplitLane
from ui.own_keys import LANES, is_changed, keys_of
from ui.training.key_map import SAME, Act, Action, StopRunner, action_for

_WORDS: Mapping[Act, str] = {
    Act.START: marked("Start the next repetition of the framed group"),
    Act.STOP_SELECTED: marked("Stop the selected athlete"),
    Act.TAP: marked("A press without a name, for a bunch"),
    Act.NAME_TAPS: marked("Name them: one key a name, in order; Delete drops one"),
    Act.UNDO: marked("Undo"),
    Act.REDO: marked("Redo"),
    Act.MISSED: marked("Came in unseen: then the athlete"),
    Act.STOP_TODAY: marked("Stop for today: then the athlete, then why; or go on"),
    Act.SHEET: marked("Export the sheet"),
    Act.SOUND: marked("Beeps on or off"),
    Act.VOICE: marked("Voice on or off"),
    Act.THEME: marked("Day, night or high contrast"),
    Act.FULL_SCREEN: marked("Full screen"),
}


def chosen_keys() -> tuple[tuple[str, str], ...]:
    """Return the keys that were chosen and what they do, in the user's language."""
    wanted: list[tuple[RaceAct | SplitLane, Action, str]] = [
        *((act, mine, tr(_WORDS[mine])) for act, mine in SAME.items()),
        *((SplitLane(n), StopRunner(n), tr("Stop athlete {lane}", lane=n)) for n in LANES),
    ]
    found = []
    for act, mine, words in wanted:
        keys = [each for each in keys_of(act) if is_changed(act) and _means(each) == mine]
        if keys:
            found.append((", ".join(keys), words))
    return tuple(found)


def _means(key: str) -> Action | None:
    chord = chord_of(key)
    if chord is None:
        return None
    press = KeyPress(chord.name, 0, chord.shift, chord.control, chord.alt)
    return action_for(press, typing=False)
