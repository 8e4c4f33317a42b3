from pathlib import Path

import pytest

from app.domain.times import Instant
from app.domain.training.session_commands import PlanTraining
from app.domain.training.session_setup import TrainingSetup, runners_of
from app.engine.clocks import Anchor
from app.engine.ports import MemoryJournal
from app.engine.training import training_engine
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.usecases.last_training import last_trainings, roster_of, training_setup
from app.usecases.roster_text import read_roster
from tests.unit.usecases.past import MILE, add_race

_DAY_NS = 86_400 * 10**9
ROSTER = 'A: Ann, pb 800 2:01.5, Bea\nB: "Cia, the third", 300 in 45\n7: Di, group Long'


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library.splitline"


def setup(plan: str, title: str = "Tuesday") -> TrainingSetup:
    return TrainingSetup(title=title, plan=plan, runners=runners_of(read_roster(ROSTER)))


def add(library: Path, plan: str, day: int) -> str:
    anchor = Anchor(Instant(0), day * _DAY_NS, "boot-1", "CLOCK_BOOTTIME")
    engine = training_engine(MemoryJournal())
    engine.handle(PlanTraining(anchor.at, setup(plan)))
    assert Library(library).add(f"session-{day}", anchor, engine.records, "live")
    return f"session-{day}"


def test_that_the_newest_sessions_come_first_and_each_only_once(library: Path) -> None:
    first = add(library, "6x300 in 43, 3:00\n4x200", 20_000)
    add(library, "4x400", 20_001)
    add_race(Library(library), "race", "2026-01-01", MILE)
    again = add(library, "6x300 in 43, 3:00\n4x200", 20_002)
    found = last_trainings(library, 5)
    assert [each.plan for each in found] == ["6x300 in 43, 3:00 4x200", "4x400"]
    assert found[0].id == again != first
    assert found[0].athletes == ("Ann", "Bea", "Cia, the third", "Di")
    assert len(last_trainings(library, 1)) == 1


def test_that_a_session_comes_back_as_it_was_set_up(library: Path) -> None:
    known = add(library, "6x300 in 43, 3:00\n4x200", 20_000)
    found = training_setup(library, known)
    assert found == setup("6x300 in 43, 3:00\n4x200")
    assert runners_of(read_roster(roster_of(found))) == found.runners


def test_that_a_race_is_no_training_session(library: Path) -> None:
    add_race(Library(library), "race", "2026-01-01", MILE)
    with pytest.raises(LibraryError, match="found a race"):
        training_setup(library, "race")


def test_that_without_a_library_there_is_none(library: Path) -> None:
    assert last_trainings(library, 5) == ()
