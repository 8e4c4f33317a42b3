import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.bootstrap import build
from app.cli.entry import INTERRUPTED, main
from app.engine.clocks import ManualClock
from app.formats.sheets.drawing import Drawing
from app.storage.library import Library
from app.usecases.exporting import records_of_run
from app.usecases.page_export import PageWish
from app.usecases.recorded_race import open_recording, run_of_recording
from tests.unit.cli.conftest import Answer, Splitline
from tests.unit.formats.sessions import ANCHOR, live_mile


def _drawn(pages: Sequence[Drawing], wish: PageWish) -> bytes:
    """Says what Qt would be given."""
    return f"{len(pages)} {pages[0].width:.0f} x {pages[0].height:.0f} {wish.scale}".encode()


def _interrupted(pages: Sequence[Drawing], wish: PageWish) -> bytes:
    raise KeyboardInterrupt


@pytest.fixture
def drawing(library: Path, capsys: pytest.CaptureFixture[str]) -> Splitline:
    """A command line with somebody who draws."""
    app = build(clock=ManualClock(), find_library=lambda: library)

    def run(*argv: object, **drawers: object) -> Answer:
        known = drawers or {".pdf": _drawn, ".png": _drawn}
        code = main([str(each) for each in argv], renderers=known, app=app)  # type: ignore[arg-type]
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run


@pytest.fixture
def filled(library: Path) -> Path:
    """A library of three sessions, the second of which nobody named."""
    library.parent.mkdir(parents=True)
    store = Library(library)
    for number, race in enumerate(("paris-2025", "monaco-2023"), start=1):
        records = records_of_run(run_of_recording(open_recording(race)))
        store.add(f"s{number}", ANCHOR, records, "file")
    store.add("s3", ANCHOR, live_mile(), "file")
    return library


def test_that_svg_and_html_need_no_qt(splitline: Splitline, tmp_path: Path) -> None:
    svg, html = tmp_path / "a.svg", tmp_path / "a.html"
    answer = splitline("export", "paris-2025", "--to", svg, "--to", html)
    assert answer.code == 0
    assert "<svg" in svg.read_text("utf-8")
    assert html.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_that_a_pdf_without_qt_is_refused_before_anything_is_written(
    splitline: Splitline, tmp_path: Path
) -> None:
    csv, pdf = tmp_path / "a.csv", tmp_path / "a.pdf"
    answer = splitline("export", "paris-2025", "--to", csv, "--to", pdf)
    assert answer.sentence == (
        f"{pdf}: .pdf needs PySide6; start it as splitline, not as python -m app"
    )
    assert not csv.exists()


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), "1 595 x 842 1"),
        (("--paper", "letter"), "1 612 x 792 1"),
        (("--chart",), "1 640 x 360 1"),
        (("--blank", "--scale", "2"), "1 595 x 842 2"),
    ],
)
def test_that_the_pages_are_those_that_were_wished(
    options: tuple[str, ...], found: str, drawing: Splitline, tmp_path: Path
) -> None:
    file = tmp_path / "a.png"
    assert drawing("export", "paris-2025", "--to", file, *options).code == 0
    assert file.read_text() == found


@pytest.mark.parametrize(
    ("option", "what"), [("--chart", "the chart alone"), ("--blank", "a blank lap sheet")]
)
def test_that_a_form_that_cannot_hold_it_is_refused(
    option: str, what: str, drawing: Splitline, tmp_path: Path
) -> None:
    file = tmp_path / "a.html"
    answer = drawing("export", "paris-2025", "--to", file, option)
    assert answer.sentence == f"{file}: found .html, {what} goes into .pdf, .png or .svg"
    assert not file.exists()


def test_that_it_is_printed_at_the_time_of_the_command(
    splitline: Splitline, tmp_path: Path
) -> None:
    file = tmp_path / "a.html"
    splitline("export", "paris-2025", "--to", file)
    assert " UTC</footer>" in file.read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("paris-2025",),
        ("--to", "a.pdf"),
        ("paris-2025", "--to-folder", "x"),
        ("--sessions", "s1"),
        ("--sessions", "s1", "--to-folder", "x", "--to", "a.pdf"),
        ("paris-2025", "--to", "a.svg", "--chart", "--blank"),
    ],
)
def test_that_what_goes_together_in_no_way_is_wrong_usage(
    words: tuple[str, ...], drawing: Splitline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert drawing("export", *words).code == 2
    assert list(tmp_path.iterdir()) == []


def test_that_all_sessions_go_into_a_folder_with_names_that_say_what_they_are(
    drawing: Splitline, filled: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "sheets" / "of the club"
    answer = drawing("export", "--sessions", "all", "--to-folder", folder)
    assert answer.code == 0
    assert answer.out == f"3 sheets are written to {folder}\n"
    assert sorted(each.name for each in folder.iterdir()) == [
        "2023-07-21-faith-kipyegon-monaco-21-july-2023-s2.pdf",
        "2025-06-26-faith-kipyegon-paris-26-june-2025-s1.pdf",
        "2026-05-01-club-mile-s3.pdf",
    ]
    assert answer.err.splitlines()[-1].startswith("3 of 3: ")


def test_that_a_session_that_is_not_there_is_named_and_the_others_are_written(
    drawing: Splitline, filled: Path, tmp_path: Path
) -> None:
    answer = drawing(
        "export", "--sessions", "s1", "nobody", "s3", "--to-folder", tmp_path, "--json"
    )
    assert answer.code == 1
    assert [each["session"] for each in answer.document["files"]] == ["s1", "s3"]
    (failed,) = answer.document["failed"]
    assert failed["session"] == "nobody"
    assert 'race: found "nobody"' in failed["error"]


def test_that_ids_are_read_line_by_line(
    drawing: Splitline, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("s1\n\ns3\n"))
    folder = tmp_path / "out"
    answer = drawing("export", "--sessions", "-", "--to-folder", folder, "--as", "csv")
    assert answer.code == 0
    assert answer.err.splitlines()[0].startswith("1: ")
    assert len(list(folder.glob("*.csv"))) == 2


def test_that_ctrl_c_leaves_whole_files_and_says_how_many(
    drawing: Splitline, filled: Path, tmp_path: Path
) -> None:
    calls = []

    def second_time(pages: Sequence[Drawing], wish: PageWish) -> bytes:
        calls.append(pages)
        return _interrupted(pages, wish) if len(calls) == 2 else _drawn(pages, wish)

    folder = tmp_path / "out"
    answer = drawing("export", "--sessions", "all", "--to-folder", folder, **{".pdf": second_time})
    assert answer.code == INTERRUPTED
    assert answer.err.splitlines()[-1] == (
        f"splitline: stopped; 1 sheet is written to {folder}, each of them whole."
    )
    assert len(list(folder.iterdir())) == 1


def test_that_a_folder_that_is_a_file_is_refused(
    drawing: Splitline, filled: Path, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    answer = drawing("export", "--sessions", "all", "--to-folder", file)
    assert answer.sentence.startswith(f"{file}: cannot be a folder for sheets: ")


def test_that_a_hostile_title_stays_in_the_folder(
    drawing: Splitline, library: Path, tmp_path: Path
) -> None:
    library.parent.mkdir(parents=True)
    document = json.loads(_json_of_a_session())
    for event in document["events"]:
        if "setup" in json.dumps(event):
            text = json.dumps(document["events"]).replace("Club mile", "../../../con:<x>\\u0000")
            document["events"] = json.loads(text)
            break
    source = tmp_path / "hostile.json"
    source.write_text(json.dumps(document), "utf-8")
    folder = tmp_path / "out"
    answer = drawing("export", "--sessions", source, "--to-folder", folder)
    assert answer.code == 0, answer
    (file,) = folder.iterdir()
    assert file.name.startswith("2026-05-01-con-x-")


def _json_of_a_session() -> str:
    from app.formats.session_json import SessionDocument, write_session

    return write_session(SessionDocument("s9", live_mile())).decode()
