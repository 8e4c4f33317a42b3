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
from app.storage.failures import LibraryError
from app.storage.library import Library
from tests.bench.torture import __main__ as everything
from tests.bench.torture import damage, endurance, faults, kills, report, size, trial
from tests.bench.torture.endurance import Fault, endure
from tests.unit.storage.processes import ROOT, locked_by_sqlite
from tests.unit.storage.record_strategies import ANCHOR, race

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
    assert [each.wrong for each in found] == [()] * KILLS
    line = kills.line(found)
    assert line.held
    assert line.times == "5 kills"
    assert all(f"0 {kind}" in line.found for kind in kills.KINDS)
    assert not kills.line([kills.Killed(3, 3, 2_000_000)]).held


def test_that_every_kind_of_what_went_wrong_is_counted_apart_with_its_reasons() -> None:
    lost = kills.Wrong(kills.LOST, "3 acknowledged, 2 there")
    order = kills.Wrong(kills.ORDER, "2 records")
    late = kills.Look(2, 2_300_000_000, "SQLITE_BUSY")
    found = (
        kills.Killed(3, 2, 0, (lost, order), meanwhile=late),
        kills.Killed(3, 2, 0, (lost,), meanwhile=kills.Look()),
        kills.Killed(3, 3, 0),
    )
    line = kills.line(found)
    assert not line.held
    assert "2 lost an acknowledged record, 1 out of order, 0 not sound" in line.found
    assert line.found.endswith(
        "2 read before the kill, 1 of them at a later look (SQLITE_BUSY until 2.3 s at the"
        " longest), 0 after it; 2 times lost an acknowledged record: 3 acknowledged, 2 there;"
        " 1 times out of order: 2 records"
    )


def test_that_loss_order_and_what_was_read_before_are_judged_apart() -> None:
    records = race(60, 121)
    assert kills._judged(records, 4, records) == ()
    assert [each.kind for each in kills._judged(records, 5, ())] == [kills.LOST]
    assert [each.kind for each in kills._judged(records[1:], 0, ())] == [kills.ORDER]
    gone = kills._judged(records[:2], 2, records)
    assert gone == (kills.Wrong(kills.LOST, "what was read before the kill is not there"),)


def test_that_a_library_that_is_locked_is_looked_at_again_and_not_called_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "BUSY_MS", 20)
    monkeypatch.setattr(kills, "_LOOK_AGAIN_S", 0.01)
    library = Library(tmp_path / "library.splitline")
    assert library.add("a", ANCHOR, race(60, 121), "test")
    asked: list[int] = []
    with locked_by_sqlite(library.path) as other:

        def ask() -> tuple[Record, ...]:
            asked.append(1)
            if len(asked) == 3:
                other.kill()
                other.wait()
            return library.records("a")

        with pytest.raises(LibraryError, match="keeps the library locked") as refused:
            kills.patiently(lambda: library.records("a"), patience_s=0.05)
        assert kills.is_locked(refused.value)
        assert kills._seen(library.path, "a").records == ()
        records, look = kills.patiently(ask)
    assert records == race(60, 121)
    assert (look.refused, look.why) == (2, "SQLITE_BUSY")
    assert look.waited_ns > 0


def test_that_a_library_that_cannot_be_read_is_wrong_at_once(tmp_path: Path) -> None:
    library = tmp_path / "library.splitline"
    library.write_bytes(b"Dear diary")
    seen = kills._seen(library, "a")
    assert [each.kind for each in seen.wrong] == [kills.UNREADABLE]
    assert "a file of another program" in seen.wrong[0].words


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
    taken = [size.Taken(1.0, 0.5)] * 90 + [size.Taken(60.0, 0.5)] * 10
    slow = size.lines({size.GOAL_SIZE: {"list": taken}}, 100)
    assert [(each.held, each.found) for each in slow] == [
        (False, "20,000: 1.0 and 60.0 ms, 0.5 at work")
    ]
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
    plain = report.table(LINES, aligned=False).splitlines()
    assert plain[1:3] == [
        "| --- | --- | --- | --- |",
        "| a kill | 2 times | nothing lost | holds |",
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


def test_that_a_trial_says_how_it_ended_where_that_was_not_by_itself() -> None:
    late = everything.Part("kills", ("--kills", "1000"), 0.5)
    broken = everything.Part("kills", ("--nonsense",), 60)
    found = list(everything.trials((late, broken), 1))
    lines = [line for each in found for line in each.lines]
    assert [each.held for each in lines] == [False, False]
    assert lines[0].found.startswith("ended by its time of 0 minutes after 0.0 minutes")
    assert "ended with code 2 and no word" in lines[1].found
    assert "unrecognized arguments: --nonsense" in lines[1].found
    assert everything.lasting(found).startswith("Took, with the load of the last minute")


@pytest.mark.skipif(sys.platform == "win32", reason="signals end a process as POSIX has it")
def test_that_a_trial_that_is_ended_by_a_signal_keeps_what_it_had_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "crashing"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "once.py").write_text(
        "import os, sys\n"
        'print(\'["a kill", "once", "nothing lost", true]\', flush=True)\n'
        "print('hour 3: | 120.0 MB', file=sys.stderr)\n"
        "sys.stderr.flush()\n"
        "os.kill(os.getpid(), 11)\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(trial, "ROOT", tmp_path)
    monkeypatch.setattr(trial, "__package__", "crashing")
    found = trial.run("once", (), 1, 60)
    assert found.lines[0] == report.Line("a kill", "once", "nothing lost", held=True)
    assert found.lines[1].held is False
    assert "ended by SIGSEGV" in found.lines[1].found
    assert "hour 3: / 120.0 MB" in found.lines[1].found
