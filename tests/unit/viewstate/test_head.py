from dataclasses import replace

import pytest

from app.domain import events as ev
from app.domain.course import LAP_400, Distance, crossings, metres
from app.domain.plan import Entrant, Plan
from app.domain.target import even
from tests.unit.domain.races import MARKS, ONE, TWO, Moment, at, mile, setup, time
from tests.unit.viewstate.paris import RECORD, SUB_4, snapshot
from tests.unit.viewstate.timed import live
from ui.viewstate.head import Chip, Switch, head
from ui.viewstate.snapshot import Reading

LINE = Reading(
    "line", "finish-line", {"finish-line": "finish line", "from-start": "mile start"}, "No source."
)
CLOCK = Reading("clock", "gun", {"published": "as published", "gun": "gun"}, "Two clocks.")


def _planned(plan: Plan, athlete: str = "Ann Bell") -> Moment:
    entrants = (Entrant(id=ONE, athlete=athlete, lane=1), Entrant(id=TWO, athlete="Eve", lane=2))
    lines = (even(plan.course.distance, time("4:30")),)
    return at("-60"), ev.Planned(replace(setup(), plan=plan, entrants=entrants, targets=lines))


def test_that_every_target_is_a_chip_in_its_own_place() -> None:
    assert head(snapshot(205)).chips == (
        Chip("sub-4", "3:59.99", "Sub-4", slot=0, primary=True),
        Chip("4:06.42", "4:06.42", "how it ended", slot=1, primary=False),
        Chip("4:07.64", "4:07.64", "World record", slot=2, primary=False),
    )


def test_that_hiding_the_ending_takes_its_chip_and_leaves_the_other_colours() -> None:
    chips = head(snapshot(205, show_ending=False)).chips
    assert [(each.id, each.slot) for each in chips] == [("sub-4", 0), ("4:07.64", 2)]


def test_that_the_primary_target_is_marked() -> None:
    chips = head(snapshot(205, primary=RECORD)).chips
    assert [each.primary for each in chips] == [False, False, True]


def test_that_a_race_that_reads_one_way_has_no_switch() -> None:
    assert head(snapshot(205)).switches == ()


def test_that_only_a_reading_that_differs_is_a_switch() -> None:
    known = snapshot(205)
    assert [each.name for each in head(known._replace(clock=CLOCK)).switches] == ["clock"]
    assert head(known._replace(line=LINE, clock=CLOCK)).switches == (
        Switch(
            "line",
            "read at",
            (("finish-line", "finish line"), ("from-start", "mile start")),
            "finish-line",
            "No source.",
        ),
        Switch(
            "clock", "clock", (("published", "as published"), ("gun", "gun")), "gun", "Two clocks."
        ),
    )


def test_that_a_recorded_race_has_its_own_title_and_status() -> None:
    known = snapshot(205)
    plan = replace(known.analysis.state.plan, status="exhibition, not ratified")
    changed = known.analysis._replace(state=known.analysis.state._replace(plan=plan))
    shown = head(known._replace(analysis=changed))
    assert shown.title == "Paris"
    assert shown.subtitle == "Mile \u00b7 400 m track \u00b7 exhibition, not ratified"
    assert head(known).subtitle == "Mile \u00b7 400 m track"


def test_that_a_live_race_is_titled_with_its_athlete() -> None:
    shown = head(live(_planned(Plan(title="Club evening", course=mile()))))
    assert shown.title == "Ann Bell \u00b7 1 of 2 (Tab, L) \u00b7 Club evening"


def test_that_a_title_that_names_its_only_athlete_names_them_once() -> None:
    alone = (Entrant(id=ONE, athlete="Ann Bell", lane=1),)
    plan = Plan(title="Ann Bell: mile", course=mile())
    lines = (even(plan.course.distance, time("4:30")),)
    planned = at("-60"), ev.Planned(replace(setup(), plan=plan, entrants=alone, targets=lines))
    assert head(live(planned)).title == "Ann Bell: mile"


def test_that_the_title_follows_the_selected_athlete() -> None:
    known = live(_planned(Plan(title="Club evening", course=mile())), selected=TWO)
    assert head(known).title == "Eve \u00b7 2 of 2 (Tab, L) \u00b7 Club evening"


@pytest.mark.parametrize(
    ("before_m", "said"),
    [
        (0.0, "timed at the finish line"),
        (9.344, "timed at the start line"),
        (200.0, "timed 200 m before the finish"),
    ],
)
def test_that_a_live_race_says_where_its_operator_stands(before_m: float, said: str) -> None:
    line = metres(before_m)
    marks = crossings(SUB_4.distance, LAP_400, before_finish=line)
    course = replace(mile(marks=marks), line_before_finish=line)
    shown = head(live(_planned(Plan(title="Club evening", course=course))))
    assert shown.subtitle == f"live \u00b7 Mile \u00b7 400 m track \u00b7 {said}"


def test_that_a_lap_of_440_yards_is_written_as_exactly_as_it_is() -> None:
    course = replace(mile(marks=MARKS), lap=Distance(402_336))
    shown = head(live(_planned(Plan(title="Club evening", course=course))))
    assert "402.336 m track" in shown.subtitle


def test_that_a_target_that_is_called_after_its_time_has_it_once() -> None:
    named = [
        (each.time, each.name)
        for each in head(live(_planned(Plan(title="Mile", course=mile())))).chips
    ]
    assert named == [("4:30.00", "")]
