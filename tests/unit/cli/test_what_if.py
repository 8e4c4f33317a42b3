import pytest

from tests.unit.cli.conftest import Splitline

MONACO = ("what-if", "--time", "4:07.64", "--distance", "mile")
CHECKS = (
    ("0", 253.27),
    ("0.3", 248.13),
    ("0.5", 244.45),
    ("0.6", 242.52),
    ("0.7", 240.52),
    ("0.756", 239.37),
    ("1", 234.05),
)


@pytest.mark.parametrize(("drafting", "expected"), CHECKS)
def test_that_the_check_values_come_out(
    splitline: Splitline, drafting: str, expected: float
) -> None:
    document = splitline(*MONACO, "--drafting", drafting, "--json").document
    band = document["equivalent"]
    assert band["time_s"] == pytest.approx(expected, abs=0.02)
    assert band["low_s"] <= band["time_s"] <= band["high_s"]


def test_that_everything_it_rests_on_is_in_the_document(splitline: Splitline) -> None:
    argv = ("--mass", "47", "--height", "1.6", "--drafting", "0,7", "--run-wind", "1", "--json")
    document = splitline(*MONACO, *argv).document
    assert tuple(document) == (
        "time_s",
        "distance_m",
        "equivalent",
        "air",
        "as_run",
        "what_if",
        "runner",
        "weather",
        "check",
        "note",
    )
    assert document["runner"] == {"mass_kg": 47.0, "height_m": 1.6}
    assert document["as_run"] == {"drafting": 0.328, "temperature_c": 20.0, "wind_m_s": 1.0}
    assert document["what_if"] == {"drafting": 0.7, "temperature_c": 20.0, "wind_m_s": 1.0}
    assert document["check"]["published_s"] == 239.37
    assert document["check"]["here_s"] == pytest.approx(239.37, abs=0.02)
    assert document["note"].startswith("A what-if, no projection")


def test_that_it_can_be_read(splitline: Splitline) -> None:
    text = splitline(*MONACO, "--drafting", "0.756").out
    first, second, *rest = text.splitlines()
    assert first == "3:58.3 to 4:05.4 instead of 4:07.64, if drafting is 0.756 instead of 0.328"
    assert second == "A what-if, no projection: the same effort in other air."
    assert [line.split("  ")[0] for line in rest if line[0] != " "] == [
        "air 12.7 %",
        "air 3.8 %",
        "check",
        "not in it",
    ]
    assert "3:59.38 here, 3:59.37 published (da Silva, Hoogkamer, Kipp and Kram 2025)" in " ".join(
        text.split()
    )


def test_that_nothing_other_is_the_time_itself(splitline: Splitline) -> None:
    assert splitline(*MONACO).out.startswith("4:07.64: nothing is other than it was")
    alone = splitline(*MONACO, "--run-drafting", "0", "--drafting", "0", "--json").document
    assert alone["equivalent"] == {"low_s": 247.64, "time_s": 247.64, "high_s": 247.64}


def test_that_a_distance_may_be_called_an_event(splitline: Splitline) -> None:
    said = ("what-if", "--time", "3:49.11", "--drafting", "0.7")
    by_event = splitline(*said, "--event", "1500").out
    assert by_event == splitline(*said, "--distance", "1500 m").out


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("--drafting", "70"), "drafting: found 70, expected 0 to 1"),
        (("--drafting", "nan"), 'drafting: found "nan", expected 0 to 1'),
        (("--mass", "42 kg"), 'mass: found "42 kg", expected 30 to 110 kg'),
        (("--height", "157"), "height: found 157 m, expected 1.3 to 2.2 m"),
        (
            ("--run-temperature", "-40"),
            "temperature: found -40 \u00b0C, expected -10 to 45 \u00b0C",
        ),
        (("--humidity", "101"), "humidity: found 101 %, expected 0 to 100 %"),
        (("--pressure", "30"), "pressure: found 30 hPa, expected 650 to 1080 hPa"),
        (("--wind", "9"), "wind: found 9 m/s, expected 0 to 8 m/s"),
    ],
)
def test_that_a_figure_that_cannot_be_meant_is_one_sentence(
    splitline: Splitline, argv: tuple[str, ...], sentence: str
) -> None:
    assert splitline(*MONACO, *argv).sentence == sentence


@pytest.mark.parametrize(
    ("time", "distance", "begins"),
    [
        ("4:07,6x", "mile", 'the time "4:07,6x" has "x"'),
        ("40:00", "mile", "time: found 40:00.00 over 1609.344 m, expected 3:09.33 to"),
        ("50", "400", "distance: found 400 m, expected 800 to 10000 m"),
        ("4:07.64", "lap", 'event: found "lap", expected one like'),
    ],
)
def test_that_a_run_that_cannot_be_meant_is_one_sentence(
    splitline: Splitline, time: str, distance: str, begins: str
) -> None:
    answer = splitline("what-if", "--time", time, "--distance", distance, "--drafting", "0.7")
    assert answer.sentence.startswith(begins)


def test_that_time_and_distance_have_to_be_said(splitline: Splitline) -> None:
    assert splitline("what-if", "--distance", "mile").code == 2
    assert splitline("what-if", "--time", "4:07.64").code == 2
