"""The fit and the benchmark judge by races left out: these hold that to its word."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.analysis.pacing.kernel import Floats
from tests.bench import bench_projection as bp
from tests.bench import fit_pacing as fp
from tests.bench.pacing_toml import model_toml


def _race(name: str, race_class: str, distance: float, pace: float) -> list[dict[str, Any]]:
    step = distance / 4
    return [
        {
            "race_id": name,
            "athlete": f"runner {i}",
            "sex": "F",
            "distance_m": distance,
            "race_class": race_class,
            "finish_s": distance * (pace + 0.001 * i),
            "precision_s": 0.1,
            "measured": "published",
            "splits": [
                {"mark_m": step * k, "time_s": step * k * (pace + 0.0005 * i) - 0.1 * k}
                for k in (1, 2, 3)
            ],
        }
        for i in range(3)
    ]


def _runners(folder: Path, odd_pace: float = 0.162) -> list[fp.Runner]:
    races = [
        *_race("p1", "paced", 1500, 0.160),
        *_race("p2", "paced", 1500, odd_pace),
        *_race("c1", "championship", 1500, 0.165),
        *_race("c2", "championship", 1500, 0.170),
        *_race("e1", "championship", 800, 0.150),
        *_race("e2", "championship", 800, 0.152),
    ]
    path = folder / "races.json"
    path.write_text(json.dumps(races), encoding="utf-8")
    return fp.read_runners(path)


@pytest.fixture
def usual_spreads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the spreads that are usual, which are quick to find."""

    def fit(runners: Sequence[fp.Runner], begin: Floats | None = None) -> Floats:
        return np.asarray(fp.USUAL + 1e-3 * len(runners), dtype=np.float64)

    monkeypatch.setattr(fp, "fit_spreads", fit)


@pytest.mark.usefixtures("usual_spreads")
def test_that_a_race_left_out_has_no_say_in_its_model(tmp_path: Path) -> None:
    one = fp.fit_all(_runners(tmp_path, 0.162), None, "p2").model
    other = fp.fit_all(_runners(tmp_path, 0.190), None, "p2").model
    full = fp.fit_all(_runners(tmp_path, 0.190)).model
    assert one == other
    assert full != other


@pytest.mark.usefixtures("usual_spreads")
def test_that_shipped_races_are_left_out_of_the_fit(tmp_path: Path) -> None:
    runners = _runners(tmp_path)
    famous = [r._replace(race_id="mile-paris-2025") for r in runners if r.race_id == "p1"]
    assert fp.fit_all([*runners, *famous]).model == fp.fit_all(runners).model


@pytest.mark.usefixtures("usual_spreads")
def test_that_the_file_of_a_fit_is_read_as_the_fit(tmp_path: Path) -> None:
    from app.formats.pacing_file import read_pacing

    runners = _runners(tmp_path)
    model = fp.fit_all(runners).model
    path = tmp_path / "pacing.toml"
    path.write_text(model_toml(model, runners, "2025-01-01"), encoding="utf-8")
    read = read_pacing(path)
    assert read.fitted_on == "2025-01-01"
    for got, fitted in zip(read.groups, model.groups, strict=True):
        assert got.shape.mean == pytest.approx(fitted.shape.mean, rel=1e-5)
        for row, wanted in zip(got.shape.mean_cov, fitted.shape.mean_cov, strict=True):
            assert row == pytest.approx(wanted, rel=1e-5)
        assert got.levels[0].log_slowness == pytest.approx(fitted.levels[0].log_slowness, abs=1e-4)


@pytest.mark.usefixtures("usual_spreads")
def test_that_the_better_rule_and_the_bands_are_counted_by_hand(tmp_path: Path) -> None:
    runners = _runners(tmp_path)
    model = fp.fit_all(runners).model
    rows = bp.rows_of(runners, lambda _: model)
    first = next(r for r in rows if r.case.runner is runners[0] and len(r.case.marks) == 2)
    # 750 m in 750 x 0.16 - 0.2 s, of 1500 m in 240 s: half the time is left, the lap before it
    # was 375 x 0.16 - 0.1 s.
    assert first.even == pytest.approx(2 * (750 * 0.16 - 0.2) - 240)
    assert first.last == pytest.approx(119.8 + 2 * 59.9 - 240)
    ratio, low, high = bp.ratio_interval(rows)
    better = min(bp.rmse(r.even for r in rows), bp.rmse(r.last for r in rows))
    assert ratio == pytest.approx(bp.rmse(r.model for r in rows) / better)
    assert low <= ratio <= high
    share = bp.coverage_interval(rows, 80)[0]
    assert share == pytest.approx(np.mean([0.1 <= r.pit <= 0.9 for r in rows]))


def test_that_the_factor_of_a_race_does_not_look_at_it() -> None:
    key = fp.MAIN[0]
    shares = {f: {(k, "a"): (min(f, 1.0), 5) for k in fp.MAIN} for f in fp.SCALES}
    known = {f: {**each, (key, "b"): (0.0, 5)} for f, each in shares.items()}
    other = {f: {**each, (key, "b"): (1.0, 5)} for f, each in shares.items()}
    assert fp.choose_factors(known, "b") == fp.choose_factors(other, "b")
    assert fp.choose_factors(known) != fp.choose_factors(other)
    assert fp.choose_factors(shares) == dict.fromkeys(fp.MAIN, 0.8)


def test_that_marks_every_100_m_are_judged_by_laps_too(tmp_path: Path) -> None:
    marks = tuple(float(mark) for mark in range(100, 1600, 100))
    times = tuple(mark * 0.16 for mark in marks)
    runner = _runners(tmp_path)[0]._replace(marks=marks, times=times)
    found = {(c.layout, c.marks) for c in fp.cases(runner)}
    assert (fp.LAPS, (400.0, 800.0, 1200.0)) in found
    assert (fp.LINE, (300.0, 700.0)) in found
    assert sum(layout == fp.FINE for layout, _ in found) == 14
