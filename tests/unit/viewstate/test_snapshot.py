import pytest

from app.domain import events as ev
from app.domain.course import MILE
from app.domain.target import even
from tests.unit.domain.races import STARTED, at, pressed, setup, time
from tests.unit.viewstate.fields import ONE, TWO, planned, several
from tests.unit.viewstate.paris import RECORD, RESULT, SUB_4, TARGETS, snapshot
from tests.unit.viewstate.timed import live
from ui.viewstate.snapshot import shown_targets


def test_that_all_targets_are_shown_with_the_ending() -> None:
    assert snapshot(205).targets == TARGETS


def test_that_a_hidden_ending_is_no_target() -> None:
    assert snapshot(205, show_ending=False).targets == (SUB_4, RECORD)


@pytest.mark.parametrize("show_ending", [True, False])
def test_that_a_race_held_against_its_own_result_alone_keeps_it(show_ending: bool) -> None:
    assert shown_targets((RESULT,), show_ending=show_ending) == (RESULT,)


def test_that_the_cards_speak_of_the_selected_athlete() -> None:
    pair = (at("-60"), ev.Planned(setup(entries=(ONE, TWO))))
    moments = (pair, STARTED, pressed("62", TWO))
    assert live(*moments, now="63").entry.facts.last is None
    theirs = live(*moments, now="63", selected=TWO).entry
    assert theirs.facts.entry.entrant.id == TWO
    assert theirs.facts.last is not None


def test_that_what_another_athlete_aims_at_is_no_target_of_ones_own() -> None:
    own = even(MILE, time("4:30"), id="own", name="Own")
    plan = planned(3, targets=(SUB_4, own), two={"target": "own"})
    assert several(plan, selected=ONE).targets == (SUB_4,)
    assert several(plan, selected=TWO).targets == (SUB_4, own)


def test_that_a_target_that_the_race_is_held_to_is_everybody_s() -> None:
    plan = planned(3, two={"target": SUB_4.id})
    assert SUB_4 in several(plan, selected=ONE).targets
