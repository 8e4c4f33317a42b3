import json
import sys
from pathlib import Path

import pytest

from app.cli import doctor
from app.resource_files import resource
from app.storage.library import Library
from tests.unit.cli.conftest import Splitline
from tests.unit.formats.sessions import ANCHOR, STARTED_UTC, live_mile

SESSION = "2026-05-01-mile-0001"


@pytest.fixture
def full_library(library: Path) -> Path:
    Library(library).add(SESSION, ANCHOR, live_mile(), "live")
    return library


def test_that_the_shipped_races_are_listed(splitline: Splitline) -> None:
    races = splitline("list", "races", "--json").document["races"]
    *_, paris, _ = races
    assert paris == {
        "id": "paris-2025",
        "title": "Faith Kipyegon · Paris, 26 June 2025",
        "kind": "race",
        "event": "mile",
        "date": "2025-06-26",
        "athletes": ["Faith Kipyegon"],
    }
    assert [each["kind"] for each in races] == [*["race"] * 4, "training"]


def test_that_targets_are_listed_with_their_distance(splitline: Splitline) -> None:
    targets = splitline("list", "targets", "--json").document["targets"]
    sub_4 = next(each for each in targets if each["id"] == "sub-4")
    assert (sub_4["name"], sub_4["time_s"], sub_4["distance_m"]) == ("Sub-4", 239.99, 1609.344)


def test_that_sessions_are_listed_with_their_start(
    splitline: Splitline, full_library: Path
) -> None:
    assert splitline("list", "sessions", "--json").document == {
        "sessions": [
            {
                "id": SESSION,
                "title": "Club mile",
                "kind": "race",
                "event": "mile",
                "date": "2026-05-01",
                "athletes": ["Ann Example"],
                "started_utc": STARTED_UTC,
                "venue": "",
                "result_s": 290.2,
                "notes": "",
            }
        ]
    }


def test_that_everything_is_listed_when_nothing_is_named(splitline: Splitline) -> None:
    assert set(splitline("list", "--json").document) == {"races", "sessions", "targets"}
    text = splitline("list").out
    assert "oxford-1954    Roger Bannister" in text
    assert "There are no sessions yet." in text
    assert "300 m" in text


def test_that_a_library_of_another_program_is_named(splitline: Splitline, library: Path) -> None:
    library.parent.mkdir()
    library.write_text("a diary")
    answer = splitline("list", "sessions", "--json")
    assert answer.sentence == (
        f"{library}: found a file of another program, expected a library of Splitline"
    )


def test_that_a_good_file_is_checked(splitline: Splitline) -> None:
    path = resource("races/oxford-1954.toml")
    answer = splitline("check", path)
    assert (answer.code, answer.err) == (0, "")
    assert (
        answer.out
        == f"{path}: race file, Roger Bannister · Oxford, 6 May 1954: 4 times, 2 targets\n"
    )
    assert splitline("check", path, "--json").document == {
        "file": str(path),
        "ok": True,
        "kind": "race file",
        "holds": "Roger Bannister · Oxford, 6 May 1954: 4 times, 2 targets",
        "problem": "",
    }


def test_that_a_bad_file_is_checked_and_found_wrong(splitline: Splitline, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("version = 1\n")
    sentence = splitline("check", path).sentence
    assert sentence == f"{path}: format: found nothing, expected a text"
    answer = splitline("check", path, "--json")
    assert answer.code == 1
    assert answer.document["ok"] is False
    assert answer.err == f"splitline: {answer.document['problem']}.\n"


def test_that_a_race_is_exported_and_taken_in_once(
    splitline: Splitline, tmp_path: Path, library: Path
) -> None:
    table, document = tmp_path / "p.csv", tmp_path / "p.json"
    answer = splitline("export", "paris-2025", "--to", table, "--to", document)
    assert answer.out == f"paris-2025 is in {table}\nparis-2025 is in {document}\n"
    assert table.read_text("utf-8").count("\n") == 5
    title = "Faith Kipyegon · Paris, 26 June 2025"
    first, again = splitline("import", document), splitline("import", document)
    assert first.out == f"paris-2025 ({title}) is new in the library\n"
    assert again.out == f"paris-2025 ({title}) is known: nothing was changed\n"
    assert (first.code, again.code) == (0, 0)
    assert [each.id for each in Library(library).summaries()] == ["paris-2025"]


def test_that_export_and_import_answer_in_json(splitline: Splitline, tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    answer = splitline("export", "paris-2025", "--to", file, "--json")
    assert answer.document == {"race": "paris-2025", "files": [str(file)]}
    (taken,) = splitline("import", file, "--json").document["imported"]
    assert (taken["id"], taken["new"]) == ("paris-2025", True)


def test_that_a_bad_file_does_not_keep_a_good_one_out(
    splitline: Splitline, tmp_path: Path, library: Path
) -> None:
    bad, good = tmp_path / "bad.json", resource("races/oxford-1954.toml")
    bad.write_text(json.dumps({"format": "splitline"}))
    answer = splitline("import", bad, good)
    assert answer.code == 1
    assert answer.err == f"splitline: {bad}: version: found nothing, expected a whole number.\n"
    assert answer.out.startswith("oxford-1954 ")
    assert [each.id for each in Library(library).summaries()] == ["oxford-1954"]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--line", "finish-line"], 'line: found "finish-line", lievin-2025 has from-start'),
        (["--event", "1500"], "event: found mile, expected 1500"),
        (["--event", "hop"], 'event: found "hop", expected one like 800'),
    ],
)
def test_that_an_import_that_does_not_fit_is_refused(
    splitline: Splitline, options: list[str], why: str
) -> None:
    assert why in splitline("import", resource("races/lievin-2025.toml"), *options).sentence


def test_that_an_export_which_cannot_be_written_is_refused(
    splitline: Splitline, tmp_path: Path
) -> None:
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    for target, why in (
        (folder, "it is a folder"),
        (tmp_path / "none" / "a.csv", "there is no folder"),
    ):
        sentence = splitline("export", "paris-2025", "--to", target).sentence
        assert sentence.startswith(f"{target}: cannot be written: {why}")
    pdf = tmp_path / "a.pdf"
    sentence = splitline("export", "paris-2025", "--to", pdf).sentence
    assert sentence == f"{pdf}: .pdf needs PySide6; start it as splitline, not as python -m app"
    doc = tmp_path / "a.doc"
    sentence = splitline("export", "paris-2025", "--to", doc).sentence
    assert sentence.startswith(f"{doc}: found the ending .doc, expected .csv, ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_that_a_full_disk_is_named(splitline: Splitline, tmp_path: Path) -> None:
    link = tmp_path / "full.csv"
    link.symlink_to("/dev/full")
    sentence = splitline("export", "paris-2025", "--to", link).sentence
    assert sentence == f"{link}: cannot be written: no space left on device"


def test_that_the_doctor_tells_of_everything(
    splitline: Splitline, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = splitline("doctor", "--json").document
    assert set(found) == {
        *("splitline", "python", "system", "libraries", "folders", "clock", "library"),
        *("copies", "journal", "display"),
    }
    assert found["folders"]["library"] == str(library)
    assert found["library"] == {
        "exists": False,
        "sessions": 0,
        "writable": True,
        "written elsewhere": False,
        "sound": None,
    }
    assert found["copies"] == {"folder": str(library.parent / "backups"), "kept": 0}
    assert found["journal"]["mode"] in ("wal", "delete")
    assert found["clock"]["asleep_s"] >= 0
    assert found["display"] == "offscreen (QT_QPA_PLATFORM)"
    text = splitline("doctor").out
    assert "journal     mode " in text
    library.parent.mkdir()
    library.write_text("a diary")
    assert "another program" in splitline("doctor", "--json").document["library"]["problem"]


@pytest.mark.parametrize(
    ("platform", "display", "expected"),
    [
        ("linux", ":3", "DISPLAY :3"),
        ("linux", "", "none"),
        ("darwin", "", "the system's"),
    ],
)
def test_that_the_display_is_told(
    monkeypatch: pytest.MonkeyPatch, platform: str, display: str, expected: str
) -> None:
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setattr(sys, "platform", platform)
    assert doctor.display() == expected


def test_that_a_library_that_is_not_installed_has_no_version() -> None:
    assert doctor.version_of("no-such-distribution") is None
