"""What do the keys mean while a training session runs?"""

import pytest

from ui import own_keys
from ui.key_map import KeyPress
from ui.training import key_map
from ui.training.key_map import (
    Act,
    Action,
    CancelGroup,
    StartGroup,
    StopRunner,
    TakeBack,
    action_for,
    letters_of,
    replay_action_for,
)


@pytest.mark.parametrize(
    ("key", "meaning"),
    [
        (KeyPress("Space"), Act.START),
        (KeyPress("Return"), Act.START),
        (KeyPress("PageDown"), Act.STOP_SELECTED),
        (KeyPress("1", 2), StopRunner(1)),
        (KeyPress("0", 11), StopRunner(10)),
        (KeyPress("F12"), StopRunner(12)),
        (KeyPress("1", 2, shift=True), TakeBack(1)),
        (KeyPress("B"), StartGroup(1)),
        (KeyPress("B", shift=True), CancelGroup(1)),
        (KeyPress("Z", control=True), Act.UNDO),
        (KeyPress("Z", control=True, shift=True), Act.REDO),
        (KeyPress("Question", 12, shift=True), Act.SHOW_KEYS),
        (KeyPress("B", control=True), None),
        (KeyPress("U", shift=True), None),
    ],
)
def test_that_a_key_means_one_thing(key: KeyPress, meaning: Action | None) -> None:
    assert action_for(key, typing=False) == meaning


@pytest.mark.parametrize(
    ("key", "meaning"),
    [
        (KeyPress("F3"), StopRunner(3)),
        (KeyPress("PageDown"), Act.STOP_SELECTED),
        (KeyPress("PageUp"), Act.UNDO),
        (KeyPress("Space"), None),
        (KeyPress("B"), None),
        (KeyPress("1", 2), None),
        (KeyPress("Return"), None),
    ],
)
def test_that_a_field_has_the_keys_it_needs_and_stops_are_left(
    key: KeyPress, meaning: Action | None
) -> None:
    assert action_for(key, typing=True) == meaning


def test_that_no_letter_of_a_group_means_anything_else() -> None:
    assert not set(key_map.GROUP_LETTERS) & set(key_map._PLAIN)


def test_that_a_replay_times_nothing() -> None:
    assert replay_action_for(KeyPress("Space"), typing=False) is Act.PLAY_PAUSE
    for key in (KeyPress("1", 2), KeyPress("B"), KeyPress("U"), KeyPress("X"), KeyPress("PageUp")):
        assert replay_action_for(key, typing=False) is None


@pytest.mark.parametrize(
    ("groups", "letters"),
    [
        (("A", "B", "C"), ("A", "B", "C")),
        (("B", "A"), ("B", "A")),
        (("Fast", "Slow"), ("A", "B")),
        (("Fast", "A", "b"), ("C", "A", "B")),
        (tuple("ABCDEFGHI"), (*"ABCDEFGH", "")),
    ],
)
def test_that_every_group_has_the_letter_it_is_called_by_or_a_free_one(
    groups: tuple[str, ...], letters: tuple[str, ...]
) -> None:
    assert letters_of(groups) == letters


def test_that_every_key_of_the_session_is_in_the_list_of_keys() -> None:
    listed = " ".join(keys for keys, _ in key_map.KEY_NAMES)
    said = {each for part in listed.split(", ") for each in part.split()}
    shown = {"Question": "?", "Escape": "Esc", "Enter": "Return"}
    missing = {shown.get(name, name) for name in key_map._PLAIN} - said
    assert not missing


@pytest.mark.parametrize(
    ("layer", "key", "meaning"),
    [
        ({"lane-3": ("F13",)}, KeyPress("F13"), StopRunner(3)),
        ({"lane-3": ("Place183",)}, KeyPress("", 183), StopRunner(3)),
        ({"lane-3": ("Z",)}, KeyPress("Z"), StopRunner(3)),
        ({"lane-3": ("E",)}, KeyPress("E"), StartGroup(4)),
        ({"lane-3": ("P",)}, KeyPress("P"), Act.ADD),
        ({"split-selected": ("Space", "F13")}, KeyPress("Space"), Act.START),
        ({"start": ("MediaPlay",)}, KeyPress("MediaPlay"), Act.START),
        ({"undo": ("PageDown",), "split-selected": ("PageUp",)}, KeyPress("PageDown"), Act.UNDO),
        ({"undo": ("Ctrl+Z",)}, KeyPress("Backspace"), None),
        ({"next-graph": ("End",)}, KeyPress("End"), Act.END),
        ({"next-graph": ("Space",), "split-selected": ()}, KeyPress("Space"), Act.START),
    ],
)
def test_that_a_key_that_was_chosen_means_the_same_as_in_a_race(
    layer: dict[str, tuple[str, ...]], key: KeyPress, meaning: Action | None
) -> None:
    own_keys.use(layer)
    try:
        assert action_for(key, typing=False) == meaning
        assert replay_action_for(key, typing=False) in (None, Act.PLAY_PAUSE)
    finally:
        own_keys.use({})


def test_that_a_pedal_stops_while_somebody_types() -> None:
    own_keys.use({"split-selected": ("F13",), "tap": ("V",)})
    try:
        assert action_for(KeyPress("F13"), typing=True) == Act.STOP_SELECTED
        assert action_for(KeyPress("V"), typing=True) is None
    finally:
        own_keys.use({})
