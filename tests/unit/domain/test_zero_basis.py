import pytest

from app.domain import repair_events as rp
from app.domain.events import IMPORTED_STAMP, Started
from app.domain.state import SessionState
from app.domain.times import Duration, seconds
from app.domain.zero_basis import agreement, basis_line, basis_text, moved_by, tolerance_of
from tests.unit.domain.races import (
    MARKS,
    PLANNED,
    STARTED,
    ZERO,
    Moment,
    at,
    known,
    pressed,
    typed,
)


def state_of(*moments: Moment) -> SessionState:
    return known(PLANNED, *moments)


def moved(to: str, basis: str, tolerance: float = 0) -> Moment:
    return at("20"), rp.ZeroMoved(at(to), basis, seconds(tolerance))


def synced(press: str, shows: float) -> Moment:
    return at(press), rp.ClockSynced(seconds(shows))


@pytest.mark.parametrize(
    ("moments", "text", "line"),
    [
        ((), "not started", ""),
        ((typed("60.2", MARKS[0]),), "typed times", ""),
        ((STARTED,), "hand start", "hand start"),
        (((ZERO, Started(IMPORTED_STAMP)),), "published times", "published times"),
        (
            (STARTED, moved("-0.3", "hand")),
            "hand start, moved +0.3",
            "hand start, moved +0.30 s from the start press",
        ),
        (
            (STARTED, moved("1", "hand")),
            "hand start, moved \u22121.0",
            "hand start, moved -1.00 s from the start press",
        ),
        ((moved("1", "hand"),), "hand start", "hand start"),
        (
            (STARTED, moved("-2.04", "synced", 0.5)),
            "synced \u00b10.5",
            "synced \u00b10.5, moved +2.04 s from the start press",
        ),
        ((synced("10", 12),), "synced \u00b10.1", "synced \u00b10.1"),
        (
            (STARTED, moved("-0.24", "official")),
            "official",
            "official, moved +0.24 s from the start press",
        ),
    ],
)
def test_that_the_basis_is_named(moments: tuple[Moment, ...], text: str, line: str) -> None:
    assert (basis_text(state_of(*moments)), basis_line(state_of(*moments))) == (text, line)


def test_that_a_tolerance_is_never_better_than_the_presses_agree() -> None:
    close = state_of(STARTED, synced("10", 12), synced("20", 22.06))
    assert (agreement(close), tolerance_of(close)) == (seconds(0.06), seconds(0.07))
    assert basis_text(close) == "synced \u00b10.1"
    apart = state_of(STARTED, synced("10", 12), synced("20", 23))
    assert (agreement(apart), tolerance_of(apart)) == (seconds(1), seconds(0.5))
    assert basis_text(apart) == "synced \u00b10.5"


def test_that_without_a_start_press_nothing_was_moved_from_it() -> None:
    assert moved_by(state_of()) == 0
    assert moved_by(state_of(synced("10", 12), pressed("30"))) == 0
    assert moved_by(state_of(STARTED, synced("10", 12))) == Duration(seconds(2))
    assert tolerance_of(state_of()) == 0
