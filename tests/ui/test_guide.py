from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextDocument
from PySide6.QtTest import QTest

from app.usecases.guide import chapters, page
from tests.ui.conftest import Opened
from ui.theme import CONTRAST, DAY, THEMES
from ui.widgets.buttons import Button
from ui.windows.guide import GuideWindow, open_guide

Open = Callable[..., Opened]
Key = Qt.Key


@pytest.fixture
def guide(open_replay: Open) -> GuideWindow:
    opened = open_replay()
    window = open_guide(opened.race)
    opened.qtbot.waitUntil(window.isVisible)
    window.page.lay_out()
    return window


def rows(window: GuideWindow) -> list[str]:
    return [window.list.item(row).text().strip() for row in range(window.list.count())]


def test_that_the_guide_lists_its_chapters(guide: GuideWindow) -> None:
    assert rows(guide) == [each.title for each in chapters(page())]


def test_that_a_chapter_that_is_chosen_comes_to_the_top(guide: GuideWindow) -> None:
    titles = rows(guide)
    guide.list.setCurrentRow(titles.index("Fix a mistake"))
    first = guide.page.cursorForPosition(guide.page.viewport().rect().topLeft())
    block = first.block()
    seen = [block.text(), block.next().text()]
    assert "Fix a mistake" in seen


def test_that_a_search_shows_every_place_and_marks_the_words(guide: GuideWindow) -> None:
    guide.search.setText("official finish")
    assert rows(guide)[0].startswith("When you start late")
    marked = {each.cursor.selectedText().lower() for each in guide.page.extraSelections()}
    assert marked == {"official", "finish"}
    assert guide.page.verticalScrollBar().value() > 0
    QTest.keyClick(guide.search, Key.Key_Escape)
    assert guide.search.text() == ""
    assert guide.isVisible()
    assert guide.page.extraSelections() == []


def test_that_a_search_for_nothing_there_says_so(guide: GuideWindow) -> None:
    guide.search.setText("walrus")
    assert guide.said.text() == "Nothing is said of that in the guide."
    assert rows(guide) == []


def test_that_pictures_are_as_wide_as_the_page_and_no_wider(guide: GuideWindow) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value
    picture = guide.page.loadResource(kind, "pictures/live-during-day-1366.png")
    ratio = guide.page.devicePixelRatioF()
    assert 200 < picture.width() / ratio <= guide.page.viewport().width()  # type: ignore[attr-defined]
    assert guide.page.loadResource(kind, "pictures/none.png") is None


@pytest.mark.parametrize("name", [DAY, CONTRAST])
def test_that_the_page_has_the_colours_of_the_theme(guide: GuideWindow, name: str) -> None:
    guide.set_theme(THEMES[name])
    ground = guide.page.palette().base().color()
    assert ground == QColor(THEMES[name].panel)
    assert guide.page.palette().text().color() == QColor(THEMES[name].ink)


def test_that_a_link_to_a_page_that_is_not_there_is_said_and_nothing_is_fetched(
    guide: GuideWindow,
) -> None:
    before = rows(guide)
    for link in ("https://example.org/", "../pyproject.toml", "none.md"):
        guide.follow_link(link)
        assert guide.said.text() == f"{link} is not part of this copy of Splitline."
        assert rows(guide) == before


def test_that_a_link_leads_to_a_page_and_back(guide: GuideWindow) -> None:
    before = rows(guide)
    guide.follow_link("projection.md")
    assert rows(guide) == [each.title for each in chapters(page("projection.md"))]
    guide.go_back()
    assert rows(guide) == before


def test_that_the_guide_opens_with_its_key_and_from_the_sheet_of_keys(open_live: Open) -> None:
    opened = open_live()
    opened.press(Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    window = opened.race.window.findChild(GuideWindow)
    assert window is not None
    opened.qtbot.waitUntil(window.isVisible)
    window.close()
    opened.race.show_keys()
    opened.click(opened.find(Button, "Guide"))
    opened.qtbot.waitUntil(window.isVisible)
    assert not opened.race.extras.keys_shown


def test_that_a_race_is_split_from_the_guide(open_live: Open) -> None:
    opened = open_live()
    opened.press(Key.Key_Return)
    opened.at(60)
    window = open_guide(opened.race)
    opened.qtbot.waitUntil(window.isVisible)
    QTest.keyClick(window.windowHandle(), Key.Key_PageDown)
    assert opened.splits()[-1:] == [60.0]
