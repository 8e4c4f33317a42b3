from pathlib import Path

import pytest

from app.storage.library import Library
from app.storage.sessions import Label
from tests.unit.cli.conftest import Splitline
from tests.unit.usecases.past import MILE, add_race


@pytest.fixture
def full_library(library: Path) -> Library:
    found = Library(library)
    add_race(found, "club", "2025-10-18", (*MILE, 246.8), athletes=("Anna Müller",), venue="Oxford")
    add_race(found, "fast", "2026-05-06", (60, 118, 178, 228.3), athletes=("Kim",), event="1500")
    add_race(found, "left", "2026-11-13", MILE, athletes=("Kim",), title="Time trial")
    found.set_label("left", Label(notes="windy\nand wet"))
    add_race(found, "gone", "2026-11-14", athletes=("Kim",))
    found.set_label("gone", Label(binned_utc="2026-11-15T10:00:00.000Z"))
    return found


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ([], ["left", "fast", "club"]),
        (["--words", "wind"], ["left"]),
        (["--words", "mull ox"], ["club"]),
        (["--athlete", "kim"], ["left", "fast"]),
        (["--event", "1500 m"], ["fast"]),
        (["--since", "2026"], ["left", "fast"]),
        (["--until", "2026-05"], ["fast", "club"]),
        (["--since", "2026-05-06", "--until", "2026-05-06"], ["fast"]),
        (["--limit", "2"], ["left", "fast"]),
        (["--words", "zebra"], []),
    ],
)
def test_that_sessions_are_narrowed(
    splitline: Splitline, full_library: Library, options: list[str], ids: list[str]
) -> None:
    found = splitline("list", "sessions", "--json", *options).document
    assert [each["id"] for each in found["sessions"]] == ids


def test_that_a_session_says_where_how_fast_and_what_was_noted(
    splitline: Splitline, full_library: Library
) -> None:
    left, _, club = splitline("list", "sessions", "--json").document["sessions"]
    assert (club["venue"], club["result_s"], club["notes"]) == ("Oxford", 246.8, "")
    assert (left["result_s"], left["notes"]) == (None, "windy\nand wet")


def test_that_a_filter_lists_sessions_alone(splitline: Splitline, full_library: Library) -> None:
    assert set(splitline("list", "--limit", "1", "--json").document) == {"sessions"}
    text = splitline("list", "--limit", "1").out
    assert text.splitlines()[1].startswith("left  Time trial  race")
    assert text.endswith("windy and wet\n")
    assert splitline("list", "--words", "zebra").out == "No sessions like that.\n"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--since", "May"],
            'since: found "May", expected a day, a month or a year, like 2026-11-21, 2026-11 or 2026',
        ),
        (["--event", "milo"], 'event: found "milo", expected one like 800, 1500, mile, 3000sc or'),
    ],
)
def test_that_a_filter_that_means_nothing_is_refused(
    splitline: Splitline, options: list[str], sentence: str
) -> None:
    assert splitline("list", "sessions", *options).sentence.startswith(sentence)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["races", "--words", "x"], "--words narrows the list of sessions, not that of races"),
        (["targets", "--limit", "1"], "--limit narrows the list of sessions, not that of targets"),
        (["--limit", "0"], "--limit: found 0, expected 1 or more"),
        (["--limit", "many"], "argument --limit: invalid int value: 'many'"),
    ],
)
def test_that_a_filter_in_the_wrong_place_is_wrong_usage(
    splitline: Splitline, options: list[str], why: str
) -> None:
    answer = splitline("list", *options)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith(f"splitline list: error: {why}\n")


def test_that_help_says_what_narrows_the_list(splitline: Splitline) -> None:
    text = splitline("list", "--help").out
    for option in ("--words", "--athlete", "--event", "--since", "--until", "--limit"):
        assert f"{option} " in text
    assert "sessions only" in text
