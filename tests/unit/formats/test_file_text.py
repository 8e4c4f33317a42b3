import os
import stat
from pathlib import Path

import pytest

from app.formats import file_text
from app.formats.file_text import FormatError, read_text, reason, write_whole


class OtherError(FormatError):
    """A kind of its own."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.txt"


def _refusal(path: Path) -> str:
    with pytest.raises(OtherError) as caught:
        read_text(path, OtherError)
    return str(caught.value)


def test_that_text_is_read_with_or_without_a_byte_order_mark(file: Path) -> None:
    file.write_bytes("\ufeffé".encode())
    assert read_text(file) == "é"
    file.write_bytes("é".encode())
    assert read_text(file) == "é"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "found an empty file, expected text"),
        (b" \n", "found an empty file, expected text"),
        (b"a\0b", "found a binary file, expected text"),
        (b"one\ntwo \xe9", "line 2: found the byte 0xe9, expected UTF-8 text"),
    ],
)
def test_that_what_is_no_text_is_refused(file: Path, content: bytes, why: str) -> None:
    file.write_bytes(content)
    assert _refusal(file) == f"{file}: {why}"


def test_that_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path) == f"{tmp_path}: found a folder, expected a file"
    missing = tmp_path / "missing"
    assert _refusal(missing).startswith(f"{missing}: cannot be read: no such file")


def test_that_a_path_that_no_system_takes_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in _refusal(tmp_path / "a\0b")
    assert "cannot be read" in _refusal(tmp_path / ("x" * 5000))


def test_that_a_file_of_endless_length_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_text, "_LARGEST", 10)
    file.write_bytes(b"x" * 11)
    assert "found more than" in _refusal(file)


def test_that_the_reason_of_an_error_has_neither_number_nor_path() -> None:
    assert reason(OSError(28, "No space left on device", "x")) == "no space left on device"
    assert reason(ValueError("Strange")) == "strange"


def test_that_a_file_is_replaced_whole_and_keeps_its_permissions(file: Path) -> None:
    file.write_text("old")
    file.chmod(0o640)
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_that_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    file.write_text("old")
    link.symlink_to(file)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_that_a_failed_write_leaves_the_old_file_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    file.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FormatError, match="cannot be written: no space left on device"):
        write_whole(file, b"new")
    assert file.read_text() == "old"
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_that_a_missing_folder_and_a_folder_in_the_way_are_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"x\.csv: cannot be written: no such file"):
        write_whole(tmp_path / "none" / "x.csv", b"")
    with pytest.raises(FormatError, match="cannot be written: is a directory"):
        write_whole(tmp_path, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_that_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    write_whole(Path(os.devnull), b"x")
    assert Path(os.devnull).is_char_device()
    link = tmp_path / "full.csv"
    link.symlink_to("/dev/full")
    with pytest.raises(FormatError, match="no space left on device"):
        write_whole(link, b"x")
    assert Path("/dev/full").is_char_device()


def test_that_a_sentence_stays_one_however_much_of_a_file_it_quotes() -> None:
    words = f'file.toml: time: the time "{"9" * 5000}" has 5000 digits; expected at most 6'
    said = str(FormatError(words))
    assert len(said) == 500
    assert said.startswith('file.toml: time: the time "999')
    assert " … " in said
    assert said.endswith('999" has 5000 digits; expected at most 6')
    assert str(FormatError(words[:500])) == words[:500]


def test_that_what_a_sentence_quotes_neither_breaks_its_line_nor_the_terminal() -> None:
    said = str(FormatError('file: found "a\n\x1b[2J\ud800é", expected text'))
    assert said == 'file: found "a\\n\\x1b[2J\\ud800é", expected text'
