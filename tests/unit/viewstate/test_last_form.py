import itertools

import pytest

from app.domain.course import Distance
from app.domain.refusals import Refusal
from app.usecases.new_race import RaceRequest, setup_for
from ui.viewstate.last_form import form_of
from ui.viewstate.new_race import LIST, OTHER, NewRaceForm, new_race_view, whole_request

EVENTS = ("mile", "1500", "3000sc", "1234 m", "2.5 km")
MARKS = ("crossings", "every 100", "every 400", "every 150 y", "500, 700")
ATHLETES = ((), ("Ann",), ("Ann pb 4:08.5, 4:10", "3: pacer Bob to 600", "Cid +10", "watch of Ann"))
TARGETS = ((), ("4:10",), ("sub 6", "60/400"))


@pytest.mark.parametrize("event", EVENTS)
def test_that_the_form_of_a_set_up_asks_for_that_set_up(event: str) -> None:
    asked = 0
    ways = itertools.product(
        ("", "200", "440 y"), ("finish", "start", "200", "120.5"), MARKS, (False, True)
    )
    who = itertools.cycle(itertools.product(ATHLETES, TARGETS))
    for (lap, stand, marks, short), (athletes, targets) in zip(ways, who, strict=False):
        request = RaceRequest(event, lap, stand, marks, short, athletes, targets, "paced", "Here")
        try:
            setup = setup_for(request)
        except Refusal:
            continue
        form = form_of(setup)
        view = new_race_view(form)
        assert view.can_arm, view.summary
        assert setup_for(whole_request(form)) == setup
        asked += 1
    assert asked > 90


def test_that_a_plain_set_up_gives_a_plain_form() -> None:
    assert form_of(setup_for(RaceRequest())) == NewRaceForm(first="sub-4")
    form = form_of(setup_for(RaceRequest(event="1500", athletes=("Ann",), targets=("4:10",))))
    assert form == NewRaceForm(
        event="1500 m", athletes="Ann\n", added=("4:10.00",), first="4:10.00"
    )


@pytest.mark.parametrize(
    ("request_", "stand", "before", "marks", "listed"),
    [
        (RaceRequest(stand="start"), "start", "", "crossings", ""),
        (RaceRequest(stand="200"), "200", "", "crossings", ""),
        (RaceRequest(stand="109.344"), OTHER, "109.344", "crossings", ""),
        (RaceRequest(marks="every 200"), "finish", "", "every 200", ""),
        (RaceRequest(marks="every 300"), "finish", "", LIST, "every 300"),
        (RaceRequest(marks="500, 1000"), "finish", "", LIST, "500, 1000, 1609.344"),
    ],
)
def test_that_the_place_and_the_marks_are_asked_for_in_the_plainest_way(
    request_: RaceRequest, stand: str, before: str, marks: str, listed: str
) -> None:
    form = form_of(setup_for(request_))
    assert (form.stand, form.before, form.marks, form.listed) == (stand, before, marks, listed)


def test_that_the_target_of_the_gap_stays_the_first() -> None:
    setup = setup_for(RaceRequest(targets=("4:07.64", "4:10", "sub-4")))
    again = setup_for(whole_request(form_of(setup)))
    assert again.targets[0].id == "4:07.64"
    assert {each.id for each in again.targets} == {each.id for each in setup.targets}


def test_that_a_date_and_a_title_of_its_own_stay() -> None:
    form = form_of(setup_for(RaceRequest(date="2026-11-21", title="Heat 2")))
    assert (form.date, form.title) == ("2026-11-21", "Heat 2")
    assert setup_for(whole_request(form)).plan.title == "Heat 2"


def test_that_the_lap_is_named_where_it_is_not_the_usual_one() -> None:
    form = form_of(setup_for(RaceRequest(lap="419.41", event="3000sc")))
    assert (form.event, form.lap) == ("3000 m steeplechase", "419.41 m")
    assert setup_for(whole_request(form)).plan.course.lap == Distance(419_410)
