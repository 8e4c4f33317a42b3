import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.course import MILE, QUARTER_MILE, Distance, metres
from app.domain.refusals import BadTarget
from app.domain.target import Target
from app.domain.target_text import FORMS, read_target
from app.domain.times import Duration, canonical, seconds
from tests.unit.domain.races import time
from tests.unit.strategies import race_times

HUGE = "9" * 400
PIECES = [
    "sub-", "sub ", "SUB", "neg ", " neg ", "negative split", " in ", "in", "rest", "/", "/km", "m",
    "km", "mile", ",", ", ", ":", ".", " ", "-", "--", "0", "4", "59", "60", "400", "3:59.99", "1e9",
    "inf", "nan", "\u00b2", "\u0664", "\u00bd", "\u2212", "\x00", "{0}", "{found}", "%s", HUGE,
    "9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "id_", "name", "finish"),
    [
        ("4:06.42", "4:06.42", "4:06.42", "4:06.42"),
        (" 4:07,64 ", "4:07.64", "4:07.64", "4:07.64"),
        ("246.42", "4:06.42", "4:06.42", "4:06.42"),
        ("4:00", "4:00.00", "4:00.00", "4:00"),
        # Strictly under the round time.
        ("sub-4", "sub-4", "Sub-4", "3:59.99"),
        ("sub 4", "sub-4", "Sub-4", "3:59.99"),
        ("SUB4", "sub-4", "Sub-4", "3:59.99"),
        ("Sub 4:10", "sub-4:10", "Sub-4:10", "4:09.99"),
        ("sub-4:06.42", "sub-4:06.42", "Sub-4:06.42", "4:06.41"),
        ("sub-240", "sub-240", "Sub-240", "3:59.99"),
        # 1609.344 m at 60 s for 400 m are 241.4016 s; at 3:00 a kilometre 289.68192 s.
        ("60/400", "60/400", "60/400 = 4:01.40", "4:01.4016"),
        ("60 / 400 m", "60/400m", "60/400m = 4:01.40", "4:01.4016"),
        ("30.0/200", "30.0/200", "30.0/200 = 4:01.40", "4:01.4016"),
        ("3:00/km", "3:00/km", "3:00/km = 4:49.68", "4:49.68192"),
        ("6:00/2km", "6:00/2km", "6:00/2km = 4:49.68", "4:49.68192"),
        ("4:00/mile", "4:00/mile", "4:00/mile = 4:00.00", "4:00"),
        ("60/402.336", "60/402.336", "60/402.336 = 4:00.00", "4:00"),
        ("4:00 neg 2", "4:00.00 neg 2.00", "4:00.00 neg 2.00", "4:00"),
        ("4:00 NEGATIVE 2", "4:00.00 neg 2.00", "4:00.00 neg 2.00", "4:00"),
        ("4:00 negative  split 2.5", "4:00.00 neg 2.50", "4:00.00 neg 2.50", "4:00"),
    ],
)
def test_that_each_form_of_a_target_is_read(text: str, id_: str, name: str, finish: str) -> None:
    line = read_target(text, MILE)
    assert (line.id, line.name, canonical(line.finish)) == (id_, name, canonical(time(finish)))
    assert line.distance == MILE


def test_that_a_pace_that_has_no_end_is_rounded_to_the_nanosecond() -> None:
    # 100 s for 3 m over 1 m: 33.333... s.
    assert read_target("100/3", metres(1)).finish == 33_333_333_333


def knots_of(line: Target) -> list[tuple[float, str]]:
    return [(mark / 1000, canonical(at)) for mark, at in line.knots]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "400 in 60, 400 in 61, rest in 2:01",
            [(0.0, "0.00"), (400.0, "1:00.00"), (800.0, "2:01.00"), (1609.344, "4:02.00")],
        ),
        ("rest in 3:59.99", [(0.0, "0.00"), (1609.344, "3:59.99")]),
        (
            "409.344 m in 61.0,1200m IN 3:00",
            [(0.0, "0.00"), (409.344, "1:01.00"), (1609.344, "4:01.00")],
        ),
    ],
)
def test_that_segments_fill_the_distance_and_rest_takes_what_is_left(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert knots_of(read_target(text, MILE)) == expected


def test_that_a_negative_split_lies_at_half_the_distance() -> None:
    line = read_target("2:00 neg 4", metres(800))
    assert knots_of(line) == [(0.0, "0.00"), (400.0, "1:02.00"), (800.0, "2:00.00")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ""),
        ("   ", ""),
        ("abc", "abc"),
        ("4:60", "4:60"),
        ("-4:00", "-4:00"),
        ("+4:00", "+4:00"),
        ("0", "0"),
        ("0.00", "0.00"),
        ("1e3", "1e3"),
        ("sub", "sub"),
        ("sub-", "-"),
        ("sub-0", "sub-0"),
        ("sub-0.01", "sub-0.01"),
        ("subway", "way"),
        ("sub-4 neg 2", "sub-4"),
        ("60/", "60/"),
        ("/400", "/400"),
        ("60/0", "60/0"),
        ("60/0.0001", "60/0.0001"),
        ("60/-400", "60/-400"),
        ("60/400/400", "60/400"),
        ("x/400", "x"),
        ("0/400", "0"),
        ("60/furlong", "60/furlong"),
        ("4:00 neg 4:00", "4:00 neg 4:00"),
        ("4:00 neg 0", "0"),
        ("4:00 neg -2", "-2"),
        ("4:00 neg", "4:00 neg"),
        ("400 in 60", "segments of 400 m in all"),
        ("400 in 60, rest in 0", "0"),
        ("400 in x, rest in 3:00", "x"),
        ("0 in 5, rest in 3:59", "0 in 5"),
        ("0.0001 in 5, rest in 3:59", "0.0001 in 5"),
        ("1609.344 in 4:00, rest in 5", "rest in 5"),
        ("2000 in 4:00, rest in 5", "rest in 5"),
        ("rest in 3:59, 400 in 60", "segments of 2009.344 m in all"),
        ("rest in 3:59,", ""),
        ("400 in 60,5, rest in 3:00", "5"),
        ("fast in 60", "fast in 60"),
        ("400 in 60 in 60", "400 in 60 in 60"),
        ("-400 in 60, rest in 3:00", "-400 in 60"),
        ("\u0664:00", "\u0664:00"),
        ("sub-{found}", "{found}"),
    ],
)
def test_that_a_text_that_makes_no_line_is_refused_and_quoted(text: str, found: str) -> None:
    with pytest.raises(BadTarget) as refused:
        read_target(text, MILE)
    assert str(refused.value).startswith(f'target: found "{found}", expected ')


def test_that_the_forms_a_refusal_offers_are_read() -> None:
    forms = [each.removeprefix("or ") for each in FORMS.split(", ", 4)]
    assert [each.split()[0] for each in forms] == ["4:06.42", "sub-4", "60/400", "4:00", "400"]
    assert all(read_target(each, MILE).distance == MILE for each in forms)


@pytest.mark.parametrize(
    "text",
    [
        "sub-\u00b2",
        "sub-" + "9" * 5000,
        f"{HUGE} in 60",
        f"60/{HUGE}",
        f"60/{HUGE}km",
        f"400 in {HUGE}, rest in 3:00",
        f"4:00 neg {HUGE}",
    ],
    ids=lambda text: text if len(text) < 20 else f"{text[:9]}({len(text)})",
)
def test_that_a_strange_number_is_refused_as_a_target(text: str) -> None:
    with pytest.raises(BadTarget):
        read_target(text, MILE)


@pytest.mark.parametrize(
    "text", ["sub-\u0664", "60/\u0664\u0660\u0660", "\u0664\u0660\u0660 in 60, rest in 3:00"]
)
def test_that_a_target_is_written_in_the_digits_that_times_are_written_in(text: str) -> None:
    with pytest.raises(BadTarget):
        read_target(text, MILE)


def test_that_a_whole_number_after_sub_means_minutes_only_over_a_lap() -> None:
    assert read_target("sub-2", metres(800)).finish == time("1:59.99")
    assert read_target("sub-50", metres(400)).finish == time("49.99")
    assert read_target("sub-43", metres(300)).finish == time("42.99")


@given(
    st.one_of(st.text(max_size=20), st.lists(st.sampled_from(PIECES), max_size=7).map("".join)),
    st.sampled_from([metres(300), metres(800), QUARTER_MILE, MILE, Distance(1)]),
)
def test_that_any_text_is_a_line_or_a_refusal(text: str, distance: Distance) -> None:
    try:
        line = read_target(text, distance)
    except BadTarget as refused:
        assert "expected" in str(refused)  # noqa: PT017 - the line is the other answer
    else:
        assert line.distance == distance
        assert line.finish > 0


@given(race_times)
def test_that_a_typed_time_is_the_id_of_its_line(finish: Duration) -> None:
    line = read_target(canonical(finish), MILE)
    assert (line.id, line.finish) == (canonical(finish), finish)
    assert read_target(line.id, MILE) == line


@given(race_times, st.integers(100, 2000))
def test_that_a_pace_for_the_whole_distance_is_the_time_itself(
    finish: Duration, distance_m: int
) -> None:
    line = read_target(f"{canonical(finish)}/{distance_m}", metres(distance_m))
    assert line.finish == finish


@given(race_times, st.integers(1, 60))
def test_that_the_halves_of_a_negative_split_differ_by_its_seconds(
    finish: Duration, faster_s: int
) -> None:
    if finish <= seconds(faster_s):
        return
    line = read_target(f"{canonical(finish)} neg {faster_s}", metres(1500))
    half = line.time_at(metres(750))
    assert abs((half - (finish - half)) - seconds(faster_s)) <= 1
