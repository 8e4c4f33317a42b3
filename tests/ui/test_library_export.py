"""Many sheets from the library: what is selected, how far it is, and how it is stopped."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.times import NS_PER_S, Instant
from app.engine.clocks import ManualClock
from app.storage.library import Library
from app.storage.place import library_path
from app.usecases.export_choice import ExportChoice
from tests.unit.usecases.past import MILE, add_race
from ui.viewstate.many_sheets import chosen_words, done_words, progress_words
from ui.widgets.many_sheets import ASKING, IDLE, WRITING
from ui.windows.library_export import LibraryExport
from ui.windows.library_window import LibraryWindow

Key = Qt.Key
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LONG_MS = 60_000
"""The process that writes has to start."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sheets"


@pytest.fixture
def window(qtbot: QtBot, folder: Path, fonts: None) -> LibraryWindow:
    """Three races in the list, which has the keyboard."""
    library = Library(library_path())
    for day in (1, 2, 3):
        add_race(library, f"race-{day}", f"2025-05-0{day}", (*MILE, 246.8), athletes=("Anna",))
    found = LibraryWindow(
        None,
        library,
        ManualClock(Instant(5_000 * NS_PER_S)),
        timed_here=str,
        open_race=lambda _: "",
        arm=lambda _: "",
    )
    qtbot.addWidget(found)
    found.export.choice = ExportChoice("csv", folder=str(folder))
    found.show()
    qtbot.waitUntil(lambda: found.shelf.lines.rowCount() == 3)
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    found.list.setFocus()
    return found


def press(window: LibraryWindow, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.windowHandle(), key, held)


def wait(qtbot: QtBot, holds: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(holds()), timeout=LONG_MS)


def test_that_shift_and_ctrl_a_select_several_races(window: LibraryWindow) -> None:
    assert len(window.export.selected()) == 1
    press(window, Key.Key_Down, SHIFT)
    assert window.export.selected() == ["race-3", "race-2"]
    assert window.export.strip.words.text() == "2 races selected"
    press(window, Key.Key_A, CONTROL)
    assert window.export.strip.count == 3
    press(window, Key.Key_Home)
    assert window.export.selected() == ["race-3"]


def test_that_the_selected_races_are_written_by_the_keyboard(
    qtbot: QtBot, window: LibraryWindow, folder: Path
) -> None:
    strip = window.export.strip
    press(window, Key.Key_A, CONTROL)
    strip.ask_button.setFocus()
    press(window, Key.Key_Return)
    assert strip.face == ASKING
    press(window, Key.Key_Return)
    assert strip.face == WRITING
    wait(qtbot, lambda: strip.face == IDLE)
    assert strip.words.text() == f"3 sheets written to {folder}."
    assert len(list(folder.glob("*.csv"))) == 3
    assert strip.bar.value() == 3


def test_that_cancel_stops_after_the_sheet_in_hand_and_leaves_only_whole_files(
    qtbot: QtBot, window: LibraryWindow, folder: Path
) -> None:
    export = window.export
    export.choice = ExportChoice("json", folder=str(folder))
    ids = ["race-1", "race-2", "race-3"] * 20
    export._write(ids)
    export.writer.progressed.connect(lambda *_: export.cancel())
    wait(qtbot, lambda: export.strip.face == IDLE)
    assert "Cancelled: " in export.strip.words.text()
    assert all(each.suffix == ".json" for each in folder.iterdir())
    assert not export.writer.running


def test_that_esc_leaves_the_form_and_writes_nothing(window: LibraryWindow, folder: Path) -> None:
    strip = window.export.strip
    strip.ask_button.click()
    press(window, Key.Key_Escape)
    assert strip.face == IDLE
    assert window.isVisible()
    assert not folder.exists()


def test_that_a_folder_that_is_no_whole_path_is_refused(window: LibraryWindow) -> None:
    strip = window.export.strip
    strip.ask_button.click()
    strip.folder.setText("sheets")
    strip.start()
    assert strip.face == ASKING
    assert strip.words.text() == 'Folder: found "sheets", expected a whole path.'


def test_that_a_folder_that_cannot_be_made_is_one_sentence(
    qtbot: QtBot, window: LibraryWindow, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    strip = window.export.strip
    strip.ask_button.click()
    strip.folder.setText(str(tmp_path / "file"))
    strip.start()
    wait(qtbot, lambda: strip.face == IDLE)
    assert strip.words.text().startswith("0 sheets written")
    assert "cannot be a folder for sheets" in strip.words.text()


def test_that_delete_puts_no_race_into_the_bin_while_several_are_selected(
    window: LibraryWindow,
) -> None:
    press(window, Key.Key_A, CONTROL)
    press(window, Key.Key_Delete)
    assert window.shelf.lines.rowCount() == 3
    assert window.foot.words.text().startswith("One race at a time")


def test_that_all_that_was_found_is_meant_where_more_was_found_than_fetched(
    qtbot: QtBot, window: LibraryWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[list[str]] = []
    monkeypatch.setattr(LibraryExport, "_write", lambda _, ids: written.append(ids))
    window.shelf.lines.more = True
    window.shelf.total = 700
    press(window, Key.Key_A, CONTROL)
    assert window.export.strip.words.text() == "700 races selected"
    window.export.strip.ask_button.click()
    window.export.strip.start()
    wait(qtbot, lambda: written)
    assert written == [["race-3", "race-2", "race-1"]]


def test_that_the_words_of_the_strip_say_what_happened() -> None:
    assert chosen_words(2) == "2 races selected"
    assert "Ctrl+A" in chosen_words(1)
    assert progress_words(2, 1000, str(Path("x") / "a.pdf")) == "2 of 1,000  a.pdf"
    assert done_words(3, 3, "/f", []) == "3 sheets written to /f."
    assert done_words(1, 3, "/f", []) == "1 sheet written to /f. Cancelled: 2 sheets not written."
    four = [f"s{each}: gone." for each in range(4)]
    words = "0 sheets written to /f. Not written: s0: gone; s1: gone; s2: gone and 1 more."
    assert done_words(0, 4, "/f", four) == words
