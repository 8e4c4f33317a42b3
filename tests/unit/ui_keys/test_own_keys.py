"""The keys that a user has chosen instead of the usual ones."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import own_keys
from ui.chords import Chord, chord_of
from ui.key_map import OWN, Act, Action, KeyPress, SplitLane, action_for, is_own_split, key_names
from ui.own_keys import (
    Layer,
    changeable,
    keys_in,
    keys_of,
    name_of,
    taken_by,
    tip,
    told,
    use,
    usual,
    why_fixed,
    with_added,
    with_keys,
    with_reset,
    with_swapped,
)

CTRL_Z, F13 = Chord("Z", control=True), Chord("F13")


@pytest.fixture(autouse=True)
def _usual_keys_again() -> Iterator[None]:
    yield
    use({})


def pressed(text: str, *, typing: bool = False) -> object:
    chord = chord_of(text)
    assert chord is not None
    key = KeyPress(chord.name, 0, chord.shift, chord.control, chord.alt)
    if chord.name.startswith("Place"):
        key = key._replace(name="", position=int(chord.name[5:]))
    return action_for(key, typing=typing)


def test_that_as_it_comes_no_key_is_another_one() -> None:
    assert use({}) == ""
    assert OWN == {}
    assert keys_of(Act.UNDO) == ("PageUp", "Backspace", "Ctrl+Z")
    assert told("Ctrl+Z, PageUp") == "Ctrl+Z, PageUp"


def test_that_a_chosen_key_takes_the_place_of_the_usual_ones() -> None:
    assert use({"undo": ("F14", "Ctrl+Z")}) == ""
    assert pressed("F14") is pressed("Ctrl+Z") is Act.UNDO
    assert pressed("PageUp") is pressed("Backspace") is None
    assert pressed("Ctrl+Y") is Act.REDO


def test_that_a_pedal_or_a_remote_splits_also_while_somebody_types() -> None:
    use({"split-selected": ("F13", "MediaNext", "Place183", "L"), "layout": ()})
    for key in ("F13", "MediaNext", "Place183"):
        assert pressed(key, typing=True) is Act.SPLIT_SELECTED
    assert pressed("L") is Act.SPLIT_SELECTED
    assert pressed("L", typing=True) is None
    assert pressed("PageDown", typing=True) is None


def test_that_a_key_that_was_given_to_a_split_is_taken_by_no_prompt() -> None:
    use({"split-selected": ("L",), "layout": (), "lane-2": ("F13",)})
    assert is_own_split(KeyPress("L"))
    assert is_own_split(KeyPress("F13"))
    assert not is_own_split(KeyPress("Space"))


def test_that_a_lane_can_have_a_pedal_beside_its_own_keys() -> None:
    use({"lane-2": ("F13",)})
    assert pressed("F13") == SplitLane(2)
    assert action_for(KeyPress("", 3), typing=False) == SplitLane(2)
    assert pressed("F2") == SplitLane(2)


@pytest.mark.parametrize("text", ["1", "0", "F1", "F12", "Shift+F3", "Shift+1"])
def test_that_the_keys_of_the_lanes_stay(text: str) -> None:
    chord = chord_of(text)
    assert chord is not None
    assert "stays what it is" in why_fixed(chord)
    assert "stays" in use({"undo": (text,)})
    assert pressed(text) is not Act.UNDO


@pytest.mark.parametrize("text", ["Escape", "Question", "Shift+Question", "Ctrl+Tab", "Shift+Tab"])
def test_that_what_everybody_has_to_find_stays(text: str) -> None:
    chord = chord_of(text)
    assert chord is not None
    assert why_fixed(chord) != ""


@pytest.mark.parametrize("text", ["F13", "Z", "Ctrl+Shift+Q", "Place183", "MediaPlay", "Space"])
def test_that_other_keys_can_be_given(text: str) -> None:
    chord = chord_of(text)
    assert chord is not None
    assert why_fixed(chord) == ""


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        ({"undo": ("Bogus",)}, 'keys.undo: found "Bogus", expected a key such as Ctrl+Z or F13.'),
        ({"undo": ("Ctrl+",)}, 'keys.undo: found "Ctrl+", expected a key such as Ctrl+Z or F13.'),
        ({"undo": ("T",)}, "keys.undo: T is the key of another one: next target."),
        ({"undo": ("F13",), "redo": ("F13",)}, "keys.redo: F13 is the key of another one: undo."),
    ],
)
def test_that_a_key_that_cannot_be_used_is_one_sentence(layer: Layer, sentence: str) -> None:
    assert use(layer) == sentence
    assert pressed("T") is Act.NEXT_TARGET


def test_that_an_action_of_a_newer_version_is_kept_and_does_nothing() -> None:
    assert use({"fly": ("F13",)}) == ""
    assert own_keys.layer() == {"fly": ("F13",)}
    assert pressed("F13") is None


def test_that_a_conflict_is_known_and_can_be_swapped() -> None:
    found = taken_by({}, Chord("T"), Act.NEXT_GRAPH)
    assert found is not None
    assert (found.action, found.words) == (Act.NEXT_TARGET, "next target")
    layer = with_swapped({}, Act.NEXT_GRAPH, "G", Chord("T"))
    assert use(layer) == ""
    assert pressed("T") is Act.NEXT_GRAPH
    assert pressed("G") is Act.NEXT_TARGET


def test_that_a_key_that_goes_over_is_nobody_elses() -> None:
    layer = with_added({}, Act.NEXT_GRAPH, CTRL_Z)
    assert use(layer) == ""
    assert keys_of(Act.NEXT_GRAPH) == ("G", "Ctrl+Z")
    assert keys_of(Act.UNDO) == ("PageUp", "Backspace")


def test_that_the_usual_keys_are_no_change() -> None:
    layer = with_added({}, Act.UNDO, F13)
    assert layer == {"undo": ("PageUp", "Backspace", "Ctrl+Z", "F13")}
    assert with_keys(layer, Act.UNDO, reversed(usual(Act.UNDO))) == {}
    assert with_reset(layer, Act.UNDO) == {}


def test_that_one_that_is_reset_gets_its_keys_back_from_whoever_has_them() -> None:
    layer = with_swapped({}, Act.NEXT_GRAPH, "G", Chord("T"))
    back = with_reset(layer, Act.NEXT_TARGET)
    assert keys_in(back, Act.NEXT_TARGET) == ("T",)
    assert "T" not in keys_in(back, Act.NEXT_GRAPH)
    assert use(back) == ""


CHORDS = st.sampled_from(["A", "T", "G", "F13", "Space", "Ctrl+Z", "Backspace", "End", "Place183"])
STEPS = st.lists(st.tuples(st.sampled_from(changeable()), CHORDS, st.booleans()), max_size=12)


@given(STEPS)
def test_that_whatever_is_changed_every_key_means_one_thing(
    steps: list[tuple[Action, str, bool]],
) -> None:
    layer: Layer = {}
    for action, text, swap in steps:
        chord = chord_of(text)
        assert chord is not None
        old = next(iter(keys_in(layer, action)), "")
        layer = (
            with_swapped(layer, action, old, chord) if swap else with_added(layer, action, chord)
        )
    held = [each for action in changeable() for each in keys_in(layer, action)]
    assert len(held) == len(set(held))
    assert use(layer) == ""
    for action in changeable():
        for text in keys_in(layer, action):
            assert pressed(text) == action
    for action in changeable():
        layer = with_reset(layer, action)
    assert layer == {}


def test_that_tooltips_and_the_list_of_keys_tell_the_chosen_ones() -> None:
    use({"undo": ("F14",), "next-target": (), "lane-2": ("F13",)})
    assert tip("Undo (Ctrl+Z, PageUp, Backspace)") == "Undo (F14)"
    assert tip("Split (Space or PageDown)") == "Split (Space or PageDown)"
    assert tip("Next (T)") == "Next"
    assert tip("What (it) is") == "What (it) is"
    rows = {what: keys for keys, what in own_keys.key_names(key_names())}
    assert rows["Undo"] == "F14"
    assert rows["Next primary target"] == "no key"
    assert rows["Redo"] == "Ctrl+Y, Ctrl+Shift+Z"
    assert rows["Split of lane 2"] == "F13"


def test_that_names_stay_what_they_are_in_the_file() -> None:
    names = [name_of(action) for action in changeable()]
    assert len(set(names)) == len(names)
    assert {"start", "split-selected", "undo", "redo", "next-split", "lane-12"} <= set(names)
    assert {"leave", "show-keys"}.isdisjoint(names)
