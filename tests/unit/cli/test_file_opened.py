"""A race in a file of its own: what a desktop opens, and what the command line makes of it."""

from pathlib import Path

import pytest

from app.cli.requests import ReplayRequest
from tests.unit.cli.conftest import FakeWindow, Splitline
from ui import launch, main


@pytest.fixture
def race(splitline: Splitline, tmp_path: Path) -> Path:
    """Paris, as a file of Splitline's own ending."""
    path = tmp_path / "paris.splitrace"
    assert splitline("export", "paris-2025", "--to", path).code == 0
    return path


def test_that_a_race_of_our_own_ending_is_its_json(
    splitline: Splitline, race: Path, tmp_path: Path
) -> None:
    splitline("export", "paris-2025", "--to", tmp_path / "paris.json")
    assert race.read_bytes() == (tmp_path / "paris.json").read_bytes()
    assert splitline("check", race).out == f"{race}: session, {FACTS}\n"
    assert splitline("import", race).code == 0
    assert "Faith Kipyegon" in splitline("replay", race).out


FACTS = "Faith Kipyegon · Paris, 26 June 2025: 6 events"


def test_that_a_file_in_the_place_of_a_command_opens_the_window_on_it(
    splitline: Splitline, race: Path, window: FakeWindow
) -> None:
    assert splitline(race, "--speed", "10", launcher=window).code == 0
    (request,) = window.requests
    assert isinstance(request, ReplayRequest)
    assert (request.recording.id, request.speed) == ("paris-2025", 10.0)


def test_that_a_file_that_is_not_there_is_named(splitline: Splitline, window: FakeWindow) -> None:
    answer = splitline("nowhere.splitrace", launcher=window)
    assert (answer.code, answer.err) == (
        1,
        "splitline: nowhere.splitrace: there is no such file.\n",
    )
    assert window.requests == []


def test_that_a_desktop_hears_in_a_window_what_is_wrong_with_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.splitrace"
    broken.write_text('{"format": "splitline"', encoding="utf-8")
    told: list[str] = []
    monkeypatch.setattr(launch, "tell", told.append)
    assert main.main(["--open", str(broken)]) == 1
    (sentence,) = told
    assert sentence.startswith(f"{broken}: ")


def test_that_a_desktop_opens_a_training_session_too(
    splitline: Splitline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "training.splitrace"
    assert splitline("export", "six-times-300", "--to", file).code == 0
    requests: list[object] = []

    def take(request: object) -> int:
        requests.append(request)
        return 0

    monkeypatch.setattr(launch, "launch", take)
    monkeypatch.setattr(main, "_quicken", lambda: None)
    assert main.main(["--open", str(file)]) == 0
    assert len(requests) == 1


def test_that_a_desktop_opens_a_sound_file_by_its_whole_path(
    race: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(race.parent)
    requests: list[object] = []

    def take(request: object) -> int:
        requests.append(request)
        return 0

    monkeypatch.setattr(launch, "launch", take)
    monkeypatch.setattr(main, "_quicken", lambda: None)
    assert main.main(["--open", race.name]) == 0
    (request,) = requests
    assert isinstance(request, ReplayRequest)
    assert request.recording.id == "paris-2025"
