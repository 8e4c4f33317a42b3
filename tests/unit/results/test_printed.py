import pytest

from app.domain.course import metres
from app.domain.times import seconds
from app.formats.file_text import FormatError
from app.formats.results import printed_results, race_analysis
from app.formats.results.found import Found
from tests.unit.results.found_in import at_marks, times

HYTEK = """Timing by somebody            8:15 PM  5/12/2018  Page 1
                          A club meet, 12 May 2018
Event 12  Women 1500 Meter Run
===============================================================
    Name                    Year School        Seed     Finals  Points
===============================================================
  Meet Record: 4:01.20  2015  Somebody Else
  1 Smith, Anna               SR Lincoln     4:15.00    4:06.42Q  10
     43.992 (43.992)     1:49.20 (1:05.21)     2:57.80 (1:08.60)     4:06.42 (1:08.62)
 -- Doe, Cid                  JR Adams       4:16.00    DNF
     44.99 (44.99)     1:50.20 (1:05.21)

Event 13  Men 800 Meter Run
  1 Smith, Al               SR Lincoln       1:55.00    1:51.42  10
     54.99 (54.99)     1:51.42 (56.43)
"""
ANALYSIS = """A meeting
Brussels (BEL)   31 Aug 2018
RACE ANALYSIS
1500m Women                      Start time 20:32
WR  3:50.07  Somebody FAST  ETH  Elsewhere 17 Jul 2015
Rank  Name               Nat   Result   Time behind
1   MUIR Laura   GBR    3:58.49
15.4 (3)  31.5 (4)  1:56.100 (3) 3:58.49
2   HASSAN Sifan   ITA    3:58.89   0.40   SB
15.5 (4)  31.6 (5)
1:56.3 (4) 3:58.89
"""
ROWS = """OFFICIAL SPLIT TIMES
1500m Women Final
 100m 200m 300m
1023 MUIR Laura (GBR)  1
Race Time 15.40 31.50 1:03.100
100m  15.40 16.10 31.6
"""


def _printed(text: str) -> Found:
    return printed_results.read(text.encode(), "a.txt")


def _analysis(text: str) -> Found:
    return race_analysis.read(text.encode(), "a.txt")


def test_that_a_printed_list_gives_its_races_with_their_splits() -> None:
    women, men = _printed(HYTEK).races
    assert (women.title, women.event) == (*["Event 12 Women 1500 Meter Run"] * 2,)
    anna, cid = women.runners
    assert (anna.athlete, anna.place, anna.finish) == ("Anna Smith", 1, seconds(246.42))
    assert times(anna) == [43.992, 109.2, 177.8, 246.42]
    assert (cid.athlete, cid.status, cid.finish, times(cid)) == (
        *("Cid Doe", "dnf", None, [44.99, 110.2]),
    )
    assert [each.athlete for each in men.runners] == ["Al Smith"]


def test_that_an_analysis_gives_positions_and_times_to_a_tenth() -> None:
    (race,) = _analysis(ANALYSIS).races
    assert race.title.startswith("1500m Women")
    assert race.date == "2018-08-31"
    laura, sifan = race.runners
    assert (laura.athlete, laura.affiliation, laura.finish) == (
        *("MUIR Laura", "GBR", seconds(238.49)),
    )
    assert times(laura) == [15.4, 31.5, 116.1, 238.49]
    assert [each.place for each in laura.splits] == [3, 4, 3, None]
    assert (sifan.finish, times(sifan)) == (seconds(238.89), [15.5, 31.6, 116.3, 238.89])


def test_that_rows_under_distances_have_their_marks() -> None:
    (race,) = _analysis(ROWS).races
    (runner,) = race.runners
    assert (runner.athlete, runner.affiliation) == ("MUIR Laura", "GBR")
    assert at_marks(runner) == [(100, 15.4), (200, 31.5), (300, 63.1)]


def test_that_a_page_that_has_a_time_every_so_far_says_so() -> None:
    (race,) = _analysis(
        "Intermediate times every 100 m\n1 Anna KEN 3:58.49\n15.4 (1) 31.0 (1)\n"
    ).races
    assert race.step == metres(100)


def test_that_what_coaches_post_is_read_back() -> None:
    posted = (
        "Club mile\nMile, timed at 409.344 m, 809.344 m, 1209.344 m and at the finish; x, clock: y\n\n"
        "1. Ann: 60.3h, 60.6 (2:00.8h), 61.1 (3:01.9h), 64.6 = 4:06.5h\n"
        "Bea: 61.3h, 60.6 (2:01.8h), did not finish\nBob (pacer): 60.1h\nDot: did not start\n"
    )
    (race,) = _printed(posted).races
    assert (race.title, race.event) == ("Club mile", "Club mile") or "Mile" in race.event
    ann, bea, bob, dot = race.runners
    assert at_marks(ann) == [(409.344, 60.3), (809.344, 120.8), (1209.344, 181.9)]
    assert (ann.finish, ann.place) == (seconds(246.5), 1)
    assert (bea.status, times(bea)) == ("dnf", [61.3, 121.8])
    assert (bob.athlete, bob.role) == ("Bob", "pacer")
    assert (dot.status, dot.splits) == ("dns", ())


def test_that_one_line_of_times_is_a_run_of_nobody_known() -> None:
    (race,) = _printed("60.20, 60.55 (2:00.75), 61.09 (3:01.84), 64.58 = 4:06.42").races
    assert [each.athlete for each in race.runners] == [""]
    assert times(race.runners[0]) == [60.2, 120.75, 181.84, 246.42]


def test_that_times_behind_their_marks_keep_them() -> None:
    (race,) = _printed("Anna 400 m: 60.2  800 m: 2:00.75\n").races
    assert at_marks(race.runners[0]) == [(400, 60.2), (800, 120.75)]


@pytest.mark.parametrize(
    "text", ["hello\n", "Event 3 1500 m\n\n", "1 2 3\n", "WR 3:50.07 Somebody\n"]
)
def test_that_text_without_a_run_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match="found no athlete with times"):
        _printed(text)


def test_that_more_than_a_meet_is_refused() -> None:
    with pytest.raises(FormatError, match="found more than 6000 lines"):
        _printed("1 A 60.2\n" * 7000)
    with pytest.raises(FormatError, match="found more than 300000 characters"):
        _printed(f"{'x' * 40_000}\n" * 10)
