"""The benchmark's races of many: are they what they say, and does the picture show what was measured?"""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from ui.bench import __main__ as recorder
from ui.bench import growing
from ui.bench.__main__ import main
from ui.bench.field import field_of, setup_of
from ui.bench.figures import Budget, of_values
from ui.bench.growing import SIZES, Grown, Size, halves, picture, sentence
from ui.bench.report import Report, document, table
from ui.bench.run import Effort

GROWN = tuple(Grown(size, 1.0 + size.athletes / 8, 2.0 + size.marks / 100, 10.0) for size in SIZES)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(("athletes", "marks"), [(1, 4), (12, 25), (48, 6)])
def test_that_a_field_has_passed_half_of_its_marks(
    tmp_path: Path, athletes: int, marks: int
) -> None:
    field = field_of(tmp_path, athletes, marks)
    field.close()
    entries = field.stage.state.entries.values()
    assert [len(each.splits) for each in entries] == [marks // 2] * athletes
    assert len(field.stage.state.targets) == 3
    assert len(field.stage.state.plan.course.marks) == marks
    assert field.stage.moving


def test_that_the_lanes_of_a_wide_field_are_all_different() -> None:
    entrants = setup_of(48, 25).entrants
    assert len({each.id for each in entrants}) == len({each.lane for each in entrants}) == 48


def test_that_the_picture_has_a_point_for_every_race_on_every_curve() -> None:
    drawn = ET.fromstring(picture(GROWN))
    by_athletes, by_marks = halves(GROWN)
    assert [each.size.athletes for each in by_athletes] == [1, 4, 12, 24, 36, 48]
    assert [each.size.marks for each in by_marks] == [4, 12, 25, 50, 100, 200]
    points = [(float(p.get("cx", "")), float(p.get("cy", ""))) for p in drawn.iter(f"{SVG}circle")]
    assert len(points) == 3 * 12
    _, _, width, height = map(float, drawn.get("viewBox", "").split())
    assert all(0 <= x <= width and 0 <= y <= height for x, y in points)


def test_that_what_takes_longer_stands_higher() -> None:
    assert growing._y(2.0) > growing._y(4.0) > growing._y(8.0)
    assert growing._y(1000.0) == growing._y(64.0) == growing._TOP


def test_that_the_sentence_names_the_ends() -> None:
    said = sentence(GROWN)
    assert said.startswith("From 1 to 48 athletes, with 25 marks: a frame of all athletes from 1.1")
    assert "From 4 to 200 marks, with 12 athletes: a frame of all athletes" in said
    assert "one with a graph from 2.0 to 4.0 ms" in said


def test_that_a_budget_of_the_99th_percentile_holds_or_does_not() -> None:
    values = [1.0] * 98 + [9.0, 9.0]
    assert of_values("frame", values, budget=Budget(4.0, of_ratio=False, tail=9.0)).holds
    assert of_values("frame", values, budget=Budget(4.0, of_ratio=False, tail=8.9)).holds is False
    assert of_values("frame", values, budget=Budget(None, of_ratio=False, tail=9.0)).holds
    shown = table((of_values("frame", values, budget=Budget(4.0, of_ratio=False, tail=8.0)),))
    assert "at most 4 ms, p99 8 ms" in shown
    only = table((of_values("press", values, budget=Budget(None, of_ratio=False, tail=16.7)),))
    assert "p99 at most 16.7 ms" in only


def test_that_a_recorded_run_draws_its_picture_beside_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = Report("2026-11-22", "a machine", "a screen", (of_values("fold", [1.0]),), GROWN)
    monkeypatch.setattr(recorder, "measure", lambda _: report)
    path = tmp_path / "speed.md"
    path.write_text("<!-- the recorded run -->\n<!-- the end of the recorded run -->\n", "utf-8")
    assert main([str(path)], Effort(starts=1)) == 0
    assert (tmp_path / "speed-growth.svg").read_text("utf-8") == picture(GROWN)
    assert "](speed-growth.svg)" in path.read_text("utf-8")
    assert sentence(GROWN) in path.read_text("utf-8")


def test_that_the_growth_is_in_the_json_too() -> None:
    found = document(Report("", "", "", (), (Grown(Size(12, 25), 1.0, 2.0, 3.0),)))["growth"]
    assert found == [{"athletes": 12, "marks": 25, "field": 1.0, "alone": 2.0, "press": 3.0}]
