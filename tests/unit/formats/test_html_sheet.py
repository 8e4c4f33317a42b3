"""The HTML sheet, read by html.parser: the same figures, nothing from outside, nothing run."""

from decimal import Decimal
from html.parser import HTMLParser

import pytest

from app.formats.sheets.html_sheet import write_html
from app.formats.sheets.paper import A4, LETTER
from tests.unit.formats.known_runs import FIELD, MILE_M, SHIPPED, known_runs
from tests.unit.formats.printed import (
    EVERY_SHEET,
    TWELVE,
    mark_of,
    number,
    printed_sheet,
    sheet_of_engine,
)
from tests.unit.formats.sessions import armed

VOID = ("meta", "br")
HALF_CENT = Decimal("0.005")


class Reader(HTMLParser):
    """Collects tables as rows of cells, and whatever else there is to look at."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)
        if self.open[-1:] in (["td"], ["th"]):
            self.tables[-1][-1][-1] += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("name", SHIPPED)
def test_that_the_table_has_the_marks_splits_laps_and_gaps_of_the_race(name: str) -> None:
    sheet = printed_sheet(name)
    (table,) = read(write_html(sheet)).tables
    _, heads, *rows = table
    (known,) = known_runs(name).values()
    primary, *others = [each.id for each in sheet.targets]
    assert [row[0] for row in rows] == [mark_of(each, MILE_M) for each in known]
    for row, each in zip(rows, known, strict=True):
        assert number(row[heads.index("Split")]) == each.split_s
        assert number(row[heads.index("Lap")]) == each.lap_s
        assert abs(number(row[heads.index("± s")]) - each.gaps[primary]) <= HALF_CENT
        for target, other in zip(sheet.targets[1:], others, strict=True):
            assert abs(number(row[heads.index(target.name)]) - each.gaps[other]) <= HALF_CENT


def test_that_the_field_has_a_table_of_all_and_one_of_each() -> None:
    field, *parts = read(write_html(printed_sheet(FIELD))).tables
    assert [row[2] for row in field[1:]] == ["Ann", "Bea", "Eva", "Cid", "Dot", "Bob (pacer)"]
    assert field[1][3:7] == ["1:12.3h", "2:23.0h", "3:34.5h", "4:44.5h"]
    assert len(parts) == 5
    assert parts[1][3][:2] == ["809 m", "missed"]


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_that_the_file_needs_nothing_else_and_runs_nothing(name: str) -> None:
    found = read(write_html(printed_sheet(name)))
    assert not {"script", "link", "img", "iframe", "object", "a"} & {*found.tags}
    assert not {"src", "href", "xlink:href"} & {key for key, _ in found.attributes}
    assert not any(key.startswith("on") for key, _ in found.attributes)
    assert found.tags.count("h1") == 1


def test_that_every_chart_is_drawn_in_the_page() -> None:
    assert read(write_html(printed_sheet("paris-2025"))).tags.count("svg") == 2
    assert read(write_html(printed_sheet(TWELVE))).tags.count("svg") == 1 + 2 * 12


def test_that_a_hostile_name_is_a_name() -> None:
    name = '<b onclick="x">A&B</b><script>1</script></style></table>\x00\u202e'
    sheet = printed_sheet(TWELVE)
    called = {each: each._replace(athlete=name) for each in sheet.runners}
    lines = tuple(each._replace(runner=called[each.runner]) for each in sheet.lines)
    named = sheet._replace(title=name, runners=tuple(called.values()), lines=lines)
    found = read(write_html(named))
    assert "b" not in found.tags
    assert "script" not in found.tags
    assert '<b onclick="x">A&B</b><script>1</script></style></table>' in " ".join(found.words)
    assert "\u202e" not in "".join(found.words)


@pytest.mark.parametrize(("paper", "size"), [(A4, "A4"), (LETTER, "letter")])
def test_that_it_says_which_paper_it_is_for(paper: object, size: str) -> None:
    html = write_html(printed_sheet("paris-2025"), A4 if paper is A4 else LETTER)
    assert f"@page{{size:{size};" in html


def test_that_the_foot_says_when_it_was_printed() -> None:
    found = read(write_html(printed_sheet("paris-2025"), printed="2026-05-01 16:00 UTC"))
    assert any(each.endswith("printed 2026-05-01 16:00 UTC") for each in found.words)


def test_that_a_session_without_a_split_says_so() -> None:
    found = read(write_html(sheet_of_engine(armed("Ann Example"))))
    assert "Nothing was timed." in found.words
    assert found.tables == []
