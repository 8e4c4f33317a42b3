"""Every export, read by somebody else, has the same marks, splits, laps and gaps."""

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from functools import cache
from pathlib import Path

import pytest

from app.formats.session_json import SessionDocument, read_session, write_session
from app.formats.sheets.csv_dialects import SEMICOLON
from app.formats.sheets.csv_sheet import write_csv
from app.formats.sheets.lif_sheet import write_lif
from app.formats.sheets.posted_text import posted_line
from app.formats.sheets.xlsx_sheet import write_xlsx
from app.usecases.exporting import Exported, exported_race, sheet_of_state
from tests.unit.formats.field_race import field_race
from tests.unit.formats.known_runs import FIELD, SHIPPED, Known, known_runs
from tests.unit.formats.read_back import (
    Runs,
    read_csv,
    read_json,
    read_lif,
    read_posted,
    read_xlsx,
)
from tests.unit.formats.sessions import ANCHOR, STARTED_UTC

RACES = (*SHIPPED, FIELD)
MS = Decimal("0.0005")
TENTH = Decimal("0.1")


@cache
def exported(race: str) -> Exported:
    if race != FIELD:
        return exported_race(race, Path("no library"))
    engine = field_race()
    return Exported(SessionDocument("field", engine.records), sheet_of_state(engine.state))


READERS: dict[str, Callable[[Exported], Runs]] = {
    "csv": lambda race: read_csv(write_csv(race.sheet)),
    "csv with semicolons": lambda race: read_csv(write_csv(race.sheet, SEMICOLON), ";", ","),
    "xlsx": lambda race: read_xlsx(write_xlsx(race.sheet)),
    "json": lambda race: read_json(write_session(race.document)),
}


@pytest.mark.parametrize("race", RACES)
@pytest.mark.parametrize("form", READERS)
def test_that_marks_splits_laps_and_gaps_are_read_back(race: str, form: str) -> None:
    found, known = READERS[form](exported(race)), known_runs(race)
    assert found.keys() == known.keys()
    for athlete, run in known.items():
        rows = found[athlete]
        assert [row.mark_m for row in rows] == [each.mark_m for each in run]
        for row, each in zip(rows, run, strict=True):
            assert abs(row.split_s - each.split_s) <= MS
            assert row.lap_s is not None
            assert abs(row.lap_s - each.lap_s) <= MS
            for target in row.gaps.keys() & each.gaps.keys():
                assert abs(row.gaps[target] - each.gaps[target]) <= MS


@pytest.mark.parametrize("race", RACES)
def test_that_a_session_comes_back_from_json_as_it_went(race: str, tmp_path: Path) -> None:
    document = exported(race).document._replace(anchor=ANCHOR, started_utc=STARTED_UTC)
    file = tmp_path / "session.json"
    file.write_bytes(write_session(document))
    assert read_session(file) == document
    assert write_session(read_session(file)) == file.read_bytes()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_that_the_gap_to_every_target_is_read_back(form: str) -> None:
    paris, field = READERS[form](exported("paris-2025")), READERS[form](exported(FIELD))
    assert set(paris["Faith Kipyegon"][0].gaps) == {"sub-4", "4:06.42", "4:07.64"}
    assert {"sub-4", "5:00.00"} <= set(field["Bob"][0].gaps)


def _by_hand(time: Decimal) -> Decimal:
    return time.quantize(TENTH, ROUND_CEILING)


def _lap(each: Known) -> Decimal:
    """By hand the first lap is a time as well, and rounded up; the others to the nearer tenth."""
    if each.by_hand and each.lap_s == each.split_s:
        return _by_hand(each.lap_s)
    return each.lap_s.quantize(TENTH, "ROUND_HALF_UP") if each.by_hand else each.lap_s


@pytest.mark.parametrize("race", RACES)
def test_that_lif_has_the_finish_and_a_split_for_each_mark_before_it(race: str) -> None:
    known = known_runs(race)
    header, results = read_lif(write_lif(exported(race).sheet))
    assert (header[:3], header[9]) == (["1", "1", "1"], "1609.344")
    timed = {each.athlete: each for each in results if each.splits}
    assert timed.keys() == known.keys()
    for athlete, run in known.items():
        before_finish = [each for each in run if each.mark_m < 1600 and not each.estimated]
        splits = [each for each in timed[athlete].splits if each is not None]
        times = [_by_hand(each.split_s) if each.by_hand else each.split_s for each in before_finish]
        assert [time for time, _ in splits] == times
        assert [lap for _, lap in splits] == [
            None if each.after_missed else _lap(each) for each in before_finish
        ]


def test_that_lif_keeps_the_place_of_a_mark_that_nobody_timed() -> None:
    _, results = read_lif(write_lif(exported(FIELD).sheet))
    bea = next(each for each in results if each.athlete == "Bea")
    assert bea.splits == [
        (Decimal("74.0"), Decimal("74.0")),
        None,
        (Decimal("217.5"), None),
    ]
    assert [(each.place, each.athlete, each.time) for each in results] == [
        ("1", "Ann", "4:44.5"),
        ("2", "Bea", "4:50.5"),
        ("3", "Eva", "4:56.5"),
        ("", "Bob", ""),
        ("DNF", "Cid", ""),
        ("DNS", "Dot", ""),
    ]


@pytest.mark.parametrize("race", RACES)
def test_that_a_posted_run_has_every_split_and_lap(race: str) -> None:
    sheet = exported(race).sheet
    for runner in sheet.runners:
        run = known_runs(race).get(runner.athlete, [])
        times = [_by_hand(each.split_s) if each.by_hand else each.split_s for each in run]
        laps = [_lap(each) for each in run]
        assert read_posted(posted_line(sheet, runner)) == list(zip(times, laps, strict=True))
