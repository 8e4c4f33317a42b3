from pathlib import Path

import pytest

from app.formats.file_text import FormatError
from app.formats.results.text import clean, content_of, lines_of, text_of


@pytest.mark.parametrize(
    "content",
    [
        "Zoë;1,5\n".encode(),
        "Zoë;1,5\n".encode("utf-8-sig"),
        "Zoë;1,5\r\n".encode("cp1252"),
        "Zoë;1,5\r".encode("utf-16"),
        b"\xff\xfe" + "Zoë;1,5\n".encode("utf-16-le"),
        b"\xfe\xff" + "Zoë;1,5\n".encode("utf-16-be"),
        "Zoë;1,5\n".encode("utf-16-le"),
        "Zoë;1,5\n".encode("utf-16-be"),
    ],
)
def test_that_text_of_any_timing_program_reads_the_same(content: bytes) -> None:
    assert text_of(content, "a.csv") == "Zoë;1,5\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "found an empty file, expected text"),
        (b" \r\n\0", "found an empty file, expected text"),
        (b"%PDF-1.7", "found a PDF file, expected its text: open it, copy the text and paste that"),
        (
            b"PK\x03\x04..",
            "found a spreadsheet or an archive, expected text: save the table as CSV",
        ),
        (b"\x89PNG\r\n", "found a picture, expected text"),
        (b"a\nb\x01", "line 2: found the byte 0x01, expected text"),
        (b"a\n\x81\xff", "line 2: found the byte 0x81, expected text (cp1252)"),
        (b"abc\0def", "line 1: found the byte 0x00, expected text"),
    ],
)
def test_that_what_is_no_text_is_refused_with_its_place(content: bytes, why: str) -> None:
    with pytest.raises(FormatError) as caught:
        text_of(content, "a.csv")
    assert str(caught.value) == f"a.csv: {why}"


@pytest.mark.timeout(20)
def test_that_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(FormatError, match="found more than 20 MB, expected the results of a race"):
        content_of(path)


def test_that_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="found a folder, expected a file"):
        content_of(tmp_path)
    with pytest.raises(FormatError, match="cannot be read: no such file"):
        content_of(tmp_path / "none.csv")


def test_that_lines_without_end_are_refused() -> None:
    with pytest.raises(FormatError, match="line 2: found 60000 characters"):
        lines_of(b"a\n" + b"x" * 60_000, "a.txt")
    with pytest.raises(FormatError, match="found more than 20000 lines"):
        lines_of(b"\n" * 60_000 + b"x", "a.txt")


def test_that_a_name_loses_what_cannot_be_seen() -> None:
    assert clean(" Ann\u202e\x07  Bea\ufeff\n") == "Ann Bea"
    assert len(clean("x" * 1000)) == 200
