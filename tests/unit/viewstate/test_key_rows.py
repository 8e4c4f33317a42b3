import pytest

from app.domain.course import MILE, Distance
from app.domain.target import Target
from app.usecases.entrants import entered
from app.usecases.targets import target_of
from ui.viewstate.key_rows import EXAMPLES, NOT_UNDERSTOOD, KeyRow, key_rows, keys_said, with_bests


def _rows(text: str) -> tuple[KeyRow, ...]:
    return key_rows(text, MILE, target_of)


def test_that_each_key_says_whose_it_is_and_what_goes_for_that_one_alone() -> None:
    text = "Ann, 4:00 neg 2\n4: Bea +10, sub-4\npacer Bob to 1000\npacer Cid\nwatch of Ann"
    assert _rows(text) == (
        KeyRow(1, "Ann", "4:00.00"),
        KeyRow(4, "Bea", "+10 3:59.99"),
        KeyRow(5, "Bob", "pacer 1000 m"),
        KeyRow(6, "Cid", "pacer"),
        KeyRow(7, "Ann", "watch"),
    )


BESTS = {"pb Ann": "4:08", "sb Ann": "4:10.2", "pb Bea": "4:20.15"}


def _known(text: str, distance: Distance) -> Target:
    return target_of(BESTS.get(text, text), distance)


def test_that_a_best_time_is_said_and_a_known_one_is_offered_to_whoever_has_none() -> None:
    text = "Ann\nCid pb 4:30\nBea sb 4:25\nAnn sb\nZoe\npacer Bea\nwatch of Ann"
    assert key_rows(text, MILE, _known) == (
        KeyRow(1, "Ann", offer="PB 4:08.0"),
        KeyRow(2, "Cid", "PB 4:30.0"),
        KeyRow(3, "Bea", "SB 4:25.0"),
        KeyRow(4, "Ann", "SB 4:10.2"),
        KeyRow(5, "Zoe"),
        KeyRow(6, "Bea", "pacer"),
        KeyRow(7, "Ann", "watch"),
    )
    assert key_rows("Zoe pb", MILE, _known) == (KeyRow(1, "Zoe", NOT_UNDERSTOOD, wrong=True),)


def test_that_known_best_times_are_taken_of_all_or_of_one_and_the_rest_stays_as_typed() -> None:
    text = "4: Ann +10, sub-4; Bea\n  Zoe  \nAnn pb 4:00\nwatch of Ann"
    assert with_bests(text, MILE, _known) == (
        "4: Ann pb 4:08 +10, sub-4\nBea pb 4:20.15\nZoe\nAnn pb 4:00\nwatch of Ann\n"
    )
    assert with_bests("Ann\nBea\n", MILE, _known, place=1) == "Ann\nBea pb 4:20.15\n"
    taken = with_bests(text, MILE, _known)
    assert with_bests(taken, MILE, _known) == taken
    assert with_bests("Zoe; Bea +x", MILE, _known) == "Zoe; Bea +x"


@pytest.mark.parametrize("wrong", ["Bea, 4:1x", "Bea +", '"Bea', "13: Bea", "pacer Bea to x"])
def test_that_a_line_that_is_not_understood_says_so_and_the_others_stay(wrong: str) -> None:
    first, second, third = _rows(f"Ann\n{wrong}\nCid")
    assert (first, third) == (KeyRow(1, "Ann"), KeyRow(3, "Cid"))
    assert (second.lane, second.said, second.wrong) == (2, NOT_UNDERSTOOD, True)


def test_that_nobody_has_no_row_and_more_than_twelve_have_no_key() -> None:
    assert _rows(" \n") == ()
    assert len(_rows("\n".join("abcdefghijklmn"))) == 12


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann", "1 athlete: Space, or key 1."),
        ("", "One athlete without a name."),
        ("3: Ann", "1 athlete: key 3, or F3."),
        ("pacer Bob", "1 pacer: key 1, or F1."),
        ("Ann; Bea", "2 athletes: keys 1 to 2, or F1 to F2."),
        ("Ann; watch of Ann", "1 athlete and 1 more watch: keys 1 to 2, or F1 to F2."),
        (
            "Ann; Bea; 7: pacer Bob; watch of Ann; watch of Ann; 12: Cid",
            "3 athletes, 1 pacer and 2 more watches: keys 1 to 2, 7 to 9 and 12, or those F keys.",
        ),
        ("Ann; 5: Bea", "2 athletes: keys 1 and 5, or those F keys."),
    ],
)
def test_that_who_runs_is_counted_with_the_keys(text: str, words: str) -> None:
    found = entered([text], MILE, target_of).entrants
    assert keys_said(found, known=bool(text)) == words


def test_that_the_examples_can_be_typed_as_they_stand() -> None:
    typed = [each for each, _ in EXAMPLES]
    for each in typed:
        text = f"Anna\n{each}" if each.startswith("watch") else each
        assert entered([text], MILE, target_of).entrants
