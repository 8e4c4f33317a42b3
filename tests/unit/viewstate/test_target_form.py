import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.course import MILE, Distance, metres
from app.domain.disciplines import DISCIPLINES, Discipline
from app.domain.target import Target, even
from app.domain.times import parse_time
from app.storage.failures import LibraryError
from app.usecases.targets import default_targets, target_of
from ui.viewstate.target_form import TargetForm, described, forms_for, target_form_view
from ui.viewstate.tones import ALERT, INK, MUTED
from ui.viewstate.wording import sentence

TARGETS = default_targets(MILE)


def _form(text: str, *, editing: str = "", targets: tuple[Target, ...] = TARGETS) -> TargetForm:
    return TargetForm(text, MILE, targets, primary="sub-4", editing=editing)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # 250 s * 400 m / 1609.344 m = 62.137 s
        ("4:10", "4:10.00, even pace, 1:02.14 per 400 m"),
        # 240 s less a hundredth: 239.99 s * 400 m / 1609.344 m = 59.649 s
        ("sub-4", "3:59.99, Sub-4, even pace, 59.65 per 400 m"),
        # 60 s * 1609.344 m / 400 m = 241.4016 s
        ("60/400", "4:01.402, 60/400, even pace, 1:00.00 per 400 m"),
        ("4:00 neg 2", "4:00.00, second half 2.00 s faster"),
        ("400 in 60, 400 in 61, rest in 2:01", "4:02.00, 3 parts"),
        ("804.672 in 2:00, rest in 2:01", "4:01.00, second half 1.00 s slower"),
        ("804.672 in 2:00, rest in 2:00", "4:00.00, even halves"),
    ],
)
def test_that_a_target_is_told_back_in_words(text: str, words: str) -> None:
    assert described(target_of(text, MILE)) == words
    assert target_form_view(_form(text, targets=())).reading == f"Understood as {words}."


def test_that_the_splits_of_a_race_are_told_back_by_its_title() -> None:
    assert described(target_of("like monaco-2023", MILE)) == (
        "4:07.64, like Faith Kipyegon · Monaco, 21 July 2023, paced as it was run"
    )


def test_that_a_repetition_shorter_than_a_lap_has_no_pace_per_lap() -> None:
    assert described(target_of("42.0", metres(300))) == "42.00, even pace"


@pytest.mark.parametrize("text", ["", "   "])
def test_that_an_empty_field_is_no_mistake(text: str) -> None:
    view = target_form_view(_form(text))
    assert (view.tone, view.can_accept) == (MUTED, False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4:60", 'Target: found "4:60", expected 4:06.42'),
        ("0:00", 'Target: found "0:00", expected a time above zero.'),
        ("400 in x", 'Target: found "x", expected 4:06.42'),
        ("like nobody", 'Target: found "like nobody", expected a race'),
        ("sub-4", "Already there: 3:59.99, Sub-4"),
        ("4:06.420", "Already there: 4:06.42"),
    ],
)
def test_that_what_cannot_be_taken_says_why(text: str, words: str) -> None:
    view = target_form_view(_form(text))
    assert (view.tone, view.can_accept) == (ALERT, False)
    assert view.reading.startswith(words)
    assert view.reading.endswith(".")


def test_that_a_library_that_cannot_be_read_is_said_in_its_own_words() -> None:
    def read(text: str, distance: Distance) -> Target:
        raise LibraryError("The library is damaged.")

    view = target_form_view(_form("like 2026-11-21-mile-3f9a"), read)
    assert (view.reading, view.can_accept) == ("The library is damaged.", False)


def test_that_a_new_target_can_be_added_and_nothing_else() -> None:
    view = target_form_view(_form("4:10"))
    assert (view.title, view.accept, view.tone) == ("Add a target over 1609.344 m", "Add", INK)
    assert (view.can_accept, view.can_remove, view.can_be_primary) == (True, False, False)


def test_that_a_target_can_be_changed_removed_and_made_primary() -> None:
    view = target_form_view(_form("4:10", editing="4:06.42"))
    assert (view.title, view.accept) == ("Target 4:06.42", "Change")
    assert (view.can_accept, view.can_remove, view.can_be_primary) == (True, True, True)


def test_that_the_primary_is_called_so_and_need_not_be_made_it() -> None:
    view = target_form_view(_form("sub-4", editing="sub-4"))
    assert view.title == "Target 3:59.99, primary"
    assert view.reading.startswith("As it is: 3:59.99")
    assert (view.can_accept, view.can_be_primary) == (False, False)


def test_that_the_last_target_says_why_it_cannot_go() -> None:
    view = target_form_view(_form("sub-4", editing="sub-4", targets=TARGETS[:1]))
    assert not view.can_remove
    assert view.why_keep == "The last target cannot go: the gap needs a line."


@pytest.mark.parametrize("event", DISCIPLINES, ids=lambda each: each.name)
def test_that_every_example_is_understood_over_the_distance(event: Discipline) -> None:
    _check_examples(event.distance)


@given(st.integers(60_000, 50_000_000))
def test_that_every_example_is_understood_over_any_distance(distance: int) -> None:
    _check_examples(Distance(distance))


def _check_examples(distance: Distance) -> None:
    forms = forms_for(distance)
    assert len(forms) == 7
    for form in forms:
        if form.ready:
            view = target_form_view(TargetForm(form.example, distance))
            assert view.can_accept, f"{form.example}: {view.reading}"


def test_that_an_example_of_another_race_is_given_where_there_is_one() -> None:
    assert [each.ready for each in forms_for(MILE)] == [True] * 6 + [False]
    assert not forms_for(metres(1500))[-2].ready


def test_that_the_best_of_an_athlete_needs_a_name_first() -> None:
    form = forms_for(MILE)[-1]
    assert (form.example, form.ready) == ("pb \u2026 and the name", False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("target: found nothing", "Target: found nothing."),
        ("races/x.toml: no", "races/x.toml: no."),
        ("409 m is late.", "409 m is late."),
    ],
)
def test_that_a_sentence_begins_and_ends_as_one(words: str, said: str) -> None:
    assert sentence(words) == said


def test_that_a_name_of_its_own_stands_between_time_and_pace() -> None:
    target = even(MILE, parse_time("4:10"), id="best", name="Season's best")
    assert described(target) == "4:10.00, Season's best, even pace, 1:02.14 per 400 m"
