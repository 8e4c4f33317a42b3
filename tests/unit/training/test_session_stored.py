"""Is a training session there again after it was written, exported, imported, killed or damaged?"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain import events as ev
from app.domain.plan import EntryId
from app.domain.refusals import BadPlan
from app.domain.repair_events import TapDropped
from app.domain.times import NS_PER_S, Instant
from app.domain.training import session_commands as tc
from app.domain.training import session_events as te
from app.domain.training.session_evolve import fold
from app.engine.clocks import Anchor, ManualClock
from app.engine.codec import (
    CodecError,
    decode_event,
    encode_event,
    record_from_builtins,
    record_to_builtins,
)
from app.engine.kinds import kind_of, title_of
from app.engine.ports import MemoryJournal
from app.engine.training import training_engine
from app.formats.file_text import FormatError
from app.formats.session_json import SessionDocument, SessionFileError, session_in, write_session
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.storage.listing import Query
from app.storage.salvage import salvage
from app.usecases import past_races
from app.usecases.checking import check_file
from app.usecases.exporting import export
from app.usecases.importing import import_file
from app.usecases.last_setup import last_setup
from app.usecases.live_session import reopen, unfinished
from app.usecases.live_training import reopen_training, start_training, unfinished_training
from app.usecases.recorded_race import NoSuchRace, open_recording
from tests.unit.training.busy import ANN, SETUP, journal
from tests.unit.training.coaches import BEGUN, KEY

ROOT = Path(__file__).parents[3]
ANCHOR = Anchor(Instant(BEGUN * NS_PER_S), 1_777_651_200_000_000_000, "boot-1", "CLOCK_BOOTTIME")
SHARED = (ev.TapTaken, ev.Voided, ev.Restored, TapDropped)


def document() -> SessionDocument:
    return SessionDocument("2026-05-05-training-1", journal(), ANCHOR, "2026-05-01T16:00:10.000Z")


def test_that_every_event_of_a_session_is_read_as_it_was_written() -> None:
    records = journal()
    own = {each for each in vars(te).values() if getattr(each, "__module__", "") == te.__name__}
    kinds = {each for each in own if isinstance(each, type)} | set(SHARED)
    assert {type(each.event) for each in records} == kinds
    for each in records:
        assert decode_event(*encode_event(each.event)) == each.event
        assert record_from_builtins(record_to_builtins(each)) == each


@pytest.mark.parametrize(
    ("kind", "body", "sentence"),
    [
        ("repetitions_added", '{"group":"A","plan":"4 x","at_once":true}', "plan, character 4"),
        ("runner_stopped", '{"entry":"1","reason":""}', "the reason: found"),
        ("repetition_timed", '{"entry":"1","start":2,"mark":"x","stamp":"event"}', "`int`"),
        ("note_written", '{"text":"wind","loud":true}', "loud"),
    ],
)
def test_that_an_event_which_says_nothing_is_refused(kind: str, body: str, sentence: str) -> None:
    with pytest.raises(CodecError, match=sentence.replace("`", "")):
        decode_event(kind, body)


def test_that_an_export_is_taken_back_without_loss(tmp_path: Path) -> None:
    written = write_session(document())
    again = session_in(written.decode(), "a.json")
    assert again == document()
    (tmp_path / "a.json").write_bytes(written)
    library, other = tmp_path / "library.splitline", tmp_path / "other.splitline"
    imported = import_file(tmp_path / "a.json", library)
    assert (imported.title, imported.new) == ("Before the mile", True)
    assert not import_file(tmp_path / "a.json", library).new
    export(imported.id, [tmp_path / "b.json"], library)
    import_file(tmp_path / "b.json", other)
    assert Library(other).records(imported.id) == journal()
    export(str(tmp_path / "b.json"), [tmp_path / "c.json"], other)
    assert (tmp_path / "c.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_that_the_json_of_a_session_says_what_every_repetition_came_to() -> None:
    """Ann: 400 m of 600 in 66.12, corrected to 98.70 at the end: 0.70 over her own 1:38."""
    shown = json.loads(write_session(document()))
    assert shown["session"]["kind"] == "training"
    assert shown["plan"]["text"] == SETUP.plan
    assert [each["name"] for each in shown["plan"]["groups"]] == ["A", "B"]
    ann = shown["entries"][0]
    assert ann["brings"] == ["pb mile 4:40", "600 m in 1:38"]
    first, second = ann["splits"][:2]
    assert (first["rep"], first["mark_m"], first["split_s"]) == (1, 400.0, 66.123)
    assert (second["mark_m"], second["split_s"], second["lap_s"]) == (600.0, 98.7, 32.577)
    assert second["edited"]
    rep = ann["repetitions"][0]
    assert (rep["target_s"], rep["deficit_s"], rep["status"]) == ([98.0, 98.0], 0.7, "done")
    assert [each["status"] for each in shown["entries"][3]["repetitions"][:2]] == [
        "absent",
        "running",
    ]
    assert all(each["time_s"] != 0 for one in shown["entries"] for each in one["repetitions"])
    pressed = [each for each in shown["presses"] if each["entry"] == ANN]
    assert pressed[0]["at_s"] == 66.123456789


@pytest.mark.parametrize(
    ("place", "change", "sentence"),
    [
        (8, {"body": {"group": "A", "rep": 99, "stamp": "event"}}, "cannot follow"),
        (10, {"body": {"entry": "9", "start": 9, "mark": 600000, "stamp": "event"}}, "cannot"),
        (10, {"at": 0}, "cannot follow"),
        (0, {"kind": "training_ended", "body": {}}, "before the set-up|cannot follow"),
    ],
)
def test_that_a_journal_which_makes_no_session_is_refused_with_the_place(
    place: int, change: dict[str, object], sentence: str
) -> None:
    shown = json.loads(write_session(document()))
    shown["events"][place].update(change)
    with pytest.raises(SessionFileError, match=rf"a\.json: events\[\d+\].*({sentence})"):
        session_in(json.dumps(shown), "a.json")


def test_that_a_session_stands_in_the_list_and_gives_nobody_a_best(tmp_path: Path) -> None:
    library = Library(tmp_path / "library.splitline")
    assert library.add("t1", ANCHOR, journal(), "import")
    (line,) = library.find(Query(words="mile"))
    assert (line.kind, line.title, line.phase) == ("training", "Before the mile", "running")
    assert line.event == SETUP.plan
    assert line.athletes == ("Ann", "Bea", "Cia", "Dot", "Eva")
    assert [each.id for each in library.find(Query(athlete="Eva"))] == ["t1"]
    assert library.bests("Ann") == ()
    assert library.derive_all() == ()
    assert library.find(Query())[0] == line


def test_that_a_race_is_never_made_of_a_training_session(tmp_path: Path) -> None:
    library = tmp_path / "library.splitline"
    Library(library).add("t1", ANCHOR, journal(), "live")
    (tmp_path / "a.json").write_bytes(write_session(document()))
    for name in ("t1", str(tmp_path / "a.json")):
        with pytest.raises(NoSuchRace, match="found a training session, expected a race"):
            open_recording(name, library)
        with pytest.raises(FormatError, match="a training session has no places"):
            export(name, [tmp_path / "a.lif"], library)
    with pytest.raises(LibraryError, match="found a training session, expected a race"):
        past_races.details_of(Library(library), "t1")
    with pytest.raises(LibraryError, match="training session"):
        reopen(library, "t1", ManualClock(Instant(0)))
    with pytest.raises(FormatError, match="found a training session, expected mile"):
        import_file(tmp_path / "a.json", library, event="mile")
    assert unfinished(library) is None
    assert last_setup(library, "2026-05-06") is None
    assert past_races.left_running(Library(library), "t1")
    assert check_file(tmp_path / "a.json").holds == f"Before the mile: {len(journal())} events"


def test_that_a_session_goes_on_after_it_was_closed(tmp_path: Path) -> None:
    library = tmp_path / "library.splitline"
    clock = ManualClock(Instant(50 * NS_PER_S))
    live = start_training(library, SETUP, clock)
    live.engine.handle(tc.StartRepetition(clock.now(), "A", KEY))
    assert live.journal.close(10)
    left = unfinished_training(library)
    assert left is not None
    assert (left.id, left.kind) == (live.id, "training")
    clock.instant = Instant(149 * NS_PER_S)
    again = reopen_training(library, left.id, clock)
    assert again.engine.state == live.engine.state
    again.engine.handle(tc.PressRunner(again.session_now(clock.now()), ANN, KEY))
    attempt = again.engine.state.runners[ANN].attempts[0]
    assert attempt.splits[0].time(attempt.started_at) == 99 * NS_PER_S
    assert again.journal.close(10)


def test_that_a_race_is_not_gone_on_with_as_training(tmp_path: Path) -> None:
    from tests.unit.formats.sessions import live_mile

    library = tmp_path / "library.splitline"
    Library(library).add("r1", ANCHOR, live_mile(), "live")
    with pytest.raises(LibraryError, match="found a race, expected a training session"):
        reopen_training(library, "r1", ManualClock(Instant(0)))
    assert unfinished_training(library) is None


KILLED = """
import os, signal, sys
from pathlib import Path
from app.domain.training import session_commands as tc
from app.engine.clocks import BootClock
from app.usecases.live_training import reopen_training, start_training
from tests.unit.training.busy import ANN, BEA, SETUP
library, session, clock = Path(sys.argv[1]), sys.argv[2], BootClock()
live = reopen_training(library, session, clock) if session else start_training(library, SETUP, clock)
if not session:
    live.engine.handle(tc.StartRepetition(clock.now(), "A", "event"))
live.engine.handle(tc.PressRunner(clock.now(), BEA if session else ANN, "event"))
assert live.journal.flush(20)
print(live.id, len(live.engine.records), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_that_a_session_goes_on_after_two_kills(tmp_path: Path) -> None:
    library, session = tmp_path / "library.splitline", ""
    for records in (3, 4):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(library), session],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == -signal.SIGKILL, done.stderr
        session, said = done.stdout.split()
        assert int(said) == records == len(Library(library).records(session))
    state = fold(Library(library).records(session))
    assert state is not None
    for name in ("1", "2"):
        (attempt,) = state.runners[EntryId(name)].attempts
        assert len(attempt.splits) == 1


def test_that_what_is_left_of_a_damaged_session_is_a_session_with_all_its_presses() -> None:
    """Every record is lost in turn: what rests on it goes, and no press does."""
    records = journal()
    presses = (te.RepetitionTimed, ev.TapTaken)
    for lost in range(1, len(records)):
        found = [each for each in records if each.seq != lost + 1]
        kept = salvage(found, len(records))
        state = fold(kept.records)
        assert state is not None
        assert kept.planned
        before = sum(isinstance(each.event, presses) for each in found)
        assert sum(isinstance(each.event, presses) for each in kept.records) == before


def test_that_the_first_event_says_the_kind() -> None:
    assert kind_of(journal()) == "training"
    assert title_of(journal()) == "Before the mile"
    assert kind_of(()) == "race"
    assert title_of(()) == ""


def test_that_nothing_is_run_before_it_is_planned() -> None:
    with pytest.raises(BadPlan, match="nothing planned"):
        training_engine(MemoryJournal()).handle(tc.EndTraining(Instant(0)))
