import json
from typing import Any

import pytest

from tests.unit.cli.conftest import Splitline

PARIS = ("--split", "409.344=1:00.20", "--split", "809.344=2:00.75", "--split", "1209.344m=3:01.84")
PACED = ("--race-class", "paced", "--json")


def test_that_a_mile_is_projected_by_every_rule(splitline: Splitline) -> None:
    """The same splits as Paris: even pace 241.985, last lap 242.93, plan 239.99 + 1.499."""
    answer = splitline("project", "--event", "mile", *PARIS, "--target", "sub-4", "--json")
    document = answer.document
    assert tuple(document) == ("id", "finish_s", "model", "validated", "quantiles", "models")
    assert document["models"]["even"] == 241.985
    assert document["models"]["last"] == 242.93
    assert document["models"]["plan"] == 241.489
    assert document["finish_s"] == document["models"][document["model"]]
    assert document["id"] is None
    assert document["finish_s"] == document["quantiles"]["0.5"]
    replayed = splitline("replay", "paris-2025", "--at", "3:30", "--json").document["projection"]
    told = ("--target", "sub-4", "--best", "4:07.64", *PACED)
    paced = splitline("project", "--event", "mile", *PARIS, *told).document
    assert paced["models"] == pytest.approx(replayed["models"], abs=0.001)
    assert paced["quantiles"] == pytest.approx(replayed["quantiles"], abs=0.001)


def test_that_neither_the_order_of_the_marks_nor_the_way_they_are_written_says_anything(
    splitline: Splitline,
) -> None:
    told = splitline("project", "--event", "mile", *PARIS, *PACED, "--best", "4:07.64").document
    marks = ("1209.344m=181.84", "409.344=60,2", "809.344 m=0:02:00.75")
    splits = [f"--split={each}" for each in marks]
    same = ("project", "--distance", "1609.344", *splits, *PACED, "--best", "247.640")
    assert splitline(*same).document == told


def test_that_without_a_target_there_is_no_plan_to_project_by(splitline: Splitline) -> None:
    answer = splitline("project", "--distance", "1609.344", *PARIS, "--json")
    assert set(answer.document["models"]) == {"even", "last", "ratio", "pacing"}
    assert "plan" not in splitline("project", "--distance", "1609.344", *PARIS).out


def test_that_a_projection_can_be_read(splitline: Splitline) -> None:
    text = splitline("project", "--event", "mile", *PARIS, "--target", "sub-4").out
    assert text.startswith("4:01.1 by pacing model; 80%: 3:57.5 to 4:04.5; sub-4: about 1 in 3; ")
    assert "; the rules: even pace 4:02.0, last lap's pace 4:02.9, plan from here 4:01.5" in text
    assert "the plan is sub-4" in text
    assert "kind of race not said, by the laps paced: about 3 in 5" in text
    told = splitline("project", "--event", "mile", *PARIS, "--race-class", "championship").out
    assert "; as a championship race; the rules" in told
    best = splitline("project", "--event", "mile", *PARIS, "--best", "4:07.64").out
    assert "; with best time 4:07.64; the rules" in best


def test_that_a_band_that_was_not_checked_says_why(splitline: Splitline) -> None:
    far = splitline("project", "--event", "5000", "--split", "1000=3:00").out
    assert "; not validated over this distance; " in far
    slow = splitline("project", "--event", "mile", "--split", "409.344=1:50").out
    assert "; not validated at so slow a pace; " in slow
    usual = splitline("project", "--event", "mile", *PARIS).out
    assert "validated" not in usual


def test_that_a_best_time_draws_the_finish_to_it_and_one_that_fits_narrows_the_band(
    splitline: Splitline,
) -> None:
    one = ("project", "--event", "mile", *PARIS[:2], *PACED)
    alone, slower, fits = (
        splitline(*one, *best).document for best in ((), ("--best", "4:07.64"), ("--best", "3:58"))
    )

    def width(document: dict[str, Any]) -> float:
        return float(document["quantiles"]["0.9"] - document["quantiles"]["0.1"])

    assert width(fits) < width(alone)
    assert alone["finish_s"] < fits["finish_s"] < slower["finish_s"] < 247.64
    assert alone["models"]["even"] == slower["models"]["even"]


def test_that_the_class_of_the_race_changes_the_projection(splitline: Splitline) -> None:
    one = ("project", "--event", "1500", "--split", "700=1:55", "--json", "--race-class")
    paced, championship = (splitline(*one, kind).document for kind in ("paced", "championship"))
    assert championship["models"]["even"] == paced["models"]["even"]
    assert championship["models"]["ratio"] < paced["models"]["ratio"]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["400=30"], "0 m to 400 m: found 400 m in 30.00, 13.33 m/s, which is too fast; expected"),
        (["400=500"], "0 m to 400 m: found 400 m in 8:20.00, 0.8 m/s, which is too slow; expected"),
        (["400=60", "800=1:41"], "400 m to 800 m: found 400 m in 41.00, 9.756 m/s, which is too"),
        (["400=60", "800=59"], "800 m: found 59.00, expected later than 1:00.00 at 400 m"),
        (["800=1:59", "400=2:00"], "800 m: found 1:59.00, expected later than 2:00.00 at 400 m"),
        (["400=60", "400=61"], "splits: found 400 m twice, expected each mark once"),
        (["400=60", "400=60"], "splits: found 400 m twice, expected each mark once"),
        (["2000=300"], "Mark 2000 m lies beyond the finish at 1609.344 m"),
        (["1609.344=240"], "splits: found the finish at 1609.344 m, expected a mark before it"),
        (["9.344=1.5"], "splits: found 9.344 m as the last mark, expected 50 m or more"),
        (["400=NaN"], 'the time "NaN" has "N" at character 1'),
        (["400=-60"], 'the time "-60" has "-" at character 1'),
        (["400=0"], "400 m: found 0.00, expected a time after the start"),
        (["-400=60"], '--split: found "-400", expected metres like 1609.344'),
        (["NaN=60"], '--split: found "NaN", expected metres like 1609.344'),
        (["1e3=60"], '--split: found "1e3", expected metres'),
        (["0=60"], '--split: found "0", expected metres'),
        (["400"], '--split: found "400", expected MARK=TIME like 409.344=1:00.20'),
    ],
)
def test_that_splits_which_cannot_be_are_refused(
    splitline: Splitline, options: list[str], why: str
) -> None:
    splits = [f"--split={option}" for option in options]
    assert splitline("project", "--event", "mile", *splits, "--json").sentence.startswith(why)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--event", "hop"], 'event: found "hop", expected one like 800, 1500, mile'),
        (["--distance", "abc"], '--distance: found "abc", expected metres like 1609.344'),
        (["--distance", "0"], '--distance: found "0", expected metres like 1609.344'),
        (["--distance=-800"], '--distance: found "-800", expected metres'),
        (["--distance", "9999999999"], "the distance: found 9999999999 m, expected 1 mm to 1000"),
        (["--event", "mile", "--best", "soon"], 'the time "soon" has "s" at character 1'),
        (["--event", "mile", "--best", "2:00"], "best: found 1609.344 m in 2:00.00, 13.41 m/s"),
        (["--event", "mile", "--best", "0"], "best: found 0.00, expected a time above zero"),
        (["--event", "mile", "--target", "soon"], 'target: found "soon", expected'),
    ],
)
def test_that_a_race_which_cannot_be_is_refused(
    splitline: Splitline, options: list[str], why: str
) -> None:
    assert splitline("project", *options, "--split", "400=60").sentence.startswith(why)


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--event", "mile"],
        ["--event", "mile", "--distance", "800", "--split", "400=60"],
        ["--event", "mile", "--split", "400=60", "--out", "x"],
        ["--batch", "x", "--split", "400=60"],
        ["--batch", "x", "--race-class", "paced"],
        ["--event", "mile", "--split", "400=60", "--race-class", "fast"],
    ],
)
def test_that_options_which_do_not_go_together_are_wrong_usage(
    splitline: Splitline, options: list[str]
) -> None:
    answer = splitline("project", *options)
    assert answer.code == 2
    assert answer.err.startswith("usage: splitline project")
    assert answer.out == ""


def test_that_the_document_is_one_line(splitline: Splitline) -> None:
    out = splitline("project", "--event", "mile", *PARIS, "--json").out
    assert out.count("\n") == 1
    assert json.loads(out)["validated"] is True
