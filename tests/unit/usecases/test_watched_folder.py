"""A watched folder: what is stored by itself, what waits for a look, and what a pulled disk does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.times import NS_PER_S, Instant
from app.storage.library import Library
from app.storage.place import library_path
from app.usecases import reviewing
from app.usecases.reviewing import Source
from app.usecases.watched_folder import Look, Rules, WatchedFolder, rules_of
from tests.unit.storage.processes import held_elsewhere
from tests.unit.usecases.result_texts import LIF, OTHER_LIF

NO_RULES: Rules = {}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "meet"
    found.mkdir()
    return found


@pytest.fixture
def look(folder: Path) -> Callable[..., Look]:
    """Look at the folder a second after the last look; the first has been."""
    watched = WatchedFolder(folder, library_path())
    watched.look(Instant(0), NO_RULES)
    now = [0]

    def again(rules: Rules = NO_RULES) -> Look:
        now[0] += NS_PER_S
        return watched.look(Instant(now[0]), rules)

    return again


def confirmed(path: Path) -> Rules:
    seen = reviewing.confirm(reviewing.review([Source(path.name, path)]))
    return rules_of(each.proposal for each in seen.stored if each.proposal)


def test_that_marks_that_nobody_confirmed_wait_for_a_look(
    folder: Path, look: Callable[..., Look]
) -> None:
    (folder / "a.lif").write_text(LIF)
    assert look() == Look()
    (found,) = look().arrived
    assert found.why.startswith("the marks wait for somebody to confirm them")
    assert Library(library_path()).count() == 0


def test_that_the_marks_confirmed_for_an_event_hold_for_its_next_race(
    folder: Path, look: Callable[..., Look]
) -> None:
    (folder / "a.lif").write_text(LIF)
    rules = confirmed(folder / "a.lif")
    (folder / "b.lif").write_text(OTHER_LIF)
    look()
    found = look(rules).arrived
    assert [(each.path.name, each.why, len(each.stored)) for each in found] == [
        ("a.lif", "", 1),
        ("b.lif", "", 1),
    ]
    assert Library(library_path()).count() == 2


def test_that_another_number_of_times_is_looked_at_in_spite_of_the_rule(
    folder: Path, look: Callable[..., Look]
) -> None:
    (folder / "a.lif").write_text(LIF)
    rules = confirmed(folder / "a.lif")
    (folder / "a.lif").unlink()
    (folder / "b.lif").write_text(LIF.replace("49.80 (49.80),", "").replace("49.91,", ""))
    look()
    (found,) = look(rules).arrived
    assert "3 splits, 4 marks expected" in found.why


def test_that_a_field_without_times_is_not_stored(folder: Path, look: Callable[..., Look]) -> None:
    (folder / "a.lif").write_text("7,1,2,Women 1500 Metres,,,,,,1500,\n,1251,2,Example,Ann,Club\n")
    look()
    (found,) = look().arrived
    assert found.why


def test_that_a_file_that_is_no_result_says_so_once(
    folder: Path, look: Callable[..., Look]
) -> None:
    (folder / "a.lif").write_bytes(b"\x00\x01\x02\n")
    look()
    assert len(look().arrived) == 1
    assert look() == Look()


def test_that_a_file_without_its_last_line_end_is_waited_for(
    folder: Path, look: Callable[..., Look]
) -> None:
    (folder / "a.lif").write_text(LIF.rstrip("\n"))
    look()
    assert look() == Look()
    (folder / "a.lif").write_text(LIF)
    look()
    assert [each.path.name for each in look().arrived] == ["a.lif"]


def test_that_a_library_that_another_process_writes_is_tried_again(
    folder: Path, look: Callable[..., Look]
) -> None:
    (folder / "a.lif").write_text(LIF)
    rules = confirmed(folder / "a.lif")
    look(rules)
    with held_elsewhere(library_path()):
        (found,) = look(rules).arrived
        assert "Another Splitline is writing" in found.why
        assert look(rules) == Look()
    (found,) = look(rules).arrived
    assert len(found.stored) == 1


def test_that_a_folder_that_vanishes_is_said_and_taken_up_again(
    folder: Path, look: Callable[..., Look]
) -> None:
    folder.rename(folder.with_name("gone"))
    assert "cannot be read: no such file or directory" in look().trouble
    folder.with_name("gone").rename(folder)
    (folder / "a.lif").write_text(LIF)
    look()
    assert [each.path.name for each in look().arrived] == ["a.lif"]


def test_that_files_of_a_disk_that_was_pulled_and_put_back_are_not_new(
    folder: Path, look: Callable[..., Look]
) -> None:
    (folder / "a.lif").write_text(LIF)
    look()
    look()
    (folder / "a.lif").rename(folder.with_name("a.lif"))
    assert look() == Look()
    folder.with_name("a.lif").rename(folder / "a.lif")
    assert look() == Look()
    assert look() == Look()


def test_that_a_file_that_was_written_again_is_said_to_have_changed(
    folder: Path, look: Callable[..., Look]
) -> None:
    (folder / "a.lif").write_text(LIF)
    look()
    look()
    (folder / "a.lif").write_text(OTHER_LIF)
    (found,) = look().arrived
    assert found.why == "a.lif has changed since it was taken"


def test_that_what_lay_there_before_and_other_files_are_left_alone(folder: Path) -> None:
    (folder / "old.lif").write_text(LIF)
    (folder / "notes.txt").write_text("x")
    (folder / "folder.lif").mkdir()
    watched = WatchedFolder(folder, library_path())
    for second in range(4):
        assert watched.look(Instant(second * NS_PER_S), NO_RULES) == Look()
