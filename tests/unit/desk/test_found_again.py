"""How well is the clock of a race known that was found again after a simulated restart?"""

from app.domain.repair_commands import SyncClock
from app.domain.times import NS_PER_S, Duration, Instant, seconds
from app.usecases.live_session import LiveSession
from tests.unit.desk.desks import GUN, Seat, at, live_seat

TWO_SECONDS = seconds(2.1)


def found_again(seat: Seat, when: str) -> Seat:
    """Return the race as if the machine had been restarted and the clock found at `when`."""
    session = seat.live.session
    again = LiveSession(session.engine, session.journal, Duration(0), TWO_SECONDS, at(when))
    return live_seat(again)


def basis(seat: Seat, now: str) -> Duration:
    keeping = seat.desk.frame(at(now)).keeping
    assert keeping is not None
    return keeping.uncertainty


def sync(seat: Seat, when: str, shows: float) -> None:
    seat.live.edit(SyncClock(at=at(when), shows=seconds(shows)))


def test_that_a_clock_that_was_found_again_is_known_to_within_seconds(seat: Seat) -> None:
    seat.start()
    seat.press("60.2")
    assert basis(seat, "70") == 0
    assert basis(found_again(seat, "100"), "110") == TWO_SECONDS


def test_that_a_press_at_a_clock_in_sight_puts_that_right(seat: Seat) -> None:
    seat.start()
    seat = found_again(seat, "100")
    sync(seat, "120", 121)
    assert basis(seat, "130") == 0


def test_that_a_press_before_the_restart_does_not(seat: Seat) -> None:
    seat.start()
    sync(seat, "50", 51)
    seat = found_again(seat, "100")
    assert basis(seat, "130") == TWO_SECONDS


def test_that_a_frame_knows_its_instant_and_what_waits_to_be_stored(seat: Seat) -> None:
    seat.start()
    shown = seat.desk.frame(at("5"))
    assert shown.at == Instant(GUN + 5 * NS_PER_S)
    assert shown.keeping is not None
    stored = shown.keeping.saved
    assert len(shown.keeping.waiting) == len(seat.live.session.engine.records) - stored
