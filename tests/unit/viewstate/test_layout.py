import pytest

from app.domain.plan import WATCH, EntryId
from tests.unit.domain.races import ZERO, at, known, pressed
from tests.unit.viewstate.fields import FIVE, FOUR, ONE, THREE, TWO, planned, several
from tests.unit.viewstate.timed import ALONE
from ui.viewstate.layout import in_order, layout_of
from ui.viewstate.snapshot import LANES, ROWS
from ui.viewstate.snapshot import ONE as SINGLE


@pytest.mark.parametrize(
    ("count", "layout"), [(1, SINGLE), (2, ROWS), (3, ROWS), (4, ROWS), (5, LANES), (6, LANES)]
)
def test_that_the_layout_goes_by_how_many_run(count: int, layout: str) -> None:
    assert layout_of(known(planned(count))) == layout


@pytest.mark.parametrize("count", [1, 2, 6])
def test_that_one_can_be_shown_alone(count: int) -> None:
    assert layout_of(known(planned(count)), alone=True) == SINGLE


def test_that_a_second_watch_is_no_second_athlete() -> None:
    state = known(planned(2, two={"role": WATCH, "of": ONE}))
    assert layout_of(state) == SINGLE
    assert [each.entrant.id for each in in_order(state)] == [ONE]


def test_that_athletes_stand_in_the_order_of_their_lanes() -> None:
    state = known(planned(3, one={"lane": 8}, three={"lane": 1}))
    assert [each.entrant.id for each in in_order(state)] == [THREE, TWO, ONE]


def test_that_stars_stand_in_the_order_of_their_lanes() -> None:
    shown = several(planned(6), starred=(FIVE, TWO))
    assert shown.starred == (TWO, FIVE)


def test_that_a_star_of_who_is_not_in_the_race_is_none() -> None:
    assert several(planned(6), starred=(EntryId("gone"),)).starred == ()


def test_that_the_latest_passage_is_of_who_was_pressed_last() -> None:
    moments = (pressed("62", ONE), pressed("63.1", THREE), pressed("62.5", TWO))
    assert several(planned(3), now="65").last_pressed is None
    assert several(planned(3), *moments, now="65").last_pressed == THREE


def test_that_the_latest_passage_of_a_later_wave_counts_on_the_clock_of_the_race() -> None:
    plan = planned(2, two={"offset": 10_000_000_000})
    moments = (pressed("65", ONE), pressed("70", TWO))
    assert several(plan, *moments, now="71").last_pressed == TWO


def test_that_each_lap_is_held_for_four_seconds() -> None:
    moments = (pressed("62", ONE), pressed("64", FOUR))
    held = {
        now: several(planned(4), *moments, now=now, selected=FOUR).held
        for now in ("64", "65.9", "66", "67.9", "68")
    }
    assert held == {
        "64": (ONE, FOUR),
        "65.9": (ONE, FOUR),
        "66": (FOUR,),
        "67.9": (FOUR,),
        "68": (),
    }
    assert several(planned(4), *moments, now="67", selected=FOUR).held_lap
    assert not several(planned(4), *moments, now="67", selected=ONE).held_lap


def test_that_the_only_athlete_is_alone() -> None:
    assert layout_of(known(ALONE)) == SINGLE
    assert at("0") == ZERO
