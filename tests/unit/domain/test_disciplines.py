import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.course import LAP_400, MILE, metres
from app.domain.disciplines import DISCIPLINES, Discipline, discipline
from app.domain.refusals import UnknownEvent

PIECES = [
    "800", "1500", "3000", "sc", "m", "km", "y", "yd", "mile", "s", " ", ",", "_", ".", "0", "1",
    "\u00b2", "\u0664", "\u00bd", "9" * 400, "-", "+", "e", "inf", "nan", "steeplechase", "\u212a",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "distance_m"),
    [
        ("800", "800", 800),
        ("1000", "1000", 1000),
        ("1500", "1500", 1500),
        ("mile", "mile", 1609.344),
        ("2000", "2000", 2000),
        ("3000", "3000", 3000),
        ("2mile", "2mile", 3218.688),
        ("5000", "5000", 5000),
        ("10000", "10000", 10_000),
        ("2000sc", "2000sc", 2000),
        ("3000sc", "3000sc", 3000),
        ("800m", "800", 800),
        (" 1500 m ", "1500", 1500),
        ("1,500", "1500", 1500),
        ("10,000 m", "10000", 10_000),
        ("10_000", "10000", 10_000),
        ("1 0 0 0 0", "10000", 10_000),
        ("MILE", "mile", 1609.344),
        ("1 mile", "mile", 1609.344),
        ("Two miles", "2mile", 3218.688),
        ("2 miles", "2mile", 3218.688),
        ("3000 SC", "3000sc", 3000),
        ("3,000 steeplechase", "3000sc", 3000),
        ("1200 m", "1200", 1200),
        ("300", "300", 300),
        ("1.5km", "1.5km", 1500),
        ("5 km", "5km", 5000),
        ("880y", "880y", 804.672),
        ("440 yd", "440yd", 402.336),
        ("3 miles", "3mile", 4828.032),
        ("1609.344", "1609.344", 1609.344),
    ],
)
def test_that_an_event_is_known_by_the_names_people_use(
    text: str, name: str, distance_m: float
) -> None:
    found = discipline(text)
    assert (found.name, found.distance) == (name, metres(distance_m))


@pytest.mark.parametrize("text", [each.name for each in DISCIPLINES])
def test_that_the_name_of_an_event_names_it(text: str) -> None:
    assert discipline(text).name == text


@pytest.mark.parametrize("title", [each.title for each in DISCIPLINES])
def test_that_the_title_of_an_event_names_it(title: str) -> None:
    assert discipline(title).title == title


def test_that_a_steeplechase_has_the_lap_with_the_water_jump_inside() -> None:
    assert discipline("3000sc").lap == metres(396.08)
    assert discipline("2000sc").lap == metres(396.08)


def test_that_any_other_distance_is_run_on_400_m_laps() -> None:
    assert discipline("1200 m") == Discipline("1200", "1200 m", metres(1200), LAP_400)
    assert metres(1609.344) == MILE


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ",", "m", "km", "sc", "miles", "marathon", "steeplechase", "800x", "4x400", "-800",
        "+800", "0", "0 m", "0.0", "0.0001", "1e3", "inf", "nan", "1.5.2", ".5", "1500.", "9999999",
        "800 m\u00b2", "\u00bd mile", "3000mm", "mile mile",
    ],
)  # fmt: skip
def test_that_a_name_of_no_distance_is_refused_and_quoted(text: str) -> None:
    with pytest.raises(UnknownEvent) as refused:
        discipline(text)
    assert str(refused.value).startswith(f'event: found "{text}", expected one like 800')


def test_that_a_decimal_comma_does_not_make_an_event_ten_times_as_long() -> None:
    try:
        distance = discipline("1,5 km").distance
    except UnknownEvent:
        return
    assert distance == metres(1500)


@pytest.mark.parametrize("text", ["800s", "1500ms"])
def test_that_a_time_is_not_taken_for_a_distance(text: str) -> None:
    with pytest.raises(UnknownEvent):
        discipline(text)


def test_that_an_event_is_written_in_plain_digits() -> None:
    with pytest.raises(UnknownEvent):
        discipline("\u0668\u0660\u0660")


@given(st.one_of(st.text(max_size=12), st.lists(st.sampled_from(PIECES), max_size=6).map("".join)))
def test_that_any_text_is_an_event_or_an_unknown_one(text: str) -> None:
    try:
        found = discipline(text)
    except UnknownEvent as refused:
        assert text in str(refused)  # noqa: PT017 - the event is the other answer
    else:
        assert found.distance > 0
        assert found.lap > 0
        assert found.title
