"""Is a start that was pressed late moved by two keys and a time?"""

import pytest

from tests.unit.desk.benches import Bench
from ui.training.moving_starts import ask_which_start


def type_in(bench: Bench, seconds: float, text: str) -> bool:
    """Type into the field that was asked for; return whether it can be left."""
    return bench.desk.take_text(text, bench.at(seconds))


def test_that_the_last_start_of_a_group_is_moved_and_its_times_follow(groups: Bench) -> None:
    groups.start(1, "A")
    groups.stop(44, 1)
    ask_which_start(groups.desk, groups.at(60))
    groups.key("A")
    typed = groups.desk.typed
    assert typed is not None
    assert typed.view.label == "A, start 1"
    assert type_in(groups, 62, "-0,8")
    assert groups.row("a").last == "43.8"
    assert groups.view.notice == "Moved: times and recoveries of A follow."
    assert groups.desk.typed is None
    groups.desk.undo(groups.at(63))
    assert groups.row("a").last == "43.0"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("50", "A, repetition 1: with its start moved by +50.00 s, the times of"),
        ("soon", "soon"),
        ("100", "A, repetition 1"),
    ],
)
def test_that_what_cannot_be_is_refused_and_can_be_typed_again(
    groups: Bench, text: str, sentence: str
) -> None:
    groups.start(1, "A")
    groups.stop(44, 1)
    ask_which_start(groups.desk, groups.at(60))
    groups.key("A")
    assert not type_in(groups, 62, text)
    assert sentence in groups.view.notice
    assert groups.desk.typed is not None
    assert type_in(groups, 63, "")
    assert groups.row("a").last == "43.0"


def test_that_a_group_without_a_start_has_none_to_move(groups: Bench) -> None:
    groups.start(1, "A")
    ask_which_start(groups.desk, groups.at(2))
    groups.key("B")
    assert groups.view.notice == "B has no start yet."
    assert groups.desk.typed is None
