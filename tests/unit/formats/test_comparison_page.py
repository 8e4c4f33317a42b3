"""The sheet of a comparison: what an independent reader finds on it, and that nothing overlaps."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from app.formats.sheets import comparison_columns as tables
from app.formats.sheets.comparison import Compared, Comparison, compare
from app.formats.sheets.comparison_chart import FIRST, LAPS, TARGET, VIEWS, run_pen
from app.formats.sheets.comparison_html import comparison_html
from app.formats.sheets.comparison_page import comparison_pages
from app.formats.sheets.drawing import Drawing, Group, Item, Line
from app.formats.sheets.figures import primary_of
from app.formats.sheets.page import stacked
from app.formats.sheets.paper import A4, LETTER, Paper
from app.formats.sheets.svg_drawing import write_svg
from app.usecases.comparing import Beside, races_beside, runs_beside
from tests.unit.formats.field_race import field_race
from tests.unit.formats.printed import (
    LONG,
    TWELVE,
    lines_of_page,
    printed_sheet,
    seen,
    sheet_of_engine,
    timed,
)
from tests.unit.formats.test_html_sheet import Reader

NONE = Path("no library")
FOUR = ["paris-2025", "monaco-2023", "oxford-1954", "lievin-2025"]
PAPERS = pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda each: each.name)
PARIS_MONACO = [
    ["409 m", "1:00.20", "1:00.20", "58.83", "1:02.60", "1:02.60", "1:01.17", "+2.40"],
    ["809 m", "2:00.75", "1:00.55", "1:00.55", "2:04.60", "1:02.00", "1:02.00", "+3.85"],
    ["1209 m", "3:01.84", "1:01.09", "1:01.09", "3:06.66", "1:02.06", "1:02.06", "+4.82"],
    ["Finish", "4:06.42", "1:04.58", "1:04.58", "4:07.64", "1:00.98", "1:00.98", "+1.22"],
]
SVG = "{http://www.w3.org/2000/svg}"


def long_names() -> Beside:
    """Five races of a day each, two by somebody whose long name begins alike."""
    names = (LONG, "Ann", f"{LONG} II", "Dot", "Eva")
    sheets = [timed("1500", (name,), ("4:10",), 66.5 + i / 3) for i, name in enumerate(names)]
    races = [
        Compared(f"{name}, 2026-05-0{i}", sheet)
        for i, (name, sheet) in enumerate(zip(names, sheets, strict=True), start=1)
    ]
    return Beside(compare(races), primary_of(sheets[0]), names)


def twelve() -> Beside:
    sheet = printed_sheet(TWELVE)
    return Beside(compare([Compared("club", sheet)]), primary_of(sheet), ("club",))


MANY = {
    "two": lambda: runs_beside(FOUR[:2], NONE),
    "four": lambda: races_beside(FOUR, NONE),
    "five with long names": long_names,
    "twelve": twelve,
}
EVERY = pytest.mark.parametrize("name", MANY)


def pages(name: str, view: str = TARGET, paper: Paper = A4) -> tuple[Drawing, ...]:
    beside = MANY[name]()
    return comparison_pages(beside.comparison, view, beside.target, paper)


def graphs(page: Drawing) -> list[str]:
    return [each.name for each in _groups(page.items) if each.name.startswith("comparison-")]


def _groups(items: tuple[Item, ...]) -> list[Group]:
    own = [each for each in items if isinstance(each, Group)]
    return [*own, *(inner for each in own for inner in _groups(each.items))]


@PAPERS
def test_that_paris_and_monaco_are_one_page_with_both_graphs_and_every_figure(
    paper: Paper,
) -> None:
    (page,) = pages("two", paper=paper)
    rows = [line.split("  ") for line in lines_of_page(page)]
    for expected in PARIS_MONACO:
        assert expected in rows
    assert ["Faith Kipyegon · Paris, 26 June 2025 against Monaco, 21 July 2023"] in rows
    assert ["monaco-2023", "Monaco, 21 July 2023", "4:07.64", "+1.22"] in rows
    assert graphs(page) == ["comparison-target", "comparison-laps"]


@pytest.mark.parametrize("view", VIEWS)
@EVERY
@PAPERS
def test_that_nothing_on_a_page_covers_another_or_is_cut(
    name: str, view: str, paper: Paper
) -> None:
    for page in pages(name, view, paper):
        texts = seen(page)
        for each in texts:
            assert paper.side - 1 <= each.left, each
            assert each.right <= paper.width - paper.side + 1, each
            assert each.bottom <= paper.height - 10, each
        for one, other in combinations(texts, 2):
            beside = one.right <= other.left + 0.1 or other.right <= one.left + 0.1
            apart = one.bottom <= other.top + 1.5 or other.bottom <= one.top + 1.5
            assert beside or apart, (one, other)


def test_that_every_run_is_told_apart_without_its_colour() -> None:
    dashes = [run_pen(i).dashes for i in range(9)]
    assert len(set(dashes)) == 9


@EVERY
def test_that_the_sample_beside_a_run_is_drawn_as_its_line(name: str) -> None:
    page = pages(name)[0]
    lines = [line for group in _groups(page.items) for line in group.items]
    drawn = [each.pen for each in lines if isinstance(each, Line) and each.x1 == 26.0]
    assert drawn == [run_pen(i) for i in range(len(MANY[name]().comparison.columns))]


def test_that_names_that_begin_alike_are_numbered() -> None:
    comparison = tables.plain_comparison(long_names().comparison)
    assert [each.label[:4] for each in comparison.columns] == [
        *("1. C", "2. A", "3. C", "4. D", "5. E")
    ]


def test_that_no_more_runs_stand_beside_each_other_than_have_room() -> None:
    bands = list(tables.mark_bands(tables.plain_comparison(long_names().comparison)))
    assert [len({each.group for each in band} - {""}) for band in bands] == [3, 2]


def test_that_a_mark_that_no_run_of_a_table_has_is_no_row_of_it() -> None:
    first, second = tables.mark_bands(races_beside(FOUR, NONE).comparison)
    assert [each.text for each in first[0].cells] == ["400 m", "800 m", "1200 m", "Finish"]
    assert len(second[0].cells) > 15


def test_that_a_pace_has_no_more_decimals_than_its_lap() -> None:
    field = compare([Compared("club", sheet_of_engine(field_race()))])
    columns = [each for band in tables.mark_bands(field) for each in band]
    laps, paces = ([c for c in columns if c.head == head] for head in ("Lap", "Per 400"))
    for lap, pace in zip(laps, paces, strict=True):
        for one, other in zip(lap.cells, pace.cells, strict=True):
            assert len(one.text.partition(".")[2]) == len(other.text.partition(".")[2])
    assert any("≈" in cell.text for each in columns for cell in each.cells)


def test_that_a_graph_of_the_laps_has_no_second_one_under_it() -> None:
    assert graphs(pages("two", LAPS)[0]) == ["comparison-laps"]


@pytest.mark.parametrize("view", [TARGET, FIRST])
def test_that_both_graphs_have_their_marks_under_each_other(view: str) -> None:
    (page,) = pages("two", view)
    upper, lower = (
        sorted({line.x0 for line in group.items if isinstance(line, Line) and line.x0 == line.x1})
        for group in _groups(page.items)
        if group.name.startswith("comparison-")
    )
    assert upper == lower
    assert len(upper) == 4
    assert all(b > a for a, b in pairwise(upper))


def test_that_an_xml_parser_finds_every_figure_in_the_svg() -> None:
    root = ET.fromstring(write_svg(stacked(pages("two"))))
    found = [each.text for each in root.iter(f"{SVG}text")]
    assert set(PARIS_MONACO[3]) <= set(found)
    runs = [each for each in root.iter(f"{SVG}g") if each.get("class") == "run"]
    dashes = [line.get("stroke-dasharray") for run in runs for line in run.iter(f"{SVG}polyline")]
    assert dashes == ["5 2.5", None] * 2


def test_that_html_has_the_runs_the_marks_and_both_graphs() -> None:
    beside = MANY["two"]()
    reader = Reader()
    reader.feed(comparison_html(beside.comparison, FIRST, beside.target, LETTER, "now"))
    assert reader.open == []
    runs, marks = reader.tables
    assert runs[1:] == [
        ["paris-2025", "Paris, 26 June 2025", "4:06.42", "–"],
        ["monaco-2023", "Monaco, 21 July 2023", "4:07.64", "+1.22"],
    ]
    figures = [[cell for i, cell in enumerate(row) if i != 4 or cell != "–"] for row in marks[2:]]
    assert figures == PARIS_MONACO
    assert "Seconds behind or ahead of paris-2025" in reader.words
    assert reader.tags.count("svg") == 2


@pytest.mark.parametrize("view", VIEWS)
@EVERY
def test_that_no_text_of_a_graph_in_html_is_cut(name: str, view: str) -> None:
    beside = MANY[name]()
    html = comparison_html(beside.comparison, view, beside.target)
    graphs_there = re.findall(r"<svg .*?</svg>", html, re.DOTALL)
    assert len(graphs_there) == len({view, LAPS})
    for graph in graphs_there:
        root = ET.fromstring(graph)
        height = float(root.get("viewBox", "").split()[3])
        for text in root.iter(f"{SVG}text"):
            base, size = float(text.get("y", "nan")), float(text.get("font-size", "nan"))
            assert base - 0.73 * size >= 0, text.text
            assert base + 0.2 * size <= height, text.text


def test_that_no_name_becomes_a_tag_or_breaks_a_line() -> None:
    hostile = "<script>alert(1)</script>\n\x00\u202e"
    beside = MANY["two"]()
    columns = [
        each._replace(label=f"{hostile}{i}", title=hostile, athlete=hostile)
        for i, each in enumerate(beside.comparison.columns)
    ]
    named = beside.comparison._replace(columns=tuple(columns), notes=(hostile,))
    reader = Reader()
    reader.feed(comparison_html(named, TARGET, beside.target))
    assert reader.open == []
    assert "script" not in reader.tags
    for page in comparison_pages(named, TARGET, beside.target):
        assert all(each.text.isprintable() for each in seen(page))


def test_that_a_run_that_shares_no_mark_has_no_line_and_says_how_far_it_was() -> None:
    one, other = (timed(event, ("Ann",), ("4:10",), 67.0) for event in ("1500", "mile"))
    cut = other._replace(lines=other.lines[:2])
    comparison = compare([Compared("one", one), Compared("two", cut)])
    (page, *_) = comparison_pages(comparison, FIRST, primary_of(one))
    words = [each.text for each in seen(page)]
    assert "to 809.344 m" in words
    assert "+0.00" not in words
    (gap,) = (each for each in _groups(page.items) if each.name == "comparison-first")
    assert [each.name for each in gap.items if isinstance(each, Group)] == ["run"]


def test_that_a_race_alone_is_a_page() -> None:
    alone = runs_beside(FOUR[:1], NONE)
    assert isinstance(alone.comparison, Comparison)
    (page,) = comparison_pages(alone.comparison, TARGET, alone.target)
    assert "Faith Kipyegon · Paris, 26 June 2025" in [each.text for each in seen(page)]
