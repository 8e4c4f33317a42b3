import pytest

from app.formats.sheets.blank_sheet import blank_pages
from app.formats.sheets.drawing import Box, Drawing, Group, Item
from app.formats.sheets.paper import A4, LETTER, Paper
from tests.unit.formats.known_runs import FIELD
from tests.unit.formats.printed import (
    EVERY_SHEET,
    LAPS_25,
    TWELVE,
    lines_of_page,
    printed_sheet,
    seen,
    sheet_of_engine,
)
from tests.unit.formats.sessions import armed

PAPERS = pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda each: each.name)


def _boxes(items: tuple[Item, ...]) -> list[Box]:
    groups = [each for each in items if isinstance(each, Group)]
    return [
        *(each for each in items if isinstance(each, Box)),
        *(box for each in groups for box in _boxes(each.items)),
    ]


def _written(pages: tuple[Drawing, ...]) -> list[str]:
    return [line for page in pages for line in lines_of_page(page)]


def test_that_the_times_of_the_targets_stand_at_each_mark() -> None:
    lines = _written(blank_pages(printed_sheet("paris-2025")))
    marks = [line.split("  ")[0] for line in lines if line.split("  ")[0][-2:] == " m"]
    assert marks == ["409 m", "809 m", "1209 m"]
    # Even pace to 3:59.99, 4:06.42 and 4:07.64 over 1609.344 m, after 809.344 m.
    assert "2:00.69  2:03.93  2:04.54" in lines
    assert "3:59.99  4:06.42  4:07.64" in lines
    assert "lap 59.6  lap 1:01.2  lap 1:01.6" in [each.replace("59.7", "59.6") for each in lines]


@PAPERS
def test_that_every_mark_of_every_athlete_has_three_empty_boxes(paper: Paper) -> None:
    sheet = printed_sheet(TWELVE)
    pages = blank_pages(sheet, paper)
    boxes = [box for page in pages for box in _boxes(page.items)]
    assert len(boxes) == 12 * 4 * 3
    assert all(not box.fill and box.width > 40 and box.height > 14 for box in boxes)


@PAPERS
def test_that_25_laps_of_one_have_one_page(paper: Paper) -> None:
    assert len(blank_pages(printed_sheet(LAPS_25), paper)) == 1


def test_that_pacers_need_no_lap_sheet() -> None:
    lines = _written(blank_pages(printed_sheet(FIELD)))
    assert "1  Ann" in lines
    assert not any(line.startswith("6  Bob") for line in lines)


@pytest.mark.parametrize("name", EVERY_SHEET)
@PAPERS
def test_that_nothing_leaves_the_page(name: str, paper: Paper) -> None:
    for page in blank_pages(printed_sheet(name), paper):
        for each in seen(page):
            assert each.left >= paper.side - 1, each
            assert each.right <= paper.width - paper.side + 2, each
            assert each.bottom <= paper.height - paper.bottom + 4, each


def test_that_a_race_that_was_not_run_has_its_sheet() -> None:
    lines = _written(blank_pages(sheet_of_engine(armed("Ann Example"))))
    assert "1  Ann Example" in lines
    assert any(line.startswith("Finish") or line == "Finish" for line in lines)
