"""A watched folder beside a race: what its strip says, what comes in, and what waits."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.domain.times import NS_PER_S, Instant
from app.storage.library import Library
from app.storage.place import library_path
from tests.ui.conftest import Opened
from tests.unit.usecases.result_texts import LIF, OTHER_LIF
from ui.theme import DAY
from ui.windows.folder_watch import FolderControl, watch_of
from ui.windows.importing import import_of
from ui.windows.incoming import watch_folder

Key = Qt.Key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "LIF"
    found.mkdir()
    (found / "old.lif").write_text(LIF)
    return found


def look(opened: Opened, control: FolderControl, seconds: float = 1.0) -> None:
    """Let time pass on the clock and look once more, to the end."""
    opened.clock.instant = Instant(opened.clock.now() + round(seconds * NS_PER_S))
    control.look()
    opened.qtbot.waitUntil(lambda: not control._asked)


def watching(opened: Opened, folder: Path) -> FolderControl:
    control = watch_of(opened.race)
    control.timer.setInterval(3_600_000)
    control.watch(folder)
    opened.qtbot.waitUntil(lambda: not control._asked)
    return control


def words(control: FolderControl) -> str:
    assert control.view is not None
    return control.view.words


def test_that_new_results_wait_for_a_look_and_the_next_ones_come_in_by_themselves(
    open_live: Callable[..., Opened], folder: Path
) -> None:
    opened = open_live(athletes=("Anna",))
    opened.press(Key.Key_Return)
    control = watching(opened, folder)
    assert words(control) == "Watching LIF: no results yet"
    (folder / "a.lif").write_text(LIF)
    look(opened, control)
    look(opened, control)
    assert words(control) == "Watching LIF: no results yet, 1 needs a look"
    strip = control._strip
    assert strip is not None
    opened.race.draw()
    strip.look_button.click()
    window = import_of(opened.race).window
    opened.qtbot.waitUntil(lambda: bool(window.review.items) and not window.reader.busy)
    window.activateWindow()
    opened.qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.windowHandle(), Key.Key_Return)
    opened.qtbot.waitUntil(lambda: not window.isVisible())
    assert words(control) == "Watching LIF: 1 result in"
    (folder / "b.lif").write_text(OTHER_LIF)
    look(opened, control)
    look(opened, control)
    assert words(control) == "Watching LIF: 2 results in"
    imported = [each for each in Library(library_path()).summaries() if each.origin == "import"]
    assert len(imported) == 2
    assert strip.view is not None
    assert not strip.look_button.isVisible()


def test_that_a_folder_that_vanishes_is_said_and_found_again(
    open_replay: Callable[..., Opened], folder: Path
) -> None:
    opened = open_replay()
    control = watching(opened, folder)
    folder.rename(folder.with_name("gone"))
    look(opened, control)
    assert "cannot be read: no such file or directory. Tried again" in words(control)
    folder.with_name("gone").rename(folder)
    look(opened, control)
    assert words(control) == "Watching LIF: no results yet"


def test_that_stopping_takes_the_strip_away_and_looks_no_more(
    open_replay: Callable[..., Opened], folder: Path
) -> None:
    opened = open_replay()
    control = watching(opened, folder)
    strip = control._strip
    assert strip is not None
    assert strip.isVisible()
    strip.stop_button.click()
    assert not strip.isVisible()
    assert not control.timer.isActive()
    assert control.view is None
    control.look()
    assert not control._asked


def test_that_the_menu_asks_for_a_folder_and_the_dialog_lets_the_race_go_on(
    open_live: Callable[..., Opened], folder: Path
) -> None:
    opened = open_live(athletes=("Anna",))
    opened.press(Key.Key_Return)
    watch_folder(opened.race)
    control = watch_of(opened.race)
    control.timer.setInterval(3_600_000)
    dialog = control._dialog
    assert isinstance(dialog, QFileDialog)
    assert not dialog.isModal()
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    assert control.folder == folder
    watch_folder(opened.race)
    assert control.folder is None


def test_that_the_strip_follows_the_theme(open_replay: Callable[..., Opened], folder: Path) -> None:
    opened = open_replay()
    control = watching(opened, folder)
    opened.race.next_theme(DAY)
    opened.race.draw()
    assert control._strip is not None
    assert control._strip.theme.name == DAY


def test_that_the_watch_ends_with_its_window(
    open_replay: Callable[..., Opened], folder: Path
) -> None:
    opened = open_replay()
    control = watching(opened, folder)
    assert control.parent() is opened.race
    assert control.timer.parent() is control
