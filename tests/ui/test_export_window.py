"""The export beside a race: what is written, what is said, and that the race goes on."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListWidget

from app.domain.times import NS_PER_S, Instant
from app.storage.preferences import preferences_path
from app.usecases.export_choice import FORMS, ExportChoice
from app.usecases.preferences import load
from tests.ui.conftest import BEGAN, NONE, Opened
from ui.stamps import ClockReading
from ui.theme import DAY, THEMES
from ui.widgets.sheet_button import SheetButton
from ui.windows.choices import choices_of
from ui.windows.export_window import ExportWindow
from ui.windows.exports import Exports, exports_of

Open = Callable[..., Opened]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LONG_MS = 20_000
"""The first sheet of a process waits for the pacing model."""


class Desk:
    """A race window with its export, and a hand at both."""

    def __init__(self, opened: Opened, folder: Path) -> None:
        self.opened = opened
        self.folder = folder
        choices_of(opened.race).export = ExportChoice(folder=str(folder))

    @property
    def exports(self) -> Exports:
        return exports_of(self.opened.race)

    @property
    def window(self) -> ExportWindow:
        found = self.exports.window
        assert found is not None
        return found

    def open(self, key: Qt.Key = Key.Key_S) -> ExportWindow:
        self.opened.press(key, CONTROL)
        self.wait(self.window.isVisible)
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.settle()
        return self.window

    def wait(self, holds: Callable[[], object]) -> None:
        self.opened.qtbot.waitUntil(lambda: bool(holds()), timeout=LONG_MS)

    def settle(self) -> None:
        for _ in range(2):
            answered: list[object] = []
            self.exports._background.ask(lambda: None, answered.append, answered.append)
            self.wait(answered.__len__)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.window.windowHandle(), key, held)
        self.settle()
        self.opened.race.draw()

    def choose(self, form: str) -> None:
        self.window.forms.setCurrentRow([each.name for each in FORMS].index(form))
        self.settle()

    def export(self) -> Path:
        before = set(self.folder.iterdir())
        self.press(Key.Key_Return)
        self.wait(lambda: not self.window.isVisible())
        (new,) = set(self.folder.iterdir()) - before
        self.opened.race.draw()
        return new

    @property
    def button(self) -> SheetButton:
        (found,) = [
            each for each in self.opened.race.window.findChildren(SheetButton) if each.isVisible()
        ]
        return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "sheets"
    found.mkdir()
    return found


@pytest.fixture
def desk(open_replay: Open, folder: Path) -> Desk:
    """Paris, played to its end."""
    opened = open_replay()
    opened.seek(300)
    return Desk(opened, folder)


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("pdf", b"%PDF"),
        ("xlsx", b"PK"),
        ("csv", b"race,line"),
        ("csv-semicolon", b"\xef\xbb\xbfrace;line"),
        ("html", b"<!DOCTYPE html>"),
        ("png", b"\x89PNG"),
        ("png-chart", b"\x89PNG"),
        ("svg", b"<"),
        ("svg-chart", b"<"),
        ("json", b"{"),
        ("lif", b""),
        ("txt", b"Faith Kipyegon"),
    ],
)
def test_that_every_form_is_previewed_and_written_by_return(
    desk: Desk, form: str, begins: bytes
) -> None:
    window = desk.open()
    desk.choose(form)
    shown = window.stack.currentWidget()
    assert window.preview.sheet.pages if shown is window.preview else window.text.toPlainText()
    file = desk.export()
    kind = next(each for each in FORMS if each.name == form)
    assert file.suffix == kind.ending
    assert file.read_bytes().startswith(begins)
    assert desk.opened.notice() == f"Saved: {file}"
    assert desk.button.main.text() == f"{kind.short} again"


def test_that_a_replay_goes_out_whole_wherever_it_stands(desk: Desk) -> None:
    desk.opened.seek(100)
    desk.open()
    desk.choose("csv")
    assert "246.42" in desk.export().read_text("utf-8")


def test_that_a_hidden_ending_stays_hidden_in_the_file(desk: Desk) -> None:
    desk.opened.seek(200)
    desk.opened.press(Key.Key_H)
    desk.open()
    for form in ("csv", "json"):
        desk.choose(form)
        assert "246.42" not in desk.window.text.toPlainText()
        assert "246420" not in desk.window.text.toPlainText()
    desk.choose("csv")
    assert "181.84" in desk.export().read_text("utf-8")


def test_that_the_targets_of_the_window_stand_on_the_sheet(desk: Desk) -> None:
    desk.opened.press(Key.Key_T)
    desk.open()
    desk.choose("json")
    primary = desk.opened.replay.state.primary_id
    assert f'"{primary}"' in desk.window.text.toPlainText()
    desk.choose("pdf")
    assert "+0.00" not in desk.window.preview.accessibleDescription()


def test_that_what_was_exported_is_exported_again_by_one_key_or_click(desk: Desk) -> None:
    assert not desk.button.others.isVisible()
    desk.open()
    desk.choose("svg")
    file = desk.export()
    file.unlink()
    desk.opened.press(Key.Key_S, CONTROL | SHIFT)
    desk.wait(file.exists)
    file.unlink()
    QTest.mouseClick(desk.button.main, Qt.MouseButton.LeftButton)
    desk.wait(file.exists)
    assert not desk.window.isVisible()
    QTest.mouseClick(desk.button.others, Qt.MouseButton.LeftButton)
    assert desk.window.isVisible()


def test_that_the_last_export_is_remembered(desk: Desk) -> None:
    desk.open()
    desk.choose("png")
    desk.window.paper.chosen.emit("paper", "letter")
    desk.export()
    choices_of(desk.opened.race).close()
    chosen = load(preferences_path()).preferences.export
    assert chosen == ExportChoice("png", "letter", False, str(desk.folder))


def test_that_nothing_exported_yet_asks_for_a_form(desk: Desk) -> None:
    desk.opened.press(Key.Key_S, CONTROL | SHIFT)
    assert desk.window.isVisible()


def test_that_a_folder_that_is_gone_is_one_sentence_and_leaves_nothing(
    desk: Desk, folder: Path
) -> None:
    window = desk.open()
    folder.rmdir()
    desk.press(Key.Key_Return)
    desk.wait(window.said.isVisible)
    assert window.said.text().endswith(f"there is no folder {folder}.")
    assert window.isVisible()
    assert window.export_button.isEnabled()
    assert not folder.exists()
    assert choices_of(desk.opened.race).export.form == ""


def test_that_a_full_disk_is_one_sentence_and_what_was_there_stays(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk.open()
    old = folder / window.form.file.name
    old.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    desk.press(Key.Key_Return)
    desk.wait(window.said.isVisible)
    assert window.said.text() == f"{old}: cannot be written: no space left on device."
    assert [each.read_bytes() for each in folder.iterdir()] == [b"old"]


def test_that_an_export_again_that_fails_is_said_on_the_window(desk: Desk, folder: Path) -> None:
    choices_of(desk.opened.race).export = ExportChoice("pdf", folder=str(folder / "gone"))
    desk.opened.press(Key.Key_S, CONTROL | SHIFT)
    desk.settle()
    desk.wait(lambda: "no folder" in desk.opened.view.notice)
    assert desk.opened.sounds.heard == ["refused"]


def test_that_a_file_that_is_there_is_said_before_it_is_replaced(desk: Desk, folder: Path) -> None:
    window = desk.open()
    assert window.export_button.text() == "Export"
    window.form.file.write_bytes(b"old")
    desk.choose("csv")
    desk.choose("pdf")
    desk.wait(lambda: window.export_button.text() == "Replace")
    desk.press(Key.Key_Return)
    desk.wait(lambda: not window.isVisible())
    assert [each.read_bytes()[:4] for each in folder.iterdir()] == [b"%PDF"]


def test_that_a_name_is_typed_and_a_folder_that_is_no_whole_path_is_refused(desk: Desk) -> None:
    window = desk.open()
    window.name.setFocus()
    window.name.selectAll()
    QTest.keyClicks(window.name, "club night")
    assert desk.export().name == "club night.pdf"
    desk.open()
    window.folder.setFocus()
    window.folder.selectAll()
    QTest.keyClicks(window.folder, "sheets")
    assert window.file_words.text() == 'Folder: found "sheets", expected a whole path.'
    assert not window.export_button.isEnabled()


def test_that_the_times_are_copied_as_coaches_post_them(desk: Desk) -> None:
    window = desk.open()
    desk.press(Key.Key_C, CONTROL | SHIFT)
    posted = "1:00.20, 1:00.55 (2:00.75), 1:01.09 (3:01.84), 1:04.58 = 4:06.42"
    seconds = "60.20, 60.55 (2:00.75), 61.09 (3:01.84), 64.58 = 4:06.42"
    assert QApplication.clipboard().text() in {posted, seconds}
    assert window.said.text().startswith("Copied: ")


def test_that_ctrl_p_has_the_print_button_ready_and_asks_for_a_printer_beside_the_race(
    desk: Desk, folder: Path
) -> None:
    window = desk.open(Key.Key_P)
    assert window.focusWidget() is window.print_button
    desk.choose("csv")
    window.print_button.click()
    desk.wait(lambda: window.findChildren(QPrintDialog))
    (dialog,) = window.findChildren(QPrintDialog)
    assert not dialog.isModal()
    dialog.accept()
    desk.wait(lambda: "1 page" in window.said.text())
    (printed,) = folder.iterdir()
    assert printed.read_bytes().startswith(b"%PDF")


def test_that_a_running_race_is_split_and_its_page_follows(open_live: Open, folder: Path) -> None:
    opened = open_live()
    desk = Desk(opened, folder)
    opened.press(Key.Key_Return)
    opened.at(60.2)
    window = desk.open()
    assert not window.isModal()
    before = window.preview.sheet.pages
    opened.race.keys._read = lambda: ClockReading(opened.clock.now(), None)
    opened.clock.instant = Instant(BEGAN + 61 * NS_PER_S)
    QTest.keyClick(window.windowHandle(), Key.Key_F1)
    opened.at(61.5)
    assert opened.splits() == [61.0]
    desk.settle()
    desk.wait(lambda: window.preview.sheet.pages != before)
    assert "1:01.0h" in window.preview.accessibleDescription()


def test_that_a_live_race_goes_out_with_its_journal(open_live: Open, folder: Path) -> None:
    opened = open_live()
    desk = Desk(opened, folder)
    opened.press(Key.Key_Return)
    opened.at(60.2)
    opened.press(Key.Key_Space)
    desk.open()
    desk.choose("json")
    session = json.loads(desk.export().read_text("utf-8"))
    assert (session["format"], session["session"]["event"]) == ("splitline", "mile")


def test_that_everything_has_a_name_and_the_keyboard_reaches_it(desk: Desk) -> None:
    window = desk.open()
    for kind in (QAbstractButton, QLineEdit, QListWidget):
        for each in window.findChildren(kind):
            if each.isVisible() and each.parent() is not None and "qt_" not in each.objectName():
                assert each.accessibleName() or each.toolTip(), each
    assert window.focusWidget() is window.forms
    seen = set()
    for _ in range(12):
        window.focusNextChild()
        seen.add(window.focusWidget())
    assert {window.name, window.folder, window.copy_button, window.export_button} <= seen


def test_that_the_theme_of_the_window_is_used(desk: Desk) -> None:
    window = desk.open()
    desk.opened.race.next_theme(DAY)
    desk.opened.race.draw()
    assert window.theme is THEMES[DAY]


def test_that_esc_exports_nothing(desk: Desk, folder: Path) -> None:
    window = desk.open()
    QTest.keyClick(window.windowHandle(), Key.Key_Escape)
    assert not window.isVisible()
    assert list(folder.iterdir()) == []
