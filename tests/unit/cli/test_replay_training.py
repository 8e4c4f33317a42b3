"""What does `splitline replay` say of a training session?"""

from pathlib import Path
from typing import Any

import pytest

from app.cli.requests import TrainingReplayRequest
from app.domain.times import seconds
from app.formats.session_json import SessionDocument, write_session
from app.storage.library import Library
from tests.unit.cli.conftest import FakeWindow, Splitline
from tests.unit.formats.sessions import ANCHOR
from tests.unit.training.busy import journal

EXAMPLE = "six-times-300"
TOP = (
    *("race", "kind", "title", "date", "venue", "at_s", "length_s", "phase", "finished"),
    *("targets", "plan", "groups", "entries", "unassigned", "notes"),
)


def entry(document: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(e for e in document["entries"] if e["athlete"] == name)
    return found


def test_that_the_whole_example_is_six_times_three_with_their_means(splitline: Splitline) -> None:
    document = splitline("replay", EXAMPLE, "--json").document
    assert tuple(document) == TOP
    assert (document["race"], document["kind"], document["finished"]) == (EXAMPLE, "training", True)
    assert document["at_s"] == document["length_s"] == 1194.967
    assert [each["athlete"] for each in document["entries"]] == ["A", "B", "C"]
    (tally,) = entry(document, "A")["tallies"]
    assert (tally["runs"], tally["best_s"], tally["worst_s"]) == (6, 42.412, 43.214)
    assert tally["mean_s"] == round((43.214 + 42.871 + 42.946 + 43.085 + 42.983 + 42.412) / 6, 3)
    assert entry(document, "C")["now"]["doing"] == "through"
    (group,) = document["groups"]
    assert (group["next"], group["running"], group["due_s"]) == (None, [], None)
    (note,) = document["notes"]
    assert note["text"].startswith("An example")


def test_that_a_time_shows_what_was_known_then_and_nothing_that_came_later(
    splitline: Splitline,
) -> None:
    document = splitline("replay", EXAMPLE, "--at", "4:29", "--json").document
    (group,) = document["groups"]
    assert document["at_s"] == 269.0
    assert (group["running"], group["next"]["rep"], group["since_s"]) == (["3"], 3, None)
    statuses = [each["status"] for each in entry(document, "C")["repetitions"]]
    assert statuses == ["done", "running", *["planned"] * 4]
    assert [each["time_s"] for each in entry(document, "B")["repetitions"]] == [
        *(43.562, 43.308),
        *[None] * 4,
    ]
    assert entry(document, "A")["now"] == {
        "doing": "rests",
        "since_s": 268.208,
        "due_s": 448.208,
        "last_rep": 2,
    }
    assert [each["at_s"] for each in document["plan"]["groups"][0]["repetitions"]] == [
        *(0.0, 225.337),
        *[None] * 4,
    ]
    rested = splitline("replay", EXAMPLE, "--at", "4:30", "--json").document["groups"][0]
    assert (rested["since_s"], rested["due_s"], rested["running"]) == (269.079, 449.079, [])


def test_that_the_text_has_a_row_for_each_athlete_with_hand_times(splitline: Splitline) -> None:
    shown = splitline("replay", EXAMPLE, "--at", "4:29").out.splitlines()
    assert shown[0] == "Six times 300 m in 43 s (example)"
    assert shown[1].startswith("plan        6 times 300 m in 43.0; 3:00 between repetitions")
    assert shown[2] == "at          4:29.00 after the first start"
    assert "C        runs   44.0h  running" in shown
    assert "B           300 m      2  43.4  43.4h  43.6h     0.3              +0.4" in shown
    assert shown[-1] == "times       Times by hand, rounded up to a tenth (h)."


def test_that_groups_reasons_and_notes_are_said_of_a_session_of_the_library(
    splitline: Splitline, library: Path
) -> None:
    Library(library).add("t1", ANCHOR, journal(), "live")
    out = splitline("replay", "t1").out
    assert out.startswith("Before the mile\n2026-05-05, Track\nplan        ")
    (row,) = [line for line in out.splitlines() if line.startswith("Dot ")]
    assert row.split()[1:4] == ["B", "runs", "absent"]
    assert "note        headwind on the back straight" in out
    document = splitline("replay", "t1", "--json").document
    assert [each["name"] for each in document["groups"]] == ["A", "B"]
    stopped = splitline("replay", "t1", "--at", "5:37").out
    assert "stopped     Cia: pain, left calf" in stopped


def test_that_a_file_of_a_session_is_replayed_as_well(splitline: Splitline, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(write_session(SessionDocument("generated", journal())))
    assert splitline("replay", file, "--json").document["race"] == "generated"


def test_that_the_example_is_listed_behind_the_races(splitline: Splitline) -> None:
    *_, last = splitline("list", "races", "--json").document["races"]
    assert last == {
        "id": EXAMPLE,
        "title": "Six times 300 m in 43 s (example)",
        "kind": "training",
        "event": "6 x 300 in 43, 3:00",
        "date": "",
        "athletes": ["A", "B", "C"],
    }


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--line", "from-start"],
            f"--line: found a training session ({EXAMPLE}), expected a race",
        ),
        (["--target", "sub-4"], f"--target: found a training session ({EXAMPLE}), expected a race"),
        (["--clock", "gun"], f"--clock: found a training session ({EXAMPLE}), expected a race"),
        (["--at", "4:60"], "4:60"),
        (["--window", "--offscreen"], "--offscreen: found a training session"),
        (["--window", "--speed", "99"], '--speed: found "99"'),
    ],
)
def test_that_what_only_a_race_has_is_refused(
    splitline: Splitline, window: FakeWindow, options: list[str], sentence: str
) -> None:
    assert sentence in splitline("replay", EXAMPLE, *options, launcher=window).sentence
    assert window.requests == []


def test_that_a_comparison_says_that_it_is_no_race(splitline: Splitline) -> None:
    said = splitline("compare", EXAMPLE, "paris-2025").sentence
    assert said == f'race: found the training session "{EXAMPLE}", expected a race'


def test_that_the_window_gets_the_session_with_place_and_speed(
    splitline: Splitline, window: FakeWindow
) -> None:
    splitline("replay", EXAMPLE, "--window", "--at", "4:29", "--speed", "5", launcher=window)
    splitline("replay", EXAMPLE, "--window", "--quit-after", "ready", launcher=window)
    first, second = window.requests
    assert isinstance(first, TrainingReplayRequest)
    assert isinstance(second, TrainingReplayRequest)
    assert (first.recording.id, first.position, first.speed) == (EXAMPLE, seconds(269), 5.0)
    assert (second.position, second.speed, second.quit_after) == (0, 1.0, "ready")
