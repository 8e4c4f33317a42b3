"""A live race at a desk, kept in a library of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engine.clocks import ManualClock
from app.usecases.live_session import start_session
from tests.unit.desk.benches import Bench, one_group, two_groups
from tests.unit.desk.desks import GUN, SOON_S, Seat, live_seat
from tests.unit.domain.races import ONE, TWO, setup


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    """A mile of one athlete in lane 1, about to begin."""
    session = start_session(tmp_path / "library.splitline", setup(), ManualClock(GUN))
    yield live_seat(session)
    assert session.journal.close(SOON_S)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Seat]:
    """A mile of two athletes in lanes 1 and 2, about to begin."""
    planned = setup(entries=(ONE, TWO))
    session = start_session(tmp_path / "library.splitline", planned, ManualClock(GUN))
    yield live_seat(session)
    assert session.journal.close(SOON_S)


@pytest.fixture
def groups(tmp_path: Path) -> Iterator[Bench]:
    """Two groups of two, four times 300 m in 43 s with 90 s of recovery."""
    yield from _closed(two_groups(tmp_path))


@pytest.fixture
def trio(tmp_path: Path) -> Iterator[Bench]:
    """Three athletes without groups, four times 300 m in 43 s with 90 s of recovery."""
    yield from _closed(one_group(tmp_path))


def _closed(bench: Bench) -> Iterator[Bench]:
    yield bench
    assert bench.desk.live().session.journal.close(SOON_S)
