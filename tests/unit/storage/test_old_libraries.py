"""Libraries as earlier versions left them, each opened by this one."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.evolve import fold
from app.domain.plan import EntryId
from app.domain.state import SessionState
from app.domain.times import to_seconds
from app.storage.backups import folder_of
from app.storage.library import Library
from app.storage.listing import Query
from app.storage.migrations import MIGRATIONS
from app.usecases.care import check_quickly

OLD = Path(__file__).resolve().parents[2] / "data" / "libraries"
FORMATS = sorted(int(each.name[7:].partition(".")[0]) for each in OLD.glob("format-*.gz"))
PARIS = "paris-2025"


def laid_out(version: int, folder: Path) -> Path:
    """Put the library of a format where a test may change it."""
    path = folder / "library.splitline"
    path.write_bytes(gzip.decompress((OLD / f"format-{version}.splitline.gz").read_bytes()))
    return path


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return found


def state_of(library: Library, session: str) -> SessionState:
    state = fold(library.records(session))
    assert state is not None
    return state


def times(state: SessionState, athlete: str) -> list[float]:
    entry = state.entries[EntryId(athlete)]
    return [to_seconds(each.time(state.zero_of(entry))) for each in entry.splits]


def test_that_there_is_a_library_of_every_earlier_format() -> None:
    assert set(FORMATS) >= set(range(1, len(MIGRATIONS)))


@pytest.mark.parametrize("version", FORMATS)
def test_that_an_old_library_opens_with_every_split(version: int, tmp_path: Path) -> None:
    path = laid_out(version, tmp_path)
    assert version_of(path) == version
    library = Library(path)
    (timed,) = (each.id for each in library.summaries() if each.id != PARIS)
    assert library.count() == 2
    assert times(state_of(library, PARIS), "1")[-1] == 246.42
    state = state_of(library, timed)
    assert times(state, "1") == [61.0, 123.2, 186.1, 247.3]
    assert times(state, "2") == [61.4, 124.0, 187.0, 249.9]
    assert state.entries[EntryId("2")].entrant.athlete == "Athlete B"
    assert version_of(path) == len(MIGRATIONS)
    check_quickly(path)


@pytest.mark.parametrize("version", FORMATS)
def test_that_an_old_library_can_be_searched_and_knows_its_bests(
    version: int, tmp_path: Path
) -> None:
    library = Library(laid_out(version, tmp_path))
    assert [each.id for each in library.find(Query(words="kipyegon"))] == [PARIS]
    assert len(library.find(Query(words="athlete"))) == 1
    assert [to_seconds(each.time) for each in library.bests("Athlete B")] == [249.9]


@pytest.mark.parametrize("version", [each for each in FORMATS if each < len(MIGRATIONS)])
def test_that_an_old_library_is_kept_as_it_was_beside_the_new_one(
    version: int, tmp_path: Path
) -> None:
    path = laid_out(version, tmp_path)
    assert Library(path).count() == 2
    (kept,) = folder_of(path).iterdir()
    assert version_of(kept) == version
