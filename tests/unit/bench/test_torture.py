"""The trials by force, small: does the race come through, and would they notice if it did not?"""

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.domain.events import Record
from app.storage import journal as journal_module
from app.storage import recovery, schema, session_writer
from app.storage.library import Library
from tests.bench.torture import __main__ as everything
from tests.bench.torture import damage, endurance, faults, kills, report, size
from tests.bench.torture.endurance import Fault, endure
from tests.unit.storage.processes import ROOT

FILES, KILLS, SESSIONS = 20, 5, 40


@pytest.fixture
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "FIRST_PAUSE_S", 0.01)
    monkeypatch.setattr(journal_module, "LONGEST_PAUSE_S", 0.02)
    monkeypatch.setattr(schema, "BUSY_MS", 20)
    monkeypatch.setattr(endurance, "_MEANWHILE", 20)


@pytest.mark.slow
@pytest.mark.usefixtures("short_pauses")
@pytest.mark.parametrize("name", ["lock", "busy", "deleted", "moved"])
def test_that_a_race_comes_through_what_befalls_its_library(tmp_path: Path, name: str) -> None:
    fault, endured = faults.one(name, tmp_path, 1)
    assert endured.wrong == ""
    assert endured.records > 30
    assert endured.said or fault.passes


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="gives up a right of root as Linux has it")
def test_that_a_race_comes_through_a_folder_nobody_may_write_to() -> None:
    words = ["--faults", "read-only", "--times", "1", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.torture.faults", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = report.told(done.stdout)
    assert [each.held for each in lines] == [True], done.stdout + done.stderr
    assert "said: the library may not be written" in lines[0].found


def nothing(tmp_path: Path, strike: object = None, said: str = "") -> Fault:
    """Something that is over at once, or is never over."""
    library = tmp_path / "library.splitline"
    act = (lambda: library.parent.chmod(0o755)) if strike is None else strike
    return Fault("nothing", "", said, act, lambda: None, passes=strike is None)  # type: ignore[arg-type]


@pytest.mark.usefixtures("short_pauses")
def test_that_a_journal_that_loses_a_record_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, kept = tmp_path / "library.splitline", Library.records
    assert endure(library, nothing(tmp_path), 1).wrong == ""
    monkeypatch.setattr(Library, "records", lambda it, session: kept(it, session)[:-1])
    assert endure(library, nothing(tmp_path), 2).wrong == (
        "what is stored is not the race that was timed"
    )


@pytest.mark.usefixtures("short_pauses")
def test_that_trouble_nobody_hears_of_and_trouble_without_end_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endurance, "PATIENCE_S", 0.3)
    library = tmp_path / "library.splitline"
    fault = nothing(tmp_path, lambda: None, "the disk is full")
    assert endure(library, fault, 1).wrong == "nobody was told"

    def full(writer: session_writer.SessionWriter, records: Sequence[Record]) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(session_writer.SessionWriter, "write", full)
    monkeypatch.setattr(endurance, "Library", _Nothing)
    fault = nothing(tmp_path, lambda: None, "the disk is full")
    wrong = endure(library, fault, 2).wrong
    assert "stored: Not saved: the disk is full." in wrong


class _Nothing:
    def __init__(self, path: Path) -> None:
        del path

    def records(self, session: str) -> tuple[Record, ...]:
        del session
        return ()


@pytest.mark.slow
def test_that_a_damaged_library_says_so_and_is_recovered_for_what_it_is(tmp_path: Path) -> None:
    found = list(damage.trials(FILES, random.randrange(10**6), tmp_path, 8))
    assert [each.wrong for _, each in found if each.wrong] == []
    assert sum(each.told for _, each in found) > FILES // 2
    assert all(each.recovered for _, each in found)
    assert sum(each.whole for _, each in found) > FILES
    assert sum(each.partial for _, each in found) > 0
    assert all(each.held for each in damage.lines(found))


@pytest.mark.slow
def test_that_a_recovery_that_calls_everything_whole_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def boast(library: Path) -> recovery.Recovery:
        found = recovery.recover(library)
        return found._replace(whole=(*found.whole, *found.partial), partial=())

    monkeypatch.setattr(damage, "recover", boast)
    found = list(damage.trials(5, 1, tmp_path, 8))
    assert any("called whole" in each.wrong for _, each in found)
    assert not all(each.held for each in damage.lines(found) if "cut" in each.trial)


@pytest.mark.slow
def test_that_kills_lose_nothing_and_the_clock_goes_on(tmp_path: Path) -> None:
    found = list(kills.kills(KILLS, random.randrange(10**6), tmp_path))
    assert [each.wrong for each in found] == [""] * KILLS
    line = kills.line(found)
    assert line.held
    assert line.times == "5 kills"
    assert not kills.line([*found, kills.Killed(3, 2, 0, "3 acknowledged, 2 there")]).held
    assert not kills.line([kills.Killed(3, 3, 2_000_000, "")]).held


def test_that_a_library_of_any_size_answers_every_question(tmp_path: Path) -> None:
    library = Library(tmp_path / "library.splitline")
    size.make(library.path, SESSIONS)
    assert library.count() == SESSIONS
    found = size.asked(library, 2)
    assert all(len(each) == 2 for each in found.values())
    answers = {name: ask() for name, ask in size.questions(library).items()}
    assert answers["search: what is nowhere"] == ()
    lines = size.lines({20_000: found}, 2)
    assert [each.trial for each in lines] == list(found)
    slow = {size.GOAL_SIZE: {"list": [1.0] * 90 + [60.0] * 10}}
    assert [each.held for each in size.lines(slow, 100)] == [False]
    assert len(size.pressed(library.path, 3)) == 3


LINES = [
    report.Line("a kill", "2 times", "nothing lost", held=True),
    report.Line("a cut", "once", "no strace", held=None),
    report.Line("a day", "24 hours", "+9 MB", held=False),
]


def test_that_the_table_says_what_held_and_what_was_not_tried() -> None:
    assert report.table(LINES).splitlines() == [
        "| trial  | how often | found        | verdict     |",
        "| ------ | --------- | ------------ | ----------- |",
        "| a kill | 2 times   | nothing lost | holds       |",
        "| a cut  | once      | no strace    | not tried   |",
        "| a day  | 24 hours  | +9 MB        | falls short |",
    ]


@pytest.mark.parametrize(("lines", "code"), [(LINES, 1), (LINES[:2], 0)])
def test_that_a_trial_tells_its_lines_from_one_process_to_another(
    capsys: pytest.CaptureFixture[str], lines: list[report.Line], code: int
) -> None:
    with pytest.raises(SystemExit) as ended:
        report.tell(lines, as_json=True)
    assert ended.value.code == code
    said = capsys.readouterr().out
    assert report.told(f"something else\n{said}") == lines
    assert json.loads(said.splitlines()[0])[0] == "a kill"


def test_that_a_trial_that_takes_too_long_or_breaks_down_falls_short() -> None:
    late = everything.Part("kills", ("--kills", "1000"), 0.5)
    broken = everything.Part("kills", ("--nonsense",), 60)
    lines = list(everything.lines((late, broken), 1))
    assert [each.held for each in lines] == [False, False]
    assert lines[0].found == "not over within 0 minutes"
    assert lines[1].found == "it broke down"
