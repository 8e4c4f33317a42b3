"""What Splitline exports it takes back, without loss of what the format can hold."""

from functools import cache
from pathlib import Path

import pytest

from app.domain.course import MILE
from app.formats.results.found import FoundRace
from app.formats.results.read_results import read_results
from app.formats.sheets.csv_dialects import DIALECTS
from app.formats.sheets.csv_sheet import write_csv
from app.formats.sheets.lif_sheet import write_lif
from app.formats.sheets.split_sheet import Sheet
from app.usecases.exporting import exported_race, sheet_of_state
from tests.unit.formats.field_race import field_race
from tests.unit.formats.known_runs import FIELD, SHIPPED


@cache
def _sheet(race: str) -> Sheet:
    if race == FIELD:
        return sheet_of_state(field_race().state)
    return exported_race(race, Path("no library")).sheet


def _only(content: bytes, name: str) -> FoundRace:
    (race,) = read_results(content, name).races
    return race


@pytest.mark.parametrize("race", [*SHIPPED, FIELD])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_that_a_csv_brings_every_runner_back_with_marks_and_times(race: str, dialect: str) -> None:
    sheet = _sheet(race)
    found = _only(write_csv(sheet, dialect), "race.csv")
    assert (found.title, found.date, found.distance) == (sheet.title, sheet.date, MILE)
    assert {each.athlete: each.lane for each in found.runners} == {
        each.athlete: each.lane for each in sheet.runners
    }
    for runner in found.runners:
        rows = [row for row in sheet.rows if row.runner.athlete == runner.athlete]
        assert [(split.mark, split.time) for split in runner.splits] == [
            (row.mark, row.time) for row in rows
        ]


def test_that_a_csv_brings_back_who_did_not_finish_or_start() -> None:
    found = _only(write_csv(_sheet(FIELD)), "race.csv")
    out = {each.athlete: each.status for each in found.runners if each.status}
    assert out == {"Cid": "dnf", "Dot": "dns"}


@pytest.mark.parametrize("race", SHIPPED)
def test_that_a_lif_brings_back_the_name_the_place_and_all_times(race: str) -> None:
    sheet = _sheet(race)
    (found,) = _only(write_lif(sheet), "race.lif").runners
    *before, finish = sheet.rows
    assert (found.athlete, found.place, found.finish) == (finish.runner.athlete, 1, finish.time)
    assert [split.time for split in found.splits] == [row.time for row in before]


def test_that_a_lif_brings_back_places_and_who_is_out() -> None:
    found = _only(write_lif(_sheet(FIELD)), "race.lif")
    assert [(each.athlete, each.place, each.status) for each in found.runners] == [
        ("Ann", 1, ""),
        ("Bea", 2, ""),
        ("Eva", 3, ""),
        ("Bob", None, ""),
        ("Cid", None, "dnf"),
        ("Dot", None, "dns"),
    ]
