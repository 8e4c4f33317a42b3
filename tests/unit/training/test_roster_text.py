import contextlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.course import Distance
from app.domain.refusals import BadPlan
from app.domain.training.goals import TimeGoal
from app.domain.training.references import GoalRace, OwnTarget, References
from app.domain.training.roster import RosterAthlete
from app.usecases.roster_text import read_roster, roster_text
from tests.unit.training.plans import distances, events, goals, names, times


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ann\nBea", "1: Ann\n2: Bea"),
        ("Ann; Bea", "1: Ann\n2: Bea"),
        ("1. Ann\n2. Bea", "1: Ann\n2: Bea"),
        ("3: Ann, A, 800 2:01.5", "3: Ann, A, pb 800 2:01.5"),
        ("Ann, group Fast Ones, goal mile 4:20", "1: Ann, group Fast Ones, goal mile 4:20"),
        ("Ann, 300 in 45, 1000 in 3:05-3:10", "1: Ann, 300 in 45, 1000 in 3:05-3:10"),
        ("Ann, @ mile pace, sb 1500 4:10", "1: Ann, sb 1500 4:10, @ mile pace"),
        ("Ann, 800 pb 2:01, 5k 16:00", "1: Ann, pb 800 2:01, pb 5k 16:00"),
        ("Ann, pr 1 mile: 4:31", "1: Ann, pb mile 4:31"),
        ("A: Ann, Bea, 1500 4:20, Cia\nB: Dee", "1: Ann, A\n2: Bea, A, pb 1500 4:20\n3: Cia, A\n4: Dee, B"),
        ("A: 3: Ann, 5: Bea", "3: Ann, A\n5: Bea, A"),
        ("group A: Ann\nGroup B: Bea", "1: Ann, A\n2: Bea, B"),
        ("A:\nAnn\nBea\nB:\nCia", "1: Ann, A\n2: Bea, A\n3: Cia, B"),
        ("Ann (A)\nBea (group B)", "1: Ann, A\n2: Bea, B"),
        ("Ann\tA\t5\nBea\tB", "5: Ann, A\n6: Bea, B"),
        ("Ann, lane 4", "4: Ann"),
        (
            "Name\tGroup\t800\tgoal mile\ttarget\nAnn\tA\t2:01.5\t4:20\t300 in 45\nBea\tB\t\t4:40",
            "1: Ann, A, pb 800 2:01.5, goal mile 4:20, 300 in 45\n2: Bea, B, goal mile 4:40",
        ),
        ("Athlete, Lane\nAnn, 7", "7: Ann"),
        ('"Ann pb"', '1: "Ann pb"'),
        ('"watch of"', '1: "watch of"'),
        ('"pacer Ann"', '1: "pacer Ann"'),
        ('"Mile, Ann", B', '1: "Mile, Ann", B'),
    ],
)  # fmt: skip
def test_that_a_roster_is_read_as_coaches_paste_it(text: str, written: str) -> None:
    found = read_roster(text)
    assert roster_text(found) == written
    assert read_roster(written) == found


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the roster: found no athlete, expected a name a line"),
        ("A:", "the roster: found no athlete, expected a name a line"),
        (
            "Ann, Bea",
            'athlete 1: found "Bea", expected one athlete a line, '
            "or a group before a colon like A: Ann, Bea",
        ),
        (
            "Ann\nBea, in 45",
            'athlete 2: found "in 45", expected the distance of a time, like 300 in 45',
        ),
        (
            "Ann, 800",
            'athlete 1: found "800", expected a time like 800 2:01.5, or in and a target',
        ),
        ("Ann, goal mile", 'athlete 1: found "goal mile", expected the time, like 2:01.5'),
        (
            "Ann, 800 4:60",
            'athlete 1: found "800 4:60", expected minutes and seconds under 60, like 3:05',
        ),
        (
            "Ann, 800 2:01 5k 16:00",
            'athlete 1: found "800 2:01 5k 16:00", '
            "expected no more than one target or one time in each place",
        ),
        ("Ann\nAnn", 'athletes: found "Ann" twice, expected a name of its own for each'),
        ("1: Ann\n1: Bea", "athlete 2, lane: found 1 twice, expected one for each"),
        ("Ann, lane 13", "athlete 1, lane: found 13, expected 1 to 12, one for each key"),
        (
            "Ann\n" + "Bea" * 1000,
            "the roster, line 2: found 3000 characters, expected at most 2000",
        ),
        (
            "Ann pb 2:01.5",
            'athlete 1: found "Ann pb 2:01.5", '
            "expected the distance of a best behind a comma, like Ann, pb 800 2:01.5",
        ),
        ("pacer Bob", 'athlete 1: found "pacer Bob", expected an athlete by name'),
        ("Ann +10", 'athlete 1: found "Ann +10", expected an athlete by name'),
        ('Ann "the', 'athlete 1: found Ann "the, expected a second quotation mark (")'),
        (
            f"{'A' * 41}: Ann",
            f'athlete 1, group: found "{"A" * 41}", expected up to 40 plain characters',
        ),
        (
            "\n".join(f"Ann {letter}" for letter in "ABCDEFGHIJKLM"),
            "athletes: found 13, expected at most 12",
        ),
    ],
)
def test_that_a_wrong_roster_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadPlan) as refusal:
        read_roster(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("text", ["A ", "Ann\n", "a\t", "Ann (", ", 800 2:01", ";", "A: ", " x"])
def test_that_a_long_roster_is_answered_at_once(text: str) -> None:
    begun = os.times().user
    with contextlib.suppress(BadPlan):
        read_roster("Ann " + text * (2_000 // len(text) - 5))
    with contextlib.suppress(BadPlan):
        read_roster(text * (100_000 // len(text)))
    assert os.times().user - begun < 2.0


def _is_brought(own: OwnTarget) -> bool:
    return bool(own.distance) or not isinstance(own.goal, TimeGoal)


_short = times.filter(lambda time: time < 3600 * 10**9)
_bests = st.dictionaries(events, times, max_size=2)
_references = st.builds(
    References,
    bests=_bests,
    season=_bests,
    goal=st.one_of(st.none(), st.builds(GoalRace, event=events, finish=times)),
)
_own = st.builds(OwnTarget, goal=goals, distance=st.one_of(distances, st.just(Distance(0)))).filter(
    _is_brought
)


@st.composite
def rosters(draw: st.DrawFn) -> tuple[RosterAthlete, ...]:
    """Return any athletes who may train together."""
    called = draw(st.lists(names.filter(str.isprintable), min_size=1, max_size=4, unique=True))
    lanes = draw(st.lists(st.integers(1, 12), min_size=4, max_size=4, unique=True))
    return tuple(
        RosterAthlete(
            name=name,
            lane=lane,
            group=draw(st.one_of(st.just(""), names)),
            own=tuple(draw(st.lists(_own, max_size=2))),
            references=draw(_references),
        )
        for name, lane in zip(called, lanes, strict=False)
    )


@given(rosters())
def test_that_a_roster_is_read_as_it_was_written(roster: tuple[RosterAthlete, ...]) -> None:
    assert read_roster(roster_text(roster)) == roster


PIECES = ["Ann", "Bea", ", ", "\t", "\n", ": ", "A", "3", "lane 3", "group B", "800 2:01", "(A)"]
PIECES += ["goal mile 4:20", "300 in 45", '"', "Name", "target", "+10", "watch of ", ";", "9" * 30]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)))
def test_that_any_text_is_a_roster_or_refused(text: str) -> None:
    with contextlib.suppress(BadPlan):
        found = read_roster(text)
        assert read_roster(roster_text(found)) == found
