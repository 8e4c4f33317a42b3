"""The pacing model in the live analysis: between marks, at a press, and never before the clock."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.known import KnownFacts
from app.analysis.live import EntryAnalysis, Estimate, Facts, analyse, at_instant, facts_of
from app.analysis.outlook import Awaited, RunSoFar, awaited, first_due, forecast_of
from app.analysis.projection import EVEN, PACING, RATIO
from app.analysis.same import Same
from app.domain import events as ev
from app.domain.course import MILE, Distance, metres
from app.domain.plan import PACER
from app.domain.state import SessionState
from app.domain.times import NS_PER_S, Duration, Instant, seconds
from app.formats.pacing_file import shipped_pacing
from tests.unit.analysis.runs import FADING, running
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    PLANNED,
    RECORD,
    STARTED,
    SUB_4,
    at,
    entrant,
    known,
    pressed,
    setup,
    time,
    typed,
)

BOTH = (SUB_4, RECORD)
PROFILES = {"mile-paced": FADING}
MODEL = shipped_pacing()
# An eye sees no difference below a hundredth of a second.
UNSEEN = NS_PER_S // 100


def _facts(state: SessionState) -> Facts:
    return facts_of(state, state.entries[ONE], PROFILES, model=MODEL)


def _one(state: SessionState, now: Instant, rule: str = PACING) -> EntryAnalysis:
    return analyse(state, now, PROFILES, rule, MODEL).entries[0]


def _finish(entry: EntryAnalysis) -> Duration:
    assert entry.forecast is not None
    return entry.forecast.finish


def _estimate(entry: EntryAnalysis) -> Estimate:
    assert entry.estimate is not None
    return entry.estimate


def _run(passed: int = 3, race_class: str = "paced") -> RunSoFar:
    times = tuple(time(each) for each in PARIS[:passed])
    return RunSoFar(Same(MODEL), MILE, MARKS[:passed], times, race_class)


def _waiting(passed: int, now: str) -> Awaited:
    press = awaited(_run(passed), MARKS[passed], time(now))
    assert press is not None
    return press


def test_that_the_projection_at_every_mark_is_the_models() -> None:
    passages = _facts(running(*PARIS)).passages
    for count, passage in enumerate(passages[:-1], start=1):
        assert passage.projection is not None
        assert passage.projection.rule == PACING
        assert passage.projection.forecast is forecast_of(_run(count, ""))
    assert passages[-1].projection is None


def test_that_a_pacer_is_projected_by_nobody() -> None:
    state = running(PARIS[0])
    pacer = replace(entrant(ONE, 1), role=PACER)
    entry = state.entries[ONE]._replace(entrant=pacer)
    facts = facts_of(state, entry, PROFILES, model=MODEL)
    assert facts.passages[0].projection is None
    assert facts.so_far is None


@pytest.mark.parametrize("passed", [1, 2, 3])
def test_that_at_the_press_the_deficit_of_now_is_the_fact(passed: int) -> None:
    entry = _one(running(*PARIS[:passed], targets=BOTH), at(PARIS[passed - 1]))
    estimate = _estimate(entry)
    assert entry.facts.last is not None
    assert estimate.now == entry.facts.last.deficits
    assert estimate.needed == entry.needed
    assert (estimate.position, estimate.now_sd, estimate.late) == (MARKS[passed - 1], 0, 0)


@pytest.mark.parametrize("passed", [1, 2, 3])
def test_that_the_band_of_the_mark_holds_until_a_press_could_have_come(passed: int) -> None:
    state, first = running(*PARIS[:passed]), first_due(_run(passed, ""), MARKS[passed])
    begin, quiet = at(PARIS[passed - 1]), Instant(at("0") + first.quiet_until)
    fact = _one(state, begin).facts.projection
    assert fact is not None
    assert fact.band is not None
    for now in (begin, Instant(quiet - 1)):
        assert _one(state, now).forecast is fact.band
    loud = _one(state, quiet).forecast
    assert loud is not None
    # Then it is an average over presses to come: next to the width of the band no other one.
    width = fact.band.quantiles["0.9"] - fact.band.quantiles["0.1"]
    for name, value in fact.band.quantiles.items():
        assert loud.quantiles[name] == pytest.approx(value, abs=width / 50)


def test_that_waiting_moves_the_next_mark_and_the_finish_later() -> None:
    state = running(*PARIS[:2])
    seen = [_one(state, at(f"3:{s:02d}")) for s in (0, 2, 4, 6, 9)]
    due = [_estimate(each).arrival.expected for each in seen]
    finishes = [_finish(each) for each in seen]
    assert due == sorted(set(due))
    assert finishes == sorted(set(finishes))


def test_that_who_is_later_than_due_is_late_by_so_much() -> None:
    state = running(*PARIS[:2])
    first = first_due(_run(2, ""), MARKS[2]).due
    early, late = at(PARIS[2]), Instant(at("0") + first.expected + 2 * first.sd)
    assert _estimate(_one(state, early)).late == 0
    assert _estimate(_one(state, late)).late == 2 * first.sd


def test_that_a_press_that_the_model_holds_for_improbable_is_overdue() -> None:
    state = running(*PARIS[:3])
    overdue = [_estimate(_one(state, at(each))).arrival.overdue for each in ("4:04", "4:20")]
    assert overdue == [False, True]


def test_that_at_the_last_mark_due_and_projection_are_one_time() -> None:
    state = running(*PARIS[:3])
    for now in ("3:02", "3:40", "4:00", "4:03", "4:10"):
        entry = _one(state, at(now))
        assert abs(_estimate(entry).arrival.expected - _finish(entry)) <= 2


def test_that_until_a_press_could_have_come_nothing_moves() -> None:
    first = first_due(_run(2), MARKS[2])
    quiet = Awaited(_run(2), MARKS[2], Duration(first.quiet_until - 1))
    loud = quiet._replace(now=first.quiet_until)
    assert quiet.due is first.due
    assert abs(loud.due.expected - quiet.due.expected) < UNSEEN
    assert abs(loud.due.sd - quiet.due.sd) < UNSEEN
    assert time("2:45") < first.quiet_until < first.due.expected


def test_that_before_the_first_mark_a_best_time_says_when_it_is_due() -> None:
    plain = known(PLANNED, STARTED)
    entry = plain.entries[ONE]
    best = entry._replace(entrant=replace(entry.entrant, reference=seconds(260)))
    told = plain._replace(entries={ONE: best})
    by_target, by_best = (_estimate(_one(each, at("10"))) for each in (plain, told))
    assert by_target.awaited is None
    assert by_target.arrival.expected == pytest.approx(SUB_4.time_at(MARKS[0]), abs=UNSEEN)
    # At the pace of 4:20 the first 409.344 m take 66.1 s.
    assert by_best.arrival.expected == pytest.approx(seconds(66.1), abs=2 * NS_PER_S)


def test_that_a_best_time_of_the_athlete_sharpens_the_projection() -> None:
    state = running(PARIS[0])
    entry = state.entries[ONE]
    best = entry._replace(entrant=replace(entry.entrant, reference=seconds(247.64)))
    alone = _one(state, at("1:05")).forecast
    told = _one(state._replace(entries={ONE: best}), at("1:05")).forecast
    assert alone is not None
    assert told is not None
    assert alone.finish < told.finish < seconds(247.64)


def test_that_with_a_simple_rule_there_is_no_band_and_no_wait() -> None:
    state = running(*PARIS[:3])
    early, late = (_one(state, at(each), EVEN) for each in ("3:10", "4:10"))
    assert (early.forecast, late.forecast) == (None, None)
    assert (_estimate(early).awaited, _estimate(late).late) == (None, 0)
    # Even pace: 181.84 x 1609.344 / 1209.344 = 241.985; later it waits for the finish.
    assert early.projected_from_mark == pytest.approx(seconds(241.985), abs=UNSEEN)
    assert late.projected_from_mark == _estimate(late).arrival.expected >= time("4:10")


def test_that_before_the_first_split_and_after_the_finish_nothing_is_projected() -> None:
    for state, now in ((known(PLANNED, STARTED), "30"), (running(*PARIS), "5:00")):
        entry = _one(state, at(now))
        assert (entry.projected_from_mark, entry.forecast) == (None, None)


def test_that_times_typed_without_a_start_have_the_band_of_the_mark() -> None:
    entry = _one(known(PLANNED, typed("1:00.20", MARKS[0])), at("3:00"))
    assert entry.facts.projection is not None
    assert entry.forecast is entry.facts.projection.band
    assert entry.projected_from_mark == entry.facts.projection.finish


def test_that_no_wait_is_for_a_mark_behind_or_for_what_is_no_run() -> None:
    assert awaited(_run(2), MARKS[1], time("2:10")) is None
    assert awaited(_run(2), Distance(MILE + 1), time("2:10")) is None
    backwards = _run(2)._replace(times=(time("61"), time("60")))
    assert awaited(backwards, MARKS[2], time("2:10")) is None
    assert forecast_of(backwards) is None


def test_that_what_was_known_without_the_model_is_known_anew_with_it() -> None:
    state, memory = running(*PARIS[:2]), KnownFacts(PROFILES)
    (before,) = memory.of(state, PACING)
    memory.learn(MODEL)
    (after,) = memory.of(state, PACING)
    rules = [each.projection.rule for each in (before, after) if each.projection is not None]
    assert rules == [RATIO, PACING]
    assert after == _facts(state)


race = st.lists(st.integers(34 * NS_PER_S, 90 * NS_PER_S), min_size=1, max_size=3)
waits = st.integers(0, 200 * NS_PER_S)


def _raced(laps: list[int]) -> SessionState:
    elapsed = [sum(laps[: i + 1]) for i in range(len(laps))]
    return running(*(f"{each // NS_PER_S}.{each % NS_PER_S:09d}" for each in elapsed))


@given(race, waits)
def test_that_the_projection_is_never_before_the_clock(laps: list[int], wait: int) -> None:
    now = Instant(at("0") + sum(laps) + wait)
    entry = _one(_raced(laps), now)
    assert entry.forecast is not None
    assert min(entry.forecast.quantiles.values()) >= entry.elapsed
    assert _estimate(entry).arrival.expected >= entry.elapsed


@given(race, waits, waits)
def test_that_the_athlete_never_runs_back(laps: list[int], one: int, other: int) -> None:
    state = _raced(laps)
    begin = at("0") + sum(laps)
    seen = [_estimate(_one(state, Instant(begin + wait))) for wait in sorted((one, other))]
    assert state.entries[ONE].last_mark <= seen[0].position <= seen[1].position
    assert seen[1].position <= MARKS[len(laps)]


@given(race, waits)
def test_that_one_call_a_frame_is_the_facts_and_the_instant(laps: list[int], wait: int) -> None:
    state, now = _raced(laps), Instant(at("0") + sum(laps) + wait)
    whole = analyse(state, now, PROFILES, model=MODEL)
    assert whole == at_instant(state, [_facts(state)], now)


@given(race, waits, st.integers(1, 3))
def test_that_nothing_shown_rests_on_a_later_split(laps: list[int], wait: int, passed: int) -> None:
    whole, part = _facts(_raced(laps)), _facts(_raced(laps[:passed]))
    assert whole.passages[:passed] == part.passages


def test_that_athletes_of_a_wave_are_projected_by_their_own_time() -> None:
    planned = setup()
    later = replace(planned.entrants[0], offset=seconds(30))
    begin = (at("-60"), ev.Planned(replace(planned, entrants=(later,))))
    wave = known(begin, STARTED, pressed("1:30.20"))
    own, alone = _one(wave, at("1:35")), _one(running(PARIS[0]), at("1:05"))
    assert _finish(own) == _finish(alone)


def test_that_between_two_marks_the_finish_of_the_mark_holds_until_it_is_next() -> None:
    state = running(*PARIS[:2])
    late, fact = _one(state, at("3:08")), _one(state, at(PARIS[1]))
    assert late.projected_from_mark == fact.projected_from_mark == _finish(fact)
    assert _finish(late) > _finish(fact)
    at_last = _one(running(*PARIS[:3]), at("4:05"))
    assert at_last.projected_from_mark == _estimate(at_last).arrival.expected


@given(st.integers(0, 400 * NS_PER_S), st.integers(1, NS_PER_S))
def test_that_a_wait_by_steps_is_never_behind_the_clock(now: int, step: int) -> None:
    press = Awaited(_run(3), MILE, Duration(now))
    stepped = press.by_steps(Duration(step))
    assert 0 <= stepped.now - now < step
    assert stepped.now % step == 0


@pytest.mark.parametrize(
    ("marks", "times", "known"),
    [
        ((400,), (60,), True),
        ((400,), (31,), False),
        ((400, 800), (60, 60.3), False),
        ((400, 800), (60, 120), True),
        ((400,), (799,), True),
        ((400,), (801,), False),
    ],
)
def test_that_nobody_is_taken_to_fly_or_to_stand(
    marks: tuple[float, ...], times: tuple[float, ...], known: bool
) -> None:
    run = RunSoFar(
        Same(shipped_pacing()),
        metres(1609.344),
        tuple(metres(each) for each in marks),
        tuple(seconds(each) for each in times),
    )
    assert (forecast_of(run) is not None) is known
    assert (awaited(run, metres(1209.344), seconds(200)) is not None) is known
