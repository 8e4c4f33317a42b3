"""What becomes of a race that is planned again while it goes on?"""

import pytest

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.course import LAP_400, MILE, Course, every, metres
from app.domain.decide import decide
from app.domain.plan import Entrant, Plan, Setup
from app.domain.refusals import BadPlan, BadTarget, LastTarget, MarksInUse
from app.domain.target import Target, even
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    PHASES,
    PLANNED,
    RECORD,
    STARTED,
    SUB_4,
    TWO,
    TWO_MARKS,
    TWO_MARKS_SETUP,
    Moment,
    at,
    entrant,
    given,
    known,
    mile,
    pressed,
    setup,
    time,
    times_of,
    typed,
)

FROM_START = mile(marks=every(MILE, LAP_400))
TWO_SPLITS: tuple[Moment, ...] = (PLANNED, STARTED, pressed(PARIS[0]), pressed(PARIS[1]))
(SHORT_LINE,) = TWO_MARKS_SETUP.targets


def plan(setup: Setup) -> cm.PlanSession:
    return cm.PlanSession(at=at("3:00"), setup=setup)


def planned(setup: Setup) -> Moment:
    return at("3:00"), ev.Planned(setup)


def test_that_splits_move_with_their_place_to_other_marks() -> None:
    state = known(*TWO_SPLITS, planned(setup(course=FROM_START)))
    assert times_of(state) == [(metres(400), time(PARIS[0])), (metres(800), time(PARIS[1]))]
    assert state.next_mark(state.entries[ONE]) == metres(1200)
    before = known(*TWO_SPLITS).entries[ONE].splits
    assert [each.seq for each in state.entries[ONE].splits] == [each.seq for each in before]


def test_that_the_start_the_taps_and_the_primary_outlive_a_new_plan() -> None:
    moments = (
        *TWO_SPLITS,
        (at("2:10"), ev.TapTaken(ev.EVENT_STAMP)),
        (at("2:20"), ev.PrimaryChosen(RECORD.id)),
    )
    before = known(*moments)
    after = known(*moments, planned(setup(course=FROM_START)))
    assert (after.zero, after.taps, after.primary) == (before.zero, before.taps, RECORD)
    assert after.plan.course == FROM_START


def test_that_the_first_target_is_primary_when_the_old_one_is_gone() -> None:
    fresh = even(MILE, time("4:12.33"))
    state = known(*TWO_SPLITS, planned(setup(targets=(fresh, RECORD))))
    assert state.primary is fresh


def test_that_an_athlete_may_join_and_one_without_splits_may_go() -> None:
    joined = known(*TWO_SPLITS, planned(setup(entries=(ONE, TWO))))
    assert times_of(joined) == times_of(known(*TWO_SPLITS))
    assert times_of(joined, TWO) == []
    both = (at("-60"), ev.Planned(setup(entries=(ONE, TWO))))
    left = known(both, STARTED, pressed(PARIS[0]), planned(setup()))
    assert list(left.entries) == [ONE]


@pytest.mark.parametrize("phase", list(PHASES))
def test_that_the_same_plan_fits_in_every_phase(phase: str) -> None:
    assert decide(given(*PHASES[phase]), plan(setup())) == (ev.Planned(setup()),)


def test_that_a_plan_with_fewer_marks_than_splits_is_refused() -> None:
    moments = (*TWO_SPLITS, pressed(PARIS[2]))
    with pytest.raises(MarksInUse) as refused:
        decide(given(*moments), plan(TWO_MARKS_SETUP))
    assert str(refused.value) == (
        "Lane 1 has a split at mark number 3; found 2 marks in the new plan."
    )


def test_that_as_many_marks_as_splits_are_enough() -> None:
    assert decide(given(*TWO_SPLITS), plan(TWO_MARKS_SETUP)) == (ev.Planned(TWO_MARKS_SETUP),)
    assert known(*TWO_SPLITS, planned(TWO_MARKS_SETUP)).phase == "finished"


def test_that_an_athlete_with_splits_stays() -> None:
    with pytest.raises(MarksInUse, match="Lane 1 has a split at mark number 2"):
        decide(given(*TWO_SPLITS), plan(setup(entries=(TWO,))))


def test_that_a_split_typed_past_the_marks_of_a_new_plan_is_in_its_way() -> None:
    """One split, at the third mark: two marks have no third place to move it to."""
    state = given(PLANNED, STARTED, typed(PARIS[2], MARKS[2]))
    with pytest.raises(MarksInUse):
        decide(state, plan(TWO_MARKS_SETUP))


def people(*entrants: Entrant) -> Setup:
    return Setup(plan=Plan(title="", course=mile()), entrants=entrants, targets=(SUB_4,))


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        (people(), "none"),
        (people(entrant(ONE, 1), entrant(TWO, 1)), "Lane 1 in lane 1, Lane 1 in lane 1"),
        (people(entrant(ONE, 1), entrant(ONE, 2)), "Lane 1 in lane 1, Lane 2 in lane 2"),
    ],
)
@pytest.mark.parametrize("phase", list(PHASES))
def test_that_athletes_are_each_in_a_lane(wrong: Setup, found: str, phase: str) -> None:
    with pytest.raises(BadPlan) as refused:
        decide(given(*PHASES[phase]), plan(wrong))
    assert str(refused.value) == (
        f"the athletes: found {found}, expected one or more, each in a lane"
    )


@pytest.mark.parametrize("phase", list(PHASES))
def test_that_a_plan_has_a_target(phase: str) -> None:
    with pytest.raises(LastTarget):
        decide(given(*PHASES[phase]), plan(setup(targets=())))


@pytest.mark.parametrize(
    ("course", "targets", "sentence"),
    [
        (mile(), (SUB_4, SUB_4), "expected one that is not there already"),
        (mile(), (SUB_4, SHORT_LINE), "expected a line over 1609.344 m"),
        (TWO_MARKS, (SUB_4,), "expected a line over 800 m"),
    ],
)
def test_that_the_targets_of_a_plan_are_lines_over_its_distance(
    course: Course, targets: tuple[Target, ...], sentence: str
) -> None:
    with pytest.raises(BadTarget, match=sentence):
        decide(None, plan(setup(course=course, targets=targets)))
