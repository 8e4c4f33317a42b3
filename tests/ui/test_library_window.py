"""The library: searching, paging, writing on a race, the bin, and all of it by the keyboard."""

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.plan import Setup
from app.domain.times import NS_PER_S, Instant
from app.engine.clocks import ManualClock
from app.storage import rows, schema
from app.storage.derived import derive, put_derived
from app.storage.library import Library
from app.storage.listing import Query
from app.storage.place import library_path
from app.storage.sessions import SessionHead
from app.storage.soundness import state_of
from tests.unit.storage.processes import held_elsewhere
from tests.unit.storage.record_strategies import ANCHOR, race
from tests.unit.usecases.past import MILE, add_race
from ui.theme import CONTRAST, DAY, NIGHT, THEMES
from ui.widgets.library_list import PAGE
from ui.windows.library_window import LibraryWindow

Key = Qt.Key
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
ANNA = "Anna Müller"


class Opened:
    """The library on the screen, and what was to be put on the window of the race."""

    def __init__(self, qtbot: QtBot, library: Library) -> None:
        self.library = library
        self.qtbot = qtbot
        self.here = ""
        self.refusal = ""
        self.heard: list[object] = []
        self.window = LibraryWindow(
            None,
            library,
            ManualClock(Instant(5_000 * NS_PER_S)),
            timed_here=lambda: self.here,
            open_race=self._hear,
            arm=self._hear,
        )
        qtbot.addWidget(self.window)

    def _hear(self, what: object) -> str:
        self.heard.append(what)
        return self.refusal

    def show(self) -> "Opened":
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until everything that was asked has been answered, in the order it was asked."""
        answered: list[object] = []
        self.window.shelf._background.ask(lambda: None, answered.append, answered.append)
        self.qtbot.waitUntil(lambda: bool(answered))
        again: list[object] = []
        self.window.shelf._background.ask(lambda: None, again.append, again.append)
        self.qtbot.waitUntil(lambda: bool(again))

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            QTest.keyClick(self.window.windowHandle(), key, held)
        self.settle()

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focused(), text)
        self.settle()

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    @staticmethod
    def focused() -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def ids(self) -> list[str]:
        lines = self.window.shelf.lines
        found = (lines.race(row) for row in range(lines.rowCount()))
        return [each.id for each in found if each]

    def choose(self, id: str) -> None:
        lines = self.window.shelf.lines
        self.window.list.setCurrentIndex(lines.index(lines.row_of(id)))
        self.settle()

    @property
    def chosen(self) -> str:
        return self.window.shelf.chosen

    @property
    def said(self) -> str:
        return self.window.foot.words.text()


@pytest.fixture
def library() -> Library:
    """Three races that were run, one left running, one that never began, one in the bin."""
    found = Library(library_path())
    add_race(found, "club", "2025-10-18", (*MILE, 246.8), athletes=(ANNA,), title="Club champs")
    add_race(found, "fast", "2026-05-06", (60, 118, 178, 228.3), athletes=(ANNA,), event="1500")
    field = (ANNA, "Kim O'Neil")
    add_race(found, "heat", "2026-07-25", (*MILE, 249.1), (*MILE, 251.0), athletes=field)
    add_race(found, "left", "2026-11-13", MILE, athletes=("Kim O'Neil",))
    add_race(found, "armed", "2026-11-19", started=False, athletes=field)
    return found


@pytest.fixture
def opened(qtbot: QtBot, fonts: None, library: Library) -> Opened:
    return Opened(qtbot, library).show()


def _many(path: Path, count: int) -> None:
    """Store many races in one transaction: what a club times in some years."""
    records = race(60, 121, 183, 247, athletes=("Ann", "Bea"))
    state = state_of(records)
    with closing(schema.connect_for_writing(path)) as connection, schema.transaction(connection):
        for number in range(count):
            wall = ANCHOR.wall_utc_ns + number * NS_PER_S
            head = SessionHead(f"s{number:05}", ANCHOR._replace(wall_utc_ns=wall), "live")
            rows.put_head(connection, head)
            rows.put_events(connection, head.id, records)
            put_derived(connection, derive(head, state))


def test_that_it_opens_on_the_newest_race_with_the_search_ready(opened: Opened) -> None:
    assert opened.ids() == ["armed", "left", "heat", "fast", "club"]
    assert opened.focused() is opened.window.filters.words
    assert (opened.chosen, opened.said) == ("armed", "5 races")
    assert not opened.window.isModal()


def test_that_each_word_finds_at_once_and_none_finds_all(opened: Opened) -> None:
    opened.write("ann")
    assert opened.ids() == ["armed", "heat", "fast", "club"]
    opened.write(" club")
    assert (opened.ids(), opened.said) == (["club"], "1 found")
    assert opened.chosen == "club"
    opened.window.filters.words.clear()
    opened.settle()
    assert len(opened.ids()) == 5


def test_that_athlete_event_and_days_narrow_the_list(opened: Opened) -> None:
    filters = opened.window.filters
    filters.athlete.setText("kim o'neil")
    opened.settle()
    assert opened.ids() == ["armed", "left", "heat"]
    filters.athlete.setText("anna müller")
    filters.event_field.setEditText("1500 m")
    opened.settle()
    assert opened.ids() == ["fast"]
    filters.event_field.setEditText("")
    filters.until.setText("2025")
    opened.settle()
    assert opened.ids() == ["club"]
    filters.until.clear()
    filters.since.setText("2026-07")
    opened.settle()
    assert opened.ids() == ["armed", "heat"]


def test_that_a_day_that_is_none_is_said_and_the_list_stays(opened: Opened) -> None:
    opened.window.filters.since.setText("2026-13")
    opened.settle()
    assert opened.said.startswith('Since: found "2026-13", expected a day, a month or a year')
    assert len(opened.ids()) == 5
    opened.window.filters.since.setText("2026-11")
    opened.settle()
    assert (opened.ids(), opened.said) == (["armed", "left"], "2 found")


def test_that_names_are_offered_by_any_part_of_them(opened: Opened) -> None:
    names = opened.window.filters.athlete.completer()
    assert names is not None
    names.setCompletionPrefix("NEIL")
    assert names.currentCompletion() == "Kim O'Neil"


def test_that_nothing_found_says_so_and_one_button_shows_all(opened: Opened) -> None:
    opened.write("zebra")
    window = opened.window
    assert window.nothing.text().startswith("Nothing in the library is found by these words.")
    assert (window.list.isVisible(), window.pane.isVisible()) == (False, False)
    opened.click(window.all_button)
    assert (len(opened.ids()), window.filters.words.text()) == (5, "")
    assert window.list.isVisible()
    assert opened.focused() is window.filters.words


def test_that_an_empty_library_says_how_a_race_comes_into_it(qtbot: QtBot, fonts: None) -> None:
    window = Opened(qtbot, Library(library_path())).show().window
    assert window.nothing.text().startswith("No races yet.")
    assert "Ctrl+N" in window.nothing.text()
    assert not window.all_button.isVisible()


def test_that_a_library_that_cannot_be_read_says_why(qtbot: QtBot, fonts: None) -> None:
    library_path().parent.mkdir(parents=True)
    library_path().write_text("a diary")
    window = Opened(qtbot, Library(library_path())).show().window
    assert "found a file of another program" in window.nothing.text()


def test_that_a_thousand_races_come_by_the_page(qtbot: QtBot, fonts: None) -> None:
    _many(library_path(), 1_000)
    opened = Opened(qtbot, Library(library_path())).show()
    window, lines = opened.window, opened.window.shelf.lines
    assert (lines.rowCount(), opened.said) == (PAGE, "1,000 races")
    opened.press(Key.Key_Down, Key.Key_End)
    assert lines.rowCount() == 2 * PAGE
    for _ in range(4):
        window.list.scrollToBottom()
        opened.settle()
    assert opened.ids() == [f"s{number:05}" for number in reversed(range(1_000))]
    assert not lines.more
    opened.window.filters.words.setText("bea evening")
    opened.settle()
    assert (lines.rowCount(), opened.said) == (PAGE, "More than 200 found")


def test_that_a_page_keeps_its_place_when_races_come_and_go(qtbot: QtBot, fonts: None) -> None:
    _many(library_path(), 300)
    opened = Opened(qtbot, Library(library_path())).show()
    add_race(opened.library, "fresh", "2027-01-01")
    opened.press(Key.Key_Down, Key.Key_Delete)
    opened.window.list.scrollToBottom()
    opened.settle()
    assert opened.ids() == [f"s{number:05}" for number in reversed(range(299))]


def test_that_the_keyboard_does_it_all(opened: Opened) -> None:
    window = opened.window
    opened.write("mile")
    opened.press(Key.Key_Down)
    assert opened.focused() is window.list
    assert opened.chosen == "armed"
    opened.press(Key.Key_Down, Key.Key_Down)
    assert opened.chosen == "heat"
    opened.press(Key.Key_Return)
    assert opened.heard == ["heat"]
    assert not window.isVisible()


def test_that_up_from_the_first_line_and_letters_lead_back_to_the_search(opened: Opened) -> None:
    opened.press(Key.Key_Down, Key.Key_Up)
    assert opened.focused() is opened.window.filters.words
    opened.press(Key.Key_Down)
    opened.press(Key.Key_C, Key.Key_L)
    assert opened.window.filters.words.text() == "cl"
    assert opened.ids() == ["club"]
    opened.press(Key.Key_Return)
    assert opened.heard == ["club"]


def test_that_esc_closes_and_the_shortcut_comes_back_to_the_search(opened: Opened) -> None:
    opened.press(Key.Key_Down)
    opened.press(Key.Key_L, held=CONTROL)
    assert opened.focused() is opened.window.filters.words
    opened.press(Key.Key_Escape)
    assert not opened.window.isVisible()


def test_that_a_race_the_window_cannot_open_says_why_and_the_library_stays(opened: Opened) -> None:
    opened.refusal = "A race is running. Choose again to leave it."
    opened.choose("club")
    opened.click(opened.window.pane.take_button)
    assert (opened.said, opened.window.isVisible()) == (opened.refusal, True)
    opened.refusal = ""
    opened.click(opened.window.pane.take_button)
    assert (opened.heard, opened.window.isVisible()) == (["club", "club"], False)


def test_that_the_chosen_race_shows_results_splits_and_the_bests_of_the_first(
    opened: Opened,
) -> None:
    opened.choose("heat")
    pane = opened.window.pane
    assert pane.name.text() == "Mile"
    assert pane.facts.text() == "Mile · 2026-07-25"
    assert pane.sheet.view is not None
    assert pane.sheet.view.results[0] == ("1", ANNA, "4:09.1h")
    assert pane.sheet.view.splits[-1] == ("finish", "4:09.1h", "63.7")
    assert opened.window.bests.text() == (
        "Anna Müller: 1500 m PB and SB 3:48.3h; Mile PB 4:06.8h, SB 4:09.1h"
    )
    assert "1209 m 3:05.4h" in pane.sheet.accessibleName()


def test_that_the_bests_are_those_of_the_athlete_who_is_named(opened: Opened) -> None:
    opened.window.filters.athlete.setText("Kim O'Neil")
    opened.settle()
    opened.choose("heat")
    assert opened.window.bests.text() == "Kim O'Neil: Mile PB and SB 4:11.0h"


def test_that_a_name_is_kept_when_its_field_is_left(opened: Opened) -> None:
    opened.choose("club")
    name = opened.window.pane.name
    name.setFocus()
    name.selectAll()
    opened.write("  Final   race ")
    opened.press(Key.Key_Return)
    assert opened.focused() is opened.window.list
    assert opened.library.find(Query(words="final"))[0].id == "club"
    assert name.text() == "Final race"
    race = opened.window.shelf.lines.race(opened.window.shelf.lines.row_of("club"))
    assert race is not None
    assert race.title == "Final race"
    name.clear()
    opened.choose("fast")
    opened.choose("club")
    assert name.text() == "Club champs"


def test_that_notes_are_kept_when_another_race_is_chosen_or_the_window_closed(
    opened: Opened,
) -> None:
    opened.choose("club")
    notes = opened.window.pane.notes
    notes.setFocus()
    opened.write("windy")
    opened.choose("fast")
    assert notes.toPlainText() == ""
    notes.setFocus()
    opened.write("wet")
    opened.press(Key.Key_Escape)
    assert not opened.window.isVisible()
    assert {each.id: each.notes for each in opened.library.find(Query())} == {
        "armed": "",
        "left": "",
        "heat": "",
        "fast": "wet",
        "club": "windy",
    }


def test_that_what_cannot_be_stored_is_said_and_stays_to_be_tried_again(opened: Opened) -> None:
    opened.choose("club")
    with held_elsewhere(opened.library.path):
        opened.window.pane.notes.setPlainText("windy")
        opened.choose("fast")
        assert opened.said.startswith("Not kept: Another Splitline is writing to")
        opened.press(Key.Key_Down, Key.Key_Delete)
        assert "Another Splitline is writing to" in opened.said
        assert len(opened.ids()) == 5
    opened.choose("club")
    assert opened.window.pane.notes.toPlainText() == "windy"
    opened.choose("fast")
    assert opened.library.label("club").notes == "windy"


def test_that_delete_puts_into_the_bin_and_one_key_takes_it_back(opened: Opened) -> None:
    opened.press(Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Delete)
    assert (opened.ids(), opened.chosen) == (["armed", "left", "fast", "club"], "fast")
    assert opened.said == "In the bin: Mile."
    assert opened.library.count(binned=True) == 1
    opened.press(Key.Key_Delete)
    assert opened.ids() == ["armed", "left", "club"]
    opened.press(Key.Key_Z, held=CONTROL)
    assert (opened.ids()[2], opened.chosen) == ("fast", "fast")
    opened.click(opened.window.foot.back_button)
    assert opened.ids() == ["armed", "left", "heat", "fast", "club"]
    assert opened.library.count(binned=True) == 0
    assert not opened.window.foot.back_button.isVisible()


def test_that_it_can_be_taken_back_from_another_list(opened: Opened) -> None:
    opened.choose("club")
    opened.click(opened.window.pane.throw_button)
    opened.window.filters.words.setText("anna")
    opened.settle()
    assert opened.ids() == ["armed", "heat", "fast"]
    opened.window.list.setFocus()
    opened.press(Key.Key_Z, held=CONTROL)
    assert opened.ids() == ["armed", "heat", "fast", "club"]


def _to_the_bin(opened: Opened) -> None:
    opened.window.filters.place.setFocus()
    opened.press(Key.Key_Right)


def test_that_the_bin_is_looked_into_and_return_takes_out_of_it(opened: Opened) -> None:
    for id in ("club", "heat"):
        opened.choose(id)
        opened.window.throw()
    opened.settle()
    _to_the_bin(opened)
    assert opened.ids() == ["heat", "club"]
    assert opened.window.pane.take_button.text() == "Put back"
    assert not opened.window.pane.copy_button.isVisible()
    opened.window.list.setFocus()
    opened.press(Key.Key_Delete)
    assert opened.ids() == ["heat", "club"]
    opened.press(Key.Key_Return)
    assert (opened.ids(), opened.said) == (["club"], "Put back: Mile.")
    assert [each.id for each in opened.library.find(Query())] == ["armed", "left", "heat", "fast"]
    assert opened.heard == []


def test_that_emptying_the_bin_is_asked_twice_and_a_double_click_keeps_it(opened: Opened) -> None:
    opened.choose("club")
    opened.window.throw()
    _to_the_bin(opened)
    foot = opened.window.foot
    place = foot.empty_button.mapTo(foot, foot.empty_button.rect().center())
    opened.click(foot.empty_button)
    assert opened.said == "Delete the race in the bin? This cannot be taken back."
    assert foot.childAt(place) is foot.keep_button
    assert opened.focused() is foot.keep_button
    opened.press(Key.Key_Escape)
    assert opened.window.isVisible()
    assert (foot.asking, opened.library.count(binned=True)) == (False, 1)
    opened.click(foot.empty_button)
    opened.press(Key.Key_Return)
    assert opened.library.knows("club")
    opened.click(foot.empty_button)
    opened.click(foot.delete_button)
    assert not opened.library.knows("club")
    assert opened.said == "1 race deleted for good."
    assert opened.window.nothing.text().startswith("The bin is empty.")
    opened.press(Key.Key_Z, held=CONTROL)
    assert opened.said == "1 race deleted for good."


def test_that_the_race_on_the_window_is_marked_and_not_thrown_away(
    qtbot: QtBot, fonts: None, library: Library
) -> None:
    opened = Opened(qtbot, library)
    opened.here = "left"
    opened.show().choose("left")
    lines = opened.window.shelf.lines
    assert "being timed" in lines.data(lines.index(1))
    assert not opened.window.pane.throw_button.isEnabled()
    opened.window.list.setFocus()
    opened.press(Key.Key_Delete)
    assert opened.said == "This race is on the window: open another one first."
    assert library.count(binned=True) == 0
    opened.press(Key.Key_Return)
    assert (opened.heard, opened.window.isVisible()) == ([], False)


def test_that_a_race_another_window_times_is_marked_and_left_alone(
    qtbot: QtBot, fonts: None, library: Library
) -> None:
    with held_elsewhere(library.path):
        opened = Opened(qtbot, library).show()
        opened.choose("left")
        lines = opened.window.shelf.lines
        assert "being timed" in lines.data(lines.index(1))
        opened.window.list.setFocus()
        opened.press(Key.Key_Return, Key.Key_Delete)
    assert opened.said == "Another window is timing this race."
    assert opened.heard == []


def test_that_a_race_is_a_template_and_one_that_never_began_is_set_up_again(
    opened: Opened,
) -> None:
    opened.choose("heat")
    opened.click(opened.window.pane.copy_button)
    opened.show().choose("armed")
    opened.press(Key.Key_Return)
    first, second = opened.heard
    assert isinstance(first, Setup)
    assert isinstance(second, Setup)
    assert [each.athlete for each in first.entrants] == [ANNA, "Kim O'Neil"]
    assert first.plan.date > "2026-07-25"
    assert not opened.window.isVisible()


def test_that_a_damaged_race_says_so_in_the_place_of_its_splits(
    qtbot: QtBot, fonts: None, library: Library
) -> None:
    with closing(schema.connect_for_writing(library.path)) as connection:
        connection.execute("DROP TRIGGER events_never_change")
        connection.execute("UPDATE events SET body = '{}' WHERE session = 'club' AND seq = 3")
    opened = Opened(qtbot, library).show()
    opened.choose("club")
    pane = opened.window.pane
    assert 'ession "club", event 3' in pane.trouble.text()
    assert pane.trouble.isVisible()
    opened.click(pane.copy_button)
    assert 'ession "club", event 3' in opened.said
    opened.choose("fast")
    assert not pane.trouble.isVisible()


def test_that_it_fits_a_small_screen(opened: Opened) -> None:
    window = opened.window
    window.resize(1008, 552)
    opened.choose("heat")
    assert (window.width(), window.height()) == (1008, 552)
    assert window.pane.take_button.geometry().bottom() <= window.pane.height()
    inside = window.rect()
    for part in (window.filters, window.list, window.pane, window.foot):
        assert inside.contains(part.geometry())


@pytest.mark.parametrize("name", [DAY, NIGHT, CONTRAST])
def test_that_it_has_the_colours_of_the_theme(opened: Opened, name: str) -> None:
    theme = THEMES[name]
    opened.window.set_theme(theme)
    picture = opened.window.grab().toImage()
    assert picture.pixelColor(4, picture.height() // 2) == QColor(theme.ground)
    place = opened.window.list.geometry()
    lower = picture.pixelColor(place.center().x(), place.bottom() - 10)
    assert lower == QColor(theme.panel)
