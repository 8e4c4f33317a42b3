"""Runs side by side: what is compared, what stays empty, what is said."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from app.domain import commands as cm
from app.domain.course import Course, Distance
from app.domain.times import Duration, seconds
from app.formats.sheets.comparison import Compared, Comparison, compare, differences, paces
from app.formats.sheets.comparison_files import (
    comparison_csv,
    comparison_json,
    comparison_xlsx,
)
from app.formats.sheets.csv_dialects import SEMICOLON
from app.formats.sheets.split_sheet import Sheet
from app.usecases.comparing import races_beside
from app.usecases.exporting import sheet_of_state
from tests.unit.formats.field_race import field_race
from tests.unit.formats.sessions import ANN, BEA, ZERO, armed, press

NOWHERE = Path("no library")


def _race(*presses: float, athlete: str = "Ann") -> Sheet:
    engine = armed(athlete)
    engine.handle(cm.Start(at=ZERO, stamp="event"))
    for at_s in presses:
        press(engine, at_s)
    return sheet_of_state(engine.state)


@pytest.fixture(scope="module")
def paris_monaco() -> Comparison:
    return races_beside(["paris-2025", "monaco-2023"], NOWHERE, line="from-start").comparison


def test_that_paris_is_laid_beside_monaco(paris_monaco: Comparison) -> None:
    """Monaco as published: 1:02.6, 2:04.6, 3:06.66, 4:07.64."""
    assert [each.label for each in paris_monaco.columns] == ["paris-2025", "monaco-2023"]
    assert [line.name for line in paris_monaco.lines] == ["400 m", "800 m", "1200 m", "finish"]
    second = [line.cells[1] for line in paris_monaco.lines]
    assert [cell.difference for cell in second if cell] == [
        *(seconds(2.4), seconds(3.85), seconds(4.82), seconds(1.22))
    ]
    assert [cell.lap_difference for cell in second if cell] == [
        *(seconds(2.4), seconds(1.45), seconds(0.97), seconds(-3.6))
    ]
    assert all(line.cells[0] and line.cells[0].difference is None for line in paris_monaco.lines)
    assert paris_monaco.notes == ()


def test_that_a_mark_that_one_run_lacks_stays_empty_and_is_said() -> None:
    found = races_beside(["paris-2025", "oxford-1954"], NOWHERE).comparison
    assert [line.name for line in found.lines] == [
        *("402 m", "409 m", "804 m", "809 m", "1207 m", "1209 m", "finish")
    ]
    assert [[cell is not None for cell in line.cells] for line in found.lines[:2]] == [
        [False, True],
        [True, False],
    ]
    assert found.notes == (
        "oxford-1954 and paris-2025 share 1 of 7 marks; what one of them lacks stays empty.",
    )


def test_that_a_missed_mark_leaves_the_lap_after_it_without_a_difference() -> None:
    found = compare([Compared("club", sheet_of_state(field_race().state))], ["Ann", "Bea"])
    assert [each.label for each in found.columns] == ["Ann", "Bea"]
    bea = {line.name: line.cells[1] for line in found.lines}
    assert bea["809 m"] is None
    after, finish = bea["1209 m"], bea["finish"]
    assert after is not None
    assert finish is not None
    assert (after.difference, after.lap_difference) == (seconds(3), None)
    assert (finish.difference, finish.lap_difference) == (seconds(6), seconds(3))
    assert "Bea and Ann share 3 of 4 marks; what one of them lacks stays empty." in found.notes
    assert "Times by hand are good to a tenth." in found.notes


def test_that_pacers_and_who_has_no_time_are_no_columns() -> None:
    found = compare([Compared("club", sheet_of_state(field_race().state))])
    assert [each.label for each in found.columns] == ["Ann", "Bea", "Cid", "Eva"]
    assert any(note.startswith("An estimated time is no measurement") for note in found.notes)


def test_that_a_run_has_a_label_unlike_every_other() -> None:
    sheet = _race(71)
    races = [Compared("one", sheet), Compared("two", sheet), Compared("two b", _field_of_two())]
    labels = [each.label for each in compare(races).columns]
    assert labels == ["Ann, one", "Ann, two", "Ann, two b, lane 1", "Ann, two b, lane 2"]
    assert [each.label for each in compare(races[:2]).columns] == ["one", "two"]


def _field_of_two() -> Sheet:
    engine = armed("Ann", "Ann")
    engine.handle(cm.Start(at=ZERO, stamp="event"))
    press(engine, 71, ANN)
    press(engine, 72, BEA)
    return sheet_of_state(engine.state)


def test_that_marks_less_than_a_metre_apart_are_told_apart() -> None:
    """A session at 409.344 m and one at 409 m."""
    sheet = _race(71)
    near = sheet._replace(lines=(sheet.rows[0]._replace(mark=Distance(409_000)),))
    found = compare([Compared("one", sheet), Compared("two", near)])
    assert [line.name for line in found.lines] == ["409 m", "409.344 m"]


def test_that_other_distances_and_lines_are_said() -> None:
    sheet = _race(71)
    other = sheet._replace(line="from-start", course=_shorter(sheet))
    found = compare([Compared("one", sheet), Compared("two", other)])
    assert found.notes[:2] == (
        "The races are not over the same distance.",
        "two is read at another line (from-start) than one (finish-line).",
    )


def _shorter(sheet: Sheet) -> Course:
    assert sheet.course is not None
    return replace(sheet.course, distance=Distance(809_344), marks=(Distance(809_344),))


def test_that_a_graph_has_the_gap_to_the_first_and_the_pace_of_each(
    paris_monaco: Comparison,
) -> None:
    first, second = differences(paris_monaco)
    assert [value for _, value in first.points] == [Duration(0)] * 5
    assert second.points[0] == (Distance(0), Duration(0))
    assert second.points[-1] == (Distance(1_609_344), seconds(1.22))
    one, _ = paces(paris_monaco)
    assert one.points[1] == (Distance(800_000), seconds(60.55))


def test_that_a_graph_has_no_point_where_there_is_nothing_to_compare() -> None:
    found = races_beside(["paris-2025", "oxford-1954"], NOWHERE).comparison
    _, oxford = differences(found)
    assert [mark for mark, _ in oxford.points] == [0, 1_609_344]
    assert [len(curve.points) for curve in paces(found)] == [4, 4]


def test_that_a_comparison_is_read_back_from_csv_json_and_xlsx(
    paris_monaco: Comparison,
) -> None:
    times = [60.2, 120.75, 181.84, 246.42], [62.6, 124.6, 186.66, 247.64]
    gaps = [2.4, 3.85, 4.82, 1.22]
    rows = list(csv.DictReader(io.StringIO(comparison_csv(paris_monaco).decode())))
    for label, run in zip(("paris-2025", "monaco-2023"), times, strict=True):
        assert [float(row[f"split_s {label}"]) for row in rows] == run
    assert [float(row["difference_s monaco-2023"]) for row in rows] == gaps
    document = json.loads(comparison_json(paris_monaco))
    assert [each["label"] for each in document["runs"]] == ["paris-2025", "monaco-2023"]
    assert [each["times"][1]["split_s"] for each in document["marks"]] == times[1]
    assert [each["times"][1]["difference_s"] for each in document["marks"]] == gaps
    book = openpyxl.load_workbook(io.BytesIO(comparison_xlsx(paris_monaco)))
    heads, *cells = book["Comparison"].iter_rows(values_only=True)
    column = heads.index("monaco-2023: difference s")
    assert [row[column] for row in cells[:4]] == pytest.approx(gaps)
    assert book["Runs"]["A3"].value == "monaco-2023"


def test_that_a_comparison_with_decimal_commas_has_no_comma_between_cells(
    paris_monaco: Comparison,
) -> None:
    text = comparison_csv(paris_monaco, SEMICOLON).decode("utf-8-sig")
    first = next(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert first["split_s paris-2025"] == "60,200"


def test_that_what_a_run_lacks_is_null_and_no_cell() -> None:
    found = races_beside(["paris-2025", "oxford-1954"], NOWHERE).comparison
    document = json.loads(comparison_json(found))
    assert document["marks"][0]["times"][0] is None
    assert comparison_csv(found).decode().splitlines()[1].startswith("402.336,402 m,,,,,,,,,57.700")
