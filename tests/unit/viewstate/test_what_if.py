"""What the panel says, and from which time it starts."""

import pytest

from app.analysis.projection import EVEN, PACING
from app.domain import events as ev
from app.domain.times import parse_time
from tests.unit.domain.races import ONE, STARTED, TWO, at, pressed, setup
from tests.unit.viewstate import paris
from tests.unit.viewstate.timed import live
from ui.viewstate.what_if import (
    Base,
    WhatIfFields,
    base_of,
    range_of,
    stepped,
    what_if_panel,
)

MONACO = Base(parse_time("4:07.64"), paris.MARKS[-1], "from the finish, 4:07.64", "4:07.64")
USUAL = WhatIfFields()


def test_that_it_starts_from_the_finish_once_there_is_one() -> None:
    base = base_of(paris.snapshot(300))
    assert base.time == parse_time("4:06.42")
    assert (base.words, base.written) == ("from the finish, 4:06.42", "4:06.42")


def test_that_it_starts_from_the_named_projection_while_the_race_runs() -> None:
    base = base_of(paris.snapshot(205, rule=EVEN))
    assert (base.words, base.written) == ("from the projected finish, 4:02.0 (even pace)", "4:02.0")
    assert base.time == parse_time("4:02.0")
    assert base_of(paris.snapshot(205, rule=PACING)).words.endswith("(pacing model)")


def test_that_before_the_first_mark_there_is_a_target_to_start_from() -> None:
    for elapsed in (None, 30):
        base = base_of(paris.snapshot(elapsed))
        assert base.words == "from the target Sub-4, 3:59.99"


def test_that_a_hidden_ending_is_not_told_by_the_what_if() -> None:
    hidden = paris.snapshot(None, primary=paris.RESULT, show_ending=False)
    assert base_of(hidden).time == paris.SUB_4.finish
    assert base_of(hidden._replace(show_ending=True)).time == paris.RESULT.finish


def test_that_of_several_it_is_the_selected_one_by_name() -> None:
    planned = (at("-60"), ev.Planned(setup(entries=(ONE, TWO))))
    both = live(planned, STARTED, pressed("1:00"), now="1:10", selected=TWO)
    name = both.entry.facts.entry.entrant.athlete
    assert base_of(both).words.startswith(f"{name}: from the target ")


def test_that_the_band_comes_with_its_condition_and_what_it_rests_on() -> None:
    view = what_if_panel(USUAL, MONACO)
    assert view.band == "about 3:58.3 to 4:05.4"
    assert view.said == "if drafting is 0.756 instead of 0.328"
    assert view.shorter == ("drafting 0.756",)
    assert view.caution.startswith("A what-if, no projection")
    labels = {line.label: line.words for line in view.lines}
    assert list(labels) == ["Air 12.7 %", "Air 3.8 %", "Check", "Source", "Not in it"]
    assert labels["Check"].endswith("3:59.38 here, 3:59.37 published")
    assert (view.fault, view.wrong) == ("", "")


def test_that_a_typed_time_takes_the_place_of_the_race_and_says_so() -> None:
    view = what_if_panel(USUAL._replace(time="4:20"), MONACO)
    assert view.base == "from the time typed here"
    assert view.band.startswith("about 4:1")


def test_that_nothing_other_gives_the_time_itself() -> None:
    view = what_if_panel(USUAL._replace(drafting=USUAL.run_drafting), MONACO)
    assert (view.band, view.said) == ("4:07.64", "nothing is other than it was")


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("drafting", "7", "drafting: found 7, expected 0 to 1"),
        ("run_drafting", "", 'drafting as run: found "", expected 0 to 1'),
        ("run_wind", "20", "wind as run: found 20 m/s, expected 0 to 8 m/s"),
        ("mass", "4", "mass: found 4 kg, expected 30 to 110 kg"),
        ("time", "4:99", 'the time "4:99" has 99 seconds; expected under 60'),
        ("time", "9", "time: found 9.00 over 1609.344 m, expected 3:09.33 to 10:43.74"),
    ],
)
def test_that_a_field_that_cannot_be_meant_is_named_in_one_sentence(
    field: str, text: str, fault: str
) -> None:
    view = what_if_panel(USUAL._replace(**{field: text}), MONACO)
    assert (view.band, view.fault, view.wrong) == ("", fault, field)


def test_that_every_field_but_the_time_has_a_range_and_steps_within_it() -> None:
    for name, text in USUAL._asdict().items():
        kind = range_of(name)
        if kind is None:
            assert name == "time"
            continue
        steps = [text]
        for _ in range(300):
            steps.append(stepped(name, steps[-1], 1))
        assert float(steps[-1]) == kind.high
        assert float(stepped(name, str(kind.low), -1)) == kind.low
        assert stepped(name, "x", 1) == "x"
    assert stepped("time", "4:07", 1) == "4:07"
    assert stepped("drafting", "0.756", -1) == "0.746"
