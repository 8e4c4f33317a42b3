"""The races that the simulated operator times."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from app.domain.course import metres, to_metres
from app.domain.times import seconds
from app.formats.pacing_file import shipped_pacing
from tests.bench.messy.fields import Field, drawn, read_fields, real

SLOWEST_S_PER_M, FASTEST_S_PER_M = 0.30, 0.10


def races(count: int) -> list[Field]:
    return [drawn(np.random.default_rng(seed), shipped_pacing()) for seed in range(count)]


def test_that_a_seed_draws_its_race_again() -> None:
    assert races(5) == races(5)


def test_that_races_are_of_1_to_12_athletes_over_800_to_3000_m() -> None:
    found = races(150)
    assert {len(each.passages) for each in found} == set(range(1, 13))
    assert {round(to_metres(each.marks[-1])) for each in found} == {
        800, 1000, 1500, 1609, 2000, 3000,
    }  # fmt: skip


def test_that_everybody_runs_on_at_a_pace_that_people_run() -> None:
    for field in races(60):
        for times in field.passages.values():
            for (mark, time), (later_mark, later) in pairwise(
                [(0, 0), *zip(field.marks, times, strict=True)]
            ):
                pace = (later - time) / (later_mark - mark) / 1e6
                assert FASTEST_S_PER_M < pace < SLOWEST_S_PER_M


def test_that_athletes_of_a_race_run_together_more_than_with_those_of_another() -> None:
    finishes = [[times[-1] / field.marks[-1] for times in field.passages.values()]
                for field in races(80)]  # fmt: skip
    within = np.mean([np.std(each) for each in finishes if len(each) > 3])
    between = np.std([np.mean(each) for each in finishes])
    assert within < between / 2


@pytest.fixture
def file(tmp_path: Path) -> Path:
    run = {"race_id": "r", "distance_m": 800.0, "race_class": "paced", "finish_s": 110.0}
    splits = [{"mark_m": 200.0, "time_s": 27.0}, {"mark_m": 400.0, "time_s": 54.0}]
    longer = run | {"race_id": "s", "distance_m": 5000.0, "splits": splits}
    falling = run | {"race_id": "t", "finish_s": 50.0, "splits": splits}
    path = tmp_path / "races.json"
    text = json.dumps([run | {"splits": splits}, run | {"splits": splits}, longer, falling])
    path.write_text(text, encoding="utf-8")
    return path


def test_that_real_races_are_those_of_one_field_over_800_to_3000_m(file: Path) -> None:
    (runs,) = read_fields(file)
    assert len(runs) == 2


def test_that_a_real_race_is_timed_once_a_lap_where_it_has_such_marks(file: Path) -> None:
    (runs,) = read_fields(file)
    field = real(np.random.default_rng(1), runs)
    assert field.marks == (metres(400), metres(800))
    assert set(field.passages.values()) == {(seconds(54.0), seconds(110.0))}
