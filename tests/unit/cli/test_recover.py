from pathlib import Path

import pytest

from app.storage import backups
from app.storage.library import Library
from tests.unit.cli.conftest import Splitline
from tests.unit.formats.sessions import ANCHOR, live_mile
from tests.unit.storage.processes import held_elsewhere

SESSION = "2026-05-01-mile-0001"
NAMES_OF_TABLES = slice(104, 3000)


@pytest.fixture
def full_library(library: Path) -> Path:
    Library(library).add(SESSION, ANCHOR, live_mile(), "live")
    return library


def damage(path: Path, place: slice = NAMES_OF_TABLES) -> bytes:
    content = bytearray(path.read_bytes())
    content[place] = b"\xa5" * len(content[place])
    path.write_bytes(content)
    return bytes(content)


def test_that_a_damaged_library_is_recovered_and_kept_aside(
    splitline: Splitline, full_library: Path
) -> None:
    damaged = damage(full_library)
    document = splitline("recover", "--json").document
    aside = full_library.with_name("library-damaged-1.splitline")
    assert document == {
        "library": str(full_library),
        "damaged": str(aside),
        "whole": [SESSION],
        "partial": [],
        "by_copy": [],
    }
    assert aside.read_bytes() == damaged
    assert Library(full_library).records(SESSION) == live_mile()


def test_that_a_sound_library_is_left_alone_unless_it_has_to_be(
    splitline: Splitline, full_library: Path
) -> None:
    before = full_library.read_bytes()
    assert splitline("recover").sentence == (
        f"{full_library}: the library is sound; --force makes it anew all the same"
    )
    assert full_library.read_bytes() == before
    answer = splitline("recover", "--force")
    assert answer.code == 0
    assert answer.out.endswith("Recovered: 1 session whole.\n")
    assert Library(full_library).records(SESSION) == live_mile()


def test_that_one_record_that_changed_is_damage_and_is_named(
    splitline: Splitline, full_library: Path
) -> None:
    content = full_library.read_bytes()
    assert content.count(b"Club mile") > 1
    full_library.write_bytes(content.replace(b"Club mile", b"Club male"))
    answer = splitline("recover")
    assert answer.code == 0
    assert f"  {SESSION}: parts are missing; its notes say which\n" in answer.out
    assert Library(full_library).label(SESSION).notes.startswith("Recovered from a damaged library")


def test_that_a_given_file_is_recovered_beside_itself(
    splitline: Splitline, full_library: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.splitline"
    copy.write_bytes(full_library.read_bytes())
    before = full_library.read_bytes()
    damage(copy)
    assert splitline("recover", copy).code == 0
    assert (tmp_path / "copy-damaged-1.splitline").exists()
    assert Library(copy).records(SESSION) == live_mile()
    assert full_library.read_bytes() == before


def test_that_what_is_no_library_is_never_touched(
    splitline: Splitline, library: Path, tmp_path: Path
) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("a diary")
    for options in ([], ["--force"]):
        assert "another program" in splitline("recover", diary, *options).sentence
    assert splitline("recover").sentence == (
        f"{library}: found no file, expected a library of Splitline"
    )
    assert diary.read_text() == "a diary"
    assert [each.name for each in tmp_path.iterdir()] == ["diary.txt"]


def test_that_a_file_without_its_head_is_recovered_by_force(
    splitline: Splitline, full_library: Path
) -> None:
    content = full_library.read_bytes()
    full_library.write_bytes(bytes(17 * 4096) + content)
    assert "another program" in splitline("recover").sentence
    assert splitline("recover", "--force", "--json").document["whole"] == [SESSION]


def test_that_a_library_that_is_written_to_is_not_recovered(
    splitline: Splitline, full_library: Path
) -> None:
    damage(full_library)
    with held_elsewhere(full_library):
        assert "Another Splitline is writing" in splitline("recover").sentence


def test_that_the_doctor_tells_whether_the_library_is_sound_and_where_its_copies_are(
    splitline: Splitline, full_library: Path
) -> None:
    assert backups.daily(full_library, "2026-11-21") is not None
    found = splitline("doctor", "--json").document
    assert (found["library"]["sound"], found["library"]["sessions"]) == (True, 1)
    assert found["copies"] == {
        "folder": str(full_library.parent / "backups"),
        "kept": 1,
        "newest": "library-2026-11-21.splitline",
    }
    with held_elsewhere(full_library):
        held = splitline("doctor", "--json").document["library"]
    assert (held["written elsewhere"], held["sound"]) == (True, None)
    damage(full_library)
    damaged = splitline("doctor", "--json").document
    assert damaged["library"]["sound"] is False
    assert "the library is damaged" in damaged["library"]["problem"]
    assert damaged["copies"]["kept"] == 1
    assert "sound no" in splitline("doctor").out
