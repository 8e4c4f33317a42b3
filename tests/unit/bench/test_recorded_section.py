"""Where a document takes the figures of a run."""

from pathlib import Path

import pytest

from tests.bench.recorded_section import record

TEXT = "Words.\n\n<!-- storm -->\n\nold\n\n<!-- end of storm -->\n\nMore words.\n"


def test_that_a_run_takes_the_place_of_the_one_before_and_of_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(TEXT, encoding="utf-8")
    record(path, "storm", "new\n")
    assert path.read_text(encoding="utf-8") == TEXT.replace("old", "new")


def test_that_a_document_without_a_place_for_it_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(ValueError, match="found no <!-- calm -->"):
        record(path, "calm", "new")
    assert path.read_text(encoding="utf-8") == TEXT
