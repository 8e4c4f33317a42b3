"""Races beside each other in the window: which, as which graph, in the table, and into files."""

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.formats.sheets.comparison_chart import FIRST, LAPS, VIEWS
from app.storage.library import Library
from app.storage.place import library_path
from tests.ui.conftest import Opened
from tests.unit.usecases.past import MILE, add_race
from ui.theme import CONTRAST, DAY, NIGHT, THEMES
from ui.viewstate.comparison import ENDINGS, FILTERS, graph_alone, with_ending
from ui.windows.comparison_window import ComparisonWindow, compare_with
from ui.windows.library_window import show_library

Open = Callable[..., Opened]
Key = Qt.Key
LONG_MS = 20_000
BOTH = ("paris-2025", "monaco-2023")


class Compared:
    """A race window with a comparison in front of it."""

    def __init__(self, opened: Opened, window: ComparisonWindow) -> None:
        self.opened = opened
        self.window = window
        self.settle()

    def settle(self) -> None:
        answered: list[object] = []
        self.window._background.ask(lambda: None, answered.append, answered.append)
        self.opened.qtbot.waitUntil(lambda: bool(answered), timeout=LONG_MS)

    def runs(self) -> list[str]:
        items = [self.window.runs.itemAt(i) for i in range(self.window.runs.count())]
        parts = [each.widget() for each in items if each is not None]
        return [each.text() for each in parts if isinstance(each, QAbstractButton)]

    def row(self, row: int) -> list[str]:
        table = self.window.table
        items = [table.item(row, column) for column in range(table.columnCount())]
        return [each.text() for each in items if each is not None]


@pytest.fixture
def opened(open_replay: Open) -> Opened:
    return open_replay()


@pytest.fixture
def both(opened: Opened) -> Compared:
    return Compared(opened, compare_with(opened.race, BOTH))


def test_that_two_races_have_a_graph_and_a_table(both: Compared) -> None:
    assert both.runs() == list(BOTH)
    assert both.row(3) == ["finish", "4:06.42", "1:04.58", "4:07.64", "1:00.98", "+1.22"]
    assert both.window.graph.accessibleName() == (
        "graph: Seconds behind or ahead of Sub-4 3:59.99: paris-2025, monaco-2023"
    )
    assert not both.window.isModal()


def test_that_the_race_on_the_window_is_put_beside_one_that_is_chosen(opened: Opened) -> None:
    opened.race.extras.compare()
    (window,) = opened.race.window.findChildren(ComparisonWindow)
    compared = Compared(opened, window)
    assert compared.runs() == ["paris-2025"]
    assert window.said.text() == "Choose a race to compare with."
    window.picker.refresh()
    next(each for each in window.picker.actions() if "Monaco" in each.text()).trigger()
    compared.settle()
    assert compared.runs() == list(BOTH)


def test_that_a_race_is_taken_out_and_the_last_one_stays(both: Compared) -> None:
    both.window.remove("paris-2025")
    both.settle()
    assert both.runs() == ["monaco-2023"]
    both.window.remove("monaco-2023")
    both.settle()
    assert both.runs() == ["monaco-2023"]


def test_that_the_graph_is_another_one_at_a_switch(both: Compared) -> None:
    for view, title in ((FIRST, "paris-2025"), (LAPS, "Laps in seconds")):
        both.window.graphs.chosen.emit("graph", view)
        assert title in both.window.graph.accessibleName()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("theme", [NIGHT, DAY, CONTRAST])
def test_that_every_graph_is_painted_in_every_theme(both: Compared, view: str, theme: str) -> None:
    both.window.set_theme(THEMES[theme])
    both.window.show_graph(view)
    picture = both.window.graph.grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(0, 400, 3) for y in range(0, 300, 3)}
    assert THEMES[theme].panel in seen
    assert len(seen) > 2


@pytest.mark.parametrize("ending", ENDINGS)
def test_that_a_comparison_is_written_in_every_form(
    both: Compared, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"both{ending}"
    both.window.save(file)
    both.settle()
    assert both.window.said.text() == f"Saved: {file}"
    assert file.stat().st_size > 200


def test_that_a_folder_that_is_gone_is_one_sentence(both: Compared, tmp_path: Path) -> None:
    both.window.save(tmp_path / "gone" / "both.csv")
    both.settle()
    assert "no folder" in both.window.said.text()
    assert list(tmp_path.glob("*.csv")) == []


def test_that_the_filter_gives_the_ending_that_was_not_typed(tmp_path: Path) -> None:
    assert with_ending(str(tmp_path / "a"), FILTERS[2]) == tmp_path / "a.png"
    assert with_ending(str(tmp_path / "a.svg"), FILTERS[2]) == tmp_path / "a.svg"
    assert with_ending(str(tmp_path / "a.b"), "") == tmp_path / "a.b.pdf"
    assert [with_ending("a", each).suffix for each in FILTERS[: len(ENDINGS)]] == list(ENDINGS)


def test_that_only_a_filter_of_the_graph_leaves_the_table_out() -> None:
    alone = [each for each in FILTERS if graph_alone("a", each)]
    assert alone == [each for each in FILTERS if each.startswith("Graph alone")]
    assert not graph_alone("a.csv", alone[0])
    assert graph_alone("a.png", alone[0])


def test_that_the_sheet_has_the_graph_that_is_shown_and_the_table(
    both: Compared, tmp_path: Path
) -> None:
    sheet, alone = tmp_path / "sheet.pdf", tmp_path / "alone.pdf"
    both.window.show_graph(FIRST)
    both.window.save_as(str(sheet), FILTERS[0])
    both.settle()
    both.window.save_as(str(alone), FILTERS[7])
    both.settle()
    (page,), (graph,) = pypdf.PdfReader(sheet).pages, pypdf.PdfReader(alone).pages
    whole, part = (" ".join(each.extract_text().split()) for each in (page, graph))
    for text in (whole, part):
        assert "Seconds behind or ahead of paris-2025" in text
        assert "+1.22" in text
    assert "1:00.55" in whole
    assert "1:00.55" not in part
    assert " UTC" in whole


def test_that_a_race_that_is_not_there_is_one_sentence_and_the_others_stay(both: Compared) -> None:
    both.window.add("2020-01-01-mile-0000")
    both.settle()
    assert both.window.said.text().startswith("2020-01-01-mile-0000") or (
        "2020-01-01-mile-0000" in both.window.said.text()
    )
    assert both.window.names == BOTH


def test_that_the_selected_races_of_the_library_are_compared(opened: Opened) -> None:
    library = Library(library_path())
    add_race(library, "a", "2025-05-01", (*MILE, 246.8), athletes=("Anna",))
    add_race(library, "b", "2025-05-08", (*MILE, 244.1), athletes=("Anna",))
    shown = show_library(opened.race)
    opened.qtbot.waitUntil(lambda: shown.shelf.lines.rowCount() == 2, timeout=LONG_MS)
    shown.list.selectAll()
    shown.export.strip.compare_button.click()
    (window,) = opened.race.window.findChildren(ComparisonWindow)
    compared = Compared(opened, window)
    assert compared.runs() == ["Anna, 2025-05-08", "Anna, 2025-05-01"]
    assert compared.row(3)[-1] == "+2.7"


def test_that_a_running_race_is_split_while_the_comparison_has_the_keyboard(
    open_live: Open,
) -> None:
    opened = open_live()
    opened.press(Key.Key_Return)
    opened.at(60)
    window = compare_with(opened.race, BOTH)
    opened.qtbot.waitUntil(window.isActiveWindow)
    opened.clock.instant = opened.clock.instant
    QTest.keyClick(window.windowHandle(), Key.Key_F1)
    assert opened.splits() == [60.0]
    Compared(opened, window)
