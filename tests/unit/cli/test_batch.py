import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.batch import project_batch
from tests.unit.cli.conftest import Answer, Splitline

GOOD: dict[str, Any] = {
    "id": "a",
    "distance_m": 1609.344,
    "race_class": "paced",
    "best_s": 250.0,
    "splits": [{"mark_m": 409.344, "time_s": 60.2}, {"mark_m": 809.344, "time_s": 120.75}],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "in.jsonl"


def _lines(answer: Answer) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.out.splitlines()]


def test_that_every_good_line_is_answered_in_order(splitline: Splitline, file: Path) -> None:
    other = {"id": 7, "distance_m": 800, "splits": [{"mark_m": 400, "time_s": 51.3}], "more": 1}
    nobody = {**GOOD, "best_s": None, "race_class": "", "id": "c"}
    lines = [json.dumps(each) for each in (GOOD, other, nobody)]
    file.write_text("\n\n".join(lines) + "\n")
    answer = splitline("project", "--batch", file)
    assert (answer.code, answer.err) == (0, "")
    found = _lines(answer)
    assert [each["id"] for each in found] == ["a", 7, "c"]
    assert tuple(found[0]) == ("id", "finish_s", "model", "validated", "quantiles", "models")
    assert found[0]["models"]["even"] == 240.106
    assert set(found[0]["models"]) == {"even", "last", "ratio", "pacing"}
    assert {each["model"] for each in found} == {"pacing"}
    assert found[0]["finish_s"] == found[0]["models"]["pacing"] == found[0]["quantiles"]["0.5"]


def test_that_the_order_of_the_splits_changes_no_answer(splitline: Splitline, file: Path) -> None:
    turned = {**GOOD, "splits": GOOD["splits"][::-1]}
    file.write_text("\n".join(json.dumps(each) for each in (GOOD, turned)))
    one, other = _lines(splitline("project", "--batch", file))
    assert one == other


def test_that_a_target_gives_every_line_its_plan(splitline: Splitline, file: Path) -> None:
    """At 809.344 m sub-4 asks 120.692: 120.75 is 0.058 behind, 239.99 + 0.058 = 240.048."""
    file.write_text(json.dumps(GOOD))
    (found,) = _lines(splitline("project", "--batch", file, "--target", "sub-4"))
    assert found["models"]["plan"] == 240.048


@pytest.mark.parametrize(
    ("line", "race_id", "why"),
    [
        ("oops", None, "line 2: column 1: found no JSON (expecting value), expected JSON"),
        ("[1]", None, "line 2: found a list of 1, expected a table"),
        ("{}", None, "line 2: id: found nothing, expected a text or a whole number"),
        ('{"id": true}', None, "line 2: id: found bool, expected a text or a whole number"),
        ('{"id": "b"}', "b", "line 2: distance_m: found nothing, expected metres"),
        ({"distance_m": -5}, "a", "line 2: distance_m: found -5, expected metres"),
        ({"distance_m": 2e9}, "a", "line 2: distance_m: found 2000000000.0, expected metres"),
        ({"race_class": "fast"}, "a", 'line 2: race_class: found "fast", expected paced or champ'),
        ({"best_s": -1}, "a", "line 2: best_s: found -1, expected seconds above zero"),
        ({"best_s": 1.8e299}, "a", "line 2: best_s: found 1.8e+299, expected seconds above zero"),
        ([(409.344, 1e300)], "a", "line 2: splits[0].time_s: found 1e+300, expected seconds"),
        ({"best_s": 60}, "a", "line 2: best: found 1609.344 m in 1:00.00, 26.82 m/s, which is too"),
        ({"splits": None}, "a", "line 2: splits: found null, expected a list of tables"),
        ({"splits": []}, "a", "line 2: splits: found none, expected one or more"),
        ({"splits": [3]}, "a", "line 2: splits[0]: found 3, expected a table"),
        ([(409.344, float("nan"))], "a", "line 2: splits[0].time_s: found nan, expected seconds"),
        ([(409.344, float("inf"))], "a", "line 2: splits[0].time_s: found inf, expected seconds"),
        ([(409.344, -60.2)], "a", "line 2: splits[0].time_s: found -60.2, expected seconds"),
        ([(409.344, "60.2")], "a", 'line 2: splits[0].time_s: found "60.2", expected seconds'),
        ([(float("nan"), 60.2)], "a", "line 2: splits[0].mark_m: found nan, expected metres"),
        ([(400, 60), (800, 59)], "a", "line 2: 800 m: found 59.00, expected later than 1:00.00"),
        ([(800, 59), (400, 60)], "a", "line 2: 800 m: found 59.00, expected later than 1:00.00"),
        ([(400, 60), (400, 61)], "a", "line 2: splits: found 400 m twice"),
        ([(2000, 300)], "a", "line 2: Mark 2000 m lies beyond the finish at 1609.344 m"),
        ([(9.344, 1.5)], "a", "line 2: splits: found 9.344 m as the last mark"),
        ([(400, 30)], "a", "line 2: 0 m to 400 m: found 400 m in 30.00, 13.33 m/s, which is too f"),
        ([(400, 500)], "a", "line 2: 0 m to 400 m: found 400 m in 8:20.00, 0.8 m/s, which is too"),
        (b'{"id": "\xff"}', None, "line 2: found bytes that are no UTF-8, expected JSON"),
        ('{"id": ' + "[" * 100_000, None, "line 2: found values nested too deep"),
        ('{"id": ' + "9" * 5000 + "}", None, "line 2: found a number of thousands of digits"),
    ],
)
def test_that_a_bad_line_is_answered_with_its_error_and_the_rest_goes_on(
    splitline: Splitline, file: Path, line: object, race_id: object, why: str
) -> None:
    if isinstance(line, list):
        line = {"splits": [{"mark_m": mark, "time_s": time} for mark, time in line]}
    if isinstance(line, dict):
        line = json.dumps({**GOOD, **line})
    raw = line if isinstance(line, bytes) else str(line).encode()
    good = json.dumps(GOOD).encode()
    file.write_bytes(good + b"\n" + raw + b"\n" + good)
    answer = splitline("project", "--batch", file)
    first, bad, last = _lines(answer)
    assert answer.code == 1
    assert answer.err == "splitline: 1 of 3 lines could not be projected.\n"
    assert set(bad) == {"id", "error"}
    assert bad["id"] == race_id
    assert bad["error"].startswith(why)
    assert first == last
    assert "error" not in first


def test_that_answers_can_go_to_a_file(splitline: Splitline, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    file.write_text(json.dumps(GOOD) + "\noops\n")
    answer = splitline("project", "--batch", file, "--out", out)
    assert (answer.code, answer.out) == (1, "")
    assert [sorted(json.loads(line)) for line in out.read_text().splitlines()] == [
        ["finish_s", "id", "model", "models", "quantiles", "validated"],
        ["error", "id"],
    ]


def test_that_standard_input_can_be_read(
    splitline: Splitline, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(json.dumps(GOOD).encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert _lines(splitline("project", "--batch", "-"))[0]["id"] == "a"


def test_that_a_batch_which_cannot_be_read_or_written_is_refused(
    splitline: Splitline, tmp_path: Path, file: Path
) -> None:
    missing = tmp_path / "none.jsonl"
    assert splitline("project", "--batch", missing).sentence.startswith(f"{missing}: cannot be")
    assert splitline("project", "--batch", tmp_path).sentence.endswith("expected a file")
    file.write_text(json.dumps(GOOD))
    out = tmp_path / "none" / "out.jsonl"
    assert splitline("project", "--batch", file, "--out", out).sentence.startswith(f"{out}: can")


NUMBERS = st.floats() | st.integers() | st.none() | st.booleans() | st.text(max_size=3)
SPLITS = st.lists(st.fixed_dictionaries({"mark_m": NUMBERS, "time_s": NUMBERS}), max_size=4)


def _run(laps: list[tuple[float, float]]) -> list[dict[str, float]]:
    mark = time = 0.0
    splits = []
    for length, speed in laps:
        mark, time = mark + length, time + length / speed
        splits.append({"mark_m": mark, "time_s": time})
    return splits


PLAUSIBLE = st.lists(st.tuples(st.floats(1, 900), st.floats(5, 9)), min_size=1, max_size=4).map(
    _run
)


@given(
    distance=NUMBERS | st.floats(100, 10_000),
    splits=SPLITS | PLAUSIBLE,
    best=NUMBERS,
)
def test_that_any_line_is_projected_or_refused(
    tmp_path_factory: pytest.TempPathFactory, distance: object, splits: object, best: object
) -> None:
    folder = tmp_path_factory.mktemp("batch")
    line = {"id": "x", "distance_m": distance, "splits": splits, "best_s": best}
    (folder / "in").write_text(json.dumps(line))
    done, failed = project_batch(str(folder / "in"), folder / "out", ())
    (answer,) = (json.loads(each) for each in (folder / "out").read_text().splitlines())
    assert (done, failed) == (1, int("error" in answer))
    if not failed:
        last = max(each["time_s"] for each in splits)  # type: ignore[attr-defined]
        assert all(finish > last - 0.001 for finish in answer["models"].values())
