"""Who of several athletes is looked at, and how they are laid out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.plan import EntryId
from app.domain.target import even
from app.engine.clocks import ManualClock
from app.usecases.live_session import start_session
from tests.unit.desk.desks import GUN, SOON_S, Seat, at, live_seat, replay_seat
from tests.unit.domain.races import SUB_4, mile, setup, time
from tests.unit.viewstate.fields import ENTRIES
from ui.repairs.field import next_target, star, toggle_layout
from ui.viewstate.snapshot import LANES, ONE, ROWS


@pytest.fixture
def six(tmp_path: Path) -> Iterator[Seat]:
    """A mile of six athletes in lanes 1 to 6, about to begin."""
    own = even(mile().distance, time("4:30"), id="own", name="Own")
    planned = setup(entries=ENTRIES, targets=(SUB_4, own))
    session = start_session(tmp_path / "library.splitline", planned, ManualClock(GUN))
    yield live_seat(session)
    assert session.journal.close(SOON_S)


def select(seat: Seat, lane: int) -> None:
    seat.desk.selected = ENTRIES[lane - 1]


def starred(seat: Seat) -> tuple[EntryId, ...]:
    return seat.desk.frame(GUN).starred


def test_that_the_layout_key_shows_one_alone_and_all_again(six: Seat) -> None:
    layouts = [six.desk.frame(GUN).layout]
    for _ in range(2):
        toggle_layout(six.desk, GUN)
        layouts.append(six.desk.frame(GUN).layout)
    assert layouts == [LANES, ONE, LANES]


def test_that_the_layout_key_says_how_to_come_back(six: Seat) -> None:
    toggle_layout(six.desk, GUN)
    assert six.said("0")[0] == "Lane 1 alone. L shows all."


def test_that_a_star_is_given_and_taken_away(six: Seat) -> None:
    for lane in (4, 2):
        select(six, lane)
        star(six.desk, GUN)
    assert starred(six) == (ENTRIES[1], ENTRIES[3])
    star(six.desk, GUN)
    assert starred(six) == (ENTRIES[3],)


def test_that_a_fifth_star_is_refused_in_a_sentence(six: Seat) -> None:
    for lane in range(1, 6):
        select(six, lane)
        star(six.desk, GUN)
    assert starred(six) == ENTRIES[:4]
    assert six.said("0")[0] == "There is room for 4 rows above the lanes: S takes one away."
    assert six.ear.heard == ["refused"]


def test_that_a_star_shows_all_again(six: Seat) -> None:
    toggle_layout(six.desk, GUN)
    star(six.desk, GUN)
    assert six.desk.frame(GUN).layout == LANES


def test_that_a_few_need_no_stars(pair: Seat) -> None:
    star(pair.desk, GUN)
    assert pair.said("0")[0] == "Everybody has a row: 2 athletes run."
    assert pair.desk.frame(GUN).layout == ROWS


def test_that_another_race_begins_without_stars(six: Seat) -> None:
    star(six.desk, GUN)
    toggle_layout(six.desk, GUN)
    six.desk.put(six.desk.stage)
    assert (starred(six), six.desk.frame(GUN).layout) == ((), LANES)


def test_that_a_race_of_one_has_no_layout(seat: Seat) -> None:
    assert seat.desk.frame(GUN).layout == ONE
    assert replay_seat("paris-2025").desk.frame(GUN).layout == ONE


def test_that_athletes_are_selected_in_the_order_of_their_lanes(six: Seat) -> None:
    seen = []
    for _ in range(7):
        seen.append(six.desk.selected)
        six.desk.select_next()
    assert seen == [*ENTRIES, ENTRIES[0]]


def test_that_the_next_target_is_the_next(six: Seat) -> None:
    next_target(six.desk, GUN)
    assert six.live.state.primary_id == "own"


def test_that_who_has_a_target_of_their_own_keeps_it(tmp_path: Path) -> None:
    own = even(mile().distance, time("4:30"), id="own", name="Own")
    third = even(mile().distance, time("4:20"), id="third", name="Third")
    known = setup(entries=ENTRIES[:2], targets=(SUB_4, third, own))
    entrants = (replace(known.entrants[0], target="own"), known.entrants[1])
    planned = replace(known, entrants=entrants)
    session = start_session(tmp_path / "other.splitline", planned, ManualClock(GUN))
    seat = live_seat(session)
    next_target(seat.desk, GUN)
    assert seat.said("0")[0] == "Third for the others: Lane 1 is held to 4:30.00."
    assert seat.desk.frame(GUN).primary.id == "own"
    seat.desk.select_next()
    assert seat.desk.frame(GUN).primary.id == "third"
    assert session.journal.close(SOON_S)


def test_that_a_lap_is_held_for_the_athlete_who_passed(six: Seat) -> None:
    six.start()
    six.press("1:01", lane=3)
    six.press("1:02", lane=2)
    assert six.desk.frame(at("1:04")).held == (ENTRIES[1], ENTRIES[2])
    assert six.desk.frame(at("1:05.5")).held == (ENTRIES[1],)
    assert six.desk.frame(at("1:30")).last_pressed == ENTRIES[1]
