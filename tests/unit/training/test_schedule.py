import pytest

from app.domain.course import metres
from app.domain.times import seconds
from app.domain.training.plan_format import goal_text, recovery_text
from app.domain.training.plan_text import read_goal, read_plan
from app.domain.training.references import OwnTarget
from app.domain.training.schedule import Planned, schedule, start_of


def _row(one: Planned) -> str:
    goal = goal_text(one.goal) if one.goal else "-"
    rest = recovery_text(one.recovery) if one.recovery else "-"
    end = " |" if one.ends_set else ""
    return f"{one.of_set}.{one.in_set} {one.distance // 1000} {goal} {rest}{end}"


def _rows(text: str) -> list[str]:
    return [_row(one) for one in schedule(read_plan(text))]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "3 x (2 x 300 in 43, 1:30) / 5:00",
            [
                "1.1 300 43 1:30",
                "1.2 300 43 5:00 |",
                "2.1 300 43 1:30",
                "2.2 300 43 5:00 |",
                "3.1 300 43 1:30",
                "3.2 300 43 - |",
            ],
        ),
        # Nothing is said of what lies between the sets: the recovery holds there too.
        (
            "2x(2x300, 90s)",
            ["1.1 300 - 1:30", "1.2 300 - 1:30 |", "2.1 300 - 1:30", "2.2 300 - - |"],
        ),
        ("2x2x300 / 5'", ["1.1 300 - -", "1.2 300 - 5:00 |", "2.1 300 - -", "2.2 300 - - |"]),
        ("400-300-200, 2'", ["1.1 400 - 2:00", "1.2 300 - 2:00", "1.3 200 - - |"]),
        (
            "2 x 1000, 2' + 5' + 2x300, 100 jog",
            ["1.1 1000 - 2:00", "1.2 1000 - 5:00 |", "2.1 300 - 100 jog", "2.2 300 - - |"],
        ),
        # Without a pause between two blocks the recovery of the first holds after it too.
        (
            "2 x 1000, 2' + 2x300, 1'",
            ["1.1 1000 - 2:00", "1.2 1000 - 2:00 |", "2.1 300 - 1:00", "2.2 300 - - |"],
        ),
        (
            "2 x (1000, 3' + 2x300, 1') / 8'",
            [
                "1.1 1000 - 3:00",
                "1.2 300 - 1:00",
                "1.3 300 - 8:00 |",
                "2.1 1000 - 3:00",
                "2.2 300 - 1:00",
                "2.3 300 - - |",
            ],
        ),
        # Sets of rounds are numbered on, and the outermost recovery wins.
        (
            "2x2x2x100, 30s/2'/5'",
            [
                "1.1 100 - 30 s",
                "1.2 100 - 2:00 |",
                "2.1 100 - 30 s",
                "2.2 100 - 5:00 |",
                "3.1 100 - 30 s",
                "3.2 100 - 2:00 |",
                "4.1 100 - 30 s",
                "4.2 100 - - |",
            ],
        ),
        ("400 + 2' + 300 + 200", ["1.1 400 - 2:00", "1.2 300 - -", "1.3 200 - - |"]),
    ],
)
def test_that_repetitions_come_in_order_with_what_follows_them(text: str, rows: list[str]) -> None:
    assert _rows(text) == rows


def test_that_repetitions_are_numbered_through() -> None:
    planned = schedule(read_plan("3 x (4 x 300, 1:30) / 5:00"))
    assert [one.number for one in planned] == list(range(1, 13))


TARGETS = "300 in 46 (B 49, Ann 44)"


@pytest.mark.parametrize(
    ("group", "athlete", "goal"),
    [("", "", "46"), ("A", "", "46"), ("B", "", "49"), ("b", "Bea", "49"), ("B", "ann", "44")],
)
def test_that_an_athlete_goes_before_the_group_and_the_group_before_everybody(
    group: str, athlete: str, goal: str
) -> None:
    planned = schedule(read_plan(TARGETS), group=group, athlete=athlete)
    assert [one.goal and goal_text(one.goal) for one in planned] == [goal]


def test_that_what_an_athlete_brings_along_goes_before_the_group() -> None:
    own = [
        OwnTarget(goal=read_goal("45"), distance=metres(300)),
        OwnTarget(goal=read_goal("mile pace")),
    ]
    plan = read_plan("300 (B 49, Ann 44) + 200 (B 30) + 300")
    texts = [one.goal and goal_text(one.goal) for one in schedule(plan, group="B", own=own)]
    assert texts == ["45", "mile pace", "45"]
    first = schedule(plan, group="B", athlete="Ann", own=own)[0].goal
    assert first == read_goal("44")


def test_that_marks_lie_inside_the_repetition() -> None:
    ladder = schedule(read_plan("600-400-200 with splits every 200"))
    assert [one.marks for one in ladder] == [(metres(200), metres(400)), (metres(200),), ()]
    at = schedule(read_plan("600-400 with splits at 300 and 500"))
    assert [one.marks for one in at] == [(metres(300), metres(500)), (metres(300),)]


def test_that_an_interval_counts_from_the_start_of_the_repetition_or_of_the_set() -> None:
    planned = schedule(read_plan("2x3x200, every 1:30 / every 10:00"))
    assert [one.counts_from for one in planned] == [1, 2, 1, 4, 5, 6]
    rested = schedule(read_plan("2x3x200, 1:30 / 10:00"))
    assert [one.counts_from for one in rested] == [1, 2, 3, 4, 5, 6]


def test_that_groups_start_as_far_apart_as_the_plan_says() -> None:
    groups = ("A", "B", "C")
    named = read_plan("6x400; starts B +30 s, C +1:00")
    assert [start_of(named, each, groups) for each in ("A", "b", "C", "D")] == [
        0,
        seconds(30),
        seconds(60),
        0,
    ]
    apart = read_plan("6x400; groups 20 s apart")
    assert [start_of(apart, each, groups) for each in groups] == [0, seconds(20), seconds(40)]
    assert start_of(apart, "D", groups) == 0
    assert start_of(read_plan("6x400"), "B", groups) == 0
