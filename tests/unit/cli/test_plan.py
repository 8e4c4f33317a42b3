from pathlib import Path

import pytest

from tests.unit.cli.conftest import Splitline

SETS = "3 x (4 x 300 in 43, 1:30) / 5:00"
GROUPS = "5x1000 (A 3:05-3:10, B 3:20), 2' + 5' + 4x300 (A 46, B 49, D 50), 100 jog"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    file = tmp_path / "roster.txt"
    file.write_text("A: Ann, 5k 15:30, Bea\nB: Cia, 300 in 45\n")
    return file


def test_that_a_plan_is_read_aloud_and_laid_out(splitline: Splitline) -> None:
    first, heads, *rows = splitline("plan", SETS).out.splitlines()
    assert first.startswith("3 sets of 4 times 300 m in 43.0; 1:30 between repetitions")
    assert heads.split() == ["set", "repetition", "target", "then"]
    assert len(rows) == 12
    assert rows[3].split() == ["4", "1.4", "300", "m", "43.0", "5:00"]
    assert rows[11].split() == ["12", "3.4", "300", "m", "43.0"]


def test_that_each_athlete_has_a_column_of_times(splitline: Splitline, roster: Path) -> None:
    lines = splitline("plan", f"{GROUPS}; groups 1:00 apart", "--roster", roster).out.splitlines()
    assert lines[1].split() == ["set", "repetition", "Ann", "Bea", "Cia", "then"]
    assert lines[2].split()[4:7] == ["3:05–3:10", "3:05–3:10", "3:20"]
    assert lines[7].split()[4:7] == ["46.0", "46.0", "45.0"]
    assert lines[-2:] == ["B starts 1:00 after A", "nobody is called D"]


def test_that_without_a_roster_the_names_in_the_plan_have_theirs(splitline: Splitline) -> None:
    lines = splitline("plan", "4x300 (A 46, Ann 44, others 48)").out.splitlines()
    assert lines[1].split() == ["set", "repetition", "A", "Ann", "others", "then"]
    assert lines[2].split()[4:] == ["46.0", "44.0", "48.0"]


def test_that_a_best_that_is_not_known_is_named(splitline: Splitline, roster: Path) -> None:
    lines = splitline("plan", "3x1000 @ 5k pace", "--roster", roster).out.splitlines()
    assert lines[2].split()[4:] == ["3:06", "–", "–"]
    assert lines[-2:] == ["Bea: no best time over 5000 m", "Cia: no best time over 5000 m"]


def test_that_300_m_at_the_pace_of_a_mile_in_3_59_99_take_44_74(splitline: Splitline) -> None:
    document = splitline("plan", "300 @ mile pace of 3:59.99", "--json").document
    (repetition,) = document["repetitions"]
    assert repetition["target"] == {
        "fastest_s": 44.737,
        "slowest_s": 44.737,
        "rests_on": "over the mile in 3:59.99",
    }


def test_that_the_document_has_all_of_it(splitline: Splitline, roster: Path) -> None:
    text = "2 x (2x1000 @ 5k pace with splits at 400, every 5:00) / 10:00; starts B +30 s"
    document = splitline("plan", text, "--roster", roster, "--json").document
    assert tuple(document) == ("plan", "repetitions", "athletes", "nobody_is")
    assert document["plan"]["text"] == text
    assert document["plan"]["distance_m"] == 4000.0
    assert document["plan"]["groups"] == [
        {"name": "A", "starts_after_s": 0.0},
        {"name": "B", "starts_after_s": 30.0},
    ]
    assert [each["recovery"] for each in document["repetitions"]] == [
        {"words": "a start every 5:00", "every_s": 300.0, "counts_from": 1},
        {"words": "10:00", "time_s": 600.0},
        {"words": "a start every 5:00", "every_s": 300.0, "counts_from": 3},
        None,
    ]
    assert document["repetitions"][0]["marks_m"] == [400.0, 1000.0] or document["repetitions"][0][
        "marks_m"
    ] == [400.0]
    ann, bea, _ = document["athletes"]
    assert (ann["name"], ann["key"], ann["group"]) == ("Ann", 1, "A")
    assert ann["targets"][0]["rests_on"] == "best over 5000 m in 15:30.00"
    assert bea["targets"][0] == {"missing": "no best time over 5000 m"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("5x1000 in", "plan, character 10 (at the end): found nothing, expected a target like"),
        ("", "plan, character 1 (empty): found nothing, expected a repetition"),
    ],
)
def test_that_a_wrong_plan_ends_with_its_place(
    splitline: Splitline, text: str, sentence: str
) -> None:
    assert splitline("plan", text).sentence.startswith(sentence)


def test_that_a_wrong_roster_ends_with_its_athlete(splitline: Splitline, tmp_path: Path) -> None:
    file = tmp_path / "roster.txt"
    file.write_text("Ann\nBea, 800 fast\n")
    assert splitline("plan", "4x300", "--roster", file).sentence.startswith("athlete 2: found")
    assert "no such file" in splitline("plan", "4x300", "--roster", tmp_path / "none").sentence
