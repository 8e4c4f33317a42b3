"""Undo to the beginning and redo to the end, with repairs of every kind, and after a restart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.events import EVENT_STAMP
from app.domain.state import ARMED, FINISHED, SessionState
from app.engine.clocks import ManualClock
from app.usecases.live_session import reopen, start_session
from tests.unit.desk.desks import GUN, SOON_S, Seat, at, live_seat
from tests.unit.desk.hands import keys
from tests.unit.domain.races import ONE, TWO, setup
from ui.repairs.asking import answer
from ui.repairs.missing import ask_who_is_out, ask_who_was_missed
from ui.repairs.naming import name_taps
from ui.repairs.typed import take_typed

_MOST = 60


def messy(seat: Seat) -> None:
    """A race of two with a late start, taps, a double press, a missed mark and a DNF."""
    seat.press("0", lane=1)
    name_taps(seat.desk, at("1"))
    keys(seat, "Insert", "1.5")
    seat.press("1:00.20", "1:00.60", lane=1)
    answer(seat.desk, 0, at("1:02"))
    seat.desk.tap(at("1:01.00"), EVENT_STAMP)
    name_taps(seat.desk, at("1:03"))
    keys(seat, "2", "1:04")
    seat.press("3:01.84", lane=1)
    answer(seat.desk, 0, at("3:03"))
    ask_who_was_missed(seat.desk, at("3:04"))
    keys(seat, "2", "3:05")
    take_typed(seat.desk, "#3", at("3:06"))
    ask_who_is_out(seat.desk, at("3:10"))
    keys(seat, "2", "3:11")
    seat.press("4:06.42", lane=1)


def known(state: SessionState) -> SessionState:
    """What is known of a race, without how many records told it."""
    return state._replace(version=0)


def undo_all(seat: Seat, now: str) -> int:
    """Take everything back; the start asks twice. Return how many steps it took."""
    for step in range(_MOST):
        if not seat.live.session.engine.history.done:
            return step
        seat.desk.undo(at(now))
    return _MOST


def redo_all(seat: Seat, now: str) -> None:
    for _ in range(_MOST):
        if seat.live.session.engine.history.undone:
            seat.desk.redo(at(now))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Where the race is kept."""
    return tmp_path / "library.splitline"


@pytest.fixture
def race(library: Path) -> Iterator[Seat]:
    """A messy race, over."""
    session = start_session(library, setup(entries=(ONE, TWO)), ManualClock(GUN))
    seat = live_seat(session)
    messy(seat)
    yield seat
    assert session.journal.close(SOON_S)


def test_that_everything_can_be_taken_back_and_done_again_after_the_finish(race: Seat) -> None:
    before = race.live.state
    assert before.phase == FINISHED
    assert undo_all(race, "5:00") > 10
    assert race.live.state.phase == ARMED
    assert race.live.state.taps == ()
    assert all(not each.splits and not each.missed for each in race.live.state.entries.values())
    redo_all(race, "5:10")
    assert known(race.live.state) == known(before)


def test_that_everything_can_be_taken_back_and_done_again_after_a_restart(
    race: Seat, library: Path
) -> None:
    before = race.live.state
    race.desk.undo(at("5:00"))
    assert race.live.session.journal.close(SOON_S)
    session = reopen(library, race.live.session.id, ManualClock(GUN))
    again = live_seat(session)
    assert known(again.live.state) == known(race.live.state)
    undo_all(again, "6:00")
    assert again.live.state.phase == ARMED
    redo_all(again, "6:10")
    assert known(again.live.state) == known(before)
    assert session.journal.close(SOON_S)


def test_that_every_step_back_says_what_it_was(race: Seat) -> None:
    said = []
    while race.live.session.engine.history.done:
        keeping = race.live.keeping()
        assert keeping is not None
        said.append(keeping.undo)
        race.live.session.engine.undo(at("5:00"))
    assert all(each and each != "change" for each in said), said
    assert len(set(said)) > len(said) // 2
