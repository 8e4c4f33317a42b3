from pathlib import Path

import pytest

from app.cli.requests import (
    BenchRequest,
    BoardRequest,
    LiveRequest,
    ReplayRequest,
    SelfTestRequest,
    WindowRequest,
)
from app.domain.events import Planned, Record
from app.domain.times import seconds
from app.formats.state_file import FORMAT
from app.storage.library import Library
from app.storage.state_file import write_whole
from app.usecases.new_race import RaceRequest, setup_for
from tests.unit.cli.conftest import FakeWindow, Splitline
from tests.unit.formats.sessions import ANCHOR


def test_that_without_a_command_the_window_opens(splitline: Splitline, window: FakeWindow) -> None:
    splitline(launcher=window)
    splitline("--quit-after", "ready", launcher=window)
    splitline("--self-test", launcher=window)
    splitline("bench", "--json", launcher=window)
    assert window.requests == [
        WindowRequest(),
        WindowRequest("ready"),
        SelfTestRequest(),
        BenchRequest(as_json=True),
    ]


def test_that_a_replay_is_handed_over_in_its_reading(
    splitline: Splitline, window: FakeWindow, tmp_path: Path
) -> None:
    answer = splitline(
        *("replay", "paris-2025", "--window", "--clock", "gun", "--line", "from-start"),
        *("--target", "4:10", "--at", "3:30", "--speed", "10", "--offscreen", "--out", tmp_path),
        *("--quit-after", "first-paint"),
        launcher=window,
    )
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    (request,) = window.requests
    assert isinstance(request, ReplayRequest)
    assert (request.recording.id, request.run.length) == ("paris-2025", seconds(246.91))
    assert request.run.setup.plan.line == "from-start"
    assert request.run.primary == "4:10.00"
    assert (request.position, request.speed) == (seconds(210), 10.0)
    assert (request.offscreen, request.out) == (True, tmp_path)
    assert request.quit_after == "first-paint"


def test_that_a_replay_begins_at_the_start_at_its_own_pace(
    splitline: Splitline, window: FakeWindow
) -> None:
    splitline("replay", "oxford-1954", "--window", launcher=window)
    (request,) = window.requests
    assert isinstance(request, ReplayRequest)
    assert (request.position, request.speed, request.out) == (0, 1.0, None)
    assert (request.offscreen, request.quit_after) == (False, "")


def test_that_quit_after_can_stand_before_the_command(
    splitline: Splitline, window: FakeWindow
) -> None:
    splitline("--quit-after", "ready", "replay", "oxford-1954", "--window", launcher=window)
    splitline("--quit-after", "ready", "live", launcher=window)
    assert [getattr(each, "quit_after", None) for each in window.requests] == ["ready", "ready"]


def test_that_a_new_race_is_handed_over_set_up(splitline: Splitline, window: FakeWindow) -> None:
    splitline(
        *("live", "--event", "1,500 m", "--athlete", "Ann  Example", "--athlete", "Bea"),
        *("--target", "4:30", "--quit-after", "ready"),
        launcher=window,
    )
    splitline("live", launcher=window)
    named, plain = window.requests
    assert isinstance(named, LiveRequest)
    assert isinstance(plain, LiveRequest)
    assert named.setup.plan.course.event == "1500"
    assert [each.athlete for each in named.setup.entrants] == ["Ann Example", "Bea"]
    assert [each.id for each in named.setup.targets] == ["4:30.00"]
    assert named.quit_after == "ready"
    assert [each.id for each in plain.setup.targets] == ["sub-4", "4:06.42", "4:07.64"]
    assert plain.setup.plan.course.event == "mile"


def test_that_each_athlete_is_read_as_in_the_form(splitline: Splitline, window: FakeWindow) -> None:
    splitline(
        *("live", "--athlete", "Ann, 4:10", "--athlete", "4: Bea +10; watch of Ann"),
        *("--athlete", "pacer Bob to 1000"),
        launcher=window,
    )
    (request,) = window.requests
    assert isinstance(request, LiveRequest)
    found = [(each.lane, each.athlete, each.role) for each in request.setup.entrants]
    assert found == [
        *((1, "Ann", "athlete"), (4, "Bea", "athlete")),
        *((6, "Bob", "pacer"), (5, "Ann", "watch")),
    ]
    assert request.setup.entrants[0].target == request.setup.targets[-1].id == "4:10.00"
    assert request.setup.entrants[1].offset == seconds(10)


def test_that_the_last_set_up_is_handed_over_again(
    splitline: Splitline, window: FakeWindow, library: Path
) -> None:
    setup = setup_for(RaceRequest(event="1500", athletes=("Ann, 4:30", "watch of Ann")))
    planned = Record(1, 1, ANCHOR.at, Planned(setup))
    Library(library).add("2026-05-01-1500-0001", ANCHOR, [planned], "live")
    splitline("live", "--again", "--quit-after", "ready", launcher=window)
    assert window.requests == [LiveRequest(setup, "ready")]


def test_that_without_an_earlier_set_up_the_refusal_needs_no_window(splitline: Splitline) -> None:
    assert splitline("live", "--again").sentence.startswith("No race has been set up yet")


@pytest.mark.parametrize("option", ["--event", "--athlete", "--target"])
def test_that_again_and_another_set_up_exclude_each_other(
    splitline: Splitline, window: FakeWindow, option: str
) -> None:
    answer = splitline("live", "--again", option, "800", launcher=window)
    assert (answer.code, window.requests) == (2, [])
    assert "--again takes the set-up as it was" in answer.err


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["live", "--event", "hop"], 'event: found "hop", expected one like 800'),
        (["live", "--target", "soon"], 'target: found "soon"'),
        (["live", "--athlete", "A\x1b[31m"], "athlete 1: found"),
        (["live", "--athlete", "A", "--athlete", "B +x"], 'athlete 2, own start: found "+x"'),
        (["replay", "paris-2025", "--window", "--speed", "x"], '--speed: found "x", expected a'),
        (["replay", "paris-2025", "--window", "--speed", "nan"], '--speed: found "nan"'),
        (["replay", "paris-2025", "--window", "--speed", "61"], '--speed: found "61", expected a'),
        (["replay", "paris-2025", "--window", "--at", "x"], 'the time "x" has "x" at character 1'),
        (["replay", "nobody", "--window"], 'race: found "nobody"'),
    ],
)
def test_that_bad_input_never_reaches_the_window(
    splitline: Splitline, window: FakeWindow, options: list[str], why: str
) -> None:
    assert splitline(*options, launcher=window).sentence.startswith(why)
    assert window.requests == []


@pytest.mark.parametrize(
    "options",
    [
        ["--speed", "2"],
        ["--offscreen"],
        ["--out", "x"],
        ["--quit-after", "ready"],
        ["--window", "--json"],
    ],
)
def test_that_options_of_the_window_need_it(
    splitline: Splitline, window: FakeWindow, options: list[str]
) -> None:
    answer = splitline("replay", "paris-2025", *options, launcher=window)
    assert (answer.code, answer.out, window.requests) == (2, "", [])
    assert answer.err.startswith("usage: splitline replay")


@pytest.mark.parametrize(
    "options",
    [[], ["--self-test"], ["bench"], ["live"], ["replay", "paris-2025", "--window"]],
)
def test_that_without_qt_the_window_is_refused_in_one_sentence(
    splitline: Splitline, options: list[str]
) -> None:
    assert "needs PySide6" in splitline(*options).sentence


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ((), None),
        (("--scoreboard",), BoardRequest(shown=True)),
        (("--scoreboard", "HDMI-1"), BoardRequest(shown=True, screen="HDMI-1")),
        (("--key-colour", "magenta"), BoardRequest(shown=True, key="magenta")),
    ],
)
def test_that_a_scoreboard_is_asked_for_with_its_screen(
    splitline: Splitline,
    window: FakeWindow,
    words: tuple[str, ...],
    wanted: BoardRequest | None,
) -> None:
    splitline("live", *words, launcher=window)
    splitline("replay", "paris-2025", "--window", *words, launcher=window)
    assert [getattr(each, "board", wanted) for each in window.requests] == [wanted, wanted]


def test_that_the_state_file_is_a_whole_path(
    splitline: Splitline, window: FakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    splitline("live", "--state-file", "state.json", launcher=window)
    (request,) = window.requests
    assert isinstance(request, LiveRequest)
    assert request.board == BoardRequest(state_file=tmp_path / "state.json")


@pytest.mark.parametrize("text", ["", "gone/state.json", "."])
def test_that_a_state_file_that_cannot_be_is_refused(
    splitline: Splitline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    sentence = splitline("live", "--state-file", text).sentence
    assert sentence == f'--state-file: found "{text}", expected a file in a folder that is there'


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--scoreboard",), "--scoreboard needs --window"),
        (("--state-file", "x.json"), "--state-file needs --window"),
        (
            ("--window", "--offscreen", "--scoreboard"),
            "--scoreboard and --offscreen exclude each other",
        ),
        (("--window", "--key-colour", "puce"), "argument --key-colour: invalid choice: 'puce'"),
    ],
)
def test_that_a_scoreboard_needs_a_window_on_a_screen(
    splitline: Splitline, words: tuple[str, ...], sentence: str
) -> None:
    answer = splitline("replay", "paris-2025", *words)
    assert answer.code == 2
    assert sentence in answer.err


def test_that_only_a_state_file_is_written_over(
    splitline: Splitline, window: FakeWindow, tmp_path: Path
) -> None:
    mine, ours, empty = (tmp_path / name for name in ("race.toml", "state.json", "empty.json"))
    mine.write_text("id = 1")
    write_whole(ours, {"format": FORMAT})
    empty.touch()
    sentence = splitline("live", "--state-file", mine).sentence
    assert sentence.endswith(
        "which is another file; expected a new one, or one that Splitline wrote"
    )
    assert mine.read_text() == "id = 1"
    for path in (ours, empty):
        assert splitline("live", "--state-file", path, launcher=window).code == 0
