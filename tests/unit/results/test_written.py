import pytest

from app.domain.course import metres
from app.domain.times import seconds
from app.formats.results.laps_or_splits import vote_for_laps
from app.formats.results.written import length_of, person, status_of, time_of, whole
from app.formats.results.written_splits import from_start, is_only_times, pairs_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60.2", 60.2),
        ("60,2", 60.2),
        ("1:56.100", 116.1),
        ("4:06.42Q", 246.42),
        ("4:06.5h", 246.5),
        ("4.06.42", 246.42),
        ("4.06,4", 246.4),
        ("4'06\"42", 246.42),
        ("1:02:03.4", 3723.4),
        ("60.20000000000003", 60.2),
        ("0", 0),
        ("", None),
        ("4:60", None),
        ("-1", None),
        ("NaN", None),
        ("25:00:00", None),
        ("\u0663", None),
    ],
)
def test_that_a_time_is_read_or_is_none(text: str, expected: float | None) -> None:
    assert time_of(text) == (None if expected is None else seconds(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("400", 400),
        ("800 m", 800),
        ("5,000 m", 5000),
        ("10 000m", 10_000),
        ("409.344", 409.344),
        ("5k", 5000),
        ("mile", 1609.344),
        ("2 miles", 3218.688),
        ("440 y", 402.336),
        ("0", None),
        ("Anna", None),
    ],
)
def test_that_a_distance_is_read_or_is_none(text: str, expected: float | None) -> None:
    assert length_of(text) == (None if expected is None else metres(expected))


def test_that_a_comma_parts_decimals_where_the_file_says_so() -> None:
    assert length_of("409,344") == metres(409_344)
    assert length_of("409,344", decimal_comma=True) == metres(409.344)


def test_that_status_place_and_name_are_read() -> None:
    assert [status_of(each) for each in ("DNF", "dns.", "Disq", "SCR", "1")] == [
        *("dnf", "dns", "dq", "dns", "")
    ]
    assert [whole(each) for each in ("3.", "0", "x", "\u0663")] == [3, None, None, None]
    assert person("Kipyegon, Faith") == "Faith Kipyegon"
    assert person("A, B, C") == "A, B, C"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:00.20 (1:00.20)  2:00.75 (1:00.55)  3:01.84 (1:01.09)", [60.2, 120.75, 181.84]),
        (
            "60.20, 60.55 (2:00.75), 61.09 (3:01.84), 64.58 = 4:06.42",
            [60.2, 120.75, 181.84, 246.42],
        ),
        ("60.3h, 60.6 (2:00.8h), 61.1 (3:01.9h), 64.6 = 4:06.5h", [60.3, 120.8, 181.9, 246.5]),
        ("15.4 (3)  31.5 (4)  1:56.100 (4)", [15.4, 31.5, 116.1]),
        ("61.2 60.55 61.09", [61.2, 121.75, 182.84]),
    ],
)
def test_that_times_from_the_start_come_out_of_a_line(text: str, expected: list[float]) -> None:
    splits, _ = from_start(pairs_in(text), "line 1")
    assert [each.time / 1e9 for each in splits] == pytest.approx(expected)


def test_that_places_stand_beside_their_times() -> None:
    splits, doubt = from_start(pairs_in("15.4 (3)  31.5 (4)"), "line 1")
    assert [each.place for each in splits] == [3, 4]
    assert doubt == ""


def test_that_laps_which_do_not_follow_are_doubted_and_falling_times_refused() -> None:
    assert from_start(pairs_in("60.2 (60.2) 121.0 (59.0)"), "")[1] != ""
    assert from_start(pairs_in("60.2 (50.0) 55.0 (51.0)"), "")[0] == ()


def test_that_words_keep_a_line_from_being_one_of_times() -> None:
    assert is_only_times("60.2  1:00.5 (2)")
    assert not is_only_times("Anna 60.2")
    assert not is_only_times("12 30 45")


def test_that_laps_are_told_from_times_from_the_start() -> None:
    laps = [seconds(t) for t in (60.2, 60.55, 61.09, 64.58)]
    splits = [seconds(t) for t in (60.2, 120.75, 181.84, 246.42)]
    marks = [metres(m) for m in (400, 800, 1200, 1609.344)]
    assert vote_for_laps(laps, marks) == 1
    assert vote_for_laps(splits, marks) == -1
    assert vote_for_laps(splits, range(1, 5)) == -1
    assert vote_for_laps(laps[:2], marks[:2]) == 0
