"""The benchmark: are its figures right, is what it times really painted, and does it leave no trace?"""

import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.cli.context import Refused
from app.cli.requests import BenchRequest
from app.domain.evolve import fold
from tests.architecture.checkout import ROOT
from ui.bench import programs, run, start, storing
from ui.bench.__main__ import main
from ui.bench.figures import Budget, Figure, of_pairs, of_values, percentile
from ui.bench.report import Report, document, table, with_run
from ui.bench.stand import PaintWatch, refuse_unpainted
from ui.bench.start import in_turn
from ui.launch import launch

A_RUN = """
import json
from ui.bench.report import document
from ui.bench.growing import Size
from ui.bench.run import Effort, measure
effort = Effort(
    starts=1, frames=3, presses=3, growth=2, seconds=0.3, sizes=(Size(1, 25), Size(12, 4))
)
print(json.dumps(document(measure(effort))))
"""
PAIRS = [(2.0, 1.0), (9.0, 3.0), (8.0, 2.0)]
PLACE = "Before.\n<!-- the recorded run -->\nthe run before\n<!-- the end of the recorded run -->\nAfter.\n"


def test_that_a_ratio_is_the_median_of_the_ratios_of_the_pairs() -> None:
    figure = of_pairs("start", PAIRS)
    assert (figure.ours, figure.reference) == (8.0, 2.0)
    # 2, 3 and 4; the ratio of the medians would be 4.
    assert (figure.ratio, figure.low, figure.high) == (3.0, 2.5, 3.5)


def test_that_one_pair_is_its_own_spread() -> None:
    figure = of_pairs("start", PAIRS[:1])
    assert (figure.ratio, figure.low, figure.high) == (2.0, 2.0, 2.0)


@pytest.mark.parametrize(("share", "found"), [(0.5, 50), (0.99, 99), (1.0, 100), (0.001, 1)])
def test_that_a_percentile_is_one_of_the_values(share: float, found: int) -> None:
    assert percentile(list(range(100, 0, -1)), share) == found


@pytest.mark.parametrize(
    ("budget", "holds"),
    [
        (None, None),
        (Budget(3.0), True),
        (Budget(2.99, aim=1.0), False),
        (Budget(8.0, of_ratio=False), True),
        (Budget(7.9, of_ratio=False), False),
    ],
)
def test_that_a_budget_holds_up_to_its_limit(budget: Budget | None, holds: bool | None) -> None:
    assert of_pairs("start", PAIRS, budget=budget).holds is holds


def test_that_pairs_are_measured_in_turn_after_a_warm_up() -> None:
    order: list[str] = []

    def measured(name: str) -> str:
        order.append(name)
        return f"{name}{len(order)}"

    found = in_turn(2, lambda: measured("a"), lambda: measured("b"))
    assert order == ["a", "b"] * 3
    assert found == [("a3", "b4"), ("a5", "b6")]


def figures() -> tuple[Figure, ...]:
    budget = Budget(1.35, aim=1.25)
    return (
        of_pairs("start to first paint", [(150.0, 100.0)], budget=budget),
        of_values("fold", [0.5, 0.7, 12.34], budget=Budget(4.0, of_ratio=False)),
    )


def test_that_the_table_is_aligned_and_says_what_holds() -> None:
    lines = table(figures()).splitlines()
    assert len({len(line) for line in lines}) == 1
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert rows[2][:6] == ["start to first paint", "1", "150 ms", "150 ms", "100 ms", "1.50"]
    assert rows[2][6:] == ["1.50 to 1.50", "at most 1.35 times, aim 1.25", "falls short"]
    assert rows[3] == ["fold", "3", "0.70 ms", "12.3 ms", "–", "–", "–", "at most 4 ms", "holds"]


def test_that_the_json_holds_every_figure_as_a_number() -> None:
    found = document(Report("2026-11-21", "a machine", "a screen", figures()))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    first, second = found["figures"]
    assert (first["ours"], first["reference"], first["ratio"]) == (150.0, 100.0, 1.5)
    assert first["budget"] == {"most": 1.35, "aim": 1.25, "of_ratio": True, "tail": None}
    assert first["holds"] is False
    assert second["reference"] is None
    assert second["p99"] == 12.34


def test_that_the_command_prints_a_table_or_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Report("2026-11-21", "a machine", "a screen", figures())
    monkeypatch.setattr(run, "measure", lambda _: report)
    assert launch(BenchRequest(as_json=True)) == 0
    assert json.loads(capsys.readouterr().out) == document(report)
    assert launch(BenchRequest(as_json=False)) == 0
    assert capsys.readouterr().out.endswith(table(figures()) + "\n")


def test_that_a_run_takes_the_place_of_the_one_recorded_before() -> None:
    report = Report("2026-11-21", "a machine", "a screen", figures())
    once = with_run(PLACE, report)
    assert once.startswith("Before.\n<!-- the recorded run -->\n\na machine; a screen; 2026-11-21")
    assert once.endswith("<!-- the end of the recorded run -->\nAfter.\n")
    assert "the run before" not in once
    assert with_run(once, report) == once


def test_that_a_document_without_a_place_is_refused_before_anything_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "page.md"
    path.write_text("no place", encoding="utf-8")
    assert main([str(path)]) == 1
    assert capsys.readouterr().err.startswith(f"splitline: {path}: found no <!-- the recorded run")
    assert main([str(tmp_path / "none.md")]) == 1
    assert main([]) == 2
    assert path.read_text("utf-8") == "no place"


def test_that_the_shipped_document_has_the_place() -> None:
    text = (ROOT / "docs" / "performance.md").read_text("utf-8")
    assert with_run(text, Report("", "", "", figures())) != text


@pytest.mark.parametrize("program", [programs.bare_window, programs.bare_chart])
def test_that_a_bare_program_imports_nothing_of_ours(program: Any) -> None:
    source = program()
    compile(source, "bare", "exec")
    assert not {"ui", "app"} & {line.split()[1].partition(".")[0] for line in imports(source)}


def imports(source: str) -> list[str]:
    return [line for line in source.splitlines() if line.startswith(("import ", "from "))]


def test_that_a_program_that_fails_is_told_in_one_sentence() -> None:
    with pytest.raises(Refused, match=r"found ZeroDivisionError: .*, expected two lines"):
        start._start("1 / 0", "at_ns")


def test_that_a_frame_that_is_not_painted_is_refused(qapp: QApplication) -> None:
    widget = QWidget()
    watch = PaintWatch(widget)
    with pytest.raises(Refused, match="nothing was painted"):
        refuse_unpainted(watch, "a frame")
    seeing = PaintWatch(widget)
    widget.grab()
    refuse_unpainted(seeing, "a frame")


@pytest.mark.parametrize("splits", [300, 1500])
def test_that_the_folded_races_have_as_many_splits_as_they_say(splits: int) -> None:
    state = fold(storing.recorded(*storing._MARKS[splits]))
    assert state is not None
    assert sum(len(entry.splits) for entry in state.entries.values()) == splits


@pytest.mark.slow
def test_that_a_whole_run_measures_everything_and_leaves_no_trace(splitline_home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", A_RUN],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["screen"].endswith("offscreen")
    names = [each["name"] for each in found["figures"]]
    assert len(names) == len(set(names)) >= 12
    for each in found["figures"]:
        assert 0 <= each["ours"] <= each["p99"] < math.inf, each
        assert each["ratio"] is None or each["ratio"] > 0, each
    budgets = {each["name"]: each["budget"] for each in found["figures"] if each["budget"]}
    assert budgets["start to first paint"]["most"] == 1.35
    assert budgets["start to charts ready"]["most"] == 1.15
    assert budgets["start to charts ready: memory"]["most"] == 1.5
    assert budgets["press until painted"]["tail"] == 16.7
    assert budgets["processor use, 12 athletes, running"]["most"] == 12.0
    assert [each["athletes"] for each in found["growth"]] == [1, 12]
    assert budgets["frame until painted, night"]["most"] == 4.0
    assert list(splitline_home.iterdir()) == []
