"""`splitline compare`: the table, the files, the sentences."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.bootstrap import build
from app.cli.entry import main
from app.engine.clocks import ManualClock
from app.formats.sheets.comparison import Comparison
from app.formats.sheets.comparison_chart import TARGET, title_of
from app.formats.sheets.drawing import Drawing
from app.formats.sheets.figures import primary_of
from app.storage.library import Library
from app.usecases.page_export import PageWish
from tests.unit.cli.conftest import Splitline
from tests.unit.formats.field_race import field_race
from tests.unit.formats.printed import sheet_of_engine
from tests.unit.formats.sessions import ANCHOR, live_mile

SESSION = "2026-11-21-mile-0001"


@pytest.fixture
def stored(library: Path) -> Path:
    Library(library).add(SESSION, ANCHOR, field_race().records, "live")
    return library


def test_that_races_stand_side_by_side_with_the_gap_to_the_first(splitline: Splitline) -> None:
    answer = splitline("compare", "paris-2025", "monaco-2023")
    assert answer.code == 0
    lines = [line.split() for line in answer.out.splitlines()]
    assert ["809", "m", "2:00.75", "1:00.55", "2:04.60", "1:02.00", "+3.85"] in lines
    assert ["finish", "4:06.42", "1:04.58", "4:07.64", "1:00.98", "+1.22"] in lines


def test_that_races_that_open_at_other_lines_are_read_at_one_and_it_is_said(
    splitline: Splitline,
) -> None:
    found = splitline("compare", "paris-2025", "monaco-2023", "--json").document
    assert [each["line"] for each in found["runs"]] == ["finish-line"] * 2
    assert found["notes"] == [
        "Read as finish-line to have marks in common: monaco-2023 opens as from-start."
    ]
    asked = splitline("compare", "paris-2025", "monaco-2023", "--line", "from-start", "--json")
    assert [each["line"] for each in asked.document["runs"]] == ["from-start"] * 2
    assert asked.document["notes"] == []


def test_that_a_session_is_compared_with_a_race_and_by_hand_is_rounded_up(
    splitline: Splitline, stored: Path
) -> None:
    answer = splitline("compare", "paris-2025", SESSION, "--athlete", "kipye", "--athlete", "ann")
    line = next(line for line in answer.out.splitlines() if line.startswith("409 m"))
    assert line.split()[2:] == ["1:00.20", "1:00.20", "1:12.3h", "1:12.3", "+12.1"]
    assert stored.exists()


def test_that_the_athletes_of_one_session_are_compared(splitline: Splitline, stored: Path) -> None:
    found = splitline("compare", SESSION, "--json").document
    assert [each["label"] for each in found["runs"]] == ["Ann", "Bea", "Cid", "Eva"]
    assert "about 2:28.0" in splitline("compare", SESSION).out
    assert stored.exists()


def test_that_a_comparison_is_written_to_files(splitline: Splitline, tmp_path: Path) -> None:
    files = [tmp_path / f"c.{ending}" for ending in ("csv", "json", "xlsx")]
    to = [part for file in files for part in ("--to", file)]
    answer = splitline("compare", "paris-2025", "oxford-1954", *to, "--json")
    assert answer.document["files"] == [str(file) for file in files]
    written = json.loads(files[1].read_text("utf-8"))
    assert {**written, "files": answer.document["files"]} == answer.document
    said = splitline("compare", "paris-2025", "oxford-1954", "--to", files[0]).out
    assert said.endswith(f"The comparison is in {files[0]}\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["paris-2025"], "the runs to compare: found paris-2025, expected two or more with a time"),
        (["paris-2025", "paris-2025"], "found paris-2025 twice, expected each once"),
        (["paris-2025", "nobody"], 'race: found "nobody"'),
        (["paris-2025", "monaco-2023", "--athlete", "x y"], "found none, expected two or more"),
        (
            ["paris-2025", "monaco-2023", "--to", "c.doc"],
            "expected .csv, .html, .json, .pdf, .png, .svg or .xlsx",
        ),
        (["paris-2025", "monaco-2023", "--to", "c.pdf"], "c.pdf: .pdf needs PySide6"),
        (
            ["paris-2025", "monaco-2023", "--to", "c.html", "--chart"],
            "goes into .pdf, .png or .svg",
        ),
        (["paris-2025", "monaco-2023", "--to", "nowhere/c.csv"], "there is no folder nowhere"),
    ],
)
def test_that_what_cannot_be_compared_is_one_sentence(
    splitline: Splitline, arguments: list[str], sentence: str
) -> None:
    assert sentence in splitline("compare", *arguments).sentence


def _drawn(pages: Sequence[Drawing], wish: PageWish) -> bytes:
    """Says what Qt would be given."""
    return f"{len(pages)} {pages[0].width:.0f} x {pages[0].height:.0f} {wish.scale}".encode()


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), "1 595 x 842 1"),
        (("--paper", "letter"), "1 612 x 792 1"),
        (("--chart", "--scale", "2"), "1 640 x 400 2"),
    ],
)
def test_that_a_comparison_is_drawn_as_the_pages_that_were_wished(
    options: tuple[str, ...], found: str, library: Path, tmp_path: Path
) -> None:
    file = tmp_path / "c.png"
    argv = ["compare", "paris-2025", "monaco-2023", "--to", str(file), *options]
    app = build(clock=ManualClock(), find_library=lambda: library)
    assert main(argv, renderers={".png": _drawn}, app=app) == 0
    assert file.read_text() == found


def test_that_the_graph_of_a_sheet_can_be_chosen(splitline: Splitline, tmp_path: Path) -> None:
    file = tmp_path / "c.html"
    for graph, title in (
        ("target", "Seconds behind or ahead of Sub-4 3:59.99"),
        ("first", "Seconds behind or ahead of paris-2025"),
    ):
        to = ("--to", file, "--graph", graph)
        assert splitline("compare", "paris-2025", "monaco-2023", *to).code == 0
        assert f"<h3>{title}</h3>" in file.read_text("utf-8")
        assert "<h3>Laps in seconds per 400 m</h3>" in file.read_text("utf-8")


def test_that_the_graph_is_held_against_the_target_of_the_first_run_that_is_left(
    splitline: Splitline, stored: Path, tmp_path: Path
) -> None:
    file = tmp_path / "c.html"
    who = ("--athlete", "ann", "--athlete", "bea")
    assert splitline("compare", "lievin-2025", SESSION, *who, "--to", file).code == 0
    expected = title_of(TARGET, primary_of(sheet_of_engine(field_race())), Comparison((), (), ()))
    assert f"<h3>{expected}</h3>" in file.read_text("utf-8")
    assert stored.exists()


def test_that_a_race_without_the_line_keeps_its_own(splitline: Splitline) -> None:
    found = splitline("compare", "lievin-2025", "paris-2025", "--line", "finish-line", "--json")
    assert [each["line"] for each in found.document["runs"]] == ["from-start", "finish-line"]


def test_that_a_line_that_no_race_has_is_refused(splitline: Splitline, library: Path) -> None:
    Library(library).add("one", ANCHOR, live_mile(), "live")
    Library(library).add("two", ANCHOR, live_mile(), "live")
    sentence = splitline("compare", "one", "two", "--line", "from-start").sentence
    assert sentence == 'line: found "from-start", these races have finish-line'


def test_that_files_of_one_id_are_called_as_they_were_typed(
    splitline: Splitline, tmp_path: Path, library: Path
) -> None:
    Library(library).add("one", ANCHOR, live_mile(), "live")
    file = tmp_path / "one.json"
    assert splitline("export", "one", "--to", file).code == 0
    found = splitline("compare", "one", file, "--json").document
    assert [each["label"] for each in found["runs"]] == ["one", str(file)]


def test_that_an_export_can_have_decimal_commas(splitline: Splitline, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    assert splitline("export", "paris-2025", "--to", file, "--dialect", "semicolon").code == 0
    assert ";1:00,20;60,200;" in file.read_text("utf-8-sig")
