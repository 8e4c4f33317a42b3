import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.live import (
    Analysis,
    EntryAnalysis,
    Estimate,
    Facts,
    analyse,
    at_instant,
    elapsed_at,
    facts_of,
)
from app.analysis.plausible import MISSED
from app.analysis.projection import DEFAULT_RULE, EVEN, LAST, PLAN, RATIO
from app.domain import events as ev
from app.domain.course import MILE, metres
from app.domain.state import FINISHED, RUNNING, SessionState
from app.domain.times import NS_PER_S, Duration, Instant, seconds
from tests.unit.analysis.runs import FADING, running, taken
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    PLANNED,
    RECORD,
    STARTED,
    SUB_4,
    TWO,
    at,
    known,
    pressed,
    setup,
    time,
    typed,
)

BOTH = (SUB_4, RECORD)
PROFILES = {"mile-paced": FADING}


def _facts(state: SessionState, rule: str = DEFAULT_RULE) -> Facts:
    return facts_of(state, state.entries[ONE], PROFILES, rule)


def _one(state: SessionState, now: str, rule: str = DEFAULT_RULE) -> EntryAnalysis:
    return analyse(state, at(now), PROFILES, rule).entries[0]


def _estimate(state: SessionState, now: str, rule: str = DEFAULT_RULE) -> Estimate:
    found = _one(state, now, rule).estimate
    assert found is not None
    return found


def _seconds(value: int) -> float:
    return round(value / NS_PER_S, 3)


def test_that_before_the_first_split_the_target_is_all_that_is_expected() -> None:
    entry = _one(running(targets=BOTH), "50")
    assert entry.facts.passages == ()
    assert entry.facts.last is None
    assert entry.facts.projection is None
    assert entry.facts.next_mark == MARKS[0]
    # 239.99 x 400 / 1609.344 and 247.64 x 400 / 1609.344 from the start.
    assert {key: _seconds(pace) for key, pace in entry.needed.items()} == {
        "sub-4": 59.649,
        "4:07.64": 61.551,
    }
    estimate = entry.estimate
    assert estimate is not None
    # Sub-4 passes 409.344 m after 61.043 s; the spread of FADING is 0.04 of that.
    assert _seconds(estimate.arrival.expected) == 61.043
    assert _seconds(estimate.arrival.sd) == pytest.approx(0.04 * 61.043, abs=0.005)
    # Of 61.043 s 50 have gone by: 335.29 m, where sub-4 asks 50 s.
    assert estimate.position == pytest.approx(metres(335.29), abs=10)
    assert _seconds(estimate.now["sub-4"]) == pytest.approx(0, abs=0.001)


def test_that_between_two_marks_the_chosen_rule_foretells_the_next() -> None:
    state = running(*PARIS[:3])
    # At 3:10 the finish is far: even pace has it at 241.985, the last lap's pace at 242.93.
    assert _seconds(_estimate(state, "3:10", EVEN).arrival.expected) == 241.985
    assert _seconds(_estimate(state, "3:10", LAST).arrival.expected) == 242.93
    assert _seconds(_estimate(state, "3:10", PLAN).arrival.expected) == 241.489
    # FADING spreads it by 0.04 of the 60.145 s from the bell.
    assert _seconds(_estimate(state, "3:10", EVEN).arrival.sd) == 2.406


def test_that_the_deficit_of_now_is_taken_where_the_athlete_is_thought_to_be() -> None:
    estimate = _estimate(running(*PARIS[:3]), "3:11.84", LAST)
    # 10 s at 400 m in 61.09: 65.477 m on, and sub-4 asks 239.99 x 1274.821 / 1609.344 = 190.105.
    assert estimate.position == pytest.approx(metres(1274.821), abs=1)
    assert _seconds(estimate.now["sub-4"]) == 1.735
    # 242.93 less 239.99 at the finish; 48.15 s are left for 334.523 m.
    assert _seconds(estimate.at_next["sub-4"]) == 2.94
    assert _seconds(estimate.needed["sub-4"]) == pytest.approx(57.574, abs=0.002)
    # 10 of 61.09 s have gone by, and so much of the spread of 0.04 x 61.09.
    assert _seconds(estimate.now_sd) == pytest.approx(0.4, abs=0.001)


def test_that_at_the_finish_nothing_is_estimated_any_more() -> None:
    state = running(*PARIS)
    for now in ("4:06.42", "9:00"):
        analysis = analyse(state, at(now), PROFILES)
        assert analysis.elapsed == time("4:06.42")
        entry = analysis.entries[0]
        assert (entry.estimate, entry.facts.next_mark, entry.needed) == (None, None, {})
        assert entry.facts.projection is None
        assert entry.facts.last is not None
        assert _seconds(entry.facts.last.deficits["sub-4"]) == 6.43


@pytest.mark.parametrize("passed", [1, 2, 3])
@pytest.mark.parametrize("rule", [EVEN, LAST, PLAN, RATIO])
def test_that_at_the_press_the_deficit_of_now_is_the_fact(passed: int, rule: str) -> None:
    state = running(*PARIS[:passed], targets=BOTH)
    entry = _one(state, PARIS[passed - 1], rule)
    assert entry.estimate is not None
    assert entry.facts.last is not None
    assert entry.estimate.now == entry.facts.last.deficits
    assert entry.estimate.needed == entry.needed
    assert entry.estimate.position == MARKS[passed - 1]
    assert entry.estimate.now_sd == 0


def _at_steps(state: SessionState, begin: int, end: int, target: str) -> list[int]:
    found = (_estimate(state, str(second), EVEN).now[target] for second in range(begin, end, 5))
    return list(found)


@pytest.mark.parametrize(
    ("target", "ahead"), [("sub-4", False), ("4:07.64", True)], ids=["behind", "ahead"]
)
def test_that_the_deficit_moves_while_ahead_and_while_behind(target: str, ahead: bool) -> None:
    # At the bell 1.50 behind sub-4 and 4.25 ahead of the record, faster than the one pace and
    # slower than the other; from about 4:00 on the finish is late, and both gaps grow.
    values = _at_steps(running(*PARIS[:3], targets=BOTH), 182, 243, target)
    assert all((value < 0) is ahead for value in values)
    assert len(set(values)) == len(values)
    late = _at_steps(running(*PARIS[:3], targets=BOTH), 240, 260, target)
    assert late == sorted(late)
    assert late[-1] - late[0] > seconds(10)


def test_that_a_press_which_stays_away_is_overdue() -> None:
    state = running(*PARIS[:3])
    # Foreseen at 4:01.99 give or take 2.4 s: 2.75 of them are 6.6 s.
    assert not _estimate(state, "4:08", EVEN).arrival.overdue
    assert _estimate(state, "4:09", EVEN).arrival.overdue


def test_that_a_target_whose_time_has_gone_by_is_not_needed_any_more() -> None:
    state = running(*PARIS[:3], targets=BOTH)
    entry = _one(state, "4:01", EVEN)
    assert entry.estimate is not None
    # From the bell sub-4 could still be reached; from here it cannot.
    assert set(entry.needed) == {"sub-4", "4:07.64"}
    assert set(entry.estimate.needed) == {"4:07.64"}


def test_that_times_typed_without_a_start_are_facts_without_an_estimate() -> None:
    state = known(PLANNED, typed("1:00.20", MARKS[0]))
    analysis = analyse(state, at("3:00"), PROFILES)
    assert (analysis.elapsed, state.phase) == (time("1:00.20"), RUNNING)
    assert analysis.entries[0].estimate is None
    assert analysis.entries[0].facts.projection is not None


@pytest.mark.parametrize(
    ("state", "now", "elapsed"),
    [
        (known(PLANNED), "9:00", "0"),
        (known(PLANNED, STARTED), "0:50", "50"),
        (known(PLANNED, STARTED), "-5", "0"),
        # A scoreboard that is read ahead of the clock pulls it on.
        (known(PLANNED, STARTED, typed("1:00.20", MARKS[0])), "0:59", "1:00.20"),
        (known(PLANNED, STARTED, typed("1:00.20", MARKS[0])), "1:01", "1:01"),
    ],
)
def test_that_the_clock_runs_from_the_start_and_never_behind_a_split(
    state: SessionState, now: str, elapsed: str
) -> None:
    assert elapsed_at(state, at(now)) == time(elapsed)


def test_that_the_clock_runs_until_the_last_athlete_is_in() -> None:
    two = (at("-60"), ev.Planned(setup(entries=(ONE, TWO))))
    first = [two, STARTED, *(pressed(each) for each in PARIS)]
    state = known(*first)
    analysis = analyse(state, at("4:08"), PROFILES)
    assert analysis.elapsed == time("4:08")
    assert analysis.entries[0].estimate is None
    assert analysis.entries[1].estimate is not None
    late = ("1:02", "2:04", "3:07", "4:10.50")
    done = known(*first, *(pressed(each, TWO) for each in late))
    assert done.phase == FINISHED
    assert analyse(done, at("9:00"), PROFILES).elapsed == time("4:10.50")


def test_that_every_athlete_is_judged_by_the_own_splits() -> None:
    state = running(PARIS[0], entries=(ONE, TWO))
    ours, theirs = analyse(state, at("1:05"), PROFILES).entries
    assert (ours.facts.next_mark, theirs.facts.next_mark) == (MARKS[1], MARKS[0])
    assert theirs.facts.last is None


def test_that_a_lap_that_is_odd_is_flagged_where_it_was_run() -> None:
    passages = _facts(running("1:00.20", "3:01.84")).passages
    assert [each.flag for each in passages] == ["", MISSED]


def test_that_the_changes_add_up_to_the_deficit() -> None:
    passages = _facts(running(*PARIS, targets=BOTH)).passages
    for target in ("sub-4", "4:07.64"):
        changes = [each.changes[target] for each in passages]
        assert sum(changes) == passages[-1].deficits[target]
    sub_4 = [round(each.changes["sub-4"] / NS_PER_S, 2) for each in passages]
    # -0.843, then +0.902, +1.440 and +4.931: the gaps are -0.84, +0.06, +1.50 and +6.43.
    assert sub_4 == [-0.84, 0.90, 1.44, 4.93]


def _values(analysis: Analysis) -> list[object]:
    """Return all that is said of the athletes, without the instants it was pressed at."""
    return [
        [
            (each.run.time, each.run.lap, each.deficits, each.changes, each.projection, each.flag)
            for each in entry.facts.passages
        ]
        + [entry.needed, entry.estimate, analysis.elapsed]
        for entry in analysis.entries
    ]


race = st.lists(st.integers(20 * NS_PER_S, 90 * NS_PER_S), min_size=0, max_size=4)
waits = st.integers(0, 120 * NS_PER_S)


def _raced(laps: list[int], moved: int = 0) -> SessionState:
    moments = [(Instant(when + moved), event) for when, event in (PLANNED, STARTED)]
    elapsed = 0
    for lap in laps:
        elapsed += lap
        when, event = taken(f"{elapsed // NS_PER_S}.{elapsed % NS_PER_S:09d}")
        moments.append((Instant(when + moved), event))
    return known(*moments)


def _moment(laps: list[int], wait: int, moved: int = 0) -> Instant:
    return Instant(at("0") + sum(laps) + wait + moved)


@given(race, waits, st.integers(1, 3))
def test_that_nothing_shown_rests_on_a_later_split(laps: list[int], wait: int, passed: int) -> None:
    whole, part = _facts(_raced(laps)), _facts(_raced(laps[:passed]))
    assert whole.passages[:passed] == part.passages


@given(race, waits, st.integers(-(10**12), 10**15))
def test_that_where_the_clock_stood_at_the_start_changes_nothing(
    laps: list[int], wait: int, moved: int
) -> None:
    here = analyse(_raced(laps), _moment(laps, wait), PROFILES)
    there = analyse(_raced(laps, moved), _moment(laps, wait, moved), PROFILES)
    assert _values(here) == _values(there)


@given(race, waits)
def test_that_one_call_a_frame_is_the_facts_and_the_instant(laps: list[int], wait: int) -> None:
    state, now = _raced(laps), _moment(laps, wait)
    assert analyse(state, now, PROFILES) == at_instant(state, [_facts(state)], now)


@given(race, waits)
def test_that_the_primary_target_changes_nothing_but_the_plan(laps: list[int], wait: int) -> None:
    state, now = _raced(laps[:3]), _moment(laps[:3], wait)
    other = state._replace(primary_id=RECORD.id)
    for ours, theirs in zip(_facts(state).passages, _facts(other).passages, strict=True):
        assert (ours.deficits, ours.changes) == (theirs.deficits, theirs.changes)
        assert ours.projection is not None
        assert theirs.projection is not None
        for rule in (EVEN, LAST, RATIO):
            assert ours.projection.by_rule[rule] == theirs.projection.by_rule[rule]
    if laps[:3]:
        ours_now = analyse(state, now, PROFILES).entries[0].estimate
        assert ours_now == analyse(other, now, PROFILES).entries[0].estimate


@given(race, waits, waits)
def test_that_the_athlete_is_between_the_last_mark_and_the_next_and_never_runs_back(
    laps: list[int], one: int, other: int
) -> None:
    laps = laps[:3]
    state = _raced(laps)
    entry = state.entries[ONE]
    next_mark = state.next_mark(entry)
    assert next_mark is not None
    seen = []
    for wait in sorted((one, other)):
        estimate = analyse(state, _moment(laps, wait), PROFILES).entries[0].estimate
        assert estimate is not None
        assert entry.last_mark <= estimate.position <= next_mark
        assert estimate.arrival.expected >= sum(laps) + wait
        assert 0 <= estimate.now_sd <= estimate.arrival.sd
        seen.append(estimate.position)
    assert seen == sorted(seen)


@given(race, waits)
def test_that_the_facts_do_not_depend_on_when_they_are_looked_at(
    laps: list[int], wait: int
) -> None:
    state = _raced(laps)
    early = analyse(state, _moment(laps, 0), PROFILES).entries[0]
    late = analyse(state, _moment(laps, wait), PROFILES).entries[0]
    assert (early.facts, early.needed) == (late.facts, late.needed)


def test_that_a_class_without_a_profile_is_projected_by_even_pace() -> None:
    state = running(PARIS[0])
    facts = facts_of(state, state.entries[ONE], {})
    assert facts.projection is not None
    assert facts.projection.finish == facts.projection.by_rule[EVEN]
    assert not facts.projection.validated


def test_that_a_finish_that_came_early_leaves_the_marks_before_it_open() -> None:
    state = known(PLANNED, STARTED, typed("4:06.42", MILE))
    entry = _one(state, "5:00")
    assert entry.facts.next_mark is None
    assert [each.run.mark for each in entry.facts.passages] == [MILE]
    assert entry.facts.passages[0].run.lap == Duration(time("4:06.42"))
