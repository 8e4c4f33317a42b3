"""How does a stored training session leave the library, and which earlier one stands beside it?"""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from app.bootstrap import Application
from app.cli.entry import main
from app.domain.training import session_commands as tc
from app.engine.clocks import BootClock
from app.formats.file_text import FormatError
from app.storage.library import Library
from app.storage.sessions import Label
from app.usecases.earlier_training import earlier_session
from app.usecases.exporting import export, stored_document
from app.usecases.many_sheets import write_many
from app.usecases.training_out import exported_training, state_of_training
from tests.unit.formats.training_sessions import dozen, six_of
from tests.unit.training.coaches import Coach, at
from tests.unit.usecases.trained import stored


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library"
    stored(path, "first", six_of("2026-04-21", 1.0), -14)
    stored(path, "week-before", six_of("2026-04-28", 0.5), -7)
    stored(path, "others", dozen(date="2026-05-01"), -4)
    stored(path, "today", six_of())
    stored(path, "later", six_of("2026-05-12", -0.5), 7)
    return path


def earlier_of(library: Path, id: str) -> str:
    document = stored_document(id, Library(library))
    found = earlier_session(document, state_of_training(document), library)
    return found.session if found else ""


def test_that_the_latest_earlier_session_with_the_plan_stands_beside(library: Path) -> None:
    assert earlier_of(library, "today") == "week-before"
    assert earlier_of(library, "week-before") == "first"
    assert earlier_of(library, "first") == ""
    assert earlier_of(library, "others") == ""


def test_that_a_plan_is_the_same_that_reads_the_same(library: Path) -> None:
    coach = Coach("300", "a")
    setup = replace(six_of().state.setup, plan='6x300 in 43"  (3 min)')
    coach.do(tc.PlanTraining(at(0), setup))
    stored(library, "typed-otherwise", coach, 9)
    assert earlier_of(library, "typed-otherwise") == "later"


def test_that_a_session_in_the_bin_stands_beside_none(library: Path) -> None:
    Library(library).set_label("week-before", Label(binned_utc="2026-05-01T00:00:00.000Z"))
    assert earlier_of(library, "today") == "first"


def test_that_a_library_that_cannot_be_read_keeps_nobody_from_a_sheet(
    library: Path, tmp_path: Path
) -> None:
    document = stored_document("today", Library(library))
    for place in (tmp_path / "none", tmp_path):
        assert exported_training(document, place).sheet.earlier is None


def test_that_every_form_is_written(library: Path, tmp_path: Path) -> None:
    names = ("a.csv", "a.json", "a.txt", "a.xlsx", "a.pdf")
    files = [tmp_path / name for name in names]
    export("today", files, library, {".pdf": lambda sheet: sheet.title.encode()})
    row = next(csv.DictReader(io.StringIO(files[0].read_text("utf-8"))))
    assert (row["athlete"], row["time_s"], row["earlier_session"]) == (
        "Ann",
        "42.610",
        "week-before",
    )
    assert json.loads(files[1].read_text("utf-8"))["session"]["kind"] == "training"
    assert "42.7h, 43.0h" in files[2].read_text("utf-8")
    assert openpyxl.load_workbook(files[3]).sheetnames == ["Summary", "Side by side", "Ann"]
    assert files[4].read_bytes() == b"Six times 300"


def test_that_a_lif_is_refused_in_one_sentence_and_nothing_is_written(
    library: Path, tmp_path: Path
) -> None:
    files = [tmp_path / "a.csv", tmp_path / "a.lif"]
    with pytest.raises(FormatError, match=r"a\.lif: found the ending \.lif.*has no places"):
        export("today", files, library)
    assert not files[0].exists()


def test_that_a_file_of_a_session_goes_out_again_as_it_came(library: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    export("today", [first], library)
    export(str(first), [second, tmp_path / "b.csv"], tmp_path / "none")
    assert second.read_bytes() == first.read_bytes()
    assert (tmp_path / "b.csv").read_text("utf-8").startswith("row,session,athlete,")


def test_that_many_are_written_and_what_has_no_form_is_told_of(
    library: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    done = list(write_many(["today", "others"], library, folder, ".csv", {}))
    assert [each.trouble for each in done] == ["", ""]
    assert (folder / "2026-05-05-six-times-300-today.csv").is_file()
    told = list(write_many(["today"], library, folder, ".lif", {}))
    assert "has no places" in told[0].trouble


def run(library: Path, *words: str) -> int:
    return main(words, app=Application(BootClock(), lambda: library))


def test_that_the_command_writes_pages_charts_and_blank_sheets(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in ([], ["--chart"], ["--blank"], ["--paper", "letter"]):
        file = tmp_path / "a.svg"
        assert run(library, "export", "today", "--to", str(file), *more) == 0
        drawn = file.read_text("utf-8")
        assert ("Training sheet" in drawn) == (more == ["--blank"])
    assert run(library, "export", "today", "--to", str(tmp_path / "a.lif")) == 1
    assert "has no places" in capsys.readouterr().err
