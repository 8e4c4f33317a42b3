from pathlib import Path
from typing import Any

import pytest

from app.analysis.deficit import deficit
from app.domain.course import MILE
from app.domain.plan import FINISH_LINE, FROM_START, Entrant
from app.domain.state import FINISHED
from app.domain.times import NS_PER_S, Instant, format_difference, parse_time, seconds
from app.engine.replay import Replay, Run
from app.formats.file_text import FormatError
from app.formats.session_json import SessionDocument, write_session
from app.formats.target_file import find_target
from app.storage.library import Library
from app.usecases.recorded_race import (
    NoSuchRace,
    open_recording,
    recording_of_session,
    run_of_recording,
    shipped_races,
)
from tests.unit.formats.example_race import RACE, with_change
from tests.unit.formats.sessions import ANCHOR, live_mile


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.splitline"
    Library(path).add("2026-05-01-mile-0001", ANCHOR, live_mile(), "live")
    return path


def _deficits(run: Run, target: str) -> list[str]:
    replay = Replay(run, Instant(0))
    replay.seek(run.length, Instant(0))
    state = replay.state
    line = find_target(target, MILE)
    return [
        format_difference(deficit(split.time(state.zero), split.mark, line), minus="-")
        for entry in state.entries.values()
        for split in entry.splits
    ]


@pytest.mark.parametrize(
    ("line", "clock", "expected"),
    [
        ("finish-line", "published", ["-0.84", "+0.06", "+1.50", "+6.43"]),
        ("from-start", "published", ["+0.55", "+1.45", "+2.89", "+6.43"]),
        ("finish-line", "gun", ["-0.84", "+0.06", "+1.50", "+6.92"]),
        ("from-start", "gun", ["+0.55", "+1.45", "+2.89", "+6.92"]),
        ("finish-line", "movement", ["-1.33", "-0.43", "+1.01", "+6.43"]),
    ],
)
def test_that_paris_lies_behind_sub_4_by_the_published_figures(
    line: str, clock: str, expected: list[str]
) -> None:
    """At 409.344 m sub-4 asks 239.99 x 409.344 / 1609.344 = 61.043: 60.20 is 0.84 ahead of it."""
    run = run_of_recording(open_recording("paris-2025"), line, clock)
    assert _deficits(run, "sub-4") == expected


def test_that_a_race_opens_in_its_own_reading() -> None:
    paris, monaco = open_recording("paris-2025"), open_recording("monaco-2023")
    assert (paris.line, paris.clock) == ("finish-line", "published")
    assert (monaco.line, monaco.clocks) == ("from-start", ("published", "gun"))
    assert "sign" in paris.line_why
    plan = run_of_recording(paris).setup.plan
    assert (plan.line, plan.clock, plan.race_class) == ("finish-line", "published", "paced")


def test_that_the_start_line_lies_where_the_mile_starts() -> None:
    paris = open_recording("paris-2025")
    at_finish = run_of_recording(paris, FINISH_LINE).setup.plan.course
    at_start = run_of_recording(paris, FROM_START).setup.plan.course
    assert (at_finish.line_before_finish, at_start.line_before_finish) == (0, 9_344)
    assert (at_finish.marks[0], at_start.marks[0]) == (409_344, 400_000)


def test_that_notes_and_conflicts_stand_at_their_places_in_order() -> None:
    notes = run_of_recording(open_recording("paris-2025")).setup.plan.notes
    assert [note.at for note in notes] == sorted(note.at for note in notes)
    assert any("2:30.68" in note.text for note in notes)
    assert any("4:06.91" in note.text for note in notes)


def test_that_the_result_of_the_race_itself_is_known_as_such() -> None:
    run = run_of_recording(open_recording("paris-2025"))
    assert {each.id: each.own_result for each in run.setup.targets} == {
        "sub-4": False,
        "4:06.42": True,
        "4:07.64": False,
    }
    gun = [find_target(text, MILE) for text in ("4:06.91", "sub-4")]
    chosen = run_of_recording(open_recording("paris-2025"), targets=gun)
    assert [each.own_result for each in chosen.setup.targets] == [True, False]
    assert chosen.primary == "4:06.91"


def test_that_the_athlete_comes_with_the_best_time_that_the_file_names_and_else_without() -> None:
    def athlete(name: str) -> Entrant:
        return run_of_recording(open_recording(name)).setup.entrants[0]

    paris, monaco = athlete("paris-2025"), athlete("monaco-2023")
    assert (paris.reference, paris.reference_kind) == (parse_time("4:07.64"), "pb")
    assert (monaco.reference, monaco.reference_kind) == (None, "")


@pytest.mark.parametrize("name", shipped_races())
def test_that_every_reading_of_a_shipped_race_can_be_played(name: str) -> None:
    recording = open_recording(name)
    for line in recording.lines:
        for clock in recording.clocks:
            run = run_of_recording(recording, line, clock)
            replay = Replay(run, Instant(0))
            replay.seek(run.length, Instant(0))
            assert replay.state.phase == FINISHED


@pytest.mark.parametrize(
    ("reading", "why"),
    [
        ({"line": "finish-line"}, 'line: found "finish-line", lievin-2025 has from-start'),
        ({"clock": "movement"}, 'clock: found "movement", lievin-2025 has published and gun'),
    ],
)
def test_that_a_reading_which_the_race_lacks_is_refused_with_those_it_has(
    reading: dict[str, Any], why: str
) -> None:
    with pytest.raises(NoSuchRace, match=why):
        run_of_recording(open_recording("lievin-2025"), **reading)


def test_that_a_race_file_of_ones_own_can_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "club.toml"
    path.write_text(RACE, encoding="utf-8")
    recording = open_recording(str(path))
    run = run_of_recording(recording, clock="movement")
    assert run.length == seconds(289.5)
    assert run.timed[1][0] == 71_500_000_000
    path.write_text(with_change('"2:25.1"', '"0:25.1"'), encoding="utf-8")
    with pytest.raises(FormatError, match=r"splits\[1\]\.time: found 25\.10"):
        open_recording(str(path))


def test_that_a_session_in_the_library_is_played_in_its_one_reading(library: Path) -> None:
    recording = open_recording("2026-05-01-mile-0001", library)
    assert (recording.lines, recording.clocks) == (("finish-line",), ("hand",))
    run = run_of_recording(recording)
    assert run.primary == "4:50.00"
    instants = dict.fromkeys(at for at, _ in run.timed)
    assert [round((at - run.zero) / NS_PER_S, 3) for at in instants] == [
        *(0, 71.123, 145.1, 218.4, 290.2),
    ]
    with pytest.raises(NoSuchRace, match="clock: found"):
        run_of_recording(recording, clock="gun")


def test_that_a_session_can_be_held_against_other_targets(library: Path) -> None:
    recording = open_recording("2026-05-01-mile-0001", library)
    run = run_of_recording(recording, targets=[find_target("sub-4", MILE)])
    assert (run.primary, len(run.setup.targets)) == ("sub-4", 1)


def test_that_a_session_in_a_file_is_played_like_one_in_the_library(
    tmp_path: Path, library: Path
) -> None:
    path = tmp_path / "session.json"
    path.write_bytes(write_session(SessionDocument("2026-05-01-mile-0001", live_mile(), ANCHOR)))
    from_file = run_of_recording(open_recording(str(path)))
    assert from_file == run_of_recording(open_recording("2026-05-01-mile-0001", library))


@pytest.mark.parametrize("name", ["", "nobody", "a\0b", "x" * 5000])
def test_that_an_unknown_name_is_refused_with_the_names_there_are(name: str, library: Path) -> None:
    for path in (None, library, library.parent / "none"):
        with pytest.raises(NoSuchRace, match="expected lievin-2025, monaco-2023, oxford-1954, par"):
            open_recording(name, path)


def test_that_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "race.xlsx"
    path.touch()
    with pytest.raises(FormatError, match=r"found the ending \.xlsx, expected a race file"):
        open_recording(str(path))
    with pytest.raises(FormatError, match="found a folder, expected a race file"):
        open_recording(str(tmp_path))


def test_that_a_session_in_which_nothing_was_planned_is_refused() -> None:
    with pytest.raises(NoSuchRace, match="found an empty session"):
        recording_of_session("x", ())
