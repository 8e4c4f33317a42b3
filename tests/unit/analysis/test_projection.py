import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.laps import Lap
from app.analysis.outlook import RunSoFar
from app.analysis.profile import EVEN_PROFILE
from app.analysis.projection import (
    DEFAULT_RULE,
    EVEN,
    LAST,
    PACING,
    PLAN,
    RATIO,
    RULE_NAMES,
    RULES,
    expected_at,
    project,
)
from app.analysis.same import Same
from app.domain.course import MILE, Distance, metres
from app.domain.target import Target, even, from_segments
from app.domain.times import NS_PER_S, Duration, seconds
from app.formats.pacing_file import shipped_pacing
from tests.unit.analysis.runs import FADING, paris, stretches
from tests.unit.domain.races import MARKS, SUB_4, time
from tests.unit.strategies import targets

ROUNDING = 2
"""Two roundings to the nanosecond may stand between two ways to the same time."""


def _by_rule(run: tuple[Lap, ...], rule: str = DEFAULT_RULE) -> dict[str, float]:
    found = project(run, MILE, SUB_4, FADING, rule)
    assert found is not None
    return {rule: finish / NS_PER_S for rule, finish in found.by_rule.items()}


def test_that_paris_at_the_bell_is_projected_by_every_rule() -> None:
    found = _by_rule(paris(3))
    # Even pace: 181.84 x 1609.344 / 1209.344.
    assert found[EVEN] == pytest.approx(181.84 * 1609.344 / 1209.344, abs=1e-9)
    assert found[EVEN] == pytest.approx(241.985, abs=5e-4)
    # The last lap's pace: 181.84 + 61.09 for the 400 m that are left.
    assert found[LAST] == pytest.approx(242.93, abs=1e-9)
    # The plan from here: sub-4 passes 1209.344 m after 180.341, so 1.499 is lost and stays lost.
    assert found[PLAN] == pytest.approx(239.99 + 181.84 - 239.99 * 1209.344 / 1609.344, abs=1e-8)
    assert found[PLAN] == pytest.approx(241.489, abs=5e-4)
    # Usual pacing: 1209.344 / 1609.344 = 0.751452, and there FADING has used 0.74 and
    # 4 x 0.001452 x 0.26 = 0.7415097; 181.84 / 0.7415097.
    assert found[RATIO] == pytest.approx(181.84 / 0.741_509_67, abs=1e-4)


def test_that_paris_after_one_lap_is_projected_by_every_rule() -> None:
    found = _by_rule(paris(1))
    # One stretch only: its pace is the mean pace. 60.20 x 1609.344 / 409.344 = 236.6775.
    assert found[EVEN] == pytest.approx(236.6775, abs=5e-5)
    assert found[LAST] == pytest.approx(found[EVEN], abs=1e-8)
    # 239.99 + 60.20 - 61.043.
    assert found[PLAN] == pytest.approx(239.147, abs=5e-4)


def test_that_usual_pacing_divides_by_the_share_of_the_time_that_is_used_here() -> None:
    run = stretches((400, 49.0))
    found = project(run, metres(800), even(metres(800), time("1:45")), FADING, RATIO)
    assert found is not None
    # Half of the distance takes 0.49 of the time: 49 s become 100 s.
    assert found.finish == seconds(100)
    assert found.validated


def test_that_before_the_first_split_and_at_the_finish_nothing_is_projected() -> None:
    assert project((), MILE, SUB_4, FADING, EVEN) is None
    assert project(paris(4), MILE, SUB_4, FADING, EVEN) is None


@pytest.mark.parametrize("rule", [EVEN, LAST, PLAN, RATIO])
def test_that_the_chosen_rule_is_the_one_that_is_shown(rule: str) -> None:
    found = project(paris(2), MILE, SUB_4, EVEN_PROFILE, rule)
    assert found is not None
    assert (found.rule, found.finish) == (rule, found.by_rule[rule])
    assert not found.validated
    assert found.band is None
    assert {*found.by_rule, PACING} == set(RULES) == set(RULE_NAMES)


def test_that_without_the_pacing_model_usual_pacing_stands_in_for_it() -> None:
    found = project(paris(2), MILE, SUB_4, FADING, PACING)
    assert found is not None
    assert (found.rule, found.finish) == (RATIO, found.by_rule[RATIO])
    assert found.validated
    assert (found.band, found.forecast) == (None, None)


def _asked(run: tuple[Lap, ...], distance: Distance = MILE) -> RunSoFar:
    marks, times = tuple(each.mark for each in run), tuple(each.time for each in run)
    return RunSoFar(Same(shipped_pacing()), distance, marks, times, "paced")


def test_that_the_pacing_model_projects_with_its_band_beside_the_other_rules() -> None:
    run = paris(3)
    found = project(run, MILE, SUB_4, EVEN_PROFILE, DEFAULT_RULE, _asked(run))
    assert found is not None
    assert found.band is not None
    assert (found.rule, found.finish) == (PACING, found.band.quantiles["0.5"])
    assert set(found.by_rule) == set(RULES)
    assert found.by_rule[PACING] == found.finish
    # The profile of even pace was checked by nobody, the pacing model on miles was.
    assert found.validated
    # How far opinions lie apart is that of the rules that have no band.
    assert found.spread == (min(found.simple.values()), max(found.simple.values()))


def test_that_a_simple_rule_has_no_band_though_the_model_is_there() -> None:
    run = paris(3)
    found = project(run, MILE, SUB_4, EVEN_PROFILE, EVEN, _asked(run))
    assert found is not None
    assert (found.rule, found.finish, found.band) == (EVEN, found.by_rule[EVEN], None)
    assert found.by_rule[PACING] != found.finish
    assert not found.validated


def test_that_a_run_that_the_model_cannot_speak_of_is_left_to_usual_pacing() -> None:
    run = paris(2)
    backwards = _asked(run)._replace(times=(seconds(61), seconds(60)))
    found = project(run, MILE, SUB_4, FADING, PACING, backwards)
    assert found is not None
    assert (found.rule, found.finish) == (RATIO, found.by_rule[RATIO])
    assert set(found.by_rule) == {EVEN, LAST, PLAN, RATIO}


def test_that_the_pacing_model_expects_the_next_mark_on_its_own_way() -> None:
    run = paris(2)
    found = project(run, MILE, SUB_4, EVEN_PROFILE, PACING, _asked(run))
    assert found is not None
    at = [expected_at(each, run[-1], found, SUB_4, EVEN_PROFILE) for each in MARKS[2:]]
    assert run[-1].time < at[0] < at[1]
    assert at[1] == found.finish


def test_that_the_spread_runs_from_the_earliest_to_the_latest_answer() -> None:
    found = project(paris(3), MILE, SUB_4, FADING, EVEN)
    assert found is not None
    early, late = found.spread
    assert early == found.by_rule[PLAN]
    assert late == found.by_rule[RATIO]


# 800 m in 49 s for the first 400 m, against 50 s a lap.
HALF_WAY = stretches((400, 49.0))
HUNDRED = even(metres(800), time("1:40"))


@pytest.mark.parametrize(
    ("rule", "mark_m", "expected"),
    [
        # Finish 98: half of the 49 s that are left.
        (EVEN, 600, 73.5),
        (LAST, 600, 73.5),
        # A second ahead of 75.
        (PLAN, 600, 74.0),
        # Finish 100, of which 600 m take 0.74.
        (RATIO, 600, 74.0),
        # At a tenth of the last quarter: 0.74 + 0.1 x 0.26 of 100.
        (RATIO, 620, 76.6),
    ],
)
def test_that_the_next_mark_is_expected_on_the_rules_own_way(
    rule: str, mark_m: float, expected: float
) -> None:
    found = project(HALF_WAY, metres(800), HUNDRED, FADING, rule)
    assert found is not None
    at = expected_at(metres(mark_m), HALF_WAY[-1], found, HUNDRED, FADING)
    assert at == pytest.approx(seconds(expected), abs=ROUNDING)


def test_that_the_plan_follows_the_targets_own_segments() -> None:
    plan = from_segments(
        metres(800),
        [(metres(400), seconds(52)), (metres(200), seconds(26)), (metres(200), seconds(24))],
        "52, 26, 24",
    )
    found = project(HALF_WAY, metres(800), plan, FADING, PLAN)
    assert found is not None
    assert found.finish == seconds(99)
    assert expected_at(metres(600), HALF_WAY[-1], found, plan, FADING) == seconds(75)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("passed", [1, 2, 3])
def test_that_every_rules_way_leads_from_the_last_split_to_its_finish(
    rule: str, passed: int
) -> None:
    run = paris(passed)
    found = project(run, MILE, SUB_4, FADING, rule)
    assert found is not None
    here = expected_at(run[-1].mark, run[-1], found, SUB_4, FADING)
    assert here == pytest.approx(run[-1].time, abs=ROUNDING)
    assert expected_at(MILE, run[-1], found, SUB_4, FADING) == found.finish
    way = [expected_at(m, run[-1], found, SUB_4, FADING) for m in MARKS if m >= run[-1].mark]
    assert way == sorted(way)


lap_times = st.integers(20 * NS_PER_S, 200 * NS_PER_S)


@given(lap_times, st.integers(1, 11))
def test_that_at_even_pace_every_rule_says_the_same(lap: int, passed: int) -> None:
    distance = metres(4800)
    run = stretches(*[(400.0, lap / NS_PER_S)] * passed)
    pace = even(distance, Duration(12 * lap))
    found = project(run, distance, pace, EVEN_PROFILE, EVEN)
    assert found is not None
    for finish in found.by_rule.values():
        assert finish == pytest.approx(12 * lap, abs=ROUNDING)
    for rule in RULES:
        at = expected_at(distance, run[-1], found._replace(asked=rule), pace, EVEN_PROFILE)
        assert at == pytest.approx(12 * lap, abs=ROUNDING)


@given(lap_times, lap_times, lap_times)
def test_that_even_pace_and_usual_pacing_do_not_ask_how_the_laps_were_shared_out(
    one: int, two: int, other: int
) -> None:
    early, late = sorted((one, other))
    run = stretches((400, early / NS_PER_S), (400, (late + two) / NS_PER_S))
    turned = stretches((400, late / NS_PER_S), (400, (early + two) / NS_PER_S))
    a = project(run, MILE, SUB_4, FADING, EVEN)
    b = project(turned, MILE, SUB_4, FADING, EVEN)
    assert a is not None
    assert b is not None
    for rule in (EVEN, RATIO, PLAN):
        assert a.by_rule[rule] == b.by_rule[rule]
    assert a.by_rule[LAST] >= b.by_rule[LAST]


@given(lap_times, lap_times, st.integers(2, 5))
def test_that_who_takes_twice_as_long_is_projected_to_twice_the_time(
    one: int, two: int, times: int
) -> None:
    a = project(stretches((400, one / NS_PER_S), (400, two / NS_PER_S)), MILE, SUB_4, FADING, EVEN)
    slower = stretches((400, times * one / NS_PER_S), (400, times * two / NS_PER_S))
    b = project(slower, MILE, SUB_4, FADING, EVEN)
    assert a is not None
    assert b is not None
    for rule in (EVEN, LAST, RATIO):
        assert b.by_rule[rule] == pytest.approx(times * a.by_rule[rule], abs=times * ROUNDING)


@given(targets(MILE), st.integers(1, 3))
def test_that_the_target_moves_the_plan_alone(line: Target, passed: int) -> None:
    run = paris(passed)
    found = project(run, MILE, line, FADING, EVEN)
    usual = project(run, MILE, SUB_4, FADING, EVEN)
    assert found is not None
    assert usual is not None
    for rule in (EVEN, LAST, RATIO):
        assert found.by_rule[rule] == usual.by_rule[rule]
    lost = run[-1].time - line.time_at(run[-1].mark)
    assert found.by_rule[PLAN] - line.finish == lost


@given(st.integers(1, MILE - 1).map(Distance))
def test_that_no_rule_projects_a_finish_before_the_split(mark: Distance) -> None:
    run = stretches((mark / 1000, 60.0))
    found = project(run, MILE, SUB_4, FADING, EVEN)
    assert found is not None
    for rule in (EVEN, LAST, RATIO):
        assert found.by_rule[rule] >= run[-1].time
