from collections.abc import Callable

import pytest

from app.domain.course import Distance, metres
from app.domain.refusals import BadPlan
from app.domain.times import Duration, seconds
from app.domain.training import goals as g
from app.domain.training import recovery as r
from app.domain.training import session_plan as sp
from app.domain.training.plan_format import format_plan
from app.domain.training.plan_text import read_plan
from app.domain.training.tokens import MOST_CHARACTERS

RUN = sp.Runs(rungs=(sp.Rung(distance=metres(300)),))
PAUSE = sp.Pause(rest=r.Rest(time=seconds(60)))
IN_43 = g.TimeGoal(fastest=seconds(43), slowest=seconds(43))


def _repeat(times: int, *of: sp.Step) -> sp.Repeat:
    return sp.Repeat(times=times, of=of)


REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: g.TimeGoal(fastest=seconds(44), slowest=seconds(43)), "the faster time first"),
    (lambda: g.TimeGoal(fastest=Duration(0), slowest=seconds(43)), "a time above zero"),
    (lambda: g.TimeGoal(fastest=seconds(43), slowest=seconds(90_000)), "at most a day"),
    (
        lambda: g.PaceGoal(fastest=seconds(9), slowest=seconds(9), per=metres(50)),
        "100 m to 10000 m",
    ),
    (lambda: g.Race(whose=g.BEST, event="5km"), "expected 5000"),
    (lambda: g.Race(whose=g.TYPED, event="mile"), "an event and its time"),
    (lambda: g.Race(whose=g.TYPED, finish=seconds(240)), "an event and its time"),
    (lambda: g.Race(whose=g.GOAL, event="mile", finish=seconds(240)), "an event and its time"),
    (lambda: g.RaceGoal(race=g.Race(whose=g.GOAL), least=900), "10 % to 200 %"),
    (lambda: g.RaceGoal(race=g.Race(whose=g.GOAL), least=9000, most=8000), "the smaller first"),
    (lambda: r.Rest(time=Duration(-1)), "a time above zero"),
    (lambda: r.Rest(time=seconds(60), manner="swim"), "jog, walk or float"),
    (lambda: r.Moving(manner=""), "jog, walk or float"),
    (lambda: r.Moving(manner="jog", time=seconds(60)), "a distance with it"),
    (lambda: r.Moving(manner="jog", distance=metres(5)), "10 m to 100 km"),
    (lambda: r.StartEvery(interval=Duration(0)), "a time above zero"),
    (sp.Splits, "every so far, or at distances"),
    (lambda: sp.Splits(every=metres(200), at=(metres(300),)), "every so far, or at distances"),
    (lambda: sp.Splits(at=(metres(300), metres(300))), "distances that increase"),
    (lambda: sp.OwnGoal(who=" A", goal=IN_43), "plain characters"),
    (lambda: sp.OwnGoal(who='the "A"', goal=IN_43), "plain characters"),
    (lambda: sp.OwnGoal(who="A\n", goal=IN_43), "plain characters"),
    (lambda: sp.OwnGoal(who="A" * 41, goal=IN_43), "up to 40"),
    (lambda: sp.Runs(rungs=()), "a distance"),
    (lambda: sp.Runs(rungs=RUN.rungs, splits=sp.Splits(every=metres(300))), "less than the 300 m"),
    (lambda: sp.Repeat(times=0, of=(RUN,)), "1 to 100"),
    (lambda: sp.Repeat(times=101, of=(RUN,)), "1 to 100"),
    (lambda: _repeat(2), "a repetition"),
    (lambda: _repeat(2, PAUSE, RUN), "between two repetitions"),
    (lambda: _repeat(2, RUN, PAUSE), "between two repetitions"),
    (lambda: sp.SessionPlan(steps=(RUN, PAUSE, PAUSE, RUN)), "between two repetitions"),
    (lambda: _repeat(2, _repeat(2, _repeat(2, _repeat(2, _repeat(2, RUN))))), "at most 4 levels"),
    (lambda: sp.Pause(rest=r.StartEvery(interval=seconds(60))), "between blocks"),
    (lambda: sp.SessionPlan(steps=()), "a repetition"),
    (lambda: sp.SessionPlan(steps=(_repeat(100, _repeat(11, RUN)),)), "at most 1000"),
    (lambda: sp.SessionPlan(steps=(RUN,) * 201), "at most 200"),
    (
        lambda: sp.SessionPlan(
            steps=(RUN,),
            starts=(sp.GroupStart(group="B", after=seconds(30)),),
            apart=seconds(30),
        ),
        "one start for each",
    ),
]


@pytest.mark.parametrize(("make", "expected"), REFUSED)
def test_that_no_session_can_be_planned_that_cannot_be_run(
    make: Callable[[], object], expected: str
) -> None:
    with pytest.raises(BadPlan) as refusal:
        make()
    assert expected in str(refusal.value)


def test_that_the_longest_plan_there_may_be_can_be_read_again() -> None:
    longest = g.RaceGoal(
        race=g.Race(whose=g.TYPED, event="42195.001", finish=Duration(g.LONGEST - 1)),
        least=9555,
        most=9777,
    )
    splits = sp.Splits(at=tuple(Distance(98_000_001 + index) for index in range(sp.MOST_AT)))
    rest = r.Moving(manner="float", distance=metres(12_345.678), time=Duration(g.LONGEST - 1))
    own = tuple(sp.OwnGoal(who=f"{index:040d}", goal=longest) for index in range(2))
    rung = sp.Rung(distance=metres(99_999.999), goal=longest, own=own)
    runs = sp.Runs(rungs=(rung,), splits=splits, rest=rest)
    plan = sp.SessionPlan(steps=(runs,) * sp.MOST_RUNGS)
    text = format_plan(plan)
    assert len(text) < MOST_CHARACTERS
    assert read_plan(text) == plan


def test_that_yards_and_miles_are_written_as_they_are_said() -> None:
    text = "440y-mile-880y-2 miles-396.08"
    plan = read_plan(text)
    assert sp.total(plan.steps) == 402_336 + 1_609_344 + 804_672 + 3_218_688 + 396_080
    assert format_plan(plan) == text
