"""The review of a training session in its window, and from there into files; an athlete over weeks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.formats.sheets.drawing import texts
from app.formats.sheets.training_page import training_chart
from app.storage.library import Library
from app.storage.place import library_path
from app.storage.sessions import Label
from tests.ui.conftest import Opened
from tests.unit.formats.training_sessions import six_of
from tests.unit.usecases.trained import stored, weeks
from ui.theme import CONTRAST, DAY, NIGHT, THEMES
from ui.viewstate.training_review import EVERYBODY
from ui.windows.athlete_window import AthleteWindow, show_athlete
from ui.windows.choices import choices_of
from ui.windows.export_window import ExportWindow
from ui.windows.library_window import LibraryWindow, show_library
from ui.windows.training import TrainingControl, open_training
from ui.windows.training_exports import TrainingExports
from ui.windows.training_graph import PIXELS_PER_POINT
from ui.windows.training_review import TrainingReview, review_training

Open = Callable[..., Opened]
LONG_MS = 20_000
CONTROL = Qt.KeyboardModifier.ControlModifier


class Reviewed:
    """A race window with a review in front of it."""

    def __init__(self, opened: Opened, id: str) -> None:
        self.opened = opened
        self.window = review_training(opened.race, id)
        opened.qtbot.waitUntil(lambda: bool(self.window.said.text()) is False, timeout=LONG_MS)

    def row(self, row: int) -> list[str]:
        table = self.window.detail
        items = [table.item(row, column) for column in range(table.columnCount())]
        return [each.text() for each in items if each is not None]


@pytest.fixture
def opened(open_replay: Open) -> Opened:
    weeks(library_path())
    return open_replay()


@pytest.fixture
def dozen(opened: Opened) -> Reviewed:
    return Reviewed(opened, "dozen")


def test_that_everybody_stands_in_a_table_beside_the_charts(dozen: Reviewed) -> None:
    window = dozen.window
    assert window.overview.rowCount() == 12
    assert window.title.text() == "Before the mile"
    assert "12 repetitions" in window.facts.text()
    assert window.detail.isHidden()
    assert "Dot: mean 44.8" in window.graph.accessibleName()
    assert not window.isModal()


def test_that_one_who_is_chosen_stands_in_detail(dozen: Reviewed) -> None:
    dozen.window.overview.selectRow(3)
    assert dozen.window.name.text() == "4  Dot \u00b7 A"
    assert dozen.row(0)[:4] == ["1.1", "300 m", "absent", "43.0"]
    assert dozen.row(2)[:5] == ["1.3", "300 m", "44.6h", "43.0", "+1.6"]
    assert "Ann" not in dozen.window.graph.accessibleName()
    QTest.keyClick(dozen.window, Qt.Key.Key_0, CONTROL)
    view = dozen.window.view
    assert view is not None
    assert view.chosen == EVERYBODY
    assert dozen.window.detail.isHidden()


def test_that_what_was_noted_and_why_somebody_stopped_is_said(dozen: Reviewed) -> None:
    assert "headwind on the back straight" in dozen.window.notes.text()
    dozen.window.overview.selectRow(7)
    assert "stopped: pain; left calf" in dozen.window.notes.text()


def test_that_one_athlete_alone_is_in_detail_at_once(opened: Opened) -> None:
    reviewed = Reviewed(opened, "six-4")
    assert not reviewed.window.detail.isHidden()
    assert reviewed.row(0)[2:5] == ["42.7h", "43.0", "\u22120.4"]
    assert "2026-04-28" in reviewed.window.notes.text()


def test_that_without_an_earlier_session_that_is_said(opened: Opened) -> None:
    window = review_training(opened.race, "ladder")
    words = "No earlier session with this plan is in the library."
    opened.qtbot.waitUntil(lambda: window.said.text() == words, timeout=LONG_MS)


def test_that_what_is_no_training_session_is_said_in_a_sentence(opened: Opened) -> None:
    window = review_training(opened.race, "mile-1")
    opened.qtbot.waitUntil(lambda: "expected a training" in window.said.text(), timeout=LONG_MS)
    assert window.view is None


@pytest.mark.parametrize("theme", [NIGHT, DAY, CONTRAST])
def test_that_the_charts_are_painted_in_every_theme(dozen: Reviewed, theme: str) -> None:
    dozen.window.set_theme(THEMES[theme])
    picture = dozen.window.graph.grab().toImage()
    across, down = range(0, picture.width(), 7), range(picture.height())
    seen = {picture.pixelColor(x, y).name() for x in across for y in down}
    assert {THEMES[theme].panel, THEMES[theme].targets[0]} <= seen


def test_that_nothing_on_the_chart_is_smaller_than_eleven_pixels(dozen: Reviewed) -> None:
    sheet = dozen.window.sheet
    assert sheet is not None
    sizes = [each.size for each in texts(training_chart(sheet, titled=False).items)]
    assert min(sizes) * PIXELS_PER_POINT >= 11


def exported(reviewed: Reviewed, key: Qt.Key = Qt.Key.Key_S) -> ExportWindow:
    QTest.keyClick(reviewed.window, key, CONTROL)
    (exports,) = reviewed.window.findChildren(TrainingExports)
    window = exports.window
    assert window is not None

    def shown() -> bool:
        return bool(window.preview.sheet.pages or window.text.toPlainText())

    reviewed.opened.qtbot.waitUntil(shown, timeout=LONG_MS)
    return window


@pytest.mark.parametrize(
    "form", ["pdf", "xlsx", "csv", "csv-semicolon", "html", "png-chart", "svg", "json", "txt"]
)
def test_that_the_sheet_is_written_from_the_review(
    dozen: Reviewed, tmp_path: Path, form: str
) -> None:
    choices = choices_of(dozen.opened.race)
    choices.export = choices.export._replace(form=form, folder=str(tmp_path))
    window = exported(dozen)
    window.export()
    dozen.opened.qtbot.waitUntil(window.isHidden, timeout=LONG_MS)
    (file,) = tmp_path.iterdir()
    assert file.name.startswith("2026-05-06-before-the-mile-dozen")
    assert file.stat().st_size > 500


def test_that_a_lif_is_not_on_offer_and_a_blank_sheet_is(dozen: Reviewed) -> None:
    choices = choices_of(dozen.opened.race)
    choices.export = choices.export._replace(form="lif")
    window = exported(dozen)
    assert "lif" not in [name for name, _ in window.view.forms]
    assert window.view.chosen == "pdf"
    pages = window.preview.sheet.pages
    window.what.chosen.emit("what", "blank")
    waited = lambda: window.preview.sheet.pages != pages  # noqa: E731
    dozen.opened.qtbot.waitUntil(waited, timeout=LONG_MS)
    assert window.view.what is not None
    assert [words for _, words in window.view.what.options] == ["This session", "Blank sheet"]


def test_that_printing_begins_at_its_button(dozen: Reviewed) -> None:
    window = exported(dozen, Qt.Key.Key_P)
    assert window.focusWidget() is window.print_button


def test_that_the_times_are_copied_as_coaches_post_them(dozen: Reviewed) -> None:
    window = exported(dozen)
    window.copy_button.click()
    said = lambda: window.said.text().startswith("Copied: Ann (A): 43.0h")  # noqa: E731
    dozen.opened.qtbot.waitUntil(said, timeout=LONG_MS)


class InLibrary:
    """The library of a window, read."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.window: LibraryWindow = show_library(opened.race)
        self.wait(lambda: self.window.shelf.lines.rowCount() > 4)

    def wait(self, stands: Callable[[], bool]) -> None:
        self.opened.qtbot.waitUntil(stands, timeout=LONG_MS)

    def choose(self, id: str) -> None:
        shelf = self.window.shelf
        self.window.list.setCurrentIndex(shelf.lines.index(shelf.lines.row_of(id)))
        self.wait(lambda: shelf.chosen == id and bool(self.heading()))

    def heading(self) -> str:
        view = self.window.pane.sheet.view
        return view.heading if view is not None else ""


def test_that_return_in_the_library_reviews_a_training_session(opened: Opened) -> None:
    library = InLibrary(opened)
    library.choose("dozen")
    QTest.keyClick(library.window.list, Qt.Key.Key_Return)
    (window,) = opened.race.window.findChildren(TrainingReview)
    library.wait(lambda: window.view is not None)
    assert window.title.text() == "Before the mile"
    assert library.window.isHidden()


def test_that_the_library_has_the_means_of_a_training_session(opened: Opened) -> None:
    library = InLibrary(opened)
    library.choose("dozen")
    library.wait(lambda: library.heading() == "Repetitions of Ann")
    view = library.window.pane.sheet.view
    assert view is not None
    assert view.results[3] == ("4", "Dot", "\u2300 44.8")
    assert view.splits[0] == ("1.1  300 m", "43.00", "0.0")
    assert not view.trouble


def looked_back(opened: Opened, name: str) -> AthleteWindow:
    window = show_athlete(opened.race, name)
    opened.qtbot.waitUntil(lambda: window.view is not None, timeout=LONG_MS)
    return window


def test_that_a_key_in_the_library_looks_back_on_the_athlete(opened: Opened) -> None:
    library = InLibrary(opened)
    library.choose("six-4")
    QTest.keyClick(library.window, Qt.Key.Key_H, CONTROL)
    (window,) = opened.race.window.findChildren(AthleteWindow)
    library.wait(lambda: window.view is not None)
    assert window.title.text() == "Ann"


def test_that_repetitions_and_races_stand_over_time(opened: Opened) -> None:
    window = looked_back(opened, "ann")
    assert window.facts.text() == "7 training sessions \u00b7 4 races"
    rows = [window.choices.item(row, 0) for row in range(window.choices.rowCount())]
    assert [each.text() for each in rows if each is not None] == [
        "300 m, recovery 3:00",
        "300 m, recovery 1:30",
        "800 m",
        "Mile",
    ]
    assert window.detail.rowCount() == 5
    window.choices.selectRow(3)
    assert window.name.text() == "Mile"
    texts = [window.detail.item(row, 3) for row in range(3)]
    assert [each.text() for each in texts if each is not None] == ["PB", "SB", "PB"]


def test_that_a_row_of_the_long_run_opens_its_session(opened: Opened) -> None:
    window = looked_back(opened, "Ann")
    window.detail.activated.emit(window.detail.model().index(0, 0))
    (review,) = opened.race.window.findChildren(TrainingReview)
    opened.qtbot.waitUntil(lambda: review.view is not None, timeout=LONG_MS)
    assert review.document is not None
    assert review.document.id == "six-4"


def test_that_the_review_leads_to_the_chosen_athlete(dozen: Reviewed) -> None:
    dozen.window.overview.selectRow(1)
    QTest.keyClick(dozen.window, Qt.Key.Key_H, CONTROL)
    (window,) = dozen.opened.race.window.findChildren(AthleteWindow)
    dozen.opened.qtbot.waitUntil(lambda: window.view is not None, timeout=LONG_MS)
    assert window.title.text() == "Bea"


def test_that_somebody_unknown_is_said_in_a_sentence(opened: Opened) -> None:
    window = show_athlete(opened.race, "Nobody")
    opened.qtbot.waitUntil(lambda: 'found "Nobody"' in window.said.text(), timeout=LONG_MS)


def test_that_a_session_with_a_name_of_its_own_is_called_by_it_there(opened: Opened) -> None:
    Library(library_path()).set_label("six-4", Label(title="Last one before the race"))
    stored(library_path(), "six-5", six_of("2026-05-12", -0.3), 7)
    reviewed = Reviewed(opened, "six-5")
    assert "Last one before the race" in reviewed.window.notes.text()


def test_that_a_session_that_is_run_goes_out_as_it_stands(opened: Opened) -> None:
    control = open_training(opened.race, six_of().state.setup)
    opened.qtbot.addWidget(control.window)
    try:
        control.desk.start(opened.clock.now(), "event")
        control.export()
        (exports,) = control.window.findChildren(TrainingExports)
        window = exports.window
        assert window is not None
        opened.qtbot.waitUntil(lambda: bool(window.preview.sheet.pages), timeout=LONG_MS)
        said = [each.text for page in window.preview.sheet.pages for each in texts(page.items)]
        assert "running" in said
        control.draw()
    finally:
        control.window.close()


def test_that_the_review_plays_its_session_again(dozen: Reviewed) -> None:
    QTest.keyClick(dozen.window, Qt.Key.Key_R, CONTROL)
    (control,) = dozen.opened.race.findChildren(TrainingControl)
    try:
        control.export()
        (exports,) = control.window.findChildren(TrainingExports)
        window = exports.window
        assert window is not None
        dozen.opened.qtbot.waitUntil(lambda: bool(window.preview.sheet.pages), timeout=LONG_MS)
        assert "before-the-mile" in window.name.text()
    finally:
        control.window.close()
