import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.course import Course, Distance, metres
from app.domain.target import Target, even
from app.domain.times import canonical, parse_time
from app.storage.failures import LibraryError
from app.usecases.new_race import CROSSINGS, FINISH, START, setup_for
from app.usecases.targets import target_of
from ui.viewstate.course_words import marks_in_words
from ui.viewstate.new_race import (
    EVENTS,
    LAPS,
    LIST,
    OTHER,
    TWO_HUNDRED,
    NewRaceForm,
    new_race_view,
    turned,
    whole_request,
    with_choice,
    with_typed_added,
)

FORM = NewRaceForm()


def _ticked(form: NewRaceForm) -> list[str]:
    return [row.time for row in new_race_view(form).rows if row.ticked]


def test_that_an_untouched_form_is_a_mile_that_can_be_armed() -> None:
    view = new_race_view(FORM)
    assert view.can_arm
    assert view.event.words == "1609.344 m"
    assert view.lap.words == "A first part of 9.344 m, then 4 laps of 400 m."
    assert view.stand.words == "The race starts 9.344 m before the finish line."
    assert view.marks.words == "409 m, 809 m, 1209 m, finish"
    assert view.short == "also at 9 m"
    assert view.summary == "Return arms the race, Return again starts its clock."


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (FORM._replace(stand=START), "400 m, 800 m, 1200 m, finish"),
        (FORM._replace(stand=TWO_HUNDRED), "209 m, 609 m, 1009 m, 1409 m, finish"),
        (FORM._replace(stand=OTHER, before="109.344"), "300 m, 700 m, 1100 m, 1500 m, finish"),
        (FORM._replace(keep_short=True), "9 m, 409 m, 809 m, 1209 m, finish"),
        (FORM._replace(event="800 m"), "400 m, finish"),
        (FORM._replace(lap="440 y"), "402 m, 804 m, 1207 m, finish"),
        (FORM._replace(marks=LIST, listed="500 1000"), "500 m, 1000 m, finish"),
        (
            FORM._replace(event="10,000 m"),
            "400 m, 800 m, 1200 m \u2026 9200 m, 9600 m, finish: 25 marks",
        ),
    ],
)
def test_that_the_marks_are_listed_as_a_coach_says_them(form: NewRaceForm, words: str) -> None:
    view = new_race_view(form)
    assert (view.marks.words, view.can_arm) == (words, True)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (FORM._replace(event="1500"), "A first part of 300 m, then 3 laps of 400 m."),
        (FORM._replace(event="400"), "1 lap of 400 m."),
        (FORM._replace(event="300"), "Less than a lap of 400 m."),
        (
            FORM._replace(event="3000 m steeplechase"),
            "A first part of 227.44 m, then 7 laps of 396.08 m.",
        ),
        (
            FORM._replace(event="3000sc", lap="419.41"),
            "A first part of 64.13 m, then 7 laps of 419.41 m.",
        ),
    ],
)
def test_that_the_first_part_follows_from_the_lap(form: NewRaceForm, words: str) -> None:
    assert new_race_view(form).lap.words == words


@pytest.mark.parametrize(
    ("form", "field", "words"),
    [
        (FORM._replace(event="x"), "event", 'Event: found "x", expected one like 800'),
        (FORM._replace(lap="x"), "lap", 'Lap length: found "x", expected one like 400'),
        (FORM._replace(stand=OTHER), "stand", "Your place: found nothing, expected metres"),
        (FORM._replace(marks=LIST), "marks", "Marks: found nothing, expected distances"),
        (FORM._replace(athletes="Ann\nAnn"), "athletes", 'Athletes: found "Ann" twice'),
        (FORM._replace(typed="4:0x"), "typed", 'Target: found "4:0x", expected 4:06.42'),
        (FORM._replace(typed="sub-4"), "typed", "Already in the list: 3:59.99"),
        (FORM._replace(added=("400 in 60",)), "targets", "Target: found "),
        (
            FORM._replace(turned=("sub-4", "4:06.42", "4:07.64")),
            "targets",
            "Tick a target or type one",
        ),
    ],
)
def test_that_a_mistake_stands_beside_its_field_alone_and_keeps_the_race_from_being_armed(
    form: NewRaceForm, field: str, words: str
) -> None:
    view = new_race_view(form)
    fields = ("event", "lap", "stand", "marks", "athletes", "typed", "targets")
    assert [name for name in fields if getattr(view, name).wrong] == [field]
    assert getattr(view, field).words.startswith(words)
    assert (view.can_arm, view.summary) == (False, getattr(view, field).words)


def test_that_marks_from_the_start_do_not_ask_where_one_stands() -> None:
    view = new_race_view(FORM._replace(marks="every 200", stand=TWO_HUNDRED))
    assert not view.stand_counts
    assert view.stand.words == "These marks are counted from the start, wherever you stand."
    assert view.short == ""


def test_that_a_line_elsewhere_is_said_in_metres() -> None:
    view = new_race_view(FORM._replace(stand=TWO_HUNDRED))
    assert view.stand.words == "A line 200 m before the finish."
    assert new_race_view(FORM._replace(event="800", stand=START)).stand.words == (
        "The race starts at the finish line."
    )


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("", "One athlete without a name."),
        ("Ann", "1 athlete: Space, or key 1."),
        ("Ann\n\nZoë\n", "2 athletes: keys 1 to 2, or F1 to F2."),
    ],
)
def test_that_the_athletes_are_counted_with_their_keys(names: str, words: str) -> None:
    assert new_race_view(FORM._replace(athletes=names)).athletes.words == words


def test_that_a_wrong_line_stands_among_the_others_with_its_number_and_its_place() -> None:
    view = new_race_view(FORM._replace(athletes="Ann\nZoë, 4:1x\nBob"))
    assert view.athletes.words.startswith('Athlete 2, target: found "4:1x", expected 4:06.42')
    assert [(row.lane, row.name, row.wrong) for row in view.keys] == [
        (1, "Ann", False),
        (2, "Zoë", True),
        (3, "Bob", False),
    ]


def test_that_without_a_tick_the_race_has_the_targets_of_its_athletes() -> None:
    form = FORM._replace(athletes="Ann, 4:10", turned=("sub-4", "4:06.42", "4:07.64"))
    view = new_race_view(form)
    assert (view.can_arm, view.targets.words) == (
        True,
        "The gap is shown to 4:10.00 first; T switches.",
    )
    assert [each.id for each in setup_for(whole_request(form)).targets] == ["4:10.00"]


def test_that_the_three_targets_of_the_mile_are_ticked_at_first() -> None:
    assert _ticked(FORM) == ["3:59.99", "4:06.42", "4:07.64"]
    assert len(new_race_view(FORM).rows) > 3
    assert new_race_view(FORM).targets.words == "The gap is shown to Sub-4 first; T switches."


def test_that_a_tick_goes_and_comes_back() -> None:
    once = turned(FORM, "4:06.42")
    assert _ticked(once) == ["3:59.99", "4:07.64"]
    assert turned(once, "4:06.42") == FORM


def test_that_even_laps_stand_in_where_no_target_is_built_in_until_one_is_typed() -> None:
    form = FORM._replace(event="1500")
    assert _ticked(form) == ["3:45.00"]
    assert new_race_view(form).targets.words.startswith("None is built in for this distance")
    typed = form._replace(typed="3:50")
    assert _ticked(typed) == []
    assert new_race_view(typed).typed.words == (
        "Understood as 3:50.00, even pace, 1:01.33 per 400 m."
    )
    added = with_typed_added(typed)
    assert (added.typed, added.added, _ticked(added)) == ("", ("3:50",), ["3:50.00"])
    assert new_race_view(added).targets.words == "The gap is shown to 3:50.00 first; T switches."


def test_that_a_typed_target_is_the_first_of_the_race() -> None:
    form = with_typed_added(FORM._replace(typed=" 4:10 "))._replace(typed="4:00 neg 2")
    setup = setup_for(whole_request(form))
    assert [canonical(each.finish) for each in setup.targets] == [
        "4:00.00",
        "4:10.00",
        "3:59.99",
        "4:06.42",
        "4:07.64",
    ]


def test_that_typing_a_target_of_the_list_ticks_it() -> None:
    form = with_typed_added(FORM._replace(typed="3:59.4"))
    assert form.added == ()
    assert _ticked(form) == ["3:59.99", "4:06.42", "4:07.64", "3:59.40"]
    even_laps = with_typed_added(NewRaceForm(event="1500", typed="60/400"))
    assert (even_laps.added, _ticked(even_laps)) == ((), ["3:45.00"])


@pytest.mark.parametrize("typed", ["", "  ", "4:0x", "sub-4"])
def test_that_what_is_no_new_target_stays_in_its_field(typed: str) -> None:
    form = FORM._replace(typed=typed)
    assert with_typed_added(form) == form


def test_that_a_target_that_does_not_fit_another_distance_can_be_unticked() -> None:
    parts = "400 in 60, 400 in 61, 700 in 1:45"
    form = NewRaceForm(event="1500", added=(parts,))
    assert new_race_view(form).can_arm
    mile = form._replace(event="mile")
    assert "segments of 1500 m" in new_race_view(mile).rows[0].wrong
    assert not new_race_view(mile).can_arm
    assert new_race_view(turned(mile, parts)).can_arm


def test_that_targets_are_read_where_the_window_says() -> None:
    def read(text: str, distance: Distance) -> Target:
        if text.startswith("like "):
            raise LibraryError("The library is damaged.")
        return target_of(text, distance)

    view = new_race_view(FORM._replace(typed="like mine", added=("like hers",)), read)
    assert (view.typed.words, view.rows[0].wrong) == ("The library is damaged.",) * 2


def _with_bests(text: str, distance: Distance) -> Target:
    """Read targets where Ann has a best of 2024 and one of this season, Zoë one that is both."""
    known = {"pb Ann": "4:08.31", "sb Ann": "4:10.02", "pb Zoë": "4:30", "sb Zoë": "4:30"}
    if text in known:
        return even(
            distance, parse_time(known[text]), id=text, name=f"{text[:2].upper()}{text[2:]}"
        )
    return target_of(text, distance)


def test_that_the_bests_of_those_who_run_are_offered_once_they_are_known() -> None:
    form = FORM._replace(athletes="Ann\nZoë\nBo\npacer Cy")
    offered = new_race_view(form, _with_bests).rows[-3:]
    assert [(each.text, each.name, each.time, each.ticked) for each in offered] == [
        ("pb Ann", "PB Ann", "4:08.31", False),
        ("sb Ann", "SB Ann", "4:10.02", False),
        ("pb Zoë", "PB Zoë", "4:30.00", False),
    ]
    assert not any("PB" in each.name for each in new_race_view(form).rows)
    assert not any("PB" in each.name for each in new_race_view(FORM, _with_bests).rows)


def test_that_a_best_that_is_ticked_is_a_target_of_the_race() -> None:
    form = turned(FORM._replace(athletes="Ann"), "pb Ann")
    request = whole_request(form, _with_bests)
    assert request.targets == ("sub-4", "4:06.42", "4:07.64", "pb Ann")


def test_that_a_best_stands_in_for_even_laps_where_none_is_built_in() -> None:
    form = NewRaceForm(event="1500", athletes="Ann")
    assert "even laps of 60 s" in new_race_view(form, _with_bests).targets.words
    picked = turned(form, "pb Ann")
    view = new_race_view(picked, _with_bests)
    assert view.targets.words == "The gap is shown to PB Ann first; T switches."
    assert whole_request(picked, _with_bests).targets == ("pb Ann",)


def test_that_a_best_that_was_added_is_not_offered_again() -> None:
    form = FORM._replace(athletes="Ann", added=("pb Ann",))
    rows = new_race_view(form, _with_bests).rows
    assert [each.text for each in rows if "Ann" in each.name] == ["pb Ann", "sb Ann"]
    typed = with_typed_added(FORM._replace(athletes="Ann", typed="pb Ann"), _with_bests)
    assert (typed.added, typed.turned) == ((), ("pb Ann",))


def test_that_choosing_to_type_begins_with_a_proposal() -> None:
    form = with_choice(FORM, "stand", OTHER)
    assert (form.stand, form.before, new_race_view(form).can_arm) == (OTHER, "100", True)
    form = with_choice(FORM, "marks", LIST)
    assert form.listed == "409.344, 809.344, 1209.344, 1609.344"
    assert new_race_view(form).marks.words == new_race_view(FORM).marks.words
    kept = with_choice(form._replace(listed="500"), "marks", LIST)
    assert kept.listed == "500"
    assert with_choice(NewRaceForm(event="x"), "marks", LIST).listed == ""
    assert with_choice(FORM, "class", "paced").race_class == "paced"


def test_that_the_choices_are_named_for_a_screen_reader() -> None:
    view = new_race_view(FORM._replace(race_class="paced"))
    assert (view.stands.label, dict(view.stands.options)[FINISH]) == ("You stand at", "finish line")
    assert (view.ways.label, view.ways.chosen) == ("Times at", CROSSINGS)
    assert dict(view.classes.options)[view.classes.chosen] == "paced"


def test_that_many_marks_are_named_from_both_ends() -> None:
    marks = tuple(metres(each) for each in range(100, 1600, 100))
    course = Course(event="1500", distance=metres(1500), lap=metres(400), marks=marks)
    assert marks_in_words(course) == ("100 m, 200 m, 300 m \u2026 1300 m, 1400 m, finish: 15 marks")


@given(
    st.builds(
        NewRaceForm,
        event=st.sampled_from([*EVENTS, "300", "1200 m", "x", ""]),
        lap=st.sampled_from(["", *LAPS, "4", "x"]),
        stand=st.sampled_from([FINISH, START, TWO_HUNDRED, OTHER]),
        before=st.sampled_from(["", "100", "399,5", "x"]),
        marks=st.sampled_from([CROSSINGS, "every 100", "every 400", LIST]),
        listed=st.sampled_from(["", "100", "200, 250", "800, 400", "every 60", "5000"]),
        keep_short=st.booleans(),
        athletes=st.sampled_from(
            [
                *("", "Ann", "Ann\nZoë", "Ann\nAnn", "\n".join("abcdefghijklm")),
                *("Ann, 4:10; Zoë, sub-4", "Ann, 4:1x", "pacer Bob to 1000; Ann", "watch of Ann"),
            ]
        ),
        added=st.sampled_from([(), ("2:00",), ("4:00 neg 2", "60/400"), ("400 in 60",)]),
        typed=st.sampled_from(["", "4:10", "sub-4", "60/400", "4:0x", "like monaco-2023"]),
        turned=st.lists(st.sampled_from(["sub-4", "60/400", "2:00", "4:06.42"]), unique=True).map(
            tuple
        ),
        first=st.sampled_from(["", "4:06.42", "2:00.00"]),
        race_class=st.sampled_from(["", "paced", "championship"]),
        date=st.sampled_from(["", "2026-11-21"]),
    )
)
def test_that_a_race_can_be_armed_whenever_the_form_says_so(form: NewRaceForm) -> None:
    view = new_race_view(form)
    if view.can_arm:
        setup = setup_for(whole_request(form))
        assert marks_in_words(setup.plan.course) == view.marks.words
        shown = [row for row in view.rows if row.ticked]
        own = {each.target for each in setup.entrants} - {None}
        typed = {target_of(form.typed, setup.plan.course.distance).id} if form.typed else set()
        assert {each.id for each in setup.targets} == {row.id for row in shown} | own | typed
        if form.first in [row.id for row in shown] and not form.typed:
            assert setup.targets[0].id == form.first
    else:
        assert view.summary.endswith(".")
