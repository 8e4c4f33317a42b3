from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from app.domain import commands as cm
from app.domain.events import EVENT_STAMP
from app.domain.times import Instant, seconds
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.formats.sheets.blank_sheet import blank_pages
from app.formats.sheets.drawing import Drawing, fitted, texts, wrapped
from app.formats.sheets.font_widths import text_width
from app.formats.sheets.page import chart_of, pages_of, stacked
from app.formats.sheets.page_flow import flow
from app.formats.sheets.paper import A4, LETTER, Paper
from app.formats.sheets.split_columns import Cell, Column, split_columns
from app.formats.sheets.table import set_table, table_blocks
from app.usecases.new_race import RaceRequest, setup_for
from tests.unit.formats.known_runs import FIELD, MILE_M, SHIPPED, known_runs
from tests.unit.formats.printed import (
    EIGHT_OVER_25,
    EVERY_SHEET,
    LAPS_25,
    LONG_NAME,
    TWELVE,
    Seen,
    lines_of_page,
    mark_of,
    number,
    printed_sheet,
    seen,
    sheet_of_engine,
    table_rows,
)
from tests.unit.formats.sessions import ZERO, armed, press

PAPERS = pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda each: each.name)
SHEETS = pytest.mark.parametrize("name", EVERY_SHEET)
HALF_CENT = Decimal("0.005")


def _overlap(one: Seen, other: Seen) -> bool:
    beside = one.right - 0.2 <= other.left or other.right - 0.2 <= one.left
    return not beside and one.top < other.bottom and other.top < one.bottom


@SHEETS
@PAPERS
def test_that_no_text_leaves_the_room_within_the_edges(name: str, paper: Paper) -> None:
    for page in pages_of(printed_sheet(name), paper, printed="2026-05-01 16:00 UTC"):
        assert (page.width, page.height) == (paper.width, paper.height)
        for each in seen(page):
            assert each.left >= paper.side - 1, each
            assert each.right <= paper.width - paper.side + 2, each
            assert paper.top - 1 <= each.top, each
            assert each.bottom <= paper.height - paper.bottom + 4, each


@SHEETS
@PAPERS
def test_that_no_text_stands_on_another(name: str, paper: Paper) -> None:
    for page in pages_of(printed_sheet(name), paper):
        pairs = combinations(seen(page), 2)
        assert [(a.text, b.text) for a, b in pairs if _overlap(a, b)] == []


@pytest.mark.parametrize("called", ["W" * 1000, "word " * 200, "走れ" * 300], ids=len)
@pytest.mark.parametrize("name", ["paris-2025", FIELD])
def test_that_names_of_any_length_keep_their_room(called: str, name: str) -> None:
    sheet = printed_sheet(name)
    targets = tuple(replace(each, name=f"{called} {each.name}") for each in sheet.targets)
    runners = {each: each._replace(athlete=f"{called} {each.athlete}") for each in sheet.runners}
    lines = tuple(each._replace(runner=runners[each.runner]) for each in sheet.lines)
    named = sheet._replace(
        title=called, targets=targets, runners=tuple(runners.values()), lines=lines
    )
    for page in (*pages_of(named), *blank_pages(named)):
        for each in seen(page):
            assert A4.side - 1 <= each.left, each
            assert each.right <= A4.width - A4.side + 2, each
        pairs = combinations(seen(page), 2)
        assert not any(_overlap(a, b) for a, b in pairs)
    for each in seen(chart_of(named)):
        assert 0 <= each.left <= each.right <= 640, each


@pytest.mark.parametrize("name", [*SHIPPED, LAPS_25, LONG_NAME])
@PAPERS
def test_that_a_race_of_one_has_one_page(name: str, paper: Paper) -> None:
    assert len(pages_of(printed_sheet(name), paper)) == 1


@pytest.mark.parametrize("name", SHIPPED)
@PAPERS
def test_that_the_page_has_the_marks_splits_laps_and_gaps_of_the_race(
    name: str, paper: Paper
) -> None:
    sheet = printed_sheet(name)
    (page,) = pages_of(sheet, paper)
    rows = table_rows(lines_of_page(page))
    (known,) = known_runs(name).values()
    primary, *others = [each.id for each in sheet.targets]
    assert [mark for mark, _ in rows] == [mark_of(each, MILE_M) for each in known]
    for (_, cells), each in zip(rows, known, strict=True):
        assert number(cells[0]) == each.split_s
        assert number(cells[1]) == each.lap_s
        assert abs(number(cells[6]) - each.gaps[primary]) <= HALF_CENT
        for cell, other in zip(cells[10:], others, strict=False):
            assert abs(number(cell) - each.gaps[other]) <= HALF_CENT


def test_that_times_by_hand_are_rounded_up_to_a_tenth_and_have_an_h() -> None:
    pages = pages_of(printed_sheet(FIELD))
    words = [each.text for page in pages for each in seen(page)]
    # Of two watches, 72.00 and 72.25, the longer time counts.
    assert "1:12.3h" in words
    assert "≈2:28.0" in words
    assert "missed" in words
    assert any("rounded up to a tenth" in each for each in words)
    assert any("Laps and gaps are worked out" in each for each in words)


def test_that_the_first_lap_by_hand_is_the_time_and_a_lap_with_one_rough_end_has_a_tenth() -> None:
    """Pressed at 71.01 and 143.00; the third time was typed from the scoreboard."""
    engine = Engine(MemoryJournal())
    setup = setup_for(RaceRequest(athletes=("Ann",), targets=("4:50",)))
    engine.handle(cm.PlanSession(at=ZERO, setup=setup))
    engine.handle(cm.Start(at=ZERO, stamp=EVENT_STAMP))
    press(engine, 71.01, setup.entrants[0].id)
    press(engine, 143.0, setup.entrants[0].id)
    at = Instant(ZERO + seconds(215))
    typed = cm.TypeSplit(at=at, entry=setup.entrants[0].id, elapsed=seconds(214.123))
    engine.handle(typed)
    rows = [
        cells[:2] for _, cells in table_rows(lines_of_page(pages_of(sheet_of_engine(engine))[0]))
    ]
    assert rows == [["1:11.1h", "1:11.1"], ["2:23.0h", "1:12.0"], ["3:34.12", "1:11.1"]]


def test_that_a_field_is_in_the_order_of_the_finish_and_says_who_did_not() -> None:
    lines = lines_of_page(pages_of(printed_sheet(FIELD))[0])
    found = [
        line.split("  ")[:3] for line in lines if line[:3] in ("1  ", "2  ", "3  ", "dnf", "dns")
    ]
    assert found[:5] == [
        ["1", "1", "Ann"],
        ["2", "2", "Bea"],
        ["3", "5", "Eva"],
        ["dnf", "3", "Cid"],
        ["dns", "4", "Dot"],
    ]


@pytest.mark.parametrize("name", [TWELVE, EIGHT_OVER_25])
def test_that_every_athlete_has_a_part_that_is_on_one_page(name: str) -> None:
    sheet = printed_sheet(name)
    pages = [lines_of_page(page) for page in pages_of(sheet)]
    for runner in sheet.runners:
        begun = f"{runner.lane}  {runner.athlete}  "
        (page,) = [p for p in pages if any(line.startswith(begun) for line in p)]
        after = page[next(i for i, line in enumerate(page) if line.startswith(begun)) :]
        marks = [mark for mark, _ in table_rows(after)]
        assert sheet.course is not None
        assert len(marks) >= len(sheet.course.marks)


def test_that_further_pages_repeat_the_title_and_count() -> None:
    pages = [lines_of_page(page) for page in pages_of(printed_sheet(EIGHT_OVER_25))]
    assert len(pages) > 1
    for i, lines in enumerate(pages[1:], start=2):
        assert lines[0] == "10,000 m  continued"
        assert lines[-1].endswith(f"{i} / {len(pages)}")


def test_that_the_foot_has_version_checksum_and_when_it_was_printed() -> None:
    (page,) = pages_of(printed_sheet("paris-2025"), printed="2026-05-01 16:00 UTC")
    foot = lines_of_page(page)[-1]
    assert foot.startswith("Splitline ")
    assert "Raw log sha256:" in foot
    assert foot.endswith("printed 2026-05-01 16:00 UTC  1 / 1")


def test_that_decimal_points_stand_under_each_other() -> None:
    """Hand times and others, with signs and without, in the column of splits."""
    columns = (Column("Split", tuple(map(Cell, ("59.9", "1:02.4h", "12:03.25", "≈2:28.0*", "–")))),)
    rows = list(table_blocks(set_table(columns, 200.0, text_width)))[1:]
    places = []
    for block in rows:
        (text,) = texts(block.items)
        rest = text.text.partition(".")[2]
        if rest:
            places.append(text.x - text_width(f".{rest}", text.size, text.weight))
    assert len(places) == 4
    assert max(places) - min(places) < 1e-9


@pytest.mark.parametrize("width", [519.0, 440.0])
def test_that_a_table_stays_within_its_width(width: float) -> None:
    sheet = printed_sheet("paris-2025")
    columns = split_columns(sheet, sheet.runners[0])
    for block in table_blocks(set_table(columns, width, text_width)):
        for each in seen(Drawing(width, block.height, block.items)):
            assert each.left >= -0.01, each
            assert each.right <= width + 0.01, each


def test_that_the_head_of_a_table_stands_again_on_a_new_page() -> None:
    columns = (Column("Mark", tuple(Cell(f"{i} m") for i in range(100)), numeric=False),)
    blocks = [*table_blocks(set_table(columns, 200.0, text_width))]
    pages = flow(blocks, 300.0, 300.0)
    assert len(pages) > 2
    for page in pages:
        (first, *rows) = texts(page)
        assert first.text == "Mark"
        assert len(rows) >= 2


def test_that_a_session_without_a_split_has_a_page_all_the_same() -> None:
    engine = armed("Ann Example")
    (page,) = pages_of(sheet_of_engine(engine))
    assert "Nothing was timed." in lines_of_page(page)


def test_that_the_chart_alone_has_the_race_over_it() -> None:
    drawing = chart_of(printed_sheet("paris-2025"))
    assert [each.text for each in seen(drawing)][:2] == [
        "Faith Kipyegon · Paris, 26 June 2025",
        "Seconds behind or ahead of Sub-4 3:59.99",
    ]


def test_that_pages_under_each_other_keep_their_texts_in_order() -> None:
    pages = pages_of(printed_sheet(TWELVE))
    whole = stacked(pages)
    assert whole.height == sum(each.height for each in pages)
    assert [e.text for e in seen(whole)] == [e.text for page in pages for e in seen(page)]


def test_that_a_text_is_cut_where_it_is_too_wide() -> None:
    cut = fitted("Constanza Rodríguez", 10, 400, 60, text_width)
    assert cut.endswith("…")
    assert text_width(cut, 10, 400) <= 60
    assert fitted("Ann", 10, 400, 60, text_width) == "Ann"


def test_that_wrapped_lines_fit_and_lose_no_letter() -> None:
    text = f"Times by hand, rounded up to a tenth. {'X' * 80} and on"
    lines = wrapped(text, 8, 400, 100, text_width)
    assert all(text_width(each, 8, 400) <= 100 for each in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
