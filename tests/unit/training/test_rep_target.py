import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.course import MILE, Distance, metres
from app.domain.disciplines import DISCIPLINES
from app.domain.times import Duration, canonical, parse_time, rounded
from app.domain.training.goals import (
    BEST,
    GOAL,
    SEASON,
    PaceGoal,
    Race,
    RaceGoal,
    TimeGoal,
    event_name,
    event_over,
)
from app.domain.training.plan_text import read_goal
from app.domain.training.references import GoalRace, References
from app.domain.training.rep_target import Aimed, Missing, aimed
from tests.unit.training.plans import distances, goals, times

ANN = References(
    bests={
        "800": parse_time("2:01.5"),
        "5000": parse_time("15:30"),
        "300": parse_time("40.00"),
        "3000sc": parse_time("9:45"),
        "mile": parse_time("4:24"),
    },
    season={"800": parse_time("2:03")},
    goal=GoalRace(event="mile", finish=parse_time("4:20")),
)


def _times(goal: str, metres_: float, references: References = ANN) -> str:
    found = aimed(read_goal(goal), metres(metres_), references)
    assert isinstance(found, Aimed), found
    both = dict.fromkeys(canonical(rounded(each, 2)) for each in found[:2])
    return "-".join(both)


@pytest.mark.parametrize(
    ("goal", "distance", "expected"),
    [
        ("43", 300, "43.00"),
        ("3:05-3:10", 1000, "3:05.00-3:10.00"),
        # 239.99 x 300 / 1609.344
        ("mile pace of 3:59.99", 300, "44.74"),
        ("3:59.99 mile pace", 402.336, "1:00.00"),
        ("68/400", 200, "34.00"),
        ("3:05/km", 2000, "6:10.00"),
        ("3:05-3:10/km", 500, "1:32.50-1:35.00"),
        ("5:00/mile", 402.336, "1:15.00"),
        # 930 / 5
        ("5k pace", 1000, "3:06.00"),
        ("800 pb", 400, "1:00.75"),
        ("800 sb", 400, "1:01.50"),
        # 264 x 600 / 1609.344 and 260 x 600 / 1609.344
        ("mile pace", 600, "1:38.43"),
        ("goal pace", 600, "1:36.93"),
        ("goal mile pace", 600, "1:36.93"),
        # 585 / 6
        ("3000sc pace", 500, "1:37.50"),
        # A share of speed: 40 / 0.95, 40 / 0.97
        ("95% of pb", 300, "42.11"),
        ("95-97% of pb", 300, "41.24-42.11"),
        ("105% of 800 pace", 200, "28.93"),
        ("90% of goal", 400, "1:11.80"),
    ],
)
def test_that_a_target_asks_for(goal: str, distance: float, expected: str) -> None:
    assert _times(goal, distance) == expected


@pytest.mark.parametrize(
    ("goal", "distance", "missing"),
    [
        ("1500 pace", 300, "no best time over 1500 m"),
        ("95% of pb", 200, "no best time over 200 m"),
        ("3k pace", 300, "no best time over 3000 m"),
        ("2000sc pace", 300, "no best time over the 2000 m steeplechase"),
        ("mile sb", 300, "no season's best over the mile"),
        ("goal 1500 pace", 300, "the goal race is over the mile, not over 1500 m"),
    ],
)
def test_that_a_missing_reference_is_named(goal: str, distance: float, missing: str) -> None:
    found = aimed(read_goal(goal), metres(distance), ANN)
    assert isinstance(found, Missing)
    assert str(found.message) == missing


def test_that_no_goal_race_is_said_to_be_missing() -> None:
    found = aimed(read_goal("goal pace"), metres(300), References())
    assert isinstance(found, Missing)
    assert str(found.message) == "no goal race"


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ("5k pace", "best over 5000 m in 15:30.00"),
        ("800 sb", "season's best over 800 m in 2:03.00"),
        ("goal pace", "goal over the mile in 4:20.00"),
        ("mile pace of 3:59.99", "over the mile in 3:59.99"),
        ("43", ""),
        ("68/400", ""),
    ],
)
def test_that_a_target_says_what_it_rests_on(goal: str, words: str) -> None:
    found = aimed(read_goal(goal), metres(300), ANN)
    assert isinstance(found, Aimed)
    assert found.rests_on == words


def _everything(finish: Duration, distance: Distance) -> References:
    """References with every best there may be, so that none is missing."""
    events = [*(each.name for each in DISCIPLINES), "300", event_over(distance)]
    return References(
        bests=dict.fromkeys(events, finish),
        season=dict.fromkeys(events, finish),
        goal=GoalRace(event="mile", finish=finish),
    )


@given(goals, distances, times)
def test_that_the_faster_time_comes_first(
    goal: TimeGoal | PaceGoal | RaceGoal, distance: Distance, finish: Duration
) -> None:
    found = aimed(goal, distance, _everything(finish, distance))
    if isinstance(found, Aimed):
        assert 0 <= found.fastest <= found.slowest
    else:
        assert isinstance(goal, RaceGoal)


@given(st.sampled_from([BEST, SEASON]), times)
def test_that_the_pace_of_a_race_over_its_own_distance_is_its_time(
    whose: str, finish: Duration
) -> None:
    race = Race(whose=whose, event="mile")
    assert aimed(RaceGoal(race=race), MILE, _everything(finish, MILE))[:2] == (finish, finish)


@given(distances, times, st.integers(1000, 10_000))
def test_that_a_smaller_share_is_never_faster(
    distance: Distance, finish: Duration, share: int
) -> None:
    race, known = Race(whose=GOAL), _everything(finish, distance)
    whole = aimed(RaceGoal(race=race), distance, known)
    less = aimed(RaceGoal(race=race, least=share, most=share), distance, known)
    assert isinstance(whole, Aimed)
    assert isinstance(less, Aimed)
    assert less.fastest >= whole.fastest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1500", "1500"),
        ("1 mile", "mile"),
        ("5km", "5000"),
        ("3000 m", "3000"),
        ("300", "300"),
        ("3000sc", "3000sc"),
        ("440y", "402.336"),
        ("2miles", "2mile"),
    ],
)
def test_that_an_event_has_one_name(text: str, name: str) -> None:
    assert event_name(text) == name
    assert event_name(name) == name
