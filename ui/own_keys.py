"""Which keys has the user chosen instead of the usual ones? Changes to them, and what they are now.

A layer holds the keys of each action that has others than usual, by the action's name as it is
stored. The keys of the lanes, Esc and the question mark stay what they are; a lane can be given
keys beside its own, a pedal say.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from app.language import marked, tr
from ui.chords import Chord, chord_of
from ui.key_map import (
    NAMES,
    OWN,
    Act,
    Action,
    KeyPress,
    SplitLane,
    UndoLane,
    action_for,
    own_chord,
    usual_keys,
)

Layer = Mapping[str, tuple[str, ...]]
LANES = range(1, 13)
FIXED = frozenset({Act.LEAVE, Act.SHOW_KEYS})
"""What has to be found where everybody finds it."""
_NOT_SHOWN_TWICE = {"Return": "Enter"}
_STAYS = marked("{key} stays what it is: {what}.")
_OF_THE_FOCUS = marked("{key} moves from field to field.")
_OF_THE_FIELDS = marked("{key} is no key that can be told from others.")


class _Chosen:
    """The layer that is in use: there is one keyboard."""

    def __init__(self) -> None:
        self.layer: Layer = {}


_chosen = _Chosen()


def name_of(action: Action) -> str:
    """Return what an action is called where it is stored: `next-split`, `lane-3`."""
    if isinstance(action, Act):
        return action.name.lower().replace("_", "-")
    return f"lane-{action.lane}"


@cache
def changeable() -> tuple[Action, ...]:
    """Return the actions whose keys can be changed: those of the race, then the lanes."""
    acts = set(usual_keys().values()) - FIXED
    return (*(act for act in Act if act in acts), *(SplitLane(lane) for lane in LANES))


@cache
def _by_name() -> Mapping[str, Action]:
    return {name_of(action): action for action in changeable()}


def words_of(action: Action) -> str:
    """Return what an action does, in words."""
    if isinstance(action, Act):
        return tr(action.value)
    if isinstance(action, UndoLane):
        return tr("undo of lane {lane}", lane=action.lane)
    return tr("split of lane {lane}", lane=action.lane)


@cache
def usual(action: Action) -> tuple[str, ...]:
    """Return the usual keys of an action, those with Ctrl last; none for a lane, beside its own."""
    return tuple(str(chord) for chord, act in usual_keys().items() if act == action)


def keys_in(layer: Layer, action: Action) -> tuple[str, ...]:
    """Return the keys that an action has in a layer."""
    return layer.get(name_of(action), usual(action))


def layer() -> Layer:
    """Return the layer that is in use."""
    return _chosen.layer


def keys_of(action: Action) -> tuple[str, ...]:
    """Return the keys that an action has now."""
    return keys_in(_chosen.layer, action)


def is_changed(action: Action) -> bool:
    """Whether an action has other keys than usual."""
    return name_of(action) in _chosen.layer


def key(act: Act) -> str:
    """Return the key to name for an action, empty where it has none."""
    return next(iter(keys_of(act)), "")


def hint(words: str, *named: tuple[Act, str]) -> str:
    """Return words that name usual keys, `press Return at the gun`, with those chosen instead."""
    for act, usual_key in named if _chosen.layer else ():
        if is_changed(act):
            words = words.replace(usual_key, key(act) or "\u2013")
    return words


def use(layer: Layer) -> str:
    """Let the keys mean what `layer` says; one sentence where something in it cannot be used."""
    _chosen.layer = dict(layer)
    given, trouble = _given(layer)
    OWN.clear()
    for chord, act in usual_keys().items():
        if name_of(act) in layer and chord not in given:
            OWN[chord] = None
    OWN.update(given)
    return trouble


def _given(layer: Layer) -> tuple[dict[Chord, Action], str]:
    """Return what each key of a layer means, and the first thing that is wrong."""
    given: dict[Chord, Action] = {}
    trouble = ""
    for name, texts in layer.items():
        action = _by_name().get(name)
        for text in texts if action is not None else ():
            chord = chord_of(text)
            wrong = _why_not(chord, text) or _twice(layer, given, chord, text)
            if wrong:
                trouble = trouble or f"keys.{name}: {wrong}"
            elif chord is not None and action is not None:
                given[chord] = action
    return given, trouble


def _why_not(chord: Chord | None, text: str) -> str:
    known = chord is not None and (chord.name in NAMES or chord.name.startswith("Place"))
    if chord is None or not known:
        return tr('found "{found}", expected a key such as Ctrl+Z or F13.', found=text)
    return why_fixed(chord)


def _twice(layer: Layer, given: Mapping[Chord, Action], chord: Chord | None, text: str) -> str:
    other = None if chord is None else given.get(chord) or usual_keys().get(chord)
    if other is None or (chord not in given and name_of(other) in layer):
        return ""
    return tr("{key} is the key of another one: {what}.", key=text, what=words_of(other))


def why_fixed(chord: Chord) -> str:
    """Return why a key cannot be given to anything, empty where it can be."""
    key, written = KeyPress(chord.name, 0, chord.shift, chord.control, chord.alt), str(chord)
    if not chord.name:
        return tr(_OF_THE_FIELDS, key=tr("This"))
    if chord.name == "Tab" and (chord.shift or chord.control):
        return tr(_OF_THE_FOCUS, key=written)
    if chord.control and chord.alt:
        return tr(_OF_THE_FIELDS, key=written)
    meant = usual_keys().get(chord)
    own = bool(own_chord(key).name)
    stays = (meant if meant in FIXED else None) if own else action_for(key, typing=False)
    return tr(_STAYS, key=written, what=words_of(stays)) if stays is not None else ""


class Taken(NamedTuple):
    """Whose key a key is at present."""

    action: Action
    words: str


def taken_by(layer: Layer, chord: Chord, wanted: Action) -> Taken | None:
    """Return whose key it is in a layer, None when nobody else's."""
    for action in changeable():
        if action != wanted and str(chord) in keys_in(layer, action):
            return Taken(action, words_of(action))
    return None


def with_keys(layer: Layer, action: Action, keys: Iterable[str]) -> Layer:
    """Return a layer in which an action has these keys; the usual ones are no change."""
    kept = tuple(dict.fromkeys(keys))
    others = {name: each for name, each in layer.items() if name != name_of(action)}
    same = set(kept) == set(usual(action))
    return others if same else {**others, name_of(action): kept}


def with_added(layer: Layer, action: Action, chord: Chord) -> Layer:
    """Return a layer in which an action has one key more, which nobody else has then."""
    other = taken_by(layer, chord, action)
    if other is not None:
        left = [each for each in keys_in(layer, other.action) if each != str(chord)]
        layer = with_keys(layer, other.action, left)
    return with_keys(layer, action, (*keys_in(layer, action), str(chord)))


def with_swapped(layer: Layer, action: Action, old: str, chord: Chord) -> Layer:
    """Return a layer in which an action has a key in the place of `old`.

    Whoever had it gets `old` for it; without an `old` one it only goes over.
    """
    other = taken_by(layer, chord, action)
    mine = [str(chord) if each == old else each for each in keys_in(layer, action)]
    if not old:
        return with_added(layer, action, chord)
    if other is not None:
        theirs = [old if each == str(chord) else each for each in keys_in(layer, other.action)]
        layer = with_keys(layer, other.action, theirs)
    return with_keys(layer, action, mine)


def with_reset(layer: Layer, action: Action) -> Layer:
    """Return a layer in which an action has its usual keys again, and nobody else has them."""
    for text in usual(action):
        chord = chord_of(text)
        other = None if chord is None else taken_by(layer, chord, action)
        if other is not None:
            left = [each for each in keys_in(layer, other.action) if each != text]
            layer = with_keys(layer, other.action, left)
    return with_keys(layer, action, usual(action))


def told(keys: str) -> str:
    """Return a list of usual keys, `Ctrl+Z, PageUp`, with those that the user chose instead."""
    if not _chosen.layer:
        return keys
    found: list[str] = []
    for token in keys.split(", "):
        chord = chord_of(token)
        act = None if chord is None else usual_keys().get(chord)
        found += [token] if act is None or not is_changed(act) else keys_of(act)
    shown = dict.fromkeys(found)
    for first, second in _NOT_SHOWN_TWICE.items():
        if first in shown:
            shown.pop(second, None)
    return ", ".join(shown)


def tip(words: str) -> str:
    """Return a tooltip with its keys, `Undo (Ctrl+Z, PageUp)`, as they are for this user."""
    before, mark, keys = words.rpartition(" (")
    if not (_chosen.layer and mark and keys.endswith(")")):
        return words
    usual = keys[:-1].replace(" or ", ", ")
    now = told(usual)
    if now == usual:
        return words
    return f"{before} ({now})" if now else before


def key_names(rows: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the rows of keys with those that the user chose; what has none says so."""
    lanes = [SplitLane(lane) for lane in LANES if is_changed(SplitLane(lane))]
    more = tuple((", ".join(keys_of(lane)), words_of(lane).capitalize()) for lane in lanes)
    return (*((told(keys) or tr("no key"), what) for keys, what in rows), *more)
