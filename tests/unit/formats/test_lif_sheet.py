"""What does a FinishLynx result hold: places, precision, letters, fields?"""

from dataclasses import replace

import pytest

from app.domain import commands as cm
from app.domain.plan import EntryId
from app.domain.times import Duration, seconds
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.formats.sheets.lif_sheet import write_lif
from app.formats.sheets.split_sheet import Sheet
from app.usecases.exporting import sheet_of_state
from tests.unit.formats.read_back import lif_text, read_lif
from tests.unit.formats.sessions import ANCHOR, ANN, BEA, ZERO, press, setup

MARKS = 4


def _sheet(name: str, *typed: float | Duration, title: str = "Club mile") -> Sheet:
    plan = setup(name)
    planned = replace(plan, plan=replace(plan.plan, title=title))
    engine = Engine(MemoryJournal())
    engine.handle(cm.PlanSession(at=ANCHOR.at, setup=planned))
    for time in typed:
        elapsed = seconds(time) if isinstance(time, float) else time
        engine.handle(cm.TypeSplit(at=ANCHOR.at, entry=ANN, elapsed=elapsed))
    return sheet_of_state(engine.state)


@pytest.mark.parametrize(
    ("title", "begins"),
    [
        ("Club mile", b"1,1,1,Club mile,"),
        ("Liévin", b"1,1,1,Li\xe9vin,"),
        ("Łódź", b"\xff\xfe1\x00,\x00"),
        # In cp1252 these two letters are the bytes of one letter of UTF-8.
        ("Ã©", b"\xff\xfe1\x00,\x00"),
    ],
)
def test_that_letters_are_read_back_by_the_rules_of_lynx(title: str, begins: bytes) -> None:
    content = write_lif(_sheet("Ann", title=title))
    assert content.startswith(begins)
    assert lif_text(content).split(",")[3] == title


def test_that_a_typed_time_keeps_its_thousandths_and_no_more_than_lynx_has() -> None:
    sheet = _sheet("Ann", 72.0, 145.893, Duration(218_123_456_789), 290.25)
    (found,) = read_lif(write_lif(sheet))[1]
    assert b'"1:12.00 (1:12.00),2:25.893 (1:13.893),3:38.1235 (1:12.2305)"' in write_lif(sheet)
    assert (found.place, found.time) == ("1", "4:50.25")


@pytest.mark.parametrize(
    ("name", "last", "first"),
    [
        ("Faith Kipyegon", "Kipyegon", "Faith"),
        ("Anna van der Berg", "Berg", "Anna van der"),
        ("Kipyegon, Faith", "Kipyegon", "Faith"),
        ("Pelé", "Pelé", ""),
        ("One, two, three", "three", "One, two,"),
    ],
)
def test_that_a_name_is_parted_so_that_it_comes_together_again(
    name: str, last: str, first: str
) -> None:
    (found,) = read_lif(write_lif(_sheet(name)))[1]
    assert (found.last, found.first) == (last, first)


def test_that_every_result_has_all_fields_and_lines_end_as_on_windows() -> None:
    lines = lif_text(write_lif(_sheet("Ann"))).split("\r\n")
    assert lines == ["1,1,1,Club mile,,,,,,1609.344,", f",,1,Ann,{',' * 10}", ""]


def test_that_equal_times_share_a_place_and_who_runs_has_none() -> None:
    plan = setup("Ann", "Bea")
    third = replace(plan.entrants[0], id=EntryId("c3"), athlete="Cid", lane=3)
    planned = replace(plan, entrants=(*plan.entrants, third))
    engine = Engine(MemoryJournal())
    engine.handle(cm.PlanSession(at=ANCHOR.at, setup=planned))
    engine.handle(cm.Start(at=ZERO, stamp="event"))
    for i in range(1, MARKS + 1):
        press(engine, 70.0 * i, BEA)
        press(engine, 70.0 * i, ANN)
    press(engine, 80.0, third.id)
    _, results = read_lif(write_lif(sheet_of_state(engine.state)))
    assert [(each.place, each.athlete, each.time) for each in results] == [
        ("1", "Ann", "4:40.0"),
        ("1", "Bea", "4:40.0"),
        ("", "Cid", ""),
    ]


def test_that_a_race_timed_at_the_finish_alone_has_no_splits() -> None:
    sheet = _sheet("Ann", 72.0, 145.0, 218.0, 290.0)
    alone = sheet._replace(lines=sheet.lines[-1:])
    (found,) = read_lif(write_lif(alone))[1]
    assert (found.time, found.splits) == ("4:50.00", [])
