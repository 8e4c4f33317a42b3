"""A name may hold anything: no export breaks, runs it, or loses it where the format can hold it."""

import csv
import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from app.domain import commands as cm
from app.domain.plan import EntryId
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.formats.sheets.csv_dialects import DIALECTS
from app.formats.sheets.csv_sheet import write_csv
from app.formats.sheets.lif_sheet import write_lif
from app.formats.sheets.plain_words import one_line, unguarded
from app.formats.sheets.posted_text import write_text
from app.formats.sheets.split_sheet import Sheet
from app.formats.sheets.xlsx_book import sheet_name
from app.formats.sheets.xlsx_sheet import write_xlsx
from app.usecases.exporting import sheet_of_state
from tests.unit.formats.read_back import lif_text, read_lif
from tests.unit.formats.sessions import ANCHOR, ZERO, press, setup

HOSTILE = (
    *("=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "  =1", "'=1", "'t Hooft"),
    *("<b>bold</b>&amp;", "../../etc/passwd", "[a]:b*c?d/e\\f", "x" * 1000, "\U0001f3c3" * 40),
    *('say "hi", Ann', "Kipyegon, Faith", "a;b\tc", "line\r\nbreak", "nul\x00\x1b[31m"),
    *(
        "עדי כהן",
        "\u202eabc\u202c",
        "half \ud800",
        "\ufffe",
        "History",
        "summary",
        "'",
        " ",
        "_x0041_",
    ),
)


def _sheet(*names: str) -> Sheet:
    """Names as they would come from a session of another program: with what no form would take."""
    plan = setup()
    entrants = tuple(
        replace(plan.entrants[0], id=EntryId(f"a{i}"), athlete=name, lane=i)
        for i, name in enumerate(names, start=1)
    )
    planned = replace(plan, entrants=entrants, plan=replace(plan.plan, title=names[0]))
    engine = Engine(MemoryJournal())
    engine.handle(cm.PlanSession(at=ANCHOR.at, setup=planned))
    engine.handle(cm.Start(at=ZERO, stamp="event"))
    for each in entrants:
        press(engine, 70.0 + each.lane, each.id)
    return sheet_of_state(engine.state)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_that_csv_gives_a_name_back_and_no_cell_runs(name: str, dialect: str) -> None:
    text = io.StringIO(write_csv(_sheet(name), dialect).decode("utf-8-sig"), newline="")
    (row,) = csv.DictReader(text, delimiter=DIALECTS[dialect].separator)
    assert unguarded(row["athlete"]) == unguarded(row["race"]) == one_line(name)
    assert not row["athlete"].lstrip().startswith(("=", "+", "-", "@"))
    assert row["split_s"].replace(",", ".") == "71.000"


@pytest.mark.parametrize("name", HOSTILE)
def test_that_a_workbook_has_the_name_as_text_and_a_legal_sheet(name: str) -> None:
    content = write_xlsx(_sheet(name, name))
    book = openpyxl.load_workbook(io.BytesIO(content))
    cell = book["Summary"]["A2"]
    assert cell.data_type != "f"
    assert unescape(cell.value or "").strip() == one_line(name).strip()
    assert len({each.lower() for each in book.sheetnames}) == 3
    for title in book.sheetnames:
        assert 0 < len(title.encode("utf-16-le")) <= 62
        assert not set(title) & set("[]:*?/\\")
        assert title == title.strip("'")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any("passwd" in part or part.startswith("/") for part in parts.namelist())
        for part in parts.namelist():
            ET.fromstring(parts.read(part))
            assert b"<f>" not in parts.read(part)


@pytest.mark.parametrize("name", HOSTILE)
def test_that_lif_has_a_line_for_the_race_and_one_for_the_name(name: str) -> None:
    header, results = read_lif(write_lif(_sheet(name)))
    assert header[3] == one_line(name)
    (found,) = results
    plain = one_line(name).strip()
    if plain.count(",") == 1:
        assert f"{found.last}, {found.first}" == plain
    else:
        assert found.athlete == plain
    assert found.splits[0] is not None


@pytest.mark.parametrize("name", HOSTILE)
def test_that_the_posted_text_has_one_line_a_runner(name: str) -> None:
    lines = write_text(_sheet(name, "Bea")).decode().split("\n")
    assert lines[0] == one_line(name)
    assert lines[3] == f"{one_line(name)}: 71.0h"
    assert lines[4] == "Bea: 72.0h"
    assert all(each.isprintable() or not each.isascii() for each in lines)


@given(st.lists(st.text(max_size=60), max_size=8))
@settings(max_examples=200)
def test_that_names_of_sheets_are_legal_and_unlike_each_other(names: list[str]) -> None:
    taken = {"history"}
    for name in names:
        found = sheet_name(name, taken)
        assert found.lower() not in taken
        assert 0 < len(found.encode("utf-16-le")) <= 62
        assert not set(found) & set("[]:*?/\\")
        assert not found.startswith("'")
        assert not found.endswith("'")
        taken.add(found.lower())


@given(st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_that_any_name_leaves_every_format_readable(name: str) -> None:
    sheet = _sheet(name)
    (row,) = csv.DictReader(io.StringIO(write_csv(sheet).decode(), newline=""))
    assert unguarded(row["athlete"]) == one_line(name)
    (found,) = read_lif(write_lif(sheet))[1]
    written = f"{found.last}, {found.first}" if one_line(name).count(",") == 1 else found.athlete
    assert _letters(written) == _letters(one_line(name))
    assert lif_text(write_lif(sheet)).count("\r\n") == 2
    assert write_text(sheet).decode()


def _letters(name: str) -> str:
    return "".join(name.split())
