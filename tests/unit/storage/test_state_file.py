"""A small file for other programs: whole at every moment, and never in the way of the race."""

import itertools
import json
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.storage import state_file
from app.storage.state_file import StateFile, write_whole

SOON_S = 20.0


@pytest.fixture
def keep(tmp_path: Path) -> Iterator[Callable[..., StateFile]]:
    kept: list[StateFile] = []

    def opened(path: Path | None = None, apart_s: float = 0.0, again_s: float = 0.01) -> StateFile:
        kept.append(StateFile(path or tmp_path / "state.json", apart_s, again_s))
        return kept[-1]

    yield opened
    for each in kept:
        each.close(SOON_S)


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def wait(holds: Callable[[], bool]) -> None:
    patience = threading.Event()
    for _ in range(int(SOON_S / 0.01)):
        if holds():
            return
        patience.wait(0.01)
    raise AssertionError("it never came")


def test_that_the_newest_state_is_written(keep: Callable[..., StateFile]) -> None:
    file = keep()
    for number in range(50):
        file.show({"number": number})
    file.close(SOON_S)
    assert read(file.path) == {"number": 49}
    assert list(file.path.parent.iterdir()) == [file.path]


def test_that_one_state_waits_at_most(
    keep: Callable[..., StateFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Any] = []
    begun, go = threading.Event(), threading.Event()

    def slow(path: Path, fields: Any) -> None:
        begun.set()
        assert go.wait(SOON_S)
        written.append(fields["number"])

    monkeypatch.setattr(state_file, "write_whole", slow)
    file = keep()
    file.show({"number": 0})
    assert begun.wait(SOON_S)
    for number in range(1, 1000):
        file.show({"number": number})
    go.set()
    file.close(SOON_S)
    assert written == [0, 999]


def test_that_what_is_there_already_is_not_written_again(
    keep: Callable[..., StateFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Any] = []
    monkeypatch.setattr(state_file, "write_whole", lambda _, fields: written.append(fields))
    file = keep()
    file.show({"number": 1})
    wait(lambda: bool(written))
    file.show({"number": 1})
    file.close(SOON_S)
    assert written == [{"number": 1}]


def test_that_trouble_is_told_once_and_overcome(
    keep: Callable[..., StateFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def full(path: Path, fields: Any) -> None:
        tries.append(1)
        if len(tries) < 4:
            raise OSError(28, "No space left on device")
        write_whole(path, fields)

    monkeypatch.setattr(state_file, "write_whole", full)
    file = keep()
    file.show({"number": 1})
    wait(file.path.exists)
    assert read(file.path) == {"number": 1}
    assert file.take_trouble() == f"{file.path}: the disk is full; the state file is not written."
    assert file.take_trouble() == ""


def test_that_a_folder_that_is_gone_is_one_sentence(
    keep: Callable[..., StateFile], tmp_path: Path
) -> None:
    file = keep(tmp_path / "gone" / "state.json")
    file.show({"number": 1})
    told = [""]

    def is_told() -> bool:
        told.append(file.take_trouble())
        return bool(told[-1])

    wait(is_told)
    assert told[-1].endswith("the folder of the file is gone; the state file is not written.")


def test_that_a_folder_in_its_place_leaves_nothing_behind(
    keep: Callable[..., StateFile], tmp_path: Path
) -> None:
    (tmp_path / "state.json").mkdir()
    file = keep()
    file.show({"number": 1})
    file.close(SOON_S)
    assert [each.name for each in tmp_path.iterdir()] == ["state.json"]
    assert file.take_trouble()


def test_that_a_reader_never_sees_half_a_file(keep: Callable[..., StateFile]) -> None:
    file, seen, numbers = keep(), set[int](), itertools.count()
    long = "x" * 50_000

    def several_seen() -> bool:
        for _ in range(20):
            file.show({"number": next(numbers), "long": long})
            if file.path.exists():
                found = read(file.path)
                seen.add(found["number"])
                assert found["long"] == long
        return len(seen) > 5

    wait(several_seen)


def test_that_names_in_every_script_are_written_as_they_are(tmp_path: Path) -> None:
    write_whole(tmp_path / "state.json", {"name": "Zoë 田中"})
    assert "Zoë 田中" in (tmp_path / "state.json").read_text("utf-8")
    assert stat.S_ISREG((tmp_path / "state.json").stat().st_mode)
