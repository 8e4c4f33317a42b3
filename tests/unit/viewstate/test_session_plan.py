import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.training.planned_times import asked_of, different
from app.domain.refusals import Refusal
from app.domain.training.plan_format import format_plan
from app.domain.training.plan_text import read_plan
from app.domain.training.roster import RosterAthlete
from app.domain.training.session_plan import SessionPlan
from app.domain.training.session_setup import plan_of
from app.usecases.last_training import PastSession, roster_of
from app.usecases.roster_text import read_roster
from tests.unit.training.plans import plans
from ui.viewstate import plan_shelf as shelf
from ui.viewstate.plan_starts import TOGETHER, WRITTEN, with_starts
from ui.viewstate.session_plan import (
    EXAMPLES,
    ROSTER_EXAMPLES,
    PlannerForm,
    PlannerView,
    from_setup,
    planner_view,
    setup_of,
)
from ui.viewstate.tones import ALERT, INK, MUTED

GROUPS = "5x1000 (A 3:05-3:10, B 3:20), 2' + 5' + 4x300 @ 5k pace, 100 jog"
ROSTER = "A: Ann, 5k 15:30, Bea\nB: Cia, 300 in 45\n"


def view(plan: str, roster: str = "") -> PlannerView:
    return planner_view(PlannerForm("", plan, roster))


def faulty(text: str, found: PlannerView) -> str:
    fault = found.reading.fault
    return "" if fault is None else text[fault.start : fault.end]


def test_that_nothing_typed_says_what_to_do_and_cannot_be_armed() -> None:
    found = view(" \n")
    assert found.reading.words == "Type the session as you would write it down, or take one below."
    assert (found.reading.tone, found.can_arm, found.summary.words) == (MUTED, False, "")
    assert found.roster.words == "Nobody is named: one athlete on key 1."


def test_that_a_plan_is_read_aloud() -> None:
    found = view("6x300 in 43, 3:00")
    assert found.reading.tone == INK
    assert found.reading.words == (
        "6 times 300 m in 43.0; 3:00 between repetitions: 6 repetitions, 1,800 m."
    )
    assert found.can_arm
    assert [(each.lane, each.name, each.first) for each in found.rows] == [(1, "", "300 m in 43.0")]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("4x300 hard", "hard"),
        ("4x300 $ 43", "$"),
        ("4x300 in 43,5", "5"),
        ("5x1000 (A 46 B 47)", "B"),
        ("\U0001f3c3 4x300", "\U0001f3c3"),
        ("4x300 (“Ann 46)", "“"),
        ("60x60x300", "60"),
    ],
)
def test_that_the_wrong_characters_are_pointed_at(text: str, wrong: str) -> None:
    found = view(text)
    assert faulty(text, found) == wrong
    assert found.reading.tone == ALERT
    assert found.reading.words.startswith("Found ")
    assert not found.can_arm


@pytest.mark.parametrize("text", ["4x", "4x300 in", "3 x (4 x 300 in 43, 1:30", "4x300 +  "])
def test_that_a_plan_that_only_ends_too_early_is_not_blamed(text: str) -> None:
    found = view(text)
    assert (found.reading.tone, found.reading.fault) == (MUTED, None)
    assert found.reading.words.startswith("Not finished: expected ")
    assert not found.can_arm


def test_that_each_athlete_has_the_first_target_and_the_others_behind_it() -> None:
    ann, bea, cia = view(f"{GROUPS}; groups 1:00 apart", ROSTER).rows
    assert ann.first == "1000 m in 3:05–3:10"
    assert (ann.more, ann.group, ann.later) == ("300 m in 55.8", "A", "")
    assert (bea.more, bea.why) == ("300 m: no time", "no best time over 5000 m")
    assert (cia.first, cia.later, cia.more) == ("1000 m in 3:20", "+1:00", "300 m in 45.0")
    assert cia.spoken == "3 Cia B +1:00 1000 m in 3:20"


def test_that_a_name_nobody_has_is_said_and_arms_all_the_same() -> None:
    found = view("4x300 (A 43, B 46, D 50)", ROSTER)
    assert found.roster.words == (
        "3 athletes in 2 groups: A, B. The plan names D, and nobody here is called so."
    )
    assert found.can_arm


def test_that_of_many_athletes_it_is_said_below_who_lacks_a_time() -> None:
    names = "\n".join(f"{name}, 5k 15:30" for name in ("Ann", "Bea", "Cia", "Di", "Eve"))
    found = view("3x1000 @ 5k pace", f"{names}\nFlo\nGil\n")
    assert found.roster.words == "7 athletes. Flo: no best time over 5000 m, one more."


def test_that_a_wrong_line_of_the_roster_is_pointed_at_and_those_above_it_stay() -> None:
    text = "Ann\nBea, 800 fast\nCia"
    found = view("4x300", text)
    fault = found.roster.fault
    assert fault is not None
    assert text[fault.start : fault.end] == "800 fast"
    assert found.roster.tone == ALERT
    assert [each.name for each in found.rows] == ["Ann"]
    assert (found.can_arm, found.summary.words) == (False, "The roster cannot be armed yet.")


@pytest.mark.parametrize("roster", ["Ann\nann", "Ann, group Fast\nBea, group fast"])
def test_that_athletes_who_cannot_be_told_apart_are_refused_while_typing(roster: str) -> None:
    found = view("4x300", roster)
    assert (found.roster.tone, found.can_arm) == (ALERT, False)


def test_that_what_is_armed_comes_back_as_the_form_that_asks_for_it() -> None:
    setup = setup_of(PlannerForm("  Tuesday ", f" {GROUPS}\n", ROSTER), "2026-05-01")
    assert (setup.title, setup.plan, setup.date) == ("Tuesday", GROUPS, "2026-05-01")
    again = from_setup(setup, roster_of(setup))
    assert setup_of(again, "2026-05-01") == setup


def test_that_nobody_named_is_one_athlete() -> None:
    (runner,) = setup_of(PlannerForm(plan="4x300")).runners
    assert (runner.lane, runner.name) == (1, "Athlete")
    setup = setup_of(PlannerForm(plan="4x300"))
    assert from_setup(setup, roster_of(setup)) == PlannerForm(plan="4x300")


def test_that_every_example_can_be_taken_as_it_stands() -> None:
    for plan, _ in EXAMPLES:
        assert view(plan).can_arm, plan
    names = "\n".join(typed for typed, _ in ROSTER_EXAMPLES)
    assert len(read_roster(names)) == len(ROSTER_EXAMPLES) + 1


@given(st.text(max_size=30), st.text(max_size=30))
def test_that_whatever_is_typed_has_an_answer(plan: str, roster: str) -> None:
    found = view(plan, roster)
    for text, said in ((plan, found.reading), (roster, found.roster)):
        assert said.fault is None or 0 <= said.fault.start < said.fault.end <= len(text)
    if found.can_arm:
        setup_of(PlannerForm("", plan, roster))


def test_that_the_switch_of_starts_is_there_for_groups_alone() -> None:
    assert view("4x300", "Ann\nBea").starts is None
    switch = view("4x300", ROSTER).starts
    assert switch is not None
    assert (switch.chosen, dict(switch.options)["1:00"]) == (TOGETHER, "1:00 apart")
    written = view("4x300; starts B +30 s", ROSTER).starts
    assert written is not None
    assert written.chosen == WRITTEN


@pytest.mark.parametrize(
    ("text", "value", "then"),
    [
        ("4x300 in 43, 1:30", "1:00", "4x300 in 43, 1:30; groups 1:00 apart"),
        ("4x300; groups 1:00 apart", "30 s", "4x300; groups 30 s apart"),
        ("4x300; groups 1:00 apart", TOGETHER, "4x300"),
        ("4x300\nstarts B +30s, C +1:00", TOGETHER, "4x300"),
        ("4x300; starts B +30s", WRITTEN, "4x300; starts B +30s"),
        ("4x300 every 3:00", "2:00", "4x300 every 3:00; groups 2:00 apart"),
    ],
)
def test_that_the_switch_types_into_the_plan(text: str, value: str, then: str) -> None:
    assert with_starts(text, value) == then


@given(plans(), st.sampled_from([TOGETHER, "30 s", "1:00", "2:00"]))
def test_that_the_switch_changes_nothing_but_the_starts(plan: SessionPlan, value: str) -> None:
    text = format_plan(plan)
    changed = with_starts(text, value)
    assert plan_of(changed).steps == read_plan(text).steps
    assert with_starts(changed, TOGETHER) == with_starts(text, TOGETHER)
    assert not plan_of(changed).starts


PAST = PastSession("7", "Training", "4x400", ("Ann", "Bea", "Cia", "Di"), "2026-05-01")


def test_that_the_list_begins_with_what_is_ones_own() -> None:
    found = shelf.offers({"mile": "3 x mile", "Hills": "10x200,\n1'"}, (PAST,), None)
    assert [(each.kind, each.words) for each in found[:6]] == [
        (shelf.HEADING, "Saved plans"),
        (shelf.SAVED, "Hills"),
        (shelf.SAVED, "mile"),
        (shelf.HEADING, "Last sessions, with their athletes"),
        (shelf.SESSION, "4x400"),
        (shelf.HEADING, "Examples"),
    ]
    assert found[1].below == "10x200, 1'"
    assert found[4].below == "2026-05-01 · Ann, Bea, Cia …"
    assert found[4].spoken == "4x400, 2026-05-01 · Ann, Bea, Cia …"


def test_that_what_had_been_typed_stands_above_all() -> None:
    first, *_ = shelf.offers({}, (), PlannerForm("", "4x300 in", "Ann"))
    assert (first.kind, first.below, first.form.roster) == (shelf.ASIDE, "4x300 in", "Ann")


def test_that_a_refusal_is_what_arming_raises() -> None:
    with pytest.raises(Refusal):
        setup_of(PlannerForm(plan="4x"))


def test_that_a_text_too_long_for_a_key_press_is_refused_at_once() -> None:
    assert view("(" * 10_001).reading.words == "Found 10,001 characters, expected at most 10,000."
    assert view("4x300", "Ann\n" * 5_000).roster.tone == ALERT
    assert not view("4x300", "Ann\n" * 5_000).can_arm


@given(plans(), st.sampled_from(["", "A", "B"]))
def test_that_the_targets_shown_are_those_of_the_repetitions(plan: SessionPlan, group: str) -> None:
    athlete = RosterAthlete(name="Ann", lane=1, group=group)
    laid_out = ((each.planned.distance, each.aim) for each in asked_of(plan, athlete))
    assert dict.fromkeys(different(plan, athlete)) == dict.fromkeys(laid_out)
