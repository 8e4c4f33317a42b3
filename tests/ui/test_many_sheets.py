"""Many sheets from the window: a process of its own writes them, the window goes on."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.engine.clocks import BootClock
from app.storage.library import Library
from app.storage.place import library_path
from app.usecases.exporting import records_of_run
from app.usecases.page_export import PageWish
from app.usecases.recorded_race import open_recording, run_of_recording
from tests.unit.formats.sessions import ANCHOR
from ui.sheets.many import SheetWriter, command

PATIENCE_MS = 40_000
GAP_MS = 100


@pytest.fixture
def sessions(splitline_home: Path) -> list[str]:
    """Twelve sessions in the library of this test."""
    records = records_of_run(run_of_recording(open_recording("paris-2025")))
    path = library_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    names = [f"s{number:02d}" for number in range(12)]
    for name in names:
        Library(path).add(name, ANCHOR, records, "file")
    return names


def test_that_every_sheet_is_written_while_the_window_goes_on(
    qtbot: QtBot, sessions: list[str], tmp_path: Path
) -> None:
    writer, folder = SheetWriter(), tmp_path / "sheets"
    done: list[tuple[int, int]] = []
    beats: list[int] = []
    clock, timer = BootClock(), QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: beats.append(clock.now()))
    writer.progressed.connect(lambda number, count, _: done.append((number, count)))
    timer.start()
    with qtbot.waitSignal(writer.finished, timeout=PATIENCE_MS) as signal:
        writer.start(sessions, folder)
        assert writer.running
    timer.stop()
    assert signal.args == [12, []]
    assert done == [(number, 12) for number in range(1, 13)]
    files = sorted(folder.iterdir())
    assert len(files) == 12
    assert all(file.read_bytes().endswith(b"%%EOF\n") for file in files)
    assert not writer.running
    gaps = sorted((b - a) / 1e6 for a, b in pairwise(beats))
    assert gaps[len(gaps) * 95 // 100] < GAP_MS


def test_that_what_is_cancelled_leaves_whole_files_only(
    qtbot: QtBot, sessions: list[str], tmp_path: Path
) -> None:
    writer, folder = SheetWriter(), tmp_path / "sheets"
    writer.progressed.connect(lambda *_: writer.cancel())
    with qtbot.waitSignal(writer.finished, timeout=PATIENCE_MS) as signal:
        writer.start(sessions, folder)
    written, troubles = signal.args
    files = list(folder.iterdir())
    assert 1 <= written == len(files) < 12
    assert troubles == []
    assert all(file.suffix == ".pdf" and file.read_bytes().endswith(b"%%EOF\n") for file in files)


def test_that_a_session_that_cannot_be_read_is_told_of(
    qtbot: QtBot, sessions: list[str], tmp_path: Path
) -> None:
    writer = SheetWriter()
    with qtbot.waitSignal(writer.finished, timeout=PATIENCE_MS) as signal:
        writer.start([sessions[0], "nobody"], tmp_path / "sheets", form="csv")
    written, (trouble,) = signal.args
    assert written == 1
    assert trouble.startswith('nobody: race: found "nobody"')


def test_that_a_folder_that_cannot_be_made_is_told_of(
    qtbot: QtBot, sessions: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("")
    writer = SheetWriter()
    with qtbot.waitSignal(writer.finished, timeout=PATIENCE_MS) as signal:
        writer.start(sessions, file)
    written, (trouble,) = signal.args
    assert written == 0
    assert trouble.startswith(f"{file}: cannot be a folder for sheets: ")


def test_that_a_writer_can_write_again(qtbot: QtBot, sessions: list[str], tmp_path: Path) -> None:
    writer = SheetWriter()
    for number in range(2):
        with qtbot.waitSignal(writer.finished, timeout=PATIENCE_MS) as signal:
            writer.start(sessions[:1], tmp_path / str(number), form="svg")
        assert signal.args == [1, []]


def test_that_closing_waits_for_the_sheet_in_hand(
    qtbot: QtBot, sessions: list[str], tmp_path: Path
) -> None:
    writer, folder = SheetWriter(), tmp_path / "sheets"
    with qtbot.waitSignal(writer.progressed, timeout=PATIENCE_MS):
        writer.start(sessions, folder)
    writer.close()
    assert not writer.running
    assert all(file.read_bytes().endswith(b"%%EOF\n") for file in folder.iterdir())


def test_that_a_program_that_is_not_there_is_told_of(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "nothing"))
    writer = SheetWriter()
    with qtbot.waitSignal(writer.finished, timeout=PATIENCE_MS) as signal:
        writer.start(["s1"], tmp_path / "sheets")
    written, (trouble,) = signal.args
    assert written == 0
    assert trouble.startswith("The sheets: ")
    assert not writer.running


def test_that_the_command_has_what_was_wished() -> None:
    wish = PageWish(paper="letter", blank=True, scale=2)
    words = command(Path("out"), "png", wish)
    assert words[words.index("export") :] == [
        *("export", "--sessions", "-", "--to-folder", "out", "--as", "png"),
        *("--paper", "letter", "--scale", "2", "--blank"),
    ]
