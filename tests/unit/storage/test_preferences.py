import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.storage.preferences import PreferencesError, preferences_path, read, write

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine" / "preferences.json"


def test_that_it_lies_beside_the_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SPLITLINE_HOME", str(tmp_path))
    assert preferences_path() == tmp_path / "preferences.json"


def test_that_no_file_is_no_choice(path: Path) -> None:
    assert read(path) == ({}, "", False)
    assert not path.parent.exists()


def test_that_what_is_written_is_read(path: Path) -> None:
    write(path, {"theme": "day", "calls": {"whole": True}})
    assert read(path).chosen == {"theme": "day", "calls": {"whole": True}}
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_that_names_of_a_newer_version_are_kept_and_none_takes_a_name_out(path: Path) -> None:
    write(path, {"newer": [1], "calls": {"newer": 2, "templates": {"bell": "GO", "x": "Y"}}})
    write(path, {"theme": "day", "calls": {"whole": True, "templates": {"bell": None}}})
    assert read(path).chosen == {
        "newer": [1],
        "theme": "day",
        "calls": {"newer": 2, "whole": True, "templates": {"x": "Y"}},
    }


@given(st.dictionaries(st.text(), JSON, max_size=4))
def test_that_any_choice_comes_back(
    tmp_path_factory: pytest.TempPathFactory, chosen: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("any") / "preferences.json"
    write(path, chosen)
    assert read(path).chosen == _without_none(chosen)


def _without_none(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: _without_none(each) for key, each in value.items() if each is not None}


@pytest.mark.parametrize(
    "found",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b"\xff\xfe",
        b'{"theme": "d',
        b"{" + b" " * 200_000 + b"}",
        b"[" * 9999,
    ],
)
def test_that_a_damaged_file_is_one_sentence_and_put_aside(path: Path, found: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(found)
    assert read(path).chosen == {}
    assert read(path).trouble == (f"{path} is damaged: expected JSON; the usual settings are used.")
    write(path, {"theme": "day"})
    assert read(path).chosen == {"theme": "day"}
    assert (path.parent / "preferences.damaged.json").read_bytes() == found


def test_that_a_file_that_cannot_be_read_is_one_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    found = read(path)
    assert found.chosen == {}
    assert (
        found.trouble == f"{path}: a folder is in the way of the file; the usual settings are used."
    )


def test_that_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "preferences.json"
    with pytest.raises(PreferencesError, match="is not remembered") as caught:
        write(path, {})
    assert str(caught.value) == (
        f"{path}: a file is in the way of the folder; the choice is not remembered."
    )


def test_that_a_write_that_fails_leaves_the_old_file_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(path, {"theme": "day"})

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PreferencesError, match="the disk is full"):
        write(path, {"theme": "night"})
    assert json.loads(path.read_text("utf-8")) == {"theme": "day"}
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_that_the_new_file_is_on_the_disk_before_it_takes_the_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[bool, bool]] = []
    plain = os.fsync

    def watched(handle: int) -> None:
        seen.append((stat.S_ISDIR(os.fstat(handle).st_mode), path.exists()))
        plain(handle)

    monkeypatch.setattr(os, "fsync", watched)
    write(path, {})
    assert seen == [(False, False), (True, True)]
