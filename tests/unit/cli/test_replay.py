from pathlib import Path

import pytest

from app.analysis.live import analyse
from app.cli.replay_text import splits_table
from app.domain.commands import Start
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.formats.profile_file import shipped_profiles
from app.storage.library import Library
from tests.unit.cli.conftest import Splitline
from tests.unit.formats.example_race import with_change
from tests.unit.formats.sessions import ANCHOR, ANN, BEA, armed, live_mile, press
from tests.unit.formats.sessions import ZERO as LIVE_ZERO

SESSION = "2026-05-01-mile-0001"
TOP = (
    *("race", "athlete", "event", "distance_m", "line", "clock", "at_s", "finished", "targets"),
    *("splits", "now", "projection"),
    *("role", "lane", "status", "target", "offset_s", "drop_off_m", "missed_m", "official_s"),
    *("laps_behind", "hindsight", "reference_s", "reference_kind", "zero", "others"),
)


def _deficits(document: dict[str, object], target: str) -> list[str]:
    splits = document["splits"]
    assert isinstance(splits, list)
    return [f"{each['deficit_s'][target]:+.2f}" for each in splits]


@pytest.mark.parametrize(
    ("options", "finish_s", "expected"),
    [
        ([], 246.42, ["-0.84", "+0.06", "+1.50", "+6.43"]),
        (["--line", "from-start"], 246.42, ["+0.55", "+1.45", "+2.89", "+6.43"]),
        (["--clock", "gun"], 246.91, ["-0.84", "+0.06", "+1.50", "+6.92"]),
        (["--clock", "gun", "--line", "from-start"], 246.91, ["+0.55", "+1.45", "+2.89", "+6.92"]),
        (["--clock", "movement"], 246.42, ["-1.33", "-0.43", "+1.01", "+6.43"]),
    ],
)
def test_that_paris_is_behind_sub_4_by_the_figures_of_each_reading(
    splitline: Splitline, options: list[str], finish_s: float, expected: list[str]
) -> None:
    document = splitline("replay", "paris-2025", "--json", *options).document
    assert _deficits(document, "sub-4") == expected
    assert document["splits"][-1]["split_s"] == finish_s
    assert document["at_s"] == finish_s
    assert document["finished"] is True


def test_that_a_finished_race_has_the_document_that_scripts_rely_on(splitline: Splitline) -> None:
    document = splitline("replay", "paris-2025", "--json").document
    assert tuple(document) == TOP
    assert (document["race"], document["athlete"]) == ("paris-2025", "Faith Kipyegon")
    assert (document["event"], document["distance_m"]) == ("mile", 1609.344)
    assert [each["time_s"] for each in document["targets"]] == [239.99, 246.42, 247.64]
    assert document["now"] == {
        "last_mark_m": 1609.344,
        "next_mark_m": None,
        "deficit_s": {"sub-4": 6.43, "4:06.42": 0.0, "4:07.64": -1.22},
        "estimated_deficit_s": {},
        "needed_s_per_400": {},
    }
    assert document["projection"] is None
    assert document["splits"][-1]["projected_s"] is None


def test_that_at_half_past_three_three_splits_are_known_and_every_rule_speaks(
    splitline: Splitline,
) -> None:
    """Even pace: 181.84 x 1609.344 / 1209.344 = 241.985; last: 181.84 + 61.09 = 242.93;
    plan: 239.99 + 1.499 = 241.489."""
    document = splitline("replay", "paris-2025", "--at", "3:30", "--json").document
    assert [each["split_s"] for each in document["splits"]] == [60.2, 120.75, 181.84]
    assert document["at_s"] == 210.0
    assert document["finished"] is False
    projection = document["projection"]
    assert set(projection) == {
        *("finish_s", "model", "validated", "quantiles", "chance", "models"),
    }
    assert set(projection["models"]) == {"even", "last", "plan", "ratio", "pacing"}
    assert projection["models"]["even"] == 241.985
    assert projection["models"]["last"] == 242.93
    assert projection["models"]["plan"] == 241.489
    assert projection["finish_s"] == projection["models"][projection["model"]]
    assert projection["finish_s"] == document["splits"][-1]["projected_s"]
    assert (projection["model"], projection["validated"]) == ("pacing", True)
    now = document["now"]
    assert (now["last_mark_m"], now["next_mark_m"]) == (1209.344, 1609.344)
    assert set(now["estimated_deficit_s"]) == {"sub-4", "4:06.42", "4:07.64"}
    assert now["needed_s_per_400"]["sub-4"] == 58.15


def test_that_the_projection_has_its_band_and_the_chance_of_every_target_but_the_ending(
    splitline: Splitline,
) -> None:
    """From the start line, after three splits, with the best time that the file names."""
    paris = ("replay", "paris-2025", "--line", "from-start", "--at", "3:30", "--json")
    projection = splitline(*paris).document["projection"]
    quantiles = projection["quantiles"]
    assert list(quantiles) == ["0.025", "0.1", "0.25", "0.5", "0.75", "0.9", "0.975"]
    assert list(quantiles.values()) == sorted(quantiles.values())
    assert projection["finish_s"] == quantiles["0.5"]
    shown = [quantiles[name] for name in ("0.1", "0.5", "0.9")]
    assert shown == pytest.approx([241.5, 244.0, 246.6], abs=0.06)
    assert set(projection["chance"]) == {"sub-4", "4:07.64"}
    assert projection["chance"]["sub-4"] == pytest.approx(0.026, abs=0.01)
    assert projection["chance"]["4:07.64"] == pytest.approx(0.956, abs=0.01)


def test_that_the_projection_is_never_before_the_clock(splitline: Splitline) -> None:
    """At 4:06 the last splits had the finish at 4:02.4; it has not come."""
    document = splitline("replay", "paris-2025", "--at", "4:06", "--json").document
    projection = document["projection"]
    assert document["splits"][-1]["projected_s"] < 243
    assert projection["quantiles"]["0.025"] > 246.0
    assert (
        projection["finish_s"] == projection["models"]["pacing"] == projection["quantiles"]["0.5"]
    )
    assert projection["chance"]["sub-4"] == 0.0
    late = document["now"]["estimated_deficit_s"]["sub-4"]
    assert late == pytest.approx(projection["finish_s"] - 239.99, abs=0.0011)


def test_that_after_the_finish_every_mark_is_told_how_it_came_out(splitline: Splitline) -> None:
    document = splitline("replay", "paris-2025", "--json").document
    marks = document["hindsight"]
    assert [each["mark_m"] for each in marks] == [409.344, 809.344, 1209.344]
    assert [each["projected_s"] for each in marks] == [
        each["projected_s"] for each in document["splits"][:-1]
    ]
    for each in marks:
        assert each["error_s"] == pytest.approx(each["projected_s"] - 246.42, abs=0.0011)
        assert each["inside"] is (each["low_s"] <= 246.42 <= each["high_s"])
    # She ran slower than the band of the bell had it.
    assert marks[-1]["inside"] is False
    assert splitline("replay", "paris-2025", "--at", "4:00", "--json").document["hindsight"] == []


def test_that_every_split_has_its_lap_and_is_not_estimated(splitline: Splitline) -> None:
    (first, second, *_) = splitline("replay", "paris-2025", "--json").document["splits"]
    assert set(first) == {
        *("mark_m", "split_s", "lap_s", "deficit_s", "projected_s", "edited", "estimated"),
        *("flag", "rank", "timed_there", "gap_s", "lap_rank", "field_rank", "watches_s"),
    }
    assert (first["lap_s"], second["lap_s"]) == (60.2, 60.55)
    assert (first["edited"], first["estimated"]) == (False, False)


@pytest.mark.parametrize(
    ("at", "known", "at_s"),
    [
        ("0", 0, 0.0),
        ("1:00.199999999", 0, 60.199999999),
        ("1:00.20", 1, 60.2),
        ("2:00,75", 2, 120.75),
        ("4:06.41", 3, 246.41),
        ("4:06.42", 4, 246.42),
        ("9:00", 4, 246.42),
    ],
)
def test_that_a_split_at_exactly_that_time_is_known_and_no_later_one(
    splitline: Splitline, at: str, known: int, at_s: float
) -> None:
    document = splitline("replay", "paris-2025", "--at", at, "--json").document
    assert len(document["splits"]) == known
    assert document["at_s"] == at_s


def test_that_at_is_on_the_chosen_clock(splitline: Splitline) -> None:
    """On the movement clock the first split comes 0.49 s earlier, at 59.71."""
    on_movement = ("replay", "paris-2025", "--clock", "movement", "--json", "--at")
    assert len(splitline(*on_movement, "59.71").document["splits"]) == 1
    assert len(splitline(*on_movement, "59.70").document["splits"]) == 0


def test_that_before_the_first_split_nothing_is_projected(splitline: Splitline) -> None:
    document = splitline("replay", "paris-2025", "--at", "0:30", "--json").document
    assert (document["splits"], document["projection"]) == ([], None)
    assert document["now"]["last_mark_m"] == 0
    assert document["now"]["next_mark_m"] == 409.344
    assert document["now"]["deficit_s"] == {}


def test_that_given_targets_replace_those_of_the_race(splitline: Splitline) -> None:
    document = splitline(
        *("replay", "paris-2025", "--json", "--target", "4:10", "--target", "4:06.42"),
        *("--at", "3:30", "--target", "like monaco-2023"),
    ).document
    assert [each["id"] for each in document["targets"]] == [
        *("4:10.00", "4:06.42", "like monaco-2023"),
    ]
    assert document["targets"][1]["name"] == "Paris 2025"
    assert document["projection"]["models"]["plan"] == pytest.approx(250 - 6.02, abs=0.01)


def test_that_a_table_has_the_signs_and_the_words(splitline: Splitline) -> None:
    text = splitline("replay", "paris-2025").out
    lines = text.splitlines()
    head = next(line for line in lines if line.startswith("mark"))
    rows = lines[lines.index(head) + 1 :][:4]
    assert head.split() == [
        *("mark", "split", "lap", "per", "400", "sub-4", "4:06.42", "4:07.64", "projected"),
    ]
    assert [row.split()[0] for row in rows] == ["409", "809", "1209", "finish"]
    assert "-0.84 ahead" in rows[0]
    assert "+1.50 behind" in rows[2]
    assert "0.00 level" in rows[3]
    assert len({row.index(" behind", 20) for row in rows[1:]}) == 1
    assert "how it ended" in text
    assert "movement clock" in text
    assert "hindsight   at 1209 m the rules had said: " in text
    assert "\u2212" not in text


def test_that_a_table_at_a_time_says_what_comes_next(splitline: Splitline) -> None:
    text = splitline("replay", "paris-2025", "--at", "3:30").out
    assert "at          3:30.00, 3 splits known" in text
    assert "next        finish in 3:59.99 for sub-4" in text
    assert "58.15 for sub-4" in text
    assert "per 400 m from 1209 m" in text
    assert "a spread of opinions, no probability" in " ".join(text.split())
    assert "hindsight" not in text


def test_that_a_target_whose_time_is_over_asks_for_no_pace(splitline: Splitline) -> None:
    options = ("replay", "paris-2025", "--target", "3:00", "--at", "3:30")
    assert splitline(*options, "--json").document["now"]["needed_s_per_400"] == {}
    assert "per 400 m from" not in splitline(*options).out


def test_that_a_table_before_the_first_split_has_no_rows(splitline: Splitline) -> None:
    text = splitline("replay", "paris-2025", "--at", "30").out
    assert "mark " not in text
    assert "per 400 m from the start" in text


def test_that_a_session_is_replayed_with_hand_times_in_tenths(
    splitline: Splitline, library: Path
) -> None:
    """71.123 is rounded up to 71.2 with an h, a typed time keeps its hundredths."""
    Library(library).add(SESSION, ANCHOR, live_mile(), "live")
    text = splitline("replay", SESSION).out
    first = next(line for line in text.splitlines() if "1:11.2h" in line)
    assert first.split("1:11.2h")[1].split()[0] == "1:11.2"
    assert "2:25.10" in text
    document = splitline("replay", SESSION, "--json").document
    assert (document["race"], document["clock"]) == (SESSION, "hand")
    assert document["splits"][0]["split_s"] == 71.123


def test_that_a_corrected_time_is_marked_in_the_table() -> None:
    engine = Engine(MemoryJournal(), live_mile())
    text = splits_table(analyse(engine.state, LIVE_ZERO, shipped_profiles()))
    (row,) = [line for line in text.splitlines() if line.startswith("809 m")]
    assert "2:25.10" in row
    assert row.endswith("edited")


def test_that_two_athletes_are_both_there(splitline: Splitline, library: Path) -> None:
    engine = armed("Ann", "Bea")
    engine.handle(Start(at=LIVE_ZERO, stamp="event"))
    press(engine, 70.0, ANN)
    press(engine, 71.0, BEA)
    Library(library).add(SESSION, ANCHOR, engine.records, "live")
    document = splitline("replay", SESSION, "--json").document
    assert (document["athlete"], document["others"][0]["athlete"]) == ("Ann", "Bea")
    assert document["others"][0]["splits"][0]["split_s"] == 71.0
    text = splitline("replay", SESSION).out
    assert text.count("projected   ") == 2
    assert text.splitlines()[-1] != ""


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["nobody"], 'race: found "nobody", expected lievin-2025, monaco-2023, oxford-1954'),
        ([""], 'race: found "", expected'),
        (["paris-2025", "--at", "4:60"], 'the time "4:60" has 60 seconds; expected under 60'),
        (["paris-2025", "--at", "-5"], 'the time "-5" has "-" at character 1'),
        (["paris-2025", "--at", "NaN"], 'the time "NaN" has "N" at character 1'),
        (["paris-2025", "--at", ""], 'the time "" is empty'),
        (["paris-2025", "--target", "soon"], 'target: found "soon", expected 4:06.42, sub-4'),
        (["paris-2025", "--target", "-4:00"], 'target: found "-4:00"'),
        (["paris-2025", "--target", "0"], 'target: found "0", expected a time above zero'),
        (
            ["paris-2025", "--target", "sub-4", "--target", "sub-4"],
            'target: found "sub-4", expected one that is not there already',
        ),
        (["paris-2025", "--target", "like oxford"], 'target: found "like oxford", expected a race'),
        (["lievin-2025", "--line", "finish-line"], 'line: found "finish-line", lievin-2025 has'),
        (["paris-2025", "--clock", "sun"], 'clock: found "sun", paris-2025 has published and gun'),
    ],
)
def test_that_bad_input_is_refused_in_one_sentence(
    splitline: Splitline, options: list[str], why: str
) -> None:
    assert splitline("replay", *_joined(options)).sentence.startswith(why)


def _joined(options: list[str]) -> list[str]:
    """A value that begins with a hyphen is given with an equals sign, as on any command line."""
    joined: list[str] = []
    for option in options:
        if joined and joined[-1].startswith("--") and "=" not in joined[-1]:
            joined[-1] = f"{joined[-1]}={option}"
        else:
            joined.append(option)
    return joined


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"2:25.1"', '"1:11.9"', "splits[1].time: found 1:11.90 on the published clock, expected"),
        ('"4:50.0"', '"3:00"', "clock.published.finish: found 3:00.00, expected later than"),
        ("at_m = 800", "at_m = 1700", "notes[0].at_m: found 1700 m, expected at most 1609.344 m"),
        ('event = "mile"', 'event = "hop"', 'event: found "hop", expected one like 800, 1500'),
        ("lap_m = 400", "lap_m 400", 'line 8, column 7: found "lap_m 400", expected'),
    ],
)
def test_that_a_bad_race_file_is_refused_with_the_place_inside_it(
    splitline: Splitline, tmp_path: Path, old: str, new: str, why: str
) -> None:
    path = tmp_path / "race.toml"
    path.write_text(with_change(old, new), encoding="utf-8")
    assert splitline("replay", path, "--json").sentence.startswith(f"{path}: {why}")
